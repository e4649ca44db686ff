"""A file of a partnership, read: its text, what it says, and where each part of it stands.

In: a path and bytes. Out: a `Document` and findings. YAML files, and Markdown files whose front matter is YAML.
Knows nothing of what the keys mean.
"""

from typing import Any, NamedTuple

from ..model.diagnostics import Diagnostic
from ..model.places import Location, Route, Span
from . import text as texts
from .yaml import Marks, read


class Document(NamedTuple):
    """A file's text and what it says. `data` is None where it could not be read; `found` says why."""

    path: str
    text: str
    data: Any
    marks: Marks | None
    found: tuple[Diagnostic, ...] = ()
    body_start: int = 0
    """For Markdown: where the body begins in the text."""
    bom: bool = False

    @property
    def body(self) -> str:
        """For Markdown: what follows the front matter, with line feeds only."""
        return self.text[self.body_start :].replace("\r\n", "\n").replace("\r", "\n").strip("\n")

    def place(self, *route: str | int) -> "DocumentPlace":
        """The place of what stands at a route."""
        return DocumentPlace(self, route)

    def marks_at(self, route: Route) -> Marks | None:
        """The marks of the value at a route, or None when nothing stands there."""
        marks = self.marks
        for step in route:
            if marks is None:
                return None
            try:
                marks = marks.inside[step]
            except (KeyError, IndexError, TypeError):
                return None
        return marks

    def span(self, route: Route) -> Span | None:
        """The characters of the value at a route; an empty span where its value is empty."""
        marks = self.marks_at(route)
        return None if marks is None else Span(marks.start.index, marks.end.index)

    def location(self, route: Route, *, key: bool = False) -> Location:
        """Where a person looks for the value at a route: at its key when it is empty or `key` is asked for.

        What is missing is told at the nearest thing that stands above it.
        """
        marks = self.marks
        best = marks.start if marks else None
        for depth, step in enumerate(route):
            if marks is None:
                break
            last = depth == len(route) - 1
            if marks.keys is not None:
                mark = marks.keys.get(step)  # type: ignore[arg-type]
                if mark is None:
                    break
                marks = marks.inside[step]
                # An empty value has no text: its span lies where the next token begins, sometimes lines below.
                # People look for the key, so we point there.
                empty = marks.start.index == marks.end.index
                best = mark if (last and key) or empty or not last else marks.start
            elif isinstance(step, int) and marks.inside and step < len(marks.inside):
                marks = marks.inside[step]
                best = marks.start
            else:
                break
        return Location(self.path, best.line + 1, best.column + 1) if best is not None else Location(self.path, 1, 1)


class DocumentPlace(NamedTuple):
    """The place of one value: a document, and a route into it."""

    document: Document
    route: Route

    @property
    def path(self) -> str:
        """The document's path in the repository."""
        return self.document.path

    def at(self, *more: str | int) -> Location:
        """The location of the value that `more` leads to; of its key, when the value is empty."""
        return self.document.location(self.route + more)

    def key(self, *more: str | int) -> Location:
        """The location of the last key of `more`; of the nearest thing that is there, when it is missing."""
        return self.document.location(self.route + more, key=True)


def read_document(path: str, raw: bytes) -> Document:
    """A file read by what its name says it is: `.md` as Markdown with front matter, anything else as YAML."""
    decoded = texts.decode(path, raw)
    if decoded.text is None:
        return Document(path, "", None, None, decoded.found)
    text = decoded.text
    start = len(text)  # a YAML file has no body
    yaml_text = text
    if path.endswith(".md"):
        end = _front_matter_end(text)
        if end is None:
            opened = text.startswith("---")
            message = (
                "The front matter opened on line 1 is never closed."
                if opened
                else "The file does not begin with front matter."
            )
            hint = (
                "End it with a line of three dashes, before the notes begin."
                if opened
                else "Begin the first line with three dashes, then the keys, then a line of three dashes."
            )
            finding = Diagnostic(Location(path, 1, 1), "error", "front-matter", message, hint)
            return Document(path, text, None, None, (finding,), 0, decoded.bom)
        closing, start = end
        # The opening dashes are themselves YAML's mark of a document's start, so every place comes out right.
        yaml_text = text[:closing]
    data, marks, found = read(path, yaml_text)
    return Document(path, text, data, marks, tuple(found), start, decoded.bom)


def _front_matter_end(text: str) -> tuple[int, int] | None:
    """Where the closing line of dashes begins and where it ends; None when there is no front matter."""
    first = text.find("\n")
    if first < 0 or text[:first].rstrip() != "---":
        return None
    position = first + 1
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if text[position:end].rstrip() == "---":
            return position, min(end + 1, len(text))
        position = end + 1
    return None
