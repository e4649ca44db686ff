"""A schema and a route in, what the schema says of the value there out."""

from typing import Any

from ..model.locations import Route
from ..model.named_tuples import NamedTuple


class Violation(NamedTuple):
    """One thing a schema does not allow: where, by which keyword, and what the keyword asked for."""

    route: Route
    keyword: str
    wanted: Any
    """For `required` the missing key; for `additionalProperties` the list of keys that are not known."""


def node_at(schema: dict[str, Any], route: Route) -> dict[str, Any]:
    """The schema's node for the value at a route, local references followed and their siblings kept."""
    node = _followed(schema, schema)
    for step in route:
        inner = node.get("items") if isinstance(step, int) else (node.get("properties") or {}).get(step)
        if inner is None and isinstance(step, str) and isinstance(node.get("additionalProperties"), dict):
            inner = node["additionalProperties"]
        node = _followed(schema, inner or {})
    return node


def _followed(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for part in node.get("allOf", ()):
        node = {**_followed(schema, part), **node}
    reference = node.get("$ref")
    if not reference:
        return node
    return {**_followed(schema, schema["$defs"][reference.removeprefix("#/$defs/")]), **node}


def key_order(schema: dict[str, Any], route: Route) -> list[str]:
    """The keys that may stand in the mapping at a route, in the order in which they are written."""
    return list(node_at(schema, route).get("properties") or {})
