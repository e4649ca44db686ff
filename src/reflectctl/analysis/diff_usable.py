"""Changes in; those out that rest on what could be read on both sides.

What cannot be used on one side is unknown there: it neither came nor went. It is told as what could not be read.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ..model import fields
from ..model.diff import (
    ActionChange,
    AgencyChange,
    AgreedChange,
    Change,
    EarlierChange,
    FieldChange,
    GroupChange,
    MeetingChange,
    PlanChange,
    PreliminaryChange,
    RatingChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    ViewChange,
)
from ..model.records import EarlierRating, Partnership


def usable(changes: Iterable[Change], before: Partnership, after: Partnership) -> Iterator[Change]:
    """The changes, without what cannot be used on either side."""
    sides = (before, after)
    for change in changes:
        match change:
            case (
                ActionChange(id, was, now) | MeetingChange(id, was, now) | AgencyChange(id, was, now)
                | GroupChange(id, was, now)
            ) if was and now:  # fmt: skip
                one, other = _aligned(id, was, now, sides)
                if one != other:
                    yield change._replace(before=one, after=other)
            case ActionChange(_, was, now):
                only = now or was
                assert only is not None, "a change has a side"
                about = f"{only.principle}.{only.horizon}" if only.principle else "readiness"
                if not _lost(before if was is None else after, about, "id"):
                    yield change
            case AgreedChange(id, was, now):
                one, other = _aligned(id, was, now, sides)
                if (one.agreed, one.meeting) != (other.agreed, other.meeting):
                    yield AgreedChange(id, one, other)
            case EarlierChange(id, _, was, now):
                there = zip(sides, (was, now), strict=True)
                if not any(_earlier_unknown(side, id, value) for side, value in there):
                    yield change
            case ViewChange(id, of, was, now) if not (was and now):
                # Whose a view is that somebody unknown gave, nobody knows: it was neither given nor taken out.
                side, other = (after, before) if was is None else (before, after)
                if not _unknown(side, of, "of") and not _lost_view(other, id, of):
                    yield change
            case _:
                about, key, part, *values = _rests_on(change)
                there = zip(sides, values, strict=True)
                if not any((_lost if not value else _unknown)(side, about, key, part) for side, value in there):
                    yield change


def _aligned(id: str, was: Any, now: Any, sides: tuple[Partnership, Partnership]) -> tuple[Any, Any]:
    """How something stood and stands, as far as both sides can be read: what cannot on one is as on the other."""
    for field in fields.of(now):
        if not field.route:
            continue
        values = [getattr(each, field.name) for each in (was, now)]
        bad = [
            (_unknown if value else _lost)(side, id, field.route[-1]) for side, value in zip(sides, values, strict=True)
        ]
        if all(bad):
            values = [min(values, key=repr)] * 2
        elif any(bad):
            values = [values[bad.index(False)]] * 2
        was, now = (each._replace(**{field.name: value}) for each, value in zip((was, now), values, strict=True))
    return was, now


def _rests_on(change: Change) -> tuple[str, str, str, Any, Any]:
    """What a change goes by: about what, under which key, of whom; and what stands there on each side."""
    match change:
        case RatingChange(id, was, now):
            return id, "rating", "", was.rating, now.rating
        case ReasonChange(id, was, now):
            return id, "because", "", was, now
        case ViewChange(id, agency, was, now):
            return id, "rating", agency, was, now
        case SourceChange(id, what, was, now):
            return id, "sources", what, was, now
        case ReflectionChange(id, prompt, was, now):
            return id, prompt, "", was, now
        case PlanChange(id, horizon, field, was, now):
            return f"{id}.{horizon}", field, "", was, now
        case FieldChange(id, _, horizon, field, was, now):
            return f"{id}.{horizon}" if horizon else id, field.route[-1] if field.route else field.name, "", was, now
        case PreliminaryChange(id, field, was, now):
            return id, field, "", was, now
    return "", "", "", change.before, change.after


def _unknown(side: Partnership, about: str, key: str, part: str = "") -> bool:
    """Whether what stands there cannot be used."""
    return any((each.about, each.key, each.part) == (about, key, part) for each in side.unusable)


def _earlier_unknown(side: Partnership, about: str, said: EarlierRating | None) -> bool:
    """Whether what is written there of a rating agreed before cannot be used; or one that is not there may be it."""
    if said is None:
        entries = (each for each in side.unusable if each.about == about)
        return _lost(side, about, "earlier") or any(each.part and each.key in ("agreed", "rating") for each in entries)
    day = said.agreed.isoformat() if said.agreed else ""
    return not day or _unknown(side, about, "rating", day)


def _lost(side: Partnership, about: str, key: str, part: str = "") -> bool:
    """Whether nothing stands there, or in what is around it, because it cannot be used, or a key is not known."""
    around = {about, about.partition(".")[0]}
    return _unknown(side, about, key, part) or any(
        each.about in around and (not each.key or each.key in _WHOLE or (each.about == about and each.key in _LISTS))
        for each in side.unusable
    )


def _lost_view(side: Partnership, statement: str, of: str) -> bool:
    """Whether no view stands there as it cannot be used, or its key or what is around it cannot."""
    return _lost(side, statement, "rating", of) or any(
        each.key == "of"
        or (each.part == of and (not each.key or each.about == statement))
        or (each.about == of and each.key == "views")
        for each in side.unusable
    )


_WHOLE = ("assessments", "making_progress")
"""Where none of the entries can be used."""

_LISTS = ("views", "earlier", "sources", "reflections", "actions", "agency", "id")
"""Where a whole list cannot be used, or an entry of it has no name, any of its entries may be meant."""
