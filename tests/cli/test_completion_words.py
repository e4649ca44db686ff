"""What may stand at the cursor is the same by the table as by typer."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from reflectctl.cli import completion, completion_words, console, typer_app
from reflectctl.cli.examples import EXAMPLES
from reflectctl.cli.table import COMMANDS

MORE = [
    *("-C . status --f", "-C", "-C . ", "--lang=cy rate 1.a", "--no-pager action l", "-", "--", "--r"),
    *("status -", "status --format=m", "status --format ma", "status --format text --"),
    *("status --today 2026-01-01 --to", "validate -o x -o ", "validate --rule a --rule ", "view ", "view 1.a"),
    *("view r", "view --ag", "note 1.action ", "note remove 1.action ev", "meeting -C . l", "help "),
    *("help action ", "help action a", "nothing ", "status extra ", "rate 1.action agree 2."),
    *("rate --because - ", "-o", "content diff ma..", "diff HEAD~", "agency edit homes --no"),
    *("agency edit homes --statutory --", "report y", "report yearly f", "init --ci ", "explain ", "status ="),
    *("rate ''", "status --output=", "group edit x --member ", "action list --status=o", "status --color "),
    *(
        "status --color=a",
        "-C . -C .. s",
    ),
]


def cuts() -> Iterator[tuple[list[str], str]]:
    """Words up to a cursor: of every example at every word, at its beginning and within it."""
    for typed in (*EXAMPLES, *COMMANDS):
        words = shlex.split(typed)
        for at, word in enumerate([*words, ""]):
            for cut in {0, 3, len(word)}:
                yield words[:at], word[:cut]
    for typed in MORE:
        *words, last = typed.split(" ")
        yield words, last


def test_the_table_offers_what_typer_offers(built_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # One is made for each command, and not for each of its cursors.
    make = typer_app.made
    made = cache(lambda wanted: make(list(wanted)))
    monkeypatch.setattr(typer_app, "made", lambda words: made(typer_app._wanted(words)))
    here = console.context()._replace(folder=built_demo, named=True)
    known = left = 0
    asked: set[tuple[str, str]] = set()
    for before, last in {(tuple(before), last): (before, last) for before, last in cuts()}.values():
        try:
            found = completion_words.offered(before, last)
        except completion_words.Unusual:
            left += 1
            continue
        known += 1
        if isinstance(found, completion_words.Awaited):
            # The records are read for each of these, and once is enough for each parameter.
            if (what := (found.command, found.parameter)) in asked:
                continue
            asked.add(what)
        assert completion._found(before, last, here) == completion._by_typer(before, last, here), (before, last)
    # What is left to typer is rare.
    assert known > 10 * left > 0


@pytest.mark.parametrize(
    ("line", "kept", "words"),
    [
        ("reflectctl ", "", [""]),
        ("reflectctl st", "", ["st"]),
        ("reflectctl rate 'a b", "", ["rate", "a b"]),
        ('reflectctl rate "a b" c', "", ["rate", "a b", "c"]),
        ("reflectctl rate a\\ b ", "", ["rate", "a b", ""]),
        ("reflectctl  status   --f", "", ["status", "--f"]),
    ],
)
def test_a_line_is_read_as_bash_reads_it(line: str, kept: str, words: list[str]) -> None:
    environ = {completion_words.ASKED: "complete_bash", "COMP_LINE": line, "COMP_POINT": str(len(line))}

    shell, before, last = completion_words.typed([], environ)

    assert (shell, [*before, last]) == ("bash", words)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_commands_and_options_are_known_without_importing_what_takes_time(tmp_path: Path, shell: str) -> None:
    program = (
        "import sys, os; from reflectctl.__main__ import main; main();"
        "slow = {'typing', 're', 'typer', 'yaml', 'json', 'pathlib'} & set(sys.modules); assert not slow, slow"
    )
    for words, offer in ((["st"], "status"), (["action", ""], "list"), (["status", "--format", "ma"], "markdown")):
        environ = {completion_words.ASKED: f"complete_{shell}"}
        if shell == "bash":
            environ["COMP_LINE"] = " ".join(["reflectctl", *words])
        done = subprocess.run(
            [sys.executable, "-I", "-c", program, *words],
            env=environ,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

        assert (done.returncode, done.stderr) == (0, "")
        assert offer in done.stdout
