"""Telling how things went: `history` of ratings, of agencies' views and of actions."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from .options import Lang, Output, Root, principles, statements

if TYPE_CHECKING:
    from ..analysis.windows import Window
    from ..loading.record_steps import Moment
    from ..model.blocks import Block
    from ..model.history import History, Unread
    from ..model.instrument import Instrument
    from ..model.records import Partnership
    from ..tell.history import Chapter, Points
    from . import session

Told = TypeVar("Told")


def history(
    what: Annotated[
        Literal["ratings", "views", "actions"],
        typer.Argument(metavar="[WHAT]", help="ratings, agencies' views, or actions; ratings if left out."),
    ] = "ratings",
    principle: Annotated[
        str | None,
        typer.Option("--principle", metavar="PRINCIPLE", help="Of this principle only.", autocompletion=principles),
    ] = None,
    statement: Annotated[
        str | None,
        typer.Option(
            "--statement",
            metavar="STATEMENT",
            help="Of this statement only; of actions, those that serve it.",
            autocompletion=statements,
        ),
    ] = None,
    by: Annotated[
        Literal["statement", "meeting", "principle", "month", "review-point"] | None,
        typer.Option("--by", help="Tell it in the order of these instead."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Only from this day on, by the day of agreement.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Only up to this day, by the day of agreement.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="With every reason, and who recorded it.")] = False,
    unread: Annotated[
        bool, typer.Option("--unread", help="List what could not be read instead: the file, the commit, and why.")
    ] = False,
    format: Annotated[
        Literal["text", "markdown", "csv", "json"], typer.Option("--format", help="How to print it.")
    ] = "text",
    lang: Lang = None,
    output: Output = None,
    root: Root = None,
) -> None:
    """Tell how ratings, views and actions went.

    By default, each statement's rating in one line; name a statement or principle, or say --full, to read at which
    meeting it was agreed, why, and which commit recorded it. `history views` tells how agencies' views came together
    or parted, `history actions` what became of each action.

    History runs on the day things were agreed. It is read from the commits up to HEAD; what is not yet committed is
    not part of it.
    """
    from . import session

    window = _window(since, until)
    _check(what, by, format)
    repository = session.Repository(root)
    language = session.language(repository.root, lang)
    full = full or bool(principle or statement)
    _ANSWERS[what](repository, _Asked(principle, statement, by, window, full, unread, format, output, language))


class _Asked:
    """What somebody wants to know, and how it is to be shown."""

    def __init__(
        self,
        principle: str | None,
        statement: str | None,
        by: str | None,
        window: "Window | None",
        full: bool,
        unread: bool,
        format: str,
        output: Path | None,
        language: str | None,
    ) -> None:
        self.principle, self.statement, self.by, self.window = principle, statement, by, window
        self.full, self.unread, self.format, self.output = full, unread, format, output
        self.language = language

    @property
    def names_meetings(self) -> bool:
        """Whether meetings are told by more than their ids, so that their files have to be read."""
        brief = self.format == "text" and not self.full and self.by in (None, "statement")
        return not brief and self.format not in ("csv", "json")

    def ids(self, instrument: "Instrument") -> tuple[str, str]:
        """The ids of the principle and the statement that were named; empty for what was not."""
        from ..analysis import lookup as names

        return (
            names.principle(self.principle, instrument).id if self.principle else "",
            names.statement(self.statement, instrument).id if self.statement else "",
        )


def _window(since: str | None, until: str | None) -> "Window | None":
    """The days that are asked for; None when all are."""
    if since is None and until is None:
        return None
    from ..analysis.windows import Window
    from ..errors import ReflectError
    from . import session

    first, last = session.parse_day(since, "--from"), session.parse_day(until, "--until")
    if first and last and last < first:
        raise ReflectError(f"--from {first} is after --until {last}.", "Name the earlier day with --from.", exit_code=2)
    return Window(first, last)


def _check(what: str, by: str | None, format: str) -> None:
    """Refuse what has no answer."""
    from ..errors import ReflectError

    if by and format in ("csv", "json"):
        raise ReflectError(
            f"--by orders what people read, and {format.upper()} is for programs, which order it themselves.",
            "Leave out --by, or choose text or markdown.",
            exit_code=2,
        )
    if what == "actions" and by in ("statement", "meeting"):
        raise ReflectError(
            f"Actions cannot be told by {by}: an action names no meeting, and may serve several statements.",
            "Choose --by principle, month or review-point; `--statement` tells the actions that serve one.",
            exit_code=2,
        )


def _ratings(repository: "session.Repository", asked: _Asked) -> None:
    from . import console, provenance

    traced = provenance.history(repository)
    partnership = provenance.around(
        repository.at("HEAD"), traced if asked.names_meetings else None, language=asked.language
    )
    if asked.format != "csv" and not asked.unread:
        traced = provenance.with_rewordings(repository, traced, partnership)
    principle, statement = asked.ids(partnership.instrument)
    if principle:
        traced = traced._replace(
            recordings=tuple(each for each in traced.recordings if each.statement.startswith(principle + "."))
        )
    if statement:
        traced = traced._replace(recordings=traced.of(statement))
    if asked.unread:
        return _show_unread(traced.unread, asked)
    if asked.format in ("csv", "json"):
        shown = traced
        if asked.window is not None:
            from ..analysis import windows

            shown = windows.ratings(traced, asked.window)
        if asked.format == "json":
            from ..render import json as data

            console.show(data.history(shown, partnership.instrument), asked.output)
        else:
            from ..render import csv as csv_table

            console.show(csv_table.history(shown, partnership.instrument), asked.output)
        found = len(shown.recordings)
    else:
        found = _read_ratings(repository, asked, traced, partnership)
    if not found:
        console.say(_nothing(asked, "No ratings have been recorded yet.", "No rating was agreed"))
    return None


def _read_ratings(
    repository: "session.Repository", asked: _Asked, traced: "History", partnership: "Partnership"
) -> int:
    """Ratings as people read them; how many were told."""
    from ..analysis import windows
    from ..tell import history as history_words

    window = asked.window or windows.ALWAYS
    if not asked.names_meetings:
        _print(history_words.overview(traced, partnership.instrument, window), asked)
        return sum(1 for each in traced.recordings if windows.clock(each) in window)
    chapters = history_words.ratings(traced, partnership, window)
    table = asked.by in (None, "statement")
    return _show(repository, asked, chapters, partnership, traced.unread, table=table)


def _views(repository: "session.Repository", asked: _Asked) -> None:
    from ..analysis import record_history, windows
    from . import console

    told = record_history.views(_moments(repository, ("principles",)))
    partnership = _whole(repository, asked)
    principle, statement = asked.ids(partnership.instrument)
    told = told._replace(
        viewed=tuple(
            each
            for each in told.viewed
            if (not principle or each.statement.startswith(principle + "."))
            and (not statement or each.statement == statement)
        )
    )
    told = windows.views(told, asked.window or windows.ALWAYS)
    if asked.unread:
        return _show_unread(told.unread, asked)
    if asked.format == "json":
        from ..render import history_json

        console.show(history_json.views(told, partnership.instrument), asked.output)
    elif asked.format == "csv":
        from ..render import history_csv

        console.show(history_csv.views(told, partnership.instrument), asked.output)
    else:
        from ..tell import history as history_words

        _show(repository, asked, history_words.views(told, partnership), partnership, told.unread)
    if not told.viewed:
        console.say(_nothing(asked, "No agency's view has been recorded yet.", "No agency's view changed"))
    return None


def _actions(repository: "session.Repository", asked: _Asked) -> None:
    from ..analysis import record_history, windows
    from ..loading.record_steps import UNDER
    from . import console

    told = record_history.actions(_moments(repository, UNDER))
    partnership = _whole(repository, asked)
    principle, statement = asked.ids(partnership.instrument)
    of, _, dimension = statement.partition(".")
    told = told._replace(
        lives=tuple(
            each
            for each in told.lives
            if (not principle or each.principle == principle)
            and (not statement or (each.principle == of and dimension in each.serves))
        )
    )
    told = windows.actions(told, asked.window or windows.ALWAYS)
    if asked.unread:
        return _show_unread(told.unread, asked)
    if asked.format == "json":
        from ..render import history_json

        console.show(history_json.actions(told), asked.output)
    elif asked.format == "csv":
        from ..render import history_csv

        console.show(history_csv.actions(told), asked.output)
    else:
        from ..tell import history as history_words

        _show(repository, asked, history_words.actions(told, partnership), partnership, told.unread)
    if not told.lives:
        console.say(_nothing(asked, "No actions have been recorded yet.", "Nothing happened to an action"))
    return None


_ANSWERS: dict[str, Callable[["session.Repository", _Asked], None]] = {
    "ratings": _ratings,
    "views": _views,
    "actions": _actions,
}


def _moments(repository: "session.Repository", under: tuple[str, ...]) -> "Iterable[Moment]":
    """What each commit up to HEAD says of plans and views."""
    from ..loading.record_steps import moments
    from ..storage.commits import log
    from . import console, provenance

    at = provenance.end_of_history(repository)
    commits = log(repository.git, repository.prefix, at, under)
    return moments(console.counted(commits, "Reading commit"), repository.objects)


def _whole(repository: "session.Repository", asked: _Asked) -> "Partnership":
    from ..loading.load import load

    return load(repository.at("HEAD"), language=asked.language).partnership


def _show(
    repository: "session.Repository",
    asked: _Asked,
    chapters: "list[Chapter]",
    partnership: "Partnership",
    unread: "Sequence[Unread]",
    *,
    table: bool = False,
) -> int:
    """Print a history as people read it, in the order that was asked for; how much was told."""
    from ..tell import history as history_words

    by = asked.by or history_words.STATEMENT
    if by != history_words.STATEMENT:
        points = _points(repository, asked) if by == history_words.REVIEW_POINT else history_words.NO_POINTS
        chapters = history_words.grouped(chapters, by, partnership, points)
    is_page = asked.format == "markdown"
    _print(history_words.blocks(chapters, by, unread, full=asked.full or is_page, table=table and is_page), asked)
    return len(chapters)


def _print(blocks: "Iterable[Block]", asked: _Asked) -> None:
    from . import console

    if asked.format == "markdown":
        from ..render import markdown

        console.show(markdown.text(blocks), asked.output)
    else:
        from ..render import terminal

        console.show(terminal.text(blocks, width=console.width(), style=console.style()), asked.output)


def _points(repository: "session.Repository", asked: _Asked) -> "Points":
    """The review points, and which commits the first of them has that others before it have not."""
    from ..storage.review_points import review_points
    from ..tell import prose
    from ..tell.history import Points
    from . import console

    points = review_points(repository.git)
    if not points:
        console.say("There is no review point yet. `reflectctl review-point NAME` makes one.")
    first: dict[str, int] = {}
    for at, point in enumerate(points):
        excluded = [f"^{each.commit}" for each in points[:at]]
        commits = repository.git.run("rev-list", "--end-of-options", point.commit, *excluded, "--").decode("ascii")
        first.update((commit, at) for commit in commits.split())
    names = (f"{prose.quoted(each.name)} ({each.commit[:8]} of {prose.moment(each.recorded)})" for each in points)
    return Points(tuple(names), first)


def _show_unread(found: "Sequence[Unread]", asked: _Asked) -> None:
    from . import console

    if asked.format == "json":
        from ..model.history import History
        from ..model.instrument import Instrument
        from ..render import json as data

        console.show(data.history(History((), tuple(found)), Instrument()), asked.output)
    elif asked.format == "csv":
        from ..render import history_csv

        console.show(history_csv.unread(found), asked.output)
    else:
        from ..tell import history as history_words

        _print(history_words.unread_list(found), asked)
    if not found:
        console.say("Everything could be read, at every commit.")


def _nothing(asked: _Asked, yet: str, none: str) -> str:
    """What is said when there is nothing to tell."""
    if asked.window is not None:
        ends = (("from", asked.window.since), ("until", asked.window.until))
        return f"{none} {' '.join(f'{word} {day}' for word, day in ends if day)}."
    if asked.principle or asked.statement:
        return f"{none.replace('was agreed', 'has been agreed')} of {asked.statement or asked.principle} yet."
    return yet
