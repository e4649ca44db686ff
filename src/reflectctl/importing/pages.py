"""The lines of pages in, the same lines out without the numbers of the pages and the heads that run over them."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from .columns import Numbered

_PAGE_NUMBER = re.compile(r"\W*(?:page\W+)?\d{1,3}(?:\W+(?:of\W+)?\d{1,3})?\W*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|file|ﬁle)://\S*(?:\s+\d+\s*/\s*\d+)?$")
_OUTER = 3
"""So many lines at the top and the bottom of a page may be its head and its foot."""


def at_numbers(lines: Sequence[Numbered]) -> list[list[Numbered]]:
    """Lines cut into pages where a page number stands by itself, as when a document was copied from a viewer."""
    cuts = [at for at, (_, line) in enumerate(lines) if _is_number(line)]
    if len(cuts) < _OUTER:
        return [list(lines)]
    pages, begin = [], 0
    for cut in cuts:
        pages.append(list(lines[begin : cut + 1]))
        begin = cut + 1
    pages.append(list(lines[begin:]))
    return pages


def _is_number(line: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.strip())) and "\t" not in line and "|" not in line


def _is_address(line: str) -> bool:
    """Whether a line is the address that a browser prints on every page."""
    return bool(_ADDRESS.match(line.strip()))


def without_running_heads(pages: Sequence[Sequence[Numbered]]) -> list[list[Numbered]]:
    """Pages without their numbers, and without the lines that most of them begin or end with.

    A line that counts the pages runs over them on however few of them it stands in one form: it may be shortened.
    """
    if len(pages) < _OUTER:
        return [list(page) for page in pages]
    seen: dict[str, list[set[int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        outer = {_key(line): line for line in _outer(page)}
        for key, line in outer.items():
            seen[key].append({int(digits[:9]) - number for digits in re.findall(r"\d+", line)})
    often = max(_OUTER, 0.4 * len(pages))
    runs = {
        key
        for key, shifts in seen.items()
        if len(shifts) >= often or (len(shifts) >= _OUTER and set.intersection(*shifts))
    }
    most = {key for key in runs if len(seen[key]) >= 0.6 * len(pages)}
    return [
        _trimmed(
            _without_one_alone(page, most - {_key(line) for line in _outer(page)}),
            lambda line: _key(line) in runs or _is_number(line) or _is_address(line),
        )
        for page in pages
    ]


def _outer(page: Sequence[Numbered]) -> list[str]:
    said = [line for _, line in page if line.strip()]
    return [*said[:_OUTER], *said[-_OUTER:]]


def _without_one_alone(page: Sequence[Numbered], heads: set[str]) -> list[Numbered]:
    """A page without a head that is read further in, by itself: where columns lie beside it, they may come first."""
    for at, (_, line) in enumerate(page):
        around = [page[n][1].strip() for n in (at - 1, at + 1) if 0 <= n < len(page)]
        if _key(line) in heads and not any(around):
            return [*page[:at], *page[at + 1 :]]
    return list(page)


def _trimmed(page: Sequence[Numbered], runs: Callable[[str], bool]) -> list[Numbered]:
    begin, end = 0, len(page)
    for _ in range(_OUTER):
        while begin < end and not page[begin][1].strip():
            begin += 1
        if begin < end and runs(page[begin][1]):
            begin += 1
    for _ in range(_OUTER):
        while begin < end and not page[end - 1][1].strip():
            end -= 1
        if begin < end and runs(page[end - 1][1]):
            end -= 1
    # What a page begins with may go on from the one before it, so no blank line is left to part them.
    return list(page[begin:end])


def _key(line: str) -> str:
    return " ".join(re.sub(r"\d+", "0", line).casefold().split())
