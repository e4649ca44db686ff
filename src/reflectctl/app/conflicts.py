"""What a merge has left to be decided: every value on which two sides differ, whose each is, and what to do."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ..analysis.conflicts import differences, known
from ..documents.conflicts import Conflict, lines, parts, sides
from ..edits.decide import whole
from ..loading.load import load
from ..model.conflicts import (
    DECIDED,
    DIFFERS,
    MERGE,
    TAKEN_OUT,
    Conflicts,
    Difference,
    FileInConflict,
    Side,
)
from ..model.fields import BODY
from ..model.named_tuples import NamedTuple
from ..render.export import forms
from ..storage.disk import WorkTree
from ..storage.snapshots import Edited, belongs
from .context import Context
from .partnership import Repository

if TYPE_CHECKING:
    from ..analysis.conflicts import Found, Key
    from ..model.blocks import Block
    from ..model.records import Partnership
    from ..storage.commits import Commit
    from ..storage.unmerged import Doing


def conflicts(here: Context) -> Conflicts:
    """Every file that git has left, and every other that still has marks in it."""
    from ..edits.gitattributes import DRIVER
    from ..storage import git_config
    from ..storage.unmerged import OURS, THEIRS, doing, unmerged

    repository = Repository(here.folder)
    tree = WorkTree(repository.root)
    going_on, left = doing(repository.git), unmerged(repository.git)
    prefix = repository.prefix
    own = {
        path.removeprefix(prefix): stages
        for path, stages in left.items()
        if path.startswith(prefix) and belongs(path.removeprefix(prefix))
    }
    texts = {path: text for path in tree.paths() if (text := _text(tree, path)) and "<<<<<<<" in text}
    marked = {path: text for path, text in texts.items() if any(isinstance(part, Conflict) for part in parts(text))}
    ours, theirs = (
        load(Edited(tree, {path: sides(text)[side].encode() for path, text in marked.items()})).partnership
        for side in (0, 1)
    )
    before = _before(repository, tree, own)
    files = []
    for path in sorted({*marked, *own}):
        stages = own.get(path, {})
        state = DIFFERS if path in marked else TAKEN_OUT if stages and not {OURS, THEIRS} <= {*stages} else DECIDED
        one, other = _sides(repository, going_on, prefix + path)
        found: tuple[Difference, ...] = ()
        if path in marked:
            by_record = tuple(_placed(marked[path], differences(ours, theirs, path)))
            were = known(before, path) if path in own else None
            found = tuple(_together(path, marked[path], were, by_record)) or tuple(_lines(marked[path]))
        files.append(FileInConflict(path, state, one, other, found))
    driver = bool(git_config.local(repository.git, f"merge.{DRIVER}.driver"))
    return Conflicts(going_on.what, tuple(files), len(left) - len(own), ours, theirs, driver)


def _before(repository: Repository, tree: WorkTree, own: dict[str, dict[int, str]]) -> "Partnership":
    """The partnership as both sides found it, in the files that git has left."""
    from ..storage.objects import Objects
    from ..storage.unmerged import BEFORE

    with Objects(repository.git) as objects:
        read = {path: objects.read(stages[BEFORE]) for path, stages in own.items() if BEFORE in stages}
    was = {path: raw if isinstance(raw := read.get(path), bytes) else None for path in own}
    return load(Edited(tree, was)).partnership


def _together(
    path: str, text: str, were: "Collection[Key] | None", found: Iterable[Difference]
) -> Iterator[Difference]:
    """Differences with what is known of them from before, and with the marks that hold them."""
    there = list(found)
    held = [part for part in whole(path, text, there) if isinstance(part, Conflict)]
    for each in there:
        added = (each.kind, *each.known) not in were if were is not None and each.field is None else None
        marks = next((part.line for part in held if part.line <= each.line < part.end), 0)
        yield each._replace(added=added, marks=marks)


def _text(tree: WorkTree, path: str) -> str:
    raw = tree.read(path)
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def _placed(text: str, found: Iterable["Found"]) -> Iterator[Difference]:
    """Differences with the lines at which they stand in the text with its marks."""
    ours, theirs = lines(text)
    facts = len(text[: text.find("\n---")].split("\n"))
    for each in found:
        if each.difference.field is not None and each.difference.field.key == BODY:
            for line in _lines(text):
                if line.line > facts:
                    yield each.difference._replace(line=line.line, ours=line.ours, theirs=line.theirs)
            continue
        side = ours if each.is_ours else theirs
        yield each.difference._replace(line=side[each.line - 1] if each.line <= len(side) else 1)


def _lines(text: str) -> Iterator[Difference]:
    """Conflicts that are in no record: in minutes, in comments, or in a file that cannot be read."""
    for part in parts(text):
        if isinstance(part, Conflict):
            yield Difference(part.line, None, (), None, part.ours, part.theirs)


def _sides(repository: Repository, going_on: "Doing", path: str) -> tuple[Side | None, Side | None]:
    """The last commit of each side that changed a file."""
    from ..storage.commits import commit
    from ..storage.unmerged import last

    git, head = repository.git, repository.head()
    if not going_on.commit or not head:
        return None, None
    ours = last(git, head, going_on.commit if going_on.what == MERGE else "", path)
    if going_on.what == MERGE:
        return _side(ours), _side(last(git, going_on.commit, head, path))
    return _side(ours), _side(commit(git, going_on.commit))


def _side(found: "Commit | None") -> Side | None:
    return Side(found.id, found.author, found.authored[:10], found.subject) if found else None


def _holds(answer: Conflicts, _: Context) -> NamedTuple:
    from ..render.answers.conflicts import conflicts

    return conflicts(answer)


def _says(answer: Conflicts, _: Context) -> "Iterable[Block]":
    from ..tell.conflicts import conflicts

    return conflicts(answer)


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.ours.instrument)
