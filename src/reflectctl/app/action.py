"""The actions of the plans: added, changed and listed."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ..analysis import lookup
from ..analysis.status import actions
from ..errors import ReflectError
from ..model import fields
from ..model.instrument import Instrument, Principle
from ..model.named_tuples import NamedTuple
from ..model.periods import ONGOING
from ..model.records import OPEN, Action, Partnership, Progress
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership
from .success import different, quoted, went
from .writing import finish, open_to_write

if TYPE_CHECKING:
    from ..loading.load import Loaded
    from ..model.blocks import Block


class New(NamedTuple):
    """An action that is to be added, in the words that were typed."""

    principle: str
    action: str
    owners: Sequence[str]
    due: str
    joint: Sequence[str] = ()
    role: str = ""
    horizon: str = ""
    serves: Sequence[str] = ()
    opened: str | None = None
    review: str | None = None
    recommendation: str = ""


def add(here: Context, new: New, pick: Callable[[str], str], *, dry_run: bool) -> str:
    """Add an action to a principle's plan or to the readiness plan; `pick` takes any of some characters, for its id."""
    from ..edits import actions as edits
    from ..edits import operations, plans

    top, loaded = open_to_write(here, dry_run=dry_run)
    instrument = loaded.partnership.instrument
    which = _plan_of(new, instrument)
    part = lookup.horizon(new.horizon, instrument) if new.horizon else instrument.horizons[0].id
    id = edits.new_id(loaded, lambda: "a-" + "".join(pick("0123456789abcdefghjkmnpqrstvwxyz") for _ in range(4)))
    owner, joint = _owners(new.owners, new.joint, loaded.partnership)
    action = Action(
        id,
        new.action,
        owner=owner,
        joint=joint,
        role=new.role,
        opened=here.day_of(new.opened, "--opened") or here.today(),
        due=here.due_of(new.due, "--due"),
        review=here.day_of(new.review, "--review"),
        serves=tuple(lookup.several(new.serves, lambda word: lookup.dimension(word, which))) if which else (),
        recommendation=" ".join(new.recommendation.split()),
    )
    _look_again(action.due, bool(action.review))
    draft = operations.draft(loaded)
    if which:
        edits.add(loaded, draft, which, part, action)
    else:
        plans.add_readiness_action(loaded, draft, action)
    return finish(here, top, draft, dry_run=dry_run, done=f"Action {id} added to {which.id if which else READINESS}.")


READINESS = "readiness"
"""In the place of a principle: the readiness plan of the preliminary discussion."""


def _plan_of(new: New, instrument: Instrument) -> Principle | None:
    """The principle whose plan is meant; None for the readiness plan, which has one part and serves no statement."""
    if new.principle != READINESS or instrument.principle(READINESS):
        return lookup.principle(new.principle, instrument)
    if new.horizon or new.serves:
        raise ReflectError(
            "The readiness plan has no parts, and its actions serve no statement. Nothing was written.",
            "Leave out --horizon and --serves.",
            exit_code=2,
        )
    return None


def _owners(leads: Sequence[str], others: Sequence[str], partnership: Partnership) -> tuple[str, tuple[str, ...]]:
    """The agency that leads, and who is with it: of several owners the first leads."""
    first, *more = leads
    owner = lookup.who(first, partnership)
    joint = lookup.parties((*more, *others), partnership)
    return owner, tuple(each for each in joint if each != owner)


def _look_again(due: str, is_said: bool) -> None:
    if due == ONGOING and not is_said:
        raise ReflectError(
            "An ongoing action needs a day on which it is looked at again.", "Add --review DATE.", exit_code=2
        )


def _find(loaded: "Loaded", word: str) -> Action:
    """The action that is meant; refused where it may stand in a file that cannot be read."""
    from ..edits import operations
    from ..loading.files import PRELIMINARY

    known = {each.id: each for each in loaded.partnership.actions}
    if word not in known:
        operations.refuse_unreadable(loaded, "principles/", PRELIMINARY)
    return known[lookup.action(word, loaded.partnership)]


def _steps(named: str, was: str, now: str) -> str:
    return went(named, was.replace("-", " "), now.replace("-", " "))


def change(here: Context, action: str, status: str, *, outcome: str, closed: str | None, dry_run: bool) -> str:
    """Say that an action is under way, done or let go."""
    from ..edits import actions as edits
    from ..edits import operations

    top, loaded = open_to_write(here, dry_run=dry_run)
    found = _find(loaded, action)
    day = here.day_of(closed, "--closed") or here.today()
    draft = operations.draft(loaded)
    edits.change(loaded, draft, found.id, status=status, closed=day, outcome=outcome)
    done = _steps(f"Action {found.id}:", found.status, status)
    return finish(here, top, draft, dry_run=dry_run, done=done)


