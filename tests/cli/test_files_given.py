"""A file that is named and is not there, cannot be read or is of another kind ends every command with 3."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import git, run

DAY = ("--today", "2026-05-01")
MEETING = "2026-04-23"
COMMANDS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "worksheet read": lambda file: ("worksheet", "read", file, "--yes", *DAY),
    "views read": lambda file: ("views", "read", file, "--given", "2026-04-01", "--yes", *DAY),
    "record --from": lambda file: ("record", MEETING, "--from", file, "--yes", *DAY),
    "content import": lambda file: ("content", "import", file),
    "content import --into": lambda file: ("content", "import", file, "--into", "new"),
    "public list --against": lambda file: ("public", "list", "--against", file),
    "report --against": lambda file: ("report", "--edition", "public", "--against", file),
    "report --verify": lambda file: ("report", "--verify", file),
    "privacy --files": lambda file: ("privacy", "--files", file),
    "content check": lambda file: ("content", "check", file),
    "content update --from": lambda file: ("content", "update", "--from", file),
    "init --content": lambda file: ("init", "new", "--name", "New", "--agency", "a=A", "--content", file),
    "textconv": lambda file: ("textconv", file),
    "merge-driver": lambda file: ("merge-driver", file, file, file, "7", "principles/1-children-first.yaml"),
}
NOT_THERE = ("missing", "a folder", "a pipe", "a link to nothing")
OF_ANOTHER_KIND = (
    "a picture",
    "a damaged package",
    "a package of something else",
    "a damaged PDF",
    "UTF-16",
    "nothing",
)
LOOKED_AT_OR_NAMED = ("privacy --files", "textconv")
"""Show or look at whatever it is; what is no text is named."""
SAYS_SO = {("report --verify", kind) for kind in OF_ANOTHER_KIND} | {
    ("merge-driver", "nothing"),
    ("merge-driver", "a damaged package"),
}
"""What cannot be verified is an answer of its own, and what holds no NUL is a version that git merges by lines."""


def laid(root: Path, kind: str) -> str:
    """A file, or what is none, of some kind; its name."""
    path = root / "given"
    match kind:
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
        case "a link to nothing":
            path.symlink_to("nowhere")
        case "a picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\0")
        case "a damaged package":
            path.write_bytes(b"PK\x03\x04 and no more")
        case "a package of something else":
            with zipfile.ZipFile(path, "w") as packed:
                packed.writestr("readme.txt", "Nothing of ours.")
        case "a damaged PDF":
            path.write_bytes(b"%PDF-1.4\n\xff\0 and no more")
        case "UTF-16":
            path.write_bytes("of: police\n".encode("utf-16"))
        case "nothing":
            path.write_bytes(b"")
    return path.name


@pytest.mark.safety(1)
@pytest.mark.parametrize("kind", [*NOT_THERE, *OF_ANOTHER_KIND])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_cannot_be_taken_is_named_and_nothing_is_written(demo: Path, command: str, kind: str) -> None:
    if kind in OF_ANOTHER_KIND and (command in LOOKED_AT_OR_NAMED or (command, kind) in SAYS_SO):
        return
    name = laid(demo, kind)
    before = (demo / name).read_bytes() if (demo / name).is_file() else b""

    told = run(*COMMANDS[command](name), cwd=demo)

    assert (told.returncode, told.stdout) == (3, ""), told
    assert name in told.stderr
    assert "Traceback" not in told.stderr
    assert git(demo, "status", "--porcelain").replace(f"?? {name}", "").strip(" \n/") == ""
    assert not (demo / "new").exists()
    assert before == ((demo / name).read_bytes() if (demo / name).is_file() else b"")


@pytest.mark.parametrize("words", [("validate",), ("validate", "-q"), ("fmt",), ("fmt", "--check"), ("privacy",)])
def test_what_is_looked_at_in_part_is_there_and_inside(demo: Path, words: tuple[str, ...]) -> None:
    for name, said in (("nowhere.yaml", "is not there"), ("..", "is outside"), (os.devnull, "is outside")):
        told = run(*words, "principles", name, cwd=demo)
        assert (told.returncode, told.stdout) == (3, "")
        assert f"{name} {said}" in told.stderr


@pytest.mark.parametrize("text", ["Dear all,\n\nsee you there.\n", "# Minutes\n\n## What we said\n\n- Much.\n"])
def test_a_text_of_another_kind_is_no_sheet_of_a_meeting(demo: Path, text: str) -> None:
    (demo / "given.md").write_text(text, encoding="utf-8")

    told = run(*COMMANDS["record --from"]("given.md"), cwd=demo)

    assert (told.returncode, told.stdout) == (3, "")
    assert "given.md is no sheet of a meeting" in told.stderr
    assert "--sheet FILE" in told.stderr


def test_beside_worksheets_that_can_be_read_such_a_file_is_one_of_the_doubts(demo: Path) -> None:
    assert run("worksheet", "1", "--agency", "police", "-o", "police.xlsx", *DAY, cwd=demo).returncode == 0

    told = run("worksheet", "read", "police.xlsx", laid(demo, "a picture"), "missing", *DAY, cwd=demo)

    assert told.returncode == 1
    assert "given: It is no worksheet: a workbook (.xlsx), a Word document" in " ".join(told.stdout.split())
    assert "missing cannot be read" in " ".join(told.stdout.split())
    none = run("worksheet", "read", "given", "missing", *DAY, cwd=demo)
    assert none.returncode == 3
    assert "None of the 2 files could be read" in none.stderr
    assert [line.partition(" ")[0] for line in none.stdout.splitlines()] == ["given:", "missing"]


def test_what_is_of_no_partnership_is_said_of_the_folder_and_not_of_the_file(tmp_path: Path) -> None:
    told = run("worksheet", "read", "missing.xlsx", cwd=tmp_path)

    assert told.returncode == 3
    assert "missing.xlsx" not in told.stderr
