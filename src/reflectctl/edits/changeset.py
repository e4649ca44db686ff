"""Documents and wishes in, edits out. Each wish is spliced into the text, re-read, and compared with what was meant."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..documents import patch
from ..documents.document import Document, copied, read_document
from ..documents.text import BOM, newline
from ..errors import ReflectError
from ..loading.values import mapping, value_at
from ..model import fields
from ..model.edits import Edit
from ..model.locations import Route
from ..patterns import regex

_BREAKS = regex("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LEADING = regex(r"^[ \t]+", re.MULTILINE)
_REFUSED = regex("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_FORM = regex(r"\n[ ]*\n|^ *(?:[-*+>|#]|[0-9]{1,9}[.)]) ", re.MULTILINE)
"""What keeps lines apart in Markdown: an empty line, a point of a list, a quotation, a table, a heading."""

_PLACE = {"id": "to-come"}
"""Stands where an entry is being moved to, until it is there."""

Order = Callable[[str, Route], Sequence[str]]
"""The keys of the mapping at a route of a file, in the order in which they are written."""


def clean(text: str) -> str:
    """Text as it may be written: slides and word processors bring line breaks that would break a file."""
    # A byte order mark comes along with what is copied from the beginning of a file.
    text = _BREAKS.sub("\n", text.replace("\ufeff", ""))
    # Slides indent with tabs, which YAML does not take for indentation.
    text = _LEADING.sub(lambda spaces: spaces.group().expandtabs(4), text)
    refused = _REFUSED.search(text)
    if refused:
        raise ReflectError(
            f"The text holds the character U+{ord(refused.group()):04X}, which text files do not hold.",
            "Type the text, or paste it without formatting.",
            exit_code=2,
        )
    lines = [line if line.strip() else "" for line in text.split("\n")]
    # What all lines are indented by is how they were pasted, and says nothing.
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line), default=0)
    return "\n".join(line[indent:] for line in lines).strip("\n").strip(" ").rstrip()


def prose(text: str) -> str:
    """Text that may have paragraphs and lists, which it keeps; one paragraph is a line, however it was broken."""
    said = clean(text)
    return f"{said}\n" if _FORM.search(said) else line(said)


def line(text: str) -> str:
    """Text for one paragraph: line breaks and the spaces around them become one space."""
    return re.sub(r"[ \t]*\n[ \t\n]*", " ", clean(text)).strip()


def short(words: str, most: int = 60) -> str:
    """Words on one short line."""
    said = " ".join(words.split())
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"


class Draft:
    """A partnership's documents with some wishes applied, not written anywhere."""

    def __init__(self, documents: Mapping[str, Document], order: Order) -> None:
        self._read = documents
        self._now: dict[str, Document] = {}
        self._gone: set[str] = set()
        self._order = order
        self.fallen: dict[str, None] = {}
        """Decisions on what is published that fell away, by their keys: other words stand where they were made."""

    @property
    def read(self) -> Mapping[str, Document]:
        """The documents as they were read, by their paths."""
        return self._read

    def document(self, path: str) -> Document | None:
        """A document as it stands in this draft."""
        return None if path in self._gone else self._now.get(path) or self._read.get(path)

    def paths(self) -> list[str]:
        """The paths of every document, those that the draft made among them, sorted."""
        return sorted({*self._read, *self._now} - self._gone)

    def value(self, path: str, route: Route) -> object:
        """What a document of this draft says at a route, as it is now."""
        document = self.document(path)
        return value_at(document.data, route) if document else None

    def put(self, path: str, route: Route, value: Any) -> None:
        """`value` at `route`; the same text when it is there already.

        Where other words come to stand, what was decided of those before for a public edition falls away.
        """
        document = self._usable(path)
        meant = _meant(document, route, value)
        if meant == document.data:
            return
        was = value_at(document.data, route)
        self._take(document, patch.put(document, route, value, self._order(path, _parent(document, route))), meant)
        if str(was or "").split() != str(value or "").split():
            for key in fields.decided(str(route[-1])):
                if mapping(self.value(path, route[:-1])).get(key):
                    self.put(path, (*route[:-1], key), None)
                    self.fallen[key] = None

    def put_said(self, path: str, route: Route, value: Any) -> None:
        """`value` at `route`; None empties the key that is there, and makes none."""
        if value is not None or route[-1] in mapping(self.value(path, route[:-1])):
            self.put(path, route, value)

    def append(self, path: str, route: Route, item: Any) -> None:
        """`item` at the end of the list at `route`."""
        there = self.value(path, route)
        self.insert(path, route, len(there) if isinstance(there, list) else 0, item)

    def insert(self, path: str, route: Route, at: int, item: Any) -> None:
        """`item` in the list at `route`, before the one that stands at a place; else at its end."""
        document = self._usable(path)
        listed = value_at(document.data, route)
        there = listed if isinstance(listed, list) else []
        meant = _meant(document, route, [*there[:at], item, *there[at:]])
        self._take(
            document, patch.insert(document, route, at, item, self._order(path, _parent(document, route))), meant
        )

    def extend(self, path: str, route: Route, addition: str) -> None:
        """`addition` (lines, without a final line feed) below the text at `route`."""
        document = self._usable(path)
        there = value_at(document.data, route)
        there = there if isinstance(there, str) else ""
        whole = f"{there.rstrip()}\n{addition}" if there.strip() else addition.lstrip("\n")
        meant = _meant(document, route, whole + "\n")
        text = patch.extend(document, route, addition) if there.strip() else None
        if text is None:
            text = patch.put(document, route, whole + "\n", self._order(path, _parent(document, route)))
        self._take(document, text, meant, loosely=route)

    def remove(self, path: str, route: Route) -> str:
        """Take the entry of a list at `route` out; gives its lines, with their comments, as if at the margin."""
        document = self._usable(path)
        rest, entry = patch.cut(document, route)
        meant = copied(document.data)
        del value_at(meant, route[:-1])[route[-1]]
        self._take(document, rest, meant)
        return entry

    def drop(self, path: str, route: Route) -> None:
        """Take the key at `route` out, with its value."""
        document = self._usable(path)
        rest = patch.drop(document, route)
        meant = copied(document.data)
        around = value_at(meant, route[:-1])
        if len(around) == 1:
            _set(meant, route[:-1], None)
        else:
            del around[route[-1]]
        self._take(document, rest, meant)

    def move(self, path: str, route: Route, to: str, list_at: Route) -> None:
        """Put the entry of a list at `route` at the end of another list, as it is written."""
        said = value_at(self._usable(path).data, route)
        entry = self.remove(path, route)
        self.append(to, list_at, _PLACE)
        document = self._usable(to)
        last = (*list_at, len(value_at(document.data, list_at)) - 1)
        text = patch.paste(document, last, entry.replace("\r\n", "\n").replace("\n", newline(document.text)))
        self._take(document, text, _meant(document, last, said))

    def create(self, path: str, text: str, *, bom: bool = False) -> None:
        """A new file."""
        if self.document(path) is not None:
            raise ReflectError(f"{path} is there already.", "Choose another name, or edit that file.", exit_code=2)
        self._now[path] = self._sound(path, text, bom=bom)
        self._gone.discard(path)

    def remove_file(self, path: str) -> None:
        """A file that is to be gone."""
        self._usable(path)
        self._now.pop(path, None)
        self._gone.add(path)

    def move_file(self, path: str, other: str) -> None:
        """A file under another name; what it says stays as it is."""
        document = self._usable(path)
        self.remove_file(path)
        self.create(other, document.text, bom=document.bom)

    def put_body(self, path: str, words: str) -> None:
        """What stands below the facts of a Markdown file."""
        before, said = self._usable(path), clean(words)
        ending = newline(before.text)
        head = before.text[: before.body_start].rstrip("\r\n") + ending
        body = f"\n{said}\n".replace("\n", ending) if said else ""
        after = self._sound(path, head + body, bom=before.bom)
        if after.data != before.data or after.body != said:
            raise ReflectError(f"{path} was left as it is: these notes would change its facts.", "Write them by hand.")
        self._now[path] = after

    def edits(self) -> list[Edit]:
        """What has to be written, by path, and last what is to be gone; nothing for a file whose text is as it was."""
        made = []
        for path, document in sorted(self._now.items()):
            before = self._read.get(path)
            if before is None or before.text != document.text:
                made.append(Edit(path, None if before is None else before.raw, document.raw))
        return made + [Edit(path, self._read[path].raw, None) for path in sorted(self._gone) if path in self._read]

    def _usable(self, path: str) -> Document:
        document = self.document(path)
        if document is None:
            raise ReflectError(f"{path} is not there.", "Run `reflectctl validate` to see what is.")
        if document.found:
            first = document.found[0]
            raise ReflectError(
                f"{path} cannot be edited until it reads cleanly: {first.location}: {first.message}",
                first.hint or "Run `reflectctl validate` and mend what it finds.",
            )
        return document

    def _take(self, before: Document, text: str, meant: Any, loosely: Route | None = None) -> None:
        after = self._sound(before.path, text, bom=before.bom)
        said, wanted = after.data, meant
        if loosely is not None:
            # A block may keep its own way to end (|, |-, |+): the final line breaks are no part of what was meant.
            said, wanted = copied(said), copied(wanted)
            for data in (said, wanted):
                _set(data, loosely, str(value_at(data, loosely)).rstrip("\n"))
        if said != wanted or after.body != before.body:
            raise ReflectError(
                f"{before.path} was left as it is: the change could not be made without changing something else in it.",
                "Make this change by hand; `reflectctl validate` checks it.",
            )
        self._now[before.path] = after

    def _sound(self, path: str, text: str, *, bom: bool = False) -> Document:
        document = read_document(path, ((BOM if bom else "") + text).encode("utf-8"))
        if document.found:
            raise ReflectError(
                f"{path} was left as it is: with this change it would no longer read ({document.found[0].message})",
                "Make this change by hand; `reflectctl validate` checks it.",
            )
        return document


def _parent(document: Document, route: Route) -> Route:
    """The deepest mapping on the way to a route that is there: where a missing key would be put."""
    depth = len(route) - 1
    while depth > 0 and document.marks_at(route[:depth]) is None:
        depth -= 1
    return route[:depth]


def _meant(document: Document, route: Route, value: Any) -> Any:
    """What a document is to say with `value` at a route. Refused where the route leads through something else."""
    meant = copied(document.data)
    try:
        _set(meant, route, value)
    except (IndexError, TypeError):
        raise ReflectError(
            f"{document.location(route)}: something else stands here than the keys that "
            f"`{'.'.join(str(step) for step in route)}` needs.",
            "Run `reflectctl validate` and mend what it finds.",
        ) from None
    return meant


def _set(data: Any, route: Route, value: Any) -> None:
    for step in route[:-1]:
        inner = value_at(data, (step,))
        if inner is None:
            inner = {}
            data[step] = inner
        data = inner
    data[route[-1]] = value
