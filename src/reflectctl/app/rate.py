"""Agreed ratings recorded, and why."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..analysis import lookup, status
from ..edits import operations
from ..edits.changeset import Draft
from ..errors import ReflectError
from ..loading.load import Loaded
from ..model.history import is_one_event, of_one_event
from ..model.records import Assessment, EarlierRating, Partnership
from .context import Context
from .writing import finish, open_to_write


class Rating(NamedTuple):
    """What was agreed, in the words that were typed."""

    statement: str
    rating: str
    because: str
    meeting: str | None = None
    agreed: str | None = None
    earlier: bool = False
    """Whether it was agreed before the rating that stands, and is written beside that."""
    still: bool = False
    """Whether what stands was agreed again; it keeps its reason where no other is given."""


def told_apart(words: Sequence[str], *, still: bool) -> list[tuple[str, str]]:
    """The statements, each with its rating, that some words name; with `still` the statements alone."""
    pairs = [each.partition("=") for each in words]
    if still:
        if bad := next((each for each, equals, _ in pairs if equals), ""):
            raise ReflectError(
                f"--still is for ratings that were agreed again unchanged, and {bad} is given another.",
                "Name the statements alone, or leave out --still.",
                exit_code=2,
            )
        return [(each, "") for each in words]
    if all(equals for _, equals, _ in pairs):
        return [(statement, rating) for statement, _, rating in pairs]
    if len(words) == 2 and not any(equals for _, equals, _ in pairs):
        return [(words[0], words[1])]
    if len(words) == 1:
        raise ReflectError(
            f"{words[0]} is to be rated, and no rating is given.",
            f"Name it: reflectctl rate {words[0]} RATING; or --still, where it was agreed again unchanged.",
            exit_code=2,
        )
    raise ReflectError(
        "Several statements are to be rated, and it cannot be told which is given what.",
        "Write each with an equals sign: reflectctl rate 1.action=agree 1.culture=neither.",
        exit_code=2,
    )


def rate(here: Context, new: Sequence[Rating], *, dry_run: bool) -> str:
    """Record ratings, all or none. Without a meeting, the latest that discussed the principle is taken, and said."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    meant = [lookup.statement(each.statement, loaded.partnership.instrument).id for each in new]
    if twice := next((id for id in meant if meant.count(id) > 1), ""):
        raise ReflectError(f"{twice} is named twice. Nothing was written.", "Give it one rating.", exit_code=2)
    draft = operations.draft(loaded)
    done = [_rate(here, loaded, draft, each) for each in new]
    if len({event for _, event in done}) == 1:
        said = "; ".join(went for went, _ in done) + done[0][1]
    else:
        said = " ".join(went + event for went, event in done)
    return finish(here, top, draft, dry_run=dry_run, done=said)


def _rate(here: Context, loaded: Loaded, draft: Draft, new: Rating) -> tuple[str, str]:
    """Record a rating in a draft; gives what is said of it, and of when it was agreed."""
    partnership = loaded.partnership
    which = lookup.statement(new.statement, partnership.instrument)
    label = partnership.instrument.label
    stands = partnership.assessment(which.id) or Assessment(which.id)
    was = stands.rating
    if new.still and new.earlier:
        raise ReflectError("--still is about what stands, and --earlier is not.", "Leave out one of them.", exit_code=2)
    if new.still and not was:
        raise ReflectError(
            f"{which.named} is not yet rated, so nothing can be agreed again. Nothing was written.",
            f"Name the rating: reflectctl rate {which.id} RATING --because TEXT.",
            exit_code=2,
        )
    point = was if new.still else lookup.rating(new.rating, partnership.instrument)
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
    at = f", agreed on {day} at {where}" if where and point else f", agreed on {day}" if point else ""
    missing = (
        "" if where or not point else " No meeting is named: record it with `reflectctl meeting new`, then name it."
    )
    if new.earlier:
        said = _earlier(new, stands, EarlierRating(point or "", day, where, new.because), partnership)
        there = operations.rate_earlier(loaded, draft, which, said)
        put = "put right among what was agreed earlier" if there else "written down as agreed earlier"
        return f"{which.named}: {label(point)}", f"{at}, {put}; what stands is still {label(was)}.{missing}"
    if point:
        _refuse_going_back(stands, day, where, partnership)
    operations.rate(loaded, draft, which, point, because=new.because, agreed=day, meeting=where)
    went = f"still {label(point)}" if point == was else f"{label(was)} → {label(point)}"
    return f"{which.named}: {went}", f"{at}.{missing}"


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
    is_same = of_one_event(said, stands)
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
