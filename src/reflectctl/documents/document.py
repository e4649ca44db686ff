"""A file of a partnership, read: its text, what it says, and where each part of it stands.

In: a path and bytes. Out: a `Document` and findings. YAML files, and Markdown files whose front matter is YAML.
Knows nothing of what the keys mean.
"""

from typing import Any

from ..model.findings import Finding
from ..model.locations import Location, Route, Span
from ..model.named_tuples import NamedTuple
from . import text as texts
from .yaml import Marks, Unusual, read, values


class Document:
    """A file's text and what it says. `data` is None where it could not be read; `found` says why."""

    __slots__ = ("_marks", "body_start", "bom", "data", "facts", "found", "path", "text", "valid_by")

    def __init__(
        self,
        path: str,
        text: str,
        data: Any = None,
        found: tuple[Finding, ...] = (),
        *,
        facts: str = "",
        body_start: int = 0,
        bom: bool = False,
        marks: Marks | None = None,
    ) -> None:
        """`facts` is the part of the text that is YAML; `body_start` is where a Markdown file's body begins."""
        self.path, self.text, self.data, self.found = path, text, data, found
        self.body_start, self.bom = body_start, bom
        self.facts = facts
        self._marks = marks
        self.valid_by = ""
        """What the schema is known by that it is known to be valid by; empty where none is."""

    @property
    def raw(self) -> bytes:
        """The bytes of the file, where they are text."""
        return ((texts.BOM if self.bom else "") + self.text).encode("utf-8")

    @property
    def marks(self) -> Marks | None:
        """Where everything stands; None where nothing could be read. Looked for when it is first asked for."""
        if self._marks is None and self.data is not None:
            self._marks = read(self.path, self.facts).marks
        return self._marks

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


def copied(value: Any) -> Any:
    """What a document says, or part of it, that may be changed."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value


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


def read_document(path: str, raw: bytes, *, marked: bool = False) -> Document:
    """A file read by what its name says it is: `.md` as Markdown with front matter, anything else as YAML.

    With `marked`, where everything stands is known at once: for whoever is going to ask in every file.
    """
    decoded = texts.decode(path, raw)
    if decoded.text is None:
        return Document(path, "", found=decoded.found)
    text = decoded.text
    start = len(text)  # a YAML file has no body
    yaml_text = text
    if path.endswith(".md"):
        end = _front_matter_end(text)
        if end is None:
            said = bool(text.strip())
            return Document(path, text, found=(_no_front_matter(path, text),) if said else (), bom=decoded.bom)
        closing, start = end
        # The opening dashes are themselves YAML's mark of a document's start, so every place comes out right.
        yaml_text = text[:closing]
    found: list[Finding] = []
    marks = None
    try:
        if marked:
            raise Unusual
        # Nearly every file is sound, and where things stand in it is never asked.
        data = values(yaml_text)
    except Unusual:
        data, marks, found = read(path, yaml_text)
    return Document(path, text, data, tuple(found), facts=yaml_text, body_start=start, bom=decoded.bom, marks=marks)


def _no_front_matter(path: str, text: str) -> Finding:
    """Why a text that has something to say has no front matter."""
    lines = text.splitlines()
    begin = next((number for number, line in enumerate(lines) if line.strip()), 0)
    first, line, column = lines[begin], 0, 0
    if begin == 0 and first.rstrip() == "---":
        line = next((number for number in range(1, len(lines)) if _like_dashes(lines[number])), 0)
        message = (
            f"This line ends no front matter: it is `{lines[line].rstrip()[:20]}`, and three dashes were expected."
            if line
            else "The front matter opened on line 1 is never closed."
        )
        hint = "End it with a line of exactly three dashes, before the notes begin."
    elif begin and first.rstrip() == "---":
        message, hint = "Empty lines stand before the front matter.", "Delete them: the first line is three dashes."
    elif _like_dashes(first):
        line = begin
        message = f"The file begins with `{first.rstrip()[:20]}`; a line of exactly three dashes was expected."
        hint = "Write three dashes, with nothing before or after them."
    elif any(each.rstrip() == "---" for each in lines):
        message = "The line of three dashes before the front matter is missing."
        hint = "Begin the file with a line of three dashes."
    else:
        message = "The file does not begin with front matter."
        hint = "Begin the first line with three dashes, then the keys, then a line of three dashes."
    return Finding(Location(path, line + 1, column + 1), "error", "front-matter", message, hint)


_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212."


def _like_dashes(line: str) -> bool:
    """Whether a line looks like three dashes to a person."""
    sign = line.strip()
    return 1 <= len(sign) <= 20 and not sign.strip(_DASHES) and (len(sign) > 1 or sign in "\u2013\u2014\u2015")


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
