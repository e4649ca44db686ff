"""What was typed wrongly, in one voice; and the help of every command, whose examples do what they show."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from reflectctl import __version__
from reflectctl.cli import app, typer_app
from reflectctl.cli.commands import COMMANDS
from reflectctl.cli.examples import EXAMPLES, of
from reflectctl.cli.plain import TEXTS
from reflectctl.cli.shared import share
from tests.cli.test_content_import import MIXED
from tests.cli.test_widths import too_wide
from tests.conftest import run
from tests.readme import DAY
from tests.worksheets import in_workbook, put


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with its words: the program, the groups and what is below them."""
    whole: Any = typer.main.get_command(typer_app.build())
    share(whole)
    waiting: list[tuple[tuple[str, ...], Any]] = [((), whole)]
    while waiting:
        words, command = waiting.pop()
        yield words, command
        waiting += [((*words, name), below) for name, below in getattr(command, "commands", {}).items()]


ALL = dict(commands())
ADDED = {("view",): "add", ("note",): "add", ("worksheet",): "make"}
"""Groups of which one command is meant where nothing else is said."""
LEAVES = {words: each for words, each in ALL.items() if not hasattr(each, "commands")}


def wrong(words: tuple[str, ...], command: Any) -> Iterator[tuple[str, ...]]:
    """Ways to call a command that it does not take."""
    yield (*words, "--nope=x")
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    if words not in LEAVES:
        if words not in ADDED:
            yield (*words, "nope")
            yield (*words, "")
            yield (*words, "--", "-x")
    elif arguments and arguments[0].required:
        yield words
    if words in LEAVES and not any(each.nargs == -1 for each in arguments):
        yield (*words, *("x" for each in arguments), "one", "more")
    for each in arguments if command.name != "edit" else ():
        if each.metavar not in TEXTS:
            yield (*words, "", *("x" for other in arguments[1:]))
            break
    for each in options:
        name = each.opts[0]
        if each.is_flag:
            yield (*words, f"{name}=yes")
            continue
        if name not in ("--show-completion", "--install-completion"):
            yield (*words, name)
        if not each.multiple:
            yield (*words, name, "x", name, "y")
        if each.metavar not in TEXTS and command.name != "edit":
            yield (*words, name, "")
        if getattr(each.type, "choices", ()):
            yield (*words, *("agree" for other in arguments if other.required), name, "nope")


Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """The program in this process, outside of any partnership."""
    monkeypatch.chdir(tmp_path)

    def program(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        return (app.run(list(words)), *capsys.readouterr())

    return program


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_what_is_typed_wrongly_is_told_in_one_voice(words: tuple[str, ...], ask: Ask, tmp_path: Path) -> None:
    for typed in wrong(words, ALL[words]):
        code, out, err = ask(*typed)
        fact, *hint = err.splitlines()
        assert (code, out) == (2, ""), (typed, err)
        assert re.fullmatch(r"reflectctl: \S.*\.", fact), (typed, err)
        assert len(hint) == 1, (typed, err)
        assert re.fullmatch(r"  \S.*\.", hint[0]), (typed, err)
        assert not re.search(r"Usage:|Error:|\bTry\b|Invalid|No such", err), (typed, err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("valdate", "'valdate' is not a command of `reflectctl`.\n  Did you mean `validate`? See `reflectctl help`."),
        ("action frob", "'frob' is not a command of `reflectctl action`.\n  See `reflectctl action --help`."),
        ("''", "An empty word stands where a command of `reflectctl` was expected.\n  See `reflectctl help`."),
        (
            "rate 1.action agree --becuase x",
            "'--becuase' is not an option of `reflectctl rate`.\n"
            "  Did you mean `--because`? See `reflectctl rate --help`.",
        ),
        (
            "view 1.action agree",
            "`reflectctl view add` needs --agency AGENCY, which is missing.\n  Write `reflectctl view add STATEMENT "
            "RATING --agency AGENCY [--because TEXT]`. See `reflectctl view add --help`.",
        ),
        (
            "explain a b",
            "`reflectctl explain` does not know what to do with 'b'.\n"
            "  Write `reflectctl explain RULE`. See `reflectctl explain --help`.",
        ),
        ("diff '' HEAD", "An empty word was given for A of `reflectctl diff`.\n  See `reflectctl diff --help`."),
        ("status --today", "--today was given nothing; a DATE was expected.\n  See `reflectctl status --help`."),
        ("rate ''", "An empty word was given for STATEMENT of `reflectctl rate`.\n  See `reflectctl rate --help`."),
        ("diff --base ''", "--base was given an empty word; a REV was expected.\n  See `reflectctl diff --help`."),
        (
            "status --format txt",
            "'txt' is not a value of --format; text, markdown or json was expected.\n"
            "  Did you mean `text`? See `reflectctl status --help`.",
        ),
        (
            "history frob",
            "'frob' is not a word that `reflectctl history` takes there; ratings, views or actions was expected.\n"
            "  See `reflectctl history --help`.",
        ),
        (
            "group add x --kind other --quorum 0",
            "'0' is not a value of --quorum; a whole number from 1 up was expected.\n"
            "  See `reflectctl group add --help`.",
        ),
        ("help rat", "'rat' is not a command of `reflectctl`.\n  Did you mean `rate`? See `reflectctl help`."),
        ("lint", "'lint' is not a command of `reflectctl`.\n  Did you mean `validate`? See `reflectctl help`."),
        ("-C .", "No command was named.\n  `reflectctl help` lists them."),
        ("--", "No command was named.\n  `reflectctl help` lists them."),
    ],
)  # fmt: skip
def test_what_was_found_is_said_first_and_then_what_to_do(typed: str, said: str, ask: Ask) -> None:
    assert ask(*shlex.split(typed)) == (2, "", f"reflectctl: {said}\n")


