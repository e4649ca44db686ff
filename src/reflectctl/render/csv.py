"""A history in, a tidy table out: one row a recording, for people who count and chart elsewhere."""

import csv
import io

from ..model.history import History
from ..model.instrument import Instrument
from ..tell import prose
from .escape import csv as safe
from .json import local_ones

HEADER = (
    "principle", "statement", "dimension", "rating", "rating_title", "was", "kind", "stands",
    "agreed", "meeting", "commit", "author", "recorded", "because", "local",
)  # fmt: skip


def history(history: History, instrument: Instrument) -> str:
    """Every recording, in the instrument's order, oldest agreed first; the header alone when there is none."""
    local = local_ones(instrument)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADER)
    for principle, statements in prose.by_principle(history, instrument):
        for statement, recordings in statements:
            for each in recordings:
                row = (
                    principle,
                    statement,
                    statement.partition(".")[2],
                    each.rating or "",
                    instrument.label(each.rating),
                    each.was or "",
                    each.kind,
                    "yes" if each.stands else "no",
                    each.agreed.isoformat() if each.agreed else "",
                    each.meeting,
                    each.recorded.commit,
                    each.recorded.author,
                    each.recorded.at,
                    each.because.strip("\n"),
                    "yes" if statement in local else "no",
                )
                table.writerow([safe(cell) for cell in row])
    return out.getvalue()
