"""What somebody probably meant."""

# A word that was typed wrongly is told at once: what takes time is imported by what has a use for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 80
"""No id is longer, and to look for what is like a word of a megabyte takes many seconds."""


def nearest(word: str, known: "Iterable[str]", *, cutoff: float = 0.5) -> str:
    """The known word that is most like this one; empty when none is like it at all.

    The same as `difflib.get_close_matches` has first, whose import takes longer than all of a refusal.
    """
    typed = word[:_LONGEST]
    best = (cutoff, "")
    for each in known:
        long = len(typed) + len(each)
        # What they can have in common at most: fewer words are looked at closely.
        if long and 2 * min(len(typed), len(each)) / long >= best[0]:
            most = sum(min(typed.count(sign), each.count(sign)) for sign in {*typed})
            if 2 * most / long >= best[0]:
                best = max(best, (2 * _in_common(each, typed) / long, each))
    return best[1]


def _in_common(one: str, other: str) -> int:
    """How many signs two words have in common: in their longest run, and again on both sides of it."""
    longest = end = there = 0
    above: dict[int, int] = {}
    for row, sign in enumerate(one, 1):
        now = {}
        column = other.find(sign) + 1
        while column:
            now[column] = run = above.get(column - 1, 0) + 1
            if run > longest:
                longest, end, there = run, row, column
            column = other.find(sign, column) + 1
        above = now
    if not longest:
        return 0
    before = _in_common(one[: end - longest], other[: there - longest])
    return before + longest + _in_common(one[end:], other[there:])


def near(word: str, known: "Iterable[str]") -> str:
    """The known id that somebody meant who mistyped a sign or two; empty where none is as near as that.

    A part of an id is as good as the whole, and another day is another thing.
    """
    from re import match

    typed = word[:_LONGEST].casefold()
    most = max(1, len(typed) // 5)
    day = match("[0-9]{4}-[0-9]{2}-[0-9]{2}", typed)
    found = []
    for id in known:
        if len(typed) < 3 or (day and not id.startswith(day.group())):
            continue
        parts = {id, id[: len(typed)], *(part for part in id.split("-") if len(part) > 3)}
        if (far := min(_far(typed, part.casefold()) for part in parts)) <= most:
            # Of two that have a part which is as near, the one that is all of it.
            found.append((far, abs(len(id) - len(typed)), id))
    return min(found)[2] if found else ""


def some(names: "Sequence[str]", most: int) -> str:
    """Names in a row; of many the first, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def _far(one: str, other: str) -> int:
    """How many signs have to be put in, left out, changed or swapped with the next to make one word of another."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        now = [row]
        for at, each in enumerate(other, 1):
            far = min(above[at] + 1, now[-1] + 1, above[at - 1] + (sign != each))
            if before and at > 1 and sign == other[at - 2] and one[row - 2] == each:
                far = min(far, before[at - 2] + 1)
            now.append(far)
        before, above = above, now
    return above[-1]


_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
"""Letters that are not made of one of a to z and a mark; the usual ones in their place."""


def plain_letters(text: str) -> str:
    """A text in small letters without their marks, of which ids are made."""
    from unicodedata import combining, normalize

    bare = normalize("NFKD", text.casefold().translate(_LETTERS)).translate(_LETTERS)
    return "".join(each for each in bare if not combining(each))
