"""Writes what the sections of a report tell into the schema and the page about reports: `python -m tests.sections`."""

import json
import re
from pathlib import Path
from typing import Any

from reflectctl.model.report_config import TELLS

ROOT = Path(__file__).parent.parent
SCHEMA, PAGE = ROOT / "schema" / "report.schema.json", ROOT / "docs" / "reports.md"


def listed() -> str:
    """Every section with what it tells, as one sentence."""
    *others, last = (f"{id} ({tells})" for id, tells in TELLS.items())
    return f"The sections are {', '.join(others)}, and {last}."


def offered() -> list[dict[str, str]]:
    """What an editor offers, in the order of the sections."""
    return [
        {"label": id, "description": tells[0].upper() + tells[1:], "sortText": f"{number:02}", "bodyText": id}
        for number, (id, tells) in enumerate(TELLS.items(), 1)
    ]


def table() -> str:
    """The table of the page: a row a section."""
    rows = "".join(f"| `{id}` | {tells[0].upper()}{tells[1:]}. |\n" for id, tells in TELLS.items())
    return f"| Section | What it tells |\n| --- | --- |\n{rows}"


def schema(before: Any) -> Any:
    """A schema with the sections as they are now, wherever it names them."""
    if isinstance(before, list):
        own = any(isinstance(each, dict) and each.get("label") in TELLS for each in before)
        return offered() if own else [schema(each) for each in before]
    if isinstance(before, dict):
        return {key: schema(value) for key, value in before.items()}
    return re.sub(r"The sections are .*\.\Z", listed(), before) if isinstance(before, str) else before


def page(before: str) -> str:
    """The page about reports with the table as it is now."""
    return re.sub(r"\| Section \| .*\n(\|.*\n)+", lambda _: table(), before)


def made() -> dict[Path, str]:
    """What the files are to say."""
    written = json.dumps(schema(json.loads(SCHEMA.read_text(encoding="utf-8"))), indent=2, ensure_ascii=False) + "\n"
    return {SCHEMA: written, PAGE: page(PAGE.read_text(encoding="utf-8"))}


def main() -> None:
    """Rewrite them."""
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
