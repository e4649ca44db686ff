"""One layout: whatever a file looked like, it says the same afterwards, keeps its comments, and is then left alone."""

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from reflectctl import resources
from reflectctl.documents.document import Document, read_document
from reflectctl.documents.yaml import read
from reflectctl.edits import formatter
from reflectctl.edits.canonical import is_laid_out
from reflectctl.edits.formatter import Shape, laid_out
from reflectctl.edits.yaml_blocks import Block, Text, Words, blocks
from reflectctl.loading import files as kinds
from reflectctl.loading.schema import PARTNERSHIP_KINDS
from reflectctl.model.findings import Finding
from tests.edits.test_changeset import oracle
from tests.properties import examples

PRINCIPLE = "principles/1-x.yaml"
MODELINE = "# yaml-language-server: $schema=../.reflectctl/schema/principle.schema.json\n"
SHAPES = {kind: Shape(kind, resources.schema(kind)) for kind in PARTNERSHIP_KINDS}


def shape(path: str) -> Shape:
    kind = kinds.kind(path)
    assert kind is not None
    return SHAPES[kind]


def is_certain(document: Document) -> bool:
    """Whether a file is certainly as it should be, by a look at it; nothing may come of laying it out, then."""
    of = shape(document.path)
    found = document.data is not None and is_laid_out(document, of.modeline(document.path), of.layout)
    assert not found or laid_out(document, of) == document.text
    return found


def tidy(text: str, path: str = PRINCIPLE) -> str:
    """The text laid out; what holds for every text is held."""
    document = read_document(path, text.encode())
    assert document.found == ()
    made = laid_out(document, shape(path))
    assert isinstance(made, str), made
    again = read_document(path, made.encode())
    assert laid_out(again, shape(path)) == made
    is_certain(document)
    is_certain(again)
    assert again.body == document.body
    return made


def tidied(text: str) -> str:
    """A principle's file laid out, without its first line."""
    made = tidy(text)
    assert made.startswith(MODELINE)
    return made.removeprefix(MODELINE)


def refused(text: str, path: str = PRINCIPLE) -> Finding:
    made = laid_out(read_document(path, text.encode()), shape(path))
    assert isinstance(made, Finding)
    return made


# ---- one thing at a time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("principle:    x\n", "principle: x\n"),
        ("principle : x\n", "principle: x\n"),
        ('"principle": x   \n', '"principle": x\n'),
        ("principle: x", "principle: x\n"),
        ("principle: x\n\n\n", "principle: x\n"),
        ("\n\nprinciple: x\n", "principle: x\n"),
        ("  principle: x\n  assessments:\n", "principle: x\nassessments:\n"),
        ("principle: x\n\n\n\nassessments:\n", "principle: x\n\nassessments:\n"),
        ("principle: x\r\nassessments:\r\n", "principle: x\nassessments:\n"),
        ("principle: x\rassessments:\r", "principle: x\nassessments:\n"),
        ("---\nprinciple: x\n...\n", "principle: x\n"),
        ("--- # one\nprinciple: x\n... # two\n  # three\n", "# one\nprinciple: x\n# two\n# three\n"),
        ("principle: |\n  x\n...\n    # said\n", "principle: |\n  x\n# said\n"),
        ("  principle: x\n\n# said\n  # again\n\n", "principle: x\n\n# said\n# again\n"),
        ("principle: x # said\n", "principle: x # said\n"),
        ("principle :  # said\n", "principle:   # said\n"),
        ("zzz:\n  a: b\n\n  # yaml-language-server: $schema=c\n", "zzz:\n  a: b\n"),
        ("principle: #said\n", "principle: #said\n"),
    ],
)
def test_space_that_says_nothing_is_put_in_order(text: str, expected: str) -> None:
    assert tidied(text) == expected


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    document = read_document(PRINCIPLE, b"\xef\xbb\xbfprinciple: x\n")
    assert laid_out(document, shape(PRINCIPLE)) == MODELINE + "principle: x\n"


