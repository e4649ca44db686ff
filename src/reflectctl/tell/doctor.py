"""What the program found of itself in, blocks out: each thing, and what to do where it is not there."""

from collections.abc import Iterable, Iterator

from ..model.blocks import Block, Item, List
from ..model.doctor import Check
from .i18n import phrase, say

_NAMED = {
    "program": "reflectctl",
    "python": "Python",
    "git": "git",
    "print-engine": phrase("Print engine for PDF"),
    "pdf-reader": phrase("To read PDF"),
    "cache": phrase("Cache folder"),
    "terminal": phrase("Terminal"),
}


def doctor(checks: Iterable[Check]) -> Iterator[Block]:
    """Everything that was looked for."""
    items = []
    for each in checks:
        told = each.found if each.works or not each.advice else f"{each.found} {each.advice}"
        items.append(Item((f"{say(_NAMED[each.id])}: ", told)))
    yield List(tuple(items))
