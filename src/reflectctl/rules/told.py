"""Which values have a finding already, so that what is told once is not told again by another rule."""

from collections.abc import Iterable

from ..model.locations import Place, Route
from .findings import Pattern


class Told:
    """The values that have a finding, each by its path and route."""

    def __init__(self, values: Iterable[tuple[str, Route]]) -> None:
        self._routes: dict[str, set[Route]] = {}
        self._beginnings: dict[str, set[Route]] = {}
        """What holds such a value, and the value itself: of as many as a file has lines, as rules ask often."""
        for path, route in values:
            self.add(path, route)

    def add(self, path: str, route: Route) -> None:
        """Another one has a finding."""
        self._routes.setdefault(path, set()).add(route)
        self._beginnings.setdefault(path, set()).update(route[:end] for end in range(1, len(route) + 1))

    def has(self, path: str, route: Route) -> bool:
        """Whether this very value has one."""
        return route in self._routes.get(path, ())

    def touches(self, place: Place, below: str | Pattern) -> bool:
        """Whether the value `below` a place has one, what holds it there, or part of it; None stands for any step."""
        routes = self._routes.get(place.path)
        if not routes:
            return False
        above = len(place.route)
        wanted = (*place.route, *((below,) if isinstance(below, str) else below))
        if None in wanted or len(wanted) == above:
            return any(
                len(route) > above
                and all(one is None or one == other for one, other in zip(wanted, route, strict=False))
                for route in routes
            )
        if wanted in self._beginnings[place.path]:
            return True
        return any(wanted[:end] in routes for end in range(above + 1, len(wanted)))
