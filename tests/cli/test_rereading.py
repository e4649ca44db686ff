"""Wording that changes under ratings: they are to be re-read, and never changed."""

import json
from pathlib import Path

import pytest

from tests.conftest import git, run

STATEMENT = "content/principles/1-children-first.yaml"


def reword(folder: Path) -> None:
    path = folder / STATEMENT
    before = path.read_text("utf-8")
    path.write_text(before.replace("We are confident", "We can show"), "utf-8")
    assert path.read_text("utf-8") != before


def rate(folder: Path, day: str, statement: str = "1.behaviour") -> None:
    done = run("rate", statement, "agree", "--because", "The audit shows it.", "--agreed", day, cwd=folder)
    assert done.returncode == 0, done.stderr


def commit(folder: Path, message: str, on: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", message, on=on)


def to_be_reread(folder: Path, today: str = "2026-05-20") -> list[str]:
    """What `validate` says is to be re-read; `status` and the report have to say the same."""
    checked = json.loads(run("validate", "--format", "json", "--today", today, cwd=folder).stdout)
    told = [each["message"] for each in checked["diagnostics"] if each["rule"] == "rating-to-be-reread"]
    status = json.loads(run("status", "--format", "json", "--today", today, cwd=folder).stdout)
    assert [each["statement"] for each in status["statements"] if each["reread"]] == [
        each.partition(" ")[0] for each in told
    ]
    return told


@pytest.fixture
def rated(fresh: Path) -> Path:
    rate(fresh, "2026-05-14")
    commit(fresh, "Rate", "2026-05-14T10:00:00+00:00")
    return fresh


def test_a_rating_is_to_be_reread_also_when_it_was_agreed_earlier_on_the_same_day(rated: Path) -> None:
    reword(rated)
    commit(rated, "Reword", "2026-05-14T11:00:00+00:00")

    assert to_be_reread(rated) == [
        "children-first.behaviour was agreed on 2026-05-14, and its wording changed later that day."
    ]


def test_its_history_says_so(rated: Path) -> None:
    assert "re-read" not in run("history", cwd=rated).stdout
    reword(rated)
    commit(rated, "Reword", "2026-05-20T11:00:00+00:00")

    brief = run("history", cwd=rated).stdout
    assert "  Behaviour  Agree  14 May 2026  (to be re-read)\n" in brief
    assert "“To be re-read”: the statement was worded otherwise when it was rated." in " ".join(brief.split())
    full = " ".join(run("history", "--full", cwd=rated).stdout.split())
    assert "Behaviour: Agree (14 May 2026) (to be re-read: the wording changed on 20 May 2026)" in full
    [statement] = json.loads(run("history", "--format", "json", cwd=rated).stdout)["statements"]
    assert statement["reworded"] == "2026-05-20"

    rate(rated, "2026-05-28")
    commit(rated, "Read it again", "2026-05-28T11:00:00+00:00")
    assert "re-read" not in run("history", "--full", cwd=rated).stdout


def test_it_is_so_before_the_new_wording_is_committed(rated: Path) -> None:
    reword(rated)

    assert to_be_reread(rated, today="2026-05-14") == [
        "children-first.behaviour was agreed on 2026-05-14, and its wording changed later that day."
    ]


def test_what_is_rated_later_that_day_is_rated_by_the_new_words(fresh: Path) -> None:
    reword(fresh)
    commit(fresh, "Reword", "2026-05-14T09:00:00+00:00")
    rate(fresh, "2026-05-14")
    commit(fresh, "Rate", "2026-05-14T10:00:00+00:00")

    assert to_be_reread(fresh) == []


def test_what_is_rated_in_the_commit_that_rewords_is_rated_by_the_new_words(fresh: Path) -> None:
    reword(fresh)
    rate(fresh, "2026-05-14")
    commit(fresh, "Reword and rate", "2026-05-14T10:00:00+00:00")

    assert to_be_reread(fresh) == []


def test_commits_that_touch_other_files_do_not_hide_it(rated: Path) -> None:
    rate(rated, "2026-05-14", "2.action")
    commit(rated, "Rate another", "2026-05-14T10:30:00+00:00")
    reword(rated)
    commit(rated, "Reword", "2026-05-14T11:00:00+00:00")
    (rated / "preliminary.md").write_text((rated / "preliminary.md").read_text("utf-8") + "\nMore.\n", "utf-8")
    commit(rated, "Note", "2026-05-14T12:00:00+00:00")

    assert [told.partition(" ")[0] for told in to_be_reread(rated)] == ["children-first.behaviour"]


def test_a_content_file_that_could_not_be_read_for_a_while_hides_nothing(rated: Path) -> None:
    path = rated / STATEMENT
    before = path.read_text("utf-8")
    path.write_text(before + "\tx\n", "utf-8")
    commit(rated, "Break", "2026-05-15T10:00:00+00:00")
    path.write_text(before, "utf-8")
    commit(rated, "Mend", "2026-05-16T10:00:00+00:00")
    assert to_be_reread(rated) == []
    path.write_text(before + "\tx\n", "utf-8")
    commit(rated, "Break again", "2026-05-17T10:00:00+00:00")
    path.write_text(before, "utf-8")
    reword(rated)
    commit(rated, "Mend otherwise", "2026-05-18T10:00:00+00:00")

    assert [told.partition(" ")[0] for told in to_be_reread(rated)] == ["children-first.behaviour"]


def test_a_rating_without_a_day_is_to_be_reread_when_it_stood(rated: Path) -> None:
    path = rated / "principles/1-children-first.yaml"
    path.write_text(path.read_text("utf-8").replace('agreed: "2026-05-14"', "agreed:"), "utf-8")
    commit(rated, "Forget the day", "2026-05-15T10:00:00+00:00")
    reword(rated)
    commit(rated, "Reword", "2026-05-16T10:00:00+00:00")

    assert to_be_reread(rated) == [
        "children-first.behaviour was rated on a day not noted, and its wording changed after that, on 2026-05-16."
    ]


def test_the_rating_stays_and_the_difference_shows_both_wordings(rated: Path) -> None:
    before = (rated / "principles/1-children-first.yaml").read_bytes()
    reword(rated)

    told = run("diff", "--only", "wording", cwd=rated).stdout

    assert "We are confident" in told
    assert "We can show" in told
    assert "To be re-read" in told
    assert (rated / "principles/1-children-first.yaml").read_bytes() == before
