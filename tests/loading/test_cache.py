"""Facts kept from one history to the next: never anything but what the blobs said."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reflectctl.loading.cache import FEWEST, HISTORIES, MOST_HISTORIES, STAMP, KeptFacts, KeptHistories
from reflectctl.loading.facts import ACTION, KINDS, MEETING, NOT_YET, RATING, AgreedRating, Facts, facts, key
from reflectctl.model.history import RATED, History, Recorded, Recording, Unread
from reflectctl.storage.cache import Shelf

PRINCIPLE = "principle"
SECRET = b"nobody knows it"


def kept(folder: Path, *kinds: str) -> KeptFacts:
    return KeptFacts({kind: Shelf(folder, kind, STAMP, SECRET) for kind in kinds or (RATING,)})


def ratings(count: int) -> dict[str, Facts | str]:
    found: dict[str, Facts | str] = {"broken": "line 1, column 2: A tab is used.", "empty": {}}
    for n in range(count):
        state = AgreedRating("agree", date(2026, 1, 1 + n % 28), f"m{n}", f"Why {n % 7} “so” \ud800 \U0001f642")
        found[f"{n:040x}"] = {key(RATING, "trauma.action"): state, key(RATING, "trauma.culture"): NOT_YET}
    return found


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    first = kept(tmp_path)
    for id, said in ratings(FEWEST).items():
        first.add(id, PRINCIPLE, said)
    first.close()
    again = kept(tmp_path)
    assert {id: again.get(id, PRINCIPLE) for id in ratings(FEWEST)} == ratings(FEWEST)
    assert isinstance(again.get(f"{0:040x}", PRINCIPLE)[key(RATING, "trauma.action")], AgreedRating)  # type: ignore[index]
    assert again.get("f" * 40, PRINCIPLE) is None


EVERYTHING: dict[str, Any] = {
    "principle": "trauma",
    "assessments": {
        "action": {
            "rating": "agree",
            "agreed": "2026-01-10",
            "earlier": [
                {"rating": "disagree", "agreed": "2025-01-10", "meeting": "m0", "because": "Not yet."},
                {"rating": "disagree", "agreed": "2026-02-10"},
            ],
        }
    },
    "making_progress": {
        "immediate": {
            "goal": "One aim.",
            "actions": [{"id": "a-1", "action": "Act.", "due": "2026-05-01", "serves": ["action"], "status": "open"}],
        }
    },
}
VIEWS: dict[str, Any] = {
    "of": "police",
    "views": {
        "trauma.action": {"rating": "agree", "given": "2026-01-09", "because": "So."},
        "trauma.culture": {"rating": ""},
    },
}
HELD = {"id": "m", "date": "2026-01-10", "title": "A meeting", "principles": ["trauma"], "present": ["police"]}


def test_every_kind_of_fact_is_kept_by_itself(tmp_path: Path) -> None:
    files = {PRINCIPLE: EVERYTHING, "views": VIEWS, "meeting": HELD}
    said = {form: facts(form, data, KINDS) for form, data in files.items()}
    first = kept(tmp_path, *KINDS)
    for n in range(FEWEST):
        for form in said:
            first.add(f"{n:040x}", form, said[form])
    first.close()
    for kinds in ((RATING,), (ACTION, RATING), tuple(KINDS)):
        again = kept(tmp_path, *kinds)
        for form in said if MEETING in kinds else (PRINCIPLE,):
            wanted = {name: fact for name, fact in dict(said[form]).items() if name.partition(" ")[0] in kinds}  # type: ignore[arg-type]
            assert again.get(f"{1:040x}", form) == wanted
    assert {each.name for each in tmp_path.joinpath("reflectctl").iterdir()} == set(KINDS)
    assert kept(tmp_path, RATING).get(f"{1:040x}", "another") is not None, (
        "a form that tells none of these says nothing"
    )


def test_what_one_kind_has_is_not_enough_for_two(tmp_path: Path) -> None:
    first = kept(tmp_path, RATING)
    for n in range(FEWEST):
        first.add(f"{n:040x}", PRINCIPLE, facts(PRINCIPLE, EVERYTHING, (RATING,)))
    first.close()
    assert kept(tmp_path, RATING, ACTION).get(f"{1:040x}", PRINCIPLE) is None


def test_a_few_are_not_worth_a_file(tmp_path: Path) -> None:
    few = kept(tmp_path)
    few.add("a" * 40, PRINCIPLE, {})
    few.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_added_later_comes_beside_what_is_there(tmp_path: Path) -> None:
    for start in (0, FEWEST):
        some = kept(tmp_path)
        for n in range(start, start + FEWEST):
            some.add(f"{n:040x}", PRINCIPLE, {"rating a.b": AgreedRating("agree", None, "", str(n))})
        some.close()
    again = kept(tmp_path)
    for n in range(2 * FEWEST):
        assert again.get(f"{n:040x}", PRINCIPLE) == {"rating a.b": AgreedRating("agree", None, "", str(n))}


STRANGE: list[Any] = [
    None, [], 1, "x", {}, {"facts": 1, "files": {}}, {"facts": [], "files": []}, {"facts": [7], "files": {}},
    {"facts": [[1, 2, 3, 4]], "files": {}}, {"facts": [["agree", "2026-13-01", "", ""]], "files": {}},
    {"facts": [["agree"]], "files": {}}, {"facts": {}, "files": None}, {"facts": [[["a"]]], "files": {}},
    {"facts": [], "files": {"a principle": {"b.c": 7}}}, {"facts": [], "files": {"a principle": [1]}},
    {"facts": [], "files": {"a principle": {"b.c": "x"}}}, {"facts": [], "files": {"a principle": {"b.c": None}}},
    {"facts": [["2026-13-01", "", [], [], []]], "files": {}}, {"facts": [["a"] * 11], "files": {}},
]  # fmt: skip


@pytest.mark.parametrize("body", STRANGE)
@pytest.mark.parametrize("kind", KINDS)
def test_what_somebody_else_wrote_is_as_if_it_were_not_there(tmp_path: Path, kind: str, body: Any) -> None:
    form = KINDS[kind].files[0]
    Shelf(tmp_path, kind, STAMP, SECRET).write(json.dumps(body).replace("a principle", f"a {form}").encode())
    assert kept(tmp_path, kind).get("a", form) is None
    Shelf(tmp_path, kind, STAMP, SECRET).write(b"\xff not JSON [" * 3)
    assert kept(tmp_path, kind).get("a", form) is None


BY = Recorded("c" * 40, "Coordinator \udcff", "2026-01-02T03:04:05+01:00", "Rate “it”")


def history(count: int, *unread: Unread) -> History:
    ratings = [
        Recording("a.b", RATED, "agree", None, date(2026, 1, 1), f"m{n}", "Why", BY, n % 2 == 0, late=n % 3 == 0)
        for n in range(count)
    ]
    return History((*ratings, Recording("a.b", RATED, None, "agree", None, "", "", BY)), unread)


def histories(folder: Path) -> KeptHistories:
    return KeptHistories(Shelf(folder, HISTORIES, STAMP, SECRET))


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
    Shelf(tmp_path, HISTORIES, STAMP, SECRET).write(json.dumps(body).encode())
    assert histories(tmp_path).get("head") is None
