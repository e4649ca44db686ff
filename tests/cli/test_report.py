"""`report` as people ask for it: of a moment, a period, a year, in several formats; and verified by anyone, later."""

import gc
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from reflectctl import __version__
from reflectctl.app import report as app_report
from reflectctl.app import report_period
from reflectctl.app.verify import verify
from reflectctl.cli import app
from reflectctl.loading import cache
from reflectctl.render import seal
from reflectctl.tell import prose
from tests.conftest import CLEAN, context, git, listening, run

MOMENT = "2026-03-31"


class Left:
    """What a command left behind."""

    def __init__(self, code: int, stdout: str, stderr: str) -> None:
        self.code, self.stdout, self.stderr = code, stdout, stderr


Program = Callable[..., Left]


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """`reflectctl report` in this process, of the partnership in a folder."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", f"{os.devnull}/home")
    monkeypatch.delenv("BROWSER", raising=False)

    def program(root: Path, *words: str | Path) -> Left:
        capsys.readouterr()
        code = app.run(["-C", str(root), "report", *map(str, words)])
        said = capsys.readouterr()
        return Left(code, said.out, said.err)

    yield program
    gc.enable()


@pytest.fixture(scope="module")
def made(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the report of one moment in every format. Not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    names = [f"--output={name}={folder / 'r.'}{ending}" for name, ending in (("html", "html"), ("markdown", "md"))]
    told = run("report", "--at", MOMENT, *names, "-o", f"json={folder / 'r.json'}", cwd=built_demo)
    assert (told.returncode, told.stdout) == (0, ""), told.stderr
    return folder


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def changed(path: Path, where: Path, before: str, after: str) -> Path:
    """A copy of a report in which something reads otherwise."""
    told = text(path)
    assert before in told
    where.write_text(told.replace(before, after, 1), encoding="utf-8")
    return where


def resealed(told: str) -> str:
    """A report with a fingerprint that fits what it says, as somebody may make who knows how."""
    digits = seal.read(told).fingerprint
    return seal.put(told.replace(digits, seal.PLACEHOLDER))


# Verified


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_a_report_is_verified_by_the_commit_that_it_names(
    built_demo: Path, made: Path, report: Program, name: str
) -> None:
    told = report(built_demo, "--verify", made / name)
    assert (told.code, told.stderr) == (0, "")
    commit = git(built_demo, "log", "-1", "--format=%H", f"--until={MOMENT}T23:59:59").strip()
    where = f"at commit {commit}, which is in the history of HEAD"
    assert told.stdout == f"{made / name} is the report that these records give {where}.\n"


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_one_changed_word_is_found_in_its_line(
    built_demo: Path, made: Path, report: Program, tmp_path: Path, name: str
) -> None:
    file = changed(made / name, tmp_path / name, "Wessbury", "Westbury")
    line = text(made / name).split("Wessbury")[0].count("\n") + 1
    told = report(built_demo, "--verify", file)
    assert told.code == 1
    assert "was changed after it was made" in told.stdout
    assert f"Line {line:,} is the first that is not as the records give it." in told.stdout
    # Sealed anew, it is whole; the records still say otherwise.
    file.write_text(resealed(text(file)), encoding="utf-8")
    told = report(built_demo, "--verify", file)
    assert told.code == 1
    assert "though it is whole" in told.stdout
    assert f"Line {line:,} is" in told.stdout


def test_what_is_hidden_in_a_page_is_verified_too(
    built_demo: Path, made: Path, report: Program, tmp_path: Path
) -> None:
    page = made / "r.html"
    for before, after in (("<title>", "<title> "), ("</body>", "<!-- no -->\n</body>"), ("</html>\n", "</html>")):
        assert report(built_demo, "--verify", changed(page, tmp_path / "r.html", before, after)).code == 1


def test_ends_of_lines_that_a_system_has_changed_are_no_change(
    built_demo: Path, made: Path, report: Program, tmp_path: Path
) -> None:
    (tmp_path / "r.md").write_bytes((made / "r.md").read_bytes().replace(b"\n", b"\r\n"))
    assert report(built_demo, "--verify", tmp_path / "r.md").code == 0


def test_a_report_of_another_version_is_told_from_one_that_was_changed(
    built_demo: Path, made: Path, report: Program, tmp_path: Path
) -> None:
    file = tmp_path / "r.md"
    file.write_text(text(made / "r.md").replace(f"program={__version__}", "program=0.0.1"), encoding="utf-8")
    file.write_text(resealed(text(file)), encoding="utf-8")
    told = report(built_demo, "--verify", file)
    assert told.code == 1
    assert f"made by reflectctl 0.0.1, and this is {__version__}" in told.stdout


def test_what_cannot_be_verified_here_is_neither_same_nor_other(
    built_demo: Path, made: Path, fresh: Path, report: Program, tmp_path: Path
) -> None:
    told = report(fresh, "--verify", made / "r.html")
    assert told.code == 3
    assert "is not in this repository" in told.stdout
    (fresh / "meetings").mkdir(exist_ok=True)
    (fresh / "preliminary.md").write_text("---\ngoal: New.\n---\n", encoding="utf-8")
    assert report(fresh, "-o", tmp_path / "own.html").code == 0
    told = report(fresh, "--verify", tmp_path / "own.html")
    assert told.code == 3
    assert "not committed" in told.stdout
    git(tmp_path, "clone", "--quiet", "--depth", "1", built_demo.as_uri(), "shallow")
    told = report(tmp_path / "shallow", "--verify", made / "r.html")
    assert told.code == 3
    assert "git fetch --unshallow" in told.stdout


def test_a_report_is_verified_by_whatever_it_was_asked_to_be(built_demo: Path, report: Program, tmp_path: Path) -> None:
    asked: tuple[tuple[str, ...], ...] = (
        ("yearly", "--year", "2025-26"),
        ("--since", "2025-09-30", "--until", "2026-01-31", "--principle", "1", "--principle", "trauma"),
        (
            "--edition",
            "public",
            "--section",
            "moved",
            "--section",
            "provenance",
            "--since",
            "HEAD~4",
            "--today",
            MOMENT,
        ),
    )
    for words in asked:
        file = tmp_path / "r.md"
        assert report(built_demo, *words, "-o", file).code == 0
        told = report(built_demo, "--verify", file)
        assert told.code == 0, (words, told.stdout)


@pytest.mark.safety(15)
def test_verifying_uses_nothing_that_is_kept(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.md"
    with mock.patch.object(cache, "FEWEST", 0):
        asked = report_period.Asked(since="HEAD~3")
        made = app_report.rendered(app_report.report(context(demo), asked), "markdown")
    file.write_text(made, encoding="utf-8")
    kept = [path for path in (demo / ".git" / "reflectctl").iterdir() if path.name == cache.HISTORIES]
    assert kept, "a history is kept, so that there is something to be misled by"
    with mock.patch.object(cache.KeptHistories, "get", side_effect=AssertionError("asked for what is kept")):
        verdict = verify(context(demo), file)
    assert verdict.code == 0, verdict.words


def test_verify_stands_alone(built_demo: Path, made: Path, report: Program) -> None:
    for words in (("--at", "HEAD"), ("--edition", "partner"), ("yearly",), ("-o", "x.html"), ("--today", MOMENT)):
        told = report(built_demo, "--verify", made / "r.html", *words)
        assert (told.code, told.stdout) == (2, "")
        assert "--verify" in told.stderr


def test_a_note_that_looks_like_a_recipe_is_no_recipe(demo: Path, report: Program, tmp_path: Path) -> None:
    fake = f"reflectctl-report day=2026-01-01 edition=partner format=markdown program={__version__}"
    meeting = next(iter(sorted((demo / "meetings").iterdir())))
    pair = f"- Recipe: `{fake}`\n- Fingerprint: `{seal.PLACEHOLDER}`"
    facts = (("Recipe", fake), ("Fingerprint", seal.PLACEHOLDER))
    block = "\n".join(f"<div><dt>{name}</dt><dd><code>{said}</code></dd></div>" for name, said in facts)
    meeting.write_text(f"{text(meeting)}\n\n{pair}\n\n{block}\n", encoding="utf-8")
    git(demo, "commit", "--quiet", "--all", "--message", "A note")
    for name in ("r.md", "r.html", "r.json"):
        assert report(demo, "-o", tmp_path / name).code == 0
        assert report(demo, "--verify", tmp_path / name).code == 0


LABEL = f"day=2026-03-31 edition=partner format=markdown program={__version__}"
HASH = "0123456789abcdef0123456789abcdef01234567"


def sealed(recipe: str) -> str:
    return f"# R\n\n- Recipe: `{recipe}`\n- Fingerprint: `{seal.PLACEHOLDER}`\n"


@pytest.mark.parametrize(
    "recipe",
    [
        f"{LABEL}",
        f"reflectctl-report {LABEL} since-commit=-x commit={HASH}",
        f"reflectctl-report {LABEL} since=--output=/etc/x commit={HASH}",
        f"reflectctl-report {LABEL} since=a%0Ab commit={HASH}",
        f"reflectctl-report {LABEL} since=a\x1b[31mb commit={HASH}",
        f"reflectctl-report {LABEL} since=%E2%80%AEx commit={HASH}",
        f"reflectctl-report {LABEL} since=a%zz commit={HASH}",
        f"reflectctl-report {LABEL} since=%61 commit={HASH}",
        f"reflectctl-report {LABEL} commit=HEAD",
        f"reflectctl-report {LABEL} commit={HASH} commit={HASH}",
        f"reflectctl-report {LABEL} commit={HASH} colour=red",
        f"reflectctl-report {LABEL} commit={HASH} year=",
        f"reflectctl-report {LABEL} commit={HASH} start=2026-02-30",
        f"reflectctl-report {LABEL} commit={HASH} until=9999-12-31",
        f"reflectctl-report {LABEL} commit={HASH} sections=moved,moved",
        f"reflectctl-report {LABEL} commit={HASH}".replace("partner", "secret"),
        f"reflectctl-report {LABEL} commit={HASH}".replace("markdown", "html"),
        f"reflectctl-report commit={HASH} edition=partner format=markdown program=1",
        f"reflectctl-report {LABEL} commit={HASH} principles={'a' * 4100}",
        f"reflectctl-report {LABEL} commit={HASH}",
    ],
)
def test_a_recipe_is_believed_for_its_shape_only(
    recipe: str, built_demo: Path, report: Program, tmp_path: Path
) -> None:
    (tmp_path / "r.md").write_text(seal.put(sealed(recipe)), encoding="utf-8")
    told = report(built_demo, "--verify", tmp_path / "r.md")
    assert told.code == 3, told.stdout
    assert "cannot be verified" in told.stdout
    assert "\x1b" not in told.stdout + told.stderr
    assert len(told.stdout.splitlines()) == 1


def test_a_recipe_may_name_what_the_records_have_not(built_demo: Path, report: Program, tmp_path: Path) -> None:
    commit = git(built_demo, "rev-parse", "HEAD").strip()
    label = LABEL.replace("day=2026-03-31", "day=0001-01-01")
    asked = f"commit={commit} head={commit} since-commit={commit} since=then start=0001-01-01 until=0001-01-01"
    recipe = f"reflectctl-report {label} {asked} sections=%3Cb%3E,none principles=nobody"
    (tmp_path / "r.md").write_text(seal.put(sealed(recipe)), encoding="utf-8")
    told = report(built_demo, "--verify", tmp_path / "r.md")
    assert told.code == 1, told.stdout + told.stderr
    assert "though it is whole" in told.stdout


def test_what_is_no_report_is_told_so(built_demo: Path, made: Path, report: Program, tmp_path: Path) -> None:
    page = text(made / "r.html")
    mark = re.search(r"<div><dt>Recipe</dt>.*?</div>\s*<div><dt>Fingerprint</dt>.*?</div>", page, re.DOTALL)
    assert mark
    for name, raw, said in (
        ("empty.html", b"", "carries no recipe"),
        ("two.html", page.replace(mark.group(), mark.group() * 2).encode(), "more than one"),
        ("binary.html", b"\x89PNG\xff\x00\x1b[31m", "UTF-8"),
        ("huge.html", b"x" * 20_000_001, "20,000,000"),
    ):
        (tmp_path / name).write_bytes(raw)
        told = report(built_demo, "--verify", tmp_path / name)
        assert told.code == 3, name
        assert said in told.stdout + told.stderr, name
        assert "\x1b" not in told.stdout + told.stderr
    (tmp_path / "link.html").symlink_to(made / "r.html")
    os.mkfifo(tmp_path / "pipe.html")
    for name in ("link.html", "pipe.html", "gone.html", "."):
        assert report(built_demo, "--verify", tmp_path / name).code == 3, name


# The same bytes


def test_a_report_is_the_same_bytes_wherever_it_is_made(built_demo: Path, made: Path, tmp_path: Path) -> None:
    there = run(
        "report", "--at", MOMENT, "--root", built_demo,
        cwd=tmp_path, TZ="Pacific/Kiritimati", LC_ALL="C", HOME=str(tmp_path), PYTHONHASHSEED="7",
    )  # fmt: skip
    assert there.stdout == text(made / "r.html")
    assert str(built_demo) not in there.stdout


# What it is of


def label(told: str) -> seal.Label:
    sealed = seal.read(told)
    assert sealed.intact
    return sealed.label


def test_until_is_the_last_commit_of_a_day_and_that_day(built_demo: Path, report: Program) -> None:
    until = label(report(built_demo, "--until", "2025-12-31", "--format", "markdown").stdout)
    at = label(report(built_demo, "--at", "2025-12-31", "--format", "markdown").stdout)
    assert until.commit == at.commit
    assert (until.recipe.day.isoformat(), at.recipe.day < until.recipe.day) == ("2025-12-31", True)
    assert until.recipe.start is None


def test_a_period_is_compared_with_its_beginning(built_demo: Path, report: Program) -> None:
    recipe = label(
        report(built_demo, "--since", "2025-06-30", "--until", "2025-12-31", "--format=markdown").stdout
    ).recipe
    assert (str(recipe.start), str(recipe.until), recipe.since) == ("2025-06-30", "2025-12-31", "2025-06-30")
    assert recipe.since_commit == git(built_demo, "log", "-1", "--format=%H", "--until=2025-06-30T23:59:59").strip()


def test_a_year_runs_from_april_to_march_and_is_compared_with_what_stood_before(
    built_demo: Path, report: Program
) -> None:
    told = report(built_demo, "yearly", "--today", "2026-06-01", "--format=markdown")
    recipe = label(told.stdout).recipe
    assert (recipe.year, str(recipe.start), str(recipe.until)) == ("2025-26", "2025-04-01", "2026-03-31")
    assert recipe.since == "2025-04-01"
    assert "\n## What moved from 1 April 2025 to 31 March 2026\n" in told.stdout
    assert "; from 1 April 2025 to 31 March 2026, 11 moves on 9 statements: " in told.stdout
    first = report(built_demo, "yearly", "--year", "2024-25", "--format=markdown")
    assert first.code == 0
    assert label(first.stdout).recipe.since_commit == ""
    assert "Nothing had been committed before 2024-04-01" in first.stderr


def test_a_year_that_has_not_ended_is_told_as_of_its_last_commit(
    built_demo: Path, report: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 1 January 2026
    recipe = label(report(built_demo, "yearly", "--year", "2025-26", "--format=markdown").stdout).recipe
    commit = git(built_demo, "log", "-1", "--format=%cs", f"--until={MOMENT}T23:59:59").strip()
    assert recipe.day.isoformat() == commit
    assert report(built_demo, "yearly", "--year", "2026-27").code == 2


def test_what_was_recorded_after_the_period_and_belongs_to_it_is_told(
    demo: Path, report: Program, tmp_path: Path
) -> None:
    file = tmp_path / "r.md"
    words = ("--since", "2025-06-30", "--until", "2025-12-31", "-o", str(file))
    assert report(demo, *words).code == 0
    before = text(file)
    (demo / "meetings" / "2025-12-02-late.md").write_text(
        '---\nid: 2025-12-02-late\ndate: "2025-12-02"\ntitle: Written up late\nprinciples: [trauma]\n'
        "present: [council]\nabsent: []\n---\n",
        encoding="utf-8",
    )
    git(demo, "add", "meetings")
    git(demo, "commit", "--quiet", "--message", "Late")
    assert report(demo, "--verify", file).code == 0
    assert report(demo, *words).code == 0
    # The example has one of its own: a meeting of November whose notes came in January.
    assert "1 meeting held in this period was recorded after" in before
    assert "2 meetings held in this period were recorded after" in text(file)
    assert "20 November 2025 and 2 December 2025" in text(file)
    assert report(demo, "--verify", file).code == 0


def test_the_latest_review_point_is_what_a_report_is_compared_with(demo: Path, report: Program) -> None:
    for name, rev in (("old-one", "HEAD~12"), ("new-one", "HEAD~3"), ("here", "HEAD")):
        point = run("review-point", name, "--at", rev, "-m", name, cwd=demo)
        assert point.returncode == 0, point.stderr
    recipe = label(report(demo, "--format=markdown").stdout).recipe
    assert (recipe.since, recipe.since_commit) == ("new-one", git(demo, "rev-parse", "HEAD~3").strip())
    assert label(report(demo, "--format=markdown", "--at", "HEAD~4").stdout).recipe.since == "old-one"
    assert label(report(demo, "--format=markdown", "--at", "HEAD~20").stdout).recipe.since == ""


def test_what_is_not_committed_is_told_as_such(demo: Path, report: Program) -> None:
    assert (
        run("rate", "2.action", "neither", "--because", "Not clear yet.", "--agreed", "2026-05-01", cwd=demo).returncode
        == 0
    )
    told = report(demo, "--format=json", "--today", "2026-05-02")
    assert told.code == 0
    assert label(told.stdout).uncommitted
    assert json.loads(told.stdout)["recipe"].startswith("reflectctl-report ")


# Words that are typed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--section", "mooved"), "Did you mean `moved`?"),
        (("--principle", "kindness"), "not a known principle"),
        (("--at", "HEAD", "--until", "2026-01-01"), "--at and --until"),
        (("yearly", "--at", "HEAD"), "--at and `report yearly`"),
        (("yearly", "--since", "2025-01-01"), "--since"),
        (("--year", "2025-26"), "report yearly --year"),
        (("yearly", "--year", "twenty"), "twenty"),
        (("yearly", "--year", "2090-91"), "has not begun"),
        (("--until", "tomorrow"), "tomorrow"),
        (("--since", "2026-01-01", "--until", "2025-01-01"), "after --until"),
        (("--edition", "secret"), "secret"),
        (("monthly",), "monthly"),
        (("--watch",), "--output"),
        (("--watch", "--at", "HEAD", "-o", "x.html"), "--at"),
        (("--open", "--format", "json"), "--open"),
        (("-o", "a.html", "-o", "html=a.html"), "same file"),
        (("--format", "html", "-o", "a.html", "-o", "b.html"), "Two files"),
        (("--mark",), "--mark goes with --edition public"),
        (("full", "--edition", "partner", "--mark"), "--mark goes with --edition public"),
    ],
)
def test_what_has_no_answer_is_a_usage_error(
    built_demo: Path, report: Program, words: tuple[str, ...], said: str
) -> None:
    told = report(built_demo, *words)
    assert (told.code, told.stdout) == (2, ""), told.stderr
    assert said in told.stderr


def test_a_day_before_the_first_commit_cannot_be_reported(built_demo: Path, report: Program) -> None:
    first = git(built_demo, "log", "--reverse", "--first-parent", "--format=%cs").split()[0]
    until, since = report(built_demo, "--until", "1999-01-01"), report(built_demo, "--since", "1999-01-01")
    assert (until.code, since.code) == (3, 3)
    assert f"The first day that has one is {first}; name it" in until.stderr
    assert "There is no commit before 1999-01-01, and a period from that day begins before it." in since.stderr
    named = re.search(r"name (\S+) or a later day", since.stderr)
    assert named is not None
    assert report(built_demo, "--since", named[1], "--format=json").code == 0
    assert report(built_demo, "--since", first, "--format=json").code == 3
    assert report(built_demo, "--since", "-x").code == 2


def test_a_report_says_of_which_day_it_is_where_nobody_named_one(built_demo: Path, report: Program) -> None:
    day = prose.day(date.fromisoformat(git(built_demo, "log", "-1", "--format=%cs").strip()))
    told = f"As of {day}, the day of the last commit; --today takes another day."
    asked = ((), ("--today", "2026-11-29"), ("--at", "HEAD"), ("--until", "2026-04-01"), ("yearly", "--year=2025-26"))
    said = [told in report(built_demo, *words, "--format=json").stderr for words in asked]
    assert said == [True, False, False, False, False]


def test_the_usage_of_the_report_is_as_it_is_typed() -> None:
    told = run("report", "--help", cwd=Path.cwd()).stdout
    assert told.startswith("Usage: reflectctl report [full] [yearly] [OPTIONS]\n")
    assert "`report disclosure WORDS…`" in " ".join(told.split())


# Where it goes


@pytest.mark.parametrize("ending", ["html", "md", "json", "docx", "pdf"])
def test_what_git_keeps_is_written_anew_only_where_it_is_a_result(fresh: Path, report: Program, ending: str) -> None:
    own, other = fresh / f"reports/own.{ending}", fresh / f"other.{ending}"
    if ending == "pdf":
        pytest.importorskip("weasyprint", reason="a PDF is made by WeasyPrint")
    assert report(fresh, "-o", own).code == 0
    other.write_text("Somebody's own words.\n", encoding="utf-8")
    assert report(fresh, "-o", fresh / f"untracked.{ending}").code == 0
    git(fresh, "add", "-f", own.name if own.parent == fresh else f"reports/{own.name}", other.name)

    assert report(fresh, "-o", own, "--today", "2026-11-29").code == 0
    told = report(fresh, "-o", other)

    assert (told.code, "is kept in git" in told.stderr) == (3, True), told.stderr
    assert text(other) == "Somebody's own words.\n"


def test_other_answers_that_git_keeps_are_written_anew_too(fresh: Path) -> None:
    asked = (("status", "--format", "markdown"), ("status", "--format", "json"), ("rules", "--format", "markdown"))
    for words in asked:
        assert run(*words, "-o", "answer", cwd=fresh).returncode == 0
        git(fresh, "add", "answer")
        assert run(*words, "-o", "answer", cwd=fresh).returncode == 0
        git(fresh, "rm", "-q", "-f", "answer")


def test_the_ending_of_a_file_says_its_format(built_demo: Path, made: Path, report: Program, tmp_path: Path) -> None:
    names = ("a.md", "b.markdown", "c.JSON", "d.html", "e.txt")
    told = report(built_demo, "--at", MOMENT, *(word for name in names for word in ("-o", tmp_path / name)))
    assert (told.code, told.stdout) == (0, "")
    for name, other in zip(names, ("r.md", "r.md", "r.json", "r.html", "r.html"), strict=True):
        assert text(tmp_path / name) == text(made / other), name
    assert report(built_demo, "--at", MOMENT, "--format", "markdown", "-o", tmp_path / "f.html").code == 0
    assert text(tmp_path / "f.html") == text(made / "r.md")


def test_open_shows_the_page_in_the_browser_that_was_chosen(
    built_demo: Path, report: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/asked"\n', encoding="utf-8")
    browser.chmod(0o755)
    named = run("report", "--open", "-o", tmp_path / "a page.html", cwd=built_demo, BROWSER=str(browser))
    assert named.returncode == 0, named.stderr
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    private = run("report", "--open", cwd=built_demo, BROWSER=str(browser), TMPDIR=str(tmp_path))
    assert (private.returncode, private.stdout) == (0, "")
    first, second = text(tmp_path / "asked").splitlines()
    assert first == (tmp_path / "a page.html").as_uri()
    [page] = tmp_path.glob("reflectctl-*/report.html")
    assert second == page.as_uri()
    assert page.parent.stat().st_mode & 0o077 == 0
    assert str(page) in private.stderr


def test_where_no_browser_can_be_opened_it_is_said_once(built_demo: Path, tmp_path: Path) -> None:
    told = run("report", "--open", "-o", tmp_path / "r.html", cwd=built_demo, BROWSER="/nonexistent/browser",
               PATH=os.path.dirname(_git()))  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "No browser could be opened" in told.stderr
    assert len(told.stderr.splitlines()) == 3, "where it was written, and of which day it is, are said too"


def _git() -> str:
    import shutil

    return shutil.which("git") or ""


def test_watching_writes_it_again_once_a_change(demo: Path, tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    # The report lies among the files that are watched, and is no reason to write it again.
    page = demo / "r.md"
    with said.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "reflectctl", "report", "--watch", "-o", str(page)],
            cwd=demo, env=CLEAN, stdout=file, stderr=subprocess.STDOUT, preexec_fn=listening,
        )  # fmt: skip

    def until(count: int) -> str:
        end = time.monotonic() + 30
        while (told := text(said)).count("Watching") < count:
            assert time.monotonic() < end, told
            time.sleep(0.05)
        return told

    try:
        until(1)
        name = demo / "partnership.yaml"
        name.write_text(text(name).replace("name: Wessbury", "name: Westerbury", 1), encoding="utf-8")
        until(2)
        assert "Westerbury" in text(page)
        time.sleep(0.8)
        assert until(2).count("Written to") == 2
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    finally:
        process.kill()


def test_a_report_of_a_year_begins_as_report_yaml_says_when_the_year_is_over(demo: Path) -> None:
    # The example wrote its report.yaml in April, when the year was over.
    told = run("report", "yearly", "--year", "2025-26", "-o", "year.md", cwd=demo)
    assert told.returncode == 0
    assert "In January 2025 seven agencies" in (demo / "year.md").read_text("utf-8")
    assert run("report", "--verify", "year.md", cwd=demo).returncode == 0

    git(demo, "commit", "-qm", "Nothing that matters", "--allow-empty")
    assert run("report", "--verify", "year.md", cwd=demo).returncode == 0
