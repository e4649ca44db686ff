"""An edit that is ended at any of its calls is all old or all new, at the latest when the next begins; no litter."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from reflectctl.errors import ReflectError
from reflectctl.model.edits import Edit
from reflectctl.storage import last_edit
from reflectctl.storage.write import create_tree, write
from tests.ending import Ending, Killed
from tests.storage.test_write import AFTER, BEFORE, NEW, OLD, PATH, SEVERAL, everything, root

__all__ = ["root"]

MOVED = [Edit("meetings/new.md", None, NEW), Edit("meetings/old.md", OLD, None)]
SHAPES: Mapping[str, tuple[list[Edit], dict[str, bytes], dict[str, bytes]]] = {
    "one that is there": ([Edit(PATH, OLD, NEW)], BEFORE, BEFORE | {PATH: NEW}),
    "one that is new": ([Edit("views/new.yaml", None, NEW)], BEFORE, BEFORE | {"views/new.yaml": NEW}),
    "one that goes": ([Edit(PATH, OLD, None)], BEFORE, {"partnership.yaml": OLD}),
    "several": (SEVERAL, BEFORE, AFTER),
}
"""Edits, with what is there before them and after them."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def no_power_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def surroundings(home: Path, kind: str) -> dict[str, str]:
    """Where what is edited is kept meanwhile: for somebody who has a home, and for somebody who has none."""
    return {"HOME": str(home)} if kind == "home" else {"TMPDIR": str(home), "HOME": str(home / "none")}


def kept(home: Path) -> list[str]:
    return sorted(path.parent.name for path in home.rglob("*.json"))


def bring(environ: Mapping[str, str], root: Path, edits: list[Edit]) -> None:
    write(root, edits, last_edit.keeping(environ, root, edits, "Done."))