@pytest.mark.parametrize("path", ["principles/x.yaml", "principles/archive/2024/x.yaml"])
@pytest.mark.parametrize(
    "text",
    [
        "principle: x\n",
        "# yaml-language-server: $schema=elsewhere.json\nprinciple: x\n",
        "#yaml-language-server:$schema=../.reflectctl/schema/principle.schema.json\nprinciple: x\n",
        "principle: x\n\n# yaml-language-server: $schema=../.reflectctl/schema/principle.schema.json\n",
        "---\n# yaml-language-server: $schema=a\nprinciple: x\n",
    ],
)
def test_the_first_line_says_where_the_schema_is_from_the_files_own_folder(path: str, text: str) -> None:
    up = "../" * path.count("/")
    assert tidy(text, path) == f"# yaml-language-server: $schema={up}.reflectctl/schema/principle.schema.json\n" + (
        "principle: x\n"
    )


def test_a_modeline_behind_a_dash_goes_with_the_others() -> None:
    assert tidied("zzz:\n- # yaml-language-server: $schema=a\n  b: c\n") == "zzz:\n  - b: c\n"


def test_words_that_look_like_a_modeline_in_a_text_stay() -> None:
    text = "principle: |\n  # yaml-language-server: $schema=a\n"
    assert tidied(text) == text


def test_a_blank_line_below_the_modeline_stays() -> None:
    assert tidy(MODELINE + "\n\nprinciple: x\n") == MODELINE + "\nprinciple: x\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-03-12", '"2026-03-12"'),
        ("'2026-03-12'", '"2026-03-12"'),
        ("2026-02", '"2026-02"'),
        ("2026", '"2026"'),
        ("'2026'", '"2026"'),
        ('"2026"', '"2026"'),
        ("2026-3-1", "2026-3-1"),
        ("20_26", "20_26"),
        ("spring", "spring"),
        ("'it''s'", "'it''s'"),
    ],
)
def test_dates_stand_in_double_quotes_where_dates_belong(written: str, expected: str) -> None:
    before = f"assessments:\n  action:\n    sources:\n      - dated: {written}\n        zzz: {written}\n"
    assert tidied(before) == before.replace(f"dated: {written}", f"dated: {expected}")


def test_a_year_where_a_day_belongs_is_left_to_validate() -> None:
    text = "assessments:\n  action:\n    agreed: 2026\n"
    assert tidied(text) == text


def test_dates_in_braces_are_quoted_where_they_stand() -> None:
    text = "assessments: {action: {agreed: 2026-03-12, sources: [{dated: 2026}]}}\n"
    assert tidied(text) == 'assessments: {action: {agreed: "2026-03-12", sources: [{dated: "2026"}]}}\n'


def test_a_comment_keeps_its_column_when_its_value_is_quoted_or_moved_nearer() -> None:
    before = (
        "assessments:\n  action:\n    rating:  agree      # one\n    agreed: 2026-03-12  # two\n    meeting: x # c\n"
    )
    after = (
        'assessments:\n  action:\n    rating: agree       # one\n    agreed: "2026-03-12" # two\n    meeting: x # c\n'
    )
    assert tidied(before) == after


def test_keys_stand_in_the_order_of_the_schema_and_strangers_behind_them() -> None:
    before = "zeta: 1\nassessments:\n  culture:\n    agreed:\n    rating: agree\n  action:\nalpha: 2\nprinciple: x\n"
    after = "principle: x\nassessments:\n  action:\n  culture:\n    rating: agree\n    agreed:\nzeta: 1\nalpha: 2\n"
    assert tidied(before) == after


