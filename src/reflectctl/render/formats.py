"""The formats for other programs that an answer can take, by name. Each is imported only when it is asked for."""

from collections.abc import Callable
from typing import NamedTuple, ParamSpec

P = ParamSpec("P")


def _json(answer: NamedTuple) -> str:
    from . import json

    return json.written(answer)


def _csv(answer: NamedTuple) -> str:
    from . import csv

    return csv.written(answer)


DATA: dict[str, Callable[[NamedTuple], str]] = {"json": _json, "csv": _csv}
"""Which answers `csv` knows, `render.csv` says."""


def forms(holds: Callable[P, NamedTuple], *names: str) -> dict[str, Callable[P, str]]:
    """The forms of those names of an answer, which `holds` says what it holds."""

    def form(name: str) -> Callable[P, str]:
        return lambda *asked, **more: DATA[name](holds(*asked, **more))

    return {name: form(name) for name in names}
