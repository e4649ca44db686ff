"""What changed about when ratings were agreed, and about those agreed before the one that stands, in; words out."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..analysis import diff_events
from ..model.diff import TOLD_LATE, AgreedChange, EarlierChange, Step
from ..model.history import CONFIRMED, CORRECTED, STANDS_AGAIN
from ..model.records import EarlierRating, Partnership
from .i18n import phrase, say
from .prose import day, flat, label, listed, meeting_name, quoted


def earlier_sentence(change: EarlierChange, before: Partnership, after: Partnership) -> str:
    """What happened, without a capital or a full stop; the rating that stands is never taken for it."""
    said = change.after or change.before
    assert said is not None, "a change has a side"
    instrument = after.instrument if after.instrument.scale else before.instrument
    rating, on = label(said.rating, instrument), _event(said, after if change.after else before)
    event = diff_events.event(change)
    if event == TOLD_LATE:
        return say("agreed before, and recorded only now: {rating}", rating=rating)
    if event == CORRECTED and change.was is None and change.before and change.before.rating == said.rating:
        return say("the day of what was agreed before was corrected: {rating}, agreed {event}", rating=rating, event=on)
    if event == CORRECTED:
        was = change.was if change.was is not None or change.before is None else change.before.rating
        words = phrase("what was agreed {event} was corrected: {rating} (was recorded as {before})")
        return say(words, event=on, rating=rating, before=label(was, instrument))
    if event == STANDS_AGAIN:
        return say("what was agreed {event} stands again: {rating}", event=on, rating=rating)
    if event == diff_events.REMOVED:
        return say("what was agreed {event} was taken out; it was {rating}", event=on, rating=rating)
    if change.before is None:
        words = phrase("what was agreed {event}, and recorded at the time, is written beside the rating too: {rating}")
        return say(words, event=on, rating=rating)
    if change.before.meeting != said.meeting:
        return say("the meeting named beside what was agreed {event} changed: {rating}", event=on, rating=rating)
    if flat(change.before.because) != flat(said.because):
        return say("the reason for what was agreed {event} was rewritten: {rating}", event=on, rating=rating)
    return say("details of what was agreed {event} changed: {rating}", event=on, rating=rating)


def _event(said: EarlierRating, partnership: Partnership) -> str:
    if said.agreed:
        return say("on {day}", day=day(said.agreed))
    at = meeting_name(said.meeting, partnership)
    return say("at {meeting}", meeting=at) if at else say("earlier")


def earlier_facts(change: EarlierChange, partnership: Partnership, rewritten: bool) -> Iterator[tuple[str, str]]:
    """Why it was agreed, and where; each with the name of what it is, if it needs one."""
    was, now = change.before, change.after
    told = now or was
    assert told is not None, "a change has a side"
    if not rewritten and told.because and (was is None or now is None or was.because != now.because):
        yield say("Because"), quoted(told.because)
        if was and now and was.because:
            yield say("Before"), quoted(was.because)
    yield from agreed_when(told.agreed, told.meeting, partnership)


def agreed_when(agreed: date | None, meeting: str, partnership: Partnership) -> Iterator[tuple[str, str]]:
    """On which day a rating was agreed and at which meeting, as far as that is known."""
    at = meeting_name(meeting, partnership)
    if agreed and at:
        yield "", say("Agreed on {day} at {meeting}.", day=day(agreed), meeting=at)
    elif agreed:
        yield "", say("Agreed on {day}.", day=day(agreed))
    elif at:
        yield "", say("Agreed at {meeting}.", meeting=at)


def _days(steps: Iterable[Step], kind: str) -> str:
    """The days of the steps of a kind; empty where there are none."""
    return listed([day(each.agreed) for each in steps if each.kind == kind])


def agreed_sentence(change: AgreedChange, before: Partnership, after: Partnership) -> str:
    """That a rating was agreed again, or has another day or meeting, without a capital or a full stop."""
    was, now = change.before, change.after
    if steps := diff_events.steps(change):
        rating, before_that = label(now.rating, after.instrument), day(was.agreed)
        back, again = (_days(steps, kind) for kind in (STANDS_AGAIN, CONFIRMED))
        if not back:
            words = phrase("still {rating}; agreed again on {days}, before on {before}")
            return say(words, rating=rating, days=again, before=before_that)
        words = phrase("still {rating}; what was agreed on {days} stands again, before on {before}")
        told = say(words, rating=rating, days=back, before=before_that)
        return f"{told}; {say('agreed again on {days}', days=again)}" if again else told
    if now.rating:
        stands = say("the rating stands: {rating}", rating=label(now.rating, after.instrument))
    else:
        stands = say("it is not yet rated")
    if was.agreed == now.agreed:
        there, here = meeting_beside(was.meeting, before), meeting_beside(now.meeting, after)
        words = say("the meeting named beside it changed from {before} to {now}", before=there, now=here)
    elif was.agreed is None:
        words = say("now has a day of agreement, {day}", day=day(now.agreed))
    elif now.agreed is None:
        words = say("no longer has a day of agreement; it was {day}", day=day(was.agreed))
    else:
        words = say("agreed on {day}, before on {before}", day=day(now.agreed), before=day(was.agreed))
    return f"{words}; {stands}"


def meeting_beside(id: str, partnership: Partnership) -> str:
    """The meeting of an id, by its title; that there is none, where none is named."""
    found = partnership.meeting(id)
    return quoted(found.title) if found and found.title else id or say("none")
