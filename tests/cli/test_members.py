"""Agencies that come, are renamed and leave, and groups: one edit each, of all files that it takes, or none."""

import json
from pathlib import Path

import pytest

from tests.cli.test_groups import grouped
from tests.conftest import git, run

__all__ = ["grouped"]

TODAY = ("--today", "2026-04-01")


def done(root: Path, *arguments: str) -> str:
    result = run(*arguments, *TODAY, cwd=root)
    assert result.returncode == 0, result.stderr
    return result.stderr


def changed(root: Path) -> list[str]:
    """The lines that git sees taken out and put in, file by file; a file that moved under both names."""
    lines = git(root, "diff", "--no-renames", "--unified=0", "HEAD").splitlines()
    return [each for each in lines if each[:1] in "+-" and each not in ("--- /dev/null", "+++ /dev/null")]


def rules(root: Path) -> list[str]:
    found = json.loads(run("validate", "--format", "json", *TODAY, cwd=root).stdout)["diagnostics"]
    return [each["rule"] for each in found if each["severity"] in ("error", "warning")]


def test_an_agency_that_is_added_is_listed_last(grouped: Path) -> None:
    told = done(grouped, "agency", "add", "Wessbury Probation", "--statutory", "--joined", "2026-03-01")

    assert told.startswith(
        "Wessbury Probation is a member, since 2026-03-01, as wessbury-probation.\n  Changed: partner"
    )
    assert changed(grouped) == [
        "--- a/partnership.yaml",
        "+++ b/partnership.yaml",
        "+  - id: wessbury-probation",
        "+    name: Wessbury Probation",
        "+    statutory: true",
        '+    joined: "2026-03-01"',
    ]
    # It was a member when a rating was agreed without it.
    assert rules(grouped) == ["agreement-without-evidence", "statutory-partner-absent"]
    assert "[statutory-partner-absent]" in told


def test_a_rename_touches_every_line_that_names_the_agency_and_no_other(grouped: Path) -> None:
    told = done(grouped, "agency", "rename", "council", "--name", "City of Test", "--id", "city")
    git(grouped, "add", "--all")

    assert told == (
        "council: id council → city.\ncouncil: name Test Council → City of Test.\n"
        "  Changed: meetings/2026-03-12-trauma.md, "
        "meetings/2026-03-20-front-door.md, partnership.yaml and 2 more.\n"
    )
    assert changed(grouped) == [
        "--- a/meetings/2026-03-12-trauma.md",
        "+++ b/meetings/2026-03-12-trauma.md",
        "-present: [council, police]",
        "+present: [city, police]",
        "--- a/meetings/2026-03-20-front-door.md",
        "+++ b/meetings/2026-03-20-front-door.md",
        "-present: [council]",
        "+present: [city]",
        "--- a/partnership.yaml",
        "+++ b/partnership.yaml",
        "-  - id: council",
        "-    name: Test Council",
        "+  - id: city",
        "+    name: City of Test",
        "+    was: [council]",
        "-    members: [council, police]",
        "+    members: [city, police]",
        "+++ b/views/city.yaml",
        "+of: city",
        "+views:",
        "+  trauma.culture:",
        "+    rating: agree",
        '+    given: "2026-03-05"',
        "+    because: We see it at the door.",
        "--- a/views/council.yaml",
        "-of: council",
        "-views:",
        "-  trauma.culture:",
        "-    rating: agree",
        '-    given: "2026-03-05"',
        "-    because: We see it at the door.",
    ]
    assert rules(grouped) == ["agreement-without-evidence"]
    diff = " ".join(run("diff", cwd=grouped).stdout.split())
    assert "Test Council is now called City of Test (was council)." in diff
    summary = run("diff", "--summary", cwd=grouped).stdout
    assert "Agencies  Test Council is now called City of Test.\n" in summary
    assert not [words for words in ("joined", "left", "taken out", "gave its own view") if words in diff], diff


def test_a_name_alone_changes_one_line(grouped: Path) -> None:
    told = done(grouped, "agency", "rename", "Test Police", "--name", "Test Constabulary")

    assert told.startswith("police: name Test Police → Test Constabulary.\n  Changed: partnership.yaml.")
    assert [line for line in changed(grouped) if line[:2] not in ("--", "++")] == [
        "-    name: Test Police",
        "+    name: Test Constabulary",
    ]


def test_an_agency_may_have_its_earlier_id_again(grouped: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(grouped.glob("[mpv]*/*"))}
    done(grouped, "agency", "rename", "council", "--id", "city")
    done(grouped, "agency", "rename", "city", "--id", "council")

    assert {path: path.read_bytes() for path in sorted(grouped.glob("[mpv]*/*"))} == before
    assert "was: [city]" in (grouped / "partnership.yaml").read_text("utf-8")


