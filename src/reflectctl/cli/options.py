"""The options that several commands share, and what a shell completes for them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer


def _ids(give: Callable[..., list[tuple[str, str]]]) -> Callable[[str], Iterator[tuple[str, str]]]:
    """A completion that offers the ids which a partnership has; nothing where there is none."""

    def complete(incomplete: str) -> Iterator[tuple[str, str]]:
        from .session import open_partnership

        try:
            _, loaded = open_partnership(None)
        except Exception:
            # A shell that asks for completions has no place for an error.
            return
        yield from ((id, title) for id, title in give(loaded.partnership) if id.startswith(incomplete))

    return complete


def _languages(incomplete: str) -> list[str]:
    """The languages that the content is in, for shells that complete."""
    from .languages import there
    from .session import open_root

    try:
        return [each for each in there(open_root(None)) if each.startswith(incomplete)]
    except Exception:
        # A shell that asks for completions has no place for an error.
        return []


statements = _ids(lambda partnership: [(each.id, each.text[:60]) for each in partnership.instrument.statements])
principles = _ids(lambda partnership: [(each.id, each.title) for each in partnership.instrument.principles])
agencies = _ids(lambda partnership: [(each.id, each.name) for each in partnership.agencies])
meetings = _ids(lambda partnership: [(each.id, each.title) for each in partnership.meetings])
actions = _ids(lambda partnership: [(each.id, each.action[:60]) for each in partnership.actions])
prompts = _ids(lambda partnership: [(each.id, each.title) for each in partnership.instrument.prompts])
horizons = _ids(lambda partnership: [(each.id, each.title) for each in partnership.instrument.horizons])
dimensions = _ids(lambda partnership: [(each.id, each.title) for each in partnership.instrument.dimensions])
ratings = _ids(
    lambda partnership: [
        *((each.id, each.meaning[:60]) for each in partnership.instrument.scale),
        ("not-yet-rated", "Empty the rating"),
    ]
)

Root = Annotated[
    Path | None,
    typer.Option("--root", "-C", metavar="DIR", help="Work in the partnership around this folder."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the screen.")
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        help="Show the content in this language, such as cy; else in that of REFLECTCTL_LANG, of partnership.yaml, or "
        "of the pack.",
        autocompletion=_languages,
    ),
]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Work as if it were this day (2026-03-12).")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, as a diff, and change nothing.")]
StatementName = Annotated[
    str,
    typer.Argument(
        metavar="STATEMENT",
        help="A statement: children-first.culture, 1.culture, or any unambiguous beginning.",
        autocompletion=statements,
    ),
]
RatingName = Annotated[
    str,
    typer.Argument(metavar="RATING", help="A point of the scale, or not-yet-rated.", autocompletion=ratings),
]
