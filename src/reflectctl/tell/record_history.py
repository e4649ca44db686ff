"""What became of agencies' views and of actions in; every change as an entry of a history out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ..analysis import view_history as questions
from ..model import history as kinds
from ..model.history import ActionEvent, ActionHistories, ActionHistory, HeldView, ViewChange, ViewHistory
from ..model.instrument import Instrument
from ..model.periods import ONGOING
from ..model.records import Action, Partnership
from . import fields, prose
from .history import Chapter, Entry, Section, at_meeting, left_out, plan_name, source, when
from .i18n import phrase, say

_BRIEFLY = 60

_SPREAD = {
    questions.ALIKE: phrase("views all the same"),
    questions.SAME_SIDE: phrase("views on the same side of the scale"),
    questions.UNSURE: phrase("views on one side of the scale, some unclear"),
    questions.APART: phrase("views on both sides of the scale"),
    questions.VARIED: phrase("different views"),
    questions.ALONE: phrase("one agency's view"),
    questions.SILENT: phrase("the agencies that were asked could not say"),
    questions.NOBODY: phrase("no views are written down any more"),
}


_OF_AGENCIES = {
    questions.ALIKE: phrase("the agencies' views all the same"),
    questions.SAME_SIDE: phrase("the agencies' views on the same side of the scale"),
    questions.UNSURE: phrase("the agencies' views on one side of the scale, some unclear"),
    questions.ALONE: _SPREAD[questions.ALONE],
}
"""The same, where it would not be so if the groups' views were among them."""


def views(history: ViewHistory, partnership: Partnership) -> list[Chapter]:
    """Every change of the agencies' views by principle and statement."""
    instrument = partnership.instrument
    found: dict[str, list[ViewChange]] = {}
    for each in history.changes:
        found.setdefault(each.statement, []).append(each)
    chapters: dict[str, list[Section]] = {}
    for statement in sorted(found, key=_order(instrument)):
        principle, _, dimension = statement.partition(".")
        way: list[str] = []
        for each in found[statement]:
            spread = _with_groups(_lies(each, instrument), each, instrument)
            if each.stands and way[-1:] != [spread]:
                way.append(spread)
        entries = tuple(_view(each, partnership) for each in found[statement])
        summary = " → ".join(way) or say("no views are kept")
        section = Section(prose.dimension_name(dimension, instrument), entries, summary)
        chapters.setdefault(principle, []).append(section)
    return [Chapter(prose.principle_name(each, instrument), tuple(chapters[each])) for each in chapters]


def _order(instrument: Instrument) -> Callable[[str], tuple[int, int, str]]:
    statements = {each.id: at for at, each in enumerate(instrument.statements)}
    principles = {each.id: at for at, each in enumerate(instrument.principles)}
    return lambda id: (
        principles.get(id.partition(".")[0], len(principles)), statements.get(id, len(statements)), id
    )  # fmt: skip


def _view(change: ViewChange, partnership: Partnership) -> Entry:
    instrument = partnership.instrument
    principle, _, dimension = change.statement.partition(".")
    meeting = change.meeting if change.dated else ""
    what = _spread(change, instrument)
    kept = (lambda told: told) if change.stands else left_out
    both = phrase("{recorded} (given {day}, recorded {commit_day})")
    reasons = [
        (prose.who(each.agency, partnership), prose.quoted(each.because))
        for each in (*change.views, *change.group_views)
        if each.because
    ]
    return Entry(
        day=change.day,
        when=when(change.day, dated=change.dated),
        name=prose.statement_name(change.statement, instrument),
        short=prose.dimension_name(dimension, instrument),
        principle=principle,
        happened=kept(at_meeting(what, meeting, partnership)),
        recorded=change.recorded,
        source=source(change.recorded, both, change.day if change.dated else None),
        step=kept(what),
        meeting=meeting,
        at_meeting=at_meeting(kept(what), meeting, partnership),
        beneath=tuple(("", told) for told in _held(change, partnership)),
        reasons=tuple(reasons),
    )


