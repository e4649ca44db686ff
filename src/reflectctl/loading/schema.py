"""Data in, what a JSON Schema finds in it out, in our own words and at its place.

The schemas are the program's own, fitted to the partnership's content pack: where a schema node says
`fitted to the content pack`, the pack's ids take the place of the shipped pack's. What is certainly valid is known
without a library (`schema_check`); all else is checked by jsonschema-rs, by jsonschema where that is missing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from .. import resources
from ..documents.document import Document, copied
from ..model import fields
from ..model.file_kinds import FILE_KINDS
from ..model.findings import Finding
from ..model.instrument import Instrument
from ..model.locations import Route
from ..patterns import regex
from .schema_check import Check, compiled
from .schema_nodes import Violation
from .schema_nodes import key_order as key_order
from .schema_nodes import node_at as node_at
from .values import day

MOST_A_FILE = 50

PARTNERSHIP_KINDS = tuple(each.name for each in FILE_KINDS)
"""The schemas that go with a file of a partnership; the others describe what the program prints."""


def fitted(name: str, instrument: Instrument) -> dict[str, Any]:
    """A shipped schema with the ids of an instrument; as it is shipped when the instrument says nothing."""
    return fit(resources.schema(name), instrument)


def fit(schema: dict[str, Any], instrument: Instrument) -> dict[str, Any]:
    """The schema with every node that comes from the content pack fitted to this one."""
    if not _usable(instrument):
        return schema
    definitions = schema.get("$defs", {})
    if "rating" in definitions and "enumDescriptions" in definitions["rating"]:
        definitions["rating"]["enum"] = [point.id for point in instrument.scale] + [None]
        definitions["rating"]["enumDescriptions"] = [point.meaning for point in instrument.scale] + ["Not yet rated"]
        # Editors sort an enum by the alphabet; snippets have a sort key. As their labels are the enum's, the language
        # server offers each point once.
        for name in ("assessment", "earlier", "view"):
            if name not in definitions:
                continue
            definitions[name]["properties"]["rating"]["defaultSnippets"] = [
                {"label": id, "description": point.meaning, "sortText": f"{number:02}", "bodyText": id}
                for number, point in enumerate(instrument.scale, start=1)
                for id in [f'"{point.id}"' if _NOT_TEXT.fullmatch(point.id) else point.id]
            ]
    dimensions = [dimension.id for dimension in instrument.dimensions]
    # What was added to the pack stands in files of its own: the pack's principles need only the pack's statements.
    packed = [dimension for dimension in instrument.dimensions if not dimension.local]
    # A principle that the pack lists is known, though its file may be missing or unreadable: that has its own finding.
    principles = [*(id for id, _ in instrument.listed), *(principle.id for principle in instrument.principles)]
    for name, ids in (
        ("principle_id", list(dict.fromkeys(principles))),
        ("dimension", dimensions),
    ):
        if name in definitions and "enum" in definitions[name]:
            definitions[name]["enum"] = ids
    for name, terms in (
        ("assessments", instrument.dimensions),
        ("reflections", instrument.prompts),
        ("making_progress", instrument.horizons),
        ("statements", packed),
        ("local_statements", instrument.dimensions),
    ):
        if name in definitions:
            node = definitions[name]
            node["properties"] = _properties(node["properties"], terms)
            if "required" in node:
                node["required"] = [dimension.id for dimension in packed]
    if "views" in definitions:
        views = definitions["views"]
        model = next(iter(views["properties"].values()))
        views["properties"] = {
            each.id: {**model, "title": f"{principle.title}: {dimension.title}", "description": each.text}
            for principle in instrument.principles
            for each in principle.statements
            if (dimension := instrument.dimension(each.dimension))
        }
    return schema


def for_editors(name: str, instrument: Instrument) -> dict[str, Any]:
    """A fitted schema without made-up ids where a partnership's own agencies, groups and meetings are named.

    An editor offers examples as if they could be taken.
    """
    schema = fitted(name, instrument)
    _take_out(schema)
    return schema


def _take_out(node: Any) -> None:
    if isinstance(node, list):
        for each in node:
            _take_out(each)
    elif isinstance(node, dict):
        properties = node.get("properties")
        for key, each in properties.items() if isinstance(properties, dict) else ():
            if key in _OWN_IDS:
                each.pop("examples", None)
        for each in node.values():
            _take_out(each)


_OWN_IDS = frozenset(
    field.route[-1]
    for kind in fields.FIELDS.values()
    for field in kind
    if field.route and field.of in (*fields.WHO_IS, fields.GROUP, fields.MEETING)
)
"""The keys under which agencies, groups and meetings are named, which every partnership has its own of."""


_NOT_TEXT = regex(r"on|off|yes|no|true|false|null|[0-9]+(e-?[0-9]+)?|0x[0-9a-f]+|0o[0-7]+")
"""The ids that have to be quoted to be text in YAML; the language server goes by the same."""


def _usable(instrument: Instrument) -> bool:
    return bool(instrument.scale and instrument.dimensions and instrument.principles)


_ASKED_FOR = frozenset((key,) for key in ("dimensions", "scale", "prompts", "making_progress", "principles"))
"""The parts of a pack whose ids other files go by."""

FITTED = "fitted to the content pack"


def loosened(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with any word where it would ask for one of the content pack's, for a pack that cannot be read."""
    for node in schema.get("$defs", {}).values():
        if node.get("$comment") == FITTED:
            node.pop("enum", None)
            node.pop("required", None)
            if "properties" in node:
                node["additionalProperties"] = next(iter(node["properties"].values()), True)
    return schema


