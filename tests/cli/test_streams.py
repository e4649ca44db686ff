"""Streams, surroundings and exit codes: what holds whatever the command."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reflectctl import __version__
from reflectctl.cli.commands import COMMANDS
from tests.conftest import CLEAN, git, listening, offered, run


def test_the_version_is_told_before_anything_is_imported() -> None:
    code = (
        "import sys; sys.argv = ['reflectctl', '--version']; from reflectctl.__main__ import main; main(); "
        "assert 'typer' not in sys.modules and 'yaml' not in sys.modules"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == f"reflectctl {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(tmp_path: Path, name: str) -> None:
    told = run(name, "--help", cwd=tmp_path)
    assert told.returncode == 0
    assert told.stdout.startswith(f"Usage: reflectctl {name}")
    overview = run("--help", cwd=tmp_path).stdout
    line = next(line for line in overview.splitlines() if line.strip().startswith(f"{name} "))
    assert not line.endswith("..."), "the summary is cut short"
    assert run("--", name, "--help", cwd=tmp_path).stdout == told.stdout


def test_what_is_typed_wrongly_is_a_usage_error_on_stderr(demo: Path) -> None:
    for line in (
        "valdate",
        "status --nope",
        "rate 1.act agree",
        "rate 9.action agree --because x",
        "rate 1.action agrex --because x",
        "diff -- -x",
        "diff a..b c",
        "history --statement children-first",
        "view 1.action agree --agency nobody --because x",
        "meeting new x --date soon",
        "note 1.action evidence ''",
        "status --today 2026-02-30",
        "schema nothing",
        "explain nothing",
        "action done a-0000 --outcome x",
        "-C",
    ):
        words = shlex.split(line)
        told = run(*words, cwd=demo)
        assert told.returncode == 2, (words, told.stderr)
        assert told.stdout == ""
        assert told.stderr
        assert "Traceback" not in told.stderr
    assert git(demo, "status", "--porcelain") == ""


def test_what_cannot_be_done_here_says_why_and_what_to_do(demo: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for words, folder, said in (
        (["status"], elsewhere, "reflectctl init"),
        (["diff", "nope"], demo, "git log"),
        (["report", "--at", "1999-01-01"], demo, "1999-01-01"),
        (["report", "-o", "no/such/folder/r.html"], demo, "folder"),
    ):
        told = run(*words, cwd=folder)
        assert told.returncode == 3, told.stderr
        assert said in told.stderr
        assert len(told.stderr.splitlines()) <= 2


def test_a_partnership_without_commits_is_told_so(tmp_path: Path) -> None:
    run("init", "p", "--name", "P", "--no-git", cwd=tmp_path)
    folder = tmp_path / "p"
    assert run("diff", cwd=folder).returncode == 3
    git(folder, "init", "--quiet")
    for command in ("diff", "history"):
        told = run(command, cwd=folder)
        assert told.returncode == 3
        assert "Nothing has been committed yet" in told.stderr
    assert run("status", cwd=folder).returncode == 0
    assert run("report", cwd=folder).returncode == 0


def test_a_shallow_clone_never_tells_a_short_history(demo: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "3", demo.as_uri(), "shallow")
    for words in (["history"], ["diff", "HEAD~20"], ["diff", "2025-03-01"]):
        told = run(*words, cwd=tmp_path / "shallow")
        assert told.returncode == 3
        assert "git fetch --unshallow" in told.stderr
    assert run("diff", "HEAD~1", cwd=tmp_path / "shallow").returncode == 0


def test_without_git_what_needs_no_git_works(demo: Path, tmp_path: Path) -> None:
    empty = tmp_path / "bin"
    empty.mkdir()
    assert run("validate", cwd=demo, PATH=str(empty)).returncode == 0
    assert run("status", cwd=demo, PATH=str(empty)).returncode == 0
    told = run("history", cwd=demo, PATH=str(empty))
    assert told.returncode == 3
    assert "git was not found" in told.stderr.lower()


@pytest.mark.safety(12)
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_of_the_screen_will_do(demo: Path, encoding: str) -> None:
    path = demo / "partnership.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("name: Wessbury", "name: Caerŵydd 🌱 Wessbury", 1), encoding="utf-8"
    )
    for words in (["status"], ["diff"], ["history"], ["report", "--format", "markdown"]):
        told = subprocess.run(
            [sys.executable, "-m", "reflectctl", *words], cwd=demo, capture_output=True, check=False,
            env=CLEAN | {"PYTHONIOENCODING": encoding, "LC_ALL": "C"},
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        assert b"Traceback" not in told.stderr


@pytest.mark.safety(12)
@pytest.mark.parametrize(
    "words", ["report --today 2026-05-01 | head -c 10 >/dev/null", "--help | true", "rate --help | true"]
)
def test_a_closed_pipe_ends_quietly(demo: Path, words: str) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    told = subprocess.run(
        [bash, "-c", f"'{sys.executable}' -m reflectctl {words}; echo ${{PIPESTATUS[0]}}"],
        cwd=demo, capture_output=True, text=True, env=CLEAN, check=False,
    )  # fmt: skip
    assert told.stdout == "0\n"
    assert told.stderr == ""


def test_colour_is_for_terminals_and_never_where_it_is_not_wanted(demo: Path) -> None:
    script = shutil.which("script")
    assert script is not None, "util-linux's script plays the terminal"

    def seen(**surroundings: str) -> str:
        command = f"{sys.executable} -m reflectctl diff HEAD~5 HEAD"
        return subprocess.run(
            [script, "--quiet", "--return", "--command", command, os.devnull],
            cwd=demo, capture_output=True, text=True, env=CLEAN | {"TERM": "xterm"} | surroundings, check=True,
        ).stdout  # fmt: skip

    assert "\x1b[" in seen()
    assert "\x1b[" not in seen(NO_COLOR="1")
    assert "\x1b[" not in seen(TERM="dumb")
    assert "\x1b[" not in run("diff", "HEAD~5", "HEAD", cwd=demo).stdout
    assert "\x1b[" in run("diff", "HEAD~5", "HEAD", cwd=demo, FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("diff", "HEAD~5", "HEAD", cwd=demo, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_text_is_as_wide_as_the_surroundings_say(demo: Path) -> None:
    for columns in (60, 80, 100):
        told = run("diff", "HEAD~5", "HEAD", cwd=demo, COLUMNS=str(columns)).stdout
        assert columns - 20 < max(map(len, told.splitlines())) <= columns
    assert run("diff", "HEAD", cwd=demo, COLUMNS="0").stdout == run("diff", "HEAD", cwd=demo).stdout


def test_a_table_in_a_file_begins_with_the_mark_that_spreadsheets_look_for(demo: Path) -> None:
    for what in ((), ("views",), ("actions",)):
        told = run("history", *what, "--format", "csv", cwd=demo).stdout
        assert not told.startswith("\ufeff")
        assert run("history", *what, "--format", "csv", "-o", "h.csv", cwd=demo).returncode == 0
        assert (demo / "h.csv").read_bytes() == b"\xef\xbb\xbf" + told.encode()


@pytest.mark.safety(12)
def test_nothing_from_a_file_reaches_a_terminal_or_a_ci_log_raw(demo: Path) -> None:
    path = demo / "principles" / "1-children-first.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("rating: agree", 'rating: "\\u001b[31m\\n::error::owned\\u202e"', 1), encoding="utf-8")
    for words in (["validate"], ["diff"], ["status"], ["validate", "--format", "json"]):
        told = run(*words, cwd=demo)
        for shown in (told.stdout, told.stderr):
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            assert not any(line.lstrip().startswith("::error") for line in shown.splitlines())


@pytest.mark.safety(4)
def test_the_current_folder_is_not_a_place_to_import_from(demo: Path) -> None:
    (demo / "yaml.py").write_text("raise SystemExit('owned')\n", encoding="utf-8")
    (demo / "reflectctl.py").write_text("raise SystemExit('owned')\n", encoding="utf-8")
    program = Path(sys.executable).with_name("reflectctl")
    told = subprocess.run([str(program), "validate"], cwd=demo, capture_output=True, text=True, env=CLEAN, check=False)
    assert told.returncode == 0, told.stderr


def test_a_shell_completes_commands_and_ids(demo: Path) -> None:
    assert "history" in offered("reflectctl hi", demo)
    assert "trauma.culture" in offered("reflectctl rate trau", demo)
    assert "a-w8j4" in offered("reflectctl action done a-w", demo)
    assert "2025-04-10-trauma" in offered("reflectctl rate 1.action agree --meeting 2025-04", demo)
    assert "police" in offered("reflectctl view 1.action agree --agency po", demo)


@pytest.mark.safety(10)
def test_two_writers_do_not_lose_each_others_change(demo: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "reflectctl", "note", "1.culture", "evidence", f"Note of writer {number}."],
            cwd=demo, env=CLEAN, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for number in range(6)
    ]  # fmt: skip
    codes = [(writer.communicate(timeout=60), writer.returncode)[1] for writer in both]
    text = (demo / "principles" / "1-children-first.yaml").read_text(encoding="utf-8")
    for number, code in enumerate(codes):
        assert (f"Note of writer {number}." in text) == (code == 0)
    assert set(codes) <= {0, 3}
    assert run("validate", cwd=demo).returncode == 0


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A line for the shell, in which `reflectctl` is this program."""
    words = f'reflectctl() {{ "{sys.executable}" -m reflectctl "$@"; }}\n{line}'
    return subprocess.run(["sh", "-c", words], cwd=cwd, env=CLEAN, capture_output=True, text=True, check=False)


