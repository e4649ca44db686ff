"""What people ask for, applied to a real partnership: the lines that were meant change, and it stays sound."""

import difflib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reflectctl import resources
from reflectctl.analysis import lookup
from reflectctl.edits import actions, operations
from reflectctl.edits.changeset import Draft
from reflectctl.errors import ReflectError
from reflectctl.loading.load import Loaded, load
from reflectctl.model.instrument import Statement
from reflectctl.model.records import DONE, Action, View
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.disk import WorkTree

BASE = Path(__file__).parent.parent / "cases" / "base"
PATH = "principles/1-children-first.yaml"


def opened(root: Path, ending: str = "\n") -> Loaded:
    """The partnership of the cases, with the shipped content, in one line ending or the other."""
    files = {str(path.relative_to(BASE)): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}
    files |= {f"content/{path}": raw for path, raw in resources.pack_files("practice-principles").items()}
    for path, raw in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw.replace(b"\n", ending.encode()))
    return load(WorkTree(root))


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def loaded(tmp_path: Path, request: pytest.FixtureRequest) -> Loaded:
    return opened(tmp_path, request.param)


def statement(loaded: Loaded, word: str) -> Statement:
    return lookup.statement(word, loaded.partnership.instrument)


def changes(loaded: Loaded, wish: Callable[[Draft], None], root: Path) -> list[str]:
    """The lines that a wish takes out and puts in; the partnership is still sound with them."""
    draft = operations.draft(loaded)
    wish(draft)
    told = []
    for edit in draft.edits():
        before, after = (edit.before or b"").decode(), edit.after.decode()
        if "\r\n" in before:
            assert after.count("\n") == after.count("\r\n")
        lines = difflib.ndiff(before.splitlines(), after.splitlines())
        told += [line for line in lines if line[0] in "+-"]
        target = root / edit.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(edit.after)
    found = check(load(WorkTree(root)), Moment(date(2026, 5, 15)))
    assert [each for each in found if each.severity == "error"] == []
    return told


def test_rating_a_statement_changes_four_lines(loaded: Loaded, tmp_path: Path) -> None:
    def wish(draft: Draft) -> None:
        operations.rate(
            loaded,
            draft,
            statement(loaded, "1.behaviour"),
            "disagree",
            because="We looked: it is\nnot there yet.",
            agreed=date(2026, 3, 12),
            meeting="2026-03-12-children-first",
        )

    assert changes(loaded, wish, tmp_path) == [
        "-     rating:",
        "-     agreed:",
        "-     meeting:",
        "-     because:",
        "+     rating: disagree",
        '+     agreed: "2026-03-12"',
        "+     meeting: 2026-03-12-children-first",
        '+     because: "We looked: it is not there yet."',
    ]


def test_withdrawing_a_rating_empties_its_date_and_meeting_and_keeps_the_comment(
    loaded: Loaded, tmp_path: Path
) -> None:
    def wish(draft: Draft) -> None:
        operations.rate(loaded, draft, statement(loaded, "1.action"), None, because="", agreed=None, meeting="")

    told = changes(loaded, wish, tmp_path)
    assert [line for line in told if line.startswith("+")] == [
        "+     rating:                  # we can show some of it",
        "+     agreed:",
        "+     meeting:",
    ]


def test_a_view_is_replaced_in_place_and_who_speaks_first_gets_a_file(loaded: Loaded, tmp_path: Path) -> None:
    def wish(draft: Draft) -> None:
        one = statement(loaded, "1.action")
        day = date(2026, 3, 12)
        operations.view(loaded, draft, one, View("police", "neither", day, because="Custody is not there yet."))
        operations.view(loaded, draft, one, View("council", None, day, "2026-03-12-children-first"))

    assert changes(loaded, wish, tmp_path) == [
        "+ # yaml-language-server: $schema=../.reflectctl/schema/views.schema.json",
        "+ of: council",
        "+ views:",
        "+   children-first.action:",
        "+     rating:",
        '+     given: "2026-03-12"',
        "+     meeting: 2026-03-12-children-first",
        "+     because:",
        "-     rating: disagree",
        "+     rating: neither",
    ]


def test_a_note_comes_below_the_points_that_are_there(loaded: Loaded, tmp_path: Path) -> None:
    def wish(draft: Draft) -> None:
        operations.note(loaded, draft, statement(loaded, "1.action"), "evidence", "The forms have changed")
        operations.note(loaded, draft, statement(loaded, "1.action"), "building", "- One\u2028- Two")

    assert changes(loaded, wish, tmp_path) == [
        "+         - The forms have changed",
        "-       building:",
        "+       building: |",
        "+         - One",
        "+         - Two",
    ]


def test_a_note_of_a_discussion_stands_with_what_was_said_there(loaded: Loaded, tmp_path: Path) -> None:
    one, at = statement(loaded, "1.action"), "2026-03-12-children-first"

    def wish(draft: Draft) -> None:
        for words in ("Ask the drivers", "Ask the schools"):
            operations.note(loaded, draft, one, "building", words, meeting=at)
        operations.note(loaded, draft, one, "evidence", "The forms have changed", dated=date(2026, 4, 2))

    changes(loaded, wish, tmp_path)
    reflections = load(WorkTree(tmp_path)).partnership.assessment("children-first.action").reflections  # type: ignore[union-attr]
    assert {prompt: [tuple(each)[:3] for each in said] for prompt, said in reflections.items()} == {
        "evidence": [
            ("", None, "- Twelve plans read together."),
            ("", date(2026, 4, 2), "- The forms have changed"),
        ],
        "building": [(at, None, "- Ask the drivers\n- Ask the schools")],
        "experience": [("", None, "Young people said that letters read like blame.")],
    }


