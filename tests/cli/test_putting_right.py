"""What was written down by mistake is taken out again, and what had no command has one; no other line changes."""

from pathlib import Path

import pytest

from reflectctl.edits.merge_points import spans
from reflectctl.loading.load import load
from reflectctl.model.records import Partnership
from reflectctl.storage.disk import WorkTree
from tests.conftest import git, offered, run

ACTION = "principles/1-children-first.yaml"
TODAY = ("--today", "2026-05-01")


def partnership(folder: Path) -> Partnership:
    return load(WorkTree(folder)).partnership


def changed(folder: Path) -> list[str]:
    """The lines that went and came, as git has them."""
    return [
        line
        for line in git(folder, "diff", "-U0").splitlines()
        if line[:1] in ("+", "-") and not line.startswith(("+++", "---"))
    ]


WRITES = {
    ("source", "add", "1.culture", "Audit: #4", "--agency", "Wessbury Homes and Neighbourhoods", "--dated", "2026-02",
     "--link", "https://example.org/a"): (
        [
            '+      - what: "Audit: #4"',
            "+        agency: homes",
            '+        dated: "2026-02"',
            '+        link: "https://example.org/a"',
        ],
        "children-first.culture: source added, “Audit: #4”.",
    ),
    ("source", "remove", "1.action", "anti-social"): (
        [
            "-      - what: \"Anti-social behaviour policy, sections on tenants' children\"",
            "-        agency: homes",
            '-        dated: "2023-09"',
        ],
        "children-first.action: source removed, “Anti-social behaviour policy, secti…”.",
    ),
    ("view", "remove", "8.behaviour", "--agency", "homes"): (
        [
            "-  safer-spaces.behaviour:",
            "-    rating: neither",
            '-    given: "2026-02-12"',
            "-    because: >-",
            "-      We mended one door. On the rest of Priory Fields and Ludbrook our officers have not asked young",
            "-      people anything, until the hot chocolate last week.",
        ],
        "safer-spaces.behaviour, homes: Neither agree nor disagree → no view.",
    ),
    ("note", "remove", "1.action", "evidence", "--meeting", "2025-02-13", "--point", "2"): (
        [
            "-            - Youth justice has its own child-first policy, adopted two years ago, and nobody else in"
            " the",
            "-              room had read it.",
        ],
        "children-first.action, evidence: “- Youth justice has its own c…” removed.",
    ),
    ("plan", "measure", "6", "longer", "Ten cases.\n\n- Read by two."): (
        ["-    measure:", "+    measure: |", "+      Ten cases.", "+", "+      - Read by two."],
        "curiosity, longer_term, measure: nothing → “Ten cases. - Read by two.”.",
    ),
    ("plan", "goal", "1", "immediate", "--remove"): (
        [
            "-    goal: |",
            "-      A child who asks to see what has been written about them this summer recognises themselves in",
            "-      it.",
            "+    goal:",
        ],
        "children-first, immediate, goal: “A child who asks to see what h…” → nothing.",
    ),
    ("preliminary", "discussed", "2025-01-20"): (
        ['-discussed: "2025-01-14"', "-meeting: 2025-01-14-preliminary", '+discussed: "2025-01-20"', "+meeting:"],
        "Preliminary discussion: 2025-01-14 → 2025-01-20.",
    ),
    ("preliminary", "discussed", "--meeting", "2025-02-13"): (
        None,
        "Preliminary discussion: 2025-01-14 → 2025-02-13 at 2025-02-13-children-first.",
    ),
    ("preliminary", "goal", "To talk plainly."): (
        None,
        "Preliminary discussion, goal: “By spring 2026 each of u…” → “To talk plainly.”.",
    ),
    ("preliminary", "commitment", "--remove"): (
        None,
        "Preliminary discussion, commitment: “Every agency brings one rea…” → nothing.",
    ),
    ("preliminary", "readiness", "goal", "Nobody relies on memory."): (
        ["-  goal: >-", "-    Nobody arrives in February relying on memory.", "+  goal: Nobody relies on memory."],
        "Preliminary discussion, readiness plan, goal: “Nobody arri…” → “Nobody reli…”.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), WRITES.items())
def test_the_lines_that_have_to_change_do_and_no_other(
    demo: Path, words: tuple[str, ...], expected: tuple[list[str] | None, str]
) -> None:
    lines, said = expected
    shown = run(*words, *TODAY, "--dry-run", cwd=demo)
    assert shown.returncode == 0, shown.stderr
    assert git(demo, "status", "--porcelain") == ""

    done = run(*words, *TODAY, cwd=demo)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{said}\n  ")
    dry = [line for line in shown.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert sorted(changed(demo)) == sorted(dry)
    if lines is not None:
        assert sorted(changed(demo)) == sorted(lines)
    assert run("validate", "--format", "lines", *TODAY, cwd=demo).returncode == 0
    assert run("fmt", "--check", cwd=demo).returncode == 0
    again = run(*words, *TODAY, cwd=demo)
    if "remove" in words:
        assert (again.returncode, "Nothing was written" in again.stderr) in ((2, True), (0, False))
    else:
        assert again.stderr == "Nothing to change: the files say so already.\n"


REFUSED = {
    ("source", "add", "1.culture", " "): "The source is empty.",
    ("source", "add", "1.culture", "An audit", "--agency", "nobody"): "'nobody' is not a known agency.",
    ("source", "add", "1.culture", "An audit", "--dated", "febr"): "[wrong-form]",
    ("source", "add", "1.culture", "An audit", "--dated", "2026-02-30"): "2026-02-30",
    ("source", "add", "1.culture", "An audit", "--link", "javascript:alert(1)"): "Nothing was written",
    ("source", "remove", "1.action", "exploitation"): "More than one source of children-first.action begins with",
    ("source", "remove", "1.action", "nothing"): "There are “Exploitation strategy 2022 to 2025",
    ("source", "remove", "6.action", "x"): "It has none.",
    ("view", "remove", "1.culture", "--agency", "homes"): "There is no view of children-first.culture by homes.",
    ("view", "remove", "1.culture", "--agency", "nobody"): "'nobody' is not a known agency or group.",
    (
        "note",
        "remove",
        "1.action",
        "evidence",
        "--meeting",
        "2025-02-13",
        "--point",
        "40",
    ): "There is no point 40 among those at 2025-02-13-children-first",
    (
        "note",
        "remove",
        "1.action",
        "evidence",
        "--meeting",
        "2025-02-13",
        "--point",
        "0",
    ): "There is no point 0 among those",
    (
        "note",
        "remove",
        "1.action",
        "evidence",
        "--meeting",
        "2026-04-23",
    ): "There are those at 2025-02-13-children-first",
    ("note", "remove", "1.action", "experience"): "None stand there at all.",
    ("note", "remove", "1.action", "nothing"): "'nothing' is not a known prompt.",
    ("plan", "goal", "1", "immediate"): "The text for the goal is missing.",
    ("plan", "goal", "1", "immediate", ""): "The text for the goal is empty.",
    ("plan", "goal", "1", "immediate", "A goal.", "--remove"): "--remove takes a text out, and one is given.",
    ("plan", "goal", "1", "never", "A goal."): "'never' is not a known part of the plan.",
    ("preliminary", "discussed", "soon"): "'soon' is not a day",
    ("preliminary", "discussed", "2026-01-01", "--remove"): "--remove takes the day out, and one is given.",
    ("preliminary", "goal", "bell \x07"): "U+0007",
}


@pytest.mark.parametrize(("words", "said"), REFUSED.items())
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(demo: Path, words: tuple[str, ...], said: str) -> None:
    refused = run(*words, *TODAY, cwd=demo)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert git(demo, "status", "--porcelain") == ""


def test_the_only_source_and_the_only_points_leave_an_empty_place(fresh: Path) -> None:
    for words in (
        ("source", "add", "1.action", "An audit"),
        ("note", "1.action", "evidence", "One.", "--dated", "2026-04-01"),
        ("note", "1.action", "evidence", "Two.", "--dated", "2026-04-01"),
        ("note", "1.action", "evidence", "Three.", "--dated", "2026-04-02"),
    ):
        assert run(*words, cwd=fresh).returncode == 0
    git(fresh, "add", "-A")
    git(fresh, "commit", "-q", "-m", "begun")

    def reflections() -> list[tuple[str, str]]:
        found = partnership(fresh).assessment("children-first.action")
        assert found is not None
        return [(str(each.dated), each.points) for each in found.reflections.get("evidence", ())]

    assert run("note", "remove", "1.action", "evi", "--dated", "2026-04-01", "--point", "1", cwd=fresh).returncode == 0
    assert reflections() == [("2026-04-01", "- Two."), ("2026-04-02", "- Three.")]
    assert run("note", "remove", "1.action", "evi", "--dated", "2026-04-01", "--point", "1", cwd=fresh).returncode == 0
    assert reflections() == [("2026-04-02", "- Three.")]
    assert run("note", "remove", "1.action", "evi", "--dated", "2026-04-02", cwd=fresh).returncode == 0
    assert reflections() == []
    assert run("source", "remove", "1.action", "an", cwd=fresh).returncode == 0
    text = (fresh / ACTION).read_text("utf-8")
    assert "    sources: []\n" in text
    assert "      evidence:\n" in text
    assert run("validate", "--format", "lines", cwd=fresh).returncode == 0


ADD = ("action", "add", "readiness", "Read six records", "--owner", "police", "--due", "2026-06-30", *TODAY)


@pytest.mark.parametrize("begun", [False, True])
def test_an_action_is_added_to_the_readiness_plan(fresh: Path, demo: Path, begun: bool) -> None:
    folder = demo if begun else fresh
    done = run(*ADD, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr.split(" ", 2)[2].startswith("added to readiness.\n  Changed: preliminary.md.")
    assert not any(line.startswith("-") for line in changed(folder))
    *_, action = [each for each in partnership(folder).actions if not each.principle]
    assert (action.action, action.owner, action.status) == ("Read six records", "police", "open")
    assert run("action", "start", action.id, cwd=folder).returncode == 0
    assert run("validate", "--format", "lines", *TODAY, cwd=folder).returncode == 0
    assert run("fmt", "--check", cwd=folder).returncode == 0
    for more in (("--serves", "action"), ("--horizon", "immediate")):
        refused = run(*ADD, *more, cwd=folder)
        assert (refused.returncode, "The readiness plan has no parts" in refused.stderr) == (2, True)


def test_a_comment_goes_with_what_it_is_about(demo: Path) -> None:
    path = demo / "views/homes.yaml"
    text = path.read_text("utf-8").replace(
        "  safer-spaces.behaviour:", "  # Said by telephone.\n  safer-spaces.behaviour:"
    )
    path.write_text(text + "# The end.\n", encoding="utf-8")
    assert run("view", "1.culture", "agree", "--agency", "homes", "--because", "Our log.", cwd=demo).returncode == 0
    done = run("view", "remove", "8.behaviour", "--agency", "homes", cwd=demo)
    assert done.returncode == 0, done.stderr
    said = path.read_text("utf-8")
    assert "telephone" not in said
    assert said.endswith("# The end.\n")
    assert "children-first.culture:" in said


POINTS = {
    "": [],
    "One.": ["One."],
    "- a\n- b\n": ["- a\n", "- b\n"],
    "- a\n  more\n- b\n  - deeper\n\n  and on\n": ["- a\n  more\n", "- b\n  - deeper\n\n  and on\n"],
    "One,\nstill one.\n\nTwo.\n": ["One,\nstill one.\n\n", "Two.\n"],
    "Said first:\n\n1. a\n2. b\n\nLast.\n": ["Said first:\n\n", "1. a\n", "2. b\n\n", "Last.\n"],
}


@pytest.mark.parametrize(("words", "parts"), POINTS.items())
def test_points_are_entries_of_lists_and_paragraphs(words: str, parts: list[str]) -> None:
    assert [words[slice(*part)] for part in spans(words)] == parts


def test_add_need_not_be_said(demo: Path) -> None:
    told = []
    for words in (("note", "1.culture", "building"), ("note", "add", "1.culture", "building")):
        told.append(run(*words, "- A log.", "--dated", "2026-04-01", "--dry-run", cwd=demo).stdout)
    for words in (
        ("view", "1.culture", "agree", "--agency", "homes"),
        ("view", "--agency", "homes", "1.culture", "agree"),
        ("view", "-C", str(demo), "add", "--agency", "homes", "1.culture", "agree"),
    ):
        told.append(run(*words, "--because", "A log.", "--given", "2026-04-01", "--dry-run", cwd=demo).stdout)
    assert len(set(told)) == 2
    assert all(told)


def test_a_shell_completes_what_may_stand_next(demo: Path) -> None:
    assert offered("reflectctl view remove trauma.cul", demo).split() == ["trauma.culture"]
    assert offered("reflectctl view remove trauma.culture --agency hom", demo).split() == ["homes"]
    assert offered("reflectctl view trauma.culture agr", demo).split() == ["agree"]
    assert offered("reflectctl note trauma.cul", demo).split() == ["trauma.culture"]
    assert offered("reflectctl note rem", demo).split() == ["remove"]
    assert offered("reflectctl note remove trauma.culture evi", demo).split() == ["evidence"]
    assert offered("reflectctl plan goal trau", demo).split() == ["trauma"]
    assert offered("reflectctl plan goal trauma imm", demo).split() == ["immediate"]
    assert offered("reflectctl source add trauma.culture X --agency hom", demo).split() == ["homes"]
