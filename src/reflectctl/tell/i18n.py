"""A phrase in English in; the same in the language that is being spoken, out.

Whoever shows an answer names its phrases once (`spoken`), and every function that says something says it by `say` or
`many`, however deep it stands. Where no phrases are named, all of it is English.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from ..model import plurals
from ..model.messages import MONTH_FORMS, NO_PHRASES, Phrases, split
from ..model.messages import counted as counted
from ..model.messages import fill as fill
from ..model.messages import phrase as phrase

if TYPE_CHECKING:
    from ..model.blocks import Span

_SAID: ContextVar[Phrases] = ContextVar("said", default=NO_PHRASES)

_NUMBERS = (
    phrase("no"),
    phrase("one"),
    phrase("two"),
    phrase("three"),
    phrase("four"),
    phrase("five"),
    phrase("six"),
    phrase("seven"),
    phrase("eight"),
    phrase("nine"),
    phrase("ten"),
    phrase("eleven"),
    phrase("twelve"),
)


_FIGURES: ContextVar[bool] = ContextVar("figures", default=False)


@contextmanager
def figures() -> Iterator[None]:
    """For as long as it lasts, numbers are in figures, as a table has them."""
    before = _FIGURES.set(True)
    try:
        yield
    finally:
        _FIGURES.reset(before)


@contextmanager
def spoken(phrases: Phrases) -> Iterator[None]:
    """For as long as it lasts, what is said is said in these phrases."""
    before = _SAID.set(phrases)
    try:
        yield
    finally:
        _SAID.reset(before)


def say(phrase: str, /, **places: object) -> str:
    """A phrase with its places filled; nothing in it is escaped."""
    return fill(words_of(phrase), places)


def many(one: str, other: str, n: int, /, **places: object) -> str:
    """A counted phrase, for so many: `{n}` is the number in figures, `{number}` in words up to twelve."""
    return fill(words_of_many(one, other, n), {**counts(n), **places})


def in_line(phrase: str, /, **places: "Span") -> "tuple[Span, ...]":
    """A phrase as the spans of a line, with spans in its places."""
    parts = split(words_of(phrase))
    return tuple(places[part] if at % 2 else part for at, part in enumerate(parts) if part)


def words_of(phrase: str) -> str:
    """The words for a phrase, with its places."""
    said = _SAID.get().said.get(phrase, phrase)
    return said if isinstance(said, str) else phrase


def words_of_month(month: str, form: str) -> str:
    """The name of a month as it stands alone, or behind a day; where one of the two is missing, by the other."""
    said = _SAID.get().said.get(month, month)
    return said if isinstance(said, str) else next((said[each] for each in (form, *MONTH_FORMS) if each in said), month)


def words_of_many(one: str, other: str, n: int) -> str:
    """The words for a counted phrase, with its places: for this very number, for its category, else under `other`."""
    phrases = _SAID.get()
    forms = phrases.said.get(other)
    if isinstance(forms, str):
        return forms
    if forms:
        for form in (str(n), plurals.category(phrases.language, n), plurals.OTHER):
            if form in forms:
                return forms[form]
    return one if n == 1 else other


class _Number:
    """A number that is put into words when they are wanted."""

    def __init__(self, n: int) -> None:
        self._n = n

    def __str__(self) -> str:
        return number(self._n)


def number(n: int) -> str:
    """A number as a sentence has it, in words up to twelve; in figures in a table."""
    return words_of(_NUMBERS[n]) if 0 <= n < len(_NUMBERS) and not _FIGURES.get() else str(n)


def counts(n: int) -> dict[str, object]:
    """What fills the places of a counted phrase: the number in figures, and in words where they are wanted."""
    return {"n": n, "number": _Number(n)}
