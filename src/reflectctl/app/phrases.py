"""What reports say of their own accord, to be put into another language: `content phrases`."""

import re
from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter

from ..documents.document import read_document
from ..errors import ReflectError
from ..loading.values import mapping
from ..model.messages import Forms, Phrases
from ..model.named_tuples import NamedTuple
from ..storage.disk import WorkTree
from ..storage.snapshots import ABSENT, Unreadable, shown
from .context import Context
from .partnership import open_root


class Begun(NamedTuple):
    """How far a translation has come."""

    language: str
    path: str
    """Where its file lies in the partnership, or would."""
    said: Mapping[str, str | Forms]
    """Everything that stands in it, whether a report can use it or not."""


def phrases(here: Context, lang: str | None, *, saved: bool) -> str:
    """The phrases with their translations, as a file to be filled in; how far it has come is noted."""
    from ..loading.messages import catalogue
    from ..render import translation_file

    begun, known = _begun(here, lang), catalogue()
    schema = "../" * begun.path.count("/") + ".reflectctl/schema/phrases.schema.json"
    done = sum(1 for each in known if each in begun.said)
    where = "" if saved else f" Save it as {begun.path}, with --output, to go on from what is there."
    here.note(f"{done} of {len(known)} phrases {'is' if done == 1 else 'are'} translated.{where}")
    return translation_file.written(begun.language, known, begun.said, schema=schema)


def _begun(here: Context, asked: str | None) -> Begun:
    """The translation into a language, or into that of the content; begun or not."""
    from ..loading.files import PACK, PHRASES
    from . import shipped

    own = _read(here, PHRASES)
    language = _checked(asked) if asked is not None else own.language if own else shipped.instrument(here).language
    if own is not None and own.language == language:
        return Begun(language, PHRASES, _said(own))
    beside = PHRASES.replace("/", f"/{language}/")
    there = _read(here, beside)
    if there is not None:
        return Begun(language, beside, _said(there))
    if asked is None and language.partition("-")[0] == "en":
        raise ReflectError(
            "Reports say everything in English already, which is the language of the content.",
            "Name the language to translate into, as in `reflectctl content phrases --lang cy`.",
            exit_code=2,
        )
    several = own is not None or _raw(here, PACK.replace("/", f"/{language}/")) is not None
    return Begun(language, beside if several else PHRASES, {})


def _checked(language: str) -> str:
    """A language as it was typed, when it is the code of one."""
    if re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", language):
        return language
    raise ReflectError(
        f"{shown(language)} is not the short code of a language.",
        "Write two or three small letters, as in cy for Welsh.",
        exit_code=2,
    )


def _raw(here: Context, path: str) -> bytes | None:
    """A file of the partnership; None where there is none, or no partnership."""
    try:
        tree = WorkTree(open_root(here))
    except ReflectError:
        if here.named:
            raise
        return None
    raw = tree.read(path)
    if isinstance(raw, Unreadable):
        if raw.reason == ABSENT:
            return None
        raise ReflectError(f"{path} cannot be read. {raw.reason}", "What is translated in it would be lost.")
    return raw


def _read(here: Context, path: str) -> Phrases | None:
    """The phrases in a file of the partnership; None where there is none."""
    from ..loading.messages import phrases as read_phrases

    raw = _raw(here, path)
    if raw is None or not raw.strip():
        return None
    document = read_document(path, raw)
    for each in document.found:
        raise ReflectError(f"{each.location}: {each.message}", "Mend it first, so that nothing in it is lost.")
    read = read_phrases(document, "")
    language = mapping(document.data).get("language")
    return read._replace(language=language if isinstance(language, str) else "")


def _said(phrases: Phrases) -> Mapping[str, str | Forms]:
    """What stands in a file, phrase by phrase, whether a report can use it or not."""
    said: dict[str, str | Forms] = {}
    for phrase, each in groupby(phrases.written, attrgetter("phrase")):
        forms = {written.form: written.text for written in each}
        said[phrase] = forms.get("", forms)
    return said
