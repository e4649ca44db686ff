"""Comparing two moments of a partnership: `diff`."""

from typing import Annotated

from . import declare
from .options import Output, PageFormat, Principles, revisions


def _topics(incomplete: str) -> list[str]:
    """What `--only` may name, for shells that complete."""
    from ..analysis.diff_events import TOPICS

    named, _, last = incomplete.rpartition(",")
    return [f"{named},{each}" if named else each for each in TOPICS if each.startswith(last)]


def diff(
    ctx: declare.Call,
    a: Annotated[
        str | None,
        declare.argument(
            metavar="[A]",
            help="What to compare from: a commit, branch, tag, date, A..B or A...B. HEAD if left out.",
            show_default=False,
            autocompletion=revisions,
        ),
    ] = None,
    b: Annotated[
        str | None,
        declare.argument(
            metavar="[B]",
            help="What to compare with. The files as they are now if left out.",
            show_default=False,
            autocompletion=revisions,
        ),
    ] = None,
    since: Annotated[
        str | None,
        declare.option("--since", metavar="DATE", help="From the last moment before this day, to [B]."),
    ] = None,
    base: Annotated[
        str | None,
        declare.option(
            "--base",
            metavar="REV",
            help="From where HEAD or [B] parted from REV. `auto` takes the target branch of the pull request in CI.",
            autocompletion=revisions,
        ),
    ] = None,
    summary: Annotated[bool, declare.option("--summary", help="Only counts, and a line for each kind.")] = False,
    full: Annotated[bool, declare.option("--full", help="Also what changed in each text, word by word.")] = False,
    everything: Annotated[bool, declare.option("--all", help="Also the statements whose rating did not move.")] = False,
    only: Annotated[
        list[str] | None,
        declare.option(
            "--only",
            metavar="KINDS",
            help="Only these, with commas between: ratings, views, reflections, sources, actions, plans, meetings, "
            "wording, agencies, preliminary, partnership.",
            autocompletion=_topics,
        ),
    ] = None,
    principle: Principles = None,
    format: PageFormat = None,
    exit_code: Annotated[
        bool, declare.option("--exit-code", help="Leave with 1 when something changed, or could not be read.")
    ] = False,
    output: Output = None,
) -> None:
    """Show what moved between two moments, why and when.

    Ratings, reasons, views, key points, plans, actions, meetings and wording, matched by their ids. A moved line, a
    comment or another order is no change. Nothing is printed when nothing changed.

    `diff` compares HEAD with the files as they are now, `diff A` another moment with them, `diff A B` two moments.
    """
    from ..app.diff import FORMATS, Asked, diff
    from . import console, options

    here = options.here(ctx, output=output)
    asked = Asked(a, b, since, base, summary, full, everything, only or (), principle or ())
    answer = diff(here, asked)
    console.answer(here, FORMATS[options.form(format, output, FORMATS)](answer, here), output)
    raise declare.Leave(1 if exit_code and answer.changed else 0)
