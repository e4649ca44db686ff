"""What a meeting came to, in; its minutes out: who was there, what was agreed and why, who sees it otherwise, and who
does what by when.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from ..analysis import status
from ..analysis.meetings import notes_written
from ..analysis.minutes import Agreed, Minutes
from ..model import blocks as b
from ..model.records import Action, Partnership, View
from . import charts, papers, prose
from .fields import pairs
from .i18n import in_line, say


def minutes(told: Minutes, partnership: Partnership, today: date, unread: Iterable[tuple[str, str]] = ()) -> b.Telling:
    """The minutes as a paper of the working edition: a draft until they are agreed."""
    meeting = told.meeting
    title = say("Minutes: {meeting}", meeting=prose.flat(meeting.title or meeting.id))
    if meeting.minutes_agreed:
        stands = say("Agreed on {day}.", day=prose.day(meeting.minutes_agreed))
    else:
        stands = say("Draft: these minutes are not agreed yet.")
    group = [prose.who(meeting.group, partnership)] if meeting.group else []
    sections = _Told(told, partnership).sections()
    facts = (prose.day(meeting.date), *group, stands)
    return papers.paper(partnership, title, facts, (*sections, papers.source(today, unread)))


class _Told:
    def __init__(self, told: Minutes, partnership: Partnership) -> None:
        self.told, self.partnership = told, partnership
        self.instrument = partnership.instrument
        self.in_part = any(path.startswith("principles/") for path in partnership.unread)

    def sections(self) -> Iterator[b.Section]:
        """Who was there, and what was said, agreed, noted and undertaken; what there is nothing of is left out."""
        parts = (
            ("room", say("Who was there"), self._room()),
            ("heard", say("Whose voices were heard"), self._heard()),
            ("agreed", say("What was agreed"), self._agreed()),
            ("points", say("What was said"), self._points()),
            ("actions", say("Who does what, and by when"), self._undertaken()),
            ("told", say("What was told of actions"), self._reported()),
            ("notes", say("Notes"), self._notes()),
        )
        for id, title, said in parts:
            if blocks := tuple(said):
                yield b.Section(id, title, blocks, f"part-{id}")

    def _names(self, ids: Iterable[str]) -> str:
        return prose.listed([self.partnership.agency_name(each) for each in ids])

    def _room(self) -> Iterator[b.Block]:
        meeting = self.told.meeting
        about = prose.listed([prose.principle_name(each, self.instrument) for each in meeting.principles])
        bad = status.unreadable_attendance(meeting, self.partnership)
        unlisted = status.unlisted(meeting, self.partnership)
        told = (
            (say("About"), about),
            (say("Present"), self._names(meeting.present)),
            (say("Apologies, or absent"), self._names(meeting.absent)),
            (say("Not listed"), self._names(unlisted)),
            (say("Who was there"), prose.unusable(bad) if bad else ""),
            (say("Quorum"), prose.capital(prose.quorum(meeting, self.partnership))),
        )
        found = tuple(b.Pair(name, (b.Paragraph(b.Written(words)),)) for name, words in told if words)
        yield b.Pairs((*found, *pairs(meeting._replace(minutes_agreed=None, group=""), self.partnership)))

    def _heard(self) -> Iterator[b.Block]:
        items = []
        for each in self.told.meeting.heard:
            line: tuple[b.Span, ...] = (b.Strong(_flat(each.who)),)
            line = (*line, f" ({prose.day(each.dated)})") if each.dated else line
            items.append(b.Item((*line, ": ", _flat(each.how)) if each.how else line))
        if items:
            yield _list(items)

    def _agreed(self) -> Iterator[b.Block]:
        unreadable = [id for id in self._in_hand() if status.unreadable_rating(self.partnership, id) is not None]
        if not self.told.agreed and not unreadable:
            none = say("No rating is recorded for this meeting.")
            yield b.Paragraph(say("No rating is in what could be read.") if self.in_part else none, role="facts")
        for each in self.told.agreed:
            yield b.Heading(3, b.Content(prose.statement_name(each.statement, self.instrument)))
            yield b.Paragraph(self._went(each))
            if each.because:
                yield b.Prose(each.because, 4)
            else:
                yield b.Paragraph(say("No reason is recorded."), role="quiet")
            if views := (*each.outright, *each.unclear):
                yield b.Pair(say("Who sees it otherwise"), (_list(map(self._view, views)),), level=4)
        for id in unreadable:
            rating = prose.rating_of(id, self.partnership)
            line = in_line("{statement}: {rating}", statement=b.Content(prose.statement_name(id, self.instrument)),
                           rating=b.Written(rating))  # fmt: skip
            yield b.Paragraph(line)

    def _in_hand(self) -> Iterator[str]:
        for principle in self.instrument.principles:
            if principle.id in self.told.meeting.principles:
                yield from (each.id for each in principle.statements)

    def _went(self, each: Agreed) -> b.Line:
        """What stood and what was agreed."""
        now = b.Strong(b.Content(prose.label(each.rating, self.instrument)))
        if not each.is_known:
            return (*in_line("Agreed: {rating}", rating=now), ".")
        if each.was == each.rating:
            return (*in_line("Agreed again, unchanged: {rating}", rating=now), ".")
        was = b.Content(prose.label(each.was, self.instrument))
        return (was, " ", b.Sign("→", say("to")), " ", now)

    def _view(self, view: View) -> b.Item:
        who = b.Strong(b.Written(prose.who(view.of, self.partnership)))
        rating = b.Content(prose.stands(view.rating, self.instrument)) if view.rating else say(charts.COULD_NOT_SAY)
        why = (" ", _flat(view.because)) if view.because else ()
        return b.Item((*in_line("{agency}: {rating}", agency=who, rating=rating), ".", *why))

    def _points(self) -> Iterator[b.Block]:
        statement = ""
        for each in self.told.points:
            if each.statement != statement:
                statement = each.statement
                yield b.Heading(3, b.Content(prose.statement_name(statement, self.instrument)))
            prompt = self.instrument.prompt(each.prompt)
            title = b.Content(prompt.title or each.prompt if prompt else each.prompt)
            yield b.Pair(title, (b.Prose(each.said.points, 5),), level=4)

    def _undertaken(self) -> Iterator[b.Block]:
        if not self.told.undertaken:
            none = say("No action is recorded for this meeting.")
            yield b.Paragraph(say("No action is in what could be read.") if self.in_part else none, role="facts")
            return
        heads = (say("Action"), say("Who leads, and with whom"), say("By when"))
        yield b.Table(
            tuple(map(b.Column, heads)), tuple(map(self._action, self.told.undertaken)), label=say("Actions agreed")
        )

    def _action(self, action: Action) -> b.Row:
        name = (_flat(action.action or action.id), b.BREAK, b.Quiet(action.id))
        who = prose.owner_name(action, self.partnership) or say("nobody yet")
        return b.Row((name, b.Written(who), prose.due(action, self.partnership) or say("no date")))

    def _reported(self) -> Iterator[b.Block]:
        items = []
        for action in self.told.closed:
            came = (b.BREAK, _flat(action.outcome)) if action.outcome else ()
            items.append(b.Item((*self._named(action), f" {prose.status_name(action)}.", *came)))
        for action, noted in self.told.noted:
            moved = say("Now due {day}.", day=prose.due_date(noted.due)) if noted.due else ""
            said = [_flat(noted.note)] if noted.note else []
            items.append(b.Item((*self._named(action), " ", *said, f" {moved}" if moved else "")))
        if items:
            yield _list(items)

    def _named(self, action: Action) -> b.Line:
        return (b.Strong(_flat(action.action or action.id)), " ", b.Quiet(f"({action.id}):"))

    def _notes(self) -> Iterator[b.Block]:
        if words := notes_written(self.told.meeting.notes, self.instrument):
            yield b.Prose(words, 3)


def _flat(words: str) -> b.Written:
    return b.Written(prose.flat(words))


def _list(items: Iterable[b.Item]) -> b.List:
    return b.List(tuple(items))
