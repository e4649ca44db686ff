"""The schemas: sound themselves, fitted to a pack, the same from both libraries; one finding for one mistake."""

import copy
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reflectctl import resources
from reflectctl.documents.document import Document, read_document
from reflectctl.loading import date_messages
from reflectctl.loading import schema as schemas
from reflectctl.loading.content import instrument
from reflectctl.loading.files import kind
from reflectctl.loading.schema import FITTED, PARTNERSHIP_KINDS, Schemas, fit, fitted, jsonschema_validator, loosened
from reflectctl.loading.schema_value_messages import WORDINGS
from reflectctl.model.findings import Finding
from reflectctl.model.instrument import Instrument
from tests.conftest import CLEAN

CASES = Path(__file__).parent.parent / "cases"
BASE = CASES / "base"
PACK = {
    f"content/{path}": read_document(f"content/{path}", raw)
    for path, raw in resources.pack_files("practice-principles").items()
}
SHIPPED = instrument(PACK["content/pack.yaml"], [PACK[path] for path in PACK if "/principles/" in path])
FILES = {str(path.relative_to(BASE)): path.read_text("utf-8") for path in sorted(BASE.rglob("*")) if path.is_file()} | {
    path: document.text for path, document in PACK.items() if kind(path)
}
FILES["report.yaml"] = (CASES / "unknown-section/clean/report.yaml").read_text("utf-8")
FILES["content/phrases.yaml"] = (CASES / "unknown-phrase/clean/content/phrases.yaml").read_text("utf-8")
P, M, W = "principles/1-children-first.yaml", "meetings/2026-03-12-children-first.md", "partnership.yaml"
R, K, C = "preliminary.md", "content/pack.yaml", "content/principles/5-trauma.yaml"
L, S, V = "report.yaml", "content/phrases.yaml", "views/police.yaml"

