"""Named tuples of our own are what those of `typing` are."""

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import pytest

from reflectctl.model import named_tuples

Thing = TypeVar("Thing")


class Ours(named_tuples.NamedTuple):
    """A value."""

    name: str
    count: int = 3
    rest: tuple[str, ...] = ()

    @property
    def doubled(self) -> int:
        """Twice the count."""
        return self.count * 2


class Theirs(typing.NamedTuple):
    """A value."""

    name: str
    count: int = 3
    rest: tuple[str, ...] = ()

    @property
    def doubled(self) -> int:
        """Twice the count."""
        return self.count * 2


class Nothing(named_tuples.NamedTuple):
    """A value of no fields."""


class Held(named_tuples.NamedTuple, Generic[Thing]):
    """A value of any kind."""

    held: Thing


def told(call: Callable[[Any], Any], kind: Any) -> Any:
    """What comes of a call, its error if it has one; both in words in which the two kinds are called alike."""
    try:
        return repr(call(kind)).replace("Theirs", "Ours")
    except Exception as error:
        return type(error)


CALLS: dict[str, Callable[[Any], Any]] = {
    "made": lambda kind: kind("a", 1, ("b",)),
    "named": lambda kind: kind(count=2, name="a"),
    "defaults": lambda kind: kind("a"),
    "lacking": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, 3, 4),
    "unknown": lambda kind: kind("a", other=1),
    "twice": lambda kind: kind("a", name="b"),
    "replaced": lambda kind: kind("a")._replace(count=9),
    "replaced by nothing known": lambda kind: kind("a")._replace(other=9),
    "as a dict": lambda kind: kind("a")._asdict(),
    "of a row": lambda kind: kind._make(["a", 2, ()]),
    "of a row too short": lambda kind: kind._make(["a"]),
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__, kind.__doc__),
    "hints": lambda kind: typing.get_type_hints(kind),
    "equal": lambda kind: (kind("a") == ("a", 3, ()), kind("a") < ("b",), hash(kind("a")) == hash(("a", 3, ()))),
    "unpacked": lambda kind: [*kind("a")],
    "property": lambda kind: kind("a").doubled,
    "set": lambda kind: setattr(kind("a"), "name", "b"),
    "more": lambda kind: setattr(kind("a"), "other", "b"),
    "copied": lambda kind: (copy.copy(kind("a", 2)), copy.deepcopy(kind("a", 2))),
    "pickled": lambda kind: pickle.loads(pickle.dumps(kind("a", 2, ("x",)))),
    "below": lambda kind: type("Below", (kind,), {})("a", 2).count,
    "a tuple": lambda kind: (isinstance(kind("a"), tuple), type(kind)),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_they_do_what_those_of_typing_do(call: Callable[[Any], Any]) -> None:
    assert told(call, Ours) == told(call, Theirs)


def test_a_match_takes_them_apart() -> None:
    match Ours("a", 2):
        case Ours(name, count):
            assert (name, count) == ("a", 2)


def test_one_may_have_no_fields_or_be_of_any_kind() -> None:
    assert (Nothing(), Nothing()._replace()) == ((), ())
    assert Held(held=3).held == 3
    assert Held[int](3) == (3,)
