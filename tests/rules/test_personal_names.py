"""Names of files: what meetings are called by is seen to be nobody's name at once, and is no sign of anybody."""

import random
from itertools import product

import pytest

from reflectctl.rules import personal
from reflectctl.rules.findings import looked_for_in
from reflectctl.rules.personal import is_personal, may_be_personal

WORDS = personal._CALLED.split("|")


def _day(chance: random.Random) -> str:
    return f"{chance.randrange(1990, 2040)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 32):02}"


def _asked(names: list[str]) -> tuple[bool, list[str]]:
    """Whether some names may be personal, and what was looked through to say so."""
    seen: list[str] = []

    def looked(texts):
        seen.extend(texts)
        return looked_for_in(texts)

    return may_be_personal(names, looked), seen


@pytest.mark.safety(14)
def test_what_meetings_are_called_by_is_nobodys_name():
    chance = random.Random(7)
    words = [(), *((word,) for word in WORDS), *product(WORDS, WORDS)]
    words += [tuple(chance.choices(WORDS, k=3)) for _ in range(1_000)]
    names = [
        "-".join((_day(chance), *each, *([str(chance.randrange(1_000))] if chance.random() < 0.6 else [])))
        + chance.choice(("", ".md", ".yaml"))
        for each in words
    ]

    assert [name for name in names if is_personal(name)] == []
    assert _asked(names) == (False, ["", ""])


@pytest.mark.parametrize(
    "name",
    [
        "2026-03-12-sarah-quill.md",
        "2026-03-12-meeting-07700-900123.md",
        "2026-03-12-review-of-sarah-quill.md",
        "sarah-quill-2026-03-12-meeting.md",
        "2026-03-12-flat-12.md",
        "2026-03-12-meeting.sarah-quill",
    ],
)
def test_any_other_name_is_looked_through(name):
    assert is_personal(name)
    assert _asked(["2026-03-12-meeting-3.md", f"meetings/{name}"])[0]
