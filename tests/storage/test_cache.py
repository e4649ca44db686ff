"""What is kept between runs: believed only when it is whole and our own."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.storage import cache
from reflectctl.storage.cache import FOLDER, MOST_BYTES, LastFew, Shelf, kept
from tests.properties import examples


def shelf(folder: Path, stamp: str = "1", secret: bytes = b"nobody knows it") -> Shelf:
    return Shelf(folder, "versions", stamp, secret)


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    assert shelf(tmp_path).read() is None
    shelf(tmp_path).write(b"one\ntwo\n")
    assert shelf(tmp_path).read() == b"one\ntwo\n"
    shelf(tmp_path).write(b"")
    assert shelf(tmp_path).read() == b""


def test_another_version_s_is_not_believed_and_is_replaced(tmp_path: Path) -> None:
    shelf(tmp_path, "1").write(b"old")
    assert shelf(tmp_path, "2").read() is None
    shelf(tmp_path, "2").write(b"new")
    assert shelf(tmp_path, "1").read() is None
    assert shelf(tmp_path, "2").read() == b"new"


@pytest.mark.safety(15)
def test_what_another_has_sealed_is_not_believed_nor_what_was_sealed_for_another_folder(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    shelf(tmp_path / "here", secret=b"another's").write(b"a lie")
    assert shelf(tmp_path / "here").read() is None
    shelf(tmp_path / "there").write(b"of another folder")
    shutil.copytree(tmp_path / "there", tmp_path / "here", dirs_exist_ok=True)
    assert shelf(tmp_path / "here").read() is None
    shelf(tmp_path / "here").write(b"so it is")
    assert shelf(tmp_path / "here").read() == b"so it is"


@examples(80)
@given(st.data())
def test_what_is_damaged_is_not_believed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("kept")
    body = b"abcdefgh\n" * 20
    shelf(folder).write(body)
    path = folder / FOLDER / "versions"
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        raw[at] ^= data.draw(st.integers(1, 255))
    else:
        del raw[at:]
    path.write_bytes(bytes(raw))
    assert shelf(folder).read() is None


def test_links_folders_and_what_is_too_long_are_not_read(tmp_path: Path) -> None:
    shelf(tmp_path).write(b"body")
    path = tmp_path / FOLDER / "versions"
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert shelf(tmp_path).read() is None
    shelf(tmp_path).write(b"other")
    assert b"other" not in elsewhere.read_bytes(), "never written through a link"
    path.unlink()
    path.mkdir()
    assert shelf(tmp_path).read() is None
    path.rmdir()
    os.mkfifo(path)
    assert shelf(tmp_path).read() is None
    path.unlink()
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert shelf(tmp_path).read() is None


def test_a_folder_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / FOLDER).symlink_to(tmp_path / "there")
    shelf(tmp_path).write(b"body")
    assert list((tmp_path / "there").iterdir()) == []
    assert shelf(tmp_path).read() is None


def test_where_nothing_can_be_written_nobody_is_troubled(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_bytes(b"a file")
    shelf(tmp_path).write(b"body")
    assert shelf(tmp_path).read() is None
    shelf(tmp_path / "nowhere").write(b"body")
    assert shelf(tmp_path / "nowhere").read() is None


def test_two_who_write_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    bodies = [bytes([65 + n]) * 50_000 for n in range(4)]

    def write(body: bytes) -> None:
        for _ in range(20):
            shelf(tmp_path).write(body)
            assert shelf(tmp_path).read() in bodies

    threads = [threading.Thread(target=write, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelf(tmp_path).read() in bodies
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["versions"]


@pytest.mark.safety(15)
def test_what_was_kept_of_another_repository_is_not_believed_through_a_link(tmp_path: Path) -> None:
    """It is sealed by the same user, for the place where the link ends."""
    (tmp_path / "other").mkdir()
    shelf(tmp_path / "other").write(b"of another")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / FOLDER).symlink_to(tmp_path / "other" / FOLDER)
    assert shelf(tmp_path / "other").read() == b"of another"
    assert shelf(tmp_path / "here").read() is None
    assert list(kept(tmp_path / "here")) == []


def test_too_much_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 400)
    shelf(tmp_path).write(bytes(200))
    assert shelf(tmp_path).read() == bytes(200)
    shelf(tmp_path).write(bytes(201))
    assert shelf(tmp_path).read() == bytes(200)


def test_a_pipe_that_somebody_writes_to_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    os.mkfifo(tmp_path / FOLDER / "versions")
    assert shelf(tmp_path).read() is None
    handle = os.open(tmp_path / FOLDER / "versions", os.O_RDWR)
    try:
        assert shelf(tmp_path).read() is None
        os.write(handle, b"x")
        assert shelf(tmp_path).read() is None
    finally:
        os.close(handle)


def test_only_files_are_told_as_kept(tmp_path: Path) -> None:
    assert list(kept(tmp_path)) == []
    shelf(tmp_path).write(b"body")
    (tmp_path / FOLDER / "a").mkdir()
    (tmp_path / FOLDER / "link").symlink_to("versions")
    assert [path for path, _ in kept(tmp_path)] == [str(tmp_path / FOLDER / "versions")]


def test_the_last_few_stay_whichever_is_put_again(tmp_path: Path) -> None:
    for name, told in (("a", 1), ("b", 2), ("b", 3)):
        LastFew(shelf(tmp_path), 2).put(name, told)
    few = LastFew(shelf(tmp_path), 2)
    assert [few.get(name) for name in "abc"] == [1, 3, None]
    few.put("c", 4)
    assert [LastFew(shelf(tmp_path), 2).get(name) for name in "abc"] == [None, 3, 4]


@pytest.mark.parametrize("body", [b"", b"{", b"3", b"[1]", b"\xff", b"null"])
def test_what_is_no_list_of_names_is_as_if_nothing_had_been_kept(tmp_path: Path, body: bytes) -> None:
    shelf(tmp_path).write(body)
    few = LastFew(shelf(tmp_path), 2)
    assert few.get("a") is None
    few.put("a", 1)
    assert LastFew(shelf(tmp_path), 2).get("a") == 1
