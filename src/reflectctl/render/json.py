"""Answers in, JSON for other programs out, by the types of `answers`; their schemas are made from the same types.

Ratings come with both their id and their title; dates are ISO 8601; what is not there is null.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

from ..model.named_tuples import NamedTuple
from .answers.common import SPREAD, Json

FORMAT = 1
"""It grows when a program that reads the form would have to change."""

# JSON can spell any character as an escape without changing the value: those that would act on a terminal, cannot be
# encoded, or begin a CI command (see `escape`) are spelled so.
_SPELLED = re.compile(
    "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]|#(?=#[A-Za-z]*\\[)"
)


def written(answer: NamedTuple) -> str:
    """An answer as JSON: the number of its form and its kind, and then its fields in their order."""
    return spelled({"format": FORMAT, "kind": kind(type(answer)), **_object(answer)})


def kind(answer: type) -> str:
    """Which answer a type is of: its name, with hyphens."""
    return re.sub(r"\B(?=[A-Z])", "-", answer.__name__).lower()


def spelled(answer: object, *, ascii: bool = False) -> str:
    """The answer as JSON in which nothing acts on a terminal or a CI runner; in ASCII alone, if that is asked for."""
    told = json.dumps(answer, indent=2, ensure_ascii=ascii, allow_nan=False)
    return _SPELLED.sub(lambda found: f"\\u{ord(found.group()):04x}", told) + "\n"


def _object(answer: Any) -> Json:
    """The fields of a value by their names; an empty text is null, where nothing may be there."""
    told: Json = {}
    for (name, spread, empty, left_out), held in zip(_fields(answer.__class__), answer, strict=True):
        if spread:
            told.update(_value(held))
        elif not (left_out and held is None):
            told[name] = None if empty and held == "" else _value(held)
    return told


def _value(held: Any) -> Any:
    if isinstance(held, tuple | list):
        return _object(held) if hasattr(held, "_fields") else [_value(each) for each in held]
    if isinstance(held, Mapping):
        return {key: _value(each) for key, each in held.items()}
    return held.isoformat() if isinstance(held, date) else held


@cache
def _fields(answer: Any) -> list[tuple[str, bool, bool, bool]]:
    """Each field of a type; whether it is spread, whether it may be null, and whether it is left out when it is."""
    found = []
    for name, type in answer.__annotations__.items():
        known = getattr(type, "__metadata__", ())
        nothing = None.__class__ in get_args(get_args(type)[0] if known else type)
        default = answer._field_defaults.get(name, ...)
        found.append((name, SPREAD in known, nothing or default == "", default is None))
    return found
