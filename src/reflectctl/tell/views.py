"""What agencies are asked to think about, in; blocks out: a text for a mail, and the questions of a form."""

from collections.abc import Iterator, Sequence

from ..model.agency_ids import has_left
from ..model.blocks import Block, Code, Content, Group, Heading, Item, List, Paragraph, Quiet, Strong
from ..model.instrument import Instrument, Principle, Statement
from ..model.messages import phrase
from ..model.records import Partnership, View
from . import prose
from .i18n import say

WHO = phrase("Which agency or group do you answer for?")
WHY = phrase("Why do you see it so?")
UNSURE = phrase("Cannot say")


class Question:
    """A question of a form, and what may be answered; nothing where words are."""

    def __init__(self, asked: str, answers: Sequence[str] = (), statement: str = "") -> None:
        self.asked, self.answers, self.statement = asked, tuple(answers), statement


def questions(partnership: Partnership, principles: Sequence[Principle]) -> Iterator[Question]:
    """The questions of a form, in order. Each names its statement by its id, by which its column is known again."""
    yield Question(say(WHO), [each.name for each in partnership.speakers if not has_left(each)])
    instrument = partnership.instrument
    labels = [*(point.title for point in instrument.scale), say(UNSURE)]
    for principle in principles:
        for statement in principle.statements:
            words = " ".join(statement.text.split())
            yield Question(f"{statement.id}: {words} {_lead(instrument)}", labels, statement.id)
            yield Question(f"{statement.id}: {say(WHY)}", (), statement.id)


def _lead(instrument: Instrument) -> str:
    return f"{instrument.rating_lead_in} …" if instrument.rating_lead_in else ""


def ask(partnership: Partnership, principles: Sequence[Principle], agency: str) -> tuple[Block, ...]:
    """The text for a mail, then the questions."""
    return (
        Heading(1, say("Ask for views")),
        Group((Heading(2, say("Text for a mail")), *_mail(partnership, principles, agency))),
        Group((Heading(2, say("Questions for a form")), *_form(partnership, principles))),
    )


def _mail(partnership: Partnership, principles: Sequence[Principle], agency: str) -> Iterator[Block]:
    named = partnership.agency_name(agency) if agency else say("all agencies and groups")
    yield Paragraph(say("To {who}, from {partnership}.", who=named, partnership=partnership.name))
    yield Paragraph(
        say(
            "We are going to reflect together on the statements below, and would like to know beforehand how you see "
            "each of them from your own work. Please answer for your agency or group, not for yourself, and say why. "
            "That you cannot say is an answer too. Where views differ, both are kept beside what is agreed."
        )
    )
    yield Paragraph(
        say(
            "Please write nothing that could point at a child, a family or a member of staff: no names, ages or places."
        )
    )
    for principle in principles:
        items = tuple(_statement(partnership, each, agency) for each in principle.statements)
        yield Group((Heading(3, prose.named(principle)), List(items, "points")))


def _statement(partnership: Partnership, statement: Statement, agency: str) -> Item:
    there = next(
        (each.views[statement.id] for each in partnership.views if each.of == agency and statement.id in each.views),
        None,
    )
    line = (Strong(Code(statement.id)), ": ", Content(" ".join(statement.text.split())))
    return Item(line, (Paragraph(Quiet(_last(partnership.instrument, there))),) if there else ())


def _last(instrument: Instrument, view: View) -> str:
    rating = instrument.label(view.rating) if view.rating else say(UNSURE)
    if view.given is None:
        return say("You said last: {rating}.", rating=rating)
    return say("You said last: {rating}, on {day}.", rating=rating, day=prose.day(view.given))


def _form(partnership: Partnership, principles: Sequence[Principle]) -> Iterator[Block]:
    yield Paragraph(
        say(
            "Make one question of each of these, in their words: `reflectctl views read` knows its column by them. "
            "Where answers stand below a question, they are a choice of one; else it is a text. Do not ask for names "
            "or mail addresses."
        )
    )
    made = []
    for each in questions(partnership, principles):
        answers = (List(tuple(Item(Content(answer)) for answer in each.answers), "points"),) if each.answers else ()
        made.append(Item(Content(each.asked), answers))
    yield List(tuple(made), "numbered")
