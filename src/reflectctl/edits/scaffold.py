"""A name, agencies and a content pack in; every file of a new partnership's repository out. Nothing is written here."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from .. import resources
from ..analysis.meetings import headings_of_question
from ..documents.patch import scalar
from ..loading.schema import PARTNERSHIP_KINDS, for_editors
from ..model.instrument import Instrument
from ..model.records import Agency, Preliminary
from .editors import editor_files
from .forge import forge
from .gitattributes import completed
from .operations import blank, blank_record


def scaffold(
    *,
    name: str,
    agencies: Sequence[Agency],
    instrument: Instrument,
    pack: Mapping[str, bytes],
    principles: Sequence[str] = (),
    ci: str = "none",
    install: str = "",
) -> dict[str, bytes]:
    """The files of a new partnership by their paths, sorted: complete, valid, and nothing rated yet."""
    texts = {
        "partnership.yaml": _partnership(name, agencies, instrument),
        "preliminary.md": _preliminary(instrument),
        **editor_files(),
        **_every(name, instrument),
        "meetings/.gitkeep": "",
        "principles/.gitkeep": "",
        "reports/.gitkeep": "",
        **forge(ci, install=install),
    }
    texts |= schemas(instrument)
    for principle in instrument.principles:
        if principle.id in principles:
            path = f"principles/{principle.number}-{principle.id}.yaml"
            texts[path] = blank_record(principle, instrument)
    files = {path: text.encode("utf-8") for path, text in texts.items()}
    files.update({f"content/{path}": raw for path, raw in pack.items()})
    return dict(sorted(files.items()))


def _every(name: str, instrument: Instrument) -> dict[str, str]:
    """What every repository begins with."""
    files = resources.repository_files(
        "every",
        NAME=_heading(name),
        PRINCIPLE=instrument.principles[0].id if instrument.principles else "PRINCIPLE",
        DIMENSION=instrument.dimensions[0].id if instrument.dimensions else "DIMENSION",
    )
    return files | {".gitattributes": completed(files[".gitattributes"])}


def schemas(instrument: Instrument) -> dict[str, str]:
    """The schemas that an editor goes by, fitted to the partnership's content, by their paths."""
    return {
        f".reflectctl/schema/{kind}.schema.json": _json(for_editors(kind, instrument)) + "\n"
        for kind in PARTNERSHIP_KINDS
    }


def _partnership(name: str, agencies: Sequence[Agency], instrument: Instrument) -> str:
    lines = [
        "# yaml-language-server: $schema=.reflectctl/schema/partnership.schema.json",
        "format: 1",
        f"name: {_quoted(name)}",
        f"content: {instrument.id}",
    ]
    if not agencies:
        return "\n".join([*lines, "agencies: []"]) + "\n"
    lines.append("agencies:")
    for agency in agencies:
        lines += [f"  - id: {scalar(agency.id)}", f"    name: {_quoted(agency.name)}"]
        if agency.statutory:
            lines.append("    statutory: true")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text on one line, in the quotes that formatters leave as they are: the ones that need no escape inside."""
    return "'" + text.replace("'", "''") + "'" if '"' in text and "\\" not in text else scalar(text)


def _preliminary(instrument: Instrument) -> str:
    lines = [
        "---",
        "# yaml-language-server: $schema=.reflectctl/schema/preliminary.schema.json",
        *blank(Preliminary),
        "---",
    ]
    for question in instrument.questions:
        for heading in headings_of_question(question):
            lines += ["", heading]
    return "\n".join(lines) + "\n"


def _heading(name: str) -> str:
    """A name as a heading of Markdown that shows only itself."""
    told = re.sub(r"([\\`*\[\]<>#|~$])", r"\\\1", name)
    told = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", told)
    return re.sub(r"&(?=#|\w)", "&amp;", told)


def _json(value: Any, indent: int = 0, column: int = 0, after: int = 0) -> str:
    """JSON as formatters lay it out: a list stays on its line where the line is not too long.

    The value begins at a column, in a line indented so far, with so many characters behind it.
    """
    inner = " " * (indent + 2)
    if isinstance(value, dict) and value:
        keys = [f"{inner}{json.dumps(key, ensure_ascii=False)}: " for key in value]
        lines = [
            key + _json(each, indent + 2, len(key), number < len(value))
            for number, (key, each) in enumerate(zip(keys, value.values(), strict=True), start=1)
        ]
        return "{\n" + ",\n".join(lines) + "\n" + " " * indent + "}"
    if isinstance(value, list) and value:
        parts = [_json(each, indent + 2, indent + 2, number < len(value)) for number, each in enumerate(value, start=1)]
        flat = json.dumps(value, ensure_ascii=False)
        table = len(value) > 1 and all(isinstance(each, list) and len(each) > 1 for each in value)
        if not table and not any("\n" in part for part in parts) and column + len(flat) + after <= 80:
            return flat
        return "[\n" + ",\n".join(inner + part for part in parts) + "\n" + " " * indent + "]"
    return json.dumps(value, ensure_ascii=False)
