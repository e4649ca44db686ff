"""What a meeting came to, written on one sheet: `record`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ..errors import ReflectError
from . import declare
from .meeting import Meeting
from .options import DryRun, Format, Today
from .proposals import Yes

if TYPE_CHECKING:
    from ..app.context import Context
    from ..app.record import Sheet


def record(
    ctx: declare.Call,
    meeting: Meeting,
    source: Annotated[
        Path | None,
        declare.option("--from", metavar="FILE", help="Read a sheet that was filled in elsewhere, or a worksheet."),
    ] = None,
    sheet: Annotated[
        Path | None,
        declare.option("--sheet", metavar="FILE", help="Write the empty sheet to this new file, and no more."),
    ] = None,
    anew: Annotated[
        bool, declare.option("--anew", help="Begin with an empty sheet, whatever was typed before.")
    ] = False,
    yes: Yes = False,
    format: Format = "text",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record what a meeting came to, on one sheet in your editor.

    Attendance, ratings, reasons, views, key points and actions are checked, shown beside what stands, and written as
    one edit once you say yes. What was typed is kept until then: `record` again goes on from it."""
    from ..app import record as app
    from . import options
    from .proposals import settle

    here = options.here(ctx, today=today)
    of = app.sheet_of(here, meeting)
    if source and sheet:
        raise ReflectError("--from reads a sheet, and --sheet writes one.", "Leave out one of them.", exit_code=2)
    if sheet:
        _put(app.empty(here, of), sheet)
        return
    if anew:
        app.forget(of)
    if source:
        settle(here, app.read_file(here, of, source), format=format, output=None, yes=yes, dry_run=dry_run)
        return
    text = _written(here, of)
    try:
        settle(here, app.read(here, of, text, "the sheet"), format=format, output=None, yes=yes, dry_run=dry_run)
    finally:
        _close(here, of, text)


def _put(text: str, path: Path) -> None:
    """Put the empty sheet where nothing is yet: what is there may hold what somebody wrote."""
    from ..storage.output_places import check_place
    from ..storage.snapshots import shown
    from ..storage.write import create_tree
    from . import console

    if str(path) == "-":
        console.show(text)
        return
    if path.suffix.lower() not in ("", ".md", ".markdown", ".txt"):
        raise ReflectError(
            f"{shown(path)} was to be a sheet to type on, which is Markdown: a name that ends in .md was expected.",
            "For a sheet to print or to fill in elsewhere there is `reflectctl worksheet`.",
            exit_code=2,
        )
    check_place(path)
    _, kept = create_tree(path.parent, {path.name: text.encode()})
    if kept:
        raise ReflectError(
            f"{shown(path)} is there already, perhaps filled in, and left as it was.",
            "Name another file, or take away what is there.",
        )
    console.say(f"Written to {path}.")


def _written(here: "Context", of: "Sheet") -> str:
    """The sheet as somebody left it in an editor; whatever becomes of it, what was typed is kept."""
    from ..app import record as app
    from ..storage.editor import edit
    from . import console, options

    editor = options.editor(here)
    if not editor or not console.is_terminal():
        raise ReflectError(
            "Nobody is at a terminal with an editor in which the sheet could be filled in.",
            f"`reflectctl record {of.meeting.id} --sheet FILE` writes it, and --from FILE reads it.",
            exit_code=2,
        )
    before = app.kept(of)
    if before:
        here.note("This goes on from what was typed before; --anew begins with an empty sheet.")

    def left(raw: bytes) -> None:
        if raw != begun.encode() and not app.keep(of, raw):
            console.say(f"What was typed, so that it is not lost:\n{raw.decode('utf-8', 'replace')}")

    begun = before or app.empty(here, of)
    return edit(editor, begun, left)


def _close(here: "Context", of: "Sheet", text: str) -> None:
    """Keep what was typed no longer, once all of it is recorded; else say that it is kept."""
    from ..app import proposal
    from ..app import record as app
    from ..app.context import silent

    found = app.read(here, app.sheet_of(here, of.meeting.id), text, "")
    again = proposal.consider(here._replace(note=silent), found)
    if not again.is_new and not again.considered.doubts:
        app.forget(of)
    elif app.kept(of):
        here.note(f"What was typed is kept: `reflectctl record {of.meeting.id}` goes on from it.")
