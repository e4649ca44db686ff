"""What has been said yes to, in; the wishes of the work, put into a draft, out."""

from collections.abc import Callable

from ..loading.load import Loaded
from ..model.instrument import Principle, Statement
from ..model.proposal import Attendance, Notes, Proposed
from ..model.records import Action, Assessment, Discussion, Heard, Meeting, Plan, Preliminary, Progress, View
from . import actions, meetings, operations, plans
from .changeset import Draft, clean


def take(loaded: Loaded, draft: Draft, entry: Proposed, new_id: Callable[[], str]) -> None:
    """Put one entry into a draft, as `analysis.proposals` has completed it."""
    match entry.said:
        case View() as said:
            operations.view(loaded, draft, _statement(loaded, entry), said)
        case Assessment() as said:
            _rate(loaded, draft, entry, said)
        case Discussion() as said:
            statement = _statement(loaded, entry)
            operations.note(loaded, draft, statement, entry.prompt, said.points, meeting=said.meeting, dated=said.dated)
        case Plan() as said:
            _plan(loaded, draft, entry.about, said)
        case Action() as said:
            _action(loaded, draft, said, new_id)
        case Progress() as said:
            actions.progress(loaded, draft, entry.about, said, None)
        case Heard() as said:
            meetings.heard(loaded, draft, _meeting(loaded, entry), said)
        case Preliminary() as said:
            _preliminary(loaded, draft, said)
        case Attendance() as said:
            meetings.edit(
                loaded, draft, _meeting(loaded, entry), {key: who for key, who in said._asdict().items() if who}
            )
        case Notes() as said:
            meetings.add_notes(loaded, draft, _meeting(loaded, entry), clean(said.text))


def _rate(loaded: Loaded, draft: Draft, entry: Proposed, said: Assessment) -> None:
    statement = _statement(loaded, entry)
    operations.rate(
        loaded, draft, statement, said.rating, because=said.because, agreed=said.agreed, meeting=said.meeting
    )
    if not said.because.strip():
        path = operations.begun(loaded, draft, operations.principle_of(loaded, statement))
        draft.put_said(path, operations.assessment_route(statement, "because"), None)


def _plan(loaded: Loaded, draft: Draft, principle: str, said: Plan) -> None:
    for key, words in (("goal", said.goal), ("measure", said.measure)):
        if not words:
            continue
        if principle:
            plans.put(loaded, draft, _principle(loaded, principle), said.horizon, key, words)
        else:
            plans.put_preliminary(loaded, draft, ("readiness", key), words)


def _action(loaded: Loaded, draft: Draft, said: Action, new_id: Callable[[], str]) -> None:
    if said.id:
        actions.change(loaded, draft, said.id, status=said.status, closed=said.closed, outcome=said.outcome)
    elif said.principle:
        made = said._replace(id=new_id())
        actions.add(loaded, draft, _principle(loaded, said.principle), said.horizon, made)
    else:
        plans.add_readiness_action(loaded, draft, said._replace(id=new_id()))


def _preliminary(loaded: Loaded, draft: Draft, said: Preliminary) -> None:
    for key, words in (("goal", said.goal), ("commitment", said.commitment)):
        if words:
            plans.put_preliminary(loaded, draft, (key,), words)
    if said.discussed:
        plans.discussed(loaded, draft, said.discussed, said.meeting)
    if said.notes:
        plans.add_notes(loaded, draft, clean(said.notes))


def _statement(loaded: Loaded, entry: Proposed) -> Statement:
    found = loaded.partnership.instrument.statement(entry.about)
    assert found is not None, "it was looked up"
    return found


def _meeting(loaded: Loaded, entry: Proposed) -> Meeting:
    found = loaded.partnership.meeting(entry.about)
    assert found is not None, "it was looked up"
    return found


def _principle(loaded: Loaded, id: str) -> Principle:
    found = loaded.partnership.instrument.principle(id)
    assert found is not None, "it was looked up"
    return found
