"""Nothing in, the files that tell an editor what a partnership's files hold out: checked, completed, explained offline.

Editors check whole YAML files. The front matter of a Markdown file is beyond the YAML extension of VS Code, and calling
these files YAML would cost their preview, so a task there runs `reflectctl validate` and shows what it finds, in every
kind of file, at its line.
"""

from .. import resources
from ..model.file_kinds import FILE_KINDS, LANGUAGE


def editor_files() -> dict[str, str]:
    """The editor files of a partnership's repository by their paths, as Prettier would write them."""
    return resources.repository_files("editors", SCHEMAS=_schemas())


def _schemas() -> str:
    """Which schema goes with which YAML files, as the extension of VS Code is told."""
    patterns = {each.name: [_pattern(path) for path in each.paths if path.endswith(".yaml")] for each in FILE_KINDS}
    lines = []
    for name, own in patterns.items():
        others = [each for other in patterns if other != name for each in patterns[other]]
        beyond = [each for each in others if any(_matches(pattern, each) for pattern in own)]
        needed = [each for each in beyond if not any(each != one and _matches(one, each) for one in beyond)]
        wanted = [f'"{each}"' for each in own] + [
            f'"!{each}"' for each in sorted(needed, key=lambda each: each.count("/"))
        ]
        listed = wanted[0] if len(wanted) == 1 else "[\n      " + ",\n      ".join(wanted) + "\n    ]"
        if own:
            lines.append(f'    ".reflectctl/schema/{name}.schema.json": {listed}')
    return "{\n" + ",\n".join(lines) + "\n  }"


def _pattern(path: str) -> str:
    return "/" + path.replace("**/*", "*").replace(LANGUAGE, "*")


def _matches(pattern: str, other: str) -> bool:
    """Whether a pattern takes the files of another for its own: it matches below any folder."""
    wanted, parts = pattern.strip("/").split("/"), other.strip("/").split("/")
    if len(parts) < len(wanted):
        return False
    folders = zip(wanted[:-1], parts[-len(wanted) : -1], strict=True)
    return all(one in ("*", part) for one, part in folders) and parts[-1].endswith(wanted[-1].removeprefix("*"))
