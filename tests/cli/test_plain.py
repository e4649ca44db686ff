"""Words are read as typer reads them: both do the same, say the same, and leave with the same code."""

import inspect
import random
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reflectctl.app.context import Context
from reflectctl.cli import app, console, plain, typer_app
from reflectctl.cli.declare import Call
from reflectctl.cli.examples import EXAMPLES
from reflectctl.cli.table import COMMANDS, FLAG, INTEGER, LIST, OPTION, REQUIRED, Parameter, parameters, place
from reflectctl.errors import ReflectError
from tests import commands
from tests.cli.test_usage import ALL, wrong
from tests.conftest import run

WRONG = [
    *(
        "",
        "''",
        "' '",
        "-",
        "--",
        "-C .",
        "-C",
        "--lang",
        "--nope",
        "-x",
        "statu",
        "completion bash",
        "--color sometimes",
    ),
    *("status extra", "status --format", "status --format yaml", "status --form text", "status --format=", "status -x"),
    *(
        "status --format text --format json",
        "status --today=",
        "status -o",
        "status -o a --output b",
        "status -- -x",
        "status -- '- x'",
    ),
    *("rate", "rate 1.action agree --because", "rate --because", "rate '' agree", "action", "action list extra"),
    *("note remove 1.action evidence --point no", "group add Young --kind other --quorum 0", "meeting nwe Title"),
    *("group add Young --kind other --quorum -1", "group add Young --kind other --quorum 007 --quorum 8", "view"),
    *(
        "view --agency police",
        "view 1.action",
        "view -C",
        "view remove",
        "note add",
        "worksheet",
        "action -C .",
        "action ''",
    ),
    *("validate --strict=yes", "validate -vq=x", "validate -vx", "--color sometimes status", "--colour= status"),
    *("status --color", "status -C . --root .", "--lang cy --lang=cy status", "--root= status", "--no-pager=1 status"),
    *("content phrases --lang", "content phrases --lang '' ", "content phrases --root", "help --nothing", "help statu"),
    *("help status extra", "help view frob", "help ''", "agency add x --name X", "status --color red --format bad"),
    *("status --format bad --color red", "explain --format bad", "rate --nope --help", "status --today '' --help"),
    *("history frob", "explain a b", "diff '' HEAD", "diff a b c d", "schema a b c", "undo --dry-run=", "--help=1"),
    *(
        "status '::error::x'",
        "status '##[error]x'",
        "status --format '::error::x'",
        "status 'a\nb\u202e'",
        "'\x1b[31m'",
    ),
    f"{'x' * 300}",
    f"status --{'x' * 300}",
]
"""Words that are told what is wrong with them."""

HELP = [
    *("--help", "-h", "status --help", "status -h", "action --help", "action add -h", "view --help", "view add --help"),
    *("-C . --help", "--lang cy status --help", "rate 1.action --help --because x", "status --format bad --help"),
    *(
        "view -C . --help",
        "-- status --help",
        "validate -vh",
        "help",
        "help rate",
        "help action add",
        "help view",
        "help help",
    ),
    *("help --no-pager rate", "rate extra extra extra extra --help", "help --help", "status --color red --help"),
]
"""Words that ask for help."""

UNUSUAL = [
    *("--version", "-V", "-C . --version", "--version status", "--version --help", "-C . --show-completion bash"),
    *(
        "note add 1.action evidence '- a point'",
        "agency add '- x'",
        """status --format "'it'" """,
        "status --format '\"a\"'",
    ),
    *("status --format 'this is not text'", "note remove 1.action evidence --point 'a\\b'"),
]
"""Words that are left to typer."""

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
        "report --principle '- a' --principle b --against '- c' -o '- d'",
    ),
]


class Outcome(NamedTuple):
    """What comes of words: the call of a command that they make, what is said, and the exit code."""

    call: object
    code: int
    stdout: str
    stderr: str


Ask = Callable[[list[str]], Outcome]


@pytest.fixture
def by_typer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """What typer makes of words."""
    made: list[object] = []

    def called(function: Any, values: dict[str, Any]) -> None:
        if function.__name__ == "help":
            function(**values)
        else:
            made.append(told(function, values, values["ctx"].obj))

    # One is made for each command, and not for each of its calls.
    for_command = cache(lambda first: make([first] if first else []))
    make = typer_app.made
    monkeypatch.setattr(typer_app, "called", called)
    monkeypatch.setattr(typer_app, "made", lambda words: for_command(next(iter(typer_app._wanted(words)), "")))

    def ask(words: list[str]) -> Outcome:
        made.clear()
        with monkeypatch.context() as without:
            without.setattr(plain, "read", lambda _: None)
            capsys.readouterr()
            code = app.run(words)
        return Outcome(made[0] if made else None, code, *capsys.readouterr())

    return ask


