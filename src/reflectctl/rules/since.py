"""Rules about what happened between two moments: that a move says why, and that nothing has gone missing.

They go by the complete partnership at either moment. What could not be read at one of them is unknown, not gone.
"""

from collections.abc import Iterator

from ..loading.files import PACK, is_rated_against
from ..model.history import of_one_event
from ..model.locations import Location, Nowhere, Place
from ..model.records import Action, Assessment, Partnership
from .findings import Moment, RuleFinding
from .meanings import views_of
from .naming import short, together


def unexplained_move(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """A rating moved or was withdrawn since the earlier moment, and nothing new says why.

    Ratings may move in either direction, and both can be honest. What makes a move worth something to a reader of next
    year is its reason, and without one nobody can tell a decision from a slip of the pen.

    Write the reason under `because`. A new or changed key point, source or view explains a move as well. Where the
    rating of one meeting, or of one agreed day, was put right, nothing moved and there is nothing to explain.

    Wrong:

        # At the earlier moment it was rated `agree`, with the same reason.
        assessments:
          culture:
            rating: neither
            agreed: "2026-03-12"
            because: Our policies say this plainly.

    Right:

        assessments:
          culture:
            rating: neither
            agreed: "2026-03-12"
            because: Our policies say this plainly; the records we read in March do not show it.
    """
    before = moment.before
    # Without a scale nothing is rated: that is no move.
    if before is None or not partnership.instrument.scale:
        return
    statements = {statement.id for statement in partnership.instrument.statements}
    records = {record.principle: record for record in reversed(partnership.files_of_principles)}
    now = {each.statement: each for record in records.values() for each in record.assessments}
    for record in before.records:
        # That a whole record, or a statement of the content, is gone is for the next rule.
        after = records.get(record.principle)
        if after is None:
            continue
        for was in record.assessments:
            current = now.get(was.statement) or Assessment(was.statement, where=after.where)
            if was.rating in (None, current.rating) or was.statement not in statements or _explained(was, current):
                continue
            if current.rating and of_one_event(was, current):
                continue
            rated = before.instrument.label(was.rating)
            since = f"at {moment.since}" if moment.since else "before"
            if current.rating is not None:
                label = partnership.instrument.label(current.rating)
                told = f"{short(was.statement)} was “{rated}” {since} and is “{label}” now, and nothing new says why."
                where = current.where.at("rating")
            else:
                told = f"{short(was.statement)} was “{rated}” {since} and is not rated now, and nothing new says why."
                dimension = was.statement.removeprefix(f"{record.principle}.")
                here = was.statement in now
                where = current.where.key("rating") if here else after.where.key("assessments", dimension)
            yield RuleFinding(
                where,
                told,
                "Write the reason under `because`; a new key point, source or view explains it too.",
                rests_on=(
                    *((current.where, key) for key in ("rating", "because", "reflections", "sources")),
                    *views_of(current, partnership),
                    *(() if was.statement in now else ((after.where, "assessments"),)),
                ),
            )


def _explained(was: Assessment, now: Assessment) -> bool:
    """Whether something was said between two assessments that a reader could take for the reason."""
    if now.because and _folded(now.because) != _folded(was.because):
        return True
    noted = {(prompt, *_folded(each.points)) for prompt, said in was.reflections.items() for each in said}
    if any((prompt, *_folded(each.points)) not in noted for prompt, said in now.reflections.items() for each in said):
        return True
    sources = {_folded(*source[:-1]) for source in was.sources}
    views = {_folded(view.of, view.rating or "", view.because) for view in was.views}
    return any(_folded(*source[:-1]) not in sources for source in now.sources) or any(
        _folded(view.of, view.rating or "", view.because) not in views for view in now.views
    )


def _folded(*texts: str) -> tuple[str, ...]:
    """Texts as they read, however their lines are broken."""
    return tuple(" ".join(text.split()) for text in texts)


def agreed_day_gone_back(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """The rating that stands was agreed before the one that stood at the earlier moment.

    A rating that was agreed in February takes nothing from one that was agreed in June: the later one stands. Written
    over it, the earlier one makes it look as if what was agreed in June had never been.

    Bring back the later rating, and write the earlier one under `earlier` beside it; `reflectctl rate --earlier` does.
    If the later one never was agreed, all is well; say so in the reason.

    Wrong:

        # At the earlier moment it was rated `agree`, agreed on 5 June.
        assessments:
          culture:
            rating: disagree
            agreed: "2026-02-03"

    Right:

        assessments:
          culture:
            rating: agree
            agreed: "2026-06-05"
            earlier:
              - rating: disagree
                agreed: "2026-02-03"
    """
    if moment.before is None:
        return
    stood = {each.statement: each for each in moment.before.assessments}
    for now in partnership.assessments:
        was = stood.get(now.statement)
        if was is None or None in (was.rating, now.rating) or was.agreed is None or now.agreed is None:
            continue
        if now.agreed >= was.agreed or of_one_event(was, now):
            continue
        since = f"at {moment.since}" if moment.since else "before"
        label = moment.before.instrument.label(was.rating)
        yield RuleFinding(
            now.where.at("agreed"),
            f"What stands was agreed on {now.agreed}; {since} it was “{label}”, agreed on {was.agreed}.",
            "Bring that back, and write this one under `earlier` beside it, as `reflectctl rate --earlier` does.",
            rests_on=((now.where, "agreed"), (now.where, "meeting")),
        )


def vanished_id(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """An agency, a meeting, an action, a principle begun or a statement was there earlier and is gone.

    Everything is known by its id. With the id go what an agency said, who was in the room, what came of an action; and
    what is taken away quietly cannot be told from what was lost by accident.

    Bring it back from the earlier moment. An agency that has left stays listed, with the day under `left`; an action
    that was let go is `dropped`, with the reason under `outcome`; a statement changes its wording and keeps its id.

    Wrong:

        # At the earlier moment the action a-4h8s was listed as well.
        making_progress:
          immediate:
            goal: Children know what we write about them.
            measure: What ten of them say in September.
            actions: []

    Right:

        making_progress:
          immediate:
            goal: Children know what we write about them.
            measure: What ten of them say in September.
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council
                due: "2026-06-30"
                status: dropped
                closed: "2026-05-04"
                outcome: The advisory group has taken this on itself.
    """
    before = moment.before
    if before is None:
        return
    since = moment.since or "the earlier moment"
    known = {*before.unread, *(record.where.path for record in before.records)}
    known.update(meeting.where.path for meeting in before.meetings)
    # A file that cannot be read, and was not there before, may be one that was renamed.
    renamed = [path for path in partnership.unread if path not in known]
    yield from _agencies(before, partnership, since)
    if not any(path.startswith("meetings/") for path in renamed):
        yield from _meetings(before, partnership, since)
    if not any(path.startswith("principles/") for path in renamed):
        yield from _records(before, partnership, since)
        # Which parts a plan has is for the content to say.
        if partnership.instrument.horizons:
            yield from _actions(before, partnership, since)
    if partnership.instrument.id and not any(is_rated_against(path) for path in partnership.unread):
        yield from _statements(before, partnership, since)


def _agencies(before: Partnership, now: Partnership, since: str) -> Iterator[RuleFinding]:
    kept = {agency.id for agency in now.agencies}
    if now.where.path in ("", *now.unread):
        return
    for agency in before.agencies:
        if agency.id not in kept:
            yield RuleFinding(
                now.where.key("agencies"),
                f"The agency `{short(agency.id)}` was listed at {since} and is gone.",
                f"Bring it back from {since}; an agency that has left stays listed, with the day under `left`.",
                rests_on=((now.where, "agencies"),),
            )


def _meetings(before: Partnership, now: Partnership, since: str) -> Iterator[RuleFinding]:
    kept = {meeting.id for meeting in now.meetings}
    places = {meeting.where.path: meeting.where for meeting in now.meetings}
    for meeting in before.meetings:
        path = meeting.where.path
        if meeting.id not in kept and path not in now.unread:
            yield RuleFinding(
                places[path].at("id") if path in places else Location(path, 1, 1),
                f"The meeting `{short(meeting.id)}` was recorded at {since} and is gone.",
                f"Give it back its id, or bring its file back from {since}: who was in the room is part of a rating.",
                rests_on=((Nowhere(path), "id"), (Nowhere(path), "date")),
            )


def _records(before: Partnership, now: Partnership, since: str) -> Iterator[RuleFinding]:
    there = now.files_of_principles
    kept = {record.principle for record in there}
    places = {record.where.path: record.where for record in there}
    for record in before.records:
        path = record.where.path
        if record.principle not in kept and path not in now.unread:
            yield RuleFinding(
                places[path].at("principle") if path in places else Location(path, 1, 1),
                f"The principle `{short(record.principle)}` had been begun at {since}, and its record is gone.",
                f"Bring it back from {since}: what was agreed and why is worth keeping, whatever is agreed next.",
                rests_on=((Nowhere(path), "principle"),),
            )


def _actions(before: Partnership, now: Partnership, since: str) -> Iterator[RuleFinding]:
    kept = {action.id for action in now.actions}
    for action in before.actions:
        if action.id in kept or action.where.path in now.unread:
            continue
        place, key = _plan(action, now)
        if place is not None:
            yield RuleFinding(
                place.key(key) if key else Location(action.where.path, 1, 1),
                f"The action {short(action.id)} was in the plan at {since} and is gone.",
                f"Bring it back from {since}; an action that was let go is `dropped`, with the reason under `outcome`.",
                rests_on=((place, key),) if key else (),
            )


def _plan(action: Action, now: Partnership) -> tuple[Place | None, str]:
    """Where actions like one that is gone are listed, and under which key; None where its whole record is gone."""
    if action.principle:
        record = next((each for each in now.files_of_principles if each.principle == action.principle), None)
        if record is None:
            return None, ""
        plan = next((plan for plan in record.plans if plan.horizon == action.horizon), None)
        return (plan.where, "actions") if plan else (record.where, "making_progress")
    if now.preliminary is None:
        return Nowhere(action.where.path), ""
    readiness = now.preliminary.readiness
    return (readiness.where, "actions") if readiness else (now.preliminary.where, "readiness")


def _statements(before: Partnership, now: Partnership, since: str) -> Iterator[RuleFinding]:
    instrument = now.instrument
    kept = {statement.id for statement in instrument.statements}
    places = {principle.where.path: principle.where for principle in instrument.principles}
    # Where the list and the files of the content do not agree, there is a finding about that already.
    told = {id for id, _ in (*instrument.listed, *now.orphans)}
    for principle in before.instrument.principles:
        gone = [statement.id for statement in principle.statements if statement.id not in kept]
        here = instrument.principle(principle.id)
        if not gone or (here is None and principle.id in told):
            continue
        path = principle.where.path
        place = here.where if here else places.get(path)
        key = "statements" if here else "id"
        yield RuleFinding(
            place.key(key) if place else Location(path, 1, 1),
            f"{together(gone)} {'was' if len(gone) == 1 else 'were'} part of the content at {since}, and "
            f"{'is' if len(gone) == 1 else 'are'} gone.",
            f"Bring the words back from {since}; a statement may change its wording and keeps its id.",
            rests_on=(
                *(((place, key),) if place else ()),
                *((Nowhere(PACK), each) for each in ("principles", "dimensions")),
            ),
        )
