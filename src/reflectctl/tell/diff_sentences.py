"""A change in; a sentence about it out. Nothing here is escaped.

Sentences are direction-neutral: a rating moves towards something, and never gets better or worse.
"""

from collections.abc import Sequence
from datetime import date

from ..analysis import diff_events, scale, view_steps
from ..model.diff import (
    AGREED_RATING,
    CONVERGED,
    TOLD_LATE,
    ActionChange,
    AgencyChange,
    AgreedChange,
    Change,
    EarlierChange,
    FieldChange,
    GroupChange,
    MeetingChange,
    PlanChange,
    Positions,
    PreliminaryChange,
    RatingChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    Step,
    Unchanged,
    ViewChange,
    ViewShift,
    WordingChange,
)
from ..model.history import CONFIRMED, CORRECTED, RATED, STANDS_AGAIN
from ..model.instrument import AGREEMENT, CLEAR, DISAGREEMENT, UNCLEAR, Instrument
from ..model.records import Partnership, Source, View
from . import diff_ways
from .diff_actions import action_sentence
from .diff_agreed import agreed_sentence, earlier_sentence
from .diff_members import member_sentences
from .fields import moved
from .i18n import many, phrase, say
from .prose import (
    dated,
    day,
    horizon_name,
    label,
    listed,
    principle_name,
    quoted,
    row,
    sentence,
    statement_name,
    who,
)


def change_sentence(change: Change, before: Partnership, after: Partnership) -> str:
    """One sentence for any change. It stands under the name of its statement or principle, and does not repeat it."""
    words = _went(change, before, after) or _happened(change, before, after)
    return as_sentence(words, _names(change, before, after))


def as_sentence(words: str, names: tuple[str, ...]) -> str:
    """Words as a sentence; ids and names keep the letter they begin with."""
    return words[:1] + sentence(words)[1:] if words.startswith(names) else sentence(words)


def _names(change: Change, before: Partnership, after: Partnership) -> tuple[str, ...]:
    """The ids and names that the sentence of a change may begin with."""
    match change:
        case ViewChange(_, agency):
            return (agency_name(agency, before, after),)
        case AgencyChange(id, was, now) | GroupChange(id, was, now):
            return (id, *(side.name for side in (was, now) if side))
        case ActionChange(id):
            return (id,)
    return ()


def _happened(change: Change, before: Partnership, after: Partnership) -> str:
    match change:
        case RatingChange():
            instrument = after.instrument if after.instrument.scale else before.instrument
            return way_sentence(diff_events.steps(change), instrument)
        case EarlierChange():
            return earlier_sentence(change, before, after)
        case ReasonChange():
            return say(_written(change, _REASON))
        case AgreedChange():
            return agreed_sentence(change, before, after)
        case ViewChange():
            return _view(change, before, after)
        case SourceChange(_, _, was, now):
            told = _SOURCE_BACK if change.again else _written(change, _SOURCE)
            return say(told, source=_source(now or was, after if now else before))
        case ReflectionChange(_, id):
            prompt = after.instrument.prompt(id) or before.instrument.prompt(id)
            told = _NOTES_BACK if change.again else _written(change, _NOTES)
            return say(told, prompt=quoted(prompt.title if prompt and prompt.title else id))
        case PlanChange(_, horizon, field):
            name = horizon_name(horizon, after.instrument, before.instrument)
            return say(_BACK[field] if change.again else _written(change, _PLANNED[field]), part=quoted(name))
        case ActionChange():
            return action_sentence(change, before, after)
        case MeetingChange():
            return _meeting(change, after)
        case WordingChange():
            return _wording(change, before, after)
        case AgencyChange() | GroupChange():
            return member_sentences(change)[0]
        case PreliminaryChange():
            return _prepared(change)
        case FieldChange(_, _, horizon, its, was, now):
            words = moved(its, was, now, before, after)
            return f"{horizon_name(horizon, after.instrument, before.instrument)}: {words}" if horizon else words


def _prepared(change: PreliminaryChange) -> str:
    """What happened to the preliminary discussion, or to something that was said at it."""
    return _discussed(change.after) if change.field == "discussed" else say(_written(change, _PREPARED[change.field]))


def _went(change: Change, before: Partnership, after: Partnership) -> str:
    """How something went that went by others than its two ends; empty where it did not."""
    match change:
        case ViewChange(_, agency) if change.way[1:]:
            return diff_ways.view(change, agency_name(agency, before, after), after.instrument)
        case MeetingChange(_, was, now) if change.way and was and now:
            return diff_ways.meeting(change)
        case WordingChange() if change.way:
            return diff_ways.wording(change, wording_name(change.id, before, after))
        case AgencyChange() if change.way:
            return diff_ways.agency(change)
    return ""


