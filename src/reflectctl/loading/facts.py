"""Data of a record in; the facts it tells, each under a key of its own, out: what histories are made of.

A fact is all that is said of one thing: of a statement's rating, of what one agency thinks of it, of an action, a plan,
a meeting. Which ratings the scale has is not asked, as an old commit may have been rated on another scale.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from ..light_json import loads
from ..model import fields
from ..model.fields import Field
from ..model.history import HeldView, of_one_event
from ..model.named_tuples import NamedTuple
from ..model.records import Action, Assessment, Plan
from . import files
from .values import EARLIER, day, due, entries, items, mapping, text, texts, written

RATING, VIEW, ACTION, PLAN, MEETING = "rating", "view", "action", "plan", "meeting"
"""The kinds of facts. Ratings go by the statement, views by it and by who holds them, plans by principle and horizon,
the others by their id."""


class Earlier(NamedTuple):
    """A rating that was agreed before the one that stands, as the file that has that one says it."""

    rating: str
    agreed: date
    meeting: str
    because: str


class AgreedRating(NamedTuple):
    """How a statement stood: not yet rated when the rating is None."""

    rating: str | None
    agreed: date | None
    meeting: str
    because: str
    unclear: str = ""
    """What stands there and cannot be used, as a sentence; only until the reader has put what was said before there."""
    earlier: tuple[Earlier, ...] = ()
    """What was agreed before it and is written beside it, by the day."""
    unplaced: tuple[str, ...] = ()
    """What is written there and has no place before it, in sentences; only until then, too."""


NOT_YET = AgreedRating(None, None, "", "")

Text = str | tuple[str, ...]
"""What a field holds: days as ISO 8601."""

Fact = AgreedRating | HeldView | tuple[Text, ...]

Facts = Mapping[str, Fact]
"""What one file says, by key."""

ACTION_FIELDS: tuple[Field, ...] = tuple(field for fields in fields.facts(Action).values() for field in fields)
"""The fields of an action that are followed, in the order in which they stand in its fact."""


@lru_cache(maxsize=4096)
def key(kind: str, about: str) -> str:
    """The key of a fact of some kind about something."""
    # The same are told at every commit, and each is kept once.
    return f"{kind} {about}"


Known = dict[str, tuple[object, Any]]
"""What was told of entries last: by what each is, itself and its facts."""
_MOST_KNOWN = 2_000


class FactKind(NamedTuple):
    """Where facts of a kind stand, and how they are written down to be kept."""

    files: tuple[str, ...]
    """The kinds of files that tell them."""
    under: tuple[str, ...]
    """What has to be read of a repository to know them."""
    keys: tuple[str, ...]
    """What is read of the assessments and plans in principle files."""
    restored: Callable[[Any], Fact]
    """What was kept as JSON. Raises `TypeError` or `ValueError` for what was not kept by this program."""


def facts(form: str, data: Mapping[str, Any], wanted: Collection[str], known: Known | None = None) -> Facts | str:
    """The facts of the wanted kinds in a file of a kind, or the reason why they cannot be known.

    Of an entry that is the very object that is `known`, the facts are too; what is told is put there.
    """
    if form == "preliminary":
        readiness = entries(data, "readiness")
        return _plan("", "", readiness, wanted) if readiness else {}
    if form == "meeting":
        held = day(data, "date")
        if held is None or not text(data, "id"):
            return "the file does not say which meeting it is about, and on which day that was."
        lists = (texts(data, each) for each in ("principles", "present", "absent"))
        meeting: tuple[Text, ...] = (held.isoformat(), text(data, "title"), *lists)
        return {key(MEETING, text(data, "id")): meeting}
    if form == "views":
        of, views = text(data, "of"), entries(data, "views")
        return (
            {
                (name := key(VIEW, f"{each} {of}")): _as_known(known, name, entry, _view, of, mapping(entry))
                for each, entry in views.items()
            }
            if of
            else "the file does not say whose views it holds."
        )
    principle = text(data, "principle")
    if not principle:
        return "the file does not say which principle it is about."
    if why := _no_entries(data, wanted):
        return why
    found: dict[str, Fact] = {}
    recorded, plans = entries(data, "assessments"), entries(data, "making_progress")
    for dimension in recorded:
        values, statement = mapping(recorded[dimension]), f"{principle}.{dimension}"
        if RATING in wanted:
            found[key(RATING, statement)] = _as_known(known, statement, values, _agreed, values, statement)
    if ACTION in wanted or PLAN in wanted:
        for horizon in plans:
            plan = mapping(plans[horizon])
            found.update(_as_known(known, f"{principle} {horizon}", plan, _plan, principle, horizon, plan, wanted))
    return found


def _as_known(known: Known | None, name: str, entry: object, tell: Callable[..., Any], *about: Any) -> Any:
    """What an entry tells, if it is not the very one that was asked about last."""
    if known is None:
        return tell(*about)
    last = known.get(name)
    if last is None or last[0] is not entry:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        last = known[name] = entry, tell(*about)
    return last[1]


def _no_entries(data: Mapping[str, Any], wanted: Collection[str]) -> str:
    """Why the entries of a principle's file cannot be known: something else stands in their place. Else nothing."""
    for part in ("assessments", "making_progress"):
        for name, value in ((part, data.get(part)), *entries(data, part).items()):
            if not isinstance(value, dict | None):
                return f"`{name}` cannot be read: `{written({'': value}, '')[:60]}`."
    for horizon, plan in entries(data, "making_progress").items() if ACTION in wanted else ():
        there = mapping(plan)
        if not isinstance(there.get("actions"), list | None):
            return f"`actions` of {horizon} cannot be read: `{written(there, 'actions')[:60]}`."
        if "actions" not in there and (unknown := sorted(str(each) for each in there if each not in _PLANNED)):
            return f"the key `{unknown[0]}` in {horizon} is not known, so what it says is not read."
    return ""


