"""The five promised functions, used as an analyst in a notebook would: values in, tables and counts out."""

import inspect
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from reflectctl import api
from reflectctl.errors import ReflectError
from tests.conftest import git, run

DAY = date(2026, 5, 1)


def test_there_are_five_and_each_says_what_it_gives() -> None:
    promised = [name for name in api.__all__ if inspect.isfunction(getattr(api, name))]
    assert promised == ["diff", "history", "open", "report", "validate"]
    told = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
    for name in promised:
        function = getattr(api, name)
        assert function.__doc__
        assert "return" in function.__annotations__
        assert f"\n## `{name}({', '.join(inspect.signature(function).parameters)})`\n" in told


def test_a_partnership_is_opened_as_it_is_and_as_it_was(demo: Path) -> None:
    now, then = api.open(demo), api.open(str(demo), at="2025-09-01")

    rated = {each.statement: each.rating for each in now.assessments if each.rating}
    assert len(rated) > sum(1 for each in then.assessments if each.rating) > 0
    assert now.agency_name("police") in {each.name for each in now.agencies}
    assert Counter(each.status for each in now.actions)["done"] > 0
    assert now.unread == ()


def test_what_cannot_be_read_is_said_and_never_passes_for_absent(demo: Path) -> None:
    (demo / "principles" / "1-children-first.yaml").write_text("assessments: [", encoding="utf-8")
    notes: list[str] = []

    partnership = api.open(demo, note=notes.append)

    assert partnership.unread == ("principles/1-children-first.yaml",)
    assert "principles/1-children-first.yaml could not be read and is left out" in notes[0]
    assert api.diff(demo).unreadable
    assert {each.location.path for each in api.validate(demo, today=DAY).found if each.severity == "error"}


def test_findings_are_values_sorted_by_place(demo: Path) -> None:
    checked = api.validate(demo, today=DAY)

    assert not checked.failed
    assert list(checked.found) == sorted(checked.found)
    overdue = api.validate(demo, rules=["overdue-action"], today=date(2030, 1, 1))
    assert {each.rule for each in overdue.found} == {"overdue-action"}
    left = api.validate(demo, without=["overdue-action"], today=date(2030, 1, 1))
    assert "overdue-action" not in {each.rule for each in left.found}
    assert api.validate(demo, since="2025-09-01", today=DAY).files


def test_what_moved_is_counted_by_kind_without_reading_text(demo: Path) -> None:
    moved = api.diff(demo, since="2025-09-01")

    assert Counter(type(each).__name__ for each in moved.changes).total() == len(moved.changes) > 0
    ratings = api.diff(demo, since="2025-09-01", topics=["ratings"], principles=["children-first"])
    assert 0 < len(ratings.changes) < len(moved.changes)
    assert not api.diff(demo, "HEAD", "HEAD").changes


def test_histories_are_rows_for_a_table(demo: Path) -> None:
    ratings = api.history(demo)
    rows = [(each.statement, each.agreed, each.rating, each.meeting) for each in ratings.recordings if each.stands]
    assert rows
    assert ratings.unread == ()

    few = api.history(demo, statement="children-first.action", until=date(2025, 12, 31)).recordings
    assert {each.statement for each in few} == {"children-first.action"}
    assert all(each.agreed is None or each.agreed <= date(2025, 12, 31) for each in few)
    assert api.history(demo, "views").changes
    assert api.history(demo, "actions", principle="children-first").actions


def test_a_report_is_the_text_that_the_command_writes(demo: Path) -> None:
    for format in ("html", "markdown", "json"):
        written = run("report", "--format", format, "--today", "2026-05-01", cwd=demo)
        assert api.report(demo, format=format, today=DAY) == written.stdout
    public = api.report(demo, format="markdown", edition="public", today=DAY)
    assert public != api.report(demo, format="markdown", today=DAY)
    assert "2025-26" in api.report(demo, format="markdown", year="2025-26", today=DAY)


def test_nothing_is_written_and_nothing_printed(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    api.open(demo)
    api.validate(demo)
    api.diff(demo, "HEAD~3")
    api.history(demo)
    api.report(demo)
    assert git(demo, "status", "--porcelain") == ""
    assert tuple(capsys.readouterr()) == ("", "")


def test_a_question_that_cannot_be_answered_raises_one_kind_of_error(demo: Path, tmp_path: Path) -> None:
    for ask in (
        lambda: api.open(tmp_path / "nowhere"),
        lambda: api.open(demo, at="no-such-branch"),
        lambda: api.open(demo, language="xx"),
        lambda: api.validate(tmp_path),
        lambda: api.validate(demo, rules=["no-such-rule"]),
        lambda: api.diff(demo, "no-such-branch"),
        lambda: api.diff(demo, topics=["nothing"]),
        lambda: api.history(demo, "meetings"),  # type: ignore[call-overload]
        lambda: api.history(demo, statement="nothing"),
        lambda: api.report(demo, format="pdf"),  # type: ignore[arg-type]
        lambda: api.report(demo, year="1999"),
    ):
        with pytest.raises(ReflectError) as problem:
            ask()
        assert problem.value.message
