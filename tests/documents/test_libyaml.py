"""libyaml's parser is the same with and without the rest of PyYAML, and where it is missing PyYAML's own is taken."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXTS = [
    "", "a: 1\nb: [x, 'y', \"z\"]\nc: |\n  text\n", "a: [1\nb: 2\n", "a: 'open\n", "a: \x01\n", "- a\n b: c\n",
    "%YAML 1.9\n---\na\n",
    "a: &x 1\nb: *x\n", "a: !tag 1\n", "\ufeffa: 1\n", "a:\tb\n", "? a\n: b\n", "a: b: c\n", "@a: 1\n", "{a: 1, b}\n",
]  # fmt: skip

PROGRAM = """
import json, sys
%s
from reflectctl.documents import libyaml
assert ("yaml" in sys.modules) is %s, sorted(sys.modules)
for text in json.load(sys.stdin):
    take = libyaml.parser(text).get_event
    try:
        while True:
            event = take()
            print(event, event.start_mark.index, event.end_mark.line, event.end_mark.column)
            if type(event) is libyaml.events.StreamEndEvent:
                break
    except libyaml.YAMLError as error:
        marked = isinstance(error, libyaml.MarkedYAMLError)
        print(type(error).__name__, marked, error.problem if marked else error.position)
        print((error.problem_mark.line, error.problem_mark.column, error.context) if marked else "")
import yaml
assert yaml.safe_load("a: [1, 2020-01-01]")["a"][0] == 1 and issubclass(yaml.YAMLError, libyaml.YAMLError)
from yaml._yaml import CParser
print(CParser is libyaml.parser)
"""


def told(before: str, *, whole: bool, path: Path | None = None) -> str:

    program = PROGRAM % (before, whole)
    environ = {"PYTHONPATH": str(path)} if path else {}
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(TEXTS),
        capture_output=True,
        text=True,
        env=environ,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_binding_alone_reads_as_with_the_rest_of_pyyaml() -> None:
    alone = told("", whole=False)

    assert alone == told("import yaml", whole=True)
    assert alone.count("StreamEndEvent") > 5
    assert "ReaderError False 3" in alone
    assert alone.endswith("True\n")


@pytest.mark.parametrize("broken", ["raise ImportError('no libyaml')", "CParser = lambda text: None", "import nothing"])
def test_where_the_binding_is_not_as_expected_the_whole_of_pyyaml_is_taken(tmp_path: Path, broken: str) -> None:
    import yaml

    copy = tmp_path / "yaml"
    copy.mkdir()
    for each in Path(yaml.__file__).parent.glob("*.py"):
        (copy / each.name).write_bytes(each.read_bytes())
    (copy / "_yaml.py").write_text(broken, "utf-8")
    (copy / "cyaml.py").write_text("raise ImportError", "utf-8")
    program = (
        "import sys; from reflectctl.documents import libyaml, yaml; import yaml as pyyaml;"
        f"assert pyyaml.__file__.startswith({str(tmp_path)!r}); assert libyaml.parser is libyaml.python_parser;"
        "assert yaml.values('a: [1, b]') == {'a': [1, 'b']}; assert yaml.read('x', 'a: [')[2]"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
