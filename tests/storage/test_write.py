"""A file is the old or the new, nobody's change is lost, and nothing is left lying about."""

import contextlib
import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reflectctl.errors import ReflectError
from reflectctl.model.edits import Edit
from reflectctl.storage import write as writing
from reflectctl.storage.write import Conflict, create_tree, write, write_output

OLD, NEW = b"rating: agree\n", b"rating: disagree\n"
PATH = "principles/1.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "partnership"
    (root / "principles").mkdir(parents=True)
    (root / PATH).write_bytes(OLD)
    (root / "partnership.yaml").write_bytes(OLD)
    return root


def everything(root: Path) -> dict[str, bytes]:
    return {os.fspath(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_change_replaces_the_bytes_and_nothing_else(root):
    write(root, [Edit(PATH, OLD, NEW)])

    assert everything(root) == {PATH: NEW, "partnership.yaml": OLD}


@pytest.mark.safety(10)
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_stays(root, mode):
    (root / PATH).chmod(mode)

    write(root, [Edit(PATH, OLD, NEW)])

    assert (root / PATH).stat().st_mode & 0o7777 == mode


def test_a_new_file_is_made_with_its_folders(root):
    write(root, [Edit("meetings/2026/x.md", None, NEW)])

    assert (root / "meetings/2026/x.md").read_bytes() == NEW
    assert (root / "meetings/2026/x.md").stat().st_mode & 0o777 == 0o644
    assert len(everything(root)) == 3


@pytest.mark.safety(10)
def test_a_file_that_changed_meanwhile_is_kept_and_the_second_writer_is_told(root):
    (root / PATH).write_bytes(b"somebody else's\n")

    with pytest.raises(Conflict, match="was changed meanwhile; nothing was written") as told:
        write(root, [Edit("partnership.yaml", OLD, NEW), Edit(PATH, OLD, NEW)])

    assert told.value.exit_code == 3
    assert everything(root) == {PATH: b"somebody else's\n", "partnership.yaml": OLD}


@pytest.mark.safety(10)
def test_a_file_that_changes_while_the_new_one_is_prepared_is_kept(root, monkeypatch):
    real = os.fsync

    def meanwhile(handle: int) -> None:
        real(handle)
        (root / PATH).write_bytes(b"somebody else's\n")

    monkeypatch.setattr(os, "fsync", meanwhile)

    with pytest.raises(Conflict):
        write(root, [Edit(PATH, OLD, NEW)])

    assert everything(root) == {PATH: b"somebody else's\n", "partnership.yaml": OLD}


def test_a_file_that_came_into_being_meanwhile_is_kept(root, monkeypatch):
    with pytest.raises(Conflict, match="come into being"):
        write(root, [Edit(PATH, None, NEW)])

    real = os.link

    def meanwhile(source: str, target: str) -> None:
        Path(target).write_bytes(b"somebody else's\n")
        real(source, target)

    monkeypatch.setattr(os, "link", meanwhile)
    with pytest.raises(Conflict, match="come into being"):
        write(root, [Edit("principles/2.yaml", None, NEW)])

    assert everything(root) == {PATH: OLD, "partnership.yaml": OLD, "principles/2.yaml": b"somebody else's\n"}


def test_a_file_that_is_gone_is_not_made_again(root):
    (root / PATH).unlink()

    with pytest.raises(Conflict, match="There is no such file"):
        write(root, [Edit(PATH, OLD, NEW)])

    assert not (root / PATH).exists()


@pytest.mark.safety(10)
@pytest.mark.parametrize("before", [OLD, None])
def test_nothing_is_written_through_a_link(root, tmp_path, before):
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "1.yaml").write_bytes(OLD)
    (root / "content").symlink_to(outside)
    (root / "principles" / "2.yaml").symlink_to(outside / "1.yaml")
    (root / "principles" / "3.yaml").symlink_to(outside / "not there")

    for path in ("content/1.yaml", "content/deep/9.yaml", "principles/2.yaml", "principles/3.yaml"):
        with pytest.raises(ReflectError):
            write(root, [Edit(path, before, NEW)])

    assert everything(outside) == {"1.yaml": OLD}


@pytest.mark.parametrize("path", ["../x", "/tmp/x", "a/../../x", "", "a\0b", "principles", "partnership.yaml/x"])
@pytest.mark.parametrize("before", [OLD, None])
def test_nothing_is_written_elsewhere(root, path, before):
    held = everything(root.parent)

    with pytest.raises(ReflectError):
        write(root, [Edit(path, before, NEW)])

    assert everything(root.parent) == held


@pytest.mark.safety(19)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "fchmod", "replace", "close"])
@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_an_error_at_any_call_leaves_the_old_bytes_or_the_new_and_no_litter(root, monkeypatch, call, nth, number):
    real, count = getattr(os, call), [0]

    def failing(*arguments: object, **named: object) -> object:
        count[0] += 1
        if count[0] == nth:
            if call == "close":
                real(*arguments)
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    monkeypatch.setattr(os, call, failing)
    told = False
    try:
        write(root, [Edit(PATH, OLD, NEW)])
    except ReflectError:
        told = True
    monkeypatch.undo()

    assert everything(root) in ({PATH: NEW, "partnership.yaml": OLD}, {PATH: OLD, "partnership.yaml": OLD})
    if told:
        assert (root / PATH).read_bytes() == OLD
    write(root, [Edit(PATH, (root / PATH).read_bytes(), b"again")])


