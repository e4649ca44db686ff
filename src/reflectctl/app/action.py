"""The actions of the plans: added, changed and listed."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..analysis import lookup
from ..analysis.status import actions
from ..errors import ReflectError
from ..model.instrument import Instrument, Principle
from ..model.records import Action, Partnership
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership
from .writing import finish

if TYPE_CHECKING:
    from ..model.blocks import Block


class New(NamedTuple):
    """An action that is to be added, in the words that were typed."""

    principle: str
    action: str
    owner: str
    due: str
    role: str = ""
    horizon: str = ""
    serves: Sequence[str] = ()
    opened: str | None = None


def add(here: Context, new: New, pick: Callable[[str], str], *, dry_run: bool) -> str:
    """Add an action to a principle's plan or to the readiness plan; `pick` takes any of some characters, for its id."""
    from ..edits import operations, plans

    top, loaded = open_partnership(here)
    instrument = loaded.partnership.instrument
    which = _plan_of(new, instrument)
    part = lookup.horizon(new.horizon, instrument) if new.horizon else instrument.horizons[0].id
    id = operations.new_action_id(
        loaded, lambda: "a-" + "".join(pick("0123456789abcdefghjkmnpqrstvwxyz") for _ in range(4))
    )
    action = Action(
        id,
        new.action,
        owner=lookup.who(new.owner, loaded.partnership),
        role=new.role,
        opened=here.day_of(new.opened, "--opened") or here.today(),
        due=here.day_of(new.due, "--due"),
        serves=tuple(lookup.several(new.serves, lambda word: lookup.dimension(word, which))) if which else (),
    )
    draft = operations.draft(loaded)
    if which:
        operations.add_action(loaded, draft, which, part, action)
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


def change(here: Context, action: str, status: str, *, outcome: str, closed: str | None, dry_run: bool) -> str:
    """Say that an action is under way, done or let go."""
    from ..edits import operations
    from ..loading.files import PRELIMINARY

    top, loaded = open_partnership(here)
    if action not in {each.id for each in loaded.partnership.actions}:
        operations.refuse_unreadable(loaded, "principles/", PRELIMINARY)
    id = lookup.action(action, loaded.partnership)
    day = here.day_of(closed, "--closed") or here.today()
    draft = operations.draft(loaded)
    operations.change_action(loaded, draft, id, status=status, closed=day, outcome=outcome)
    return finish(here, top, draft, dry_run=dry_run, done=f"Action {id}: {status}.")


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
        here.note("None in what could be read." if answer.unread else "No such actions.")
    return lists.actions(*answer[:2], today=here.today())


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.partnership.instrument)
