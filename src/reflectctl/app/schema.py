"""The JSON Schemas of the formats: a list of them, and one fitted to the content at hand."""

import json

from .. import resources
from ..analysis import lookup
from ..loading.schema import for_editors
from . import shipped
from .context import Context


def schema(here: Context, name: str) -> str:
    """The schema of a file of the partnership, fitted to its own content, or of a JSON output."""
    found = lookup.one(name, resources.schema_names(), "format", "`reflectctl schema`")
    return json.dumps(for_editors(found, shipped.instrument(here).as_rated), indent=2, ensure_ascii=True) + "\n"


def listed() -> str:
    """Every format by its name and title, a line each."""
    rows = [(each, resources.schema(each).get("title", "")) for each in resources.schema_names()]
    room = max(len(each) for each, _ in rows) + 2
    return "".join(f"{each:<{room}}{title}\n" for each, title in rows)