def reopen(here: Context, action: str, *, because: str, dry_run: bool) -> str:
    """Say that an action which was done, dropped or begun is to be done again."""
    from ..edits import actions as edits
    from ..edits import operations

    top, loaded = open_to_write(here, dry_run=dry_run)
    found = _find(loaded, action)
    if found.status == OPEN:
        raise ReflectError(f"The action {found.id} is open already.", exit_code=2)
    noted = Progress(here.today(), because) if because else None
    draft = operations.draft(loaded)
    edits.reopen(loaded, draft, found, noted)
    kept = "What came of it stands among its progress." if found.outcome else ""
    done = _steps(f"Action {found.id}:", found.status, "open")
    return finish(here, top, draft, dry_run=dry_run, done=done, more=kept)


def progress(
    here: Context, action: str, note: str, *, due: str | None, review: str | None, dated: str | None, dry_run: bool
) -> str:
    """Note what happened to an action on the way; and another due date, where one was agreed."""
    from ..edits import actions as edits
    from ..edits import operations

    top, loaded = open_to_write(here, dry_run=dry_run)
    found = _find(loaded, action)
    until, again = here.due_of(due, "--due"), here.day_of(review, "--review")
    _look_again(until, bool(again or found.review))
    noted = Progress(here.day_of(dated, "--dated") or here.today(), note, until if until != found.due else "")
    draft = operations.draft(loaded)
    edits.progress(loaded, draft, found.id, noted, again)
    now = found._replace(due=noted.due or found.due, review=again or found.review)
    moved = "\n" + different(f"Action {found.id}", found, now) if now != found else ""
    return finish(here, top, draft, dry_run=dry_run, done=f"Action {found.id}: progress noted.{moved}")


def no_progress(here: Context, action: str, beginning: str, *, dated: str | None, dry_run: bool) -> str:
    """Take out what was noted of an action on the way, by its day and the beginning of its words."""
    from ..edits import actions as edits
    from ..edits import operations

    top, loaded = open_to_write(here, dry_run=dry_run)
    found, day, begun = _find(loaded, action), here.day_of(dated, "--dated"), " ".join(beginning.casefold().split())
    meant = [
        at for at, each in enumerate(found.progress)
        if " ".join(each.note.casefold().split()).startswith(begun) and (day is None or each.dated == day)
    ]  # fmt: skip
    if len(meant) != 1:
        known = "; ".join(f"{each.dated or 'without a day'}: {quoted(each.note)}" for each in found.progress)
        raise ReflectError(
            f"{'More than one note' if meant else 'No note'} of {found.id} is meant by that. Nothing was written.",
            f"There are {known}." if known else "Nothing is noted there.",
            exit_code=2,
        )
    draft = operations.draft(loaded)
    edits.no_progress(loaded, draft, found.id, meant[0])
    said = quoted(found.progress[meant[0]].note)
    return finish(here, top, draft, dry_run=dry_run, done=f"Action {found.id}: {said} is noted no more.")


class Changes(NamedTuple):
    """What of an action is to be otherwise, in the words that were typed; None for what is to stay. An empty text takes
    out what was said."""

    action: str | None = None
    owners: Sequence[str] | None = None
    joint: Sequence[str] | None = None
    role: str | None = None
    due: str | None = None
    review: str | None = None
    serves: Sequence[str] | None = None
    opened: str | None = None
    recommendation: str | None = None


def edit(here: Context, action: str, new: Changes, *, dry_run: bool) -> str:
    """Put an action otherwise."""
    from ..edits import actions as edits
    from ..edits import operations

    top, loaded = open_to_write(here, dry_run=dry_run)
    found = _find(loaded, action)
    now = _changed(here, found, new, loaded.partnership)
    _look_again(now.due if now.due != found.due else "", now.review is not None)
    if all(each is None for each in new):
        raise ReflectError(
            "Nothing is said that is to be otherwise.", "Name it: --action, --owner, --due …; see --help.", exit_code=2
        )
    draft = operations.draft(loaded)
    written = operations.as_data(now)
    keys = [field.route[-1] for field, _, _ in fields.changed(found, now)]
    edits.edit(loaded, draft, found.id, {key: written.get(key) for key in keys})
    return finish(here, top, draft, dry_run=dry_run, done=different(f"Action {found.id}", found, now))