def _written(change: Change, phrases: tuple[str, str, str]) -> str:
    """Of three phrases the one for what was written, taken out or changed."""
    return phrases[0] if not change.before else phrases[1] if not change.after else phrases[2]


_REASON = (
    phrase("the reason was written down; the rating did not change"),
    phrase("the reason was taken out; the rating did not change"),
    phrase("the reason was rewritten; the rating did not change"),
)
_SOURCE = (
    phrase("a source was added: {source}"),
    phrase("a source was taken out: {source}"),
    phrase("the details of a source changed: {source}"),
)
_SOURCE_BACK = phrase("a source stands again: {source}")
_NOTES_BACK = phrase("notes under {prompt} stand again")
_NOTES = (
    phrase("notes under {prompt} were written"),
    phrase("notes under {prompt} were taken out"),
    phrase("notes under {prompt} were changed"),
)
_PLANNED = {
    "goal": (
        phrase("the goal under {part} was written"),
        phrase("the goal under {part} was taken out"),
        phrase("the goal under {part} was changed"),
    ),
    "measure": (
        phrase("the measure under {part} was written"),
        phrase("the measure under {part} was taken out"),
        phrase("the measure under {part} was changed"),
    ),
}
_BACK = {
    "goal": phrase("the goal under {part} stands again"),
    "measure": phrase("the measure under {part} stands again"),
}
_PREPARED = {
    "goal": (
        phrase("the goal of the preliminary discussion was written"),
        phrase("the goal of the preliminary discussion was taken out"),
        phrase("the goal of the preliminary discussion was changed"),
    ),
    "commitment": (
        phrase("the commitment of the preliminary discussion was written"),
        phrase("the commitment of the preliminary discussion was taken out"),
        phrase("the commitment of the preliminary discussion was changed"),
    ),
    "notes": (
        phrase("the notes of the preliminary discussion were written"),
        phrase("the notes of the preliminary discussion were taken out"),
        phrase("the notes of the preliminary discussion were changed"),
    ),
    "readiness goal": (
        phrase("the readiness goal of the preliminary discussion was written"),
        phrase("the readiness goal of the preliminary discussion was taken out"),
        phrase("the readiness goal of the preliminary discussion was changed"),
    ),
    "readiness measure": (
        phrase("the readiness measure of the preliminary discussion was written"),
        phrase("the readiness measure of the preliminary discussion was taken out"),
        phrase("the readiness measure of the preliminary discussion was changed"),
    ),
}


# Ratings and views.


def step(before: str | None, after: str | None, instrument: Instrument) -> str:
    """How a rating went, in words that need not be told where from and where to but for what was and is clear."""
    if before is None:
        return say("newly rated")
    if after is None:
        return say("rating withdrawn, was {rating}", rating=label(before, instrument))
    way = scale.direction(before, after, instrument)
    if way == UNCLEAR:
        return say("became unclear (was {rating})", rating=label(before, instrument))
    if way == CLEAR:
        return say("is clear now ({rating})", rating=label(after, instrument))
    end = towards(before, after, instrument)
    return say("moved towards {end}", end=end) if end else say("changed")


def step_sentence(before: str | None, after: str | None, instrument: Instrument) -> str:
    """How a rating went from one point to another, without a capital or a full stop."""
    words = step(before, after, instrument)
    if (after is None and before is not None) or scale.direction(before, after, instrument) in (UNCLEAR, CLEAR):
        return words
    now = label(after, instrument)
    return f"{words}: {now if before is None else f'{label(before, instrument)} → {now}'}"


def way_sentence(way: Sequence[Step], instrument: Instrument) -> str:
    """How a rating went step by step: `two moves: Agree → Disagree → Agree`."""
    if len(way) == 1:
        return step_words(way[0], instrument)
    n = sum(1 for each in way if each.kind == RATED and None not in (each.was, each.rating))
    if not n:
        return "; ".join(step_words(each, instrument) for each in way)
    first, *rest = diff_events.path(way)
    points = [*((first,) if first else ()), *rest]
    path = " → ".join(label(each, instrument) if each else say("rating withdrawn") for each in points)
    return many("{number} move: {path}", "{number} moves: {path}", n, path=path)


def step_words(step: Step, instrument: Instrument) -> str:
    """One step of a rating's way, without a capital or a full stop."""
    now, was = label(step.rating, instrument), label(step.was, instrument)
    if step.kind == CORRECTED:
        return say("corrected: {rating} (was recorded as {before})", rating=now, before=was)
    if step.kind == TOLD_LATE:
        return say("agreed before, and recorded only now: {rating}", rating=now)
    if step.kind == CONFIRMED:
        return say("still {rating}", rating=now)
    if step.kind == STANDS_AGAIN:
        return say("{rating} stands again", rating=now)
    return step_sentence(step.was, step.rating, instrument)


