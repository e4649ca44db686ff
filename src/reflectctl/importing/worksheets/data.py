"""The answers that a page of ours has saved, in; each under its code, out."""

import json
from typing import Any

from ...errors import ReflectError
from ...model.proposal import Doubt, Place
from .found import Cell, Found, cleaned

_MOST = 2_000


def saved(file: str, raw: bytes) -> Found:
    """What stands in a file of data."""
    twice: list[str] = []

    def pairs(told: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in told]
        twice.extend(name for name in dict.fromkeys(names) if names.count(name) > 1)
        return dict(told)

    try:
        told = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        raise _not_ours() from None
    if not isinstance(told, dict) or told.get("reflectctl") != "worksheet":
        raise _not_ours()
    seal, given = told.get("seal"), told.get("answers")
    if not isinstance(seal, str) or not isinstance(given, dict) or len(given) > _MOST:
        raise _not_ours()
    values = []
    for code, value in given.items():
        at = f"answer {code[:20]}"
        if code in twice:
            values.append((code, Cell(at, problem="Two answers stand under this code; one was expected.")))
        elif not isinstance(value, str):
            values.append((code, Cell(at, problem="No text stands here; an answer in words was expected.")))
        else:
            values.append((code, Cell(at, cleaned(value))))
    more = [name for name in told if name not in ("reflectctl", "seal", "answers")]
    doubts = [Doubt(Place(file), "More stands in it than a page saves, which is not read.")] if more else []
    return Found(file, outside=(Cell("its seal", seal),), doubts=tuple(doubts), values=tuple(values), is_whole=False)


def _not_ours() -> ReflectError:
    return ReflectError(
        "It is no data of a worksheet.", "Save the answers with the button of the page, and send that file."
    )
