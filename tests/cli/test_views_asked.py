"""Views are asked for by mail and by a form, and what comes back is shown, and recorded once somebody has said yes."""

import csv
import io
import json
from pathlib import Path

import pytest

from reflectctl.cli import app
from tests.conftest import git
from tests.readme import RESPONSES

from ..importing.test_responses import MICROSOFT, SENT, workbook

TODAY = ("--today", "2026-05-01")
AT = ("--meeting", "2026-04-23")


@pytest.fixture
def ours(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """The program in the example, in this process: what it printed, and how it ended."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    def called(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = app.run(["-C", str(demo), *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return called


def sheet(heads: list[str], *rows: list[str]) -> str:
    told = io.StringIO()
    csv.writer(told).writerows([heads, *rows])
    return told.getvalue()


def test_the_questions_that_are_asked_are_those_that_are_read(demo: Path, ours) -> None:  # type: ignore[no-untyped-def]
    code, told, _ = ours("views", "ask", "1", "--format", "json")
    assert code == 0
    asked = json.loads(told)["questions"]
    row = ["Wessex Police" if not each["statement"] else "Agree" if each["answers"] else "So we saw." for each in asked]
    (demo / "form.csv").write_text(sheet([each["question"] for each in asked], row), encoding="utf-8")
    code, told, _ = ours("views", "read", "form.csv", *AT, "--format", "json", *TODAY)
    assert code == 0
    found = json.loads(told)
    assert found["doubts"] == []
    assert [each["now"] for each in found["entries"]] == ["Agree"] * 3


def test_the_mail_to_an_agency_says_what_that_said_last_and_nothing_of_others(ours) -> None:  # type: ignore[no-untyped-def]
    _, told, _ = ours("views", "ask", "1", "--agency", "police")
    assert "To Wessex Police, from" in told
    assert told.count("You said last") == 1
    _, told, _ = ours("views", "ask", "1")
    assert "You said last" not in told


def test_what_came_back_is_recorded_once_and_the_rest_is_told(demo: Path, ours) -> None:  # type: ignore[no-untyped-def]
    (demo / "responses.csv").write_text(RESPONSES, encoding="utf-8")
    before = git(demo, "status", "--porcelain")
    code, told, said = ours("views", "read", "responses.csv", *AT, *TODAY)
    assert code == 1
    assert "Nothing was written" in said
    assert git(demo, "status", "--porcelain") == before
    assert "row 3, column D" in told
    assert "row 2 of police is left out, as row 4 of it is later" in " ".join(told.split())
    assert "example.org" not in told + said
    assert "Rather" not in told + said

    code, _, said = ours("views", "read", "responses.csv", *AT, "--yes", *TODAY)
    assert code == 1
    written = (demo / "views/police.yaml").read_text("utf-8")
    assert "The log was read again." in written
    assert "meeting: 2026-04-23-looking-back" in written
    assert "example.org" not in written

    changed = git(demo, "diff")
    code, told, said = ours("views", "read", "responses.csv", *AT, "--yes", *TODAY)
    assert "Nothing to change" in said
    assert git(demo, "diff") == changed

    assert ours("undo", *TODAY)[0] == 0
    assert git(demo, "diff") == ""


def test_a_workbook_is_read_as_well_and_shown_before_it_is_written(demo: Path, ours) -> None:  # type: ignore[no-untyped-def]
    rows = [[*MICROSOFT, "Agency", "1.culture"], [*SENT, "homes", "Cannot say"]]
    (demo / "responses.xlsx").write_bytes(workbook(rows))
    code, told, _ = ours("views", "read", "responses.xlsx", "--given", "2026-04-28", "--dry-run", *TODAY)
    assert code == 0
    assert "asked, could not say" in told
    assert "+++ b/views/homes.yaml" in told
    assert git(demo, "diff") == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "Neither --meeting nor --given"),
        (("--given", "2026-04-28", *AT), "Both --meeting and --given"),
        (("--given", "soon"), "not a day"),
        (("--meeting", "nowhere"), "not a known meeting"),
    ],
)
def test_when_views_were_given_has_to_be_said(demo: Path, ours, words: tuple[str, ...], expected: str) -> None:  # type: ignore[no-untyped-def]
    (demo / "responses.csv").write_text(RESPONSES, encoding="utf-8")
    code, _, said = ours("views", "read", "responses.csv", *words, *TODAY)
    assert code == 2
    assert expected in said


def test_a_file_that_is_not_there_or_no_export_is_said_in_a_line(demo: Path, ours) -> None:  # type: ignore[no-untyped-def]
    assert ours("views", "read", "nothing.csv", *AT)[0] == 3
    (demo / "x.csv").write_bytes(b"%PDF-1.7")
    code, _, said = ours("views", "read", "x.csv", *AT)
    assert code == 3
    assert "no CSV and no XLSX" in said
    assert "Traceback" not in said
