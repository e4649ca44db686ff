"""No command writes what `validate` calls an error a second later; what it calls a warning is said at once."""

import json
from pathlib import Path

import pytest

from tests.conftest import git, run

TODAY = ("--today", "2026-02-10")


@pytest.fixture
def begun(fresh: Path) -> Path:
    """A partnership with a meeting, a rating and an action of February 2026."""
    for words in (
        ("meeting", "new", "First", "--date", "2026-02-03", "--principle", "children-first", "--present", "council"),
        ("rate", "1.culture", "disagree", "--because", "Why."),
        ("action", "add", "children-first", "Ring back", "--owner", "council", "--due", "2026-06-01",
         "--today", "2026-02-03"),
    ):  # fmt: skip
        done = run(*words, cwd=fresh)
        assert done.returncode == 0, done.stderr
    git(fresh, "add", "-A")
    git(fresh, "commit", "-q", "-m", "begun")
    return fresh


def action(folder: Path) -> str:
    listed = run("action", "list", "--format", "json", cwd=folder).stdout
    return str(json.loads(listed)["actions"][0]["id"])


REFUSED = {
    ("action", "done", "ID", "--outcome", "They answered.", "--closed", "2025-12-01"): "closed-before-opened",
    ("action", "drop", "ID", "--because", "Not needed.", "--closed", "2025-12-01"): "closed-before-opened",
}


@pytest.mark.parametrize(("words", "rule"), REFUSED.items())
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_what_would_be_an_error_is_refused_and_nothing_is_written(
    begun: Path, words: tuple[str, ...], rule: str, dry: tuple[str, ...]
) -> None:
    id = action(begun)
    result = run(*(id if each == "ID" else each for each in words), *dry, cwd=begun)

    assert (result.returncode, result.stdout) == (2, "")
    assert "Nothing was written" in result.stderr
    assert f"[{rule}]" in result.stderr
    assert "principles/1-children-first.yaml:" in result.stderr
    assert git(begun, "status", "--porcelain") == ""


SAID = {
    ("action", "add", "children-first", "Late", "--owner", "council", "--due", "2026-01-01", *TODAY): "overdue-action",
    ("rate", "1.action", "agree", "--agreed", "2026-02-01", "--because", "Why."): "rating-without-meeting",
}


@pytest.mark.parametrize(("words", "rule"), SAID.items())
def test_a_new_warning_is_said_with_what_was_done(begun: Path, words: tuple[str, ...], rule: str) -> None:
    result = run(*words, cwd=begun)

    assert result.returncode == 0, result.stderr
    assert "Changed: principles/1-children-first.yaml." in result.stderr
    assert f"[{rule}]" in result.stderr
    # What was there before is not said again.
    assert f"[{rule}]" not in run("note", "1.culture", "evidence", "An audit.", cwd=begun).stderr


def test_a_mistake_that_was_there_hinders_nobody(begun: Path) -> None:
    path = begun / "principles/1-children-first.yaml"
    path.write_text(path.read_text("utf-8").replace("rating: disagree", "rating: disagre"), encoding="utf-8")
    assert run("validate", cwd=begun).returncode == 1

    result = run("note", "1.action", "evidence", "An audit.", cwd=begun)
    assert result.returncode == 0, result.stderr
    assert "error" not in result.stderr


VIEW = ("view", "1.culture", "agree", "--agency", "police", "--because", "One.", "--given", "2026-02-03")
TWICE = """  children-first.culture:
    rating: strongly-disagree
    given: "2026-02-04"
    because: Typed on another branch.
"""


@pytest.mark.parametrize("copied", [False, True])
def test_an_agency_with_two_views_of_a_statement_gets_no_third_before_that_is_mended(begun: Path, copied: bool) -> None:
    assert run(*VIEW, cwd=begun).returncode == 0
    path = begun / "views/police.yaml"
    text = path.read_text("utf-8")
    if copied:
        (begun / "views/police (copy).yaml").write_text(text, encoding="utf-8")
    else:
        path.write_text(text + TWICE, encoding="utf-8")
    before = path.read_bytes()
    found = run("validate", "--format", "lines", cwd=begun)
    assert found.returncode == 1
    assert ("repeated-id" if copied else "duplicate-key") in found.stdout

    refused = run("view", "1.culture", "neither", "--agency", "police", "--because", "Three.", cwd=begun)
    assert (refused.returncode, refused.stdout) == (3, "")
    if copied:
        assert "both say that they are the views of police" in refused.stderr
        assert "views/police (copy).yaml:2:5 and views/police.yaml:2:5" in refused.stderr
    else:
        assert "views/police.yaml" in refused.stderr
        assert "stands twice here; the first is on line" in refused.stderr
    assert path.read_bytes() == before


AHEAD = "2099-01-01"
FUTURE = {
    "rate": ("rate", "trauma.action", "agree", "--because", "So.", "--agreed", AHEAD),
    "rate at a meeting": ("rate", "trauma.action", "agree", "--because", "So.", "--meeting", f"{AHEAD}-trauma"),
    "view": ("view", "add", "trauma.action", "agree", "--agency", "police", "--because", "So.", "--given", AHEAD),
    "view at a meeting": (
        *("view", "add", "trauma.action", "agree", "--agency", "police"),
        *("--because", "So.", "--meeting", f"{AHEAD}-trauma"),
    ),
    "note": ("note", "trauma.action", "evidence", "So.", "--dated", AHEAD),
    "note at a meeting": ("note", "trauma.action", "evidence", "So.", "--meeting", f"{AHEAD}-trauma"),
    "action opened": ("action", "add", "trauma", "Ask.", "--owner", "police", "--due", "2099-03", "--opened", AHEAD),
    "action closed": ("action", "done", "a-r5k2", "--outcome", "So.", "--closed", AHEAD),
    "action on the way": ("action", "progress", "a-r5k2", "So.", "--dated", AHEAD),
}


def test_nothing_is_written_to_have_happened_on_a_day_that_is_still_to_come(demo: Path) -> None:
    assert run("meeting", "new", "trauma", "--date", AHEAD, cwd=demo).returncode == 0
    before = {path: path.read_bytes() for path in sorted(demo.rglob("*")) if path.suffix in (".yaml", ".md")}
    for name, words in FUTURE.items():
        told = run(*words, cwd=demo)
        assert (told.returncode, told.stdout) == (2, ""), name
        assert "still to come" in " ".join(told.stderr.split()), name
        assert "look at the year first" in " ".join(told.stderr.split()), name
    assert {path: path.read_bytes() for path in before} == before
