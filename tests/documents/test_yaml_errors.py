"""Text that is not YAML: what a person did, in plain words, where they did it."""

import random
import re
import time
from pathlib import Path

import pytest

from reflectctl.documents import libyaml, yaml
from reflectctl.documents.document import read_document
from reflectctl.documents.yaml_errors import LAST_RESORT
from reflectctl.model.findings import Finding

PATH = "principles/1.yaml"
HERE = "‸"
"""Stands before the place where a mistake is told."""

WRONG = {
    # what: the text, a part of the message, a part of the hint
    "a tab for indentation": ("a:\n‸\tb: 1\n", "tab", "two spaces"),
    "a tab behind spaces": ("a:\n  b: 1\n ‸\tc: 1\n", "tab", "two spaces"),
    "a tab on a line that goes on with a text": ("a: text\n‸\tgoes on: here\n", "tab", "two spaces"),
    "a tab behind a dash": ("a:\n  -‸\tb: 1\n    c: 1\n", "tab stands behind the dash", "one space"),
    "a tab in front of a text of many lines": ("a: |\n‸\ttext\nb: 1\n", "tab", "two spaces"),
    "a quotation mark never closed": ('a: 1\nb: ‸"never\nc: 1\n', "never closed", 'another "'),
    "a quotation mark closed by the next one": ('a: ‸"2026-03-12\nb: x\nc: "y"\nd: 1\n', "never closed", 'another "'),
    "a quotation mark closed by the next one, in a list": ("a:\n  - ‸'x\n  - 'y'\n", "never closed", "another '"),
    "a single quotation mark never closed": ("a: ‸'never\n", "never closed", "another '"),
    "an apostrophe that begins a text": ("a: ‸'tis the season\nb: 1\n", "never closed", "apostrophe"),
    "a quotation mark never closed at the end": ("a: 1\nb: ‸'\n", "never closed", "another '"),
    "a quotation mark never closed before three dashes": ('a: ‸"x\n---\nb: 1\n', "never closed", 'another "'),
    "an apostrophe inside single quotes": ("a: 'it‸'s'\n", "apostrophe", "twice"),
    "an apostrophe inside single quotes, in a list": ("a:\n  - 'the child‸'s view'\n", "apostrophe", "twice"),
    "quotes inside quotes": ('a: "they said "‸no" twice"\n', "after the closing quotation mark", "single quotes"),
    "single quotes inside single quotes": ("a: 'they said '‸no' twice'\n", "after the closing quotation mark", "twice"),
    "text after a quote": ("a: 'x' ‸y\n", "after the closing quotation mark", "delete"),
    "a colon after a quote": ('a: "x"‸: y\n', "after the closing quotation mark", ""),
    "a comma after a quote": ('a: "x"‸, y\n', "after the closing quotation mark", ""),
    "a bracket never closed": ("a: ‸[1, 2\nb: 1\n", "[ is opened here and never closed", "]"),
    "a bracket never closed at the end": ("b: 1\na: ‸[1, 2\n", "[ is opened here and never closed", "]"),
    "a bracket never closed, and another list below": ("a: ‸[x, y\nb: [z]\n", "[ is opened here and never closed", "]"),
    "a brace never closed": ("a: ‸{b: 1\n", "{ is opened here and never closed", "}"),
    "a brace never closed, with keys below": ("a: ‸{b: 1\nc: 1\nd: {e: 1}\n", "{ is opened here and never closed", "}"),
    "a bracket closed with a brace": ("a: [x, y‸}\n", "} stands here", "]"),
    "a brace closed with a bracket": ("a:\n  - {b: x‸]\n", "] stands here", "}"),
    "a comma missing": ("a: ['x' ‸'y']\n", "comma is missing", "comma"),
    "a comma missing between brackets": ("a: [{b: 1} ‸{c: 1}]\n", "comma is missing", "comma"),
    "a comma missing between keys": ("a: {b: 1 c‸: 2}\n", "second colon", "comma"),
    "a comma too many": ("a: [x,‸, y]\n", "comma stands here with nothing before it", "Delete"),
    "a bracket closed twice": ("a: [x]‸]\n", "nothing opens", "Delete"),
    "a stray bracket": ("a: ‸]\n", "cannot begin", "quotes"),
    "a dash inside brackets": ("a: [‸- x, - y]\n", "dash", "commas"),
    "a link of Markdown": ("a: [x]‸(https://example.org)\n", "after the closing ]", "quotes"),
    "text in brackets and more": ("a: [sic] ‸and more\n", "after the closing ]", "quotes"),
    "an at sign": ("a: ‸@x\n", "@ cannot begin", "quotes"),
    "a backtick": ("a: ‸`x`\n", "` cannot begin", "quotes"),
    "a percent sign": ("a: ‸%x\n", "begins with %", "quotes"),
    "an at sign in a list": ("a:\n  - x\n  - ‸@y\n", "@ cannot begin", "quotes"),
    "an at sign in brackets": ("a: [x, ‸@y]\n", "@ cannot begin", "quotes"),
    "a comma first": ("a: ‸, x\n", ", cannot begin", "quotes"),
    "an ampersand": ("a: ‸& b\n", "begins with &", "quotes"),
    "stars": ("a: ‸*bold* text\n", "begins with *", "quotes"),
    "an exclamation mark": ("a: ‸!<x y\n", "begins with !", "quotes"),
    "a question mark": ("a: ‸? b\n", "begins with ?", "quotes"),
    "a larger-than sign": ("a: >‸=5\n", "right after the sign >", "quotes"),
    "a bar": ("a: | ‸b\n", "right after the sign |", "next line"),
    "text behind the sign of a block": ("a: | ‸text\n  b\n", "right after the sign |", "next line"),
    "a number behind the sign of a block": ("a: |‸0\n  b\n", "number 0", "Delete"),
    "a number of two digits behind the sign of a block": ("a: |‸10\n  b\n", "number 10", "Delete"),
    "text less indented than the text above": ("a:\n  b: |\n    x\n‸y\n  c: 1\n", "not indented as far", "Indent"),
    "text a little less indented": ("a: |\n    x\n  ‸y\nb: 1\n", "not indented as far as the text of `a`", "Indent"),
    "text less indented, with a colon": ("a:\n  b: |\n    x\n ‸y: z\n  c: 1\n", "does not line up", "column"),
    "text that goes on without being indented": ("a:\n  b: x\n  ‸and so on\n  c: 1\n", "no colon", "indent"),
    "a key out of line": ("a:\n  b: 1\n ‸c: 1\n", "line up", "column 2"),
    "a key out of line by much": ("a:\n    b: 1\n  ‸c: 1\n", "line up", "column 3"),
    "a key too far": ("a: 1\n  ‸b: 1\n", "further than `a`", "Line it up"),
    "a key too far, in an entry": ("a:\n  - b: 1\n     ‸c: 1\n", "further than `b`", "Line it up"),
    "the first key too far": (" ‸a: 1\nb: 1\n", "first key", "first column"),
    "the first key too far, below a comment": ("# x\n\n  ‸a: 1\nb: 1\n", "first key", "first column"),
    "a list out of line": ("a:\n  - 1\n ‸- 2\n", "line up", "column 2"),
    "a key among dashes": ("a:\n  - b: 1\n  ‸c: 1\n", "in line with a list's dashes", "Indent"),
    "a dash among keys": ("a:\n  b: 1\n  ‸- c\n", "in line with keys", "delete the dash"),
    "a dash among keys, at the top": ("a: 1\n‸- b\n", "in line with keys", "delete the dash"),
    "a colon too many": ("a: b‸: c\n", "second colon", "quotes"),
    "a colon in a text": ("a: We agreed‸: yes\n", "second colon", "quotes"),
    "a colon in a text of two lines": (
        "a: We talked and\n  in the end we agreed‸: yes\n",
        "middle of a text",
        "quotes",
    ),
    "two keys on a line": ("a:\n  b: 1 c‸: 2\n", "second colon", "new line"),
    "a colon in curly quotes": ("a: ‸“We agreed: yes”\n", "“ is not a quotation mark", "straight"),
    "a colon of another kind": ("a: 1\nb‸： 2\nc: 3\n", "U+FF1A", "ordinary colon"),
    "a colon of another kind, first": ("a:\n  b‸：2\n  c: 3\n", "U+FF1A", "ordinary colon"),
    "a space of another kind": ("a:\n  b: 1\n‸\xa0\xa0c: 1\n  d: 1\n", "U+00A0", "ordinary space"),
    "a space of another kind before a list": ("a:\n  - x\n ‸\xa0- y\n  - z\n", "U+00A0", "ordinary space"),
    "no room behind a colon": ("a: 1\nb‸:2\nc: 3\n", "space", "between the colon"),
    "no room behind a colon, first of a block": ("a:\n  b‸:1\n  c: 2\n", "space", "between the colon"),
    "no room behind a colon, in an entry": ("a:\n  - b‸:1\n    c: 2\n", "space", "between the colon"),
    "no room behind a colon, before a quote": ('a: 1\nb‸:"2"\nc: 3\n', "space", "between the colon"),
    "no room behind a dash": ("a:\n  - b: 1\n  ‸-c: 1\n", "space", "between the dash"),
    "no room behind a dash, first": ("a:\n  ‸-b: 1\n  - c: 1\n", "space", "between the dash"),
    "a dash behind a key": ("a: ‸- b\n", "dash", "next line"),
    "a line with no colon": ("a: 1\n‸b\nc: 1\n", "no colon", "colon"),
    "a line with no colon, first of a block": ("a:\n  ‸b 1\n  c: 2\n", "no colon", "colon"),
    "a line with no colon, last": ("a: 1\n‸b\n", "no colon", "colon"),
    "an entry with no colon": ("a:\n  - ‸b\n    c: 1\n", "no colon", "colon"),
    "a line that begins with a percent sign": ("a: 1\n‸%x\n", "%", "quotes"),
    "four dashes": ("a: 1\n‸----\nb: 1\n", "line of dashes", "Delete"),
    "three dots": ("a: 1\n‸...\nb: 1\n", "three dots", "Delete"),
    "an escape that is none": ('a: "‸\\q"\n', "backslash", "twice"),
    "a path of Windows": ('a: "C:‸\\partnership"\n', "backslash", "twice"),
    "an escape cut short": ('a: "‸\\x1"\n', "backslash", "twice"),
    "a colon without a key": ("a: 1\n  ‸: b\n", "no key before it", ""),
    "an unclosed brace in text": ("a: ‸{x\nb: 1\n", "{ is opened", "quotes"),
    "a tab on an empty line of a text": ("a: text\n  and more\n‸\t\nb: 1\n", "tab", "two spaces"),
}

