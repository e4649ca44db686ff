"""A phrase in English in; the same in the language of the report that is being told, out.

Whoever tells a report names its phrases once (`spoken`), and every function that says something says it by `say` or
`many`, however deep it stands. Where no report is told (`diff`, `status`), all of it is English.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from ..model.messages import NO_PHRASES, ONE, OTHER, Forms, Phrases
from ..model.messages import counted as counted
from ..model.messages import fill as fill
from ..model.messages import phrase as phrase

_SAID: ContextVar[Mapping[str, str | Forms]] = ContextVar("said", default=NO_PHRASES.said)

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


@contextmanager
def spoken(phrases: Phrases) -> Iterator[None]:
    """For as long as it lasts, what is said is said in these phrases."""
    before = _SAID.set(phrases.said)
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


def words_of(phrase: str) -> str:
    """The words for a phrase, with its places."""
    said = _SAID.get().get(phrase, phrase)
    return said if isinstance(said, str) else phrase


def words_of_many(one: str, other: str, n: int) -> str:
    """The words for a counted phrase, with its places: those for this very number, else for one, else for many."""
    forms = _SAID.get().get(other)
    if forms is None:
        return one if n == 1 else other
    if isinstance(forms, str):
        return forms
    exact = forms.get(str(n))
    if exact is None and n == 1:
        exact = forms.get(ONE)
    return forms[OTHER] if exact is None else exact


class _Number:
    """A number that is put into words when they are wanted."""

    def __init__(self, n: int) -> None:
        self._n = n

    def __str__(self) -> str:
        return number(self._n)


def number(n: int) -> str:
    """A number as a sentence has it: in words up to twelve."""
    return words_of(_NUMBERS[n]) if 0 <= n < len(_NUMBERS) else str(n)


def counts(n: int) -> dict[str, object]:
    """What fills the places of a counted phrase: the number in figures, and in words where they are wanted."""
    return {"n": n, "number": _Number(n)}