MEANT = {
    "action list --overdue": "--status overdue",
    "action list overdue": "--status overdue",
    "report --pdf": "--format pdf",
    "report --html": "--format html",
    "report --public": "--edition public",
    "report --full": "reflectctl report full",
    "report yearl": "yearly",
    "history --views": "reflectctl history views",
    "history --to 2026-01-01": "--until",
    "history --since 2026-01-01": "--from",
    "report --from 2026-01-01": "--since",
    "status --hlep": "--help",
    "rules --level": "",
    "status --frob": "",
    "log": "history",
    "schema princple": "principle",
    "schema output-princple": "",
    "schema meetin-g": "meeting",
}


@pytest.mark.parametrize(("typed", "meant"), MEANT.items())
def test_what_was_meant_is_one_that_there_is_and_does_it(typed: str, meant: str, ask: Ask) -> None:
    code, _, err = ask(*shlex.split(typed))
    assert code == 2
    assert re.findall(r"Did you mean `(.*?)`\?", err) == ([meant] if meant else []), err


def test_what_was_expected_is_said_as_it_is_typed(ask: Ask) -> None:
    assert "--output was given nothing; a FILE was expected." in ask("report", "--output")[2]
    assert "--agency was given nothing; an ID=NAME was expected." in ask("init", "--agency")[2]


def test_a_word_that_acts_on_a_terminal_is_shown_and_does_not_act(ask: Ask) -> None:
    for typed in (("\x1b[31m",), ("status", "--\x1b[31m"), ("status", "a\nb\u202e"), ("status", "--format", "\x1b")):
        code, _, err = ask(*typed)
        assert code == 2
        assert len(err.splitlines()) == 2
        assert not re.search("[\x1b\u202e]", err)


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_help_tells_what_has_to_be_given_and_has_two_examples(words: tuple[str, ...], ask: Ask) -> None:
    code, told, _ = ask(*words, "--help")
    usage = " ".join(told.partition("\n\n")[0].split())
    assert code == 0
    for each in ALL[words].params:
        if each.required:
            assert (each.metavar if each.param_type_name == "argument" else max(each.opts, key=len)) in usage
    shown = told.partition("\nExamples:\n")[2].partition("\n\n")[0].replace("\\\n", " ")
    assert [shlex.split(line) for line in shown.splitlines()] == [
        ["reflectctl", *shlex.split(each)]
        for each in of(" ".join([*words, *([ADDED[words]] if words in ADDED else [])]))
    ]
    assert len(shown.splitlines()) == 2
    assert ask("help", *words) == (0, told, "")


