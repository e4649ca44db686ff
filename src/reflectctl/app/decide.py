"""What two sides of a merge differ in, decided by id; read again, held against the rules, and then written."""

from collections.abc import Sequence

from ..analysis.conflicts import differences as differing
from ..documents.conflicts import Conflict, parts, sides
from ..documents.document import read_document
from ..edits import decide as edits
from ..errors import ReflectError
from ..loading.load import load
from ..model.conflicts import Difference
from ..model.edits import Edit
from ..storage.disk import WorkTree
from ..storage.snapshots import Edited
from .conflicts import conflicts
from .context import Context
from .partnership import open_root
from .writing import mend, refuse_new_errors, written


def decide(here: Context, ids: Sequence[str], how: str, *, dry_run: bool) -> str:
    """Take what some ids name as ours or theirs have it, or as both have; every other mark stays as it is."""
    top = open_root(here)
    mend(here, top, dry_run=dry_run)
    left, tree = conflicts(here), WorkTree(top)
    differences = [each for file in left.files for each in file.differences]
    wanted: list[Difference] = []
    for id in ids:
        if not (found := edits.chosen(id, differences)):
            known = ", ".join(dict.fromkeys(filter(None, map(edits.name, differences))))
            raise ReflectError(
                f"Nothing that is left to be decided is named {id}. Nothing was written.",
                f"There are {known}." if known else "`reflectctl conflicts` tells what is left.",
                exit_code=2,
            )
        wanted += found
    marked, made = {}, {}
    for file in left.files:
        raw = tree.read(file.path)
        if not isinstance(raw, bytes) or not file.differences:
            continue
        text = _text(file.path, raw)
        marked[file.path] = text
        if mine := [each for each in file.differences if each in wanted]:
            made[file.path] = edits.decided(file.path, text, file.differences, mine, how)
            if made[file.path] == text:
                raise ReflectError(
                    f"{file.path}: no marks stand at what is named. Nothing was written.", "Decide it by hand."
                )
    _refuse(here, tree, marked, made)
    if how == edits.BOTH:
        _refuse_halves(tree, marked, made, wanted)
    new = [Edit(path, marked[path].encode(), text.encode()) for path, text in made.items()]
    done = "\n".join(_done(id, edits.chosen(id, differences), how) for id in ids)
    wrote, answer = written(here, top, new, dry_run=dry_run, done=done)
    if wrote:
        free = [path for path, text in made.items() if not any(isinstance(part, Conflict) for part in parts(text))]
        more = f" No marks are left in {', '.join(free)}: `git add` tells git so." if free else ""
        here.note(f"{done}\n  Changed: {', '.join(made)}.{more}")
    return answer


def _done(id: str, decided: Sequence[Difference], how: str) -> str:
    """What became of what is named; also of a record that the side which is taken has not."""
    if how == edits.BOTH:
        return f"{id}: both sides are taken."
    gone = [edits.name(each) for each in decided if each.field is None and each.kind and getattr(each, how) is None]
    other = "theirs" if how == edits.OURS else "ours"
    left = f" {', '.join(dict.fromkeys(gone))} is left out, as {other} alone has it." if gone else ""
    return f"{id}: {how} is taken.{left}"


def _refuse_halves(tree: WorkTree, marked: dict[str, str], made: dict[str, str], wanted: Sequence[Difference]) -> None:
    """Refuse both sides of what would then be other than each side has it: a record in halves, or one twice."""
    meant = {(each.kind, each.known, each.field) for each in wanted}
    for side in (0, 1):
        before, after = (
            load(Edited(tree, {path: sides(text)[side].encode() for path, text in texts.items()})).partnership
            for texts in (marked, marked | made)
        )
        for path in made:
            for each in (found.difference for found in differing(before, after, path)):
                is_new = each.field is not None or each.ours is None
                if (each.kind, each.known, each.field) not in meant or not is_new:
                    raise ReflectError(
                        f"{path}: {edits.name(each)} would be other than either side has it. Nothing was written.",
                        "Take one side with --ours or --theirs, or decide it by hand.",
                    )


def _text(path: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise ReflectError(f"{path} is not UTF-8, so nothing is decided in it.", "Decide it by hand.") from problem


def _refuse(here: Context, tree: WorkTree, marked: dict[str, str], made: dict[str, str]) -> None:
    """Refuse what would no longer read, or would be a mistake that neither side has made."""
    both = [{path: sides(text)[side].encode() for path, text in marked.items()} for side in (0, 1)]
    for side in (0, 1):
        after = {path: sides(text)[side].encode() for path, text in made.items()}
        for path, raw in after.items():
            if found := read_document(path, raw).found:
                raise ReflectError(
                    f"Nothing was written, as {path} would no longer read: {found[0].location}: {found[0].message}",
                    "Take one side with --ours or --theirs, or decide it by hand.",
                    exit_code=2,
                )
        refuse_new_errors(here, [Edited(tree, each) for each in both], Edited(tree, both[side] | after))
