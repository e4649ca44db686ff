"""The example: `demo`."""

from pathlib import Path
from typing import Annotated

from . import declare


def demo(
    ctx: declare.Call,
    folder: Annotated[Path, declare.argument(metavar="[DIR]", help="Where; a folder that is new or empty.")] = Path(
        "demo"
    ),
) -> None:
    """Build an example to look at.

    A partnership with over a year of history, checked, and its report written. Wessbury is made up. The commits are
    the same on every machine.
    """
    from ..app.demo import demo
    from . import console, options

    console.show(demo(options.here(ctx), folder))
