"""A text with the marks of a merge in, and which of its values are decided how: the text without those marks out.

Marks that hold more than what is decided are refused, and so is `both` of what is no list: nothing is guessed.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from ..documents.conflicts import Conflict, lines, parts, sides
from ..documents.document import read_document
from ..documents.patch import scalar
from ..errors import ReflectError
from ..model import fields
from ..model.conflicts import Difference
from ..model.records import Discussion

OURS, THEIRS, BOTH = "ours", "theirs", "both"


def name(each: Difference) -> str:
    """What a record is called where somebody decides about it: by all that it is known by."""
    said = ".".join(word for word in each.known if word)
    return said or (each.kind.__name__.lower() if each.kind is not None else "")


def chosen(word: str, differences: Sequence[Difference]) -> list[Difference]:
    """The differences of what a word names: of a record, else of all that stands in what has this id."""
    exactly = [each for each in differences if name(each) == word]
    return exactly or [each for each in differences if each.known and each.known[0] == word]


def decided(path: str, text: str, differences: Sequence[Difference], wanted: Collection[Difference], how: str) -> str:
    """The text with what is wanted as one side has it, or as both have; other marks stay."""
    found = []
    for part in whole(path, text, differences):
        if isinstance(part, str):
            found.append(part)
            continue
        inside = [each for each in differences if part.line <= each.line < part.end]
        meant = [each for each in inside if each in wanted]
        if meant and len(meant) < len(inside):
            rest = dict.fromkeys(name(each) or "lines of no record" for each in inside if each not in meant)
            named = " ".join(dict.fromkeys(name(each) for each in inside))
            too = f"`reflectctl conflicts --{BOTH if are_additions(inside) else how} {named}` decides all of it"
            raise ReflectError(
                f"{path}:{part.line}: these marks hold {', '.join(rest)} as well. Nothing was written.",
                f"{too if all(map(name, inside)) else 'Name that, too'}; or decide by hand: "
                "keep the lines that are meant, and delete the marks.",
            )
        found.append(_taken(path, part, meant, how) if meant else _marked(text, part))
    return "".join(found)


def are_additions(inside: Sequence[Difference]) -> bool:
    """Whether each side has records that the other has not, and none of them is known to be from before."""
    one_sided = all(each.field is None and each.kind is not None and each.added is not False for each in inside)
    return one_sided and {each.ours is None for each in inside} == {True, False}


def whole(path: str, text: str, differences: Sequence[Difference]) -> Iterator[str | Conflict]:
    """A text in pieces, as `parts` gives them, each record of one side whole between its marks.

    Git leaves the lines that two additions share outside of the marks, where they would be one side's alone.
    """
    spans = [(each.line, each.end) for each in parts(text) if isinstance(each, Conflict)]
    there = list(spans)
    for side, (said, at) in enumerate(zip(sides(text), lines(text), strict=True)):
        document = read_document(path, said.encode())
        for each in differences:
            record = each.theirs if side else each.ours
            if each.field is not None or each.kind is None or record is None or document.found:
                continue
            if span := document.span(record.where.route):
                end = span.start + len(_END.sub("", said[span.start : span.end]))
                first, last = (document.text.count("\n", 0, place) for place in (span.start, end))
                spans.append((at[first], at[min(last, len(at) - 1)] + 1))
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if joined and begin < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    every, at_line = text.splitlines(keepends=True), 1
    for begin, end in joined:
        if not any(begin <= one and other <= end for one, other in there):
            continue
        if begin > at_line:
            yield "".join(every[at_line - 1 : begin - 1])
        yield Conflict(begin, *sides("".join(every[begin - 1 : end - 1])), end)
        at_line = end
    if rest := "".join(every[at_line - 1 :]):
        yield rest


_END = re.compile(r"(\s|\n[ \t]*#[^\n]*)*\Z")
"""What may stand between a record and the next, and is neither's."""


def _marked(text: str, part: Conflict) -> str:
    return "".join(text.splitlines(keepends=True)[part.line - 1 : part.end - 1])


def _taken(path: str, part: Conflict, meant: Sequence[Difference], how: str) -> str:
    if how != BOTH:
        return part.ours if how == OURS else part.theirs
    if len(meant) == 1 and (listed := _both_lists(part, meant[0])):
        return listed
    if not part.ours or not part.theirs or not all(map(_is_entry, meant)):
        raise ReflectError(
            f"{path}:{part.line}: {name(meant[0])} is no list that could have what both say. Nothing was written.",
            "Take one side with --ours or --theirs, or write by hand what is meant.",
            exit_code=2,
        )
    return part.ours + ("" if part.ours.endswith("\n") else "\n") + part.theirs


def _is_entry(each: Difference) -> bool:
    """Whether a difference is an entry of a list: a record that one side has, or points of Markdown."""
    return each.field is None or (each.kind is Discussion and each.field.name == "points")


_IN_BRACKETS = re.compile(r"(\s*(?:- )?[\w-]+:\s*)\[[^\]#]*\]([ \t]*(?:#.*)?\r?\n?)")


def _both_lists(part: Conflict, each: Difference) -> str:
    """Ids in brackets, those of both sides; empty where they are not written so."""
    ours, theirs = (_IN_BRACKETS.fullmatch(side) for side in (part.ours, part.theirs))
    if each.field is None or each.field.holds != fields.IDS or not ours or not theirs or ours[1] != theirs[1]:
        return ""
    ids = dict.fromkeys((*(each.ours or ()), *(each.theirs or ())))
    return f"{ours[1]}[{', '.join(map(scalar, ids))}]{ours[2]}"
