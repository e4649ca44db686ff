"""Lines as they are printed in, sentences and the items of lists out, however the lines are broken."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from ...model.named_tuples import NamedTuple
from ..lines import Line

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


_WRAPPED = 40
"""Lines that are shorter say nothing about how wide a page is."""

_NEAR = 8
"""So many lines of its paragraph above and below a line may tell how wide its column is."""

_NARROWEST = 20
"""No column that statements stand in has fewer letters."""

_NARROW = 30
"""In a column of fewer letters, how long a line is says too little for a doubt."""

_FEWEST_LINES = 4
"""By fewer lines no column is told."""

_LONGER, _PARAGRAPH = 1.25, 8.0
"""A line that is so many times as long as its page is wide was joined; one that is longer still was never broken."""

_A_LITTLE = 1.04
"""A line that is a little longer than others may only have narrower letters."""

_EDGE = (0.66, 1.12)
"""Between these parts of a page's width its lines end, as letters and words differ in length."""

_SOONEST = 0.4
"""No line that goes on ends sooner than at this part of a page's width."""

_FEWEST_LETTERS = 2
"""Half a compound has so many letters at least."""

_STEM, _ENDINGS = 4, ("ing", "ed", "s")
"""Forms of a word have so many letters in common at least, and end so."""

_DASH = re.compile(r"(\w+)\s([-–—])\s")

_LEADING_ON = frozenset(("of", "in", "to", "for", "with", "on", "by", "at", "from", "about", "into"))
"""Words behind which no sentence rests."""

_AGAIN = re.compile(r"\b([^\W\d_]{3,})-?(to|by|on|in)-?\1\b", re.IGNORECASE)
"""A word that comes again in one compound, as in day-to-day."""


def restored(lines: Sequence[Line], known: Sequence[str]) -> list[Line]:
    """The lines with what pdftotext takes from the ends of lines, as far as other words tell where it stood.

    It takes hyphens there, and dashes, and puts the next line behind: the line is then longer than the page is wide,
    and what is missing stood where that ends. A hyphen is put back into a word that stands nowhere else, when it is
    spelt with one elsewhere, or is two words that do stand elsewhere; a dash, where another one in the sentence has no
    partner. A line of which that does not tell enough is marked as `joined`.
    """
    page, columns = _widths(lines)
    if not page:
        return list(lines)
    spelling = _Spelling(lines, known)
    there = sum(bool(re.search(r"[^\W\d_]-$", line.text.rstrip())) for line in lines)
    if there and there >= sum(spelling.spelt(line.text) != line.text for line in lines):
        # Here they are still in their places, but for those at the ends of pages.
        return list(lines)
    # What is put behind a line is a whole one: only the last line of a paragraph makes it just a little longer.
    lasts = [after is None or is_ended(line.text.rstrip()) or after.starts for line, after in _with_next(lines)]
    widths = [
        page if (_A_LITTLE if last else _LONGER) * page < len(line.text) else column
        for line, last, column in zip(lines, lasts, columns, strict=True)
    ]
    widths = [
        width if not line.cell and width and _A_LITTLE * width < len(line.text) <= _PARAGRAPH * width else 0
        for line, width in zip(lines, widths, strict=True)
    ]
    told = [_restored(line, width, spelling) if width else line for line, width in zip(lines, widths, strict=True)]
    return [line._replace(text=spelling.spelt(line.text)) for line in told]


