"""A copy of what is held about something: all that stands and stood, and what was left out, with why."""

import json
from pathlib import Path
from typing import Any

import pytest

from ..conftest import git, run

FILE = "principles/1-children-first.yaml"
RATED = """\
principle: children-first
assessments:
  action:
    rating: agree
    agreed: "2026-03-12"
    because: |
      Taxi marshals ring us.

      <!-- the taxi firm asked -->
  culture:
    rating: disagree
    agreed: "2026-03-12"
    because: A 14-year-old told us about the taxi.
making_progress:
  immediate:
    actions:
      - id: a-1
        action: Train the drivers
        owner: police
        due: "2026-06-30"
"""
MEETING = """\
---
id: 2026-03-12-letters
date: "2026-03-12"
title: Letters
---

## Rides

We spoke about taxis.

## Other

Nothing of it.
"""


@pytest.fixture
def held(fresh: Path) -> Path:
    """A partnership that wrote about taxis, now, earlier, on another branch and in a message."""

    def commit(message: str, day: int, **texts: str) -> None:
        for path, text in ((FILE, texts.get("rated")), ("meetings/2026-03-12-letters.md", texts.get("meeting"))):
            if text is not None:
                (fresh / path).parent.mkdir(exist_ok=True)
                (fresh / path).write_text(text, encoding="utf-8")
        git(fresh, "add", "-A")
        git(fresh, "commit", "-q", "--allow-empty", "-m", message, on=f"2026-03-{day}T12:00:00+00:00")

    commit("rated", 13, rated=RATED.replace("marshals ring", "marshals never ring"))
    git(fresh, "checkout", "-q", "-b", "other")
    commit("elsewhere", 14, rated=RATED.replace("Taxi marshals ring us.", "Taxi ranks are dark."))
    git(fresh, "checkout", "-q", "-")
    commit("After the taxi talk", 15, rated=RATED, meeting=MEETING)
    return fresh


def copy(held: Path, *words: str) -> dict[str, Any]:
    done = run("report", "disclosure", *words, "--format", "json", cwd=held)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def texts(pieces: list[dict[str, Any]]) -> str:
    return " ".join(value["text"] for each in pieces for value in each["said"])


def test_what_stands_and_what_stood_on_any_branch_and_in_messages_is_in_the_copy(held: Path) -> None:
    told = copy(held, "taxi")

    assert "Taxi marshals ring us." in texts(told["now"])
    assert "the taxi firm asked" in texts(told["now"]), "what readers of reports do not see is held all the same"
    assert "We spoke about taxis." in texts(told["now"])
    assert "Nothing of it." not in texts(told["now"])
    assert "marshals never ring" in texts(told["earlier"])
    assert "ranks are dark" in texts(told["earlier"])
    assert "After the taxi talk" in texts(told["earlier"])
    assert [each["day"] for each in told["now"]] == ["2026-03-15", "2026-03-15"]
    line = (held / "meetings/2026-03-12-letters.md").read_text("utf-8").splitlines().index("## Rides") + 1
    assert [each["line"] for each in told["now"] if each["path"].startswith("meetings/")] == [line]


def test_what_may_point_at_a_person_is_left_out_and_listed_with_why(held: Path) -> None:
    for form in ("html", "markdown", "json"):
        done = run("report", "disclosure", "taxi", "-o", f"{form}=copy", cwd=held)
        assert done.returncode == 0, done.stderr
        made = (held / "copy").read_text("utf-8")
        assert "14-year-old" not in made
        assert "person&#x27;s age" in made or "person's age" in made
        assert FILE in made
        assert form != "html" or 'aria-label="What was left out"' in made
        assert 'aria-label=""' not in made
        (held / "copy").unlink()

    (left,) = copy(held, "taxi")["left_out"]
    assert (left["path"], left["line"]) == (FILE, 11)
    assert "14-year-old" in texts(copy(held, "taxi", "--whole")["now"])


@pytest.mark.parametrize(
    ("words", "there", "not_there"),
    [
        (("--agency", "police"), "Train the drivers", "marshals"),
        (("--statement", "children-first.action"), "marshals", "Train the drivers"),
        (("--principle", "children-first"), "Train the drivers", "taxis"),
        (("drivers", "--principle", "children-first"), "Train the drivers", "marshals"),
        (("nothing-like-it",), "", "marshals"),
    ],
)
def test_it_is_about_words_and_about_ids(held: Path, words: tuple[str, ...], there: str, not_there: str) -> None:
    told = copy(held, *words)

    assert there in texts(told["now"])
    assert not_there not in texts(told["now"])


def test_what_cannot_be_read_is_named(held: Path) -> None:
    (held / FILE).write_text("principle: [\n", encoding="utf-8")

    assert copy(held, "taxi")["unread"] == [FILE]


@pytest.mark.parametrize(
    "words", [("disclosure",), ("disclosure", "taxi", "--since", "HEAD"), ("yearly", "taxi"), ("--whole",)]
)
def test_what_does_not_go_together_is_refused(held: Path, words: tuple[str, ...]) -> None:
    done = run("report", *words, cwd=held)

    assert (done.returncode, done.stdout) == (2, "")
