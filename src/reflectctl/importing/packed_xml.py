"""The bytes of a packed file of XML in (a DOCX, or what else is built so), its parts as trees out.

Names are told by short prefixes, whichever of its two vocabularies a file is written in. Nothing is fetched; entities
are refused, and so is what is larger, deeper or fuller than any document that people write.
"""

import posixpath
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from ..errors import ReflectError

Element = ElementTree.Element

_MOST_PARTS, _MOST_BYTES, _MOST_ELEMENTS, _DEEPEST = 5_000, 30_000_000, 400_000, 250
_MOST_IN_ALL = 60_000_000
"""Bytes that are unpacked of one file, however many parts they are in."""

_TRANSITIONAL, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    **{
        f"{start}{rest}": prefix
        for rest, prefix in (
            ("wordprocessingml/2006/main", "w"),
            ("wordprocessingml/main", "w"),
            ("drawingml/2006/main", "a"),
            ("drawingml/main", "a"),
            ("drawingml/2006/wordprocessingDrawing", "wp"),
            ("drawingml/wordprocessingDrawing", "wp"),
            ("drawingml/2006/picture", "pic"),
            ("drawingml/picture", "pic"),
            ("officeDocument/2006/math", "m"),
            ("officeDocument/math", "m"),
            ("officeDocument/2006/relationships", "r"),
            ("officeDocument/relationships", "r"),
            ("officeDocument/2006/customXml", "ds"),
            ("officeDocument/customXml", "ds"),
        )
        for start in (_TRANSITIONAL, _STRICT)
    },
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}


class _Refused(Exception):
    """What stands in a part and is not read on."""


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree with short names, and stops at what no document has."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0
        self._names: dict[str, str] = {}

    def start(self, tag: str, attrs: dict[str, str]) -> Any:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise _Refused("holds more than a document of this kind has, or nests it deeper")
        return super().start(self._name(tag), {self._name(key): value for key, value in attrs.items()})

    def end(self, tag: str) -> Any:
        self._depth -= 1
        return super().end(self._name(tag))

    def doctype(self, *_: object) -> None:
        """A document type may declare entities, which grow without end when they are read. No such file has one."""
        raise _Refused("declares a document type, which no such file needs")

    def _name(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            space, _, local = name.rpartition("}")
            prefix = _PREFIXES.get(space[1:], "?") if space else ""
            known = self._names[name] = f"{prefix}:{local}" if prefix else local
        return known


class Packed:
    """A packed file whose list of parts has been looked at."""

    def __init__(self, name: str, raw: bytes) -> None:
        self.name = name
        self._unpacked = 0
        try:
            self._zip = ZipFile(BytesIO(raw))
            names = Counter(self._zip.namelist())
        # A damaged file makes it raise whatever its parts raise.
        except (BadZipFile, NotImplementedError, OSError, ValueError, EOFError, struct.error) as problem:
            raise self.damaged() from problem
        twice = sorted(name for name, times in names.items() if times > 1)
        if len(names) > _MOST_PARTS or twice:
            what = "the same part twice" if twice else f"more than {_MOST_PARTS:,} parts"
            raise ReflectError(f"{name} holds {what}.", "Open it in the program that made it and save it anew.")
        self.names = frozenset(names)

    def damaged(self) -> ReflectError:
        """What is said of a file that cannot be unpacked or read."""
        return ReflectError(
            f"{self.name} is damaged, so it cannot be read.", "Open it in the program that made it and save it anew."
        )

    def read(self, part: str) -> bytes:
        """What a part holds; nothing where there is none of that name."""
        if part not in self.names:
            return b""
        try:
            with self._zip.open(part) as opened:
                raw = opened.read(_MOST_BYTES + 1)
        except (BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error) as problem:
            raise self.damaged() from problem
        self._unpacked += len(raw)
        if len(raw) > _MOST_BYTES or self._unpacked > _MOST_IN_ALL:
            raise ReflectError(f"{self.name} holds far more than a document of this kind has.", "Is it the right file?")
        return raw

    def tree(self, part: str) -> Element | None:
        """A part as a tree; None where there is none of that name."""
        raw = self.read(part)
        return self._parsed(raw) if raw else None

    def _parsed(self, raw: bytes) -> Element:
        parser = ElementTree.XMLParser(target=_Builder())
        try:
            parser.feed(raw)
            built = parser.close()
        except _Refused as problem:
            raise ReflectError(f"{self.name} {problem}.", "Is it the right file?") from None
        except (ElementTree.ParseError, LookupError, ValueError) as problem:
            raise self.damaged() from problem
        assert isinstance(built, Element)
        return built

    def related(self, part: str) -> dict[str, list[str]]:
        """The parts that a part names, by what they are to it; the package's own by the empty name."""
        found: dict[str, list[str]] = {}
        for kind, _, path in self._relationships(part):
            found.setdefault(kind, []).append(path)
        return found

    def targets(self, part: str) -> dict[str, str]:
        """The parts that a part names, by the ids by which it does so."""
        return {id: path for _, id, path in self._relationships(part)}

    def _relationships(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, _, file = part.rpartition("/")
        listed = self.tree(f"{folder}/_rels/{file}.rels".lstrip("/"))
        for each in () if listed is None else listed:
            kind, target = each.get("Type", "").rpartition("/")[2], each.get("Target", "")
            if target and each.get("TargetMode") != "External":
                path = posixpath.normpath(target if target.startswith("/") else posixpath.join(folder, target))
                yield kind, each.get("Id", ""), path.lstrip("/")


def value(parent: Element | None, tag: str) -> str:
    """What the attribute `val` of something below an element says; empty where it is not there."""
    found = None if parent is None else parent.find(tag)
    return "" if found is None else found.get("w:val", "")


def whole(word: str) -> int:
    """A whole number as files write it; 0 for anything else."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 8 else 0


def number(parent: Element | None, tag: str) -> int:
    """The number that something below an element says; 0 where it is not there."""
    return whole(value(parent, tag))
