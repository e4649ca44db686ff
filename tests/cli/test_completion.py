"""What shells offer at the cursor: asked of the program for each kind of word, and of bash, zsh and fish themselves."""

import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reflectctl.cli import console
from tests.conftest import CLEAN, git, run

BREAKS = " \t\n\"'@><=;|&(:"
"""At what bash breaks words, where nobody has told it otherwise."""


def offered(line: str, cwd: Path, **surroundings: str) -> list[str]:
    """What bash is given for a line with the cursor at its end."""
    point = str(len(line.encode()))
    told = run(
        cwd=cwd,
        _REFLECTCTL_COMPLETE="complete_bash",
        COMP_LINE=line,
        COMP_POINT=point,
        COMP_BREAKS=BREAKS,
        **surroundings,
    )
    assert (told.returncode, told.stderr) == (0, "")
    return told.stdout.splitlines()


def test_each_kind_of_word_is_offered_what_may_stand_there(demo: Path, tmp_path: Path) -> None:
    git(demo, "branch", "feature")
    (tmp_path / "a folder").symlink_to(demo)
    for line, expected in (
        ("hi", ["history"]),
        ("-C . hi", ["history"]),
        ("action re", ["reopen", "remove", "remind"]),
        ("help act", ["action"]),
        ("help action don", ["done"]),
        ("rate 1.", ["1.action", "1.behaviour", "1.culture"]),
        ("rate voi", ["voice.action", "voice.behaviour", "voice.culture"]),
        ("rate 1.action=ag", ["agree"]),
        ("rate 1.action=agree 2.culture=ne", ["neither"]),
        ("rate 1.action ne", ["neither"]),
        ("diff fea", ["feature"]),
        ("diff HEAD..fea", ["HEAD..feature"]),
        ("diff HEAD...fea", ["HEAD...feature"]),
        ("diff main ye", ["year-end-2026"]),
        ("diff --base fea", ["feature"]),
        ("validate --since ye", ["year-end-2026"]),
        ("report --at HE", ["HEAD"]),
        ("validate --rule unex", ["unexpected-file", "unexplained-move"]),
        ("explain unexpl", ["unexplained-move"]),
        ("view 1.action agree --agency young", ["young-advisers"]),
        ("action list --owner pol", ["police"]),
        ("action done a-w", ["a-w8j4"]),
        ("rate 1.action agree --meeting 2025-04", ["2025-04-10-trauma"]),
        ("note 1.culture ev", ["evidence"]),
        ("report --section summ", ["summary"]),
        ("rules --format js", ["json"]),
        ("--color al", ["always"]),
        ("status --lang e", ["en"]),
        ("report --ver", ["--verify"]),
        ("rate 1.action agree --because 'it is", []),
    ):
        assert offered(f"reflectctl {line}", demo) == expected, line
    assert "rate" in offered("reflectctl ", demo)
    # Elsewhere: in every spelling of the folder, also with a blank in it, and from home.
    for spelling in ("-C 'a folder'", "-C a\\ folder", '--root="a folder"', "-C ~/a\\ folder"):
        assert offered(f"reflectctl {spelling} action done a-w", tmp_path, HOME=str(tmp_path)) == ["a-w8j4"], spelling
    assert offered("reflectctl action done a-w", tmp_path) == []


HOMES = "Wessbury's `Homes: $HOME` and Neighbourhoods"


@pytest.fixture
def home(demo: Path) -> Path:
    """A home with the program on its path; and in the example an agency whose name is full of what shells read."""
    path = demo / "partnership.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Wessbury Homes and Neighbourhoods", f'"{HOMES}"'), "utf-8")
    home = demo.parent / "home"
    (home / "bin").mkdir(parents=True)
    program = home / "bin" / "reflectctl"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reflectctl "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return home


