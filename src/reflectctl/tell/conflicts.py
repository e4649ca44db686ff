"""What a merge has left in, blocks out: each value on which the sides differ, whose each is, and what to do."""

from collections.abc import Iterator, Sequence

from ..edits import decide
from ..model import conflicts as model
from ..model.blocks import Block, Heading, Item, Label, List, Listing, Paragraph
from ..model.conflicts import Conflicts, Difference, FileInConflict, Side
from ..model.records import Partnership, Plan, Preliminary
from . import fields, prose
from .i18n import many, say


def conflicts(answer: Conflicts) -> Iterator[Block]:
    """Everything that is left to be decided, file by file."""
    if not answer.files and not answer.elsewhere:
        yield Paragraph(say("There is no conflict."))
        return
    for file in answer.open:
        yield Heading(2, file.path)
        yield from _sides(file, answer.doing)
        if file.state == model.TAKEN_OUT:
            yield Paragraph(
                say("One side took the file out and the other changed it: `git add` keeps it, `git rm` takes it out.")
            )
        yield List(tuple(_item(each, answer) for each in file.differences), "topics")
    decided = [file.path for file in answer.files if file.state == model.DECIDED]
    if answer.open:
        commands = [each for file in answer.open for each in _commands(file.differences)]
        if commands:
            yield Paragraph(say("Take a side by name, or with --both what both have in a list:"))
            yield Listing("".join(f"{each}\n" for each in dict.fromkeys(commands)), "sh")
        if not answer.driver and any(each.added for file in answer.open for each in file.differences):
            yield Paragraph(say(
                "Where `reflectctl git-setup` has been run in a clone, git merges what both sides added "
                "without a conflict."
            ))  # fmt: skip
        yield Paragraph(say(
            "Keep the lines that are meant, delete the lines of <, = and > signs, and run `reflectctl validate`. Then:"
        ))  # fmt: skip
        further = f"git {answer.doing} --continue\n" if answer.doing != model.OTHER else ""
        yield Listing("".join(f"git add {_typed(file.path)}\n" for file in answer.open) + further, "sh")
    if decided:
        yield Paragraph(say("No marks are left in these; tell git so:"))
        yield Listing("".join(f"git add {_typed(path)}\n" for path in decided), "sh")
    if answer.elsewhere:
        yield Paragraph(many(
            "{n} file that is not the partnership's is in conflict as well: `git status` names it.",
            "{n} files that are not the partnership's are in conflict as well: `git status` names them.",
            answer.elsewhere,
        ))  # fmt: skip


def _commands(differences: Sequence[Difference]) -> Iterator[str]:
    """What decides the differences of a file: all together that has a name or marks in common."""
    left = list(differences)
    while left:
        found = [left.pop(0)]
        for one in found:
            near = [each for each in left if decide.name(each) == decide.name(one) or each.marks == one.marks]
            found += near
            left = [each for each in left if each not in near]
        names = dict.fromkeys(map(decide.name, found))
        if all(names) and all(each.marks for each in found):
            how = decide.BOTH if decide.are_additions(found) else decide.OURS
            yield f"reflectctl conflicts --{how} {' '.join(map(_typed, names))}"


def _typed(path: str) -> str:
    """A path as it is typed in a shell."""
    import shlex

    return shlex.quote(path)


def _sides(file: FileInConflict, doing: str) -> Iterator[Block]:
    """Whose the sides are: a replayed or picked commit is one commit, a merged branch its last one."""
    for name, side in ((say("Ours"), file.ours), (say("Theirs"), file.theirs)):
        if side is not None:
            yield Paragraph((Label(name), " ", _named(side, doing if side is file.theirs else "")), "facts")


def _named(side: Side, doing: str) -> str:
    places = {"commit": side.commit[:8], "day": prose.moment(side.day), "who": side.author, "what": side.subject}
    if doing == model.REVERT:
        return say("as it was before {commit} of {day}, by {who}: {what}", **places)
    return say("{commit} of {day}, by {who}: {what}", **places)


def _item(each: Difference, answer: Conflicts) -> Item:
    line = say("line {line}", line=each.line)
    if each.kind is None:
        said = (prose.quoted(text) if text.strip() else say("nothing") for text in (each.ours, each.theirs))
        return Item(say("Lines ({line})", line=line), _both(*said))
    about = _about(each, answer.theirs if each.field is None and each.ours is None else answer.ours)
    if each.field is None:
        return Item(f"{about} ({line})", _both(*(_record(each, record) for record in (each.ours, each.theirs))))
    ours = fields.words(each.field, each.ours, answer.ours) or say("not recorded")
    theirs = fields.words(each.field, each.theirs, answer.theirs) or say("not recorded")
    if each.field.name != "meeting":
        ours, theirs = (_at(*side, answer.ours) for side in zip((ours, theirs), each.meetings, strict=True))
    return Item(f"{about}, {say(each.field.title)} ({line})", _both(ours, theirs))


def _record(each: Difference, record: object) -> str:
    """What a side did with a record that the other has not."""
    if each.added is None:
        return say("not there") if record is None else say("there")
    if each.added:
        return say("not there") if record is None else say("added, by this side only")
    return say("taken out") if record is None else say("there, and changed")


def _at(said: str, meeting: str, partnership: Partnership) -> str:
    """What a side says, and at which meeting it was said."""
    return say("{what} (at “{meeting}”)", what=said, meeting=_name(meeting, partnership)) if meeting else said


def _both(ours: str, theirs: str) -> tuple[Block, ...]:
    return (
        Paragraph((Label(say("Ours")), " ", ours), "facts"),
        Paragraph((Label(say("Theirs")), " ", theirs), "facts"),
    )


def _about(each: Difference, partnership: Partnership) -> str:
    """What a record is called: by its own name, or by that of what it stands in and what tells it from others there."""
    known, instrument = each.known, partnership.instrument
    if each.kind is Partnership:
        return say("The partnership")
    if each.kind is Preliminary:
        return say("Preliminary discussion")
    if each.kind is Plan:
        if not known[0]:
            return say("Readiness plan")
        return f"{prose.principle_name(known[0], instrument)}: {prose.horizon_name(known[1], instrument)}"
    further = [_word(word, partnership) for word in known[1:] if word]
    return _name(known[0], partnership) + (f": {', '.join(further)}" if further else "")


def _name(id: str, partnership: Partnership) -> str:
    """What people call what has an id: a statement, an action, a meeting, an agency, a chapter."""
    action = next((action for action in partnership.actions if action.id == id), None)
    if action is not None:
        return f"{say('Action {id}', id=id)} ({prose.flat(action.action)})"
    meeting = partnership.meeting(id)
    if meeting is not None:
        return meeting.title or id
    name = prose.statement_name(id, partnership.instrument)
    return name if name != id else _word(id, partnership)


def _word(word: str, partnership: Partnership) -> str:
    """What is called by an id, a day, or whatever else tells one record from another."""
    prompt = next((each.title for each in partnership.instrument.prompts if each.id == word), "")
    return prompt or prose.flat(partnership.agency_name(prose.dated(word)))
