"""A name, agencies and a content pack in; every file of a new partnership's repository out. Nothing is written here."""

import json
import re
from collections.abc import Mapping, Sequence

from ..documents.patch import scalar
from ..loading.schemas import PARTNERSHIP_KINDS, fitted
from ..model.instrument import Instrument
from ..model.partnership import Agency
from .wishes import blank_record


def scaffold(
    *,
    name: str,
    agencies: Sequence[Agency],
    instrument: Instrument,
    pack: Mapping[str, bytes],
    principles: Sequence[str] = (),
) -> dict[str, bytes]:
    """The files of a new partnership by their paths, sorted: complete, valid, and nothing rated yet."""
    texts = {
        "partnership.yaml": _partnership(name, agencies, instrument),
        "preliminary.md": _preliminary(instrument),
        "README.md": _readme(name, instrument),
        "CONTRIBUTING.md": _CONTRIBUTING,
        ".editorconfig": _EDITORCONFIG,
        ".gitattributes": _GITATTRIBUTES,
        ".gitignore": "# Reports are made from the records whenever they are wanted.\n/reports/*\n!/reports/.gitkeep\n",
        ".vscode/settings.json": _vscode(),
        ".vscode/extensions.json": json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n",
        "meetings/.gitkeep": "",
        "principles/.gitkeep": "",
        "reports/.gitkeep": "",
    }
    for kind in PARTNERSHIP_KINDS:
        texts[f".reflectctl/schema/{kind}.schema.json"] = json.dumps(fitted(kind, instrument), indent=2) + "\n"
    for principle in instrument.principles:
        if principle.id in principles:
            path = f"principles/{principle.number}-{principle.id}.yaml"
            texts[path] = blank_record(principle, instrument)
    files = {path: text.encode("utf-8") for path, text in texts.items()}
    files.update({f"content/{path}": raw for path, raw in pack.items()})
    return dict(sorted(files.items()))


def _partnership(name: str, agencies: Sequence[Agency], instrument: Instrument) -> str:
    lines = [
        "# yaml-language-server: $schema=.reflectctl/schema/partnership.schema.json",
        "format: 1",
        f"name: {scalar(name)}",
        f"content: {instrument.id}",
    ]
    if not agencies:
        return "\n".join([*lines, "agencies: []"]) + "\n"
    lines.append("agencies:")
    for agency in agencies:
        lines += [f"  - id: {scalar(agency.id)}", f"    name: {scalar(agency.name)}"]
        if agency.statutory:
            lines.append("    statutory: true")
    return "\n".join(lines) + "\n"


def _preliminary(instrument: Instrument) -> str:
    lines = [
        "---",
        "# yaml-language-server: $schema=.reflectctl/schema/preliminary.schema.json",
        "discussed:",
        "meeting:",
        "goal:",
        "commitment:",
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
    heading = re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", name)
    return f"""# {heading}

What this partnership has reflected on, agreed and planned, with the reasons, in plain text. It is kept with
[reflectctl](https://pypi.org/project/reflectctl/): the files can be read and edited with any editor, and every change
can be reviewed before it counts.

**No personal data about children belongs here, ever: git does not forget.** Owners of actions are agencies and roles.

## Where things are

| File | What it holds |
| --- | --- |
| `partnership.yaml` | who we are |
| `preliminary.md` | the readiness conversation |
| `principles/` | ratings, reasons, views, key points and plans, a file for each principle begun |
| `meetings/` | who met when, about what, and what was said |
| `content/` | our own copy of the statements that we rate |

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


_CONTRIBUTING = """# Working together on these files

1. Make a branch, change the files by hand or with `reflectctl`, and run `reflectctl validate`.
2. Look at `reflectctl diff`: every rating that moved should say why.
3. Open a pull request. Whoever reads it asks one question of each rating that moved, in either direction: would
   somebody who was not in the room understand it?
4. Merge when the agencies that were in the room recognise what they said.

A rating says what partners can evidence. A move towards disagreement can be honesty, and is as welcome as any other.

Write roles and agencies, never names of people, and nothing by which a child could be known.
"""

_EDITORCONFIG = """root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true
indent_style = space
indent_size = 2

[*.md]
trim_trailing_whitespace = false
"""

_GITATTRIBUTES = """* text=auto
*.yaml text eol=lf
*.md text eol=lf
*.json text eol=lf
"""


def _vscode() -> str:
    folder = ".reflectctl/schema"
    schemas = {
        f"{folder}/partnership.schema.json": "/partnership.yaml",
        f"{folder}/principle.schema.json": "/principles/*.yaml",
        f"{folder}/pack.schema.json": "/content/pack.yaml",
        f"{folder}/content-principle.schema.json": "/content/principles/*.yaml",
    }
    settings = {
        "yaml.schemas": schemas,
        "yaml.schemaStore.enable": False,
        "yaml.format.enable": False,
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.wordWrap": "on"},
        "[markdown]": {"editor.wordWrap": "on"},
    }
    return json.dumps(settings, indent=2) + "\n"