def test_the_order_of_keys_is_that_of_the_partnerships_own_content() -> None:
    schema = resources.schema("principle")
    properties = schema["$defs"]["assessments"]["properties"]
    schema["$defs"]["assessments"]["properties"] = dict(reversed(properties.items()))
    text = "assessments:\n  action:\n  culture:\n"
    made = laid_out(read_document(PRINCIPLE, text.encode()), Shape("principle", schema))
    assert made == MODELINE + "assessments:\n  culture:\n  action:\n"


def test_comments_go_with_the_key_below_them_and_blank_lines_stay_between_keys() -> None:
    before = (
        "# The file's own.\n\n# About the assessments,\n# at length.\nassessments:\n\n# About the principle.\n"
        "principle: x # beside it\n# At the end.\n"
    )
    after = (
        "# The file's own.\n\n# About the principle.\nprinciple: x # beside it\n\n"
        "# About the assessments,\n# at length.\nassessments:\n# At the end.\n"
    )
    assert tidied(before) == after


def test_a_deeper_comment_stays_with_what_it_ends() -> None:
    text = (
        "assessments:\n  action:\n    views:\n      - agency: police\n        # of the view\n      # of the list\n"
        "    # of the assessment\n  # of the assessments\n# of the file\n"
    )
    assert tidied(text) == text
    wide = re.sub(r"^ +", lambda spaces: spaces.group() * 2, text, flags=re.MULTILINE).replace("-  ", "- ")
    assert wide != text
    assert tidied(wide) == text


def test_what_is_commented_out_below_an_empty_key_stays_below_it() -> None:
    text = "assessments:\n  action:\n    reflections:\n      evidence:\n        # - nothing yet\n      building:\n"
    assert tidied(text) == text


def test_comments_stand_at_the_column_of_what_they_are_about() -> None:
    before = "assessments:\n# one\n  action:\n#    rating: agree\n      # two\n    rating:\n"
    assert tidied(before) == "assessments:\n  # one\n  action:\n    #    rating: agree\n    # two\n    rating:\n"


@pytest.mark.parametrize(
    "written",
    [
        "sources:\n- what: police\n  agency: agree\n- what: health\n",
        "sources:\n    - what: police\n      agency: agree\n    - what: health\n",
        "sources:\n  -   agency: agree\n      what: police\n  -   what: health\n",
        "sources:\n  -\n    what: police\n    agency: agree\n  -\n\n    what: health\n",
    ],
)
def test_lists_stand_two_deeper_than_their_key_and_begin_behind_the_dash(written: str) -> None:
    before = "assessments:\n  action:\n" + re.sub("^", "    ", written, flags=re.MULTILINE).rstrip(" ")
    assert tidied(before) == (
        "assessments:\n  action:\n    sources:\n      - what: police\n        agency: agree\n      - what: health\n"
    )


def test_comments_between_a_dash_and_what_it_opens_go_above_the_dash() -> None:
    before = "views:\n- # one\n  # two\n  agency: police\n# three\n-\n  # four\n  rating: agree\n"
    after = "views:\n  # one\n  # two\n  - agency: police\n  # three\n  # four\n  - rating: agree\n"
    assert tidied(before) == after


def test_empty_items_and_lists_in_lists_keep_their_places() -> None:
    before = "zzz:\n- - a\n  -   b # c\n-\n  # of nothing\n-\n  - c\n- ''\n"
    after = "zzz:\n  - - a\n    - b   # c\n  -\n    # of nothing\n  - - c\n  - ''\n"
    assert tidied(before) == after


