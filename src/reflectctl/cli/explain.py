"""The page of a rule: `explain`."""

from typing import Annotated

import typer

from .options import Format, Output


def _rule_ids(incomplete: str) -> list[tuple[str, str]]:
    from ..rules import catalogue

    return [(rule.id, rule.summary) for rule in catalogue.rules() if rule.id.startswith(incomplete)]


def explain(
    ctx: typer.Context,
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="A rule's id, as validate prints it.", autocompletion=_rule_ids)
    ],
    format: Format = "text",
    output: Output = None,
) -> None:
    """Print a rule's page: what, why, and what to do."""
    from ..app.rules import FORMATS, explain
    from . import console, options

    here = options.here(ctx, output=output)
    console.answer(here, FORMATS[format](explain(here, rule), here), output)
