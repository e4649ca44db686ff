"""The pieces of a copy in; what stands in each box of the form, and what stands outside of them all, out.

What is printed is known by the labels of the form and the names of a content pack, and by standing in a copy again and
again; what is left is somebody's. Nothing is thrown away: words that belong nowhere are told as such.
"""

import re
from collections.abc import Sequence

from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple
from ..published import labels as form
from ..statements import bare
from .pieces import Piece

Written = tuple[str, Piece]
"""What somebody wrote, and the piece that it is or ends."""


class Boxes:
    """What stands where in a copy."""

    def __init__(self) -> None:
        self.statements: dict[str, str] = {}
        """Each statement that the copy has, with its words."""
        self.scales: dict[str, list[Piece]] = {}
        self.beside: dict[str, list[Written]] = {}
        """By statement, what stands where the scale does and is no scale."""
        self.questions: dict[tuple[str, str], list[Piece]] = {}
        self.points: dict[tuple[str, str], list[Written]] = {}
        """By statement and prompt."""
        self.unsure: set[str] = set()
        """Statements whose boxes for key points cannot be told apart."""
        self.plans: dict[tuple[str, str], list[Piece]] = {}
        """By principle and part of the plan, all that stands there."""
        self.preliminary: list[Piece] = []
        self.loose: list[tuple[str, Piece]] = []
        """What stands outside of all boxes where nothing is printed, with the statement or principle it is near."""
        self.strange: list[tuple[str, Piece]] = []
        """Parts of the form that are not known, or there already, with the principle that they stand in."""


class _Hit(NamedTuple):
    """A label at the beginning of a piece, and what stands behind it there."""

    kind: str
    id: str
    rest: str


def boxes(pieces: Sequence[Piece], pack: Instrument) -> Boxes:
    """What stands in the boxes of a copy of the form, for the names of a content pack."""
    there = [each for each in pieces if each.text or each.options or each.unseen or _is_drawn(each)]
    sorting = _Sorting(pack)
    hits = [sorting.label(each) for each in there]
    for at, each in enumerate(there):
        sorting.take(each, hits[at], hits[max(0, at - 3) : at], hits[at + 1 : at + 7])
    sorting.end_statement()
    return sorting.found


def preliminary(there: Sequence[Piece], pack: Instrument) -> list[list[Piece]] | None:
    """What stands below each question of the preliminary discussion; None where the questions cannot be told.

    They are lines with the pack's own words, or else as many lines that ask as there are questions.
    """
    own = {bare(text) for each in pack.questions for text in (each.question, *each.follow_ups)}
    many = sum(1 + len(each.follow_ups) for each in pack.questions)
    known = [at for at, each in enumerate(there) if bare(each.text) in own]
    asked = known if len(known) == many else [at for at, each in enumerate(there) if each.text[-1:] == "?"]
    if len(asked) != many:
        return None
    return [list(there[at + 1 : end]) for at, end in zip(asked, [*asked[1:], len(there)], strict=True)]


_ABOVE = ("statement", "quote", "prompts", "questions")
"""Where something may be drawn that lies over the scale."""


def _is_ringed(piece: Piece) -> bool:
    """Whether something is drawn that people mark with: no picture, no mere line, and no box with words."""
    shapes = () if piece.paragraph is None else piece.paragraph.shapes
    return any(each.kind not in ("picture", "line", "object") and not each.paragraphs for each in shapes)


def _is_drawn(piece: Piece) -> bool:
    return piece.paragraph is not None and bool(piece.paragraph.shapes)


_STRONG = ("where", "rating", "reflections", "progress", "voice", "lead", "meant")
UNKNOWN = "unknown"
_FRONT = ("introduction", "preliminary", "themes")


