"""A name, agencies and a content pack in; every file of a new partnership's repository out. Nothing is written here."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from .. import __version__
from ..documents.patch import scalar
from ..loading.schema import PARTNERSHIP_KINDS, fitted
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
) -> dict[str, bytes]:
    """The files of a new partnership by their paths, sorted: complete, valid, and nothing rated yet."""
    texts = {
        "partnership.yaml": _partnership(name, agencies, instrument),
        "preliminary.md": _preliminary(instrument),
        "README.md": _readme(name, instrument),
        "CONTRIBUTING.md": _CONTRIBUTING,
        **editor_files(),
        ".gitattributes": _GITATTRIBUTES,
        ".markdownlint.yaml": _MARKDOWNLINT,
        ".prettierrc.yaml": _PRETTIER,
        ".yamllint.yaml": _YAMLLINT,
        ".gitignore": "# Reports are made from the records whenever they are wanted.\n/reports/*\n!/reports/.gitkeep\n",
        "meetings/.gitkeep": "",
        "principles/.gitkeep": "",
        "reports/.gitkeep": "",
        **forge(ci, version=__version__),
    }
    texts |= schemas(instrument)
    for principle in instrument.principles:
        if principle.id in principles:
            path = f"principles/{principle.number}-{principle.id}.yaml"
            texts[path] = blank_record(principle, instrument)
    files = {path: text.encode("utf-8") for path, text in texts.items()}
    files.update({f"content/{path}": raw for path, raw in pack.items()})
    return dict(sorted(files.items()))


def schemas(instrument: Instrument) -> dict[str, str]:
    """The schemas that an editor goes by, fitted to the partnership's content, by their paths."""
    return {
        f".reflectctl/schema/{kind}.schema.json": _json(fitted(kind, instrument)) + "\n" for kind in PARTNERSHIP_KINDS
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
        lines += ["", f"## {question.question}"]
        for follow_up in question.follow_ups:
            lines += ["", f"### {follow_up}"]
    return "\n".join(lines) + "\n"


def _readme(name: str, instrument: Instrument) -> str:
    first = instrument.principles[0].id if instrument.principles else "PRINCIPLE"
    dimension = instrument.dimensions[0].id if instrument.dimensions else "DIMENSION"
    return f"""# {_heading(name)}

What this partnership has reflected on, agreed and planned, with the reasons, in plain text. It is kept with
[reflectctl](https://pypi.org/project/reflectctl/): the files can be read and edited with any editor, and every change
can be reviewed before it counts.

**No personal data about children belongs here, ever: git does not forget.** Owners of actions are agencies and roles.

## Where things are

| File               | What it holds                                                                  |
| ------------------ | ------------------------------------------------------------------------------ |
| `partnership.yaml` | who we are                                                                     |
| `preliminary.md`   | the readiness conversation                                                     |
| `principles/`      | ratings, reasons, views, key points and plans, a file for each principle begun |
| `meetings/`        | who met when, about what, and what was said                                    |
| `content/`         | our own copy of the statements that we rate                                    |

What our reports are called, how they begin and what they hold can be said in a file `report.yaml` beside them;
`reflectctl schema report` explains its keys.

## A first hour

```console
reflectctl status
reflectctl meeting new "Our first conversation" --principle {first}
reflectctl rate {first}.{dimension} RATING --because "Why we settled here."
reflectctl validate
reflectctl diff
git add --all && git commit
reflectctl report -o reports/report.html
```

Start small, start somewhere: one principle begun and the others untouched is a good beginning.
"""


def _heading(name: str) -> str:
    """A name as a heading of Markdown that shows only itself."""
    told = re.sub(r"([\\`*\[\]<>#|~$])", r"\\\1", name)
    told = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", told)
    return re.sub(r"&(?=#|\w)", "&amp;", told)


_CONTRIBUTING = """# Working together on these files

1. Make a branch, change the files by hand or with `reflectctl`, and run `reflectctl validate`.
2. Look at `reflectctl diff`: every rating that moved should say why.
3. Open a pull request. Whoever reads it asks one question of each rating that moved, in either direction: would
   somebody who was not in the room understand it?
4. Merge when the agencies that were in the room recognise what they said.

So that each commit is checked before it is made, run this once where you work on the files:

```console
pip install pre-commit
pre-commit install
```

A rating says what partners can evidence. A move towards disagreement can be honesty, and is as welcome as any other.

Write roles and agencies, never names of people, and nothing by which a child could be known.
"""

_MARKDOWNLINT = """\
# Prose is as wide as its writer likes; a file's title may stand in its data, and what was said under each principle
# may have the same headings.
line-length: false
first-line-heading: false
no-trailing-punctuation: false
no-duplicate-heading:
  siblings_only: true
"""

_PRETTIER = """\
overrides:
  - files: ["*.md", "*.yaml", "*.yml"]
    options:
      printWidth: 120
  # The list of who was there stays on its line.
  - files: meetings/*.md
    options:
      printWidth: 1000
"""

_YAMLLINT = """\
extends: default

rules:
  # As prettier writes them.
  braces:
    min-spaces-inside: 0
    max-spaces-inside: 1
    max-spaces-inside-empty: 0
  comments:
    min-spaces-from-content: 1
  # As these files are written: one document each, reasons in sentences, and `on` is a key of workflows.
  document-start: disable
  line-length: disable
  truthy:
    check-keys: false
"""

_GITATTRIBUTES = completed("""* text=auto
*.yaml text eol=lf
*.md text eol=lf
*.json text eol=lf
""")


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
