"""How ratings went in; how that is told out: the way of each statement in a line, and every rating as an entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..analysis import scale
from ..analysis.dates import ALWAYS, Period, clock, since
from ..model.blocks import Block, Column, Heading, Paragraph, Quiet, Row, Table
from ..model.history import (
    CONFIRMED,
    CORRECTED,
    RATED,
    RATINGS,
    STANDS_AGAIN,
    TAKEN_BACK,
    WITHDRAWN,
    History,
    Recording,
)
from ..model.instrument import CLEAR, UNCLEAR, Instrument
from ..model.records import Partnership
from . import prose
from .history import Chapter, Entry, Section, at_meeting, few, source, unread_note
from .i18n import phrase, say

NOT_RATED = "·"

_LONG = 20
_WIDE = 100
"""As many characters as a line of the overview may have, before it says of a correction only that there was one."""
_BEFORE = phrase("before")
_REREAD = phrase("to be re-read")
_CORRECTED = phrase("corrected")
_LEGEND = {
    NOT_RATED: phrase("· is not rated."),
    _BEFORE: phrase("“Before” is what stood before these days."),
    _REREAD: phrase("“To be re-read”: the statement was worded otherwise when it was rated."),
    _CORRECTED: phrase("“Corrected”: it was first recorded otherwise than it was agreed."),
}

Ways = Mapping[str, Mapping[str, tuple[Recording, ...]]]
"""By principle, by statement: its recordings, oldest agreed first."""


def by_principle(history: History, instrument: Instrument) -> Ways:
    """A history by principle and statement in the instrument's order; what it does not know comes last, by id."""
    ids = (*(each.id for each in instrument.principles), *(each.id for each in instrument.statements))
    order = {id: at for at, id in enumerate(ids)}
    found: dict[str, list[Recording]] = {}
    for recording in history.recordings:
        found.setdefault(recording.statement, []).append(recording)

    def place(id: str) -> tuple[int, str, int, str]:
        principle = id.partition(".")[0]
        return order.get(principle, len(order)), principle, order.get(id, len(order)), id

    ways: dict[str, dict[str, tuple[Recording, ...]]] = {}
    for statement in sorted(found, key=place):
        ways.setdefault(statement.partition(".")[0], {})[statement] = tuple(found[statement])
    return ways


def brief(rating: str | None, instrument: Instrument) -> str:
    """A rating in as few words as tell it from the others; `·` when it is not rated.

    A title is shortened only where it is long: `Neither agree nor disagree` is `Neither`.
    """
    if rating is None:
        return NOT_RATED
    title = instrument.label(rating)
    if len(title) <= _LONG:
        return title
    others = [point.title.split() for point in instrument.scale if point.id != rating]
    own = title.split()
    fewest = next((n for n in range(1, len(own)) if all(each[:n] != own[:n] for each in others)), len(own))
    short = " ".join(own[:fewest])
    return short if len(short) <= _LONG else short[: _LONG - 1].rstrip() + "…"