MUTATIONS = {
    # what: path, old, new, line and column, rule
    "a rating misspelt": (P, "rating: agree ", "rating: agre ", 5, 13, "unknown-value"),
    "a rating's title": (P, "rating: neither", "rating: Neither agree nor disagree", 27, 13, "unknown-value"),
    "a rating as a number": (P, "rating: agree ", "rating: 4 ", 5, 13, "unknown-value"),
    "a rating as a truth value": (P, "rating: agree ", "rating: true ", 5, 13, "unknown-value"),
    "a rating as a list": (P, "rating: agree ", "rating: [agree] ", 5, 13, "wrong-type"),
    "a view's rating": (V, "rating: disagree", "rating: no way", 5, 13, "unknown-value"),
    "the principle misspelt": (P, "principle: children-first", "principle: childern-first", 2, 12, "unknown-principle"),
    "the principle empty": (P, "principle: children-first", "principle:", 2, 1, "missing-text"),
    "the principle's key misspelt": (P, "principle: ch", "princple: ch", 2, 1, "unknown-key"),
    "the principle missing": (P, "principle: children-first\n", "", 2, 1, "missing-key"),
    "assessments misspelt": (P, "assessments:", "assesments:", 3, 1, "unknown-key"),
    "a dimension misspelt": (P, "  behaviour:", "  behavior:", 21, 3, "unknown-statement"),
    "because misspelt": (P, "because: It", "becuase: It", 30, 5, "unknown-key"),
    "because as a list": (P, "because: It is unclear what we can show.", "because: [x]", 30, 14, "wrong-type"),
    "a key too many": (P, "    rating: neither", "    score: 3\n    rating: neither", 27, 5, "unknown-key"),
    "30 February": (P, '"2026-03-12"\n    meeting: 2026-03-12-children-first\n    because: It',
                    '"2026-02-30"\n    meeting: 2026-03-12-children-first\n    because: It', 28, 13, "impossible-date"),
    "a day first": (P, 'due: "2026-06-30"', 'due: "30.06.2026"', 43, 14, "impossible-date"),
    "a year of nothing": (P, 'due: "2026-06-30"', 'due: "0000-06-30"', 43, 14, "impossible-date"),
    "a date with a time": (P, 'due: "2026-06-30"', "due: 2026-06-30T10:00:00", 43, 14, "impossible-date"),
    "a year as a date": (P, 'due: "2026-06-30"', "due: 2026", 43, 14, "wrong-type"),
    "a month of words": (P, 'dated: "2026-02"', "dated: February", 13, 16, "wrong-form"),
    "a link that is none": (P, "https://example.org/audit", "example.org", 14, 15, "wrong-form"),
    "a link that runs": (P, "https://example.org/audit", "javascript:alert(1)", 14, 15, "wrong-form"),
    "a view of nobody": (V, "of: police\n", "", 2, 1, "missing-key"),
    "views in the file of a principle": (P, "    sources:", "    views: []\n    sources:", 10, 5, "unknown-key"),
    "a view of no statement": (V, "children-first.action", "children-first.acton", 4, 3, "unknown-statement"),
    "a view's agency in capitals": (V, "of: police", "of: Police", 2, 5, "wrong-form"),
    "a source of nothing": (P,
                            "      - what: Joint case audit\n        agency", "      - agency", 11, 9, "missing-key"),
    "reflections under another name": (P, "      building:\n", "      buildings:\n", 18, 7, "unknown-key"),
    "reflections as text": (P, "      building:\n", "      building: 7\n", 18, 17, "wrong-type"),
    "a horizon misspelt": (P, "  longer_term:", "  longer-term:", 54, 3, "unknown-key"),
    "an action without its id": (P, "      - id: a-9d2m\n        action: R", "      - action: R", 46, 9, "missing-key"),
    "an action's id with a space": (P, "a-9d2m", "a 9d2m", 46, 13, "wrong-form"),
    "an action's words empty": (P, "action: Read our forms together", "action: ''", 47, 17, "missing-text"),
    "a status": (P, "status: open", "status: opened", 44, 17, "unknown-value"),
    "a status misspelt in its key": (P, "        status: open", "        staus: open", 44, 9, "unknown-key"),
    "it serves nothing known": (P, "serves: [action, culture]", "serves: [action, heart]", 45, 26, "unknown-statement"),
    "actions as text": (P, "    actions: []", "    actions: none", 57, 14, "wrong-type"),
    "an action as text": (P, "    actions: []", "    actions: [none]", 57, 15, "wrong-type"),
    "a goal as a number": (P, "    goal:\n", "    goal: 1\n", 55, 11, "wrong-type"),
    "a list for a file": (P, FILES[P], "- a\n", 1, 1, "wrong-type"),
    "a word for a file": (P, FILES[P], "hello\n", 1, 1, "wrong-type"),
    "a meeting's id": (M, "id: 2026-03-12-children-first", "id: The meeting", 3, 5, "wrong-form"),
    "a meeting's date misspelt": (M, "date: ", "dat: ", 4, 1, "unknown-key"),
    "a meeting's date missing": (M, 'date: "2026-03-12"\n', "", 3, 1, "missing-key"),
    "a meeting's date empty": (M, 'date: "2026-03-12"\n', "date:\n", 4, 1, "missing-text"),
    "a meeting's principle": (M, "[children-first]", "[first]", 6, 14, "unknown-principle"),
    "those present as text": (M, "[council, police, health]", "everybody", 7, 10, "wrong-type"),
    "someone present twice": (M, "[council, police, health]", "[police, police]", 7, 19, "repeated-id"),
    "heard without who": (M, "  - who: Young people's advisory group\n    how", "  - how", 10, 5, "missing-key"),
    "heard, key misspelt": (M, "  - who: ", "  - whom: ", 10, 5, "unknown-key"),
    "content misspelt": (W, "content: ", "contents: ", 5, 1, "unknown-key"),
    "content missing": (W, "content: practice-principles\n", "", 2, 1, "missing-key"),
    "an agency without an id": (W, "  - id: council\n    name", "  - name", 7, 5, "missing-key"),
    "an agency's name as a number": (W, "name: Wessex Police", "name: 101", 11, 11, "wrong-type"),
    "statutory as text": (W, "statutory: true", "statutory: 'yes'", 9, 16, "wrong-type"),
    "days below nothing": (W, "due_soon_days: 30", "due_soon_days: -1", 20, 18, "out-of-range"),
    "days as a fraction": (W, "due_soon_days: 30", "due_soon_days: 1.5", 20, 18, "wrong-type"),
    "a preliminary date": (R, 'discussed: "2026-01-14"', "discussed: soon", 3, 12, "impossible-date"),
    "readiness as text": (R, "  actions:\n", "  acts:\n", 11, 3, "unknown-key"),
    "a stance": (K, "stance: unclear", "stance: unsure", 197, 13, "unknown-value"),
    "a wording": (K, "wording: restated", "wording: mine", 6, 10, "unknown-value"),
    "a version as a number": (K, 'version: "1.0"', "version: 1.0", 3, 10, "wrong-type"),
    "a principle of the pack twice": (K, "  - voice\n", "  - trauma\n", 255, 5, "repeated-id"),
    "a statement missing": (C, "  culture:", "  cultures:", 20, 3, "unknown-key"),
    "a voice missing": (C, "voice: ", "voices: ", 28, 1, "unknown-key"),
    "a report's title as a number": (L, "title: Our year together\n", "title: 2026\n", 2, 8, "wrong-type"),
    "sections misspelt": (L, "\nsections:\n", "\nsection:\n", 6, 1, "unknown-key"),
    "sections as text": (L, "[summary, thanks, our-area, scale]", "summary", 28, 15, "wrong-type"),
    "a section by its title": (L, "  - standing", "  - What moved", 9, 5, "wrong-form"),
    "a section twice": (L, "  - standing", "  - summary", 9, 5, "repeated-id"),
    "a section of nothing": (L, "  - standing", "  -", 9, 4, "missing-text"),
    "a chapter without its id": (L, "  - id: thanks\n    title", "  - title", 22, 5, "missing-key"),
    "a chapter without its title": (L, "    title: Thank you\n", "", 22, 5, "missing-key"),
    "a chapter as text": (L, "  - id: thanks\n    title: Thank you\n    edition: public\n", "  - Thanks\n",
                          22, 5, "wrong-type"),
    "a chapter's edition": (L, "edition: partner", "edition: partners", 21, 14, "unknown-value"),
    "an edition that there is not": (L, "  partner:", "  board:", 29, 3, "unknown-key"),
    "an edition as text": (L, "  partner:", "  partner: as above", 29, 12, "wrong-type"),
    "the language of phrases in words": (S, "language: cy", "language: Welsh", 2, 11, "wrong-form"),
    "the language of phrases missing": (S, "language: cy\n", "", 2, 1, "missing-key"),
    "phrases misspelt": (S, "phrases:\n", "phrase:\n", 3, 1, "unknown-key"),
    "a phrase of nothing": (S, "Crynodeb", "''", 4, 14, "missing-text"),
    "a phrase as a number": (S, "Crynodeb", "7", 4, 14, "wrong-type"),
    "phrases as a list": (S, "Crynodeb", "[Crynodeb]", 4, 14, "wrong-type"),
    "a form that there is not": (S, '    "2": c', "    several: c", 16, 5, "unknown-key"),
    "a number with a sign": (S, '    "2": c', '    "-2": c', 16, 5, "unknown-key"),
    "a form as a list": (S, "one: cynhaliwyd un cyfarfod", "one: [cyfarfod]", 15, 10, "wrong-type"),
}  # fmt: skip


