"""The instrument: `content`."""

from pathlib import Path
from typing import Annotated, Literal

from . import declare
from .options import DryRun, Format, Output, Today, revisions
from .options import content as names

app = declare.Group()


@app.command("list")
def list_(ctx: declare.Call, format: Format = "text", output: Output = None) -> None:
    """List the content packs: the partnership's own, and those that are shipped."""
    from ..app.content import CHOICES
    from ..app.packs import choices
    from . import console, options

    here = options.here(ctx, output=output)
    console.answer(here, CHOICES[format](choices(here), here), output)


@app.command()
def show(
    ctx: declare.Call,
    name: Annotated[
        str | None,
        declare.argument(
            metavar="[PRINCIPLE|STATEMENT]",
            help="One principle, with its statements and voice; or one statement, with its prompts.",
            autocompletion=names,
        ),
    ] = None,
    pack: Annotated[
        str | None,
        declare.option("--pack", metavar="DIR|PACK", help="Of this pack: a folder, or the id of one that is shipped."),
    ] = None,
    format: Format = "text",
    output: Output = None,
) -> None:
    """Show the partnership's own copy of the instrument; outside a partnership, the one that is shipped."""
    from ..app import content
    from . import console, options

    here = options.here(ctx, output=output)
    console.answer(here, content.FORMATS[format](content.show(here, name, pack), here), output)


@app.command()
def check(
    ctx: declare.Call,
    folder: Annotated[
        str | None,
        declare.argument(
            metavar="[DIR|PACK]", help="The folder of a content pack; the partnership's own content if left out."
        ),
    ] = None,
    against: Annotated[
        str | None,
        declare.option(
            "--against",
            metavar="DIR|PACK",
            help="Find ids that are not the same in this pack too: a folder, or the id of one that is shipped.",
        ),
    ] = None,
    format: Annotated[
        Literal["text", "lines", "json"], declare.option("--format", help="How to print what is found.")
    ] = "text",
    strict: Annotated[bool, declare.option("--strict", help="Fail on warnings too.")] = False,
    output: Output = None,
) -> None:
    """Check a content pack: its form, its ids, and whether anything is left out.

    What is found is what `validate` would find in a partnership that uses it. With --against, a pack whose ids are all
    those of another can take its place: a translation, or another wording. Exit code 1 when there are errors.
    """
    from ..app import packs
    from ..render.findings import formats
    from . import console, options

    here = options.here(ctx, output=output)
    pack = packs.opened(here, folder) if folder is not None else packs.own(here)
    checked = packs.checked(here, pack, against=against, strict=strict)
    console.answer(here, formats.render(format, checked, style=here.style, width=here.findings_width), output)
    raise declare.Leave(1 if checked.failed else 0)


@app.command()
def diff(
    ctx: declare.Call,
    a: Annotated[
        str | None,
        declare.argument(
            metavar="[A]",
            help="The folder of a content pack, the id of one that is shipped, or a moment of the partnership. "
            "HEAD if left out.",
            show_default=False,
            autocompletion=revisions,
        ),
    ] = None,
    b: Annotated[
        str | None,
        declare.argument(
            metavar="[B]",
            help="What to compare with. The content as it is now if left out.",
            show_default=False,
            autocompletion=revisions,
        ),
    ] = None,
    format: Format = "text",
    exit_code: Annotated[
        bool, declare.option("--exit-code", help="Leave with 1 when something differs, or could not be read.")
    ] = False,
    output: Output = None,
) -> None:
    """Show where the words of two content packs differ, word by word.

    Of packs, or of a partnership's content at two moments. Texts are known by what they belong to, so another order of
    keys or another wrapping is no difference. Nothing is printed when nothing differs.
    """
    from ..app.content_diff import FORMATS, difference
    from . import console, options

    here = options.here(ctx, output=output)
    answer = difference(here, a, b)
    console.answer(here, FORMATS[format](answer, here), output)
    raise declare.Leave(1 if exit_code and answer.differ else 0)


@app.command()
def update(
    ctx: declare.Call,
    source: Annotated[
        str | None,
        declare.option(
            "--from",
            metavar="DIR|PACK",
            help="The newer pack: its folder, or the id of one that is shipped. The shipped one if left out.",
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Take what a newer content pack says, where the partnership has not edited it.

    Shows the difference, takes only texts that are still as they came, and says what it left: texts that were edited
    here, and whatever the newer pack no longer has. No rating is changed; those whose words changed are to be re-read.
    """
    from ..app.content_update import update
    from . import console, options

    console.show(update(options.here(ctx), source, dry_run=dry_run))


@app.command()
def phrases(
    ctx: declare.Call,
    lang: Annotated[
        str | None,
        declare.option(
            "--lang", metavar="LANGUAGE", help="The language to translate into, by its short code, as in cy."
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Print what reports say of their own accord, to be translated: a file to fill in, with what is there already.

    Saved as content/phrases.yaml, it is what reports say. What it leaves empty is said in English.
    """
    from ..app.phrases import phrases
    from . import console, options

    console.answer(ctx.obj, phrases(options.here(ctx), lang, saved=output is not None), output)


@app.command("import")
def import_(
    ctx: declare.Call,
    file: Annotated[
        Path, declare.argument(metavar="FILE", help="The published document: DOCX, PDF, HTML, Markdown or text.")
    ],
    into: Annotated[
        Path | None,
        declare.option(
            "--into", metavar="DIR", help="Write a pack into this folder, new or a pack's, and not into a partnership."
        ),
    ] = None,
    partial: Annotated[
        bool, declare.option("--partial", help="Take what was found, though not everything was or is certain.")
    ] = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Put the exact wording of the published document into the partnership's own content.

    The document has to be yours; nothing of it comes with this program. Ids stay as they are and no rating changes.
    Whatever is missing, there twice or cut short is listed, and then nothing is written: exit code 1.
    """
    from ..app.content_import import into_folder, into_partnership
    from . import console, options

    here = options.here(ctx, today=today)
    if into is not None:
        console.show(into_folder(here, file, into, partial=partial, dry_run=dry_run))
    else:
        console.show(into_partnership(here, file, partial=partial, dry_run=dry_run))
