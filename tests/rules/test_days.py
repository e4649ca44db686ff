"""Days: how long ago a month is, what a month or a year takes in, and where a year ends."""

from datetime import date
from pathlib import Path

import pytest

from reflectctl.loading.load import load
from reflectctl.rules.days import months_before, stretch
from reflectctl.rules.findings import Moment
from reflectctl.rules.voices import experience_over_a_year_old
from reflectctl.storage.disk import WorkTree
from tests.rules.test_cases import lay


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-05-15", 12, "2025-05-15"),
        ("2026-05-15", 5, "2025-12-15"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2024-02-29", 48, "2020-02-29"),
        ("2025-03-01", 12, "2024-03-01"),
        ("2026-05-15", 0, "2026-05-15"),
        ("0001-01-01", 12, "0001-01-01"),
        ("0049-12-31", 600, "0001-01-01"),
    ],
)
def test_so_many_months_earlier_is_the_same_day_of_a_month_or_its_last(day: str, months: int, before: str) -> None:
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


@pytest.mark.parametrize(
    ("dated", "first", "last"),
    [
        ("2026-02-14", "2026-02-14", "2026-02-14"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_day_a_month_and_a_year_go_from_their_first_to_their_last_day(dated: str, first: str, last: str) -> None:
    assert stretch(dated) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "dated",
    [
        "",
        "-",
        "26",
        "2026-2",
        "2026-13",
        "2026-02-30",
        "2026-02-14-01",
        "2026-W10-1",
        "0000",
        "२०२६",
        "²026",
        "20260214",
    ],
)
def test_what_the_calendar_does_not_have_goes_nowhere(dated: str) -> None:
    assert stretch(dated) is None


@pytest.mark.parametrize(
    ("heard", "today", "told"),
    [
        ("2025-05-15", "2026-05-15", False),
        ("2025-05-14", "2026-05-15", True),
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
        ("2023-02-28", "2024-02-28", False),
        ("2023-02-28", "2024-02-29", False),
        ("2023-02-28", "2024-03-01", True),
    ],
)
def test_a_year_after_is_the_same_day_of_the_next_year(heard: str, today: str, told: bool, tmp_path: Path) -> None:
    root = lay(tmp_path)
    path = root / "principles/1-children-first.yaml"
    text = path.read_text("utf-8").replace(
        "      experience: |\n        Young people said", "      building: |\n        They said"
    )
    path.write_text(text.replace("      building:\n      building", "      building"), "utf-8")
    meeting = root / "meetings/2026-03-12-children-first.md"
    meeting.write_text(meeting.read_text("utf-8").replace('"2026-03-05"', f'"{heard}"'), "utf-8")
    partnership = load(WorkTree(root)).partnership
    assert bool([*experience_over_a_year_old(partnership, Moment(date.fromisoformat(today)))]) is told
