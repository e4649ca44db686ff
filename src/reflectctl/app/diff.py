"""What moved between two moments of a partnership."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..analysis import diff_events
from ..analysis.diff import compare
from ..errors import ReflectError
from ..loading.load import Loaded, load, load_pair
from ..model.diff import Comparison, MeetingChange, Unchanged, WordingChange
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from ..render.export import forms
from ..storage.snapshots import Snapshot
from . import account
from .context import Context
from .gone_agencies import pair_under_one_id
from .partnership import Repository, language
from .revisions import named, plain_day, two_sides

if TYPE_CHECKING:
    from ..model.blocks import Block


class Asked(NamedTuple):
    """Which moments are compared, and how much of what moved is told."""

    a: str | None = None
    b: str | None = None
    since: str | None = None
    base: str | None = None
    summary: bool = False
    full: bool = False
    unchanged: bool = False
    """Whether statements whose rating did not move are told too."""
    topics: Sequence[str] = ()
    principles: Sequence[str] = ()

    @property
    def depth(self) -> str:
        """How deep what moved is told."""
        return "summary" if self.summary else "full" if self.full else "story"


class Answer(NamedTuple):
    """What moved between two moments, as far as it was asked for."""

    comparison: Comparison
    before: Partnership
    after: Partnership
    moments: tuple[Snapshot, Snapshot]
    repository: Repository
    asked: Asked

    @property
    def labels(self) -> tuple[str, str]:
        """What the moments are called, with their commits and days."""
        one, two = self.moments
        return named(self.repository, one), named(self.repository, two)

    @property
    def changed(self) -> bool:
        """Whether anything changed or could not be read."""
        told = self.comparison
        return bool(told.changes or told.shifts or told.reread or told.unreadable)


def diff(here: Context, asked: Asked) -> Answer:
    """What moved."""
    if asked.summary and asked.full:
        raise ReflectError("--summary and --full are two depths; one of them was expected.", exit_code=2)
    asked = asked._replace(topics=_topics(asked.topics))
    repository = Repository(here.folder)
    before, after = two_sides(here, repository, asked.a, asked.b, since=asked.since, base=asked.base)
    loaded = load_pair(before, after, language=language(here, repository.root))
    old, new = pair_under_one_id(repository, (before, after), loaded)
    sides = old.partnership, new.partnership
    whole = compare(*sides)
    whole = whole._replace(
        reread=_reread_after(repository, after, new, whole),
        unreadable=unread_pair(old, new, before.label, after.label),
    )
    whole = account.told(here, repository, (before, after), sides, whole)
    if whole.of(MeetingChange):
        days = _day(here, repository, after), _day(here, repository, before, since=asked.since is not None)
        whole = diff_events.as_of(whole, *days)
    if asked.unchanged:
        whole = whole._replace(unchanged=_unchanged(before, after, new.partnership, whole))
    asked = asked._replace(principles=_principles(asked.principles, old.partnership, new.partnership))
    comparison = diff_events.chosen(whole, topics=asked.topics, principles=asked.principles)
    answer = Answer(comparison, old.partnership, new.partnership, (before, after), repository, asked)
    if not answer.changed:
        elsewhere = f" in what was asked for; elsewhere {len(whole.changes)} did" if whole.changes else ""
        here.note(f"Nothing changed between {before.label} and {after.label}{elsewhere}.")
    return answer


def _day(here: Context, repository: Repository, moment: Snapshot, *, since: bool = False) -> date:
    """As of which day a moment is: today, as it was named, or the commit's. A period `since` a day begins before it."""
    if not moment.revision or moment.revision == repository.head():
        return here.today()
    if named_day := plain_day(moment.label):
        return named_day - timedelta(days=1) if since and named_day > date.min else named_day
    return date.fromisoformat(repository.committed(moment.revision)[:10])


