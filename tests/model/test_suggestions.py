"""Only what is near is suggested: a sign or two mistyped, never another day and never a random id."""

import random
from difflib import get_close_matches

import pytest

from reflectctl.model.suggestions import near, nearest

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


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("letters", ["ab", "abc-", "abcdefghijklmnopqrstuvwxyz-"])
def test_what_is_nearest_is_what_difflib_finds_first(letters: str, seed: int) -> None:
    draw = random.Random(seed)

    def word(most: int) -> str:
        return "".join(draw.choices(letters, k=draw.randint(0, most)))

    for _ in range(200):
        typed, known = word(90), [word(draw.choice([3, 12, 90])) for _ in range(draw.randint(0, 12))]
        known += [typed[:5] + word(4), word(3) + typed[2:], typed[::-1]] if draw.random() < 0.5 else []
        for cutoff in (0.5, 0.6):
            found = get_close_matches(typed[:80], known, n=1, cutoff=cutoff)
            assert nearest(typed, known, cutoff=cutoff) == (found[0] if found else ""), (typed, known)
