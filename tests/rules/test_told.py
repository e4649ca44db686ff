"""Which values have a finding already: known by an index as by a look at each of them."""

import random
from typing import NamedTuple

import pytest

from reflectctl.model.locations import Location, Route
from reflectctl.rules.findings import Pattern
from reflectctl.rules.told import Told


class Here(NamedTuple):
    """A place in a file."""

    path: str
    route: Route

    def at(self, *more: str | int) -> Location:
        raise NotImplementedError(more)


def by_looking(told: set[tuple[str, Route]], place: Here, below: Pattern) -> bool:
    """What holds a value, the value, or part of it, below a place."""
    wanted = (*place.route, *below)
    return any(
        path == place.path
        and len(route) > len(place.route)
        and all(one is None or one == other for one, other in zip(wanted, route, strict=False))
        for path, route in told
    )


@pytest.mark.parametrize(
    ("told", "route", "below", "expected"),
    [
        ((), ("a",), ("b",), False),
        (("a", "b"), ("a",), ("b",), True),
        (("a", "b", 0, "c"), ("a",), ("b",), True),
        (("a", "b"), ("a",), ("b", "c", "d"), True),
        (("a",), ("a",), ("b",), False),
        (("a", "c"), ("a",), ("b",), False),
        (("a", 3, "b"), ("a",), (None, "b"), True),
        (("a", "b"), ("a",), (), True),
    ],
)
def test_a_value_has_one_with_what_holds_it_and_what_it_holds(
    told: Route, route: Route, below: Pattern, expected: bool
) -> None:
    values = {("one.yaml", told)} if told else set()
    for path, wanted in (("one.yaml", expected), ("other.yaml", False)):
        assert Told(values).touches(Here(path, route), below) == by_looking(values, Here(path, route), below) == wanted


@pytest.mark.parametrize("seed", range(20))
def test_an_index_says_what_a_look_at_each_says(seed: int) -> None:
    chance = random.Random(seed)

    def some(least: int, most: int) -> Route:
        return tuple(chance.choice(["a", "b", 0, 1]) for _ in range(chance.randint(least, most)))

    values = {(chance.choice(["one.yaml", "two.yaml"]), some(1, 4)) for _ in range(12)}
    told = Told(values)
    for _ in range(200):
        place = Here(chance.choice(["one.yaml", "two.yaml"]), some(0, 3))
        below = tuple(chance.choice(["a", "b", None]) for _ in range(chance.randint(0, 3)))
        assert told.touches(place, below) == by_looking(values, place, below), (values, place, below)
