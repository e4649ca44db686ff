"""What came back from a room: shown beside what stands, and written as one edit once somebody has said yes.

    considered = proposal.consider(here, found)          # what becomes of each entry
    console.show(proposal.FORMATS[format](considered, here))
    proposal.record(here, considered, new_id, dry_run=dry_run)

Nothing doubtful is written. What may be somebody's data is doubtful as it is in any file, and is not shown again.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ..analysis.personal_kinds import KINDS
from ..analysis.proposals import consider as compared
from ..edits import actions, operations, proposals
from ..edits.changeset import clean, short
from ..errors import ReflectError
from ..model import fields
from ..model.named_tuples import NamedTuple
from ..model.proposal import NEW, SAME, Attendance, Considered, Doubt, Notes, Proposal, Step
from ..model.records import Partnership
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership
from .personal import KeptPlaces
from .success import text, went
from .writing import finish, open_to_write

if TYPE_CHECKING:
    from ..model.blocks import Block


class Answer(NamedTuple):
    """What becomes of a proposal, and in whose words it is told."""

    considered: Considered
    partnership: Partnership

    @property
    def is_new(self) -> bool:
        """Whether anything would be recorded."""
        return bool(self.considered.of(NEW))


def consider(here: Context, proposal: Proposal) -> Answer:
    """A proposal beside what stands in the partnership around a folder. Nothing is written."""
    loaded = open_partnership(here)[1]
    note_unread(here, loaded)
    partnership = loaded.partnership
    return Answer(_held_back(here, compared(partnership, proposal, today=here.today()), partnership), partnership)


def record(here: Context, answer: Answer, pick: Callable[[str], str], *, dry_run: bool) -> str:
    """Write what would be recorded, as one edit; `pick` takes any of some characters, for ids of new actions."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    draft = operations.draft(loaded)
    # What has been said yes to is what was shown: files that were changed meanwhile are compared anew.
    steps = answer.considered.of(NEW)
    again = compared(loaded.partnership, Proposal(tuple(each.entry for each in steps)), today=here.today()).of(NEW)
    made: set[str] = set()

    def new_id() -> str:
        def choose() -> str:
            return "a-" + "".join(pick("0123456789abcdefghjkmnpqrstvwxyz") for _ in range(4))

        id = actions.new_id(loaded, choose)
        while id in made:
            id = actions.new_id(loaded, choose)
        made.add(id)
        return id

    for each in again:
        proposals.take(loaded, draft, each.entry, new_id)
    return finish(here, top, draft, dry_run=dry_run, done=_done(again))


_MOST = 12
"""How many lines tell what was recorded; of more, the number is said."""


def _done(steps: Iterable[Step]) -> str:
    lines = [_went(each) for each in steps]
    more = [f"And {len(lines) - _MOST} more."] if len(lines) > _MOST else []
    return "\n".join([*lines[:_MOST], *more])


def _went(step: Step) -> str:
    if not step.was and not step.now:
        return text(f"{step.subject}:", "", step.words)
    return (
        f"{step.subject}: still {short(step.now, 36)}."
        if step.was == step.now
        else went(f"{step.subject}:", step.was, step.now)
    )


def _held_back(here: Context, considered: Considered, partnership: Partnership) -> Considered:
    """The same, without what looks like somebody's data: that is doubtful, and its words are not repeated."""
    from ..rules.personal import Text, found_in

    looked = KeptPlaces(here.environ)
    kept: list[Step] = []
    doubts = list(considered.doubts)
    for step in considered.steps:
        written = list(_texts(step.entry.said))
        if problem := _unwritable(written):
            doubts.append(Doubt(step.entry.place, problem))
            continue
        texts = [Text("", each) for each in written]
        found = [each for each, _ in found_in(texts, partnership.permitted, looked)] if step.state != SAME else []
        kinds = {each.severity: KINDS[each.rule][1] for each in reversed(found)}
        if "error" in kinds:
            doubts.append(
                Doubt(
                    step.entry.place,
                    f"What is written here looks like {kinds['error']}, so nothing of this entry is recorded. Say it "
                    "without, and read the file again.",
                )
            )
            continue
        if name := kinds.get("warning"):
            step = step._replace(why=f"{step.why} This looks like {name}; look at it before you say yes.".strip())
        kept.append(step)
    looked.close()
    return considered._replace(steps=tuple(kept), doubts=tuple(doubts))


def _unwritable(texts: Iterable[str]) -> str:
    """Why texts cannot stand in a file, as sentences; empty where they can."""
    try:
        for each in texts:
            clean(each)
    except ReflectError as problem:
        return f"{problem.message} {problem.hint}"
    return ""


def _texts(said: Any) -> Iterable[str]:
    """What somebody wrote of a record, the names of others that an action is to be done with among it."""
    if isinstance(said, Attendance):
        return said.guests
    if isinstance(said, Notes):
        return (said.text,)
    written = [field for field in fields.of(said) if field.holds in _WRITTEN or field.of == fields.PARTY]
    held = [getattr(said, field.name) for field in written]
    return [each for one in held for each in ((one,) if isinstance(one, str) else one or ()) if isinstance(each, str)]


_WRITTEN = (fields.TEXT, fields.PROSE, fields.NOTES)


def _says(answer: Answer, _: Context) -> "Iterable[Block]":
    from ..tell.proposal import proposal

    return proposal(answer.considered)


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.proposals import proposal

    return proposal(answer.considered)


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.partnership.instrument)