def document(path: str, text: str) -> Document:
    return read_document(path, text.encode())


def check(path: str, text: str, given: Schemas | None = None) -> list[Finding]:
    read = document(path, text)
    assert read.found == ()
    return (given or Schemas(SHIPPED)).check(kind(path) or "", read)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Schemas:
    """The schemas checked by jsonschema, as where jsonschema-rs is missing."""
    monkeypatch.setattr(schemas, "_validator", jsonschema_validator)
    return Schemas(SHIPPED)


@pytest.mark.parametrize("path", FILES)
def test_a_sound_file_has_no_findings_by_either_library(path: str, slow: Schemas) -> None:
    assert check(path, FILES[path], slow) == []
    assert (
        list(jsonschema_validator(fitted(kind(path) or "", SHIPPED)).iter_errors(document(path, FILES[path]).data))
        == []
    )


@pytest.mark.parametrize(("path", "old", "new", "line", "column", "rule"), MUTATIONS.values(), ids=MUTATIONS)
def test_one_mistake_is_one_finding_at_its_place_by_either_library(
    path: str, old: str, new: str, line: int, column: int, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert old in FILES[path]
    text = FILES[path].replace(old, new, 1)
    quick = check(path, text)
    monkeypatch.setattr(schemas, "_validator", jsonschema_validator)
    assert check(path, text) == quick
    assert [(found.location.line, found.location.column, found.rule) for found in quick] == [(line, column, rule)]
    assert quick[0].message.endswith(".")


SAID = {
    # what: path, old, new, a part of the message, a part of the hint
    "a rating misspelt": (P, "rating: agree ", "rating: agre ", "`agre` is not a value of `rating`", "mean `agree`?"),
    "a rating's title": (P, "rating: agree ", "rating: Strongly agree ", "`Strongly agree`", "mean `strongly-agree`?"),
    "a rating's long title": (
        P,
        "rating: agree ",
        "rating: Neither agree nor disagree ",
        "`Neither",
        "mean `neither`?",
    ),
    "a rating in capitals": (
        P,
        "rating: agree ",
        "rating: STRONGLY_AGREE ",
        "`STRONGLY_AGREE`",
        "mean `strongly-agree`?",
    ),
    "a rating in curly quotes": (P, "rating: agree ", "rating: “agree” ", "`“agree”`", "Write `agree` without “ and ”"),
    "a rating with a mark that cannot be seen": (P, "rating: agree ", "rating: agree\u200b # ", "`agree", "U+200B"),
    "a rating of yes": (P, "rating: agree ", "rating: yes ", "`yes` is not a value", "or leave it empty"),
    "a rating as a list": (
        P,
        "rating: agree ",
        "rating: [agree] ",
        "`rating` holds a list; expected one of",
        "without brackets and dashes: `agree`",
    ),
    "a rating that took the next keys in": (
        P,
        "rating:\n    agreed:\n    meeting:",
        "rating:\n      agreed:\n    meeting:",
        "`rating` holds keys and values",
        "`agreed` is indented too far",
    ),
    "a number for a principle": (
        P,
        "principle: children-first",
        "principle: 1",
        "`1` is not the id of a principle",
        "mean `children-first`?",
    ),
    "a title for a principle": (
        P,
        "principle: children-first",
        "principle: Put children and young people first",
        "is not the id of a principle",
        "mean `children-first`?",
    ),
    "a required key misspelt": (P, "principle: ch", "princple: ch", "`princple` is not a key", "mean `principle`?"),
    "a key in capitals": (P, "    because: It", "    Because: It", "`Because` is not a key", "mean `because`?"),
    "a key by its title": (P, "  longer_term:", "  Longer term actions:", "is not a key", "mean `longer_term`?"),
    "a key with a space of another kind": (M, "title: Putting", "\u00a0title: Putting", "is not a key", "U+00A0"),
    "a key of another level": (
        P,
        "    because: It",
        "  because: It",
        "`because` does not stand where it belongs",
        "It belongs under `assessments.culture`: indent it further.",
    ),
    "a key of a level below": (M, 'date: "2026-03-12"\n', "", "`date`", "as in"),
    "a key below its level": (
        M,
        "    dated: ",
        "    present: []\n    dated: ",
        "`present` is not a key",
        "belongs at the top",
    ),
    "a word for an entry": (
        P,
        "    actions: []",
        "    actions: [none]",
        "Entry 1 of `actions` is the text `none`",
        "`- id: none`",
    ),
    "a word for a list of entries": (P, "    actions: []", "    actions: none", "expected a list", "beginning `- id:`"),
    "words for a list": (
        M,
        "[council, police, health]",
        "council; police",
        "expected a list",
        "`present: [council, police]`",
    ),
    "dashes without spaces": (
        M,
        "[council, police, health]",
        "\n  -council\n  -police",
        "expected a list",
        "behind each dash",
    ),
    "keys for a list": (
        M,
        "  - who: Young people's advisory group\n    how",
        "    who: Young people\n    how",
        "`heard` holds keys and values; expected a list",
        "`- who: …`",
    ),
    "a list for a text": (
        V,
        "because: Custody is not there yet.",
        "because:\n          - Custody",
        "expected text",
        "Write `because: |`",
    ),
    "brackets for a text": (V, "because: Custody is not there yet.", "because: [sic]", "expected text", "in quotes"),
    "braces for a text": (V, "because: Custody is not there yet.", "because: {sic}", "expected text", "braces"),
    "a colon in a text": (
        V,
        "because: Custody is not there yet.",
        "because:\n          Custody: not yet",
        "expected text",
        "if the colon belongs to it",
    ),
    "a number for a text": (W, "name: Wessex Police", "name: 1.10", "`name` is `1.10`; expected text", '"1.10"'),
    "a text for a number": (W, "due_soon_days: 30", "due_soon_days: 30 days", "is the text `30 days`", "Write 30,"),
    "a truth in words": (W, "statutory: true", "statutory: No", "expected true or false", "Write false"),
    "a number too small": (
        W,
        "due_soon_days: 30",
        "due_soon_days: -1",
        "`-1`; expected 0 to 366",
        "not smaller than 0",
    ),
    "another format": (W, "format: 1", "format: 0", "expected `1`", "Write `1`."),
    "an id in capitals": (
        V,
        "of: police\n",
        "of: The Police\n",
        "does not have the form of an id",
        "`the-police`",
    ),
    "a link without its beginning": (
        P,
        "https://example.org/audit",
        "example.org",
        "not a link",
        "`https://example.org`",
    ),
    "a month in words": (P, 'dated: "2026-02"', "dated: Feb 2026", "not a date", '"2026-02"'),
    "a month in digits": (P, 'dated: "2026-02"', "dated: 2/2026", "not a date", '"2026-02"'),
    "a day with strokes": (
        P,
        'due: "2026-06-30"',
        "due: 30/06/2026",
        "not a date as it is written here",
        '"2026-06-30"',
    ),
    "30 February": (
        P,
        'due: "2026-06-30"',
        'due: "2026-02-30"',
        "not a day that the calendar has",
        "February 2026 has 28 days.",
    ),
    "a day before its month": (P, 'due: "2026-06-30"', 'due: "2026-30-06"', "not a day", '"2026-06-30"'),
    "a time behind a date": (P, 'due: "2026-06-30"', "due: 2026-06-30T10:00", "not a date", '"2026-06-30"'),
    "someone present twice": (
        M,
        "[council, police, health]",
        "[police, police]",
        "`police` stands twice in `present`",
        "Keep one",
    ),
    "a list for a file": (P, FILES[P], "- a\n", "The file holds a list", "`principle:`"),
    "a word for a file": (P, FILES[P], "hello\n", "The file is the text `hello`", "`principle:`"),
    "a statement in another spelling": (
        P,
        "  behaviour:",
        "  behavior:",
        "not a statement of this principle",
        "mean `behaviour`?",
    ),
    "a rule misspelt": (
        W,
        "  due_soon_days: 30",
        "  rules:\n    overdue-actions: off",
        "not a rule whose level can be set",
        "mean `overdue-action`?",
    ),
    "an edition misspelt": (L, "  partner:", "  partners:", "`partners` is not a key", "mean `partner`?"),
    "a chapter's edition in capitals": (L, "edition: partner", "edition: Partner", "`Partner`", "mean `partner`?"),
    "sections with commas": (
        L,
        "[summary, thanks, our-area, scale]",
        "summary, scale",
        "expected a list",
        "`sections: [summary, scale]`",
    ),
    "a section's title": (L, "  - standing", "  - Little progress", "form of an id", "mean `little-progress`?"),
    "a rule that there is not": (
        W,
        "  due_soon_days: 30",
        "  rules:\n    xyz: off",
        "not a rule",
        "`reflectctl rules`",
    ),
}


@pytest.mark.parametrize(("path", "old", "new", "message", "hint"), SAID.values(), ids=SAID)
def test_a_finding_says_what_was_found_what_was_expected_and_what_is_nearest(
    path: str, old: str, new: str, message: str, hint: str
) -> None:
    assert old in FILES[path]
    (found,) = check(path, FILES[path].replace(old, new, 1))
    assert message in found.message
    assert hint in found.hint
    assert found.message.endswith(".")
    assert found.hint.endswith((".", "?"))


TOLD = {
    # what: path, old, new, the route that nothing else need be said of
    "a wrong value": (P, "rating: agree ", "rating: agre ", ("assessments", "action", "rating")),
    "a misspelt key": (P, "because: It", "becuase: It", ("assessments", "culture", "because")),
    "a misspelt key that is needed": (P, "principle: ch", "princple: ch", ("principle",)),
    "a missing key": (P, "principle: children-first\n", "", ("principle",)),
    "a missing key of an entry": (P, "      - id: a-9d2m\n        action", "      - action",
                                  ("making_progress", "immediate", "actions", 1, "id")),
    "a key not indented enough": (P, "    because: It", "  because: It", ("assessments", "culture", "because")),
    "a key at the top": (P, "    because: It", "because: It", ("assessments", "culture", "because")),
    "a key indented too far": (P, "rating:\n    agreed:\n    meeting:", "rating:\n      agreed:\n    meeting:",
                               ("assessments", "behaviour", "agreed")),
    "a wrong date": (P, 'due: "2026-06-30"', 'due: "2026-06-31"',
                     ("making_progress", "immediate", "actions", 0, "due")),
    "an entry twice": (M, "[council, police, health]", "[council, council]", ("present", 1)),
    "a misspelt statement": (P, "  behaviour:", "  behavior:", ("assessments", "behaviour")),
}  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "route"), TOLD.values(), ids=TOLD)
def test_what_is_told_is_known_by_the_route_that_was_meant(path: str, old: str, new: str, route: tuple[Any]) -> None:
    given = Schemas(SHIPPED)
    assert old in FILES[path]
    assert len(check(path, FILES[path].replace(old, new, 1), given)) == 1
    assert (path, route) in given.told