def _changed(here: Context, found: Action, new: Changes, partnership: Partnership) -> Action:
    now = found
    if new.action is not None:
        now = now._replace(action=new.action)
    if new.owners is not None:
        owner, more = _owners(new.owners, (), partnership)
        now = now._replace(owner=owner, joint=more or tuple(each for each in now.joint if each != owner))
    if new.joint is not None:
        joint = lookup.parties([each for each in new.joint if each.strip()], partnership)
        kept = now.joint if new.owners is not None and len(new.owners) > 1 else ()
        now = now._replace(joint=tuple(dict.fromkeys(each for each in (*kept, *joint) if each != now.owner)))
    if new.role is not None:
        now = now._replace(role=" ".join(new.role.split()))
    if new.recommendation is not None:
        now = now._replace(recommendation=" ".join(new.recommendation.split()))
    if new.due is not None:
        now = now._replace(due=here.due_of(new.due, "--due") if new.due.strip() else "")
    if new.review is not None:
        now = now._replace(review=here.day_of(new.review, "--review") if new.review.strip() else None)
    if new.opened is not None:
        now = now._replace(opened=here.day_of(new.opened, "--opened") if new.opened.strip() else None)
    if new.serves is not None:
        principle = partnership.instrument.principle(found.principle)
        wanted = [each for each in new.serves if each.strip()]
        if wanted and principle is None:
            raise ReflectError(
                "An action of the readiness plan serves no statement.", "Leave --serves out.", exit_code=2
            )
        served = lookup.several(wanted, lambda word: lookup.dimension(word, principle)) if principle else ()
        now = now._replace(serves=tuple(served))
    return now


def move(here: Context, action: str, *, principle: str | None, horizon: str | None, dry_run: bool) -> str:
    """Move an action to another part of the plan, or to another principle's, as it is written."""
    from ..edits import actions as edits
    from ..edits import operations

    top, loaded = open_to_write(here, dry_run=dry_run)
    found, instrument = _find(loaded, action), loaded.partnership.instrument
    if not principle and not horizon:
        raise ReflectError("Nothing is said of where to.", "Name --principle, --horizon or both.", exit_code=2)
    if not principle and not found.principle:
        raise ReflectError(
            f"The action {found.id} stands in the readiness plan.", "Name the --principle to move it to.", exit_code=2
        )
    which = lookup.principle(principle or found.principle, instrument)
    part = lookup.horizon(horizon, instrument) if horizon else found.horizon or instrument.horizons[0].id
    draft = operations.draft(loaded)
    if (which.id, part) != (found.principle, found.horizon):
        edits.move(loaded, draft, found.id, which, part)
    was = f"{found.principle}.{found.horizon}" if found.principle else "readiness"
    return finish(here, top, draft, dry_run=dry_run, done=f"Action {found.id}: {was} → {which.id}.{part}.")


def remove(here: Context, action: str, *, dry_run: bool) -> str:
    """Take an action out of the plan, as if it had never been there; says where it is kept all the same."""
    from ..edits import actions as edits
    from ..edits import operations

    top, loaded = open_to_write(here, dry_run=dry_run)
    found = _find(loaded, action)
    draft = operations.draft(loaded)
    edits.remove(loaded, draft, found.id)
    done = f"Action {found.id} removed: {quoted(found.action)}."
    return finish(here, top, draft, dry_run=dry_run, done=done, more=_kept(here, found))


def _kept(here: Context, action: Action) -> str:
    """Where an action is kept that is removed now."""
    from ..loading.load import load_without_meetings
    from ..storage.review_points import review_points
    from .partnership import repository_around

    repository = repository_around(here, here.folder)
    if repository is None or not (head := repository.head()):
        return ""

    def holds(commit: str) -> bool:
        moment = repository.commit(commit, commit[:8])
        partnership = load_without_meetings(moment).partnership
        return any(each.id == action.id for each in partnership.actions)

    for point in reversed(review_points(repository.git)):
        if holds(point.commit):
            return (
                f"It was in the plan at the review point {point.name}: history keeps it, and reports since then tell "
                "that it was taken out. What was let go is told better by `reflectctl action drop`."
            )
    return "History keeps it, as it was committed." if holds(head) else ""


class Answer(NamedTuple):
    """The actions that were asked for."""

    actions: Sequence[Action]
    partnership: Partnership
    unread: tuple[tuple[str, str], ...] = ()
    """What could not be read or used: paths, each with why."""


def listed(here: Context, *, status: str, owner: str | None) -> Answer:
    """The actions of a status and an agency."""
    loaded = open_partnership(here)[1]
    note_unread(here, loaded)
    partnership = loaded.partnership
    who = lookup.who(owner, partnership) if owner else ""
    return Answer(actions(partnership, status=status, owner=who, today=here.today()), partnership, loaded.not_used)


def _holds(answer: Answer, here: Context) -> NamedTuple:
    from ..render.answers.records import actions

    return actions(*answer, today=here.today())


def _says(answer: Answer, here: Context) -> "Iterable[Block]":
    from ..tell import lists

    if not answer.actions:
        none = "No such actions." if any(answer.partnership.actions) else "No actions are recorded yet."
        here.note("None in what could be read." if answer.unread else none)
    return lists.actions(*answer[:2], today=here.today())


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.partnership.instrument)
