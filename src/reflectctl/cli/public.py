"""What may be published: `public list|answer`."""

from pathlib import Path
from typing import Annotated, Literal

from ..app.context import Context
from . import declare
from .options import DryRun, Output, Today

app = declare.Group()

Against = Annotated[
    list[Path] | None,
    declare.option(
        "--against",
        metavar="EARLIER",
        help="Look also at what a public edition of earlier tells together with it; may be given again.",
    ),
]


@app.command("list")
def list_(
    ctx: declare.Call,
    against: Against = None,
    format: Annotated[
        Literal["text", "lines", "json", "github", "gitlab", "sarif", "junit", "azure"] | None,
        declare.option("--format", help="How to print it; if left out, the ending of the file says it, else text."),
    ] = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """List what may point at a person and nobody has decided on.

    Each place with its file, its line, its kind and how a draft reads there; never what stands there. Exit code 0 when
    there is none, 1 when there is.
    """
    from ..app.public import listed
    from ..render.findings import formats
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    form = options.form(format, output, ("text", "lines", "json"))
    checked = listed(here, against or ())
    console.show(formats.render(form, checked, style=here.style, width=here.findings_width), output)
    raise declare.Leave(1 if checked.failed else 0)


@app.command()
def answer(
    ctx: declare.Call,
    place: Annotated[str, declare.argument(metavar="FILE:LINE", help="Where the text stands, as `public list` says.")],
    say: Annotated[
        str | None, declare.option("--say", metavar="TEXT", help="What the public edition says instead; - reads it.")
    ] = None,
    hold_back: Annotated[bool, declare.option("--hold-back", help="The public edition says nothing there.")] = False,
    may_stand: Annotated[
        str | None,
        declare.option("--may-stand", metavar="REASON", help="It may be published as it is; why is not published."),
    ] = None,
    again: Annotated[bool, declare.option("--open-again", help="Take out what was decided before.")] = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Decide what a public edition says of a text that may point at a person."""
    from ..app.public import Answer
    from ..app.public import answer as decide
    from ..errors import ReflectError
    from . import console, options

    if (say is not None) + hold_back + (may_stand is not None) + again != 1:
        raise ReflectError(
            "One thing has to be decided.",
            "Give one of --say TEXT, --hold-back, --may-stand REASON and --open-again.",
            exit_code=2,
        )

    def put(here: Context, said: str) -> str:
        return decide(here, place, Answer(say=said), dry_run=dry_run)

    def let_stand(here: Context, said: str) -> str:
        return decide(here, place, Answer(may_stand=said), dry_run=dry_run)

    here = options.here(ctx, today=today)
    if say is not None:
        console.show(options.with_text(here, put, say, "--say"))
    elif may_stand is not None:
        console.show(options.with_text(here, let_stand, may_stand, "--may-stand"))
    else:
        console.show(decide(here, place, Answer(hold_back=hold_back), dry_run=dry_run))
