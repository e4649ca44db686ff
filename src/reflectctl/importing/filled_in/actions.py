"""A line of a box for actions, owners and timescales, in; the action, who has it and by when out, or a doubt.

What is set apart (by a dash, a semicolon, a bracket, a cell, or a word such as *Owner:*) has to be an agency and a day
as a record knows them. What is not set apart stays in the words of the action.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ...model.agency_ids import called, earlier_ids
from ...model.named_tuples import NamedTuple
from ...model.periods import ONGOING
from ...model.records import Partnership
from ...rules.personal import unrepeated

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_APART = re.compile(r"\s+[–—-]\s+|\s*[|;\t]\s*|\s*\n\s*")
_OWNER = re.compile(r"(?:owners?|leads?|lead agency|who|responsible|by whom|led by)\s*[:=]\s*", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:timescales?|due(?: date)?|when|by when|deadline|date|complete by|target(?: date)?)\s*[:=]\s*", re.IGNORECASE
)
_WHAT = re.compile(r"(?:actions?|what|task)\s*(?:\d+\s*)?[:=]\s*", re.IGNORECASE)
_BY = re.compile(r"(?:by|due|before|until|end of|by the end of|by end of|in|from)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"[\[(]([^()\[\]]{2,120})[\])]\s*\.?$")
_TIME = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}|{'|'.join(each[:3] for each in _MONTHS)}|spring|summer|autumn|winter"
    r"|asap|immediately|q[1-4]|ongoing|annual(?:ly)?|quarter(?:ly)?|monthly|weekly|weeks?|months?|years?|days?|term|tbc|\d{1,4})\b",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """What a line says."""

    action: str
    owner: str = ""
    joint: tuple[str, ...] = ()
    due: str = ""
    doubts: tuple[str, ...] = ()
    """Why it is not taken, in sentences."""


def day(words: str) -> str:
    """A day or a month as a record has it; empty where it is none, or may be two."""
    said = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", " ".join(words.split()).strip(" .,;").casefold()).replace(",", "")
    said = re.sub(r"^(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\s+)", "", said)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", said):
        return _of(found[1], int(found[2]), found[3])
    if found := re.fullmatch(r"(?:(\d{1,2})(?: of)? )?([a-z]{3,9})\.? (\d{4})", said):
        return _of(found[3], _month(found[2]), found[1])
    if found := re.fullmatch(r"([a-z]{3,9}) (\d{1,2}) (\d{4})", said):
        return _of(found[3], _month(found[1]), found[2])
    if found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})", said):
        one, other, year = int(found[1]), int(found[2]), found[3] if len(found[3]) == 4 else f"20{found[3]}"
        # The third of April, or the fourth of March: nobody knows.
        ways = {_of(year, month, str(on)) for on, month in ((one, other), (other, one))} - {""}
        return ways.pop() if len(ways) == 1 else ""
    return ""


def _month(word: str) -> int:
    return next(
        (at for at, each in enumerate(_MONTHS, 1) if each == word or (each.startswith(word) and len(word) < 5)), 0
    )


def _of(year: str, month: int, on: str | None) -> str:
    try:
        told = date(int(year), month, int(on or 1)).isoformat()
    except ValueError:
        return ""
    return told if on else told[:7]


class Parties:
    """Who may own actions, by what they are called."""

    def __init__(self, partnership: Partnership) -> None:
        self._by_name: dict[str, set[str]] = {}
        for each in partnership.speakers:
            for name in (each.id, each.name, each.id.replace("-", " ")):
                self._by_name.setdefault(called(name), set()).add(each.id)
        for before, id in earlier_ids(partnership).items():
            self._by_name.setdefault(called(before), set()).add(id)

    def named(self, words: str) -> str:
        """The id of whoever is meant by words that are a name and nothing else; empty where nobody is, or two are."""
        found = self._by_name.get(
            called(re.sub(r"^(?:the|our)\s+", "", words.strip(" .,"), flags=re.IGNORECASE)), set()
        )
        return next(iter(found)) if len(found) == 1 else ""

    def every(self, words: str) -> list[str]:
        """The ids of those whom words list and nothing else; none where one of them is nobody."""
        if one := self.named(words):
            return [one]
        parts = [each for each in re.split(r"\s*(?:,|/|&|\+|\band\b|\bwith\b)\s*", words.strip(" .")) if each]
        found = [self.named(each) for each in parts]
        return list(dict.fromkeys(found)) if found and all(found) else []

    def begun(self, words: str) -> str:
        """Whoever a sentence begins with that goes on with *to* or *will*."""
        found = re.match(r"(.{2,80}?)\s+(?:to|will|shall|should)\s", words)
        return self.named(found[1]) if found else ""


def told(line: str, parties: Parties, columns: Sequence[str] = ()) -> Told:
    """What a line says; `columns` says what each of its cells holds, where it is a row below heads."""
    if columns:
        cells = [each.strip() for each in line.split("\t")]
        by_kind = {kind: each for kind, each in zip(columns, cells, strict=False) if kind and each}
        rest = [each for kind, each in zip(columns, cells, strict=False) if not kind and each]
        action = " – ".join([by_kind.get("action", ""), *rest]).strip(" –")
        return _checked(action, by_kind.get("owner", ""), by_kind.get("when", ""), parties)
    parts = [each for each in _APART.split(line) if each.strip()]
    if parts and (found := _BRACKETS.search(parts[-1])):
        inside = [each.strip() for each in found[1].split(",")]
        if any(_is_kind(each, parties) for each in inside):
            before = parts[-1][: found.start()].strip()
            parts = [*parts[:-1], *([before] if before else []), *inside]
    owner = when = ""
    said: list[str] = []
    for at, part in enumerate(parts):
        if found := _OWNER.match(part):
            owner = f"{owner}, {part[found.end() :]}".strip(", ")
        elif found := _WHEN.match(part):
            when = f"{when}, {part[found.end() :]}".strip(", ")
        elif at and not owner and parties.every(part):
            owner = part
        elif at and not when and (day(_BY.sub("", part, count=1)) or _is_time(part)):
            when = part
        elif at and len(parts) >= 3 and not owner and len(part.split()) <= _SHORT and (at < len(parts) - 1 or when):
            # What is set apart between an action and its day is who has it, whoever that is.
            owner = part
        elif at == 2 and len(parts) == 3 and owner and not when and len(part.split()) <= _SHORT:
            # The form asks for an action, its owner and its time; what stands third is that, whatever it says.
            when = part
        else:
            said.append(_WHAT.sub("", part, count=1) if not at else part)
    action = " – ".join(said)
    owner = owner or parties.begun(action)
    if not when and (found := _BY_DAY.search(action)) and day(_BY.sub("", found[1], count=1)):
        when = found[1]
    return _checked(action, owner, when, parties)


_SHORT = 6
_BY_DAY = re.compile(r"\bby\s+((?:the\s+)?(?:end\s+of\s+)?[\w ./-]{3,24}?)\.?$")


def _is_time(words: str) -> bool:
    return len(words.split()) <= _SHORT and bool(_TIME.search(words))


def _is_kind(words: str, parties: Parties) -> bool:
    return bool(
        parties.every(words)
        or day(_BY.sub("", words, count=1))
        or _is_time(words)
        or _OWNER.match(words)
        or _WHEN.match(words)
    )


def _checked(action: str, owner: str, when: str, parties: Parties) -> Told:
    """The parts of an action, where each is what a record has."""
    owners = parties.every(owner) if owner else []
    due = day(_BY.sub("", re.sub(r"^by\s+(?:the\s+)?", "", when.strip(), flags=re.IGNORECASE), count=1)) if when else ""
    due = due or (day(when) if when else "")
    doubts = []
    if not action:
        doubts.append("An owner or a day stands here without an action.")
    if owner and not owners:
        doubts.append(f"The owner of an action is no agency or group of this partnership: “{_short(owner)}”.")
    if when and not due:
        again = " Something that is ongoing needs the day of its review." if ONGOING in when.casefold() else ""
        doubts.append(f"When an action is due is no day and no month with its year: “{_short(when)}”.{again}")
    return Told(action, owners[0] if owners else "", tuple(owners[1:]), due, tuple(doubts))


def _short(words: str) -> str:
    return unrepeated(" ".join(words.split()))[:60]


def heads(line: str) -> tuple[str, ...]:
    """What the cells of a row hold, where it is the head of a table of actions; else nothing."""
    kinds = (("owner", r"owners?|leads?|who|responsib\w*|agency"),
             ("when", r"timescales?|when|due|by when|date|deadline"), ("action", r"actions?|what|task"))  # fmt: skip
    found = []
    for cell in line.split("\t"):
        words = cell.strip(" :?").casefold()
        found.append(next((kind for kind, named in kinds if re.fullmatch(rf"(?:{named})(?: .{{0,20}})?", words)), ""))
    return tuple(found) if "\t" in line and "action" in found and len({*filter(None, found)}) > 1 else ()


def lines(written: Iterable[str]) -> list[str]:
    """The lines of a box as actions: a line that only goes on with who or when belongs to the one above."""
    made: list[str] = []
    for each in written:
        if made and (_OWNER.match(each) or _WHEN.match(each)):
            made[-1] = f"{made[-1]}\n{each}"
        else:
            made.append(each)
    return made
