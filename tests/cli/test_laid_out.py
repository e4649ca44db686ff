"""`init` lays out a file for every principle, so that branches merge by lines; one that says nothing is not begun."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CLEAN, git, run

INIT = ("--name", "Test Partnership", "--agency", "council=Test Council", "--agency", "police=Test Police")
TODAY = ("--today", "2026-06-01")
CHILDREN = "principles/1-children-first.yaml"


def done(folder: Path, *words: str) -> str:
    result = run(*words, cwd=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def put(folder: Path, old: str, new: str, path: str = CHILDREN) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


def test_every_principle_has_its_file_and_the_places_of_a_new_record(tmp_path: Path) -> None:
    done(tmp_path, "init", "p", *INIT)
    files = sorted((tmp_path / "p/principles").glob("*.yaml"))
    assert [each.name for each in files] == sorted(
        each.name for each in (tmp_path / "p/content/principles").glob("*.yaml")
    )
    # What a command would begin is what lies there.
    (tmp_path / "p" / CHILDREN).rename(tmp_path / "kept.yaml")
    done(tmp_path / "p", "rate", "1.action", "agree", "--because", "Why.", "--agreed", "2026-05-01")
    begun = (tmp_path / "p" / CHILDREN).read_text("utf-8").splitlines()
    laid_out = (tmp_path / "kept.yaml").read_text("utf-8").splitlines()
    assert [(was, now) for was, now in zip(laid_out, begun, strict=True) if was != now] == [
        ("    rating:", "    rating: agree"),
        ("    agreed:", '    agreed: "2026-05-01"'),
        ("    because:", "    because: Why."),
    ]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ((), 8),
        (("--principle", "trauma"), 1),
        (("--principle", "trauma", "--principle", "1"), 2),
    ],
    ids=str,
)
def test_those_that_are_named_are_laid_out_alone(tmp_path: Path, words: tuple[str, ...], there: int) -> None:
    done(tmp_path, "init", "p", *INIT, *words)
    assert len(list((tmp_path / "p/principles").glob("*.yaml"))) == there


def test_a_partnership_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    done(tmp_path, "init", "p", *INIT, "--principle", "trauma")
    done(tmp_path / "p", "init", "--ci", "github")
    assert [each.name for each in (tmp_path / "p/principles").glob("*.yaml")] == ["5-trauma.yaml"]


def test_two_clones_begin_two_statements_of_one_principle_and_git_merges_them_by_lines(tmp_path: Path) -> None:
    done(tmp_path, "init", "origin", *INIT)
    for clone, statement, other in (("ours", "action", "behaviour"), ("theirs", "behaviour", "action")):
        git(tmp_path, "clone", "-q", "origin", clone)
        folder = tmp_path / clone
        done(folder, "rate", f"1.{statement}", "agree", "--because", f"Why: {clone}.", "--agreed", "2026-05-01")
        for prompt in ("evidence", "experience"):
            done(folder, "note", f"1.{statement}", prompt, f"Read by {clone}.", *TODAY)
        git(folder, "commit", "-qam", f"Rate the statement about {statement}, not that about {other}")
    found = set()
    for here, there in (("ours", "theirs"), ("theirs", "ours")):
        folder = tmp_path / here
        git(folder, "fetch", "-q", f"../{there}", "HEAD")
        merged = subprocess.run(
            ["git", "merge", "-q", "--no-edit", "FETCH_HEAD"],
            cwd=folder, env=CLEAN, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert merged.returncode == 0, merged.stdout + merged.stderr
        done(folder, "validate", *TODAY)
        found.add((folder / CHILDREN).read_bytes())
    assert len(found) == 1
    said = json.loads(done(tmp_path / "ours", "status", *TODAY, "--format", "json"))["coverage"]
    assert (said["rated"], said["begun"]) == (2, 1)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A partnership in which one principle is begun, another was discussed and one viewed; and one without the rest."""
    folder = tmp_path_factory.mktemp("twins")
    for name in ("laid-out", "bare"):
        (folder / name).mkdir()
        done(folder / name, "init", "p", *INIT, "--no-git")
        here = folder / name / "p"
        done(here, "rate", "1.action", "agree", "--because", "Why.", "--agreed", "2026-05-01")
        done(here, "meeting", "new", "First", "--principle", "3", "--present", "police", "--date", "2026-05-02")
        done(here, "view", "2.action", "disagree", "--agency", "police", "--because", "Ours.", "--given", "2026-05-02")
    for file in (folder / "bare/p/principles").glob("*.yaml"):
        if not file.name.startswith(("1-", "2-")):
            file.unlink()
    return folder / "laid-out/p", folder / "bare/p"


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "--format", "json"),
        *(("report", "full", "--format", form) for form in ("markdown", "html", "json")),
        *(("report", "full", "--edition", "public", "--format", form) for form in ("markdown", "json")),
        ("action", "list"),
    ],
    ids=" ".join,
)
def test_a_file_that_says_nothing_is_told_as_no_file(twins: tuple[Path, Path], words: tuple[str, ...]) -> None:
    laid_out, bare = (done(each, *words, *TODAY) for each in twins)
    assert laid_out == bare


