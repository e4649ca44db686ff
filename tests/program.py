"""The program in a process of its own, without waiting for it to be imported each time.

`python -m tests.program` imports everything once and then, for each job that comes in, forks: the child has its own
streams, folder, surroundings and exit code, as if it had just been started. Jobs come in on standard input and answers
leave on standard output, one JSON line each. Where the system cannot fork, every run starts Python anew.
"""

import atexit
import contextlib
import gc
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
        with tempfile.TemporaryDirectory(prefix="reflectctl-run-") as folder:
            said = Path(folder)
            (said / "stdin").write_text(input, encoding="utf-8", errors="surrogateescape")
            answer = self._asked({"words": [*words], "cwd": str(cwd), "env": {**env}, "streams": folder})
            out, err = ((said / name).read_bytes().decode("utf-8") for name in ("stdout", "stderr"))
        command = [sys.executable, "-m", "reflectctl", *words]
        # As text=True has it.
        out, err = (text.replace("\r\n", "\n").replace("\r", "\n") for text in (out, err))
        return subprocess.CompletedProcess(command, answer["code"], out, err)

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


def serve() -> None:
    """Answer jobs until there are no more."""
    _import_everything()
    # What is imported is looked through by no child.
    gc.collect()
    gc.freeze()
    jobs, answers = sys.stdin, os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in jobs:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(job)
        _, status = os.waitpid(child, 0)
        answers.write(json.dumps({"code": os.waitstatus_to_exitcode(status)}) + "\n")
        answers.flush()


def _become(job: dict[str, Any]) -> None:
    """Be the program from here on."""
    code = 70
    signal.alarm(_LONGEST)
    try:
        os.environ.clear()
        os.environ.update(job["env"])
        time.tzset()
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
    finally:
        os._exit(code)


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
    _look_through_what_is_shipped()


def _look_through_what_is_shipped() -> None:
    """What is shipped stands in nearly every partnership of the tests, and is looked through for personal data."""
    from reflectctl import resources
    from reflectctl.analysis.personal_data import places

    for kind in ("content", "examples"):
        for raw in resources.files(kind).values():
            places(raw.decode("utf-8", "replace"))


if __name__ == "__main__":
    serve()
