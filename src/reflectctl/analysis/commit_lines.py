"""The facts that commits changed, in; what each line of commits says of them, from parent to child, out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol, TypeVar

from ..loading.history import CommitFacts
from ..model.history import Recorded, Unread
from ..model.persistent_map import Shared


class Statement(Protocol):
    """What is said of something from a commit on. No two have the same order; what comes later has a higher one."""

    @property
    def order(self) -> int:
        """Its place in the order of the commits."""

    @property
    def before(self) -> "tuple[Statement, ...]":
        """What was said before, on each of the lines that it comes from."""


Said = TypeVar("Said", bound=Statement)

Line = Shared[Said]
"""What a commit and those before it say, by what it is about."""


def follow(
    history: Iterable[CommitFacts], line: Callable[[CommitFacts, list[Line[Said]]], Line[Said]]
) -> tuple[Line[Said], tuple[Unread, ...]]:
    """The line of the last commit, where each is made from those of its parents; and what could not be read."""
    lines: dict[str, Line[Said]] = {}
    nothing = last = Line[Said]()
    unread: list[Unread] = []
    for commit in history:
        unread.extend(Unread(path, reason, commit.recorded) for path, reason in commit.unread)
        befores = [lines.get(parent, nothing) for parent in commit.parents] or [nothing]
        last = lines[commit.recorded.commit] = line(commit, befores)
    return last, tuple(unread)


def unsettled(changed: Iterable[str], befores: list[Line[Said]]) -> list[str]:
    """What a commit may say otherwise than some parent: what it changed, and what its parents do not agree on."""
    first = befores[0]
    return sorted({*changed, *(name for each in befores[1:] if each is not first for name in first.unlike(each))})


def distinct(said: Iterable[Said | None]) -> tuple[Said, ...]:
    """The same without repetitions."""
    return tuple({each.order: each for each in said if each}.values())


def back(ways: Iterable[Said], since: int = 0, *, stop: Callable[[Said], bool] | None = None) -> Iterator[Said]:
    """Everything that was said on some ways back, to a place in the order; each once.

    A way ends at what it is to `stop` at, which is still told.
    """
    seen: set[int] = set()
    waiting = list(ways)
    while waiting:
        said = waiting.pop()
        if said.order >= since and said.order not in seen:
            seen.add(said.order)
            yield said
            if stop is None or not stop(said):
                waiting.extend(said.before)  # type: ignore[arg-type]


def instant(recorded: Recorded) -> datetime:
    """The moment of a commit."""
    return datetime.fromisoformat(recorded.at)