def overview(history: History, instrument: Instrument, period: Period = ALWAYS) -> tuple[Block, ...]:
    """The way of each statement's rating in one line, in the instrument's order, with the days it was agreed.

    Without a period also of those that were never rated; in one, only of those that were rated in it. Nothing when no
    rating was recorded.
    """
    ways: dict[str, dict[str, tuple[Recording, ...]]] = {}
    if period == ALWAYS:
        ways = {each.id: {one.id: () for one in each.statements} for each in instrument.principles}
    for principle, statements in by_principle(history, instrument).items():
        for statement, recordings in statements.items():
            if any(clock(each) in period for each in recordings):
                ways.setdefault(principle, {})[statement] = recordings
    unread = [unread_note(history.unread)] if history.unread else []
    if not history.recordings or not ways:
        return tuple(unread)
    told = {
        statement: (_steps(recordings, instrument, period), recordings)
        for statements in ways.values()
        for statement, recordings in statements.items()
    }
    names = [len(prose.dimension_name(each.partition(".")[2], instrument)) for each in told]
    margin = max(names) + max(len(" → ".join(label for label, _ in steps)) for steps, _ in told.values()) + 10
    rows, marks = [], set()
    for statement, (steps, recordings) in told.items():
        notes = [say(_REREAD)] if statement in (history.reworded or {}) else []
        marks |= {NOT_RATED for label, _ in steps if label == NOT_RATED} | ({_REREAD} if notes else set())
        marks |= {_BEFORE for label, day in steps if label != NOT_RATED and day is None}
        days = _days(steps)
        if put_right := _put_right(recordings, instrument, period):
            if margin + len(" → ".join(days)) + len("; ".join([*notes, put_right])) > _WIDE:
                put_right = say(_CORRECTED)
                marks.add(_CORRECTED)
            notes.append(put_right)
        notes += _not_kept(recordings, instrument, period)
        rows.append(_row(statement, steps, days, "; ".join(notes), instrument))
    legend = [say(words) for mark, words in _LEGEND.items() if mark in marks]
    more = say("Why, and who recorded it: --full, --principle or --statement.")
    columns = (say("Statement"), say("Rating"), say("Agreed"), "")
    return (
        Heading(1, say("How each statement was rated, and on which day that was agreed")),
        Table((Column(say("Principle"), role="group"), *map(Column, columns)), tuple(rows), role="timelines"),
        Paragraph((Quiet(" ".join([*legend, more])),)),
        *unread,
    )


Steps = list[tuple[str, date | None]]
"""Ratings in brief, each with its day; without one, what stood before the days that were asked for."""


def _steps(recordings: Iterable[Recording], instrument: Instrument, period: Period) -> Steps:
    steps: Steps = []
    last: str | None = None
    for each in standing(recordings):
        day, label = since(each), brief(each.rating, instrument)
        still = steps and each.rating == last and each.rating
        last = each.rating
        if day in period:
            steps.append((say("still {rating}", rating=label) if still else label, day))
        elif period.start and day < period.start:
            steps = [(label, None)]
    return steps or [(NOT_RATED, None)]


def _not_kept(recordings: Sequence[Recording], instrument: Instrument, period: Period) -> Iterator[str]:
    """What was rated and does not stand: it was taken back, or left out by a merge or a later correction."""
    back = {each.was for each in recordings if each.kind == TAKEN_BACK}
    corrected = _corrected(recordings)
    there = {_rated(each) for each in recordings if each.stands or each in corrected}
    gone = [each for each in recordings if each.kind in RATINGS and _rated(each) not in there and clock(each) in period]
    taken = [brief(each.rating, instrument) for each in gone if each.rating in back]
    left = [brief(each.rating, instrument) for each in gone if each.rating not in back]
    if taken:
        yield say("taken back: {ratings}", ratings=few(taken))
    if left:
        yield say("not kept: {ratings}", ratings=few(left))


def _put_right(recordings: Sequence[Recording], instrument: Instrument, period: Period) -> str:
    """How what stands was recorded before it was corrected; empty where nothing was."""
    right = [each for each in recordings if each.stands and each.kind == CORRECTED and clock(each) in period]
    corrected = _corrected(recordings)
    every = [each for last in right for each in _corrections(last, corrected)]
    ways = "; ".join(was_recorded(each, instrument) for each in every)
    return say("corrected: {ways}", ways=ways) if ways else ""


def _days(steps: Steps) -> list[str]:
    return ["" if steps == [(NOT_RATED, None)] else prose.day(day) or say(_BEFORE) for _, day in steps]


def _row(statement: str, steps: Steps, days: Sequence[str], note: str, instrument: Instrument) -> Row:
    principle, _, dimension = statement.partition(".")
    found = instrument.principle(principle)
    return Row(
        (
            (f"{found.number}. " if found else "") + prose.principle_name(principle, instrument),
            prose.dimension_name(dimension, instrument),
            _way(label for label, _ in steps),
            _way(days),
            note,
        )
    )


