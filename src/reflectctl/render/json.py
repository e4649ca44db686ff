"""Answers in, JSON for other programs out, by the types of `answers`; their schemas are made from the same types.

Ratings come with both their id and their title; dates are ISO 8601; what is not there is null.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

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
    """The fields of a value by their names. By default nothing, a text is null, and anything else is left out."""
    told: Json = {}
    spread, defaults = _spread(answer.__class__), answer._field_defaults
    for name, held in zip(answer._fields, answer, strict=True):
        if name in spread:
            told.update(_value(held))
        elif held is not None or defaults.get(name, "") is not None:
            told[name] = None if held == "" == defaults.get(name) else _value(held)
    return told


def _value(held: Any) -> Any:
    if isinstance(held, tuple | list):
        return _object(held) if hasattr(held, "_fields") else [_value(each) for each in held]
    if isinstance(held, Mapping):
        return {key: _value(each) for key, each in held.items()}
    return held.isoformat() if isinstance(held, date) else held


@cache
def _spread(answer: Any) -> frozenset[str]:
    types = answer.__annotations__.items()
    return frozenset(name for name, each in types if SPREAD in getattr(each, "__metadata__", ()))
