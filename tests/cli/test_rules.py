"""The manual of the rules: `rules` and `explain`, inside a partnership and outside."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reflectctl import resources
from reflectctl.render import terminal
from reflectctl.rules import catalogue, pages
from reflectctl.rules.catalogue import Rule
from reflectctl.tell import rules
from tests.conftest import run
from tests.tools import NPM

RULES = catalogue.rules()


def choose(root: Path, **levels: str) -> None:
    """Set levels in a partnership that has none."""
    path = root / "partnership.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    if "settings:" not in lines:
        lines.append("settings:")
    at = lines.index("settings:") + 1
    lines[at:at] = ["  rules:", *(f"    {rule.replace('_', '-')}: {level}" for rule, level in levels.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def told(*words: str, cwd: Path) -> Any:
    result = run(*words, "--format", "json", cwd=cwd)
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    jsonschema.validate(answer, resources.schema("output-rules"))
    return answer["rules"]


def test_every_rule_is_listed_by_section_with_its_level(tmp_path: Path) -> None:
    shown = run("rules", cwd=tmp_path).stdout
    lines = shown.splitlines()
    assert lines[0].split() == ["Rule", "Level", "About"]
    titles = [title for title, _ in pages.sections(RULES)]
    assert [line for line in lines if line in titles] == titles
    for rule in RULES:
        row = next(line for line in lines if line.startswith(f"{rule.id} "))
        assert row.removeprefix(rule.id).lstrip().startswith("error, fixed" if rule.fixed else f"{rule.severity} ")
    assert "set here" not in shown
    assert all(len(line) <= 100 for line in lines)


@pytest.mark.parametrize("width", [80, 100])
def test_the_list_and_the_pages_fit_the_screen(width: int) -> None:
    chosen = {rule.id: "off" for rule in RULES}
    for line in terminal.text(rules.table(RULES, chosen), width=width).splitlines():
        assert len(line) <= width
    for line in terminal.text(rules.cards(RULES, chosen), width=width).splitlines():
        assert len(line) <= width or line.startswith("    "), "examples are never broken"


def test_in_a_partnership_the_levels_are_the_ones_set_there(demo: Path) -> None:
    choose(demo, rating_without_reason="off", plan_without_measure="warning", unknown_key="off")
    for folder in (demo, demo / "principles"):
        lines = run("rules", cwd=folder).stdout.splitlines()
        at = next(number for number, line in enumerate(lines) if line.startswith("rating-without-reason "))
        assert lines[at].split()[1:4] == ["warning", "→", "off"]
        assert lines[at + 1].strip().startswith("(set here)")
        assert next(line for line in lines if line.startswith("plan-without-measure ")).split()[1] == "warning"
        assert next(line for line in lines if line.startswith("unknown-key ")).split()[1:3] == ["error,", "fixed"]
    assert (
        "| `rating-without-reason` | warning → off (set here) |"
        in run("rules", "--format", "markdown", cwd=demo).stdout
    )
    levels = {each["id"]: (each["severity"], each["level"]) for each in told("rules", cwd=demo)}
    assert levels["rating-without-reason"] == ("warning", "off")
    assert levels["plan-without-measure"] == ("warning", "warning")
    assert levels["unknown-key"] == ("error", "error")


def test_a_level_that_there_is_not_changes_nothing_and_is_never_shown(demo: Path) -> None:
    choose(demo, rating_without_reason='"\\e[31mloud"')
    shown = run("rules", cwd=demo).stdout
    assert "loud" not in shown
    assert "set here" not in shown


def test_where_partnership_yaml_cannot_be_read_the_usual_levels_are_told_and_said_to_be(demo: Path) -> None:
    choose(demo, rating_without_reason="off")
    with (demo / "partnership.yaml").open("a", encoding="utf-8") as file:
        file.write("name: [\n")
    result = run("explain", "rating-without-reason", cwd=demo)
    assert result.returncode == 0
    assert result.stdout.startswith("rating-without-reason: warning\n")
    assert "partnership.yaml cannot be read" in result.stderr


def test_a_folder_that_was_named_has_to_be_a_partnership(demo: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    choose(demo, rating_without_reason="off")
    for words in (["rules", "--root", str(demo)], ["-C", str(demo), "rules"]):
        assert "(set here)" in run(*words, cwd=outside).stdout
    for words in (["rules", "--root", "."], ["-C", "nowhere", "rules"], ["explain", "empty-file", "-C", "nowhere"]):
        result = run(*words, cwd=outside)
        assert result.returncode == 3
        assert result.stdout == ""


def test_a_page_says_why_what_to_do_and_shows_both_examples(tmp_path: Path) -> None:
    shown = run("explain", "rating-without-reason", cwd=tmp_path).stdout
    lines = shown.splitlines()
    assert lines[:2] == ["rating-without-reason: warning", "Ratings"]
    headings = ["Why", "What to do", "Wrong", "Right", "Its level", "To ignore one finding"]
    assert [line for line in lines if line in headings] == headings
    rule = next(rule for rule in RULES if rule.id == "rating-without-reason")
    page = pages.parse(rule.page)
    for example in (page.wrong, page.right):
        assert "\n".join(f"    {line}" for line in example.splitlines()) in shown
    assert "    settings:\n      rules:\n        rating-without-reason: off\n" in shown
    assert "    # reflectctl: ignore rating-without-reason " in shown
    flowing = " ".join(shown.split())
    for part in page[:3]:
        assert part in flowing


def test_the_page_of_a_rule_about_the_format_says_that_its_level_is_fixed(tmp_path: Path) -> None:
    shown = run("explain", "yaml-syntax", cwd=tmp_path).stdout
    assert shown.startswith("yaml-syntax: error, fixed\n")
    assert "settings:" not in shown
    assert "# reflectctl: ignore" not in shown


def test_a_page_is_told_in_every_format(demo: Path) -> None:
    choose(demo, rating_without_reason="off")
    assert run("explain", "rating-without-reason", cwd=demo).stdout.startswith(
        "rating-without-reason: warning → off (set here)\n"
    )
    (one,) = told("explain", "rating-without-reason", cwd=demo)
    assert one["level"] == "off"
    assert one["wrong"].startswith("assessments:\n  culture:\n")
    assert one == next(each for each in told("rules", cwd=demo) if each["id"] == one["id"])
    page = run("explain", "rating-without-reason", "--format", "markdown", cwd=demo).stdout
    assert page.startswith("# rating-without-reason\n\nA statement is rated")
    assert "Level: warning → off (set here)." in page
    assert page.count("```yaml\n") == 4
    assert "```markdown\n---\n" in run("explain", "present-and-absent", "--format", "markdown", cwd=demo).stdout


def test_the_beginning_of_a_rules_name_will_do_and_another_word_gets_the_nearest(tmp_path: Path) -> None:
    assert run("explain", "agreement", cwd=tmp_path).stdout.startswith("agreement-without-evidence: ")
    result = run("explain", "rating-without-raeson", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "rating-without-reason" in result.stderr
    assert "Traceback" not in result.stderr


def test_every_page_can_be_printed_and_written_to_a_file(tmp_path: Path) -> None:
    shown = run("rules", "--pages", cwd=tmp_path).stdout
    for rule in RULES[::6]:
        assert run("explain", rule.id, cwd=tmp_path).stdout in shown
    result = run("rules", "--pages", "-o", "rules.txt", cwd=tmp_path)
    assert result.stdout == ""
    assert "rules.txt" in result.stderr
    assert (tmp_path / "rules.txt").read_text(encoding="utf-8") == shown


@pytest.mark.npm
def test_the_markdown_is_as_a_linter_wants_it(tmp_path: Path) -> None:
    (tmp_path / ".markdownlint-cli2.jsonc").write_text('{"config": {"MD013": false}}', encoding="utf-8")
    words = [["rules"], ["rules", "--pages"], *(["explain", rule.id] for rule in RULES[::7])]
    for number, each in enumerate(words):
        run(*each, "--format", "markdown", "-o", f"{number}.md", cwd=tmp_path)
    linted = subprocess.run(
        [NPM / "markdownlint-cli2", "*.md"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert linted.returncode == 0, linted.stderr
    assert f"Linting: {len(words)} file(s)" in linted.stdout


@pytest.mark.parametrize("hostile", ["\x1b[31m::error::x\u202e", "a|b\n::error::c", "##vso[task]x"])
def test_nothing_in_a_page_acts_on_a_terminal_or_a_ci_log(hostile: str) -> None:
    page = f"{hostile}.\n\n{hostile}\n\n{hostile}\n\nWrong:\n\n    {hostile}\n\nRight:\n\n    {hostile}\n    ::x"
    rule = Rule(hostile, "warning", page, False, hostile)
    for shown in map(terminal.text, (rules.table([rule], {}), rules.cards([rule], {hostile: "off"}))):
        assert shown.endswith("\n")
        for line in shown.splitlines():
            assert not line.lstrip().startswith(("::", "##vso["))
            assert not any(ord(c) < 32 or c == "\u202e" for c in line)


def test_no_rules_are_an_empty_list() -> None:
    assert rules.cards([], {}) == ()
    assert terminal.text(rules.table([], {})).startswith("Rule  Level  About\n")