def unread_pair(old: Loaded, new: Loaded, before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The files that could not be read on either side, or are another's copy on one; each with where and why."""
    lasting = old.copies.keys() & new.copies.keys()
    return tuple(
        (path, f"at {label}: {why}")
        for loaded, label in ((old, before), (new, after))
        for path, why in loaded.not_used
        if path not in lasting
    )


def _unchanged(before: Snapshot, after: Snapshot, new: Partnership, comparison: Comparison) -> tuple[Unchanged, ...]:
    """The statements whose rating did not change; none whose file could not be read on either side."""
    whole = load(after).partnership._replace(instrument=new.instrument)
    unread = {path for path, _ in comparison.unreadable if path.startswith("principles/")}
    sides = (load(before).partnership, whole) if unread else ()
    lost = {record.where.path: record.principle for side in sides for record in side.files_of_principles}
    stood = diff_events.unchanged(comparison, whole)
    if unread - lost.keys():
        # Whose file that is nobody can tell: what is not rated may be rated there.
        stood = tuple(each for each in stood if each.rating)
    gone = {lost[path] for path in unread if path in lost}
    return tuple(each for each in stood if each.statement.partition(".")[0] not in gone)


def _reread_after(repository: Repository, after: Snapshot, new: Loaded, comparison: Comparison) -> tuple[str, ...]:
    """The statements to be re-read after a comparison's changes of wording: also where they were rated in between.

    Two snapshots alone cannot tell whether a rating that changed was agreed before the wording changed or after;
    the commits can.
    """
    reworded_here = {change.id for change in comparison.of(WordingChange) if not change.language}
    if not reworded_here:
        return comparison.reread
    revision = after.revision or repository.head()
    if not revision or repository.git.is_shallow():
        return comparison.reread
    from .rereading import reread_at

    told = {*comparison.reread, *(reworded_here & set(reread_at(repository, revision, new.partnership)))}
    return tuple(each.statement for each in new.partnership.assessments if each.statement in told)


def _topics(only: Iterable[str]) -> list[str]:
    """The kinds of change that are named, with commas or one by one, in the order in which they are told."""
    from ..analysis import lookup
    from ..analysis.diff_events import TOPICS

    named = [*only]
    words = [word.strip().lower() for each in named for word in each.split(",") if word.strip()]
    if named and not words:
        raise ReflectError(
            "--only names nothing; kinds of change were expected.", f"Known: {', '.join(TOPICS)}.", exit_code=2
        )
    known = {lookup.one(word, TOPICS, "kind of change", "`reflectctl diff --help`") for word in words}
    return [topic for topic in TOPICS if topic in known]


def _principles(wanted: Iterable[str], old: Partnership, new: Partnership) -> list[str]:
    """The ids of the principles that were named; one that is gone by now is still known by its id."""
    from ..analysis import lookup

    gone = {each.id for each in old.instrument.principles}
    ids = [word if word in gone else lookup.principle(word, new.instrument).id for word in wanted]
    return list(dict.fromkeys(ids))


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.diff import changes

    asked, (one, two) = answer.asked, answer.moments
    labels, revisions = (one.label, two.label), (one.revision, two.revision)
    return changes(*answer[:3], labels, revisions, full=asked.full, only=asked.topics, principles=asked.principles)


def _markdown(answer: Answer, _: Context) -> str:
    from ..render.comment import comment

    command = " ".join(["reflectctl diff", *(each.revision[:12] for each in answer.moments if each.revision)])
    return comment(*answer[:3], labels=answer.labels, depth=answer.asked.depth, limits=_limits(answer), command=command)


def _html(answer: Answer, here: Context) -> str:
    from ..render.diff_html import fragment

    blocks = _says(answer, here)
    return fragment(blocks, answer.after.instrument.language) if blocks else ""


def _says(answer: Answer, _: Context) -> "Sequence[Block]":
    """What moved, as people read it; nothing where nothing did."""
    from ..tell import diff

    return diff.blocks(*answer[:3], labels=answer.labels, depth=answer.asked.depth, limits=_limits(answer))


def _limits(answer: Answer) -> str:
    from ..tell.diff_summary import limits

    return limits(answer.asked.topics, answer.asked.principles, answer.after.instrument)


FORMATS = forms(
    says=_says,
    holds=_holds,
    speaks=lambda answer: answer.after.instrument,
    own={"markdown": _markdown, "html": _html},
)
"""Each form of the answer, by its name."""