def _way(steps: Iterable[str]) -> tuple[str, ...]:
    """Steps as spans, an arrow between them."""
    return tuple(span for step in steps for span in (" → ", step))[1:]


def path(recordings: Iterable[Recording], instrument: Instrument) -> str:
    """The way of a rating through the scale, in words: `Disagree (13 February 2025) → Agree (17 July 2025)`.

    Only what stands; what was taken back is no part of it.
    """
    steps: list[str] = []
    last: str | None = None
    for recording in standing(recordings):
        day = prose.moment(recording.recorded.at)
        if recording.kind == WITHDRAWN:
            steps.append(say("rating withdrawn ({day})", day=day))
        else:
            rating = prose.label(recording.rating, instrument)
            rating = say("still {rating}", rating=rating) if steps and recording.rating == last else rating
            day = prose.day(recording.agreed) if recording.agreed else say("recorded {day}", day=day)
            steps.append(f"{rating} ({day})")
        last = recording.rating
    return " → ".join(steps) or say("not yet rated, since what was recorded has been taken back")


def ratings(history: History, partnership: Partnership, period: Period = ALWAYS) -> list[Chapter]:
    """Every rating by principle and statement, on the days they were agreed."""
    instrument = partnership.instrument
    chapters = []
    for principle, statements in by_principle(history, instrument).items():
        sections = []
        for statement, recordings in statements.items():
            if entries := tuple(_entries(recordings, partnership, period)):
                name = prose.dimension_name(statement.partition(".")[2], instrument)
                summary = path(recordings, instrument)
                if iso := (history.reworded or {}).get(statement):
                    day = prose.day(date.fromisoformat(iso))
                    summary = say("{path} (to be re-read: the wording changed on {day})", path=summary, day=day)
                sections.append(Section(name, entries, summary))
        if sections:
            chapters.append(Chapter(prose.principle_name(principle, instrument), tuple(sections)))
    return chapters


def standing(recordings: Iterable[Recording]) -> list[Recording]:
    """The ratings and withdrawals that stand, by the days from which they did."""
    return sorted((each for each in recordings if each.stands and each.kind != TAKEN_BACK), key=since)


def _corrected(recordings: Iterable[Recording]) -> list[Recording]:
    """The recordings that another of the same event corrected, and that do not stand."""
    recordings = list(recordings)
    put_right = {(each.was, each.was_agreed) for each in recordings if each.kind == CORRECTED}
    put_right -= {_rated(each) for each in recordings if each.stands and each.kind in RATINGS}
    return [each for each in recordings if each.kind in RATINGS and not each.stands and _rated(each) in put_right]


def _rated(recording: Recording) -> tuple[str | None, date | None]:
    return recording.rating, recording.agreed


def _entries(recordings: Sequence[Recording], partnership: Partnership, period: Period) -> Iterator[Entry]:
    # What was corrected is told with what corrected it: they are one event.
    corrected = _corrected(recordings)
    taken = {each.was for each in recordings if each.kind == TAKEN_BACK}
    again = {_rated(each) for each in recordings if each.kind == STANDS_AGAIN}
    before: str | None = None
    for each in recordings:
        if clock(each) in period and each not in corrected:
            left = each.kind in RATINGS and not each.stands
            fate = _TAKEN_BACK if each.rating in taken else "" if _rated(each) in again else _LEFT_OUT
            yield _entry(each, before, partnership, fate if left else "", _corrections(each, corrected))
        if each.stands and each.kind != TAKEN_BACK:
            before = each.rating


def _corrections(recording: Recording, corrected: Iterable[Recording]) -> list[Recording]:
    """A recording that corrects another, after those that corrected that one first."""
    found = [recording] if recording.kind == CORRECTED else []
    others = [each for each in corrected if each.kind == CORRECTED]
    while found:
        said = found[0].was, found[0].was_agreed
        before = next((each for each in others if _rated(each) == said and each not in found), None)
        if before is None:
            break
        found.insert(0, before)
    return found


_TAKEN_BACK = phrase("{what} (later taken back)")
_LEFT_OUT = phrase("{what} (not kept: a merge or a later correction left it out)")