def _view(of: str, data: Mapping[str, Any]) -> HeldView:
    return HeldView(
        of, written(data, "rating") or None, text(data, "because"), day(data, "given"), text(data, "meeting")
    )


def _agreed(values: Mapping[str, Any], statement: str) -> AgreedRating:
    rating, agreed = written(values, "rating") or None, day(values, "agreed")
    unclear = ""
    if agreed is None and (said := written(values, "agreed")):
        unclear = _unread("agreed", statement, said)
    elif rating is None and (unknown := sorted(str(each) for each in values if each not in _ASSESSED)):
        unclear = f"the key `{unknown[0]}` in {statement} is not known, so what it says is not read."
    because = text(values, "because")
    earlier, unplaced = _earlier(values, statement, agreed, stands=bool(rating or because))
    return AgreedRating(rating, agreed, text(values, "meeting"), because, unclear, earlier, unplaced)


def _earlier(
    values: Mapping[str, Any], statement: str, agreed: date | None, *, stands: bool
) -> tuple[tuple[Earlier, ...], tuple[str, ...]]:
    """What was agreed before a rating; and what is written there and has no place before it, in sentences."""
    found: list[Earlier] = []
    unplaced: list[str] = []
    for _, item in items(values, EARLIER):
        rating, on = written(item, "rating"), day(item, "agreed")
        if not rating or on is None or not stands or (agreed and on >= agreed):
            said = written(item, "agreed") or rating
            unplaced.append(f"`{EARLIER}` of {statement} has no place before what stands: `{said[:60]}`.")
            continue
        each = Earlier(rating, on, text(item, "meeting"), text(item, "because"))
        # Of two entries that say they are one event, the first counts.
        if not any(of_one_event(each, one) for one in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.agreed)), tuple(unplaced)


_ASSESSED, _PLANNED = (
    frozenset(field.route[0] for field in fields.of(kind) if field.route) for kind in (Assessment, Plan)
)


