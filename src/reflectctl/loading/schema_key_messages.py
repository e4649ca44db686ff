"""Keys that do not belong where they stand, and keys that are missing, in; findings in plain words out."""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

from ..model.findings import Finding
from ..model.locations import Route
from ..model.named_tuples import NamedTuple
from .schema_nodes import key_order, node_at
from .schema_words import File, cut, finding, meant_by, name, one_of, pasted, place


class Unknown(NamedTuple):
    """Keys, one after the other, that do not belong where they stand, and what was probably meant by them."""

    route: Route
    """Of the first."""
    more: tuple[str, ...] = ()
    """Those after it that were put in the wrong place with it."""
    near: str = ""
    """The key that it is a misspelling of."""
    home: Route | None = None
    """The mapping that it belongs to, when it is only indented too far or not far enough."""

    @property
    def meant(self) -> Iterator[Route]:
        """The routes that the keys would have, were they where and what they should be."""
        yield self.route
        if self.home is not None:
            yield from ((*self.home, key) for key in (self.route[-1], *self.more))
        elif self.near:
            yield (*self.route[:-1], self.near)


def unknown_keys(
    route: Route, strange: Iterable[str], lacking: dict[str, None], file: File, closely: Callable[[], bool]
) -> Iterator[Unknown]:
    """The unknown keys of a mapping: those moved together as one, the misspelt ones with what was meant.

    Where they are not to be looked at `closely` any more, each is just one that is not known.
    """
    here = file.value(route)
    keys = list(here) if isinstance(here, dict) else []
    places = {key: number for number, key in enumerate(keys)}
    together: Unknown | None = None
    # In the order of the file, which a schema checker need not keep.
    for key in sorted(strange, key=places.__getitem__):
        if not closely():
            if together is not None:
                yield together
                together = None
            yield Unknown((*route, key))
            continue
        home = home_of((*route, key), file)
        after = together is not None and keys[places[key] - 1] in (together.route[-1], *together.more)
        if together is not None and home is not None and home == together.home and after:
            together = together._replace(more=(*together.more, key))
            continue
        if together is not None:
            yield together
        near = "" if home is not None else _near_key(key, route, lacking, places, file)
        together = Unknown((*route, key), near=near, home=home)
    if together is not None:
        yield together


def _near_key(key: str, route: Route, lacking: Iterable[str], keys: Container[str], file: File) -> str:
    """The key that another is a misspelling of: rather one that is needed, then one that is free."""
    known = key_order(file.schema, route)
    free = [each for each in known if each not in keys]
    needed = list(lacking)
    for among in (needed, free, known):
        near = meant_by(key, among, file, cutoff=0.6 if among is needed else 0.7)
        if near:
            return near
    return ""


def home_of(route: Route, file: File) -> Route | None:
    """The mapping that an unknown key belongs to when it is only indented too far, or not far enough; else None."""
    key, parent = route[-1], route[:-1]

    def free(at: Route) -> bool:
        value = file.value(at)
        return isinstance(value, dict | None) and key not in (value or {}) and key in key_order(file.schema, at)

    for depth in range(len(parent) - 1, -1, -1):
        if free(parent[:depth]):
            return parent[:depth]
    beside = file.value(parent)
    known = key_order(file.schema, parent)
    before = [other for other in _until(beside, key) if other in known] if isinstance(beside, dict) else []
    at: Route = (*parent, before[-1]) if before else ()
    while at:
        if free(at):
            return at
        value = file.value(at)
        if not isinstance(value, dict | list) or not value:
            return None
        at = (*at, list(value)[-1] if isinstance(value, dict) else len(value) - 1)
    return None


def _until(keys: Iterable[str], last: str | int) -> Iterator[str]:
    for key in keys:
        if key == last:
            return
        yield key


def _elsewhere(key: str, schema: dict[str, Any]) -> Route | None:
    """The mapping nearest to the top that may hold a key; None when none may."""
    level: list[Route] = [()]
    while level and len(level[0]) < 12:
        for route in level:
            if key in key_order(schema, route):
                return route
        below: list[Route] = []
        for route in level:
            below += [(*route, step) for step in key_order(schema, route)]
            if "items" in node_at(schema, route):
                below.append((*route, 0))
        level = below
    return None


def unknown_key(unknown: Unknown, file: File) -> Finding:
    """A finding about keys that do not belong where they stand."""
    route, key, parent = unknown.route, str(unknown.route[-1]), unknown.route[:-1]
    at = file.document.location(route, key=True)
    shown = cut(f"`{key}`")
    if parent == ("settings", "rules") and unknown.home is None:
        hint = f"Did you mean `{unknown.near}`?" if unknown.near else "`reflectctl rules` lists them."
        return finding(at, "unknown-rule", f"{shown} is not a rule whose level can be set.", hint)
    if unknown.home is not None:
        more = len(unknown.more)
        count = f" and {more} more {'keys' if more > 1 else 'key'} below it" if more else ""
        it, stand = (
            ("They belong", "do not stand where they belong")
            if more
            else ("It belongs", "does not stand where it belongs")
        )
        where = f"{it} under {place(unknown.home)}" if unknown.home else f"{it} at the top of the file"
        side = "further" if len(unknown.home) >= len(route) else "less far"
        return finding(
            at,
            "unknown-key",
            f"{shown}{count} {stand}.",
            f"{where}: indent {'them' if more else 'it'} {side}.",
        )
    elsewhere = None if unknown.near else _elsewhere(key, file.schema)
    assessed = isinstance(file.value(route), dict | None)
    statement = parent in (("assessments",), ("views",)) and (assessed or elsewhere is None)
    of = "a statement" if parent == ("views",) else "a statement of this principle"
    what = of if statement else "a key that belongs here"
    hint = pasted(key, unknown.near) or ("" if unknown.near else _ELSEWHERE.get(key, ""))
    if not hint and unknown.near:
        hint = f"Did you mean `{unknown.near}`?"
    elif not hint and elsewhere is not None and not statement:
        hint = f"It belongs under {place(elsewhere)}." if elsewhere else "It belongs at the top of the file."
    elif not hint:
        here = file.value(parent)
        free = [each for each in key_order(file.schema, parent) if each not in (here if isinstance(here, dict) else {})]
        hint = one_of("The keys that could stand here are", free) or "Delete it, or move it to where it belongs."
    return finding(at, "unknown-statement" if statement else "unknown-key", f"{shown} is not {what}.", hint)


def one_more(route: Route, file: File) -> Finding:
    """A finding that says no more than that a key does not belong there."""
    shown = cut(f"`{route[-1]}`")
    return finding(file.document.location(route, key=True), "unknown-key", f"{shown} is not a key that belongs here.")


_ELSEWHERE = {
    "views": "What an agency thinks stands in its own file, such as views/police.yaml; `reflectctl view` writes there."
}
"""What belongs into another file, by its key."""


def missing_key(route: Route, key: str, file: File) -> Finding:
    """A finding about a key that is needed."""
    node = file.node((*route, key))
    title = str(node.get("title") or key)
    example = next((each for each in node.get("examples") or () if isinstance(each, str | int)), None)
    where = "" if not route else f" of {name(route)}"
    return finding(
        file.document.location(route, key=True),
        "missing-key",
        f"The key `{key}`{where} is missing ({title}).",
        f"Add it, as in `{key}: {example}`."
        if example is not None
        else f"Add a line `{key}:`, and what belongs to it.",
    )