def test_an_action_is_added_at_the_end_and_closed_where_it_stands(loaded: Loaded, tmp_path: Path) -> None:
    instrument = loaded.partnership.instrument
    action = Action("a-new1", "Ask: who is missing?", owner="health", due="2026-09-01", serves=("culture",))

    def wish(draft: Draft) -> None:
        actions.add(loaded, draft, instrument.principles[0], "immediate", action)
        actions.change(loaded, draft, "a-7k3f", status=DONE, closed=date(2026, 6, 1), outcome="One form")

    told = changes(loaded, wish, tmp_path)
    assert [line for line in told if line.startswith("-")] == ["-         status: open"]
    assert "+         status: done" in told
    assert '+         closed: "2026-06-01"' in told
    assert "+         outcome: One form" in told
    assert told[-8:-6] == ["+       - id: a-new1", '+         action: "Ask: who is missing?"']


def test_a_principle_that_is_not_begun_gets_a_file_with_every_place_to_write_in(loaded: Loaded, tmp_path: Path) -> None:
    def wish(draft: Draft) -> None:
        one = statement(loaded, "6.culture")
        operations.rate(loaded, draft, one, "agree", because="Yes", agreed=date(2026, 3, 12), meeting="")

    changes(loaded, wish, tmp_path)
    text = (tmp_path / "principles/6-curiosity.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.reflectctl/schema/principle.schema.json\n")
    assert '  culture:\n    rating: agree\n    agreed: "2026-03-12"\n    meeting:\n    because: "Yes"\n' in text


def test_a_new_meeting_has_a_heading_for_each_principle_and_an_id_of_its_own(loaded: Loaded, tmp_path: Path) -> None:
    facts = {"on": date(2026, 5, 1), "title": "No: name", "present": ["police"], "absent": ["health"]}

    def wish(draft: Draft) -> None:
        operations.new_meeting(loaded, draft, principles=["trauma", "voice"], **facts)  # type: ignore[arg-type]

    changes(loaded, wish, tmp_path)
    text = (tmp_path / "meetings/2026-05-01-trauma.md").read_text("utf-8")
    assert 'title: "No: name"\n' in text
    assert "\n## Recognise and respond to trauma\n" in text
    again = Draft({}, lambda path, route: ())
    facts |= {"principles": ["trauma"]}
    assert operations.new_meeting(load(WorkTree(tmp_path)), again, **facts) == "2026-05-01-trauma-no-name"  # type: ignore[arg-type]


SLUGS = {
    "Ffôn a chyfryngau": "ffon-a-chyfryngau",
    "Été à la mairie": "ete-a-la-mairie",
    "Straße, Æthel & Łódź": "strasse-aethel-lodz",
    "Sjúkrahús – Þór": "sjukrahus-thor",
    "ΤΟ ΣΧΟΛΕΙΟ": "",
    "東京": "",
    "Young people's group": "young-peoples-group",
    "Parents’ and carer’s voice": "parents-and-carers-voice",
    "  --  ": "",
    "A" * 80: "a" * 60,
}


@pytest.mark.parametrize(("title", "expected"), SLUGS.items())
def test_a_title_gives_an_id_of_plain_letters(title: str, expected: str) -> None:
    assert operations.slug(title) == expected


def test_every_meeting_of_one_day_finds_an_id(loaded: Loaded, tmp_path: Path) -> None:
    root = tmp_path
    found = []
    for title, principles in [("東京", []), ("Αθήνα", []), ("x", ["trauma"]), ("x", ["trauma"]), ("x", ["trauma"])]:
        draft = Draft({}, lambda path, route: ())
        found.append(
            operations.new_meeting(
                load(WorkTree(root)),
                draft,
                on=date(2026, 5, 1),
                title=title,
                principles=principles,
                present=["null", "1e3"],
                absent=[],
            )
        )
        for edit in draft.edits():
            (root / edit.path).parent.mkdir(exist_ok=True)
            (root / edit.path).write_bytes(edit.after)
    assert found == [
        "2026-05-01-meeting", "2026-05-01-meeting-2",
        "2026-05-01-trauma", "2026-05-01-trauma-x", "2026-05-01-trauma-x-2",
    ]  # fmt: skip
    assert 'present: ["null", "1e3"]' in (root / "meetings/2026-05-01-meeting.md").read_text("utf-8")


def test_a_note_without_words_and_an_action_nobody_knows_are_usage_errors(loaded: Loaded) -> None:
    draft = operations.draft(loaded)
    with pytest.raises(ReflectError) as empty:
        operations.note(loaded, draft, statement(loaded, "1.action"), "evidence", " \n\u2028 ")
    with pytest.raises(ReflectError) as unknown:
        actions.change(loaded, draft, "a-0000", status=DONE)
    assert (empty.value.exit_code, unknown.value.exit_code) == (2, 2)
    assert draft.edits() == []
