"""What is kept in the user's own folder: whole, for nobody else, and believed only where nobody else can write."""

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from reflectctl.storage import own_folder
from reflectctl.storage.own_folder import FOUND_AGAIN, cache_folder, keep, kept, own_file, read_own, secret, take_out

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs modes and links")

ROOT_ONLY = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


def path(environ: dict[str, str], folder: str = "answers", name: str = "a") -> Path:
    found = own_file(environ, folder, name)
    assert found is not None
    return Path(found)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_CACHE_HOME": "/a/cache", "HOME": "{home}"}, "/a/cache"),
        ({"XDG_CACHE_HOME": "a/cache", "HOME": "{home}"}, "{home}/.cache"),
        ({"HOME": "{home}"}, "{home}/.cache"),
        ({"HOME": "{home}/none"}, ""),
        ({"HOME": "home"}, ""),
        ({"HOME": ""}, ""),
        ({}, ""),
    ],
)
def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], expected: str) -> None:
    """Never below the current folder, which may be a repository."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "a/cache").mkdir(parents=True)
    home = str(tmp_path / "home")
    found = {name: value.format(home=home) for name, value in environ.items()}
    assert cache_folder(found) == expected.format(home=home)
    assert own_file(found, "x", "y") == (expected.format(home=home) + "/reflectctl/x/y" if expected else None)
    assert own_file(found | {"REFLECTCTL_NO_CACHE": "1"}, "x", "y") is None


def test_a_secret_is_made_once(environ: dict[str, str]) -> None:
    first = secret(environ)
    assert len(first) == 32
    assert secret(environ) == first
    assert secret({"XDG_CACHE_HOME": environ["XDG_CACHE_HOME"] + "2"}) not in (first, b"")
    assert path(environ, "seal", "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.safety(15)
@pytest.mark.parametrize("raw", [b"", b"short", bytes(33)])
def test_a_secret_that_was_cut_short_is_made_anew(environ: dict[str, str], raw: bytes) -> None:
    first = secret(environ)
    path(environ, "seal", "secret").write_bytes(raw)
    again = secret(environ)
    assert len(again) == 32
    assert again not in (first, raw)
    assert secret(environ) == again


@pytest.mark.safety(15)
def test_there_is_no_secret_where_it_cannot_be_kept_or_others_may_have_set_it(
    environ: dict[str, str], tmp_path: Path
) -> None:
    assert secret({}) == b""
    assert secret(environ | {"REFLECTCTL_NO_CACHE": "1"}) == b""
    (tmp_path / "file").write_text("x")
    assert secret({"XDG_CACHE_HOME": str(tmp_path / "file")}) == b""
    secret(environ)
    path(environ, "seal", "secret").parent.chmod(0o777)
    assert secret(environ) == b""
    path(environ, "seal", "secret").parent.chmod(0o700)
    path(environ, "seal", "secret").unlink()
    path(environ, "seal", "secret").mkdir()
    assert secret(environ) == b""


@pytest.mark.safety(15)
def test_a_secret_that_is_short_and_cannot_be_made_anew_is_none(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret(environ)
    path(environ, "seal", "secret").write_bytes(b"guess")
    monkeypatch.setattr(own_folder, "MOST_BYTES", 10)
    assert secret(environ) == b""


@pytest.mark.safety(15)
def test_a_link_is_no_folder_whatever_mode_the_system_gives_it(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(str(path(environ)), b"x")
    own = SimpleNamespace(st_mode=stat.S_IFLNK | 0o700, st_uid=os.geteuid())
    monkeypatch.setattr(os, "lstat", lambda path: own)
    assert read_own(str(path(environ))) is None


def test_no_more_is_kept_or_read_than_may_be(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_folder, "MOST_BYTES", 10)
    keep(str(path(environ)), bytes(11))
    assert not path(environ).exists()
    keep(str(path(environ)), bytes(10))
    assert read_own(str(path(environ))) == bytes(10)
    path(environ).write_bytes(bytes(11))
    assert read_own(str(path(environ))) is None


@pytest.mark.parametrize(("lasting", "expected"), [(True, 1), (False, 0)])
def test_what_cannot_be_found_again_is_on_the_disk_before_it_is_called_kept(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, lasting: bool, expected: int
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    keep(str(path(environ)), b"x", lasting=lasting)
    assert len(synced) == expected


def test_what_can_be_found_again_is_told_with_its_length(environ: dict[str, str], tmp_path: Path) -> None:
    assert list(kept(environ)) == []
    for folder in (*FOUND_AGAIN, "undo", "seal"):
        keep(str(path(environ, folder)), b"abc")
    (path(environ).parent / "folder").mkdir()
    (path(environ).parent / "link").symlink_to("a")
    assert list(kept(environ)) == [(str(path(environ, folder)), 3) for folder in FOUND_AGAIN]
    assert list(kept({})) == []
    path(environ, "wording").parent.chmod(0o777)
    assert len(list(kept(environ))) == len(FOUND_AGAIN) - 1
    # Where a folder is somebody else's, nothing in it is told, or taken out.
    Path(environ["XDG_CACHE_HOME"], "reflectctl").chmod(0o777)
    assert list(kept(environ)) == []


def linked(place: Path) -> None:
    elsewhere = place.rename(place.with_name("elsewhere"))
    place.symlink_to(elsewhere)


def given_away(place: Path) -> None:
    os.chown(place, 12345, 12345)


OTHERS = {
    "a group can write to the file": lambda place: place.chmod(0o620),
    "all can write to the file": lambda place: place.chmod(0o602),
    "a group can write to the folder": lambda place: place.parent.chmod(0o720),
    "all can write to the folder above": lambda place: place.parent.parent.chmod(0o702),
    "the file is a link": linked,
    "the folder is a link": lambda place: linked(place.parent),
    "the folder above is a link": lambda place: linked(place.parent.parent),
    "another owns the file": given_away,
    "another owns the folder": lambda place: given_away(place.parent),
    "another owns the folder above": lambda place: given_away(place.parent.parent),
}


@pytest.mark.safety(15)
@pytest.mark.parametrize(
    "what", [pytest.param(each, marks=ROOT_ONLY if each.startswith("another") else ()) for each in OTHERS]
)
def test_what_others_may_have_written_is_not_believed_nor_written_to(environ: dict[str, str], what: str) -> None:
    place = path(environ)
    keep(str(place), b"mine")
    assert read_own(str(place)) == b"mine"

    OTHERS[what](place)

    assert read_own(str(place)) is None
    keep(str(place), b"more")
    there = (read_own(str(place)), place.read_bytes(), place.is_symlink())
    # A file in a folder of one's own is replaced; nothing is put into another's folder.
    assert there == ((b"more", b"more", False) if "file" in what else (None, b"mine", False))
    if what == "the file is a link":
        assert place.with_name("elsewhere").read_bytes() == b"mine"


def test_a_pipe_in_the_place_of_what_was_kept_is_not_waited_for(environ: dict[str, str]) -> None:
    keep(str(path(environ)), b"mine")
    path(environ).unlink()
    os.mkfifo(path(environ))
    assert read_own(str(path(environ))) is None
    handle = os.open(path(environ), os.O_RDWR)
    try:
        os.write(handle, b"not a file's")
        assert read_own(str(path(environ))) is None
    finally:
        os.close(handle)


@pytest.mark.safety(15)
def test_what_lies_under_the_name_of_what_is_being_written_is_not_followed(
    environ: dict[str, str], tmp_path: Path
) -> None:
    keep(str(path(environ)), b"first")
    (tmp_path / "other").write_bytes(b"other")
    path(environ).with_name(f"a.{os.getpid()}").symlink_to(tmp_path / "other")
    keep(str(path(environ)), b"second")
    assert (tmp_path / "other").read_bytes() == b"other"


def test_where_it_cannot_be_written_or_read_nobody_is_troubled(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(str(path(environ)), b"first")

    def full(handle: int, raw: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    keep(str(path(environ)), b"second")
    monkeypatch.undo()
    assert [each.name for each in path(environ).parent.iterdir()] == ["a"]
    assert read_own(str(path(environ))) == b"first"
    take_out(str(path(environ)))
    take_out(str(path(environ)))
    assert read_own(str(path(environ))) is None


def test_a_short_write_goes_on(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, raw: real(handle, bytes(raw[:2])))
    keep(str(path(environ)), b"all of it")
    assert read_own(str(path(environ))) == b"all of it"


def test_no_handle_is_left_open(environ: dict[str, str]) -> None:
    keep(str(path(environ)), b"x")
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(5):
        read_own(str(path(environ)))
        keep(str(path(environ)), b"x")
    assert before == 0 or len(os.listdir("/proc/self/fd")) == before
