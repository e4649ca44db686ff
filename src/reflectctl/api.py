"""Five functions for programs, notebooks above all: `open`, `validate`, `diff`, `history`, `report`.

They answer as the commands of those names do, with values in place of text, and write nothing. A question that cannot
be answered raises `ReflectError`. These five, and the fields of what they give, are kept when the rest of the package
changes. docs/api.md has examples.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from .app.context import Context, silent
from .errors import ReflectError

if TYPE_CHECKING:
    from .model.diff import Comparison
    from .model.findings import Checked
    from .model.history import ActionHistories, History, ViewHistory
    from .model.records import Partnership

__all__ = ["ReflectError", "diff", "history", "open", "report", "validate"]

Note = Callable[[str], None]
"""Takes a sentence about the run, such as that a file is left out; `print` shows it."""


def open(
    folder: str | Path = ".", *, at: str | None = None, language: str | None = None, note: Note = silent
) -> "Partnership":
    """The partnership around a folder: what its files say now, or at a commit, branch, tag, day or review point.

    What it cannot read is in its `unread`.
    """
    from .app.partnership import Repository, note_unread, open_at, open_partnership

    here = _context(folder, note, language)
    loaded = open_partnership(here)[1] if at is None else open_at(here, Repository(here.folder), at)
    note_unread(here, loaded)
    return loaded.partnership


def validate(
    folder: str | Path = ".",
    *,
    since: str | None = None,
    rules: Sequence[str] = (),
    without: Sequence[str] = (),
    today: date | None = None,
    note: Note = silent,
) -> "Checked":
    """What is found in a partnership's files; since a moment, also what moved without a reason.

    `rules` reports on these rules only, and `without` leaves some out.
    """
    from .app import validate

    asked = validate.Asked(since=since)
    only, left_out = validate.rules(rules, without)
    return validate.validate(_context(folder, note, today=today), asked._replace(only=only, without=left_out))


def diff(
    folder: str | Path = ".",
    a: str | None = None,
    b: str | None = None,
    *,
    since: str | None = None,
    base: str | None = None,
    topics: Sequence[str] = (),
    principles: Sequence[str] = (),
    language: str | None = None,
    note: Note = silent,
) -> "Comparison":
    """What moved between two moments: HEAD and the files as they are now, where nothing is said.

    `since` and `base` say where to begin instead: on a day, or where HEAD parted from a branch. `topics` and
    `principles` keep to some kinds of change (ratings, views, actions …) and to some principles.
    """
    from .app import diff

    asked = diff.Asked(a, b, since, base, unchanged=True, topics=topics, principles=principles)
    return diff.diff(_context(folder, note, language), asked).comparison


@overload
def history(
    folder: str | Path = ".",
    what: Literal["ratings"] = "ratings",
    *,
    principle: str | None = None,
    statement: str | None = None,
    since: date | None = None,
    until: date | None = None,
    language: str | None = None,
    note: Note = silent,
) -> "History": ...
@overload
def history(
    folder: str | Path,
    what: Literal["views"],
    *,
    principle: str | None = None,
    statement: str | None = None,
    since: date | None = None,
    until: date | None = None,
    language: str | None = None,
    note: Note = silent,
) -> "ViewHistory": ...
@overload
def history(
    folder: str | Path,
    what: Literal["actions"],
    *,
    principle: str | None = None,
    statement: str | None = None,
    since: date | None = None,
    until: date | None = None,
    language: str | None = None,
    note: Note = silent,
) -> "ActionHistories": ...
def history(
    folder: str | Path = ".",
    what: str = "ratings",
    *,
    principle: str | None = None,
    statement: str | None = None,
    since: date | None = None,
    until: date | None = None,
    language: str | None = None,
    note: Note = silent,
) -> "History | ViewHistory | ActionHistories":
    """How ratings, agencies' views or actions went, by the day on which things were agreed.

    It is read from the commits up to HEAD; what could not be read is in its `unread`.
    """
    from .analysis.dates import Period
    from .app import history

    if what not in history.KINDS:
        raise ReflectError(f"'{what}' has no history.", f"Known: {', '.join(history.KINDS)}.", exit_code=2)
    asked = history.Asked(what, principle, statement, period=Period(since, until))
    return history.history(_context(folder, note, language), asked).shown


def report(
    folder: str | Path = ".",
    *,
    format: Literal["html", "markdown", "json"] = "html",
    edition: Literal["partner", "public"] = "partner",
    full: bool = False,
    year: str | None = None,
    sections: Sequence[str] = (),
    principles: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    at: str | None = None,
    language: str | None = None,
    today: date | None = None,
    mark: bool = False,
    note: Note = silent,
) -> str:
    """The report in one of its forms: the paper for a board or, in full, the record. With a year, as 2025-26, of that.

    What is for the public names nobody's view and no reason kept for partners; read it once before you publish it.
    """
    from .app import report
    from .app.report_period import Asked
    from .model.report_config import BOARD, FULL

    if format not in report.TEXTS or edition not in ("partner", "public"):
        raise ReflectError(
            f"There is no report as {format} for the edition '{edition}'.",
            f"Formats: {', '.join(report.TEXTS)}. Editions: partner, public.",
            exit_code=2,
        )
    chosen, length = (tuple(sections), tuple(principles)), FULL if full else BOARD
    asked = Asked(year is not None, year, edition, *chosen, since, until, at, length, mark)
    return report.rendered(report.report(_context(folder, note, language, today), asked), format)


def _context(folder: str | Path, note: Note, language: str | None = None, today: date | None = None) -> Context:
    at = Path(folder)
    return Context(
        now=lambda: datetime.now().astimezone(),
        folder=at,
        named=True,
        base=at,
        language=language,
        day=today,
        environ=environ,
        note=note,
    )
