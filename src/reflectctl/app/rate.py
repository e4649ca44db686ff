"""An agreed rating recorded, and why."""

from datetime import date
from typing import NamedTuple

from ..analysis import lookup, status
from ..edits import operations
from ..errors import ReflectError
from ..model.history import is_one_event
from ..model.records import Assessment, EarlierRating, Partnership
from .context import Context
from .partnership import open_partnership
from .writing import finish


class Rating(NamedTuple):
    """What was agreed, in the words that were typed."""

    statement: str
    rating: str
    because: str
    meeting: str | None = None
    agreed: str | None = None
    earlier: bool = False
    """Whether it was agreed before the rating that stands, and is written beside that."""


def rate(here: Context, new: Rating, *, dry_run: bool) -> str:
    """Record a rating. Without a meeting, the latest that discussed the principle is taken, and said."""
    top, loaded = open_partnership(here)
    partnership = loaded.partnership
    which = lookup.statement(new.statement, partnership.instrument)
    point = lookup.rating(new.rating, partnership.instrument)
    day = here.day_of(new.agreed, "--agreed")
    if new.meeting and new.meeting not in {each.id for each in partnership.meetings}:
        operations.refuse_unreadable(loaded, "meetings/")
    where = (
        lookup.meeting(new.meeting, partnership)
        if new.meeting
        else status.meeting_for(which.principle, partnership, day, today=here.today())
    )
    held = partnership.meeting(where)
    day = day or (held.date if held else here.today())
    draft = operations.draft(loaded)
    at = f", agreed on {day} at {where}" if where and point else f", agreed on {day}" if point else ""
    missing = (
        "" if where or not point else " No meeting is named: record it with `reflectctl meeting new`, then name it."
    )
    stands = partnership.assessment(which.id) or Assessment(which.id)
    if new.earlier:
        said = _earlier(new, stands, EarlierRating(point or "", day, where, new.because), partnership)
        there = operations.rate_earlier(loaded, draft, which, said)
        now = partnership.instrument.label(stands.rating)
        put = "put right among what was agreed earlier" if there else "written down as agreed earlier"
        done = f"{which.named}: {partnership.instrument.label(point)}{at}, {put}; what stands is still {now}.{missing}"
        return finish(here, top, draft, dry_run=dry_run, done=done)
    if point:
        _refuse_going_back(stands, day, where, partnership)
    operations.rate(loaded, draft, which, point, because=new.because, agreed=day, meeting=where)
    done = f"{which.named}: {partnership.instrument.label(point)}{at}.{missing}"
    return finish(here, top, draft, dry_run=dry_run, done=done)


def _refuse_going_back(stands: Assessment, day: date, meeting: str, partnership: Partnership) -> None:
    """Refuse a rating that would take the place of one agreed after it; one of the same event puts that right."""
    if not stands.rating or not stands.agreed or day >= stands.agreed:
        return
    if is_one_event(meeting, day, stands.meeting, stands.agreed):
        return
    own = f" --meeting {stands.meeting}" if stands.meeting else f" --agreed {stands.agreed}"
    raise ReflectError(
        f"{stands.statement} stands as {partnership.instrument.label(stands.rating)}, {_agreed(stands)}: what was "
        f"agreed before that, on {day}, does not take its place. Nothing was written.",
        f"Add --earlier to write it down beside that, in its place. To put right what stands, name its event:{own}.",
        exit_code=2,
    )


def _earlier(new: Rating, stands: Assessment, said: EarlierRating, partnership: Partnership) -> EarlierRating:
    """What was agreed before the rating that stands. Refused where it was not."""
    if not new.meeting and not new.agreed:
        raise ReflectError(
            "--earlier needs to know when it was agreed. Nothing was written.",
            "Name the meeting with --meeting, or the day with --agreed.",
            exit_code=2,
        )
    if not said.rating:
        raise ReflectError(
            "--earlier is for a rating that was agreed, and none is given. Nothing was written.",
            "Name a point of the scale.",
            exit_code=2,
        )
    if not stands.rating and not stands.because:
        raise ReflectError(
            f"{stands.statement} is not yet rated, so this was agreed before nothing. Nothing was written.",
            "Leave out --earlier; record the latest rating first where there are several.",
            exit_code=2,
        )
    is_same = is_one_event(said.meeting, said.agreed, stands.meeting, stands.agreed)
    if stands.agreed and said.agreed and (said.agreed >= stands.agreed or is_same):
        raise ReflectError(
            f"{stands.statement} stands as {partnership.instrument.label(stands.rating)}, {_agreed(stands)}, and "
            f"{said.agreed} is not before that. Nothing was written.",
            "Leave out --earlier: it puts that right, or takes its place.",
            exit_code=2,
        )
    return said


def _agreed(stands: Assessment) -> str:
    return f"agreed on {stands.agreed}" + (f" at {stands.meeting}" if stands.meeting else "")
