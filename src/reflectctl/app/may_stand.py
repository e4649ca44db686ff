"""What looks like personal data and may stand all the same, entered in `partnership.yaml` with the reason."""

from pathlib import Path

from ..analysis.personal_kinds import KINDS, OPEN
from ..analysis.plain_text import plain
from ..documents.document import read_document
from ..documents.text import place as read_place
from ..edits import operations
from ..errors import ReflectError
from ..loading.files import PARTNERSHIP
from ..model.locations import Span
from ..model.permitted import MayStand
from ..rules.findings import looked_for
from ..rules.personal import Text, found_in, hashed, permits
from ..storage.disk import WorkTree, below
from .context import Context
from .writing import finish, open_to_write

_LISTED = ("privacy", "may_stand")


def may_stand(here: Context, where: str, because: str, salt: str, *, dry_run: bool) -> str:
    """Say that what is found at FILE:LINE, or FILE:LINE:COLUMN, may stand. It is typed nowhere."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    permitted = loaded.partnership.permitted
    file, line, column = _place(where)
    [path] = below(top, [here.base / file])
    raw = WorkTree(top).read(path)
    text = read_document(path, raw).text if isinstance(raw, bytes) else ""
    found = [
        each
        for each, _ in found_in([Text(path, text)], permitted)
        if each.location.line == line and column in (0, each.location.column)
    ]
    if not found:
        raise ReflectError(
            f"Nothing is found at {where} that could be said to stand.",
            "`reflectctl privacy` lists what is found, with the line and the column of each.",
            exit_code=2,
        )
    if len(found) > 1:
        listed = ", ".join(f"{each.location.column} ({KINDS[each.rule][1]})" for each in found)
        raise ReflectError(
            f"{len(found)} things are found on this line, in the columns {listed}.",
            f"Name one: {file}:{line}:{found[0].location.column}.",
            exit_code=2,
        )
    [one] = found
    value = next(
        text[each.start : each.end]
        for each in looked_for(text)
        if each.kind == one.rule and read_place(text, each.start) == one.location[1:3]
    )
    known = next((each.hash for each in permitted if each.hash), "")
    # Of what is not for everybody to know only a hash is written.
    said = {"text": plain(value).text} if one.rule in OPEN else {"hash": hashed(value, known or salt)}
    entry = MayStand(kind=one.rule, because=because)._replace(**said)
    draft = operations.draft(loaded)
    draft.append(PARTNERSHIP, _LISTED, {key: one for key, one in entry._asdict().items() if one})
    return finish(here, top, draft, dry_run=dry_run, done=f"It may stand, as {KINDS[one.rule][1]} with its reason.")


def stands_no_longer(here: Context, where: str, *, dry_run: bool) -> str:
    """Take out what `partnership.yaml` says may stand: by a place where it stands, or by its own lines there."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    file, line, column = _place(where)
    [path] = below(top, [here.base / file])
    raw = WorkTree(top).read(path)
    document = read_document(path, raw if isinstance(raw, bytes) else b"")
    values = [
        (each.kind, document.text[each.start : each.end])
        for each in looked_for(document.text)
        for location in [read_place(document.text, each.start)]
        if location[0] == line and column in (0, location[1])
    ]
    meant = []
    for at, entry in enumerate(loaded.partnership.permitted):
        span = document.span((*_LISTED, at)) if path == PARTNERSHIP else None
        is_here = span is not None and read_place(document.text, span.start)[0] <= line <= _last_line(
            document.text, span
        )
        if is_here or any(permits(entry, kind, value) for kind, value in values):
            meant.append((at, entry))
    if not meant:
        raise ReflectError(
            f"Nothing at {where} is said to be something that may stand.",
            f"{PARTNERSHIP} lists under `privacy` what may stand: name a line of that, or one where it stands.",
            exit_code=2,
        )
    draft = operations.draft(loaded)
    if len(meant) == len(loaded.partnership.permitted):
        draft.drop(PARTNERSHIP, _LISTED[:1])
    else:
        for at, _ in reversed(meant):
            draft.remove(PARTNERSHIP, (*_LISTED, at))
    kinds = ", ".join(dict.fromkeys(KINDS[entry.kind][1] for _, entry in meant))
    return finish(here, top, draft, dry_run=dry_run, done=f"It is looked at again, as {kinds}.")


def _last_line(text: str, span: Span) -> int:
    return read_place(text, max(span.start, span.end - 1))[0]


def _place(where: str) -> tuple[Path, int, int]:
    file, *numbers = where.rsplit(":", 2)
    if len(numbers) == 2 and not numbers[0].isdecimal():
        file, numbers = f"{file}:{numbers[0]}", numbers[1:]
    if not file or not numbers or not all(each.isdecimal() and len(each) < 8 for each in numbers):
        raise ReflectError(
            f"'{where[:80]}' is no place in a file.", "Write FILE:LINE, or FILE:LINE:COLUMN.", exit_code=2
        )
    return Path(file), int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