def towards(before: str | None, after: str | None, instrument: Instrument) -> str:
    """What a rating or a view moved towards, in words: a side, or within one its end; empty where it did not move."""
    if end := scale.end(before, after, instrument):
        return end.title or end.id
    return say(SIDES[way]) if (way := scale.direction(before, after, instrument)) in SIDES else ""


SIDES = {AGREEMENT: phrase("agreement"), DISAGREEMENT: phrase("disagreement")}
"""The two sides of a scale."""


def _view(change: ViewChange, before: Partnership, after: Partnership) -> str:
    name, was, now = agency_name(change.agency, before, after), change.before, change.after
    kind = next((each.kind for each in view_steps.of(change)), "")
    if now is None:
        view = _view_label(was, before.instrument)
        return say("the view of {agency} was taken out; it was {view}", agency=name, view=view)
    view = _view_label(now, after.instrument)
    if kind == STANDS_AGAIN:
        return _given(
            name, view, now, phrase("the view of {agency} stands again: {view}"),
            phrase("the view of {agency} stands again: {view}, given on {day}"),
        )  # fmt: skip
    if was is None:
        return _given(
            name,
            view,
            now,
            phrase("{agency} gave its own view: {view}"),
            phrase("{agency} gave its own view on {day}: {view}"),
        )
    if kind == CONFIRMED:
        return _given(
            name, view, now, phrase("{agency} gave its own view again: {view}"),
            phrase("{agency} gave its own view again on {day}: {view}"),
        )  # fmt: skip
    other_day = was.given and now.given and was.given != now.given
    on, before_day = day(now.given), day(was.given)
    if was.rating == now.rating and was.because != now.because:
        return say("{agency} gives another reason for its own view, {view}", agency=name, view=view)
    if was.rating == now.rating:
        put_right = phrase("the view of {agency} is still {view}, with another day: {day} (was {before_day})")
        still = phrase("the view of {agency} is still {view}")
        return say(put_right if other_day else still, agency=name, view=view, day=on, before_day=before_day)
    held = _view_label(was, after.instrument)
    if kind == CORRECTED:
        corrected = phrase("the view of {agency} was corrected: {view} (was recorded as {before})")
        if other_day:
            corrected = phrase(
                "the view of {agency} was corrected: {view}, given on {day} (was recorded as {before}, given on "
                "{before_day})"
            )
        return say(corrected, agency=name, view=view, before=held, day=on, before_day=before_day)
    way = scale.direction(was.rating, now.rating, after.instrument)
    if way == UNCLEAR:
        return say("the view of {agency} became unclear (was {view})", agency=name, view=held)
    if way == CLEAR:
        return say("the view of {agency} is clear now ({view})", agency=name, view=view)
    if end := towards(was.rating, now.rating, after.instrument):
        words = say("the view of {agency} moved towards {end}", agency=name, end=end)
    else:
        words = say("the view of {agency} changed", agency=name)
    return f"{words}: {held} → {view}"


def _given(name: str, view: str, now: View, plain: str, dated: str) -> str:
    return say(dated, agency=name, view=view, day=day(now.given)) if now.given else say(plain, agency=name, view=view)


def _view_label(view: View | None, instrument: Instrument) -> str:
    return label(view.rating, instrument) if view and view.rating else say("could not say")


def agency_name(id: str, before: Partnership, after: Partnership) -> str:
    """What an agency or a group is called, or was before it was taken out; of a group, also whom it is of."""
    return who(id, after if after.agency(id) or after.group(id) else before)


def unchanged_sentence(stood: Unchanged, instrument: Instrument) -> str:
    """That a rating did not change, and since when it stands."""
    if stood.rating is None:
        return say("Not yet rated.")
    rating = label(stood.rating, instrument)
    if stood.agreed:
        return say("{rating}, unchanged since {day}.", rating=rating, day=day(stood.agreed))
    return say("{rating}, unchanged.", rating=rating)


def shift_sentence(shift: ViewShift, before: Partnership, after: Partnership) -> str:
    """How views drew together or parted, in words, with the views themselves."""
    words, beneath = view_shift(shift, before, after)
    return " ".join([words, *(f"{name}: {text}." for name, text in beneath)])


