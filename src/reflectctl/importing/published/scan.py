"""The lines of a document in, what is announced and what is said out, as events in the order in which they stand."""

import re
from collections.abc import Iterator, Sequence

from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple
from ..lines import Line
from ..printed import Printed
from . import labels as form
from .notes import Notes, short
from .quotations import JOINED, unquoted
from .sentences import mended, restored


class Event(NamedTuple):
    """A label, a quotation or a line that is neither."""

    kind: str
    """The kind of a label; `quotation` or `text`."""
    id: str
    at: int
    """The number of the line, from 0."""
    text: str = ""
    fault: str = ""
    """What is wrong with a quotation."""


class Scan:
    """A document that has been looked through once."""

    def __init__(self, way: Printed, pack: Instrument, notes: Notes) -> None:
        lines = [line._replace(text=_readable(line.text)) for line in way.lines]
        if way.unit == "line":
            lines = restored(lines, [*_words(pack)])
        lines, parted = mended(lines, _words(pack))
        for each in parted:
            message = f"The end of a line parts “{each.word}”; whether the word has a hyphen cannot be told."
            notes.doubt(each.place, message)
        self.lines = [line._replace(text=line.text.strip()) for line in lines if line.text.strip()]
        self.text = "\n".join(line.whole for line in self.lines)
        self.labels = form.labels(pack)
        self._strong = [each for each in self.labels if each.kind in _STRONG]
        self._titles = [each for each in self.labels if each.kind == "title"]
        lead = form.phrase(pack.rating_lead_in)
        # The rating may be announced on the line on which a quotation ends.
        self._rating = re.compile(rf"(?<=[{form.CLOSING}])\s*(?={lead})", re.IGNORECASE)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line.whole) + 1)
        self.events: Sequence[Event] = tuple(self._scanned())

    def place(self, number: int) -> int:
        """The line or page of the document that a line of ours is from."""
        return self.lines[max(0, min(number, len(self.lines) - 1))].place if self.lines else 0

    def between(self, begin: int, end: int) -> list[Line]:
        """The lines from one event up to another, both by their number."""
        if begin >= min(end, len(self.events)):
            return []
        last = self.events[end].at if end < len(self.events) else len(self.lines)
        return self.lines[self.events[begin].at : last]

    def last(self, kind: str, end: int | None = None) -> int | None:
        """The number of the last event of a kind, before another: a table of contents may name it earlier."""
        found = [at for at, event in enumerate(self.events[:end]) if event.kind == kind]
        return found[-1] if found else None

    def line_after(self, end: int, number: int) -> int:
        """The first line below another that begins at or behind a position in the text."""
        number += 1
        while number < len(self.lines) and self.starts[number] < end:
            number += 1
        return number

    def _scanned(self) -> Iterator[Event]:
        number = 0
        while number < len(self.lines):
            hit = form.at(self.labels, self.text, self.starts[number])
            if hit is None:
                yield Event("text", "", number, self.lines[number].text)
                number += 1
                continue
            label, match = hit
            yield Event(label.kind, label.id, number, " ".join(match["said"].split()))
            number = self.line_after(match.end(), number)
            if label.kind in ("where", "voice"):
                quoted, number = self._quotation(match.end(), number)
                yield from quoted

    def _quotation(self, start: int, after: int) -> tuple[list[Event], int]:
        """What stands in quotation marks behind a label, and the line of the next thing that is announced."""
        events: list[Event] = []
        number, begin = after - 1, start
        if not self.text[start : self.starts[after]].strip():
            events, number = self._carried_over(after)
            begin = self.starts[number]
        limit = max(after, number)
        pieces: list[str] = []
        while limit < len(self.lines):
            inside = self._inside(limit)
            if inside and _is_open(part := self.text[begin : self.starts[limit]], begun=bool(pieces)):
                pieces.append(part)
                events += inside
                limit = inside[-1].at + 1
                begin = self.starts[limit]
                continue
            if self._ends_before(limit):
                break
            limit += 1
        said = self._rating.split("".join([*pieces, self.text[begin : self.starts[limit]]]), maxsplit=1)[0]
        text, fault = unquoted(said)
        if not fault and (title := self._title_in(said)):
            fault = f"has a heading in the middle of it (“{short(title)}”)"
        if not fault and (number_alone := next((x.text for x in self.lines[number:limit] if x.text.isdigit()), "")):
            fault = f"has a number on a line of its own in the middle of it, as of a page (“{number_alone}”)"
        if not fault and any(line.joined for line in self.lines[number:limit]):
            fault = JOINED
        return [*events, Event("quotation", "", number, text, fault)], limit

    def _ends_before(self, number: int) -> bool:
        """Whether a quotation cannot reach to a line: it announces what no statement has, or stands behind the mark."""
        closed = number and self.lines[number - 1].text[-1:] in form.CLOSING
        labels = self.labels if closed else self._strong
        return form.at(labels, self.text, self.starts[number]) is not None

    def _carried_over(self, number: int) -> tuple[list[Event], int]:
        """The questions that stand between a label and its quotation, and the line on which that begins.

        Where a table goes on across two pages, its last columns may be read below the next heading.
        """
        events: list[Event] = []
        at = number
        while at < len(self.lines) and self.lines[at].text[:1] not in form.OPENING:
            hit = form.at(self.labels, self.text, self.starts[at])
            if hit and hit[0].kind not in ("key-points", "prompt"):
                return [], number
            label, match = hit or (None, None)
            said = " ".join(match["said"].split()) if match else self.lines[at].text
            events.append(Event(label.kind, label.id, at, said) if label else Event("text", "", at, said))
            at = self.line_after(hit[1].end(), at) if hit else at + 1
        asked = events and (events[-1].kind == "key-points" or events[-1].text.endswith("?"))
        return (events, at) if asked and at < len(self.lines) else ([], number)

    def _inside(self, number: int) -> list[Event]:
        """What stands from a line on that is no part of the quotation around it: prompts, questions, room for notes.

        Where columns go on across two pages, one of them may be read in the middle of what stands beside it.
        """
        hit = form.at(self.labels, self.text, self.starts[number])
        if not hit or hit[0].kind not in ("prompt", "key-points"):
            return []
        events: list[Event] = []
        whole: list[Event] = []
        at = number
        while at < min(len(self.lines), number + _LONGEST):
            hit = form.at(self.labels, self.text, self.starts[at])
            if hit and hit[0].kind not in ("prompt", "key-points"):
                break
            if hit:
                events.append(Event(hit[0].kind, hit[0].id, at, " ".join(hit[1]["said"].split())))
                after = self.line_after(hit[1].end(), at)
                if hit[0].kind == "key-points":
                    asked = " ".join(each.text for each in events if each.kind == "text")
                    if asked and (not asked.endswith("?") or re.search(r"[.!”\"]", asked)):
                        break
                    # The label itself may be broken over lines: they all belong to it.
                    whole = [*events, *(Event("key-points", "", each) for each in range(at + 1, after))]
                at = after
            else:
                events.append(Event("text", "", at, self.lines[at].text))
                at += 1
        return whole

    def _title_in(self, said: str) -> str:
        """The title of a principle that stands on a line of its own in a quotation, as a running head does."""
        for found in re.finditer(r"\n", said):
            if hit := form.at(self._titles, said, found.end()):
                return " ".join(hit[1]["said"].split())
        return ""


