"""`--present all` names those who are members on the day of the meeting, but those who were absent."""

from pathlib import Path

import pytest

from reflectctl.loading.load import load
from reflectctl.storage.disk import WorkTree
from tests.conftest import git, offered, run

MEMBERS = """name: Ours
content: practice-principles
agencies:
  - {id: council, name: Our Council}
  - {id: police, name: Our Police}
  - {id: fire, name: Our Fire Service, left: "2026-03-31"}
  - {id: health, name: Our Health Board, joined: "2026-04-01"}
groups:
  - {id: scrutiny, name: Scrutiny, kind: subgroup, members: [police, fire, health]}
"""

ROOMS = {
    ("2026-02-03", "--present", "all"): (["council", "police", "fire"], []),
    ("2026-02-03", "--present", "all", "--absent", "fire"): (["council", "police"], ["fire"]),
    ("2026-02-03", "--present", "all", "--absent", "Our Fire Service,pol"): (["council"], ["fire", "police"]),
    ("2026-04-07", "--present", "all", "--absent", "police"): (["council", "health"], ["police"]),
    ("2026-04-07", "--present", "all,fire"): (["council", "police", "health", "fire"], []),
    ("2026-04-07", "--absent", "all", "--present", "council"): (["council"], ["police", "health"]),
    ("2026-04-07", "--present", "all", "--group", "scrutiny"): (["police", "health"], []),
    ("2026-04-07", "--present", "police"): (["police"], []),
}


@pytest.fixture
def ours(fresh: Path) -> Path:
    (fresh / "partnership.yaml").write_text(MEMBERS, encoding="utf-8")
    git(fresh, "commit", "-q", "-a", "-m", "ours")
    return fresh


@pytest.mark.parametrize(("words", "room"), ROOMS.items())
def test_all_are_the_members_of_that_day_but_the_others(
    ours: Path, words: tuple[str, ...], room: tuple[list[str], list[str]]
) -> None:
    done = run("meeting", "new", "First", "--date", *words, "--principle", "1", cwd=ours)
    assert done.returncode == 0, done.stderr
    (meeting,) = load(WorkTree(ours)).partnership.meetings
    assert (list(meeting.present), list(meeting.absent)) == room


def test_everybody_is_not_on_both_sides(ours: Path) -> None:
    done = run("meeting", "new", "First", "--present", "all", "--absent", "all", cwd=ours)
    assert (done.returncode, "and everybody absent" in done.stderr) == (2, True)
    assert git(ours, "status", "--porcelain") == ""


def test_of_a_group_that_does_not_say_who_its_members_are_nobody_is_meant(ours: Path) -> None:
    path = ours / "partnership.yaml"
    path.write_text(path.read_text("utf-8").replace(", members: [police, fire, health]", ""), encoding="utf-8")
    done = run("meeting", "new", "First", "--date", "2026-02-03", "--present", "all", "--group", "scrutiny", cwd=ours)
    assert done.returncode == 2
    assert "Nobody is known to be a member of scrutiny on 2026-02-03." in done.stderr


def test_an_agency_of_that_name_is_meant_first(ours: Path) -> None:
    text = MEMBERS.replace("id: fire, name: Our Fire Service", "id: all, name: All Saints Trust").replace("fire", "all")
    (ours / "partnership.yaml").write_text(text, encoding="utf-8")
    done = run("meeting", "new", "First", "--date", "2026-02-03", "--present", "all", cwd=ours)
    assert done.returncode == 0, done.stderr
    (meeting,) = load(WorkTree(ours)).partnership.meetings
    assert meeting.present == ("all",)


def test_a_shell_offers_it(ours: Path) -> None:
    assert offered("reflectctl meeting new First --present al", ours).split() == ["all"]


def test_who_was_there_is_put_right_in_the_same_words(ours: Path) -> None:
    new = ("meeting", "new", "First", "--date", "2026-02-03", "--principle", "1", "--absent", "fire")
    assert run(*new, cwd=ours).returncode == 0
    for words, room in (
        (("--present", "all"), (["council", "police"], ["fire"])),
        (("--present", "all", "--absent", "police"), (["council", "fire"], ["police"])),
        (("--absent", ""), (["council", "fire"], [])),
        (("--present", "council", "--absent", "all"), (["council"], ["police", "fire"])),
    ):
        done = run("meeting", "edit", "2026-02-03", *words, cwd=ours)
        assert done.returncode == 0, done.stderr
        (meeting,) = load(WorkTree(ours)).partnership.meetings
        assert (list(meeting.present), list(meeting.absent)) == room
