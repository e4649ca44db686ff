"""The working tree is read without ever being led out of it."""

import os
from pathlib import Path

import pytest

from reflectctl.errors import ReflectError
from reflectctl.storage import disk
from reflectctl.storage.disk import WorkTree, find_root, read_file, read_input, read_strictly
from reflectctl.storage.snapshots import MOST_BYTES, Edited, Unreadable
from reflectctl.storage.time_limit import time_limit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "partnership"
    (root / "principles").mkdir(parents=True)
    (root / "partnership.yaml").write_bytes(b"name: Here\n")
    (root / "principles" / "1.yaml").write_bytes(b"principle: one\r\n")
    return root


def reason(found: bytes | Unreadable) -> str:
    assert isinstance(found, Unreadable)
    return found.reason


def test_the_nearest_folder_with_the_marker_is_the_root(root):
    (root / "principles" / "deep").mkdir()

    assert find_root(root / "principles" / "deep") == root
    assert find_root(root / "principles" / "1.yaml") == root


def test_the_root_is_found_from_a_relative_path_and_through_the_users_own_link(root, monkeypatch):
    (root.parent / "link").symlink_to(root / "principles")
    monkeypatch.chdir(root.parent)

    assert find_root(Path("partnership/principles")) == root
    assert find_root(Path("link")) == root


def test_no_partnership_is_told_with_the_path_as_it_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ReflectError, match=r"No partnership.yaml was found in \. or any folder above it\.") as told:
        find_root(Path())

    assert told.value.exit_code == 3
    assert "reflectctl init" in told.value.hint


