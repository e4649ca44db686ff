"""A clone without the contents of old files: what was not read is said in every form, and nothing passes over it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import git, run

TODAY = ("--today", "2026-06-01")


@pytest.fixture(scope="module")
def partial(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cloned without the contents of any file but those that are checked out."""
    folder = tmp_path_factory.mktemp("partial")
    git(folder, "clone", "-q", "--bare", str(built_demo), "whole.git")
    git(folder / "whole.git", "config", "uploadpack.allowFilter", "true")
    git(folder, "clone", "-q", "--filter=blob:none", f"file://{folder}/whole.git", "clone")
    return folder / "clone"


@pytest.mark.safety(8)
@pytest.mark.parametrize("of", [(), ("views",), ("actions",)], ids=lambda of: " ".join(of) or "ratings")
@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
def test_a_history_says_what_was_not_read(partial: Path, of: tuple[str, ...], form: str) -> None:
    told = run("history", *of, "--format", form, cwd=partial)
    assert told.returncode == 0, told.stderr
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(told.stdout)))
        unread = [row for row in rows if row["unread"]]
        assert 30 < len(unread) < len(rows)
        assert {row["because"] for row in unread} == {
            "Git could not read this version of the file: the object is missing or damaged."
        }
        assert all(len(row["commit"]) == 40 and not row["principle"] for row in unread)
        assert "something could not be read, so how it went may not be told whole" in told.stderr
    elif form == "json":
        assert len(json.loads(told.stdout)["unread"]) > 30
    else:
        assert "ould not be read" in told.stdout


def test_beside_views_no_rating_is_told_as_absent_that_could_not_be_read(partial: Path) -> None:
    told = json.loads(run("history", "views", "--format", "json", cwd=partial).stdout)["changes"]
    assert {each["rating_title"] for each in told if each["rating"] is None} <= {"Could not be read"}
    assert "rating: Not yet rated" not in run("history", "views", "--full", cwd=partial).stdout


def test_a_report_says_so_on_stderr_in_its_summary_and_in_json(partial: Path) -> None:
    begun = git(partial, "rev-list", "--max-parents=0", "HEAD").strip()
    for edition in ("partner", "public"):
        mark = ("--mark",) if edition == "public" else ()
        words = ("report", "full", *TODAY, "--since", begun, "--edition", edition, *mark, "--format")
        told = run(*words, "markdown", cwd=partial)
        assert told.returncode == 0, told.stderr
        assert "No rating moved" not in told.stdout
        assert "Not everything could be read, so this may not be all." in told.stdout
        assert "At some commits not everything could be read" in told.stdout
        assert "something could not be read, so how it went may not be told whole" in told.stderr
        assert len(json.loads(run(*words, "json", cwd=partial).stdout)["unread"]) > 30


def test_a_comparison_names_what_was_not_read_on_the_way(partial: Path) -> None:
    """Both ends can be read here, and nothing between them."""
    git(partial, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "Now")
    first = git(partial, "log", "--format=%H", "--reverse", "--", "principles").split()[3]
    for form in ("text", "markdown", "json", "html"):
        told = run("diff", first, "HEAD", "--format", form, cwd=partial)
        assert "so this may not be everything" in " ".join(told.stdout.split())


def test_a_whole_clone_says_nothing_of_it(built_demo: Path) -> None:
    told = run("report", "full", *TODAY, "--since", "HEAD~12", "--format", "markdown", cwd=built_demo)
    assert "ot everything could be read" not in told.stdout
    assert "could not be read" not in told.stderr
    assert "unread" in run("history", "--format", "csv", cwd=built_demo).stdout.splitlines()[0]