def test_nothing_is_told_of_a_sound_file() -> None:
    given = Schemas(SHIPPED)
    assert check(P, FILES[P], given) == []
    assert given.told == set()


def test_keys_that_left_their_place_together_are_one_mistake() -> None:
    given = Schemas(SHIPPED)
    old = '    rating: neither\n    agreed: "2026-03-12"\n    meeting: 2026-03-12-children-first\n    because: It'
    (found,) = check(P, FILES[P].replace(old, old.replace("    ", "  ")), given)
    assert "`rating` and 3 more keys below it" in found.message
    assert {route[-1] for path, route in given.told if route[:2] == ("assessments", "culture")} == {
        "rating", "agreed", "meeting", "because",
    }  # fmt: skip


def test_a_key_that_is_needed_and_stands_on_another_level_is_one_mistake() -> None:
    (found,) = check(M, FILES[M].replace("title: Putting children first, a year on\n", "").replace(
        "    how:", "    title: Putting children first\n    how:"))  # fmt: skip
    assert (found.rule, found.message) == ("unknown-key", "`title` does not stand where it belongs.")


def test_two_mistakes_side_by_side_are_two_findings() -> None:
    text = FILES[P].replace("    because: It", "    becuase: It").replace("    rating: neither", "    raiting: neither")
    assert [found.rule for found in check(P, text)] == ["unknown-key", "unknown-key"]
    assert len(check(W, FILES[W].replace("name: Wessex Police", "nam: 1").replace("id: health", "id: 7"))) == 2


