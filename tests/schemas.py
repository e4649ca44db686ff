"""Writes the schemas of answers anew, after what an answer holds has changed: `python -m tests.schemas`.

They are made of the types in `reflectctl.render.answers` and, for the records in them, of the catalogue of fields.
What a field is for, its docstring says, and after *Such as* what it may hold.
"""

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from reflectctl.model import disclosure, fields
from reflectctl.model.fields import Field
from reflectctl.render.answers import (
    agenda,
    calendar,
    conflicts,
    content,
    diff,
    doctor,
    findings,
    history,
    minutes,
    proposals,
    records,
    reminders,
    report,
    review_points,
    views,
)
from reflectctl.render.answers.common import SPREAD, Day, Key
from reflectctl.render.json import FORMAT, kind

SCHEMA = Path(__file__).parent.parent / "schema"

ANSWERS: tuple[Any, ...] = (
    *(records.Actions, records.Meetings, records.Status, diff.Changes, findings.Diagnostics, findings.Rules),
    *(history.History, history.HistoryActions, history.HistoryViews, report.Report, review_points.ReviewPoints),
    *(agenda.Agenda, agenda.Next, reminders.Reminders, minutes.Minutes, calendar.Calendar, disclosure.Disclosure),
    *(content.Content, content.ContentDifference, content.Packs, conflicts.Conflicts, doctor.Doctor),
    *(proposals.Proposal, views.ViewsAsked),
)
"""Every answer that other programs can have."""

TITLES = {
    "carried": "Carried forward",
    "content_version": "Content's version",
    "day_is": "What the day is",
    "drawn": "Closer or further",
    "in_plan": "In the plan",
    "little_progress": "Little or no progress",
    "op": "What became of it",
    "owner_name": "Owner in words",
    "reread": "To be re-read",
    "unread": "Could not be read",
    "was": "Before",
    "with_names": "With, in words",
    "was_held": "Held before",
    "was_title": "Before in words",
}
"""What a key is called, when not by its own words."""

Schema = dict[str, Any]


class Property(NamedTuple):
    """One key of an object."""

    name: str
    type: Any
    doc: str
    title: str = ""
    needed: bool = True


def made(answer: Any) -> Schema:
    """The schema of an answer."""
    name = kind(answer)
    title, _, description = inspect.getdoc(answer).partition("\n\n")
    objects = Objects(public=answer is report.Report)
    body = objects.body([*_heading(name), *_properties(answer)])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:reflectctl:schema:output-{name}:{FORMAT}",
        "title": title.rstrip("."),
        "description": _line(description),
        **body,
        "$defs": objects.defs,
    }


def _heading(name: str) -> Iterator[Property]:
    grows = "The number of this form. It grows when a program that reads the form would have to change."
    yield Property("format", Annotated[int, (FORMAT,)], grows)
    yield Property("kind", Annotated[str, (name,)], "Which answer this is.")


class Objects:
    """The definitions of one schema, made as they are met."""

    def __init__(self, *, public: bool) -> None:
        self.defs: dict[str, Schema] = {}
        self.public = public
        """Whether what is internal is left out of a public edition."""

    def body(self, properties: list[Property]) -> Schema:
        """An object with just these keys."""
        needed = [each.name for each in properties if each.needed]
        return {
            "type": "object",
            "additionalProperties": False,
            **({"required": needed} if needed else {"minProperties": 1, "maxProperties": 1}),
            "properties": {each.name: self._property(each) for each in properties},
        }

    def _property(self, each: Property) -> Schema:
        text, _, such = _line(each.doc).partition(" Such as `")
        title = each.title or TITLES.get(each.name, "")
        title = title or each.name.replace("_title", " in words").replace("_", " ").capitalize()
        made = self._type(each.type)
        examples = _examples(made, such.removesuffix("`.").split("`, `") if such else [])
        return {
            **({"$ref": made.pop("$ref")} if "$ref" in made else {}),
            "title": title,
            "description": text,
            **made,
            **({"examples": examples} if examples else {}),
        }

    def _type(self, type: Any, known: tuple[Any, ...] = ()) -> Schema:
        """What values of a type are; `known` is what stands beside it."""
        if get_origin(type) is Annotated:
            return self._type(get_args(type)[0], (*type.__metadata__, *known))
        if get_origin(type) in (Union, UnionType):
            (one,) = (each for each in get_args(type) if each is not None.__class__)
            return self._or_null(self._type(one, known))
        record = next((each for each in known if each in fields.FIELDS), None)
        if record is not None or hasattr(type, "_fields"):
            return {"$ref": f"#/$defs/{self._defined(record or type)}"}
        if get_origin(type) is tuple:
            return {"type": "array", "items": self._type(get_args(type)[0])}
        if get_origin(type) is Mapping:
            return {"type": "object", "additionalProperties": {"type": "string"}}
        if type is date:
            return self._type(Day)
        made: Schema = {"type": {str: "string", int: "integer", bool: "boolean"}[type]}
        if type is int:
            made["minimum"] = 0
        for each in known:
            made |= {"enum": [*each]} if isinstance(each, tuple) else {"pattern" if type is str else "minimum": each}
        if "enum" in made:
            made.pop("minimum", None)
        return made

    def _or_null(self, made: Schema) -> Schema:
        if "$ref" in made:
            self.defs[made["$ref"].rpartition("/")[2]]["type"] = ["object", "null"]
            return made
        return {**made, "type": [made["type"], "null"], **({"enum": [*made["enum"], None]} if "enum" in made else {})}

    def _defined(self, type: Any) -> str:
        name = kind(type)
        if name not in self.defs:
            self.defs[name] = {}
            title = name.replace("-", " ").capitalize()
            self.defs[name] = {
                "title": title,
                "description": _line(inspect.getdoc(type).partition("\n\n")[0]),
                **self.body([*_properties(type, public=self.public)]),
            }
        return name


