"""What people ask for, in the words of the work: rate a statement, add a view, note a point, close an action.

Each takes a partnership as it was loaded and gives edits. Nothing is written here, and nothing guessed silently.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from ..analysis.meetings import headings_of_meeting
from ..analysis.status import unread_principles
from ..documents.patch import scalar
from ..errors import ReflectError
from ..loading import files
from ..loading.load import Loaded
from ..loading.schema import fitted, key_order
from ..loading.values import day, mapping, text
from ..model import fields
from ..model.history import is_one_event
from ..model.instrument import Instrument, Principle, Statement
from ..model.locations import NOTHING, Route
from ..model.records import (
    Assessment,
    Discussion,
    EarlierRating,
    Meeting,
    Plan,
    Record,
    Source,
    View,
    Views,
)
from ..model.suggestions import plain_letters
from ..rules.personal import is_personal
from .changeset import Draft, clean, line, prose


def draft(loaded: Loaded) -> Draft:
    """A draft of a partnership's documents that knows the order in which keys are written."""
    schemas: dict[str, dict[str, object]] = {}

    def order(path: str, route: Route) -> Sequence[str]:
        kind = files.kind(path)
        if kind is None:
            return ()
        if kind not in schemas:
            schemas[kind] = fitted(kind, loaded.partnership.instrument)
        return key_order(schemas[kind], route)

    return Draft(loaded.documents, order)


def principle_path(loaded: Loaded, principle: Principle) -> tuple[str, bool]:
    """Where a principle's records are, or will be, and whether they are there already.

    Refused where two files say they are it, for whoever decides which of them to keep would not see what was written.
    """
    refuse_copies(loaded, "principle", principle.id)
    for path, document in loaded.documents.items():
        if files.kind(path) == "principle" and text(mapping(document.data), "principle") == principle.id:
            return path, True
    if principle.id in unread_principles(loaded.partnership):
        refuse_unreadable(loaded, "principles/")
    path = f"principles/{principle.number}-{principle.id}.yaml"
    if path in loaded.documents:
        raise ReflectError(
            f"{path} is there but does not say that it is about {principle.id}.",
            "Run `reflectctl validate` and mend what it finds.",
        )
    return path, False


def refuse_copies(loaded: Loaded, kind: str, id: str) -> None:
    """Refuse to edit what several files or entries say they are."""
    for each in loaded.partnership.copies:
        if (each.kind, each.id) == (kind, id):
            places = " and ".join(str(place.at(each.key)) for place in each.places)
            raise ReflectError(
                f"{places} {'both' if len(each.places) == 2 else 'all'} say that they are {each.thing}.",
                "Keep one of them, with what both say; then ask again.",
            )


def refuse_unreadable(loaded: Loaded, *beginnings: str) -> None:
    """Refuse where a file cannot be read whose path has such a beginning: what is looked for may stand in it."""
    for path, found in loaded.unreadable.items():
        if path.startswith(beginnings):
            raise ReflectError(
                f"{found.location}: {found.message} Nothing was written.",
                found.hint or "Mend it first; `reflectctl validate` shows all that there is.",
            )


def blank_record(principle: Principle, instrument: Instrument) -> str:
    """A principle file with nothing recorded yet: every place there is to write in, empty."""
    assessments, plans = [], []
    for statement in principle.statements:
        prompts = [f"{prompt.id}:" for prompt in instrument.prompts]
        assessments += [f"{statement.dimension}:", *_below(blank(Assessment, {"reflections": prompts}))]
    for horizon in instrument.horizons:
        plans += [f"{horizon.id}:", *_below(blank(Plan))]
    lines = [
        "# yaml-language-server: $schema=../.reflectctl/schema/principle.schema.json",
        f"# {principle.title}{' (local)' if principle.local else ''}",
        *blank(Record, {"principle": principle.id, "assessments": assessments, "plans": plans}),
    ]
    return "\n".join(lines) + "\n"


