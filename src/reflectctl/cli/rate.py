"""Recording agreed ratings: `rate`."""

from typing import Annotated

from ..app.context import Context
from . import declare
from .options import DryRun, Today, meetings, rated, rated_more


def rate(
    ctx: declare.Call,
    statement: Annotated[
        str,
        declare.argument(
            metavar="STATEMENT",
            help="A statement: children-first.culture, 1.culture, or any unambiguous beginning.",
            autocompletion=rated,
        ),
    ],
    rating: Annotated[
        str,
        declare.argument(metavar="RATING", help="A point of the scale, or not-yet-rated.", autocompletion=rated_more),
    ] = "",
    more: Annotated[
        list[str] | None,
        declare.argument(
            metavar="STATEMENT=RATING",
            help="Several at once, for one reason: 1.action=agree 1.culture=neither.",
            autocompletion=rated_more,
        ),
    ] = None,
    because: Annotated[
        str | None,
        declare.option(
            "--because",
            metavar="TEXT",
            help="Why the partnership settled here; - reads it from a pipe; an editor opens without.",
        ),
    ] = None,
    still: Annotated[
        bool,
        declare.option("--still", help="It was agreed again, unchanged; the reason stays where no other is given."),
    ] = False,
    meeting: Annotated[
        str | None, declare.option("--meeting", metavar="MEETING", help="Where it was agreed.", autocompletion=meetings)
    ] = None,
    agreed: Annotated[
        str | None,
        declare.option("--agreed", metavar="DATE", help="When it was agreed; the meeting's date if left out."),
    ] = None,
    earlier: Annotated[
        bool, declare.option("--earlier", help="It was agreed before the rating that stands: write it beside that.")
    ] = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record an agreed rating, and why; or several at once.

    Several are agreed for one reason, and recorded all or none. Without --meeting, the latest meeting that discussed
    the principle is taken, and said. What was agreed before the rating that stands, and is typed in late, is written
    beside it with --earlier; with --earlier and not-yet-rated it is taken out again.
    """
    from ..app import about
    from ..app.rate import Rating, rate, told_apart
    from . import console, options

    pairs = told_apart([each for each in (statement, rating, *(more or ())) if each], still=still)
    here = options.here(ctx, today=today)

    def do(here: Context, said: str) -> str:
        return rate(here, [Rating(*pair, said, meeting, agreed, earlier, still) for pair in pairs], dry_run=dry_run)

    taken_out = earlier and all(each.startswith("not-yet") for _, each in pairs)
    if because is None and (still or taken_out):
        console.show(do(here, ""))
        return
    console.show(options.with_text(here, do, because, "--because", ctx, lambda here: about.reason(here, pairs)))