@pytest.mark.parametrize("call", ["open", "write", "fsync", "mkdir", "link"])
def test_an_error_while_a_new_file_is_made_leaves_nothing(root, monkeypatch, call):
    real = getattr(os, call)

    def full(*arguments: object, **named: object) -> object:
        if call == "open" and not (isinstance(arguments[1], int) and arguments[1] & os.O_CREAT):
            return real(*arguments, **named)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(ReflectError, match="the disk is full") as told:
        write(root, [Edit("meetings/2026/x.md", None, NEW)])
    monkeypatch.undo()

    assert "Make room" in told.value.hint
    assert everything(root) == {PATH: OLD, "partnership.yaml": OLD}
    assert not (root / "meetings").exists()


def test_a_short_write_goes_on_until_all_is_written(root, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data[:3])))

    write(root, [Edit(PATH, OLD, NEW)])

    assert (root / PATH).read_bytes() == NEW


def test_being_interrupted_leaves_the_old_bytes_and_no_litter(root, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(root, [Edit(PATH, OLD, NEW)])

    assert everything(root) == {PATH: OLD, "partnership.yaml": OLD}


def test_when_a_later_file_cannot_be_replaced_nor_the_first_put_back_it_is_told_which_were_written(root, monkeypatch):
    real, count = os.replace, []

    def once(*arguments: str) -> None:
        count.append(1)
        if len(count) > 1:
            raise OSError(errno.EIO, "Input/output error")
        real(*arguments)

    monkeypatch.setattr(os, "replace", once)
    with pytest.raises(ReflectError, match=r"Written all the same: principles/1\.yaml"):
        write(root, [Edit(PATH, OLD, NEW), Edit("partnership.yaml", OLD, NEW)])

    assert everything(root) == {PATH: NEW, "partnership.yaml": OLD}


def test_where_there_are_no_hard_links_a_new_file_is_made_all_the_same(root, monkeypatch):
    def none(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)

    write(root, [Edit("principles/2.yaml", None, NEW)])

    assert (root / "principles/2.yaml").read_bytes() == NEW
    assert len(everything(root)) == 3


def test_where_there_are_no_locks_it_writes_all_the_same(root, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)

    write(root, [Edit(PATH, OLD, NEW)])

    assert (root / PATH).read_bytes() == NEW


@pytest.mark.safety(10)
def test_of_many_writers_at_once_exactly_one_wins_and_the_others_are_told(root):
    told: list[Conflict] = []

    def one(number: int) -> None:
        try:
            write(root, [Edit(PATH, OLD, b"writer %d\n" % number)])
        except Conflict as problem:
            told.append(problem)

    writers = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(told) == 7
    assert (root / PATH).read_bytes().startswith(b"writer ")
    assert len(everything(root)) == 2


@pytest.mark.safety(10)
def test_a_writer_that_holds_the_turn_too_long_is_told_to_the_next(root, monkeypatch):
    monkeypatch.setattr(writing, "_TURN", 0.05)

    with writing.turn(root), pytest.raises(Conflict, match="Another reflectctl"):
        write(root, [Edit(PATH, OLD, NEW)])

    write(root, [Edit(PATH, OLD, NEW)])


@pytest.mark.safety(10)
def test_being_killed_leaves_old_or_new_and_does_not_block_the_next(root):
    program = (
        "import os, signal, sys; from pathlib import Path; from reflectctl.model.edits import Edit\n"
        "from reflectctl.storage.write import write\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write(Path(sys.argv[1]), [Edit({PATH!r}, {OLD!r}, {NEW!r})])\n"
    )

    done = subprocess.run([sys.executable, "-c", program, os.fspath(root)], check=False)

    assert done.returncode == -signal.SIGKILL
    assert (root / PATH).read_bytes() == OLD
    write(root, [Edit(PATH, OLD, NEW)])
    assert (root / PATH).read_bytes() == NEW


class TestOutput:
    def test_it_is_made_and_made_again(self, tmp_path):
        write_output(tmp_path / "report.md", b"one")
        write_output(tmp_path / "report.md", b"two")

        assert everything(tmp_path) == {"report.md": b"two"}

    def test_a_relative_name_and_the_mode_are_kept(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path("x").touch(mode=0o600)

        write_output(Path("x"), b"one")

        assert (Path("x").read_bytes(), Path("x").stat().st_mode & 0o777) == (b"one", 0o600)

    @pytest.mark.safety(11)
    def test_it_is_never_written_through_a_link(self, tmp_path):
        (tmp_path / "target").write_bytes(OLD)
        (tmp_path / "link").symlink_to("target")
        (tmp_path / "dangling").symlink_to("nowhere")

        for name in ("link", "dangling"):
            with pytest.raises(ReflectError, match="symbolic link"):
                write_output(tmp_path / name, NEW)

        assert (tmp_path / "target").read_bytes() == OLD
        assert not (tmp_path / "nowhere").exists()

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("", "is a folder"),
            ("no/such/folder.md", "the folder does not exist"),
            ("file/x", "a part of the path is not a folder"),
            ("n" * 300, "the name is too long"),
            ("a\0b", "the name cannot be that of a file"),
            ("pipe", "is not a regular file"),
        ],
    )
    def test_what_is_wrong_with_a_name_is_told(self, tmp_path, name, message):
        (tmp_path / "file").touch()
        os.mkfifo(tmp_path / "pipe")

        with pytest.raises(ReflectError, match=message):
            write_output(tmp_path / name, NEW)

        assert sorted(os.listdir(tmp_path)) == ["file", "pipe"]

    @pytest.mark.safety(11)
    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("principles/1-children-first.yaml", "records"),
            ("principles/new.html", "records"),
            ("meetings/2026-03-12-x.md", "records"),
            ("partnership.yaml", "records"),
            ("report.yaml", "records"),
            ("content/pack.yaml", "records"),
            ("inner/../partnership.yaml", "records"),
            (".git/config", "git's own"),
            (".GIT/config", "git's own"),
            ("bare/config", "git's own"),
            (".gitattributes", "git's own"),
            ("inner/.mailmap", "git's own"),
            ("linked/report.html", "symbolic link"),
            ("inner/linked/deep/report.html", "symbolic link"),
            ("README.md", "`init` writes"),
            ("ReadMe.md", "`init` writes"),
            (".vscode/settings.json", "`init` writes"),
            (".reflectctl/schema/x.html", "`init` writes"),
        ],
    )
    @pytest.mark.parametrize("absolute", [False, True])
    def test_what_belongs_to_somebody_else_is_left_alone(self, tmp_path, monkeypatch, name, reason, absolute):
        for folder in ("principles", "meetings", "content", "inner", ".git", "bare/objects", "bare/refs", "other/deep"):
            (tmp_path / folder).mkdir(parents=True)
        for path in ("partnership.yaml", "principles/1-children-first.yaml", ".git/config", "bare/HEAD", "bare/config"):
            (tmp_path / path).write_bytes(OLD)
        (tmp_path / "linked").symlink_to("other")
        (tmp_path / "inner/linked").symlink_to("../other")
        before = everything(tmp_path)
        monkeypatch.chdir(tmp_path)

        with pytest.raises(ReflectError, match=reason):
            write_output(tmp_path / name if absolute else Path(name), NEW)

        assert everything(tmp_path) == before

    @pytest.mark.parametrize(
        "name", ["report.html", "reports/r.html", "content/phrases.yaml", "content/cy/phrases.yaml", "../r.html"]
    )
    def test_everywhere_else_a_result_is_written(self, tmp_path, monkeypatch, name):
        root = tmp_path / "p"
        for folder in ("reports", "content/cy"):
            (root / folder).mkdir(parents=True)
        (root / "partnership.yaml").write_bytes(OLD)
        monkeypatch.chdir(root)

        write_output(Path(name), NEW)

        assert (root / name).read_bytes() == NEW

    def test_a_device_is_not_replaced(self):
        with pytest.raises(ReflectError, match="not a regular file"):
            write_output(Path("/dev/null"), NEW)

    @pytest.mark.parametrize("call", ["open", "write", "fsync", "fchmod", "replace"])
    def test_a_full_disk_leaves_the_old_bytes(self, tmp_path, monkeypatch, call):
        (tmp_path / "x").write_bytes(OLD)

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, call, full)
        with pytest.raises(ReflectError, match="the disk is full"):
            write_output(tmp_path / "x", NEW)
        monkeypatch.undo()

        assert everything(tmp_path) == {"x": OLD}