@pytest.mark.parametrize("value", ["[council,police,  health]", "[]", "{a: b}", "[ council ]", '["a", b]'])
def test_what_stands_in_brackets_stays_as_it_is(value: str) -> None:
    assert tidied(f"zzz: {value}\n") == f"zzz: {value}\n"


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("|", "one\n   two\n\n   \n# no comment\n- three  \n"),
        (">-", "one\n\ntwo\n  three\n"),
        ("|+", "one\n\n\n"),
        ("|- # why", "one\n"),
        ("|", ""),
        ("|+", "\n\n"),
    ],
)
def test_a_block_of_text_is_shifted_as_a_whole_and_not_a_sign_of_it_changed(header: str, lines: str) -> None:
    def written(step: str, indent: str) -> str:
        text = "".join(indent + line if line.strip("\n") else line for line in lines.splitlines(keepends=True))
        return f"assessments:\n{step}action:\n{step * 2}because: {header}\n{text}{step * 2}views:\n"

    assert tidied(written("   ", " " * 11)) == written("  ", " " * 6)


def test_a_block_that_says_how_deep_it_stands_goes_on_standing_as_deep() -> None:
    before = "zzz:\n    a: |3-\n\n         two more\n       none\n    b: >1\n     x\n"
    assert tidied(before) == "zzz:\n  a: |3-\n\n       two more\n     none\n  b: >1\n   x\n"


def test_blank_lines_are_no_part_of_a_text_unless_it_keeps_them() -> None:
    before = "goal: |\n  one\n\n\n\nmeasure: |+\n  two\n\n\n\nprinciple: x\n"
    assert tidied(before) == "principle: x\n\ngoal: |\n  one\nmeasure: |+\n  two\n\n\n\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("zzz:\n    a: one\n      two\n\n      three\n", "zzz:\n  a: one\n    two\n\n    three\n"),
        ("zzz:\n    a: 'one  \n          two'  # c\n", "zzz:\n  a: 'one\n        two'  # c\n"),
        (
            'zzz:\n    a: "one\ntwo # no comment\n \\ three"\n',
            'zzz:\n  a: "one\n    two # no comment\n     \\ three"\n',
        ),
        ('a: "held \\   \n  fast \\\n  here"\n', 'a: "held \\   \n  fast \\\n  here"\n'),
        ("zzz:\n    a:   # c\n\n      # d\n      below\n", "zzz:\n  a:   # c\n\n    # d\n    below\n"),
        ("zzz:\n    a:\n     |\n      below\n", "zzz:\n  a:\n    |\n    below\n"),
        ("a: [\n  b, # c\n  d\n]\n", "a: [\n    b, # c\n    d\n  ]\n"),
        ("a:\n- b\n  c\n", "a:\n  - b\n    c\n"),
    ],
)
def test_text_over_several_lines_keeps_its_shape(before: str, after: str) -> None:
    assert tidied(before) == after


def test_no_blank_line_comes_to_stand_below_a_text_that_would_keep_it() -> None:
    before = "assessments:\n\nprinciple: |+\n  x\n"
    assert tidied(before) == "principle: |+\n  x\nassessments:\n"


def test_a_comment_below_a_line_of_spaces_is_no_text() -> None:
    assert tidied("a: |\n        \n    # c\nb: 1\n") == "a: |\n\n# c\nb: 1\n"


def test_text_is_neither_wrapped_nor_quoted_otherwise() -> None:
    text = f"a: 'single'\nb: \"double\"\nc: {'long ' * 60}end\nd: ~\ne: 0x1F\nf: yes\n"
    assert tidied(text) == text


def test_a_no_break_space_is_text() -> None:
    text = "a: one\u00a0\nb: \u00a0two\n# three\u00a0\n"
    assert tidied(text) == text


def test_a_text_that_ends_a_file_gets_the_line_break_that_the_file_lacks() -> None:
    assert tidied("goal: |\n    one") == "goal: |\n  one\n"


def test_an_empty_file_stays_as_it_is() -> None:
    for text in ("", "\n\n", "# nothing\n\n\n", "---\n"):
        assert tidy(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{principle: x}\n", 1),
        ("# said\n\n[a, b]\n", 3),
        ("principle: x\n? assessments\n: y\n", 2),
        ("--- {principle: x}\n", 1),
        ("---\n\nprinciple: x\n? a\n", 4),
    ],
)
def test_what_cannot_be_told_apart_is_left_as_it_is_and_said_with_its_line(text: str, line: int) -> None:
    found = refused(text)
    assert found.location.line == line
    assert found.message.endswith(".")
    assert found.hint


