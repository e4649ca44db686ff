"""The page of a rule: `explain`."""

from typing import Annotated

from . import declare
from .options import FileFormat, Output, rules


def explain(
    ctx: declare.Call,
    rule: Annotated[
        str, declare.argument(metavar="RULE", help="A rule's id, as validate prints it.", autocompletion=rules)
    ],
    format: FileFormat = None,
    output: Output = None,
) -> None:
    """Print a rule's page: what, why, and what to do."""
    from ..app.rules import FORMATS, explain
    from . import console, options

    here = options.here(ctx, output=output)
    console.answer(here, FORMATS[options.form(format, output, FORMATS)](explain(here, rule), here), output)
