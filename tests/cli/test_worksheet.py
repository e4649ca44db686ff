"""Worksheets from beginning to end: made, filled in, read and recorded."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from reflectctl.cli import app, console
from reflectctl.model.worksheet import code
from tests.conftest import git, run
from tests.importing.test_filled_in import ONE
from tests.importing.test_worksheets import ANSWERS, GIVEN, Sheets, considered, sheets
from tests.importing.test_worksheets import SCALE as TITLES
from tests.tools import BROWSER
from tests.word import SCALE, docx, of_blocks, scale
from tests.worksheets import as_data, in_document, in_workbook, put, written

__all__ = ["sheets"]
CHECKOUT = Path(__file__).parents[2]
DAY = ("--today", "2026-05-01")
CULTURE = "children-first.culture"


def made(demo: Path, name: str, *words: str) -> bytes:
    done = run("worksheet", *words, "-o", name, *DAY, cwd=demo)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"Written to {name}.\n"
    return (demo / name).read_bytes()


def test_what_came_back_is_recorded_once_somebody_says_yes_and_only_once(demo: Path) -> None:
    raw = made(demo, "police.xlsx", "1", "--agency", "police")
    put(demo, "police.xlsx", in_workbook(raw, ANSWERS))

    shown = run("worksheet", "read", "police.xlsx", *DAY, cwd=demo)
    assert shown.returncode == 0
    assert "children-first.culture, police: Disagree (police.xlsx, cell C15)" in shown.stdout
    assert "add --yes" in shown.stderr
    dry = run("worksheet", "read", "police.xlsx", "--dry-run", *DAY, cwd=demo)
    assert dry.stdout.startswith(shown.stdout)
    assert "+++ b/views/police.yaml" in dry.stdout
    assert git(demo, "status", "--porcelain", "-uno") == ""

    home = demo.parent / "home"
    home.mkdir()
    done = run("worksheet", "read", "police.xlsx", "--yes", *DAY, cwd=demo, HOME=str(home))
    assert "children-first.behaviour, police: Agree → asked, could not say." in done.stderr
    assert "Changed: principles/1-children-first.yaml, views/police.yaml." in done.stderr
    assert run("validate", *DAY, cwd=demo).returncode == 0
    after = git(demo, "diff")
    assert 'given: "2026-04-29"' in after

    again = run("worksheet", "read", "police.xlsx", "--yes", "--today", "2026-05-09", cwd=demo)
    assert again.stdout.startswith("What came back\nNothing would be recorded. 4 stand so already.\n")
    assert git(demo, "diff") == after
    assert run("undo", *DAY, cwd=demo, HOME=str(home)).returncode == 0
    assert git(demo, "status", "--porcelain", "-uno") == ""


def test_what_is_filled_in_together_at_a_meeting_is_agreed_there(demo: Path) -> None:
    raw = made(demo, "together.docx", "6")
    answers = {
        ("curiosity.culture", "rating"): "Agree",
        ("curiosity.culture", "because"): "All eight showed one plan.",
        ("curiosity", "goal", "immediate"): "A child is asked once.",
        ("curiosity", "action", "longer_term:2"): "Ask twelve workers",
        ("curiosity", "owner", "longer_term:2"): "Wessex Police, health",
        ("curiosity", "due", "longer_term:2"): "2026-11-30",
    }
    put(demo, "together.docx", in_document(raw, answers, TITLES))

    done = run("worksheet", "read", "together.docx", "--meeting", "2026-04-23", "--yes", *DAY, cwd=demo)

    assert done.returncode == 0, done
    record = (demo / "principles/6-curiosity.yaml").read_text(encoding="utf-8")
    assert "meeting: 2026-04-23" in record
    assert "because: All eight showed one plan." in record
    assert "goal: A child is asked once." in record
    assert "with: [health]" in record
    again = run("worksheet", "read", "together.docx", "--meeting", "2026-04-23", *DAY, cwd=demo)
    assert "Nothing would be recorded. 3 stand so already." in again.stdout


def test_who_leads_is_one_of_those_round_the_table_others_help_and_a_bullet_is_no_point(demo: Path) -> None:
    raw = made(demo, "together.xlsx", "6")
    answers = {
        ("curiosity", "action", "immediate:1"): "Ask twelve workers",
        ("curiosity", "owner", "immediate:1"): "Wessex Police, Barnardo's",
        ("curiosity", "action", "immediate:2"): "Ask their managers",
        ("curiosity", "owner", "immediate:2"): "Barnardo's",
        ("curiosity.action", "points", "evidence"): "- We asked.\n-\n- ",
        ("curiosity.action", "points", "building"): "- \n-",
    }
    put(demo, "together.xlsx", in_workbook(raw, answers))
    done = run("worksheet", "read", "together.xlsx", "--yes", *DAY, cwd=demo)
    assert done.returncode == 1
    assert "Who leads is no agency or group of this partnership" in done.stdout
    added = [line[1:].strip() for line in git(demo, "diff", "-U0").splitlines() if line.startswith("+")]
    assert "- We asked." in added
    assert not {"- -", "- - -"} & {*added}
    at = added.index("owner: police")
    assert added[at + 1 : at + 3] == ["with:", "- Barnardo's"]
    assert "action: Ask their managers" not in added


def test_young_people_are_heard_in_their_own_words(demo: Path) -> None:
    raw = made(demo, "young.xlsx", "young-people", "--principle", "voice")
    answers = {
        ("voice", "voice"): "They listen, and then it takes a year.",
        ("voice.culture", "points", "experience"): "Tell us what came of it",
        ("voice.culture", "rating"): "Agree",
    }
    put(demo, "young.xlsx", in_workbook(raw, answers))

    alone = run("worksheet", "read", "young.xlsx", *DAY, cwd=demo)
    assert alone.returncode == 1
    assert "Who was heard is noted with a meeting, and none is named." in " ".join(alone.stdout.split())
    done = run("worksheet", "read", "young.xlsx", "--meeting", "2026-04-23", "--yes", *DAY, cwd=demo)
    assert done.returncode == 0, done
    changed = git(demo, "diff")
    assert "They listen, and then it takes a year." in changed
    assert "- Tell us what came of it" in changed
    assert "views/young-advisers.yaml" in changed


def test_the_preliminary_discussion_is_noted_under_its_questions(demo: Path) -> None:
    raw = made(demo, "before.html", "preliminary").decode()
    answers = {
        ("", "notes", "achieve"): "One plan.\nOne list.",
        ("", "commitment"): "We read one record aloud.",
        ("", "goal", "preliminary"): "We can each say what a child meets.",
    }
    put(demo, "before.json", as_data(raw, answers))

    done = run("worksheet", "read", "before.json", "--yes", *DAY, cwd=demo)

    assert done.returncode == 0, done
    said = (demo / "preliminary.md").read_text(encoding="utf-8")
    assert said.endswith("**What do we want our discussions to achieve?**\n\nOne plan.\n\nOne list.\n")
    assert "commitment: We read one record aloud." in said


def test_a_sheet_of_other_words_another_partnership_or_an_agency_that_is_gone_is_told(demo: Path) -> None:
    raw = in_workbook(made(demo, "police.xlsx", "1", "--agency", "police"), ANSWERS)
    put(demo, "police.xlsx", raw)
    content = demo / "content/principles/1-children-first.yaml"
    kept = content.read_text(encoding="utf-8")
    content.write_text(kept.replace("we robustly challenge", "we always challenge"), encoding="utf-8")
    told = run("worksheet", "read", "police.xlsx", "--yes", *DAY, cwd=demo)
    assert told.returncode == 1
    assert "The words of children-first.culture are others now" in told.stdout
    assert "children-first.culture, police" not in told.stdout
    assert "children-first.behaviour, police" in told.stdout
    content.write_text(kept, encoding="utf-8")

    about = demo / "partnership.yaml"
    said = about.read_text(encoding="utf-8")
    about.write_text(said.replace("name: Wessbury Safeguarding", "name: Another Safeguarding"), encoding="utf-8")
    told = run("worksheet", "read", "police.xlsx", *DAY, cwd=demo)
    assert "police.xlsx: It was made for another partnership." in " ".join(told.stdout.split())
    assert "give `name` in partnership.yaml the name that it had" in " ".join(told.stdout.split())
    about.write_text(said.replace("name: Wessbury Safeguarding", "name: wessbury  safeguarding"), encoding="utf-8")
    told = run("worksheet", "read", "police.xlsx", *DAY, cwd=demo)
    assert "children-first.behaviour, police" in told.stdout


def test_a_renamed_agency_is_still_the_one_that_answered(demo: Path) -> None:
    raw = made(demo, "homes.xlsx", "1", "--agency", "homes")
    put(demo, "homes.xlsx", in_workbook(raw, {(CULTURE, "rating"): "Agree", (CULTURE, "because"): "Our log."}))
    assert run("agency", "rename", "homes", "--id", "housing", *DAY, cwd=demo).returncode == 0
    told = run("worksheet", "read", "homes.xlsx", "--yes", *DAY, cwd=demo)
    assert "children-first.culture, housing: nothing → Agree." in told.stderr


def test_a_view_that_was_given_after_the_sheet_was_made_stands_unless_the_sheet_says_its_day(demo: Path) -> None:
    raw = run("worksheet", "1", "--agency", "police", "-o", "police.xlsx", "--today", "2026-03-01", cwd=demo)
    assert raw.returncode == 0
    answer = {("children-first.behaviour", "rating"): "Disagree", ("children-first.behaviour", "because"): "Why."}
    put(demo, "police.xlsx", in_workbook((demo / "police.xlsx").read_bytes(), answer))
    told = run("worksheet", "read", "police.xlsx", *DAY, cwd=demo)
    assert told.returncode == 1
    assert "police has given a view on 2026-03-12, after this sheet was made" in told.stdout


def test_what_may_be_somebodys_data_is_doubtful_and_not_repeated(demo: Path) -> None:
    raw = made(demo, "police.xlsx", "1", "--agency", "police")
    answer = {(CULTURE, "rating"): "Agree", (CULTURE, "because"): "The plan of 418 702 9362 was read."}
    put(demo, "police.xlsx", in_workbook(raw, answer))
    told = run("worksheet", "read", "police.xlsx", "--yes", *DAY, cwd=demo)
    assert told.returncode == 1
    assert "418" not in told.stdout + told.stderr
    assert "looks like" in told.stdout
    assert git(demo, "status", "--porcelain", "-uno") == ""


def test_signs_that_no_text_holds_are_doubtful_and_all_else_is_recorded(demo: Path) -> None:
    page = made(demo, "police.html", "1", "--agency", "police").decode()
    action = "children-first.action"
    answers = {(CULTURE, "rating"): "Agree", (CULTURE, "because"): "A\0B.", (action, "rating"): "Disagree"}
    put(demo, "police.json", as_data(page, answers))
    told = run("worksheet", "read", "police.json", "--yes", *DAY, cwd=demo)
    assert told.returncode == 1
    assert "The text holds the character U+0000" in told.stdout
    assert "Changed: views/police.yaml." in told.stderr


def test_sheets_for_each_agency_go_into_a_folder_and_never_over_answers(demo: Path) -> None:
    words = ("worksheet", "voice", "--each", "-o", "sheets", *DAY)
    done = run(*words, cwd=demo)
    assert done.returncode == 0, done
    names = sorted(each.name for each in (demo / "sheets").iterdir())
    assert len(names) == 8
    assert "voice-police.xlsx" in names
    (demo / "sheets/voice-police.xlsx").write_bytes(b"filled in")
    (demo / "sheets/voice-health.xlsx").unlink()
    again = run(*words, cwd=demo)
    assert again.returncode == 3
    assert "Already there, perhaps with answers" in again.stderr
    assert (demo / "sheets/voice-police.xlsx").read_bytes() == b"filled in"
    assert (demo / "sheets/voice-health.xlsx").exists()


WRONG = {
    ("1", "--agency", "police", "--each", "-o", "x.xlsx"): "--agency names one, and --each means every one.",
    ("1", "-o", "x.odt"): "x.odt does not end as a worksheet does",
    ("1", "-o", "x.docx", "--format", "xlsx"): "x.docx does not end as a worksheet does",
    ("1", "--principle", "2", "-o", "x.xlsx"): "--principle is for the worksheet of young people.",
    ("9", "-o", "x.xlsx"): "'9' is not a known principle.",
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_is_asked_for_wrongly_is_said(built_demo: Path, words: tuple[str, ...]) -> None:
    done = run("worksheet", *words, cwd=built_demo)
    assert done.returncode == 2
    assert WRONG[words] in done.stderr


def test_the_proposal_is_data_for_other_programs(demo: Path) -> None:
    put(demo, "police.json", as_data(made(demo, "police.html", "1", "--agency", "police").decode(), ANSWERS))
    told = json.loads(run("worksheet", "read", "police.json", "--format", "json", *DAY, cwd=demo).stdout)
    assert (told["format"], told["kind"]) == (1, "proposal")
    assert [(each["subject"], each["now"] or "", each["words"] or "") for each in told["entries"]] == GIVEN
    assert {each["place"]["at"] for each in told["entries"]} > {f"answer {code(CULTURE, 'rating')}"}


@pytest.mark.browser
@pytest.mark.npm
def test_the_page_saves_what_was_answered_asks_nothing_of_the_network_and_is_for_everyone(
    sheets: Sheets, tmp_path: Path
) -> None:
    job = {
        "browser": BROWSER,
        "page": str(put(tmp_path, "police.html", sheets.html.encode())),
        "answers": [[code(*key), words] for key, words in ANSWERS.items()],
    }
    done = subprocess.run(
        ["node", CHECKOUT / "tests/worksheet.mjs"], input=json.dumps(job), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert (seen["axe"], seen["said"], set(seen["asked"])) == ([], [], {"file", "blob"} & set(seen["asked"]))
    assert seen["told"]
    assert seen["name"] == "children-first-police-answers.json"
    found = considered(sheets, ("police.json", seen["saved"].encode()))
    assert [(step.subject, step.now, step.words) for step in found.steps] == GIVEN
    assert not found.doubts


def test_a_worksheet_goes_where_it_is_sent(demo: Path) -> None:
    """To standard output, into a folder whatever its name, and never many into one file."""
    raw = made(demo, "police.html", "1", "--agency", "police")
    piped = run("worksheet", "1", "--agency", "police", "--format", "html", "-o", "-", *DAY, cwd=demo)
    assert (piped.returncode, piped.stdout.encode()) == (0, raw)
    for words, said in (
        (("--each", "-o", "-"), "Name a folder"),
        (("--each", "-o", "all.xlsx"), "all.xlsx is the name of one file, and there are 8 worksheets"),
    ):
        told = run("worksheet", "1", *words, *DAY, cwd=demo)
        assert (told.returncode, told.stdout) == (2, "")
        assert said in told.stderr
    assert not (demo / "all.xlsx").exists()
    (demo / "sheets.docx").mkdir()
    told = run("worksheet", "1", "-o", "sheets.docx", *DAY, cwd=demo)
    assert told.stderr == "Written to sheets.docx/children-first.xlsx.\n"
    sheet = run("record", "2026-04-23", "--sheet", "-", *DAY, cwd=demo)
    assert (sheet.returncode, sheet.stdout[:2]) == (0, "# ")
    assert not (demo / "-").exists()


def test_a_worksheet_without_its_seal_is_never_taken_for_a_copy_of_the_tool(demo: Path) -> None:
    """It has the statements in it, and what an agency answers is not what was agreed."""
    raw = in_document(made(demo, "police.docx", "1", "--agency", "police"), {(CULTURE, "rating"): "Agree"}, TITLES)
    cut = written(raw, lambda body: re.sub("reflectctl-worksheet:1[^<]*", "", body))
    put(demo, "police.docx", cut)
    told = run("worksheet", "read", "police.docx", *DAY, cwd=demo)
    assert told.returncode == 1
    assert "Would be recorded" not in told.stdout
    assert "is damaged or gone" in told.stdout


def test_a_filled_in_copy_of_the_tool_is_read_beside_worksheets(demo: Path) -> None:
    raw = in_workbook(made(demo, "police.xlsx", "1", "--agency", "police"), ANSWERS)
    put(demo, "police.xlsx", raw)
    third = scale(2)
    put(demo, "copy.docx", docx(of_blocks(ONE, lambda printed, times: third if (printed, times) == (SCALE, 1) else "")))
    told = run("worksheet", "read", "police.xlsx", "copy.docx", "--meeting", "2026-04-23", *DAY, cwd=demo)
    assert "children-first.culture, police: Disagree (police.xlsx" in told.stdout
    assert re.search(r"children-first\.behaviour: .*\(copy\.docx", told.stdout)


def test_a_worksheet_is_in_the_language_that_is_asked_for_and_comes_back_in_any(demo: Path) -> None:
    """Statements in one language, and the program's own words beside them, some of them translated and some not."""
    statements = "id: children-first\nstatements:\n  culture: Yn ein partneriaeth, rydym yn herio iaith.\n"
    scale_cy = "language: cy\nscale:\n  - id: agree\n    title: Cytuno\n  - id: disagree\n    title: Anghytuno\n"
    phrases = "Your answer: Eich ateb\nWe cannot say: Ni allwn ddweud\nWhy, and what shows it?: Pam?\n"
    for name, text in (("pack", scale_cy), ("principles/1-children-first", statements), ("phrases", phrases)):
        path = demo / f"content/cy/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for form in ("xlsx", "docx"):
        raw = made(demo, f"police.{form}", "1", "--agency", "police", "--lang", "cy")
        answer = {(CULTURE, "rating"): "Anghytuno", (CULTURE, "because"): "Ein harchwiliad, medd yr ŵyn."}
        scale_of = {"Anghytuno": "disagree"}
        filled_in = in_workbook(raw, answer) if form == "xlsx" else in_document(raw, answer, scale_of)
        put(demo, f"police.{form}", filled_in)
    told = run("worksheet", "read", "police.xlsx", "police.docx", *DAY, cwd=demo)
    assert told.returncode == 0, told
    assert "children-first.culture, police: Disagree (police.xlsx" in told.stdout
    assert "Ein harchwiliad, medd yr ŵyn." in told.stdout
    assert "1 thing would be recorded. 1 stands so already." in told.stdout


@pytest.mark.parametrize(("answer", "is_written"), [("YES", True), ("maybe", False)])
def test_only_a_yes_at_the_terminal_records(
    demo: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_written: bool
) -> None:
    put(demo, "police.json", as_data(made(demo, "police.html", "1", "--agency", "police").decode(), ANSWERS))
    asked: list[str] = []
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(console, "ask", lambda question, default: asked.append(question) or answer or default)
    assert app.run(["-C", str(demo), "worksheet", "read", str(demo / "police.json"), *DAY]) == 0
    assert asked == ["Record this? yes or no"]
    assert bool(git(demo, "status", "--porcelain", "-uno")) == is_written
