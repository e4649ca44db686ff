"""A partnership and an edition in; what that edition may tell of it, out.

What a public edition leaves out is taken out of the values before anything is compared, counted or drawn, so that no
renderer can tell it. A field is left out unless it is decided in `model.fields` that it may be told: what is added to
the model later is internal until somebody decides.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..model.fields import FIELDS, GROUP, INTERNAL, MEETING, NOTES, PROSE, RECORD, RECORDS, WHO, WORDED, Field
from ..model.history import History
from ..model.locations import NOTHING, NOWHERE
from ..model.named_tuples import NamedTuple
from ..model.records import Action, EarlierRating, Group, Meeting, Partnership
from ..model.report_config import KNOWN, PUBLIC, Front, Layout

if TYPE_CHECKING:
    from .doubtful import Judge


def of(edition: str) -> Callable[[Partnership], Partnership]:
    """What makes a partnership fit for an edition."""
    return public if edition == PUBLIC else lambda partnership: partnership


def tells_attendance(edition: str, partnership: Partnership) -> bool:
    """Whether an edition says which agencies were at a meeting; in a small one, its absence is somebody's."""
    return edition != PUBLIC or partnership.publish_attendance


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
    # Most reports are for partners, and what tells a doubt takes longer to load than they take to make.
    from .doubtful import judge_of, public_layout

    judge = judge_of(partnership)
    if first is not None:
        partnership = _decided(partnership, first)
    fit: Partnership = _public(partnership._replace(layout=public_layout(partnership.layout)), judge)
    if not tells_attendance(PUBLIC, partnership):
        # Who was present says who was absent, as it is known who is a member.
        fit = fit._replace(meetings=tuple(each._replace(present=(), absent=()) for each in fit.meetings))
    sides = (first, partnership) if first else (partnership,)
    fit = fit._replace(layout=_told_by_numbers(fit.layout))
    groups = dict.fromkeys(each.id for side in sides for each in side.groups)
    made = _Made(_meeting_ids(partnership), _action_ids(*sides), {id: f"group-{n}" for n, id in enumerate(groups, 1)})
    numbered: Partnership = _numbered(fit, made)
    return numbered


def _decided(value: Any, now: Any) -> Any:
    """An earlier moment without what has been held back or put otherwise since: what is decided is decided of it."""
    if type(value) is not type(now):
        return value
    if type(value) in FIELDS:
        changed = {}
        for field in FIELDS[type(value)]:
            was, then = getattr(value, field.name), getattr(now, field.name)
            if field.holds in (RECORD, RECORDS):
                changed[field.name] = _decided(was, then)
        if "hold_back" in value._fields and (now.hold_back or now.public):
            changed |= {"hold_back": now.hold_back or not value.public, "may_stand": ""}
        return value._replace(**changed) if changed else value
    if type(value) is tuple:
        known = {_id(each): each for each in now}
        return tuple(_decided(each, known.get(_id(each))) for each in value)
    return value


def _id(record: Any) -> Any:
    """What makes a record of two moments the same one."""
    if type(record) not in FIELDS:
        return record
    return type(record), record[:2] if type(record) is EarlierRating else record[0]


class _Made(NamedTuple):
    """What is called otherwise in public, as somebody made up its id: by the id, the one that is told."""

    meetings: Mapping[str, str]
    actions: Mapping[str, str]
    groups: Mapping[str, str]


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


def chapter_ids(layout: Layout) -> Mapping[str, str]:
    """What the chapters of a public edition are called in it: by numbers, where somebody made up their ids."""
    chapters = enumerate(layout.chapters_of(PUBLIC), 1)
    return {chapter.id: chapter.id if chapter.id in KNOWN else str(n) for n, chapter in chapters}


def _told_by_numbers(layout: Layout) -> Layout:
    ids = chapter_ids(layout)

    def numbered(front: Front) -> Front:
        return front._replace(sections=tuple(ids.get(each, each) for each in front.sections))

    return layout._replace(
        front=numbered(layout.front),
        editions={name: numbered(front) for name, front in layout.editions.items()},
        chapters=tuple(
            each._replace(id=ids[each.id], title=ids[each.id] if each.title == each.id else each.title)
            for each in layout.chapters
        ),
    )


def _public(value: Any, judge: "Judge") -> Any:
    if type(value) is Layout:
        front = _public(value.front, judge)
        # What was decided of the whole is decided of what the edition has of its own.
        return value._replace(
            front=front,
            chapters=_public(value.chapters, judge),
            editions=dict.fromkeys(value.editions, front),
            where=NOWHERE,
        )
    if type(value) in FIELDS:
        # Where it stands is left out: what it stands beside is nobody's business.
        return type(value)(**{field.name: _field(value, field, judge) for field in FIELDS[type(value)]})
    if type(value) is tuple:
        return tuple(_public(each, judge) for each in value)
    if isinstance(value, Mapping):
        return {key: _public(each, judge) for key, each in value.items()}
    return value


def _field(value: Any, field: Field, judge: "Judge") -> Any:
    held = getattr(value, field.name)
    if field.edition == INTERNAL:
        return type(value)._field_defaults.get(field.name, _EMPTY.get(type(held)))
    if field.edition != WORDED:
        return _public(held, judge)
    if isinstance(held, tuple):
        # Of several, those in which nothing may point at a person are told.
        return tuple(each for each in held if value.may_stand or not judge(each))
    from .doubtful import held_back, said

    text, _ = said(value, field, judge)
    found = () if value.may_stand else judge(text)
    return held_back(found) if found else text


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