def _is_open(part: str, *, begun: bool) -> bool:
    """Whether a quotation has not ended in a part of what was read of it; in the first part it has to begin."""
    said = part.strip()
    if not begun:
        if said[:1] not in form.OPENING or not said:
            return False
        said = said[1:]
    return not any(sign in form.QUOTES for sign in said)


_LONGEST = 60
"""No more lines of columns stand in the middle of a quotation."""

_STRONG = frozenset(("where", "rating", "voice", "lead", "key-points", "reflections", "progress", "horizon", "meant"))
"""What no statement has on a line by itself."""

_SET_AS_ONE = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys("\u200b\u2060\ufeff", "")
)


def _readable(text: str) -> str:
    """A line in letters: those that are set as one are two, and what has no width is nothing.

    Two stars are Markdown that a program did not take for such, as where they begin on one line and end on another.
    """
    return re.sub(r"\u00ad(?=.)|\*\*", "", text.translate(_SET_AS_ONE))


def _words(pack: Instrument) -> Iterator[str]:
    """The words of a pack, by which it is known how words are spelt."""
    yield from (*pack.purpose, *pack.allows, *pack.audience, *pack.how_to_use, pack.about, pack.start_small)
    for principle in pack.principles:
        yield from (principle.title, principle.voice, *(statement.text for statement in principle.statements))
    for term in (*pack.approaches, *pack.themes, *pack.scale):
        yield from (term.title, term.meaning)
