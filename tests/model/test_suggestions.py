"""Only what is near is suggested: a sign or two mistyped, never another day and never a random id."""

import pytest

from reflectctl.model.suggestions import near

AGENCIES = ("council", "police", "health", "education", "youth-justice", "community-safety", "homes")
ACTIONS = ("a-7k3f", "a-m4q8", "a-z6s3")
MEETINGS = ("2026-04-23-looking-back", "2026-04-16-trauma-and-parents")

MEANT = {
    ("polcie", AGENCIES): "police",
    ("heath", AGENCIES): "health",
    ("Poilce", AGENCIES): "police",
    ("comunity", AGENCIES): "community-safety",
    ("justise", AGENCIES): "youth-justice",
    ("young", AGENCIES): "",
    ("nobody", AGENCIES): "",
    ("po", AGENCIES): "",
    ("a-7k3g", ACTIONS): "a-7k3f",
    ("a-k73f", ACTIONS): "a-7k3f",
    ("a-zzzz", ACTIONS): "",
    ("2026-04-24", MEETINGS): "",
    ("2026-04-23-loking-back", MEETINGS): "2026-04-23-looking-back",
    ("x" * 100_000, AGENCIES): "",
}


@pytest.mark.parametrize(("typed", "meant"), MEANT.items(), ids=lambda each: str(each)[:20])
def test_only_what_is_near_is_suggested(typed: tuple[str, tuple[str, ...]], meant: str) -> None:
    assert near(*typed) == meant
