"""Texts keep their form: paragraphs and lists, from the command line, the keyboard or a pipe."""

from pathlib import Path

import pytest

from reflectctl.edits.changeset import prose
from reflectctl.loading.load import load
from reflectctl.storage.disk import WorkTree
from tests.conftest import git, run

TEXT = "We read twelve plans.\n\n- Seven said why: good.\n- Five did not #4.\n\nBoth were read with young people."

FORMS = {
    "One line.": "One line.",
    "Broken\nwhere the\nwindow ended.": "Broken where the window ended.",
    "  One.  ": "One.",
    "One.\n\nTwo.": "One.\n\nTwo.\n",
    "- one\n- two": "- one\n- two\n",
    "1. one\n2. two": "1. one\n2. two\n",
    "    One.\n\n    Two.": "One.\n\nTwo.\n",
    "  - one\n    - deeper": "- one\n  - deeper\n",
    "  One.\nTwo.\n\nThree.": "One.\nTwo.\n\nThree.\n",
    "One.\r\n\r\nTwo.\x0bstill": "One.\n\nTwo.\nstill\n",
    "not a - list": "not a - list",
}


@pytest.mark.parametrize(("typed", "kept"), FORMS.items())
def test_a_text_keeps_its_paragraphs_and_lists_and_nothing_else(typed: str, kept: str) -> None:
    assert prose(typed) == kept


def because(folder: Path, statement: str) -> str:
    found = load(WorkTree(folder)).partnership.assessment(statement)
    assert found is not None
    return found.because.rstrip("\n")


@pytest.mark.parametrize("how", ["typed", "piped"])
def test_a_reason_is_kept_as_it_was_said_and_another_takes_its_place(fresh: Path, how: str) -> None:
    for text in (TEXT, "Short.", TEXT, "- a\n- b"):
        words = ("rate", "1.action", "disagree", "--agreed", "2026-02-03", "--because", text if how == "typed" else "-")
        done = run(*words, cwd=fresh, input=text)
        assert done.returncode == 0, done.stderr
        assert because(fresh, "children-first.action") == text
    assert run("validate", "--format", "lines", cwd=fresh).returncode == 0


def test_every_text_that_a_command_takes_keeps_its_form(fresh: Path) -> None:
    for words in (
        ("view", "1.action", "agree", "--agency", "police", "--because", TEXT),
        ("action", "add", "1", "Ring back", "--owner", "police", "--due", "2030-01-01", "--opened", "2026-02-01"),
        ("note", "1.action", "evidence", TEXT),
    ):
        done = run(*words, cwd=fresh)
        assert done.returncode == 0, done.stderr
    partnership = load(WorkTree(fresh)).partnership
    (action,) = partnership.actions
    done = run("action", "done", action.id, "--outcome", "-", "--closed", "2026-02-03", cwd=fresh, input=TEXT)
    assert done.returncode == 0, done.stderr

    partnership = load(WorkTree(fresh)).partnership
    (action,) = partnership.actions
    assert action.outcome.rstrip("\n") == TEXT
    found = partnership.assessment("children-first.action")
    assert found is not None
    assert [view.because.rstrip("\n") for view in found.views] == [TEXT]


@pytest.mark.parametrize("text", ["", "   ", "\n"])
@pytest.mark.parametrize("piped", [False, True])
def test_an_empty_text_is_refused_and_the_old_reason_stays(fresh: Path, text: str, piped: bool) -> None:
    assert run("rate", "1.action", "disagree", "--agreed", "2026-02-03", "--because", "Old.", cwd=fresh).returncode == 0
    typed = "-" if piped else text
    for words in (
        ("rate", "1.action", "agree", "--because", typed),
        ("view", "1.action", "agree", "--agency", "police", "--because", typed),
        ("note", "1.action", "evidence", typed),
    ):
        refused = run(*words, cwd=fresh, input=text)
        assert refused.returncode == 2
        assert "is empty" in refused.stderr
    assert because(fresh, "children-first.action") == "Old."


def test_indented_notes_can_be_followed_by_more(fresh: Path) -> None:
    for words in ("  One.\n  Two.", "    - three\n      four", "Five."):
        done = run("note", "1.action", "evidence", words, cwd=fresh)
        assert done.returncode == 0, done.stderr
    text = (fresh / "principles/1-children-first.yaml").read_text("utf-8")
    assert "|2" not in text
    assert "|4" not in text


@pytest.mark.parametrize(
    "words", [["action", "add", "2", "", "--owner", "police", "--due", "2027-01"], ["meeting", "new", " "]]
)
def test_a_record_without_words_is_refused_by_what_was_typed(demo: Path, words: list[str]) -> None:
    told = run(*words, cwd=demo)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith(("reflectctl: The text for the ", "reflectctl: An empty word was given for ACTION "))
    assert git(demo, "status", "--porcelain") == ""


def test_without_content_it_is_not_known_what_there_is_to_rate(demo: Path) -> None:
    for each in (demo / "content").rglob("*.yaml"):
        each.unlink()
    told = run("status", cwd=demo).stdout
    assert "What there is to rate is not known, as no statement of the content can be read" in " ".join(told.split())
    assert "of 0" not in told
