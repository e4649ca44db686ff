"""Writes the schemas of translations anew, after those of the pack changed: `python -m tests.translations`.

A file in another language has the keys of the file that it says again. What it leaves out is said in the pack's words.
"""

import json
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parent.parent / "schema"

MADE = {
    "translation": (
        "pack",
        "Content pack in another language",
        "The content pack's own words in another language, each under the id that it has there. What is left out is "
        "shown in the words of the pack.",
        ["language"],
    ),
    "translation-principle": (
        "content-principle",
        "Principle in another language",
        "The words of one principle in another language. What is left out is shown in the words of the pack; ratings "
        "are made against those.",
        ["id"],
    ),
}
"""By name: the schema that it is made from, its title, its description, and the keys that it needs."""


def made(name: str) -> dict[str, Any]:
    """The schema of a translation."""
    origin, title, description, needed = MADE[name]
    text = (SCHEMA / f"{origin}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text.replace(f":schema:{origin}:", f":schema:{name}:"))
    schema |= {"title": title, "description": description, "required": needed}
    for node in (*schema["properties"].values(), *schema["$defs"].values()):
        if "required" in node:
            # An entry is known by its id; which of its texts are there in another language is for people to decide.
            node["required"] = [key for key in node["required"] if key == "id"]
            if not node["required"]:
                del node["required"]
        # Of a list, as many entries are there as have been translated.
        node.pop("minItems", None)
    return schema


def main() -> None:
    """Rewrite the schemas."""
    for name in MADE:
        written = json.dumps(made(name), indent=2, ensure_ascii=False) + "\n"
        (SCHEMA / f"{name}.schema.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
