"""Three versions of a file in, one out: both sides' additions stay, and a conflict is round what both changed, alone.

Records are known by their ids (`model.identities`), never by where they stand. Text is taken from one side or the other
to the letter; what comes out is read again and compared with what was meant. What is not understood is merged by lines,
as git does it. Which side is ours changes nothing but the order within a conflict.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..documents.conflicts import Conflict, Marks, parts, sides
from ..documents.document import read_document
from ..documents.text import BOM, newline
from ..model import fields
from ..model.file_kinds import kind_of
from ..model.named_tuples import NamedTuple
from .merge_lines import merge_comments, newer
from .merge_points import merge_points
from .merge_records import PLAIN, RECORD, Form, Lost, Merger
from .sequences import CLASH, THEIRS, settled
from .yaml_blocks import Tangled
from .yaml_tree import Branch, comments_in, comments_of, normal, tree

ByLines = Callable[[str, str, str], tuple[str, bool]]
"""Git's own merge: base, ours and theirs in; the text with its marks out, and whether there are none."""


class Merged(NamedTuple):
    """What a merge comes to."""

    text: str
    conflicts: int
    """How many there are; where there is one, somebody has to look at the file."""
    why: str = ""
    """Why it was merged by lines; empty where it was merged by its records."""


class _Version(NamedTuple):
    """A side of the merge, or what stood before both."""

    above: str
    """What stands above the first key."""
    branch: Branch
    below: str
    """For Markdown: the line of dashes that ends the front matter."""
    body: str


_NEW = _Version("", Branch(0, (), "", is_list=False), "", "")
"""What stood before where there was no file."""


def merge(path: str, base: str, ours: str, theirs: str, by_lines: ByLines, marks: Marks) -> Merged:
    """The file at a path (from the partnership's root) as both sides have it; `base` is empty where there was none."""
    whole = _Whole(base, ours, theirs)
    try:
        one, other = _version(path, whole.ours), _version(path, whole.theirs)
        found = _by_records(path, _bases(path, whole.base), one, other, by_lines, marks)
        return found._replace(text=whole.ended(found.text))
    except (Tangled, Lost) as problem:
        return _left(whole, by_lines, str(problem.args[-1]))


def _left(whole: "_Whole", by_lines: ByLines, why: str) -> Merged:
    """What is not understood, merged by lines. Somebody has to look at it, unless it is what one side has."""
    text, is_clean = by_lines(whole.base, whole.ours, whole.theirs)
    if is_clean and text in (whole.ours, whole.theirs):
        return Merged(whole.ended(text), 0, why)
    if is_clean:
        # Lines that fit together may be two halves of one record: whoever looks must see both.
        text, _ = by_lines("", whole.ours, whole.theirs)
    return Merged(whole.ended(text), 1, why)


class _Whole:
    """Three texts with line feeds only; and how their lines, and they themselves, begin and end."""

    def __init__(self, base: str, ours: str, theirs: str) -> None:
        self.base, self.ours, self.theirs = map(_plain, (base, ours, theirs))
        there = [text for text in (base, ours, theirs) if text]
        self._end = _agreed([newline(text) for text in there], "\n")
        self._bom = _agreed([text[:1] if text.startswith(BOM) else "" for text in there], "")
        self._final = _agreed([text[-1:] if text.endswith("\n") else "" for text in there], "\n")

    def ended(self, text: str) -> str:
        """A text as it is written to the file."""
        if not self._final:
            text = text.removesuffix("\n")
        return self._bom + (text if self._end == "\n" else text.replace("\n", self._end))


def _plain(text: str) -> str:
    text = text.removeprefix(BOM).replace("\r\n", "\n")
    return text + "\n" if text and not text.endswith("\n") else text


def _agreed(said: Sequence[str], usual: str) -> str:
    """What two sides come to; the usual where nothing stood before and they differ."""
    if len(said) == 3:
        return said[2] if said[0] == said[1] else said[1]
    return said[0] if said and len(set(said)) == 1 else usual


def _bases(path: str, base: str) -> list[_Version]:
    """What stood before: one version, or both sides of a conflict within it; none where it is unknown."""
    if not base.strip():
        return [_NEW]
    try:
        return [_version(path, text) for text in dict.fromkeys(sides(base))]
    except (Tangled, Lost):
        return []


