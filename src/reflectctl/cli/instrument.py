"""The instrument and the formats: `content show`, `schema`."""

from typing import Annotated

import typer

from .options import Output, Root, principles

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def content() -> None:
    """The instrument: the statements that are rated, and all that goes with them."""


@app.command()
def show(
    principle: Annotated[
        str | None,
        typer.Argument(
            metavar="[PRINCIPLE]", help="One principle, with its statements and voice.", autocompletion=principles
        ),
    ] = None,
    output: Output = None,
    root: Root = None,
) -> None:
    """Show the partnership's own copy of the instrument; outside a partnership, the one that is shipped."""
    from ..analysis import names
    from ..render import text
    from . import console, shipped

    instrument = shipped.instrument(root)
    if principle is None:
        shown = text.content(instrument, width=console.width(), style=console.style())
    else:
        found = names.principle(principle, instrument)
        shown = text.content_principle(found, instrument, width=console.width(), style=console.style())
    console.show(shown, output)


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
