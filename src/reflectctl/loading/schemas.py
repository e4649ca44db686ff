"""Data in, what a JSON Schema finds in it out, in our own words and at its place.

The schemas are the program's own, fitted to the partnership's content pack: where a schema node says
`fitted to the content pack`, the pack's ids take the place of the shipped pack's. Checked by jsonschema-rs; by
jsonschema where that is missing.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from .. import resources
from ..documents.document import Document
from ..model.diagnostics import Diagnostic
from ..model.hints import nearest
from ..model.instrument import Instrument
from ..model.places import Location, Route
from .values import day, value_at

MOST_A_FILE = 50

PARTNERSHIP_KINDS = ("partnership", "preliminary", "pack", "content-principle", "principle", "meeting")
"""The schemas that go with a file of a partnership; the others describe what the program prints."""


class Violation(NamedTuple):
    """One thing a schema does not allow: where, by which keyword, and what the keyword asked for."""

    route: Route
    keyword: str
    wanted: Any
    """For `required` the missing key; for `additionalProperties` the list of keys that are not known."""


def fitted(name: str, instrument: Instrument) -> dict[str, Any]:
    """A shipped schema with the ids of an instrument; as it is shipped when the instrument says nothing."""
    return fit(resources.schema(name), instrument)


def fit(schema: dict[str, Any], instrument: Instrument) -> dict[str, Any]:
    """The schema with every node that comes from the content pack fitted to this one."""
    if not instrument.scale or not instrument.dimensions or not instrument.principles:
        return schema
    definitions = schema.get("$defs", {})
    if "rating" in definitions and "enumDescriptions" in definitions["rating"]:
        definitions["rating"]["enum"] = [point.id for point in instrument.scale] + [None]
        definitions["rating"]["enumDescriptions"] = [point.meaning for point in instrument.scale] + ["Not yet rated"]
    dimensions = [dimension.id for dimension in instrument.dimensions]
    for name, ids in (
        ("principle_id", [principle.id for principle in instrument.principles]),
        ("dimension", dimensions),
    ):
        if name in definitions and "enum" in definitions[name]:
            definitions[name]["enum"] = ids
    for name, terms in (
        ("assessments", instrument.dimensions),
        ("reflections", instrument.prompts),
        ("making_progress", instrument.horizons),
        ("statements", instrument.dimensions),
    ):
        if name in definitions:
            node = definitions[name]
            node["properties"] = _properties(node["properties"], terms)
            if "required" in node:
                node["required"] = dimensions
    return schema


def _properties(shipped: dict[str, Any], terms: Iterable[Any]) -> dict[str, Any]:
    """One property for each term: the shipped one where there is one, else one like the first with its own title."""
    model = next(iter(shipped.values()))
    properties = {}
    for term in terms:
        if term.id in shipped:
            properties[term.id] = shipped[term.id]
        else:
            properties[term.id] = json.loads(json.dumps(model))
            properties[term.id]["title"] = term.title
            properties[term.id]["description"] = getattr(term, "meaning", "") or term.title
    return properties


class Schemas:
    """The schemas fitted to one instrument, each compiled when it is first needed."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._compiled: dict[str, tuple[dict[str, Any], Any]] = {}

    def check(self, kind: str, document: Document) -> list[Diagnostic]:
        """What the schema of a kind finds in a document: each mistake once, in the order of the text."""
        if kind not in self._compiled:
            schema = fitted(kind, self._instrument)
            self._compiled[kind] = (schema, _validator(schema))
        schema, validator = self._compiled[kind]
        if document.data is None:
            return []
        if validator.is_valid(document.data):
            return []
        found = [
            _told(violation, schema, document) for violation in _once(_violations(validator, document.data), document)
        ]
        found.sort()
        if len(found) > MOST_A_FILE:
            more = len(found) - MOST_A_FILE
            last = found[MOST_A_FILE - 1]
            found[MOST_A_FILE:] = [
                last._replace(rule="too-many-findings", message=f"And {more} more findings in this file.", hint="")
            ]
        return found


def _validator(schema: dict[str, Any]) -> Any:
    try:
        import jsonschema_rs
    except (
        ImportError
    ):  # pragma: no cover - the wheels cover every platform we test on; `jsonschema_validator` is tested
        return jsonschema_validator(schema)
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, formats={"date": _is_day})


