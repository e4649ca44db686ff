"""The minutes of a meeting, as somebody has them made."""

import json
from pathlib import Path

import pytest

from tests.conftest import git, run
from tests.render.test_report_docx import sound, words_of_document, words_of_page

TODAY = ("--today", "2026-05-01")
MEETING = "2026-03-12"


def asked(folder: Path, *words: str) -> str:
    told = run(*words, cwd=folder)
    assert told.returncode == 0, told.stderr
    return told.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def test_they_tell_who_was_there_what_was_agreed_and_what_stood_before(built_demo: Path) -> None:
    told = flat(asked(built_demo, "minutes", MEETING, *TODAY))
    for words in (
        "OFFICIAL: for members of the partnership Minutes: Putting children first, a year on",
        "12 March 2026 Draft: these minutes are not agreed yet.",
        "Wessbury Young Advisers (12 March 2026): Presented their reading",
        "Put children and young people first · Action Disagree → Agree Eight boards have adopted",
        "Who sees it otherwise Wessex Police: Agree. Supervisors have reviewed",
        "143 log entries",
        "Who leads, and with whom",
    ):
        assert words in told
    early = flat(asked(built_demo, "minutes", "2025-02-13", *TODAY))
    # That which stood before was typed in late, and what was agreed there has moved on since.
    assert "Neither agree nor disagree → Disagree The 2022 strategy" in early
    assert "Apologies, or absent Wessbury Homes and Neighbourhoods" in early


def test_what_is_not_recorded_is_not_told_as_not_agreed(fresh: Path) -> None:
    run("meeting", "new", "Nothing noted yet", "--date", "2026-04-30", *TODAY, cwd=fresh)
    told = asked(fresh, "minutes", "2026-04-30", *TODAY)
    assert "No rating is recorded for this meeting." in told
    assert "No action is recorded for this meeting." in told
    assert "No rating was agreed" not in told


def test_every_form_says_the_same(built_demo: Path, tmp_path: Path) -> None:
    for name in ("minutes.html", "minutes.docx"):
        asked(built_demo, "minutes", MEETING, *TODAY, "-o", str(tmp_path / name))
    document = (tmp_path / "minutes.docx").read_bytes()
    page = words_of_page((tmp_path / "minutes.html").read_text("utf-8"))
    assert " ".join(words_of_document(document)) in " ".join(page)
    assert sound(document, tmp_path) == []
    found = json.loads(asked(built_demo, "minutes", MEETING, *TODAY, "--format", "json"))
    assert [(each["statement"], each["was"], each["rating"]) for each in found["agreed"]] == [
        ("children-first.action", "disagree", "agree"),
        ("children-first.behaviour", "disagree", "neither"),
        ("children-first.culture", "agree", "strongly-agree"),
    ]


def test_they_are_a_draft_until_they_are_agreed(demo: Path) -> None:
    said = run("minutes", MEETING, *TODAY, cwd=demo).stderr
    assert "reflectctl meeting edit 2026-03-12-children-first-a-year-on --minutes-agreed DATE" in said
    asked(demo, "meeting", "edit", MEETING, "--minutes-agreed", "2026-04-16", *TODAY)
    told = run("minutes", MEETING, *TODAY, cwd=demo)
    assert "12 March 2026\nAgreed on 16 April 2026.\n" in told.stdout
    assert told.stderr == ""
    assert "Minutes agreed: not recorded → 16 April 2026" in flat(asked(demo, "diff"))
    asked(demo, "meeting", "edit", MEETING, "--minutes-agreed", "", *TODAY)
    assert "Draft:" in asked(demo, "minutes", MEETING, *TODAY)
    for typed in ("2026-05-02", "soon"):
        assert run("meeting", "edit", MEETING, "--minutes-agreed", typed, *TODAY, cwd=demo).returncode == 2


def test_of_a_meeting_that_lies_ahead_there_are_none(demo: Path) -> None:
    asked(demo, "meeting", "new", "Ahead", "--date", "2026-05-14", *TODAY)
    told = run("minutes", "2026-05-14", *TODAY, cwd=demo)
    assert (told.returncode, told.stdout) == (3, "")
    assert "reflectctl agenda 2026-05-14-ahead" in told.stderr


@pytest.mark.parametrize("cause", ["no git", "nothing committed"])
def test_without_commits_what_stood_before_is_said_to_be_unknown(fresh: Path, cause: str) -> None:
    asked(fresh, "meeting", "new", "First", "--date", "2026-03-12", "--principle", "1", "--today", "2026-03-13")
    asked(fresh, "rate", "1.action", "agree", "--because", "So.", "--today", "2026-03-13")
    if cause == "no git":
        (fresh / ".git").rename(fresh.parent / "git-elsewhere")
    else:
        git(fresh, "update-ref", "-d", "HEAD")
    told = run("minutes", "2026-03-12", "--today", "2026-03-13", cwd=fresh)
    assert "Agreed: Agree." in flat(told.stdout)
    assert "What stood before a rating is read from commits, and these are not all here." in told.stderr
