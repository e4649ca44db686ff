"""Actions on their way: as they are told in a report, and opened again."""

import json
from pathlib import Path

import pytest
import yaml

from tests.conftest import run

TODAY = ("--today", "2026-05-15")
ACTIONS = """\
principle: children-first
making_progress:
  immediate:
    actions:
"""


def plan(root: Path, **many: int) -> None:
    """A plan with so many actions of each kind."""
    kinds = {
        "open": "status: open",
        "going": "status: in-progress",
        "late": 'status: open\n        due: "2026-05-14"',
        "today": 'status: open\n        due: "2026-05-15"',
        "done": 'status: done\n        closed: "2026-05-01"',
        "dropped": 'status: dropped\n        closed: "2026-05-01"',
    }
    text = ACTIONS
    for kind, number in many.items():
        for n in range(number):
            text += f"      - id: a-{kind}{n}\n        action: Meet.\n        {kinds[kind]}\n"
    (root / "principles/1-children-first.yaml").write_text(text, encoding="utf-8")


def test_every_kind_of_action_is_counted_once_in_the_bar_and_due_today_is_not_overdue(fresh: Path) -> None:
    plan(fresh, open=1, going=2, late=3, today=4, done=6, dropped=7)
    told = run("report", "full", *TODAY, "--format", "markdown", cwd=fresh)
    assert told.returncode == 0, told.stderr
    assert "Of 23 actions, 6 done, 2 in progress, 5 open, 3 overdue and 7 dropped." in told.stdout


def test_an_action_that_is_opened_again_has_no_closing_date(fresh: Path) -> None:
    plan(fresh, done=1)
    told = run("action", "start", "a-done0", cwd=fresh)
    assert told.returncode == 0, told.stderr
    data = yaml.safe_load((fresh / "principles/1-children-first.yaml").read_text(encoding="utf-8"))
    [action] = data["making_progress"]["immediate"]["actions"]
    assert action["status"] == "in-progress"
    assert action.get("closed") is None


@pytest.mark.parametrize(("kind", "late"), [("late", 1), ("today", 0), ("done", 0)])
def test_due_today_is_not_overdue_in_any_list(fresh: Path, kind: str, late: int) -> None:
    plan(fresh, **{kind: 1})
    listed, told, asked = (
        run("action", "list", *words, *TODAY, cwd=fresh).stdout
        for words in (("--format", "json"), (), ("--status", "overdue", "--format", "json"))
    )
    assert [action["overdue"] for action in json.loads(listed)["actions"]] == [bool(late)]
    assert told.count("overdue") == late
    assert len(json.loads(asked)["actions"]) == late
    assert ("Overdue" in run("status", *TODAY, cwd=fresh).stdout) == bool(late)


def test_words_are_taken_as_people_type_them(fresh: Path) -> None:
    for words in (
        ("rate", "1.act", "dis", "--because", "- One thing.\n- Another."),
        ("note", "1.act", "evidence", "- A point of a list"),
        (
            "action",
            "add",
            "1",
            "- Ring back",
            "--owner",
            "Test Council",
            "--due",
            "2030-01-01",
            "--serves",
            "1.action,culture",
        ),
        ("meeting", "new", "Both", "--date", "2026-02-03", "--principle", "1,2", "--present", "Test Council, police"),
    ):
        done = run(*words, cwd=fresh)
        assert done.returncode == 0, done.stderr
    text = (fresh / "principles/1-children-first.yaml").read_text("utf-8")
    assert "rating: disagree" in text
    assert "- A point of a list" in text
    assert "\x00" not in text
    assert "present: [council, police]" in (fresh / "meetings/2026-02-03-children-first.md").read_text("utf-8")
    assert run("rate", "1.act", "-nonsense", "--because", "x", cwd=fresh).returncode == 2
