"""What had been taken out before a period and comes back in it stands again: nothing of it is new."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reflectctl.app.diff import Asked, diff
from reflectctl.render.answers.diff import changes
from reflectctl.tell.diff_lines import lines
from tests.conftest import context, run

from ..shapes import BASE, Story

PRINCIPLE, VIEWS, MEETING, MARKER = "principles/trauma.yaml", "views/police.yaml", "meetings/m1.md", "partnership.yaml"

FILES = {
    PRINCIPLE: """\
principle: trauma
assessments:
  culture:
    rating: agree
    agreed: "2026-02-05"
    because: We read ten records.
    sources: [{what: An audit}]
    reflections: {evidence: [{dated: "2026-02-05", points: We saw it.}]}
making_progress:
  immediate:
    goal: Be kind.
    measure: Ask.
    actions:
      - {id: a-1, action: Do it., owner: police, opened: "2026-02-05", closed: "2026-02-20", status: done}
""",
    MEETING: '---\nid: m1\ndate: "2026-02-05"\ntitle: First\n---\nNotes.\n',
    VIEWS: 'of: police\nviews: {trauma.culture: {rating: disagree, given: "2026-02-05", because: Why.}}\n',
    MARKER: BASE[MARKER] + "groups:\n  - {id: youth, name: Youth Forum, kind: children}\n",
    "content/pack.yaml": BASE["content/pack.yaml"]
    + "prompts: [{id: evidence, title: Evidence}]\nmaking_progress: [{id: immediate, title: Immediate}]\n",
}

Without = Mapping[str, Callable[[str], str] | None]
"""By file: what is made of it; None where it is taken out."""

OF_THE_PLAN = [("plan", "immediate.goal"), ("plan", "immediate.measure"), ("action", "")]

GONE: dict[str, tuple[Without, list[tuple[str, str]], str, str]] = {
    "a meeting": (
        {MEETING: None},
        [("meeting", "")],
        "The record of “First” (5 February 2026) stands again.",
        "record",
    ),
    "an action": (
        {PRINCIPLE: lambda text: text.partition("    actions:")[0]},
        [("action", "")],
        "a-1, “Do it.”, stands again (Test Police; done on 20 February 2026).",
        "1 stands again",
    ),
    "a plan": (
        {PRINCIPLE: lambda text: text.partition("making_progress")[0]},
        OF_THE_PLAN,
        "The goal under “Immediate” stands again.",
        "Goals: 1 stands again; measures: 1 stands again.",
    ),
    "a goal": (
        {PRINCIPLE: lambda text: text.replace("Be kind.", "Be firm.")},
        [("plan", "immediate.goal")],
        "The goal under “Immediate” stands again.",
        "Goals: 1 stands again.",
    ),
    "a view": (
        {VIEWS: None},
        [("view", "police")],
        "The view of Test Police stands again: Disagree, given on 5 February 2026.",
        "1 stands again.",
    ),
    "an agency": (
        {MARKER: lambda text: text.replace("  - id: police\n    name: Test Police\n", "")},
        [("agency", "")],
        "Test Police stands again among the agencies.",
        "Test Police stands again.",
    ),
    "a group": (
        {MARKER: lambda text: text.partition("groups:")[0]},
        [("group", "")],
        "Youth Forum stands again among the groups.",
        "Youth Forum stands again as a group.",
    ),
    "a file": (
        {PRINCIPLE: None},
        [("rating", ""), ("source", "An audit"), ("reflection", "evidence"), *OF_THE_PLAN],
        "A source stands again: “An audit”.",
        "1 stands again.",
    ),
}


def story(folder: Path, without: Without) -> Story:
    """A partnership in which something was taken out, and came back as it was."""
    made = Story(folder / "partnership")
    made.begin()
    made.commit("written", FILES, on="2026-02-06")
    for path, how in without.items():
        if how is None:
            (made.root / path).unlink()
    made.commit("gone", {path: how(FILES[path]) for path, how in without.items() if how}, on="2026-03-01")
    made.git("tag", "gone")
    made.commit("back", {path: FILES[path] for path in without}, on="2026-04-01")
    return made


@pytest.mark.parametrize("name", GONE)
@pytest.mark.parametrize("committed", [True, False])
def test_what_comes_back_stands_again(tmp_path: Path, name: str, committed: bool) -> None:
    without, kinds, sentence, line = GONE[name]
    made = story(tmp_path, without)
    if not committed:
        made.git("reset", "-q", "--soft", "HEAD~1")

    answer = diff(context(made.root, "2026-06-01"), Asked("gone"))

    held = changes(*answer[:3], ("gone", "now"), ("", ""))
    assert [(each.kind, each.part or "", each.event) for each in held.changes] == [
        (*each, "stands-again") for each in kinds
    ]
    assert sentence in [each.sentence for each in held.changes]
    assert any(line in each for _, each in lines(*answer[:3]))
    assert "add" not in held.headline
    assert "held" not in held.headline


def test_every_form_says_so(tmp_path: Path) -> None:
    made = story(tmp_path, {MEETING: None, PRINCIPLE: GONE["an action"][0][PRINCIPLE]})
    told = {
        form: run("diff", "gone", "HEAD", "--format", form, cwd=made.root).stdout
        for form in ("text", "markdown", "html")
    }
    told["report"] = run("report", "full", "--since", "gone", "--format", "markdown", cwd=made.root).stdout
    told["json"] = json.dumps(json.loads(run("diff", "gone", "--format", "json", cwd=made.root).stdout)["changes"])
    for form, said in told.items():
        assert "stands again" in said or "stands-again" in said, form
        assert "was added" not in said, form


def test_what_came_and_went_and_came_within_a_period_is_new_in_it(tmp_path: Path) -> None:
    made = story(tmp_path, {MEETING: None})
    begun = made.git("rev-list", "--max-parents=0", "HEAD").strip()
    [change] = changes(
        *diff(context(made.root, "2026-06-01"), Asked(begun, topics=("meetings",)))[:3], ("", ""), ("", "")
    ).changes
    assert change.event == "held"
