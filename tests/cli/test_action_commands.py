"""The commands that write actions: added with several owners, edited, moved, reopened, removed, and asked after."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reflectctl.cli import app, typer_app
from tests.conftest import git, run

DAY = ("--today", "2026-05-15")
PATH = "principles/1-children-first.yaml"
PLAN = """\
# yaml-language-server: $schema=../.reflectctl/schema/principle.schema.json
principle: children-first
making_progress:
  immediate:
    goal: One way of speaking.
    actions:
      # Young people asked for this one.
      - id: a-one
        action: |
          Read our letters.

          - With young people.
        owner: council             # leads
        role: Head of early help
        opened: "2026-03-12"
        due: "2026-06-30"
        status: open
        serves: [action]
        # to be asked about in June
      - id: a-two
        action: Read our forms.
        owner: police
        opened: "2026-03-12"
        due: "2026-06-30"
        status: done
        closed: "2026-05-01"
        outcome: Six forms are plain now.
  longer_term:
    actions: []
"""


@pytest.fixture
def plan(fresh: Path) -> Path:
    (fresh / PATH).write_text(PLAN, encoding="utf-8")
    git(fresh, "add", "-A")
    git(fresh, "commit", "-q", "-m", "a plan")
    return fresh


def actions(folder: Path, path: str = PATH, horizon: str = "immediate") -> dict[str, dict[str, Any]]:
    data = yaml.safe_load((folder / path).read_text("utf-8"))
    return {each["id"]: each for each in data["making_progress"][horizon]["actions"] or ()}


ADDED = {
    "two owners": (
        ("--owner", "police", "--owner", "council", "--due", "2026-06-30"),
        {"owner": "police", "with": ["council"], "due": "2026-06-30"},
    ),
    "with others": (
        ("--owner", "Test Police", "--with", "council", "--with", "Barnardo's", "--due", "2026-06"),
        {"owner": "police", "with": ["council", "Barnardo's"], "due": "2026-06"},
    ),
    "several at once": (
        ("--owner", "police", "--with", "council,police", "--due", "2026-06"),
        {"owner": "police", "with": ["council"]},
    ),
    "ongoing": (
        ("--owner", "police", "--due", "ongoing", "--review", "2026-09-01"),
        {"owner": "police", "due": "ongoing", "review": "2026-09-01"},
    ),
}


@pytest.mark.parametrize(("words", "said"), ADDED.values(), ids=ADDED)
def test_an_action_is_added_with_who_leads_and_who_is_with_it(
    plan: Path, words: tuple[str, ...], said: dict[str, Any]
) -> None:
    done = run("action", "add", "1", "Ring back", *words, *DAY, cwd=plan)
    assert done.returncode == 0, done.stderr
    (new,) = (each for id, each in actions(plan).items() if id not in ("a-one", "a-two"))
    assert said.items() <= new.items()
    assert run("validate", "--today", "2026-05-15", cwd=plan).stdout.count("error") == 1  # "0 errors"
    assert run("fmt", "--check", cwd=plan).returncode == 0


REFUSED = {
    "an id of nobody": (("add", "1", "X", "--owner", "police", "--with", "fire", "--due", "2026-06"), "agency"),
    "no owner": (("add", "1", "X", "--due", "2026-06"), "--owner"),
    "ongoing without a day": (("add", "1", "X", "--owner", "police", "--due", "ongoing"), "--review"),
    "no such month": (("add", "1", "X", "--owner", "police", "--due", "2026-13"), "a day, a month or `ongoing`"),
    "two dates": (("edit", "a-one", "--due", "2026-06", "--due", "2026-07"), "--due was given twice"),
    "nothing to edit": (("edit", "a-one"), "Nothing is said"),
    "an empty wording": (("edit", "a-one", "--action", " "), "empty"),
    "nowhere": (("move", "a-one"), "Name --principle, --horizon"),
    "open already": (("reopen", "a-one"), "is open already"),
    "an empty note": (("progress", "a-one", ""), "empty"),
    "progress before it was opened": (("progress", "a-one", "X", "--dated", "2026-01-01"), "[closed-before-opened]"),
    "nobody knows it": (("remove", "a-none"), "not a known action"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(plan: Path, words: tuple[str, ...], why: str) -> None:
    done = run("action", *words, cwd=plan)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert git(plan, "status", "--porcelain") == ""


DONE = {
    "words": (
        ("edit", "a-one", "--action", "Read them."),
        "action Read our letters. - With young people. → Read them.",
    ),
    "owner": (("edit", "a-one", "--owner", "police"), "owner council → police"),
    "owners": (
        ("edit", "a-one", "--owner", "police", "--owner", "council"),
        "owner council → police.\nAction a-one: with nothing → council",
    ),
    "with": (("edit", "a-one", "--with", "police"), "with nothing → police"),
    "role": (("edit", "a-one", "--role", ""), "role Head of early help → nothing"),
    "due": (("edit", "a-one", "--due", "2026-07"), "due 2026-06-30 → 2026-07"),
    "serves": (("edit", "a-one", "--serves", "culture,action"), "serves action → culture, action"),
    "progress": (("progress", "a-one", "Half of them.", *DAY), "progress noted."),
    "a moved date": (
        ("progress", "a-one", "The panel.", "--due", "2026-07-31", *DAY),
        "progress noted.\nAction a-one: due 2026-06-30 → 2026-07-31.",
    ),
    "started": (("start", "a-one"), "open → in progress."),
    "done": (("done", "a-one", "--outcome", "Good.", *DAY), "open → done."),
    "dropped": (("drop", "a-one", "--because", "Not now.", *DAY), "open → dropped."),
    "reopened": (("reopen", "a-two", *DAY), "done → open.\n  What came of it stands among its progress."),
    "horizon": (("move", "a-one", "--horizon", "longer"), "children-first.immediate → children-first.longer_term."),
    "principle": (("move", "a-one", "--principle", "5"), "children-first.immediate → trauma.immediate."),
    "removed": (("remove", "a-one"), "a-one removed: “Read our letters. - With young peop…”.\n  History keeps it"),
}


@pytest.mark.parametrize(("words", "said"), DONE.values(), ids=DONE)
def test_the_line_of_success_says_what_was_and_what_is_and_a_dry_run_writes_nothing(
    plan: Path, words: tuple[str, ...], said: str
) -> None:
    shown = run("action", *words, "--dry-run", cwd=plan)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("--- ")
    assert git(plan, "status", "--porcelain") == ""
    done = run("action", *words, cwd=plan)
    assert done.returncode == 0, done.stderr
    assert said in done.stderr
    assert PATH in git(plan, "status", "--porcelain")
    assert run("fmt", "--check", cwd=plan).returncode == 0
    checked = json.loads(run("validate", "--format", "json", *DAY, cwd=plan).stdout)
    assert [each for each in checked["diagnostics"] if each["severity"] == "error"] == []


def test_an_edit_changes_its_lines_and_no_other(plan: Path) -> None:
    run("action", "edit", "a-one", "--due", "2026-07-31", "--owner", "police", cwd=plan)
    changed = [line for line in git(plan, "diff", "-U0").splitlines() if re.match(r"[-+] ", line)]
    assert changed == [
        "-        owner: council             # leads",
        "+        owner: police             # leads",
        '-        due: "2026-06-30"',
        '+        due: "2026-07-31"',
    ]


@pytest.mark.parametrize(
    ("words", "path", "horizon"),
    [
        (("--horizon", "longer_term"), PATH, "longer_term"),
        (("--principle", "5"), "principles/5-trauma.yaml", "immediate"),
    ],
)
def test_a_moved_action_keeps_its_text_and_its_comments(
    plan: Path, words: tuple[str, ...], path: str, horizon: str
) -> None:
    before = actions(plan)["a-one"]
    assert run("action", "move", "a-one", *words, cwd=plan).returncode == 0
    assert list(actions(plan)) == ["a-two"]
    assert actions(plan, path, horizon) == {"a-one": before}
    text = (plan / path).read_text("utf-8")
    for said in (
        "# Young people asked for this one.\n      - id: a-one",
        "owner: council             # leads",
        "        # to be asked about in June",
        "        action: |\n          Read our letters.\n\n          - With young people.\n",
    ):
        assert said in text
        assert (
            said in (plan / PATH).read_text("utf-8") if path == PATH else said not in (plan / PATH).read_text("utf-8")
        )
    # And back: nothing else is otherwise.
    back = ("--principle", "1", "--horizon", "immediate")
    assert run("action", "move", "a-one", *back, cwd=plan).returncode == 0
    assert actions(plan)["a-one"] == before
    kept = sorted(line for line in PLAN.splitlines() if line.strip())
    assert sorted(line for line in (plan / PATH).read_text("utf-8").splitlines() if line.strip()) == kept


def test_the_only_action_of_a_plan_leaves_an_empty_list(plan: Path) -> None:
    for id in ("a-one", "a-two"):
        assert run("action", "remove", id, cwd=plan).returncode == 0
    text = (plan / PATH).read_text("utf-8")
    assert "    actions: []\n  longer_term:" in text
    assert "Young people" not in text


def test_what_came_of_an_action_stays_when_it_is_opened_again(plan: Path) -> None:
    assert run("action", "reopen", "a-two", "--because", "The forms changed.", *DAY, cwd=plan).returncode == 0
    again = actions(plan)["a-two"]
    assert again["status"] == "open"
    assert (again["closed"], again["outcome"]) == (None, None)
    assert again["progress"] == [
        {"dated": "2026-05-01", "note": "Six forms are plain now."},
        {"dated": "2026-05-15", "note": "The forms changed."},
    ]


def test_removing_says_where_an_action_is_kept(plan: Path) -> None:
    run("action", "add", "1", "By mistake", "--owner", "police", "--due", "2026-06", *DAY, cwd=plan)
    (new,) = (id for id in actions(plan) if id not in ("a-one", "a-two"))
    silent = run("action", "remove", new, cwd=plan)
    assert "istory" not in silent.stderr
    assert git(plan, "diff") == ""
    assert run("review-point", "spring", cwd=plan).returncode == 0
    told = run("action", "remove", "a-one", cwd=plan)
    assert "at the review point spring: history keeps it" in told.stderr


def test_an_ongoing_action_is_never_overdue_and_is_looked_at_again(plan: Path) -> None:
    words = ("--owner", "police", "--with", "Barnardo's", "--due", "ongoing", "--review", "2026-09-01", *DAY)
    assert run("action", "add", "1", "Keep asking", *words, cwd=plan).returncode == 0
    for day, is_due in (("2026-08-31", False), ("2026-09-01", True), ("2028-01-01", True)):
        listed = json.loads(run("action", "list", "--format", "json", "--today", day, cwd=plan).stdout)
        (one,) = (each for each in listed["actions"] if each["action"] == "Keep asking")
        assert (one["overdue"], one["for_a_look"]) == (False, is_due)
        assert one["with_names"] == ["Barnardo's"]
        shown = run("action", "list", "--today", day, cwd=plan).stdout
        assert ("to be looked" in shown) == is_due
        assert ("To be looked at again" in run("status", "--today", day, cwd=plan).stdout) == is_due
        told = " ".join(run("report", "full", "--format", "markdown", "--today", day, cwd=plan).stdout.split())
        assert "ongoing, to be looked at again on 1 September 2026" in told
        assert "### Test Police (" in told
        assert "with Barnardo's" in told
        assert ("Open, to be looked at again**" in told) == is_due


@pytest.mark.parametrize("columns", ["80", "60"])
def test_the_list_fits_the_width(plan: Path, columns: str) -> None:
    words = ("--owner", "police", "--with", "council", "--with", "The Children's Society of the whole county")
    run("action", "add", "1", "Keep asking " * 9, *words, "--due", "2026-09", cwd=plan)
    shown = run("action", "list", cwd=plan, COLUMNS=columns).stdout
    assert max(map(len, shown.splitlines())) <= int(columns)
    assert "September 2026" in shown


def test_a_list_of_one_agency_has_what_it_undertakes_with_others(plan: Path) -> None:
    run("action", "edit", "a-one", "--with", "police", cwd=plan)
    listed = json.loads(run("action", "list", "--owner", "police", "--format", "json", cwd=plan).stdout)
    assert [each["id"] for each in listed["actions"]] == ["a-one", "a-two"]


def options() -> Iterator[tuple[tuple[str, ...], str]]:
    """Every option of every command that takes one value."""
    from typer import main

    from reflectctl.cli.shared import share

    def below(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        for name, each in getattr(command, "commands", {}).items():
            yield from below(each, (*words, name))
        for param in command.params:
            once = param.param_type_name == "option" and not (param.multiple or param.is_flag)
            if once and words:
                yield words, param.opts[0]

    command = main.get_command(typer_app.build())
    share(command)
    yield from below(command, ())


def test_an_option_that_may_be_given_once_is_refused_when_it_is_given_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = [*options()]
    assert {("action", "add"), ("rate",), ("report",), ("diff",), ("history",), ("content", "import")} <= {
        words for words, _ in found
    }
    assert len(found) > 80
    for words, option in found:
        assert app.run([*words, option, "x", option, "x"]) == 2, (words, option)
        assert f"{option} was given twice" in capsys.readouterr().err, (words, option)
    assert list(tmp_path.iterdir()) == []