def blank(kind: type, said: Mapping[str, str | Sequence[str]] = NOTHING) -> Iterator[str]:
    """The lines of a new record of a kind: a key for each of its places, with what is `said` there, or lines below."""
    for field in fields.of(kind):
        if field.asked:
            words = said.get(field.name, "[]" if field.holds in (fields.IDS, fields.RECORDS) else "")
            yield f"{field.route[-1]}: {words}".rstrip() if isinstance(words, str) else f"{field.route[-1]}:"
            yield from () if isinstance(words, str) else _below(words)


def _below(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {each}" for each in lines)


def as_data(record: Any) -> dict[str, object]:
    """A new record as a file says it: what there is to say, and a key for each place that it has besides."""
    told = ((field, getattr(record, field.name)) for field in fields.of(record) if field.route)
    return {
        field.route[-1]: prose(value) or None if field.holds == fields.PROSE else _plain(value)
        for field, value in told
        if value or field.asked
    }


def _plain(value: Any) -> object:
    if isinstance(value, str):
        return line(value) or None
    if isinstance(value, tuple):
        return [as_data(each) if type(each) in fields.FIELDS else _plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def begun(loaded: Loaded, draft: Draft, principle: Principle) -> str:
    """The path of a principle's records, which the draft begins when they are not there."""
    path, there = principle_path(loaded, principle)
    if not there and draft.document(path) is None:
        draft.create(path, blank_record(principle, loaded.partnership.instrument))
    return path


def assessment_route(statement: Statement, *more: str | int) -> Route:
    """Where a statement's assessment stands in the file of its principle, or something in it."""
    return ("assessments", statement.dimension, *more)


def rate(
    loaded: Loaded,
    draft: Draft,
    statement: Statement,
    rating: str | None,
    *,
    because: str,
    agreed: date | None,
    meeting: str,
) -> None:
    """A rating with its date, its meeting and its reason. None for the rating empties it, and the date with it."""
    path = begun(loaded, draft, principle_of(loaded, statement))
    draft.put(path, assessment_route(statement, "rating"), rating)
    draft.put(path, assessment_route(statement, "agreed"), agreed.isoformat() if agreed and rating else None)
    draft.put(path, assessment_route(statement, "meeting"), meeting or None if rating else None)
    if because.strip():
        draft.put(path, assessment_route(statement, "because"), prose(because))


def rate_earlier(loaded: Loaded, draft: Draft, statement: Statement, said: EarlierRating) -> bool:
    """A rating that was agreed before the one that stands, in its place by the day; whether one of its event was there.

    That one is put right.
    """
    path = begun(loaded, draft, principle_of(loaded, statement))
    route, data = assessment_route(statement, "earlier"), as_data(said)
    there = [mapping(each) for each in _listed(draft, path, route)]
    for index, each in enumerate(there):
        if is_one_event(text(each, "meeting"), day(each, "agreed"), said.meeting, said.agreed):
            for key, value in data.items():
                draft.put(path, (*route, index, key), value)
            return True
    later = (at for at, each in enumerate(there) if (on := day(each, "agreed")) and said.agreed and on > said.agreed)
    draft.insert(path, route, next(later, len(there)), data)
    return False


def remove_earlier(loaded: Loaded, draft: Draft, statement: Statement, meeting: str, agreed: date | None) -> str:
    """Take out a rating that was agreed before the one that stands, by its event; gives which it was."""
    path = begun(loaded, draft, principle_of(loaded, statement))
    route = assessment_route(statement, "earlier")
    there = [mapping(each) for each in _listed(draft, path, route)]
    for index, each in enumerate(there):
        if is_one_event(text(each, "meeting"), day(each, "agreed"), meeting, agreed):
            draft.remove(path, (*route, index))
            return text(each, "rating")
    known = ", ".join(f"{text(each, 'rating')} of {text(each, 'agreed')}" for each in there)
    raise ReflectError(
        f"Nothing is written down as agreed earlier on {agreed} for {statement.id}. Nothing was written.",
        f"There are {known}." if known else "Name what stands without --earlier.",
        exit_code=2,
    )


def view(loaded: Loaded, draft: Draft, statement: Statement, view: View) -> None:
    """What one agency or group thinks, in place of what it thought before, in its own file."""
    refuse_copies(loaded, "views", view.of)
    path = _begun_views(loaded, draft, view.of)
    route = ("views", statement.id)
    if draft.value(path, route) is None:
        draft.put(path, route, as_data(view))
        return
    for key, value in {"meeting": None, **as_data(view)}.items():
        draft.put_said(path, (*route, key), value)


def views_path(draft: Draft, of: str) -> str:
    """The path of the file that holds somebody's views; empty where there is none."""
    for path in draft.paths():
        if files.kind(path) == "views" and text(mapping(draft.value(path, ())), "of") == of:
            return path
    return ""


def _begun_views(loaded: Loaded, draft: Draft, of: str) -> str:
    """The path of the file that holds somebody's views, which the draft begins when it is not there."""
    if there := views_path(draft, of):
        return there
    refuse_unreadable(loaded, "views/")
    path = f"views/{of}.yaml"
    if path in loaded.documents:
        raise ReflectError(
            f"{path} is there but does not say that it holds the views of {of}.",
            "Run `reflectctl validate` and mend what it finds.",
        )
    modeline = "# yaml-language-server: $schema=../.reflectctl/schema/views.schema.json"
    draft.create(path, "\n".join((modeline, *blank(Views, {"of": scalar(of), "views": ""}))) + "\n")
    return path


def source(loaded: Loaded, draft: Draft, statement: Statement, source: Source) -> None:
    """A piece of evidence: what it is, whose, of when, and a link."""
    draft.append(
        begun(loaded, draft, principle_of(loaded, statement)), assessment_route(statement, "sources"), as_data(source)
    )


def note(
    loaded: Loaded,
    draft: Draft,
    statement: Statement,
    prompt: str,
    words: str,
    *,
    meeting: str = "",
    dated: date | None = None,
) -> None:
    """Key points below those of the same discussion: a line becomes a point of a list, several lines stay as they are.

    The discussion is that of the meeting, or of the day; where neither is said, points stand under the prompt alone.
    """
    path = begun(loaded, draft, principle_of(loaded, statement))
    said = clean(words)
    if not said.strip():
        raise ReflectError("There is no text to note.", "Give the key point in quotes.", exit_code=2)
    if "\n" not in said and not re.match(r"\s*([-*+]|\d+[.)])\s", said):
        said = f"- {said.strip()}"
    route = assessment_route(statement, "reflections", prompt)
    if meeting or dated:
        route = _discussion(draft, path, route, Discussion(meeting, None if meeting else dated))
    there = draft.value(path, route)
    listed = isinstance(there, str) and re.match(r"\s*[-*+]\s", there.rstrip("\n").rsplit("\n", 1)[-1])
    gap = "" if not isinstance(there, str) or not there.strip() or (listed and said.startswith("- ")) else "\n"
    draft.extend(path, route, gap + said)


def _discussion(draft: Draft, path: str, route: Route, said: Discussion) -> Route:
    """Where the points of a discussion stand or will; points that stood without any become the first of the list."""
    there = draft.value(path, route)
    if isinstance(there, str) and there.strip():
        draft.put(path, route, [{"points": there}])
    at = the_discussion(listed_discussions(draft.value(path, route)), said)
    if at is None:
        at = len(_listed(draft, path, route))
        draft.append(path, route, {**as_data(said), "points": None})
    return (*route, at, "points")


def listed_discussions(there: object) -> list[Mapping[str, Any]]:
    """The discussions under a prompt as a file says them; points that stand there alone are one without a day."""
    if isinstance(there, list):
        return [mapping(each) for each in there]
    return [{"points": there}] if there else []


def the_discussion(listed: Sequence[Mapping[str, Any]], said: Discussion) -> int | None:
    """At which place a discussion stands: that of its meeting; where it was at none, that of its day or of no day."""

    def event(meeting: str, dated: str) -> tuple[str, str]:
        return meeting, "" if meeting else dated

    wanted = event(said.meeting, said.dated.isoformat() if said.dated else "")
    return next(
        (at for at, each in enumerate(listed) if event(text(each, "meeting"), text(each, "dated")) == wanted), None
    )


def plan(
    loaded: Loaded, draft: Draft, principle: Principle, horizon: str, *, goal: str = "", measure: str = ""
) -> None:
    """The goal and the measure of a part of the plan."""
    path = begun(loaded, draft, principle)
    for key, words in (("goal", goal), ("measure", measure)):
        if words.strip():
            draft.put(path, ("making_progress", horizon, key), clean(words) + "\n")


def new_meeting(
    loaded: Loaded,
    draft: Draft,
    *,
    on: date,
    title: str,
    principles: Sequence[str],
    present: Sequence[str],
    absent: Sequence[str],
    group: str = "",
    guests: Sequence[str] = (),
) -> str:
    """A new meeting's file, with a heading for each principle; gives its id."""
    taken = {meeting.id for meeting in loaded.partnership.meetings} | {
        path.rsplit("/", 1)[-1].removesuffix(".md") for path in loaded.documents if path.startswith("meetings/")
    }
    # What a title may not hold stays out of the id, which is a file's name in every clone; a finding says where it is.
    named = "" if is_personal(title) else slug(title)
    subject = "-".join([on.isoformat(), principles[0] if principles else named or "meeting"])
    id = next(each for each in _ids(subject, named if principles else "") if each not in taken)
    instrument = loaded.partnership.instrument
    titles = [found.title for each in principles if (found := instrument.principle(each))]
    listed = {"principles": principles, "present": present, "absent": absent}
    said = {
        "id": id,
        "date": f'"{on.isoformat()}"',
        **{key: f"[{', '.join(map(scalar, ids))}]" for key, ids in listed.items()},
    }
    modeline = "# yaml-language-server: $schema=../.reflectctl/schema/meeting.schema.json"
    head = "".join(each + "\n" for each in ("---", modeline, *blank(Meeting, said), "---"))
    body = "".join(f"{each}\n\n" for each in headings_of_meeting(titles))
    path = f"meetings/{id}.md"
    draft.create(path, head + "\n" + body.rstrip("\n") + "\n")
    draft.put(path, ("title",), line(title))
    if group:
        draft.put(path, ("group",), group)
    if said_guests := [each for each in map(line, guests) if each]:
        draft.put(path, ("guests",), said_guests)
    return id


def _ids(subject: str, title: str) -> Iterator[str]:
    """Ids for a meeting, the plainest first: two of one day on one subject are told apart by title, then by number."""
    named = f"{subject}-{title}" if title else subject
    yield from dict.fromkeys((subject, named))
    yield from (f"{named}-{number}" for number in count(2))


def slug(title: str) -> str:
    """A title as it may stand in an id: letters without their marks, digits, and hyphens between words."""
    bare = re.sub(r"['’](?=s\b)", "", plain_letters(title))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60].strip("-")


def reword(loaded: Loaded, draft: Draft, statement: Statement, words: str) -> None:
    """A statement in other words, in the partnership's own copy of the content."""
    for path, document in loaded.documents.items():
        if files.kind(path) == "content-principle" and text(mapping(document.data), "id") == statement.principle:
            draft.put(path, ("statements", statement.dimension), line(words))
            return
    raise ReflectError(f"There is no content for {statement.principle}.", "Run `reflectctl validate`.")


def principle_of(loaded: Loaded, statement: Statement) -> Principle:
    """The principle that a statement belongs to."""
    found = loaded.partnership.instrument.principle(statement.principle)
    assert found is not None, "a statement comes from the instrument"
    return found


def _listed(draft: Draft, path: str, route: Route) -> list[object]:
    there = draft.value(path, route)
    return there if isinstance(there, list) else []
