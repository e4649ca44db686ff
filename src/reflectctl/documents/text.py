"""From a file's bytes to its text, or to the findings that say why it has none.

UTF-8 with or without a byte order mark, any line ending. Everything that would make a file read differently
in an editor, in git and here (other encodings, control characters, merge conflicts) is told and not read.
"""

import re
from collections.abc import Iterator

from ..model.findings import Finding
from ..model.locations import Location
from ..model.named_tuples import NamedTuple
from ..patterns import regex

BOM = "\ufeff"

# Line feed, carriage return and tab are text. NEL and the two Unicode separators are line breaks to YAML 1.1 and
# to nobody else, so a file that holds them has different lines in every tool that opens it.
_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# As `git diff --check` finds them, and longer ones, which git writes where conflicts lie within conflicts.
_CONFLICT = regex(r"^(?:<{7,}|>{7,}|\|{7,}|={7})(?=[ \t\r\n]|\Z)", re.MULTILINE)
_SIGNS = (b"<<<<<<<", b">>>>>>>", b"|||||||", b"=======")

_CONTROL_BYTES = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")

_MOST_TOLD = 5

_SEPARATOR = "a line separator that text files do not hold"
_MARK = "a byte order mark, which belongs at the very beginning of a file or nowhere"
_CONTROLS = "a control character that text files do not hold"


class Text(NamedTuple):
    """A file's text, without its byte order mark, or the findings that stand in its way."""

    text: str | None
    found: tuple[Finding, ...] = ()
    bom: bool = False


def decode(path: str, raw: bytes) -> Text:
    """The text of a file. `text` is None when there are findings."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (raw[:2].count(0) == 1 and raw.count(0) > len(raw) // 3):
        return Text(
            None, (_finding(path, 1, 1, "The file is saved as UTF-16; UTF-8 was expected.", "Save it again as UTF-8."),)
        )
    if raw.startswith(b"version https://git-lfs.github.com/spec/"):
        what = "This is a pointer of Git LFS: the text of the file itself has not been fetched."
        return Text(
            None, (_finding(path, 1, 1, what, "Fetch it with `git lfs pull`; records are better kept in git."),)
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = place(raw[: error.start].decode("utf-8"), error.start)
        byte = raw[error.start]
        letter = bytes([byte]).decode("cp1252", "replace")
        meant = f" ({letter} in Windows-1252)" if letter.isprintable() and letter != "\ufffd" else ""
        return Text(
            None,
            (
                _finding(
                    path,
                    line,
                    column,
                    f"The byte 0x{byte:02x}{meant} is not UTF-8, the only encoding that is read.",
                    "Save the file again as UTF-8 (the editor may call what it has now Windows-1252 or Latin-1).",
                ),
            ),
        )
    bom = text.startswith(BOM)
    if bom:
        text = text[1:]
    # Almost every file is spared the search, which costs as much as reading its YAML.
    plain = (
        raw.isascii()
        and not any(sign in raw for sign in _SIGNS)
        and len(raw.translate(None, _CONTROL_BYTES)) == len(raw)
    )
    found = () if plain else tuple(_faults(path, text))
    return Text(None if found else text, found, bom)


def _faults(path: str, text: str) -> Iterator[Finding]:
    for match in _CONFLICT.finditer(text):
        if path.endswith(".md") and match.group() == "=======" and _is_underline(text, match.start()):
            continue
        yield _finding(
            path,
            *place(text, match.start()),
            "A merge conflict stands here, not yet resolved.",
            "Keep the lines that are meant, delete the lines of <, = and > signs, and save.",
        )
        return
    for count, match in enumerate(_CONTROL.finditer(text)):
        if count == _MOST_TOLD:
            return
        code = ord(match.group())
        what = _SEPARATOR if code in (0x85, 0x2028, 0x2029) else _MARK if code == 0xFEFF else _CONTROLS
        yield _finding(
            path,
            *place(text, match.start()),
            f"The character U+{code:04X} stands here: {what}.",
            "Delete it; it often comes along when text is pasted from slides or a word processor.",
        )


def _is_underline(text: str, index: int) -> bool:
    """Whether a line of signs = underlines a heading of that length, as Markdown has it."""
    above = text[:index].splitlines()[-2:]
    return bool(above) and len(above[-1].strip()) == 7 and not any(each.strip() for each in above[:-1])


def place(text: str, index: int) -> tuple[int, int]:
    """The line and column, both from 1, of the character at `index`. Lines end with LF, CRLF or CR."""
    before = text[:index]
    if "\r" in before:
        before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def newline(text: str) -> str:
    """The line ending that a text uses: the first one in it, a line feed when it has none."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _finding(path: str, line: int, column: int, message: str, hint: str) -> Finding:
    return Finding(Location(path, line, column), "error", "malformed-text", message, hint)
