"""What is kept whole, and the state of what it rests on: every part of it, and the times that may come again."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from reflectctl.storage import kept_answers
from reflectctl.storage.kept_answers import GRAIN, NAMES, PLACE, Kept, may_change_unseen

STATUS = {"st_ino": 1, "st_mode": 0o100644, "st_size": 5, "st_mtime_ns": 10, "st_ctime_ns": 20, "st_uid": 1000}
SECOND = 1_000_000_000
NOW = 1_780_000_000 * SECOND


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


def answers(environ: dict[str, str]) -> Path:
    return Path(environ["XDG_CACHE_HOME"], "reflectctl", kept_answers.FOLDER)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/a/file", ["st_ino", "st_mode", "st_size", "st_mtime_ns", "st_ctime_ns"]),
        (f"/a/folder{PLACE}", ["st_ino", "st_mode", "st_uid"]),
    ],
)
def test_each_part_of_a_state_tells_alone(monkeypatch: pytest.MonkeyPatch, path: str, parts: list[str]) -> None:
    """As where a file system keeps no time of change, or whoever changed a file has put its times back."""
    found = []
    for part in ("", *parts):
        status = SimpleNamespace(**STATUS | ({part: 99} if part else {}))
        monkeypatch.setattr(os, "lstat", lambda path, status=status: status)
        found.append(kept_answers.state([path]))
    assert len(set(found)) == len(parts) + 1


def test_a_state_has_a_line_for_each_path_whatever_the_names_are(tmp_path: Path) -> None:
    (tmp_path / "a\nb").write_text("x")
    (tmp_path / kept_answers.OUR_FOLDER).mkdir()
    there = kept_answers.state([str(tmp_path / "none"), f"{tmp_path}{NAMES}", f"{tmp_path}{PLACE}", str(tmp_path)])
    assert there.split("\n")[:2] == ["- 2", "'a\\nb'"]
    assert there.count("\n") == 3


@pytest.mark.parametrize(
    ("before", "grain", "expected"),
    [
        (SECOND // 5, SECOND // 10, False),
        (SECOND // 20, SECOND // 10, True),
        (SECOND // 5, GRAIN, True),
        (3 * SECOND, GRAIN, False),
        # By a clock that tells no parts of a second, of which another change may come later.
        (SECOND, SECOND // 10, True),
        (2 * SECOND, SECOND // 10, False),
        (-5 * SECOND, SECOND // 10, True),
    ],
)
@pytest.mark.parametrize("which", ["mtime", "ctime"])
def test_what_changed_just_before_may_change_unseen(before: int, grain: int, expected: bool, which: str) -> None:
    late, early = NOW - before, NOW - 1_000 * SECOND
    times = (late, early) if which == "mtime" else (early, late)
    line = f"1 33188 5 {times[0]} {times[1]}"
    paths = ["/a/file", "/gone", "/another"]
    state = "\n".join((f"1 33188 5 {early} 7", "- 2", line))
    assert may_change_unseen(paths, state, NOW, grain) is expected
    # Which folder it is, and the names in one, have no times.
    for sign in (NAMES, PLACE):
        assert not may_change_unseen([*paths[:2], f"/another{sign}"], state, NOW, grain)


def test_an_answer_is_told_again_to_the_letter_whatever_it_says(environ: dict[str, str]) -> None:
    # Two halves of a letter that are no text each, and one half of a pair.
    said = [(1, "é \udcc3"), (2, "\udca9"), (1, "\ud800\n\0"), (3, "")]
    kept_answers.put(environ, "a" * 32, Kept(1, said, ["/no/such/\udcff"], "- 2"))

    found = kept_answers.again(environ, "a" * 32)

    assert found is not None
    assert (found.code, found.pieces, found.paths) == (1, said, ["/no/such/\udcff"])
    assert kept_answers.again(environ, "b" * 32) is None


@pytest.mark.parametrize(("most", "expected"), [(1_000, 1), (100, 0)])
def test_a_long_answer_is_not_kept(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, most: int, expected: int
) -> None:
    monkeypatch.setattr(kept_answers, "MOST_BYTES", most)
    kept_answers.put(environ, "a" * 32, Kept(0, [(1, "x" * 200)], ["/no/such"], "- 2"))
    assert len(list(answers(environ).glob("*"))) == expected


def test_where_two_make_way_at_once_nobody_is_troubled(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the one has listed the other has taken out."""
    real = os.listdir
    monkeypatch.setattr(kept_answers, "MOST", 0)
    monkeypatch.setattr(os, "listdir", lambda path: [*real(path), "gone"])
    kept_answers.put(environ, "a" * 32, Kept(0, [(1, "x")], ["/no/such"], "- 2"))
    assert kept_answers.again(environ, "a" * 32) is not None


def test_nothing_is_kept_where_it_shall_not_be(environ: dict[str, str]) -> None:
    kept_answers.put(environ | {"REFLECTCTL_NO_CACHE": "1"}, "a" * 32, Kept(0, [(1, "x")], ["/no/such"], "- 2"))
    assert not answers(environ).exists()