def taught(shell: str, home: Path, demo: Path) -> tuple[str, dict[str, str]]:
    """A shell, once it has been taught, and its surroundings."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"needs {shell}")
    for _ in range(2):
        told = run("--install-completion", shell, cwd=demo, HOME=str(home))
        assert told.returncode == 0, told.stderr
    return path, CLEAN | {"HOME": str(home), "PATH": f"{home / 'bin'}:{os.environ['PATH']}", "TERM": "xterm"}


@pytest.mark.parametrize(
    ("shell", "asked"),
    [
        (
            "bash",
            '. ~/.bashrc; COMP_LINE="TYPED"; COMP_POINT=${#COMP_LINE}\n'
            "$(complete -p reflectctl | sed 's/.*-F \\([^ ]*\\) .*/\\1/') reflectctl\n"
            "printf '%s\\n' \"${COMPREPLY[@]}\"",
        ),
        ("fish", 'complete --do-complete "TYPED"'),
    ],
)
def test_a_shell_that_was_taught_offers_it(demo: Path, home: Path, shell: str, asked: str) -> None:
    path, surroundings = taught(shell, home, demo)
    for line, expected in (
        ("reflectctl action done a-w", "a-w8j4"),
        ("reflectctl rate 1.cu", "1.culture"),
        ("reflectctl diff ye", "year-end-2026"),
        ("reflectctl agency leave ho", "homes"),
    ):
        done = subprocess.run(
            [path, "-c", asked.replace("TYPED", line)],
            cwd=demo, env=surroundings, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert [each.partition("\t")[0] for each in done.stdout.splitlines()] == [expected], (line, done)
        assert shell != "fish" or expected != "homes" or HOMES in done.stdout


def test_bash_asks_the_same_program_without_what_takes_longer_than_the_answer(demo: Path, tmp_path: Path) -> None:
    bash, program = shutil.which("bash"), Path(sys.executable).parent / "reflectctl"
    if bash is None or not program.exists():
        pytest.skip("needs bash, and the program as it is installed")
    taught = subprocess.run(
        [program, "--show-completion", "bash"], env=CLEAN, capture_output=True, text=True, check=True
    ).stdout
    script = Path(console.__file__).parent / "without_site.py"
    assert f"{sys.executable} -I -S {script} " in taught

    def asked(taught: str, *folders: Path, **surroundings: str) -> list[str]:
        line = "reflectctl action done a-w"
        (tmp_path / "taught").write_text(taught)
        done = subprocess.run(
            [bash, "-c", f'. "$1"; COMP_LINE="{line}" COMP_POINT={len(line)}; _reflectctl reflectctl; '
             "printf '%s\\n' \"${COMPREPLY[@]}\"", "bash", tmp_path / "taught"],
            cwd=demo, capture_output=True, text=True, timeout=60, check=True,
            env=CLEAN | {"PATH": ":".join(map(str, (*folders, program.parent, os.environ["PATH"])))} | surroundings,
        )  # fmt: skip
        return done.stdout.split()

    assert asked(taught) == asked(taught, XDG_CACHE_HOME=str(tmp_path)) == ["a-w8j4"]
    # It has gone: then by its name.
    assert asked(taught.replace(str(script), "/gone")) == ["a-w8j4"]
    # Another program of that name comes first, and so is asked.
    other = tmp_path / "bin" / "reflectctl"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\necho another\n")
    other.chmod(0o755)
    assert asked(taught, other.parent) == ["another"]


def test_zsh_offers_it_at_the_first_tab_with_names_as_they_are(demo: Path, home: Path) -> None:
    path, surroundings = taught("zsh", home, demo)
    child, screen = pty.fork()
    if child == 0:
        os.chdir(demo)
        os.execve(path, ["zsh", "-d", "-i"], surroundings)
    seen = ""

    def until(sign: str) -> str:
        nonlocal seen
        while sign not in seen and select.select([screen], [], [], 60)[0]:
            seen += os.read(screen, 1 << 16).decode()
        assert sign in seen, seen
        return seen

    os.write(screen, b"PS1='> '; print REA''DY\n")
    until("READY")
    os.write(screen, b"reflectctl action done a-w\t")
    until("a-w8j4")
    os.write(screen, b"\x15reflectctl agency leave \t")
    until(HOMES)
    os.close(screen)
    os.waitpid(child, 0)
