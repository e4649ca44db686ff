"""The instrument and the formats: `content` and `schema`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from .options import DryRun, Lang, Output, Root, Today, principles, statements

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
    from ..render import content as render
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
    lang: Lang = None,
    format: Annotated[Literal["text", "json"], _FORMAT] = "text",
    output: Output = None,
    root: Root = None,
) -> None:
    """Show the partnership's own copy of the instrument; outside a partnership, the one that is shipped."""
    from ..analysis import lookup
    from ..render import content as render
    from ..render import terminal
    from . import console, languages, packs, shipped

    if pack is not None:
        instrument = packs.opened(pack).instrument
        if lang is not None:
            languages.one([instrument.language], lang)
    else:
        instrument = shipped.instrument(root, lang)
    width, style = console.width(), console.style()
    if name is None:
        told = render.data(instrument) if format == "json" else terminal.content(instrument, width=width, style=style)
    elif "." in name:
        statement = lookup.statement(name, instrument)
        told = (
            render.data(instrument, [statement.id])
            if format == "json"
            else render.statement(statement, instrument, width=width, style=style)
        )
    else:
        principle = lookup.principle(name, instrument)
        told = (
            render.data(instrument, [each.id for each in principle.statements])
            if format == "json"
            else terminal.content_principle(principle, instrument, width=width, style=style)
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
    from ..render.findings import formats
    from . import console, packs

    pack = packs.opened(folder) if folder is not None else packs.own(root)
    checked = packs.checked(pack, against=against, strict=strict)
    console.show(
        formats.render(format, checked) if output else formats.render(format, checked, style=console.style()), output
    )
    raise typer.Exit(1 if checked.failed else 0)


@app.command()
def diff(
    a: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]",
            help="The folder of a content pack, the id of one that is shipped, or a moment of the partnership. "
            "HEAD if left out.",
            show_default=False,
        ),
    ] = None,
    b: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]", help="What to compare with. The content as it is now if left out.", show_default=False
        ),
    ] = None,
    format: Annotated[Literal["text", "json"], _FORMAT] = "text",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 when something differs, or could not be read.")
    ] = False,
    output: Output = None,
    root: Root = None,
) -> None:
    """Show where the words of two content packs differ, word by word.

    Of packs, or of a partnership's content at two moments. Texts are known by what they belong to, so another order of
    keys or another wrapping is no difference. Nothing is printed when nothing differs.
    """
    from ..render import content_diff as render
    from . import console, renewing

    one, two = renewing.sides(root, a, b)
    found, unread = renewing.difference(one, two), renewing.unreadable(one, two)
    rated = renewing.rated(root, one, two)
    labels = (one.label, two.label)
    if format == "json":
        told = render.difference_data(found, one.instrument, two.instrument, labels=labels, rated=rated, unread=unread)
    else:
        told = render.difference(
            found, one.instrument, two.instrument, labels=labels, rated=rated, unread=unread,
            width=console.width(), style=console.style(),
        )  # fmt: skip
    console.show(told, output)
    if not found and not unread:
        console.say(f"No words differ between {one.label} and {two.label}.")
    raise typer.Exit(1 if exit_code and (found or unread) else 0)


@app.command()
def update(
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DIR|PACK",
            help="The newer pack: its folder, or the id of one that is shipped. The shipped one if left out.",
        ),
    ] = None,
    dry_run: DryRun = False,
    root: Root = None,
) -> None:
    """Take what a newer content pack says, where the partnership has not edited it.

    Shows the difference, takes only texts that are still as they came, and says what it left: texts that were edited
    here, and whatever the newer pack no longer has. No rating is changed; those whose words changed are to be re-read.
    """
    from ..render import content_diff as render
    from . import console, renewing, session

    top, made = renewing.update(root, source)
    console.show(
        render.renewal(
            made.refreshed.renewal, made.refreshed.kept, made.before, made.newer, reread=made.reread,
            width=console.width(), style=console.style(),
        )
    )  # fmt: skip
    session.settle(
        top, made.edits, dry_run=dry_run, done=f"The content was updated from {renewing.called(made.newer)}."
    )


@app.command()
def phrases(
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANGUAGE", help="The language to translate into, by its short code, as in cy."),
    ] = None,
    output: Output = None,
    root: Root = None,
) -> None:
    """Print what reports say of their own accord, to be translated: a file to fill in, with what is there already.

    Saved as content/phrases.yaml, it is what reports say. What it leaves empty is said in English.
    """
    from . import phrasing

    phrasing.tell(root, lang, output)


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
    from ..analysis import lookup
    from ..loading.schema import fitted
    from . import console, shipped

    if name is None:
        rows = [(each, resources.schema(each).get("title", "")) for each in resources.schema_names()]
        room = max(len(each) for each, _ in rows) + 2
        console.show("".join(f"{each:<{room}}{title}\n" for each, title in rows), output)
        return
    found = lookup.one(name, resources.schema_names(), "format", "`reflectctl schema`")
    console.show(
        json.dumps(fitted(found, shipped.instrument(root).as_rated), indent=2, ensure_ascii=True) + "\n", output
    )
