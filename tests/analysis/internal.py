"""What the schemas mark as internal, collected from a partnership's files: the strings no public report may hold."""

import json
import re
from pathlib import Path
from typing import Any

from reflectctl.documents.document import read_document
from reflectctl.loading import files
from reflectctl.storage.disk import WorkTree

MARK = "partner edition only"
SCHEMAS = Path(__file__).parents[2] / "schema"
SHORTEST = 12


def internal_strings(root: Path) -> set[str]:
    """Every sentence that stands under a mark, white space folded, and nowhere that may be published."""
    inside: set[str] = set()
    outside: set[str] = set()
    tree = WorkTree(root)
    for path in tree.paths():
        kind = files.kind(path)
        if kind is None:
            continue
        raw = tree.read(path)
        assert isinstance(raw, bytes)
        document = read_document(path, raw)
        schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
        _collect(document.data, schema, schema, False, inside, outside)
        if kind in ("meeting", "preliminary"):
            # What follows the front matter is notes, for which a schema has no place.
            inside.update(_sentences(document.body))
    public = " ".join(outside)
    return {each for each in inside if each not in public}


def _collect(value: Any, node: dict[str, Any], schema: dict[str, Any], marked: bool, inside: set, outside: set) -> None:
    marked = marked or MARK in node.get("$comment", "")
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        marked = marked or MARK in node.get("$comment", "")
    if isinstance(value, dict):
        if marked_chapter(value):
            marked = True
        for key, held in value.items():
            known = node.get("properties", {}).get(key) or node.get("additionalProperties") or {}
            _collect(held, known if isinstance(known, dict) else {}, schema, marked, inside, outside)
    elif isinstance(value, list):
        for held in value:
            _collect(held, node.get("items") or {}, schema, marked, inside, outside)
    elif isinstance(value, str):
        (inside if marked else outside).update(_sentences(value))


def marked_chapter(value: dict[str, Any]) -> bool:
    """Whether this is a chapter that is kept for partners."""
    return "text" in value and value.get("edition") == "partner"


def _sentences(text: str) -> set[str]:
    folded = " ".join(re.sub(r"[*_#>`|]|^\s*(?:[-+]|\d+\.)\s", " ", text, flags=re.M).split())
    return {each for each in re.split(r"(?<=[.!?:;])\s+", folded) if len(each) > SHORTEST}