JARGON = re.compile(
    "scann|pars(e|ing)|token|scalar|flow|indicator|stream|simple key|block (mapping|collection|sequence|end)|node|"
    "anchor|alias|directive|expected ['<]|<|not allowed|context",
    re.IGNORECASE,
)


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Finding], list[Finding]]:
    """What is found by way of libyaml, and by way of PyYAML's own parser."""
    quick = yaml.read(PATH, text).found
    with monkeypatch.context() as patch:
        patch.setattr(yaml, "_parser", libyaml.python_parser)
        return quick, yaml.read(PATH, text).found


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("text", "words", "hint"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_where_a_person_made_it_in_plain_words(
    text: str, words: str, hint: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = text.split(HERE)
    quick, slow = both((before + after).replace("\n", ending), monkeypatch)
    assert quick == slow
    (found,) = quick
    assert found.rule == "yaml-syntax"
    place = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert (found.location.line, found.location.column) == place, found
    assert words in found.message
    assert hint in found.hint
    assert found.hint
    assert not JARGON.search(found.message + found.hint)
    assert found.message != LAST_RESORT


PIECES = [*"\t:-'\"[]{}|>&*!%@`#?,. \\a1", "\u00a0", "“", "：", "- ", "---\n", "...\n", "x: "]


def damaged(text: str, chance: random.Random) -> str:
    """A text with one thing done to it that people do by accident."""
    kind = chance.randrange(4)
    at = chance.randrange(len(text))
    if kind == 0:
        return text[:at] + chance.choice(PIECES) + text[at:]
    if kind == 1:
        return text[:at] + text[at + chance.choice((1, 1, 1, 3)) :]
    lines = text.split("\n")
    at = chance.randrange(len(lines) - 1)
    if kind == 2:
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    else:
        lines[at] = chance.choice(("\t", " ", "  ", "   ")) + lines[at] if chance.random() < 0.6 else lines[at][1:]
    return "\n".join(lines)


def test_any_small_accident_is_told_in_plain_words_at_a_place_in_the_file(built_demo: Path) -> None:
    files = [path for path in sorted(built_demo.rglob("*")) if path.suffix in (".yaml", ".md")]
    files = [path for path in files if path.parent.name in ("principles", "meetings") or path.parent == built_demo]
    chance = random.Random(5)
    last, told = 0, 0
    for _ in range(2500):
        path = chance.choice(files)
        text = damaged(path.read_text("utf-8"), chance)
        lines = text.split("\n")
        for found in read_document(path.name, text.encode()).found:
            told += 1
            last += found.message == LAST_RESORT
            assert not JARGON.search(re.sub("`[^`]*`", "", found.message + found.hint)), found
            assert found.hint
            assert 1 <= found.location.line <= len(lines), (found, text)
            assert 1 <= found.location.column <= len(lines[found.location.line - 1]) + 1, (found, text)
    assert told > 500
    assert last <= 5


def test_the_last_resort_is_a_sentence_without_jargon() -> None:
    assert LAST_RESORT.endswith(".")
    assert not JARGON.search(LAST_RESORT)


SLOW = {
    "many keys and then a tab": "a: b\n" * 100_000 + "\tc: d\n",
    "many entries and then an open bracket": "- a\n" * 100_000 + "- [\n",
    "a quotation mark opened before much": 'a: "\n' + "b: c\n" * 150_000,
    "many lines of a text and then one that is out of line": "a: |\n" + "  b\n" * 200_000 + " c: d\n",
    "many dashes and then a key": "- - a\n" * 80_000 + "b: c\n",
    "one long line with a second colon": "a: " + "b " * 400_000 + ": c: d",
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_a_mistake_in_a_long_file_is_told_within_seconds(text: str) -> None:
    began = time.process_time()
    assert len(yaml.read(PATH, text).found) == 1
    assert time.process_time() - began < 2
