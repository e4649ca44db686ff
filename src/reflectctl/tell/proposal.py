"""What came back from a room, beside what stands, in; blocks out: what would be recorded, and what is doubtful."""

from collections.abc import Iterator

from ..model.blocks import Block, Group, Heading, Item, List, Paragraph, Prose, Quiet, Span, Strong, Written
from ..model.proposal import LEFT, NEW, SAME, Considered, Doubt, Step
from .i18n import many, say


def proposal(considered: Considered) -> tuple[Block, ...]:
    """All that would be recorded; what says what the files say; what is left out and what is doubtful, by its place."""
    new, left, same = (considered.of(state) for state in (NEW, LEFT, SAME))
    parts = (
        (say("Would be recorded"), [_step(each) for each in new]),
        (say("Left out, as it would go backwards or is there otherwise"), [_step(each) for each in left]),
        (say("Doubtful, and not recorded"), [_doubt(each) for each in considered.doubts]),
        (say("The files say so already"), [_short(each) for each in same]),
        (say("Of the reading"), [Item(Written(each)) for each in considered.notes]),
    )
    told = [Group((Heading(2, title), List(tuple(items), "points"))) for title, items in parts if items]
    return (Heading(1, say("What came back")), Paragraph(_summary(considered), "lead"), *told)


def _summary(considered: Considered) -> str:
    if not considered.steps and not considered.doubts:
        return say("No answer was found, so there is nothing to record.")
    new, doubts = len(considered.of(NEW)), len(considered.doubts)
    said = [
        many("{n} thing would be recorded.", "{n} things would be recorded.", new)
        if new
        else say("Nothing would be recorded."),
    ]
    if same := len(considered.of(SAME)):
        said.append(many("{n} stands so already.", "{n} stand so already.", same))
    if left := len(considered.of(LEFT)):
        said.append(many("{n} is left out.", "{n} are left out.", left))
    if doubts:
        said.append(many("{n} is doubtful.", "{n} are doubtful.", doubts))
    return " ".join(said)


def _step(step: Step) -> Item:
    line: list[Span] = [Strong(step.subject)]
    if step.was == step.now and step.now:
        line += [": ", Written(say("still {rating}", rating=step.now))]
    elif step.was or step.now:
        line += [": ", Written(f"{_brief(step.was)} → {_brief(step.now)}" if step.was else _brief(step.now))]
    line.append(Quiet(f" ({step.entry.place}{'; ' + step.entry.how if step.entry.how else ''})"))
    return Item(tuple(line), tuple(_beneath(step)))


def _beneath(step: Step) -> Iterator[Block]:
    if step.words.strip() and step.words != step.now:
        yield Prose(step.words, as_typed=True)
    if step.why:
        yield Paragraph(Quiet(step.why))


def _short(step: Step) -> Item:
    more = f" {step.why}" if step.why else ""
    return Item((step.subject, Quiet(f" ({step.entry.place}){more}")))


def _doubt(doubt: Doubt) -> Item:
    return Item((Strong(f"{doubt.place}:"), " ", Written(doubt.message)))


def _brief(words: str) -> str:
    said = " ".join(words.split())
    return said or say("nothing")
