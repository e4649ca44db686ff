"""The list of the rules: `rules`."""

from typing import Annotated

from . import declare
from .options import FileFormat, Output


def rules(
    ctx: declare.Call,
    format: FileFormat = None,
    pages: Annotated[bool, declare.option("--pages", help="Print the page of every rule.")] = False,
    output: Output = None,
) -> None:
    """List the rules that validate checks, each at its level.

    In a partnership, at the levels which partnership.yaml chooses under `settings.rules`.
    """
    from ..app.rules import FORMATS, rules
    from . import console, options

    here = options.here(ctx, output=output)
    console.answer(here, FORMATS[options.form(format, output, FORMATS)](rules(here, pages=pages), here), output)
