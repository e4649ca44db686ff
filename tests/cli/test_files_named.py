"""What a file is called says what is written into it: for every command that takes --output, or it is refused."""

import json
from pathlib import Path

import pytest

from reflectctl.cli.table import COMMANDS
from tests.conftest import run

WORDS = {
    "explain": ("unknown-value",),
    "content show": ("children-first",),
    "minutes": ("2026-04-16",),
    "action remind": ("--agency", "health"),
    "schema": ("principle",),
    "content phrases": ("--lang", "cy"),
    "diff": ("HEAD~3",),
    "content diff": ("HEAD~3",),
    "review-point": ("--list",),
}
ELSEWHERE = {"worksheet make", "worksheet read", "views read"}
"""Those that make forms of their own, or take a file that came back."""

TAKING = sorted(
    name
    for name, (_, _, taken) in COMMANDS.items()
    if any(each[0] == "output" for each in taken) and name not in ELSEWHERE
)


def is_of(ending: str, raw: bytes) -> bool:
    """Whether bytes are what the ending of their file says."""
    if ending == "json":
        return isinstance(json.loads(raw), dict)
    if ending == "html":
        return raw.lstrip().startswith(b"<")
    return raw.startswith({"docx": b"PK", "pdf": b"%PDF", "csv": b"\xef\xbb\xbf", "ics": b"BEGIN:VCALENDAR"}[ending])


@pytest.mark.parametrize("name", TAKING)
def test_a_file_holds_what_its_ending_says_or_is_not_written(built_demo: Path, tmp_path: Path, name: str) -> None:
    written = []
    for ending in ("json", "html", "docx", "csv", "ics", "xlsx"):
        out = tmp_path / f"out.{ending}"
        done = run(*name.split(" "), *WORDS.get(name, ()), "-o", out, cwd=built_demo)
        if out.exists():
            assert is_of(ending, out.read_bytes()), (name, ending)
            written.append(ending)
        else:
            assert (done.returncode, f"ends in .{ending} is none of the forms" in done.stderr) == (2, True), done.stderr
    assert name == "content phrases" or "json" in written, written


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        (("history",), "h.csv", "\ufeffprinciple,"),
        (("status",), "s.md", "# "),
        (("status",), "s.txt", ""),
        (("status",), "s", ""),
        (("status", "--format", "text"), "s.html", ""),
        (("validate",), "v.sarif", '{\n  "$schema"'),
        (("validate",), "v.xml", "<?xml"),
        (("validate", "--format", "text"), "v.json", ""),
        (("report",), "r.md", "> OFFICIAL"),
        (("report", "--format", "html"), "r.txt", "<!doctype"),
        (("content", "phrases", "--lang", "cy"), "cy.yaml", "#"),
    ],
)
def test_the_ending_says_it_where_no_format_is_named(
    built_demo: Path, tmp_path: Path, words: tuple[str, ...], name: str, begins: str
) -> None:
    out = tmp_path / name
    done = run(*words, "-o", out, cwd=built_demo)
    assert out.exists(), done.stderr
    assert out.read_text("utf-8").startswith(begins)
