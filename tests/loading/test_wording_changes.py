"""White space in wording: what counts is the words, and every answer asks one function whether they are the same."""

from pathlib import Path

import pytest

from reflectctl.model.instrument import same_words
from tests.conftest import git, run

CONTENT = "content/principles/1-children-first.yaml"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We act.", "We  act.", True),
        ("We act.", "We\u00a0act.", True),
        ("We act.", " We\nact. ", True),
        ("We act.", "We acted.", False),
        ("We act.", "Weact.", False),
    ],
)
def test_what_counts_is_the_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


@pytest.mark.parametrize("space", ["  ", "\u00a0", "\u2009"])
def test_white_space_asks_for_no_rereading(fresh: Path, space: str) -> None:
    run("rate", "children-first.culture", "disagree", "--because", "Why.", "--agreed", "2026-02-03", cwd=fresh)
    git(fresh, "add", "-A")
    git(fresh, "commit", "-q", "-m", "Recorded", on="2026-02-04T12:00:00+00:00")
    text = (fresh / CONTENT).read_text(encoding="utf-8")
    assert "local partnership, we" in text
    (fresh / CONTENT).write_text(
        text.replace("local partnership, we", f"local partnership,{space}we"), encoding="utf-8"
    )
    git(fresh, "commit", "-q", "-a", "-m", "A space", on="2026-03-04T12:00:00+00:00")

    assert "No words differ" in run("content", "diff", "HEAD~1", cwd=fresh).stderr
    for words in (("validate",), ("status",), ("history",), ("diff", "HEAD~1"), ("report", "--format", "markdown")):
        told = run(*words, cwd=fresh)
        assert "re-read" not in told.stdout + told.stderr, words
        assert "reread" not in told.stdout + told.stderr, words
