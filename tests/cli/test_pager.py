"""A pager, as git has it: whose it is, when it is asked, and what becomes of an answer where there is none."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
from pathlib import Path

import pytest

from reflectctl.storage import pager
from tests.conftest import CLEAN, git, run

MINE = {"REFLECTCTL_PAGER": "sed s/^/own:/", "GIT_PAGER": "sed s/^/git:/", "PAGER": "sed s/^/any:/"}


def at_terminal(*words: str, cwd: Path, **surroundings: str) -> tuple[int, str]:
    """What somebody sees at a terminal of 24 lines, and the exit code."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(cwd)
        command = [sys.executable, "-m", "reflectctl", *words]
        os.execve(sys.executable, command, CLEAN | {"TERM": "xterm"} | surroundings)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen, keys = b"", [b"q", b"\x03"]
    while True:
        # `less` waits for a key, behind its prompt: Ctrl-C does not end it, and it may or may not ask again; `q` does.
        waits = seen.endswith(b":\x1b[K") and keys
        if select.select([screen], [], [], 1 if waits else 60)[0]:
            try:
                seen += os.read(screen, 1 << 16)
            except OSError:
                break
        elif waits:
            os.write(screen, keys.pop())
        else:
            break
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.decode().replace("\r\n", "\n")


def test_what_is_read_at_a_terminal_goes_through_the_pager_and_what_is_written_does_not(demo: Path) -> None:
    git(demo, "config", "core.pager", "touch owned; cat")
    code, seen = at_terminal("rules", cwd=demo, **MINE)
    assert code == 0
    assert {line[:4] for line in seen.splitlines()} == {"own:"}
    code, seen = at_terminal("action", "start", "a-h5v1", "--dry-run", cwd=demo, **MINE)
    assert (code, "own:" in seen, "+        status: in-progress" in seen) == (0, False, True)
    code, seen = at_terminal("--no-pager", "rules", cwd=demo, **MINE)
    assert (code, "own:" in seen, "duplicate-key" in seen) == (0, False, True)
    assert "own:" not in at_terminal("rules", cwd=demo, **MINE | {"TERM": "dumb"})[1]
    assert "own:" not in run("rules", cwd=demo, **MINE).stdout
    assert not (demo / "owned").exists()


def test_whoever_has_read_enough_ends_it_quietly(demo: Path) -> None:
    assert at_terminal("report", "--today", "2026-05-01", cwd=demo, REFLECTCTL_PAGER="head -n 1") == (
        0,
        "<!doctype html>\n",
    )
    code, seen = at_terminal("rules", cwd=demo)
    assert code == 0
    assert "duplicate-key" in seen
    assert "Traceback" not in seen


@pytest.mark.parametrize(
    ("surroundings", "settings", "chosen"),
    [
        ({"REFLECTCTL_PAGER": "own", "GIT_PAGER": "git", "PAGER": "any"}, "set", "own"),
        ({"GIT_PAGER": "git", "PAGER": "any"}, "set", "git"),
        ({"PAGER": "any"}, "set", "set"),
        ({"PAGER": "any"}, "", "any"),
        ({"REFLECTCTL_PAGER": "", "PAGER": "any"}, "set", ""),
        ({"GIT_PAGER": "cat", "PAGER": "any"}, "set", ""),
        ({"REFLECTCTL_PAGER": "there-is-no-such-pager -x"}, "", ""),
        ({"REFLECTCTL_PAGER": "$THERE_IS_NO_SUCH_PAGER_$X -x"}, "", ""),
        ({}, "", ""),
    ],
)
def test_the_pager_is_the_users_own(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    surroundings: dict[str, str],
    settings: str,
    chosen: str,
) -> None:
    def writing(name: str) -> str:
        return f"echo $LESS > {name}; cat >> {name}" if name in ("own", "git", "any", "set") else name

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    if settings:
        (tmp_path / ".gitconfig").write_text(f'[core]\n\tpager = "{writing(settings)}"\n', encoding="utf-8")
    environ = {"PATH": os.environ["PATH"], **{name: writing(value) for name, value in surroundings.items()}}
    assert pager.page(b"told\n", environ) == bool(chosen)
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert written == ({chosen: "FRX\ntold\n"} if chosen else {})


def test_colour_is_as_the_command_line_says(demo: Path) -> None:
    for words, surroundings, coloured in (
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--colour=never",), {"FORCE_COLOR": "1"}, False),
        (("--color=auto",), {"FORCE_COLOR": "1"}, True),
        (("--color=auto",), {}, False),
    ):
        assert ("\x1b[" in run(*words, "rules", cwd=demo, **surroundings).stdout) == coloured
        assert ("\x1b[" in run("rules", *words, cwd=demo, **surroundings).stdout) == coloured
        assert run("rules", *words, "-o", "rules.txt", cwd=demo, **surroundings).returncode == 0
        assert "\x1b[" not in (demo / "rules.txt").read_text(encoding="utf-8")
