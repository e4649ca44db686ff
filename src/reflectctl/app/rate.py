"""Agreed ratings recorded, and why."""

from collections.abc import Sequence
from datetime import date

from ..analysis import lookup, status
from ..edits import operations
from ..edits.changeset import Draft
from ..errors import ReflectError
from ..loading.load import Loaded
from ..model.history import is_one_event, of_one_event
from ..model.named_tuples import NamedTuple
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
    said, events = "\n".join(f"{went}." for went, _ in done), dict.fromkeys(event for _, event in done)
    return finish(here, top, draft, dry_run=dry_run, done=said, more=" ".join(filter(None, events)))


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
    event = f"Agreed on {day} at {where}." if where and point else f"Agreed on {day}." if point else ""
    if point and not where:
        event += " No meeting is named: record it with `reflectctl meeting new`, then name it."
    if new.earlier:
        _refuse_no_event(new)
    if new.earlier and not point:
        gone = operations.remove_earlier(loaded, draft, which, where if new.meeting else "", day)
        return f"{which.named}, earlier: {label(gone)} taken out", f"It was agreed on {day}; what stands stays."
    if new.earlier:
        earlier = _earlier(stands, EarlierRating(point or "", day, where, new.because), partnership)
        there = operations.rate_earlier(loaded, draft, which, earlier)
        put = "Put right" if there else "Written down"
        said = f"{event} {put} as agreed earlier; what stands is still {label(was)}."
        return f"{which.named}, earlier: {label(point)}", said
    if point:
        _refuse_going_back(stands, day, where, partnership)
    operations.rate(loaded, draft, which, point, because=new.because, agreed=day, meeting=where)
    went = f"still {label(point)}" if point == was else f"{label(was)} → {label(point)}"
    return f"{which.named}: {went}", event


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


def _refuse_no_event(new: Rating) -> None:
    if not new.meeting and not new.agreed:
        raise ReflectError(
            "--earlier needs to know when it was agreed. Nothing was written.",
            "Name the meeting with --meeting, or the day with --agreed.",
            exit_code=2,
        )


def _earlier(stands: Assessment, said: EarlierRating, partnership: Partnership) -> EarlierRating:
    """What was agreed before the rating that stands. Refused where it was not."""
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
