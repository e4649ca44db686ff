"""An instrument of another shape goes through every command: it is data, and nothing in the program knows it.

Harrowmere's has four principles, two dimensions, four points without a middle, two prompts and a plan in three parts.
"""

import ast
import json
import re
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reflectctl.cli.commands import COMMANDS
from tests.conftest import git, run
from tests.worksheets import in_document, in_workbook

CHECKOUT = Path(__file__).parents[2]
EXAMPLE = CHECKOUT / "examples/harrowmere"
TODAY = ("--today", "2026-03-01")


def done(folder: Path, *words: str | Path, code: int = 0) -> str:
    result = run(*words, cwd=folder)
    assert result.returncode == code, (words, result.stdout + result.stderr)
    return result.stdout + result.stderr


def flat(text: str) -> str:
    return " ".join(text.split()).replace("Moved", "moved")


def data(folder: Path, *words: str | Path) -> Any:
    return json.loads(run(*words, "--format", "json", cwd=folder).stdout)


@pytest.fixture
def harrowmere(tmp_path: Path) -> Path:
    """The example in a repository of its own, in two commits: before and after its second principle was begun."""
    folder = tmp_path / "harrowmere"
    shutil.copytree(EXAMPLE, folder)
    later = folder / "principles/4-way-back.yaml"
    kept = later.read_bytes()
    later.unlink()
    git(folder, "init", "-q", "-b", "main")
    for on, message in (("2025-11-25", "Begin with the first principle"), ("2026-01-28", "Leave the door open")):
        git(folder, "add", "--all")
        git(folder, "commit", "-qm", message, on=f"{on}T12:00:00+00:00")
        later.write_bytes(kept)
    return folder


def test_the_example_is_sound_and_as_fmt_would_write_it(harrowmere: Path) -> None:
    assert data(harrowmere, "validate", *TODAY)["counts"]["error"] == 0
    assert "0 files would be formatted" in done(harrowmere, "fmt", "--check")
    assert "nothing to mend" in done(harrowmere, "content", "check")
    assert "3 of 8 statements are rated, 2 of 4 principles have been begun" in done(harrowmere, "status", *TODAY)


def test_a_partnership_begins_with_it_and_records_by_it(tmp_path: Path) -> None:
    done(
        tmp_path, "init", "ours", "--name", "Ours", "--agency", "council=Council", "--agency", "college=College",
        "--content", EXAMPLE / "content", "--principle", "one-plan",
    )  # fmt: skip
    ours = tmp_path / "ours"
    assert "content: stepping-on" in (ours / "partnership.yaml").read_text("utf-8")
    assert "## Whose journey are we talking about" in (ours / "preliminary.md").read_text("utf-8")
    record = (ours / "principles/2-one-plan.yaml").read_text("utf-8")
    assert re.findall(r"^  (\S+):$", record, re.MULTILINE) == [
        "promise", "practice", "this-term", "this_year", "in-three-years",
    ]  # fmt: skip

    day = ("--date", "2026-02-04")
    done(ours, "meeting", "new", "One plan", *day, "--principle", "one-plan", "--present", "council")
    done(ours, "rate", "one-plan.promise", "shown_in_places", "--because", "Two of us publish it.")
    done(ours, "view", "2.promise", "meant", "--agency", "college", "--because", "Ours is in a drawer.")
    done(ours, "note", "2.promise", "told", "Nobody here had seen theirs.")
    done(ours, "source", "add", "2.promise", "Twelve plans, read aloud", "--agency", "college", "--dated", "2026-01")
    done(ours, "plan", "goal", "one-plan", "in-three-years", "One page, kept by the young person.")
    done(ours, "plan", "measure", "one-plan", "in-three-years", "Ask ten of them.")
    done(ours, "preliminary", "discussed", "--meeting", "2026-02-04")
    done(ours, "undo", "--forget")
    done(
        ours, "action", "add", "one-plan", "Put the plan on one page", "--owner", "council", "--due", "2026-06-30",
        "--horizon", "in-three-years", "--serves", "practice", "--opened", "2026-02-04",
    )  # fmt: skip
    [action] = data(ours, "action", "list")["actions"]
    done(ours, "action", "start", action["id"])
    done(ours, "action", "done", action["id"], "--outcome", "She found it by herself.", "--closed", "2026-02-20")
    found = data(ours, "validate", *TODAY)
    assert [each for each in found["diagnostics"] if each["severity"] == "error"] == []

    for word in ("agree", "neither", "strongly-agree"):
        assert "shown-everywhere" in done(ours, "rate", "one-plan.promise", word, "--because", "No.", code=2)
    assert "promise" in done(ours, "rate", "one-plan.culture", "meant", "--because", "No.", code=2)
    assert "see" in done(ours, "note", "one-plan.promise", "evidence", "Text", code=2)

    git(ours, "add", "--all")
    git(ours, "commit", "-qm", "First ratings", on="2026-02-21T10:00:00+00:00")
    done(ours, "rate", "one-plan.promise", "not-begun", "--because", "It was taken down.", "--agreed", "2026-02-25")
    assert "moved towards disagreement: Shown in places → Not begun" in flat(done(ours, "diff"))
    done(ours, "validate", *TODAY)


