"""What is kept to be said again is found only where all that it rests on is the same, and only if it is whole."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from zlib import compress

import pytest

from reflectctl.storage import kept_answers
from reflectctl.storage import kept_by_content as kept
from reflectctl.storage.disk import WorkTree

NAME = kept.name_of(b"what it rests on")


@pytest.fixture
def cache(tmp_path: Path) -> dict[str, str]:
    """The surroundings of somebody who has a cache folder of their own."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


def place(cache: dict[str, str]) -> Path:
    return Path(cache["XDG_CACHE_HOME"], "reflectctl", "said", NAME)


def test_what_is_kept_is_found_by_its_name_alone(cache: dict[str, str]) -> None:
    assert kept.get(cache, "said", NAME) is None
    kept.put(cache, "said", NAME, b"an answer")

    assert kept.get(cache, "said", NAME) == b"an answer"
    assert kept.get(cache, "said", kept.name_of(b"something else")) is None
    assert kept.get(cache, "other", NAME) is None
    assert kept.get({}, "said", NAME) is None
    assert kept.get(cache | {"REFLECTCTL_NO_CACHE": "1"}, "said", NAME) is None
    assert place(cache).stat().st_mode & 0o077 == 0


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[-3] ^= 1
    path.write_bytes(raw)


def _linked(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def _linked_folder(path: Path) -> None:
    elsewhere = path.parent.with_name("elsewhere")
    path.parent.rename(elsewhere)
    path.parent.symlink_to(elsewhere)


def _forged(path: Path) -> None:
    path.write_bytes(kept.name_of(b"no compressed text").encode() + b"\nno compressed text")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a bit": _flip,
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-4]),
    "empty": lambda path: path.write_bytes(b""),
    "the sum alone": lambda path: path.write_bytes(path.read_bytes().partition(b"\n")[0]),
    "not compressed": _forged,
    "another text": lambda path: path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n" + compress(b"a lie")),
    "a link": _linked,
    "a folder that is a link": _linked_folder,
    "a file that others can write": lambda path: path.chmod(0o666),
    "a folder that others can write": lambda path: path.parent.chmod(0o777),
    "a folder above that others can write": lambda path: path.parent.parent.chmod(0o777),
    "not to be read": lambda path: path.parent.chmod(0),
}


@pytest.mark.safety(15)
@pytest.mark.skipif(os.name == "nt", reason="needs modes and links")
@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_or_not_ours_is_as_if_it_were_not_there(cache: dict[str, str], damage: str) -> None:
    kept.put(cache, "said", NAME, b"an answer")

    DAMAGE[damage](place(cache))

    if damage == "not to be read" and os.geteuid() == 0:
        pytest.skip("root reads everything")
    try:
        assert kept.get(cache, "said", NAME) is None
        # Nobody is troubled by a place where nothing can be kept.
        kept.put(cache, "said", NAME, b"an answer")
    finally:
        place(cache).parent.chmod(0o700)