@pytest.fixture
def by_us(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """What the table makes of words; its call is typer's own name where they are left to that."""
    made: list[object] = []

    def called(asked: plain.Asked, here: Context) -> None:
        module, _, name = place(asked.command).partition(":")
        function = getattr(import_module(f"reflectctl.cli.{module}"), name)
        made.append(told(function, asked.values, asked.here(here)))

    def left(words: list[str], here: Context) -> int:
        made.append("typer")
        return -1

    def ask(words: list[str]) -> Outcome:
        made.clear()
        with monkeypatch.context() as ours:
            ours.setattr(plain, "run", called)
            ours.setattr(typer_app, "run", left)
            capsys.readouterr()
            code = app.run(words)
        return Outcome(made[0] if made else None, code, *capsys.readouterr())

    return ask


def told(function: Any, values: dict[str, Any], here: Context) -> object:
    """All that a call of a command is, in words that can be compared."""
    given = {name: value for name, value in values.items() if name != "ctx"}
    bound = inspect.signature(function).bind(None, **given)
    bound.apply_defaults()
    name = f"{function.__module__}:{function.__name__}"
    shown = (here.folder, here.named, here.base, here.language, here.paged, here.style("bold", "it"))
    return name, {name: value for name, value in bound.arguments.items() if name != "ctx"}, shown


def test_the_table_and_the_pages_are_what_the_commands_declare() -> None:
    assert commands.made() == commands.TABLE.read_text("utf-8"), "python -m tests.commands writes it anew"
    assert commands.pages() == commands.PAGES.read_text("utf-8"), "python -m tests.commands writes it anew"


@pytest.mark.parametrize("typed", PLAIN)
def test_plain_words_are_read_as_typer_reads_them(typed: str, by_us: Ask, by_typer: Ask) -> None:
    words = shlex.split(typed)
    ours = by_us(words)

    assert ours.call != "typer" or any(each.startswith("- ") for each in words)
    assert ours == by_typer(words) or ours.call == "typer"
    assert by_typer(words).code == 0


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_typed_wrongly_is_refused_as_typer_has_it_refused(typed: str, by_us: Ask, by_typer: Ask) -> None:
    ours = by_us(shlex.split(typed))

    assert ours == by_typer(shlex.split(typed))
    assert (ours.call, ours.code, ours.stdout) == (None, 2, "")


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_is_refused_as_typer_has_it_refused(words: tuple[str, ...], by_us: Ask, by_typer: Ask) -> None:
    for typed in wrong(words, ALL[words]):
        assert by_us([*typed]) == by_typer([*typed]), typed


@pytest.mark.parametrize("typed", HELP)
def test_help_is_what_typer_says(typed: str, by_us: Ask, by_typer: Ask) -> None:
    ours = by_us(shlex.split(typed))

    assert ours == by_typer(shlex.split(typed))
    assert ours.stdout.startswith("Usage: ")


@pytest.mark.parametrize("columns", ["", "0", "1", "60", "61", "80", "97", "120", "wide"])
def test_every_help_is_laid_out_as_typer_lays_it_out(
    columns: str, by_us: Ask, by_typer: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for words in ALL:
        assert by_us([*words, "--help"]) == by_typer([*words, "--help"]), words


@pytest.mark.parametrize("typed", UNUSUAL)
def test_what_only_typer_knows_is_left_to_it(typed: str, by_us: Ask) -> None:
    assert by_us(shlex.split(typed)).call == "typer"


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
            typed = [*before, *name.split(), *(word for each in words for word in each)]
            for _ in range(draw.choice([0, 0, 0, 1, 1, 2])):
                typed.insert(draw.randint(0, len(typed)), draw.choice(NOISE))
            yield typed


NOISE = [
    *(
        "--help",
        "-h",
        "--",
        "--nope",
        "--becuase",
        "-x",
        "-vq",
        "-vh",
        "-omy.md",
        "-o=my.md",
        "-C",
        "--root",
        "--lang=",
    ),
    *(
        "extra",
        "",
        " ",
        "add",
        "remove",
        "- a point",
        "--color=red",
        "--today=",
        "--no-pager=1",
        "-",
        "--=",
        "-=",
        "--dry-run",
    ),
    *(
        "it's",
        '"it"',
        "'::error::x",
        "a\x1bb",
        "7",
        "-7",
        "--format",
        "--format=json",
        "--version",
        "\ud800",
        "é" * 201,
    ),
]
"""Words that stand anywhere."""


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_comes_to_the_same(seed: int, by_us: Ask, by_typer: Ask) -> None:
    done = {"called": 0, "said": 0, "left": 0}
    for words in calls(random.Random(seed)):
        ours = by_us(words)
        done["left" if ours.call == "typer" else "called" if ours.call else "said"] += 1
        assert ours.call == "typer" or ours == by_typer(words), words
    # Enough of either kind: a reader that leaves all to typer would pass, and be of no use.
    assert min(done["called"], done["said"]) > 100, done
    assert done["left"] < 60, done


def test_what_was_to_be_done_at_the_end_is_done_however_a_command_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    def status(ctx: Call) -> None:
        ctx.call_on_close(lambda: done.append(type(sys.exc_info()[1])))
        raise ReflectError("It could not be done.")

    monkeypatch.setattr(import_module("reflectctl.cli.status"), "status", status)
    with pytest.raises(ReflectError):
        plain.run(plain.Asked("status", {}, []), console.context())

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
