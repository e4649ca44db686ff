"""What stands before the principles: the first page, the introduction, the preliminary discussions and the themes."""

import re
from collections.abc import Sequence

from ...model.instrument import Instrument, Term
from ..lines import Line
from . import labels as form
from .notes import (
    ABOUT,
    ALLOWS,
    AUDIENCE,
    HOW_TO_USE,
    LEAD_IN,
    PRELIMINARY,
    PURPOSE,
    START_SMALL,
    Key,
    Notes,
    name,
    named,
    short,
    wanted,
)
from .scan import Scan
from .sentences import Piece, bare, blocks, is_ended, pieces


def front(scan: Scan, pack: Instrument, notes: Notes, first: int) -> None:
    """Notes what stands before the first principle, which begins with the event of that number."""
    themes = scan.last("themes", first)
    preliminary = scan.last("preliminary", first if themes is None else themes)
    end = next(each for each in (preliminary, themes, first) if each is not None)
    introduction = scan.last("introduction", end)
    parts = _Front(scan, pack, notes)
    parts.cover(scan.between(0, end if introduction is None else introduction))
    if introduction is not None:
        parts.introduction(scan.between(introduction + 1, end))
    if preliminary is not None:
        parts.preliminary(scan.between(preliminary + 1, first if themes is None else themes))
    if themes is not None:
        parts.themes(scan.between(themes + 1, first))
    parts.dashes(scan.between(0, first))
    lead = re.search(form.phrase(pack.lead_in), scan.text, re.IGNORECASE) if pack.lead_in else None
    if lead:
        notes.take(LEAD_IN, name(lead.group(), pack.lead_in))


