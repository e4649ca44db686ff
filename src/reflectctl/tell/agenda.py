"""What is before a meeting, in; a paper for whoever will be there out: an item a section, with how long it may take."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..analysis import status
from ..analysis.agenda import (
    CAME,
    CLOSE,
    NEXT,
    PRELIMINARY,
    PRINCIPLE,
    ROOM,
    VOICES,
    Agenda,
    InHand,
    Item,
    Next,
    Owed,
    Voice,
)
from ..model import blocks as b
from ..model.instrument import Instrument, Term
from ..model.records import Action, Meeting, Partnership, View
from . import charts, papers, prose
from .i18n import in_line, many, phrase, say

_TITLES = {
    ROOM: phrase("Who is here"),
    CAME: phrase("What came of what we agreed"),
    VOICES: phrase("What children, young people and families said"),
    PRELIMINARY: phrase("Before we begin"),
    NEXT: phrase("What we do next"),
    CLOSE: phrase("What we agreed today"),
}

_NONE = "–"


def agenda(agenda: Agenda, partnership: Partnership, today: date, unread: Iterable[tuple[str, str]] = ()) -> b.Telling:
    """The agenda as a paper of the working edition."""
    told = _Told(agenda, partnership, today)
    sections = (told.section(at, item) for at, item in enumerate(agenda.items, 1))
    title = prose.flat(agenda.meeting.title or agenda.meeting.id) if agenda.meeting else ""
    title = say("Agenda: {meeting}", meeting=title) if title else say("Agenda of the next meeting")
    return papers.paper(partnership, title, told.facts(), (*sections, papers.source(today, unread)))


class _Told:
    def __init__(self, agenda: Agenda, partnership: Partnership, today: date) -> None:
        self.agenda, self.partnership, self.today = agenda, partnership, today
        self.instrument = partnership.instrument
        self.is_first = agenda.last is None
        self.in_part = any(path.startswith("meetings/") for path in partnership.unread)

    def facts(self) -> Iterator[str]:
        """When it is, of whom, and how long it may take."""
        agenda = self.agenda
        yield prose.day(agenda.day) if agenda.meeting else _no_meeting(self.in_part)
        if agenda.group:
            yield prose.who(agenda.group, self.partnership)
        yield many("{n} minute in all", "{n} minutes in all", sum(each.minutes for each in agenda.items))

    def section(self, at: int, item: Item) -> b.Section:
        """An item with its number and its minutes."""
        if item.about == PRINCIPLE:
            title = prose.principle_name(item.principle, self.instrument)
        else:
            title = say(_TITLES[item.about])
        minutes = many("{n} minute", "{n} minutes", item.minutes)
        blocks = {
            ROOM: self._room,
            CAME: self._came,
            VOICES: self._voices,
            PRELIMINARY: self._preliminary,
            PRINCIPLE: lambda: self._principle(item.principle),
            NEXT: self._next,
            CLOSE: self._close,
        }[item.about]
        head = say("{n}. {item} ({minutes})", n=at, item=title, minutes=minutes)
        return b.Section(item.about, head, tuple(blocks()), f"item-{at}")

    def _names(self, ids: Iterable[str]) -> str:
        return prose.listed([self.partnership.agency_name(each) for each in ids])

    def _room(self) -> Iterator[b.Block]:
        last = self.agenda.last
        if last is None:
            first = say("No meeting was held before this one, as far as is recorded.")
            if self.agenda.group:
                first = say("No meeting of the group was held before this one, as far as is recorded.")
            yield _said(say("No earlier meeting is in what could be read.") if self.in_part else first)
            if self.instrument.purpose:
                yield b.Pair(say("What this is for"), (_points(self.instrument.purpose),), level=3)
            yield from self._terms(say("How we work with each other"), self.instrument.approaches)
            return
        where = in_line(
            "Last time: {meeting}, on {day}.",
            meeting=b.Written(prose.quoted(last.title or last.id)), day=prose.day(last.date),
        )  # fmt: skip
        yield b.Paragraph(where)
        absent = prose.absent(last, self.partnership)
        yield b.Paragraph(b.Written(say("Missing then: {agencies}.", agencies=absent)))
        if last.absent:
            yield _said(say("Welcome them back, and tell them what was agreed without them."))

    def _came(self) -> Iterator[b.Block]:
        agenda = self.agenda
        if agenda.closed:
            since = prose.day(agenda.since)
            head = say("Done or let go since {day}", day=since) if since else say("Done or let go")
            yield b.Pair(head, (_list(map(self._closed, agenda.closed)),), level=3)
        if agenda.due:
            yield b.Pair(say("Due by now, and open: how is it going?"), (_list(map(self._due, agenda.due)),), level=3)
        if agenda.soon:
            soon = many("Due in the {n} day after", "Due in the {n} days after", self.partnership.due_soon_days)
            yield b.Pair(soon, (_list(map(self._due, agenda.soon)),), level=3)

    def _action(self, action: Action) -> b.Line:
        who = prose.owner_name(action, self.partnership)
        name = b.Written(prose.flat(action.action) or action.id)
        return (b.Strong(name), " ", b.Quiet(b.Written(f"({', '.join(each for each in (who, action.id) if each)}).")))

    def _closed(self, action: Action) -> b.Item:
        came = (b.BREAK, _flat(action.outcome)) if action.outcome else ()
        stands = prose.capital(prose.status_name(action))
        return b.Item((*self._action(action), b.BREAK, f"{stands}.", *came))

    def _due(self, action: Action) -> b.Item:
        due = prose.due_clause(action, self.partnership)
        stands = prose.capital(prose.row((prose.status_name(action, self.today), due)))
        noted = max((each for each in action.progress if each.note), key=lambda each: str(each.dated), default=None)
        line: tuple[b.Span, ...] = (*self._action(action), b.BREAK, f"{stands}.")
        if noted is not None:
            when = prose.day(noted.dated) or say("On the way")
            line = (*line, b.BREAK, b.Quiet(f"{when}:"), " ", _flat(noted.note))
        return b.Item(line)

    def _voices(self) -> Iterator[b.Block]:
        if self.agenda.voices:
            yield _list(map(self._voice, self.agenda.voices))
        elif self.in_part:
            yield _said(say("Nothing in what could be read. What do we know of it, and whom could we ask?"))
        elif self.agenda.since:
            day = prose.day(self.agenda.since)
            yield _said(say("Nothing is recorded since {day}. What do we know of it, and whom could we ask?", day=day))
        else:
            yield _said(say("Nothing is recorded yet. What do we know of it, and whom could we ask?"))

    def _voice(self, voice: Voice) -> b.Item:
        day = b.Quiet(f"{prose.day(voice.day)}:")
        if voice.heard:
            how = (": ", _flat(voice.heard.how)) if voice.heard.how else ()
            return b.Item((day, " ", b.Strong(_flat(voice.heard.who)), *how))
        assert voice.view is not None
        name = b.Content(prose.statement_name(voice.statement, self.instrument))
        return b.Item((day, " ", *self._view(voice.view, day=False), b.BREAK, name))

    def _view(self, view: View, *, day: bool = True) -> b.Line:
        who = b.Strong(b.Written(prose.who(view.of, self.partnership)))
        rating = b.Content(prose.stands(view.rating, self.instrument)) if view.rating else say(charts.COULD_NOT_SAY)
        given = f" ({prose.day(view.given)})" if day and view.given else ""
        why = (" ", _flat(view.because)) if view.because else ()
        return (*in_line("{agency}: {rating}", agency=who, rating=rating), given, ".", *why)

    def _preliminary(self) -> Iterator[b.Block]:
        if self.instrument.preliminary:
            yield b.Paragraph(b.Content(prose.flat(self.instrument.preliminary)), role="lede")
        questions = tuple(
            b.Item(b.Content(prose.flat(each.question)), (_points(each.follow_ups),) if each.follow_ups else ())
            for each in self.instrument.questions
        )
        if questions:
            yield b.List(questions)
        if not self.is_first:
            yield from self._terms(say("How we work with each other"), self.instrument.approaches)
        if self.instrument.how_to_use:
            yield b.Pair(say("How the tool is used"), (_points(self.instrument.how_to_use),), level=3)

    def _terms(self, title: str, terms: Iterable[Term]) -> Iterator[b.Block]:
        items = tuple(
            b.Item((b.Strong(b.Content(each.title or each.id)), ": ", b.Content(prose.flat(each.meaning))))
            for each in terms
        )
        if items:
            yield b.Pair(title, (b.List(items),), level=3)

    def _principle(self, id: str) -> Iterator[b.Block]:
        principle = self.instrument.principle(id)
        if principle is None:
            yield _said(say("The content names no such principle."))
            return
        if principle.voice.strip():
            title = self.instrument.voice_title
            yield b.Quotation(b.Content(principle.voice), b.Content(title) if title else "", role="voice")
        in_hand = [each for each in self.agenda.in_hand if each.assessment.statement.partition(".")[0] == id]
        for each in in_hand:
            yield from self._statement(each)
        yield from self._views(in_hand)
        prompts = tuple(
            b.Item(b.Strong(b.Content(each.title or each.id)), (_points(each.questions),) if each.questions else ())
            for each in self.instrument.prompts
        )
        if prompts:
            yield b.Pair(say("Questions to open it up"), (b.List(prompts),), level=3)
        if themes := prose.listed([each.title or each.id for each in self.instrument.themes]):
            yield b.Paragraph(in_line("Held in mind throughout: {themes}.", themes=b.Content(themes)), role="facts")

    def _statement(self, each: InHand) -> Iterator[b.Block]:
        assessment = each.assessment
        found = self.instrument.statement(assessment.statement)
        assert found is not None
        yield b.Heading(3, b.Content(prose.dimension_name(found.dimension, self.instrument)))
        yield b.Paragraph(b.Content(prose.flat(found.text)), role="text")
        rating = prose.rating_of(found.id, self.partnership)
        day = prose.day(assessment.agreed) if assessment.rating else ""
        if assessment.rating or status.unreadable_rating(self.partnership, found.id) is not None:
            stands = in_line("Agreed last: {rating}", rating=b.Strong(b.Content(rating)))
            yield b.Paragraph((*stands, f" ({day})." if day else "."))
        else:
            yield b.Paragraph(say("Not yet rated."))
        if assessment.because:
            yield b.Pair(say("Because"), (b.Prose(assessment.because, 5),), level=4)
        if each.reread:
            words = say("Its wording has changed since it was rated: read it again, and say whether the rating stands.")
            yield b.Paragraph(b.Strong(words))
        if each.given:
            head = say("Views given since") if assessment.rating else say("Views")
            yield b.Pair(head, (_list(b.Item(self._view(view)) for view in each.given),), level=4)

    def _views(self, in_hand: list[InHand]) -> Iterator[b.Block]:
        """Who has given a view of each statement since its rating was agreed, who had before, and who has not."""
        who = {id for each in in_hand for id in (*each.owed, *(view.of for view in each.given))}
        who.update(bad.part for bad in self.partnership.unusable if bad.part)
        who.update(path[len("views/") :].removesuffix(".yaml") for path in self.partnership.unread)
        order = [each.id for each in self.partnership.speakers if each.id in who]
        if not order:
            return
        heads = [prose.dimension_name(each.assessment.statement.partition(".")[2], self.instrument) for each in in_hand]
        yield b.Table(
            (b.Column(say("Who")), *(b.Column(head, is_content=True) for head in heads)),
            tuple(
                b.Row((b.Written(self.partnership.agency_name(id)), *(self._held(id, each) for each in in_hand)))
                for id in order
            ),
            say("Views in, and who may still give one ({none} is where there is none yet)", none=_NONE),
        )

    def _held(self, id: str, each: InHand) -> b.Line:
        """What somebody's view of a statement is: of now, or of the rating that stands and before."""
        if (bad := status.unreadable_view(self.partnership, each.assessment.statement, id)) is not None:
            return prose.unusable(bad)
        now = next((view for view in each.given if view.of == id), None)
        was = next((view for view in each.before if view.of == id), None)
        if now is not None:
            return self._rated(now)
        return (b.Quiet(say("before:")), " ", self._rated(was)) if was is not None else _NONE

    def _rated(self, view: View) -> b.Span:
        return b.Content(prose.stands(view.rating, self.instrument)) if view.rating else say(charts.COULD_NOT_SAY)

    def _next(self) -> Iterator[b.Block]:
        principles = [each.principle for each in self.agenda.items if each.principle]
        records = [each for each in self.partnership.records if each.principle in principles]
        goals = [plan for record in records for plan in record.plans if plan.goal]
        if not goals and self.instrument.start_small:
            yield b.Paragraph(b.Content(prose.flat(self.instrument.start_small)))
        for each in self.instrument.horizons:
            so_far = (b.Pair(say("Goal so far"), (b.Prose(it.goal, 5),)) for it in goals if it.horizon == each.id)
            asked = [text for text in (each.goal, each.actions, each.measure) if text]
            yield b.Pair(b.Content(each.title or each.id), (*so_far, _points(asked)), level=3)

    def _close(self) -> Iterator[b.Block]:
        yield _said(say("What was agreed, who does it and by when, and what is to be said to children and families."))
        yield _said(say("The day of the next meeting, and whose voice should be in it."))


