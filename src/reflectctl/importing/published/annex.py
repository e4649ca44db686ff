"""What stands behind the principles: what each point of the scale means."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ...model.instrument import Instrument, Term
from ...model.named_tuples import NamedTuple
from . import labels as form
from .notes import Notes, capital, name, named, short
from .quotations import JOINED, fault
from .scan import Scan
from .sentences import is_ended, split

_NOT_WHOLE = "the points of the scale were not all found, each once and in order."


class _Mark(NamedTuple):
    """A point of the scale where it is printed."""

    point: Term
    found: re.Match[str]
    at: int
    """The number of its line."""


def annex(scan: Scan, pack: Instrument, notes: Notes) -> None:
    """Notes the points of the scale and their meanings."""
    begin = scan.last("meant")
    begin = scan.last("annex") if begin is None else begin
    if begin is None:
        return
    # The heading itself may be broken over lines.
    start = scan.events[begin + 1].at if begin + 1 < len(scan.events) else scan.events[begin].at + 1
    keys = [("scale", point.id, part) for point in pack.scale for part in ("title", "meaning")]
    notes.searched(keys, scan.place(start), scan.place(len(scan.lines)))
    marks = _marks(scan, pack, start)
    if len(marks) < len(pack.scale):
        # The heading may stand on the line of the first point, and all of them in one paragraph.
        within = _marks_within(scan, pack, scan.events[begin].at)
        marks = within if [mark.point for mark in within] == list(pack.scale) else marks
    meanings = _meanings(scan, marks)
    if [mark.point for mark in marks] != list(pack.scale) or any(map(fault, meanings)):
        beside = _beside_each_other(scan, pack, start)
        for point, meaning in zip(pack.scale, beside, strict=False):
            notes.take(("scale", point.id, "title"), point.title)
            notes.take(("scale", point.id, "meaning"), meaning)
        if beside:
            return
    is_whole = [mark.point for mark in marks] == list(pack.scale)
    for point in pack.scale:
        told = [(mark, meaning) for mark, meaning in zip(marks, meanings, strict=True) if mark.point.id == point.id]
        title, key = ("scale", point.id, "title"), ("scale", point.id, "meaning")
        if len(told) > 1:
            where = " and ".join(f"{notes.unit} {scan.place(mark.at)}" for mark, _ in told)
            message = f"What {point.title} means was found {len(told)} times: {where}."
            notes.doubt(scan.place(told[0][0].at), message, title, key)
        elif told:
            [(mark, meaning)] = told
            notes.take(title, name(mark.found[1], point.title))
            if not is_whole:
                # Where one label is misread, what it means stands behind the one before it.
                notes.doubt(scan.place(mark.at), f"{capital(named(key))} is not certain: {_NOT_WHOLE}", key)
                continue
            after = next((each.at for each in marks if each.at > mark.at), mark.at + 4)
            wrong = fault(meaning) or (JOINED if any(line.joined for line in scan.lines[mark.at : after]) else "")
            if wrong:
                notes.doubt(scan.place(mark.at), f"{capital(named(key))} {wrong}: “{short(meaning)}”.", key)
            else:
                notes.take(key, meaning)


def _marks(scan: Scan, pack: Instrument, number: int) -> list[_Mark]:
    """The points of the scale as they stand at the beginnings of lines, from a line on."""
    longest_first = sorted(pack.scale, key=lambda point: (-len(point.title), point.id))
    patterns = [
        (point, re.compile(rf"(?:[-*•●]\s+)?({form.phrase(point.title)})\s*[:–-]?(?=\s|$)", re.IGNORECASE))
        for point in longest_first
        if point.title
    ]
    marks: list[_Mark] = []
    while number < len(scan.lines):
        at = number
        number += 1
        for point, pattern in patterns:
            found = pattern.match(scan.text, scan.starts[at])
            # In small letters it is a word of a meaning.
            if found and not found[1][0].islower():
                marks.append(_Mark(point, found, at))
                number = scan.line_after(found.end(1), at)
                break
    return marks


def _marks_within(scan: Scan, pack: Instrument, number: int) -> list[_Mark]:
    """The points of the scale as they stand in running text, from a line on: behind a sentence, before a capital."""
    longest_first = sorted(pack.scale, key=lambda point: (-len(point.title), point.id))
    patterns = [
        (point, re.compile(rf"(?<=[.:?!])\s+({form.phrase(point.title)})\s*[:–-]?\s+(?=[A-Z])", re.IGNORECASE))
        for point in longest_first
        if point.title
    ]
    marks: list[_Mark] = []
    start = scan.starts[number]
    while True:
        hits = [
            (found.start(1), -len(found[1]), point, found)
            for point, pattern in patterns
            if (found := pattern.search(scan.text, start)) and found[1][0].isupper()
        ]
        if not hits:
            return marks
        _, _, point, found = min(hits, key=lambda hit: hit[:2])
        marks.append(_Mark(point, found, bisect_right(scan.starts, found.start(1)) - 1))
        start = found.end(1)


def _meanings(scan: Scan, marks: Sequence[_Mark]) -> list[str]:
    """What stands behind each point; where all the points come first, one sentence for each."""
    ends = [*(mark.found.start(1) for mark in marks), len(scan.text)][1:]
    said = [scan.text[mark.found.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    if said and not any(said[:-1]):
        told = [each for each in re.split(r"(?<=[.!?])\s*\n", said[-1]) if each.strip()][: len(said)]
        said = [*told, *[""] * (len(said) - len(told))]
    elif said:
        said[-1] = _to_the_end_of_a_sentence(said[-1])
        if any(mark.at == other.at for mark, other in pairwise(marks)):
            # In running text what stands behind the last meaning may stand on its line.
            said[-1] = split(" ".join(said[-1].split()))[0]
    return [" ".join(each.split()) for each in said]


def _beside_each_other(scan: Scan, pack: Instrument, start: int) -> list[str]:
    """What each point means, where its name stands anywhere beside the lines of that; nothing, when it is not sure.

    Taken away from the lines, the parts of the names have to make up every name once, all but one of them in the pack's
    order. Then the sentences that are left are the meanings, in that order.
    """
    names = [_words(point.title) for point in pack.scale]
    begun: list[tuple[int, int]] = []
    """The names of which a part was found, each with how many of its words: several, while it may be any of these."""
    told: list[int] = []
    left: list[str] = []
    for line in scan.lines[start:]:
        said = _words(line.text)
        capital = line.text[:1].isupper()
        ways = [(number, at) for number, at in begun if said[:1] == names[number][at : at + 1]]
        if not ways and capital and not begun:
            ways = [(number, 0) for number in range(len(names)) if number not in told and said[:1] == names[number][:1]]
        taken = max((_shared(said, names[number][at:]) for number, at in ways), default=0)
        if taken:
            begun = [(n, at + taken) for n, at in ways if _shared(said, names[n][at:]) == taken]
            whole = [number for number, at in begun if at == len(names[number])]
            if whole:
                told.append(whole[0])
                begun = []
        left.append(" ".join(line.text.split()[taken:]))
    sentences = split(" ".join(" ".join(left).split()))[: len(pack.scale)]
    displaced = [number for number in told if [n for n in told if n != number] == sorted(set(told) - {number})]
    if sorted(told) != list(range(len(names))) or (told != sorted(told) and not displaced):
        return []
    return [] if begun or len(sentences) < len(names) or any(map(fault, sentences)) else sentences


def _shared(said: Sequence[str], name: Sequence[str]) -> int:
    """How many words of a name a line begins with."""
    return next((at for at, word in enumerate(name) if said[at : at + 1] != [word]), len(name))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _to_the_end_of_a_sentence(text: str) -> str:
    """The lines up to the first that ends as a sentence does: what stands below the last meaning is another matter."""
    held = []
    for line in text.split("\n"):
        held.append(line)
        if is_ended(line):
            break
    return "\n".join(held)
