"""A file that came back in; what stands in it, by the reader of its form, out. Forms that lose answers are refused."""

from ...errors import ReflectError
from ..packed_xml import Packed
from .found import Found


def is_paper(raw: bytes) -> bool:
    """Whether a file is a PDF."""
    return raw.startswith(b"%PDF-")


def opened(name: str, raw: bytes) -> Found:
    """What stands in a file, by what it is and whatever it is called."""
    if raw.startswith(b"PK"):
        packed = Packed(name, raw)
        if "xl/workbook.xml" in packed.names:
            from .xlsx import spreadsheet

            return spreadsheet(packed)
        if packed.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            raise _refused("an OpenDocument spreadsheet", _SAVE_XLSX)
        from .docx import written

        return written(name, raw)
    beginning = raw[:2_000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for begins, what, hint in _OTHERS:
        if beginning.startswith(begins):
            raise _refused(what, hint)
    if beginning.startswith(b"{"):
        from .data import saved

        return saved(name, raw)
    raise ReflectError(
        "It is no worksheet: a workbook (.xlsx), a Word document (.docx), a PDF or what a page saved was expected.",
        "Save it as one of these, if somebody answered in it; `reflectctl worksheet make` makes sheets to fill in.",
    )


_SAVE_XLSX = "Save it as an Excel workbook (.xlsx)."
_SAVE_DOCX = "Save it as a Word document (.docx)."
_OTHERS = (
    (
        (b"<!doctype html", b"<html", b"<head"),
        "a page, in which answers do not stand as they were given",
        "Open it, save the answers with its button, and send the file that it saves.",
    ),
    ((b"\xd0\xcf\x11\xe0",), "a file in an old form or behind a password", f"{_SAVE_XLSX} Or: {_SAVE_DOCX}"),
    ((b"{\\rtf",), "rich text", _SAVE_DOCX),
    ((b"<?xml",), "a document in one part", f"{_SAVE_XLSX} Or: {_SAVE_DOCX}"),
)
"""What other forms begin with, what they are, and what to do."""


def _refused(what: str, hint: str) -> ReflectError:
    return ReflectError(f"It is {what}, which is not read.", hint)