FULL = (
    "--version",
    "help rate",
    "report -o -",
    "status",
    "diff HEAD~3",
    "history",
    "report",
    "validate",
    "rules",
    "--help",
    "status --help",
    "textconv partnership.yaml",
)


@pytest.mark.safety(12)
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("words", FULL)
def test_a_full_disk_behind_standard_output_is_one_line(demo: Path, words: str) -> None:
    told = shell(f"reflectctl {words} > /dev/full", demo)
    assert told.returncode == 3
    assert "No space left" in told.stderr
    assert len(told.stderr.splitlines()) <= 2
    assert "Traceback" not in told.stderr


CLOSED = (
    "--version",
    "--help",
    "help rate",
    "rate --help",
    "status",
    "diff HEAD~3",
    "report -o -",
    "validate --output lines=-",
    "rules --output -",
    "history",
    "textconv partnership.yaml",
)


@pytest.mark.safety(12)
@pytest.mark.parametrize("words", CLOSED)
def test_a_closed_standard_output_is_one_line_and_no_file_takes_its_place(demo: Path, words: str) -> None:
    before = git(demo, "status", "--porcelain")
    told = shell(f"reflectctl {words} >&-", demo)
    assert told.returncode == 3
    assert "Standard output is closed" in told.stderr
    assert "Traceback" not in told.stderr
    assert shell(f"reflectctl {words} 2>&- >/dev/null", demo).returncode == 0
    assert shell(f"reflectctl {words} <&- >/dev/null", demo).returncode == 0
    assert git(demo, "status", "--porcelain") == before


