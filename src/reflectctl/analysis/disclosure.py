"""A file of a partnership in, as it is or was; what of it is about a theme out, in pieces as people wrote them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..documents.document import Document
from ..model.disclosure import Piece, Value
from ..model.named_tuples import NamedTuple
from .redaction import visible

OF_PEOPLE = ("partnership", "preliminary", "principle", "views", "meeting", "report")
"""The kinds of files in which partnerships write; the others say what the instrument says."""

_IDS = frozenset(("principle", "principles", "of", "owner", "agency", "with", "present", "absent", "members", "group"))
_NAMES_ONLY = frozenset(("principle", "of", "format", "id"))
"""Keys that say what something is of, and nothing about it."""
_HEADING = re.compile(r"^(?=#{1,6} )", re.MULTILINE)


class Theme(NamedTuple):
    """What is asked about: any of some words, and where some are named, any of some ids."""

    words: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    def is_told_in(self, texts: str) -> bool:
        """Whether any of the words stands in a text, or begins a word of it."""
        said = visible(texts).text
        wanted = (r"\W+".join(map(re.escape, word.split())) for word in self.words)
        return any(re.search(rf"(?<!\w){each}", said, re.IGNORECASE) for each in wanted)


def pieces(document: Document, theme: Theme) -> Iterator[Piece]:
    """What a file holds about a theme, in its order."""
    top = document.data if isinstance(document.data, dict) else {}
    for route, near, said in _records(top, (), frozenset(), str(top.get("principle", ""))):
        if _is_about(theme, near, said):
            where = ", ".join(str(each) for each in route if isinstance(each, str))
            yield Piece(document.path, document.location(route).line, where, said, None, None)
    if document.path.endswith(".md"):
        near = _near(top, frozenset(), "")
        at = document.text.count("\n", 0, document.body_start) + 1
        for section in _HEADING.split(document.text[document.body_start :]):
            said = (Value("notes", section.strip()),)
            if section.strip() and _is_about(theme, near, said):
                lead = len(section) - len(section.lstrip())
                yield Piece(document.path, at + section.count("\n", 0, lead), "notes", said, None, None)
            at += section.count("\n")


def _is_about(theme: Theme, near: frozenset[str], said: tuple[Value, ...]) -> bool:
    if theme.ids and not near.intersection(theme.ids):
        return False
    if theme.words:
        return theme.is_told_in("\n\n".join(each.text for each in said))
    return not _NAMES_ONLY.issuperset(each.key for each in said)


Route = tuple[str | int, ...]
_Record = tuple[Route, frozenset[str], tuple[Value, ...]]


def _records(value: Any, route: Route, near: frozenset[str], principle: str) -> Iterator[_Record]:
    """Every mapping with what it says itself, and the ids that it and what it stands in name."""
    if isinstance(value, Mapping):
        near = _near(value, near, principle) | _of_route(route, principle)
        said = tuple(Value(key, text) for key, held in value.items() if (text := _text(held)))
        if said:
            yield route, near, said
        for key, held in value.items():
            yield from _records(held, (*route, key), near, principle)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _records(each, (*route, at), near, principle)


def _text(held: Any) -> str:
    """What stands under a key, where that is no mapping."""
    if isinstance(held, list):
        return ", ".join(str(each) for each in held) if held and not any(isinstance(x, dict) for x in held) else ""
    return "" if held is None or isinstance(held, Mapping) else str(held).strip()


def _near(value: Mapping[str, Any], near: frozenset[str], principle: str) -> frozenset[str]:
    found = set(near)
    for key in _IDS.intersection(value):
        held = value[key]
        found.update(map(str, held) if isinstance(held, list) else (str(held),))
    serves = value.get("serves")
    found.update(f"{principle}.{each}" for each in (serves if isinstance(serves, list) else ()))
    return frozenset(found)


def _of_route(route: Route, principle: str) -> frozenset[str]:
    match route:
        case ("assessments", str(dimension), *_):
            return frozenset((f"{principle}.{dimension}",))
        case ("views", str(statement), *_):
            return frozenset((statement, statement.partition(".")[0]))
    return frozenset()
