"""The manual of the rules: `rules`, `explain`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .options import Output, Root

if TYPE_CHECKING:
    from ..rules.catalogue import Rule

Format = Annotated[Literal["text", "markdown", "json"], typer.Option("--format", help="How to print it.")]


def rules(
    format: Format = "text",
    pages: Annotated[bool, typer.Option("--pages", help="Print the page of every rule.")] = False,
    output: Output = None,
    root: Root = None,
) -> None:
    """List the rules that validate checks, each at its level.

    In a partnership, at the levels which partnership.yaml chooses under `settings.rules`.
    """
    from ..render import rules as rulebook
    from ..rules import catalogue
    from . import console

    listed, chosen = catalogue.rules(), _levels(root)
    if format == "markdown":
        console.show((rulebook.manual if pages else rulebook.table)(listed, chosen), output)
    else:
        console.show(_told(listed, chosen, format, pages=pages), output)


def _rule_ids(incomplete: str) -> list[tuple[str, str]]:
    from ..rules import catalogue

    return [(rule.id, rule.summary) for rule in catalogue.rules() if rule.id.startswith(incomplete)]


def explain(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="A rule's id, as validate prints it.", autocompletion=_rule_ids)
    ],
    format: Format = "text",
    output: Output = None,
    root: Root = None,
) -> None:
    """Print a rule's page: what, why, and what to do."""
    from ..analysis.lookup import one
    from ..render import rules as rulebook
    from ..rules import catalogue
    from . import console

    known = {each.id: each for each in catalogue.rules()}
    found = known[one(rule, known, "rule", "`reflectctl rules`")]
    chosen = _levels(root)
    if format == "markdown":
        console.show(rulebook.page(found, chosen), output)
    else:
        console.show(_told([found], chosen, format, pages=True), output)


def _told(rules: Sequence["Rule"], chosen: Mapping[str, str], format: str, *, pages: bool) -> str:
    from . import console

    if format == "json":
        from ..render import json as data

        return data.rules(rules, chosen)
    from ..render import terminal

    return (terminal.rule_pages if pages else terminal.rules)(
        rules, chosen, width=console.width(), style=console.style()
    )


def _levels(root: Path | None) -> Mapping[str, str]:
    """The levels that the partnership around a folder has chosen; none where there is no partnership."""
    from ..errors import ReflectError
    from ..loading.files import PARTNERSHIP
    from ..loading.load import load
    from ..storage.disk import WorkTree
    from . import console, session, where

    try:
        top = session.open_root(root)
    except ReflectError:
        if root is not None or where.default_root != ".":
            raise
        return {}
    loaded = load(WorkTree(top), paths=[PARTNERSHIP])
    if PARTNERSHIP in loaded.unreadable:
        console.say(f"{PARTNERSHIP} cannot be read, so these are the levels that rules have by themselves.")
    return loaded.partnership.levels
