"""The instrument and the formats: `content list`, `show`, `check` and `import`, `schema`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from .options import DryRun, Output, Root, Today, principles, statements

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

_FORMAT = typer.Option("--format", help="How to print it.")


@app.callback()
def content() -> None:
    """The instrument: the statements that are rated, and all that goes with them."""


@app.command("list")
def list_(
    format: Annotated[Literal["text", "json"], _FORMAT] = "text", output: Output = None, root: Root = None
) -> None:
    """List the content packs: the partnership's own, and those that are shipped."""
    from ..render import packs as render
    from . import console, packs

    found = packs.choices(root)
    told = (
        render.choices_data(found)
        if format == "json"
        else render.choices(found, width=console.width(), style=console.style())
    )
    console.show(told, output)


def _names(incomplete: str) -> Iterator[tuple[str, str]]:
    yield from principles(incomplete)
    yield from statements(incomplete)


@app.command()
def show(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[PRINCIPLE|STATEMENT]",
            help="One principle, with its statements and voice; or one statement, with its prompts.",
            autocompletion=_names,
        ),
    ] = None,
    pack: Annotated[
        str | None,
        typer.Option("--pack", metavar="DIR|PACK", help="Of this pack: a folder, or the id of one that is shipped."),
    ] = None,
    format: Annotated[Literal["text", "json"], _FORMAT] = "text",
    output: Output = None,
    root: Root = None,
) -> None:
    """Show the partnership's own copy of the instrument; outside a partnership, the one that is shipped."""
    from ..analysis import names
    from ..render import packs as render
    from ..render import text
    from . import console, packs, shipped

    instrument = packs.opened(pack).instrument if pack is not None else shipped.instrument(root)
    width, style = console.width(), console.style()
    if name is None:
        told = render.data(instrument) if format == "json" else text.content(instrument, width=width, style=style)
    elif "." in name:
        statement = names.statement(name, instrument)
        told = (
            render.data(instrument, [statement.id])
            if format == "json"
            else render.statement(statement, instrument, width=width, style=style)
        )
    else:
        principle = names.principle(name, instrument)
        told = (
            render.data(instrument, [each.id for each in principle.statements])
            if format == "json"
            else text.content_principle(principle, instrument, width=width, style=style)
        )
    console.show(told, output)


@app.command()
def check(
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR|PACK]", help="The folder of a content pack; the partnership's own content if left out."
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="DIR|PACK",
            help="Find ids that are not the same in this pack too: a folder, or the id of one that is shipped.",
        ),
    ] = None,
    format: Annotated[
        Literal["text", "lines", "json"], typer.Option("--format", help="How to print what is found.")
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    output: Output = None,
    root: Root = None,
) -> None:
    """Check a content pack: its form, its ids, and whether anything is left out.

    What is found is what `validate` would find in a partnership that uses it. With --against, a pack whose ids are all
    those of another can take its place: a translation, or another wording. Exit code 1 when there are errors.
    """
    from ..render import formats
    from . import console, packs

    pack = packs.opened(folder) if folder is not None else packs.own(root)
    checked = packs.checked(pack, against=against, strict=strict)
    console.show(
        formats.render(format, checked) if output else formats.render(format, checked, style=console.style()), output
    )
    raise typer.Exit(1 if checked.failed else 0)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The published document: text, Markdown, HTML or PDF.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="DIR", help="Write a pack into this folder, new or a pack's, and not into a partnership."
        ),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Take what was found, though not everything was or is certain.")
    ] = False,
    dry_run: DryRun = False,
    today: Today = None,
    root: Root = None,
) -> None:
    """Put the exact wording of the published document into the partnership's own content.

    The document has to be yours; nothing of it comes with this program. Ids stay as they are and no rating changes.
    Whatever is missing, there twice or cut short is listed, and then nothing is written: exit code 1.
    """
    from . import importing

    if into is not None:
        importing.into_folder(file, into, partial=partial, dry_run=dry_run, today=today)
    else:
        importing.into_partnership(file, root, partial=partial, dry_run=dry_run, today=today)


def _schema_names(incomplete: str) -> list[str]:
    from .. import resources

    return [name for name in resources.schema_names() if name.startswith(incomplete)]


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="Which format; a list of them if left out.", autocompletion=_schema_names
        ),
    ] = None,
    output: Output = None,
    root: Root = None,
) -> None:
    """Print the JSON Schema of a format.

    Of a file of the partnership, fitted to its own content, or of a JSON output."""
    import json

    from .. import resources
    from ..analysis import names
    from ..loading.schemas import fitted
    from . import console, shipped

    if name is None:
        rows = [(each, resources.schema(each).get("title", "")) for each in resources.schema_names()]
        console.show("".join(f"{each:<24}{title}\n" for each, title in rows), output)
        return
    found = names.one(name, resources.schema_names(), "format", "`reflectctl schema`")
    console.show(json.dumps(fitted(found, shipped.instrument(root)), indent=2, ensure_ascii=True) + "\n", output)
