"""The forms that any answer can take, by name: of what is said of it, and of what it holds. Each is imported only when
it is asked for."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from ..model.named_tuples import NamedTuple

if TYPE_CHECKING:
    from ..model.blocks import Block
    from ..model.instrument import Instrument
    from .wrapping import Style


class Paper(Protocol):
    """What a text is set on."""

    @property
    def width(self) -> int:
        """How many columns there are."""

    @property
    def style(self) -> "Style":
        """Dresses a text in a style."""


Answer = TypeVar("Answer")
Here = TypeVar("Here", bound=Paper)


def _text(said: "Iterable[Block]", paper: Paper) -> str:
    from . import terminal

    return terminal.text(said, width=paper.width, style=paper.style)


def _markdown(said: "Iterable[Block]", _: Paper) -> str:
    from . import markdown

    return markdown.text(said)


def _json(held: NamedTuple) -> str:
    from . import json

    return json.written(held)


def _csv(held: NamedTuple) -> str:
    from . import csv

    return csv.written(held)


SAID: "dict[str, Callable[[Iterable[Block], Paper], str]]" = {"text": _text, "markdown": _markdown}
"""For people: of the blocks in which an answer is told."""

HELD: dict[str, Callable[[NamedTuple], str]] = {"json": _json}
"""For programs: of what an answer holds."""

ANY = (*SAID, *HELD)
"""The names of the forms that every answer takes."""

TABLES: dict[str, Callable[[NamedTuple], str]] = {"csv": _csv}
"""For programs: of answers that `render.csv` knows as tables."""


def forms(
    *tables: str,
    says: "Callable[[Answer, Here], Iterable[Block]]",
    holds: Callable[[Answer, Here], NamedTuple],
    speaks: "Callable[[Answer], Instrument] | None" = None,
    own: Mapping[str, Callable[[Answer, Here], str]] = MappingProxyType({}),
) -> dict[str, Callable[[Answer, Here], str]]:
    """Every form of an answer that says and holds what these functions give, the tables named, and its `own`.

    It is said in the phrases of the instrument that `speaks`; in English, where none does.
    """

    def said(form: Callable[[Answer, Here], str]) -> Callable[[Answer, Here], str]:
        def spoken_form(answer: Answer, here: Here) -> str:
            from ..tell.i18n import spoken

            with spoken(speaks(answer).phrases) if speaks else nullcontext():
                return form(answer, here)

        return spoken_form

    def read(form: "Callable[[Iterable[Block], Paper], str]") -> Callable[[Answer, Here], str]:
        return said(lambda answer, here: form(says(answer, here), here))

    def kept(form: Callable[[NamedTuple], str]) -> Callable[[Answer, Here], str]:
        return lambda answer, here: form(holds(answer, here))

    return {
        **{name: read(form) for name, form in SAID.items()},
        **{name: kept(form) for name, form in HELD.items()},
        **{name: kept(TABLES[name]) for name in tables},
        **{name: said(form) for name, form in own.items()},
    }
