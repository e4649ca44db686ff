"""What commits changed between two of them is kept and found again, and nothing else is believed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reflectctl.loading.cache import STAMP
from reflectctl.loading.kept_ways import FEWEST, MOST, Between, KeptWays
from reflectctl.loading.told_values import MEETING, MEMBER, VIEW, WORDING, Changed
from reflectctl.model.records import View
from reflectctl.storage.cache import Shelf

DAY = date(2026, 3, 12)
VIEWS = (View("police", "agree", DAY, "2026-03-12-trauma", "We saw it."), View("police", None, None, "", ""), None)


def ways(folder: Path) -> KeptWays:
    return KeptWays(Shelf(folder, "ways", STAMP, b"nobody knows it"))


def between(count: int) -> Between:
    changes = {
        (VIEW, "a.b", "police"): [Changed(VIEWS[n % 3], VIEWS[(n + 1) % 3], DAY) for n in range(count)],
        (MEETING, "m", ""): [Changed(DAY, date(2026, 3, 19), DAY)],
        (WORDING, "a.b", ""): [Changed("Old “words”", "New", DAY)],
        (MEMBER, "police", ""): [Changed(None, True, DAY), Changed(True, False, DAY)],
    }
    ends = {key: (its[0].was, its[-1].now) for key, its in changes.items()}
    return Between({"views/police.yaml": "c" * 40}, ("views/police.yaml",), changes, ends)


def test_what_is_kept_is_what_was_changed(tmp_path: Path) -> None:
    ways(tmp_path).put("one two", between(FEWEST))

    assert ways(tmp_path).get("one two") == between(FEWEST)
    assert ways(tmp_path).get("one three") is None


def test_a_few_changes_are_not_worth_a_file(tmp_path: Path) -> None:
    ways(tmp_path).put("one two", between(3))

    assert list(tmp_path.iterdir()) == []


def test_the_last_few_pairs_of_commits_are_kept(tmp_path: Path) -> None:
    for n in range(MOST + 2):
        ways(tmp_path).put(f"one {n}", between(FEWEST))

    assert [n for n in range(MOST + 2) if ways(tmp_path).get(f"one {n}")] == list(range(2, MOST + 2))


EMPTY: dict[str, Any] = {"newest": {}, "paths": [], "values": {}, "changes": []}


@pytest.mark.parametrize(
    "told",
    [None, [], 1, "x", {}, {**EMPTY, "paths": 7}, {**EMPTY, "values": {VIEW: [["police"]]}},
     {**EMPTY, "values": {MEETING: ["2026-13-01"]}}, {**EMPTY, "values": {WORDING: [7]}},
     {**EMPTY, "changes": [[VIEW, "a.b", "police", [0, 0], [[0, 0, "2026-03-12"]]]]},
     {**EMPTY, "values": {VIEW: [None]}, "changes": [[VIEW, "a.b", "police", [0, 1], []]]},
     {**EMPTY, "values": {VIEW: [None]}, "changes": [[VIEW, "a.b", "police", [0, 0], [[0, 0, "x"]]]]}],
)  # fmt: skip
def test_what_somebody_else_wrote_is_as_if_it_were_not_there(tmp_path: Path, told: Any) -> None:
    Shelf(tmp_path, "ways", STAMP, b"nobody knows it").write(json.dumps({"one two": told}).encode())

    assert ways(tmp_path).get("one two") is None
