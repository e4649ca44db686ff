"""The README's examples: what each command prints in the example. `python -m tests.readme` writes them anew.

A line `…` stands for any lines. In the source, `@@` (or `@@ 6`, for the first six lines) is where output goes.
"""

import re
import shlex
import sys
import tempfile
from pathlib import Path

from tests.conftest import run

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def examples(text: str) -> list[tuple[str, str]]:
    """Each command with the output that the README shows for it, in order."""
    found = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def written_before(command: str) -> list[str]:
    """The commands of the README's examples that write a file which another one reads."""
    words = shlex.split(command)
    found = examples(README.read_text(encoding="utf-8"))
    return [each for each, _ in found if each != command and "-o" in shlex.split(each)[:-1]
            and shlex.split(each)[-1] in words]  # fmt: skip


def printed(command: str, folder: Path) -> str:
    """What a command prints, both streams, as a terminal shows them."""
    result = run(*shlex.split(command)[1:], cwd=folder)
    return result.stdout + result.stderr


def matches(shown: str, real: str) -> bool:
    """Whether the real output is what is shown, where a line `…` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line) + r"\n" for line in shown.splitlines())
    return re.fullmatch(pattern, real) is not None


def main() -> None:
    """Run every example and write what it prints into the README."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "demo"
        run("demo", folder, cwd=Path(top))
        for command, shown in examples(text):
            lines = printed(command, folder).splitlines()
            asked = re.fullmatch(r"@@(?: (\d+))?\n", shown)
            most = int(asked.group(1)) if asked and asked.group(1) else 0
            if not asked and shown.rstrip().endswith("…"):
                most = len(shown.splitlines()) - 1
            if most and len(lines) > most:
                lines = [*lines[:most], "…"]
            text = text.replace(f"$ {command}\n{shown}", f"$ {command}\n" + "".join(f"{line}\n" for line in lines), 1)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
