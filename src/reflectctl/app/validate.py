"""Is it sound: everything that is found in a partnership's files, and between them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ReflectError
from ..loading.load import Loaded, load, load_both
from ..model.findings import SEVERITIES, USUAL, Checked, Finding
from ..model.named_tuples import NamedTuple
from ..rules.engine import check
from ..rules.findings import Moment
from ..storage.disk import WorkTree
from ..storage.snapshots import Snapshot, shown
from . import findings
from .context import Context
from .partnership import Repository, kept_files, open_root, repository_around
from .personal import KeptPlaces
from .writing import note_ended

if TYPE_CHECKING:
    from ..rules.findings import Merge
    from .rereading import Rewordings

AUTO = "auto"
PLACED_IN_REPOSITORY = frozenset(("github", "gitlab", "sarif", "junit", "azure"))
"""The formats whose paths are seen from the top of the git repository."""


class Asked(NamedTuple):
    """What is to be checked, and what is to be told of it."""

    paths: tuple[Path, ...] = ()
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    since: str | None = None
    fails_at: str = "error"
    placed: bool = False
    """Whether the partnership's place in its repository is told."""
    listing: str = USUAL
    """What people are shown of what is found."""
    level: str = "info"
    """The lightest severity that is told; what fails is told in any case."""
    new: bool = False
    """Whether only what was not there at the earlier moment is told."""


