"""Every reading command within the width of who reads it: no line of a table or a finding is wider than asked."""

import shlex
from pathlib import Path

import pytest

from tests.conftest import git, run

READING = (
    "status --today 2026-04-30",
    "action list",
    "action list --status overdue --today 2026-04-30",
    "meeting list",
    "review-point --list",
    "validate -v --today 2026-04-30",
    "rules",
    "explain agreement-without-evidence",
    "diff 2025-03-01 HEAD",
    "diff 2025-03-01 HEAD --summary",
    "diff 2025-03-01 HEAD --full --all",
    "history",
    "history --full",
    "history --unread",
    "history --by month",
    "history --by meeting",
    "history --by principle",
    "history --by review-point",
    "history views",
    "history actions",
    "conflicts",
    "privacy",
    "content show",
    "content show safer-spaces",
    "content list",
    "content check",
    "content diff practice-principles",
    "schema",
    "public list",
    "help",
    "help rate",
)
"""What reads and tells people something at a terminal."""


def too_wide(told: str, width: int) -> list[str]:
    """The lines that are wider than asked: but those of one word, such as a link, and what is to be typed as it is."""
    return [
        line
        for line in told.splitlines()
        if len(line) > width and len(line.split()) > 1 and not line.startswith("    # reflectctl: ignore ")
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(demo: Path, width: int) -> None:
    # What happened after the last meeting, so that a rating is told as corrected, with its note behind the days.
    assert run("rate", "1.culture", "disagree", "--because", "Read again.", cwd=demo).returncode == 0
    # And what somebody has to decide on before it is published.
    said = "Three girls of 14 at one school said that they had been asked."
    assert run("rate", "8.culture", "neither", "--because", said, cwd=demo).returncode == 0
    git(demo, "commit", "--quiet", "--all", "--message", "Put culture right")
    assert run("public", "list", cwd=demo).returncode == 1
    found = {}
    for line in READING:
        told = run(*shlex.split(line), cwd=demo, COLUMNS=str(width))
        assert told.returncode in (0, 1), (line, told.stderr)
        if wide := too_wide(told.stdout, width):
            found[line] = wide
    assert found == {}
