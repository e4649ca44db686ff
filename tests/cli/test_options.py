"""Where a command works and in which language: every spelling, before and after its name, and nothing left behind."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reflectctl.cli import app
from tests.conftest import offered, run

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """The program in this process, outside of any partnership."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "REFLECTCTL_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", f"{os.devnull}/home")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    outside = tmp_path / "outside"
    outside.mkdir()
    monkeypatch.chdir(outside)

    def program(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        return (app.run(list(words)), *capsys.readouterr())

    return program


@pytest.mark.parametrize("command", [("status",), ("action", "list"), ("rules",), ("content", "show")])
def test_the_folder_is_taken_in_every_spelling_before_and_after(demo: Path, ask: Ask, command: tuple[str, ...]) -> None:
    there = run(*command, cwd=demo, SOURCE_DATE_EPOCH="1780000000")
    assert there.returncode == 0
    for spelling in (("-C", str(demo)), (f"-C{demo}",), ("--root", str(demo)), (f"--root={demo}",)):
        for words in ((*spelling, *command), (*command, *spelling), (command[0], *spelling, *command[1:])):
            assert ask(*words) == (0, there.stdout, there.stderr), words


def test_the_language_is_taken_in_every_spelling_before_and_after(demo: Path, ask: Ask) -> None:
    told = set()
    for spelling in (("--lang", "xx"), ("--lang=xx",)):
        for command in (("status",), ("action", "list"), ("meeting", "list"), ("content", "show")):
            for words in ((*spelling, *command), (*command, *spelling), (command[0], *spelling, *command[1:])):
                code, out, err = ask("-C", str(demo), *words)
                assert (code, out) == (2, ""), words
                told.add(err)
    assert len(told) == 1
    assert told.pop().startswith("reflectctl: --lang xx asks for a language that there is no content in.")


def test_what_stands_after_the_command_counts_more(demo: Path, tmp_path: Path, ask: Ask) -> None:
    assert ask("-C", str(tmp_path), "status", "-C", str(demo)) == ask("-C", str(demo), "status")
    assert ask("--lang", "xx", "-C", str(demo), "status", "--lang", "en")[0] == 0


def test_a_run_leaves_nothing_behind_for_the_next(demo: Path, fresh: Path, ask: Ask) -> None:
    for each in (demo, fresh):
        (each / "content" / "cy").mkdir()
        (each / "content" / "cy" / "pack.yaml").write_text(
            f'format: 2\nlanguage: cy\ntitle: "Egwyddorion {each.name}"\n', encoding="utf-8"
        )
    one, two = ("-C", str(demo), "--lang=cy", "content", "show"), ("content", "show", "--lang", "cy", f"--root={fresh}")
    first = ask(*one)
    assert (first[0], f"Egwyddorion {demo.name}" in first[1]) == (0, True)
    second = ask(*two)
    assert (second[0], f"Egwyddorion {fresh.name}" in second[1]) == (0, True)
    for words in (one, two, one):
        alone = run(*words, cwd=Path.cwd(), SOURCE_DATE_EPOCH="1780000000")
        assert ask(*words) == (alone.returncode, alone.stdout, alone.stderr)
    assert ask("status")[0] == 3
    shipped = ask("content", "show")
    assert (shipped[0], "Egwyddorion" in shipped[1]) == (0, False)
    assert gc.isenabled()


def test_the_surroundings_are_looked_at_anew(demo: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ask("-C", str(demo), "status", "--format", "json")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert ask("-C", str(demo), "status", "--format", "json") != before


def test_a_shell_completes_what_there_is_in_the_folder_that_is_named(demo: Path, tmp_path: Path) -> None:
    assert "trauma.culture" not in offered("reflectctl rate trau", tmp_path)
    for spelling in (f"-C {demo}", f"--root={demo}", f"-C{demo}"):
        assert "trauma.culture" in offered(f"reflectctl {spelling} rate trau", tmp_path)
        assert "a-w8j4" in offered(f"reflectctl {spelling} action done a-w", tmp_path)
    assert "trauma.culture" in offered(f"reflectctl rate -C {demo} trau", tmp_path)
    assert "history" in offered(f"reflectctl -C {demo} hi", tmp_path)
    assert "--root" in offered("reflectctl --ro", tmp_path)
    assert "--root" in offered("reflectctl status --ro", tmp_path)
