"""A report in; the same report as Markdown out, within the size that forges show.

What would be longer than they show is left out, the least first, and that is said.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ..model import blocks as b
from ..model.report import Report
from ..tell.i18n import spoken
from ..tell.report import spare
from ..tell.report.report import tell
from . import safe_markdown, seal
from .heading_links import linked
from .markdown import Manner, Piece, pieces, text

MOST = 1_000_000
"""Forges show a mebibyte of Markdown and no more. In bytes of UTF-8; a little is left for what may stand around it."""

_ALL = 1_000 * MOST
"""Room for everything."""

_TO_SAY_SO = 4_000
"""Bytes that are kept for saying what was left out."""


def report(report: Report, *, most: int = MOST) -> str:
    """The report as Markdown, in at most so many bytes; ends in one newline."""
    with spoken(report.partnership.instrument.phrases):
        telling = seal.sealed(tell(report), report, seal.MARKDOWN)
        made, before, room = _fitted(telling, _ALL), "", _ALL
        # Links to headings are longer or shorter than the names of places: what is over is seen when they stand there.
        while (over := len(made.encode()) - most) > 0 and made != before:
            room = min(room, most) - (over if room < _ALL else 0)
            made, before = _fitted(telling, room), made
    return seal.put(made)


def _fitted(telling: b.Telling, most: int) -> str:
    """The Markdown of blocks that take at most so many bytes, before links lead to headings."""
    manner = Manner(safe_markdown.plain, safe_markdown.Headings())
    parts = [list(pieces(blocks, manner)) for blocks in _parts(telling.blocks)]
    if missing := _fit(parts, most):
        # Where a report came from is told last, under its title.
        parts[-1].insert(1, _piece(b.List(tuple(map(b.Item, missing)))))
    return linked("\n\n".join(piece.text for part in parts for piece in part) + "\n")


def _piece(*blocks: b.Block, before: str = "") -> Piece:
    return Piece(before + text(blocks, Manner(safe_markdown.plain)).rstrip("\n"))


def _parts(blocks: Sequence[b.Block]) -> list[tuple[b.Block, ...]]:
    """What stands before the first section, and each section."""
    at = next(at for at, block in enumerate(blocks) if isinstance(block, b.Section))
    return [tuple(blocks[:at]), *((section,) for section in blocks[at:])]


def _fit(parts: Sequence[list[Piece]], most: int) -> list[str]:
    """Leave out as much as must be, the least first, and tell what it was; nothing is ever cut in two.

    Where that is not enough, whole sections go, the longest first.
    """
    over = sum(piece.size for part in parts for piece in part) - 1 - most
    if over <= 0:
        return []
    over += _TO_SAY_SO
    gone: Counter[str] = Counter()
    for kind in (*spare.LEAST_FIRST, spare.OPENING):
        for part in parts:
            for at, piece in enumerate(part):
                of, is_whole = piece.spare, kind != spare.NOTES
                if of and of.kind == kind and (over > 0 or (gone[kind] and is_whole)):
                    part[at] = _piece(*of.instead)
                    over -= piece.size - part[at].size
                    gone[kind] += of.times
    missing = [spare.left_out(kind, n) for kind, n in gone.items() if n]
    # The first part names the report, and the last says where it came from.
    for part in sorted(parts[1:-1], key=lambda part: -sum(piece.size for piece in part)):
        if over > 0:
            title, *rest = part
            # What leads there still does.
            anchors = "".join(re.findall(r'<a id="[^"]*"></a>', "\n".join(piece.text for piece in rest)))
            part[1:] = [_piece(b.Paragraph(spare.section()), before=anchors)]
            over -= sum(piece.size for piece in rest) - part[1].size
            missing.append(spare.section_left_out(title.text.rpartition("## ")[2]))
    return missing