def rules(only: Sequence[str], without: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that were named, by their ids. Refuses what is no rule, and to leave the format unchecked."""
    if not only and not without:
        return (), ()
    from ..analysis.lookup import one
    from ..rules import catalogue

    known = {rule.id: rule for rule in catalogue.rules()}
    chosen, left_out = (
        tuple(one(word, known, "rule", "`reflectctl rules`") for word in each) for each in (only, without)
    )
    for id in left_out:
        if known[id].fixed:
            raise ReflectError(
                f"{id} is about the format of the files, which is always checked.",
                "Leave out another rule; `reflectctl rules` says which can be.",
                exit_code=2,
            )
    return chosen, left_out


def threshold(fail_on: str | None, strict: bool) -> str:
    """The lightest severity that fails the check."""
    if strict and fail_on not in (None, "warning"):
        raise ReflectError(
            f"--strict means --fail-on warning, and --fail-on {fail_on} was given too.", "Give one.", exit_code=2
        )
    return "warning" if strict else fail_on or "error"


def validate(here: Context, asked: Asked) -> Checked:
    """What is found, and how much was looked at."""
    top = open_root(here)
    tree = WorkTree(top)
    repository: Repository | None = None
    before: Loaded | None = None
    earlier: Snapshot | None = None
    kept = kept_files(here, top)
    if asked.since is not None:
        repository = Repository(top, here.environ)
        earlier = _since(here, repository, asked.since)
        before, loaded = load_both(earlier, tree, translations=True)
    else:
        loaded = load(tree, translations=True, kept=kept)
    _note_line_endings(here, top, loaded)
    note_ended(here, top)
    rated = any(each.rating is not None for each in loaded.partnership.assessments)
    if repository is None and (asked.placed or rated):
        repository = repository_around(here, top)
    changed = _reworded(here, repository, loaded, "") if repository is not None and rated else None
    looked = KeptPlaces(here.environ)
    moment = Moment(
        here.today(),
        reworded=changed.days if changed else {},
        stood=changed.stood if changed else (),
        looked=looked,
        before=before.partnership if before else None,
        since=asked.since or "",
        merged=_merged(here, repository, earlier.revision if earlier else "") if repository is not None else (),
    )
    found, note = findings.chosen(check(loaded, moment, only=asked.only, without=asked.without), top, asked.paths)
    fresh = None
    if before is not None and earlier is not None and repository is not None:
        is_said = rated and changed is None
        fresh = _fresh(here, repository, asked, found, before, earlier, is_said=is_said)
        old = len(found) - len(fresh)
        if asked.new:
            found = [each for each in found if each in fresh]
            was, is_ = ("1 finding was", "is") if old == 1 else (f"{old} findings were", "are")
            note = f"{note} {was} there already at {shown(asked.since or '')}, and {is_} not told."
    made = Checked(
        tuple(findings.listed(found)),
        files=tuple(loaded.documents),
        summary=findings.summary(found, len(loaded.documents), note.strip()),
        prefix=repository.prefix if repository is not None else "",
        fails_at=asked.fails_at,
        listing=asked.listing,
        fresh=fresh,
    )
    made = findings.without_names(made, looked)
    looked.close()
    kept.close()
    at = SEVERITIES.index(asked.level)
    told = (each for each in made.found if made.fails(each) or SEVERITIES.index(each.severity) <= at)
    return made._replace(found=tuple(told))


def _fresh(
    here: Context,
    repository: Repository,
    asked: Asked,
    found: list[Finding],
    before: Loaded,
    earlier: Snapshot,
    *,
    is_said: bool,
) -> frozenset[Finding]:
    """The findings that the same check does not find at the earlier moment.

    `is_said` where it was said already that wording cannot be told.
    """
    from ..render.findings.fingerprints import fresh

    # What is said of the run is said once, of the files as they are; of the moment before it where that alone fails.
    notes: list[str] = []
    changed = _reworded(here._replace(note=notes.append), repository, before, earlier.revision)
    if not is_said:
        for note in notes if changed is None else ():
            here.note(note)
    moment = Moment(
        here.today(),
        reworded=changed.days if changed else {},
        stood=changed.stood if changed else (),
        looked=KeptPlaces(here.environ),
    )
    return fresh(found, check(before, moment, only=asked.only, without=asked.without))


def _since(here: Context, repository: Repository, word: str) -> Snapshot:
    """The earlier moment: where a branch began, where the word names another that has gone on since."""
    from ..storage.revisions import merge_base, parse_range, resolve
    from .revisions import check_begun, is_before, named, plain_day, since_moment

    ends, head = parse_range(word), repository.head()
    if ends is not None:
        first, last, from_base = ends
        if resolve(repository.git, last) != head:
            raise ReflectError(
                f"'{shown(word)}' ends elsewhere than at what is checked out, which is what is checked.",
                "Name the earlier moment alone, or end it with HEAD.",
                exit_code=2,
            )
        if not from_base:
            check_begun(here, repository, plain_day(first), "--since ")
            return repository.at(first)
        word = first
    snapshot = since_moment(here, repository, word)
    if not head or plain_day(word) is not None or is_before(repository, snapshot.revision, head):
        return snapshot
    began = repository.commit(merge_base(repository.git, snapshot.revision, head), f"the merge base with {word}")
    if ends is None:
        here.note(f"{shown(word)} has gone on since this branch began: compared with {named(repository, began)}.")
    return began


def _note_line_endings(here: Context, top: Path, loaded: Loaded) -> None:
    """Say which files were committed with the line endings of Windows before git was told otherwise.

    Until they are committed anew, every line of them conflicts with every other branch that has been.
    """
    suspects = [path for path, document in loaded.documents.items() if "\r\n" in document.text]
    repository = repository_around(here, top) if suspects else None
    if repository is None:
        return
    from ..storage.unmerged import with_other_line_endings

    found = sorted(with_other_line_endings(repository.git, [repository.prefix + path for path in suspects]))
    if found:
        more = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
        here.note(
            f"{shown(found[0])}{more}: committed with the line endings of Windows, before .gitattributes said eol=lf. "
            "Git merges line by line and finds none the same.\n  Commit them anew, on every branch: "
            "git add --renormalize . && git commit"
        )


def _merged(here: Context, repository: Repository, since: str) -> "Sequence[Merge]":
    """The merges that are looked at, as far as git can tell."""
    try:
        if not since and len(repository.parents()) != 2 and not repository.git.own_head("MERGE_HEAD"):
            return ()
        from .merges import merges

        return merges(repository, since)
    except ReflectError as problem:
        here.note(f"What merges have put together was not checked: {problem.message}")
        return ()


def _reworded(here: Context, repository: Repository, loaded: Loaded, revision: str) -> "Rewordings | None":
    """When the wording of statements last changed up to a revision and in these files, as far as git can tell."""
    from .rereading import note_lost, rewordings

    told = "Whether wording has changed since a rating was agreed was not checked:"
    if repository.git.is_shallow():
        from ..storage.revisions import UNSHALLOW

        here.note(f"{told} this clone is shallow. {UNSHALLOW}")
        return None
    today = here.today().isoformat()
    try:
        if not (revision := revision or repository.head()):
            return None
        changed = rewordings(repository, revision, loaded.partnership, loaded.documents, today)
    except ReflectError as problem:
        here.note(f"{told} {problem.message}")
        return None
    note_lost(here, changed)
    return changed
