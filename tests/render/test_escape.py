"""Whatever people wrote, what is shown only ever shows itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.render import escape

ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.mark.safety(12)
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("one\ntwo\r\n", r"one\x0atwo\x0d\x0a"),
        ("tab\there", r"tab\x09here"),
        ("\x7f\x9b2J", r"\x7f\x9b2J"),
        ("abc\u202edcba", r"abc\u202edcba"),
        ("\u2066isolated\u2069", r"\u2066isolated\u2069"),
        ("line\u2028break\u2029", r"line\u2028break\u2029"),
        ("\ufeffmark", r"\ufeffmark"),
        ("not UTF-8: \udcff", r"not UTF-8: \udcff"),
        ("", ""),
    ],
)
def test_what_is_hidden_or_would_act_is_shown_as_an_escape(written, shown):
    assert escape.line(written) == shown


@pytest.mark.safety(12)
@pytest.mark.parametrize(
    "written",
    [
        "Dŵr, tŷ a llwybr; naïve “café”",
        "می\u200cخواهم",
        "👩\u200d👧",
        "left\u200eto right",
        "\N{WAVING BLACK FLAG}\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        r"a\backslash",
        "principles/5-trauma.yaml:3:1",
        "a::b and #12 and ## a heading",
    ],
)
def test_what_languages_need_stays(written):
    assert escape.line(written) == written


@pytest.mark.safety(12)
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("::error::gone", r"\x3a:error::gone"),
        ("  ::add-mask::x", r"  \x3a:add-mask::x"),
        ("\u00a0::error::x", "\u00a0" r"\x3a:error::x"),
        ("see ##vso[task.complete]", r"see \x23#vso[task.complete]"),
        ("##[error]x", r"\x23#[error]x"),
        ("###teamcity[x", r"#\x23#teamcity[x"),
    ],
)
def test_no_text_begins_a_command_of_a_ci_runner(written, shown):
    assert escape.line(written) == shown


def test_a_block_keeps_its_lines_and_looks_at_each_of_them():
    assert escape.block("+ one\n ::error::two\r\n\x1b[0m") == "+ one\n \\x3a:error::two\\x0d\n\\x1b[0m"


@given(ANYTHING)
def test_a_line_is_one_line_can_be_encoded_and_is_its_own_answer(text):
    shown = escape.line(text)

    assert shown.splitlines() == ([shown] if shown else [])
    shown.encode("utf-8")
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)
    assert not shown.lstrip().startswith("::")
    assert escape.line(shown) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a | b", r"a \| b"),
        ("two\nlines\t here", "two lines here"),
        ("*bold* _it_ `code` ~gone~", r"\*bold\* \_it\_ \`code\` \~gone\~"),
        ("[link](http://x) ![image](y)", r"\[link\](http://x) \!\[image\](y)"),
        ("<script>&lt;", "&lt;script&gt;&amp;lt;"),
        ("fish & chips", "fish & chips"),
        ("ask @someone", "ask @&#8203;someone"),
        ("ask &#64;someone", r"ask &amp;\#&#8203;64;someone"),
        ("see #12 and GH-3", r"see \#&#8203;12 and GH-&#8203;3"),
        ("# not a heading", r"\# not a heading"),
        ("- not an item", r"\- not an item"),
        ("1. not a list", r"1\. not a list"),
        ("back\\slash | pipe", r"back\\slash \| pipe"),
        ("\x1b[1m", r"\\x1b\[1m"),
    ],
)
def test_markdown_renders_as_itself(written, shown):
    assert escape.markdown(written) == shown


@given(ANYTHING)
def test_markdown_renders_to_one_paragraph_of_plain_text(text):
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse("x " + escape.markdown(text))

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children} <= {"text", "text_special"}


@pytest.mark.safety(13)
@given(ANYTHING)
def test_markdown_stays_inside_its_table_cell(text):
    from markdown_it import MarkdownIt

    table = f"| a | b |\n| --- | --- |\n| {escape.markdown(text)} | end |\n"
    tokens = MarkdownIt("commonmark").enable("table").parse(table)

    assert [token.type for token in tokens].count("td_open") == 2
    assert [token.content for token in tokens if token.type == "inline"][-1] == "end"


@pytest.mark.safety(13)
@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(first):
    assert escape.csv(f"{first}cmd|x").startswith("'")


def test_other_cells_stay_as_they_are():
    assert [escape.csv(cell) for cell in ("", "plain", "a=b", "two\nlines")] == ["", "plain", "a=b", "two\nlines"]
