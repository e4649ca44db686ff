"""What `validate` says, and of what."""

import json
from pathlib import Path

from tests.conftest import run


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
    assert run("validate", "../outside.yaml", cwd=demo).returncode == 2
    assert run("validate", "principles/none.yaml", cwd=demo).returncode == 2


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
