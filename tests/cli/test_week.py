"""The week of a coordinator, by commands only: a meeting of nine agencies, and everything that it came to."""

import subprocess
from pathlib import Path

import pytest

from reflectctl.loading.load import load
from reflectctl.model.records import Partnership, Plan
from reflectctl.storage.disk import WorkTree
from tests.conftest import git, run
from tests.importing.test_worksheets import SCALE
from tests.worksheets import DAY, Answers, in_document, in_workbook

AGENCIES = {
    "council": "Oakmere Council",
    "police": "Oakmere Police",
    "health": "NHS Oakmere ICB",
    "education": "Oakmere Schools Forum",
    "youth-justice": "Oakmere Youth Justice Service",
    "voluntary": "Oakmere Voluntary Alliance",
    "housing": "Oakmere Homes",
    "fire": "Oakmere Fire and Rescue",
    "probation": "Probation Service Oakmere",
}
MEETING = "2026-03-12-curiosity"
PRINCIPLE = "principles/6-curiosity.yaml"
TODAY = "2026-03-13"
POINTS = {
    "action": {
        "evidence": ("Two agencies have a protocol.", "Neither names who asks.", "The third is a draft."),
        "building": ("Collect every protocol.",),
    },
    "behaviour": {
        "evidence": ("Three of ten records ask why.", "The audit read forty pages."),
        "building": ("Read one record aloud at each meeting.",),
        "experience": ("We are asked what, never why.",),
    },
    "culture": {
        "evidence": ("Nobody could name a decision that changed.", "Two were named afterwards."),
        "building": ("Ask again in summer.",),
        "experience": ("Nobody told us what came of it.",),
    },
}

Parts = dict[str, dict[str, tuple[int, int]]]
"""How many lines each part of the week added and took out, by file."""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Parts]:
    """A partnership of nine agencies and a group of young people, with one meeting behind it and a week recorded."""
    folder = tmp_path_factory.mktemp("week") / "oakmere"
    agencies = [word for id, name in AGENCIES.items() for word in ("--agency", f"{id}={name}")]
    done(run("init", folder, "--name", "Oakmere", *agencies, cwd=folder.parent))
    do(folder, "group", "add", "Young advisers", "--kind", "children")
    do(folder, "meeting", "new", "A first look", "--date", "2026-02-12", "--principle", "6", "--present", "all")
    do(folder, "rate", "6.culture", "strongly-disagree", "--because", "Nobody could say.")
    do(folder, "action", "add", "6", "Ask who keeps a protocol", "--owner", "council", "--due", "2026-03-31",
       "--opened", "2026-02-12", "--serves", "action")  # fmt: skip
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The first meeting", on="2026-02-13T12:00:00+00:00")
    return folder, week(folder)


def done(told: subprocess.CompletedProcess[str]) -> str:
    """What a command printed, which did what it was asked."""
    assert told.returncode == 0, told.stderr
    return told.stdout


def do(folder: Path, *arguments: str) -> str:
    """Do something on the Friday after the meeting."""
    later = () if arguments[0] in ("undo", "report", "history", "diff") else ("--today", TODAY)
    return done(run(*arguments, *later, cwd=folder))


def changed(folder: Path) -> dict[str, tuple[int, int]]:
    """Lines added and removed by file, as git counts them, new files included."""
    git(folder, "add", "--all", "--intent-to-add")
    lines = (line.split("\t") for line in git(folder, "diff", "--numstat").splitlines())
    return {path: (int(added), int(removed)) for added, removed, path in lines}


