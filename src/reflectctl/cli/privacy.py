"""Nothing personal in: `privacy`."""

from pathlib import Path
from typing import Annotated, Literal

from . import declare

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def privacy(
    ctx: declare.Call,
    paths: Annotated[
        list[Path] | None,
        declare.argument(
            metavar="[PATHS]...", help="Look at these files and folders only; with --history, at these revisions."
        ),
    ] = None,
    staged: Annotated[bool, declare.option("--staged", help="Look at what is about to be committed.")] = False,
    history: Annotated[
        bool, declare.option("--history", help="Look at every version of every file and at messages of commits.")
    ] = False,
    every: Annotated[bool, declare.option("--all", help="With --history: of every branch and tag.")] = False,
    files: Annotated[bool, declare.option("--files", help="PATHS are any files, such as reports.")] = False,
    format: Annotated[
        Literal["text", "lines", "json", "github", "gitlab", "sarif", "junit", "azure"],
        declare.option("--format", help="How to print what is found."),
    ] = "text",
    fail_on: Annotated[
        Literal["warning", "info", "never"],
        declare.option("--fail-on", help="The lightest severity that makes the exit code 1 (info)."),
    ] = "info",
    how_to_remove: Annotated[
        bool, declare.option("--how-to-remove", help="Say how personal data is taken out of history.")
    ] = False,
    may_stand: Annotated[
        str | None,
        declare.option(
            "--may-stand", metavar="FILE:LINE", help="Enter what is found there in partnership.yaml, as what may stand."
        ),
    ] = None,
    because: Annotated[str, declare.option("--because", help="With --may-stand: the reason.")] = "",
    remove: Annotated[
        bool, declare.option("--remove", help="With --may-stand: take out what says there that it may stand.")
    ] = False,
    dry_run: Annotated[
        bool, declare.option("--dry-run", help="With --may-stand: show what would be written, and write nothing.")
    ] = False,
) -> None:
    """Look for personal data.

    Numbers of the NHS, of pupils and of National Insurance, dates of birth, ages, references, addresses, names beside a
    child, small numbers of children and the like. A finding says where and of which kind, and never what was found.
    Nothing leaves this computer. Exit code 0 when nothing is found, 1 when something is.
    """
    from ..app.privacy import HOW_TO_REMOVE, Asked
    from ..app.privacy import privacy as look
    from ..errors import ReflectError
    from ..render.findings import formats
    from . import console, options

    if how_to_remove:
        console.answer(ctx.obj, HOW_TO_REMOVE)
        return
    here = options.here(ctx)
    if may_stand is not None:
        import secrets

        from ..app.may_stand import may_stand as enter
        from ..app.may_stand import stands_no_longer

        if remove:
            if because:
                raise ReflectError("A reason is not needed to take it out.", "Leave out --because.", exit_code=2)
            console.show(stands_no_longer(here, may_stand, dry_run=dry_run))
            return
        if not because.strip():
            raise ReflectError("Nothing says why it may stand.", "Give the reason: --because TEXT.", exit_code=2)
        salt = " ".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        console.show(enter(here, may_stand, because.strip(), salt, dry_run=dry_run))
        return
    if remove:
        raise ReflectError(
            "Nothing says what to take out.", "Name a place: --may-stand FILE:LINE --remove.", exit_code=2
        )
    if staged + (history or every) + files > 1 or (files and not paths) or (staged and paths):
        raise ReflectError(
            "Choose one: --staged, --history or --files, which needs the files.",
            "Write `reflectctl privacy --files REPORT`.",
            exit_code=2,
        )
    named = tuple(paths or ())
    past = tuple(map(str, named)) if history or every else None
    own = () if past is not None or files else named
    checked = look(here, Asked(own, staged, past, every, named if files else (), fail_on))
    console.answer(here, formats.render(format, checked, style=here.style, width=here.findings_width))
    raise declare.Leave(1 if checked.failed else 0)
