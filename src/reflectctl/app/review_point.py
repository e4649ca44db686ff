"""Moments that a partnership comes back to: the list of them, and a new one."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from ..render.export import forms
from ..storage.review_points import ReviewPoint, review_points
from ..storage.revisions import names
from .context import Context
from .partnership import Repository

if TYPE_CHECKING:
    from ..loading.load import Loaded
    from ..model.blocks import Block
    from ..storage.snapshots import Snapshot


def listed(here: Context) -> list[ReviewPoint]:
    """The review points there are, oldest first."""
    return review_points(Repository(here.folder).git)


def moments(here: Context) -> list[tuple[str, str]]:
    """What may be named where a moment is asked for, and what it is: HEAD, branches, review points and other tags."""
    git = Repository(here.folder).git
    named = [(each.name, "review point") for each in review_points(git)]
    return [("HEAD", "the last commit"), *named, *((name, "") for name in names(git))]


def make(here: Context, name: str, *, message: str | None, at: str | None, dry_run: bool) -> None:
    """Name a moment, where the records are sound and committed."""
    from ..loading.load import differ, load
    from ..storage import review_points as points
    from ..storage.commits import commit
    from ..storage.disk import WorkTree
    from ..tell import prose

    repository = Repository(here.folder)
    if there := points.check_new(repository.git, name):
        _refuse_taken(there)
    if at is None and not repository.head():
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
    today = here.today()
    # An earlier commit is looked at as of its own day.
    day = date.fromisoformat(commit(repository.git, snapshot.revision).committed[:10]) if at else today
    _check(here, repository, loaded, snapshot, day)
    told = _message(message, loaded, day)
    who = points.tagger(repository.git)
    if not dry_run:
        points.make(repository.git, name, snapshot.revision, told, who, _now(here))
    would = "would be made" if dry_run else "was made"
    here.note(f"Review point {name} {would} at {snapshot.revision[:8]}, on {prose.day(today)} by {who[0]}: {told}")
    if not dry_run:
        here.note(f"Others have it once it is pushed: git push origin tag review-points/{name}")


def _refuse_taken(there: ReviewPoint) -> NoReturn:
    from ..storage.snapshots import shown
    from ..tell import prose

    made, named = prose.day(date.fromisoformat(there.day)), shown(there.name)
    by = f" by {shown(there.by)}" if there.by else ""
    raise ReflectError(
        f"There is a review point '{named}' already, made on {made}{by}, at {there.commit[:8]}.",
        f"Choose another name; `git tag -d review-points/{named}` takes that one away.",
    )


def _check(here: Context, repository: Repository, loaded: "Loaded", snapshot: "Snapshot", day: date) -> None:
    """Refuse, and note why, when there are errors as of a day."""
    from ..render.findings.text import finding
    from ..rules.engine import check
    from ..rules.findings import Moment
    from . import findings
    from .personal import KeptPlaces
    from .rereading import rewordings

    moment = Moment(day, looked=KeptPlaces(here.environ))
    if not repository.git.is_shallow():
        days, stood, _ = rewordings(repository, snapshot.revision, loaded.partnership)
        moment = moment._replace(reworded=days, stood=stood)
    found = check(loaded, moment)
    errors = [each for each in found if each.severity == "error"]
    if not errors:
        return
    here.note("".join(map(finding, findings.listed(errors))).rstrip("\n"))
    here.note(findings.summary(found, len(loaded.documents)))
    raise ReflectError(f"No review point was made: the records at {snapshot.label} are not sound.", exit_code=1)


def _message(typed: str | None, loaded: "Loaded", day: date) -> str:
    """What the review point is, as it was typed; else how much was rated then."""
    from ..analysis.status import coverage, held
    from ..edits.changeset import clean
    from ..tell.prose import coverage_sentence

    if typed is None:
        return coverage_sentence(coverage(loaded.partnership, held(loaded.partnership.meetings, today=day)))
    message = clean(typed).strip()
    if not message:
        raise ReflectError("The message says nothing.", "Say what the review point is, or leave out -m.", exit_code=2)
    return message


def _now(here: Context) -> str:
    """The moment as git writes it: SOURCE_DATE_EPOCH, else the clock's."""
    epoch = here.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return f"{int(epoch)} +0000"
    now = here.now()
    return f"{int(now.timestamp())} {now:%z}"


def _holds(points: list[ReviewPoint], _: Context) -> NamedTuple:
    from ..render.answers.review_points import review_points

    return review_points(points)


def _says(points: list[ReviewPoint], here: Context) -> "Iterable[Block]":
    from ..tell import lists

    if not points:
        here.note("There are no review points yet: `reflectctl review-point NAME` makes one.")
    return lists.review_points(points)


FORMATS = forms(says=_says, holds=_holds)
