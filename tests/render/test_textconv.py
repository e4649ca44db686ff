"""A file as sentences: what changes in a file changes what is told, whatever the file is, and nothing acts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.documents.document import read_document
from reflectctl.loading.load import load
from reflectctl.model.records import Partnership
from reflectctl.render.textconv import as_it_is, document
from reflectctl.storage.disk import WorkTree
from tests.properties import examples

NONE = Partnership()
FILES = ("partnership.yaml", "preliminary.md", "principles/*.yaml", "views/*.yaml", "meetings/*.md")
PRINCIPLE = b"""principle: trauma
assessments:
  culture:
    rating: agree
    agreed: "2026-03-12"
    meeting: 2026-03-12-trauma
    because: >-
      One reason. Another,
      e.g. this one.
    earlier:
      - rating: disagree
        agreed: "2025-02-13"
        meeting: m1
        because: Not yet.
        hold_back: true
    sources:
      - what: An audit
        agency: health
        dated: "2026-02"
        link: https://example.org/a
    reflections:
      evidence: |
        - First. And more.
        - Second.
making_progress:
  immediate:
    goal: A goal.
    measure: A measure.
    actions:
      - id: a-1
        action: Do it
        owner: police
        role: Lead
        opened: "2026-01-01"
        due: "2026-06-30"
        status: in-progress
        serves: [action, culture]
"""
VIEWS = b"""of: police
views:
  trauma.culture:
    rating:
    given: "2026-03-05"
    because: Nobody knew.
"""


def test_one_fact_stands_on_each_line() -> None:
    assert document("x.yaml", VIEWS, NONE) == (
        "Views of police\ntrauma, culture: could not say.\n  Given on 5 March 2026.\n  Because: Nobody knew.\n"
    )
    assert document("x.yaml", PRINCIPLE, NONE) == (
        "trauma\n"
        "trauma, culture: agree, agreed on 12 March 2026 at 2026-03-12-trauma.\n"
        "  Because: One reason.\n"
        "    Another, e.g. this one.\n"
        "  Earlier: disagree, agreed on 13 February 2025 at m1.\n"
        "    Because: Not yet.\n"
        "    Held back from the public: yes.\n"
        "  Source: An audit\n"
        "    From: health.\n"
        "    Dated: 2026-02.\n"
        "    Link: https://example.org/a\n"
        "  evidence:\n"
        "    First.\n"
        "      And more.\n"
        "    Second.\n"
        "trauma, Making Progress, immediate:\n"
        "  Goal: A goal.\n"
        "  Measure: A measure.\n"
        "  Action a-1: Do it\n"
        "    Owner: police.\n"
        "    Role: Lead.\n"
        "    Opened on 1 January 2026.\n"
        "    Due on 30 June 2026.\n"
        "    Status: in progress.\n"
        "    Serves: action and culture.\n"
    )


def test_titles_come_from_the_partnership_around(built_demo: Path) -> None:
    partnership = load(WorkTree(built_demo)).partnership
    told = document("x.yaml", PRINCIPLE, partnership)
    assert "Recognise and respond to trauma, Culture: agree, agreed on 12 March 2026 at 2026-03-12-trauma.\n" in told
    told = document("x.yaml", VIEWS, partnership)
    assert told.startswith("Views of Wessex Police\nRecognise and respond to trauma, Culture: could not say.\n")


def test_another_order_of_keys_and_another_layout_say_the_same() -> None:
    one = b"principle: p\nassessments:\n  culture:\n    rating: agree\n    because: Some words here.\n"
    two = b'# note\nassessments: {culture: {because: "Some\n  words here.", rating: "agree"}}\nprinciple: p\n'
    assert document("a.yaml", one, NONE) == document("b.yaml", two, NONE)


def test_lists_numbers_and_short_forms_end_no_sentence() -> None:
    note = "1. First point. 2. Mr. Smith, i.e. Him. St. Anne's said so (twice.) And left."
    raw = json.dumps({"principle": "p", "assessments": {"c": {"reflections": {"e": note}}}}).encode()
    assert document("x.yaml", raw, NONE).splitlines()[3:] == [
        "    1. First point.",
        "      2. Mr. Smith, i.e. Him.",
        "      St. Anne's said so (twice.)",
        "      And left.",
    ]


def leaves(value: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [each for key, inner in value.items() for each in leaves(inner, (*route, key))]
    if isinstance(value, list) and value:
        return [each for at, inner in enumerate(value) for each in leaves(inner, (*route, at))]
    return [] if value in (None, "", []) else [route]


def mappings(value: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [each for key, inner in inside for each in mappings(inner, (*route, key))]
    return [route, *found] if isinstance(value, dict) else found


def changed(value: Any, route: tuple[Any, ...], to: Any) -> Any:
    if not route:
        return to
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[route[0]] = changed(copy[route[0]] if len(route) > 1 else None, route[1:], to)
    return copy


def new(routes: list[tuple[Any, ...]], path: Path, tried: set[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The routes to what stood nowhere in a file of its kind before: all in a list after the second are alike."""
    found = []
    for route in routes:
        name = (path.parent.name, path.suffix, *(min(each, 1) if isinstance(each, int) else each for each in route))
        if name not in tried:
            tried.add(name)
            found.append(route)
    return found