def _properties(type: Any, *, public: bool = False) -> Iterator[Property]:
    """The keys of a type in their order, or of a kind of record."""
    if type in fields.FIELDS:
        for field in fields.of(type):
            if field.json:
                yield from _of_field(type, field, public=public)
        return
    for name, held in type.__annotations__.items():
        known = getattr(held, "__metadata__", ())
        if SPREAD in known:
            inner = next((each for each in known if each in fields.FIELDS), get_args(held)[0])
            yield from _properties(inner, public=public)
            continue
        left_out = type._field_defaults.get(name, "") is None
        if type._field_defaults.get(name) == "":
            held = held | None
        elif left_out:
            held = next(each for each in get_args(held) if each is not None.__class__)
        yield Property(name, held, _docs(type).get(name) or _docs(Key)[name], needed=not left_out)


def _of_field(record: Any, field: Field, *, public: bool) -> Iterator[Property]:
    """The keys of a field of a record."""
    several: Any = {fields.RECORD: field.of, fields.RECORDS: field.of, fields.IDS: str}.get(field.holds)
    plain: Any = {fields.DAY: date, fields.FLAG: bool, fields.NUMBER: int}.get(field.holds, str)
    held = tuple[several, ...] if several else plain
    empty = field.name in record._field_defaults and fields.default(record, field) in ("", None)
    held = held | None if not several and (empty or field.holds == fields.RATING) else held
    doc = _docs(record).get(field.name, f"{field.title}.")
    if public and field.edition == fields.INTERNAL:
        doc = doc.replace(". Such as", "; not told in a public edition. Such as", 1)
    yield Property(records.NAMED.get(field.name, field.name), held, doc, field.title)
    if field.holds == fields.RATING:
        yield Property(f"{field.name}_title", str, _docs(Key)["rating_title"])
    elif field.name == "owner":
        yield Property("owner_name", str | None, _docs(Key)["owner_name"])
    elif field.name == "joint":
        yield Property("with_names", tuple[str, ...], _docs(Key)["with_names"])


@cache
def _docs(type: Any) -> dict[str, str]:
    """The docstring of each field of a class."""
    (parsed,) = ast.parse(inspect.cleandoc("\n" + inspect.getsource(type))).body
    assert isinstance(parsed, ast.ClassDef)
    found = {}
    for field, doc in zip(parsed.body, parsed.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr):
            found[ast.unparse(field.target)] = ast.literal_eval(doc.value)
    return found


def _examples(made: Schema, such: list[str]) -> list[Any]:
    """What a key may hold: what its docstring says, or what its type leaves no doubt of."""
    if such:
        text = "string" in made["type"]
        return [each if text and each != "null" else json.loads(each) for each in such]
    if made.get("pattern") == Day.__metadata__[0]:
        return ["2026-03-12"]
    return made.get("enum", [])[:2] or ([True, False] if made.get("type") == "boolean" else [])


def _line(text: str) -> str:
    return " ".join(text.split())


def written(schema: Schema) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the schemas."""
    for answer in ANSWERS:
        (SCHEMA / f"output-{kind(answer)}.schema.json").write_text(written(made(answer)), encoding="utf-8")


if __name__ == "__main__":
    main()
