"""Versions kept from one history to the next: never anything but what the blobs said."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reflectctl.loading.cache import FEWEST, HISTORIES, MOST_HISTORIES, STAMP, VERSIONS, KeptHistories, KeptVersions
from reflectctl.loading.rating_steps import NOT_YET, State, Version
from reflectctl.model.history import RATED, History, Recorded, Recording, Unread
from reflectctl.storage.cache import Shelf


def kept(folder: Path) -> KeptVersions[State]:
    return KeptVersions(Shelf(folder, VERSIONS, STAMP), State)


def versions(count: int) -> dict[str, Version | str]:
    found: dict[str, Version | str] = {"broken": "line 1, column 2: A tab is used.", "empty": {}}
    for n in range(count):
        state = State("agree", date(2026, 1, 1 + n % 28), f"m{n}", f"Why {n % 7} “so” \ud800 \U0001f642")
        found[f"{n:040x}"] = {"trauma.action": state, "trauma.culture": NOT_YET}
    return found


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    first = kept(tmp_path)
    for id, version in versions(FEWEST).items():
        first.add(id, version)
    first.close()
    again = kept(tmp_path)
    assert {id: again.get(id) for id in versions(FEWEST)} == versions(FEWEST)
    assert isinstance(again.get(f"{0:040x}")["trauma.action"], State)  # type: ignore[index]
    assert again.get("f" * 40) is None


def test_a_few_are_not_worth_a_file(tmp_path: Path) -> None:
    few = kept(tmp_path)
    few.add("a" * 40, {})
    few.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_added_later_comes_beside_what_is_there(tmp_path: Path) -> None:
    for start in (0, FEWEST):
        some = kept(tmp_path)
        for n in range(start, start + FEWEST):
            some.add(f"{n:040x}", {"a.b": State("agree", None, "", str(n))})
        some.close()
    again = kept(tmp_path)
    for n in range(2 * FEWEST):
        assert again.get(f"{n:040x}") == {"a.b": State("agree", None, "", str(n))}


@pytest.mark.parametrize(
    "body",
    [
        None, [], 1, "x", {}, {"states": 1, "versions": {}}, {"states": [], "versions": []},
        {"states": [[1, 2, 3, 4]], "versions": {}}, {"states": [["agree", "2026-13-01", "", ""]], "versions": {}},
        {"states": [["agree"]], "versions": {}}, {"states": {}, "versions": None},
        {"states": [], "versions": {"a": {"b.c": 7}}}, {"states": [], "versions": {"a": [1]}},
        {"states": [], "versions": {"a": {"b.c": "x"}}}, {"states": [], "versions": {"a": {"b.c": None}}},
    ],
)  # fmt: skip
def test_what_somebody_else_wrote_is_as_if_it_were_not_there(tmp_path: Path, body: Any) -> None:
    Shelf(tmp_path, VERSIONS, STAMP).write(json.dumps(body).encode())
    assert kept(tmp_path).get("a") is None
    Shelf(tmp_path, VERSIONS, STAMP).write(b"\xff not JSON [" * 3)
    assert kept(tmp_path).get("a") is None


BY = Recorded("c" * 40, "Coordinator \udcff", "2026-01-02T03:04:05+01:00", "Rate “it”")


def history(count: int, *unread: Unread) -> History:
    ratings = [
        Recording("a.b", RATED, "agree", None, date(2026, 1, 1), f"m{n}", "Why", BY, n % 2 == 0) for n in range(count)
    ]
    return History((*ratings, Recording("a.b", RATED, None, "agree", None, "", "", BY)), unread)


def histories(folder: Path) -> KeptHistories:
    return KeptHistories(Shelf(folder, HISTORIES, STAMP))


def test_a_history_that_is_kept_is_the_one_that_was_told(tmp_path: Path) -> None:
    told = history(FEWEST, Unread("principles/x.yaml", "It is broken.", BY))
    histories(tmp_path).put("head", told)
    assert histories(tmp_path).get("head") == told
    assert histories(tmp_path).get("another") is None
    histories(tmp_path / "short").put("head", history(3))
    assert histories(tmp_path / "short").get("head") is None


def test_the_last_few_histories_are_kept(tmp_path: Path) -> None:
    for n in range(MOST_HISTORIES + 2):
        histories(tmp_path).put(f"head{n}", history(FEWEST))
    kept = [n for n in range(MOST_HISTORIES + 2) if histories(tmp_path).get(f"head{n}")]
    assert kept == list(range(2, MOST_HISTORIES + 2))


@pytest.mark.parametrize(
    "body",
    [None, [], 1, {"head": 1}, {"head": {"recordings": [], "unread": 7}}, {"head": {"recordings": [[1]], "unread": []}},
     {"head": {"recordings": [["a", "b", 1, None, None, "", "", ["c", "d", "e", "f"], True]], "unread": []}},
     {"head": {"recordings": [["a", "b", None, None, "x", "", "", ["c", "d", "e", "f"], True]], "unread": []}},
     {"head": {"recordings": [["a", "b", None, None, 5, "", "", ["c", "d", "e"], True]], "unread": []}},
     {"head": {"recordings": [["a", "b", None, None, None, "", "", ["c", 1, "e", "f"], True]], "unread": []}}],
)  # fmt: skip
def test_a_history_that_somebody_else_wrote_is_as_if_it_were_not_there(tmp_path: Path, body: Any) -> None:
    Shelf(tmp_path, HISTORIES, STAMP).write(json.dumps(body).encode())
    assert histories(tmp_path).get("head") is None
