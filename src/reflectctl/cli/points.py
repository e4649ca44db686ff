"""Moments that a partnership comes back to: `review-point`."""

import time
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .options import Output, Root

if TYPE_CHECKING:
    from ..loading.load import Loaded
    from ..storage.snapshots import Snapshot
    from . import session


def named(incomplete: str) -> list[tuple[str, str]]:
    """What a shell offers where a review point may be named; nothing where there is no repository."""
    from ..storage.review_points import review_points
    from . import session

    try:
        points = review_points(session.Repository(None).git)
    except Exception:
        # A shell that asks for completions has no place for an error.
        return []
    return [(each.name, each.message[:60]) for each in points if each.name.startswith(incomplete)]


def review_point(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="What to call it, in one word such as spring-review; the list of them if left out.",
            show_default=False,
        ),
    ] = None,
    message: Annotated[
        str | None,
        typer.Option("--message", "-m", metavar="TEXT", help="What it is; how much was rated then, if left out."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="REV", help="Which commit; the one that is checked out, if left out."),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the review points.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print the list.")] = "text",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made, and make nothing.")] = False,
    output: Output = None,
    root: Root = None,
) -> None:
    """Name a moment, or list those that have a name.

    `diff`, `report` and `validate --since` take the name as they take a date. It is an annotated tag in git, made only
    where the records are sound and committed. Nothing else is written.
    """
    from ..errors import ReflectError
    from . import console, session

    repository = session.Repository(root)
    if name is not None and not list_:
        return _make(repository, name, message, at, dry_run=dry_run)
    if name is not None or message is not None or at is not None or dry_run:
        raise ReflectError(
            "A review point is to be made and the list of them to be shown.",
            "Give its name to make one; give nothing but --format and --output for the list.",
            exit_code=2,
        )
    from ..render import review_points as told
    from ..storage.review_points import review_points

    points = review_points(repository.git)
    console.show(told.data(points) if format == "json" else told.text(points), output)
    if format == "text" and not points:
        console.say("There are no review points yet: `reflectctl review-point NAME` makes one.")
    return None


def _make(repository: "session.Repository", name: str, message: str | None, at: str | None, *, dry_run: bool) -> None:
    from ..errors import ReflectError
    from ..loading.load import load
    from ..loading.pair import differ
    from ..storage import review_points as points
    from ..storage.commits import commit
    from ..storage.disk import WorkTree
    from ..storage.revisions import head
    from . import console, session

    points.check_new(repository.git, name)
    if at is None and head(repository.git) is None:
        raise ReflectError(
            "Nothing has been committed yet, so there is no moment to name.", "Commit the files, then ask again."
        )
    snapshot = repository.at(at or "HEAD")
    if at is None and differ(snapshot, WorkTree(repository.root)):
        raise ReflectError(
            "The files are not as they were last committed, and a review point names a commit.",
            "Commit them, then ask again; or name a commit: --at HEAD. `reflectctl diff` shows what changed.",
        )
    loaded = load(snapshot, translations=True)
    # An earlier commit is looked at as of its own day.
    day = session.today(commit(repository.git, snapshot.revision).committed[:10] if at else None)
    _check(repository, loaded, snapshot, day)
    told = _message(message, loaded, day)
    who = points.tagger(repository.git)
    today, now = session.today(None).isoformat(), _now()
    if not dry_run:
        points.make(repository.git, name, snapshot.revision, told, who, now)
    would = "would be made" if dry_run else "was made"
    console.say(f"Review point {name} {would} at {snapshot.revision[:8]}, on {today} by {who[0]}: {told}")
    if not dry_run:
        console.say(f"Others have it once it is pushed: git push origin tag review-points/{name}")


def _check(repository: "session.Repository", loaded: "Loaded", snapshot: "Snapshot", day: date) -> None:
    """Leave with 1, and say why, when there are errors as of a day."""
    from ..render.terminal import finding
    from ..rules.engine import check
    from ..rules.findings import Moment
    from . import console, findings, rewordings

    moment = Moment(day)
    if not repository.git.is_shallow():
        days, stood = rewordings.told(repository, snapshot.revision, loaded.partnership)
        moment = Moment(day, reworded=days, stood=stood)
    found = check(loaded, moment)
    errors = [each for each in found if each.severity == "error"]
    if not errors:
        return
    console.say("".join(map(finding, findings.listed(errors))).rstrip("\n"))
    console.say(findings.summary(found, len(loaded.documents)))
    console.say(f"reflectctl: No review point was made: the records at {snapshot.label} are not sound.")
    raise typer.Exit(1)


def _message(typed: str | None, loaded: "Loaded", day: date) -> str:
    """What the review point is, as it was typed; else how much was rated then."""
    from ..analysis.status import coverage, held
    from ..edits.changeset import clean
    from ..errors import ReflectError
    from ..tell.prose import coverage_sentence

    if typed is None:
        return coverage_sentence(coverage(loaded.partnership, held(loaded.partnership.meetings, today=day)))
    message = clean(typed).strip()
    if not message:
        raise ReflectError("The message says nothing.", "Say what the review point is, or leave out -m.", exit_code=2)
    return message


def _now() -> str:
    """The moment as git writes it: SOURCE_DATE_EPOCH, else the clock's."""
    import os

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return f"{int(epoch)} +0000"
    now = time.time()
    return f"{int(now)} {time.strftime('%z', time.localtime(now))}"
