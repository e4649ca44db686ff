"""A report to put before a board: `report`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from .options import Lang, Root, Today, principles

if TYPE_CHECKING:
    from ..model.report import Report
    from . import sources

ENDINGS = {".md": "markdown", ".markdown": "markdown", ".json": "json"}
"""The format of a file by its ending; HTML by any other."""


def _sections(incomplete: str) -> Iterator[tuple[str, str]]:
    """What `--section` may name, for shells that complete."""
    from ..model.report_config import KNOWN
    from .session import open_partnership

    yield from ((id, "") for id in KNOWN if id.startswith(incomplete))
    try:
        _, loaded = open_partnership(None)
    except Exception:
        # A shell that asks for completions has no place for an error.
        return
    chapters = loaded.partnership.layout.chapters
    yield from ((chapter.id, chapter.title) for chapter in chapters if chapter.id.startswith(incomplete))


def _points(incomplete: str) -> list[tuple[str, str]]:
    from .points import named

    return named(incomplete)


def report(
    what: Annotated[
        Literal["yearly"] | None,
        typer.Argument(
            metavar="[yearly]",
            help="The report of a year, April to March; of all there is if left out.",
            show_default=False,
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="YEAR", help="The year, as 2026-27; the last that has ended if left out."),
    ] = None,
    edition: Annotated[
        Literal["partner", "public"] | None,
        typer.Option(
            "--edition",
            help="What may be published (public), or everything, for those round the table (partner, if left out).",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="SECTION",
            help="Only this section or chapter; may be given again, in the order that is wanted.",
            autocompletion=_sections,
        ),
    ] = None,
    principle: Annotated[
        list[str] | None,
        typer.Option(
            "--principle",
            metavar="PRINCIPLE",
            help="Only about this principle; may be given again.",
            autocompletion=principles,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="Tell what moved since this commit, branch, tag, date or review point; the latest review point if "
            "left out.",
            autocompletion=_points,
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="As of this day: from the last commit of it or before."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="REV", help="As of this commit, branch, tag, date or review point."),
    ] = None,
    format: Annotated[
        Literal["html", "markdown", "json"] | None,
        typer.Option("--format", help="What to make; if left out, the ending of the file says it, else HTML."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="[FORMAT=]FILE",
            help="Write to this file instead of the screen; may be given again (html=a.html).",
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Show the HTML report in the browser.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Write it again whenever a file changes.")] = False,
    verify: Annotated[
        Path | None,
        typer.Option("--verify", metavar="FILE", help="Say whether this report is what the records give."),
    ] = None,
    lang: Lang = None,
    today: Today = None,
    root: Root = None,
) -> None:
    """Write the report.

    Where the partnership is, what moved, and each principle with its reasons and its plan. HTML is one file, with no
    script and nothing to fetch. `report yearly` is that of a year. report.yaml says how it begins and what stands in
    it.

    The same files give the same bytes. A report names the commit that it was made from: `--verify` makes it again and
    says whether it is the same (exit code 0), is not (1), or cannot be verified here (3).
    """
    from ..model.report_config import PARTNER
    from . import sources

    asked = sources.Asked(
        yearly=what is not None,
        year=year,
        edition=edition or PARTNER,
        sections=tuple(section or ()),
        principles=tuple(principle or ()),
        since=since,
        until=until,
        at=at,
        lang=lang,
        today=today,
    )
    if verify is not None:
        given = asked != sources.Asked() or bool(edition or format or output) or open_ or watch
        raise typer.Exit(_verified(verify, root, alone=not given))
    wanted = _wanted(format, output or (), opened=open_)
    if watch:
        _watch(root, asked, wanted, opened=open_)
    made = sources.report(root, asked)
    if open_:
        wanted = _in_files(wanted)
    _tell(made, wanted)
    if open_:
        _open(wanted)


Wanted = Sequence[tuple[str, Path | None]]
"""Formats, each with the file that it goes to; None is the screen."""


def _wanted(format: str | None, typed: Sequence[str], *, opened: bool) -> Wanted:
    """What is to be written where. What is to be `opened` is HTML."""
    from ..errors import ReflectError
    from ..render.seal import FORMATS, HTML
    from . import checks

    found = checks.outputs(format or "", typed, FORMATS, "--output html=a.html --output markdown=a.md")
    wanted = [(name or _by_ending(path), path) for name, path in found]
    if opened and not any(name == HTML for name, _ in wanted):
        raise ReflectError(
            "--open shows the HTML report, and none is to be made.",
            "Add --output html=FILE, or leave out --format.",
            exit_code=2,
        )
    return wanted


def _by_ending(path: Path | None) -> str:
    return ENDINGS.get(path.suffix.lower(), "html") if path else "html"


def _in_files(wanted: Wanted) -> Wanted:
    """The same, with HTML that was to be printed in a new file instead, which nobody else on this computer can read."""
    from tempfile import mkdtemp

    from ..render.seal import HTML

    private = [(Path(mkdtemp(prefix="reflectctl-"), "report.html")) for each in wanted if each == (HTML, None)]
    return [(name, private[0] if (name, path) == (HTML, None) else path) for name, path in wanted]


def _watch(root: Path | None, asked: "sources.Asked", wanted: Wanted, *, opened: bool) -> NoReturn:
    """Write a report now and whenever a file changes. Refuses what does not change, and to print it over and over."""
    from ..errors import ReflectError
    from . import checks, sources

    if asked.at is not None or asked.until is not None or asked.yearly:
        raise ReflectError(
            "--watch goes by the files as they are now, and the report is to be of a commit.",
            "Leave out --at, --until and `yearly`.",
            exit_code=2,
        )
    if any(path is None for name, path in wanted if not (opened and name == "html")):
        raise ReflectError("--watch writes a report again and again.", "Name its file with --output.", exit_code=2)
    wanted = _in_files(wanted)
    waiting = [_open] if opened else []

    def look_again() -> None:
        _tell(sources.report(root, asked), wanted)
        if waiting:
            waiting.pop()(wanted)

    checks.watch(look_again, root, [path for _, path in wanted if path is not None])


def _tell(report: "Report", wanted: Wanted) -> None:
    """Give the report in every format that is wanted."""
    from ..model.report_config import PUBLIC
    from . import console, sources

    for format, path in wanted:
        console.show(sources.rendered(report, format), path)
    if report.recipe.edition == PUBLIC:
        console.say(_before_publishing(report))


def _before_publishing(report: "Report") -> str:
    """What whoever publishes a report should know."""
    from ..tell.prose import count

    n = report.coarsened
    told = f"In {count(n, 'place')} a small number of people or an age is told in other words than the records have. "
    read = "Read it once before you publish it: a program cannot know everything that points at a person."
    return told + read if n else read


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


def _verified(file: Path, root: Path | None, *, alone: bool) -> int:
    from ..errors import ReflectError
    from . import console, verifying

    if not alone:
        raise ReflectError(
            "--verify goes by what the report says of how it was made, and other options were given too.",
            "Write `reflectctl report --verify FILE`.",
            exit_code=2,
        )
    code, words = verifying.verdict(file, root)
    console.show(f"{words}\n")
    return code