def _lies(change: ViewChange, instrument: Instrument) -> str:
    """How the agencies' views lie to each other; where only groups have given any, that."""
    if change.group_views and not change.views:
        return say("views of groups alone")
    words = _OF_AGENCIES if _is_otherwise(change, instrument) else _SPREAD
    return say(words[questions.spread(change.views, instrument)])


def _is_otherwise(change: ViewChange, instrument: Instrument) -> bool:
    """Whether groups see it otherwise than the agencies, among whom there is no such difference."""
    spread = questions.spread(change.views, instrument)
    if spread == questions.ALONE:
        return questions.spread((*change.views, *change.group_views), instrument) not in (spread, questions.ALIKE)
    return spread in _OF_AGENCIES and questions.spread((*change.views, *change.group_views), instrument) != spread


def _with_groups(what: str, change: ViewChange, instrument: Instrument) -> str:
    """How views lie to each other, and that groups see it otherwise."""
    return say("{what}; a group sees it otherwise", what=what) if _is_otherwise(change, instrument) else what


def _spread(change: ViewChange, instrument: Instrument) -> str:
    """How the views lie to each other, whether they drew together, and whether groups see it otherwise."""
    if change.views == change.was and change.group_views != change.group_views_were:
        return say("a group's view, beside the agencies'")
    return _with_groups(_drawn(change, instrument), change, instrument)


def _drawn(change: ViewChange, instrument: Instrument) -> str:
    """How the agencies' views lie to each other, and whether they drew together."""
    what = _lies(change, instrument)
    if {(each.agency, each.rating) for each in change.was} == {(each.agency, each.rating) for each in change.views}:
        told = [kind for _, kind in change.kinds]
        if kinds.CONFIRMED in told:
            return say("{what}, given again", what=what)
        if _reasons(change.was) == _reasons(change.views):
            return say("{what}, as before", what=what)
        return say("{what}, as before, with other reasons", what=what)
    drawn = questions.drawn(change.was, change.views, instrument)
    if not drawn:
        return what
    if drawn == questions.CLOSER:
        return say("{what}, closer together than before", what=what)
    return say("{what}, further apart than before", what=what)


def _reasons(views: Iterable[HeldView]) -> list[str]:
    return [each.because for each in views]


def _held(change: ViewChange, partnership: Partnership) -> Iterator[str]:
    """Who holds which view, whose is not written down any more, and the rating beside them."""
    for label, names in _who(change.views, partnership):
        yield f"{label}: {prose.listed(names)}"
    for label, names in _who(change.group_views, partnership):
        yield say("Beside them, {rating}: {groups}", rating=label, groups=prose.listed(names))
    there = {each.agency for each in (*change.views, *change.group_views)}
    were = (*change.was, *change.group_views_were)
    for kind, words in _OF_VIEWS.items():
        if names := [prose.who(agency, partnership) for agency, its in change.kinds if its == kind]:
            yield say(words, agencies=prose.listed(names))
    before = {each.agency: each.rating for each in were}
    for agency, kind in change.kinds:
        if kind == kinds.CORRECTED and agency in before:
            was = _label(before[agency], partnership.instrument)
            yield say(
                "Corrected: {agency} (was recorded as {rating})", agency=prose.who(agency, partnership), rating=was
            )
    if gone := [prose.who(each.agency, partnership) for each in were if each.agency not in there]:
        yield say("No longer written down: {agencies}", agencies=prose.listed(gone))
    rating, day = partnership.instrument.label(change.rating), prose.day(change.agreed)
    if change.is_unread:
        yield say("The partnership's rating could not be read")
    elif day and not (change.dated and change.day == change.agreed):
        yield say("The partnership's rating: {rating}, agreed {day}", rating=rating, day=day)
    else:
        yield say("The partnership's rating: {rating}", rating=rating)


_OF_VIEWS = {
    kinds.CONFIRMED: phrase("Given again, unchanged: {agencies}"),
    kinds.STANDS_AGAIN: phrase("Stands again: {agencies}"),
}


def _label(rating: str | None, instrument: Instrument) -> str:
    return instrument.label(rating) if rating else say("Could not say")


