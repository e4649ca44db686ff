"""The bytes of a PDF in, the text of its pages out. The one room of pypdf, and of everything that it may raise."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ..errors import ReflectError
from .lines import Late

MOST_PAGES = 400
_MOST_DRAWN = 8_000_000
"""Bytes of drawing on one page: a page with more is no page of a document that people read."""


def reader(missing: str = "What reads PDFs is not installed.") -> Any:
    """What reads PDFs. Raises `ReflectError`, which says that it is `missing`, where it is not installed."""
    try:
        import pypdf
    except ImportError:
        raise ReflectError(missing, "Install it: pip install 'reflectctl[pdf]'.") from None
    return pypdf


def pages(name: str, raw: bytes, late: Late) -> Iterator[list[str]]:
    """The text of every page, in the order in which it is drawn; then, if it is asked for, as it lies on the page."""
    reader(f"{name} is a PDF, and what reads PDFs is not installed.")
    try:
        document = opened(name, raw)
        drawn = [page.extract_text() for page in _pages(name, document, late)]
        if not any(text.strip() for text in drawn):
            raise ReflectError(
                f"{name} has no text: its pages are pictures, as a scanner makes them.",
                "Have its text recognised first, or name a file that has text.",
            )
        yield drawn
        yield [page.extract_text(extraction_mode="layout") for page in _pages(name, document, late)]
    except ReflectError:
        raise
    # A damaged file makes it raise whatever its parts raise: errors of its own, of keys and types, of recursion.
    except Exception as problem:
        raise ReflectError(
            f"{name} could not be read as a PDF: it is damaged or not a PDF at all.",
            "Open it in a viewer and save it anew, or save its text as UTF-8.",
        ) from problem


def opened(name: str, raw: bytes) -> Any:
    """A PDF that can be read and is not too long; raises whatever its reader raises where it is damaged."""
    # It tells the log what it makes of a damaged file. The log would print that, and nobody has asked.
    log = logging.getLogger("pypdf")
    log.propagate = False
    log.addHandler(logging.NullHandler())
    document = reader().PdfReader(BytesIO(raw), strict=False)
    _refuse(name, document)
    return document


def _refuse(name: str, reader: Any) -> None:
    """Refuse a file of which nothing can be read, or far too much."""
    if reader.is_encrypted and not _opened(reader):
        raise ReflectError(
            f"{name} is encrypted, so its text cannot be read.", "Save a copy without a password, and name that."
        )
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise ReflectError(f"{name} has {count:,} pages; {MOST_PAGES} are the most.", "Is it the right document?")


def _pages(name: str, reader: Any, late: Late) -> Iterator[Any]:
    for page in reader.pages:
        content = page.get_contents()
        if content is not None and len(content.get_data()) > _MOST_DRAWN:
            raise ReflectError(f"{name} has a page with too much on it to read.", "Save its text as UTF-8.")
        if late():
            raise ReflectError(f"{name} takes too long to read.", "Save its text as UTF-8, and name that file.")
        yield page


def _opened(reader: Any) -> bool:
    """Whether a file that is encrypted opens without a password, as those do that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except Exception:
        return False