def _entry(
    recording: Recording, before: str | None, partnership: Partnership, fate: str, corrections: Iterable[Recording]
) -> Entry:
    instrument, kind = partnership.instrument, recording.kind
    principle, _, dimension = recording.statement.partition(".")
    rated = kind in (RATED, CONFIRMED, CORRECTED)
    meeting = recording.meeting if rated else ""
    step = _step(recording, before, instrument)
    label = instrument.label(recording.rating)
    happened = say("still {rating}", rating=label) if kind == CONFIRMED else label if rated else step
    happened, at_it = at_meeting(happened, meeting, partnership), at_meeting(step, meeting, partnership)
    if recording.late and kind in (RATED, CONFIRMED):
        happened, step, at_it = (_recorded_late(what, recording) for what in (happened, step, at_it))
    for each in corrections:
        happened, step, at_it = (_with_correction(what, each, instrument) for what in (happened, step, at_it))
    if fate:
        happened, step, at_it = (say(fate, what=what) for what in (happened, step, at_it))
    agreed = recording.agreed if rated else None
    return Entry(
        day=clock(recording),
        when=prose.day(agreed) or say("recorded {day}", day=prose.moment(recording.recorded.at)),
        name=prose.statement_name(recording.statement, instrument),
        short=prose.dimension_name(dimension, instrument),
        principle=principle,
        happened=happened,
        recorded=recording.recorded,
        source=source(recording.recorded, phrase("{recorded} (agreed {day}, recorded {commit_day})"), agreed),
        step=step,
        meeting=meeting,
        at_meeting=at_it,
        reasons=((say("Because"), prose.quoted(recording.because)),) if recording.because else (),
    )


def _step(recording: Recording, before: str | None, instrument: Instrument) -> str:
    was, label = instrument.label(recording.was), instrument.label(recording.rating)
    if recording.kind == TAKEN_BACK and recording.late:
        return say("{rating}, agreed on {day}, was taken out", rating=was, day=prose.day(recording.was_agreed))
    if recording.kind == TAKEN_BACK and recording.rating:
        return say("{rating} was taken back; what stands is {now}", rating=was, now=label)
    if recording.kind == TAKEN_BACK:
        return say("{rating} was taken back; it is not rated any more", rating=was)
    if recording.kind == WITHDRAWN:
        return say("the rating was withdrawn, was {rating}", rating=was)
    if recording.kind == STANDS_AGAIN and recording.late:
        return say("{rating}, agreed on {day}, stands again", rating=label, day=prose.day(recording.agreed))
    if recording.kind == STANDS_AGAIN:
        return say("{rating} stands again", rating=label)
    now = brief(recording.rating, instrument)
    if before == recording.rating:
        return say("still {rating}", rating=now)
    way = scale.direction(before, recording.rating, instrument)
    if way == UNCLEAR:
        return say("became unclear (was {rating})", rating=brief(before, instrument))
    if way == CLEAR:
        return say("is clear now ({rating})", rating=now)
    return f"{brief(before, instrument)} → {now}" if before else say("newly rated, {rating}", rating=now)


def _recorded_late(what: str, recording: Recording) -> str:
    """What was agreed, and that it was typed in after what was agreed later."""
    return say("{what}; recorded only on {day}", what=what, day=prose.moment(recording.recorded.at))


def _with_correction(what: str, recording: Recording, instrument: Instrument) -> str:
    """What was agreed, and how it was recorded before it was put right."""
    day, was = prose.moment(recording.recorded.at), was_recorded(recording, instrument)
    return say("{what}; corrected on {day} ({was})", what=what, day=day, was=was)


def was_recorded(recording: Recording, instrument: Instrument) -> str:
    """How something was recorded before it was corrected."""
    if recording.was != recording.rating:
        return say("was recorded as {rating}", rating=instrument.label(recording.was))
    if recording.was_agreed:
        return say("was recorded as agreed on {day}", day=prose.day(recording.was_agreed))
    return say("was recorded without a day")
