"""Writes the levels that a partnership may set into its schema, after a rule came or went: `python -m tests.levels`."""

import json
from pathlib import Path
from typing import Any

from reflectctl.rules.catalogue import rules

SCHEMA = Path(__file__).parent.parent / "schema" / "partnership.schema.json"


def levels() -> dict[str, Any]:
    """One property for each rule whose level can be set: its summary is what an editor shows."""
    return {
        rule.id: {
            "$ref": "#/$defs/level",
            "title": rule.id,
            "description": rule.summary,
            "examples": [rule.severity, "off"],
        }
        for rule in rules()
        if not rule.fixed
    }


def main() -> None:
    """Rewrite the schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    schema["properties"]["settings"]["properties"]["rules"]["properties"] = levels()
    SCHEMA.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
