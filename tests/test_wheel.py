"""What is installed from the wheel has all that it needs, wherever it runs."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import reflectctl
from reflectctl import resources
from tests.conftest import CLEAN, git

CHECKOUT = Path(__file__).parent.parent


def test_the_wheel_holds_everything_and_works_from_anywhere(built_demo: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(CHECKOUT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)

    def run(*words: str) -> str:
        told = subprocess.run(
            [sys.executable, "-c", "from reflectctl.__main__ import main; main()", *words],
            cwd="/",
            env=CLEAN | {"PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return told.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import reflectctl; print(reflectctl.__file__)"],
        cwd="/", env=CLEAN | {"PYTHONPATH": str(installed)}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert where.startswith(str(installed))
    assert reflectctl.__version__ in run("--version")
    demo = tmp_path / "demo"
    assert "0 errors" in run("demo", str(demo))
    assert git(demo, "rev-parse", "HEAD") == git(built_demo, "rev-parse", "HEAD")
    assert (demo / "reports/report.html").read_bytes() == (built_demo / "reports/report.html").read_bytes()
    assert "0 errors" in run("-C", str(demo), "validate")
    assert "safer-spaces" in run("content", "show", "8")
    assert '"$defs"' in run("schema", "principle")
    assert "Agree" in run("-C", str(demo), "history")

    # As git runs it.
    script = installed / "reflectctl" / "cli" / "without_site.py"
    for _ in range(2):
        shown = subprocess.run(
            [sys.executable, "-I", "-S", script, "textconv", "partnership.yaml"],
            cwd=demo, env=CLEAN | {"XDG_CACHE_HOME": str(tmp_path)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert shown.stdout.startswith("Wessbury Safeguarding Children Partnership\n")
        assert shown.stderr == ""


def test_a_place_of_a_repositorys_file_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError, match="INSTALL"):
        resources.repository_files("gitlab")
    # What fills a place is not looked at.
    assert (
        "# @VERSION@\n"
        in resources.repository_files("every", NAME="@VERSION@", PRINCIPLE="p", DIMENSION="d")["README.md"]
    )
