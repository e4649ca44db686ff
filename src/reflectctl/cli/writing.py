"""Recording what was agreed: `rate`, `view`, `note`."""

from typing import Annotated

import typer

from .options import DryRun, RatingName, Root, StatementName, Today, agencies, meetings, prompts


def rate(
    statement: StatementName,
    rating: RatingName,
    because: Annotated[
        str, typer.Option("--because", metavar="TEXT", help="Why the partnership settled here, in a sentence or two.")
    ],
    meeting: Annotated[
        str | None, typer.Option("--meeting", metavar="MEETING", help="Where it was agreed.", autocompletion=meetings)
    ] = None,
    agreed: Annotated[
        str | None, typer.Option("--agreed", metavar="DATE", help="When it was agreed; the meeting's date if left out.")
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
    root: Root = None,
) -> None:
    """Record an agreed rating, and why.

    Without --meeting, the latest meeting that discussed the principle is taken, and said.
    """
    from ..analysis import lookup, status
    from ..edits import operations
    from . import session

    top, loaded = session.open_partnership(root)
    partnership = loaded.partnership
    which = lookup.statement(statement, partnership.instrument)
    point = lookup.rating(rating, partnership.instrument)
    day = session.parse_day(agreed, "--agreed")
    now = session.today(today)
    where = (
        lookup.meeting(meeting, partnership)
        if meeting
        else status.meeting_for(which.principle, partnership, day, today=now)
    )
    held = partnership.meeting(where)
    day = day or (held.date if held else now)
    draft = operations.draft(loaded)
    operations.rate(loaded, draft, which, point, because=because, agreed=day, meeting=where)
    at = f", agreed on {day} at {where}" if where and point else f", agreed on {day}" if point else ""
    missing = (
        "" if where or not point else " No meeting is named: record it with `reflectctl meeting new`, then name it."
    )
    done = f"{which.named}: {partnership.instrument.label(point)}{at}.{missing}"
    session.finish(top, draft, dry_run=dry_run, done=done)


def view(
    statement: StatementName,
    rating: Annotated[
        str, typer.Argument(metavar="RATING", help="What the agency thinks; not-yet-rated when it could not say.")
    ],
    agency: Annotated[
        str, typer.Option("--agency", metavar="AGENCY", help="Whose view it is.", autocompletion=agencies)
    ],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why the agency sees it so.")],
    dry_run: DryRun = False,
    root: Root = None,
) -> None:
    """Record what one agency thinks of a statement."""
    from ..analysis import lookup
    from ..edits import operations
    from . import session

    top, loaded = session.open_partnership(root)
    partnership = loaded.partnership
    which, who = lookup.statement(statement, partnership.instrument), lookup.agency(agency, partnership)
    point = lookup.rating(rating, partnership.instrument)
    draft = operations.draft(loaded)
    operations.view(loaded, draft, which, who, point, because=because)
    said = partnership.instrument.label(point) if point else "asked, could not say"
    session.finish(top, draft, dry_run=dry_run, done=f"{which.named}, {partnership.agency_name(who)}: {said}.")


def note(
    statement: StatementName,
    prompt: Annotated[str, typer.Argument(metavar="PROMPT", help="What it belongs under.", autocompletion=prompts)],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="The key point, in Markdown; - reads it from the keyboard or a pipe.")
    ],
    dry_run: DryRun = False,
    root: Root = None,
) -> None:
    """Note a key point under one of the prompts."""
    import sys

    from ..analysis import lookup
    from ..edits import operations
    from . import session

    top, loaded = session.open_partnership(root)
    instrument = loaded.partnership.instrument
    which, under = lookup.statement(statement, instrument), lookup.prompt(prompt, instrument)
    draft = operations.draft(loaded)
    operations.note(loaded, draft, which, under, sys.stdin.read() if text == "-" else text)
    session.finish(top, draft, dry_run=dry_run, done=f"Noted under {which.named}, {under}.")