def test_only_what_something_is_recorded_about_is_begun(twins: tuple[Path, Path]) -> None:
    told = " ".join(done(twins[0], "status", *TODAY).split())
    assert "1 of 24 statements is rated, 2 of 8 principles have been begun, 1 meeting has been held." in told
    report = done(twins[0], "report", "full", "--format", "markdown", *TODAY)
    assert report.count("Not discussed yet.") == 5
    assert report.count("Nothing is recorded about it.") == 1
    assert "Ours." in report


def test_a_view_in_a_principle_without_a_file_is_told(twins: tuple[Path, Path], tmp_path: Path) -> None:
    done(tmp_path, "init", "p", *INIT, "--no-git", "--principle", "trauma")
    done(tmp_path / "p", "view", "2.action", "disagree", "--agency", "police", "--because", "Ours.")
    assert "Ours." in done(tmp_path / "p", "report", "full", "--format", "markdown")
    assert json.loads(done(tmp_path / "p", "status", "--format", "json"))["coverage"]["begun"] == 1


def test_a_fresh_partnership_has_no_findings_and_nothing_changed_or_happened_in_it(fresh: Path) -> None:
    assert "nothing to mend" in done(fresh, "validate")
    assert done(fresh, "fmt", "--check") == ""
    history = run("history", cwd=fresh)
    assert (history.returncode, history.stdout, history.stderr) == (0, "", "No ratings have been recorded yet.\n")
    git(fresh, "rm", "-q", "-r", "principles")
    git(fresh, "commit", "-qm", "Without the files of principles")
    assert done(fresh, "diff", "HEAD~1", "HEAD") == ""
    assert done(fresh, "diff", "HEAD", "HEAD~1") == ""
    assert "is gone" not in done(fresh, "validate", "--since", "HEAD~1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    agreed:\n", "    agreed: soon\n"),
        ("    rating:\n", "    ratng: agree\n"),
        ("    goal:\n", "    goal: To begin.\n"),
        ("assessments:\n  action:\n", "assessments:\n  actoin:\n    rating: agree\n  action:\n"),
        ("      evidence:\n", "      evidence:\n        - dated: '2026-05-01'\n          points: One.\n"),
    ],
)
def test_whatever_stands_there_begins_a_principle_also_what_cannot_be_used(fresh: Path, old: str, new: str) -> None:
    put(fresh, old, new)
    assert json.loads(done(fresh, "status", "--format", "json"))["coverage"]["begun"] == 1


def test_what_was_begun_stays_begun_where_the_content_is_gone(fresh: Path) -> None:
    put(fresh, "    rating:\n", "    rating: agree\n")
    (fresh / "content/pack.yaml").unlink()
    told = json.loads(run("status", "--format", "json", cwd=fresh).stdout)
    assert told["coverage"]["begun"] == 1


def test_two_files_that_say_nothing_and_are_one_principle_are_an_error(fresh: Path) -> None:
    (fresh / "principles/again.yaml").write_text((fresh / CHILDREN).read_text("utf-8"), "utf-8")
    found = run("validate", cwd=fresh)
    assert found.returncode == 1
    assert "principles/again.yaml" in found.stdout
    assert run("rate", "1.action", "agree", "--because", "Why.", cwd=fresh).returncode == 3


def test_a_file_named_for_another_principle_is_found_before_anything_is_written_in_it(fresh: Path) -> None:
    (fresh / CHILDREN).rename(fresh / "principles/5-trauma-again.yaml")
    (fresh / "principles/5-trauma.yaml").rename(fresh / CHILDREN)
    assert CHILDREN in run("validate", "-v", cwd=fresh).stdout


def test_what_was_emptied_is_a_withdrawal_and_not_a_record_that_is_gone(fresh: Path) -> None:
    blank = (fresh / CHILDREN).read_bytes()
    done(fresh, "rate", "1.action", "agree", "--because", "Why.", "--agreed", "2026-05-01")
    git(fresh, "commit", "-qam", "Rate")
    (fresh / CHILDREN).write_bytes(blank)
    found = run("validate", "--since", "HEAD", cwd=fresh)
    assert found.returncode == 1
    assert f"{CHILDREN}:6:5: error: children-first.action was “Agree” at HEAD and is not rated now" in found.stdout
    assert "is gone" not in found.stdout
    assert "Rating withdrawn, was Agree." in done(fresh, "diff")
    told = done(fresh, "report", "full", "--format", "markdown", *TODAY)
    assert told.count("Not discussed yet.") == 7


def test_whoever_joins_is_told_how_two_can_work_at_once_and_what_to_do_about_a_conflict(fresh: Path) -> None:
    told = (fresh / "CONTRIBUTING.md").read_text("utf-8")
    for command in ("git-setup", "conflicts", "validate"):
        assert f"reflectctl {command}" in told
    assert done(fresh, "conflicts") == "There is no conflict.\n"
    assert "`views/`" in (fresh / "README.md").read_text("utf-8")
