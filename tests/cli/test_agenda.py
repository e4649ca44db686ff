"""The papers of a meeting, as somebody has them made: what stands in them, in each form."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import run
from tests.render.test_report_docx import sound, words_of_document, words_of_page

TODAY = ("--today", "2026-05-01")
AHEAD = ("meeting", "new", "Safer spaces in spring", "--date", "2026-05-14", "--principle", "8", *TODAY)


@pytest.fixture(scope="module")
def ahead(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a meeting ahead of it."""
    import shutil

    folder = Path(shutil.copytree(built_demo, tmp_path_factory.mktemp("ahead") / "demo", symlinks=True))
    assert run(*AHEAD, cwd=folder).returncode == 0
    return folder


def asked(folder: Path, *words: str) -> str:
    told = run(*words, cwd=folder)
    assert told.returncode == 0, told.stderr
    return told.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_agenda_is_that_of_the_next_meeting_and_carries_its_marking(ahead: Path) -> None:
    told = flat(asked(ahead, "agenda", *TODAY))
    for words in (
        "OFFICIAL: for members of the partnership Agenda: Safer spaces in spring",
        "14 May 2026 120 minutes in all",
        "Last time: “Looking back over fifteen months”, on 23 April 2026.",
        "In progress, overdue; due 17 April 2026.",
        "In my community there are chances for me",
        "Agreed last: Disagree (12 February 2026).",
        "Wessbury Community Safety Partnership: Strongly disagree (16 February 2026). If our manager left",
        "Where are there gaps in what we know that need to be addressed?",
        "Held in mind throughout: Effective communication",
        "Goal so far By spring every teenager",
        "Made from the records as of 1 May 2026.",
    ):
        assert words in told


def test_every_form_says_the_same(ahead: Path, tmp_path: Path) -> None:
    for name in ("agenda.html", "agenda.docx", "again.docx"):
        asked(ahead, "agenda", *TODAY, "-o", str(tmp_path / name))
    document = (tmp_path / "agenda.docx").read_bytes()

    # The marking stands above and below the pages of the document, and the list of contents is the page's own.
    page = words_of_page((tmp_path / "agenda.html").read_text("utf-8"))
    body = words_of_document(document)
    assert " ".join(body) in " ".join(page)
    assert sound(document, tmp_path) == []
    assert document == (tmp_path / "again.docx").read_bytes()
    assert "# Agenda: Safer spaces in spring" in asked(ahead, "agenda", *TODAY, "--format", "markdown")


def test_a_meeting_without_principles_before_the_preliminary_discussion_is_that_discussion(fresh: Path) -> None:
    told = flat(asked(fresh, "agenda", "--today", "2026-04-01"))
    for words in (
        "Agenda of the next meeting", "No meeting lies ahead yet", "No meeting was held before this one,",
        "To encourage partnerships to talk openly", "Strengths-based: We begin", "Before we begin",
        "What makes these discussions worth having?", "Who, of those that need to be part", "The tool is modular.",
        "So start small, start somewhere",
    ):  # fmt: skip
        assert words in told


def test_a_meeting_that_was_held_says_that_what_was_agreed_there_is_among_what_stands(built_demo: Path) -> None:
    told = run("agenda", "2026-03-12", *TODAY, cwd=built_demo)
    assert "was held on 2026-03-12: what was agreed there is among what stands" in told.stderr
    assert "Last time: “Safer" in told.stdout or "Last time:" in told.stdout
    own = asked(built_demo, "agenda", "2025-11-20", *TODAY)
    assert "No meeting of the group was held before this one" in flat(own)


def test_words_that_changed_are_to_be_read_again(demo: Path) -> None:
    path = next((demo / "content/principles").glob("*safer-spaces*"))
    path.write_text(path.read_text("utf-8").replace("our priorities for commissioning", "what we buy", 1), "utf-8")
    found = json.loads(asked(demo, "agenda", *TODAY, "--format", "json"))
    assert [each["statement"] for each in found["statements"] if each["reread"]] == ["safer-spaces.action"]
    assert "Its wording has changed since it was rated" in flat(asked(demo, "agenda", *TODAY))


@pytest.mark.parametrize(("minutes", "code"), [("6", 0), ("5", 2), ("0", 2)])
def test_too_few_minutes_are_refused(ahead: Path, minutes: str, code: int) -> None:
    told = run("agenda", "--minutes", minutes, *TODAY, cwd=ahead)
    assert told.returncode == code
    assert "Traceback" not in told.stderr


def test_next_says_what_lies_ahead_and_who_owes_what(ahead: Path) -> None:
    told = flat(asked(ahead, "next", *TODAY))
    assert "14 May 2026: Safer spaces in spring (Create safer spaces and places" in told
    assert "Wessbury Council a-k6z3: Train and pay six young commissioners" in told
    assert "(due 17 April 2026; in progress, overdue) A view of Create safer spaces" in told
    found = json.loads(asked(ahead, "next", *TODAY, "--format", "json"))
    assert found["looked_at"][0] == {"principle": "safer-spaces", "day": "2026-02-12"}
    police = next(each for each in found["owed"] if each["of"] == "police")
    assert police["statements"] == ["safer-spaces.action", "safer-spaces.behaviour", "safer-spaces.culture"]


def test_a_meeting_of_today_counts_as_held_and_is_not_said_to_lie_ahead(ahead: Path) -> None:
    before, then, after = (["--today", f"2026-05-{day}"] for day in (13, 14, 15))
    lists = [json.loads(asked(ahead, "next", *day, "--format", "json")) for day in (before, then, after)]
    assert [[len(each[key]) for key in ("of_today", "ahead")] for each in lists] == [[0, 1], [1, 0], [0, 0]]
    told = flat(asked(ahead, "next", *then))
    assert "Today 14 May 2026: Safer spaces in spring" in told
    assert "Ahead" not in told
    assert "Agenda: Safer spaces in spring" in asked(ahead, "agenda", *then)
    assert "No meeting lies ahead yet: its day is to be found." in flat(asked(ahead, "next", *after))
    held = [re.search(r"(\d+) meetings have been held", flat(asked(ahead, "status", *day))) for day in (before, then)]
    report = asked(ahead, "report", "--format", "markdown", *then)
    assert [each and each[1] for each in held] == ["16", "17"]
    assert "17 meetings have been held" in report
    assert "**14 May 2026**" not in report.partition("## What comes next")[2]


@pytest.mark.parametrize(
    "words",
    [("agenda", "-o", "a.pdf"), ("agenda", "-o", "a.ics"), ("minutes", "2026-03-12", "-o", "a.xlsx"),
     ("calendar", "-o", "a.docx")],
)  # fmt: skip
def test_a_file_of_a_form_in_which_no_paper_is_made_is_refused(built_demo: Path, words: tuple[str, ...]) -> None:
    told = run(*words, *TODAY, cwd=built_demo)
    assert told.returncode == 2
    assert "is none of the forms in which this is made; they are text, markdown, json" in told.stderr
    assert not (built_demo / words[-1]).exists()
