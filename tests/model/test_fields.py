"""The catalogue of fields says of each what the classes, the schemas and the manual say of it."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from reflectctl.model import fields, records, report_config
from reflectctl.model.fields import FIELDS, INTERNAL, TOLD, WORDED
from reflectctl.model.records import Action, Agency, Partnership

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
        assert field.edition != WORDED or field.holds in (fields.TEXT, fields.PROSE), "only words can be made coarse"
        assert (field.holds in (fields.RECORD, fields.RECORDS)) == (field.of in FIELDS)
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
    assert {fact: [each.name for each in made] for fact, made in fields.facts(Action).items()} == {
        "action": ["action"],
        "owner": ["owner"],
        "role": ["role"],
        "opened": ["opened"],
        "due": ["due"],
        "status": ["status", "closed", "outcome"],
        "serves": ["serves"],
        "place": ["principle", "horizon"],
    }


def test_a_field_is_internal_and_told_by_its_title_unless_more_is_said_of_it(monkeypatch):
    monkeypatch.setitem(FIELDS, Agency, (*fields.of(Agency)[:4], fields.Field("left", "Left on")))
    field = fields.of(Agency)[-1]

    assert (field.edition, field.own, field.json, field.route, field.fact) == (INTERNAL, False, True, ("left",), "")
    assert list(fields.further(Agency("police", "Police"))) == []
    assert list(fields.further(Agency("police", "Police", left="x"))) == [(field, "x")]
    assert fields.default(Agency, field) is None
    assert fields.default(Partnership(), fields.of(Partnership)[4]) == 30