def week(folder: Path) -> Parts:
    """Record the week, and how many lines each part of it changed, by file; each part is committed before the next."""
    parts: Parts = {}

    def part(name: str) -> None:
        parts[name] = changed(folder)
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", name, on=f"{TODAY}T12:00:00+00:00")

    do(folder, "meeting", "new", "Asking why", "--date", "2026-03-12", "--principle", "6", "--present", "all",
       "--absent", "fire", "--guest", "Head of the hospice")  # fmt: skip
    do(folder, "meeting", "heard", MEETING, "Young advisers", "--how", "They read our draft.")
    part("meeting")
    do(folder, "rate", "6.action=neither", "6.behaviour=disagree", "--meeting", MEETING, "--because", "As it is.")
    do(folder, "rate", "6.culture", "agree", "--meeting", MEETING, "--because", "Two decisions were named.")
    part("ratings")
    for agency in AGENCIES:
        do(folder, "view", "6.behaviour", "agree" if agency == "fire" else "disagree", "--agency", agency,
           "--meeting", MEETING, "--because", f"What {agency} saw.")  # fmt: skip
    do(folder, "view", "6.behaviour", "strongly-disagree", "--agency", "young-advisers", "--because", "Never why.")
    part("views")
    for dimension, prompts in POINTS.items():
        for prompt, points in prompts.items():
            for point in points:
                do(folder, "note", f"6.{dimension}", prompt, point, "--meeting", MEETING)
    part("key points")
    do(folder, "plan", "measure", "6", "immediate", "What the advisers say of forty pages.")
    for action, owners, due in (
        ("Ask why in each record", ("police", "health"), ("2026-09-30",)),
        ("Collect every protocol", ("council",), ("2026-06",)),
        ("Read one record aloud", ("education",), ("ongoing", "--review", "2026-07-01")),
        ("Have forty pages marked", ("young-advisers",), ("2026-05-31",)),
    ):
        by = [word for owner in owners for word in ("--owner", owner)]
        do(folder, "action", "add", "6", action, *by, "--due", *due, "--serves", "behaviour", "--serves", "culture")
    part("actions")
    do(folder, "action", "progress", known(folder, "Ask who keeps"), "Two have still to answer.", "--due", "2026-04-30")
    part("a moved date")
    do(folder, "rate", "6.culture", "disagree", "--meeting", MEETING, "--because", "Read again: one was named.")
    part("a correction")
    return parts


def known(folder: Path, words: str) -> str:
    """The id of the action that begins so."""
    listed = do(folder, "action", "list", "--format", "markdown")
    return next(line.split("|")[1].strip() for line in listed.splitlines() if words in line)


def test_a_week_is_recorded_without_opening_a_file_and_changes_only_the_lines_it_must(
    recorded: tuple[Path, Parts],
) -> None:
    folder, parts = recorded
    texts = [point for prompts in POINTS.values() for points in prompts.values() for point in points]
    discussions = sum(len(prompts) for prompts in POINTS.values())

    assert len(texts) == 12
    # A file of its own, with nothing in it that was not said.
    assert parts["meeting"] == {f"meetings/{MEETING}.md": (16, 0)}
    # Four lines each, in place of four.
    assert parts["ratings"] == {PRINCIPLE: (12, 12)}
    # Nine agencies and a group, each in its own file, so that no two write on the same lines.
    assert sorted(parts["views"]) == sorted(f"views/{who}.yaml" for who in (*AGENCIES, "young-advisers"))
    assert {removed for _, removed in parts["views"].values()} == {0}
    # A line for each point, and for each discussion two for the meeting and `points`.
    assert parts["key points"] == {PRINCIPLE: (len(texts) + 2 * discussions, 0)}
    assert parts["a correction"] == {PRINCIPLE: (2, 2)}
    assert parts["a moved date"] == {PRINCIPLE: (5, 1)}
    assert set(parts["actions"]) == {PRINCIPLE}
    assert parts["actions"][PRINCIPLE][1] == 1

    assert run("validate", "--fail-on", "warning", "--today", TODAY, cwd=folder).returncode == 0
    assert "0 files would be formatted" in run("fmt", "--check", cwd=folder).stderr


def test_what_was_recorded_is_told_by_every_answer(recorded: tuple[Path, Parts]) -> None:
    folder, _ = recorded
    assert "3 of 24 statements are rated" in do(folder, "status")
    listed = " ".join(do(folder, "action", "list").split())
    for words in ("with NHS Oakmere", "June 2026", "ongoing", "30 April 2026"):
        assert words in listed
    told = " ".join(do(folder, "history", "--statement", "6.culture").split())
    assert "Disagree, at “Asking why”; corrected on 13 March 2026 (was recorded as Agree)" in told
    moved = " ".join(do(folder, "diff", "2026-02-28", "HEAD").split())
    assert "“Two have still to answer.”" in moved
    assert "Absent: Oakmere Fire and Rescue" in moved
    held = " ".join(do(folder, "history", "views", "--statement", "6.behaviour").split())
    assert "Agree: Oakmere Fire and Rescue" in held
    assert "Beside them, Strongly disagree: Young advisers" in held
    page = do(folder, "report", "full", "--format", "markdown")
    for words in ("Head of the hospice", "Young advisers", "They read our draft.", "We are asked what, never why."):
        assert words in page


SHEET = """\
## Who was there
Present: all
Apologies: fire
Guests: Head of the hospice

## Who was heard
- Young advisers: They read our draft.

## 6.action
Rating: neither
Because: As it is.
{action}
## 6.behaviour
Rating: disagree
Because: As it is.
{behaviour}
## 6.culture
Rating: agree
Because: Two decisions were named.
{culture}
## Plan: curiosity, immediate
Measure: What the advisers say of forty pages.
{actions}"""
UNDERTAKEN = """
- Ask why in each record
  lead: police, health
  due: 2026-09-30
  for: behaviour, culture
- Collect every protocol
  lead: council
  due: 2026-06
  for: behaviour, culture
- Read one record aloud
  lead: education
  due: ongoing
  review: 2026-07-01
  for: behaviour, culture
- Have forty pages marked
  lead: young-advisers
  due: 2026-05-31
  for: behaviour, culture
"""
CORRECTION = "## 6.culture\nRating: disagree\nBecause: Read again: one was named.\n"


