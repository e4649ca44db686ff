"""The places of the records that may point at a person, on which somebody has to decide before they are published.

What people have said of a text (`public`, `hold_back`, `may_stand`) is read here and nowhere else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..documents.document import DocumentPlace
from ..loading.files import REPORT
from ..model.fields import FIELDS, INSTEAD, INTERNAL, WORDED, Field
from ..model.locations import Location, Place
from ..model.named_tuples import NamedTuple
from ..model.permitted import MayStand
from ..model.records import Partnership
from ..model.report_config import PUBLIC, Front, Layout
from . import personal_data, redaction
from .personal_kinds import KINDS, OPEN, POSSIBLE
from .plain_text import bare
from .redaction import Doubt
from .suppression import doubts_of

ANSWERS = ("public", "hold_back", "may_stand")
"""The keys under which it is said what becomes of a text."""


class Judge(NamedTuple):
    """What may point at a person in a text, by a partnership's threshold."""

    below: int
    earlier: tuple[str, ...] = ()
    """Editions of earlier: what they give away together with a text is found as well."""
    permitted: tuple[MayStand, ...] = ()
    """What a partnership says may stand. Its own lines and addresses are for everybody to know, so nobody is asked of
    them again; what only a hash is written of would disclose, and is."""

    def __call__(self, text: str) -> tuple[Doubt, ...]:
        """The places of a text that somebody has to decide on, in their order."""
        return _judged(text, *self)


def judge_of(partnership: Partnership, earlier: tuple[str, ...] = ()) -> Judge:
    """What a partnership holds doubtful."""
    return Judge(partnership.small_numbers_below, earlier, partnership.permitted)


@lru_cache(maxsize=4096)
def _judged(text: str, below: int, earlier: tuple[str, ...], permitted: tuple[MayStand, ...]) -> tuple[Doubt, ...]:
    # The same texts stand at every moment that a report compares.
    if not text.strip():
        return ()
    own = {(each.kind, bare(each.text)) for each in permitted if each.text and each.kind in OPEN}
    strong = (
        Doubt(*each)
        for each in personal_data.places(text, below)
        # Ages are found by `redaction` for both.
        if each.kind != "persons-age"
        and KINDS[each.kind][0] != POSSIBLE
        and (each.kind, bare(text[each.start : each.end])) not in own
    )
    return tuple(sorted({*doubts_of(text, below, earlier), *strong}))


def called(kind: str) -> str:
    """What a kind of place is called."""
    return redaction.KINDS.get(kind) or KINDS[kind][1]


def held_back(found: Sequence[Doubt]) -> str:
    """What a draft says in the place of a text on which nobody has decided."""
    return f"[held back: {', '.join(dict.fromkeys(called(each.kind) for each in found))}]"


class Doubtful(NamedTuple):
    """A place in a text of the records that may point at a person, and on which nobody has decided."""

    location: Location
    kind: str
    reads: str
    """How a draft reads there."""
    path: str
    route: tuple[str | int, ...]
    """Where the record stands beside which it is decided."""
    answers: tuple[str, ...] = ANSWERS
    """Under which keys it may be decided there."""

    def __str__(self) -> str:
        return f"{self.location.path}:{self.location.line}: {called(self.kind)}"


def doubtful(partnership: Partnership, earlier: tuple[str, ...] = ()) -> list[Doubtful]:
    """What nobody has decided on and a public edition would tell, in the order of the files.

    With the texts of `earlier` editions, also what those give away together with it.
    """
    judge = judge_of(partnership, earlier)
    front = partnership.layout.of(PUBLIC)
    found = [*_doubtful(partnership._replace(layout=public_layout(partnership.layout)), judge)]
    own = partnership.layout.editions.get(PUBLIC)
    for name in ("title", "introduction"):
        beside = ("editions", PUBLIC) if own is not None and getattr(own, name) else ()
        if not front.may_stand:
            places = _places(partnership.layout.where, beside, (name,), getattr(front, name), judge)
            found += (each._replace(answers=ANSWERS[-1:]) for each in places)
    return sorted(dict.fromkeys(found), key=lambda each: (each.location, each.kind))


def undecided(value: Any) -> Any:
    """Records as if nobody had decided on any of their texts."""
    if type(value) in FIELDS:
        fresh = {name: type(value)._field_defaults[name] for name in ANSWERS if name in value._fields}
        below = {field.name: undecided(getattr(value, field.name)) for field in FIELDS[type(value)]}
        return value._replace(**{**below, **fresh})
    if type(value) is tuple:
        return tuple(undecided(each) for each in value)
    if type(value) is dict:
        return {key: undecided(each) for key, each in value.items()}
    return value


def public_layout(layout: Layout) -> Layout:
    """How a public edition begins: nothing of what is for another edition."""
    return layout._replace(
        chapters=layout.chapters_of(PUBLIC),
        editions={name: front for name, front in layout.editions.items() if name == PUBLIC},
        # What the others are called is nobody's business, and where it stands is all that this edition needs.
        front=layout.of(PUBLIC),
    )


def _doubtful(value: Any, judge: Judge) -> Iterator[Doubtful]:
    if type(value) in FIELDS and type(value) is not Front:
        for field in FIELDS[type(value)]:
            if field.edition == WORDED and not value.may_stand:
                text, key = said(value, field, judge)
                for each in text if isinstance(text, tuple) else (text,):
                    for place in _places(value.where, (), key, each, judge):
                        is_told_otherwise = field.name in INSTEAD.get(type(value), ())
                        yield place if is_told_otherwise else place._replace(answers=ANSWERS[-1:])
            elif field.edition != INTERNAL:
                yield from _doubtful(getattr(value, field.name), judge)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _doubtful(each, judge)
    elif type(value) is tuple:
        for each in value:
            yield from _doubtful(each, judge)


def said(record: Any, field: Field, judge: Judge) -> tuple[Any, tuple[str, ...]]:
    """What a public edition says in a field, as people have decided, and where that is written."""
    held = getattr(record, field.name)
    answered = INSTEAD.get(type(record), ())
    if field.name in answered and held:
        if record.hold_back:
            return "", field.route
        if record.public and field.name == answered[0]:
            return record.public, ("public",)
        if record.public and judge(held):
            return "", field.route
    return held, field.route


def _places(where: Place, beside: tuple[str, ...], key: tuple[str, ...], text: str, judge: Judge) -> Iterator[Doubtful]:
    at = where.at(*beside, *key) if where.path else Location(REPORT, 1, 1)
    whole = where.document.text if isinstance(where, DocumentPlace) else ""
    begins = sum(map(len, whole.splitlines(keepends=True)[: at.line - 1]))
    found = judge(text)
    for doubt in found:
        words = re.findall(r"\w+", text[doubt.start : doubt.end])
        there = re.compile(r"[\W_]+".join(map(re.escape, words))).search(whole, begins) if whole and words else None
        line = whole.count("\n", 0, there.start()) + 1 if there else at.line
        begins = there.end() if there else begins
        route = (*where.route, *beside)
        yield Doubtful(Location(at.path, line, 1), doubt.kind, held_back(found), at.path, route)
