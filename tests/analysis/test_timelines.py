"""How ratings went: each timeline ends where the files stand, whatever was backdated, withdrawn or taken back."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reflectctl.analysis.rating_history import trace
from reflectctl.analysis.timelines import timelines
from reflectctl.app.partnership import Repository
from reflectctl.loading.facts import RATING, AgreedRating, key
from reflectctl.loading.history import CommitFacts, read_history
from reflectctl.loading.load import load
from reflectctl.model.history import History, Recorded
from reflectctl.model.report import Timeline
from reflectctl.storage.commits import log
from tests.properties import examples

from . import INSTRUMENT, day

STATEMENT = "voice.action"
NEVER_ENDING = date.max


def told(*said: tuple[str, str | None, str, str]) -> History:
    """The history of commits, each a day, and what it says of a statement: a rating, when it was agreed, and why."""
    made, before = [], ()
    for number, (on, rating, agreed, because) in enumerate(said):
        commit = Recorded(f"{number:040x}", "Somebody", f"{on}T12:00:00+00:00")
        state = AgreedRating(rating, day(agreed) if agreed else None, "", because)
        made.append(CommitFacts(commit, before, {key(RATING, STATEMENT): state}, ()))
        before = (commit.commit,)
    return trace(made)


def timeline(history: History, until: str = "9999-12-31", reworded: str = "") -> Timeline:
    """The timeline of the statement that the history is about."""
    return timelines(INSTRUMENT, history, {STATEMENT: reworded} if reworded else {}, until=day(until))[0]


def course_steps(history: History, until: str = "9999-12-31") -> list[tuple[str, str | None]]:
    return [(step.day.isoformat(), step.rating) for step in timeline(history, until).steps]


def test_ratings_are_told_by_the_days_on_which_they_were_agreed():
    history = told(
        ("2026-03-20", "agree", "2026-03-12", ""), ("2026-05-30", "disagree", "2026-05-07", "More is known.")
    )

    assert course_steps(history) == [("2026-03-12", "agree"), ("2026-05-07", "disagree")]


def test_a_rating_without_a_day_is_told_on_the_day_it_was_recorded():
    assert course_steps(told(("2026-03-20", "agree", "", ""))) == [("2026-03-20", "agree")]


def test_a_rating_that_was_agreed_again_is_a_step_of_its_own_and_the_same_day_is_not():
    history = told(
        ("2026-03-20", "agree", "2026-03-12", ""),
        ("2026-03-21", "agree", "2026-03-12", "The reason was spelt out."),
        ("2026-05-20", "agree", "2026-05-07", ""),
    )

    assert course_steps(history) == [("2026-03-12", "agree"), ("2026-05-07", "agree")]


def test_of_two_ratings_of_one_day_the_one_recorded_later_is_told():
    history = told(("2026-03-20", "agree", "2026-03-12", ""), ("2026-03-21", "neither", "2026-03-12", "Corrected."))

    assert course_steps(history) == [("2026-03-12", "neither")]


def test_a_withdrawn_rating_ends_on_the_day_it_was_withdrawn():
    history = told(("2026-03-20", "agree", "2026-03-12", ""), ("2026-05-20", None, "2026-03-12", "We cannot say."))

    assert course_steps(history) == [("2026-03-12", "agree"), ("2026-05-20", None)]


def test_a_withdrawal_of_what_never_stood_a_day_is_no_step():
    history = told(("2026-03-12", "agree", "2026-03-12", ""), ("2026-03-12", None, "", "We cannot say."))

    assert course_steps(history) == []


def test_what_was_taken_back_is_not_told():
    history = told(
        ("2026-03-20", "agree", "2026-03-12", ""),
        ("2026-05-20", "disagree", "2026-05-07", ""),
        ("2026-05-21", "agree", "2026-03-12", ""),
    )

    assert course_steps(history) == [("2026-03-12", "agree")]


def test_a_backdated_rating_takes_the_place_of_those_agreed_after_it():
    history = told(("2026-05-20", "agree", "2026-05-07", ""), ("2026-06-01", "disagree", "2026-03-12", "A wrong date."))

    assert course_steps(history) == [("2026-03-12", "disagree")]


def test_what_was_agreed_after_the_last_day_is_left_out():
    history = told(("2026-03-20", "agree", "2026-03-12", ""), ("2026-05-20", "disagree", "2026-05-07", ""))

    assert course_steps(history, until="2026-05-06") == [("2026-03-12", "agree")]
    assert course_steps(history, until="2026-05-07")[-1] == ("2026-05-07", "disagree")


def test_a_change_of_wording_is_told_when_it_lies_before_the_last_day():
    history = told(("2026-03-20", "agree", "2026-03-12", ""))

    assert timeline(history, "2026-06-30", reworded="2026-06-30").reworded == day("2026-06-30")
    assert timeline(history, "2026-06-29", reworded="2026-06-30").reworded is None
    assert timeline(history, reworded="some day").reworded is None


def test_every_statement_of_the_instrument_has_a_course_and_no_other_has():
    history = told(("2026-03-20", "agree", "2026-03-12", ""))
    stranger = history.recordings[0]._replace(statement="gone.action")

    found = timelines(INSTRUMENT, history._replace(recordings=(stranger, *history.recordings)), {}, until=NEVER_ENDING)

    assert [each.statement for each in found] == ["voice.action", "voice.culture", "trauma.action", "trauma.culture"]
    assert [len(each.steps) for each in found] == [1, 0, 0, 0]


@examples(80)
@given(
    st.lists(
        st.tuples(st.sampled_from(["agree", "neither", "disagree", None]), st.integers(0, 20), st.booleans()),
        max_size=7,
    )
)
def test_a_course_ends_with_the_rating_that_the_last_commit_says(commits: Iterable[tuple[str | None, int, bool]]):
    start = day("2026-01-01")
    said: list[tuple[str, str | None, str, str]] = []
    for number, (rating, days, reason) in enumerate(commits):
        recorded = start + timedelta(days=30 + number)
        # Up to twenty days before it was recorded: often before what was recorded earlier.
        agreed = (recorded - timedelta(days=days)).isoformat() if rating else ""
        said.append((recorded.isoformat(), rating, agreed, "Because." if reason else ""))

    steps = timeline(told(*said)).steps

    assert (steps[-1].rating if steps else None) == (said[-1][1] if said else None)
    assert [step.day for step in steps] == sorted({step.day for step in steps})


def test_in_the_example_every_course_ends_where_the_files_stand(built_demo: Path):
    repository = Repository(built_demo)
    head = repository.git.run("rev-parse", "HEAD").decode("ascii").strip()
    commits = list(log(repository.git, repository.prefix, head, ("principles",)))
    moments = [commits[len(commits) // 3], commits[2 * len(commits) // 3], commits[-1]]
    ended = []
    for moment in moments:
        so_far = log(repository.git, repository.prefix, moment.id, ("principles",))
        partnership = load(repository.at(moment.id)).partnership
        found = timelines(
            partnership.instrument, trace(read_history(so_far, repository.objects, (RATING,))), {}, until=NEVER_ENDING
        )

        last = {each.statement: each.steps[-1].rating for each in found if each.steps and each.steps[-1].rating}
        assert last == {each.statement: each.rating for each in partnership.assessments if each.rating}
        ended.append(last)
    assert len(ended[0]) < len(ended[-1])
