"""No text is passed over in which something would be found: the quick look against the judges themselves."""

import random
from pathlib import Path

import pytest

from reflectctl.analysis import personal_data, personal_signs, redaction
from reflectctl.analysis.personal_data import changed, places
from reflectctl.analysis.personal_patterns import _GROUPS

from .personal_strings import MUST
from .test_personal_data import MUST as MORE

TEXTS = [text for texts in MUST.values() for text in texts] + [text for text, _ in MORE]
TEXTS += (Path(__file__).parent / "public_texts.txt").read_text("utf-8").split("\n")
OTHER = "Each agency puts in writing what happens out of hours with two exceptions. The young people's group agreed."


def _otherwise(text: str, chance: random.Random) -> str:
    """A text in another form."""
    words = text.split(" ")
    at = chance.randrange(len(words))
    return chance.choice(
        [
            text.replace(" ", "\n      "),
            " ".join([*words[:at], f"**{words[at]}**", *words[at + 1 :]]),
            " ".join([*words[:at], chance.choice(["only", "the", "two", "-", "(", "Sarah"]), *words[at:]]),
            text.replace(" ", chance.choice(["\u00a0", "  ", ", ", ": "]), 1),
            chance.choice([text.upper(), text.capitalize()]),
            f"{OTHER} {text} {OTHER}",
            f"    because: >-\n      {text}\n    agreed: 2026-03-12\n",
            f"[{text}](https://example.org/a) &amp; {OTHER}",
        ]
    )


@pytest.mark.safety(14)
@pytest.mark.parametrize("seed", range(2))
def test_no_text_is_passed_over_in_which_something_would_be_found(seed, monkeypatch):
    chance = random.Random(seed)
    texts = [*TEXTS, *(_otherwise(text, chance) for text in TEXTS)]
    found = [places(text) for text in texts]
    every = frozenset((*_GROUPS, *personal_signs.DOUBTS))
    for module in (personal_data, redaction):
        monkeypatch.setattr(module, "least", lambda text: every)
    monkeypatch.setattr(personal_data, "suspects", lambda pieces: dict.fromkeys(pieces, False))
    personal_data.in_piece.cache_clear()

    passed_over = [text for text, there in zip(texts, found, strict=True) if there != places(text)]
    personal_data.in_piece.cache_clear()

    assert sum(map(bool, found)) > 900
    assert passed_over == []


def test_what_is_plain_is_passed_over():
    assert personal_signs.least(OTHER) == frozenset()
    assert personal_signs.suspects([OTHER, OTHER]) == {}


SHARDS = [
    *("two", "girls", "aged", "12", "Sarah", "Quill", "S", "her", "brother", "of", "who", "was", "only", "the", "one"),
    *(
        "2019-02-03",
        "2019",
        "DOB",
        "turned",
        "4",
        "50",
        "@",
        "#1234",
        "x#1234",
        "|",
        "\n",
        ".",
        ". ",
        ": ",
        "(",
        "-",
        "oed",
    ),
    *(
        "Reception",
        "flat",
        "PC",
        "&amp;",
        "](https://a.example)",
        "at)",
        "\u2019s",
        "caf\u00e9",
        "\x01",
        "word",
        "numbers",
    ),
]


def _shattered(chance: random.Random) -> str:
    return chance.choice(["", " "]).join(chance.choice(SHARDS) for _ in range(chance.randrange(1, 14)))


@pytest.mark.safety(14)
@pytest.mark.parametrize("seed", range(40))
def test_texts_looked_through_together_are_those_that_one_by_one_have_the_least(seed):
    chance = random.Random(seed)
    texts = [_shattered(chance) for _ in range(60)] + [_otherwise(chance.choice(TEXTS), chance) for _ in range(20)]
    chance.shuffle(texts)
    if seed % 10 == 0:
        texts[3] += "\x02"

    found = personal_signs.suspects(texts)
    least = {text: groups for text in texts if (groups := personal_signs.least(text))}

    assert [text for text in least if text not in found] == []
    # Where none but judges of names are to look, no other would have had to.
    assert [text for text, groups in least.items() if found[text] and not groups <= personal_signs.NAMES] == []


LINES = [
    "rating: agree",
    "because: >-",
    "We asked",
    "two",
    "girls",
    "what helps.",
    "",
    "| Area | Girls |",
    "| --- | --- |",
]
LINES += [
    "| North | 12 |",
    "| South | 2 |",
    "Plan of 418 702",
    "9362 was read.",
    "- Read again",
    "Each agency was there.",
]


@pytest.mark.parametrize("seed", range(200))
def test_what_a_version_has_that_the_one_before_had_not_is_found_in_what_changed(seed):
    chance = random.Random(seed)
    before = [chance.choice(LINES) for _ in range(chance.randrange(40))]
    after = list(before)
    at = chance.randrange(len(after) + 1)
    after[at : at + chance.randrange(3)] = [chance.choice(LINES) for _ in range(chance.randrange(4))]
    was, now = ("\n".join(lines).encode() for lines in (before, after))

    if not places(was.decode()) and places(now.decode()):
        assert places(changed(was, now).decode())
