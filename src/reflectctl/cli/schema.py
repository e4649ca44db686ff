"""The formats: `schema`."""

from typing import Annotated

from ..app.context import Context
from . import declare
from .options import Output, completes


def _names(_: Context) -> list[tuple[str, str]]:
    from .. import resources

    return [(name, "") for name in resources.schema_names()]


def schema(
    ctx: declare.Call,
    name: Annotated[
        str | None,
        declare.argument(
            metavar="[NAME]", help="Which format; a list of them if left out.", autocompletion=completes(_names)
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Print the JSON Schema of a format.

    Of a file of the partnership, fitted to its own content, or of a JSON output."""
    from ..app.schema import listed, schema
    from . import console, options

    options.form(None, output, ("json", "text") if name else ("text",))
    console.answer(ctx.obj, listed() if name is None else schema(options.here(ctx), name), output)
