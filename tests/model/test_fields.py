"""The catalogue of fields says of each what the classes, the schemas and the manual say of it."""

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reflectctl.model import fields, records, report_config
from reflectctl.model.fields import FIELDS, INTERNAL, TOLD, WORDED
from reflectctl.model.records import Action, Agency, Discussion, Meeting, Partnership, Preliminary, Record, View, Views
from reflectctl.model.report_config import Chapter, Front, Layout

ROOT = Path(__file__).parents[2]
TOP = {
    "partnership": Partnership,
    "preliminary": Preliminary,
    "principle": Record,
    "views": Views,
    "meeting": Meeting,
}
"""By schema: what a file of its kind is."""

KINDS = pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: kind.__name__)


@KINDS
def test_the_catalogue_has_the_fields_of_the_classes_in_their_order(kind):
    assert [field.name for field in fields.of(kind)] == [name for name in kind._fields if name != "where"]


def test_every_kind_of_record_is_in_the_catalogue():
    def kinds(module: Any) -> Iterator[type]:
        for _, value in inspect.getmembers(module, inspect.isclass):
            if value.__module__ == module.__name__:
                yield value

    assert set(FIELDS) == {*kinds(records), *kinds(report_config)}


@KINDS
def test_what_is_said_of_a_field_fits_together(kind):
    types = {getattr(fields, name) for name in dir(fields) if name.isupper() and isinstance(getattr(fields, name), str)}
    for field in fields.of(kind):
        assert field.title
        assert field.holds in types
        assert field.edition in (TOLD, WORDED, INTERNAL)
        words = field.holds in (fields.TEXT, fields.PROSE) or field.of == fields.PARTY
        assert field.edition != WORDED or words, "only words may point at a person"
        assert (field.holds in (fields.RECORD, fields.RECORDS, fields.NOTES)) == (field.of in FIELDS)
        assert bool(field.choices) == (field.holds == fields.CHOICE)
        assert not field.instead or field.instead in kind._fields


def test_what_changed_is_found_field_by_field():
    one = Action("a-1", "Ask", "police", "Lead", None, None, "open")
    other = one._replace(owner="health", status="done")

    assert [(field.name, was, now) for field, was, now in fields.changed(one, other)] == [
        ("owner", "police", "health"),
        ("status", "open", "done"),
    ]
    assert list(fields.changed(one, one._replace())) == []


def test_facts_are_made_of_fields():
    facts = {fact: [each.name for each in made] for fact, made in fields.facts(Action).items()}

    assert {fact: made for fact, made in facts.items() if made != [fact]} == {
        "status": ["status", "closed", "outcome"],
        "place": ["principle", "horizon"],
    }
    assert ["id", *(name for made in facts.values() for name in made)] == [each.name for each in fields.of(Action)]


def test_a_field_is_internal_and_told_by_its_title_unless_more_is_said_of_it(monkeypatch):
    monkeypatch.setitem(FIELDS, Agency, (*fields.of(Agency)[:4], fields.Field("left", "Left on")))
    field = fields.of(Agency)[-1]

    assert (field.edition, field.own, field.json, field.route, field.fact) == (INTERNAL, False, True, ("left",), "")
    assert list(fields.further(Agency("police", "Police"))) == []
    assert list(fields.further(Agency("police", "Police", left="x"))) == [(field, "x")]
    assert fields.default(Agency, field) is None
    (soon,) = (each for each in fields.of(Partnership) if each.name == "due_soon_days")
    assert fields.default(Partnership(), soon) == 30


def keys(kind: type) -> list[str]:
    """The keys that a mapping for a kind of record has, in their order."""
    return list(dict.fromkeys(field.route[0] for field in fields.of(kind) if field.route))


def inside(kind: type) -> Iterator[tuple[str, Any]]:
    """The keys under which a kind of record has records of others, with their kinds."""
    yield from ((field.route[0], field.of) for field in fields.of(kind) if field.route and field.of in FIELDS)
    if kind is Views:
        yield "views", View


def resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def in_schema(kind: Any, node: dict[str, Any], schema: dict[str, Any]) -> Iterator[tuple[type, list[str]]]:
    """The kinds of records that a schema describes, each with its properties in their order."""
    yield kind, list(node["properties"])
    for key, other in inside(kind):
        inner = resolved(node["properties"][key], schema)
        if other is Discussion:
            inner = resolved(next(iter(inner["properties"].values())), schema)
        if "items" in inner:
            inner = resolved(inner["items"], schema)
        elif kind in (Record, Views):
            inner = resolved(next(iter(inner["properties"].values())), schema)
        yield from in_schema(other, inner, schema)


@pytest.mark.parametrize("name", TOP)
def test_the_schemas_have_the_fields_of_the_catalogue_in_their_order(name):
    schema = json.loads((ROOT / "schema" / f"{name}.schema.json").read_text("utf-8"))

    for kind, properties in in_schema(TOP[name], schema, schema):
        expected = keys(kind)
        if kind is Partnership:
            expected = ["format", *expected]
            settings = [field.route[1] for field in fields.of(kind) if field.route[:1] == ("settings",)]
            assert list(schema["properties"]["settings"]["properties"]) == settings
        if kind is Action and name == "preliminary":
            expected.remove("serves")  # there is no statement yet
        assert properties == expected, kind.__name__


def test_the_schema_of_reports_has_the_fields_of_the_catalogue_in_their_order():
    schema = json.loads((ROOT / "schema" / "report.schema.json").read_text("utf-8"))

    assert list(schema["properties"]) == [*keys(Front), *keys(Layout)]
    assert list(schema["$defs"]["front"]["properties"]) == keys(Front)
    assert list(schema["$defs"]["chapter"]["properties"]) == keys(Chapter)


def examples() -> dict[str, Any]:
    """The first example of each kind of file that the manual of the formats shows, by its schema."""
    found = {}
    for block in (ROOT / "docs" / "formats.md").read_text("utf-8").split("```")[1::2]:
        _, _, shown = block.partition("\n")
        name = shown.partition(".schema.json")[0].rpartition("/")[2]
        if name in (*TOP, "report"):
            found.setdefault(name, yaml.safe_load(shown.removeprefix("---\n").partition("\n---\n")[0]))
    return found


def in_example(kind: Any, data: dict[str, Any]) -> Iterator[tuple[type, list[str]]]:
    yield kind, list(data)
    for key, other in inside(kind):
        if kind is Action and key not in data:
            continue  # shown where there is some
        there = data[key]
        if kind in (Record, Views) or other is Discussion:
            there = list(there.values())[:1] if other is not Discussion else next(iter(there.values()))
        for each in there if isinstance(there, list) else [there]:
            yield from in_example(other, each)


def test_the_manual_of_the_formats_has_every_field():
    shown = examples()
    report = shown.pop("report")
    chapter = {key for each in report["chapters"] for key in each}
    found: dict[type, set[str]] = {Front: set(report) - set(keys(Layout)), Chapter: chapter}
    for name, data in shown.items():
        for kind, written in in_example(TOP[name], data):
            found.setdefault(kind, set()).update(written)

    found[Partnership].remove("format")
    assert {kind: sorted(there) for kind, there in found.items()} == {kind: sorted(keys(kind)) for kind in found}
    settings = {field.route[1] for field in fields.of(Partnership) if field.route[:1] == ("settings",)}
    assert set(shown["partnership"]["settings"]) == settings
