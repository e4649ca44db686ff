"""The schemas: sound themselves, fitted to a pack, the same from both libraries; one finding for one mistake."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reflectctl import resources
from reflectctl.documents.document import Document, read_document
from reflectctl.loading import schemas
from reflectctl.loading.instruments import instrument
from reflectctl.loading.kinds import kind
from reflectctl.loading.schemas import PARTNERSHIP_KINDS, Schemas, fit, fitted, jsonschema_validator
from reflectctl.model.diagnostics import Diagnostic
from reflectctl.model.instrument import Instrument

BASE = Path(__file__).parent.parent / "cases" / "base"
PACK = {
    f"content/{path}": read_document(f"content/{path}", raw)
    for path, raw in resources.pack_files("practice-principles").items()
}
SHIPPED = instrument(PACK["content/pack.yaml"], [PACK[path] for path in PACK if "/principles/" in path])
FILES = {str(path.relative_to(BASE)): path.read_text("utf-8") for path in sorted(BASE.rglob("*")) if path.is_file()} | {
    path: document.text for path, document in PACK.items() if kind(path)
}
P, M, W = "principles/1-children-first.yaml", "meetings/2026-03-12-children-first.md", "partnership.yaml"
R, K, C = "preliminary.md", "content/pack.yaml", "content/principles/5-trauma.yaml"

MUTATIONS = {
    # what: path, old, new, line and column, rule
    "a rating misspelt": (P, "rating: agree ", "rating: agre ", 5, 13, "unknown-value"),
    "a rating's title": (P, "rating: neither", "rating: Neither agree nor disagree", 33, 13, "unknown-value"),
    "a rating as a number": (P, "rating: agree ", "rating: 4 ", 5, 13, "unknown-value"),
    "a rating as a truth value": (P, "rating: agree ", "rating: true ", 5, 13, "unknown-value"),
    "a rating as a list": (P, "rating: agree ", "rating: [agree] ", 5, 13, "unknown-value"),
    "a view's rating": (P, "rating: disagree", "rating: no way", 12, 17, "unknown-value"),
    "the principle misspelt": (P, "principle: children-first", "principle: childern-first", 2, 12, "unknown-principle"),
    "the principle empty": (P, "principle: children-first", "principle:", 2, 1, "unknown-principle"),
    "the principle's key misspelt": (P, "principle: ch", "princple: ch", 2, 1, "unknown-key"),
    "the principle missing": (P, "principle: children-first\n", "", 2, 1, "missing-key"),
    "assessments misspelt": (P, "assessments:", "assesments:", 3, 1, "unknown-key"),
    "a dimension misspelt": (P, "  behaviour:", "  behavior:", 27, 3, "unknown-statement"),
    "because misspelt": (P, "because: It", "becuase: It", 36, 5, "unknown-key"),
    "because as a list": (P, "because: It is unclear what we can show.", "because: [x]", 36, 14, "wrong-type"),
    "a key too many": (P, "    rating: neither", "    score: 3\n    rating: neither", 33, 5, "unknown-key"),
    "30 February": (P, '"2026-03-12"\n    meeting: 2026-03-12-children-first\n    because: It',
                    '"2026-02-30"\n    meeting: 2026-03-12-children-first\n    because: It', 34, 13, "impossible-date"),
    "a day first": (P, 'due: "2026-06-30"', 'due: "30.06.2026"', 49, 14, "impossible-date"),
    "a year of nothing": (P, 'due: "2026-06-30"', 'due: "0000-06-30"', 49, 14, "impossible-date"),
    "a date with a time": (P, 'due: "2026-06-30"', "due: 2026-06-30T10:00:00", 49, 14, "impossible-date"),
    "a year as a date": (P, 'due: "2026-06-30"', "due: 2026", 49, 14, "wrong-type"),
    "a month of words": (P, 'dated: "2026-02"', "dated: February", 20, 16, "wrong-form"),
    "a link that is none": (P, "https://example.org/audit", "example.org", 21, 15, "wrong-form"),
    "a link that runs": (P, "https://example.org/audit", "javascript:alert(1)", 21, 15, "wrong-form"),
    "a view of nobody": (P, "      - agency: police\n        rating", "      - rating", 11, 9, "missing-key"),
    "a view's agency in capitals": (P, "agency: police\n", "agency: Police\n", 11, 17, "wrong-form"),
    "a source of nothing": (P,
                            "      - what: Joint case audit\n        agency", "      - agency", 18, 9, "missing-key"),
    "reflections under another name": (P, "      building:\n", "      buildings:\n", 25, 7, "unknown-key"),
    "reflections as text": (P, "      building:\n", "      building: 7\n", 25, 17, "wrong-type"),
    "a horizon misspelt": (P, "  longer_term:", "  longer-term:", 60, 3, "unknown-key"),
    "an action without its id": (P, "      - id: a-9d2m\n        action: R", "      - action: R", 52, 9, "missing-key"),
    "an action's id with a space": (P, "a-9d2m", "a 9d2m", 52, 13, "wrong-form"),
    "an action's words empty": (P, "action: Read our forms together", "action: ''", 53, 17, "missing-text"),
    "a status": (P, "status: open", "status: opened", 50, 17, "unknown-value"),
    "a status misspelt in its key": (P, "        status: open", "        staus: open", 50, 9, "unknown-key"),
    "it serves nothing known": (P, "serves: [action, culture]", "serves: [action, heart]", 51, 26, "unknown-statement"),
    "actions as text": (P, "    actions: []", "    actions: none", 63, 14, "wrong-type"),
    "an action as text": (P, "    actions: []", "    actions: [none]", 63, 15, "wrong-type"),
    "a goal as a number": (P, "    goal:\n", "    goal: 1\n", 61, 11, "wrong-type"),
    "a list for a file": (P, FILES[P], "- a\n", 1, 1, "wrong-type"),
    "a word for a file": (P, FILES[P], "hello\n", 1, 1, "wrong-type"),
    "a meeting's id": (M, "id: 2026-03-12-children-first", "id: The meeting", 3, 5, "wrong-form"),
    "a meeting's date misspelt": (M, "date: ", "dat: ", 4, 1, "unknown-key"),
    "a meeting's date missing": (M, 'date: "2026-03-12"\n', "", 3, 1, "missing-key"),
    "a meeting's date empty": (M, 'date: "2026-03-12"\n', "date:\n", 4, 1, "wrong-type"),
    "a meeting's principle": (M, "[children-first]", "[first]", 6, 14, "unknown-principle"),
    "those present as text": (M, "[council, police, health]", "everybody", 7, 10, "wrong-type"),
    "someone present twice": (M, "[council, police, health]", "[police, police]", 7, 10, "repeated-id"),
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
    "a principle of the pack twice": (K, "  - voice\n", "  - trauma\n", 251, 3, "repeated-id"),
    "a statement missing": (C, "  culture:", "  cultures:", 20, 3, "unknown-key"),
    "a voice missing": (C, "voice: ", "voices: ", 28, 1, "unknown-key"),
}  # fmt: skip


def document(path: str, text: str) -> Document:
    return read_document(path, text.encode())


def check(path: str, text: str, given: Schemas | None = None) -> list[Diagnostic]:
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


def test_a_hint_names_what_was_probably_meant() -> None:
    assert "`agree`" in check(P, FILES[P].replace("rating: agree ", "rating: agre "))[0].hint
    assert "`because`" in check(P, FILES[P].replace("because: It", "becuase: It"))[0].hint
    assert "`principle`" in check(P, FILES[P].replace("principle: ch", "princple: ch"))[0].hint


def test_a_long_value_is_cut_in_the_message() -> None:
    (found,) = check(P, FILES[P].replace("rating: agree ", "rating: " + "x" * 500 + " "))
    assert len(found.message) < 300


def test_a_file_has_fifty_findings_at_most_and_then_says_how_many_more() -> None:
    found = check(P, "principle: trauma\n" + "".join(f"k{n}: 1\n" for n in range(70)))
    assert len(found) == 51
    assert found[-1].rule == "too-many-findings"
    assert "20 more" in found[-1].message


# ---- fitted to a pack ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["principle", "meeting", "content-principle", "partnership", "preliminary", "pack"])
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


# ---- the schemas themselves ------------------------------------------------------------------------------------


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
