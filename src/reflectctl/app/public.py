"""What a public edition would tell and nobody has decided on: listed, and answered in the records."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..analysis import editions
from ..analysis.doubtful import ANSWERS, Doubtful, called, doubtful, judge_of, undecided
from ..edits import operations
from ..edits.changeset import line, prose
from ..errors import ReflectError
from ..importing.reports import text_of
from ..model.findings import Checked, Finding
from ..model.locations import Location
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from ..render import comments
from ..storage.disk import read_input
from ..storage.snapshots import shown
from .context import Context
from .partnership import open_partnership
from .writing import finish, open_to_write

MOST_BYTES = 20_000_000
RULE = "nobody-decided"


class Answer(NamedTuple):
    """What somebody has decided of a text: one of these, or, with none, that it is open again."""

    say: str = ""
    hold_back: bool = False
    may_stand: str = ""


def earlier(here: Context, paths: Sequence[Path]) -> tuple[str, ...]:
    """The texts of editions that were published before. Refuses what cannot be read: it may have told a number."""
    return tuple(text_of(_text(path, read_input(here.base / path, MOST_BYTES))) for path in paths)


def _text(path: Path, raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or text.startswith(("%PDF-", "PK\x03\x04")) or not text.strip():
        raise ReflectError(
            f"{shown(str(path))} is no text that can be read, so it is not known what was published in it.",
            "Name that edition as HTML, Markdown or JSON; `report --at DAY` makes it again.",
        )
    return text


def listed(here: Context, against: Sequence[Path]) -> Checked:
    """Every place that may point at a person and nobody has decided on; also beside `against`, earlier editions."""
    _, loaded = open_partnership(here)
    found = [finding(each) for each in doubtful(_seen(loaded.partnership), earlier(here, against))]
    found += [
        Finding(Location(path, 1, 1), "error", "unreadable-file", f"{why} So nobody has decided on what it says.")
        for path, why in {**{path: each.message for path, each in loaded.unreadable.items()}, **loaded.copies}.items()
    ]
    unread = sum(each.rule != RULE for each in found)
    files = tuple(sorted({*loaded.documents}))
    count = len(found) - unread
    places = f"{count:,} places" if count != 1 else "1 place"
    told = f"{places} may point at a person, and nobody has decided on them." if count else "Nothing is undecided."
    if unread:
        some = told if count else "Nothing is undecided in what could be read."
        told = f"{some} {'1 file' if unread == 1 else f'{unread:,} files'} could not be read, so it is not known whole."
    return Checked(tuple(found), files, told, fails_at="warning")


def finding(each: Doubtful) -> Finding:
    """A place as what checks find: where and of which kind, how a draft reads there, and what to do."""
    at = f"{each.location.path}:{each.location.line}"
    return Finding(
        each.location,
        "warning",
        RULE,
        f"{called(each.kind)[:1].upper()}{called(each.kind)[1:]}, on which nobody has decided; a draft reads "
        f"{each.reads}.",
        f"`reflectctl public answer {at}` with {_options(each)}.",
    )


def answer(here: Context, place: str, said: Answer, *, dry_run: bool) -> str:
    """Write down what was decided of the text at a place, instead of what was decided before."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    whole = _seen(loaded.partnership)
    each = _at(place, [*doubtful(whole), *doubtful(undecided(whole))])
    public = prose(said.say)
    values: dict[str, object] = {"public": public, "hold_back": said.hold_back, "may_stand": line(said.may_stand)}
    if said.say or said.hold_back:
        _check_taken(each, said)
    if found := judge_of(whole)(public):
        raise ReflectError(
            f"What is to be said instead may point at a person too: {called(found[0].kind)}.",
            "Say it otherwise; nothing was changed.",
            exit_code=2,
        )
    draft = operations.draft(loaded)
    for key in ANSWERS:
        route = (*each.route, key)
        there = draft.value(each.path, route)
        if values[key]:
            draft.put(each.path, route, values[key])
        elif there and not (key == "public" and said.may_stand):
            draft.put_said(each.path, route, None)
    did = "says something else there" if said.say else "says nothing there" if said.hold_back else "says it as it is"
    done = f"The public edition {did}" if any(said) else "It is open again what the public edition says there"
    return finish(here, top, draft, dry_run=dry_run, done=f"{each.location.path}:{each.location.line}: {done}.")


def _seen(partnership: Partnership) -> Partnership:
    return editions.seen(partnership, comments.without)


def _options(each: Doubtful) -> str:
    more = "`--say TEXT`, `--hold-back` or " if len(each.answers) > 1 else ""
    return f"{more}`--may-stand REASON`"


def _check_taken(each: Doubtful, said: Answer) -> None:
    if len(each.answers) < len(ANSWERS):
        option = "--say" if said.say else "--hold-back"
        raise ReflectError(
            f"{option} is for reasons, outcomes, goals and measures, and {_shown(each.location)} is none of them.",
            "Write it otherwise in the file, or say with --may-stand why it may be published.",
            exit_code=2,
        )


def _at(place: str, found: Sequence[Doubtful]) -> Doubtful:
    """The text that a place means: a file and a line, as they are listed, or a file where it has one such text."""
    path, _, number = place.rpartition(":")
    if not number.isdigit():
        path, number = place, ""
    path = Path(path).as_posix()
    there = [each for each in found if each.location.path == path and number in ("", str(each.location.line))]
    records: dict[tuple[Any, ...], Doubtful] = {}
    for each in there:
        records.setdefault((each.path, *each.route), each)
    if len(records) == 1:
        return next(iter(records.values()))
    if not there:
        near = min(
            (each for each in found if each.location.path == path and number),
            key=lambda each: abs(each.location.line - int(number)),
            default=None,
        )
        hint = f"The nearest place is {_shown(near.location)}; " if near else ""
        raise ReflectError(
            f"Nothing at {place} may point at a person.",
            f"{hint}`reflectctl public list` says where somebody has to decide.",
            exit_code=2,
        )
    lines = ", ".join(dict.fromkeys(_shown(each.location) for each in records.values()))
    raise ReflectError(f"Several texts are meant by {place}: {lines}.", "Name one with its line.", exit_code=2)


def _shown(at: Location) -> str:
    return f"{at.path}:{at.line}"
