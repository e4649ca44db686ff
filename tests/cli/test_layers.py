"""What a partnership adds to its content, and its content in another language, through every command that shows it."""

import gc
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from reflectctl.cli import app

from ..conftest import git

EXAMPLE = Path(__file__).parents[2] / "examples" / "harrowmere"

LOCAL = {
    "content/local/pack.yaml": """\
dimensions:
  - id: weekend
    title: At weekends
    meaning: What there is when offices are closed.
""",
    "content/local/principles/way-back.yaml": """\
id: way-back
statements:
  weekend: Somebody opens the door on a Sunday.
""",
    "content/local/principles/own-money.yaml": """\
id: own-money
title: Money of their own
statements:
  promise: Nobody loses an allowance because they moved.
  weekend: A young person can reach their savings on a Saturday.
voice: It is mine, and I know where it is.
""",
}
"""A statement added to one of the pack's principles, and a principle of the partnership's own."""


class Left(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Program:
    """The program in this process, in one partnership."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys

    def __call__(self, *words: str, before: tuple[str, ...] = ()) -> Left:
        self._capsys.readouterr()
        code = app.run(["-C", str(self.root), *before, *words])
        return Left(code, *self._capsys.readouterr())

    def told(self, *words: str) -> str:
        left = self(*words)
        assert left.code == 0, left
        return left.out

    def data(self, *words: str) -> Any:
        return json.loads(self.told(*words, "--format", "json"))

    def write(self, files: dict[str, str]) -> None:
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write({path: text.replace(old, new, 1)})

    def commit(self, on: str) -> str:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--message", f"On {on}", on=f"{on}T12:00:00+00:00")
        return git(self.root, "rev-parse", "HEAD").strip()


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The example with an instrument of its own, as it was committed at the end of January 2026."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "REFLECTCTL_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", f"{os.devnull}/home")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "harrowmere"))
    git(root, "init", "--quiet", "--initial-branch", "main")
    made = Program(root, capsys)
    made.commit("2026-01-31")
    yield made
    gc.enable()


# ---- Local additions ---------------------------------------------------------------------------------------------


def test_what_was_added_is_told_as_local_by_every_command(program: Program) -> None:
    pack = {path: path.read_bytes() for path in (program.root / "content").rglob("*.yaml")}
    program.write(LOCAL)
    program("fmt")
    first = program.commit("2026-02-01")
    assert "4 principles, 8 statements; 1 local principle, 3 local statements." in program.told("content", "check")

    for words in (
        ("rate", "way-back.weekend", "meant", "--because", "One of us does.", "--agreed", "2026-02-10"),
        ("view", "way-back.weekend", "not-begun", "--agency", "college", "--because", "We close."),
        ("rate", "5.promise", "not-begun", "--because", "It is lost today.", "--agreed", "2026-02-10"),
        ("note", "own-money.weekend", "see", "The bank is closed."),
        ("action", "add", "way-back", "Open on Sundays", "--owner", "homes", "--due", "2026-09-01",
         "--serves", "weekend"),
    ):  # fmt: skip
        assert program(*words).code == 0, words
    assert (
        "way-back.weekend (local): "
        in program("rate", "way-back.weekend", "meant", "--dry-run").err
        + program("rate", "way-back.weekend", "not-begun", "--because", "On reflection.", "--agreed", "2026-02-11").err
    )
    # The other principles have no such statement.
    for words in (("rate", "heard-early.weekend", "meant", "--because", "x"),
                  ("action", "add", "heard-early", "x", "--owner", "homes", "--due", "2026-09-01",
                   "--serves", "weekend")):  # fmt: skip
        left = program(*words)
        assert (left.code, "heard-early" in left.err) == (2, True), words
    assert program("validate", "--since", first, "--rule", "unexplained-move").code == 0
    found = program("validate").out
    assert re.search(r"own-money\.promise \(local\) ", found)
    assert program("validate", "--fail-on", "error").code == 0

    assert "  At weekends (local)\n    Newly rated: " in program.told("diff")
    assert "### Money of their own (local)" in program.told("diff", "--format", "markdown")
    assert "At weekends (local)" in program.told("diff", "--format", "html")
    changes = program.data("diff")
    assert {each["statement"]: each["local"] for each in changes["moves"]} == {
        "way-back.weekend": True,
        "own-money.promise": True,
    }
    assert {each["local"] for each in changes["changes"] if each["kind"] == "reflection"} == {True}

    program.commit("2026-02-12")
    assert "  At weekends (local)  " in program.told("history")
    assert "5. Money of their own (local)" in program.told("history")
    assert "Money of their own (local) · Promise" in program.told("history", "--by", "month", "--format", "markdown")
    ways = {each["statement"]: each["local"] for each in program.data("history")["statements"]}
    assert ways["way-back.weekend"] is True
    assert ways["heard-early.promise"] is False
    rows = program.told("history", "--format", "csv").splitlines()
    assert [row.endswith(",yes,no,") for row in rows if row.startswith("way-back,way-back.weekend,")] == [True]
    assert all(row.endswith(",no,no,") for row in rows if row.startswith("heard-early,"))
    assert program.data("history", "views")["changes"][-1]["local"] is True
    assert "Open on Sundays" in program.told("history", "actions", "--statement", "way-back.weekend")

    status = program.told("status")
    assert "At weekends (local)" in status
    assert "5. Money of their own" in status
    assert "Where a place is empty, the principle has no such statement." in status
    data = program.data("status")
    assert data["coverage"]["statements"] == 11
    assert [each["statement"] for each in data["statements"] if each["local"]] == [
        "way-back.weekend", "own-money.promise", "own-money.weekend",
    ]  # fmt: skip

    html = program.told("report", "full")
    assert "Money of their own (local)" in html
    assert "At weekends (local)" in html
    assert "No statement" in html
    told = re.sub(r"At weekends \(local\)|Money of their own \(local\)", "", html)
    assert "At weekends" not in told
    assert "Money of their own" not in told
    markdown = program.told("report", "full", "--format", "markdown", "--edition", "public", "--mark")
    assert "### 5\\. Money of their own (local)" in markdown
    assert "#### At weekends (local)" in markdown
    report = program.data("report")
    assert [each["id"] for each in report["principles"] if each["local"]] == ["own-money"]

    shown = program.told("content", "show")
    assert "5. Money of their own (local) (own-money)" in shown
    assert "At weekends (local): What there is when offices are closed." in shown
    assert program.told("content", "show", "way-back").count("(local)") == 1
    assert program.told("content", "show", "own-money.promise").startswith("5. Money of their own (local) · Promise\n")
    content = program.data("content", "show")
    assert [each["id"] for each in content["dimensions"] if each["local"]] == ["weekend"]
    assert program.data("content", "list")["packs"][0]["local"] == {"principles": 1, "statements": 3}

    assert {path: path.read_bytes() for path in pack} == pack


def test_a_schema_completes_what_was_added(program: Program) -> None:
    program.write(LOCAL)
    principle = json.loads(program.told("schema", "principle"))
    assert list(principle["$defs"]["assessments"]["properties"]) == ["promise", "practice", "weekend"]
    assert "own-money" in principle["$defs"]["principle_id"]["enum"]
    packed = json.loads(program.told("schema", "content-principle"))["$defs"]["statements"]
    assert (list(packed["properties"]), packed["required"]) == (["promise", "practice"], ["promise", "practice"])
    local = json.loads(program.told("schema", "local-principle"))["$defs"]["local_statements"]
    assert list(local["properties"]) == ["promise", "practice", "weekend"]


def test_a_pack_is_compared_without_what_was_added_to_it(program: Program) -> None:
    pack = program.root.parent / "pack"
    shutil.copytree(program.root / "content", pack)
    program.write(LOCAL)
    checked = program("content", "check", "--against", str(pack))
    assert "unknown-content" not in checked.out
    assert checked.code == 0


def test_a_local_wording_that_changes_is_to_be_read_again(program: Program) -> None:
    program.write(LOCAL)
    program("rate", "way-back.weekend", "meant", "--because", "One of us does.", "--agreed", "2026-02-10")
    program.commit("2026-02-11")
    program.edit("content/local/principles/way-back.yaml", "a Sunday", "Saturday and Sunday")
    assert program.data("diff")["reread"] == ["way-back.weekend"]
    program.commit("2026-02-20")
    assert [each["statement"] for each in program.data("status")["statements"] if each["reread"]] == [
        "way-back.weekend"
    ]
    assert "rating-to-be-reread" in program("validate").out


def test_what_was_added_and_rated_is_missed_when_it_is_taken_out(program: Program) -> None:
    program.write(LOCAL)
    before = program.commit("2026-02-01")
    (program.root / "content/local/principles/own-money.yaml").unlink()
    found = program("validate", "--since", before, "--rule", "vanished-id").out
    assert "own-money" in found


def test_a_local_file_never_says_anything_in_the_place_of_the_pack(program: Program) -> None:
    before = program.data("content", "show")
    program.write(
        {
            "content/local/pack.yaml": "dimensions:\n  - id: promise\n    title: Hidden\n    meaning: Hidden.\n",
            "content/local/principles/way-back.yaml": (
                "id: way-back\ntitle: Hidden\nstatements:\n  promise: Hidden.\n  practice: Hidden.\nvoice: Hidden.\n"
            ),
        }
    )
    assert program.data("content", "show") == before
    found = program("validate")
    assert found.code == 1
    assert found.out.count("[local-override]") == 5


# ---- Languages ---------------------------------------------------------------------------------------------------


def toy(value: Any, key: str = "") -> Any:
    """What stands under a key in an invented language: every word begins with z."""
    if isinstance(value, dict):
        return {name: toy(each, name) for name, each in value.items() if name not in ("stance", "holds")}
    if isinstance(value, list):
        return [toy(each, key) for each in value]
    return value if key in ("id", "principles", "version", "wording") else re.sub(r"\b(?=\w)", "z", str(value))


def translated(program: Program, tag: str = "cy") -> None:
    """Write the whole pack in the invented language, under a tag."""
    content = program.root / "content"
    for path in (content / "pack.yaml", *(content / "principles").glob("*.yaml")):
        said = toy(yaml.safe_load(path.read_text("utf-8")))
        if path.name == "pack.yaml":
            said["language"] = tag
        text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000)
        program.write({f"content/{tag}/{path.relative_to(content).as_posix()}": text})
    assert program("fmt").code == 0


def test_a_whole_translation_has_no_findings(program: Program) -> None:
    before = program("validate").out.splitlines()
    translated(program)
    after = program("validate").out.splitlines()
    assert after[:-1] == before[:-1]
    assert after[-1] == before[-1].replace("15 files", "20 files")


def test_the_option_comes_before_the_environment_and_that_before_the_setting(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    translated(program, "cy")
    translated(program, "pt-BR")
    program.edit("content/pt-BR/pack.yaml", "title: zStepping zOn", "title: yStepping yOn")

    def title(*words: str, before: tuple[str, ...] = ()) -> str:
        left = program("content", "show", *words, "--format", "json", before=before)
        assert left.code == 0, left
        answer = json.loads(left.out)
        return f"{answer['language']}: {answer['title']}"

    assert title() == "en: Stepping On"
    with (program.root / "partnership.yaml").open("a", encoding="utf-8") as file:
        file.write("settings:\n  language: cy\n")
    assert title() == "cy: zStepping zOn"
    monkeypatch.setenv("REFLECTCTL_LANG", "pt_br")
    assert title() == "pt-BR: yStepping yOn"
    assert title(before=("--lang", "cy")) == "cy: zStepping zOn"
    assert title("--lang", "en") == "en: Stepping On"
    assert title("--lang", "CY", before=("--lang", "en")) == "cy: zStepping zOn"


def test_every_command_shows_the_words_and_keeps_the_ids(program: Program) -> None:
    translated(program)
    program("rate", "way-back.promise", "shown-everywhere", "--because", "See.", "--agreed", "2026-02-10")
    assert "zPromise" in program.told("status", "--lang", "cy")
    assert "zShown zeverywhere" in program.told("diff", "--lang", "cy")
    plain, said = program.data("diff"), program.data("diff", "--lang", "cy")
    assert [each["id"] for each in said["changes"]] == [each["id"] for each in plain["changes"]]
    assert {each["after_title"] for each in said["moves"]} == {"zShown zeverywhere"}
    program.commit("2026-02-11")
    assert "zPromise" in program.told("history", "--lang", "cy")
    assert "zPractice" in program.told("history", "views", "--lang", "cy")
    assert "zBegin zthe" in program.told("history", "actions", "--lang", "cy")
    assert "zPromise" in program.told("report", "full", "--lang", "cy", "--format", "markdown")
    assert "zPromise" in program.told("content", "show", "way-back", "--lang", "cy")
    assert "In cy; what is not said in it is in the words of the pack." in program.told(
        "content", "show", "--lang", "cy"
    )
    assert "Also in cy." in program.told("content", "list")
    # A rating may be typed as the scale calls it.
    words = ("rate", "way-back.practice", "zShown zeverywhere", "--because", "See.", "--dry-run")
    assert program(*words, before=("--lang", "cy")).code == 0
    # A schema is for files, which are the same in every language.
    assert program("schema", "principle", before=("--lang", "cy")).out == program.told("schema", "principle")


def test_what_is_not_said_falls_back_text_by_text(program: Program) -> None:
    program.write(
        {
            "content/cy/pack.yaml": "language: cy\nscale:\n  - id: meant\n    title: Zeant\n",
            "content/cy/principles/x.yaml": "id: way-back\nstatements:\n  practice: Zractice.\n",
            **LOCAL,
            "content/cy/local/pack.yaml": "dimensions:\n  - id: weekend\n    title: Zeekend\n",
            "content/cy/local/principles/own-money.yaml": "id: own-money\nstatements:\n  promise: Zone.\n",
        }
    )
    plain, said = program.data("content", "show"), program.data("content", "show", "--lang", "cy")
    expected = json.loads(json.dumps(plain))
    expected["language"] = "cy"
    (meant,) = [each for each in expected["scale"] if each["id"] == "meant"]
    meant["title"] = "Zeant"
    expected["dimensions"][2]["title"] = "Zeekend"
    expected["principles"][3]["statements"][1]["text"] = "Zractice."
    expected["principles"][4]["statements"][0]["text"] = "Zone."
    assert said == expected


def test_what_is_missing_and_what_is_not_in_the_pack_is_found(program: Program) -> None:
    translated(program)
    (program.root / "content/cy/principles/4-way-back.yaml").unlink()
    program.edit("content/cy/principles/1-heard-early.yaml", "id: heard-early", "id: heard-late")
    found = program("validate").out
    assert "content/cy/principles/ has no file of `heard-early` and `way-back`. [untranslated-content]" in found
    assert "`heard-late` is not in content/principles/. [translation-out-of-step]" in found
    assert "Did you mean `heard-early`?" in found


@pytest.mark.parametrize("command", ["status", "diff", "history", "report", "content show"])
def test_an_unknown_language_is_refused_with_those_there_are(program: Program, command: str) -> None:
    translated(program)
    left = program(*command.split(), "--lang", "de")
    assert (left.code, left.out) == (2, "")
    assert "--lang de asks for a language that there is no content in." in left.err
    assert "There is content in en (that of the pack), cy." in left.err


def test_a_pack_that_is_no_partnerships_is_shown_in_its_own_language_alone(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    translated(program)
    for words in (("--pack", "practice-principles"), ("--pack", str(program.root / "content"))):
        assert program("content", "show", *words, "--lang", "en").code == 0
        left = program("content", "show", *words, "--lang", "cy")
        assert (left.code, "There is content in en (that of the pack)." in left.err) == (2, True)
    monkeypatch.chdir(tmp_path)
    assert app.run(["content", "show", "--lang", "cy"]) == 2
    assert app.run(["content", "show", "--lang", "en"]) == 0
    assert app.run(["--lang"]) == 2


def test_an_unknown_language_of_the_environment_is_refused_by_its_name(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFLECTCTL_LANG", "\x1b[31mde")
    left = program("status")
    assert left.code == 2
    assert "REFLECTCTL_LANG=" in left.err
    assert "\x1b" not in left.err
    # What shows no words of the content does not ask for any.
    assert program("validate").code == 0


def test_a_language_that_is_set_and_is_not_there_is_found_and_does_no_harm(program: Program) -> None:
    with (program.root / "partnership.yaml").open("a", encoding="utf-8") as file:
        file.write("settings:\n  language: de\n")
    assert "Promise" in program.told("status")
    found = program("validate")
    assert found.code == 1
    assert "partnership.yaml:20:13: error: `de` is not a language that there is content in." in found.out
    assert "hint: There is content in `en`." in found.out


def test_a_report_says_in_which_language_it_is_and_can_be_made_again(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    translated(program)
    program.commit("2026-02-11")
    for format in ("html", "markdown", "json"):
        page = tmp_path / f"report.{format}"
        program.told("report", "full", "--lang", "cy", "--output", f"{format}={page}")
        text = page.read_text("utf-8")
        assert " language=cy " in text
        assert "zBegin zthe zconversation zearly" in text
        assert program("report", "--verify", str(page)).code == 0
        # Whatever somebody reads in otherwise.
        monkeypatch.setenv("REFLECTCTL_LANG", "en")
        assert program("report", "--verify", str(page)).code == 0
        monkeypatch.delenv("REFLECTCTL_LANG")
        page.write_text(text.replace(" language=cy ", " "), "utf-8")
        assert program("report", "--verify", str(page)).code == 1
    page = program.told("report", "full", "--lang", "cy")
    assert '<html lang="en"' in page, "what the program says of its own accord"
    assert ' lang="cy"' in page, "what the content says"
    assert " language=" not in program.told("report", "full", "--lang", "en")
    assert program("report", "--verify", str(tmp_path / "report.html"), "--lang", "cy").code == 2


def test_a_language_may_have_the_reports_own_phrases_too(program: Program) -> None:
    translated(program)
    path = program.root / "content/cy/phrases.yaml"
    program.told("content", "phrases", "--lang", "cy", "--output", str(path))
    assert program("fmt", "--check").code == 0
    text = path.read_text("utf-8")
    for phrase, said in (
        ('  "Where we are":\n', '  "Where we are": "Zle rydym zi"\n'),
        ('  "as of {day}":\n', '  "as of {day}": "zar {day}"\n'),
        ('  "March":\n    of-a-day:\n', '  "March":\n    of-a-day: "Zmawrth"\n'),
    ):
        assert phrase in text
        text = text.replace(phrase, said)
    path.write_text(text, "utf-8")
    program.commit("2026-03-11")

    page = program.told("report", "full", "--lang", "cy")
    assert '<html lang="cy"' in page
    assert "Zle rydym zi" in page
    assert "zar 11 Zmawrth 2026" in page
    assert "Zle rydym zi" not in program.told("report", "full")

    path.write_text(text.replace("zar {day}", "zar {dydd}"), "utf-8")
    found = program("validate")
    assert found.code == 1
    assert "content/cy/phrases.yaml:" in found.out
    assert "[phrase-places]" in found.out
    assert program.data("report", "full", "--lang", "cy")["provenance"]["language"] == "cy"


def test_a_report_in_the_language_that_is_set_is_made_again_after_another_is_set(
    program: Program, tmp_path: Path
) -> None:
    translated(program)
    with (program.root / "partnership.yaml").open("a", encoding="utf-8") as file:
        file.write("settings:\n  language: cy\n")
    program.commit("2026-02-11")
    welsh, english = tmp_path / "cy.html", tmp_path / "en.html"
    program.told("report", "full", "-o", str(welsh))
    program.told("report", "full", "--lang", "en", "-o", str(english))
    program.edit("partnership.yaml", "language: cy", "language:")
    program.commit("2026-02-12")
    assert "zPromise" in welsh.read_text("utf-8")
    assert "zPromise" not in english.read_text("utf-8")
    assert [program("report", "--verify", str(page)).code for page in (welsh, english)] == [0, 0]


def test_a_moment_before_the_translation_is_told_in_the_words_of_the_pack(program: Program, tmp_path: Path) -> None:
    old = git(program.root, "rev-parse", "HEAD").strip()
    program("rate", "way-back.promise", "shown-everywhere", "--because", "See.", "--agreed", "2026-02-10")
    program.commit("2026-02-11")
    translated(program)
    program.commit("2026-02-20")
    page = tmp_path / "old.html"
    left = program("report", "full", "--at", old, "--lang", "cy", "-o", str(page))
    assert f"There was no content in cy yet at {old[:8]}: the words of the pack itself are shown." in left.err
    assert " language=" not in page.read_text("utf-8")
    assert program("report", "--verify", str(page)).code == 0
    said = program.told("diff", old, "HEAD", "--lang", "cy")
    assert "zPromise" in said
    assert "zShown zeverywhere" in said
    assert "Wording" not in said
    assert "Begin" in program.told("diff", old, "HEAD~1", "--lang", "cy", "--all")


def test_changed_words_of_a_translation_are_told_and_ratings_stand(program: Program) -> None:
    translated(program)
    before = program.commit("2026-02-11")
    program.edit("content/cy/principles/1-heard-early.yaml", "zWe zhave zagreed", "zWe zare zagreed")
    told = program.told("diff", "--lang", "cy", "--full")
    assert "The statement “zBegin zthe zconversation zearly · zPromise” is worded differently in cy." in told
    assert "[-zhave-] {+zare+}" in told
    assert program.data("diff", "--lang", "cy")["reread"] == []
    assert program("diff").out == ""
    program.commit("2026-02-20")
    assert not any(each["reread"] for each in program.data("status", "--lang", "cy")["statements"])
    assert "rating-to-be-reread" not in program("validate").out
    assert program("validate", "--since", before, "--rule", "vanished-id").out.count(": error") == 0


def test_changed_words_of_the_pack_are_told_in_any_language_and_once(program: Program) -> None:
    translated(program)
    program.commit("2026-02-11")
    program.edit("content/principles/1-heard-early.yaml", "by the age of fourteen", "by the age of twelve")
    assert program.data("diff", "--lang", "cy")["reread"] == ["heard-early.promise"]
    assert [each["part"] for each in program.data("diff", "--lang", "cy")["changes"]] == [None]


def test_git_shows_records_in_the_language_that_is_set(program: Program) -> None:
    translated(program)
    with (program.root / "partnership.yaml").open("a", encoding="utf-8") as file:
        file.write("settings:\n  language: cy\n")
    from reflectctl.cli.textconv import _around

    assert _around(program.root).instrument.title == "zStepping zOn"
