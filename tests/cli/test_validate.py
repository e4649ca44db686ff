"""What `validate` says, and of what."""

import json
from pathlib import Path

import pytest

from tests.conftest import git, run


def test_only_what_was_named_is_reported_on_and_the_whole_is_read(demo: Path) -> None:
    for path in ("principles/1-children-first.yaml", "principles/5-trauma.yaml"):
        text = (demo / path).read_text(encoding="utf-8")
        (demo / path).write_text(text.replace("rating: agree", "rating: agre", 1) + "odd: 1\n", encoding="utf-8")
    told = run("validate", "principles/5-trauma.yaml", cwd=demo)
    assert told.returncode == 1
    assert "5-trauma.yaml" in told.stdout
    assert "1-children-first.yaml" not in told.stdout
    assert "only what was named is reported on" in told.stdout
    assert run("validate", "meetings", cwd=demo).returncode == 0
    inside = run("validate", "5-trauma.yaml", cwd=demo / "principles")
    assert inside.stdout == told.stdout
    assert run("validate", "../outside.yaml", cwd=demo).returncode == 3
    assert run("validate", "principles/none.yaml", cwd=demo).returncode == 3


@pytest.mark.safety(3)
def test_more_findings_than_anyone_reads_are_counted_and_not_listed(demo: Path) -> None:
    for number in range(8):
        lines = "".join(f"odd{each}: 1\n" for each in range(45))
        (demo / "principles" / f"x{number}.yaml").write_text(f"principle: trauma\n{lines}", encoding="utf-8")
    told = run("validate", "--format", "json", cwd=demo)
    assert told.returncode == 1
    found = json.loads(told.stdout)["diagnostics"]
    assert len(found) == 201
    assert found[-1]["rule"] == "too-many-findings"
    assert "more findings" in run("validate", cwd=demo).stdout
    one = run("validate", "principles/x1.yaml", cwd=demo).stdout
    assert one.count(": error: ") == 46, "forty-five keys, and the principle that has a file already"


def test_warnings_are_told_and_do_not_fail(fresh: Path) -> None:
    assert run("rate", "1.action", "agree", "--because", "It is so.", cwd=fresh).returncode == 0
    told = run("validate", cwd=fresh)
    assert told.returncode == 0
    assert "[agreement-without-evidence]" in told.stdout
    assert "0 errors, 2 warnings, 1 note." in told.stdout


def test_content_that_is_gone_is_one_finding_and_no_riddle(demo: Path) -> None:
    (demo / "content" / "pack.yaml").unlink()
    told = run("validate", cwd=demo)
    assert told.returncode == 1
    assert told.stdout.count(": error: ") == 1
    assert "[missing-content]" in told.stdout


TWO_KINDS = {
    "principles/1-children-first.yaml": (
        "principle: children-first\n"
        "assessments:\n"
        "  action:\n"
        "    rating: agree\n"
        "  behaviour:\n"
        "    rating: agre\n"
        "  culture:\n"
        "    rating: disagree\n"
    ),
}


def broken(fresh: Path) -> Path:
    """A partnership with one error, and more that does not fail."""
    for path, text in TWO_KINDS.items():
        (fresh / path).write_text(text, encoding="utf-8")
    return fresh


E, W, N = "error", "warning", "info"


@pytest.mark.parametrize(
    ("words", "severities", "counted"),
    [
        ((), [E, E, E], "7 more do not fail ("),
        (("-v",), [E, E, E, N, W, W, W, W, W, W], ""),
        (("-q",), [E, E, E], ""),
        (("--level", "error"), [E, E, E], ""),
        (("--level", "warning", "-v"), [E, E, E, W, W, W, W, W, W], ""),
        (("--strict",), [E, W, W, W, E, E, W, W, W], "1 more does not fail (1 × experience-missing); -v lists all."),
        (("--fail-on", "never"), [E, N, W, W, W, E, E, W, W, W], ""),
    ],
)
def test_what_fails_is_listed_first_and_the_rest_is_counted(
    fresh: Path, words: tuple[str, ...], severities: list[str], counted: str
) -> None:
    told = run("validate", "--today", "2026-05-01", *words, cwd=broken(fresh)).stdout
    assert [line.split(": ")[1] for line in told.splitlines() if line.startswith("principles/")] == severities
    assert ("not fail" in told) == bool(counted)
    assert counted in told
    assert told.endswith("read: 3 errors, 6 warnings, 1 note.\n")


