"""Values that are made of parts, from both sides: ids in brackets, texts of points, and discussions."""

from collections.abc import Sequence
from typing import Any

from ..documents.patch import INDENT
from ..model.named_tuples import NamedTuple
from .merge_points import merge_points
from .sequences import woven
from .yaml_tree import Branch, Entry, Leaf, shifted


class Value(NamedTuple):
    """A value as it is written behind its key, and what it says."""

    text: str
    data: Any


def ids(bases: Sequence[Any], ours: Leaf, theirs: Leaf) -> Value | None:
    """The ids of both sides in brackets, but for those that one side took out; None where they are not in brackets."""
    written = {**_brackets(theirs), **_brackets(ours)}
    sides = [each.data or [] for each in (ours, theirs)]
    real = [each for each in (ours, theirs) if each.marks.style == "flow"]
    if not real or any(not isinstance(each, list) or not written.keys() >= set(map(str, each)) for each in sides):
        return None
    around = {_around(each) for each in real if each.data} or {_around(real[0])}
    if len(around) > 1:
        return None
    found: list[list[str]] = []
    for base in bases:
        before = list(map(str, base)) if isinstance(base, list) else []
        one, other = sides

        def stays(id: str, before: list[str] = before, one: list[str] = one, other: list[str] = other) -> bool:
            return (id in one and id in other) or id not in before

        found.append(woven(before, one, other, stays, str))
    if not found or any(each != found[0] for each in found):
        return None
    begin, end = around.pop()
    return Value(f"{begin}[{', '.join(written[id] for id in found[0])}]{end}", found[0])


def _brackets(leaf: Leaf) -> dict[str, str]:
    """How each id is written that stands in brackets on one line."""
    if leaf.marks.style != "flow" or leaf.marks.start.line != leaf.marks.end.line or not isinstance(leaf.data, list):
        return {}
    texts = [leaf.text[each.start.column - leaf.begin : each.end.column - leaf.begin] for each in leaf.marks.inside]
    return {id: text for id, text in zip(leaf.data, texts, strict=True) if isinstance(id, str)}


def _around(leaf: Leaf) -> tuple[str, str]:
    """What stands before and behind the brackets."""
    start, end = leaf.marks.start.column - leaf.begin, leaf.marks.end.column - leaf.begin
    return leaf.text[:start], leaf.text[end:]


def points(bases: Sequence[Any], ours: Entry, theirs: Entry, column: int) -> Value | None:
    """The points of both sides, as a block of text that stands at a column; None where they cannot be told apart."""
    headers, indents = set(), []
    for each in (ours, theirs):
        leaf = each.value
        if not isinstance(leaf, Leaf) or leaf.marks.style != "|" or not isinstance(leaf.data, str):
            return None
        header, _, rest = leaf.text.partition("\n")
        first = next((line for line in rest.split("\n") if line.strip()), "")
        headers.add(header)
        indents.append(len(first) - len(first.lstrip(" ")) - each.column)
    header = headers.pop()
    if (
        headers
        or header.lstrip()[1:2].isdigit()
        or any(base is not None and not isinstance(base, str) for base in bases)
    ):
        return None
    one, other = (str(each.value.data) for each in (ours, theirs))
    said = merge_points([base or "" for base in bases], one, other)
    if not said:
        return None
    return Value(f"{header}\n{shifted(said, column + min(indents))}", said)


def as_discussions(entry: Entry) -> Entry:
    """Points that stand under a prompt alone, as the first of several discussions: so they are written down later."""
    leaf = entry.value
    if not isinstance(leaf, Leaf) or leaf.marks.style != "|" or not isinstance(leaf.data, str):
        return entry
    header, end, rest = leaf.text.partition("\n")
    indent, deeper = entry.column + INDENT, entry.column + 2 * INDENT
    text = header + end + shifted(rest, 2 * INDENT)
    points = Entry("points", deeper, "", "points:", Leaf(leaf.data, text, leaf.comments, leaf.marks, leaf.begin))
    item = Entry(None, indent, "", "- ", Branch(deeper, (points,), "", is_list=False))
    return Entry(entry.key, entry.column, entry.lead, f"{entry.head}\n", Branch(indent, (item,), "", is_list=True))
