"""A partnership and an edition in; what that edition may tell of it, out.

What a public edition leaves out is taken out of the values before anything is compared, counted or drawn, so that no
renderer can tell it. A field is left out unless it is decided in `model.fields` that it may be told: what is added to
the model later is internal until somebody decides.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ..documents.document import DocumentPlace
from ..loading.files import REPORT
from ..model.fields import FIELDS, GROUP, INTERNAL, MEETING, NOTES, PROSE, RECORD, RECORDS, WHO, WORDED, Field
from ..model.history import History
from ..model.locations import NOTHING, NOWHERE, Location, Place
from ..model.records import Action, Assessment, EarlierRating, Group, Meeting, Partnership, Plan
from ..model.report_config import PUBLIC, Front, Layout
from .redaction import KINDS, doubts


def of(edition: str) -> Callable[[Partnership], Partnership]:
    """What makes a partnership fit for an edition."""
    return public if edition == PUBLIC else lambda partnership: partnership


def seen(partnership: Partnership, shown: Callable[[str], str]) -> Partnership:
    """A partnership with what readers see of the texts that somebody wrote; the same one where nothing is hidden."""
    made: Partnership = _seen(partnership, shown)
    return made


def _seen(value: Any, shown: Callable[[str], str]) -> Any:
    if type(value) in FIELDS:
        changed = {}
        for field in FIELDS[type(value)]:
            held = getattr(value, field.name)
            seen = shown(held) if field.holds == PROSE else held
            if field.holds == NOTES:
                seen = {key: _seen(said, shown) for key, said in held.items()}
            elif field.holds in (RECORD, RECORDS) or type(value) is Layout:
                seen = _seen(held, shown)
            if seen != held:
                changed[field.name] = seen
        return value._replace(**changed) if changed else value
    if type(value) is tuple:
        return tuple(_seen(each, shown) for each in value)
    if isinstance(value, Mapping):
        return {key: _seen(each, shown) for key, each in value.items()}
    return value


def public(partnership: Partnership, first: Partnership | None = None) -> Partnership:
    """What may be published of a partnership. A text that nobody has decided on is held back whole.

    Ids that people have made up are numbers; those of an earlier moment go by those of the one that comes `first`.
    """
    fit: Partnership = _public(partnership._replace(layout=_layout(partnership.layout)))
    sides = (first, partnership) if first else (partnership,)
    groups = dict.fromkeys(each.id for side in sides for each in side.groups)
    made = _Made(_meeting_ids(partnership), _action_ids(*sides), {id: f"group-{n}" for n, id in enumerate(groups, 1)})
    numbered: Partnership = _numbered(fit, made)
    return numbered


class _Made(NamedTuple):
    """What is called otherwise in public, as somebody made up its id: by the id, the one that is told."""

    meetings: Mapping[str, str]
    actions: Mapping[str, str]
    groups: Mapping[str, str]


class Doubtful(NamedTuple):
    """A place in a text of the records that may point at a person, and on which nobody has decided."""

    location: Location
    kind: str

    def __str__(self) -> str:
        return f"{self.location.path}:{self.location.line}: {KINDS[self.kind]}"


def doubtful(partnership: Partnership) -> list[Doubtful]:
    """What nobody has decided on and a public edition would tell, in the order of the files."""
    front = partnership.layout.of(PUBLIC)
    found = [*_doubtful(partnership._replace(layout=_layout(partnership.layout)))]
    own = partnership.layout.editions.get(PUBLIC)
    for name in ("title", "introduction"):
        text = getattr(front, name)
        route = ("editions", PUBLIC, name) if own is not None and getattr(own, name) else (name,)
        if not front.may_stand:
            found += _places(partnership.layout.where, route, text)
    return sorted(found)


def _doubtful(value: Any) -> Iterator[Doubtful]:
    if type(value) in FIELDS and type(value) is not Front:
        for field in FIELDS[type(value)]:
            if field.edition == WORDED and not value.may_stand:
                text, key = _said(value, field)
                for each in text if isinstance(text, tuple) else (text,):
                    yield from _places(value.where, key, each)
            elif field.edition != INTERNAL:
                yield from _doubtful(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _doubtful(each)
    elif type(value) is tuple:
        for each in value:
            yield from _doubtful(each)


_INSTEAD: Mapping[type, tuple[str, ...]] = {
    Assessment: ("because",),
    EarlierRating: ("because",),
    Action: ("outcome",),
    Plan: ("goal", "measure"),
}
"""The texts for which `public` says something else, and `hold_back` nothing. What it says stands for the first."""


def _said(record: Any, field: Field) -> tuple[str, tuple[str, ...]]:
    """What a public edition says in a field, as people have decided, and where that is written."""
    held: str = getattr(record, field.name)
    answered = _INSTEAD.get(type(record), ())
    if field.name in answered and held:
        if record.hold_back:
            return "", field.route
        if record.public and field.name == answered[0]:
            return record.public, ("public",)
        if record.public and doubts(held):
            return "", field.route
    return held, field.route


def _places(where: Place, route: tuple[str, ...], text: str) -> Iterator[Doubtful]:
    at = where.at(*route) if where.path else Location(REPORT, 1, 1)
    whole = where.document.text if isinstance(where, DocumentPlace) else ""
    begins = sum(map(len, whole.splitlines(keepends=True)[: at.line - 1]))
    for doubt in doubts(text):
        words = re.findall(r"\w+", text[doubt.start : doubt.end])
        there = re.compile(r"[\W_]+".join(map(re.escape, words))).search(whole, begins) if whole else None
        line = whole.count("\n", 0, there.start()) + 1 if there else at.line
        begins = there.end() if there else begins
        yield Doubtful(Location(at.path, line, 1), doubt.kind)


def _meeting_ids(partnership: Partnership) -> Mapping[str, str]:
    """What meetings are called in public: by their days, which are told; several of a day are numbered."""
    days: Counter[str] = Counter()
    made: dict[str, str] = {}
    for meeting in partnership.meetings:
        day = meeting.date.isoformat()
        days[day] += 1
        made[meeting.id] = f"meeting-{day}" + (f"-{days[day]}" if days[day] > 1 else "")
    return made


def _action_ids(*partnerships: Partnership) -> Mapping[str, str]:
    ids = dict.fromkeys(action.id for partnership in partnerships for action in partnership.actions)
    return {id: f"a-{n}" for n, id in enumerate(ids, 1)}


def _numbered(value: Any, made: _Made) -> Any:
    if type(value) is tuple:
        return tuple(_numbered(each, made) for each in value)
    changed: dict[str, Any] = {}
    for field in FIELDS.get(type(value), ()):
        held = getattr(value, field.name)
        if field.holds in (RECORD, RECORDS):
            changed[field.name] = _numbered(held, made)
        elif field.of == MEETING or (field.name == "id" and type(value) is Meeting):
            changed[field.name] = made.meetings.get(held, "")
            if type(value) is Meeting and value.title == held:
                changed["title"] = made.meetings.get(held, "")
        elif field.name == "id" and type(value) is Action:
            changed[field.name] = made.actions.get(held, "")
        elif isinstance(held, str) and (field.of in (GROUP, WHO) or type(value) is Group) and held in made.groups:
            # Also where a group has no other name than its id.
            changed[field.name] = made.groups[held]
    return value._replace(**changed) if changed else value


def _layout(layout: Layout) -> Layout:
    """How a public edition begins: nothing of what is for another edition."""
    return layout._replace(
        chapters=layout.chapters_of(PUBLIC),
        editions={name: front for name, front in layout.editions.items() if name == PUBLIC},
        # What the others are called is nobody's business, and where it stands is all that this edition needs.
        front=layout.of(PUBLIC),
    )


def _public(value: Any) -> Any:
    if type(value) is Layout:
        front = _public(value.front)
        # What was decided of the whole is decided of what the edition has of its own.
        return value._replace(
            front=front,
            chapters=_public(value.chapters),
            editions=dict.fromkeys(value.editions, front),
            where=NOWHERE,
        )
    if type(value) in FIELDS:
        # Where it stands is left out: what it stands beside is nobody's business.
        return type(value)(**{field.name: _field(value, field) for field in FIELDS[type(value)]})
    if type(value) is tuple:
        return tuple(_public(each) for each in value)
    if isinstance(value, Mapping):
        return {key: _public(each) for key, each in value.items()}
    return value


def _field(value: Any, field: Field) -> Any:
    held = getattr(value, field.name)
    if field.edition == INTERNAL:
        return type(value)._field_defaults.get(field.name, _EMPTY.get(type(held)))
    if field.edition != WORDED:
        return _public(held)
    if isinstance(held, tuple):
        # Of several, those in which nothing may point at a person are told.
        return tuple(each for each in held if value.may_stand or not doubts(each))
    text, _ = _said(value, field)
    found = () if value.may_stand else doubts(text)
    return f"[held back: {', '.join(dict.fromkeys(KINDS[each.kind] for each in found))}]" if found else text


_EMPTY: Mapping[type, Any] = {str: "", tuple: (), dict: NOTHING}


def history(told: History) -> History:
    """How ratings went, without who recorded them and what was said of it."""
    return told._replace(
        recordings=tuple(
            each._replace(because="", recorded=each.recorded._replace(author="", subject=""))
            for each in told.recordings
        ),
        unread=tuple(
            each._replace(reason="", recorded=each.recorded._replace(author="", subject="")) for each in told.unread
        ),
    )


def unreadable(found: tuple[tuple[str, str], ...], edition: str) -> tuple[tuple[str, str], ...]:
    """The files that could not be read; in a public edition with neither their names nor the reasons."""
    if edition != PUBLIC:
        return found
    return tuple((f"{path.rpartition('/')[0] or 'file'}-{n}", "") for n, (path, _) in enumerate(found, 1))