def coming(told: Next, partnership: Partnership, _: object = ()) -> Iterator[b.Block]:
    """Which meeting is today and which lies ahead, what it could be about, and who owes what."""
    instrument = partnership.instrument
    yield b.Heading(1, papers.name(partnership))
    yield b.Paragraph(say("As of {day}.", day=prose.day(told.day)), "lead")
    names = prose.listed([prose.principle_name(each, instrument) for each in told.in_hand])
    for title, there in ((say("Today"), told.of_today), (say("Ahead"), told.ahead)):
        if there:
            yield b.Group((b.Heading(2, title), _list([b.Item(_ahead(each, partnership)) for each in there])))
    if (names or told.fresh) and not (told.of_today or told.ahead):
        in_part = any(path.startswith("meetings/") for path in partnership.unread)
        first = say("It could be the preliminary discussion.")
        about = say("It could be about {principle}.", principle=names) if names else first
        yield b.Group((b.Heading(2, say("Ahead")), b.Paragraph(f"{_no_meeting(in_part)} {about}")))
    old = [b.Item(_looked_at(id, day, instrument)) for id, day in told.longest_ago[:_MOST]]
    if old:
        yield b.Group((b.Heading(2, say("Looked at longest ago")), _list(old)))
    if told.fresh:
        fresh = prose.listed([prose.principle_name(each, instrument) for each in told.fresh])
        yield b.Paragraph(say("Not talked about yet: {principles}.", principles=fresh))
    owed = [b.Item(_whose(each, partnership), (_list(_owed(each, told, partnership)),)) for each in told.owed]
    if owed:
        yield b.Group((b.Heading(2, say("Who owes what")), _list(owed)))