def _properties(shipped: dict[str, Any], terms: Iterable[Any]) -> dict[str, Any]:
    """One property for each term: the shipped one where there is one, else one like the first with its own title."""
    model = next(iter(shipped.values()))
    properties = {}
    for term in terms:
        if term.id in shipped:
            properties[term.id] = shipped[term.id]
        else:
            properties[term.id] = copied(model)
            properties[term.id]["title"] = term.title
            properties[term.id]["description"] = getattr(term, "meaning", "") or term.title
    return properties


class Schemas:
    """The schemas fitted to one instrument, each compiled when it is first needed.

    The pack, and what was added to it, is checked before the files that go by it. Where some of that could not be read,
    the instrument is not `whole`.
    """

    def __init__(self, instrument: Instrument, *, whole: bool = True) -> None:
        self._instrument = instrument
        self._fitted: dict[str, tuple[dict[str, Any], str]] = {}
        self._compiled: dict[str, Check] = {}
        self._validators: dict[str, Any] = {}
        self._sound = _usable(instrument) and whole
        self.told: set[tuple[str, Route]] = set()
        """Path and route of every value that has a finding here, as it was meant: of a misspelt key the key's, of a key
        on the wrong level the one where it belongs. What is told once need not be told again by another rule."""

    def check(self, kind: str, document: Document) -> list[Finding]:
        """What the schema of a kind finds in a document: each mistake once, in the order of the text."""
        if document.data is None:
            return []
        if kind not in self._fitted:
            from ..hashes import short

            schema = fitted(kind, self._instrument)
            if not self._sound:
                schema = loosened(schema)
            self._fitted[kind] = (schema, short(repr(schema).encode("utf-8", "surrogatepass")))
        schema, known_by = self._fitted[kind]
        if document.valid_by == known_by:
            return []
        if kind not in self._compiled:
            self._compiled[kind] = compiled(schema)
        valid = self._compiled[kind](document.data)
        if not valid:
            if kind not in self._validators:
                self._validators[kind] = _validator(schema)
            validator = self._validators[kind]
            valid = validator.is_valid(document.data)
        if valid:
            document.valid_by = known_by
            return []
        from .schema_messages import tell
        from .schema_words import File

        told = tell(_violations(validator, document.data), File(document, schema, self._instrument))
        self.told.update((document.path, route) for route in told.about)
        if kind in ("pack", "local-pack") and any(route[:1] in _ASKED_FOR for route in told.about):
            # The ids that other files go by are not what they should be, and it is not those files' mistake.
            self._sound = False
        found = told.found
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
            known, patterns = error.schema.get("properties", {}), error.schema.get("patternProperties", ())
            strange = [key for key in error.instance if not (key in known or any(re.search(p, key) for p in patterns))]
            yield Violation(route, "additionalProperties", strange)
        else:
            yield Violation(route, error.validator, error.validator_value)
