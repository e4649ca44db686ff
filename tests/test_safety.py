"""Each rule of SECURITY.md has tests that carry its number, and those that can be read off the source are held here."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from .conftest import git, run

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "reflectctl"
RULES = {int(number) for number in re.findall(r"^\| (\d+) \|", (HERE.parent / "SECURITY.md").read_text("utf-8"), re.M)}
PORCELAIN = {"diff", "show", "status", "blame", "annotate", "whatchanged", "shortlog", "grep"}


def marked() -> dict[int, list[str]]:
    """The tests of each rule, by the mark that they carry."""
    found: dict[int, list[str]] = {}
    for path in sorted(HERE.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for mark in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.safety":
                    assert node.name.startswith("test_"), f"{path.name}: {node.name} is no test"
                    for each in mark.args:
                        found.setdefault(ast.literal_eval(each), []).append(f"{path.name}: {node.name}")
    return found


def test_every_rule_has_tests_by_its_number_and_no_test_another_number() -> None:
    assert set(range(1, 20)) == RULES
    assert set(marked()) == RULES


@pytest.mark.safety(7)
def test_history_is_read_by_plumbing() -> None:
    asked = []
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        listed = {
            target.id: ast.literal_eval(node.value.elts[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and node.value.elts
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.elts[0], ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                if node.func.attr not in ("run", "popen"):
                    continue
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    asked.append((path.name, first.value))
                elif isinstance(first, ast.Starred) and isinstance(first.value, ast.Name):
                    asked.append((path.name, listed[first.value.id]))
    assert len(asked) > 20
    assert ("account.py", "log") in asked
    assert [each for each in asked if each[1] in PORCELAIN] == []


@pytest.mark.safety(18)
@pytest.mark.parametrize("name", ["a;touch${IFS}x", "a$(id)", "a'b"])
def test_a_name_in_a_hint_that_is_a_command_is_quoted_for_the_shell(demo: Path, name: str) -> None:
    git(demo, "checkout", "-q", "-b", "aside", "HEAD~1")
    git(demo, "commit", "-q", "--allow-empty", "-m", "Aside")
    git(demo, "branch", name)
    git(demo, "checkout", "-q", "-")

    said = run("diff", name, cwd=demo).stderr

    hint = "reflectctl " + said.partition("`reflectctl ")[2].partition("` ")[0]
    shell = ["sh", "-c", f"reflectctl() {{ printf '%s\\n' \"$@\"; }}; {hint}"]
    assert subprocess.run(shell, cwd=demo, capture_output=True, text=True).stdout.split() == ["diff", "--base", name]
