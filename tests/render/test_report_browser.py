"""The report in a real browser: for everyone, on every screen and on paper, whatever a partnership has written.

All pages are looked into once for a run, however many processes share its tests.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run
from tests.render import partnerships
from tests.tools import BROWSER, JAR, JAVA

CHECKOUT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.npm]

PAGES = {
    "full": ("full", ("report", "full")),
    "for a board": ("full", ("report",)),
    "for the public, a year": ("full", ("report", "yearly", "--year", "2025-26", "--edition", "public")),
    "just begun": ("just begun", ("report",)),
    "one principle": ("one principle", ("report",)),
    "means no good": ("means no good", ("report", "full", "--since", "2025-01-01")),
    "an agenda": ("full", ("agenda", "--today", "2026-05-01")),
    "minutes": ("full", ("minutes", "2026-03-12", "--today", "2026-05-01")),
}
"""Each page by its name: of which partnership it is, and what `reflectctl` is asked."""

CONCERNS = {
    "axe": "axe-core has nothing against it: WCAG 2.2 A and AA, and best practice",
    "html-validate": "html-validate has nothing against it",
    "nu": "the Nu HTML checker has nothing against it",
    "request": "no request leaves the page",
    "script": "nothing in it could run or fetch anything, and without scripts it says the same",
    "policy": "its policy holds against what is put into it",
    "console": "the browser has nothing to say about it",
    "anchor": "every link within it leads somewhere, and no two places have the same name",
    "heading": "its headings are in order",
    "focus": "the place that has the focus can be seen, and the first skips to the report",
    "overflow": "nobody has to scroll sideways, at 320 px nor with text twice the size, and no words are cut off",
    "table": "on a small screen its tables are still tables to a screen reader",
    "contrast": "all text stands out by 4.5 to 1: light, dark, on paper, in forced colours, in pictures",
    "forced colours": "nothing that is drawn disappears in forced colours",
    "picture": "no words in a picture are cut off, too small or one over another",
    "print": "it prints on A4, with nothing split that belongs together and every heading in the outline",
}

FAULTY = """\
<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>Everything that a report must not be</title>
<style>
a { outline: none !important }
.wide { width: 1500px }
.pale { color: #999 }
@page { size: A5 }
@media (forced-colors: active) { rect { fill: Canvas; forced-color-adjust: auto } }
figure { height: 1500px }
</style>
</head>
<body onload="document.body.append('said by a script'); console.error('said')">
<h2>Not the first level</h2>
<h4 id="twice">Two levels down</h4>
<p class="pale" id="twice">Pale <a href="#nowhere">A link that leads nowhere</a></p>
<table role="presentation"><tr><td>No</td><th scope="col">table</th></tr></table>
<div class="wide">Wide <img src="missing.png"></div>
<details><summary>Folded</summary><p>away</p></details>
<figure>
<svg width="200" height="60">
<rect width="200" height="60" fill="#333"/>
<text x="10" y="20" fill="#555">Dark on dark</text><text x="20" y="22" fill="#fff">One over another</text>
<text x="150" y="50" fill="#fff" font-size="5">Small, and over the edge, as it is far too long</text>
</svg>
</figure>
</body>
</html>
"""
"""A page against which every check must have something to say."""


def built(name: str, folder: Path, full: Path) -> Path:
    """One of the partnerships, by its name; those that begin alike are copies of one."""
    if name == "full":
        return full
    begun = folder / "just begun"
    if not begun.exists():
        partnerships.just_begun(begun)
    if name == "one principle":
        return partnerships.one_principle(folder / name, begun)
    if name == "means no good":
        return partnerships.means_no_good(folder / name, begun)
    return begun


def looked_into(folder: Path, full: Path) -> dict[str, Any]:
    """What the browser and the checkers say about every page."""
    roots: dict[str, Path] = {}
    pages = {}
    for name, (partnership, asked) in PAGES.items():
        if partnership not in roots:
            roots[partnership] = built(partnership, folder, full)
        pages[name] = folder / f"{name}.html"
        result = run(*asked, "--output", pages[name], cwd=roots[partnership])
        assert result.returncode == 0, result.stderr
    pages["faulty"] = folder / "faulty.html"
    pages["faulty"].write_text(FAULTY, encoding="utf-8")
    job = {
        "browser": BROWSER,
        "java": JAVA,
        "jar": str(JAR) if JAVA else None,
        "pages": {name: str(path) for name, path in pages.items()},
    }
    done = subprocess.run(
        ["node", CHECKOUT / "tests/browser.mjs"],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=400,
    )
    if done.returncode != 0:
        return {"failed": done.stderr}
    answer: dict[str, Any] = json.loads(done.stdout)
    answer["pages"] = {name: answer["pages"][name] for name in pages}
    return answer


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Lets one process in at a time; when a process ends, however it ends, the next may go in."""
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory, worker_id: str, built_demo: Path) -> dict[str, Any]:
    """What there is to say about every page, found out once for the whole run.

    By the recipe of pytest-xdist's manual: the first process writes it down where the others find it.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "in-a-browser"
    folder.mkdir(exist_ok=True)
    kept = folder / "seen.json"
    with alone(folder / "lock"):
        if not kept.exists():
            kept.write_text(json.dumps(looked_into(folder, built_demo)), encoding="utf-8")
    answer: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    if "failed" in answer:
        pytest.fail(answer["failed"], pytrace=False)
    return answer


@pytest.mark.parametrize(
    "concern",
    [
        pytest.param(concern, id=told, marks=[pytest.mark.java] if concern == "nu" else [])
        for concern, told in CONCERNS.items()
    ],
)
def test_of_every_page(seen: dict[str, Any], concern: str) -> None:
    found = {name: page["found"].get(concern, []) for name, page in seen["pages"].items()}
    assert found.pop("faulty"), "the check finds nothing anywhere"
    assert list(found) == list(PAGES)
    assert "\n".join(f"{name}: {sentence}" for name, sentences in found.items() for sentence in sentences) == ""


def test_it_shows_the_grid_and_the_eight_principles(seen: dict[str, Any], built_demo: Path) -> None:
    page = seen["pages"]["full"]
    words = " ".join(page["words"].split())
    assert "Where we are" in words
    assert "Not yet rated" in words
    headings = {text for _, text in page["headings"]}
    for n, path in enumerate(sorted((built_demo / "content/principles").glob("*.yaml")), 1):
        title = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("title: "))
        assert f"{n} {title.removeprefix('title: ')}" in headings
    assert 20 < page["pages"] <= 40
    assert seen["pages"]["for a board"]["pages"] <= 4
    assert seen["pages"]["just begun"]["pages"] == 1
    assert seen["pages"]["one principle"]["pages"] <= 2


def test_what_was_written_is_shown_as_it_was_written(seen: dict[str, Any]) -> None:
    words = seen["pages"]["means no good"]["words"]
    for text in (
        partnerships.SCRIPT,
        partnerships.MARKUP,
        partnerships.WELSH_TEXT,
        partnerships.ARABIC,
        partnerships.HEBREW,
        partnerships.PILED,
        partnerships.BEYOND,
        partnerships.TEMPLATE,
        partnerships.UNBROKEN,
        partnerships.LONG.strip(),
    ):
        assert text in words
    assert "javascript:" in words
    assert "\u202e" not in words, "a character that turns the page round"
