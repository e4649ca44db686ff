"""The histories of actions, on histories of any shape: every change once, and what stands is how things are."""

from hypothesis import given
from hypothesis import strategies as st

from reflectctl.analysis import record_history
from reflectctl.loading.facts import ACTION, ACTION_FIELDS, key
from reflectctl.loading.history import CommitFacts
from reflectctl.model import history as kinds
from reflectctl.model.history import Recorded

FACTS = ("due", "owner")
VALUES = {FACTS[0]: ("2026-06-30", "2026-07-31", "2026-08-31"), FACTS[1]: ("council", "police")}

Told = list[tuple[tuple[int, ...], dict[str, str]]]


@st.composite
def histories(draw: st.DrawFn) -> Told:
    """Commits in order: the places of their parents, and what each says of every fact."""
    told: Told = [((), {fact: VALUES[fact][0] for fact in FACTS})]
    for at in range(1, draw(st.integers(2, 14))):
        parents = tuple(draw(st.lists(st.integers(max(0, at - 4), at - 1), min_size=1, max_size=2, unique=True)))
        taken = draw(st.sampled_from(parents))
        values = {
            fact: draw(st.sampled_from((told[taken][1][fact], told[parents[0]][1][fact], *VALUES[fact])))
            for fact in FACTS
        }
        told.append((parents, values))
    # One end, as HEAD is: it takes whatever the commit before it says.
    loose = set(range(len(told))) - {parent for parents, _ in told for parent in parents} - {len(told) - 1}
    told.append(((len(told) - 1, *sorted(loose)), dict(told[-1][1])))
    return told


def commits(told: Told) -> list[CommitFacts]:
    """The same as it would be read from commits."""
    found = []
    for at, (parents, values) in enumerate(told):
        same = bool(parents) and told[parents[0]][1] == values
        said = {"principle": "trauma", "horizon": "immediate", "serves": (), **values}
        fact = tuple(said.get(field.name, "") for field in ACTION_FIELDS)
        recorded = Recorded(f"c{at}", "Somebody", f"2026-01-{at + 1:02}T12:00:00+00:00")
        changed = {} if same else {key(ACTION, "a"): fact}
        found.append(CommitFacts(recorded, tuple(f"c{parent}" for parent in parents), changed, ()))
    return found


@given(histories())
def test_a_change_is_told_where_a_commit_says_what_no_parent_says_and_nowhere_else(told: Told) -> None:
    (action,) = record_history.actions(commits(told)).actions
    for kind, fact in ((kinds.DUE, FACTS[0]), (kinds.OWNER, FACTS[1])):
        events = [each for each in action.events if each.kind == kind]
        made = {
            (f"c{at}", told[parents[0]][1][fact] if parents else "", values[fact])
            for at, (parents, values) in enumerate(told)
            if all(told[parent][1][fact] != values[fact] for parent in parents)
        }
        found = {(each.recorded.commit, each.was, each.now) for each in events}
        assert len(found) == len(events)
        assert found <= made
        # What is made and not told was made on another line too, and is told with the commit that made it there.
        assert {each[1:] for each in made} == {each[1:] for each in found}


@given(histories())
def test_what_stands_last_is_how_things_are(told: Told) -> None:
    (action,) = record_history.actions(commits(told)).actions
    for kind, fact in ((kinds.DUE, FACTS[0]), (kinds.OWNER, FACTS[1])):
        assert told[-1][1][fact] in [each.now for each in action.events if each.kind == kind and each.stands]


@given(histories())
def test_without_branches_each_change_begins_where_the_last_one_ended(told: Told) -> None:
    line = [((at - 1,) if at else (), values) for at, (_, values) in enumerate(told)]
    (action,) = record_history.actions(commits(line)).actions
    for kind, fact in ((kinds.DUE, FACTS[0]), (kinds.OWNER, FACTS[1])):
        events = [each for each in action.events if each.kind == kind]
        assert all(each.stands for each in events)
        assert [each.was for each in events[1:]] == [each.now for each in events[:-1]]
        assert events[-1].now == told[-1][1][fact]
