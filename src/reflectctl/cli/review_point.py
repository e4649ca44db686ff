"""Moments that a partnership comes back to: `review-point`."""

from typing import Annotated

from . import declare
from .options import FileFormat, Output, revisions


def review_point(
    ctx: declare.Call,
    name: Annotated[
        str | None,
        declare.argument(
            metavar="[NAME]",
            help="What to call it, in one word such as spring-review; the list of them if left out.",
            show_default=False,
        ),
    ] = None,
    message: Annotated[
        str | None,
        declare.option("--message", "-m", metavar="TEXT", help="What it is; how much was rated then, if left out."),
    ] = None,
    at: Annotated[
        str | None,
        declare.option(
            "--at",
            metavar="REV",
            help="Which commit; the one that is checked out, if left out.",
            autocompletion=revisions,
        ),
    ] = None,
    list_: Annotated[bool, declare.option("--list", help="List the review points.")] = False,
    format: FileFormat = None,
    dry_run: Annotated[bool, declare.option("--dry-run", help="Say what would be made, and make nothing.")] = False,
    output: Output = None,
) -> None:
    """Name a moment, or list those that have a name.

    `diff`, `report` and `validate --since` take the name as they take a date. It is an annotated tag in git, made only
    where the records are sound and committed. Nothing else is written.
    """
    from ..app.review_point import FORMATS, listed, make
    from ..errors import ReflectError
    from . import console, options

    here = options.here(ctx, output=output)
    if name is not None and not list_:
        return make(here, name, message=message, at=at, dry_run=dry_run)
    if name is not None or message is not None or at is not None or dry_run:
        raise ReflectError(
            "A review point is to be made and the list of them to be shown.",
            "Give its name to make one; give nothing but --format and --output for the list.",
            exit_code=2,
        )
    return console.answer(here, FORMATS[options.form(format, output, FORMATS)](listed(here), here), output)
