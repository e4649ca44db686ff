"""What is shipped compiled is what this Python compiles, and never more than a quicker way to the same."""

import re
import shutil
from pathlib import Path

import pytest

from reflectctl import patterns, resources

from .patterns import file, forms, nothing_personal

FORMS = forms()


@pytest.mark.parametrize("kept", FORMS)
def test_what_is_shipped_is_what_this_python_makes_of_the_patterns(kept):
    head, _, body = Path(patterns.path(kept)).read_bytes().partition(b"\n")

    if patterns.stamp().encode() not in head.split(b" "):
        pytest.skip("nothing is shipped for this Python")
    assert head.split(b" ")[-1] + b"\n" + body == file(FORMS[kept]), "run `python -m tests.patterns` with every Python"


def test_each_pattern_is_the_same_as_one_that_is_compiled_here():
    unlike = [
        form
        for kept, each in FORMS.items()
        for form, flags in each
        if patterns.regex(form, flags, kept) != re.compile(form, flags)
        or patterns.regex(form, flags, kept).groupindex != re.compile(form, flags).groupindex
    ]

    assert unlike == []


def _cut(raw):
    return raw[: len(raw) // 2]


def _other_python(raw):
    return raw.replace(b"3.", b"9.", 3)


def _other_code(raw):
    return raw[:-4000] + b"\xff" * 4000


@pytest.mark.parametrize("damage", [_cut, _other_python, _other_code, lambda raw: b"", lambda raw: b"\n"])
@pytest.mark.parametrize("kept", FORMS)
def test_where_the_file_is_damaged_or_another_pythons_patterns_are_compiled(tmp_path, monkeypatch, damage, kept):
    (tmp_path / "compiled").mkdir()
    shutil.copy(patterns.path(kept), tmp_path / "compiled")
    monkeypatch.setattr(patterns, "_HERE", f"{tmp_path}/")
    Path(patterns.path(kept)).write_bytes(damage(Path(patterns.path(kept)).read_bytes()))
    patterns._entries.cache_clear()

    few = [(form, flags) for form, flags in FORMS[kept] if len(form) < 2000][-12:]
    made = [patterns.regex(form, flags, kept) for form, flags in few]
    patterns._entries.cache_clear()

    assert made == [re.compile(form, flags) for form, flags in few]


def test_where_another_file_has_come_in_its_place_patterns_are_compiled(tmp_path, monkeypatch):
    form, flags = next(each for each in FORMS[patterns.LARGE] if len(each[0]) < 2000)
    (tmp_path / "compiled").mkdir()
    shutil.copy(patterns.path(patterns.LARGE), tmp_path / "compiled")
    monkeypatch.setattr(patterns, "_HERE", f"{tmp_path}/")
    patterns._entries.cache_clear()
    assert patterns._entries(patterns.LARGE)
    raw = Path(patterns.path(patterns.LARGE)).read_bytes()
    # Every code stands elsewhere.
    Path(patterns.path(patterns.LARGE)).write_bytes(raw.replace(b"\n", b"\n" + bytes(400), 1))

    made = patterns.regex(form, flags, patterns.LARGE)
    patterns._entries.cache_clear()

    assert made == re.compile(form, flags)


def test_a_pattern_that_is_not_shipped_is_compiled():
    assert patterns.regex(r"(?P<a>x)|y", re.I).fullmatch("X")["a"] == "X"


@pytest.mark.safety(14)
def test_the_texts_that_are_passed_over_are_those_of_the_shipped_content_with_nothing_personal_in_them():
    names = nothing_personal().decode().split()

    assert resources.nothing_personal() == frozenset(names), "run `python -m tests.patterns` with every Python"
    assert len(names) >= 9