def test_where_nothing_can_be_kept_nobody_is_troubled(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for cache in ({"XDG_CACHE_HOME": str(tmp_path / "file")}, {"HOME": f"{os.devnull}/home"}, {}):
        kept.put(cache, "said", NAME, b"an answer")
        assert kept.get(cache, "said", NAME) is None
    cache = {"XDG_CACHE_HOME": str(tmp_path)}
    kept.put(cache, "said", NAME, bytes(kept.LONGEST + 1))
    assert kept.get(cache, "said", NAME) is None


def test_the_oldest_goes_out_where_a_folder_is_full(cache: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_FILES", 3)
    for number in range(6):
        kept.put(cache, "said", f"a{number}", b"an answer")
        os.utime(place(cache).with_name(f"a{number}"), (number, number))

    kept.put(cache, "said", "00", b"an answer")

    assert sorted(each.name for each in place(cache).parent.iterdir()) == ["00", "a4", "a5"]
    monkeypatch.setattr(kept, "MOST_BYTES", 1)
    kept.put(cache, "said", "001", b"an answer")
    assert not [*place(cache).parent.iterdir()]


def test_a_program_of_which_a_file_has_changed_is_another(cache: dict[str, str], tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text("1")
    begun = time.time_ns()
    # A file that was only just written may be another already, under the same times.
    assert kept.learn(cache, "use", [str(one)], begun) == ""
    later = begun + 2 * kept_answers.GRAIN
    known = kept.learn(cache, "use", [str(one)], later)
    assert known
    assert kept.program(cache, "use") == known
    assert kept.program(cache, "another use") == ""

    other.write_text("2")
    # One more file that matters: what was said without knowing that is not found again.
    both = kept.learn(cache, "use", [str(other)], later)
    assert kept.program(cache, "use") == both != known
    assert kept.learn(cache, "use", [str(one)], later) == both

    for change in (lambda: one.write_text("3"), lambda: one.chmod(0o600), one.unlink):
        change()
        assert kept.program(cache, "use") != both


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes and links")
def test_files_are_plain_or_it_is_not_certain_what_they_say(tmp_path: Path) -> None:
    root = tmp_path / "here"
    for path in ("partnership.yaml", "content/pack.yaml", "content/a/b/c.yaml", "content/.hidden", "meetings/m.md"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    names = ("partnership.yaml", "content", "nothing")
    found = kept.plain_files(str(root), names)
    assert found == WorkTree(root, files=("partnership.yaml",), folders=("content",)).paths()
    assert found == ["content/a/b/c.yaml", "content/pack.yaml", "partnership.yaml"]
    raw, stamp = kept.plain_file(str(root / found[0])) or (b"", None)
    assert raw == b"content/a/b/c.yaml"
    assert stamp == kept.stamp(os.stat(root / found[0]))

    assert kept.root_around(str(root / "content/a")) == os.path.realpath(root)
    assert kept.root_around(str(root / "nowhere")) is None
    assert kept.root_around("/") == ""

    (root / "link").symlink_to(root / "partnership.yaml")
    os.mkfifo(root / "pipe")
    (root / "long").write_bytes(bytes(kept.LONGEST + 1))
    for name in ("link", "pipe", "long", "content", "nothing", "a\0b"):
        assert kept.plain_file(str(root / name)) is None
    for name in ("link", "pipe", "a\0b"):
        assert kept.plain_files(str(root), (name,)) is None
    (root / "content/a/link").symlink_to(root)
    assert kept.plain_files(str(root), names) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes and links")
def test_what_takes_the_place_of_a_file_while_it_is_opened_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the look before there is a file; what is opened then is none."""
    (tmp_path / "file").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("file")
    regular = SimpleNamespace(st_mode=stat.S_IFREG | 0o600)
    monkeypatch.setattr(os, "lstat", lambda path: regular)
    for name in ("pipe", "link", "/dev/null"):
        assert kept.plain_file(os.path.join(tmp_path, name)) is None
    monkeypatch.undo()
    # Where the system cannot refuse to follow a link, the look before does.
    monkeypatch.setattr(kept, "_HOW", os.O_RDONLY | os.O_NONBLOCK)
    assert kept.plain_file(str(tmp_path / "link")) is None
    assert kept.plain_file(str(tmp_path / "file")) is not None


def test_a_file_that_is_read_in_part_is_not_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"all of it")
    real = os.read
    monkeypatch.setattr(os, "read", lambda handle, length: real(handle, 3))
    assert kept.plain_file(str(tmp_path / "file")) is None


def test_in_a_folder_that_is_gone_nothing_is_certain(tmp_path: Path) -> None:
    program = (
        "import os; os.rmdir(os.getcwd())\n"
        "from reflectctl.storage.kept_by_content import root_around\n"
        "print(root_around('.'))"
    )
    (tmp_path / "here").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path / "here", capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("None\n", "")


def test_where_a_full_folder_cannot_be_listed_nobody_is_troubled(
    cache: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: str) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(os, "scandir", fails)
    kept.put(cache, "said", "00" + NAME[2:], b"an answer")
    monkeypatch.undo()
    assert kept.get(cache, "said", "00" + NAME[2:]) == b"an answer"


def test_what_is_no_file_does_not_make_others_go(cache: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    kept.put(cache, "said", NAME, b"an answer")
    (place(cache).parent / "folder").mkdir()
    monkeypatch.setattr(kept, "MOST_FILES", 2)
    kept.put(cache, "said", "00" + NAME[2:], b"an answer")
    assert kept.get(cache, "said", NAME) == b"an answer"


def test_deep_and_many_places_are_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path.joinpath("content", *("x" * kept._MOST_DEPTH))
    deep.mkdir(parents=True)
    (deep.parent / "a").write_text("")
    assert kept.plain_files(str(tmp_path), ("content",)) is None
    deep.rmdir()
    assert kept.plain_files(str(tmp_path), ("content",)) is not None
    monkeypatch.setattr(kept, "_MOST_PLACES", 5)
    assert kept.plain_files(str(tmp_path), ("content",)) is None


def test_places_are_those_that_are_not_there_too(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a").write_text("")
    found = kept.plain_places(str(tmp_path), ("content", "nothing"))
    assert found == tuple(str(tmp_path / name) for name in ("content", "nothing", "content/a"))
    assert kept.plain_files(str(tmp_path), ("content", "nothing")) == ["content/a"]
    (tmp_path / "content/link").symlink_to("a")
    assert kept.plain_places(str(tmp_path), ("content",)) is None
