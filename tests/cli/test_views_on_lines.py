"""Views that were given on branches: what a merge left out is no step between two moments."""

from pathlib import Path

import pytest

from reflectctl.analysis import diff_events
from reflectctl.app.diff import Asked, diff
from reflectctl.model.diff import ViewChange
from tests.conftest import context

from ..shapes import Story


def views(**said: str) -> dict[str, str]:
    """A file of views, by dimension."""
    lines = [
        f'  trauma.{dimension}: {{rating: {rating}, given: "2026-01-10", meeting: m1}}'
        for dimension, rating in said.items()
    ]
    return {"views/police.yaml": "\n".join(["of: police", "views:", *lines, ""])}


def steps(story: Story, one: str, other: str) -> dict[str, list[str]]:
    """What happened to each view between two commits."""
    told = diff(context(story.root, "2026-06-01"), Asked(one, other)).comparison
    return {change.id: diff_events.events(change) for change in told.of(ViewChange)}


@pytest.mark.parametrize("how", ["ours", "each"])
def test_a_view_that_a_merge_left_out_was_neither_given_nor_taken_out(tmp_path: Path, how: str) -> None:
    story = Story(tmp_path / "lines")
    first = story.begin()
    story.branch("side")
    story.commit("given", views(culture="neither", action="agree"), on="2026-01-11")
    story.go("main")
    story.commit("another", views(action="disagree"), on="2026-01-12")
    if how == "ours":
        story.merge("side", how=("-s", "ours"))
    else:
        story.git("merge", "--quiet", "--no-commit", "-s", "ours", "side")
        story.commit("merged by hand", views(action="neither"), on="2026-01-13")

    assert steps(story, first, "HEAD") == {"trauma.action": ["added"]}


def test_what_a_merge_took_from_a_line_on_which_nothing_was_said_was_not_given_before(tmp_path: Path) -> None:
    story = Story(tmp_path / "lines")
    story.begin()
    story.branch("side")
    story.commit("nothing of views", {"notes.md": "Notes."}, on="2026-01-11")
    story.go("main")
    first = story.commit("given", views(action="neither"), on="2026-01-12")
    for number, culture in enumerate(("agree", "neither")):
        story.commit("given", views(action="disagree", culture=culture), on=f"2026-01-1{number + 3}")
    story.git("merge", "--quiet", "--no-commit", "-s", "ours", "side")
    (story.root / "views/police.yaml").unlink()
    story.commit("theirs", {}, on="2026-01-16")

    assert steps(story, first, "HEAD") == {"trauma.action": ["removed"]}
