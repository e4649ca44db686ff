"""A text with the marks of a merge in, and which of its values are decided how: the text without those marks out.

Marks that hold more than what is decided are refused, and so is `both` of what is no list: nothing is guessed.
"""

import re
from collections.abc import Collection, Sequence

from ..documents.conflicts import Conflict, parts
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
    for part in parts(text):
        if isinstance(part, str):
            found.append(part)
            continue
        inside = [each for each in differences if part.line <= each.line < part.end]
        meant = [each for each in inside if each in wanted]
        if meant and len(meant) < len(inside):
            rest = dict.fromkeys(name(each) or "lines of no record" for each in inside if each not in meant)
            raise ReflectError(
                f"{path}:{part.line}: these marks hold {', '.join(rest)} as well. Nothing was written.",
                "Name that, too, or decide by hand: keep the lines that are meant, and delete the marks.",
            )
        found.append(_taken(path, part, meant, how) if meant else _marked(text, part))
    return "".join(found)


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
