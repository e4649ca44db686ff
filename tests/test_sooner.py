"""What is imported sooner or read lighter is the same as what is imported whole."""

import json
import random
import subprocess
import sys

import pytest

from reflectctl import hashes, light_json
from reflectctl.light_json import dumps, loads

TEXTS = [
    *(
        "1",
        "-0",
        "1.5e3",
        "NaN",
        "-Infinity",
        '"a"',
        '"\\u00e9\\n"',
        "[]",
        "{}",
        ' [1, {"a": null}] \n',
        "true",
        "12345678901234567890",
    ),
    *("", " ", "[", "{", "nul", "[1,]", '{"a" 1}', '"\n"', "1 2", "[1] x", "\ufeff1", '{"a": 1, "a": 2}', "01", "'a'"),
]


def _read(read, text):
    try:
        return repr(read(text))
    except ValueError:
        return "no JSON"


@pytest.mark.parametrize("text", TEXTS)
def test_json_is_read_as_json_reads_it(text):
    assert _read(loads, text) == _read(json.loads, text)
    assert _read(loads, text.encode()) == _read(json.loads, text)


@pytest.mark.parametrize("seed", range(5))
def test_json_that_is_cut_or_changed_is_read_as_json_reads_it(seed):
    chance = random.Random(seed)
    whole = json.dumps({"a": [1, 2.5, None, True, "x\u00e9\n"], "b": {"c": [{}, []]}}, ensure_ascii=seed % 2 == 0)
    for _ in range(200):
        at = chance.randrange(len(whole))
        text = chance.choice([whole[:at], whole[:at] + chance.choice('[]{}",:0 ') + whole[at + 1 :]])
        assert _read(loads, text) == _read(json.loads, text), text


def test_text_that_is_not_utf_8_is_no_json():
    with pytest.raises(ValueError, match="utf-8"):
        loads(b'"\xff"')


def test_pathlib_is_whole_and_urllib_too():
    program = (
        "from reflectctl.cli import sooner; sooner.import_pathlib(); import sys; from pathlib import Path\n"
        "assert 'urllib.parse' not in sys.modules and 'ipaddress' not in sys.modules\n"
        "print(Path('/a b/\\u00e9').as_uri()); import urllib.parse; print(urllib.parse.urlsplit('http://a/b').path)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], capture_output=True, text=True, check=False, env=_path()
    )

    assert (done.stdout, done.stderr) == ("file:///a%20b/%C3%A9\n/b\n", "")


def _path():
    import reflectctl

    return {"PYTHONPATH": reflectctl.__file__.removesuffix("/reflectctl/__init__.py"), "PYTHONUTF8": "1"}


def test_a_blob_has_the_id_that_git_gives_it():
    assert hashes.blob_id(b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert hashes.blob_id(b"", 64) == "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
    assert len(hashes.short(b"")) == 32


@pytest.mark.parametrize("end", range(1, 60))
def test_json_that_is_cut_short_is_no_json_wherever_it_is_cut(end: int) -> None:
    """In a process that has not imported `json`, whose scanner then says nothing at all."""
    text = '{"a": ["b", {"c": 1.5, "d\\\\n": null}], "e": "\\\\u00e9 and more", "f": true}'
    assert end < len(text)
    program = (
        "import sys\n"
        "from reflectctl.light_json import loads\n"
        "try:\n"
        "    loads(sys.argv[1])\n"
        "except ValueError:\n"
        "    print('refused')\n"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-c", program, text[:end]], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "refused\n"), told.stderr


@pytest.mark.parametrize(
    "value",
    [
        *({}, [], "", 0, 1.5, -1e300, True, None, 10**40, "caf\u00e9 \u2014 \U0001f600", "\ud800", '"\\\x07\n\u2028'),
        *({"a": [1, {"b": [None, True, "c"]}], "d": {}}, {2: 2, None: 3, True: 4, 1.5: 5}, (1, (2,)), float("inf")),
    ],
)
def test_json_is_written_as_json_writes_it(value: object) -> None:
    assert dumps(value) == json.dumps(value, separators=(",", ":"))


@pytest.mark.parametrize("value", [object(), {1, 2}, b"a", {"a": [object()]}, {(1, 2): 3}])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        dumps(value)


def test_a_value_within_itself_is_refused() -> None:
    value: list[object] = []
    value.append(value)

    with pytest.raises(ValueError, match="Circular"):
        dumps(value)


def test_json_is_written_where_python_has_it_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for other in (None, lambda *_: None):
        monkeypatch.setattr(light_json, "make_encoder", other)

        assert dumps({"a": ["\u00e9", 1]}) == '{"a":["\\u00e9",1]}'