# ---- every keyword has its words -------------------------------------------------------------------------------

ANNOTATIONS = {
    "$schema", "$id", "$ref", "$defs", "$comment", "title", "description", "examples", "enumDescriptions", "properties",
    "items", "default", "defaultSnippets", "allOf",
}  # fmt: skip
KEYS = {"required", "additionalProperties", "patternProperties"}


def keywords(node: Any) -> Iterator[str]:
    """Every keyword in a schema by which it objects to something."""
    yield from set(node) - ANNOTATIONS
    below = [*node.get("properties", {}).values(), *node.get("$defs", {}).values(), *node.get("allOf", [])]
    for inner in [*below, node["items"]] if "items" in node else below:
        yield from keywords(inner)


def test_every_keyword_of_the_files_schemas_has_words_of_its_own_and_there_are_no_others() -> None:
    used = {word for name in PARTNERSHIP_KINDS for word in keywords(resources.schema(name))}
    assert used - KEYS == set(WORDINGS)


# ---- dates as people write them --------------------------------------------------------------------------------

DAYS = {
    "12/03/2026": "2026-03-12",
    "12.3.2026": "2026-03-12",
    "12-03-26": "2026-03-12",
    "30/06/2026": "2026-06-30",
    "06/30/2026": "2026-06-30",
    "2026/03/12": "2026-03-12",
    "2026-3-5": "2026-03-05",
    "20260312": "2026-03-12",
    "2026-03-12T10:00:00Z": "2026-03-12",
    "2026-03-12 10:00": "2026-03-12",
    "12 March 2026": "2026-03-12",
    "12th of March, 2026": "2026-03-12",
    "Thursday 12 March 2026": "2026-03-12",
    "12-Mar-2026": "2026-03-12",
    "March 12, 2026": "2026-03-12",
    "1st Sept 2026": "2026-09-01",
    "31/02/2026": "",
    "soon": "",
    "12 Smarch 2026": "",
    "99999999999": "",
    "0/0/0000": "",
    "": "",
}


