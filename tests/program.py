"""The program in a process of its own, without waiting for it to be imported each time.

`python -m tests.program` imports everything once and then, for each job that comes in, forks: the child has its own
streams, folder, surroundings and exit code, as if it had just been started. A run in the usual surroundings, of a
command that a process can do many times, is done in the one fork that its module of tests has: a third of it would be
spent on making memory its own, and on working out again what comes of the shipped files alone. That fork begins anew
with each module, so what ran before in another changes nothing. Jobs come in on standard input and answers leave on
standard output, one JSON line each. Where the system cannot fork, every run starts Python anew.
"""

import atexit
import contextlib
import gc
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_OF_THE_INTERPRETER = ("PYTHON", "LC_", "LANG")
"""What Python reads when it starts begins with these: a run that sets one is started anew."""


_LONGEST = 60
"""Seconds after which a run is ended."""

_SHARED = {
    "action", "agency", "agenda", "calendar", "conflicts", "content", "diff", "explain", "export", "fmt", "group",
    "history", "meeting", "minutes", "next", "note", "plan", "portfolio", "preliminary", "privacy", "public", "rate",
    "report", "rules", "schema", "source", "status", "validate", "view", "views", "worksheet",
}  # fmt: skip
"""The first words of commands that share the process of their module: they read, print, and write files."""

_NOT_WITH = {"--watch", "--help", "--open", "--edit"}
"""What has them do something else."""

_MAY_DIFFER = {"COLUMNS", "NO_COLOR", "PATH", "REFLECTCTL_NO_CACHE", "SOURCE_DATE_EPOCH"}
"""What a run that shares a process may have in its surroundings beside the usual."""

_LOOKED_THROUGH = 20
"""After so many runs a process that they share looks for what can go."""

_WARM = (
    ("status",), ("validate",), ("history",), ("diff", "HEAD~1"), ("report", "full"), ("agenda",),
    ("report", "full", "--format", "markdown"),
    ("rate", "children-first.action", "agree", "--because", "So we agreed.", "--dry-run"),
)  # fmt: skip
"""What is done once so that what comes of the shipped files alone is known to every fork."""


_NOTHING_MORE = b"%08d" % 0
"""What is asked last of a process that runs share."""


class Program:
    """Runs `python -m reflectctl` in forks of a process that has it imported."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None

    def run(
        self, words: Sequence[str], *, cwd: Path, input: str, env: Mapping[str, str], usual: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """What the program does with some words; `usual` are the surroundings that need no interpreter of their own."""
        anew = {name for name, value in env.items() if usual.get(name) != value} | (usual.keys() - env.keys())
        if not hasattr(os, "fork") or any(name.startswith(_OF_THE_INTERPRETER) for name in anew):
            return _started(words, cwd, input, env)
        room = _module() if not input and anew <= _MAY_DIFFER and _is_shared(words) else ""
        with tempfile.TemporaryDirectory(prefix="reflectctl-run-") as folder:
            said = Path(folder)
            (said / "stdin").write_text(input, encoding="utf-8", errors="surrogateescape")
            answer = self._asked({"words": [*words], "cwd": str(cwd), "env": {**env}, "streams": folder, "room": room})
            out, err = ((said / name).read_bytes().decode("utf-8") for name in ("stdout", "stderr"))
        command = [sys.executable, "-m", "reflectctl", *words]
        # As text=True has it.
        out, err = (text.replace("\r\n", "\n").replace("\r", "\n") for text in (out, err))
        return subprocess.CompletedProcess(command, answer["code"], out, err)

    def know(self, folder: Path, env: Mapping[str, str]) -> None:
        """Have what comes of the texts of a partnership known to every run from here on."""
        if hasattr(os, "fork"):
            self._asked({"know": str(folder), "env": {**env}})

    def _asked(self, job: dict[str, Any]) -> dict[str, Any]:
        if self._server is None:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "tests.program"],
                cwd=Path(__file__).parent.parent,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": f"{os.devnull}/home"},
                text=True,
                encoding="utf-8",
            )
            atexit.register(self._stop)
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(job) + "\n")
        self._server.stdin.flush()
        answer: dict[str, Any] = json.loads(self._server.stdout.readline())
        return answer

    def _stop(self) -> None:
        if self._server is not None:
            with self._server:
                self._server.kill()


def _started(words: Sequence[str], cwd: Path, input: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reflectctl", *words],
        cwd=cwd,
        input=input,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        timeout=_LONGEST,
        check=False,
    )


def _module() -> str:
    """The module whose test is running; empty outside tests."""
    return os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]


def _is_shared(words: Sequence[str]) -> bool:
    """Whether these words ask for what a process can do many times."""
    return bool(words) and words[0] in _SHARED and _NOT_WITH.isdisjoint(words)


class _Room:
    """The process that the runs of one module of tests share."""

    def __init__(self, name: str) -> None:
        self.name = name
        (reads, self._asks), (self._hears, answers) = os.pipe(), os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._asks)
            os.close(self._hears)
            _stay(reads, answers)
        os.close(reads)
        os.close(answers)

    def done(self, line: str) -> int | None:
        """The exit code of a run; none where it ended the process."""
        raw = line.encode()
        with contextlib.suppress(BrokenPipeError):
            os.write(self._asks, b"%08d" % len(raw) + raw)
        code = os.read(self._hears, 8)
        return int(code) if code else None

    def is_there(self) -> bool:
        """Whether nothing has ended the process."""
        return os.waitid(os.P_PID, self._child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def leave(self) -> int:
        """End the process; its exit code."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self._asks, _NOTHING_MORE)
        os.close(self._asks)
        os.close(self._hears)
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])