def _who(views: Iterable[HeldView], partnership: Partnership) -> list[tuple[str, list[str]]]:
    """The agencies that hold each view, in the order of the scale; those that could not say come last."""
    instrument = partnership.instrument
    order = {point.id: at for at, point in enumerate(instrument.scale)}
    held: dict[str | None, list[str]] = {}
    for each in sorted(views, key=lambda each: (each.rating is None, order.get(each.rating or "", len(order)))):
        held.setdefault(each.rating, []).append(prose.who(each.agency, partnership))
    return [(_label(rating, instrument), names) for rating, names in held.items()]


def actions(history: ActionHistories, partnership: Partnership) -> list[Chapter]:
    """What became of every action by principle, the readiness plan's first."""
    instrument = partnership.instrument
    places = {"": -1, **{each.id: at for at, each in enumerate(instrument.principles)}}
    chapters: dict[str, list[Section]] = {}
    for action in sorted(history.actions, key=lambda each: (places.get(each.principle, len(places)), each.principle)):
        summary = prose.flat(action.action) or say("an action without a text")
        if not action.there:
            summary = say("{action} (not in the plan any more)", action=summary)
        section = Section(action.id, tuple(_action(action, partnership)), summary)
        chapters.setdefault(action.principle, []).append(section)
    return [Chapter(plan_name(each, instrument), tuple(chapters[each])) for each in chapters]


_BEGINNINGS = (kinds.OWNER, kinds.JOINT, kinds.ROLE, kinds.DUE)
_BOTH_DAYS = {
    kinds.DUE: phrase("{recorded} (agreed {day}, recorded {commit_day})"),
    kinds.PROGRESS: phrase("{recorded} (noted for {day}, recorded {commit_day})"),
    kinds.DONE: phrase("{recorded} (closed {day}, recorded {commit_day})"),
    kinds.DROPPED: phrase("{recorded} (closed {day}, recorded {commit_day})"),
}


def _action(action: ActionHistory, partnership: Partnership) -> Iterator[Entry]:
    begun = {(each.recorded.commit, each.stands) for each in action.events if each.kind == kinds.OPENED}
    name = f"{action.id}, {prose.quoted(prose.first_point(action.action, most=_BRIEFLY))}"
    for event in action.events:
        if event.was == "" and event.kind in _BEGINNINGS and (event.recorded.commit, event.stands) in begun:
            continue  # said with the opening
        happened = _event(event, action, partnership)
        both = _BOTH_DAYS.get(event.kind, phrase("{recorded} (opened {day}, recorded {commit_day})"))
        yield Entry(
            day=event.day,
            when=when(event.day, dated=event.dated),
            name=name,
            short=name,
            principle=action.principle,
            happened=happened if event.stands else left_out(happened),
            recorded=event.recorded,
            source=source(event.recorded, both, event.day if event.dated else None),
            beneath=tuple(_outcome(event)),
        )


_HAPPENED = {
    kinds.STARTED: phrase("started"),
    kinds.DONE: phrase("done"),
    kinds.DROPPED: phrase("dropped"),
    kinds.OUTCOME: phrase("the outcome was written anew"),
    kinds.REMOVED: phrase("taken out of the plan"),
    kinds.STANDS_AGAIN: phrase("stands again in {now}"),
    kinds.REOPENED: phrase("opened again, after it was {was}"),
    kinds.OWNER: phrase("went from {was} to {now}"),
    kinds.WORDED: phrase("worded anew; before, it was {was}"),
}
_CHANGED = {
    kinds.PROGRESS: (
        phrase("on the way: {now} (written anew; before, {was})"),
        phrase("on the way: {now}"),
        phrase("what was noted on the way was taken out: {was}"),
    ),
    kinds.JOINT: (
        phrase("is undertaken with {now}, before with {was}"),
        phrase("is undertaken with {now}"),
        phrase("is no longer undertaken with {was}"),
    ),
    kinds.REVIEW: (
        phrase("is to be looked at again on {now}, before on {was}"),
        phrase("is to be looked at again on {now}"),
        phrase("has no day to be looked at again any more; it was {was}"),
    ),
    kinds.DUE: (
        phrase("the due date moved from {was} to {now}"),
        phrase("the due date is {now}"),
        phrase("the due date, {was}, was taken out"),
    ),
    kinds.CLOSED: (
        phrase("the closing date is {now}, not {was}"),
        phrase("the closing date is {now}"),
        phrase("the closing date, {was}, was taken out"),
    ),
    kinds.ROLE: (
        phrase("the role is now {now}, before {was}"),
        phrase("the role is now {now}"),
        phrase("the role is now not named, before {was}"),
    ),
    kinds.MOVED: (
        phrase("moved from {was} to {now}"),
        phrase("moved from {was} to {now}"),
        phrase("moved from {was} to {now}"),
    ),
}
"""What is said where something was changed, was put in, or was taken out."""


