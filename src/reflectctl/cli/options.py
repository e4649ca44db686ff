"""The options that several commands share, and what a shell completes for them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from ..app.context import Context, plain, silent
from ..errors import ReflectError
from ..render.export import ANY, TABLES
from . import declare
from .declare import Completion

Wanted = list[tuple[str, Path | None]]
"""Formats, each with the file that it goes to; None is the screen."""


def here(ctx: declare.Call, *, today: str | None = None, output: object = None, paged: bool = True) -> Context:
    """What a command is asked with: what was given before its name and after it, and the day to work on.

    An answer that goes to a file is neither dressed for the terminal nor set to its width.
    """
    found: Context = ctx.obj
    day = found.day_of(today, "--today")
    found = found._replace(day=day, paged=found.paged and paged)
    return found._replace(style=plain, wraps=False) if output else found


def outputs(format: str, typed: Sequence[str], formats: Collection[str], example: str) -> Wanted:
    """What was typed as [FORMAT=]FILE: each format with its file; None is the screen.

    A file that was named without a format gets the one that was asked for, which may be none: the empty one.
    """
    wanted: Wanted = []
    whole = ""
    for output in typed:
        name, equals, path = output.partition("=")
        if equals and name in formats:
            if not path:
                raise ReflectError(f"--output {output} names no file.", f"Write --output {name}=FILE.", exit_code=2)
            wanted.append((name, None if path == "-" else Path(path)))
        elif whole and format:
            raise ReflectError(
                f"Two files are to be written in one format: {whole} and {output}.",
                f"Say which format goes where: {example}.",
                exit_code=2,
            )
        else:
            whole = output
            wanted.append((format, None if output == "-" else Path(output)))
    if len({path for _, path in wanted}) < len(wanted):
        raise ReflectError("Two formats are to be written to the same file.", "Give each its own.", exit_code=2)
    return wanted if whole or (wanted and not format) else [*wanted, (format, None)]


def completes(give: Callable[[Context], list[tuple[str, str]]]) -> Callable[..., Iterator[tuple[str, str]]]:
    """A completion that offers what there is at the place that is asked about; nothing where there is nothing."""

    def complete(ctx: declare.Call, incomplete: str) -> Iterator[tuple[str, str]]:
        try:
            found = give(ctx.obj)
        except Exception:
            # A shell that asks for completions has no place for an error.
            return
        # What lies behind a range's dots is a name of its own.
        before = incomplete[: incomplete.rfind("..") + 2] if ".." in incomplete else ""
        before += "." if incomplete[len(before) :].startswith(".") else ""
        typed = incomplete[len(before) :]
        yield from ((f"{before}{id}", title) for id, title in found if id.startswith(typed))

    return complete


def languages(here: Context) -> list[tuple[str, str]]:
    """The languages that the content is in."""
    from ..app.languages import there
    from ..app.partnership import open_root

    return [(each, "") for each in there(open_root(here))]


statements, statements_or_remove = Completion("statements").offered, Completion("statements-or-remove").offered
rated, rated_more = Completion("rated").offered, Completion("rated-more").offered
principles, content, subjects = (
    Completion("principles").offered,
    Completion("content").offered,
    Completion("subjects").offered,
)
agencies, groups, speakers = (
    Completion("agencies").offered,
    Completion("groups").offered,
    Completion("speakers").offered,
)
everybody, meetings, actions = (
    Completion("everybody").offered,
    Completion("meetings").offered,
    Completion("actions").offered,
)
prompts, horizons, dimensions = (
    Completion("prompts").offered,
    Completion("horizons").offered,
    Completion("dimensions").offered,
)
plans, ratings, sections = Completion("plans").offered, Completion("ratings").offered, Completion("sections").offered
revisions, rules = Completion("revisions").offered, Completion("rules").offered
"""What a shell offers for a parameter, by the names of `offers`."""

Output = Annotated[
    Path | None, declare.option("--output", "-o", metavar="FILE", help="Write to this file instead of the screen.")
]
Today = Annotated[
    str | None, declare.option("--today", metavar="DATE", help="Work as if it were this day (2026-03-12).")
]
DryRun = Annotated[bool, declare.option("--dry-run", help="Show what would change, as a diff, and change nothing.")]
Words = Annotated[str | None, declare.argument(metavar="TEXT", help="In a sentence or more; - reads it from a pipe.")]
Remove = Annotated[bool, declare.option("--remove", help="Take out what stands there.")]
StatementName = Annotated[
    str,
    declare.argument(
        metavar="STATEMENT",
        help="A statement: children-first.culture, 1.culture, or any unambiguous beginning.",
        autocompletion=statements,
    ),
]
StatementOrRemove = Annotated[
    str,
    declare.argument(
        metavar="STATEMENT",
        help="A statement: children-first.culture, 1.culture, or any unambiguous beginning.",
        autocompletion=statements_or_remove,
    ),
]
Principles = Annotated[
    list[str] | None,
    declare.option(
        "--principle",
        metavar="PRINCIPLE",
        help="Only of this principle. May be given more than once.",
        autocompletion=principles,
    ),
]

if TYPE_CHECKING:
    Format: TypeAlias = str
    """The name of a form that every answer takes, where it goes to the screen alone."""
    FileFormat: TypeAlias = str | None
    """The same, where it may go to a file, whose ending says it; of one more: a table, or a fragment of a page."""
    TableFormat: TypeAlias = str | None
    PageFormat: TypeAlias = str | None
    PaperFormat: TypeAlias = str | None
    CalendarFormat: TypeAlias = str | None
else:
    Format = Annotated[Literal[ANY], declare.option("--format", help="How to print it.")]

    def _by_ending(*more):
        told = "What to make; if left out, the ending of the file says it, else text."
        return Annotated[Literal[(*ANY, *more)] | None, declare.option("--format", help=told)]

    FileFormat, TableFormat, PageFormat = _by_ending(), _by_ending(*TABLES), _by_ending("html")
    PaperFormat, CalendarFormat = _by_ending("html", "docx"), _by_ending("ics")

ENDINGS = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".docx": "docx", ".pdf": "pdf"}
"""The format of a file by its ending."""

_FORMS = ENDINGS | {".html": "html", ".htm": "html", ".ics": "ics", ".csv": "csv"}
_FORMS |= {".sarif": "sarif", ".xml": "junit"}

_OF_OTHERS = (".xlsx", ".xls", ".ods", ".doc", ".odt", ".rtf", ".png", ".svg")


def form(format: str | None, output: Path | None, forms: Iterable[str], usual: str = "text") -> str:
    """The form of an answer: the one that was named, else that of the file by its ending, else the usual one.

    Refuses a file whose ending says that it is of a form in which there is none.
    """
    if format:
        return format
    ending = output.suffix.lower() if output else ""
    made = _FORMS.get(ending, usual)
    if made not in forms or ending in _OF_OTHERS:
        known = ", ".join(forms)
        raise ReflectError(
            f"A file that ends in {ending} is none of the forms in which this is made; they are {known}.",
            "Give the file another ending, or say --format.",
            exit_code=2,
        )
    return made


def text(
    typed: str | None,
    option: str,
    ctx: declare.Call | None = None,
    about: Callable[[Context], Iterable[str]] | None = None,
    there: Callable[[Context], str] | None = None,
) -> str:
    """A text as it was typed; `-` reads it from the keyboard or a pipe. Refuses one that is empty or lacking.

    To somebody at a terminal who gave none an editor opens, with what the text is `about` as comments, and with what
    is `there` already to be changed.
    """
    import sys

    if typed is None:
        from . import console

        if ctx is not None and about is not None and console.is_terminal():
            return _written(ctx, option, about, there)
        given = f': {option} "…"' if option.startswith("-") else ""
        raise ReflectError(
            f"The text for {option} is missing.",
            f"Write it in quotes, a sentence or more{given}; a - in its place reads it from a pipe.",
            exit_code=2,
        )
    said = (sys.stdin.read() if sys.stdin is not None else "") if typed.strip() == "-" else typed
    if not said.strip():
        where = " from standard input" if said is not typed else ""
        raise ReflectError(
            f"The text for {option} is empty{where}.", "Say it in a sentence or more; nothing was changed.", exit_code=2
        )
    return said


_TO_COME = "To be written."
"""Stands for a text that is still to be asked for."""


def with_text(
    here: Context,
    do: Callable[[Context, str], str],
    typed: str | None,
    option: str,
    ctx: declare.Call | None = None,
    about: Callable[[Context], Iterable[str]] | None = None,
    there: Callable[[Context], str] | None = None,
    *,
    remove: bool = False,
) -> str:
    """What is done with a text; one that is to be taken out is empty.

    Where the text is still to be asked for, it is tried first what is done: what else is wrong is said before.
    """
    if remove and typed is not None:
        raise ReflectError("--remove takes a text out, and one is given.", "Leave out one of them.", exit_code=2)
    if remove:
        return do(here, "")
    if typed is None or typed.strip() == "-":
        do(here._replace(trying=True, note=silent), _TO_COME)
    return do(here, text(typed, option, ctx, about, there))


_CUT = "# ------------------------ >8 ------------------------"
"""What stands below this line in an editor is no part of the text, as git has it."""

_ASKED = """Write the text for {option} above this line, in Markdown.
What stands below it is left out; an empty text ends the command, and nothing is changed.
"""


def editor(here: Context) -> str:
    """The user's own editor, as git has it; empty where none is named."""
    is_dumb = here.environ.get("TERM", "dumb") == "dumb"
    named = ("" if is_dumb else here.environ.get("VISUAL", "")) or here.environ.get("EDITOR", "")
    return named if named.strip() else ""


