"""Every command that writes: taken back by `undo`, and killed between its files, it ends as if it had not been begun.

In this process and in one copy of the example, which is put back each time, as there are many.
"""

import gc
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reflectctl.cli import app
from tests.ending import Ending, Killed
from tests.writing import EDITS, TODAY, writing

Files = dict[str, bytes]

OTHERWISE = {
    "init": "tests/cli/test_begin.py: it lays out what is not there, and finishes what was ended",
    "undo": "here, of every edit",
    "conflicts": "tests/cli/test_conflicts.py: it decides what a merge has left",
    "privacy": "tests/cli/test_privacy.py: it enters what may stand",
    "public answer": "tests/cli/test_public.py, as it depends on what may point at a person",
    "review-point": "tests/storage/test_review_points.py: it writes a tag and no file",
    "git-setup": "tests/cli/test_git_setup.py: it writes settings of the clone, and one file",
    "record": "tests/cli/test_record.py, as it depends on a sheet",
    "worksheet read": "tests/cli/test_worksheet.py, as it depends on a file",
    "views read": "tests/cli/test_views_asked.py, as it depends on a file",
    "content update": "tests/cli/test_content.py",
    "content import": "tests/cli/test_content_import.py",
}
"""What writes and is not in the table, with where it is tried."""


@pytest.fixture(scope="module")
def place(built_prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    folder = tmp_path_factory.mktemp("edited")
    return Path(shutil.copytree(built_prepared, folder / "demo", symlinks=True))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    # The same id is found for a new action whenever it is added.
    monkeypatch.setattr(secrets, "choice", lambda signs: signs[7])
    yield tmp_path
    gc.enable()


@pytest.fixture
def program(place: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    before = files(place)

    def called(*words: str) -> str:
        capsys.readouterr()
        assert app.run(["-C", str(place), *words]) == 0, capsys.readouterr().err
        return capsys.readouterr().err

    yield called
    put_back(place, before)


def files(place: Path) -> Files:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(place).parts
    }


def put_back(place: Path, before: Files) -> None:
    for path in files(place).keys() - before.keys():
        (place / path).unlink()
    for path, text in before.items():
        if not (place / path).exists() or (place / path).read_bytes() != text:
            (place / path).write_bytes(text)


def test_every_command_that_writes_is_in_the_table() -> None:
    named = {name for name in writing() if any(" ".join(words).startswith(f"{name} ") for words in EDITS)}
    assert named | OTHERWISE.keys() | {"fmt"} == set(writing()) | {"fmt"}
    assert not named & OTHERWISE.keys()


def test_whoever_finishes_an_edit_has_opened_what_an_ended_one_left() -> None:
    folder = Path(app.__file__).parent.parent / "app"
    for path in sorted(folder.glob("*.py")):
        text = path.read_text("utf-8")
        if "finish(here" in text:
            assert "open_to_write(here" in text, path.name


@pytest.mark.safety(19)
@pytest.mark.parametrize("words", EDITS, ids=" ".join)
def test_an_edit_is_taken_back_and_one_that_is_killed_ends_in_the_second_run(
    place: Path, program: Callable[..., str], words: tuple[str, ...]
) -> None:
    before = files(place)
    done = program(*words, *TODAY).partition("\n  ")[0]
    assert max(map(len, done.splitlines())) < 80
    after = files(place)
    assert after != before
    changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]

    assert program("undo", *TODAY).startswith(f"Taken back: {done}")
    assert files(place) == before

    # Before its last file is put in its place, or taken away; of several, others are then.
    with pytest.raises(Killed), Ending(placed=len(changed), root=place):
        app.run(["-C", str(place), *words, *TODAY])
    gc.enable()
    assert files(place) != after
    said = program(*words, *TODAY)
    assert ("An edit was ended between two of its files." in said) == (len(changed) > 1)
    assert files(place) == after
