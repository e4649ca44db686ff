"""The examples of the pages: what each command prints in the demo. `python -m tests.readme` writes them anew.

A line `…` stands for any lines. In the source, `@@` (or `@@ 6`, for the first six lines) is where output goes.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import CLEAN, run
from tests.worksheets import in_workbook

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
PUTTING_RIGHT = TOP / "docs/putting-right.md"
MEETINGS = TOP / "docs/meetings.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)

RESPONSES = """\
Timestamp,Email Address,Which agency or group do you answer for?,children-first.culture,Why do you see it so?
2026/04/22 10:02:11 am GMT,someone@example.org,Wessex Police,Agree,Our own log shows it.
2026/04/22 11:40:09 am GMT,other@example.org,Wessbury Homes and Neighbourhoods,Rather not,
2026/04/23 9:15:30 am GMT,someone@example.org,Wessex Police,Disagree,The log was read again.
"""
"""What a form service exports, as the pages show it: an agency answers twice, and one in words of its own."""

FILLED_IN = {
    ("", "day"): "2026-04-29",
    ("children-first.behaviour", "rating"): "We cannot say",
    ("children-first.culture", "rating"): "Agree / Disagree",
    ("children-first.culture", "because"): "Our log was read by two people.",
    (
        "children-first.action",
        "points",
        "evidence",
    ): "Every plan since January names the child first\nTen were read aloud",
}
"""What somebody types into the worksheet that a page opens."""

DAY = {"SOURCE_DATE_EPOCH": "1777636800"}
"""The day of the pages whose sections each begin with the demo as it is built: 1 May 2026."""


def examples(text: str) -> list[tuple[str, str]]:
    """Each command with the output that a page shows for it, in order."""
    found = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def sections(text: str) -> dict[str, str]:
    """The sections of a page by their headings; the examples of one go on where the one before left off."""
    _, *found = re.split(r"^## ", text, flags=re.MULTILINE)
    return {title: rest for title, _, rest in (each.partition("\n") for each in found)}


def written_before(command: str) -> list[str]:
    """The commands of the README's examples that write a file which another one reads."""
    words = shlex.split(command)
    found = examples(README.read_text(encoding="utf-8"))
    return [each for each, _ in found if each != command and "-o" in shlex.split(each)[:-1]
            and shlex.split(each)[-1] in words]  # fmt: skip


def printed(command: str, folder: Path, **surroundings: str) -> str:
    """What a command prints, both streams, as a terminal shows them."""
    program, *words = shlex.split(command)
    if program == "$EDITOR":
        by_hand(folder / words[0])
        return ""
    if program == "cat":
        # What comes from elsewhere is shown before it is read.
        (folder / words[0]).write_text({"responses.csv": RESPONSES}[words[0]], encoding="utf-8")
        return (folder / words[0]).read_text(encoding="utf-8")
    if program == "open":
        path = folder / words[0]
        path.write_bytes(in_workbook(path.read_bytes(), FILLED_IN))
        return ""
    if program == "git":
        dates = {f"GIT_{who}_DATE": "2026-05-01T12:00:00+00:00" for who in ("AUTHOR", "COMMITTER")}
        done = subprocess.run(
            ["git", *words], cwd=folder, env=CLEAN | dates, capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout + done.stderr
    result = run(*words, cwd=folder, **surroundings)
    return result.stdout + result.stderr


def by_hand(path: Path) -> None:
    """What somebody does in an editor with a file that has conflicts: keep the lines of the other side."""
    text = path.read_text(encoding="utf-8")
    kept = re.sub(r"^<<<<<<<.*?^=======\n(.*?)^>>>>>>>.*?\n", r"\1", text, flags=re.DOTALL | re.MULTILINE)
    path.write_text(kept, encoding="utf-8")


def matches(shown: str, real: str) -> bool:
    """Whether the real output is what is shown, where a line `…` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line) + r"\n" for line in shown.splitlines())
    return re.fullmatch(pattern, real) is not None


def cut(shown: str, real: str) -> str:
    """As much of the real output as was shown or asked for."""
    lines = real.splitlines()
    asked = re.fullmatch(r"@@(?: (\d+))?\n", shown)
    most = int(asked.group(1)) if asked and asked.group(1) else -1
    if not asked and shown.rstrip().endswith("…"):
        most = len(shown.splitlines()) - 1
    if most >= 0 and len(lines) > most:
        lines = [*lines[:most], "…"]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Run every example and write what it prints into its page."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "demo"
        run("demo", folder, cwd=Path(top))
        text = README.read_text(encoding="utf-8")
        for command, shown in examples(text):
            real = printed(command, folder)
            text = text.replace(f"$ {command}\n{shown}", f"$ {command}\n{cut(shown, real)}", 1)
        README.write_text(text, encoding="utf-8")
    for page in (PUTTING_RIGHT, MEETINGS):
        text = page.read_text(encoding="utf-8")
        for section in sections(text).values():
            text = text.replace(section, _made_anew(section), 1)
        page.write_text(text, encoding="utf-8")


def _made_anew(section: str) -> str:
    """A section with what its commands print, one after the other, in the demo as it is built."""
    with tempfile.TemporaryDirectory() as top:
        folder, home = Path(top) / "demo", Path(top) / "home"
        home.mkdir()
        run("demo", folder, cwd=Path(top))
        told, rest = "", section
        for command, shown in examples(section):
            real = printed(command, folder, HOME=str(home), **DAY)
            # A command may stand there twice: each is looked for behind the one before.
            before, was, rest = rest.partition(f"$ {command}\n{shown}")
            assert was
            told += f"{before}$ {command}\n{cut(shown, real)}"
        return told + rest


if __name__ == "__main__":
    sys.exit(main())