@pytest.mark.parametrize("name", ["a\nb", "\x1b[31mred", "\u202egnp", "a\udcffb"])
def test_a_hostile_folder_name_stays_on_one_line_of_plain_characters(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()

    with pytest.raises(ReflectError) as told:
        find_root(folder)

    assert told.value.message.isprintable()


@pytest.mark.parametrize("start", ["/no/such/folder", "with\0nul"])
def test_a_start_that_is_not_there_is_told(start):
    with pytest.raises(ReflectError):
        find_root(Path(start))


def test_paths_are_the_partnerships_files_sorted_and_nothing_hidden_or_foreign(root):
    for path in ("README.md", ".hidden", "principles/.git/config", "principles/.x", "content/principles/b.yaml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")

    assert WorkTree(root).paths() == ["content/principles/b.yaml", "partnership.yaml", "principles/1.yaml"]


def test_links_and_pipes_are_listed_so_that_reading_tells(root):
    (root / "principles" / "2.yaml").symlink_to("/etc/passwd")
    (root / "meetings").symlink_to("/etc")
    os.mkfifo(root / "principles" / "3.yaml")
    snapshot = WorkTree(root)

    assert snapshot.paths() == [
        "meetings",
        "partnership.yaml",
        "principles/1.yaml",
        "principles/2.yaml",
        "principles/3.yaml",
    ]
    assert "symbolic link" in reason(snapshot.read("principles/2.yaml"))
    assert "symbolic link" in reason(snapshot.read("meetings"))
    assert "not a regular file" in reason(snapshot.read("principles/3.yaml"))


def test_a_link_to_a_file_of_the_partnership_is_not_followed_either(root):
    (root / "principles" / "2.yaml").symlink_to("1.yaml")

    assert "symbolic link" in reason(WorkTree(root).read("principles/2.yaml"))


@pytest.mark.safety(1)
def test_a_link_in_any_part_of_a_path_is_not_followed(root):
    (root / "real" / "deep").mkdir(parents=True)
    (root / "real" / "deep" / "x.yaml").write_text("secret")
    (root / "content").symlink_to("real")
    (root / "meetings").mkdir()
    (root / "meetings" / "deep").symlink_to("../real/deep")

    assert "symbolic link" in reason(read_file(root, "content/deep/x.yaml"))
    assert "symbolic link" in reason(read_file(root, "meetings/deep/x.yaml"))


@pytest.mark.safety(1)
def test_a_link_that_takes_the_files_place_at_the_last_moment_is_not_followed(root, monkeypatch):
    (root / "principles" / "2.yaml").symlink_to("/etc/passwd")
    monkeypatch.setattr(disk, "astray", lambda root, path: "")

    assert "symbolic link" in reason(read_file(root, "principles/2.yaml"))


@pytest.mark.safety(1)
def test_a_pipe_that_takes_the_files_place_at_the_last_moment_does_not_hang(root, monkeypatch):
    os.mkfifo(root / "principles" / "2.yaml")
    monkeypatch.setattr(disk, "astray", lambda root, path: "")

    with time_limit(5, "A pipe", "It is waited for."):
        assert "not a regular file" in reason(read_file(root, "principles/2.yaml"))


@pytest.mark.parametrize(
    "path", ["", "..", "../x", "principles/../../x", "/etc/passwd", "./partnership.yaml", "a//b", "a\0b", "principles/"]
)
def test_a_path_that_does_not_lead_down_is_refused(root, path):
    assert "path" in reason(read_file(root, path))


def test_bytes_come_as_they_are(root):
    assert WorkTree(root).read("principles/1.yaml") == b"principle: one\r\n"


def test_an_empty_file_is_empty(root):
    (root / "preliminary.md").touch()

    assert WorkTree(root).read("preliminary.md") == b""


@pytest.mark.safety(1)
def test_a_file_of_just_the_limit_is_read_and_one_byte_more_is_not(root):
    (root / "preliminary.md").write_bytes(b"x" * MOST_BYTES)
    (root / "principles" / "1.yaml").write_bytes(b"x" * (MOST_BYTES + 1))

    assert WorkTree(root).read("preliminary.md") == b"x" * MOST_BYTES
    assert reason(WorkTree(root).read("principles/1.yaml")) == (
        "The file is 1,000,001 bytes long; at most 1,000,000 are read."
    )


@pytest.mark.safety(1)
@pytest.mark.parametrize("read", [read_input, read_strictly])
def test_a_file_that_somebody_names_is_an_ordinary_one_of_some_size(tmp_path, read):
    named = tmp_path / "named"
    named.write_bytes(b"x" * 10)
    assert read(named, 10) == b"x" * 10
    with pytest.raises(ReflectError, match="longer"):
        read(named, 9)
    os.mkfifo(tmp_path / "pipe")
    for strange in ("pipe", "nothing", "a\0b", "."):
        with time_limit(5, "A file", "It is waited for."), pytest.raises(ReflectError):
            read(tmp_path / strange, 10)


@pytest.mark.safety(1)
def test_a_report_is_not_read_through_a_link(tmp_path):
    (tmp_path / "named").write_bytes(b"x")
    (tmp_path / "link").symlink_to("named")
    with pytest.raises(ReflectError, match="symbolic link"):
        read_strictly(tmp_path / "link", 10)


def test_a_file_that_grows_while_it_is_read_is_read_whole_or_not_at_all(root, monkeypatch):
    path = root / "principles" / "1.yaml"
    real, grown = os.read, []

    def growing(handle: int, size: int) -> bytes:
        if not grown:
            grown.append(True)
            path.write_bytes(b"y" * (MOST_BYTES + 5))
        return real(handle, size)

    monkeypatch.setattr(os, "read", growing)

    assert "at most 1,000,000" in reason(read_file(root, "principles/1.yaml"))


def test_a_folder_in_a_files_place_is_told(root):
    (root / "preliminary.md").mkdir()

    assert "folder" in reason(WorkTree(root).read("preliminary.md"))
    assert "a file, where a folder" in reason(WorkTree(root).read("partnership.yaml/x"))


def test_a_missing_file_is_told(root):
    assert reason(WorkTree(root).read("principles/9.yaml")) == "There is no such file."


def test_what_may_not_be_read_is_told(root, monkeypatch):
    def refused(*arguments: object, **options: object) -> int:
        raise PermissionError(13, "Permission denied")

    # Root may read everything, and CI often is root: the refusal is played where the file is opened.
    monkeypatch.setattr(os, "open", refused)

    assert "permission" in reason(WorkTree(root).read("principles/1.yaml"))


def test_an_error_of_the_disk_is_told(root, monkeypatch):
    def broken(handle: int, size: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", broken)

    assert "Input/output error" in reason(read_file(root, "partnership.yaml"))


def test_folders_nested_too_deep_are_listed_and_not_entered(root):
    deep = root / "content" / "/".join("d" * 1 for _ in range(40))
    deep.mkdir(parents=True)
    (deep / "x.yaml").write_text("x")

    found = [path for path in WorkTree(root).paths() if path.startswith("content")]

    assert found == ["content" + "/d" * 16]
    assert "nested too deep" in reason(WorkTree(root).read(found[0]))


def test_too_many_files_are_refused(root, monkeypatch):
    monkeypatch.setattr(disk, "MOST_FILES", 3)
    for number in range(5):
        (root / "principles" / f"x{number}.yaml").touch()

    with pytest.raises(ReflectError, match="files in the working tree"):
        WorkTree(root).paths()


def test_a_name_that_is_not_utf8_is_listed_and_read(root):
    (root / "meetings").mkdir()
    Path(os.fsdecode(os.fsencode(root) + b"/meetings/caf\xe9.md")).write_bytes(b"latin")

    assert "meetings/caf\udce9.md" in WorkTree(root).paths()
    assert WorkTree(root).read("meetings/caf\udce9.md") == b"latin"


def test_a_file_that_would_be_empty_or_gone_is_not_read_as_it_was(root):
    edited = Edited(WorkTree(root), {"partnership.yaml": b"", "principles/1.yaml": None})

    assert edited.paths() == ["partnership.yaml"]
    assert edited.read("partnership.yaml") == b""
    assert reason(edited.read("principles/1.yaml")) == "There is no such file."