def test_what_moved_and_how_it_went_is_told_in_its_words(harrowmere: Path) -> None:
    told = done(harrowmere, "diff", "HEAD~1", "HEAD")
    assert "Leave the door open" in told
    assert "Newly rated: Not begun." in told
    assert [each["statement"] for each in data(harrowmere, "diff", "HEAD~1")["moves"]] == ["way-back.practice"]

    history = done(harrowmere, "history")
    assert "1. Begin the conversation early" in history
    assert "Shown in places" in history
    assert "The Open Door" in done(harrowmere, "history", "views")
    assert "Agree one set of words" in done(harrowmere, "history", "actions")

    path = harrowmere / "principles/4-way-back.yaml"
    path.write_text(
        path.read_text("utf-8")
        .replace("rating: not-begun", "rating: shown-everywhere")
        .replace('agreed: "2026-01-21"', 'agreed: "2026-02-21"')
        .replace("meeting: 2026-01-21-way-back", "meeting:"),
        "utf-8",
    )
    [move] = data(harrowmere, "diff")["moves"]
    assert (move["before_title"], move["after_title"], move["towards"]) == (
        "Not begun",
        "Shown everywhere",
        "agreement",
    )


@pytest.mark.parametrize("edition", ["partner", "public"])
def test_its_reports_speak_of_it(harrowmere: Path, edition: str) -> None:
    page = done(harrowmere, "report", "full", *TODAY, "--edition", edition, "--since", "HEAD~1")
    markdown = done(harrowmere, "report", "full", *TODAY, "--edition", edition, "--format", "markdown")

    for told in (page, markdown):
        for words in ("Stepping On", "Promise", "Shown in places", "What a young person might say", "This term"):
            assert words in told
        for words in ("Behaviour", "Neither agree", "Bringing in expertise", "Practice Principles"):
            assert words not in told
    report = data(harrowmere, "report", "full", *TODAY, "--edition", edition)
    assert [len(each["statements"]) for each in report["principles"]] == [2, 2, 2, 2]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_its_worksheets_have_its_scale_and_come_back(harrowmere: Path, form: str) -> None:
    made = harrowmere / f"sheet.{form}"
    assert "Written to" in done(harrowmere, "worksheet", "way-back", "--agency", "college", "-o", made.name, *TODAY)
    answer = {("way-back.promise", "rating"): "Shown in places", ("way-back.promise", "because"): "We asked."}
    fill = in_workbook if form == "xlsx" else partial(in_document, scale={"Shown in places": "shown_in_places"})
    made.write_bytes(fill(made.read_bytes(), answer))
    assert "way-back.promise, college" in done(harrowmere, "worksheet", "read", made.name, "--yes", *TODAY)
    assert "because: We asked." in (harrowmere / "views/college.yaml").read_text("utf-8")


def test_every_command_has_been_tried_on_it(harrowmere: Path, tmp_path: Path) -> None:
    """Those above, and here the rest."""
    assert "stepping-on" in done(harrowmere, "content", "list")
    assert "reflectctl" in done(harrowmere, "doctor")
    assert "Usage" in done(harrowmere, "help")
    assert "Keep one plan" in done(harrowmere, "content", "show", "one-plan")
    assert done(harrowmere, "content", "diff").startswith("No words differ")
    assert "nothing to update from" in done(harrowmere, "content", "update", code=3)
    schema = json.loads(done(harrowmere, "schema", "principle"))
    assert "shown_in_places" in json.dumps(schema)
    assert "strongly-agree" not in json.dumps(schema)
    assert "Before we begin" in done(harrowmere, "meeting", "list")
    assert "Review point term was made" in done(harrowmere, "review-point", "term", "--message", "Term")
    assert "term" in done(harrowmere, "history", "--by", "review-point")
    done(harrowmere, "git-setup")
    git(harrowmere, "config", "--get", "diff.reflectctl.textconv")
    done(harrowmere, "agency", "add", "Harrowmere Library", "--dry-run")
    done(harrowmere, "group", "add", "Parents' circle", "--kind", "families", "--dry-run")
    done(harrowmere, "privacy", "--fail-on", "never")
    assert "There is no conflict." in done(harrowmere, "conflicts")
    done(harrowmere, "rules")
    assert "Questions for a form" in done(harrowmere, "views", "ask")
    assert "Keep one plan" in flat(done(harrowmere, "next", *TODAY))
    assert "Who is here" in done(harrowmere, "agenda", *TODAY)
    assert "Minutes: Coming back" in done(harrowmere, "minutes", "2026-01-21", *TODAY)
    assert "21 January 2026" in done(harrowmere, "calendar", *TODAY)
    assert "sheet.md" in done(harrowmere, "record", "2026-01-21", "--sheet", "sheet.md")
    done(harrowmere, "explain", "agreement-without-evidence")
    tried = (Path(__file__).read_text("utf-8"), "demo")
    assert [name for name in COMMANDS if all(f'"{name}"' not in each and name != each for each in tried)] == []


def test_no_id_of_an_instrument_decides_anything_in_the_program() -> None:
    """Examples in help and hints may name one; no code may compare with one, or look one up."""
    ids = {"strongly-agree", "strongly-disagree", "longer_term", "shown-everywhere", "shown_in_places", "this_year"}
    for pack in (CHECKOUT / "content/practice-principles", EXAMPLE / "content"):
        ids |= {path.stem.partition("-")[2] for path in (pack / "principles").glob("*.yaml")}
    # A principle is called what every principle has: its voice.
    ids.remove("voice")
    found = []
    for path in sorted((CHECKOUT / "src/reflectctl").rglob("*.py")):
        if path.name == "help_pages.py":
            # The examples of help, word by word.
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ids:
                found.append(f"{path.name}:{node.lineno}: {node.value}")
    assert found == []
