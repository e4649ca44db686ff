"""Ratings agreed together are recorded together or not at all; what is agreed again unchanged is confirmed."""

import json
from pathlib import Path

import pytest

from reflectctl.loading.load import load
from reflectctl.storage.disk import WorkTree
from tests.conftest import git, offered, run

PATH = "principles/1-children-first.yaml"


@pytest.fixture
def begun(fresh: Path) -> Path:
    """A partnership with two meetings and a rating that was agreed at the first, committed."""
    for words in (
        ("meeting", "new", "First", "--date", "2026-02-03", "--principle", "children-first", "--present", "all"),
        ("meeting", "new", "Second", "--date", "2026-04-07", "--principle", "children-first", "--present", "all"),
        ("rate", "1.culture", "disagree", "--meeting", "2026-02-03", "--because", "Why.\n\n- One.\n- Two."),
    ):
        done = run(*(each if each != "all" else "council,police" for each in words), cwd=fresh)
        assert done.returncode == 0, done.stderr
    git(fresh, "add", "-A")
    git(fresh, "commit", "-q", "-m", "begun")
    return fresh


def rating(folder: Path, statement: str) -> tuple[str | None, str, str]:
    found = load(WorkTree(folder)).partnership.assessment(f"children-first.{statement}")
    assert found is not None
    return found.rating, found.meeting, found.because.rstrip("\n")


def test_several_are_recorded_for_one_reason_with_the_lines_that_they_need(begun: Path) -> None:
    words = ("rate", "1.action=agree", "chil.cul=neither", "--meeting", "2026-04-07", "--because", "The audit.")
    shown = run(*words, "--dry-run", cwd=begun)
    assert (shown.returncode, git(begun, "status", "--porcelain")) == (0, "")
    assert shown.stdout.count("\n+    rating: ") == 2

    done = run(*words, cwd=begun)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[:3] == [
        "children-first.action: Not yet rated → Agree.",
        "children-first.culture: Disagree → Neither agree nor disagree.",
        f"  Agreed on 2026-04-07 at 2026-04-07-children-first. Changed: {PATH}.",
    ]
    assert rating(begun, "action") == ("agree", "2026-04-07-children-first", "The audit.")
    assert rating(begun, "culture") == ("neither", "2026-04-07-children-first", "The audit.")
    assert git(begun, "diff", "--numstat").split() == ["8", "12", PATH]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1.action=agree", "1.culture=agre-nor"), "'agre-nor' is not a known rating"),
        (("1.action=agree", "1.nothing=agree"), "'nothing' is not a known dimension of children-first"),
        (("1.action=agree", "children-first.action=neither"), "children-first.action is named twice."),
        (("1.action", "agree", "1.culture=agree"), "it cannot be told which is given what"),
        (("1.action=agree", "agree"), "it cannot be told which is given what"),
        (("1.action",), "no rating is given"),
        (("1.action=",), "'' is not a known rating"),
        (("1.action=agree", "--still"), "--still is for ratings that were agreed again unchanged"),
        (("1.culture", "--still", "--earlier"), "--still is about what stands"),
        (("1.culture", "1.action", "--still"), "children-first.action is not yet rated"),
    ],
)
def test_what_is_not_clear_is_refused_and_nothing_is_written(begun: Path, words: tuple[str, ...], said: str) -> None:
    refused = run("rate", *words, "--because", "The audit.", cwd=begun)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert git(begun, "status", "--porcelain") == ""


def test_where_one_cannot_be_written_none_is(begun: Path) -> None:
    broken = begun / "principles/2-inequalities.yaml"
    broken.write_text("principle: [\n", encoding="utf-8")
    git(begun, "add", "-A")
    words = ("rate", "1.action=agree", "2.culture=agree", "--meeting", "2026-04-07", "--because", "The audit.")
    refused = run(*words, cwd=begun)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert f"principles/{broken.name}" in refused.stderr
    assert git(begun, "diff") == ""


