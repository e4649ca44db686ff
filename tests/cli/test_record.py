"""What a meeting came to, on one sheet: read from a file or written in an editor, checked, and recorded as one edit."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_editor import Editor, at_a_terminal
from tests.conftest import git, run
from tests.importing.test_worksheets import SCALE
from tests.worksheets import Answers, in_document, in_workbook

pytest.importorskip("pty", reason="needs a terminal")

TODAY = ("--today", "2026-03-13")
MEETING = "2026-03-12-curiosity"
SOUND = """\
## Who was there
Present: all
Apologies: police
## 6.action
Rating: neither
Because: Two have a protocol.
### Views
- council: disagree
  One is a draft.
### Evidence
- Two agencies have a protocol.
"""
WRONG = f"{SOUND}## 6.culture\nRating: middling\n"


@pytest.fixture
def held(fresh: Path) -> Path:
    """A partnership with a meeting of which nothing is recorded yet."""
    assert (
        run("meeting", "new", "Asking why", "--date", "2026-03-12", "--principle", "6", *TODAY, cwd=fresh).returncode
        == 0
    )
    git(fresh, "add", "--all")
    git(fresh, "commit", "--quiet", "--message", "A meeting")
    return fresh


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(tmp_path)


def from_file(folder: Path, text: str, *more: str) -> subprocess.CompletedProcess[str]:
    (folder.parent / "sheet.md").write_text(text, "utf-8")
    return run("record", "2026-03-12", "--from", "../sheet.md", *more, *TODAY, cwd=folder)


def test_a_sheet_is_recorded_as_one_edit_and_a_second_time_changes_nothing(held: Path) -> None:
    shown = from_file(held, SOUND, "--dry-run")
    assert shown.returncode == 0, shown.stderr
    assert "+++ b/views/council.yaml" in shown.stdout
    assert git(held, "status", "--porcelain") == ""

    told = from_file(held, SOUND, "--yes")
    assert told.returncode == 0, told.stderr
    assert "Neither agree nor disagree" in told.stdout
    assert set(git(held, "status", "--porcelain", "--untracked-files=all").split()[1::2]) == {
        "principles/6-curiosity.yaml", f"meetings/{MEETING}.md", "views/council.yaml",
    }  # fmt: skip
    assert run("validate", "--fail-on", "error", *TODAY, cwd=held).returncode == 0
    again = from_file(held, SOUND, "--yes")
    assert "Nothing to change" in again.stderr
    home = held.parent / "home"
    home.mkdir()
    assert from_file(held, SOUND.replace("neither", "disagree"), "--yes").returncode == 0


def test_nothing_is_written_without_a_yes(held: Path) -> None:
    told = from_file(held, SOUND)
    assert told.returncode == 0
    assert "Nothing was written." in told.stderr
    assert git(held, "status", "--porcelain") == ""


def test_what_is_wrong_is_told_by_its_place_and_the_rest_is_recorded(held: Path) -> None:
    told = from_file(held, WRONG, "--yes")
    assert told.returncode == 1
    assert "sheet.md, line 13, column 9" in " ".join(told.stdout.split())
    assert "middling" not in told.stdout + told.stderr
    assert "rating: neither" in (held / "principles/6-curiosity.yaml").read_text("utf-8")


def test_the_empty_sheet_can_be_filled_in_elsewhere(held: Path) -> None:
    assert run("record", "2026-03-12", "--sheet", "../empty.md", *TODAY, cwd=held).returncode == 0
    empty = (held.parent / "empty.md").read_text("utf-8")
    (held.parent / "empty.md").write_text("filled in", "utf-8")
    again = run("record", "2026-03-12", "--sheet", "../empty.md", *TODAY, cwd=held)
    assert again.returncode == 3
    assert "left as it was" in again.stderr
    assert (held.parent / "empty.md").read_text("utf-8") == "filled in"
    for place in ("principles/sheet.md", ".git/sheet.md"):
        assert run("record", "2026-03-12", "--sheet", place, *TODAY, cwd=held).returncode in (2, 3)
        assert not (held / place).exists()
    assert "## curiosity.action" in empty
    told = from_file(held, empty.replace("\nRating:\n", "\nRating: agree\n", 1), "--yes")
    assert told.returncode == 0, told.stdout
    assert "rating: agree" in (held / "principles/6-curiosity.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("record", "2026-03-12", "--from", "a", "--sheet", "b"), 2, "Leave out one of them"),
        (("record", "2026-03-12", "--from", "missing.md"), 3, "cannot be read"),
        (("record", "2026-03-12"), 2, "--sheet FILE"),
        (("record", "nothing"), 2, "not a known meeting"),
        (("record", "2026-04-02"), 3, "still to come"),
    ],
)
def test_what_cannot_be_recorded_says_why(held: Path, words: tuple[str, ...], code: int, said: str) -> None:
    run("meeting", "new", "Ahead", "--date", "2026-04-02", *TODAY, cwd=held)
    told = run(*words, *TODAY, cwd=held)
    assert (told.returncode, told.stdout) == (code, "")
    assert said in told.stderr


def test_a_file_that_is_no_text_is_no_sheet(held: Path) -> None:
    (held.parent / "sheet.md").write_bytes(b"caf\xe9")
    told = run("record", "2026-03-12", "--from", "../sheet.md", *TODAY, cwd=held)
    assert (told.returncode, told.stdout) == (3, "")
    assert "Save it as UTF-8." in told.stderr


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_worksheet_that_all_filled_in_together_is_of_the_meeting(held: Path, form: str) -> None:
    path = held.parent / f"together.{form}"
    assert run("worksheet", "6", "-o", str(path), *TODAY, cwd=held).returncode == 0
    answers: Answers = {("curiosity.action", "rating"): "Disagree", ("curiosity.action", "because"): "One is a draft."}
    raw = path.read_bytes()
    path.write_bytes(in_workbook(raw, answers) if form == "xlsx" else in_document(raw, answers, SCALE))
    told = run("record", "2026-03-12", "--from", str(path), "--yes", *TODAY, cwd=held)
    assert told.returncode == 0, told.stdout + told.stderr
    text = (held / "principles/6-curiosity.yaml").read_text("utf-8")
    assert f'rating: disagree\n    agreed: "2026-03-12"\n    meeting: {MEETING}\n    because: One is a draft.' in text


def typed(held: Path, program: str, *more: str) -> tuple[int, str]:
    home = held.parent / "home"
    home.mkdir(exist_ok=True)
    left = at_a_terminal(held, "record", "2026-03-12", *more, *TODAY, EDITOR=program, HOME=str(home))
    return left.code, " ".join(left.shown.split())


def test_in_an_editor_what_is_wrong_is_kept_and_gone_on_from(held: Path, editor: Editor) -> None:
    code, shown = typed(held, editor.writes(WRONG, instead=True), "--yes")
    assert code == 1
    assert "line 13, column 9" in shown
    assert f"What was typed is kept: `reflectctl record {MEETING}` goes on from it." in shown
    assert "## curiosity.action" in editor.seen.read_text("utf-8")

    code, shown = typed(held, editor.writes(WRONG.replace("middling", "agree"), instead=True), "--yes")
    assert code == 0, shown
    assert "goes on from what was typed before" in shown
    assert editor.seen.read_text("utf-8") == WRONG
    assert "is kept" not in shown
    # All of it is recorded: the next begins with an empty sheet.
    typed(held, editor.writes("", instead=True), "--yes")
    assert "## curiosity.action" in editor.seen.read_text("utf-8")
    assert list((held.parent / "home/.cache/reflectctl/record").iterdir()) == []


def test_an_editor_that_fails_loses_nothing_either(held: Path, editor: Editor) -> None:
    code, shown = typed(held, editor.writes(SOUND, instead=True, code=7), "--yes")
    assert code == 3
    assert "ended with 7. Nothing was written." in shown
    typed(held, editor.writes(SOUND, instead=True), "--dry-run")
    assert editor.seen.read_text("utf-8") == SOUND
    assert git(held, "status", "--porcelain") == ""
    typed(held, editor.writes("", instead=True), "--anew")
    assert "## curiosity.action" in editor.seen.read_text("utf-8")


def test_where_nothing_may_be_kept_it_is_shown(held: Path, editor: Editor) -> None:
    left = at_a_terminal(
        held,
        "record",
        "2026-03-12",
        "--yes",
        *TODAY,
        EDITOR=editor.writes(WRONG, instead=True),
        REFLECTCTL_NO_CACHE="1",
    )
    assert "What was typed, so that it is not lost:" in left.shown
    assert "Rating: middling" in left.shown


def test_what_somebody_wrote_on_a_line_that_is_there_to_be_read_is_named(held: Path) -> None:
    told = from_file(held, f"{SOUND}> Nobody asked us.\n")
    assert "sheet.md: line 12 begins with > and nothing of it is recorded" in told.stdout

    run("record", "2026-03-12", "--sheet", "../empty.md", *TODAY, cwd=held)
    printed = (held.parent / "empty.md").read_text("utf-8")
    assert printed.count("\n>") > 5
    assert "begins with >" not in from_file(held, printed).stdout


def test_somebody_who_is_named_where_a_party_stands_is_looked_at_before_the_yes(held: Path) -> None:
    action = "## Plan: 6, immediate\n- Read the protocol\n  lead: council\n  with: Sgt Jones\n  due: 2026-09\n"
    told = from_file(held, action)
    assert "looks like a member of staff by name; look at it before you say yes" in told.stdout


def test_how_actions_are_going_and_notes_have_their_place(held: Path) -> None:
    added = run(
        "action",
        "add",
        "6",
        "Ask why",
        "--owner",
        "police",
        "--due",
        "2026-06-30",
        "--opened",
        "2026-03-01",
        *TODAY,
        cwd=held,
    )
    assert added.returncode == 0, added.stderr
    [id] = re.findall(r"id: (a-\w+)", (held / "principles/6-curiosity.yaml").read_text("utf-8"))
    text = (
        f"## Actions so far\n- {id}: in progress\n  Two of three boards have read it.\n  due: 2026-09-30\n"
        "## Notes\nWe meet at the library next time.\n\n- Bring the log.\n"
    )

    told = from_file(held, text, "--yes")

    assert told.returncode == 0, told
    assert f"Action {id}, on the way: 2026-06-30 → 2026-09-30" in told.stdout
    plan = (held / "principles/6-curiosity.yaml").read_text("utf-8")
    assert "status: in-progress" in plan
    assert 'due: "2026-09-30"' in plan
    assert "note: Two of three boards have read it." in plan
    assert "We meet at the library next time." in run("minutes", "2026-03-12", *TODAY, cwd=held).stdout
    body = (held / f"meetings/{MEETING}.md").read_text("utf-8")
    assert body.endswith("We meet at the library next time.\n\n- Bring the log.\n")
    assert run("validate", "--fail-on", "error", *TODAY, cwd=held).returncode == 0
    before = git(held, "diff")
    again = from_file(held, text, "--yes")
    assert "Nothing to change" in again.stderr, again
    assert git(held, "diff") == before
    shown = run("record", "2026-03-12", "--sheet", "../next.md", *TODAY, cwd=held)
    assert shown.returncode == 0
    assert "> We meet at the library next time." in (held.parent / "next.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["s.docx", "s.pdf", "s.html", "s.XLSX"])
def test_a_sheet_to_type_on_is_no_document(demo: Path, name: str) -> None:
    told = run("record", "2026-04-23", "--sheet", name, cwd=demo)
    assert (told.returncode, told.stdout) == (2, "")
    assert f"{name} was to be a sheet to type on" in told.stderr
    assert not (demo / name).exists()
