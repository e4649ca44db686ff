"""A copy of what is held about a theme, across files and history: `report disclosure`."""

from collections.abc import Iterator, Sequence

from ..analysis import lookup
from ..analysis.disclosure import OF_PEOPLE, Theme, pieces
from ..analysis.doubtful import Judge, called, judge_of
from ..documents.document import read_document
from ..errors import ReflectError
from ..loading import files
from ..model.disclosure import Disclosure, LeftOut, Piece, Value
from ..model.file_kinds import FOLDERS
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from ..storage.disk import WorkTree
from ..storage.snapshots import Unreadable
from .context import Context
from .partnership import Repository, open_partnership, repository_around


class Asked(NamedTuple):
    """What is asked about, in the words that were typed."""

    words: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    whole: bool = False
    """Whether what may point at somebody is in the copy as well."""


_Found = list[tuple[Piece, bool]]
"""Pieces, each with whether it was held back from the public."""


def disclosure(here: Context, asked: Asked) -> Disclosure:
    """What is held about a theme: as the files are now, and as they were at any commit of any branch."""
    top, loaded = open_partnership(here)
    partnership = loaded.partnership
    theme = Theme(tuple(each for each in asked.words if each.strip()), _ids(asked, partnership))
    if not theme.words and not theme.ids:
        raise ReflectError(
            "Nothing says what the request is about.",
            "Give words, such as `reflectctl report disclosure taxi`, or --principle, --statement or --agency.",
            exit_code=2,
        )
    now: list[Piece] = []
    unread: dict[str, None] = {}
    tree = WorkTree(top)
    for path in tree.paths():
        now += _read(path, tree.read(path), theme, unread)
    from ..storage.git import is_marked
    from ..storage.revisions import UNSHALLOW

    repository = repository_around(here, top)
    head, ever, untold = "", list[Piece](), ""
    if repository is not None and (head := repository.head()):
        ever = [*_ever(repository, theme, unread)]
        if repository.git.is_shallow():
            untold = "This clone is shallow: earlier versions are not all here."
            here.note(f"{untold} {UNSHALLOW}")
    elif repository is None and is_marked(top):
        untold = "Git could not be asked, so earlier versions were not looked through."
    first: dict[tuple[Value, ...], Piece] = {}
    for each in ever:
        first.setdefault(each.said, each)
    stands = {each.said for each in now}
    now = [each._replace(day=was.day, commit=was.commit) if (was := first.get(each.said)) else each for each in now]
    earlier = [each for said, each in first.items() if said not in stands]
    judge = judge_of(partnership)
    kept_now, left = _kept(now, judge, asked)
    kept_earlier, left_earlier = _kept(earlier, judge, asked)
    return Disclosure(
        partnership.name,
        (*theme.words, *theme.ids),
        head or None,
        tuple(kept_now),
        tuple(kept_earlier),
        (*left, *left_earlier),
        tuple(unread),
        untold,
    )


def _ids(asked: Asked, partnership: Partnership) -> tuple[str, ...]:
    instrument = partnership.instrument
    return (
        *(lookup.principle(word, instrument).id for word in asked.principles),
        *(lookup.statement(word, instrument).id for word in asked.statements),
        *(lookup.who(word, partnership) for word in asked.agencies),
    )


def _read(path: str, raw: bytes | Unreadable, theme: Theme, unread: dict[str, None], at: str = "") -> list[Piece]:
    """What a version of a file holds about a theme; what cannot be read is known to be unread."""
    if isinstance(raw, Unreadable) and (raw.folder or path in FOLDERS):
        unread[f"{path}/"] = None
    if files.kind(path) not in OF_PEOPLE:
        return []
    document = read_document(path, raw) if isinstance(raw, bytes) else None
    if document is None or (document.data is None and document.text.strip()):
        unread[f"{path} at {at}" if at else path] = None
        return []
    return [*pieces(document, theme)]


def _ever(repository: Repository, theme: Theme, unread: dict[str, None]) -> Iterator[Piece]:
    """What every version of every file holds, and what messages say, at the commit that first had it."""
    from ..storage.every_version import commits

    prefix = repository.prefix
    brought: dict[tuple[str, str], tuple[str, str]] = {}
    messages: list[Piece] = []
    for commit in commits(repository.git, [repository.head()], every=True):
        for path, blob in commit.brought:
            own = path.removeprefix(prefix)
            if path.startswith(prefix) and files.kind(own) in OF_PEOPLE:
                brought.setdefault((blob, own), (commit.day, commit.id))
        if theme.words and theme.is_told_in(commit.message):
            said = commit.message.strip().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            messages.append(
                Piece(f"commit {commit.id[:10]}", 1, "message", (Value("message", said),), commit.day, commit.id)
            )
    contents = dict(repository.objects.read_many(dict.fromkeys(id for id, _ in brought)))
    for (id, path), (day, commit_id) in sorted(brought.items(), key=lambda each: each[1]):
        for piece in _read(path, contents[id], theme, unread, commit_id[:10]):
            yield piece._replace(day=day, commit=commit_id)
    messages.sort(key=lambda each: each.day or "")
    yield from reversed(messages)


def _kept(found: Sequence[Piece], judge: Judge, asked: Asked) -> tuple[list[Piece], list[LeftOut]]:
    """What goes into the copy, and what is left out of it for a person to decide on."""
    kept, left = [], []
    for each in found:
        keys = {value.key for value in each.said}
        why = [] if "may_stand" in keys else [called(doubt.kind) for value in each.said for doubt in judge(value.text)]
        if Value("hold_back", "True") in each.said:
            why.append("held back from the public")
        if why and not asked.whole:
            left.append(LeftOut(each.path, each.line, each.commit, ", ".join(dict.fromkeys(why))))
        else:
            kept.append(each)
    return kept, left


def rendered(told: Disclosure, format: str) -> str:
    """The copy in one of its forms."""
    from ..render import json, markdown, report_html
    from ..tell.disclosure import tell

    if format == "json":
        return json.written(told)
    telling = tell(told)
    return report_html.page(telling) if format == "html" else markdown.text(telling.blocks)
