"""What is said to be valid without a validator is valid by both validators, and nearly all that is valid is said so."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reflectctl.documents.document import read_document
from reflectctl.loading.files import kind
from reflectctl.loading.schema import PARTNERSHIP_KINDS, _validator, fitted, jsonschema_validator, loosened
from reflectctl.loading.schema_check import compiled
from tests.loading.test_schema import FILES, MUTATIONS, SHIPPED

ODD = [
    None, True, False, 0, 1, -1, 3.0, 2.5, "", " ", "x", "x\n", "2026-02-30", "2026-02-28", "2026-02-28\n", "ongoing",
    "0000-01-01", "agree", "https://example.org/a b", "https://example.org", "a" * 5000, [], {}, [[]], ["a", "a"],
    ["a", 1], [1, True], {"a": 1}, {"id": "x"}, "\u00e9", "a-b_c", "A",
]  # fmt: skip
"""Values that may stand anywhere in a record."""


def places(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where values stand in data."""
    yield at
    for key, each in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from places(each, (*at, key))


def mutants(data: Any, draw: random.Random, how_many: int) -> Iterator[Any]:
    """Data with something else in it, often what is not valid."""
    every = [at for at in places(data) if at]
    for _ in range(how_many if every else 0):
        made = copy.deepcopy(data)
        *above, last = draw.choice(every)
        around = made
        for key in above:
            around = around[key]
        what = draw.random()
        if what < 0.15:
            del around[last]
        elif what < 0.3 and isinstance(around, dict):
            around[draw.choice(["unknown", "id", "rating", "meeting", "x-y"])] = copy.deepcopy(draw.choice(ODD))
        elif what < 0.4 and isinstance(around, list):
            around.append(copy.deepcopy(around[last]))
        else:
            around[last] = copy.deepcopy(draw.choice(ODD))
        yield made


def records(demo: Path) -> Iterator[tuple[str, Any]]:
    """Every record of the example and of the tests, with the kind that it is of."""
    for path in sorted(demo.rglob("*")):
        name = path.relative_to(demo).as_posix()
        if path.is_file() and (of := kind(name)):
            yield of, read_document(name, path.read_bytes()).data
    for name, text in FILES.items():
        yield kind(name) or "", read_document(name, text.encode()).data
    for name, old, new, *_ in MUTATIONS.values():
        yield kind(name) or "", read_document(name, FILES[name].replace(old, new, 1).encode()).data


@pytest.mark.parametrize("loose", [False, True])
def test_what_is_called_valid_is_valid_by_both_validators(built_demo: Path, loose: bool) -> None:
    draw = random.Random(4)
    schemas: dict[str, tuple[Any, Any, Any]] = {}
    valid = said = invalid = 0
    for of, data in records(built_demo):
        if of not in schemas:
            schema = fitted(of, SHIPPED)
            schema = loosened(schema) if loose else schema
            schemas[of] = compiled(schema), _validator(schema), jsonschema_validator(schema)
        check, quick, slow = schemas[of]
        for each in (data, *mutants(data, draw, 40)):
            is_valid = quick.is_valid(each)
            valid, said, invalid = valid + is_valid, said + check(each), invalid + (not is_valid)
            if check(each):
                assert is_valid, (of, each)
                assert slow.is_valid(each), (of, each)
            else:
                # What is not certain is rare: whole numbers with a point, and lists of what is no word.
                assert (
                    not is_valid
                    or any(isinstance(value, float) for value in json.loads(json.dumps([each])))
                    or ("3.0" in json.dumps(each) or "[1, true]" in json.dumps(each))
                ), (of, each)
    assert invalid > 500
    assert said > 0.98 * valid > 500


@pytest.mark.parametrize("name", PARTNERSHIP_KINDS)
def test_every_schema_of_a_partnership_is_known_whole(name: str) -> None:
    node = fitted(name, SHIPPED)
    check = compiled({**node, "required": []})
    examples = [
        {key: one} for key, each in node.get("properties", {}).items() for one in each.get("examples", ())
    ]  # fmt: skip

    assert check({})
    assert all(check(each) for each in examples)


@pytest.mark.parametrize(
    "schema",
    [
        {"oneOf": [{"type": "string"}]},
        {"type": "text"},
        {"enum": [1, True]},
        {"$ref": "other.json"},
        {"$ref": "#/$defs/none"},
        {"pattern": "a$|b$"},
        {"pattern": "\\d+"},
        {"uniqueItems": False},
        {"properties": {"a": {"if": {}}}},
        {"items": [{"type": "string"}]},
    ],
)
def test_of_a_schema_that_says_what_is_not_known_nothing_is_called_valid(schema: dict[str, Any]) -> None:
    check = compiled(schema)

    assert not any(check(each) for each in (*ODD, {"a": "b"}))


def test_a_definition_may_hold_itself() -> None:
    tree = {"$ref": "#/$defs/t", "$defs": {"t": {"type": "array", "items": {"$ref": "#/$defs/t"}}}}

    assert compiled(tree)([[], [[]]])
    assert not compiled(tree)([[], ["a"]])