def _unread(what: str, about: str, said: str) -> str:
    return f"`{what}` of {about} cannot be read: `{said[:60]}`."


def usable(name: str, fact: Fact, before: Fact | None, scale: Collection[str]) -> tuple[Fact | None, list[str]]:
    """A fact with what was said `before` in place of what cannot be used in it, and what that is, in sentences."""
    kind, _, about = name.partition(" ")
    if kind == RATING and isinstance(fact, AgreedRating):
        was = before if isinstance(before, AgreedRating) else None
        fact, why = _usable_earlier(about, fact, was, scale)
        earlier = fact.earlier
        if fact.rating is not None and scale and fact.rating not in scale:
            why = [*why, _unread("rating", about, fact.rating)]
            return (was or NOT_YET)._replace(earlier=earlier) if was or earlier else None, why
        if not fact.unclear:
            return fact, why
        why = [*why, fact.unclear]
        if fact.rating is None:
            return was, why
        agreed = was.agreed if was and was.rating == fact.rating else None
        return fact._replace(agreed=agreed, unclear=""), why
    if kind == VIEW and isinstance(fact, HeldView) and fact.rating and scale and fact.rating not in scale:
        return before, [_unread("rating", about, fact.rating)]
    if kind == ACTION:
        return _usable_action(about, fact, before)
    return fact, []


def by_ids_of_now(said: Facts, ids: Mapping[str, str]) -> Facts:
    """What a file says, with agencies under the ids that they have now; of two that have become one, the latter's."""
    found: dict[str, Fact] = {}
    for name, fact in said.items():
        kind, _, about = name.partition(" ")
        if isinstance(fact, HeldView):
            of = ids.get(fact.agency, fact.agency)
            found[key(VIEW, f"{about.partition(' ')[0]} {of}")] = fact._replace(agency=of)
        elif kind == ACTION:
            found[name] = tuple(_of_now(value, at in _AGENCIES, ids) for at, value in enumerate(fact))  # type: ignore[arg-type]
        elif kind == MEETING:
            found[name] = tuple(_of_now(value, at in _ATTENDANCE, ids) for at, value in enumerate(fact))  # type: ignore[arg-type]
        else:
            found[name] = fact
    return found


def _of_now(value: Text, is_agency: bool, ids: Mapping[str, str]) -> Text:
    if not is_agency:
        return value
    return ids.get(value, value) if isinstance(value, str) else tuple(dict.fromkeys(ids.get(id, id) for id in value))


_AGENCIES = frozenset(at for at, field in enumerate(ACTION_FIELDS) if field.of in fields.WHO_IS)
_ATTENDANCE = frozenset((3, 4))


def _usable_earlier(
    about: str, fact: AgreedRating, was: AgreedRating | None, scale: Collection[str]
) -> tuple[AgreedRating, list[str]]:
    """The same with what was said before of the events whose ratings cannot be used, or that have no place there."""
    why = list(fact.unplaced)
    bad = [each for each in fact.earlier if scale and each.rating not in scale]
    why += [_unread(EARLIER, about, each.rating) for each in bad]
    if not why:
        return fact, why
    kept = [each for each in fact.earlier if each not in bad]
    for each in was.earlier if was else ():
        there = any(of_one_event(each, one) for one in kept)
        if not there and not (fact.agreed and each.agreed >= fact.agreed):
            kept.append(each)
    return fact._replace(earlier=tuple(sorted(kept, key=lambda each: each.agreed)), unplaced=()), why


def _usable_action(id: str, fact: Fact, before: Fact | None) -> tuple[Fact, list[str]]:
    values: list[Any] = list(fact)
    why = []
    for at, field in enumerate(ACTION_FIELDS):
        value = values[at]
        is_bad = (
            (field.name == "progress" and not _is_progress(value))
            or (field.holds == fields.DAY and day({"": value}, "") is None)
            or (field.holds == fields.DUE and not due({"": value}, ""))
        )
        if value and (is_bad or (field.holds == fields.CHOICE and value not in field.choices)):
            why.append(_unread(field.name, id, value))
            values[at] = before[at] if before else ""
    return (tuple(values), why) if why else (fact, why)