_MOST = 3
"""Of how many principles it is told when they were last looked at."""


def _ahead(meeting: Meeting, partnership: Partnership) -> b.Line:
    name = meeting.title or meeting.id
    name = f"{partnership.agency_name(meeting.group)}: {name}" if meeting.group else name
    about = prose.listed([prose.principle_name(each, partnership.instrument) for each in meeting.principles])
    line = in_line("{day}: {meeting}", day=b.Strong(prose.day(meeting.date)), meeting=_flat(name))
    return (*line, " ", b.Quiet(f"({about})")) if about else line


def _looked_at(id: str, day: date | None, instrument: Instrument) -> b.Line:
    when = prose.day(day) if day else say("no day is known")
    return in_line("{name}: {when}", name=b.Content(prose.principle_name(id, instrument)), when=when)


def _whose(owed: Owed, partnership: Partnership) -> b.Span:
    return _flat(prose.who(owed.of, partnership)) if owed.of else say("No owner yet")


def _owed(owed: Owed, told: Next, partnership: Partnership) -> Iterator[b.Item]:
    for action in owed.actions:
        stands = prose.row((prose.due_clause(action, partnership), prose.status_name(action, told.day)))
        yield b.Item(_flat(f"{action.id}: {prose.flat(action.action)} ({stands})"))
    for id in told.in_hand:
        theirs = [each.partition(".")[2] for each in owed.statements if each.partition(".")[0] == id]
        if theirs:
            name = prose.principle_name(id, partnership.instrument)
            dimensions = prose.listed([prose.dimension_name(each, partnership.instrument) for each in theirs])
            line = in_line(
                "A view of {principle}: {statements}", principle=b.Content(name), statements=b.Content(dimensions)
            )
            yield b.Item(line)


def _no_meeting(in_part: bool) -> str:
    """That no meeting lies ahead, or none that could be read."""
    if in_part:
        return say("No meeting ahead is in what could be read.")
    return say("No meeting lies ahead yet: its day is to be found.")


def _said(words: str) -> b.Paragraph:
    return b.Paragraph(words, role="facts")


def _flat(words: str) -> b.Written:
    return b.Written(prose.flat(words))


def _list(items: Iterable[b.Item]) -> b.List:
    return b.List(tuple(items))


def _points(texts: Iterable[str]) -> b.List:
    return b.List(tuple(b.Item(b.Content(prose.flat(each))) for each in texts), "points")
