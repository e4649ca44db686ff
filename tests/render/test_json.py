"""JSON for other programs: each answer keeps to its schema and says what the model says."""

import json
from datetime import date

import jsonschema
import pytest

from reflectctl import resources
from reflectctl.analysis import status as standing
from reflectctl.analysis.diff import compare
from reflectctl.model.diff import Comparison
from reflectctl.model.findings import Checked, Finding
from reflectctl.model.history import History, Recorded, Recording, Unread
from reflectctl.model.locations import Location
from reflectctl.model.records import Partnership
from reflectctl.render.answers import diff, findings, history, records
from reflectctl.render.json import kind, written
from reflectctl.rules.catalogue import Rule
from tests import schemas

from .test_terminal import AFTER, BEFORE, HISTORY, HOSTILE, LABELS, hostile

NAMES = [kind(each) for each in schemas.ANSWERS]
TODAY = date(2026, 12, 24)


def read(shown: str) -> dict:
    """The answer, having been held against the schema of its kind."""
    assert shown.endswith("}\n")
    shown.encode("utf-8")
    answer = json.loads(shown)
    schema = resources.schema(f"output-{answer['kind']}")
    jsonschema.Draft202012Validator(schema).validate(answer)
    assert list(answer)[:2] == ["format", "kind"]
    return answer


def status(partnership: Partnership) -> str:
    """The status as the command asks for it."""
    stands = standing.status(partnership, today=TODAY, reread=["children-first.culture"])
    return written(records.status(partnership, stands))


def test_changes_have_both_their_sides():
    answer = read(written(diff.changes(compare(BEFORE, AFTER), BEFORE, AFTER, LABELS, ("a" * 40, ""))))

    assert answer["before"] == {"label": "2026-04-01", "revision": "a" * 40}
    assert answer["after"] == {"label": "the working tree", "revision": None}
    assert answer["moves"][0] == {
        "statement": "children-first.action",
        "local": False,
        "event": "moved",
        "before": "agree",
        "before_title": "Agree",
        "after": "disagree",
        "after_title": "Disagree",
        "towards": "disagreement",
        "agreed": "2026-07-16",
        "meeting": "2026-07-16-summer",
        "because": "Nine of the twenty records we read\nblame the child. We know more than in March.\n",
    }
    done = next(each for each in answer["changes"] if each["id"] == "a-7k3f")
    assert done["before"]["action"]["status"] == "open"
    assert done["after"]["action"]["outcome"] == "Five agencies use it."
    assert (done["event"], done["topic"], done["principles"]) == ("done", "actions", [])
    assert done["due_date_move"] == {
        "before": "2026-06-30",
        "after": "2026-07-31",
        "later": True,
        "by": "about four weeks",
    }
    assert not any("rewritten" in each for each in answer["changes"])
    assert answer["reread"] == ["children-first.culture"]


def test_changes_keep_to_their_schema_backwards_and_when_there_are_none():
    read(written(diff.changes(compare(AFTER, BEFORE), AFTER, BEFORE, LABELS, ("", ""))))
    nothing = read(
        written(diff.changes(Comparison((), (), (("a.yaml", "Not text."),)), BEFORE, BEFORE, LABELS, ("", "")))
    )

    assert nothing["changes"] == []
    assert nothing["unreadable"] == [{"path": "a.yaml", "reason": "Not text."}]


def test_a_history_has_both_clocks():
    answer = read(written(history.ratings(HISTORY, AFTER.instrument)))

    (statement,) = answer["statements"]
    assert statement["name"] == "Put children and young people first · Action"
    assert [each["kind"] for each in statement["recordings"]] == ["rated", "rated", "taken-back", "rated", "withdrawn"]
    assert statement["recordings"][3]["agreed"] == "2026-07-16"
    assert statement["recordings"][3]["recorded"]["at"] == "2026-08-20T16:30:00+01:00"
    assert answer["unread"][0]["recorded"]["commit"] == "abcdef0123456"


def test_a_status_tells_coverage_apart():
    answer = read(status(AFTER))

    assert answer["coverage"] == {
        "statements": 4,
        "rated": 3,
        "principles": 2,
        "begun": 2,
        "meetings": 2,
        "group_meetings": 0,
        "unread": 0,
    }
    assert [(each["rating"], each["rating_title"], each["reread"]) for each in answer["statements"]] == [
        ("disagree", "Disagree", False),
        ("neither", "Neither agree nor disagree", True),
        ("agree", "Agree", False),
        (None, "Not yet rated", False),
    ]
    assert [each["id"] for each in answer["overdue"]] == ["a-m4q8"]