def test_no_help_is_wider_than_the_terminal(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        assert {words: wide for words in ALL if (wide := too_wide(ask(*words, "--help")[1], width))} == {}


def test_the_version_is_told_in_the_help_and_wherever_it_stands(ask: Ask) -> None:
    assert "-V, --version" in ask("--help")[1]
    for typed in ("--version", "-V", "--version status", "-C . --version"):
        assert ask(*shlex.split(typed)) == (0, f"reflectctl {__version__}\n", "")


def test_every_command_has_two_examples() -> None:
    named = [" ".join(words) for words in LEAVES]
    assert {name: sum(f"{each} ".startswith(f"{name} ") for each in EXAMPLES) for name in named} == dict.fromkeys(
        named, 2
    )
    assert [each for each in EXAMPLES if not any(f"{each} ".startswith(f"{name} ") for name in named)] == []


WRITES = {name for words, each in LEAVES.items() if "dry_run" in {one.name for one in each.params}
          for name in [" ".join(words)]} - {"conflicts", "privacy"} | {"demo"}  # fmt: skip
IN_GIT = {"git-setup", "review-point"}
"""What these write stands in git, and not in a file."""


BEFORE = {
    "record 2026-04-23 --from": "record 2026-04-23 --sheet sheet.md",
    "undo": "action start a-h5v1",
    "meeting remove": 'meeting new "Safer spaces in spring" --date 2026-05-14',
    "public answer": 'rate 6.action neither --because "One girl of 14 told us." --meeting 2026-04-23',
    "agency remove": 'agency add "Wessbury Fire and Rescue" --id fire',
    "group remove": 'group add "Audit group" --kind subgroup',
}
"""What has to be there first: an edit to take back, and what nothing names."""


def writes(example: str) -> bool:
    return example.startswith(tuple(f"{name} " for name in WRITES)) or example in WRITES


def files(folder: Path) -> dict[Path, bytes]:
    """What the files of a folder say, but for git's own."""
    found = (each for each in folder.rglob("*") if ".git" not in each.relative_to(folder).parts)
    return {each: each.read_bytes() for each in found if each.is_file()}


@pytest.fixture(scope="module")
def example(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example for all that writes files, which are put back each time."""
    folder = Path(shutil.copytree(built_demo, tmp_path_factory.mktemp("examples") / "demo", symlinks=True))
    (folder / "tool.txt").write_text(MIXED, encoding="utf-8")
    (folder / "responses.csv").write_text("Agency,1.culture\npolice,Agree\n", encoding="utf-8")
    run("worksheet", "1", "--agency", "police", "-o", "filled-in.xlsx", cwd=folder, **DAY)
    answers = {("children-first.culture", "rating"): "Disagree", ("children-first.culture", "because"): "Our audit."}
    put(folder, "filled-in.xlsx", in_workbook((folder / "filled-in.xlsx").read_bytes(), answers))
    return folder


# That `demo` does what it shows is seen wherever the example stands.
@pytest.mark.parametrize("name", [each for each in COMMANDS if each != "demo"])
def test_the_examples_of_help_do_what_they_show(example: Path, tmp_path: Path, name: str) -> None:
    own = name in IN_GIT or name == "init"
    folder = Path(shutil.copytree(example, tmp_path / "demo", symlinks=True)) if own else example
    begun = files(folder)
    for typed in (each for each in EXAMPLES if f"{each} ".startswith(f"{name} ")):
        words = shlex.split(typed)
        quiet = not writes(typed) or "--dry-run" in words or "--list" in words
        # What is written is noted in a home, to be taken back.
        surroundings = {"HOME": str(tmp_path), **DAY} if writes(typed) or own else DAY
        for before, first in BEFORE.items():
            if typed.startswith(before):
                run(*shlex.split(first), cwd=folder, **surroundings)
        stood = files(folder)
        told = run(*words, cwd=folder, **surroundings)
        assert told.returncode in ((0, 1) if name in ("validate", "privacy") else (0,)), (typed, told)
        now = files(folder)
        if name not in IN_GIT and typed != "content update":
            assert (stood == now) == (quiet and "-o" not in words), (typed, told)
        for path in now.keys() - begun.keys():
            path.unlink()
        for path, said in begun.items():
            if now.get(path) != said:
                path.write_bytes(said)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("agency", "add", "x", "--name", "X"), "It stands without an option: `reflectctl agency add NAME"),
        (("completion",), "`reflectctl --install-completion` teaches your shell"),
        (("diff", "20261129"), "If a day was meant, write year, month and day: 2026-02-03."),
        (("diff", "2026-2-3"), "If a day was meant, write year, month and day: 2026-02-03."),
        (("diff", "10000-01-01"), "If a day was meant, write year, month and day: 2026-02-03."),
        (("status", "--today", "20261129"), "'20261129' is not a day for --today"),
        (("view", "1.culture", "agree", "--agency", "council"), 'a sentence or more: --because "…"; a - in its place'),
        (("agency", "add", "Élan", "--id", "élan"), "Did you mean `elan`?"),
        (("note", "remove", "1.culture", "evidence"), "(--dated 2026-03-12)"),
    ],
)
def test_what_is_said_of_a_slip_leads_on(fresh: Path, words: tuple[str, ...], told: str) -> None:
    if words[0] == "note":
        noted = run("note", "1.culture", "evidence", "A point.", "--dated", "2026-03-12", cwd=fresh)
        assert "No meeting is named; --meeting says at which it was said." in noted.stderr
    done = run(*words, cwd=fresh)
    assert done.returncode in (2, 3)
    assert told in " ".join(done.stderr.split())
    assert "Did you mean `name`" not in done.stderr


@pytest.mark.parametrize("typed", ["--help", "action --help", "content --help", "help worksheet"])
def test_help_lists_commands_before_options(typed: str, ask: Ask) -> None:
    told = ask(*typed.split())[1]
    lists = re.findall(r"^(Commands|Options):$", told, flags=re.MULTILINE)
    assert lists in (["Commands", "Options"], ["Options"]), told
    assert (lists == ["Options"]) == (typed == "help worksheet")
