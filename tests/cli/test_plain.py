"""Plain words are read as typer reads them, and whatever is not plain is left to it."""

import inspect
import random
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from reflectctl.app.context import Context
from reflectctl.cli import console, plain, typer_app
from reflectctl.cli.declare import Call
from reflectctl.cli.examples import EXAMPLES
from reflectctl.cli.table import COMMANDS, FLAG, INTEGER, LIST, OPTION, REQUIRED, Parameter, parameters
from reflectctl.errors import ReflectError
from tests import commands
from tests.conftest import run

UNUSUAL = [
    *(
        "",
        "--version",
        "--help",
        "statu",
        "status extra",
        "status --format",
        "status --format yaml",
        "status --form text",
    ),
    *("status --format text --format json", "status --today=", "status -o", "status -omy.md", "status -o=my.md"),
    *("status --", "status --help", "status -h", "rate", "rate 1.action agree --because", "rate --because"),
    *("rate '' agree", "note add 1.action evidence '- a point'", "note remove 1.action evidence --point no"),
    *("note remove 1.action evidence --point -1", "group add Young --kind other --quorum 0", "action"),
    *("action list extra", "action -C . list", "view", "view --agency police", "meeting nwe Title"),
    *("agency edit homes --statutory --not-statutory", "validate --strict=yes", "--color sometimes status"),
    *(
        "status --color",
        "status -C . --root .",
        "--lang cy --lang=cy status",
        "--lang",
        "-C",
        "--root= status",
        "--no-pager=1 status",
        "content phrases --lang",
    ),
    *("help --nothing", "report yearly --output -o", "completion bash"),
]
"""Words that typer tells something about, or that could be read in two ways."""

PLAIN = [
    *EXAMPLES,
    *("-C . status", "--root=. status -C ..", "--lang cy --no-pager status", "status --lang=cy --color always"),
    *("status -o -", "status --output=my.md", "validate principles meetings --output sarif=a --output junit=b -v"),
    *(
        "note 1.action evidence Words",
        "view 1.culture agree --group young-advisers",
        "agency edit homes --not-statutory",
    ),
    *("rate 1.action agree --because -", "rate --because 'It says so.' 1.action agree", "content phrases --lang cy"),
    *(
        "note remove 1.action evidence --point 3",
        "group add Young --kind other --quorum 2",
        "report yearly full --mark",
    ),
]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], Any]:
    """What typer would do for words: the function with what it is given; None where it does nothing, or refuses."""
    found: list[Any] = []
    monkeypatch.setattr(typer_app, "called", lambda function, values: found.append((function, values)))
    # One is made for each command, and not for each of its calls.
    made = cache(lambda first: typer_app_made([first] if first else []))
    typer_app_made = typer_app.made
    monkeypatch.setattr(typer_app, "made", lambda words: made(next(iter(typer_app._wanted(words)), "")))

    def by_typer(words: list[str]) -> Any:
        found.clear()
        try:
            typer_app.run(words, console.context())
        except ReflectError:
            return None
        return found[0] if found else None

    return by_typer


def told(function: Any, values: dict[str, Any], here: Context) -> Any:
    """All that a call of a command is, in words that can be compared."""
    given = {name: value for name, value in values.items() if name != "ctx"}
    bound = inspect.signature(function).bind(None, **given)
    bound.apply_defaults()
    place = f"{function.__module__}:{function.__name__}"
    shown = (here.folder, here.named, here.base, here.language, here.paged, here.style("bold", "it"))
    return place, {name: value for name, value in bound.arguments.items() if name != "ctx"}, shown


def compared(words: list[str], read: Callable[[list[str]], Any]) -> tuple[Any, Any]:
    """A call as the plain reader has it, None where it leaves it to typer, and as typer has it."""
    asked, other = plain.read(words, console.context()), read(words)
    by_typer = other and told(other[0], other[1], other[1]["ctx"].obj)
    if asked is None:
        return None, by_typer
    module, _, name = asked.place.partition(":")
    return told(getattr(import_module(f"reflectctl.cli.{module}"), name), asked.values, asked.here), by_typer


