"""What a schema objects to in; what it is called in a sentence, how it was written and what was probably meant, out."""

import re
from collections.abc import Iterable
from typing import Any

from ..documents.document import Document
from ..model.findings import Finding
from ..model.instrument import Instrument
from ..model.locations import Location, Route
from ..model.named_tuples import NamedTuple
from ..model.suggestions import nearest, some
from .schema_nodes import node_at
from .values import value_at


class Case(NamedTuple):
    """One value that a schema objects to, with what there is to know about it."""

    route: Route
    keyword: str
    wanted: Any
    """What the keyword asks for."""
    value: Any
    node: dict[str, Any]
    """The schema's node for it."""
    file: "File"

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return name(self.route)

    @property
    def written(self) -> str:
        """The value as it stands in the file, in backticks; what it is when that is more than a word."""
        return self.file.written(self.route, self.value)

    def told(self, rule: str, message: str, hint: str = "", *more: str | int) -> Finding:
        """A finding at the value, or at what `more` leads to in it."""
        return finding(self.file.document.location((*self.route, *more)), rule, message, hint)


class File(NamedTuple):
    """A document, the schema it goes by and the instrument that the schema was fitted to."""

    document: Document
    schema: dict[str, Any]
    instrument: Instrument

    def node(self, route: Route) -> dict[str, Any]:
        """The schema's node for a route."""
        return node_at(self.schema, route)

    def value(self, route: Route) -> Any:
        """What stands at a route."""
        return value_at(self.document.data, route)

    def written(self, route: Route, value: Any) -> str:
        """A value as a person wrote it, in backticks."""
        if value is None:
            return "Nothing"
        if isinstance(value, dict | list):
            return kind_of(value)
        span = self.document.span(route)
        plain = not isinstance(value, str) and span is not None
        text = self.document.text[span.start : span.end] if plain and span is not None else str(value)
        return cut(f"`{' '.join(text.split())}`")

    def titles(self, known: Iterable[str]) -> dict[str, str]:
        """The ids among the known words by what a person may call them: a title, or a principle's number."""
        words = set(known)
        made: dict[str, str] = {}
        pack = self.instrument
        for terms in (pack.scale, pack.dimensions, pack.prompts, pack.horizons, pack.principles):
            made.update({as_id(term.title): term.id for term in terms if term.id in words})
        made.update({str(each.number): each.id for each in pack.principles if each.id in words})
        return made


_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\"'`"


_UNSEEN = re.compile("[\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000]")


def unquoted(text: str) -> str:
    """A text without quotation marks and invisible characters around it or in it."""
    return _UNSEEN.sub(" ", text).strip().strip(_QUOTES).strip()


def as_id(text: str) -> str:
    """A text as an id would be written."""
    return re.sub(r"[\s_-]+", "-", unquoted(text).lower())


def meant_by(word: str, known: Iterable[str], file: File, *, cutoff: float = 0.5) -> str:
    """The known word that was probably meant: written otherwise, called by its title, or misspelt; else empty."""
    by_form = {as_id(each): each for each in known}
    plain = as_id(word)
    if plain in by_form:
        return by_form[plain]
    titles = file.titles(by_form.values())
    if plain in titles:
        return titles[plain]
    near = nearest(plain[:100], by_form, cutoff=cutoff)
    return by_form[near] if near else titles.get(nearest(plain[:100], titles, cutoff=0.8), "")


def pasted(text: str, near: str) -> str:
    """What to do about quotation marks and invisible characters that came along with a known word."""
    if not near or as_id(text) != as_id(near):
        return ""
    unseen = _UNSEEN.search(text)
    if unseen:
        return (
            f"Write `{near}`: a character that cannot be seen (U+{ord(unseen[0]):04X}) stands with it, often "
            "pasted along."
        )
    quote = " and ".join(dict.fromkeys(sign for sign in text if sign in _QUOTES))
    return f"Write `{near}` without {quote}: YAML takes it for a letter of the word." if quote else ""


def cut(text: str) -> str:
    """A value short enough for a message."""
    return text if len(text) <= 80 else text[:78] + "…`"


def name(route: Route) -> str:
    """What a value is called in a sentence: its key, and for a list's entry the list's."""
    if not route:
        return "the file"
    if isinstance(route[-1], int):
        return f"entry {route[-1] + 1} of `{route[-2]}`" if len(route) > 1 else f"entry {route[-1] + 1}"
    return f"`{route[-1]}`"


def place(route: Route) -> str:
    """Where a mapping stands, for a hint: its keys from the top, or an entry of a list."""
    if route and isinstance(route[-1], int):
        return name(route)
    return "`" + ".".join(str(step) for step in route if isinstance(step, str)) + "`"


def upper(text: str) -> str:
    """A sentence's first word with a capital letter, unless it is in backticks."""
    return text[:1].upper() + text[1:]


def finding(location: Location, rule: str, message: str, hint: str = "") -> Finding:
    """An error at a place."""
    return Finding(location, "error", rule, message, hint)


def title_of(case: Case) -> str:
    """What the schema calls a value."""
    return str(case.node.get("title") or case.name)


def kind_of(value: dict[str, Any] | list[Any]) -> str:
    """What a value is that is more than a word."""
    return "a list" if isinstance(value, list) else "keys and values"


def short(text: str) -> str:
    """A word short enough for a hint."""
    return text if len(text) <= 40 else text[:39] + "…"


def one_of(lead: str, keys: list[str]) -> str:
    """Some keys to choose from, behind a beginning."""
    return f"{lead} {some([f'`{key}`' for key in keys], 8)}." if keys else ""


def kinds_of(node: dict[str, Any]) -> list[str]:
    """The kinds that a schema's node allows."""
    kinds = node.get("type") or []
    return [kinds] if isinstance(kinds, str) else list(kinds)
