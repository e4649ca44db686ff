"""The report in a real browser. Left out where there is none."""

import re
import struct
import subprocess
from pathlib import Path

import pytest

from ..tools import BROWSER

pytestmark = pytest.mark.browser
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def browse(page: Path, profile: Path, *arguments: str) -> str:
    done = subprocess.run(
        [str(BROWSER), *FLAGS, f"--user-data-dir={profile}", *arguments, page.as_uri()],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    return done.stdout


def test_a_browser_shows_the_grid_and_the_eight_principles(built_demo: Path, tmp_path: Path) -> None:
    shown = browse(built_demo / "reports/report.html", tmp_path / "profile", "--dump-dom")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))
    assert "Where we are" in text
    assert shown.count('<th scope="row"') >= 8
    for path in sorted((built_demo / "content/principles").glob("*.yaml")):
        title = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("title: "))
        assert title.removeprefix("title: ") in text
    assert "Not yet rated" in text
    assert "<script" not in shown


def test_a_browser_draws_and_prints_it(built_demo: Path, tmp_path: Path) -> None:
    page = built_demo / "reports/report.html"
    picture, printed = tmp_path / "page.png", tmp_path / "page.pdf"
    browse(page, tmp_path / "profile", "--window-size=1200,2400", f"--screenshot={picture}")
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1200, 2400)
    assert picture.stat().st_size > 100_000, "an empty page would be far smaller"
    browse(page, tmp_path / "other", "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    pages = printed.read_bytes().count(b"/Type /Page\n") + printed.read_bytes().count(b"/Type /Page ")
    assert 1 < pages <= 4, "a paper for a board, also of half a year in which much moved"
