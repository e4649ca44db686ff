"""Differences of the words of content packs in; for a terminal out, each text word by word."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..analysis import content_diff
from ..tell import prose
from ..tell.prose import plural
from . import terminal
from .wrapping import Style, page, plain, wrapped

if TYPE_CHECKING:
    from ..analysis.content_diff import Difference, Entry, Renewal, Rewording, Wording
    from ..edits.content_update import Kept
    from ..model.instrument import Instrument

_NOUNS = {
    content_diff.PRINCIPLES: "principle",
    "dimensions": "dimension",
    content_diff.SCALE: "point of the scale",
    "prompts": "prompt",
    "making_progress": "part of the plan",
    content_diff.PRELIMINARY: "preliminary question",
    "approaches": "approach",
    "themes": "theme",
}
_SEVERAL = {
    content_diff.SCALE: "points of the scale",
    "making_progress": "parts of the plan",
    "approaches": "approaches",
}
_PLACES = {
    content_diff.PACK: "The pack",
    content_diff.SOURCE: "Source",
    content_diff.PRELIMINARY: "Preliminary discussion",
}


def difference(
    found: "Difference",
    before: "Instrument",
    after: "Instrument",
    *,
    labels: tuple[str, str],
    rated: Sequence[str] = (),
    unread: Iterable[tuple[str, str]] = (),
    width: int = 100,
    style: Style = plain,
) -> str:
    """Where the words of two packs differ, entry by entry; nothing where they do not.

    `labels` say what the packs are called, `rated` which of the statements that are worded otherwise are rated here,
    `unread` which files could not be read, and why.
    """
    unread = list(unread)
    if not found and not unread:
        return ""
    counted = [
        _counted(len(found.changed), "text", "differs", "differ"),
        _counted(len(found.come), "entry is", "only in the second", several="entries are"),
        _counted(len(found.gone), "entry is", "only in the first", several="entries are"),
    ]
    told = prose.listed([each for each in counted if each])
    lines = wrapped(prose.sentence(told), width, style=("bold", style)) if told else []
    lines += wrapped(f"From {labels[0]} to {labels[1]}.", width, style=("dim", style))
    lines += _changed(found.changed, (after, before), width, style)
    for entries, pack, which in ((found.come, after, labels[1]), (found.gone, before, labels[0])):
        if entries:
            lines += ["", *wrapped(f"Only in {which}", width, style=("accent", style))]
            lines += [row for entry in entries for row in _whole(entry, pack, width, style)]
    for topic in found.reordered:
        lines += ["", *wrapped(f"The {_several(topic)} stand in another order.", width)]
    if rated:
        several = plural(len(rated), "rated statement is", "rated statements are")
        told = f"{prose.number(len(rated))} {several} worded otherwise"
        lines += ["", *_statements(told, rated, after, width, style)]
    if unread:
        lines += ["", *wrapped("Could not be read, so this may not be everything", width, style=("accent", style))]
        lines += [row for path, why in unread for row in wrapped(f"{path}: {why}", width, "  ", hang=2)]
    return page(lines)


def renewal(
    found: "Renewal",
    kept: Sequence["Kept"],
    ours: "Instrument",
    theirs: "Instrument",
    *,
    reread: Sequence[str] = (),
    width: int = 100,
    style: Style = plain,
) -> str:
    """What can be taken of a newer pack, and what is left to the partnership; nothing where both say the same."""
    lines: list[str] = []

    def part(title: str, rows: list[str]) -> None:
        if rows:
            lines.extend([*([""] if lines else []), *wrapped(title, width, style=("bold", style)), *rows])

    part("Taken: what was not edited here", _changed(found.taken, (theirs, ours), width, style, "  ")[1:])
    part("New", [row for entry in found.come for row in _whole(entry, theirs, width, style)])
    part(
        "To be put in by hand",
        [row for each in kept for row in wrapped(f"{_what(each.what, theirs)}: {each.why}.", width, "  ", hang=2)],
    )
    part(
        "Left: edited here, and worded otherwise in the newer pack",
        _changed(found.parted, (ours, theirs), width, style, "  ")[1:],
    )
    own = [_what(each, ours) for each in found.own]
    part("Left: edited here only", [row for each in own for row in wrapped(each, width, "  ", hang=2)])
    for title, entries, pack in (
        ("Left: no longer in the newer pack, and never taken out", found.gone, ours),
        ("Left: taken out here, and still in the newer pack", found.omitted, theirs),
    ):
        part(title, [row for entry in entries for row in wrapped(_what(entry, pack), width, "  ", hang=2)])
    if reread:
        told = f"{prose.number(len(reread))} {plural(len(reread), 'rating is', 'ratings are')} to be re-read"
        lines += ["", *_statements(f"{told}: the words change, the ratings stand", reread, theirs, width, style)]
    return page(lines) if lines else ""


def _counted(n: int, one: str, verb: str, verbs: str = "", several: str = "") -> str:
    return f"{prose.number(n)} {plural(n, one, several)} {verb if n == 1 else verbs or verb}" if n else ""


def _changed(
    changed: Sequence["Rewording"],
    packs: tuple["Instrument", "Instrument"],
    width: int,
    style: Style,
    indent: str = "",
) -> list[str]:
    """Texts that are put differently, below the entries that they belong to."""
    lines: list[str] = []
    last = None
    for each in changed:
        entry = each.wording[:2]
        if entry != last:
            lines += ["", *wrapped(_where(each.wording, packs), width, indent, style=("accent", style))]
            last = entry
        name = _part(each.wording, packs[0])
        lines += terminal.rewritten(
            name, content_diff.flat(each.before), content_diff.flat(each.after), width, f"{indent}  ", style
        )
    return lines


def _whole(entry: "Entry", pack: "Instrument", width: int, style: Style) -> list[str]:
    """An entry with all its texts."""
    lines = wrapped(_what(entry, pack), width, "  ", style=("bold", style))
    for wording, said in content_diff.texts(pack).items():
        if wording[:2] == entry:
            flat = " · ".join(said) if isinstance(said, tuple) else said
            lines += wrapped(f"{_part(wording, pack)}: {' '.join(flat.split())}", width, "    ", hang=2)
    return lines


def _statements(title: str, ids: Sequence[str], pack: "Instrument", width: int, style: Style) -> list[str]:
    lines = wrapped(_capital(title), width, style=("accent", style))
    return [*lines, *(row for id in ids for row in wrapped(prose.statement_name(id, pack), width, "  ", hang=2))]


def _where(wording: "Wording", packs: tuple["Instrument", "Instrument"]) -> str:
    if not wording.id:
        return _PLACES[wording.topic]
    return next(
        (named for pack in packs if (named := _named(wording.topic, wording.id, pack))),
        _entry(wording.topic, wording.id),
    )


def _what(what: "Wording | Entry", pack: "Instrument") -> str:
    """An entry, or one text of it, as people call it."""
    named = (_named(what.topic, what.id, pack) or _entry(what.topic, what.id)) if what.id else _PLACES[what.topic]
    part = getattr(what, "part", "")
    return f"{named}, {_part(what, pack)}" if part else named  # type: ignore[arg-type]


def _named(topic: str, id: str, pack: "Instrument") -> str:
    entry = content_diff.entries(pack, topic).get(id)
    if entry is None:
        return ""
    title = getattr(entry, "title", "") or getattr(entry, "question", "")
    if not title:
        return _entry(topic, id)
    return f"{title} ({id})" if topic == content_diff.PRINCIPLES else f"{_capital(_NOUNS[topic])}: {title} ({id})"


def _entry(topic: str, id: str) -> str:
    return f"{_capital(_NOUNS[topic])} {id}"


def _several(topic: str) -> str:
    return _SEVERAL.get(topic, f"{_NOUNS[topic]}s")


def _part(wording: "Wording", pack: "Instrument") -> str:
    before, _, dimension = wording.part.partition(".")
    if before == "statements" and dimension:
        return prose.dimension_name(dimension, pack)
    return _capital(wording.part.replace("_", " "))


def _capital(told: str) -> str:
    return told[:1].upper() + told[1:]