def _is_progress(said: str) -> bool:
    """Whether the days and due dates of what was noted on the way are in the calendar."""
    noted = loads(said or "[]")
    return isinstance(noted, list) and all(
        isinstance(each, dict)
        and (day(each, "dated") is not None or not each.get("dated"))
        and (due(each, "due") or not each.get("due"))
        for each in noted
    )


def _plan(principle: str, horizon: str, data: Mapping[str, Any], wanted: Collection[str]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    if PLAN in wanted:
        name = f"{principle}.{horizon}" if principle else "readiness"
        found[key(PLAN, name)] = (text(data, "goal"), text(data, "measure"))
    for _, item in items(data, "actions") if ACTION in wanted else ():
        # Of two entries of a file that say they are one thing, the first counts.
        if (id := text(item, "id")) and (name := key(ACTION, id)) not in found:
            around = {"principle": principle, "horizon": horizon}
            found[name] = tuple(_value(item, field, around) for field in ACTION_FIELDS)
    return found


def _value(data: Mapping[str, Any], field: Field, around: Mapping[str, str]) -> Text:
    """What a record holds in a field, or what stands around it."""
    if field.key == fields.AROUND:
        return around[field.name]
    name = field.key or field.name
    if field.holds in (fields.DAY, fields.DUE, fields.CHOICE):
        return written(data, name)
    if field.holds == fields.IDS:
        return texts(data, name)
    if field.holds in _TEXTS or not data.get(name):
        return text(data, name)
    import json

    return json.dumps(data[name], ensure_ascii=False, sort_keys=True)


_TEXTS = frozenset((fields.TEXT, fields.PROSE, fields.PERIOD, fields.CHOICE, fields.RATING, fields.LINK, fields.ID))


def _rating(kept: Any) -> AgreedRating:
    rating, agreed, meeting, because, unclear, earlier, unplaced = kept
    return AgreedRating(
        None if rating is None else _text(rating),
        None if agreed is None else date.fromisoformat(agreed),
        _text(meeting),
        _text(because),
        _text(unclear),
        tuple(
            Earlier(_text(rating), date.fromisoformat(agreed), _text(meeting), _text(because))
            for rating, agreed, meeting, because in earlier
        ),
        _texts(unplaced),
    )


def _held(kept: Any) -> HeldView:
    of, rating, because, given, meeting = kept
    return HeldView(
        _text(of),
        None if rating is None else _text(rating),
        _text(because),
        None if given is None else date.fromisoformat(given),
        _text(meeting),
    )


def _action(kept: Any) -> tuple[Text, ...]:
    return tuple(_kept_value(value, field) for value, field in zip(kept, ACTION_FIELDS, strict=True))


def _kept_value(value: Any, field: Field) -> Text:
    if field.holds == fields.IDS:
        return _texts(value)
    return _text(value)


def _goal(kept: Any) -> tuple[Text, ...]:
    goal, measure = kept
    return _text(goal), _text(measure)


def _meeting(kept: Any) -> tuple[Text, ...]:
    held, title, *lists = kept
    principles, present, absent = map(_texts, lists)
    return date.fromisoformat(held).isoformat(), _text(title), principles, present, absent


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, value))


_RECORDS = ("principle",)
_PLANS = ("principle", "preliminary")
KINDS = {
    RATING: FactKind(
        _RECORDS, ("principles", files.PACK), ("rating", "agreed", "meeting", "because", EARLIER), _rating
    ),
    VIEW: FactKind(("views",), ("views", files.PACK), (), _held),
    ACTION: FactKind(_PLANS, ("principles", files.PRELIMINARY), ("actions",), _action),
    PLAN: FactKind(_PLANS, ("principles", files.PRELIMINARY), ("goal", "measure"), _goal),
    MEETING: FactKind(("meeting",), ("meetings",), (), _meeting),
}
