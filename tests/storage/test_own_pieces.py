"""Pieces of bytes in the user's own cache folder: believed only when the file is whole, of this version and theirs."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.storage.own_pieces import Pieces
from tests.properties import examples

ONE, TWO, THREE = (bytes([n]) * 16 for n in (1, 2, 3))


def pieces(home: Path, stamp: str = "1", most: int = 1_000) -> Pieces:
    return Pieces({"HOME": str(home)}, "pictures", stamp, most)


def kept(home: Path, **some: bytes) -> Path:
    """Where pieces lie that were kept under names of one letter."""
    made = pieces(home)
    for name, piece in (some or {"a": b"first\n", "b": b"", "c": b"\nthird"}).items():
        made.put(name.encode() * 16, piece)
    made.close()
    return home / ".cache/reflectctl/pieces/pictures"


def test_what_was_kept_is_there_again_and_nobody_else_can_read_it(tmp_path: Path) -> None:
    path = kept(tmp_path)

    again = pieces(tmp_path)

    assert [again.get(name * 16) for name in (b"a", b"b", b"c", b"d")] == [b"first\n", b"", b"\nthird", None]
    assert [oct(each.stat().st_mode & 0o777) for each in (path.parent.parent, path.parent, path)] == [
        "0o700",
        "0o700",
        "0o600",
    ]


def test_what_another_version_kept_is_not_there(tmp_path: Path) -> None:
    kept(tmp_path)
    assert pieces(tmp_path, "2").get(b"a" * 16) is None


def test_nothing_is_kept_where_it_shall_not_be_or_there_is_no_place(tmp_path: Path) -> None:
    for environ in ({"HOME": str(tmp_path), "REFLECTCTL_NO_CACHE": "1"}, {"HOME": "/nonexistent"}, {}):
        made = Pieces(environ, "pictures", "1", 1_000)
        made.put(ONE, b"one")
        made.close()
        assert made.get(ONE) == b"one"
        assert Pieces(environ, "pictures", "1", 1_000).get(ONE) is None
    assert list(tmp_path.iterdir()) == []


def test_what_was_asked_for_last_stays_where_there_is_no_room_for_all(tmp_path: Path) -> None:
    made = pieces(tmp_path, most=100)
    for name in (ONE, TWO):
        made.put(name, bytes(25))
    made.get(ONE)
    made.put(THREE, bytes(25))
    made.close()

    again = pieces(tmp_path, most=100)

    assert [again.get(name) is not None for name in (ONE, TWO, THREE)] == [True, False, True]
    assert (tmp_path / ".cache/reflectctl/pieces/pictures").stat().st_size < 150


def test_a_piece_that_has_no_room_is_not_kept(tmp_path: Path) -> None:
    made = pieces(tmp_path, most=100)
    made.put(ONE, bytes(1_000))
    made.close()
    assert pieces(tmp_path).get(ONE) is None


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    path = kept(tmp_path)
    before = path.stat().st_mtime_ns, path.stat().st_ino

    again = pieces(tmp_path)
    again.get(b"a" * 16)
    again.close()

    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


@examples(80)
@given(st.data())
def test_what_is_damaged_is_not_there(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    home = tmp_path_factory.mktemp("home")
    path = kept(home)
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        raw[at] ^= data.draw(st.integers(1, 255))
    else:
        del raw[at:]
    path.write_bytes(bytes(raw))

    assert [pieces(home).get(name * 16) for name in (b"a", b"b", b"c")] == [None] * 3


def test_links_folders_and_what_others_can_write_to_are_as_if_not_there(tmp_path: Path) -> None:
    path = kept(tmp_path)
    path.chmod(0o622)
    assert pieces(tmp_path).get(b"a" * 16) is None
    path.chmod(0o600)
    path.parent.chmod(0o777)
    assert pieces(tmp_path).get(b"a" * 16) is None
    path.parent.chmod(0o700)
    elsewhere = path.rename(tmp_path / "elsewhere")
    path.symlink_to(elsewhere)
    assert pieces(tmp_path).get(b"a" * 16) is None
    path.unlink()
    path.mkdir()
    assert pieces(tmp_path).get(b"a" * 16) is None
    path.rmdir()
    os.mkfifo(path)
    assert pieces(tmp_path).get(b"a" * 16) is None
    path.unlink()
    elsewhere.rename(path)
    assert pieces(tmp_path).get(b"a" * 16) == b"first\n"
