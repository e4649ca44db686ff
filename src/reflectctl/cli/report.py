"""A report to put before a board: `report`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from . import declare
from .options import Today, Wanted, completes, principles, revisions, sections, speakers, statements

if TYPE_CHECKING:
    from ..app.context import Context
    from ..app.report_period import Asked
    from ..model.report import Report

WORDS = {"full": "the record: all that there is", "yearly": "of a year, April to March"}
"""What may be said of a report, and what it means."""


def report(
    ctx: declare.Call,
    what: Annotated[
        list[str] | None,
        declare.argument(
            metavar="[full] [yearly]",
            autocompletion=completes(lambda _: [*WORDS.items()]),
            help="The whole record (full), or a paper for a board if left out; of a year, April to March (yearly), "
            "or of all there is. Instead, `report disclosure WORDS…` gives a copy of what is held about WORDS, for a "
            "request.",
            show_default=False,
        ),
    ] = None,
    year: Annotated[
        str | None,
        declare.option("--year", metavar="YEAR", help="The year, as 2026-27; the last that has ended if left out."),
    ] = None,
    edition: Annotated[
        Literal["partner", "public"] | None,
        declare.option(
            "--edition",
            help="What may be published (public), or everything, for those round the table (partner, if left out).",
        ),
    ] = None,
    mark: Annotated[
        bool,
        declare.option(
            "--mark",
            help="With --edition public: a draft in which each text that may point at a person is held back whole.",
        ),
    ] = False,
    against: Annotated[
        list[Path] | None,
        declare.option(
            "--against",
            metavar="EARLIER",
            help="With --edition public: look also at what this edition of earlier tells together with it.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        declare.option(
            "--section",
            metavar="SECTION",
            help="Only this section or chapter; may be given again, in the order that is wanted.",
            autocompletion=sections,
        ),
    ] = None,
    principle: Annotated[
        list[str] | None,
        declare.option(
            "--principle",
            metavar="PRINCIPLE",
            help="Only about this principle; may be given again.",
            autocompletion=principles,
        ),
    ] = None,
    statement: Annotated[
        list[str] | None,
        declare.option(
            "--statement", metavar="STATEMENT", help="With disclosure: about this one.", autocompletion=statements
        ),
    ] = None,
    agency: Annotated[
        list[str] | None,
        declare.option(
            "--agency", metavar="AGENCY", help="With disclosure: of this agency or group.", autocompletion=speakers
        ),
    ] = None,
    whole: Annotated[
        bool, declare.option("--whole", help="With disclosure: also what may point at a person, for whoever decides.")
    ] = False,
    since: Annotated[
        str | None,
        declare.option(
            "--since",
            metavar="REV",
            help="Tell what moved since this commit, branch, tag, date or review point; the latest review point if "
            "left out.",
            autocompletion=revisions,
        ),
    ] = None,
    until: Annotated[
        str | None,
        declare.option("--until", metavar="DATE", help="As of this day: from the last commit of it or before."),
    ] = None,
    at: Annotated[
        str | None,
        declare.option(
            "--at",
            metavar="REV",
            help="As of this commit, branch, tag, date or review point.",
            autocompletion=revisions,
        ),
    ] = None,
    format: Annotated[
        Literal["html", "markdown", "json", "docx", "pdf"] | None,
        declare.option("--format", help="What to make; if left out, the ending of the file says it, else HTML."),
    ] = None,
    output: Annotated[
        list[str] | None,
        declare.option(
            "--output",
            "-o",
            metavar="[FORMAT=]FILE",
            help="Write to this file instead of the screen; may be given again (html=a.html).",
        ),
    ] = None,
    open_: Annotated[bool, declare.option("--open", help="Show the HTML report in the browser.")] = False,
    watch: Annotated[bool, declare.option("--watch", help="Write it again whenever a file changes.")] = False,
    verify: Annotated[
        Path | None,
        declare.option("--verify", metavar="FILE", help="Say whether this report is what the records give."),
    ] = None,
    today: Today = None,
) -> None:
    """Write the report.

    `report` is a paper for a board: a few pages, with what a meeting has to know and to decide. `report full` is the
    record: each principle with its reasons, views and plan. `report yearly` and `report full yearly` are those of a
    year. HTML is one file, with no script and nothing to fetch. report.yaml says how it begins and what stands in it.

    The same files give the same bytes. A report names the commit that it was made from: `--verify` makes it again and
    says whether it is the same (exit code 0), is not (1), or cannot be verified here (3).
    """
    from ..app.report import report as make
    from ..app.report import written
    from ..app.report_period import Asked
    from ..app.verify import verify as look
    from ..errors import ReflectError
    from ..model.report_config import BOARD, FULL, PARTNER, PUBLIC
    from . import console, options

    here = options.here(ctx, today=today)
    chosen = (tuple(section or ()), tuple(principle or ()))
    about = (tuple((what or ())[1:]), tuple(statement or ()), tuple(agency or ()), whole)
    earlier = tuple(against or ())
    words = what or []
    if words[:1] == ["disclosure"]:
        plain = Asked(principles=chosen[1], length=BOARD)
        asked = Asked(False, year, PARTNER, *chosen, since, until, at, BOARD, mark, earlier)
        others = asked != plain or edition or open_ or watch or verify is not None
        _disclose(here, about, chosen[1], _wanted(format, output or (), opened=False), others=bool(others))
        return
    if any(about[1:]):
        raise ReflectError(
            "--statement, --agency and --whole are for `report disclosure`.",
            "Write `reflectctl report disclosure WORDS`.",
            exit_code=2,
        )
    for word in words:
        if word not in WORDS:
            from ..model.suggestions import nearest

            near = nearest(word, (*WORDS, "disclosure"), cutoff=0.6)
            raise ReflectError(
                f"'{word}' is not a word that `reflectctl report` takes there; {', '.join(WORDS)} or disclosure was "
                "expected.",
                f"{f'Did you mean `{near}`? ' if near else ''}See `reflectctl report --help`.",
                exit_code=2,
            )
    if mark and edition != PUBLIC:
        raise ReflectError("--mark goes with --edition public.", "Add --edition public.", exit_code=2)
    length = FULL if "full" in words else BOARD
    asked = Asked("yearly" in words, year, edition or PARTNER, *chosen, since, until, at, length, mark, earlier)
    if verify is not None:
        if asked != Asked() or edition or format or output or open_ or watch or here.language or here.day:
            raise ReflectError(
                "--verify goes by what the report says of how it was made, and other options were given too.",
                "Write `reflectctl report --verify FILE`.",
                exit_code=2,
            )
        code, told = look(here, verify)
        console.show(f"{told}\n")
        raise declare.Leave(code)
    wanted = _wanted(format, output or (), opened=open_)
    if watch:
        _check_watched(asked, wanted, opened=open_)
    if open_:
        wanted = _in_files(wanted)
    unopened = [wanted] if open_ else []

    def tell() -> None:
        made = make(here, asked)
        for name, path in wanted:
            console.answer(here, written(here, made, name), path)
        _note_day(here, asked, made)
        _note_before_publishing(here, made)
        if unopened:
            _open(unopened.pop())

    if watch:
        console.watch(tell, here)
    tell()


_About = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]


def _disclose(here: "Context", about: _About, principles: tuple[str, ...], wanted: Wanted, *, others: bool) -> None:
    """Write a copy of what is held about something."""
    from ..app.disclosure import Asked, disclosure, rendered
    from ..errors import ReflectError
    from . import console

    if others:
        raise ReflectError(
            "A disclosure is of everything that is held, and other options were given.",
            "It takes WORDS, --principle, --statement, --agency, --whole, --format and --output.",
            exit_code=2,
        )
    words, statement, agency, whole = about
    told = disclosure(here, Asked(words, principles, statement, agency, whole))
    for name, path in wanted:
        console.show(rendered(told, name), path)
    n = (len(told.now), len(told.earlier), len(told.left_out))
    here.note("Pieces that stand: {}; that stood: {}; left out: {}.".format(*n))
    if told.unread or told.untold:
        some = f"{len(told.unread)} could not be read: {', '.join(told.unread[:3])}. " if told.unread else ""
        here.note(f"Not everything could be looked through. {some}{told.untold}".rstrip())
    here.note("Read it before it is given: a program cannot know everything that points at a person.")


def _wanted(format: str | None, typed: Sequence[str], *, opened: bool) -> Wanted:
    """What is to be written where. What is to be `opened` is HTML."""
    from ..errors import ReflectError
    from ..render.seal import FORMATS, HTML
    from .options import outputs

    found = outputs(format or "", typed, FORMATS, "--output html=a.html --output markdown=a.md")
    wanted = [(name or _by_ending(path), path) for name, path in found]
    if opened and not any(name == HTML for name, _ in wanted):
        raise ReflectError(
            "--open shows the HTML report, and none is to be made.",
            "Add --output html=FILE, or leave out --format.",
            exit_code=2,
        )
    return wanted


def _by_ending(path: Path | None) -> str:
    """HTML by any other ending, but for those of forms in which there is no report."""
    from ..render.seal import FORMATS
    from .options import form

    return form(None, path, FORMATS, "html")


def _in_files(wanted: Wanted) -> Wanted:
    """The same, with HTML that was to be printed in a new file instead, which nobody else on this computer can read."""
    from tempfile import mkdtemp

    from ..render.seal import HTML

    private = [(Path(mkdtemp(prefix="reflectctl-"), "report.html")) for each in wanted if each == (HTML, None)]
    return [(name, private[0] if (name, path) == (HTML, None) else path) for name, path in wanted]


def _check_watched(asked: "Asked", wanted: Wanted, *, opened: bool) -> None:
    """Refuse to watch what does not change, and to print it over and over."""
    from ..errors import ReflectError

    if asked.at is not None or asked.until is not None or asked.yearly:
        raise ReflectError(
            "--watch goes by the files as they are now, and the report is to be of a commit.",
            "Leave out --at, --until and `yearly`.",
            exit_code=2,
        )
    if any(path is None for name, path in wanted if not (opened and name == "html")):
        raise ReflectError("--watch writes a report again and again.", "Name its file with --output.", exit_code=2)


def _note_day(here: "Context", asked: "Asked", report: "Report") -> None:
    """Say of which day a report is, where nobody named one and it is not today."""
    recipe, chosen = report.recipe, here.day or asked.at or asked.until
    ended = recipe.until is not None and recipe.until <= recipe.day
    if chosen or ended or report.provenance.uncommitted or recipe.day == here.today():
        return
    from ..tell import prose

    here.note(f"As of {prose.day(recipe.day)}, the day of the last commit; --today takes another day.")


def _note_before_publishing(here: "Context", report: "Report") -> None:
    """Say what whoever publishes a report should know."""
    from ..model.report_config import PUBLIC
    from ..tell.prose import count

    if report.recipe.edition != PUBLIC:
        return
    if report.held_back:
        texts = count(report.held_back, "place")
        here.note(f"This is a draft, not for publication: {texts} that may point at a person are held back in it.")
    else:
        here.note("Read it once before you publish it: a program cannot know everything that points at a person.")


def _open(wanted: Wanted) -> None:
    """Show the HTML report in the browser that the person has chosen; where there is none, say where the report is."""
    import webbrowser

    from ..render.seal import HTML
    from . import console

    path = next(path for format, path in wanted if format == HTML and path is not None)
    try:
        shown = webbrowser.open(path.resolve().as_uri())
    except (webbrowser.Error, OSError, ValueError):
        shown = False
    if not shown:
        console.say(f"No browser could be opened here; open {path} in one.")