@pytest.mark.safety(12)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("wait", [0.03, 0.06, 0.1, 0.2, None])
def test_a_signal_at_any_time_ends_it_without_a_traceback(demo: Path, number: int, wait: float | None) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "reflectctl", "report", "--watch", "-o", "r.html"],
        cwd=demo, env=CLEAN, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=listening,
    )  # fmt: skip
    said = b""
    if wait is None:
        assert process.stderr is not None
        while b"Watching" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
    else:
        time.sleep(wait)
    process.send_signal(number)
    try:
        said += process.communicate(timeout=60)[1]
    finally:
        process.kill()
    # Before the program's first line it is the interpreter that is interrupted.
    begun = process.returncode not in (-number, -signal.SIGINT, 1)
    assert process.returncode == 130 or not begun, said
    assert b"Traceback" not in said or (not begun and b"reflectctl/" not in said), said
    assert begun or wait is not None


def test_an_interruption_that_python_cannot_raise_ends_it_all_the_same() -> None:
    code = (
        "from reflectctl.__main__ import _prepare\n"
        "class Interrupted:\n"
        "    def __del__(self):\n"
        "        raise KeyboardInterrupt\n"
        "_prepare()\n"
        "Interrupted()\n"
        "print('went on')\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr) == (130, "", "")


@pytest.mark.safety(17)
@pytest.mark.parametrize("words", ["report", "validate", "history"])
def test_what_the_system_gives_no_memory_for_is_said_in_a_line(demo: Path, words: str) -> None:
    """How much is too little is the machine's, so the limits go up from what an interpreter itself can bear."""
    refused = 0
    for kilobytes in (28_000, 36_000, 45_000, 52_000, 60_000):
        told = shell(f"ulimit -v {kilobytes}; reflectctl {words} >/dev/null", demo)
        assert told.returncode in (0, 3), (kilobytes, told)
        if told.returncode == 3:
            refused += 1
            assert len(told.stderr.splitlines()) <= 2, (kilobytes, told.stderr)
            assert told.stderr.startswith("reflectctl: "), (kilobytes, told.stderr)
    assert refused, "no limit was too low to be felt"


@pytest.mark.safety(17)
@pytest.mark.parametrize(
    ("limit", "words", "codes"),
    [
        ("-n 12", "status", (0,)),
        ("-n 12", "history", (3,)),
        ("-n 12", "rate 6.action neither --because x", (0, 3)),
        ("-f 0", "report -o report.html", (3,)),
        ("-f 0", "rate 6.action neither --because x", (3,)),
        ("-s 100", "status", (0, 3)),
    ],
)
def test_a_limit_of_the_system_is_said_in_a_line(demo: Path, limit: str, words: str, codes: tuple[int, ...]) -> None:
    # The pipe takes what is said: a limit on files holds for where messages go, too.
    told = shell(f"(ulimit {limit}; reflectctl {words} 2>&1 >/dev/null; echo $? >&3) 3>&1 | cat", demo)
    *said, code = told.stdout.splitlines()
    assert int(code) in codes, told
    assert len(said) <= 2, said
    assert not any("Traceback" in line or "mistake in the program" in line for line in said), said
    if int(code) == 3:
        assert said[0].startswith("reflectctl: ")
        assert git(demo, "status", "--porcelain") == ""


@pytest.mark.safety(17)
def test_where_there_is_no_memory_to_say_so_it_is_said_all_the_same() -> None:
    code = (
        "from reflectctl.cli import app, console\n"
        "def full(*_, **__): raise MemoryError\n"
        "console.say = full\n"
        "app._run = full\n"
        "raise SystemExit(app.run(['status']))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.count("\n")) == (3, 1), told
    assert told.stderr.startswith("reflectctl: The system gives no more memory")


@pytest.mark.safety(17)
@pytest.mark.parametrize("said", ["error return without exception set", "bad argument to internal function"])
def test_a_library_that_is_given_none_and_does_not_say_so(said: str) -> None:
    """It is told as what it is, or there is no memory to tell what it is."""
    code = (
        "import traceback\n"
        "from reflectctl.cli import app\n"
        "def none(*_, **__): raise MemoryError\n"
        "traceback.print_exception = none\n"
        f"def failed(*_): raise SystemError({said!r})\n"
        "app._run = failed\n"
        "raise SystemExit(app.run(['status']))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.count("\n")) == (3, 1), told
    assert told.stderr.startswith("reflectctl: The system gives no more memory")


def test_a_dash_for_a_file_is_the_screen(demo: Path) -> None:
    for words in (("rules",), ("status", "--format", "markdown"), ("history", "--format", "csv"), ("report",)):
        dashed, plain = run(*words, "-o", "-", cwd=demo), run(*words, cwd=demo)
        assert (dashed.returncode, dashed.stdout, dashed.stderr) == (plain.returncode, plain.stdout, plain.stderr)
    told = run("report", "-o", "markdown=-", "-o", "json=report.json", cwd=demo)
    assert told.stdout == run("report", "--format", "markdown", cwd=demo).stdout
    assert not (demo / "-").exists()