@pytest.mark.parametrize(("written", "meant"), DAYS.items())
def test_the_day_that_was_meant(written: str, meant: str) -> None:
    assert date_messages.day(written) == meant


def test_why_a_day_is_none() -> None:
    assert date_messages.why_not("2026-02-30") == "February 2026 has 28 days."
    assert date_messages.why_not("2028-02-30") == "February 2028 has 29 days."
    assert date_messages.why_not("2026-00-10") == "A year has 12 months."
    assert "0001" in date_messages.why_not("0000-01-01")
    assert date_messages.why_not("2026-04-30") == ""
    assert date_messages.why_not("30/04/2026") == ""


@pytest.mark.safety(3)
def test_a_long_value_is_cut_in_the_message() -> None:
    (found,) = check(P, FILES[P].replace("rating: agree ", "rating: " + "x" * 500 + " "))
    assert len(found.message) < 300


@pytest.mark.safety(3)
def test_a_file_has_fifty_findings_at_most_and_then_says_how_many_more() -> None:
    found = check(P, "principle: trauma\n" + "".join(f"k{n}: 1\n" for n in range(70)))
    assert len(found) == 51
    assert found[-1].rule == "too-many-findings"
    assert "20 more" in found[-1].message


# ---- fitted to a pack ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PARTNERSHIP_KINDS)
def test_the_shipped_pack_leaves_the_shipped_schema_as_it_is(name: str) -> None:
    assert fit(resources.schema(name), SHIPPED) == resources.schema(name)
    assert list(json.dumps(fitted(name, SHIPPED))) == list(json.dumps(resources.schema(name)))