class _Sorting:
    """Goes through the pieces once, and knows where in the form it is."""

    def __init__(self, pack: Instrument) -> None:
        self.found = Boxes()
        self._pack = pack
        self._labels = [each for each in form.labels(pack) if each.kind != "key-points"]
        self._key_points = re.compile(rf"\W*{form.phrase(form.KEY_POINTS)}(?:\W{{0,3}}{form.phrase(form.KEY_POINTS)})*"
                                      r"[^\S\n]*[:.…]*\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)  # fmt: skip
        self._region = "front"
        self._principle = self._statement = self._horizon = ""
        self._prompts: list[str] = []
        """The prompts of a statement whose boxes are still to come."""
        self._prompt = ""
        self._is_open = False
        """Whether a quotation has begun and not ended."""

    def label(self, piece: Piece) -> _Hit | None:
        """The label that a piece begins with."""
        if piece.options:
            return None
        if found := self._key_points.match(piece.text):
            return _Hit("key-points", "", found["rest"].strip())
        hit = form.at(self._labels, piece.text, 0)
        return None if hit is None else _Hit(hit[0].kind, hit[0].id, piece.text[hit[1].end() :].strip())

    def take(self, piece: Piece, hit: _Hit | None, before: Sequence[_Hit | None], after: Sequence[_Hit | None]) -> None:
        """Put a piece where it belongs."""
        if hit and self._counts(hit, before, after):
            self._enter(piece, hit)
        elif piece.options and self._region in ("rating", "quote") and self._statement:
            self.found.scales.setdefault(self._statement, []).append(piece)
        elif piece.text or piece.unseen or _is_drawn(piece):
            self._text(piece, piece.text)

    def _counts(self, hit: _Hit, before: Sequence[_Hit | None], after: Sequence[_Hit | None]) -> bool:
        """Whether what looks like a label is one here, and not a line that somebody wrote."""
        near = [each.kind for each in after if each]
        match hit.kind:
            case "dimension":
                return bool(self._principle) and "where" in near[:2]
            case "title":
                return "lead" in [each.kind for each in before if each] or bool({"dimension", "where"} & {*near})
            case "prompt":
                known = (self._statement, hit.id) in self.found.questions
                return self._region in ("rating", "prompts", "questions", "points") and not known
            case "key-points":
                return self._region in ("rating", "prompts", "questions", "points")
            case "horizon":
                known = (self._principle, hit.id) in self.found.plans
                return self._region in ("progress", "voice", "plan") and not known
            case "introduction" | "preliminary" | "themes":
                return not self._principle
            case "annex":
                return "meant" in near[:2]
            case "lead" | "meant":
                return True
            case "progress" | "voice":
                return bool(self._principle)
        return hit.kind in _STRONG and self._region not in ("front", "end", UNKNOWN)

    def _enter(self, piece: Piece, hit: _Hit) -> None:
        kind = hit.kind
        if kind in ("title", "lead", "dimension", "progress", "voice", "annex", "meant"):
            self.end_statement()
        if kind == "title":
            self._principle, self._region = hit.id, "principle"
        elif kind == "lead":
            self._principle, self._region = "", "lead"
        elif kind == "dimension":
            self._statement, self._region = f"{self._principle}.{hit.id}", "statement"
            self._prompts = []
            known = self._pack.statement(self._statement)
            if known is None or self._statement in self.found.statements:
                self.found.strange.append((self._principle, piece))
                self._statement, self._region = "", UNKNOWN
            else:
                self.found.statements[self._statement] = ""
        elif kind == "where" and self.found.statements.get(self._statement, "?"):
            # It is announced which statement follows, and each is said once.
            self.found.strange.append((self._principle, piece))
            self.end_statement()
            self._region = UNKNOWN
            return
        elif kind in ("where", "voice"):
            self._region, self._is_open = ("quote" if kind == "where" else "voice"), True
        elif kind == "prompt":
            self._region = "questions"
            self._prompts.append(hit.id)
            self.found.questions.setdefault((self._statement, hit.id), [])
        elif kind == "key-points":
            self._begin_points()
        elif kind == "horizon":
            self._horizon, self._region = hit.id, "plan"
            self.found.plans.setdefault((self._principle, hit.id), [])
        else:
            self._region = {"rating": "rating", "reflections": "prompts", "progress": "progress",
                            "preliminary": "preliminary"}.get(kind, "front" if kind in _FRONT else "end")  # fmt: skip
        if hit.rest or _is_drawn(piece):
            self._text(piece, hit.rest)

    def _begin_points(self) -> None:
        if len(self._prompts) > 1:
            # Boxes that stand below all of the prompts are in their order, if there are as many.
            self.found.unsure.add(self._statement)
        self._prompt = self._prompts.pop(0) if self._prompts else ""
        if not self._prompt:
            self.found.unsure.add(self._statement)
        self.found.points.setdefault((self._statement, self._prompt), [])
        self._region = "points"

    def end_statement(self) -> None:
        """Look whether the boxes of a statement were as many as its prompts: then it is sure which is which."""
        there = [prompt.id for prompt in self._pack.prompts if (self._statement, prompt.id) in self.found.points]
        if len(there) == len(self._pack.prompts) and (self._statement, "") not in self.found.points:
            self.found.unsure.discard(self._statement)
        self._statement, self._prompts = "", []

    def _text(self, piece: Piece, text: str) -> None:
        """Words that are no label, where they stand."""
        found = self.found
        if self._statement and self._region in _ABOVE and _is_ringed(piece):
            found.beside.setdefault(self._statement, []).append(("", piece))
        match self._region:
            case "quote" | "voice":
                self._quoted(piece, text)
            case "rating":
                found.beside.setdefault(self._statement, []).append((text, piece))
            case "questions":
                found.questions[self._statement, self._prompts[-1] if self._prompts else self._prompt].append(piece)
            case "points":
                found.points[self._statement, self._prompt].append((text, piece))
            case "plan":
                found.plans[self._principle, self._horizon].append(piece)
            case "preliminary":
                found.preliminary.append(piece)
            case "principle" | "statement" | "prompts" | "progress":
                found.loose.append((self._statement or self._principle, piece))
            case "lead":
                found.strange.append((self._principle, piece))
                self._region = UNKNOWN

    def _quoted(self, piece: Piece, text: str) -> None:
        if not self._is_open:
            self.found.loose.append((self._statement or self._principle, piece))
            return
        begun = self.found.statements.get(self._statement, "") if self._region == "quote" else ""
        said = f"{begun} {text}".strip()
        if self._region == "quote":
            self.found.statements[self._statement] = said
        # Without a quotation mark at its beginning, a statement is one paragraph.
        self._is_open = said[:1] in form.OPENING and said[-1:] not in form.CLOSING
        if self._region == "voice":
            self._is_open = text[:1] in form.OPENING and text[-1:] not in form.CLOSING
