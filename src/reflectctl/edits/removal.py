"""What was written down by mistake taken out again: a source, a view, a key point. Git keeps what was."""

from collections.abc import Callable
from typing import TypeVar

from ..errors import ReflectError
from ..loading.load import Loaded
from ..loading.values import items, mapping, text
from ..model.instrument import Statement
from ..model.named_tuples import NamedTuple
from ..model.records import Discussion, Source
from .changeset import Draft, short
from .merge_points import spans
from .operations import (
    as_data,
    assessment_route,
    listed_discussions,
    principle_of,
    principle_path,
    refuse_copies,
    the_discussion,
    views_path,
)

Item = TypeVar("Item")


def source(loaded: Loaded, draft: Draft, statement: Statement, beginning: str, *, agency: str, dated: str) -> Source:
    """Take out the one source of a statement whose words begin so; gives what it said."""
    path = _path(loaded, statement)
    route = assessment_route(statement, "sources")
    there = {
        at: Source(text(each, "what"), text(each, "agency"), text(each, "dated"))
        for at, each in items(mapping(draft.value(path, route[:-1])), "sources")
    }
    begun = _folded(beginning)
    found = {
        at: each
        for at, each in there.items()
        if _folded(each.what).startswith(begun)
        and agency in ("", each.agency)
        and (not dated or each.dated.startswith(dated))
    }
    exactly = {at: each for at, each in found.items() if _folded(each.what) == begun}
    at = _the_one(exactly or found, _source, f"source of {statement.id} begins with “{beginning}”", there)
    draft.remove(path, (*route, at))
    return there[at]


def view(loaded: Loaded, draft: Draft, statement: Statement, of: str) -> None:
    """Take out what an agency or a group thinks of a statement."""
    refuse_copies(loaded, "views", of)
    path = views_path(draft, of)
    views = mapping(draft.value(path, ("views",)))
    if statement.id in views:
        draft.drop(path, ("views", statement.id))
        return
    raise ReflectError(
        f"There is no view of {statement.id} by {of}. Nothing was written.",
        f"Its views are of {', '.join(views)}." if views else "It has given none.",
        exit_code=2,
    )


class Removed(NamedTuple):
    """Key points that were taken out: at which discussion they stood, and what they said."""

    where: str
    points: tuple[str, ...]


def note(
    loaded: Loaded, draft: Draft, statement: Statement, prompt: str, said: Discussion, *, point: int | None
) -> Removed:
    """Take out the key points of a discussion under a prompt; of several, the one of a number.

    The discussion is that of the meeting, or of the day; where neither is said, the points that stand without one.
    """
    path = _path(loaded, statement)
    route = assessment_route(statement, "reflections", prompt)
    there = draft.value(path, route)
    discussions = listed_discussions(there)
    about = f"{statement.id}, {prompt}"
    at = the_discussion(discussions, said)
    if at is None:
        known = ", those ".join(f"{_discussion(each)}{_option(each)}" for each in discussions)
        raise ReflectError(
            f"No key points {_discussion(as_data(said))} stand under {about}. Nothing was written.",
            f"There are those {known}." if known else "None stand there at all.",
            exit_code=2,
        )
    whole = str(discussions[at].get("points") or "")
    place = (*route, at, "points") if isinstance(there, list) else route
    parts = spans(whole)
    if point is not None and not 1 <= point <= len(parts):
        raise ReflectError(
            f"There is no point {point} among those {_discussion(as_data(said))} under {about}. Nothing was written.",
            "  ".join(f"{number}. {short(whole[slice(*part)])}" for number, part in enumerate(parts, 1)),
            exit_code=2,
        )
    if point is not None and len(parts) > 1:
        begins, ends = parts[point - 1]
        rest = whole[:begins] + whole[ends:]
        rest = rest.rstrip("\n") + whole[len(whole.rstrip("\n")) :]
        draft.put(path, place, rest.lstrip("\n"))
        return Removed(_discussion(as_data(said)), (whole[begins:ends],))
    if len(discussions) == 1:
        draft.put(path, route, None)
    else:
        draft.remove(path, (*route, at))
    return Removed(_discussion(as_data(said)), tuple(whole[slice(*part)] for part in parts))


def _path(loaded: Loaded, statement: Statement) -> str:
    path, there = principle_path(loaded, principle_of(loaded, statement))
    if not there:
        raise ReflectError(f"Nothing is recorded about {statement.principle} yet.", exit_code=2)
    return path


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _the_one(found: dict[int, Item], say: Callable[[Item], str], what: str, there: dict[int, Item]) -> int:
    if len(found) == 1:
        return next(iter(found))
    known = "; ".join(say(each) for each in (found or there).values())
    if found:
        raise ReflectError(
            f"More than one {what}. Nothing was written.", f"They are {known}. Type more, or add --dated.", exit_code=2
        )
    raise ReflectError(
        f"No {what}. Nothing was written.", f"There are {known}." if there else "It has none.", exit_code=2
    )


def _source(source: Source) -> str:
    more = ", ".join(filter(None, (source.agency, source.dated)))
    return f"“{short(source.what)}”" + (f" ({more})" if more else "")


def _option(data: object) -> str:
    """How a discussion is named on the command line; by nothing where it has neither a meeting nor a day."""
    named = ((key, mapping(data).get(key)) for key in ("meeting", "dated"))
    return next((f" (--{key} {said})" for key, said in named if said), "")


def _discussion(data: object) -> str:
    said = mapping(data)
    if said.get("meeting"):
        return f"at {said['meeting']}"
    return f"of {said['dated']}" if said.get("dated") else "without a day"
