"""Lines as they are printed in, sentences and the items of lists out, however the lines are broken."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...documents.lines import Line

_ENDS = r"[.?!…][’'”\")]*"
_ENDED = re.compile(_ENDS + "$")
_SENTENCE = re.compile(r"(?<=[.?!…])([’'”\")]*)\s+(?=[‘'“\"(]?[A-Z0-9])")
_GLUE = re.compile(r"\s*;(?:\s+(?:and|or))?$")
_LETTERS = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


_FAR = 60
"""No item of a list has more lines than this."""


class Piece(NamedTuple):
    """A sentence, or an item of a list."""

    text: str
    place: int
    item: bool = False
    depth: int = 0
    """How deep in lists an item stands; 0 where the document does not show it."""


class Broken(NamedTuple):
    """A word that the end of a line parts, of which it cannot be told whether it has a hyphen."""

    place: int
    word: str


def bare(item: str) -> str:
    """An item without what joins it to the next one."""
    return _GLUE.sub("", item)


def is_ended(text: str) -> bool:
    """Whether a text ends as sentences do."""
    return bool(_ENDED.search(text))


def mended(lines: Sequence[Line], known: Iterable[str]) -> tuple[list[Line], list[Broken]]:
    """The lines with every word that was parted at the end of one put together again.

    A hyphen there may be the word's own. The words of the document itself decide, and those that are `known`; where a
    document parts no word that can be told, every hyphen is its own.
    """
    parted = {at: pair for at in range(len(lines) - 1) if (pair := _parted(lines[at], lines[at + 1]))}
    words = {part for text in (*known, *_whole(lines, parted)) for part in _parts(text)}
    sure = {at: choice for at, pair in parted.items() if (choice := _known(pair, words)) is not None}
    parts_words = any(choice == "" for choice in sure.values()) or any(line.text.endswith("\u00ad") for line in lines)
    told: list[Line] = []
    doubtful: list[Broken] = []
    carried = ""
    for at, line in enumerate(lines):
        text = line.text.strip().removeprefix(carried).strip() if carried else line.text
        carried = ""
        if at in parted:
            choice = sure.get(at)
            if choice is None:
                choice = "-" if not parts_words else _likely(parted[at], words)
            if choice is None:
                doubtful.append(Broken(line.place, "-".join(parted[at])))
                choice = "-"
            carried = lines[at + 1].text.split()[0]
            text = text.rstrip()[:-1] + choice + carried
        text = text.replace("\u00ad", "")
        if text.strip():
            told.append(line._replace(text=text))
    return told, doubtful


_PARAGRAPH = 3.5
"""What is so many times as long as a line was never broken."""

_WRAPPED = 40
"""Lines that are shorter say nothing about how wide a page is."""


def restored(lines: Sequence[Line], known: Sequence[str]) -> list[Line]:
    """The lines with the hyphens that pdftotext takes from the ends of lines, as far as other words tell them.

    It takes dashes as well, and puts the next line behind: the line is then longer than the page is wide. Where nothing
    tells what is missing, nothing is put there: a likely hyphen is not a sure one.
    """
    going_on = [
        len(line.text)
        for line, after in pairwise(lines)
        if len(line.text) >= _WRAPPED and not is_ended(line.text) and after.text.lstrip()[:1].islower()
    ]
    if len(going_on) < _WRAPPED:
        return list(lines)
    width = sorted(going_on)[len(going_on) * 9 // 10]
    if sum(0.75 * width <= length <= 1.05 * width for length in going_on) < 0.6 * len(going_on):
        return list(lines)
    if any(re.search(r"[^\W\d_]-$", line.text.rstrip()) for line in lines):
        # Here they are still in their places.
        return list(lines)
    elsewhere = {part for line in lines if len(line.text) <= 0.9 * width for part in _parts(line.text)}
    spelt = {part for text in (*known, *(line.text for line in lines)) for part in _parts(text)}
    missing: dict[str, int] = {}
    for word in sorted(spelt):
        for at in [found.start() for found in re.finditer("-", word)]:
            without = word[:at] + word[at + 1 :]
            if without not in elsewhere:
                missing[without] = at
    often = Counter(part for text in (*known, *(line.text for line in lines)) for part in _parts(text))
    return [_restored(line, missing, width, often) if len(line.text) > 0.9 * width else line for line in lines]


def _restored(line: Line, missing: Mapping[str, int], width: int, often: Mapping[str, int]) -> Line:
    """A line with the hyphens that are `missing` from words, at the places where they belong."""
    mended = 0

    def spell(found: re.Match[str]) -> str:
        nonlocal mended
        at = missing.get(found.group().casefold())
        if at is None:
            return found.group()
        mended += 1
        return f"{found.group()[:at]}-{found.group()[at:]}"

    text = re.sub(_LETTERS, spell, line.text)
    length = len(line.text)
    if line.cell or length > _PARAGRAPH * width:
        return line._replace(text=text)
    if length > 1.25 * width:
        return line._replace(text=text, joined=mended < max(1, round(length / width) - 1))
    return line._replace(text=text, joined=length > width and not mended and _is_odd(text, width, often))


def _is_odd(text: str, width: int, often: Mapping[str, int]) -> bool:
    """Whether a word that stands nowhere else, but half of which does, stands where a line may have ended."""
    for found in re.finditer(_LETTERS, text):
        word = found.group().casefold()
        if often[word] < 2 and found.start() <= 1.12 * width and found.end() >= 0.88 * width:
            halves = range(_HALF, len(word) - _HALF + 1)
            if any(often[word[:at]] or often[word[at:]] for at in halves):
                return True
    return False


_HALF = 4
"""Half a compound has so many letters at least."""


def _whole(lines: Sequence[Line], parted: Collection[int]) -> Iterator[str]:
    """What stands on each line without the parts of words."""
    for at, line in enumerate(lines):
        words = line.text.split()
        yield " ".join(words[at - 1 in parted : len(words) - (at in parted)])


def _parts(text: str) -> Iterator[str]:
    """The words of a text, and the parts of those with hyphens."""
    for found in _WORD.finditer(text.casefold()):
        word = found.group()
        yield word
        if "-" in word:
            yield from word.split("-")


def _parted(line: Line, after: Line) -> tuple[str, str] | None:
    """The two parts of the word that a line end parts."""
    head = re.search(rf"({_LETTERS})[-\u00ad\u2010]$", line.text.rstrip())
    tail = re.match(rf"\s*({_LETTERS})", after.text)
    if not head or not tail or after.depth or not tail[1][0].islower():
        return None
    return head[1].casefold(), tail[1].casefold()


def _known(pair: tuple[str, str], words: set[str]) -> str | None:
    if "-".join(pair) in words:
        return "-"
    return "" if "".join(pair) in words else None


def _likely(pair: tuple[str, str], words: set[str]) -> str | None:
    """What stands between the parts in a document that parts words; None where nothing tells."""
    known = sum(part in words for part in (pair[0].split("-")[-1], pair[1].split("-")[0]))
    return "-" if known == 2 else "" if known == 0 else None


def pieces(lines: Sequence[Line]) -> list[Piece]:
    """The sentences and items that lines hold, in order. Lists are told by their marks, or by their semicolons."""
    found: list[Piece] = []
    held: list[str] = []
    place, depth = 0, 0
    listed = item = False

    def flush() -> None:
        nonlocal item
        text = " ".join(" ".join(held).split())
        held.clear()
        if text and item:
            found.append(Piece(text, place, True, depth))
        elif text:
            found.extend(Piece(each, place) for each in split(text))
        item = False

    for at, line in enumerate(lines):
        last = held[-1] if held else ""
        if line.depth or (line.starts and held and (is_ended(last) or (item and not line.text.lstrip()[:1].islower()))):
            flush()
            listed = listed and not line.starts
        if not held:
            place, depth, item = line.place, line.depth, bool(line.depth) or listed
        last = line.text.strip()
        held.append(last)
        after = lines[at + 1] if at + 1 < len(lines) else None
        if after is None:
            continue
        if last.endswith(":") and (after.depth or _opens(after) or _is_listed(lines[at + 1 : at + _FAR])):
            listed = not after.depth and _is_listed(lines[at + 1 : at + _FAR])
            flush()
        elif item and (_GLUE.search(last) or is_ended(last)) and after.text.strip().lower() not in ("and", "or"):
            listed = listed and not is_ended(last)
            flush()
    flush()
    return found


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [each for each in _SENTENCE.sub(r"\1\n", text).split("\n") if each]


def _opens(line: Line) -> bool:
    return line.text.lstrip("‘'“\"( ")[:1].isupper()


def _is_listed(lines: Sequence[Line]) -> bool:
    """Whether what follows a colon is a list without marks: lines that end with semicolons, up to a full stop."""
    if lines[0].depth:
        return False
    for line in lines:
        text = line.text.rstrip()
        if _GLUE.search(text):
            return True
        if is_ended(text) or line.depth or _SENTENCE.search(text):
            return False
    return False


def blocks(lines: Sequence[Line]) -> list[Piece]:
    """The paragraphs and items of a page that is no running text.

    Where nothing shows them, a line that ends although the next word would have had room in it ends its paragraph; and
    what begins as other paragraphs do begins one.
    """
    opening = _opening(lines)
    shown = any(line.depth for line in lines)
    widths = [len(line.text.strip()) for line in lines]
    widest = max(widths, default=0)
    found: list[Piece] = []
    held: list[str] = []
    first = Line("", 0)
    for at, line in enumerate(lines):
        if not held:
            first = line
        held.append(line.text.strip())
        after = lines[at + 1] if at + 1 < len(lines) else None
        if (
            after is None
            or after.depth
            or (after.starts and _opens(after))
            or (_opens(after) and (held[-1].endswith(":") or (first.depth and is_ended(held[-1]))))
            or (not shown and after.text.split()[0] == opening)
            or (not shown and _opens(after) and _is_short(held[-1], after.text, widest))
        ):
            found.append(Piece(" ".join(" ".join(held).split()), first.place, first.depth > 0, first.depth))
            held = []
    return found


def _opening(lines: Sequence[Line]) -> str:
    """The word with which several sentences begin below the end of another; empty when there is none."""
    words = [after.text.split()[0] for line, after in pairwise(lines) if is_ended(line.text.rstrip()) and _opens(after)]
    return next((word for word in words if words.count(word) > 1), "")


def _is_short(line: str, after: str, widest: int) -> bool:
    if line.endswith((",", ";")):
        return False
    needed = len(line) + 1 + len(after.split()[0])
    return needed <= (widest if is_ended(line) else 0.9 * widest)