def test_an_agency_that_leaves_stays_listed(grouped: Path) -> None:
    told = done(grouped, "agency", "leave", "health", "--on", "2026-03-31")

    assert told.startswith("Test Health left on 2026-03-31.\n  Changed: partnership.yaml.")
    assert '    left: "2026-03-31"' in (grouped / "partnership.yaml").read_text("utf-8")


def test_a_group_is_added_with_its_members_and_its_quorum(fresh: Path) -> None:
    members = ("--member", "council", "--member", "Test Police", "--quorum", "2")
    told = done(fresh, "group", "add", "Front door group", "--kind", "subgroup", *members)

    assert told.startswith("Front door group is a group now, as front-door-group.")
    assert "    kind: subgroup\n    members: [council, police]\n    quorum: 2\n" in (
        fresh / "partnership.yaml"
    ).read_text("utf-8")
    told = done(
        fresh, "meeting", "new", "The front door", "--group", "front-door-group", "--date", "2026-03-20",
        "--present", "council,police", "--guest", "Headteacher, Test Academy",
    )  # fmt: skip
    text = (fresh / "meetings/2026-03-20-the-front-door.md").read_text("utf-8")
    assert 'group: front-door-group\nguests:\n  - "Headteacher, Test Academy"\n' in text
    assert rules(fresh) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("agency", "add", "Another Council", "--id", "council"), "Test Council has the id council."),
        (("agency", "add", "Young Advisers"), "Young Advisers has the id young-advisers."),
        (("agency", "add", "北京"), "No id can be made of '北京'."),
        (("agency", "add", "X", "--id", "No Id"), "[wrong-form]"),
        (("agency", "rename", "council", "--id", "police"), "Test Police has the id police."),
        (("agency", "rename", "council", "--id", "young-advisers"), "Young Advisers has the id young-advisers."),
        (("agency", "rename", "council"), "Neither a new name nor a new id is given."),
        (("agency", "rename", "councilors", "--id", "x"), "'councilors' is not a known agency."),
        (("agency", "leave", "health", "--on", "2026-02-30"), "2026-02-30"),
        (("group", "add", "Parents", "--kind", "families", "--member", "nobody"), "'nobody' is not a known agency."),
        (("group", "add", "Health", "--kind", "other"), "Test Health has the id health."),
        (("meeting", "new", "X", "--group", "nobody"), "'nobody' is not a known group."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(grouped: Path, arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments, *TODAY, cwd=grouped)

    assert result.returncode == 2
    assert told in " ".join(result.stderr.split())
    assert git(grouped, "status", "--porcelain") == ""


def test_what_would_be_changed_is_shown_as_git_takes_it(grouped: Path) -> None:
    result = run("agency", "rename", "council", "--id", "city", "--dry-run", *TODAY, cwd=grouped)
    assert result.returncode == 0, result.stderr
    assert git(grouped, "status", "--porcelain") == ""

    (grouped / "rename.patch").write_text(result.stdout, encoding="utf-8")
    git(grouped, "apply", "rename.patch")
    (grouped / "rename.patch").unlink()
    applied = git(grouped, "status", "--porcelain")
    git(grouped, "stash", "--include-untracked", "--quiet")
    done(grouped, "agency", "rename", "council", "--id", "city")
    assert git(grouped, "status", "--porcelain") == applied
    assert git(grouped, "diff", "stash@{0}", "--stat", "--", "meetings", "partnership.yaml") == ""


def test_a_name_that_somebody_has_is_refused(grouped: Path) -> None:
    """Two of one name could not be told apart by it."""
    for words in (
        ("agency", "add", "test  council", "--id", "other"),
        ("agency", "rename", "police", "--name", "Test Council"),
        ("group", "add", "Test Council", "--kind", "other"),
    ):
        refused = run(*words, *TODAY, cwd=grouped)
        assert refused.returncode == 2
        assert "Test Council is a member already, as council. Nothing was written." in refused.stderr
    assert changed(grouped) == []


def test_a_name_that_two_have_by_hand_is_told_with_both_ids(grouped: Path) -> None:
    path = grouped / "partnership.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("agencies:\n", "agencies:\n  - id: our-council\n    name: Test Council\n", 1), "utf-8")
    refused = run("view", "1.culture", "agree", "--agency", "Test Council", "--because", "So.", *TODAY, cwd=grouped)
    assert refused.returncode == 2
    assert "is the name of more than one" in refused.stderr
    assert "our-council, council" in refused.stderr
    assert "repeated-entry" in rules(grouped)
