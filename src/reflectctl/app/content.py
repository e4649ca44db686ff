"""The instrument at hand, as a whole or in part; and which content packs there are."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..analysis import lookup
from ..analysis.packs import Choice
from ..model.instrument import Instrument, Principle, Statement
from ..model.named_tuples import NamedTuple
from ..render.export import forms
from .context import Context

if TYPE_CHECKING:
    from ..model.blocks import Block


class Answer(NamedTuple):
    """What is shown of a content pack."""

    instrument: Instrument
    part: Principle | Statement | None
    """None for all of it."""


def show(here: Context, name: str | None, pack: str | None) -> Answer:
    """The partnership's own copy of the instrument, or another pack; all of it, or the part that is named."""
    from . import languages, packs, shipped

    if pack is not None:
        instrument = packs.opened(here, pack).instrument
        if here.language is not None:
            languages.one([instrument.language], here)
    else:
        instrument = shipped.instrument(here)
    if name is None:
        return Answer(instrument, None)
    return Answer(instrument, (lookup.statement if "." in name else lookup.principle)(name, instrument))


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.content import content

    match answer.part:
        case Principle() as principle:
            return content(answer.instrument, [each.id for each in principle.statements])
        case Statement() as statement:
            return content(answer.instrument, [statement.id])
        case None:
            return content(answer.instrument)


def _says(answer: Answer, _: Context) -> "Iterable[Block]":
    from ..tell import content

    instrument, part = answer
    match part:
        case Principle():
            return content.principle(part, instrument)
        case Statement():
            return content.statement(part, instrument)
        case None:
            return content.content(instrument)


def _choices_holds(found: Sequence[Choice], _: Context) -> NamedTuple:
    from ..render.answers.content import packs

    return packs(found)


def _choices_says(found: Sequence[Choice], _: Context) -> "Iterable[Block]":
    from ..tell import content

    return content.packs(found)


FORMATS = forms(says=_says, holds=_holds)
CHOICES = forms(says=_choices_says, holds=_choices_holds)
"""The forms of a list of packs."""
