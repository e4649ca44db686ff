"""Principles, dimensions and statements in; what they are called, the same in every format, out.

Apart from `words`, as showing the content needs nothing else of it.
"""

from ..model.instrument import Instrument, Principle, Term
from .i18n import say


def named(thing: Principle | Term) -> str:
    """What a principle or a dimension is called, and whether it is the partnership's own: this is told everywhere."""
    title = thing.title or thing.id
    return say("{name} (local)", name=title) if thing.local else title


def principle_name(id: str, instrument: Instrument) -> str:
    """What a principle is called; its id when the content does not have it."""
    principle = instrument.principle(id)
    return named(principle) if principle else id


def dimension_name(id: str, instrument: Instrument) -> str:
    """What a dimension is called; its id when the content does not have it."""
    dimension = instrument.dimension(id)
    return named(dimension) if dimension else id


def statement_name(id: str, instrument: Instrument) -> str:
    """A statement by its principle and dimension; its id when the content does not have the principle."""
    principle, _, dimension = id.partition(".")
    if instrument.principle(principle) is None:
        return id
    return f"{principle_name(principle, instrument)} · {dimension_name(dimension, instrument)}"