def serve() -> None:
    """Answer jobs until there are no more."""
    # No run reads or writes there.
    jobs, answers = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    _import_everything()
    with tempfile.TemporaryDirectory(prefix="reflectctl-begun-") as folder:
        _know(["init", folder, "--name", "Test Partnership"], folder)
    room: _Room | None = None
    for line in jobs:
        job, code = json.loads(line), None
        if "know" in job:
            _know(["status"], job["know"])
        elif job["room"]:
            if room and (room.name != job["room"] or not room.is_there()):
                room.leave()
                room = None
            room = room or _Room(job["room"])
            code = room.done(line)
            if code is None:
                code, room = room.leave(), None
        else:
            child = os.fork()
            if child == 0:
                _become(job)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        answers.write(json.dumps({"code": code}) + "\n")
        answers.flush()


def _know(first: Sequence[str], folder: str) -> None:
    """Ask for everything once, and be as before."""
    from reflectctl.cli import app

    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        for words in (first, *(("-C", folder, *each) for each in _WARM)):
            # Whatever is wrong shows where it is looked for.
            with (
                contextlib.suppress(Exception, SystemExit),
                contextlib.redirect_stdout(nowhere),
                contextlib.redirect_stderr(nowhere),
            ):
                app.run([*words])
    # What is known by now is looked through by no child.
    gc.enable()
    gc.collect()
    gc.freeze()


def _stay(reads: int, answers: int) -> None:
    """Do what is asked for in this process, until nothing is asked for any more."""
    hooks = (sys.unraisablehook, signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT))
    for count in itertools.count(1):
        length = os.read(reads, 8)
        if length in (b"", _NOTHING_MORE):
            os._exit(0)
        line = b""
        while len(line) < int(length):
            line += os.read(reads, int(length) - len(line))
        ended = False
        try:
            code = _done(json.loads(line))
            ended = True
        finally:
            if not ended:
                os._exit(70)
        signal.alarm(0)
        sys.unraisablehook = hooks[0]
        signal.signal(signal.SIGTERM, hooks[1])
        signal.signal(signal.SIGINT, hooks[2])
        gc.enable()
        if count % _LOOKED_THROUGH == 0:
            gc.collect()
        os.write(answers, b"%8d" % code)


def _become(job: dict[str, Any]) -> None:
    """Be the program from here on."""
    code = 70
    try:
        code = _done(job)
    finally:
        os._exit(code)


def _done(job: dict[str, Any]) -> int:
    """The exit code of the program in the surroundings of a job."""
    signal.alarm(_LONGEST)
    os.environ.clear()
    os.environ.update(job["env"])
    time.tzset()
    # Where that is was looked up in other surroundings.
    tempfile.tempdir = None
    os.chdir(job["cwd"])
    streams = Path(job["streams"])
    for number, name, how in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY)):
        opened = os.open(streams / name, how | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    # They are closed by the end of the process.
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = ["reflectctl", *job["words"]]
    from reflectctl.__main__ import main

    try:
        main()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    return code


def _import_everything() -> None:
    import pkgutil
    from importlib import import_module

    import reflectctl

    for module in pkgutil.walk_packages(reflectctl.__path__, "reflectctl."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in (
        "git",
        "ruamel.yaml",
        "jsonschema",
        "jsonschema_rs",
        "markdown_it",
        "nh3",
        "tabulate",
        "difflib",
    ):
        import_module(name)


if __name__ == "__main__":
    serve()