def test_a_layout_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for right, wrong in (
        ("principle: ab # said\n", "principle: ba # said\n"),
        ("principle: ab # said\n", "principle: ab # sad\n"),
        ("principle: [ab]\n", "principle: [ab\n"),
        ("a: 1\nb: true\n", "b: 1\na: true\n"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(formatter, "_arranged", lambda path, text, shape, marks, wrong=wrong: wrong)
            assert "without changing what it says" in refused(right).message


# ---- front matter ----------------------------------------------------------------------------------------------

HEAD = "# yaml-language-server: $schema=../.reflectctl/schema/meeting.schema.json\n"
MEETING = "meetings/m.md"


@pytest.mark.parametrize("body", ["", "\n## Notes  \n\n\n\tand\rso on\r\n\n\n", "no last line", "---\nid: y\n---\n"])
def test_the_notes_below_the_front_matter_are_never_touched(body: str) -> None:
    made = tidy("---  \ntitle: x\n\nid:   y  \n\n---\t\n" + body, MEETING)
    assert made == f"---\n{HEAD}id: y\n\ntitle: x\n---\n{body}"


def test_front_matter_ends_its_lines_as_the_notes_do() -> None:
    assert tidy("---\nid: y\n---\r\n\r\nNotes\r\n", MEETING) == f"---\n{HEAD}id: y\n---\n\r\nNotes\r\n".replace(
        "\r\n", "\n"
    ).replace("\n", "\r\n")
    assert tidy("---\r\nid: y\r\n---\r\n\nNotes\n", MEETING) == f"---\n{HEAD}id: y\n---\n\nNotes\n"
    assert tidy("---\r\nid: y\r\n---", MEETING) == f"---\n{HEAD}id: y\n---\n"


def test_the_line_of_a_refusal_counts_the_opening_dashes() -> None:
    assert refused("---\nid: y\n? title\n---\n", MEETING).location.line == 3


def test_what_reports_look_like_is_laid_out_in_the_order_of_its_schema() -> None:
    untidy = """
chapters:
- text: |
    Two towns.

    And a coast.
  # The first we wrote.
  title: Our area
  id: our-area
editions: {public: {sections: [scale]}}   # for everybody
sections:
- summary
- our-area
title:   'Our year'
"""
    assert (
        tidy(untidy, "report.yaml")
        == """\
# yaml-language-server: $schema=.reflectctl/schema/report.schema.json
title: 'Our year'
sections:
  - summary
  - our-area
chapters:
  - id: our-area
    # The first we wrote.
    title: Our area
    text: |
      Two towns.

      And a coast.
editions: {public: {sections: [scale]}}   # for everybody
"""
    )


# ---- whole files, made untidy ----------------------------------------------------------------------------------


def records(root: Path) -> dict[str, str]:
    """The records of the example by path: YAML, and Markdown without its notes."""
    files = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if kinds.kind(name):
            text = path.read_bytes().decode()
            files[name] = re.sub(r"(?s)(\n---\n).*", r"\1", text)
    return files


class Untidy:
    """A text that is laid out as it should be, written as people write; every comment added is noted."""

    def __init__(self, path: str, text: str, choose: Callable[[list[Any]], Any]) -> None:
        self.path, self.choose, self.comments = path, choose, 0
        self.lines: list[str] = []
        self.loose: set[str] = set()
        """The comments that need not stay above the same key: they are about an item, or about the file."""
        inner = text.removeprefix("---\n").removesuffix("---\n") if path.endswith(".md") else text
        marks = read(path, inner).marks
        assert marks is not None
        top = blocks(inner, marks)
        first = inner.split("\n", 1)[0] + "\n"
        where = choose(["top", "top", "end", "nowhere"])
        self.block(top, choose([0, 0, 1, 3]) if not path.endswith(".md") else 0, ())
        if where == "end" and not self.lines[-1].startswith("#"):
            self.lines.append(first.rstrip())
        made = "".join(line + "\n" for line in self.lines)
        made = (first if where == "top" else "") + made + choose(["", "", "\n\n"])
        if path.endswith(".md"):
            made = f"---\n{made}---\n"
        self.text = made.replace("\n", choose(["\n", "\r\n"]))

    def block(self, block: Block, column: int, route: tuple[str | int, ...], dash: str = "") -> None:
        entries = list(block.entries)
        if entries[0].key is not None and self.choose([False, True]):
            # Comments of the example that are about a whole file stay above its first key.
            lead = entries[0].lead
            entries[0] = entries[0]._replace(lead=())
            entries.sort(key=lambda entry: self.choose(list(range(10))))
            entries[0] = entries[0]._replace(lead=(*lead, *([""] if lead else []), *entries[0].lead))
        for entry in entries:
            before = dash or " " * column
            if not dash:
                self.between(column, loose=entry.key is None or (not route and entry is entries[0]))
            for comment in entry.lead:
                self.lines.append(" " * column + comment if comment else "")
            dash = ""
            inside = (*route, entry.key if entry.key is not None else 0)
            value = entry.value
            if isinstance(value, Block):
                if entry.key is None:
                    width = self.choose([1, 1, 3])
                    self.block(value, column + 1 + width, inside, before + "-" + " " * width)
                else:
                    self.lines.append(before + entry.head + self.behind())
                    deeper = self.choose([2, 3, 4, 0] if value.entries[0].key is None else [1, 2, 3, 4])
                    self.block(value, column + deeper, inside)
            elif isinstance(value, Text):
                self.lines.append(before + entry.head + self.gap() + value.header + self.behind())
                indent = " " * (column + self.choose([1, 2, 5]))
                self.lines += [indent + line if line else self.choose(["", indent]) for line in value.lines]
            elif isinstance(value, Words):
                assert not value.more
                self.lines.append(before + entry.head + self.gap() + self.date(inside, value.first) + self.behind())
            else:
                self.lines.append(before + entry.head + self.choose(["", " "]) + self.behind())

    def date(self, route: tuple[str | int, ...], written: str) -> str:
        bare = written.strip('"')
        if re.fullmatch(r'"[0-9-]+"', written) and shape(self.path).is_date(route, bare):
            return str(self.choose([bare, f"'{bare}'", written]))
        return written

    def gap(self) -> str:
        return " " * self.choose([1, 1, 1, 4])

    def behind(self) -> str:
        spaces: str = self.choose(["", "", "", "  ", " ", "     "])
        return spaces + self.comment() if spaces and self.choose([False, True]) else spaces

    def between(self, column: int, *, loose: bool) -> None:
        for _ in range(self.choose([0, 0, 0, 0, 1, 2])):
            if self.choose([False, True]):
                self.lines.append(" " * column + self.comment())
                self.loose |= {f"# note {self.comments}"} if loose else set()
            else:
                self.lines.append("")

    def comment(self) -> str:
        self.comments += 1
        return f"# note {self.comments}: 'of' \"ours\""


def calm(text: str) -> str:
    """A text without the comments and blank lines that were added to it between keys."""
    text = re.sub(r"^ *# note [0-9]+: 'of' \"ours\"\n", "", text, flags=re.MULTILINE)
    return re.sub(r" +# note [0-9]+: 'of' \"ours\"", "", text)


SIGNS = (
    *(
        "",
        "",
        " ",
        "  ",
        "\n",
        "\n\n",
        "# c\n",
        " # c",
        "- ",
        "-",
        "|\n",
        ">-",
        "|2-",
        "? ",
        ": ",
        "'",
        '"',
        "[",
        "]",
        "{a: b}",
    ),
    *("\t", "\r", "\x85", "\u2028", "---\n", "...\n", "2024", '"2024-01"', "2024-01-02", "null", "~", "x: 1\n", "x:\n"),
    *("rating: agree\n", "id: x\n", "\n# yaml-language-server: $schema=x\n", "\xa0", "\ufeff", "!!str ", "&a "),
)
"""What may be put into a file."""


def solid(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def test_the_example_is_laid_out_already(built_demo: Path) -> None:
    files = records(built_demo)
    assert len(files) == 46
    for path, text in files.items():
        assert tidy(text, path) == text, path
        # All but one of which it can be said at once: the pack has blank lines between its parts.
        assert is_certain(read_document(path, text.encode(), marked=True)) == (path != "content/pack.yaml"), path


@examples(600)
@given(data=st.data())
def test_what_is_left_at_once_is_what_laying_out_would_leave(built_demo: Path, data: st.DataObject) -> None:
    """A tidy file with a few signs changed: mostly it is not tidy any more, and sometimes it is."""
    texts = records(built_demo)
    path = data.draw(st.sampled_from(sorted(texts)))
    text = texts[path]
    end = text.index("\n---\n") + 6 if path.endswith(".md") else len(text)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, end))
        if data.draw(st.booleans()):
            # At the beginning of a line, where most of its layout is decided.
            at = text.rfind("\n", 0, at) + 1
            at += len(text[at:]) - len(text[at:].lstrip(" -"))
        taken = data.draw(st.sampled_from((0, 0, 1, 2, 4)))
        put = data.draw(st.sampled_from(SIGNS))
        text = text[:at] + put + text[at + taken :]
    document = read_document(path, text.encode())
    if document.found == ():
        is_certain(document)


@examples(60)
@given(data=st.data())
def test_an_untidy_file_becomes_what_it_was(built_demo: Path, data: st.DataObject) -> None:
    files = records(built_demo)
    path = data.draw(st.sampled_from(sorted(files)))
    random = Random(data.draw(st.integers(0, 2**32)))
    untidy = Untidy(path, files[path], random.choice)

    made = tidy(untidy.text, path)

    # Keys, indentation, quotes and the first line are as they were; blank lines were added and may stay.
    assert solid(calm(made)) == solid(files[path])
    # Each comment stands before the same line, or behind the same key, as where it was put.
    assert sorted(re.findall("# note [0-9]+", made)) == sorted(f"# note {n + 1}" for n in range(untidy.comments))
    before, after = companions(untidy.text), companions(made)
    assert before.keys() == after.keys()
    assert {note for note in before if before[note] != after[note]} <= untidy.loose
    assert "\n\n\n" not in made


def companions(text: str) -> dict[str, str]:
    """For every comment that was added, the line it stands on, or above, without what laying out may change."""
    found, waiting = {}, []
    for line in text.replace("\r\n", "\n").split("\n"):
        note = re.search("# note [0-9]+", line)
        said = re.sub(r"[-\s\"']", "", line.split("# note")[0])
        if note and not said:
            waiting.append(note.group())
        elif said and not said.startswith("#yaml"):
            for each in [*waiting, *([note.group()] if note else [])]:
                found[each] = said
            waiting = []
    return found


@examples(60)
@given(data=st.data())
def test_ruamel_reads_the_same_before_and_after(built_demo: Path, data: st.DataObject) -> None:
    files = {path: text for path, text in records(built_demo).items() if path.endswith(".yaml")}
    path = data.draw(st.sampled_from(sorted(files)))
    random = Random(data.draw(st.integers(0, 2**32)))
    untidy = Untidy(path, files[path], random.choice).text

    made = tidy(untidy, path)

    def said(text: str) -> str:
        # A year is a number until it stands in quotes.
        return re.sub(r'("dated": )([0-9]{4})\b', r'\1"\2"', json.dumps(oracle(text), sort_keys=True))

    assert said(made) == said(untidy)


def test_ruamel_finds_every_comment_in_the_same_order_where_no_keys_change_places() -> None:
    text = """# one
principle: x # two
assessments: # three
      # four
      action:
           rating: agree # five
           sources:
           # six
           -   what: police # seven
               # eight
           # nine
           reflections:
             evidence: |  # ten
                a
             # eleven
# twelve
"""

    def comments(text: str) -> list[str]:
        yaml, written = YAML(typ="rt"), StringIO()
        yaml.dump(yaml.load(text.replace(MODELINE, "")), written)
        return re.findall("# [a-z]+$", written.getvalue(), re.MULTILINE)

    assert len(comments(text)) == 12
    assert comments(tidied(text)) == comments(text)
    assert comments(tidied(text)) == re.findall("# [a-z]+$", tidied(text), re.MULTILINE)


# ---- anything at all -------------------------------------------------------------------------------------------

KEYS = ("principle", "assessments", "action", "rating", "agreed", "sources", "dated", "zzz", '"in quotes"', "two words")
VALUES = (
    "", "agree", "2026-03-12", "'2026-03-12'", "2022", "|", "|-", "|+", ">", "|2", "|1+", ">-", "[a, b]", "[", "]",
    "{dated: 2022}", '"x', 'y"', "'it''s'", "'open", "shut'", "text # no", "text #c", "# c", "- a", "- b: c", "-",
    "- - d", "- |", "- |+", '"a\\', "\ttab", "...", "---", "null", "# yaml-language-server: $schema=x", "? a", "&a b",
    "? ", "? |", ": b", "{ a", "b }", "- {a: 1}", "[a, # c", "b]", "a: b: c", "%x",
)  # fmt: skip
LINES = st.builds(
    lambda indent, dash, key, value, end: " " * indent + dash + key + value + end,
    st.sampled_from((0, 0, 0, 1, 2, 2, 3, 4, 6, 8)),
    st.sampled_from(("", "", "", "- ", "-   ")),
    st.sampled_from(("", *(f"{key}{colon} " for key in KEYS for colon in (":", " :")))),
    st.sampled_from(VALUES),
    st.sampled_from(("", "", " ", "  # e")),
)


@examples(250)
@given(
    lines=st.lists(LINES | st.sampled_from(("", "", "  ", "# c", "  # d", "      # e")), min_size=1, max_size=9),
    ending=st.sampled_from(("\n", "\n", "\r\n")),
    last=st.sampled_from(("\n", "", "\n\n")),
    markdown=st.booleans(),
)
@example(["views: x", "", "    # yaml-language-server: $schema=x"], "\n", "\n", False)
@example(["   - sources: |1+", "...", "  # c"], "\n", "\n", False)
@example(["      - sources: x", "    # c"], "\n", "\n", False)
@example(["a: |", "        ", "    # c", "b: 1"], "\n", "\n", False)
def test_whatever_can_be_read_is_laid_out_once_or_refused(
    lines: list[str], ending: str, last: str, markdown: bool
) -> None:
    text = ending.join(lines) + last
    path = PRINCIPLE
    if markdown:
        path, text = MEETING, f"---{ending}{text}{ending}---{ending}# Notes  {ending}"
    document = read_document(path, text.encode())
    if document.found:
        return
    is_certain(document)
    made = laid_out(document, shape(path))
    if isinstance(made, Finding):
        assert made.location.line <= text.count("\n") + 1
        return
    after = read_document(path, made.encode())
    assert after.found == ()
    assert laid_out(after, shape(path)) == made
    is_certain(after)
    assert made[after.body_start :] == text[document.body_start :]
    if document.data is not None and not markdown:
        assert "\r" not in made
        assert made.endswith("\n")
        assert not made.endswith("\n\n") or "+" in text
