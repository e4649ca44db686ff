"""A report is the same bytes whichever Python makes it, and each Python knows those of the others to be true."""

import subprocess
from pathlib import Path

import pytest

from .conftest import CLEAN, run
from .pythons import OTHERS, ready

REPORTS = (
    ("report", "html"), ("report", "markdown"), ("report", "json"),
    ("yearly", "html"),
)  # fmt: skip


@pytest.fixture(scope="module")
def ours(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    """The reports that this Python makes."""
    folder = tmp_path_factory.mktemp("ours")
    return {each: made(each, built_demo, folder) for each in REPORTS}


def made(report: tuple[str, str], root: Path, folder: Path, python: Path | None = None) -> bytes:
    kind, format = report
    asked = ["report", *(["yearly", "--year", "2025-26"] if kind == "yearly" else []), "--format", format]
    path = folder / f"{kind}.{format}"
    done = by(python, *asked, "--output", str(path), cwd=root) if python else run(*asked, "--output", path, cwd=root)
    assert done.returncode == 0, done.stderr
    return path.read_bytes()


def by(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = CLEAN | {"PYTHONPATH": str(Path(__file__).parent.parent / "src")}
    return subprocess.run(
        [python, "-m", "reflectctl", *arguments], cwd=cwd, capture_output=True, text=True, env=env, check=False
    )


@pytest.mark.parametrize("version", OTHERS)
def test_reports_are_the_same_bytes_and_hold_for_each_other(
    version: str, built_demo: Path, ours: dict[tuple[str, str], bytes], tmp_path: Path
) -> None:
    python = ready(version)
    if python is None:
        pytest.skip("needs the other Pythons (make test-pythons)")
    for report in REPORTS:
        assert made(report, built_demo, tmp_path, python) == ours[report], report
    mine, theirs = tmp_path / "mine.html", tmp_path / "report.html"
    mine.write_bytes(ours["report", "html"])
    for verified in (
        by(python, "report", "--verify", str(mine), cwd=built_demo),
        run("report", "--verify", theirs, cwd=built_demo),
    ):
        assert verified.returncode == 0, verified.stdout + verified.stderr