def _event(event: ActionEvent, action: ActionHistory, partnership: Partnership) -> str:
    if event.kind == kinds.OPENED:
        return _opened(event, action, partnership)
    if event.kind in _CHANGED:
        both, put_in, taken_out = _CHANGED[event.kind]
        told = (both if event.was else put_in) if event.now else taken_out
    elif not (told := _HAPPENED.get(event.kind, "")):
        return fields.step(Action, event.kind, event.was, event.now, partnership)
    return say(told, was=_value(event.kind, event.was, partnership), now=_value(event.kind, event.now, partnership))


def _value(kind: str, said: str, partnership: Partnership) -> str:
    """What an event is about, as people say it."""
    match kind:
        case kinds.DUE:
            return prose.due_date(said)
        case kinds.CLOSED | kinds.REVIEW:
            return _day(said)
        case kinds.JOINT:
            return prose.listed([partnership.agency_name(each) for each in said.split(", ")]) if said else ""
        case kinds.PROGRESS:
            return prose.quoted(said)
        case kinds.OWNER:
            return partnership.agency_name(said) if said else say("nobody")
        case kinds.WORDED:
            return prose.quoted(said)
        case kinds.MOVED | kinds.STANDS_AGAIN:
            return _place(said, partnership.instrument)
        case kinds.REOPENED:
            return said.replace("-", " ")
    return said


def _opened(event: ActionEvent, action: ActionHistory, partnership: Partnership) -> str:
    first = {
        each.kind: each.now
        for each in action.events
        if each.was == "" and each.kind in _BEGINNINGS and each.recorded.commit == event.recorded.commit
    }
    owner, joint, role, due = (first.get(kind, "") for kind in _BEGINNINGS)
    what = say("opened for {who}", who=partnership.agency_name(owner)) if owner else say("opened")
    what += f" ({role})" if role else ""
    if joint:
        what = say("{agency}, with {others}", agency=what, others=_value(kinds.JOINT, joint, partnership))
    if due == ONGOING:
        return say("{what}, ongoing", what=what)
    due = prose.due_date(due)
    return say("{what}, due {day}", what=what, day=due) if due else say("{what}, with no due date", what=what)


def _place(place: str, instrument: Instrument) -> str:
    principle, _, horizon = place.partition(".")
    name = prose.quoted(prose.principle_name(principle, instrument))
    plan = say("the plan of {principle}", principle=name) if principle else say("the readiness plan")
    return plan + (f" ({prose.horizon_name(horizon, instrument)})" if horizon else "")


def _day(iso: str) -> str:
    return prose.day(date.fromisoformat(iso)) if iso else ""


def _outcome(event: ActionEvent) -> Iterator[tuple[str, str]]:
    because = prose.quoted(event.because) if event.because else ""
    if event.kind == kinds.DONE:
        yield (say("Outcome"), because) if because else ("", say("No outcome is written down."))
    elif event.kind == kinds.DROPPED:
        yield (say("Why"), because) if because else ("", say("No reason is written down."))
    elif event.kind == kinds.DUE and because:
        yield say("Why"), because
    elif event.kind == kinds.OUTCOME and event.now:
        yield say("Outcome"), prose.quoted(event.now)
