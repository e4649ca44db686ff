"""A history as a table that spreadsheets and data frames can read."""

import csv
import io
from datetime import date

import pytest

from reflectctl.model.history import RATED, History, Recorded, Recording
from reflectctl.render.answers import history
from reflectctl.render.csv import written

from .test_terminal import AFTER, HISTORY, HOSTILE


def rows(shown: str) -> list[dict[str, str]]:
    """The rows as a program reads them."""
    return list(csv.DictReader(io.StringIO(shown, newline="")))


def test_each_recording_is_a_row():
    shown = written(history.ratings(HISTORY, AFTER.instrument))

    assert shown.splitlines()[0] == (
        "principle,statement,dimension,rating,rating_title,was,kind,stands,agreed,meeting,commit,author,recorded,because,"
        "local,late,unread"
    )
    assert [(row["rating"], row["kind"], row["stands"], row["agreed"]) for row in rows(shown)] == [
        ("disagree", "rated", "yes", "2026-03-12"),
        ("agree", "rated", "no", "2026-04-02"),
        ("disagree", "taken-back", "yes", "2026-03-12"),
        ("neither", "rated", "yes", "2026-07-16"),
        ("", "withdrawn", "yes", ""),
        ("", "", "", ""),
    ]
    assert [row["unread"] for row in rows(shown)[4:]] == ["", HISTORY.unread[0].path]
    assert rows(shown)[3]["because"] == "The sample\nis too small."
    assert "\r" not in shown


def test_no_recordings_are_a_table_without_rows():
    assert written(history.ratings(History(()), AFTER.instrument)).count("\n") == 1


@pytest.mark.safety(13)
def test_no_cell_is_a_formula_or_acts_on_a_terminal():
    commit = Recorded("=1+1", "@SUM(A1)", "+1", HOSTILE)
    recording = Recording("-x.y", RATED, HOSTILE, "\tx", date(2026, 1, 1), "\rx", f'=HYPERLINK("x")\n{HOSTILE}', commit)

    shown = written(history.ratings(History((recording,)), AFTER.instrument))

    (row,) = rows(shown)
    assert all(not value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
    assert row["author"] == "'@SUM(A1)"
    assert row["because"].startswith('\'=HYPERLINK("x")\n\\x1b[31m|x')
    assert "\x1b" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    assert shown.encode("utf-8")
