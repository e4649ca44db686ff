"""What the commits between two moments say of what moved: the account that `diff` and reports give of a period."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from ..analysis import account, view_steps, ways
from ..analysis.diff import in_order, order
from ..hashes import blob_id
from ..loading import told_values
from ..loading.kept_ways import Between, KeptWays
from ..loading.load import load, load_without_meetings
from ..loading.meeting_files import holding
from ..loading.told_values import Changed, Key, Value
from ..model import history as model
from ..model.agency_ids import earlier_ids
from ..model.diff import ActionStep, AgreedChange, Change, Comparison, EarlierChange, RatingChange, Step, ViewChange
from ..model.instrument import with_scale
from ..model.named_tuples import NamedTuple
from ..model.records import Assessment, Meeting, Partnership
from ..storage.snapshots import Snapshot
from ..storage.snapshots import Unreadable as NotRead
from . import action_account, said_before
from .context import Context
from .partnership import Repository
from .read_history import history_at
from .said_before import SaidBefore
from .shelves import shelf

if TYPE_CHECKING:
    from ..storage.commits import Commit

Unread = tuple[tuple[str, str], ...]
"""Files that could not be read, each with where and why."""

_MANY = 20
"""To compare each commit with more names than this takes git longer than telling what else is in their folders: with
490 names it took sixty times as long."""


class Line(NamedTuple):
    """The last change of a value on a line of commits, and those before it."""

    last: Changed
    before: "Line | None"

    def says(self, value: object) -> bool:
        """Whether it is what is said since."""
        return self.last.now == value

    def whole(self) -> list[Changed]:
        """Every change, one after the other."""
        found = []
        here: Line | None = self
        while here:
            found.append(here.last)
            here = here.before
        return found[::-1]


class Edition(NamedTuple):
    """What may be told."""

    of: Callable[[Partnership], Partnership] = lambda partnership: partnership
    step: Callable[[Step], Step] = lambda step: step
    action: Callable[[ActionStep], ActionStep] = lambda step: step
    unread: Callable[[Unread], Unread] = lambda unread: unread
    ways: Collection[str] = (told_values.VIEW, told_values.MEETING, told_values.WORDING, told_values.MEMBER)
    """The kinds of values, beside ratings, whose way may be told."""
    actions: bool = True
    """Whether the way of actions may be."""


EVERYTHING = Edition()


def told(
    here: Context,
    repository: Repository,
    moments: tuple[Snapshot, Snapshot],
    sides: tuple[Partnership, Partnership],
    comparison: Comparison,
    edition: Edition = EVERYTHING,
) -> Comparison:
    """A comparison that tells every move between its two moments, as far as commits lie between them.

    The sides are as they were read, and the comparison is of what the edition may tell of them. Files that are not
    committed are one more step after HEAD.
    """
    head = repository.head()
    one, two = (each.revision or head for each in moments)
    typed = {each.id for each in comparison.of(EarlierChange)}
    if not one or not two:
        return comparison
    earlier = SaidBefore(here, repository, one, earlier_ids(*reversed(sides)))
    words = ("rev-list", "--topo-order", "--left-right", f"{one}...{two}", "--")
    between = repository.git.run(*words).decode("ascii").split() if one != two else []
    back, new = ({each[1:] for each in between if each[0] == side} for side in "<>")
    if (back and new) or repository.git.is_shallow():
        # Between a commit and the files as they are now there is nothing to know.
        return comparison._replace(ends_only=one != two)
    is_back = bool(back)
    commits = back or new
    if commits and edition.ways:
        ends = (two, one) if is_back else (one, two)
        comparison = ways_told(here, repository, moments, ends, sides, comparison, edition, earlier)
    if told_values.VIEW in edition.ways:
        comparison = _from_ends(comparison, sides, earlier, is_back=is_back)
    if not is_back:
        comparison = said_before.told(comparison, earlier, sides, edition.of)
        earlier.keep()
    if edition.actions:
        places = {each[1:]: at for at, each in enumerate(reversed(between))}
        comparison = action_account.told(
            here, repository, moments, sides, comparison, (edition.of, edition.action), places, is_back=is_back
        )
    if one == two and not typed and not comparison.among(RatingChange, AgreedChange):
        return comparison
    history = history_at(here, repository, one if is_back else two)
    comparison = _with_unread(comparison, history, commits, edition)
    recorded = typed | {each.statement for each in history.recordings if each.recorded.commit in commits}
    # A merge may bring what a commit before them said, and record nothing.
    recorded |= {each.id for each in comparison.among(RatingChange, AgreedChange)}
    if not recorded:
        return comparison
    whole = [_whole(each, side, recorded) for each, side in zip(moments, sides, strict=True)]
    # Of what stands in views alone nothing is known here.
    before, after = (
        {each.statement: each for record in side.files_of_principles for each in record.assessments}
        for side, _ in whole
    )
    if not is_back:
        comparison = account.known(comparison, history, commits, after)
    if comparison.unreadable or any(lost for _, lost in whole):
        # What stood in a file that could not be read is not known.
        recorded &= before.keys() & after.keys()
    if is_back:
        steps = account.ways(history, commits, after, before)
        steps = {id: account.backwards(way, after.get(id, Assessment(id))) for id, way in steps.items()}
    else:
        steps = account.ways(history, commits, before, after)
    instrument = with_scale(sides[0].instrument, sides[1].instrument)
    steps = {id: tuple(map(edition.step, way)) for id, way in steps.items() if id in recorded}
    shown = [{each.statement: each for each in edition.of(side).assessments} for side, _ in whole]
    return account.told(comparison, steps, (shown[0], shown[1]), instrument, order(*sides))


def _from_ends(
    comparison: Comparison, sides: tuple[Partnership, Partnership], earlier: SaidBefore, *, is_back: bool
) -> Comparison:
    """A comparison in which views of which only the ends are known stand again if they had been said before."""
    instrument = with_scale(sides[0].instrument, sides[1].instrument)

    def told(change: Change) -> Change:
        if not isinstance(change, ViewChange):
            return change
        if is_back:
            return view_steps.mirrored(change, instrument)
        return view_steps.from_ends(change, instrument, earlier.view)

    return comparison._replace(changes=tuple(map(told, comparison.changes)))


def ways_told(
    here: Context,
    repository: Repository,
    moments: tuple[Snapshot, Snapshot],
    commits: tuple[str, str],
    sides: tuple[Partnership, Partnership],
    comparison: Comparison,
    edition: Edition,
    earlier: SaidBefore,
) -> Comparison:
    """A comparison that tells how views, days of meetings, wording and membership went from one commit to a later.

    Only files that several commits touched are read: what one commit changed has no way beside its two ends.
    """
    is_back = moments[0].revision == commits[1] and moments[0].revision != commits[0]
    first, last = moments[::-1] if is_back else moments
    between = _between(here, repository, commits)
    # What is not committed at the last moment is one more change.
    uncommitted = _not_committed(between, last) if not last.revision else set()
    again = uncommitted - {*between.paths}
    paths = [*between.paths, *sorted(again)]
    changes = {**between.changes, **_changes(repository, commits, again)}
    changes = {key: its for key, its in changes.items() if key[0] in edition.ways}
    if not changes:
        return comparison
    if any(key not in between.ends for key in between.changes):
        # What stood at an end cannot be read.
        return comparison
    differ = again or {*between.paths} & uncommitted
    was, now = (_said(moment, again) for moment in (first, last))
    if was is None or now is None:
        return comparison
    ends = {key: (was.get(key), now.get(key)) for key in changes} | dict(between.ends)
    if differ:
        now = _said(last, paths)
        if now is None:
            return comparison
        ends = {key: (was_so, now.get(key)) for key, (was_so, _) in ends.items()}
    changes, ends = ways.followed(changes, ends, sides[::-1] if is_back else sides)
    went = {key: (ends[key][0], ways.stops(its, *ends[key])) for key, its in changes.items()}
    moved = {id for (kind, id, _), (_, way) in went.items() if kind == told_values.MEETING and len(way) > 1}
    is_known = (lambda *_: False) if is_back else earlier.view
    told = ways.told(comparison, went, sides, _meetings(moved, sides, (first, last)), is_known, is_back)
    return comparison._replace(changes=tuple(in_order(told, *sides)))


def _meetings(
    ids: Collection[str], sides: Iterable[Partnership], moments: tuple[Snapshot, Snapshot]
) -> dict[str, Meeting]:
    """Meetings by their ids, as they were known last; also those that are the same at both moments, and so not read."""
    found = {each.id: each for side in sides for each in side.meetings if each.id in ids}
    if missing := {*ids} - found.keys():
        for moment in moments:
            paths = sorted(holding((moment,), missing))
            found.update((each.id, each) for each in load(moment, paths).partnership.meetings if each.id in missing)
    return found


def _between(here: Context, repository: Repository, commits: tuple[str, str]) -> Between:
    """What the commits between two changed in files that several of them touched, of those that have such values."""
    name = f"{' '.join(commits)} {repository.prefix}"
    kept = None
    if (place := shelf(here, repository, "ways")) is not None:
        kept = KeptWays(place)
        if (known := kept.get(name)) is not None:
            return known
    specs = [f"{repository.prefix}{each}".encode("utf-8", "surrogateescape") for each in told_values.UNDER]
    # Without the full history, git leaves out what came by a line that a merge took nothing else from.
    words = ("log", "-c", "--full-history", "--format=", "--raw", "--no-abbrev", "-z", "--no-renames", "--no-relative")
    said = repository.git.run(*words, "--no-color", "--end-of-options", "..".join(commits), "--", *specs)
    pieces = iter(said.decode("utf-8", "surrogateescape").split("\0"))
    start = len(repository.prefix)
    touched: Counter[str] = Counter()
    newest: dict[str, str] = {}
    moved: dict[str, dict[str, str]] = {}
    for piece in pieces:
        if ":" in piece:
            path = next(pieces, "")[start:]
            *_, id, how = piece.split(" ")
            touched[path] += 1
            newest.setdefault(path, id)
            if how[0] in "AD":
                moved.setdefault(path.partition("/")[0], {})[path] = how[0]
    # What goes in one file and comes in another may be the same under another name.
    renamed = {path for its in moved.values() if len({*its.values()}) > 1 for path in its}
    paths = tuple(sorted(path for path, n in touched.items() if n > 1 or path in renamed))
    unread: list[str] = []
    changes = _changes(repository, commits, paths, unread)
    before, after = (_said(repository.commit(each, each), paths) for each in commits) if changes else ({}, {})
    ends = {} if before is None or after is None else {key: (before.get(key), after.get(key)) for key in changes}
    found = Between(newest, paths, changes, ends)
    # A blob that is missing now may be there the next time.
    if kept is not None and not unread and len(ends) == len(changes):
        kept.put(name, found)
    return found


def _not_committed(between: Between, last: Snapshot) -> set[str]:
    """The files among those that commits touched that are not as the last of them left them."""
    there = {*last.paths()} if between.newest else set()
    found = set()
    for path, id in between.newest.items():
        if path not in there and not id.strip("0"):
            continue
        raw = last.read(path) if path in there else b""
        if not isinstance(raw, NotRead) and blob_id(raw, len(id)) != id:
            found.add(path)
    return found


def _changes(
    repository: Repository, commits: tuple[str, str], paths: Collection[str], unread: list[str] | None = None
) -> dict[Key, list[Changed]]:
    """How each value in some files went on the line of commits that leads from one to what the other says.

    What cannot be read tells nothing, and is added to the `unread`.
    """
    if not paths:
        return {}
    from ..storage.commits import log

    paths = frozenset(paths)
    under = sorted({path.partition("/")[0] for path in paths} if len(paths) > _MANY else paths)
    logged = [*log(repository.git, repository.prefix, "..".join(commits), tuple(under))]
    touched = {
        commit.id: [each for each in (*commit.touched, *commit.taken) if each.path in paths] for commit in logged
    }
    wanted = {id: each.path for its in touched.values() for each in its for id in (each.old, each.new) if id}
    parts = told_values.ViewParts()
    read = {id: told_values.values(wanted[id], said, parts) for id, said in repository.objects.read_many(wanted)}
    lines: dict[str, dict[Key, Line]] = {}
    line: dict[Key, Line] = {}
    for commit in logged:
        first, *others = [lines.get(each, {}) for each in commit.parents] or [{}]
        line = first if not touched[commit.id] else {**first}
        day = date.fromisoformat(commit.authored[:10])
        befores: dict[Key, Value] = {}
        afters: dict[Key, Value] = {}
        for each in touched[commit.id]:
            was, now = ((read[id] if id else {}) for id in (each.old, each.new))
            if was is None or now is None:
                if unread is not None:
                    unread.append(each.path)
                continue
            befores.update(was)
            afters.update(now)
        differing = [key for key in {**befores, **afters} if befores.get(key) != afters.get(key)]
        untouched = _untouched(repository, commit, others, differing, paths)
        for key in differing:
            one, other = befores.get(key), afters.get(key)
            there = next((its[key] for its in others if key in its and its[key].says(other)), None)
            if there is None and other in untouched.get(key, ()):
                # Taken from a line on which nothing changed.
                line.pop(key, None)
            else:
                line[key] = there or Line(Changed(one, other, day), first.get(key))
        lines[commit.id] = line
    return {key: its.whole() for key, its in line.items()}


def _untouched(
    repository: Repository,
    commit: "Commit",
    others: list[dict[Key, Line]],
    differing: list[Key],
    paths: Collection[str],
) -> dict[Key, list[object]]:
    """How values that a merge says otherwise than its first parent stand on the other lines on which none changed."""
    found: dict[Key, list[object]] = {}
    for id, line in zip(commit.parents[1:], others, strict=True):
        if wanted := [key for key in differing if key not in line]:
            said = _said(repository.commit(id, id), paths) or {}
            for key in wanted:
                found.setdefault(key, []).append(said.get(key))
    return found


def _folders(path: str) -> list[str]:
    """The folders that a file lies in; a moment has one among its files only where it cannot be entered."""
    return ["/".join(path.split("/")[:count]) for count in range(1, path.count("/") + 1)]


def _said(moment: Snapshot, paths: Iterable[str]) -> dict[Key, Value] | None:
    """What some files say at a moment; None where any of them cannot be read."""
    there = set(moment.paths())
    if any(folder in there for path in paths for folder in _folders(path)):
        return None
    said = [told_values.values(path, moment.read(path)) for path in paths if path in there]
    if any(each is None for each in said):
        return None
    return {key: value for each in said if each for key, value in each.items()}


def unread(found: Iterable[model.Unread]) -> Unread:
    """Files that could not be read at a commit, each with the commit and the reason."""
    return tuple((each.path, f"at {each.recorded.commit[:8]}: {each.reason}") for each in found)


def _with_unread(comparison: Comparison, history: model.History, commits: set[str], edition: Edition) -> Comparison:
    """A comparison that says what could not be read on the way, beside what could not at its two ends."""
    known = {path for path, _ in comparison.unreadable}
    found = unread(each for each in history.unread if each.recorded.commit in commits and each.path not in known)
    return comparison._replace(unreadable=(*comparison.unreadable, *edition.unread(found)))


def _whole(moment: Snapshot, side: Partnership, wanted: set[str]) -> tuple[Partnership, bool]:
    """What was recorded about some statements at a moment, and whether anything could not be read.

    Files that are the same at both moments were not read; they are, where something happened to what they say.
    """
    if wanted <= {each.statement for record in side.files_of_principles for each in record.assessments}:
        return side, False
    loaded = load_without_meetings(moment)
    return loaded.partnership, any(path.startswith("principles/") for path in loaded.unreadable)