def view_shift(shift: ViewShift, before: Partnership, after: Partnership) -> tuple[str, tuple[tuple[str, str], ...]]:
    """How views drew together or parted; and beneath it, the views themselves where the sentence does not name them."""
    instrument = after.instrument
    own = [each for each in shift.after if each[0] != AGREED_RATING]
    names = listed([agency_name(agency, before, after) for agency, _ in own])
    if shift.of_agreed and not shift.of_views:
        agreed = label(dict(shift.after)[AGREED_RATING], instrument)
        came = phrase("The agreed rating came to the view of {agencies}: {rating}.")
        left = phrase("The agreed rating is no longer the view of {agencies}: it is {rating} now.")
        return say(came if shift.way == CONVERGED else left, agencies=names, rating=agreed), ()
    if shift.of_agreed and shift.way == CONVERGED:
        words = many(
            "{agencies} now holds the view that was agreed: {rating}.",
            "{agencies} now hold the view that was agreed: {rating}.",
            len(own),
            agencies=names,
            rating=label(dict(shift.after)[AGREED_RATING], instrument),
        )
        return words, ()
    if shift.of_agreed and len(own) > 1:
        words = say("{agencies} no longer hold the view that was agreed.", agencies=names)
        return words, ((say("Their own views"), _positions(tuple(own), before, after)),)
    if shift.of_agreed:
        rating = label(own[0][1], instrument)
        words = say(
            "{agency} no longer holds the view that was agreed: it holds {rating}.", agency=names, rating=rating
        )
        return words, ()
    if shift.way == CONVERGED and len({rating for _, rating in shift.after}) == 1:
        rating = label(shift.after[0][1], instrument)
        words = say("{agencies} now hold the same view: {rating}.", agencies=names, rating=rating)
    else:
        words = say(phrase("Views drew closer together.") if shift.way == CONVERGED else phrase("Views parted."))
    ends = ((say("Before"), shift.before), (say("Now"), shift.after))
    return words, tuple((name, _positions(held, before, after)) for name, held in ends)


def _positions(held: Positions, before: Partnership, after: Partnership) -> str:
    """Views in the order of the scale, with who holds each: `Agree (Wessex Police), Disagree (Wessbury Homes)`."""
    by_rating: dict[str, list[str]] = {}
    for agency, rating in held:
        by_rating.setdefault(rating, []).append(agency_name(agency, before, after))
    return ", ".join(f"{label(rating, after.instrument)} ({listed(names)})" for rating, names in by_rating.items())


def _source(source: Source | None, partnership: Partnership) -> str:
    assert source is not None
    details = [partnership.agency_name(source.agency) if source.agency else "", dated(source.dated)]
    beside = row(details)
    return quoted(source.what) + (f" ({beside})" if beside else "")


# Meetings, wording, agencies and the preliminary discussion.

_OF_MEETINGS = {
    "date": phrase("the date"),
    "title": phrase("the title"),
    "principles": phrase("the principles discussed"),
    "present": phrase("who was present"),
    "absent": phrase("who was absent"),
    "heard": phrase("who was heard"),
    "notes": phrase("the notes"),
}


def _meeting(change: MeetingChange, after: Partnership) -> str:
    was, now = change.before, change.after
    meeting = now or was
    assert meeting is not None
    title = f"{quoted(meeting.title or meeting.id)} ({day(meeting.date)})"
    if now is None:
        return say("the record of {meeting} was taken out", meeting=title)
    if change.again:
        return say("the record of {meeting} stands again", meeting=title)
    if change.is_ahead:
        return say("planned: {meeting}", meeting=title)
    if was is None or change.was_ahead:
        if not now.absent:
            return say("held: {meeting}", meeting=title)
        absent = listed([after.agency_name(each) for each in now.absent])
        return say("held: {meeting}; absent: {agencies}", meeting=title, agencies=absent)
    differing = [say(what) for field, what in _OF_MEETINGS.items() if getattr(was, field) != getattr(now, field)]
    what = listed(differing) or say("its details")
    return say("the record of {meeting} changed: {what}", meeting=title, what=what)


def wording_name(id: str, before: Partnership, after: Partnership) -> str:
    """What a wording is the wording of: a statement, or the title, voice or meaning that its id names."""
    thing, _, what = id.partition(" (")
    for instrument in (after.instrument, before.instrument):
        if what == "meaning)" and instrument.point(thing):
            return say("the meaning of {point}", point=quoted(label(thing, instrument)))
        if what and instrument.principle(thing):
            name = quoted(principle_name(thing, instrument))
            if what == "title)":
                return say("the title of {principle}", principle=name)
            return say("how {principle} should feel to children and young people", principle=name)
        if instrument.statement(id):
            return say("the statement {statement}", statement=quoted(statement_name(id, instrument)))
    return id


def _wording(change: WordingChange, before: Partnership, after: Partnership) -> str:
    name = wording_name(change.id, before, after)
    if change.language:
        # Of the words in another language. Ratings are not made against them.
        return say("{wording} is worded differently in {language}", wording=name, language=change.language)
    if change.before is None:
        return say("{wording} is new", wording=name)
    if change.after is None:
        return say("{wording} is no longer there", wording=name)
    return say("{wording} is worded differently", wording=name)


def _discussed(now: str | None) -> str:
    if now is None:
        return say("the preliminary discussion has no date any more")
    return say("the preliminary discussion was held on {day}", day=day(date.fromisoformat(now)))