@pytest.mark.safety(11)
@pytest.mark.parametrize("where", ["home", "no home"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("how", [Killed, KeyboardInterrupt, OSError])
def test_it_is_old_or_new_wherever_it_is_ended(
    tmp_path: Path, home: Path, where: str, shape: str, how: type[BaseException]
) -> None:
    edits, before, after = SHAPES[shape]
    environ = surroundings(home, where)
    number, half = 1, 0
    while True:
        root = tmp_path / f"p{number}"
        for path, text in before.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text)
        with contextlib.suppress(ReflectError, KeyboardInterrupt, Killed), Ending(number, how) as calls:
            bring(environ, root, edits)
        if calls.seen < number:
            break
        found = {path: text for path, text in everything(root).items() if ".reflectctl-" not in path}
        if how is not Killed:
            assert found in (before, after)
        half += found not in (before, after)
        ended = last_edit.ended(environ, root)
        assert (ended is not None) == (found not in (before, after))

        told = last_edit.mend(environ, root)
        assert told == ended
        found = {path: text for path, text in everything(root).items() if ".reflectctl-" not in path}
        assert found in (before, after)
        # Whoever writes next finds nothing in the way, and leaves nothing.
        if found == before:
            bring(environ, root, edits)
        last_edit.mend(environ, root)
        write(root, [Edit("report.yaml", None, NEW)])
        assert everything(root) == after | {"report.yaml": NEW}
        assert "unfinished" not in kept(home)
        number += 1
    assert number > 6
    assert (half > 0) == (how is Killed and len(edits) > 1)


def test_taking_it_back_may_be_ended_as_well(root: Path, home: Path) -> None:
    environ = {"HOME": str(home)}
    middle, number = between(environ, root), 1
    while True:
        with contextlib.suppress(Killed), Ending(middle, Killed):
            bring(environ, root, SEVERAL)
        assert last_edit.ended(environ, root) is not None
        with contextlib.suppress(Killed), Ending(number, Killed) as calls:
            last_edit.mend(environ, root)
        if calls.seen < number:
            break
        last_edit.mend(environ, root)
        write(root, [Edit("report.yaml", None, NEW)])
        assert everything(root) == BEFORE | {"report.yaml": NEW}
        assert kept(home) == []
        write(root, [Edit("report.yaml", NEW, None)])
        number += 1
    assert number > 6


def between(environ: Mapping[str, str], root: Path) -> int:
    """At which call an edit of several files is to be ended so that some of them are written."""
    with contextlib.suppress(Killed), Ending(placed=2) as calls:
        bring(environ, root, SEVERAL)
    found = everything(root)
    for path in found:
        (root / path).unlink()
    for path, text in BEFORE.items():
        (root / path).write_bytes(text)
    for path in home_files(environ):
        path.unlink()
    return calls.seen


def home_files(environ: Mapping[str, str]) -> Iterator[Path]:
    yield from Path(environ["HOME"]).rglob("*.json")


@pytest.mark.parametrize(
    ("path", "text", "written"),
    [
        ("partnership.yaml", b"mine\n", ()),
        (PATH, b"mine\n", ("partnership.yaml",)),
        ("views/new.yaml", b"mine\n", ("partnership.yaml",)),
    ],
)
def test_what_somebody_has_changed_since_stays_and_is_told_once(
    root: Path, home: Path, path: str, text: bytes, written: tuple[str, ...]
) -> None:
    environ = {"HOME": str(home)}
    with contextlib.suppress(Killed), Ending(between(environ, root), Killed):
        bring(environ, root, SEVERAL)
    (root / path).write_bytes(text)
    before = everything(root)
    for _ in range(2):
        told = last_edit.ended(environ, root)
        assert told is not None
        assert told.changed == (path,)
    assert last_edit.mend(environ, root) == told
    assert set(told.written) >= set(written) - {path}
    assert {path: raw for path, raw in everything(root).items() if ".reflectctl-" not in path} == {
        path: raw for path, raw in before.items() if ".reflectctl-" not in path
    }
    assert last_edit.mend(environ, root) is None


def test_while_somebody_writes_nothing_is_ended(root: Path, home: Path) -> None:
    environ, seen = {"HOME": str(home)}, []

    @contextlib.contextmanager
    def looking() -> Iterator[None]:
        with last_edit.keeping(environ, root, SEVERAL, "Done."):
            (root / "partnership.yaml").write_bytes(NEW)
            seen.append(last_edit.ended(environ, root))
            (root / "partnership.yaml").write_bytes(OLD)
            yield

    write(root, SEVERAL, looking())
    assert seen == [None]
    assert everything(root) == AFTER


def test_a_disk_that_keeps_nothing_hinders_nobody(root: Path, home: Path) -> None:
    (home / ".cache").write_bytes(b"")
    environ = {"HOME": str(home), "TMPDIR": str(home / ".cache")}
    bring(environ, root, SEVERAL)
    assert everything(root) == AFTER
    assert last_edit.find(environ, root) is None


@pytest.mark.safety(15)
@pytest.mark.parametrize("open_to_others", ["unfinished", ""])
def test_what_others_could_have_put_there_is_not_believed(root: Path, home: Path, open_to_others: str) -> None:
    environ = surroundings(home, "no home")
    with contextlib.suppress(Killed), Ending(placed=2):
        bring(environ, root, SEVERAL)
    os.chmod(home / f"reflectctl-{os.geteuid()}" / open_to_others, 0o777)
    assert last_edit.ended(environ, root) is None
    assert last_edit.mend(environ, root) is None


def test_a_full_disk_is_told_and_nothing_is_kept(root: Path, home: Path) -> None:
    environ = {"HOME": str(home)}
    with pytest.raises(ReflectError, match="could not be written"), Ending(2, OSError):
        bring(environ, root, SEVERAL)
    assert everything(root) == BEFORE
    assert kept(home) == []


def test_a_tree_that_is_ended_is_finished_by_the_next_run(tmp_path: Path) -> None:
    tree = {"partnership.yaml": NEW, ".vscode/x.json": NEW, "meetings/.gitkeep": b"", "content/principles/1.yaml": NEW}
    number = 1
    while True:
        with contextlib.suppress(Killed), Ending(number) as calls:
            create_tree(tmp_path / str(number), tree)
        if calls.seen < number:
            break
        create_tree(tmp_path / str(number), tree)
        assert everything(tmp_path / str(number)) == tree
        number += 1
    assert number > 12
