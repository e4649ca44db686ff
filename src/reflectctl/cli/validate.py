"""Is it sound: `validate`."""

from pathlib import Path
from typing import Annotated, Literal

from . import declare
from .options import Today, revisions
from .options import rules as rule_ids


def validate(
    ctx: declare.Call,
    paths: Annotated[
        list[Path] | None, declare.argument(metavar="[PATHS]...", help="Report on these files and folders only.")
    ] = None,
    format: Annotated[
        Literal["text", "lines", "json", "github", "gitlab", "sarif", "junit", "azure", "auto"] | None,
        declare.option(
            "--format",
            help="How to print what is found; auto chooses by the CI's own variables. If left out, the ending of the "
            "file says it, else text.",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        declare.option(
            "--output",
            "-o",
            metavar="[FORMAT=]FILE",
            help="Write to this file as well, in a format of its own (sarif=out.sarif); may be given again. "
            "Without FORMAT=, instead of the screen.",
        ),
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"] | None,
        declare.option("--fail-on", help="The lightest severity that makes the exit code 1 (error)."),
    ] = None,
    strict: Annotated[bool, declare.option("--strict", help="Fail on warnings too: --fail-on warning.")] = False,
    rule: Annotated[
        list[str] | None,
        declare.option(
            "--rule", metavar="RULE", help="Report on this rule only; may be given again.", autocompletion=rule_ids
        ),
    ] = None,
    no_rule: Annotated[
        list[str] | None,
        declare.option(
            "--no-rule", metavar="RULE", help="Leave this rule out; may be given again.", autocompletion=rule_ids
        ),
    ] = None,
    since: Annotated[
        str | None,
        declare.option(
            "--since",
            metavar="REV",
            autocompletion=revisions,
            help="Compare with this revision or date too (with where this branch began, if it has gone on since): find "
            "ratings that moved without a new reason, evidence or view, and ids that are gone.",
        ),
    ] = None,
    new: Annotated[
        bool, declare.option("--new", help="With --since: tell only what was not there at that moment.")
    ] = False,
    level: Annotated[
        Literal["error", "warning", "info"],
        declare.option("--level", help="The lightest severity that is told; what fails is told in any case."),
    ] = "info",
    verbose: Annotated[
        bool, declare.option("--verbose", "-v", help="List everything, also beside what fails.")
    ] = False,
    quiet: Annotated[
        bool, declare.option("--quiet", "-q", help="List only what fails; nothing where nothing does.")
    ] = False,
    watch: Annotated[bool, declare.option("--watch", help="Check again whenever a file changes.")] = False,
    today: Today = None,
) -> None:
    """Check every file, and all of them together.

    What fails is told first, each at its line and column; the rest is listed where nothing fails, else counted (-v
    lists it). Exit code 0 when no errors are found (warnings and notes do not fail), 1 when there are some. `reflectctl
    rules` lists what is checked; partnership.yaml sets each rule's level.
    """
    from ..app.context import plain
    from ..app.validate import AUTO, PLACED_IN_REPOSITORY, Asked, rules, threshold
    from ..app.validate import validate as look
    from ..errors import ReflectError
    from ..model.findings import ALL, FAILING, USUAL, Checked
    from ..render.findings import formats
    from . import console, options

    here = options.here(ctx, today=today, paged=not watch)
    only, without = rules(rule or (), no_rule or ())
    fails_at = threshold(fail_on, strict)
    example = "--output sarif=out.sarif --output junit=out.xml"
    wanted = options.outputs(format or "text", output or (), (*formats.FORMATS, AUTO), example)
    if format is None:
        bare = [Path(each) for each in output or ()]
        wanted = [(options.form(None, path, formats.FORMATS) if path in bare else name, path) for name, path in wanted]
    wanted = [(formats.automatic(here.environ) if name == AUTO else name, path) for name, path in wanted]
    placed = any(name in PLACED_IN_REPOSITORY for name, _ in wanted)
    if new and since is None:
        raise ReflectError(
            "--new tells what was not there at an earlier moment, and none is named.",
            "Name it with --since, such as --since main.",
            exit_code=2,
        )
    if verbose and quiet:
        raise ReflectError("--verbose and --quiet ask for more and for less.", "Give one.", exit_code=2)
    listing = ALL if verbose else FAILING if quiet else USUAL
    asked = Asked(tuple(paths or ()), only, without, since, fails_at, placed, listing, level, new)

    def tell() -> Checked:
        checked = look(here, asked)
        for name, path in wanted:
            shown = formats.render(
                name, checked, style=plain if path else here.style, width=0 if path else here.findings_width
            )
            console.answer(here, shown, path)
        return checked

    if watch:
        console.watch(tell, here)
    raise declare.Leave(1 if tell().failed else 0)
