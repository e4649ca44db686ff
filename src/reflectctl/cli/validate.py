"""Is it sound: `validate`, `rules`, `explain`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from .options import Output, Root

Format = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print what is found.")]


def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATHS]...", help="Report on these files and folders only.")
    ] = None,
    format: Format = "text",
    output: Output = None,
    root: Root = None,
) -> None:
    """Check every file, and all of them together.

    Everything that is found is told at once, each at its line and column. Exit code 0 when no errors are found
    (warnings are told and do not fail), 1 when there are some.
    """
    from ..rules.catalogue import check
    from . import console, findings
    from .session import open_partnership

    top, loaded = open_partnership(root)
    found, note = findings.chosen(check(loaded), top, paths or [])
    if format == "json":
        from ..render import data

        console.show(data.diagnostics(findings.listed(found)), output)
    else:
        from ..render import text

        summary = findings.summary(found, len(loaded.documents), note)
        console.show(text.diagnostics(findings.listed(found), summary=summary, style=console.style()), output)
    raise typer.Exit(1 if any(each.severity == "error" for each in found) else 0)


def rules(
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print them.")] = "text",
) -> None:
    """List the rules that validate checks."""
    from ..rules import catalogue
    from . import console

    rows = [(rule.id, rule.severity, rule.summary) for rule in catalogue.rules()]
    if format == "json":
        from ..render import data

        console.show(data.rules(rows))
    else:
        from ..render import text

        console.show(text.rules(rows))


def _rule_ids(incomplete: str) -> list[tuple[str, str]]:
    from ..rules import catalogue

    return [(rule.id, rule.summary) for rule in catalogue.rules() if rule.id.startswith(incomplete)]


def explain(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="A rule's id, as validate prints it.", autocompletion=_rule_ids)
    ],
) -> None:
    """Print a rule's page: what, why, and what to do."""
    from ..analysis.names import one
    from ..render import text
    from ..rules import catalogue
    from . import console

    known = {each.id: each for each in catalogue.rules()}
    found = known[one(rule, known, "rule", "`reflectctl rules`")]
    console.show(text.rule_page(found.id, found.severity, found.page))