class TestCreateTree:
    def test_it_writes_what_is_not_there_and_keeps_what_is(self, tmp_path):
        root = tmp_path / "new" / "partnership"
        (root / "principles").mkdir(parents=True)
        (root / PATH).write_bytes(OLD)

        written, kept = create_tree(root, {"partnership.yaml": NEW, PATH: NEW, ".github/workflows/x.yaml": NEW})

        assert (written, kept) == (["partnership.yaml", ".github/workflows/x.yaml"], [PATH])
        assert everything(root) == {"partnership.yaml": NEW, PATH: OLD, ".github/workflows/x.yaml": NEW}
        assert create_tree(root, {PATH: NEW}) == ([], [PATH])

    def test_it_makes_the_root(self, tmp_path):
        assert create_tree(tmp_path / "a" / "b", {"x": NEW}) == (["x"], [])

    def test_it_never_goes_through_a_link_and_then_writes_nothing(self, tmp_path):
        outside, root = tmp_path / "outside", tmp_path / "root"
        outside.mkdir()
        root.mkdir()
        (root / "principles").symlink_to(outside)
        (root / "x").symlink_to(outside / "y")

        with pytest.raises(ReflectError, match="symbolic link"):
            create_tree(root, {"partnership.yaml": NEW, PATH: NEW})

        assert create_tree(root, {"x": NEW}) == ([], ["x"])
        assert everything(root) == everything(outside) == {}

    @pytest.mark.parametrize("path", ["../x", "/x", ""])
    def test_it_writes_nowhere_else(self, tmp_path, path):
        with pytest.raises(ReflectError):
            create_tree(tmp_path / "root", {path: NEW})

    def test_what_stands_in_the_way_is_told(self, tmp_path):
        (tmp_path / "file").touch()

        with pytest.raises(ReflectError):
            create_tree(tmp_path / "file", {"x": NEW})
        with pytest.raises(ReflectError, match="a file, where a folder"):
            create_tree(tmp_path, {"file/x": NEW})

    def test_a_full_disk_is_told_and_leaves_no_litter(self, tmp_path, monkeypatch):
        def full(*_: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        with pytest.raises(ReflectError, match="the disk is full"):
            create_tree(tmp_path / "r", {"a/b": NEW})
        monkeypatch.undo()

        assert list((tmp_path / "r").iterdir()) == []


def test_a_second_file_that_changes_when_the_first_is_in_its_place_is_kept(root, monkeypatch):
    real = os.replace

    def meanwhile(source: str, target: str) -> None:
        real(source, target)
        if target.endswith("partnership.yaml"):
            (root / PATH).write_bytes(b"somebody else's\n")

    monkeypatch.setattr(os, "replace", meanwhile)
    with pytest.raises(Conflict, match=r"1\.yaml was changed meanwhile"):
        write(root, [Edit("partnership.yaml", OLD, NEW), Edit(PATH, OLD, NEW)])

    assert everything(root) == {PATH: b"somebody else's\n", "partnership.yaml": OLD}


SEVERAL = [Edit("partnership.yaml", OLD, NEW), Edit("views/new.yaml", None, NEW), Edit(PATH, OLD, None)]
BEFORE, AFTER = {PATH: OLD, "partnership.yaml": OLD}, {"partnership.yaml": NEW, "views/new.yaml": NEW}


def test_a_file_that_moves_is_made_and_then_taken_away(root):
    write(root, SEVERAL)

    assert everything(root) == AFTER


@pytest.mark.safety(11)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "link", "unlink", "close"])
@pytest.mark.parametrize("nth", range(1, 15))
@pytest.mark.parametrize("kind", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_several_files_are_all_old_or_all_new(root, monkeypatch, call, nth, kind):
    real, count = getattr(os, call), [0]

    def failing(*arguments: object, **named: object) -> object:
        count[0] += 1
        if count[0] == nth:
            if call == "close":
                real(*arguments)
            raise kind
        return real(*arguments, **named)

    monkeypatch.setattr(os, call, failing)
    with contextlib.suppress(ReflectError, KeyboardInterrupt):
        write(root, SEVERAL)
    monkeypatch.undo()

    there = {path: text for path, text in everything(root).items() if ".reflectctl-" not in path}
    assert there in (BEFORE, AFTER)


def test_what_is_to_be_gone_and_has_changed_stays(root):
    with pytest.raises(Conflict, match="was changed meanwhile"):
        write(root, [Edit(PATH, b"other", None)])

    assert everything(root) == BEFORE


@pytest.mark.skipif(not hasattr(os, "fchmod"), reason="modes are set by name here")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_nobody_else_may_read_a_temporary_file_before_it_has_the_mode_of_the_original(root, monkeypatch, mode):
    (root / PATH).chmod(mode)
    seen: list[tuple[int, int]] = []
    chmod, fsync = os.fchmod, os.fsync

    def owned(handle: int) -> tuple[int, int]:
        return os.fstat(handle).st_mode & 0o777, os.fstat(handle).st_size

    monkeypatch.setattr(os, "fchmod", lambda handle, mode: (seen.append(owned(handle)), chmod(handle, mode)))
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append(owned(handle)), fsync(handle)))
    write(root, [Edit(PATH, OLD, NEW)])

    assert seen[:2] == [(0o600, 0), (mode, len(NEW))]


@pytest.mark.safety(11)
@pytest.mark.parametrize("path", ["principles/new.yaml", "partnership.yaml", "views/police.yaml", "meetings/a.md"])
def test_no_result_takes_a_records_place_also_where_nothing_is_kept_in_git(tmp_path, path):
    (tmp_path / "partnership.yaml").write_text("name: Us\n", "utf-8")
    (tmp_path / path).parent.mkdir(exist_ok=True)

    with pytest.raises(ReflectError, match="place of the partnership's records"):
        writing.write_output(tmp_path / path, b"x")

    assert {each.read_text("utf-8") for each in tmp_path.rglob("*") if each.is_file()} == {"name: Us\n"}
