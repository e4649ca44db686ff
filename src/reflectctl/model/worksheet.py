"""A worksheet: what it asks, where each answer stands, and the seal that says what it was made for.

Every answer has a code of its own, which is printed beside it and worked out from what is asked, so that rows may be
moved, copied and lost without an answer coming to stand under another question. The seal is a line of plain words.
"""

import re
from datetime import date
from hashlib import sha256

from .instrument import Instrument, Statement, words
from .named_tuples import NamedTuple
from .periods import plain_day

PRELIMINARY, YOUNG_PEOPLE, PRINCIPLE = "preliminary", "young-people", "principle"
"""What a worksheet may be about: the readiness conversation, the voices of young people, a principle."""

RATING, BECAUSE, POINTS, NOTES, VOICE = "rating", "because", "points", "notes", "voice"
GOAL, MEASURE, COMMITMENT, DAY = "goal", "measure", "commitment", "day"
ACTION, OWNER, DUE = "action", "owner", "due"
"""What an answer is."""

UNSURE = "unsure"
"""What stands for the answer that somebody was asked and cannot say, as points of the scale stand by their ids."""

_SIGNS = "ACDEFGHJKLMNPQRTUVWXY37"
"""The signs of codes: none looks like another, and there is a prime number of them, so that one wrong sign and two that
changed places are always found out."""

CODE = re.compile(f"[{_SIGNS}]{{5}}")


def code(about: str, field: str, part: str = "") -> str:
    """The code of an answer: four signs, and one by which a slip is found out."""
    value = int.from_bytes(sha256(f"{about}/{field}/{part}".encode()).digest()[:8])
    signs = []
    for _ in range(4):
        value, at = divmod(value, len(_SIGNS))
        signs.append(_SIGNS[at])
    return "".join(signs) + _check("".join(signs))


def is_code(text: str) -> bool:
    """Whether a text is a code, with the right sign at its end."""
    return bool(CODE.fullmatch(text)) and _check(text[:4]) == text[4]


def _check(signs: str) -> str:
    return _SIGNS[sum((at + 2) * _SIGNS.index(sign) for at, sign in enumerate(signs)) % len(_SIGNS)]


class Question(NamedTuple):
    """One thing that is asked, and the place for its answer."""

    code: str
    field: str
    """What its answer is: a rating, a reason, key points."""
    about: str
    """The id of the statement, or of the principle; empty for what is about neither."""
    text: str
    """What is asked; for a rating, the statement."""
    part: str = ""
    """The prompt, the part of the plan, the preliminary question or the number of the action."""
    help: str = ""
    """What opens the question up."""
    stands: str = ""
    """What was recorded so far, for whoever fills it in; a line each."""
    asked: str = ""
    """What it is called in a line of its own, such as the dimension of a statement."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed beside the answer, but for its code."""
        return tuple(each for each in (self.asked, self.text, self.help, *self.stands.splitlines()) if each)

    @property
    def mark(self) -> str:
        """What stands for all that is printed beside the answer."""
        return mark(self.code, " ".join(self.lines))

    @property
    def height(self) -> int:
        """How many lines there is room for on paper."""
        return {POINTS: 4, NOTES: 4, VOICE: 6, BECAUSE: 3, GOAL: 2, MEASURE: 2, COMMITMENT: 2, ACTION: 2}.get(
            self.field, 1
        )


class Part(NamedTuple):
    """Some of the questions, under a title."""

    title: str
    questions: tuple[Question, ...] = ()
    lead: tuple[str, ...] = ()
    """What stands between the title and the questions."""
    quotation: str = ""
    """Words of the instrument in which children speak."""
    terms: tuple[tuple[str, str], ...] = ()
    """Names, each with what it means."""
    level: int = 2
    breaks: bool = False
    """Whether it begins a page."""


class Heads(NamedTuple):
    """What stands above the columns of a worksheet."""

    code: str
    asked: str
    answer: str
    stands: str


