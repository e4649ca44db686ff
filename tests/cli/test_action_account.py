"""Every move of a due date and every step of a status in a period is told, in every form, on real commits."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import git, run

TODAY = ("--today", "2026-11-28")


class Plan:
    """A partnership's repository with one action that is written again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._day = 0

    def write(self, *lines: str, commit: bool = True) -> str:
        """The action with some lines; gives the commit."""
        text = (
            "principle: trauma\nmaking_progress:\n  immediate:\n    actions:\n      - id: a-1\n        action: Meet.\n"
            '        owner: police\n        opened: "2026-01-01"\n'
        )
        text += "".join(f"        {line}\n" for line in lines)
        self.folder.joinpath("principles/5-trauma.yaml").write_text(text, encoding="utf-8")
        return self.commit() if commit else ""

    def commit(self) -> str:
        self._day += 1
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "-q", "-m", f"step {self._day}", on=f"2026-02-{self._day:02}T12:00:00+00:00")
        return git(self.folder, "rev-parse", "HEAD").strip()

    def way(self, *words: str) -> list[tuple[str, str | None, str | None]]:
        """The steps that the action took, by the JSON of a comparison."""
        told = json.loads(run("diff", *words, "--format", "json", cwd=self.folder).stdout)
        changes = [each for each in told["changes"] if each["kind"] == "action"]
        assert [each["id"] for each in changes] in ([], ["a-1"])
        return [(step["event"], step["before"], step["after"]) for each in changes for step in each["way"]]

    def told(self, *words: str) -> str:
        return " ".join(run(*words, cwd=self.folder).stdout.split())


@pytest.fixture
def plan(fresh: Path) -> Plan:
    return Plan(fresh)


def due(*days: str) -> list[list[str]]:
    return [[f'due: "{day}"', "status: open"] for day in days]


WAYS = {
    "once": (due("2026-06-30", "2026-07-31"), "moved about four weeks later, from 30 June 2026 to 31 July 2026."),
    "twice": (
        due("2026-06-30", "2026-07-31", "2026-09-30"),
        "The due date moved twice: 30 June 2026 → 31 July 2026 → 30 September 2026.",
    ),
    "there and back": (
        due("2026-06-30", "2026-07-31", "2026-06-30"),
        "The due date moved twice and came back: 30 June 2026 → 31 July 2026 → 30 June 2026.",
    ),
    "three times": (
        due("2026-06-30", "2026-07", "2026-09", "2026-08-01"),
        "The due date moved three times: 30 June 2026 → July 2026 → September 2026 → 1 August 2026.",
    ),
    "to no end": (due("2026-06-30", "ongoing"), "The due date is now ongoing, before 30 June 2026."),
    "the same month": (due("2026-06-30", "2026-06"), "The due date is now June 2026, before 30 June 2026."),
}


@pytest.mark.parametrize(("steps", "sentence"), WAYS.values(), ids=WAYS)
def test_every_move_of_a_due_date_is_told(plan: Plan, steps: list[list[str]], sentence: str) -> None:
    first, *_ = [plan.write(*lines) for lines in steps]
    days = [lines[0].split('"')[1] for lines in steps]
    moves = [("due", was, now) for was, now in pairwise(days)]

    assert plan.way(first, "HEAD") == moves
    assert sentence in plan.told("diff", first, "HEAD")
    assert plan.way("HEAD", first) == [("due", now, was) for _, was, now in reversed(moves)]
    # With files that are not committed the last step is one more.
    plan.write('due: "2027-01-01"', "status: open", commit=False)
    assert plan.way(first) == [*moves, ("due", days[-1], "2027-01-01")]


def test_what_moved_and_came_back_is_told_though_nothing_differs_at_the_ends(plan: Plan) -> None:
    first, *_ = [plan.write(*lines) for lines in due("2026-06-30", "2026-07-31", "2026-06-30")]

    assert "The due date of one action moved twice (one later, one sooner)." in plan.told("diff", first, "HEAD")
    summary = plan.told("diff", first, "HEAD", "--summary")
    assert "Actions The due date of 1 action moved twice (1 later, 1 sooner)." in summary
    for form in ("markdown", "html"):
        told = plan.told("report", "full", "--since", first, *TODAY, "--format", form)
        assert "moved twice and came back: 30 June 2026 → 31 July 2026 → 30 June 2026." in told
    assert "came back" in plan.told("diff", first, "HEAD", "--format", "markdown")
    # A month later nothing has moved any more.
    second = plan.write('due: "2026-06-30"', "status: open", "outcome:")
    assert plan.way("HEAD~1", second) == []


def test_a_status_that_goes_and_comes_back_is_told_by_its_steps(plan: Plan) -> None:
    first = plan.write("status: open")
    plan.write("status: done", 'closed: "2026-02-02"', "outcome: Good.")
    plan.write("status: open")
    plan.write("status: done", 'closed: "2026-02-04"', "outcome: Better known.")

    assert plan.way(first, "HEAD") == [
        ("done", "open", "done"),
        ("reopened", "done", "open"),
        ("done", "open", "done"),
    ]
    told = plan.told("diff", first, "HEAD")
    assert "It was done (2 February 2026), opened again (3 February 2026) and done (4 February 2026)." in told
    assert "Two actions were done, one action was opened again." in told
    assert plan.way(first, "HEAD~1") == [("done", "open", "done"), ("reopened", "done", "open")]


