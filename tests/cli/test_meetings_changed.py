"""A meeting that is recorded, changed by a command: with everything that names it, as one edit."""

from pathlib import Path

import pytest

from tests.cli.test_groups import MEETING, grouped
from tests.cli.test_members import TODAY, changed, done, rules
from tests.cli.test_renamed_agencies import write
from tests.conftest import git, run

__all__ = ["grouped"]


@pytest.fixture
def met(grouped: Path) -> Path:
    """A partnership of which views, key points and the preliminary discussion name a meeting."""
    text = (grouped / "views/police.yaml").read_text("utf-8")
    views = text.replace('given: "2026-03-05"', 'given: "2026-03-12"\n    meeting: 2026-03-12-trauma')
    record = (grouped / "principles/5-trauma.yaml").read_text("utf-8")
    notes = "    reflections:\n      evidence:\n        - meeting: 2026-03-12-trauma\n          points: We read.\n"
    record = record.replace("    because: Said and shown.\n", f"    because: Said and shown.\n{notes}")
    write(grouped, {"views/police.yaml": views, "principles/5-trauma.yaml": record}, "2026-03-22")
    return grouped


def test_a_meeting_that_moves_takes_along_whatever_names_it(met: Path) -> None:
    told = done(met, "meeting", "move", "2026-03-12", "--date", "2026-03-10")
    git(met, "add", "--all")

    assert told.startswith("Meeting 2026-03-12-trauma → 2026-03-10-trauma.\n  Changed:")
    text = (met / "meetings/2026-03-10-trauma.md").read_text("utf-8")
    assert 'id: 2026-03-10-trauma\ndate: "2026-03-10"\n' in text
    assert not (met / "meetings/2026-03-12-trauma.md").exists()
    lines = changed(met)
    at = lines.index("--- a/principles/5-trauma.yaml")
    assert lines[at:] == [
        "--- a/principles/5-trauma.yaml",
        "+++ b/principles/5-trauma.yaml",
        '-    agreed: "2026-03-12"',
        "-    meeting: 2026-03-12-trauma",
        '+    agreed: "2026-03-10"',
        "+    meeting: 2026-03-10-trauma",
        "-        - meeting: 2026-03-12-trauma",
        "+        - meeting: 2026-03-10-trauma",
        "--- a/views/police.yaml",
        "+++ b/views/police.yaml",
        '-    given: "2026-03-12"',
        "-    meeting: 2026-03-12-trauma",
        '+    given: "2026-03-10"',
        "+    meeting: 2026-03-10-trauma",
    ]
    assert rules(met) == []


def test_a_meeting_that_is_named_stays_and_another_goes(met: Path) -> None:
    refused = run("meeting", "remove", "2026-03-12", *TODAY, cwd=met)
    assert refused.returncode == 2
    assert "2026-03-12-trauma is named at principles/5-trauma.yaml:" in refused.stderr
    assert "Nothing was written." in refused.stderr
    assert "Did you mean" not in refused.stderr
    assert git(met, "status", "--porcelain") == ""

    told = done(met, "meeting", "remove", "2026-03-20-front-door")
    assert told.startswith("Meeting 2026-03-20-front-door of 2026-03-20 is taken out.")
    assert git(met, "status", "--porcelain") == " D meetings/2026-03-20-front-door.md\n"


def test_what_a_meeting_says_is_changed_line_by_line(met: Path) -> None:
    done(
        met, "meeting", "edit", "2026-03-20", "--title", "The front door, again", "--present", "council",
        "--present", "Test Police", "--absent", "", "--guest", "Regional lead",
    )  # fmt: skip

    assert changed(met)[2:] == [
        "-title: The front door",
        '+title: "The front door, again"',
        "-present: [council]",
        "-absent: [police]",
        "+present: [council, police]",
        "+absent: []",
        '-guests: ["Headteacher, Test Academy"]',
        "+guests: [Regional lead]",
    ]


def test_a_groups_own_meeting_becomes_one_of_all(met: Path) -> None:
    done(met, "meeting", "edit", "2026-03-20", "--group", "")

    assert changed(met)[2:] == ["-group: front-door", "+group:"]


def test_who_was_heard_is_added(met: Path) -> None:
    told = done(
        met, "meeting", "heard", "2026-03-12", "Young Advisers", "--how", "A recording", "--dated", "2026-03-05"
    )

    assert told.startswith("Heard at 2026-03-12-trauma: Young Advisers.")
    assert changed(met)[2:] == [
        "+heard:",
        "+  - who: Young Advisers",
        "+    how: A recording",
        '+    dated: "2026-03-05"',
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("move", "2026-03-12", "--date", "2026-02-30"), "2026-02-30"),
        (("move", "2026-03-12", "--date", "2026-03-13", "--id", "2026-03-20-front-door"), "There is a meeting"),
        (("move", "2025", "--date", "2026-03-13"), "'2025' is not a known meeting."),
        (("edit", "2026-03-12"), "Nothing is named that shall change."),
        (("edit", "2026-03-12", "--present", "nobody"), "'nobody' is not a known agency."),
        (("edit", "2026-03-12", "--title", ""), "[missing-text]"),
        (("heard", "2026-03-12", ""), "An empty word was given for WHO"),
    ],
)
def test_what_cannot_be_is_refused(met: Path, arguments: tuple[str, ...], told: str) -> None:
    result = run("meeting", *arguments, *TODAY, cwd=met)

    assert result.returncode == 2, result.stderr
    assert told in " ".join(result.stderr.split())
    assert git(met, "status", "--porcelain") == ""


def test_a_rating_typed_in_late_goes_with_the_meeting_it_was_agreed_at(grouped: Path) -> None:
    record = (grouped / "principles/5-trauma.yaml").read_text("utf-8")
    late = '    earlier:\n      - rating: disagree\n        agreed: "2026-02-01"\n        meeting: 2026-02-01-first\n'
    late += "        because: Nobody had begun.\n"
    first = MEETING.format(day="2026-02-01", name="first", title="First", present="council", absent="", more="")
    text = record.replace("    because: Said and shown.\n", f"    because: Said and shown.\n{late}")
    write(grouped, {"principles/5-trauma.yaml": text, "meetings/2026-02-01-first.md": first}, "2026-03-22")

    done(grouped, "meeting", "move", "2026-02-01", "--date", "2026-02-02")

    assert [line for line in changed(grouped) if "02-02" in line and "agreed" in line] == [
        '+        agreed: "2026-02-02"'
    ]
    assert "meeting: 2026-02-02-first" in (grouped / "principles/5-trauma.yaml").read_text("utf-8")