def test_an_instrument_that_says_nothing_leaves_the_schema_as_it_is() -> None:
    assert fitted("principle", Instrument()) == resources.schema("principle")


OTHER = """\
id: other
version: "1"
language: cy
title: Other
wording: local
source: {title: Other, publisher: Us}
lead_in: We
rating_lead_in: We
dimensions:
  - {id: say, title: Say, meaning: What we say}
  - {id: do, title: Do, meaning: What we do}
scale:
  - {id: always, title: Always, stance: agreement, meaning: Always so}
  - {id: mostly, title: Mostly, stance: agreement, meaning: Mostly so}
  - {id: unsure, title: Unsure, stance: unclear, meaning: We cannot say}
  - {id: never, title: Never, stance: disagreement, meaning: Never so}
prompts:
  - {id: seen, title: Seen, holds: evidence, questions: [What was seen?]}
voice_title: Voice
making_progress:
  - {id: soon, title: Soon, goal: What?, actions: Who?, measure: How?}
principles: [one]
"""
ONE = "id: one\ntitle: One\nstatements: {say: We say so., do: We do so.}\nvoice: I feel it.\n"
RECORD = """\
principle: one
assessments:
  say:
    rating: mostly
    reflections: {seen: Something.}
  do:
    rating:
making_progress:
  soon:
    goal: It
    actions:
      - {id: a-1, action: Do it, serves: [do]}
"""


def other() -> Schemas:
    pack = document("content/pack.yaml", OTHER)
    return Schemas(instrument(pack, [document("content/principles/one.yaml", ONE)]))


def test_another_pack_with_two_dimensions_and_four_points_checks_its_own_files() -> None:
    assert check("content/pack.yaml", OTHER, other()) == []
    assert check("content/principles/one.yaml", ONE, other()) == []
    assert check("principles/one.yaml", RECORD, other()) == []
    meeting = "---\nid: m\ndate: 2026-01-01\ntitle: M\nprinciples: [one]\n---\n"
    assert check("meetings/m.md", meeting, other()) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("rating: mostly", "rating: agree", "unknown-value"),
        ("  say:", "  action:", "unknown-statement"),
        ("{seen: ", "{evidence: ", "unknown-key"),
        ("  soon:", "  immediate:", "unknown-key"),
        ("serves: [do]", "serves: [culture]", "unknown-statement"),
        ("principle: one", "principle: trauma", "unknown-principle"),
    ],
)
def test_with_another_pack_the_shipped_packs_words_are_not_known(old: str, new: str, rule: str) -> None:
    assert [found.rule for found in check("principles/one.yaml", RECORD.replace(old, new, 1), other())] == [rule]
    assert [found.rule for found in check("principles/one.yaml", RECORD)] != []