def test_the_table_is_what_the_commands_declare() -> None:
    assert commands.made() == commands.TABLE.read_text("utf-8"), "python -m tests.commands writes it anew"


@pytest.mark.parametrize("typed", PLAIN)
def test_plain_words_are_read_as_typer_reads_them(typed: str, read: Callable[[list[str]], Any]) -> None:
    ours, typers = compared(shlex.split(typed), read)

    assert ours is not None or any(not each or each.startswith("- ") for each in shlex.split(typed))
    assert typers is not None
    assert ours in (None, typers)


@pytest.mark.parametrize("typed", UNUSUAL)
def test_what_is_not_plain_is_left_to_typer(
    typed: str, read: Callable[[list[str]], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert compared(shlex.split(typed), read)[0] is None


def a_value(parameter: Parameter, draw: random.Random) -> str:
    if parameter.choices and draw.random() < 0.9:
        return draw.choice(parameter.choices)
    if parameter.kind & INTEGER and draw.random() < 0.9:
        return str(draw.randint(0, 9))
    return draw.choice(
        ["words", "1.action", "a=b", "two words", "-", "", "--today", "- a point", "2026-03-12", "٣", "é"]
    )


def calls(draw: random.Random) -> Iterator[list[str]]:
    """Calls of every command, right ones and wrong ones."""
    for name in COMMANDS:
        for _ in range(6):
            words: list[list[str]] = []
            for each in parameters(name):
                if draw.random() > (0.95 if each.kind & REQUIRED else 0.4):
                    continue
                for _ in range(draw.choice([1, 1, 1, 2])):
                    value = a_value(each, draw)
                    if not each.kind & OPTION:
                        words.append([value])
                        if not each.kind & LIST:
                            break
                    elif each.kind & FLAG:
                        words.append([draw.choice(each.names)])
                    else:
                        option = draw.choice(each.names)
                        words.append(draw.choice([[option, value], [f"{option}={value}"]]))
            shared = [
                ["-C", "."],
                ["--root", ".."],
                ["--lang=cy"],
                ["--color", "never"],
                ["--no-pager"],
                ["--colour", "red"],
            ]
            before = draw.choice(shared) if draw.random() < 0.3 else []
            words += [draw.choice(shared) for _ in range(draw.choice([0, 0, 0, 1, 2]))]
            if draw.random() < 0.5:
                draw.shuffle(words)
            yield [*before, *name.split(), *(word for each in words for word in each)]


def test_whatever_is_read_is_read_as_typer_reads_it(
    read: Callable[[list[str]], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    done = {True: 0, False: 0}
    for words in calls(random.Random(17)):
        ours, typers = compared(words, read)
        done[ours is not None] += 1
        assert ours in (None, typers), words
    # Enough of either kind: a reader that leaves all to typer would pass, and be of no use.
    assert min(done.values()) > 100, done


def test_what_was_to_be_done_at_the_end_is_done_however_a_command_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    def status(ctx: Call) -> None:
        ctx.call_on_close(lambda: done.append(type(sys.exc_info()[1])))
        raise ReflectError("It could not be done.")

    monkeypatch.setattr(import_module("reflectctl.cli.status"), "status", status)
    with pytest.raises(ReflectError):
        plain.run(plain.Asked("status:status", console.context(), {}, "status"))

    assert done == [ReflectError]


@pytest.mark.parametrize("words", ["status", "action list --status open", "-C . meeting list --format json"])
def test_a_plain_command_imports_no_typer(demo: Path, words: str) -> None:
    program = (
        "import sys; from reflectctl.cli.app import run; code = run(sys.argv[1:]); sys.stdout.flush();"
        "assert code == 0 and not {'typer', 'inspect'} & set(sys.modules), sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", program, *words.split()], cwd=demo, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


def test_a_folder_may_begin_with_a_dash_and_a_blank(tmp_path: Path) -> None:
    done = run("init", "- ours", "--name", "Ours", "--agency", "council=Council", "--no-git", cwd=tmp_path)

    assert (done.returncode, (tmp_path / "- ours" / "partnership.yaml").is_file()) == (0, True)