def _is_day(text: str) -> bool:
    """Whether the calendar has a day: jsonschema-rs by itself takes a year 0000, which Python's dates do not have."""
    return day({"day": text}, "day") is not None


def jsonschema_validator(schema: dict[str, Any]) -> Any:
    """The same validator from jsonschema: nine times the time to import, the same findings."""
    import jsonschema

    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def _violations(validator: Any, data: Any) -> Iterator[Violation]:
    for error in validator.iter_errors(data):
        if hasattr(error, "kind"):
            keyword = error.kind.name
            wanted = (
                error.kind.property if keyword == "required"
                else error.kind.unexpected if keyword == "additionalProperties"
                else error.kind.value
            )  # fmt: skip
            yield Violation(tuple(error.instance_path), keyword, wanted)
            continue
        route = tuple(error.absolute_path)
        if error.validator == "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            yield from (Violation(route, "required", key) for key in missing)
        elif error.validator == "additionalProperties":
            known = error.schema.get("properties", {})
            yield Violation(route, "additionalProperties", [key for key in error.instance if key not in known])
        else:
            yield Violation(route, error.validator, error.validator_value)


# When several keywords object to one value they object to the same mistake: the first of these is the plainest.
_ORDER = ("enum", "type", "pattern", "format", "minLength", "maxLength")


def _once(violations: Iterable[Violation], document: Document) -> list[Violation]:
    """Each mistake once: one objection a value, one finding a key, no missing key where it is only misspelt."""
    by_route: dict[Route, list[Violation]] = {}
    for violation in violations:
        by_route.setdefault(violation.route, []).append(violation)
    kept: list[Violation] = []
    for route, several in by_route.items():
        objections = [v for v in several if v.keyword not in ("required", "additionalProperties")]
        if objections:
            kept.append(min(objections, key=lambda v: _ORDER.index(v.keyword) if v.keyword in _ORDER else len(_ORDER)))
        missing = dict.fromkeys(v.wanted for v in several if v.keyword == "required")
        for unknown in dict.fromkeys(key for v in several if v.keyword == "additionalProperties" for key in v.wanted):
            near = nearest(unknown, missing, cutoff=0.6)
            if near:
                del missing[near]
            kept.append(Violation((*route, unknown), "additionalProperties", near))
        kept.extend(Violation(route, "required", key) for key in missing)
    return kept


_TYPES = {
    "string": "text", "null": "nothing", "object": "keys and values", "array": "a list",
    "integer": "a whole number", "number": "a number", "boolean": "true or false",
}  # fmt: skip


