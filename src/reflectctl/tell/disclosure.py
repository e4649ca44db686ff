"""What is held about a theme, told for whoever asked: what stands, what stood, and what was left out and why."""

from collections.abc import Iterator, Sequence

from ..model.blocks import (
    Block,
    Column,
    Group,
    Heading,
    Listing,
    Pair,
    Pairs,
    Paragraph,
    Quiet,
    Row,
    Section,
    Table,
    Telling,
    Written,
)
from ..model.disclosure import Disclosure, LeftOut, Piece
from .i18n import many, say
from .prose import listed


def tell(told: Disclosure) -> Telling:
    """The copy as blocks, in a frame as reports have it."""
    title = say("What is held about {theme}", theme=listed([f"“{each}”" for each in told.theme]))
    front = Group(
        (
            Paragraph(say("A copy for a request. Whoever answers it reads it before it is given."), role="banner"),
            Heading(1, title),
            Paragraph(Written(told.name)),
        )
    )
    sections = (
        Section("now", say("What stands in the records"), tuple(_pieces(told.now, bool(told.unread))), "now"),
        Section("earlier", say("What stood there earlier"), tuple(_stood(told)), "earlier"),
        Section("left-out", say("What was left out"), tuple(_left_out(told)), "left-out"),
        Section("source", say("What was looked through"), (Paragraph(_looked(told)),), "source"),
    )
    flat = (front, *sections)
    return Telling(flat, title, "en-GB", about={"classification": say("A copy for a request"), "length": "full"})


def _stood(told: Disclosure) -> Iterator[Block]:
    if told.untold:
        yield Paragraph(told.untold)
    yield from _pieces(told.earlier, bool(told.unread or told.untold))


def _pieces(pieces: Sequence[Piece], is_in_part: bool) -> Iterator[Block]:
    """Pieces; `is_in_part` when not all could be read that may be among them."""
    none = say("Nothing in what could be read.") if is_in_part else say("Nothing.")
    yield Paragraph(many("{n} piece.", "{n} pieces.", len(pieces)) if pieces else none, role="quiet")
    if is_in_part:
        yield Paragraph(say("Not everything could be read: see what was left out, and what was looked through."))
    path = ""
    for each in pieces:
        if each.path != path:
            path = each.path
            yield Heading(3, Written(path))
        first = say("Line {line}", line=each.line) if each.where != "message" else say("Its message")
        since = say("first recorded on {day}", day=each.day) if each.day else say("in no commit yet")
        yield Paragraph((Quiet((f"{first} ({each.where}); {since}",)),))
        yield Pairs(tuple(Pair(value.key, (_as_written(value.text),)) for value in each.said))


def _as_written(text: str) -> Block:
    """A text as it stands in the file, with what readers of reports do not see of it."""
    return Listing(text, "text") if "\n" in text else Paragraph(Written(text))


def _left_out(told: Disclosure) -> Iterator[Block]:
    yield Paragraph(
        say(
            "Who recorded what is left out: names and addresses of those who committed are in the history of the "
            "repository. So are comments in files of YAML, and what the instrument itself says."
        )
    )
    if told.left_out:
        yield Paragraph(
            many(
                "{n} piece may point at a person or was held back, and is left out until a person has decided on it:",
                "{n} pieces may point at a person or were held back, and are left out until a person has decided on "
                "them:",
                len(told.left_out),
            )
        )
        columns = (Column(say("Where")), Column(say("Commit")), Column(say("Why")))
        yield Table(columns, tuple(map(_row, told.left_out)), label=say("What was left out"))
    if told.unread:
        yield Paragraph(
            say("Could not be read, so that it is not known what they hold: {files}.", files=listed([*told.unread]))
        )


def _row(left: LeftOut) -> Row:
    where = f"{left.path}:{left.line}" if not left.path.startswith("commit ") else left.path
    return Row((Written(where), (left.commit or "")[:10], left.why))


def _looked(told: Disclosure) -> str:
    if not told.commit and told.untold:
        return say("The files as they are now. {untold}", untold=told.untold)
    if not told.commit:
        return say("The files as they are now; nothing has been committed.")
    if told.untold:
        return say(
            "The files as they are now, with commit {commit} checked out, and the versions of files and messages of "
            "commits that are in this clone. {untold}",
            commit=told.commit,
            untold=told.untold,
        )
    return say(
        "The files as they are now, with commit {commit} checked out, and every version of every file in each branch "
        "and tag of this clone, with the messages of commits. Other clones, forks and what was sent out are not in it.",
        commit=told.commit,
    )
