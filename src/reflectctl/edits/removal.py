"""What was written down by mistake taken out again: a source, a view, a key point. Git keeps what was."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from ..errors import ReflectError
from ..loading.load import Loaded
from ..loading.values import items, mapping, text
from ..model.instrument import Statement
from ..model.records import Discussion, Source
from .changeset import Draft, short
from .operations import as_data, assessment_route, principle_of, principle_path, refuse_copies, views_path

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
    wanted = {key: value for key, value in as_data(said).items() if key != "points"}
    if isinstance(there, list):
        discussions = [(at, mapping(each)) for at, each in enumerate(there)]
    else:
        discussions = [(-1, {"points": there})] if there else []
    found = [
        (at, each) for at, each in discussions if all(each.get(key) == wanted.get(key) for key in ("meeting", "dated"))
    ]
    about = f"{statement.id}, {prompt}"
    if not found:
        known = ", those ".join(_discussion(each) for _, each in discussions)
        raise ReflectError(
            f"No key points {_discussion(wanted)} stand under {about}. Nothing was written.",
            f"There are those {known}." if known else "None stand there at all.",
            exit_code=2,
        )
    at, each = found[0]
    whole = str(each.get("points") or "")
    place = (*route, at, "points") if at >= 0 else route
    parts = points(whole)
    if point is not None and not 1 <= point <= len(parts):
        raise ReflectError(
            f"There is no point {point} among those {_discussion(wanted)} under {about}. Nothing was written.",
            "  ".join(f"{number}. {short(whole[slice(*part)])}" for number, part in enumerate(parts, 1)),
            exit_code=2,
        )
    if point is not None and len(parts) > 1:
        begins, ends = parts[point - 1]
        rest = whole[:begins] + whole[ends:]
        rest = rest.rstrip("\n") + whole[len(whole.rstrip("\n")) :]
        draft.put(path, place, rest.lstrip("\n"))
        return Removed(_discussion(wanted), (whole[begins:ends],))
    if at < 0 or len(discussions) == 1:
        draft.put(path, route, None)
    else:
        draft.remove(path, (*route, at))
    return Removed(_discussion(wanted), tuple(whole[slice(*part)] for part in parts))


def points(words: str) -> list[tuple[int, int]]:
    """Where each point of a text begins and ends.

    A point is an entry of a list at the margin, with what belongs to it, or a paragraph.
    """
    begins: list[int] = []
    position, is_apart, in_list = 0, True, False
    for line in words.splitlines(keepends=True):
        is_entry = re.match(r"([-*+]|\d+[.)])\s", line) is not None
        if line.strip() and (is_entry or (is_apart and not (in_list and line.startswith(" ")))):
            begins.append(position)
            in_list = is_entry
        is_apart = not line.strip()
        position += len(line)
    return list(zip(begins, [*begins[1:], len(words)], strict=False))


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


def _discussion(data: object) -> str:
    said = mapping(data)
    if said.get("meeting"):
        return f"at {said['meeting']}"
    return f"of {said['dated']}" if said.get("dated") else "without a day"