def _told(violation: Violation, schema: dict[str, Any], document: Document) -> Diagnostic:
    """A violation in words for the person who wrote the file."""
    route, keyword, wanted = violation
    value = value_at(document.data, route)
    node = node_at(schema, route)
    title = str(node.get("title") or (route[-1] if route else "file"))
    name = _name(route)
    if keyword == "additionalProperties":
        known = list(node_at(schema, route[:-1]).get("properties") or {})
        near = wanted or nearest(str(route[-1]), known, cutoff=0.6)
        rule = "unknown-statement" if len(route) == 2 and route[0] == "assessments" else "unknown-key"
        free = [key for key in known if key not in (value_at(document.data, route[:-1]) or {})]
        return _finding(
            document.location(route, key=True),
            rule,
            f"`{cut(str(route[-1]))}` is not a key that belongs here.",
            f"Did you mean `{near}`?" if near else _one_of("The keys that could stand here are", free),
        )
    if keyword == "required":
        wanted_node = node_at(schema, (*route, wanted))
        about = str(wanted_node.get("title") or wanted)
        return _finding(
            document.location(route),
            "missing-key",
            f"The key `{wanted}` is missing here ({about}).",
            "Add it; `reflectctl schema` says what it may hold.",
        )
    at = document.location(route)
    if keyword == "enum":
        choices = [choice for choice in wanted if choice is not None]
        near = ""
        if isinstance(value, str):
            plain = value.strip().lower().replace(" ", "-").replace("_", "-")
            near = nearest(plain, (str(choice) for choice in choices))
        rule = _ENUM_RULES.get(str(route[-1] if not isinstance(route[-1], int) else route[-2]), "unknown-value")
        expected = "one of " + ", ".join(f"`{choice}`" for choice in choices[:8]) + (" …" if len(choices) > 8 else "")
        return _finding(
            at,
            rule,
            f"{cut(shown(value))} is not known as {name}; expected {expected}.",
            f"Did you mean `{near}`?" if near else "",
        )
    if keyword == "type":
        kinds = [wanted] if isinstance(wanted, str) else list(wanted)
        expected = " or ".join(_TYPES.get(kind, kind) for kind in kinds if kind != "null")
        hint = 'Put it in quotes: "…".' if "string" in kinds and not isinstance(value, (dict, list, type(None))) else ""
        return _finding(at, "wrong-type", f"{name.capitalize()} is {_described(value)}; expected {expected}.", hint)
    if keyword in ("format", "pattern") and node.get("format") == "date":
        what = cut(shown(value))
        if keyword == "format":
            return _finding(
                at, "impossible-date", f"{what} is not a day that the calendar has.", "Check the day and the month."
            )
        return _finding(
            at,
            "impossible-date",
            f'{what} is not a date as it is written here; expected year, month and day, "2026-03-12".',
        )
    if keyword == "pattern":
        return _finding(
            at, "wrong-form", f"{cut(shown(value))} does not have the form of {name} ({title}).", _form(wanted, route)
        )
    if keyword == "minLength":
        return _finding(at, "missing-text", f"{name.capitalize()} is empty; text was expected.")
    if keyword in ("maxLength", "maxItems"):
        size = len(value) if isinstance(value, (str, list)) else 0
        what = "characters" if keyword == "maxLength" else "entries"
        return _finding(at, "too-long", f"{name.capitalize()} has {size:,} {what}; at most {wanted:,} are read.")
    if keyword == "minItems":
        return _finding(at, "too-short", f"{name.capitalize()} has too few entries; at least {wanted} are needed.")
    if keyword == "uniqueItems":
        return _finding(at, "repeated-id", f"The same entry stands twice under {name}.", "Keep one of the two.")
    if keyword in ("minimum", "maximum"):
        side = "at least" if keyword == "minimum" else "at most"
        return _finding(
            at, "out-of-range", f"{name.capitalize()} is {cut(shown(value))}; {side} {wanted} was expected."
        )
    return _finding(at, "wrong-form", f"{name.capitalize()} is not as the format asks ({keyword}).")


_ENUM_RULES = {"principle": "unknown-principle", "principles": "unknown-principle", "serves": "unknown-statement"}


def _form(pattern: str, route: Route) -> str:
    if "https?" in pattern:
        return "A link begins with http:// or https:// and holds no spaces."
    if "[0-9]{4}(" in pattern:
        return 'Write a day "2026-03-12", a month "2026-03" or a year "2026", in quotes.'
    if "a-z0-9_-" in pattern:
        return "An id is lower-case letters, digits, - and _, and begins with a letter or a digit."
    return ""


def _name(route: Route) -> str:
    """What a value is called in a sentence: its key, and for a list's entry the list's."""
    if not route:
        return "the file"
    if isinstance(route[-1], int):
        return f"entry {route[-1] + 1} of `{route[-2]}`" if len(route) > 1 else "an entry"
    return f"`{route[-1]}`"


def _described(value: Any) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    return f"{cut(shown(value))}"


def shown(value: Any) -> str:
    """A value as a person wrote it, in backticks."""
    if value is None:
        return "Nothing"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    return f"`{value}`"


def cut(text: str) -> str:
    """A value short enough for a message."""
    return text if len(text) <= 80 else text[:78] + "…`"


def _one_of(lead: str, keys: list[str]) -> str:
    return f"{lead} {', '.join(keys[:8])}." if keys else ""


def _finding(location: Location, rule: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(location, "error", rule, message, hint)


def node_at(schema: dict[str, Any], route: Route) -> dict[str, Any]:
    """The schema's node for the value at a route, local references followed and their siblings kept."""
    node = _followed(schema, schema)
    for step in route:
        inner = node.get("items") if isinstance(step, int) else (node.get("properties") or {}).get(step)
        node = _followed(schema, inner or {})
    return node


def _followed(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    reference = node.get("$ref")
    if not reference:
        return node
    return {**_followed(schema, schema["$defs"][reference.removeprefix("#/$defs/")]), **node}


def key_order(schema: dict[str, Any], route: Route) -> list[str]:
    """The keys that may stand in the mapping at a route, in the order in which they are written."""
    return list(node_at(schema, route).get("properties") or {})