class Seal(NamedTuple):
    """What a worksheet was made for."""

    partnership: str
    """Of the partnership's name, by which a sheet of another is told."""
    kind: str
    of: tuple[str, ...]
    """The principles that it is about."""
    who: str
    """The agency or group that fills it in; empty for all of them together."""
    day: date
    language: str
    words: str = ""
    """Of the words of each statement that it asks about, one after the other."""
    printed: str = ""
    """Of what is printed beside each answer, one after the other."""

    def told(self) -> str:
        """The seal as it stands on a sheet."""
        said = {
            "partnership": self.partnership,
            "kind": self.kind,
            "of": ",".join(self.of) or "-",
            "for": self.who or "-",
            "day": self.day.isoformat(),
            "language": self.language,
            "words": self.words or "-",
            "printed": self.printed,
        }
        line = " ".join([_NAME, *(f"{key}={value}" for key, value in said.items())])
        return f"{line} check={short_hash(line)}"


_NAME = "reflectctl-worksheet:1"
_SEAL = re.compile(r"reflectctl-worksheet:1 [ -~]{1,4000}? check=[0-9a-f]{8}")
BEGINS = "reflectctl-worksheet:"
"""How the line of a seal begins, whatever has become of it."""


def sealed(text: str) -> Seal | None:
    """The seal that stands in a text, however its words are spaced; None where there is none, or not a whole one."""
    found = _SEAL.search(" ".join(text.split()))
    if found is None:
        return None
    line, _, check = found[0].rpartition(" check=")
    pairs = dict(each.partition("=")[::2] for each in line.split(" ")[1:])
    if short_hash(line) != check or list(pairs) != _KEYS:
        return None
    try:
        day = plain_day(pairs["day"])
    except ValueError:
        return None
    return Seal(
        pairs["partnership"],
        pairs["kind"],
        tuple(each for each in pairs["of"].split(",") if each != "-"),
        "" if pairs["for"] == "-" else pairs["for"],
        day,
        pairs["language"],
        pairs["words"].strip("-"),
        pairs["printed"],
    )


def beside_seal(text: str) -> str:
    """What stands in a text beside a seal."""
    return _SEAL.sub("", " ".join(text.split())).strip()


_KEYS = ["partnership", "kind", "of", "for", "day", "language", "words", "printed"]


class Sheet(NamedTuple):
    """A worksheet, whole: all that it says, in its language."""

    seal: Seal
    title: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
    scale: tuple[tuple[str, str], ...]
    """The answers to a rating: their ids and titles, in their order."""
    heads: Heads
    heard: tuple[str, str]
    """Who speaks on it, and how that is told of words that are put in the place of `{words}`."""
    marking: str
    """Who may see it; empty for whoever fills it in."""
    language: str
    """Of what is asked around the words of the content."""
    foreign: str = ""
    """The language of the content, where that is another."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in its order."""
        return tuple(question for part in self.parts for question in part.questions)

    @property
    def statements(self) -> tuple[str, ...]:
        """What the questions are about: ids of statements, and of what else there is, each once."""
        return tuple(dict.fromkeys(question.about for question in self.questions))

    def reworded(self, instrument: Instrument) -> set[str]:
        """The statements that have other words now than the seal tells of."""
        now = {each.id: words_of(each) for each in instrument.as_rated.statements}
        asked = [each for each in self.statements if each in now]
        told = self.seal.words
        return {id for at, id in enumerate(asked) if told[at * _WORDS : (at + 1) * _WORDS] != now[id]}

    @property
    def said(self) -> frozenset[str]:
        """Every text that stands on the sheet beside the answers, in its plain words."""
        told = [
            self.title,
            self.marking,
            *self.lead,
            self.seal.told(),
            *self.heads,
            *(title for _, title in self.scale),
        ]
        for part in self.parts:
            told += [part.title, *part.lead, part.quotation, *(each for term in part.terms for each in term)]
            told += [f"{name}: {meaning}" for name, meaning in part.terms]
            for question in part.questions:
                told += [question.code, *question.lines, question.stands]
        return frozenset(plain(each) for each in told if each)


def plain(text: str) -> str:
    """A text in its words, however they are spaced."""
    return " ".join(words(text))


def short_hash(text: str) -> str:
    """Eight digits that stand for a text."""
    return sha256(plain(text).encode()).hexdigest()[:8]


def words_of(statement: Statement) -> str:
    """What stands for the words of a statement."""
    return short_hash(statement.text)[:_WORDS]


_WORDS = 4


MARK = 3
"""How long what stands for the words of a row is."""


def mark(code: str, told: str) -> str:
    """What stands for all that is printed in a row beside its answer."""
    return short_hash(f"{code} {told}")[:MARK]
