"""No number that a public edition keeps back can be computed: a solver that knows nothing of ours tries every way."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl import api
from reflectctl.analysis.suppression import doubts_of

BELOW = 5
MOST = 9

Table = tuple[tuple[int, ...], ...]
Cells = frozenset[tuple[int, int]]


def markdown(table: Table, hidden: Cells, mark: str) -> str:
    """A table of children with its totals, in which some cells are kept back."""
    width = len(table[0])
    told = [[mark if (r, c) in hidden else str(n) for c, n in enumerate(row)] for r, row in enumerate(table)]
    lines = ["| Children |" + "".join(f" Place {c} |" for c in range(width)) + " Total |", "|---" * (width + 2) + "|"]
    lines += [f"| Group {r} | {' | '.join(row)} | {sum(table[r])} |" for r, row in enumerate(told)]
    totals = [sum(column) for column in zip(*table, strict=True)]
    return "\n".join([*lines, f"| Total | {' | '.join(map(str, totals))} | {sum(totals)} |"]) + "\n"


def possible(table: Table, hidden: Cells, most: int) -> dict[tuple[int, int], set[int]]:
    """What each cell kept back may be, by trying every whole number in every one of them."""
    found: dict[tuple[int, int], set[int]] = {at: set() for at in hidden}
    rows = [[*fillings(row, [c for r, c in hidden if r == n], most)] for n, row in enumerate(table)]
    for tried in product(*rows):
        if [*map(sum, zip(*tried, strict=True))] == [*map(sum, zip(*table, strict=True))]:
            for row, column in hidden:
                found[row, column].add(tried[row][column])
    return found


def fillings(row: tuple[int, ...], hidden: list[int], most: int) -> Iterator[tuple[int, ...]]:
    """A row with every whole number in the places of those kept back that comes to its total."""
    for tried in product(range(most + 1), repeat=len(hidden)):
        filled = list(row)
        for column, n in zip(hidden, tried, strict=True):
            filled[column] = n
        if sum(filled) == sum(row):
            yield tuple(filled)


def shapes() -> st.SearchStrategy[tuple[Table, Cells, Cells]]:
    """A table, and what two editions keep back of it."""

    def cells(rows: int, columns: int) -> st.SearchStrategy[Cells]:
        places = [(row, column) for row in range(rows) for column in range(columns)]
        return st.frozensets(st.sampled_from(places), min_size=2, max_size=4)

    def made(size: tuple[int, int]) -> st.SearchStrategy[tuple[Table, Cells, Cells]]:
        rows, columns = size
        row = st.tuples(*[st.integers(1, MOST)] * columns)
        return st.tuples(st.tuples(*[row] * rows), cells(rows, columns), cells(rows, columns))

    return st.sampled_from([(2, 2), (2, 3), (3, 2)]).flatmap(made)


def gives_away(table: Table, kept: Cells, most: int) -> bool:
    """Whether the solver comes closer to a small number that is kept back than its mark does."""
    found = possible(table, kept, most)
    return any(0 < table[row][column] < BELOW and len(found[row, column]) < BELOW - 1 for row, column in kept)


@given(shapes(), st.sampled_from(["*", "<5"]))
def test_what_is_found_safe_is_safe_alone_and_beside_what_an_earlier_edition_told(shape, mark):
    table, hidden, before = shape
    if mark == "<5":
        hidden = frozenset((row, column) for row, column in hidden if table[row][column] < BELOW)
    # Cells that are told and small are doubtful by themselves; what is asked here is what totals tell.
    small = {(r, c) for r, row in enumerate(table) for c, n in enumerate(row) if n < BELOW}
    hidden, before = hidden | small, before | small
    if len(hidden) > 4 or (mark == "<5" and hidden != small):
        return
    most = BELOW - 1 if mark == "<5" else 2 * MOST + 1
    text, earlier = markdown(table, hidden, mark), markdown(table, before, mark)

    if not doubts_of(text, BELOW):
        assert not gives_away(table, hidden, most)
    if not doubts_of(text, BELOW, [earlier]):
        assert not gives_away(table, hidden & before, most)


def test_the_solver_finds_what_is_not_safe():
    table = ((12, 3), (8, 9))

    assert gives_away(table, frozenset({(0, 1), (0, 0)}), 19)
    assert doubts_of(markdown(table, frozenset({(0, 1), (0, 0)}), "*"), BELOW)
    assert not gives_away(table, frozenset(product(range(2), range(2))), 19)
    assert not doubts_of(markdown(table, frozenset(product(range(2), range(2))), "*"), BELOW)


@pytest.fixture(scope="module")
def excerpts(built_demo: Path) -> dict[str, list[dict]]:
    """Two editions of the example, three months apart: each whole, and by each principle; and the last for partners."""
    principles = [each["id"] for each in json.loads(api.report(built_demo, format="json"))["principles"]]
    made: dict[str, list[dict]] = {"public": [], "partner": []}
    asked = [("2026-01-28", (), ()), ("2026-04-28", (), ()), ("2026-04-28", (), ("room", "meetings"))]
    for at, names, sections in (*asked, *(("2026-04-28", (each,), ()) for each in principles)):
        told = api.report(
            built_demo, format="json", edition="public", at=at, principles=names, sections=sections, today=DAY
        )
        made["public"].append(json.loads(told))
    made["partner"] = [json.loads(api.report(built_demo, format="json", today=DAY))]
    return made


DAY = date(2026, 4, 28)


def absences(editions: list[dict]) -> dict[tuple[str, str], set[bool]]:
    """Whether each agency was at each meeting, as far as the lists and the counts of some editions leave it open."""
    agencies = sorted({each["agency"] for one in editions for each in one["agencies"]})
    open_: dict[tuple[str, str], set[bool]] = {}
    for one in editions:
        for meeting in one["meetings"]:
            there = dict.fromkeys(meeting["present"], True) | dict.fromkeys(meeting["absent"], False)
            if len(there) < len(agencies) - 1:
                there = {}
            for agency in agencies or sorted(there):
                known = {there[agency]} if agency in there else {True, False}
                at = (meeting["date"], agency)
                open_[at] = open_.get(at, {True, False}) & known
    return open_


@pytest.mark.safety(16)
def test_nobody_computes_who_was_absent_from_two_editions_and_all_their_excerpts(excerpts, built_demo):
    closed = [at for at, left in absences(excerpts["partner"]).items() if len(left) == 1]
    assert len(closed) > 50, "the edition for partners tells it, and the solver sees it"

    assert absences(excerpts["public"]) == {}
    assert all(one["agencies"] == one["groups"] == [] for one in excerpts["public"])
    page = api.report(built_demo, format="html", edition="public", today=DAY)
    assert "Absent" not in page
    assert "agencies present" not in page.lower()
    assert 'class="attendance"' not in page
