"""Worksheets made for those round the table, and read when they come back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ..analysis import lookup
from ..errors import ReflectError
from ..importing.worksheets import answers
from ..importing.worksheets.forms import is_paper, opened
from ..importing.worksheets.proposal import proposal
from ..loading.load import Loaded, load
from ..model.instrument import Instrument
from ..model.messages import Phrases
from ..model.named_tuples import NamedTuple
from ..model.proposal import Doubt, Place, Proposal
from ..model.records import CHILDREN, Partnership
from ..model.worksheet import MARK, PRELIMINARY, PRINCIPLE, YOUNG_PEOPLE, Seal, Sheet
from ..render.escape import line
from ..storage.disk import WorkTree, is_folder, read_input
from ..storage.time_limit import time_limit
from ..tell.worksheet import Wanted, partnership_mark, worksheet
from .context import Context
from .partnership import language, note_unread, open_root

FORMS = ("xlsx", "docx", "html", "pdf")
"""The forms that a worksheet is made in, by the endings of their files."""

_MOST_BYTES = 20_000_000
_PATIENCE = 60.0


class Made(NamedTuple):
    """A worksheet, and what its file is called where nobody names one."""

    name: str
    sheet: Sheet
    phrases: Phrases


def made(here: Context, subject: str, *, agency: str | None, each: bool, of: Sequence[str]) -> list[Made]:
    """The worksheets that are asked for: one, or one for each agency that is a member."""
    if agency and each:
        raise ReflectError("--agency names one, and --each means every one.", "Leave out one of them.", exit_code=2)
    loaded = _opened(here)
    note_unread(here, loaded)
    partnership, day = loaded.partnership, here.today()
    kind, principles = _subject(subject, of, partnership.instrument)
    who = lookup.who(agency, partnership) if agency else _young(kind, partnership)
    wanted = Wanted(kind, principles, who, day)
    members = [member.id for member in partnership.agencies if member.is_member_on(day)] if each else [who]
    if not members:
        raise ReflectError("Nobody is known to be a member today.", "`reflectctl agency add` says who is.")
    told = [wanted._replace(who=member) for member in members]
    phrases = partnership.instrument.phrases
    return [Made(_named(one), worksheet(partnership, one), phrases) for one in told]


def _named(wanted: Wanted) -> str:
    about = wanted.of[0] if wanted.kind == PRINCIPLE else wanted.kind
    return f"{about}-{wanted.who}" if wanted.who else about


def _subject(subject: str, of: Sequence[str], instrument: Instrument) -> tuple[str, tuple[str, ...]]:
    """What a worksheet is to be about: its kind, and the principles."""
    named = tuple(each.id for each in lookup.several(of, lambda word: lookup.principle(word, instrument)))
    if subject == YOUNG_PEOPLE and not instrument.principle(subject):
        return YOUNG_PEOPLE, named or tuple(each.id for each in instrument.principles)
    if of:
        raise ReflectError(
            "--principle is for the worksheet of young people.", "Name the principle alone: worksheet 1.", exit_code=2
        )
    if subject == PRELIMINARY and not instrument.principle(subject):
        return PRELIMINARY, ()
    return PRINCIPLE, (lookup.principle(subject, instrument).id,)


def _young(kind: str, partnership: Partnership) -> str:
    """Who speaks for children and young people, where there is one group that does."""
    groups = [each.id for each in partnership.groups if each.kind == CHILDREN]
    return groups[0] if kind == YOUNG_PEOPLE and len(groups) == 1 else ""


def placed(here: Context, output: Path, sheets: Sequence[Made], form: str | None) -> tuple[Path, dict[str, Made]]:
    """The folder that worksheets go to, and each by the name of its file there."""
    ending = output.suffix.removeprefix(".").lower()
    is_there = is_folder(here.base / output)
    if len(sheets) > 1 and ending in FORMS and not is_there:
        raise ReflectError(
            f"{line(str(output))} is the name of one file, and there are {len(sheets)} worksheets.",
            "Name a folder; --format says in which form they are.",
            exit_code=2,
        )
    if len(sheets) == 1 and ending and not is_there:
        if ending not in FORMS or (form and form != ending):
            known = ", ".join(f".{each}" for each in FORMS)
            raise ReflectError(
                f"{line(str(output))} does not end as a worksheet does; one of {known} was expected.",
                "Give the file that ending, or name a folder.",
                exit_code=2,
            )
        return here.base / output.parent, {output.name: sheets[0]}
    return here.base / output, {f"{one.name}.{form or FORMS[0]}": one for one in sheets}


def written(made: Made, form: str, *, large: bool) -> bytes:
    """A worksheet in a form."""
    from ..tell.i18n import spoken

    sheet = made.sheet
    with spoken(made.phrases):
        match form:
            case "xlsx":
                from ..render.worksheet_xlsx import spreadsheet

                return spreadsheet(sheet, large=large)
            case "docx":
                from ..render.worksheet_docx import document

                return document(sheet, large=large)
            case "html":
                from ..render.worksheet_html import page

                return page(sheet, large=large).encode()
            case _:
                from ..render.worksheet_html import paper

                return paper(sheet, large=large)


def read(here: Context, files: Sequence[Path], *, meeting: str | None) -> Proposal:
    """What the worksheets in some files would have recorded, and everything doubtful.

    A worksheet that does not fit is one of the doubts; so is a file that is none, or cannot be read, beside others that
    can. Refuses where none can.
    """
    open_root(here)
    by_language: dict[str | None, Partnership] = {}

    def speaking(language: str | None) -> Partnership:
        if language not in by_language:
            by_language[language] = _opened(here._replace(language=language)).partnership
        return by_language[language]

    where = lookup.meeting(meeting, speaking(here.language)) if meeting else ""
    found, unread, every = Proposal(), list[ReflectError](), [*dict.fromkeys(files)]
    for file in every:
        try:
            found = found.and_(_read(here, file, where, speaking))
        except ReflectError as problem:
            unread.append(problem)
            found = found.and_(_doubtful(line(file.name), problem))
    if unread and len(unread) == len(every):
        raise _none_read(every, unread)
    return found


def _doubtful(name: str, problem: ReflectError) -> Proposal:
    """Nothing of a file, and why."""
    return Proposal((), (Doubt(Place(name), f"{problem.message} {problem.hint}".rstrip()),))


def _none_read(files: Sequence[Path], unread: Sequence[ReflectError]) -> ReflectError:
    """That nothing was read of any file, and why."""
    named = [
        each.message if (name := line(file.name)) in each.message else f"{name}: {each.message}"
        for file, each in zip(files, unread, strict=True)
    ]
    if len(named) == 1:
        return ReflectError(named[0], unread[0].hint)
    told = "".join(f"{said} {each.hint}".rstrip() + "\n" for said, each in zip(named, unread, strict=True))
    return ReflectError(f"None of the {len(named)} files could be read. Nothing was written.", answer=told)


def _read(here: Context, file: Path, meeting: str, speaking: Callable[[str | None], Partnership]) -> Proposal:
    name = line(file.name)
    raw = read_input(here.base / file, _MOST_BYTES)
    with time_limit(_PATIENCE, name, "Save it anew, and read it again."):
        if is_paper(raw):
            return _copy(name, raw, meeting, speaking(here.language))
        told = opened(name, raw)
    try:
        seal = answers.seal_of(told)
        if seal:
            partnership = speaking(seal.language)
            sheet = sent(seal, partnership)
    except ReflectError as problem:
        return _doubtful(name, problem)
    if seal is None:
        return _copy(name, raw, meeting, speaking(here.language))
    return proposal(sheet, answers.answers(sheet, told), partnership, file=name, meeting=meeting)


def _copy(name: str, raw: bytes, meeting: str, partnership: Partnership) -> Proposal:
    """What a filled-in copy of the published tool says. Refuses what is neither that nor a worksheet."""
    from ..importing.filled_in.files import copy

    found = copy(name, raw, partnership, meeting=meeting)
    if found is None:
        raise ReflectError(
            "It is no worksheet and no copy of the tool: the line that says what it was made for is not in it.",
            "`reflectctl worksheet` makes one; copy the answers there.",
        )
    return found


def sent(seal: Seal, partnership: Partnership) -> Sheet:
    """The worksheet that a seal tells of, as it would be made now. Refuses what is of another partnership."""
    if seal.partnership != partnership_mark(partnership):
        raise ReflectError(
            "It was made for another partnership.",
            "Read it there. A sheet knows its partnership by its name: where this one has been renamed since, give "
            "`name` in partnership.yaml the name that it had, read the sheet, and put the new name back.",
        )
    speaker = partnership.agency(seal.who) or partnership.group(seal.who)
    if seal.who and speaker is None:
        raise ReflectError(
            f"It was made for {seal.who}, which is no agency or group here any more.", "Make one for who answers now."
        )
    who = speaker.id if speaker else ""
    if lacking := [each for each in seal.of if not partnership.instrument.principle(each)]:
        raise ReflectError(f"It is about {lacking[0]}, which the content does not have any more.", "Make a new one.")
    sheet = worksheet(partnership, Wanted(seal.kind, seal.of, who, seal.day))
    if len(seal.printed) != MARK * len(sheet.questions):
        raise ReflectError(
            "It asks other questions than a worksheet asks now.", "Make a new one, and copy the answers into it."
        )
    return sheet._replace(seal=seal._replace(who=who))


def _opened(here: Context) -> Loaded:
    root = open_root(here)
    return load(WorkTree(root), language=language(here, root))
