"""`content phrases`: one command to begin a translation with, and to go on with it."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from reflectctl.cli import app
from reflectctl.loading.messages import catalogue
from tests.conftest import git, run
from tests.rules.test_cases import CASES, lay

Left = tuple[int, str, str]
Program = Callable[..., Left]
OWN = "content/phrases.yaml"


@pytest.fixture
def phrases(capsys: pytest.CaptureFixture[str]) -> Iterator[Program]:
    """`reflectctl content phrases` in this process, in the partnership around a folder."""

    def program(root: Path, *words: str | Path) -> Left:
        capsys.readouterr()
        code = app.run(["-C", str(root), "content", "phrases", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    yield program
    gc.enable()


def test_it_prints_every_phrase_to_be_filled_in(tmp_path: Path, phrases: Program) -> None:
    code, out, err = phrases(lay(tmp_path), "--lang", "cy")

    read = yaml.safe_load(out)
    assert (code, read["language"]) == (0, "cy")
    assert set(read["phrases"]) == set(catalogue())
    assert {text for text in read["phrases"].values() if not isinstance(text, dict)} == {None}
    assert out.startswith("# yaml-language-server: $schema=../.reflectctl/schema/phrases.schema.json\n")
    assert f"0 of {len(catalogue())} phrases are translated. Save it as content/phrases.yaml" in err


def test_what_is_translated_already_is_there_and_nothing_is_lost(tmp_path: Path, phrases: Program) -> None:
    root = lay(tmp_path, CASES / "unknown-phrase/clean")
    own = root / OWN
    own.write_text(
        own.read_text("utf-8") + '  "Gone": Wedi mynd\n  "Due": {"2": dau}\n  "left {day}": ar goll\n', "utf-8"
    )
    before = yaml.safe_load(own.read_text("utf-8"))["phrases"]

    for _ in range(2):
        code, out, err = phrases(root, "-o", own)
        assert (code, out) == (0, ""), err
        after = yaml.safe_load(own.read_text("utf-8"))["phrases"]
        for phrase, said in before.items():
            if isinstance(said, dict):
                assert {form: text for form, text in after[phrase].items() if text} == {
                    f: t for f, t in said.items() if t
                }
            else:
                assert after[phrase] == said
        assert set(after) == {*catalogue(), "Gone"}
    assert f"8 of {len(catalogue())} phrases are translated." in err
    assert "# No report says these any more." in own.read_text("utf-8")


def test_a_second_language_is_begun_beside_the_first(tmp_path: Path, phrases: Program) -> None:
    root = lay(tmp_path, CASES / "unknown-phrase/clean")

    code, out, err = phrases(root, "--lang", "ga")
    assert code == 0
    assert "Crynodeb" not in out
    assert "$schema=../../.reflectctl/schema/" in out
    assert "Save it as content/ga/phrases.yaml" in err
    (root / "content/ga").mkdir()
    (root / "content/ga/phrases.yaml").write_text("language: ga\nphrases: {Summary: Achoimre}\n", "utf-8")
    assert '"Summary": "Achoimre"' in phrases(root, "--lang", "ga")[1]
    assert '"Summary": "Crynodeb"' in phrases(root, "--lang", "cy")[1]


def test_without_a_language_it_is_that_of_the_content(tmp_path: Path, phrases: Program) -> None:
    root = lay(tmp_path)
    code, out, err = phrases(root)
    assert (code, out) == (2, "")
    assert "content phrases --lang cy" in err
    pack = root / "content/pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("language: en", "language: cy"), "utf-8")
    assert yaml.safe_load(phrases(root)[1])["language"] == "cy"


@pytest.mark.parametrize("word", ["Welsh", "../x", "c", "", "cy\n", "-cy", "cy-" + "x" * 200])
def test_what_is_no_language_is_refused(word: str, tmp_path: Path, phrases: Program) -> None:
    code, out, err = phrases(lay(tmp_path), f"--lang={word}")
    assert (code, out) == (2, "")
    assert ("is not the short code of a language" if word else "--lang was given an empty word") in err


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path, phrases: Program) -> None:
    root = lay(tmp_path)
    for text in ("phrases: [\n", "language: cy\nlanguage: cy\n"):
        (root / OWN).write_text(text, "utf-8")
        code, _, err = phrases(root, "--lang", "cy", "-o", root / OWN)
        assert code == 3
        assert "Mend it first" in err
        assert (root / OWN).read_text("utf-8") == text
    (root / OWN).unlink()
    (root / OWN).symlink_to(root / "content/pack.yaml")
    code, _, err = phrases(root, "--lang", "cy")
    assert code == 3
    assert "symbolic link" in err


def test_outside_of_a_partnership_it_prints_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert app.run(["content", "phrases", "--lang", "gd"]) == 0
    assert yaml.safe_load(capsys.readouterr().out)["language"] == "gd"


def test_where_a_partnership_is_named_there_has_to_be_one(tmp_path: Path, phrases: Program) -> None:
    code, out, err = phrases(tmp_path, "--lang", "gd")
    assert (code, out) == (3, "")
    assert "No partnership.yaml was found" in err


def test_the_journey_from_nothing_to_a_report_in_welsh(demo: Path) -> None:
    begun = run("content", "phrases", "--lang", "cy", "-o", OWN, cwd=demo)
    assert begun.returncode == 0, begun.stderr
    own = demo / OWN
    assert run("fmt", "--check", OWN, cwd=demo).returncode == 0
    assert run("report", "full", "--format", "markdown", cwd=demo).stdout.count("## Summary") == 1
    own.write_text(own.read_text("utf-8").replace('"Summary":\n', '"Summary": Crynodeb\n'), "utf-8")
    assert run("validate", "--today", "2026-04-30", OWN, cwd=demo).returncode == 0
    told = run("report", "full", "-o", "reports/cy.html", cwd=demo)
    assert told.returncode == 0, told.stderr
    page = (demo / "reports/cy.html").read_text("utf-8")
    assert '<html lang="cy">' in page
    assert ">Crynodeb</h2>" in page
    git(demo, "add", OWN)
    git(demo, "commit", "--quiet", "--message", "Our phrases")
    assert run("report", "full", "-o", "reports/cy.html", cwd=demo).returncode == 0
    assert run("report", "--verify", "reports/cy.html", cwd=demo).returncode == 0