class _Front:
    """Takes the pages before the principles to pieces."""

    def __init__(self, scan: Scan, pack: Instrument, notes: Notes) -> None:
        self.scan, self.pack, self.notes = scan, pack, notes

    def cover(self, lines: Sequence[Line]) -> None:
        """The purposes are the sentences above the line that ends in a colon; whom it is for stands below that."""
        self._search(lines, PURPOSE, AUDIENCE)
        paragraphs = blocks(lines)
        colons = [at for at, paragraph in enumerate(paragraphs) if paragraph.text.endswith(":")]
        if not colons:
            return
        lead = begin = colons[-1]
        while begin and is_ended(paragraphs[begin - 1].text):
            begin -= 1
        self._list(PURPOSE, paragraphs[begin:lead], len(self.pack.purpose))
        self._list(AUDIENCE, paragraphs[lead + 1 :])

    def introduction(self, lines: Sequence[Line]) -> None:
        """A paragraph, a list of what the tool allows, and how it is used; among that, to start small."""
        self._search(lines, ABOUT, ALLOWS, HOW_TO_USE, START_SMALL)
        found = pieces(lines)
        first = next((at for at, each in enumerate(found) if each.item), None)
        if first is None:
            return
        end = next((at for at in range(first, len(found)) if not found[at].item), len(found))
        self.notes.take(ABOUT, " ".join(each.text for each in found[:first] if not each.text.endswith(":")))
        self._list(ALLOWS, found[first:end], len(self.pack.allows))
        steps = found[end:]
        motto = re.compile(
            form.phrase(next((each.motto for each in self.pack.horizons if each.motto), "start small")), re.I
        )
        small = next((at for at, each in enumerate(steps) if motto.search(each.text)), None)
        if small is not None:
            # The encouragement begins where the list before it ends.
            begin = small
            while begin and not steps[begin - 1].item:
                begin -= 1
            self.notes.take(START_SMALL, " ".join(each.text for each in steps[begin : small + 1]))
            steps = [*steps[:begin], *steps[small + 1 :]]
        self._used(steps)

    def preliminary(self, lines: Sequence[Line]) -> None:
        """What it is for, the approaches, and the questions, each with those that follow it up."""
        fields = ("preliminary", "approaches", "questions")
        self._search(lines, *(key for key in wanted(self.pack) if key[0] in fields))
        found = pieces(lines)
        questions = [each for each in found if each.text.endswith("?")]
        rest = [each for each in found if not each.text.endswith("?")]
        approaches = self._terms("approaches", self.pack.approaches, rest)
        about = []
        for at, each in enumerate(rest):
            leads = each.text.endswith(":") and at + 1 < len(rest) and rest[at + 1] in approaches
            if each.item and each not in approaches:
                self.notes.doubt(
                    each.place, f"This is neither an approach that is known nor a question: “{short(each.text)}”."
                )
            elif each not in approaches and not leads:
                about.append(each.text)
        self.notes.take(PRELIMINARY, " ".join(about))
        self._asked(questions)

    def themes(self, lines: Sequence[Line]) -> None:
        """The themes; what is said below them is about how the tool is used."""
        self._search(lines, *(("themes", term.id, "title") for term in self.pack.themes))
        found = pieces(lines)
        themes = self._terms("themes", self.pack.themes, found)
        rest = [each for each in found if each not in themes]
        for each in rest:
            if each.item:
                self.notes.doubt(each.place, f"This is none of the themes that are known: “{short(each.text)}”.")
        if HOW_TO_USE in self.notes.words:
            # Without the introduction it would be half of what is said about that.
            self._used([each for each in rest if not each.item and not each.text.endswith(":")])

    def dashes(self, lines: Sequence[Line]) -> None:
        """Lines in which a dash may be missing. Nobody rates what stands here, so that it is only told."""
        for line in lines:
            if line.joined:
                message = (
                    "A hyphen or a dash may be missing here, as the program that took the text out of a PDF joined "
                    "lines: compare it with the document."
                )
                self.notes.doubt(line.place, message, grave=False)

    def _search(self, lines: Sequence[Line], *keys: Key) -> None:
        if lines:
            self.notes.searched(keys, lines[0].place, lines[-1].place)

    def _list(self, key: Key, found: Sequence[Piece], expected: int = 0) -> None:
        """A list; a doubt where it has not as many items as the pack's, where the two go item by item."""
        if expected and found and len(found) != expected:
            message = f"{expected} items were expected for {named(key).rstrip(',')}; {len(found)} found."
            self.notes.doubt(found[0].place, message, key)
            return
        self.notes.take(key, tuple(bare(each.text) for each in found))

    def _used(self, found: Sequence[Piece]) -> None:
        steps = self.notes.words.get(HOW_TO_USE, ())
        if found:
            self.notes.words[HOW_TO_USE] = (*steps, *(bare(each.text) for each in found))

    def _terms(self, field: str, terms: Sequence[Term], found: Sequence[Piece]) -> list[Piece]:
        """The pieces that name the terms of a pack: each is its title, and what stands in brackets is what it means."""
        taken = []
        for term in terms:
            pattern = re.compile(rf"({form.phrase(term.title)})\s*(?:\(([^()]+)\))?[.;]?", re.IGNORECASE)
            for each in found:
                match = pattern.fullmatch(bare(each.text))
                if match:
                    taken.append(each)
                    self.notes.take((field, term.id, "title"), name(match[1], term.title))
                    self.notes.take((field, term.id, "meaning"), match[2] or "")
        return taken

    def _asked(self, questions: Sequence[Piece]) -> None:
        """The questions in the pack's order. Where the document does not show which follow up others, the pack does."""
        expected = [depth for question in self.pack.questions for depth in (1, *[2] * len(question.follow_ups))]
        if not questions:
            return
        if len(questions) != len(expected):
            message = (
                f"{len(expected)} preliminary questions were expected, with those that follow up others; "
                f"{len(questions)} found."
            )
            keys = [key for key in wanted(self.pack) if key[0] == "questions"]
            self.notes.doubt(questions[0].place, message, *keys)
            return
        depths = [each.depth for each in questions]
        if len(set(depths)) > 1 and [depth > min(depths) for depth in depths] != [depth > 1 for depth in expected]:
            message = "Other preliminary questions follow up others here than was expected."
            self.notes.doubt(questions[0].place, message)
        left = [each.text for each in questions]
        for question in self.pack.questions:
            more = len(question.follow_ups)
            self.notes.take(("questions", question.id, "question"), left.pop(0))
            self.notes.take(("questions", question.id, "follow_ups"), tuple(left[:more]))
            del left[:more]
