"""The ways to read a document in, its words under the ids of a content pack out; and every doubt, with its place.

What is missing, there twice or cut short is a doubt, and is never guessed at.
"""

import re
from collections.abc import Iterable

from ...model.instrument import Instrument
from ..columns import Alone
from ..printed import Printed
from . import asked
from . import labels as form
from .annex import annex
from .front import front
from .notes import Found, Notes, wanted
from .principles import principles, sections
from .scan import Scan

_ACROSS = frozenset(
    ("lead", "where", "rating", "voice", "dimension", "reflections", "progress", "introduction", "annex", "meant")
)
"""What stands by itself across a page of the form."""


def alone(pack: Instrument) -> Alone:
    """What tells the lines of the form that stand by themselves, when its columns are looked for."""
    across = [label for label in form.labels(pack) if label.kind in _ACROSS]
    longest_first = sorted((point.title for point in pack.scale if point.title), key=len, reverse=True)
    points = re.compile("|".join(map(form.phrase, longest_first)) or r"(?!)", re.IGNORECASE)
    many = min(4, len(pack.scale))

    def told(line: str) -> bool:
        if not line:
            return False
        return form.at(across, line, 0) is not None or len(points.findall(line)) >= many

    return told


def published(ways: Iterable[Printed], pack: Instrument) -> Found:
    """What the document says in the way of reading it that leaves the fewest doubts; of several, in the first."""
    found: list[Found] = []
    for way in ways:
        found.append(_read(way, pack))
        if not found[-1].grave:
            break
    return min(found, key=lambda each: (not each.words, len(each.grave)))


def _read(way: Printed, pack: Instrument) -> Found:
    notes = Notes(way.unit)
    scan = Scan(way, pack, notes)
    stretches = [stretch for parts in sections(scan, pack).values() for stretch in parts]
    if not stretches:
        notes = Notes(way.unit)
        notes.doubt(
            0,
            f"This does not look like the published tool: none of the {len(pack.principles)} principles of `{pack.id}` "
            "has its statements in it.",
        )
        return notes.found(())
    statements, voices = principles(scan, pack, notes)
    asked.prompts(statements, scan, pack, notes)
    asked.plan(voices, scan, pack, notes)
    front(scan, pack, notes, min(begin for begin, _ in stretches))
    annex(scan, pack, notes)
    for place in dict.fromkeys(way.left_out):
        notes.doubt(place, "Words that are struck out or hidden stand here; they were left out.")
    if way.filled_in:
        notes.doubt(way.filled_in[0], asked.FILLED_IN, grave=False)
    return notes.found(wanted(pack))._replace(where=way.where)
