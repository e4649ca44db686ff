"""What was agreed earlier and is typed in late is told in its place, once, and moves nothing that stands."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.analysis import account, diff_events
from reflectctl.analysis.diff import compare
from reflectctl.analysis.rating_history import trace
from reflectctl.loading.facts import RATING, AgreedRating, Earlier, key
from reflectctl.loading.history import CommitFacts
from reflectctl.model.diff import Change, EarlierChange, RatingChange
from reflectctl.model.history import TAKEN_BACK, History, Recorded
from reflectctl.model.records import Assessment, EarlierRating, Partnership, Record
from reflectctl.tell import rating_history as words
from tests.properties import examples

from . import INSTRUMENT, day

STATEMENT = "voice.action"

Said = tuple[str, str, str]
"""A rating, its day and its meeting."""

JUNE: Said = ("agree", "2026-06-05", "m6")
OCTOBER: Said = ("disagree", "2026-10-05", "m10")
FEBRUARY: Said = ("disagree", "2026-02-03", "m2")
APRIL: Said = ("neither", "2026-04-07", "m4")
PUT_RIGHT: Said = ("neither", "2026-02-03", "m2")
NOTHING: Said = ("", "", "")


def fact(said: Said, *earlier: Said) -> AgreedRating:
    rating, agreed, meeting = said
    typed = tuple(Earlier(each, day(on), at, "As the minutes have it.") for each, on, at in earlier)
    return AgreedRating(rating or None, day(agreed) if agreed else None, meeting, "", earlier=typed)


def told(commits: Iterable[tuple[Said, ...]], parents: Sequence[tuple[int, ...]] = ()) -> History:
    """The history of commits, a day apart: what stands in each, and what it says was agreed before; in a line, unless
    their parents are given."""
    made: list[CommitFacts] = []
    facts: list[AgreedRating] = []
    for number, (said, *earlier) in enumerate(commits):
        facts.append(fact(said, *earlier))
        before = parents[number] if parents else (number - 1,) if number else ()
        recorded = Recorded(f"{number:040x}", "Somebody", f"2026-11-{number + 1:02}T12:00:00+00:00")
        first = facts[before[0]] if before else None
        changed = {} if facts[-1] == first else {key(RATING, STATEMENT): facts[-1]}
        made.append(CommitFacts(recorded, tuple(f"{each:040x}" for each in before), changed, ()))
    return trace(made)


def rows(history: History) -> list[str]:
    found = []
    for each in history.recordings:
        row = f"{each.kind} {each.rating}" if each.rating else each.kind
        row += f", was {each.was}" if each.was else ""
        row += f", late in {int(each.recorded.commit, 16)}" if each.late else ""
        found.append(row if each.stands else f"({row})")
    return found


@pytest.mark.parametrize(
    ("commits", "recorded", "path"),
    [
        # What stands tells its move from what was agreed before it.
        (
            [(JUNE,), (JUNE, FEBRUARY)],
            ["rated disagree, late in 1", "rated agree, was disagree"],
            "Disagree (3 February 2026) → Agree (5 June 2026)",
        ),
        (
            [(JUNE,), (JUNE, APRIL), (JUNE, FEBRUARY, APRIL)],
            ["rated disagree, late in 2", "rated neither, was disagree, late in 1", "rated agree, was neither"],
            "Disagree (3 February 2026) → Neither (7 April 2026) → Agree (5 June 2026)",
        ),
        # Typed together, or before the next one was agreed.
        (
            [(JUNE, FEBRUARY), (OCTOBER, FEBRUARY)],
            ["rated disagree, late in 0", "rated agree, was disagree", "rated disagree, was agree"],
            "Disagree (3 February 2026) → Agree (5 June 2026) → Disagree (5 October 2026)",
        ),
        # Between two that git knows.
        (
            [(FEBRUARY,), (JUNE,), (JUNE, APRIL)],
            ["rated disagree", "rated neither, was disagree, late in 2", "rated agree, was neither"],
            "Disagree (3 February 2026) → Neither (7 April 2026) → Agree (5 June 2026)",
        ),
        # The same rating before makes what stands a confirmation.
        (
            [(JUNE,), (JUNE, ("agree", "2026-02-03", "m2"))],
            ["rated agree, late in 1", "confirmed agree, was agree"],
            "Agree (3 February 2026) → still Agree (5 June 2026)",
        ),
        # What git knows already is told once, by the commit that recorded it at the time.
        (
            [(FEBRUARY,), (JUNE, FEBRUARY)],
            ["rated disagree", "rated agree, was disagree"],
            "Disagree (3 February 2026) → Agree (5 June 2026)",
        ),
        # Another rating at the same event corrects it.
        (
            [(FEBRUARY,), (JUNE,), (JUNE, PUT_RIGHT)],
            ["(rated disagree)", "corrected neither, was disagree, late in 2", "rated agree, was neither"],
            "Neither (3 February 2026) → Agree (5 June 2026)",
        ),
        (
            [(JUNE, FEBRUARY), (JUNE, PUT_RIGHT)],
            ["(rated disagree, late in 0)", "corrected neither, was disagree, late in 1", "rated agree, was neither"],
            "Neither (3 February 2026) → Agree (5 June 2026)",
        ),
        # Of the event of what stands, what stands is told.
        (
            [(JUNE,), (JUNE, ("neither", "2026-06-04", "m6"))],
            ["(rated neither, late in 1)", "rated agree"],
            "Agree (5 June 2026)",
        ),
        # What is taken out is told as that, and as brought back when it is.
        (
            [(JUNE, FEBRUARY), (JUNE,)],
            ["(rated disagree, late in 0)", "rated agree", "taken-back, was disagree, late in 1"],
            "Agree (5 June 2026)",
        ),
        (
            [(JUNE, FEBRUARY), (JUNE,), (JUNE, FEBRUARY)],
            [
                "(rated disagree, late in 0)",
                "stands-again disagree, late in 2",
                "rated agree, was disagree",
                "(taken-back, was disagree, late in 1)",
            ],
            "Disagree (3 February 2026) → Agree (5 June 2026)",
        ),
        # What had been taken back stands again.
        (
            [(FEBRUARY,), (NOTHING,), (JUNE, FEBRUARY)],
            [
                "(rated disagree)",
                "stands-again disagree, late in 2",
                "rated agree, was disagree",
                "(taken-back, was disagree)",
            ],
            "Disagree (3 February 2026) → Agree (5 June 2026)",
        ),
        # What moves to where it stands is no second agreement.
        (
            [(JUNE, FEBRUARY), (FEBRUARY,)],
            ["rated disagree", "(rated agree)"],
            "Disagree (3 February 2026)",
        ),
        # Nothing stands before nothing.
        (
            [(JUNE, FEBRUARY), (NOTHING,)],
            [
                "(rated disagree, late in 0)",
                "(rated agree)",
                "taken-back, was agree",
                "taken-back, was disagree, late in 1",
            ],
            "not yet rated, since what was recorded has been taken back",
        ),
    ],
)  # fmt: skip
def test_what_was_agreed_earlier_is_told_in_its_place(
    commits: list[tuple[Said, ...]], recorded: list[str], path: str
) -> None:
    history = told(commits)

    assert rows(history) == recorded
    assert words.path(history.recordings, INSTRUMENT) == path


def test_two_branches_that_type_in_one_rating_record_it_once() -> None:
    forked = ((), (0,), (0,), (1, 2))

    both = told([(JUNE,), (JUNE, FEBRUARY), (JUNE, FEBRUARY), (JUNE, FEBRUARY)], forked)
    each = told([(JUNE,), (JUNE, FEBRUARY), (JUNE, APRIL), (JUNE, FEBRUARY, APRIL)], forked)
    away = told([(JUNE,), (JUNE,), (JUNE, APRIL), (JUNE,)], forked)

    assert rows(both) == ["rated disagree, late in 1", "rated agree, was disagree"]
    assert rows(each) == [
        "rated disagree, late in 1",
        "rated neither, was disagree, late in 2",
        "rated agree, was neither",
    ]
    assert rows(away) == ["(rated neither, late in 2)", "rated agree"]


def by_hand(commits: Sequence[tuple[Said, ...]]) -> list[tuple[str, str]]:
    """How a rating went, read slowly: every event once, as it was said last, by the day, up to what stands."""
    (rating, *_), *_ = commits[-1]
    events: dict[str, tuple[str, str]] = {}
    for (said, on, meeting), *_ in commits:
        if said:
            # Nothing that was agreed after what is said stands beside it.
            events = {name: its for name, its in events.items() if its[1] < on} | {meeting: (said, on)}
    for said, on, meeting in commits[-1][1:]:
        events[meeting] = (said, on)
    return sorted(events.values(), key=lambda event: event[1]) if rating else []


AGREED = [(f"2026-{month:02}-05", f"m{month}") for month in range(1, 9)]


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Said, ...]]:
    """Meetings in their order, some typed up at the time, some wrongly at first; others late, some otherwise first."""
    points = st.sampled_from(("agree", "neither", "disagree"))
    minutes = [(draw(points), *each) for each in AGREED[: draw(st.integers(2, len(AGREED)))]]
    at_once = [draw(st.booleans()) for _ in minutes]
    commits: list[tuple[Said, ...]] = []
    missing: list[Said] = []
    typed: list[Said] = []
    for number, each in enumerate(minutes):
        if not at_once[number] and number < len(minutes) - 1:
            missing.append(each)
            continue
        if draw(st.booleans()):
            commits.append(((draw(points), *each[1:]), *typed))
        commits.append((each, *typed))
        while missing and draw(st.booleans()):
            late = missing.pop(draw(st.integers(0, len(missing) - 1)))
            if draw(st.booleans()):
                commits.append((each, *typed, (draw(points), *late[1:])))
            # What git knows may be written down beside it, too.
            known = [one for one, there in zip(minutes[:number], at_once, strict=False) if there and one not in typed]
            typed += [late, *(known if draw(st.booleans()) else ())]
            commits.append((each, *typed))
    return commits


@examples(100)
@given(histories())
def test_any_history_reads_as_the_minutes_do(commits: list[tuple[Said, ...]]) -> None:
    history = told(commits)

    standing = words.standing(history.recordings)
    read = by_hand(commits)
    assert [(each.rating, str(each.agreed)) for each in standing] == read
    # Each tells its move from the one before it, and the last is what the files say.
    before: list[str | None] = [None, *(rating for rating, _ in read[:-1])]
    moved = [(each.was, was) for each, was in zip(standing, before, strict=True) if each.kind in ("rated", "confirmed")]
    assert all(told == was for told, was in moved)
    assert read[-1][0] == commits[-1][0][0]
    # Nothing that was typed is untold, and no event is told twice as one that stands.
    assert len({each.meeting for each in standing}) == len(standing)
    assert all(each.agreed is not None and each.agreed < date(2026, 10, 1) for each in history.recordings)
    assert not any(each.kind == TAKEN_BACK for each in history.recordings)


def assessment(commit: tuple[Said, ...]) -> Assessment:
    """How a statement stands by what a commit says."""
    (rating, agreed, meeting), *earlier = commit
    typed = tuple(EarlierRating(each, day(on), at, "As the minutes have it.") for each, on, at in earlier)
    return Assessment(STATEMENT, rating or None, day(agreed) if agreed else None, meeting, earlier=typed)


def account_of(commits: Sequence[tuple[Said, ...]], begin: int, end: int) -> list[Change]:
    """What is told of the commits after one, up to another."""
    history = told(commits[: end + 1])
    new = {f"{number:040x}" for number in range(begin + 1, end + 1)}
    sides = [{STATEMENT: assessment(commits[at])} for at in (begin, end)]
    records = [Record("voice", (side[STATEMENT],)) for side in sides]
    before, after = (Partnership(instrument=INSTRUMENT, records=(each,)) for each in records)
    comparison = account.known(compare(before, after), history, new, sides[1])
    steps = account.ways(history, new, *sides)
    return [*account.told(comparison, steps, (sides[0], sides[1]), INSTRUMENT, lambda id: (0, id)).changes]


def in_words(changes: Iterable[Change]) -> list[str]:
    found = []
    for change in changes:
        if isinstance(change, EarlierChange):
            said = change.after or change.before
            assert said is not None
            found.append(f"{diff_events.event(change)} {said.rating}" + (f", was {change.was}" if change.was else ""))
        elif isinstance(change, RatingChange):
            found += [f"{each.kind} {each.was or '·'} → {each.rating or '·'}" for each in diff_events.steps(change)]
        else:
            found.append(type(change).__name__)
    return found


@pytest.mark.parametrize(
    ("commits", "changes"),
    [
        ([(JUNE,), (JUNE, FEBRUARY)], ["told-late disagree"]),
        ([(JUNE,), (JUNE, FEBRUARY, APRIL)], ["told-late disagree", "told-late neither"]),
        ([(JUNE, FEBRUARY), (JUNE, PUT_RIGHT)], ["corrected neither"]),
        ([(JUNE, FEBRUARY), (JUNE,)], ["removed disagree"]),
        ([(JUNE, FEBRUARY), (JUNE,), (JUNE, FEBRUARY)], []),
        # A move is told as a move, and what was agreed before all of it apart.
        ([(JUNE,), (OCTOBER, FEBRUARY)], ["rated agree → disagree", "told-late disagree"]),
        # What was agreed on the way is part of it.
        ([(FEBRUARY,), (JUNE, APRIL)], ["rated disagree → neither", "rated neither → agree"]),
        ([(FEBRUARY,), (JUNE,), (JUNE, APRIL)], ["rated disagree → neither", "rated neither → agree"]),
        # What git knows is no news, and another rating of its event puts it right.
        ([(FEBRUARY,), (JUNE, FEBRUARY)], ["rated disagree → agree", "changed disagree"]),
        ([(OCTOBER,), (OCTOBER, FEBRUARY), (OCTOBER, PUT_RIGHT)], ["told-late neither"]),
        (
            [(JUNE,), (OCTOBER, FEBRUARY, ("neither", *JUNE[1:]))],
            ["corrected agree → neither", "rated neither → disagree", "told-late disagree"],
        ),
        (
            [(JUNE,), (OCTOBER,), (OCTOBER, ("neither", *JUNE[1:]))],
            ["corrected agree → neither", "rated neither → disagree"],
        ),
    ],
)  # fmt: skip
def test_an_account_tells_what_was_recorded_late_and_never_as_a_move(
    commits: list[tuple[Said, ...]], changes: list[str]
) -> None:
    assert in_words(account_of(commits, 0, len(commits) - 1)) == changes


@examples(100)
@given(histories(), st.data())
def test_any_account_leads_from_one_end_to_the_other(commits: list[tuple[Said, ...]], dice: st.DataObject) -> None:
    begin, end = sorted(dice.draw(st.lists(st.integers(0, len(commits) - 1), min_size=2, max_size=2)))
    changes = account_of(commits, begin, end)

    (was, *typed), (now, *there) = commits[begin], commits[end]
    steps = [step for change in changes if isinstance(change, RatingChange) for step in diff_events.steps(change)]
    stops = [was[0], *(step.rating for step in steps)]
    assert [step.was for step in steps] == stops[:-1]
    assert stops[-1] == now[0]
    # Every entry that is new is told once: as one that was agreed before, or as a step of the way.
    told_here = [
        (change.after.rating, str(change.after.agreed))
        for change in changes
        if isinstance(change, EarlierChange) and change.after
    ]
    told_here += [(step.rating, str(step.agreed)) for step in steps if (step.rating, str(step.agreed)) != now[:2]]
    new = [each[:2] for each in there if each not in typed]
    assert all(told_here.count(each) == 1 for each in new), (told_here, new)
