"""Writes the catalogue of a report's own phrases anew, after one came or went: `python -m tests.phrases`.

The phrases are read from the code: from the calls of `say`, `in_line`, `many`, `phrase` and `counted`, and the titles
of fields that nothing else tells.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reflectctl.model.fields import FIELDS
from reflectctl.model.messages import MONTH_FORMS, Forms
from reflectctl.render import translation_file

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "reflectctl"
STYLES = SOURCE / "render" / "styles"
CATALOGUE = ROOT / "content" / "phrases" / "en.yaml"

SAYING = {"say": 1, "in_line": 1, "phrase": 1, "month_name": 1, "many": 2, "counted": 2}
"""The functions that a phrase is given to, and how many texts it has there."""

Phrase = tuple[str, str | Forms]
"""A phrase as it stands in the code, and what is said for it: itself, or a text for each form."""


def called(name: str, texts: list[object]) -> Phrase | None:
    """The phrase that a call has; None where it is handed on from elsewhere."""
    wanted = SAYING[name]
    found = [text for text in texts[:wanted] if isinstance(text, str)]
    if len(found) < wanted:
        return None
    if name == "month_name":
        return found[0], dict.fromkeys(MONTH_FORMS, found[0])
    return found[-1], found[0] if wanted == 1 else {"one": found[0], "other": found[1]}


def in_module(path: Path) -> Iterator[Phrase]:
    """Every phrase of a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and (name := saying(node)):
            texts = [each.value if isinstance(each, ast.Constant) else None for each in node.args]
            if (phrase := called(name, texts)) is not None:
                yield phrase


def saying(node: ast.Call) -> str:
    """The function by which a call says something; empty where it does not."""
    function = node.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "i18n":
        return function.attr if function.attr in SAYING else ""
    return function.id if isinstance(function, ast.Name) and function.id in SAYING else ""


def in_code() -> dict[str, Any]:
    """Every phrase of the program, in English: a counted one by its forms, under the one for many."""
    found: dict[str, Any] = {}
    several = [each for path in sorted(SOURCE.rglob("*.py")) for each in in_module(path)]
    several += [(field.title, field.title) for each in FIELDS.values() for field in each if not field.own]
    for key, made in several:
        if found.setdefault(key, made) != made:
            raise SystemExit(f"{key!r} is said in two ways: {found[key]!r} and {made!r}.")
    return found


def text() -> str:
    """The catalogue as it is shipped."""
    found = in_code()
    return translation_file.written("en", found, found)


def main() -> None:
    """Rewrite the catalogue."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