def _version(path: str, text: str) -> _Version:
    """A text told apart."""
    document = read_document(path, text.encode("utf-8", "surrogateescape"))
    if document.found:
        raise Lost(document.found[0].message)
    marks = document.marks
    if marks is None or "\r" in text:
        raise Lost("Keys and values were expected here.")
    facts, end = text, len(text)
    if path.endswith(".md"):
        end = document.body_start
        facts = text[: text.rfind("\n", 0, end - 1) + 1]
    above, branch = tree(facts, document.data, marks)
    return _Version(above, branch, text[len(facts) : end], text[end:])


def _by_records(
    path: str, bases: Sequence[_Version], ours: _Version, theirs: _Version, by_lines: ByLines, marks: Marks
) -> Merged:
    versions = (*bases, ours, theirs)
    kind = kind_of(path)
    record = fields.ROOTS.get(kind.name) if kind is not None else None
    form = Form(RECORD, record) if record is not None else Form(PLAIN)
    inside = Merger(marks).branch(form, [each.branch for each in bases], ours.branch, theirs.branch, 0)
    above = merge_comments([each.above for each in bases], ours.above, theirs.above)
    below = newer([each.below for each in bases], ours.below, theirs.below)
    body, torn = _body([each.body for each in bases], ours.body, theirs.body, by_lines)
    text = above + inside.text(0) + below + body
    conflicts = inside.conflicts + torn
    after = [_version(path, side) for side in dict.fromkeys(sides(text))]
    _see_that_comments_stay(versions, after)
    if not inside.conflicts:
        if normal(after[0].branch.data) != normal(inside.data):
            raise Lost("What came out was not what both sides had said.")
        _see_that_nothing_stands_twice(ours, theirs, after[0])
    return Merged(text, conflicts)


def _body(bases: Sequence[str], ours: str, theirs: str, by_lines: ByLines) -> tuple[str, int]:
    """The notes of both sides below the facts, and how many conflicts there are: by lines, else point by point."""
    whose = settled(bases, ours, theirs)
    if whose != CLASH:
        return theirs if whose == THEIRS else ours, 0
    text, is_clean = by_lines(bases[0] if bases else "", ours, theirs)
    if is_clean and len(bases) == 1:
        return text, 0
    said = merge_points(bases, ours, theirs)
    if said is None:
        return text, sum(isinstance(part, Conflict) for part in parts(text)) or 1
    gap = newer([_gap(each) for each in bases], _gap(ours), _gap(theirs))
    return gap + said.lstrip("\n"), 0


def _gap(body: str) -> str:
    """The empty lines between the facts and the notes."""
    return body[: len(body) - len(body.lstrip("\n"))]


def _comments(version: _Version) -> Counter[str]:
    return Counter((*comments_in(version.above.removeprefix("---")), *comments_of(version.branch)))


def _see_that_comments_stay(versions: Sequence[_Version], after: Sequence[_Version]) -> None:
    """Every comment that a side has added is there, be it on one side of a conflict."""
    *bases, ours, theirs = map(_comments, versions)
    there, before = _most(map(_comments, after)), _most(bases)
    if any(there[comment] < count for side in (ours, theirs) for comment, count in (side - before).items()):
        raise Lost("A comment would be lost.")


def _most(counted: Iterable[Counter[str]]) -> Counter[str]:
    """How often each comes at most."""
    most: Counter[str] = Counter()
    for each in counted:
        most |= each
    return most


def _see_that_nothing_stands_twice(ours: _Version, theirs: _Version, after: _Version) -> None:
    """No action that either side has once is there twice: each may have put it in another place."""
    allowed = (
        Counter(_ids(ours.branch.data)) | Counter(_ids(theirs.branch.data)) | Counter(set(_ids(after.branch.data)))
    )
    if Counter(_ids(after.branch.data)) - allowed:
        raise Lost("An action would stand in two places.")


def _ids(data: Any) -> Iterator[str]:
    """Every id that something in a list has."""
    if isinstance(data, dict):
        for value in data.values():
            yield from _ids(value)
    elif isinstance(data, list):
        for item in data:
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield item["id"]
            yield from _ids(item)