def test_without_a_pack_no_word_of_it_is_asked_for_and_the_rest_is() -> None:
    none = Schemas(Instrument())
    assert check("principles/one.yaml", RECORD, none) == []
    assert check(P, FILES[P], none) == []
    assert [found.rule for found in check(P, FILES[P].replace("because: It", "becuase: It"), none)] == ["unknown-key"]
    assert [found.rule for found in check(P, FILES[P].replace("rating: agree ", "rating: [a] "), none)] == [
        "wrong-type"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - id: agree\n", "  - idd: agree\n"),
        ("  - id: evidence\n", "  - id: Evidence\n"),
        ("  - id: action\n", "  - id: Action\n"),
    ],
)
def test_a_mistake_in_the_packs_ids_is_not_told_again_of_every_file_that_goes_by_them(old: str, new: str) -> None:
    assert old in FILES[K]
    text = FILES[K].replace(old, new, 1)
    given = Schemas(instrument(document(K, text), [PACK[path] for path in PACK if "/principles/" in path]))
    assert len(check(K, text, given)) == 1
    assert [check(path, FILES[path], given) for path in (C, M, P, W)] == [[], [], [], []]


def test_a_principle_that_is_listed_is_known_though_its_file_is_not_there() -> None:
    some = instrument(PACK[K], [PACK[path] for path in PACK if "/principles/" in path and path != C])
    assert check("principles/5.yaml", "principle: trauma\n", Schemas(some)) == []


# ---- the schemas themselves ------------------------------------------------------------------------------------


@pytest.mark.safety(3)
@pytest.mark.parametrize("name", resources.schema_names())
def test_a_schema_is_sound_and_stands_by_itself(name: str) -> None:
    schema = resources.schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(reference.startswith("#/$defs/") for reference in references(schema))
    assert {reference.removeprefix("#/$defs/") for reference in references(schema)} == set(schema.get("$defs", {}))


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def objects(node: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every node of a schema that describes keys, with where it stands."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield at, node
        for key, value in node.items():
            if key not in ("examples", "default", "enum"):
                yield from objects(value, f"{at}/{key}")


@pytest.mark.parametrize("name", PARTNERSHIP_KINDS)
def test_every_key_of_a_file_is_explained_with_an_example_that_is_valid(name: str) -> None:
    schema = resources.schema(name)
    for at, node in objects(schema, name):
        assert node.get("additionalProperties") is False, at
        for key, value in node["properties"].items():
            for wanted in ("title", "description", "examples"):
                assert value.get(wanted), f"{at}/{key} has no {wanted}"
            for example in value["examples"]:
                alone = copy.deepcopy({**value, "$defs": schema.get("$defs", {})})
                assert jsonschema_validator(alone).is_valid(example), f"{at}/{key}: {example}"


def test_a_pack_without_a_part_that_others_go_by_asks_for_no_word_of_it() -> None:
    node = {"$comment": FITTED, "required": ["evidence"], "properties": {}}
    assert loosened({"$defs": {"reflections": node}})["$defs"]["reflections"]["additionalProperties"] is True


@pytest.mark.safety(19)
@pytest.mark.parametrize(
    "lines",
    ["  k{n}: v{n}\n", "  k{n}:\n    rating: no\n", "k{n}: 1\n"],
    ids=["of statements", "with ratings", "at the top"],
)
def test_a_file_of_somebody_who_means_no_good_is_answered_in_time(demo: Path, lines: str) -> None:
    """As many mistakes as a megabyte holds; to look at each closely took minutes."""
    head = "principle: voice\nassessments:\n"
    count = 900_000 // len(lines.format(n=30_000))
    (demo / "principles/3-voice.yaml").write_text(head + "".join(lines.format(n=n) for n in range(count)), "utf-8")

    # Of the processor's time: how long it takes by the clock says what else the machine does.
    done = subprocess.run(
        [sys.executable, "-m", "reflectctl", "validate", "--format", "lines"],
        cwd=demo, env=CLEAN, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (40, 40)),
    )  # fmt: skip

    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if line.startswith("principles/3-voice.yaml:")]
    assert len(told) in (1, 51), told[-3:]