NOTED = (
    'due: "2026-09"',
    "status: open",
    "progress:",
    '  - dated: "2026-05-02"',
    "    note: The head of service changed.",
    '    due: "2026-07-31"',
    '  - dated: "2026-05-20"',
    "    note: Half the letters are read.",
    '  - dated: "2026-06-11"',
    "    note: The panel meets in September.",
    '    due: "2026-09"',
)


def test_what_was_noted_on_the_way_tells_moves_that_one_commit_made(plan: Plan) -> None:
    first = plan.write('due: "2026-06-30"', "status: open")
    plan.write(*NOTED)

    assert plan.way(first, "HEAD") == [("due", "2026-06-30", "2026-07-31"), ("due", "2026-07-31", "2026-09")]
    told = plan.told("diff", first, "HEAD")
    assert "The due date moved twice: 30 June 2026 → 31 July 2026 → September 2026." in told
    assert "2 May 2026: to 31 July 2026: “The head of service changed.”" in told
    assert "11 June 2026: to September 2026: “The panel meets in September.”" in told
    assert "20 May 2026: “Half the letters are read.”" in told
    life = plan.told("history", "actions", "--full")
    assert (
        "2 May 2026: the due date moved from 30 June 2026 to 31 July 2026. Why: “The head of service changed.”" in life
    )
    assert "20 May 2026: on the way: “Half the letters are read.”" in life
    assert "11 June 2026: the due date moved from 31 July 2026 to September 2026." in life
    events = json.loads(plan.told("history", "actions", "--format", "json"))["actions"][0]["events"]
    assert [(each["event"], each["day"], each["now"]) for each in events if each["day_is"] == "agreed"][1:] == [
        ("due", "2026-05-02", "2026-07-31"),
        ("progress", "2026-05-20", "Half the letters are read."),
        ("due", "2026-06-11", "2026-09"),
    ]
    # Told backwards, the moves go back, and no reason for the way there is one for the way back.
    assert plan.way("HEAD", first) == [("due", "2026-09", "2026-07-31"), ("due", "2026-07-31", "2026-06-30")]


def test_a_public_report_tells_that_a_date_moved_and_not_why(plan: Plan) -> None:
    first = plan.write('due: "2026-06-30"', "status: open")
    plan.write('due: "2026-07-31"', "status: open", *NOTED[2:6])
    plan.write(*NOTED)

    told = plan.told("report", "full", "--since", first, "--edition", "public", "--format", "markdown", *TODAY)
    assert "The due date moved twice: 30 June 2026 → 31 July 2026 → September 2026." in told
    assert "head of service" not in told
    assert "letters are read" not in told
    partner = plan.told("report", "full", "--since", first, "--format", "markdown", *TODAY)
    assert "head of service" in partner


def test_actions_have_one_number_throughout_a_public_report(plan: Plan) -> None:
    first = plan.write('due: "2026-06-30"', "status: open")
    other = plan.folder / "principles/1-children-first.yaml"
    other.write_text(
        "principle: children-first\nmaking_progress:\n  immediate:\n    actions:\n      - id: a-0\n"
        '        action: Read.\n        opened: "2026-01-01"\n        status: open\n',
        encoding="utf-8",
    )
    before = plan.commit()
    plan.write('due: "2026-07-31"', "status: open")
    assert first
    told = plan.told("report", "full", "--since", before, "--edition", "public", "--format", "markdown", *TODAY)
    assert "Meet. (a-2)" in told
    assert "Meet.<br>a-2" in told


def test_where_no_history_lies_between_only_the_ends_are_compared(plan: Plan) -> None:
    first = plan.write('due: "2026-06-30"', "status: open")
    git(plan.folder, "checkout", "-q", "--orphan", "elsewhere")
    plan.write('due: "2026-07-31"', "status: open")

    assert plan.way(first, "HEAD") == [("due", "2026-06-30", "2026-07-31")]
    assert "No history lies between them" in plan.told("diff", first, "HEAD")


def test_two_branches_that_move_a_date_are_told_as_what_stands(plan: Plan) -> None:
    first = plan.write('due: "2026-06-30"', "status: open")
    git(plan.folder, "checkout", "-q", "-b", "side")
    plan.write('due: "2026-12-31"', "status: open")
    git(plan.folder, "checkout", "-q", "main")
    plan.write('due: "2026-07-31"', "status: open")
    git(plan.folder, "merge", "-q", "--no-ff", "-s", "ours", "-m", "ours", "side")

    assert plan.way(first, "HEAD") == [("due", "2026-06-30", "2026-07-31")]


def test_a_due_date_that_cannot_be_read_is_no_move(plan: Plan) -> None:
    first = plan.write('due: "2026-06-30"', "status: open")
    plan.write('due: "2026-13"', "status: open")
    assert plan.way(first, "HEAD") == []
    plan.write('due: "2026-07"', "status: open")
    assert plan.way(first, "HEAD") == [("due", "2026-06-30", "2026-07")]
