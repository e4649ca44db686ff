"""Content packs in; what there is to choose from, and how the ids of one stand beside those of another, out."""

from collections.abc import Iterable, Iterator, Mapping

from ..loading.files import PACK
from ..loading.load import Loaded
from ..model.findings import Finding, sort
from ..model.instrument import Horizon, Instrument, Prompt, Term
from ..model.locations import Location, Place
from ..model.named_tuples import NamedTuple

_RULE = "unknown-content"
_LONGEST = 80
"""No more of an id is told than of any other value."""


class Choice(NamedTuple):
    """A content pack that can be used, or is."""

    instrument: Instrument
    folder: str = ""
    """Where it lies in the partnership; empty when it is shipped with the program."""
    used: bool = False
    """Whether it is what the partnership's ratings stand beside."""
    languages: tuple[str, ...] = ()
    """The languages that it is there in, besides its own."""


def beside(loaded: Loaded, other: Instrument, called: str) -> list[Finding]:
    """Where a loaded pack has not the same ids as another, sorted. Two packs with the same ids can change places.

    An id that is missing is an error, as what is rated or noted under it would stand beside nothing; one more is a
    warning. Points of the scale have to agree in their order and their stances too, as moves are told by both. What a
    partnership added locally is no part of a pack.
    """
    pack, other = loaded.partnership.instrument.as_rated.pack, other.as_rated.pack
    return sort([*_lists(loaded, pack, other, called), *_principles(loaded, pack, other, called)])


def _lists(loaded: Loaded, pack: Instrument, other: Instrument, called: str) -> Iterator[Finding]:
    lists: tuple[tuple[str, str, tuple[Term | Prompt | Horizon, ...], tuple[Term | Prompt | Horizon, ...]], ...] = (
        ("dimensions", "dimension", pack.dimensions, other.dimensions),
        ("scale", "point of the scale", pack.scale, other.scale),
        ("prompts", "prompt", pack.prompts, other.prompts),
        ("making_progress", "part of the plan", pack.horizons, other.horizons),
    )
    for key, what, ours, theirs in lists:
        have = {entry.id: entry.where for entry in reversed(ours) if entry.id}
        yield from _missing(_at(loaded, key), what, [each.id for each in theirs if each.id not in have], called)
        yield from _more(what, have, [each.id for each in theirs], called)
    points = {point.id: point for point in reversed(other.scale)}
    same = [point.id for point in pack.scale if point.id in points]
    theirs_in_order = [point.id for point in other.scale if point.id in set(same)]
    if same != theirs_in_order and sorted(same) == sorted(theirs_in_order):
        yield Finding(
            _at(loaded, "scale"),
            "error",
            _RULE,
            f"The points of the scale stand in another order than in {called}: "
            f"{_told(same)} here, {_told(theirs_in_order)} there.",
            "Put them in the same order: which way a rating moved goes by it.",
        )
    for point in pack.scale:
        there = points.get(point.id)
        if there is not None and there.stance != point.stance:
            yield Finding(
                point.where.key("stance"),
                "error",
                _RULE,
                f"The point `{point.id[:_LONGEST]}` of the scale is {point.stance or 'on no side'} here, and "
                f"{there.stance or 'on no side'} in {called}.",
                "Give it the same stance: the same rating would say two things.",
            )


def _principles(loaded: Loaded, pack: Instrument, other: Instrument, called: str) -> Iterator[Finding]:
    ours = {principle.id: principle for principle in pack.principles}
    theirs = {principle.id: principle for principle in other.principles}
    # A principle whose file is missing has a finding already.
    listed = {id for id, _ in pack.listed}
    yield from _missing(
        _at(loaded, "principles"), "principle", [id for id in theirs if id not in ours and id not in listed], called
    )
    yield from _more("principle", {id: each.where for id, each in ours.items()}, theirs, called)
    for id in ours.keys() & theirs.keys():
        have = {statement.dimension for statement in ours[id].statements}
        # A dimension that the pack does not have at all is told once, and not for each principle.
        lacking = [
            statement.id
            for statement in theirs[id].statements
            if statement.dimension not in have and pack.dimension(statement.dimension)
        ]
        yield from _missing(ours[id].where.key("statements"), "statement", lacking, called)
        yield from _more(
            "statement",
            {each.id: each.where for each in ours[id].statements if other.dimension(each.dimension)},
            [each.id for each in theirs[id].statements],
            called,
        )


def _at(loaded: Loaded, key: str) -> Location:
    document = loaded.documents.get(PACK)
    return document.location((key,), key=True) if document else Location(PACK, 1, 1)


def _missing(where: Location, what: str, ids: Iterable[str], called: str) -> Iterator[Finding]:
    for id in ids:
        yield Finding(
            where,
            "error",
            _RULE,
            f"The {what} `{id[:_LONGEST]}` of {called} is not here.",
            "Add it under the same id; only the words may be others.",
        )


def _more(what: str, have: Mapping[str, Place], theirs: Iterable[str], called: str) -> Iterator[Finding]:
    known = set(theirs)
    for id, place in have.items():
        if id not in known:
            yield Finding(
                place.at() if what == "statement" else place.at("id"),
                "warning",
                _RULE,
                f"The {what} `{id[:_LONGEST]}` is here and not in {called}.",
                "If it is the same under another name, give it the id that it has there.",
            )


def _told(ids: Iterable[str]) -> str:
    return ", ".join(f"`{id[:_LONGEST]}`" for id in ids)