def noted(dimension: str) -> str:
    return "".join(
        f"### {prompt}\n" + "".join(f"- {point}\n" for point in points) for prompt, points in POINTS[dimension].items()
    )


@pytest.fixture(scope="module")
def in_the_room(recorded: tuple[Path, Parts], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same week from the same beginning, by agenda, worksheets, the sheet of the meeting and minutes."""
    folder = tmp_path_factory.mktemp("room") / "oakmere"
    subprocess.run(["git", "clone", "-q", recorded[0], folder], check=True)
    git(folder, "reset", "--quiet", "--hard", git(folder, "log", "--format=%H", "--grep", "^The first meeting").strip())
    do(folder, "meeting", "new", "Asking why", "--date", "2026-03-12", "--principle", "6")
    done(run("agenda", "--today", "2026-03-05", "-o", "../agenda.docx", cwd=folder))
    for at, who in enumerate(AGENCIES):
        worksheet(folder, who, "docx" if at % 2 else "xlsx")
    sheets = sorted(str(path) for path in folder.parent.glob("sheet-*"))
    do(folder, "worksheet", "read", *sheets, "--meeting", MEETING, "--yes")
    points = {dimension: noted(dimension) for dimension in POINTS}
    for text in (SHEET.format(**points, actions=UNDERTAKEN), CORRECTION):
        (folder.parent / "sheet.md").write_text(text, encoding="utf-8")
        do(folder, "record", MEETING, "--from", "../sheet.md", "--yes")
    # What came the day after: young people are not asked for a rating by a worksheet.
    do(folder, "view", "6.behaviour", "strongly-disagree", "--agency", "young-advisers", "--because", "Never why.")
    do(folder, "action", "progress", known(folder, "Ask who keeps"), "Two have still to answer.", "--due", "2026-04-30")
    return folder


def worksheet(folder: Path, who: str, form: str) -> None:
    """A worksheet that was made before the meeting, as it came back with one view."""
    path = folder.parent / f"sheet-{who}.{form}"
    done(run("worksheet", "6", "--agency", who, "-o", str(path), "--today", "2026-03-05", cwd=folder))
    rating = "Agree" if who == "fire" else "Disagree"
    answers: Answers = {
        DAY: "2026-03-12",
        ("curiosity.behaviour", "rating"): rating,
        ("curiosity.behaviour", "because"): f"What {who} saw.",
    }
    raw = path.read_bytes()
    path.write_bytes(in_workbook(raw, answers) if form == "xlsx" else in_document(raw, answers, SCALE))


def told(folder: Path) -> Partnership:
    """What is recorded, but for the ids that actions were given and the day on which they were typed."""
    partnership = load(WorkTree(folder)).partnership

    def bare(plan: Plan) -> Plan:
        return plan._replace(actions=tuple(each._replace(id="", opened=None) for each in plan.actions))

    records = tuple(each._replace(plans=tuple(map(bare, each.plans))) for each in partnership.records)
    return partnership._replace(records=records)


def test_the_week_by_worksheets_a_sheet_and_minutes_gives_the_same_records(
    recorded: tuple[Path, Parts], in_the_room: Path
) -> None:
    by_commands, by_sheets = told(recorded[0]), told(in_the_room)
    for kind in ("records", "views", "meetings", "preliminary", "agencies", "groups"):
        assert getattr(by_sheets, kind) == getattr(by_commands, kind), kind
    assert run("validate", "--fail-on", "warning", "--today", TODAY, cwd=in_the_room).returncode == 0
    git(in_the_room, "add", "--all")
    git(in_the_room, "commit", "--quiet", "--message", "The week", on=f"{TODAY}T12:00:00+00:00")
    # What was undertaken at the meeting is of its day.
    page = " ".join(do(in_the_room, "minutes", MEETING).split())
    for words in (
        "Apologies, or absent Oakmere Fire and Rescue", "Head of the hospice",
        "Culture Strongly disagree → Disagree Read again: one was named.",
        "Behaviour Not yet rated → Disagree As it is. Who sees it otherwise Oakmere Fire and Rescue: Agree. What fire",
        "We are asked what, never why.", "Ask why in each record",
    ):  # fmt: skip
        assert words in page