def test_lists_keep_to_their_schemas():
    actions = read(written(records.actions(list(AFTER.actions), AFTER, today=TODAY)))
    meetings = read(written(records.meetings(AFTER.meetings, AFTER)))
    page = "What it is about.\n\nWhy.\n\nDo.\n\nWrong:\n\n    a: 1\n\nRight:\n\n    a: 2"
    manual = read(written(findings.rules([Rule("one", "error", page, False, "plans")], {"one": "off"})))
    found = read(written(findings.diagnostics(Checked((Finding(Location("a.yaml", 1, 2), "error", "one", "Wrong."),)))))

    assert [(each["id"], each["overdue"]) for each in actions["actions"]] == [("a-7k3f", False), ("a-m4q8", True)]
    assert meetings["meetings"][1]["heard"][0]["dated"] == "2026-07-09"
    assert manual["rules"] == [
        {
            "id": "one",
            "severity": "error",
            "level": "off",
            "fixed": False,
            "section": "Plans and actions",
            "summary": "What it is about.",
            "why": "Why.",
            "what_to_do": "Do.",
            "wrong": "a: 1",
            "right": "a: 2",
        }
    ]
    assert found["counts"] == {"error": 1, "warning": 0, "info": 0}
    assert found["failed"] is True


def test_nothing_is_still_an_answer():
    empty = Partnership()
    for shown in (
        written(findings.diagnostics(Checked(()))),
        written(diff.changes(Comparison(()), empty, empty, ("", ""), ("", ""))),
        written(history.ratings(History(()), empty.instrument)),
        status(empty),
        written(records.actions([], empty, today=TODAY)),
        written(records.meetings([], empty)),
        written(findings.rules([], {})),
    ):
        read(shown)


@pytest.mark.safety(13)
def test_hostile_text_comes_back_whole_and_acts_on_nothing():
    before, after = hostile()
    nasty = HOSTILE + "\x9b\u2028##vso[task.complete]"
    commit = Recorded("c", nasty, nasty, nasty)
    told = History(
        (Recording("trauma.action", "rated", nasty, None, None, "", nasty, commit),), (Unread(nasty, nasty, commit),)
    )
    for shown in (
        written(
            findings.diagnostics(
                Checked((Finding(Location(nasty, 1, 1), "error", "rule", nasty, nasty),), (nasty,), nasty)
            )
        ),
        written(diff.changes(compare(before, after), before, after, (nasty, nasty), (nasty, nasty))),
        written(history.ratings(told, after.instrument)),
        status(after),
        written(records.actions(list(after.actions), after, today=TODAY)),
        written(records.meetings(after.meetings, after)),
    ):
        read(shown)
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown.replace("\n", ""))
        assert "##vso[" not in shown
    back = read(written(findings.diagnostics(Checked((Finding(Location("a", 1, 1), "error", "rule", nasty),)))))
    assert back["diagnostics"][0]["message"] == nasty


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_describes_every_property_and_allows_no_other(name):
    schema = resources.schema(f"output-{name}")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:reflectctl:schema:output-{name}:1"

    def visit(node: object) -> None:
        if isinstance(node, list):
            for each in node:
                visit(each)
        if not isinstance(node, dict):
            return
        assert not {"anyOf", "oneOf", "allOf", "const"} & set(node)
        if "$ref" in node:
            assert node["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        if isinstance(node.get("properties"), dict):
            assert node["additionalProperties"] is False
            for each in node["properties"].values():
                assert each["title"]
                assert each["description"]
                objects = each.get("items", each)
                assert each.get("examples") or "$ref" in objects
        for each in node.values():
            visit(each)

    visit(schema)


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_refuses_what_it_does_not_know(name):
    schema = resources.schema(f"output-{name}")

    assert not jsonschema.Draft202012Validator(schema).is_valid({"format": 1, "kind": name, "score": 3})
    assert not jsonschema.Draft202012Validator(schema).is_valid({"format": 2, "kind": name})


def test_the_schemas_of_answers_are_made_from_what_answers_hold():
    anew = {f"output-{kind(each)}.schema.json": schemas.written(schemas.made(each)) for each in schemas.ANSWERS}
    there = {path.name: path.read_text("utf-8") for path in schemas.SCHEMA.glob("output-*.schema.json")}

    assert anew == there, "`python -m tests.schemas` writes them anew"
