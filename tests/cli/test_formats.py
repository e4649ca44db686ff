"""Every answer takes every form: what is said of it as text stands in its Markdown, and its data is JSON."""

import json
from pathlib import Path

import pytest

from reflectctl.render.export import ANY, HELD, SAID
from tests.conftest import run
from tests.render.test_forms import words_of_markdown, words_of_terminal

ANSWERS = [
    "status --today 2026-04-30",
    "action list",
    "meeting list",
    "review-point --list",
    "history",
    "history views",
    "history actions",
    "diff HEAD~20 HEAD",
    "content list",
    "content show 1",
    "content diff HEAD~20 HEAD",
    "rules",
    "explain missing-key",
    "doctor",
]


OWN = {
    **dict.fromkeys(("history", "history views", "history actions"), "told in full, as a paper has room for it"),
    "diff HEAD~20 HEAD": "a comment for a forge, with what a terminal has no room for folded",
    "rules": "a page of the manual",
    "explain missing-key": "a page of the manual",
}
"""Answers whose Markdown is a page of its own."""


@pytest.mark.parametrize("line", ANSWERS)
def test_an_answer_takes_every_form(built_demo: Path, line: str) -> None:
    told = {form: run(*line.split(), "--format", form, cwd=built_demo, COLUMNS="100000") for form in ANY}
    assert {each.returncode for each in told.values()} == {0}
    for form in HELD:
        assert json.loads(told[form].stdout)["kind"]
    assert set(SAID) == {"text", "markdown"}
    if line not in OWN:
        # Long cells of a terminal's table are set beside one another, so the order is not the same there.
        assert sorted(words_of_markdown(told["markdown"].stdout)) == sorted(words_of_terminal(told["text"].stdout))


@pytest.mark.parametrize("line", ANSWERS)
def test_a_command_offers_every_form(built_demo: Path, line: str) -> None:
    words = line.split()[: 2 if line.startswith(("action", "meeting", "content")) else 1]
    offered = " ".join(run(*words, "--help", cwd=built_demo).stdout.split())
    assert f"--format <{'|'.join(ANY)}" in offered
