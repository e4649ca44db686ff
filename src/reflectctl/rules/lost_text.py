"""Documents in; the sentences that YAML cuts short, because it takes the rest of a line for a comment, out."""

from collections.abc import Iterable, Iterator

from ..documents.document import Document
from ..documents.text import place
from ..documents.yaml import Marks
from ..model.fields import CHOICE, DAY, FIELDS, FLAG, ID, IDS, NUMBER, PERIOD, RATING
from ..model.locations import Location
from ..patterns import regex
from .findings import RuleFinding

_SIGN = regex(r"#(?=[^\s#!])(?![ \t]*reflectctl:)")
"""What begins a comment, behind a blank, and looks like a number or a tag within a sentence."""

_NEVER_WORDS = (CHOICE, DAY, FLAG, ID, IDS, NUMBER, PERIOD, RATING)
_FIELDS = [field for record in FIELDS.values() for field in record if field.route]
_NO_SENTENCES = {"id", *(field.route[-1] for field in _FIELDS if field.holds in _NEVER_WORDS)} - {
    field.route[-1] for field in _FIELDS if field.holds not in _NEVER_WORDS
}
"""The keys whose values are no sentences."""


def lost_text(documents: Iterable[Document]) -> Iterator[RuleFinding]:
    """The rest of a sentence is a comment, because a number sign follows a space.

    In YAML a space and a number sign begin a comment: of `because: Audit #4 found gaps` only `Audit` is read, and the
    file is valid. Nothing else would tell that words are missing before a report is without them.

    Put the whole text in quotes, or below `>-` on lines of its own. A remark about a line has a space behind its sign.

    Wrong:

        assessments:
          culture:
            because: Audit #4 found that letters are hard to read.

    Right:

        assessments:
          culture:
            because: "Audit #4 found that letters are hard to read."
    """
    for document in documents:
        end = document.body_start if document.path.endswith(".md") else len(document.text)
        found = (match.start() for match in _SIGN.finditer(document.text, 0, end))
        signs = [sign for sign in found if document.text[sign - 1 : sign] in (" ", "\t")]
        if signs and document.marks is not None:
            plain, quoted = _scalars(document.marks)
            for sign in signs:
                if not any(start <= sign < stop for start, stop in quoted) and _ends_a_sentence(document, sign, plain):
                    line, column = place(document.text, sign)
                    yield RuleFinding(
                        Location(document.path, line, column),
                        "What stands behind # is a comment here, so the rest of this line is not read.",
                        "Put the whole text in quotes, or a space behind the sign if it is a remark.",
                    )


def _ends_a_sentence(document: Document, sign: int, plain: dict[int, str]) -> bool:
    """Whether a comment stands right behind a text, or where one should be."""
    begin = max(document.text.rfind(each, 0, sign) for each in "\r\n") + 1
    before = document.text[begin:sign].rstrip(" \t")
    key = plain.get(begin + len(before))
    if key is not None:
        return key not in _NO_SENTENCES
    # An empty value: a key, or the dash of a list, and then nothing but the comment.
    name = before.strip().removeprefix("- ").strip()
    return (name.endswith(":") and name[:-1].strip() not in _NO_SENTENCES) or name == "-"


def _scalars(marks: Marks, key: str = "") -> tuple[dict[int, str], list[tuple[int, int]]]:
    """The texts that stand without quotes, by where they end, each with its key; and where all others stand."""
    if marks.keys is not None:
        inner = [_scalars(marks.inside[name], name) for name in marks.keys]
    elif marks.style in ("flow", "block"):
        inner = [_scalars(each, key) for each in marks.inside]
    elif marks.style is None:
        return ({marks.end.index: key} if marks.end.index > marks.start.index else {}), []
    else:
        return {}, [(marks.start.index, marks.end.index)]
    return (
        {end: name for plain, _ in inner for end, name in plain.items()},
        [span for _, quoted in inner for span in quoted],
    )
