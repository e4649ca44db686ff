"""The bytes of a PDF in, what is filled into the fields of its form out.

A form says what was chosen in several places: the value (`V`), how each button is drawn (`AS`), and the list of choices
(`Opt`). Readers go by one or the other; here they have to agree, or the field is a doubt.
"""

from collections.abc import Iterator
from typing import Any

from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from .pdf import opened, reader

_MOST_FIELDS, _DEEPEST = 5_000, 30
_RADIO, _PUSH = 1 << 15, 1 << 16
TEXT, CHOICE, BOX = "text", "choice", "box"


class Field(NamedTuple):
    """A field of a form."""

    name: str
    """Its whole name."""
    tip: str
    """What a reader shows when it is pointed at."""
    kind: str
    value: str = ""
    """What was written or chosen, as people see it; of a box, what it stands for; empty where nothing was."""
    problem: str = ""
    """Why what was chosen cannot be told, as a sentence."""


def fields(name: str, raw: bytes) -> list[Field]:
    """The fields of a PDF's form, in order; none where it has no form."""
    reader(f"{name} is a PDF, and what reads PDFs is not installed.")
    try:
        document = opened(name, raw)
        form = _get(document.trailer["/Root"], "/AcroForm")
        if form is None:
            return []
        if "/XFA" in form:
            raise ReflectError(
                f"{name} is a form of the XFA kind, whose answers stand in a part that most readers do not show.",
                "Print it into a PDF to read it, and copy the answers into the Word copy (DOCX).",
            )
        found = []
        for each in _every(_get(form, "/Fields") or [], "", "", None, 0):
            found.append(each)
            if len(found) > _MOST_FIELDS:
                raise ReflectError(f"{name} has more fields than any form of this kind.", "Is it the right file?")
        return found
    except ReflectError:
        raise
    # A damaged file makes it raise whatever its parts raise.
    except Exception as problem:
        raise ReflectError(
            f"{name} could not be read as a PDF: it is damaged or not a PDF at all.", "Ask for it again."
        ) from problem


def _get(holder: Any, key: str) -> Any:
    value = holder.get(key)
    return value.get_object() if value is not None else None


def _every(fields: Any, above: str, tip: str, inherited: Any, depth: int) -> Iterator[Field]:
    """The fields below a list of them; a kid without a name of its own is a button of its parent."""
    if depth > _DEEPEST:
        raise ValueError
    for each in fields:
        field = each.get_object()
        own = _get(field, "/T")
        name = ".".join(filter(None, (above, str(own) if own is not None else "")))
        told = str(_get(field, "/TU") or tip)
        kind = _get(field, "/FT") or inherited
        kids = [kid.get_object() for kid in _get(field, "/Kids") or []]
        if any("/T" in kid for kid in kids):
            yield from _every(kids, name, told, kind, depth + 1)
        else:
            yield _field(field, name, told, str(kind or ""), kids or [field])


def _field(field: Any, name: str, tip: str, kind: str, widgets: list[Any]) -> Field:
    value, flags = _get(field, "/V"), int(_get(field, "/Ff") or 0)
    if kind == "/Tx":
        return Field(name, tip, TEXT, _text(value))
    if kind == "/Ch":
        return _choice(field, name, tip, value)
    if kind == "/Btn" and not flags & _PUSH:
        return _button(field, name, tip, value, widgets, CHOICE if flags & _RADIO or len(widgets) > 1 else BOX)
    return Field(name, tip, kind.removeprefix("/").lower())


def _text(value: Any) -> str:
    if value is None:
        return ""
    data = value.get_data() if hasattr(value, "get_data") else value
    said = data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data)
    return said.replace("\r\n", "\n").replace("\r", "\n").strip()


_AT_ODDS = "What is chosen and what is drawn are not the same here."


def _choice(field: Any, name: str, tip: str, value: Any) -> Field:
    """A list to choose from: the value has to be one of it, and the one that is marked."""
    if value is None:
        return Field(name, tip, CHOICE)
    if isinstance(value, list) and len(value) != 1:
        return Field(name, tip, CHOICE, problem="More than one answer is chosen here." if value else "")
    said = _text(value[0] if isinstance(value, list) else value)
    options = [each.get_object() for each in _get(field, "/Opt") or []]
    pairs = [tuple(_text(part) for part in each) if isinstance(each, list) else (_text(each),) * 2 for each in options]
    places = [at for at, (export, _) in enumerate(pairs) if said == export]
    places = places or [at for at, (_, label) in enumerate(pairs) if said == label]
    marked = [int(each) for each in _get(field, "/I") or []]
    if not said:
        return Field(name, tip, CHOICE)
    if pairs and (not places or (marked and marked != places[:1])):
        return Field(name, tip, CHOICE, problem=_AT_ODDS)
    return Field(name, tip, CHOICE, pairs[places[0]][1] if places else said)


def _button(field: Any, name: str, tip: str, value: Any, widgets: list[Any], kind: str) -> Field:
    """Buttons of which one may be on: the value names it, it is drawn so, and no other one is."""
    chosen = "" if value is None else str(value)
    chosen = "" if chosen == "/Off" else chosen
    drawn = [(at, str(state)) for at, each in enumerate(widgets) if (state := _get(each, "/AS") or "/Off") != "/Off"]
    states = [[str(key) for key in _get(_get(each, "/AP") or {}, "/N") or {} if key != "/Off"] for each in widgets]
    if not chosen and not drawn:
        return Field(name, tip, kind)
    if len(drawn) != 1 or drawn[0][1] != chosen or chosen not in states[drawn[0][0]]:
        return Field(name, tip, kind, problem=_AT_ODDS)
    options = [_text(each.get_object()) for each in _get(field, "/Opt") or []]
    at = drawn[0][0]
    if options and (len(options) != len(widgets) or sum(options[at] == each for each in options) != 1):
        return Field(name, tip, kind, problem="The choices of this field are not told apart by the form.")
    return Field(name, tip, kind, options[at] if options else chosen.removeprefix("/"))