def test_what_would_be_a_mistake_is_refused_for_all(begun: Path) -> None:
    path = begun / "partnership.yaml"
    path.write_text(path.read_text("utf-8") + "\nsettings:\n  rules:\n    rating-without-meeting: error\n", "utf-8")
    git(begun, "commit", "-q", "-a", "-m", "stricter")
    refused = run("rate", "1.action=agree", "2.culture=agree", "--because", "The audit.", cwd=begun)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Nothing was written" in refused.stderr
    assert "[rating-without-meeting]" in refused.stderr
    assert git(begun, "status", "--porcelain") == ""


def test_what_is_agreed_again_unchanged_is_confirmed_and_keeps_its_reason(begun: Path) -> None:
    done = run("rate", "1.culture", "--still", "--meeting", "2026-04-07", cwd=begun)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("children-first.culture: still Disagree.\n  Agreed on 2026-04-07 at ")
    assert rating(begun, "culture") == ("disagree", "2026-04-07-children-first", "Why.\n\n- One.\n- Two.")
    assert git(begun, "diff", "--numstat").split() == ["2", "2", PATH]
    git(begun, "commit", "-q", "-a", "-m", "still")
    told = json.loads(run("history", "--statement", "1.culture", "--format", "json", cwd=begun).stdout)
    kinds = [each["kind"] for each in told["statements"][0]["recordings"]]
    assert kinds == ["rated", "confirmed"]

    again = run("rate", "1.culture", "--still", "--meeting", "2026-04-07", cwd=begun)
    assert again.stderr == "Nothing to change: the files say so already.\n"
    other = run("rate", "1.culture", "--still", "--meeting", "2026-04-07", "--because", "Read again.", cwd=begun)
    assert other.returncode == 0
    assert rating(begun, "culture")[2] == "Read again."
    empty = run("rate", "1.culture", "--still", "--because", "", cwd=begun)
    assert (empty.returncode, "is empty" in empty.stderr) == (2, True)


def test_a_shell_completes_statements_and_their_ratings(demo: Path) -> None:
    assert offered("reflectctl rate trauma.cul", demo).split() == ["trauma.culture"]
    assert offered("reflectctl rate trauma.culture agr", demo).split() == ["agree"]
    assert offered("reflectctl rate 1.action=agree trauma.culture=agr", demo).split() == ["trauma.culture=agree"]
    assert offered("reflectctl rate 1.action=agree trauma.cul", demo).split() == ["trauma.culture"]


def test_an_agreement_that_was_reverted_and_brought_back_stands_again_and_is_not_made_anew(fresh: Path) -> None:
    def rated(*words: str) -> None:
        told = run("rate", "1.action", *words, "--today", "2026-05-01", cwd=fresh)
        assert told.returncode == 0, told.stderr
        git(fresh, "add", "-A")
        git(fresh, "commit", "-qm", "Rate")

    rated("disagree", "--agreed", "2026-02-10", "--because", "Two agencies have begun.")
    rated("--still", "--agreed", "2026-03-10")
    git(fresh, "revert", "--no-edit", "HEAD")
    git(fresh, "revert", "--no-edit", "HEAD")

    for words, sentence in (
        (("HEAD~3", "HEAD~2"), "Still Disagree; agreed again on 10 March 2026, before on 10 February 2026."),
        (
            ("HEAD~1", "HEAD"),
            "Still Disagree; what was agreed on 10 March 2026 stands again, before on 10 February 2026.",
        ),
    ):
        told = run("diff", *words, cwd=fresh, COLUMNS="100").stdout
        assert sentence in " ".join(told.split())
    assert "stands again" in told.splitlines()[0]
    (change,) = json.loads(run("diff", "HEAD~1", "HEAD", "--format", "json", cwd=fresh).stdout)["moves"]
    assert (change["event"], change["agreed"]) == ("stands-again", "2026-03-10")
