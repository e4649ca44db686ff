"""What a question is asked with beside its own words: where, in which language, on which day, and how answers are set.

A command line makes one for each run, and so does `api`; nothing else in the program knows of a stream, a clock or an
environment.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from ..errors import ReflectError
from ..model.named_tuples import NamedTuple

Item = TypeVar("Item")

Style = Callable[[str, str], str]
"""Dresses a text in a style, by its name."""

NO_SURROUNDINGS: Mapping[str, str] = MappingProxyType({})


class Counted(Protocol):
    """Gives the items it is given, and may tell a person who waits how far it has come."""

    def __call__(self, items: Iterator[Item], doing: str, /) -> Iterator[Item]:
        """The items."""


def plain(_: str, text: str) -> str:
    """A text as it is."""
    return text


def silent(_: str) -> None:
    """Nothing is said about the run."""


def uncounted(items: Iterator[Item], _: str, /) -> Iterator[Item]:
    """The items, and nothing is said of them."""
    return items


class Context(NamedTuple):
    """Where, in which language, when, and how it is shown."""

    now: Callable[[], datetime]
    """The clock, with its zone."""
    folder: Path = Path()
    """Around which the partnership lies."""
    named: bool = False
    """Whether somebody named the folder, so that there has to be a partnership around it."""
    base: Path = Path()
    """Where the names of other folders and files begin: `-C` before the command, as git and make have it."""
    language: str | None = None
    """None where nobody asked: the environment, the partnership and its content pack decide then."""
    day: date | None = None
    """The day that was named to work on."""
    environ: Mapping[str, str] = NO_SURROUNDINGS
    note: Callable[[str], None] = silent
    """Takes what is said about the run, a sentence at a time."""
    counted: Counted = uncounted
    width: int = 100
    wraps: bool = False
    """Whether somebody reads at that width: a terminal, or one who named it; else a finding is one line."""
    style: Style = plain
    paged: bool = False
    """Whether an answer may be shown through a pager: somebody reads at a terminal, and did not say otherwise."""

    trying: bool = False
    """Whether it is only tried if something can be written: it ends before the rules are asked, and says nothing."""

    @property
    def findings_width(self) -> int:
        """How wide findings are set; 0 where each is one line."""
        return self.width if self.wraps else 0

    def today(self) -> date:
        """The day to work on: the one that was named, else SOURCE_DATE_EPOCH, else the clock's."""
        if self.day is not None:
            return self.day
        epoch = self.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdigit():
            try:
                return datetime.fromtimestamp(int(epoch), UTC).date()
            except (ValueError, OverflowError, OSError):
                raise ReflectError(f"SOURCE_DATE_EPOCH is {epoch}, which is not a time.", exit_code=2) from None
        return self.now().date()

    def due_of(self, text: str | None, what: str) -> str:
        """The due date that somebody typed: a day, a month or `ongoing`; empty when nothing was typed."""
        from ..model.periods import is_due_date

        said = (text or "").strip()
        if said == "today":
            return self.today().isoformat()
        if text is not None and not is_due_date(said.lower()):
            raise ReflectError(
                f"'{text}' is not a due date for {what}; a day, a month or `ongoing` was expected.",
                "Write the year first: 2026-06-30, or 2026-06.",
                exit_code=2,
            )
        return said.lower()

    def day_of(self, text: str | None, what: str) -> date | None:
        """The day that somebody typed, or None when nothing was typed."""
        if text is None:
            return None
        if text.strip() == "today":
            return self.today()
        from ..model.periods import plain_day

        try:
            return plain_day(text.strip())
        except ValueError:
            raise ReflectError(
                f"'{text}' is not a day for {what}; a date such as 2026-03-12 was expected.",
                "Write the year first, then the month and the day.",
                exit_code=2,
            ) from None