def _with_next(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    yield from zip(lines, [*lines[1:], None], strict=False)


def _widths(lines: Sequence[Line]) -> tuple[float, list[float]]:
    """How wide the page is, in letters, by the lines that go on in the next; and the column of each line.

    0 for a page of which too few tell: then these are paragraphs as they were typed. 0 for a column that is none.
    """
    lengths = [
        len(line.text) if not is_ended(line.text) and after.text.lstrip()[:1].islower() else 0
        for line, after in pairwise(lines)
    ]
    lengths.append(0)
    every = sorted(length for length in lengths if length >= _WRAPPED)
    if len(every) < _WRAPPED:
        return 0, [0] * len(lines)
    page = every[len(every) * 9 // 10]
    columns: list[float] = []
    for at in range(len(lines)):
        first = next((n for n in range(at, max(0, at - _NEAR), -1) if lines[n].starts), max(0, at - _NEAR))
        last = next((n for n in range(at + 1, min(len(lines), at + _NEAR + 1)) if lines[n].starts), at + _NEAR + 1)
        near = sorted(filter(None, (*lengths[first:at], *lengths[at + 1 : last])))
        column = near[len(near) * 6 // 10] if len(near) >= _FEWEST_LINES else 0
        even = sum(0.75 * column <= length <= _A_LITTLE * column for length in near) >= 0.6 * len(near)
        columns.append(column if even and _NARROWEST <= column < 0.8 * page else 0)
    return page, columns


class _Spelling:
    """How words are spelt, by those of a document and those of a pack."""

    def __init__(self, lines: Sequence[Line], known: Sequence[str]) -> None:
        self._known = {part for text in known for part in _parts(text)}
        self._often = Counter(part for line in lines for part in _parts(line.text))
        self._missing: dict[str, int] = {}
        for word in sorted(self._known | self._often.keys()):
            for at in [found.start() for found in re.finditer("-", word)]:
                without = word[:at] + word[at + 1 :]
                if without not in self._known and (
                    word in self._known or self._often[word] >= 2 * self._often[without]
                ):
                    self._missing[without] = at

    def hyphen(self, word: str) -> int | None:
        """Where a hyphen is missing from a word; None where nothing is, or nothing tells."""
        word = word.casefold()
        if (at := self._missing.get(word)) is not None:
            return at
        start = 0
        places = []
        for part in word.split("-"):
            if self._often[part] < 2 and part not in self._known:
                halves = range(_FEWEST_LETTERS, len(part) - _FEWEST_LETTERS + 1)
                places += [start + at for at in halves if self._stands(part[:at]) and self._stands(part[at:])]
            start += len(part) + 1
        return places[0] if len(places) == 1 else None

    def _stands(self, word: str) -> bool:
        """Whether a word stands somewhere, or another form of it: *solve* for *solving*."""
        forms = {word, *(word.removesuffix(end) + more for end in _ENDINGS if word.endswith(end) for more in ("", "e"))}
        return any(each in self._known or self._often[each] > 0 for each in forms if each == word or len(each) >= _STEM)

    def spelt(self, text: str) -> str:
        """A text whose words have the hyphens that they have elsewhere; of others nothing is thought."""

        def spell(found: re.Match[str]) -> str:
            at = self._missing.get(found.group().casefold())
            return found.group() if at is None else f"{found.group()[:at]}-{found.group()[at:]}"

        return _AGAIN.sub(r"\1-\2-\1", re.sub(_LETTERS, spell, text))

    def is_odd(self, word: str) -> bool:
        """Whether a word stands nowhere else, but half of it does."""
        word = word.casefold()
        halves = range(4, len(word) - 3)
        return self._often[word] < 2 and any(self._often[word[:at]] or self._often[word[at:]] for at in halves)


def _restored(line: Line, width: float, spelling: _Spelling) -> Line:
    """A line with what is missing from it where the lines ended that it was joined of."""
    text, begin = line.text, 0
    joins = max(1, round(len(text) / width) - 1)
    sure = len(text) > _LONGER * width
    for _ in range(joins):
        first, last = begin + int(_EDGE[0] * width), begin + int(_EDGE[1] * width)
        at = _hyphen(text, first, last, spelling)
        if at is None and sure:
            # In a cell lines end sooner. Something is missing here: one word that is, is it.
            at = _hyphen(text, begin + int(_SOONEST * width), last, spelling)
        if at is not None:
            text, begin = f"{text[:at]}-{text[at:]}", at + 1
            continue
        dash = _dash(text, begin, first, last) if sure else None
        if dash is None:
            words = re.finditer(_LETTERS, text[:last])
            odd = any(found.end() >= first and spelling.is_odd(found.group()) for found in words)
            return line._replace(text=text, joined=(sure or odd) and width >= _NARROW)
        at, sign = dash
        text, begin = f"{text[:at]} {sign}{text[at:]}", at + 3
    return line._replace(text=text)


def _hyphen(text: str, first: int, last: int, spelling: _Spelling) -> int | None:
    """Where between two places a hyphen is missing from a word; None where there is no such place, or several."""
    found = []
    for word in re.finditer(_LETTERS, text):
        if word.end() >= first and word.start() <= last and (at := spelling.hyphen(word.group())) is not None:
            found.append(word.start() + at)
    within = [at for at in found if first <= at <= last]
    return within[0] if len(within) == 1 else None


def _dash(text: str, begin: int, first: int, last: int) -> tuple[int, str] | None:
    """Behind which word one of two dashes is missing, and the sign that the other is; None where it cannot be told.

    What stands between them is put in (“the need for - and the cost of - time”), so that both stand behind words of one
    kind. A line ends where the next word has no room in it, so that only the last words that have room are looked at.
    """
    starts = [found.end() for found in _SENTENCE.finditer(text, 0, first)]
    end = _SENTENCE.search(text, first)
    sentence = text[starts[-1] if starts else 0 : end.start() if end else len(text)]
    dashes = _DASH.findall(sentence)
    if len(dashes) != 1 or dashes[0][0] not in _LEADING_ON:
        return None
    room = (first - begin) / _EDGE[0]
    words = list(re.finditer(r"\S+", text))
    fitting = [
        word.end()
        for word, after in pairwise(words)
        if first <= word.end() <= last
        and word.group() in _LEADING_ON
        and word.end() + 2 - begin <= 1.06 * room
        and after.end() - begin > 0.9 * room
    ]
    return (fitting[0], dashes[0][1]) if len(fitting) == 1 else None


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
        # What joins an item to the next one may stand on a line of its own.
        last = " ".join([*held[-1:], line.text.strip()]) if line.text.strip() in ("and", "or") else line.text.strip()
        held.append(line.text.strip())
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