@pytest.mark.parametrize("known", [True, False], ids=["with titles", "with ids"])
def test_every_value_that_changes_changes_what_is_told(built_demo: Path, known: bool) -> None:
    partnership = load(WorkTree(built_demo)).partnership if known else NONE
    tried, extended = set[tuple[Any, ...]](), set[tuple[Any, ...]]()
    for path in (path for kind in FILES for path in sorted(built_demo.glob(kind))):
        read = read_document(path.name, path.read_bytes())
        begin, end = ("---\n", "\n---\n" + read.body) if path.suffix == ".md" else ("", "")

        def told(data: Any, path: Path = path, begin: str = begin, end: str = end) -> str:
            return document(path.name, f"{begin}{json.dumps(data)}{end}".encode(), partnership)

        before = told(read.data)
        for route in new(leaves(read.data), path, tried):
            others = [
                told(changed(read.data, route, to))
                for to in ("another", "2026-02-31", 7, 0, None, ["x"], {"k": "v"}, {"k": "w"}, [{"k": 1}])
            ]
            assert len({before, *others}) == 1 + len(others), (path.name, route)
        for route in new(mappings(read.data), path, extended):
            assert told(changed(read.data, (*route, "extra"), {"key": ["value"]})) != before, (path.name, route)
    assert len(tried) > 150


def test_a_comment_that_sets_a_finding_aside_is_told() -> None:
    raw = PRINCIPLE.replace(b"rating: agree", b"rating: agree # reflectctl: ignore some-rule because of this")
    assert document("x.yaml", raw, NONE).endswith("\nSet aside: ignore some-rule because of this\n")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"principle: [\n",
        b"principle: a\nprinciple: b\n",
        b"a: &x 1\nb: *x\n",
        b"<<<<<<< HEAD\nprinciple: a\n=======\n",
        b"just words\n",
        b"- a list\n",
        b"principle:\n",
        b"---\nid: x\n",
        b"no newline at the end",
        "äöü: ŵ\n\tindented\n".encode(),
    ],
)
@pytest.mark.parametrize("name", ["x.yaml", "x.md", "git-blob-x_1"])
def test_what_cannot_be_read_is_shown_as_it_is(raw: bytes, name: str) -> None:
    assert document(name, raw, NONE).encode() == raw


def test_nothing_that_is_shown_acts_on_a_terminal() -> None:
    for raw in (
        b'principle: "\\x1b[31m\\u202e"\nassessments: {"\\x1b]0;x\\x07": {because: "a\\rb\\x9b"}, b: "##vso[x]"}\n',
        b"principle: \x1b[31m\n\x07",
        b"\xff\xfeU\x00T\x00F\x00",
        b"principle: caf\xe9 \x9b31m\n",
        b'---\nid: "\\e[2J"\ndate: x\n---\n\xe2\x80\xae notes \x1b[2J\n',
    ):
        for name in ("x.yaml", "x.md"):
            told = document(name, raw, NONE)
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told)
            assert "##vso[" not in told


def test_line_endings_are_not_a_change() -> None:
    assert document("x.yaml", PRINCIPLE.replace(b"\n", b"\r\n"), NONE) == document("x.yaml", PRINCIPLE, NONE)
    assert as_it_is(b"a\r\nb") == "a\nb"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)
keys = st.sampled_from(["principle", "assessments", "id", "date", "agencies", "name", "heard", "readiness", "goal"])


@examples(80)
@given(st.dictionaries(keys, json_values), st.text(), st.binary())
def test_whatever_a_file_holds_it_is_told(data: dict[str, Any], notes: str, raw: bytes) -> None:
    whole = json.dumps({"principle": "p", **data}).encode()
    for name, text in (
        ("x.yaml", whole),
        ("x.md", b"---\n" + whole + b"\n---\n" + notes.encode("utf-8", "replace")),
        ("x", raw),
    ):
        told = document(name, text, NONE)
        assert told == "" or told.endswith("\n") or not text.endswith(b"\n")


def test_a_long_run_of_short_forms_takes_no_longer_than_other_text() -> None:
    import time

    note = "A. " * 300_000
    raw = json.dumps({"principle": "p", "assessments": {"c": {"because": note}}}).encode()
    start = time.process_time()
    document("x.yaml", raw, NONE)
    assert time.process_time() - start < 10
