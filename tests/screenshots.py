"""Takes pictures of the example's report and worksheets, to be looked at and to stand in docs.

`python -m tests.screenshots` takes them."""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from tests.conftest import run
from tests.render.test_report_browser import CHECKOUT
from tests.tools import BROWSER, OFFICE

PICTURES: dict[str, dict[str, Any]] = {
    "desktop": {"width": 1200, "height": 2400},
    "phone": {"width": 390, "height": 1200, "scale": 2},
    "print": {"width": 1400, "height": 0, "papers": 2},
    "forced-colours": {"width": 1200, "height": 2000, "scheme": "dark", "forced": "active"},
    "dark": {"width": 1200, "height": 2400, "scheme": "dark"},
}
"""By name, how wide and high the window is, in CSS pixels, and what is asked of the browser beside."""

MOST = 400_000
"""Bytes of a picture; a larger one is taken again, of less of the page."""


def take(page: Path, folder: Path, names: list[str]) -> None:
    """Take these pictures of a page."""
    wanted = {name: {**PICTURES[name], "page": str(page), "to": str(picture(folder, name))} for name in names}
    while wanted:
        job = {"browser": BROWSER, "pictures": list(wanted.values())}
        subprocess.run(
            ["node", CHECKOUT / "tests/browser.mjs"],
            input=json.dumps(job),
            stdout=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            timeout=180,
            check=True,
        )
        for name in wanted:
            lighten(picture(folder, name))
        wanted = {name: asked for name, asked in wanted.items() if picture(folder, name).stat().st_size > MOST}
        for asked in wanted.values():
            side = "width" if "papers" in asked else "height"
            asked[side] = asked[side] * 4 // 5


def pages(paper: Path, folder: Path) -> None:
    """Take a picture of every page of a PDF."""
    subprocess.run(["pdftoppm", "-r", "75", "-png", paper, folder / "board-page"], timeout=180, check=True)
    for each in folder.glob("board-page-*.png"):
        lighten(each)


def worksheets(demo: Path, folder: Path) -> None:
    """Take a picture of the first page of a worksheet for Word, and of one of young people on paper."""
    asked = {
        "worksheet-docx": ("1", "--agency", "police", "-o", "sheet.docx"),
        "worksheet-young-people": ("young-people", "--principle", "voice", "-o", "sheet.pdf"),
    }
    for name, words in asked.items():
        run("worksheet", *words, "--today", "2026-05-01", cwd=demo)
        if words[-1].endswith(".docx"):
            own = f"-env:UserInstallation=file://{demo.parent}/profile"
            subprocess.run(
                [str(OFFICE), "--headless", own, "--convert-to", "pdf", words[-1]], cwd=demo, timeout=180, check=True
            )
        paper = demo / "sheet.pdf"
        first = ("-r", "75", "-png", "-f", "1", "-l", "1", "-singlefile")
        subprocess.run(["pdftoppm", *first, paper, folder / name], timeout=180, check=True)
        lighten(folder / f"{name}.png")
        paper.unlink()


def lighten(path: Path) -> None:
    """Keep a picture in 256 colours: a third of the bytes, and no difference that is seen."""
    with Image.open(path) as image:
        few = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def picture(folder: Path, name: str) -> Path:
    """Where a picture is kept."""
    return folder / f"report-{name}.png"


def main() -> None:
    """Read the words, make the example and its report, take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description="Picture the example's report.")
    parser.add_argument("--to", type=Path, default=CHECKOUT / "docs/pictures", metavar="DIR", help="docs/pictures")
    parser.add_argument("--of", type=Path, metavar="FILE", help="a report that is there already")
    parser.add_argument("--only", default=",".join(PICTURES), metavar="NAME,…", help=f"of {', '.join(PICTURES)}")
    words = parser.parse_args()
    names = words.only.split(",")
    if unknown := [name for name in names if name not in PICTURES]:
        parser.error(f"unknown: {', '.join(unknown)}")
    words.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="reflectctl-pictures-") as temporary:
        page = words.of
        if page is None:
            page = Path(temporary) / "report.html"
            paper = page.with_suffix(".pdf")
            for asked in (("demo", "demo"), ("report", "-C", "demo", "--output", page, "--output", paper)):
                result = run(*asked, cwd=Path(temporary))
                if result.returncode != 0:
                    parser.exit(1, result.stderr)
            pages(paper, words.to)
            worksheets(Path(temporary) / "demo", words.to)
        take(page.resolve(), words.to.resolve(), names)
    for name in names:
        print(f"{picture(words.to, name)}: {picture(words.to, name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