def _written(
    ctx: declare.Call,
    option: str,
    about: Callable[[Context], Iterable[str]],
    there: Callable[[Context], str] | None = None,
) -> str:
    """A text written in an editor. What becomes of the command, it is not lost."""
    import sys

    from ..render.escape import block
    from ..storage.editor import edit
    from . import console

    here: Context = ctx.obj
    program = editor(here)
    if not program:
        raise ReflectError(
            f"The text for {option} is missing.",
            "Say it in a sentence or more, or name your editor in EDITOR: it opens then.",
            exit_code=2,
        )
    told = block("\n".join((*_ASKED.format(option=option).splitlines(), "", *about(here)))).splitlines()
    comments = [_CUT, *(f"# {line}".rstrip() for line in told)]
    left = edit(program, "\n".join((there(here) if there else "", *comments)) + "\n").replace("\r\n", "\n").splitlines()
    said = left[: left.index(_CUT)] if _CUT in left else [line for line in left if line not in comments]
    words = "\n".join(said).strip("\n")
    if not words.strip():
        raise ReflectError(f"The text for {option} is empty; nothing was changed.", exit_code=2)

    def keep() -> None:
        if sys.exc_info()[1] is not None:
            console.say(f"What was written for {option}, so that it is not lost:\n{words}")

    ctx.call_on_close(keep)
    return words
