"""What files said, kept for the next run by what is in them, as most files are as they were.

In: a file's path and bytes. Out: its `Document`, the same that `read_document` makes. It is kept in the user's own
folder, of the files of the last run alone, and believed only from there. A file in which anything is found is read each
time, and so is one that says what JSON would not give back as it was.
"""

from collections.abc import Callable

from .. import __version__, resources
from ..documents.document import Document, read_document
from ..hashes import short
from ..light_json import dumps, loads
from .values import is_same

FORM = 1
"""The number of this form. It grows when the same content would be kept otherwise."""
_CODE = (
    *("documents/document.py", "documents/text.py", "documents/yaml.py", "documents/libyaml.py"),
    *("loading/schema.py", "loading/schema_check.py", "loading/values.py"),
)
"""What reads files, and says whether they are valid."""
_NAME = 33


class KeptFiles:
    """Reads files, but for those that say what they said the last time."""

    def __init__(self, raw: bytes | None, keep: Callable[[bytes], None] | None) -> None:
        """`raw` is what was kept, if anything was; `keep` keeps what is put in its place, if anything may be kept."""
        self._keep = keep
        self._stamp = f"{__version__} {FORM} {resources.library_stamp('yaml')} {resources.code_stamp(*_CODE)}"
        self._kept: dict[bytes, bytes] = {}
        self._said: dict[bytes, tuple[Document, str]] = {}
        head, _, body = (raw or b"").partition(b"\n")
        if raw and head == self._head(body):
            self._kept = {line[:_NAME]: line for line in body.split(b"\n")}

    def read(self, path: str, raw: bytes) -> Document:
        """What a file says."""
        name = ("m" if path.endswith(".md") else "y").encode("ascii") + short(raw).encode("ascii")
        document = _told(path, raw, self._kept.get(name)) or read_document(path, raw)
        self._said[name] = document, document.valid_by
        return document

    def close(self) -> None:
        """Keep what the files said that were read, and by which schemas they are valid."""
        if self._keep is None or not self._said:
            return
        lines = {
            name: kept
            for name, (document, was) in self._said.items()
            if (kept := self._kept.get(name) if document.valid_by == was else None) or (kept := _line(name, document))
        }
        if lines != self._kept:
            self._kept = {}
            body = b"\n".join(lines.values())
            lines.clear()
            self._keep(self._head(body) + b"\n" + body)

    def _head(self, body: bytes) -> bytes:
        return f"{self._stamp} {short(body)}".encode()


def _told(path: str, raw: bytes, line: bytes | None) -> Document | None:
    """The document that a line stands for."""
    if line is None:
        return None
    try:
        _, body_start, facts, valid_by, said = line.split(b" ", 4)
        text = raw.decode("utf-8")
        document = Document(path, text, loads(said), facts=text[: int(facts)], body_start=int(body_start))
        document.valid_by = valid_by.decode("ascii")
    except (ValueError, RecursionError):
        return None
    return document


def _line(name: bytes, document: Document) -> bytes | None:
    """A document as a line; None where reading it again says more, or might."""
    if document.data is None or document.found or document.bom:
        return None
    try:
        said = dumps(document.data)
        if not is_same(loads(said), document.data):
            return None
    except (ValueError, TypeError, RecursionError):
        return None
    facts = len(document.facts)
    return b" ".join((name, f"{document.body_start} {facts} {document.valid_by} {said}".encode("ascii")))
