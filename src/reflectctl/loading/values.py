"""Reading values out of data that may be anything: what is not of the expected kind is as if it were not there."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..model.locations import Route
from ..model.periods import is_due_date

EARLIER = "earlier"
"""The key beside a rating under which stands what was agreed before it."""


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def entries(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The mapping under a key, or an empty one."""
    return mapping(data.get(key))


def text(data: Mapping[str, Any], key: str) -> str:
    """The text under a key without the space around it; empty when there is none."""
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""


def written(data: Mapping[str, Any], key: str) -> str:
    """What stands under a key, as text, also where text was not expected; empty when nothing does."""
    value = data.get(key)
    if value is None or isinstance(value, str):
        return (value or "").strip()
    import json

    return json.dumps(value, ensure_ascii=False, default=str)


def texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The texts in the list under a key; what is not text is passed over."""
    value = data.get(key)
    return tuple(item.strip() for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def items(data: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings in the list under a key, each with its position; what is not a mapping is passed over."""
    value = data.get(key)
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield index, item


def day(data: Mapping[str, Any], key: str) -> date | None:
    """The date under a key; None when there is none, or none that the calendar has."""
    value = data.get(key)
    # A week of the year, 2026-W10-1, is of the same length and a date to Python.
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def due(data: Mapping[str, Any], key: str) -> str:
    """The due date under a key, as it is written; empty when there is none, or none that the calendar has."""
    said = text(data, key)
    return said if is_due_date(said) else ""


def whole(data: Mapping[str, Any], key: str, *, most: int, otherwise: int) -> int:
    """The whole number under a key, from 0 to `most`; `otherwise` when there is none."""
    value = data.get(key)
    return value if type(value) is int and 0 <= value <= most else otherwise


def value_at(data: Any, route: Route) -> Any:
    """The value that a route leads to; None when nothing stands there."""
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def is_same(one: Any, two: Any) -> bool:
    """Whether two values say the same: numbers, too, that are equal and written otherwise, are not the same."""
    if one is two:
        return True
    if type(one) is not type(two):
        return False
    if isinstance(one, dict):
        return list(one) == list(two) and all(map(is_same, one.values(), two.values()))
    if isinstance(one, list):
        return len(one) == len(two) and all(map(is_same, one, two))
    return repr(one) == repr(two) if isinstance(one, float) else one == two