def test_nothing_is_said_quietly_where_nothing_fails(fresh: Path) -> None:
    told = run("validate", "-q", "--today", "2026-05-01", cwd=fresh)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@pytest.mark.parametrize("width", [60, 80, 100])
def test_findings_keep_to_the_width_of_who_reads_them(fresh: Path, width: int) -> None:
    broken(fresh)
    told = run("validate", "-v", "--today", "2026-05-01", cwd=fresh, COLUMNS=str(width)).stdout
    assert max(map(len, told.splitlines())) <= width
    plain = run("validate", "-v", "--today", "2026-05-01", cwd=fresh).stdout
    assert told.split() == plain.split()
    # What programs read is a line each at any width.
    lines = run("validate", "--format", "lines", "--today", "2026-05-01", cwd=fresh, COLUMNS=str(width)).stdout
    assert len(lines.splitlines()) == 10


def test_only_what_is_new_since_a_moment_is_told_where_that_is_asked(fresh: Path) -> None:
    broken(fresh)
    git(fresh, "add", "-A")
    git(fresh, "commit", "-q", "-m", "One error and more")
    path = fresh / "principles/1-children-first.yaml"
    # The same findings at other lines, and one more.
    path.write_text("# A new first line.\n" + path.read_text("utf-8") + "    agreed: 2026-13-01\n", encoding="utf-8")

    told = run("validate", "--since", "HEAD", "--new", "--format", "lines", "--today", "2026-05-01", cwd=fresh)
    assert told.returncode == 1
    assert [line.split()[:2] for line in told.stdout.splitlines()] == [
        ["principles/1-children-first.yaml:10:13:", "impossible-date"]
    ]
    summary = run("validate", "--since", "HEAD", "--new", "--today", "2026-05-01", cwd=fresh).stdout.splitlines()[-1]
    assert "1 error" in summary
    assert "9 findings were there already at HEAD, and are not told." in summary

    every = json.loads(run("validate", "--since", "HEAD", "--format", "json", cwd=fresh).stdout)["diagnostics"]
    assert [each["rule"] for each in every if each["new"]] == ["impossible-date"]
    github = run("validate", "--since", "HEAD", "--format", "github", "--today", "2026-05-01", cwd=fresh).stdout
    assert "title=impossible-date" in github.splitlines()[0]
    alone = json.loads(run("validate", "--format", "json", cwd=fresh).stdout)["diagnostics"]
    assert {each["new"] for each in alone} == {None}


@pytest.mark.parametrize(("words", "expected"), [(["--new"], "--since"), (["-v", "-q"], "Give one.")])
def test_what_does_not_go_together_is_refused(fresh: Path, words: list[str], expected: str) -> None:
    told = run("validate", *words, cwd=fresh)
    assert told.returncode == 2
    assert expected in told.stderr


def test_files_that_were_committed_with_other_line_endings_are_named(demo: Path) -> None:
    """Before `.gitattributes` said eol=lf: nobody could merge them, and nothing would say why."""
    attributes = (demo / ".gitattributes").read_text()
    git(demo, "rm", "-q", ".gitattributes")
    for path in ("principles/1-children-first.yaml", "meetings/2026-04-23-looking-back.md"):
        (demo / path).write_bytes((demo / path).read_bytes().replace(b"\n", b"\r\n"))
    git(demo, "commit", "-qam", "From Windows")
    assert "line endings" not in run("validate", cwd=demo).stderr
    (demo / ".gitattributes").write_text(attributes)
    git(demo, "add", ".gitattributes")
    git(demo, "commit", "-qm", "Attributes")
    done = run("validate", cwd=demo)
    assert "meetings/2026-04-23-looking-back.md and 1 more: committed with the line endings of Windows" in done.stderr
    assert "git add --renormalize . && git commit" in done.stderr
    git(demo, "add", "--renormalize", ".")
    git(demo, "commit", "-qm", "Anew")
    assert "line endings" not in run("validate", cwd=demo).stderr


def test_a_file_is_not_set_to_the_width_of_the_terminal(fresh: Path, tmp_path: Path) -> None:
    pack = fresh / "content" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("version:", "vershun:", 1), encoding="utf-8")
    run("content", "check", "-o", str(tmp_path / "found.txt"), cwd=fresh, COLUMNS="40")
    found = [line for line in (tmp_path / "found.txt").read_text("utf-8").splitlines() if line.startswith("content/")]
    assert found
    assert all(line.endswith("]") for line in found)
