"""`history`, `history views`, `history actions`, `status` and the report say the same, whatever the history is."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reflectctl.app.partnership import Repository
from reflectctl.loading.facts import ACTION, PLAN, RATING, VIEW, AgreedRating
from reflectctl.loading.history import read_history, under
from reflectctl.model.history import HeldView
from reflectctl.storage.commits import log
from tests.properties import examples

from ..shapes import PATHS, told_once
from .agreement import answers, histories_agree, history_is_as_told, status_is_as_reported
from .test_history_property import Commit, Objects, Tale, begin, in_full, place, speaks_once, steps, tell
from .test_shapes import Program, program, recordings

__all__ = ["place", "program"]


@examples(40)
@given(begin, st.lists(steps, min_size=2, max_size=12))
def test_every_answer_says_the_same_of_any_history(
    place: tuple[Tale, Objects], program: Program, first: list[Any], plan: list[Any]
) -> None:
    tale, objects = place
    commits = in_full(tale, objects, tale.make(tell(tale, first, plan, ["2026-06-01"])[-1]))
    last = commits[-1]
    facts_are_as_read_in_full(tale.folder, commits)
    if last.foreign:
        return
    history, views, actions = answers(program, tale.folder, "history", "history views", "history actions")
    histories_agree(history, views, actions)
    if not last.unread:
        tale.git("read-tree", "-u", "--reset", "HEAD")
        status, report = answers(program, tale.folder, "status", "report --at HEAD")
        history_is_as_told(history, views, actions, report, twice=not speaks_once(last))
        status_is_as_reported(status, report)


def facts_are_as_read_in_full(root: Path, commits: list[Commit]) -> None:
    """At every commit, the reader of histories knows what is found by reading every file of every commit."""
    repository, wanted = Repository(root), (RATING, VIEW, ACTION, PLAN)
    known: dict[str, dict[str, Any]] = {}
    touched = log(repository.git, repository.prefix, commits[-1].id, under(wanted))
    for each in read_history(touched, repository.objects, wanted):
        before = known[each.parents[0]] if each.parents else {}
        now = known[each.recorded.commit] = {**before, **each.changed}
        assert all(before.get(name) != fact for name, fact in each.changed.items()), "only what changed is told"
        for name in [name for name, fact in now.items() if fact is None]:
            del now[name]
    repository.objects.close()
    for commit in commits:
        found = {name: plain(fact) for name, fact in known.get(commit.id, {}).items()}
        if commit.id in known:
            assert found == {name if " " in name else f"rating {name}": plain(it) for name, it in commit.says.items()}


def plain(fact: Any) -> Any:
    """A fact in the form that the slow reader and the fast one have in common."""
    if isinstance(fact, AgreedRating):
        earlier = tuple((each.rating, each.agreed.isoformat(), each.meeting) for each in fact.earlier)
        day = fact.agreed.isoformat() if fact.agreed else None
        return (fact.rating or "", day), fact.meeting, fact.because, earlier
    if isinstance(fact, list):
        return tuple(fact)
    if isinstance(fact, HeldView):
        return fact.rating or ""
    return fact


def test_a_copy_that_can_be_read_speaks_before_the_file_that_cannot(tmp_path: Path, program: Program) -> None:
    story = told_once(tmp_path / "shape")
    text = (story.root / PATHS["trauma"]).read_text("utf-8")
    views = "of: police\nviews:\n  trauma.culture: {rating: disagree}\n"
    copy = text.replace("rating: agree", "rating: neither")
    # The copy comes first by its path, so that which of the two speaks is a matter of which can be read.
    story.commit("a copy", {"principles/1-copy.yaml": copy, "views/police.yaml": views}, on="2026-03-01")
    story.commit("broken", {PATHS["trauma"]: text + "\tx\n"}, on="2026-03-02")
    story.commit("views", {"views/police.yaml": views.replace("rating: disagree", "rating: agree")}, on="2026-03-03")

    history, views_told, actions = answers(program, story.root, "history", "history views", "history actions")

    histories_agree(history, views_told, actions)
    assert recordings(history)[-1].startswith("trauma.culture neither 2026-02-10 corrected by broken")
    assert [(each["rating"], each["agreed"]) for each in views_told["changes"]] == [
        ("neither", "2026-02-10"),
        ("neither", "2026-02-10"),
    ], "what was corrected since was never agreed"


def test_an_action_that_names_no_statement_serves_each_of_its_principle(tmp_path: Path, program: Program) -> None:
    story = told_once(tmp_path / "shape")
    text = (story.root / PATHS["trauma"]).read_text("utf-8")
    plan = """\
making_progress:
  immediate:
    actions:
      - {id: a-all, action: For all., owner: council}
      - {id: a-one, action: For one., owner: council, serves: [action]}
"""
    story.commit("a plan", {PATHS["trauma"]: text + plan}, on="2026-03-01")

    def served(statement: str) -> list[str]:
        left = program(story.root, "history", "actions", "--statement", statement, "--format", "json")
        return [each["id"] for each in json.loads(left.stdout)["actions"]]

    assert served("trauma.action") == ["a-all", "a-one"]
    assert served("trauma.culture") == ["a-all"]
    assert served("voice.culture") == []
