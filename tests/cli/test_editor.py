"""At a terminal, a text that was not given is written in an editor, with what it is about below it."""

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from reflectctl.loading.load import load
from reflectctl.model.records import Assessment
from reflectctl.storage.disk import WorkTree
from tests.conftest import CLEAN, git, run

pty = pytest.importorskip("pty", reason="needs a terminal")

FILE = "principles/1-children-first.yaml"


class Left(NamedTuple):
    """What a command left on a terminal."""

    code: int
    shown: str


def at_a_terminal(folder: Path, *words: str, answers: bool = True, **surroundings: str) -> Left:
    """Run the program with a terminal for its streams; its answer may go elsewhere."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "reflectctl", *words],
        cwd=folder, stdin=theirs, stdout=theirs if answers else subprocess.DEVNULL, stderr=theirs,
        env=CLEAN | {"TERM": "xterm"} | surroundings, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return Left(process.wait(60), shown.decode().replace("\r\n", "\n"))


@pytest.fixture
def editor(tmp_path: Path) -> "Editor":
    return Editor(tmp_path)


class Editor:
    """A script in the place of an editor: it keeps what it was given, and puts a text above it or in its place."""

    def __init__(self, folder: Path) -> None:
        self.seen, self.where, self._script = folder / "seen", folder / "where", folder / "an editor.py"

    def writes(self, text: str, *, instead: bool = False, code: int = 0) -> str:
        """The command that starts it."""
        self._script.write_text(
            "import sys, pathlib, shutil\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            f"shutil.copy(path, {str(self.seen)!r})\n"
            f"pathlib.Path({str(self.where)!r}).write_text(str(path))\n"
            f"path.write_bytes({text.encode()!r} + (b'' if {instead} else path.read_bytes()))\n"
            f"sys.exit({code})\n",
            encoding="utf-8",
        )
        return f"{shlex.quote(sys.executable)} {shlex.quote(str(self._script))} --wait"


def assessment(folder: Path, statement: str) -> Assessment:
    found = load(WorkTree(folder)).partnership.assessment(statement)
    assert found is not None
    return found


TEXT = "# What we saw\n\nTwelve plans.\n\n- Seven said why.\n- Five did not."


def test_a_reason_is_written_above_the_statement_the_prompts_and_the_standing_reason(
    demo: Path, editor: Editor
) -> None:
    done = at_a_terminal(demo, "rate", "1.action", "neither", "--meeting", "2026-04-23", EDITOR=editor.writes(TEXT))
    assert done.code == 0, done.shown
    assert done.shown.startswith("children-first.action: Agree → Neither agree nor disagree")
    assert assessment(demo, "children-first.action").because.rstrip("\n") == TEXT
    seen = editor.seen.read_text("utf-8")
    assert seen.startswith("\n# ---")
    assert all(line.startswith("#") for line in seen.splitlines()[1:])
    for words in (
        "children-first.action: Put children and young people first · Action",
        "What stands: Agree, agreed on 2026-03-12",
        "Eight boards have adopted a strategy",
        "To be recorded: Neither agree nor disagree.",
        "Evidence:",
    ):
        assert words in seen
    where = Path(editor.where.read_text("utf-8"))
    assert not where.is_relative_to(demo)
    assert not where.parent.exists(), "nothing is left of it"


WITHOUT_A_TEXT = {
    (
        "rate",
        "1.action=neither",
        "1.culture=neither",
        "--meeting",
        "2026-04-23",
    ): "Strongly agree, agreed on 2026-03-12",
    (
        "view",
        "8.behaviour",
        "agree",
        "--agency",
        "homes",
    ): "Wessbury Homes and Neighbourhoods so far: Neither agree nor disagree",
    ("note", "1.action", "evidence"): "Youth justice has its own child-first policy",
    ("action", "done", "a-k6z3", "--closed", "2026-04-29"): "Train and pay six young commissioners",
    ("action", "drop", "a-k6z3", "--closed", "2026-04-29"): "Wessbury Council:",
    ("plan", "goal", "1", "immediate"): "A child who asks to see what has been written",
    ("preliminary", "commitment"): "Every agency brings one real record",
    ("preliminary", "readiness", "goal"): "Nobody arrives in February relying on memory.",
}


@pytest.mark.parametrize(("words", "about"), WITHOUT_A_TEXT.items())
def test_every_text_can_be_written_in_an_editor(demo: Path, editor: Editor, words: tuple[str, ...], about: str) -> None:
    done = at_a_terminal(demo, *words, "--today", "2026-05-01", EDITOR=editor.writes("We asked them.\n"))
    assert done.code == 0, done.shown
    assert about in editor.seen.read_text("utf-8")
    added = [line for line in git(demo, "diff", "-U0").splitlines() if line.startswith("+")]
    assert any("We asked them." in line for line in added)
    assert not any("# " in line for line in added)


@pytest.mark.parametrize(("text", "instead"), [("", False), ("", True), (" \n\n", False), ("  \n", True)])
def test_an_empty_text_ends_it_and_nothing_is_written(demo: Path, editor: Editor, text: str, instead: bool) -> None:
    done = at_a_terminal(demo, "rate", "1.action", "neither", EDITOR=editor.writes(text, instead=instead))
    assert done == (2, "reflectctl: The text for --because is empty; nothing was changed.\n")
    assert git(demo, "status", "--porcelain") == ""


def test_where_the_line_is_gone_our_own_comments_are_left_out_and_no_other_words(demo: Path, editor: Editor) -> None:
    strip = f"{editor.writes('Mine.')}; f() {{ sed -i '/>8/d' \"$1\"; }}; f"
    done = at_a_terminal(demo, "rate", "1.action", "neither", EDITOR=strip.replace("; f()", ' "$@"; f()'))
    assert done.code == 0, done.shown
    assert assessment(demo, "children-first.action").because == "Mine."
    done = at_a_terminal(demo, "rate", "1.action", "agree", EDITOR=editor.writes("# Mine\n\nToo.", instead=True))
    assert done.code == 0, done.shown
    assert assessment(demo, "children-first.action").because.rstrip() == "# Mine\n\nToo."


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("false", "The editor false ended with 1. Nothing was written."),
        ("no-such-editor-here", "The editor no-such-editor-here ended with 127. Nothing was written."),
        ("kill -9 $$;", "was ended by signal 9. Nothing was written."),
        ("", "The text for --because is missing."),
        ("printf '\\377' >", "The editor left a text that is not UTF-8."),
        ("rm", "What the editor left cannot be read: No such file or directory."),
    ],
)
def test_an_editor_that_fails_is_told_in_a_line(demo: Path, command: str, said: str) -> None:
    done = at_a_terminal(demo, "rate", "1.action", "neither", EDITOR=command)
    assert done.code in (2, 3)
    assert said in done.shown
    assert "Traceback" not in done.shown
    assert git(demo, "status", "--porcelain") == ""


def test_visual_comes_first_but_for_a_terminal_that_cannot_show_it(demo: Path, editor: Editor) -> None:
    words = ("rate", "1.action", "neither", "--dry-run")
    assert "Mine." in at_a_terminal(demo, *words, VISUAL=editor.writes("Mine."), EDITOR="false").shown
    assert (
        "ended with 1" in at_a_terminal(demo, *words, VISUAL=editor.writes("Mine."), EDITOR="false", TERM="dumb").shown
    )
    assert at_a_terminal(demo, *words, answers=False, EDITOR=editor.writes("Mine.")).code == 0


WRONG_BESIDE = [
    (("rate", "1.nothing", "neither"), "--because", "'nothing' is not a known dimension"),
    (("rate", "1.action", "nothing"), "--because", "'nothing' is not a known rating"),
    (("rate", "1.action", "neither", "--meeting", "1999"), "--because", "'1999' is not a known meeting"),
    (("rate", "1.action", "neither", "--agreed", "1999-13-01"), "--because", "'1999-13-01' is not a day"),
    (("rate", "1.action", "neither", "--agreed", "1999-01-01"), "--because", "does not take its place"),
    (("view", "1.action", "nothing", "--agency", "police"), "--because", "'nothing' is not a known rating"),
    (("view", "1.action", "agree", "--agency", "nobody"), "--because", "'nobody' is"),
    (("view", "1.action", "agree", "--agency", "police", "--given", "soon"), "--because", "'soon' is not a day"),
    (("note", "1.action", "nothing"), "", "'nothing' is not a known prompt"),
    (("note", "1.action", "evidence", "--meeting", "1999"), "", "'1999' is not a known meeting"),
    (("plan", "goal", "9", "immediate"), "", "'9' is not a known principle"),
    (("action", "done", "a-0000"), "--outcome", "'a-0000' is not a known action"),
    (("action", "drop", "a-k6z3", "--closed", "soon"), "--because", "'soon' is not a day"),
    (("action", "progress", "a-0000"), "", "'a-0000' is not a known action"),
    (("action", "progress", "a-k6z3", "--due", "soon"), "", "'soon' is"),
    (("meeting", "notes", "1999"), "", "'1999' is not a known meeting"),
]


@pytest.mark.parametrize(("words", "option", "said"), WRONG_BESIDE)
def test_what_is_wrong_beside_a_text_is_said_before_the_text_is_asked_for(
    demo: Path, editor: Editor, words: tuple[str, ...], option: str, said: str
) -> None:
    done = at_a_terminal(demo, *words, EDITOR=editor.writes("Mine."))
    assert (done.code, editor.seen.exists()) == (2, False)
    assert said in done.shown
    for more in ((), (option, "-") if option else ("-",)):
        piped = run(*words, *more, cwd=demo)
        assert piped.returncode == 2
        assert said in piped.stderr, "whether or not there is a text to read"
    assert git(demo, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("action", "add", "9", "-", "--owner", "police", "--due", "2026-06-30"), "'9' is not a known principle"),
        (("action", "edit", "a-0000", "--action", "-"), "'a-0000' is not a known action"),
        (("action", "reopen", "a-0000", "--because", "-"), "'a-0000' is not a known action"),
        (("meeting", "new", "-", "--present", "nobody"), "'nobody' is"),
        (("public", "answer", "principles/3-voice.yaml:1", "--say", "-"), "Nothing at principles/3-voice.yaml:1"),
        (("public", "answer", "principles/3-voice.yaml:1", "--may-stand", "-"), "Nothing at principles/3-voice.yaml:1"),
    ],
)
def test_nothing_is_read_from_a_pipe_for_what_cannot_be_done(demo: Path, words: tuple[str, ...], said: str) -> None:
    done = run(*words, cwd=demo)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_what_is_wrong_is_said_before_anything_is_written_and_what_was_written_is_not_lost(
    demo: Path, editor: Editor
) -> None:
    done = at_a_terminal(demo, "rate", "1.nothing", "neither", EDITOR=editor.writes("Mine."))
    assert (done.code, editor.seen.exists()) == (2, False)
    done = at_a_terminal(demo, "rate", "1.action", "neither", EDITOR=editor.writes("Mine.\n\nT\0oo."))
    assert done.code == 2
    assert "What was written for --because, so that it is not lost:\nMine.\n\nT" in done.shown
    assert git(demo, "status", "--porcelain") == ""


def test_no_editor_opens_where_nobody_sits(demo: Path, editor: Editor) -> None:
    for words in WITHOUT_A_TEXT:
        refused = run(*words, cwd=demo, EDITOR=editor.writes("Mine."))
        assert refused.returncode == 2
        assert " is missing." in refused.stderr
    done = at_a_terminal(demo, "rate", "1.action", "--still", "--meeting", "2026-04-23", EDITOR="false")
    assert done.code == 0, done.shown
    assert not editor.seen.exists()
