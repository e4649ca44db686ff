"""What lies over a content pack in: what a partnership added to it, and what it says in other languages. The instrument
with it, out.

A local file adds; it never changes or hides a word of the pack. What a translation does not say is said in the pack's
own words, text by text. What cannot be used is left out; the rules say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from ..documents.document import Document
from ..model.instrument import Instrument, Principle, Statement
from ..model.locations import Nowhere
from ..model.overlays import Addition, Local, Translation
from . import files as kinds
from .content import instrument, principle, terms
from .messages import phrases
from .values import entries, mapping, text

ByKind = Mapping[str, Sequence[Document]]

Entry = TypeVar("Entry")


def local(by_kind: ByKind) -> Local:
    """What the local files say."""
    pack = next(iter(by_kind.get("local-pack", ())), None)
    return Local(terms(pack, "dimensions", local=True) if pack else (), _additions(by_kind.get("local-principle", ())))


def with_local(pack: Instrument, added: Local, documents: Iterable[Document]) -> Instrument:
    """A pack with what was added to it: statements after a principle's own, and principles after all of the pack's."""
    known = {dimension.id for dimension in pack.dimensions}
    own = {dimension.id: dimension for dimension in reversed(added.dimensions) if dimension.id not in known}
    dimensions = (
        *pack.dimensions,
        *(own[id] for id in dict.fromkeys(each.id for each in added.dimensions) if id in own),
    )
    files: dict[str, Document] = {}
    for document in documents:
        if id := text(mapping(document.data), "id"):
            files.setdefault(id, document)
    principles = []
    for each in pack.principles:
        if each.id in files:
            more = principle(files[each.id], each.id, each.number, own.values(), local=True)
            each = each._replace(statements=(*each.statements, *more.statements))
        principles.append(each)
    # A principle that the pack lists is the pack's, though its file may be missing: that has its own finding.
    taken = {*(each.id for each in pack.principles), *(id for id, _ in pack.listed)}
    new = [id for id in files if id not in taken]
    for number, id in enumerate(new, start=len(taken) + 1):
        principles.append(principle(files[id], id, number, dimensions, local=True))
    return pack._replace(dimensions=dimensions, principles=tuple(principles))


def translation(language: str, by_kind: ByKind, pack: Instrument) -> Translation:
    """What the files of one language say of a pack, and of what was added to it."""
    own = next(iter(by_kind.get("translation", ())), None)
    added = next(iter(by_kind.get("local-pack", ())), None)
    principles, more = by_kind.get("translation-principle", ()), by_kind.get("local-principle", ())
    said = phrases(next(iter(by_kind.get("phrases", ())), None), language)
    return Translation(
        language=language,
        said=text(mapping(own.data), "language") if own else "",
        pack=instrument(own, principles, like=pack)._replace(phrases=said),
        local=instrument(added, more, like=pack),
        files=_additions(principles),
        local_files=_additions(more),
        where=own.place() if own else Nowhere(f"{kinds.CONTENT}{language}/pack.yaml"),
    )


def in_language(pack: Instrument, said: Translation) -> Instrument:
    """A pack in another language. Ids, stances and the order of things are the pack's."""
    there, local = said.pack, said.local
    dimensions = tuple(
        _entry(each, local.dimension(each.id) if each.local else there.dimension(each.id)) for each in pack.dimensions
    )
    lists: dict[str, Any] = {
        name: tuple(_entry(each, _of(each.id, getattr(there, name))) for each in getattr(pack, name))
        for name in ("approaches", "questions", "themes", "scale", "prompts", "horizons")
    }
    return pack._replace(
        **{name: getattr(there, name) or getattr(pack, name) for name in TEXTS},
        **lists,
        language=said.language,
        phrases=there.phrases,
        source={**pack.source, **{key: told for key, told in there.source.items() if told}},
        dimensions=dimensions,
        principles=tuple(
            _principle(each, there.principle(each.id), local.principle(each.id)) for each in pack.principles
        ),
        original=pack,
    )


TEXTS = (
    *("title", "about", "purpose", "allows", "audience", "how_to_use", "start_small", "preliminary"),
    *("lead_in", "rating_lead_in", "voice_title"),
)
"""The texts of a pack that are not those of one of its entries."""

PARTS = ("title", "meaning", "question", "follow_ups", "questions", "motto", "goal", "actions", "measure", "voice")
"""The texts that an entry of a pack may have, besides the statements of a principle."""


def _of(id: str, there: Iterable[Any]) -> Any:
    return next((each for each in there if each.id == id), None)


def _entry(here: Entry, there: Entry | None) -> Entry:
    """An entry in the words of another language, as far as there are any."""
    if there is None:
        return here
    said = {part: getattr(there, part) for part in PARTS if getattr(there, part, None)}
    return here._replace(**said)  # type: ignore[attr-defined, no-any-return]


def _principle(here: Principle, there: Principle | None, local: Principle | None) -> Principle:
    """A principle in another language: what the pack says in its own part, what was added in that of the additions."""
    told = _entry(here, local if here.local else there)
    statements = tuple(_statement(each, local if each.local else there) for each in here.statements)
    return told._replace(statements=statements)


def _statement(here: Statement, there: Principle | None) -> Statement:
    said = next((each.text for each in there.statements if each.dimension == here.dimension), "") if there else ""
    return here._replace(text=said or here.text)


def _additions(documents: Iterable[Document]) -> tuple[Addition, ...]:
    return tuple(
        Addition(
            id=text(data, "id"),
            title=text(data, "title"),
            voice=text(data, "voice"),
            dimensions=tuple(str(key) for key in entries(data, "statements")),
            where=document.place(),
        )
        for document in documents
        if (data := mapping(document.data))
    )
