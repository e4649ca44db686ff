"""Comments in Markdown: hidden where they are written, and so from everybody who reads a report."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reflectctl.render import comments
from tests.properties import examples


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("No comment.", "No comment."),
        ("Before <!-- hidden --> after.", "Before  after."),
        ("One.\n\n<!-- hidden -->\n\nTwo.", "One.\n\n\n\nTwo."),
        ("One.\n<!-- hidden -->\nTwo.", "One.\n\nTwo."),
        ("One.\r\n<!-- hidden -->\r\nTwo.", "One.\n\nTwo."),
        ("<!-- over\n\nempty lines --> and after", "and after"),
        ("<!-- one --> between <!-- two -->", "between "),
        ("<!-- hidden -->    after", "after"),
        ("<!--> this is told <!--->", "this is told "),
        ("- a\n- b <!-- hidden\n  still -->\n- c", "- a\n- b \n- c"),
        ("> said <!-- not\n> said --> here", "> said  here"),
        ("> <!-- all\n> of it -->\n> told", "> \n> told"),
        ("| a | b |\n|---|---|\n| c <!-- hidden --> | d |", "| a | b |\n|---|---|\n| c  | d |"),
        ("# Heading <!-- hidden -->", "# Heading "),
        # One that never ends hides nothing.
        ("Before <!-- and after.", "Before <!-- and after."),
        ("<!-- never\n\nclosed", "<!-- never\n\nclosed"),
        ("a <!-- closed --> b <!-- open", "a  b <!-- open"),
        # In code it is code.
        ("`<!-- code -->`", "`<!-- code -->`"),
        ("``a ` <!-- code -->`` <!-- hidden -->", "``a ` <!-- code -->`` "),
        ("`open <!-- hidden -->", "`open "),
        (r"\`not code <!-- hidden --> `", r"\`not code  `"),
        (r"`code \` <!-- hidden -->", r"`code \` "),
        ("<!-- ` --> a ` <!-- code --> `", "a ` <!-- code --> `"),
        ("```\n<!-- code -->\n```\n<!-- hidden -->", "```\n<!-- code -->\n```\n"),
        ("~~~ html\n<!-- code\n\n-->\n~~~", "~~~ html\n<!-- code\n\n-->\n~~~"),
        ("    <!-- code -->", "    <!-- code -->"),
        ("- a\n\n  ```\n  <!-- code -->\n  ```", "- a\n\n  ```\n  <!-- code -->\n  ```"),
        ("<!--\n```\n-->\n<!-- hidden -->", "\n"),
    ],
)
def test_what_is_hidden_from_readers_is_left_out(text: str, shown: str) -> None:
    assert comments.without(text) == shown


PIECES = st.lists(
    st.sampled_from(
        ["<!--", "-->", " ", "\n", "\n\n", "`", "``", "```\n", "~~~\n", "    ", "- ", "> ", "# ", "word", "secret"]
    ),
    max_size=20,
).map("".join)

OTHERS = MarkdownIt("commonmark", {"html": True})
PLAIN = MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline"])
HIDDEN = re.compile(r"<!--(?:>|->|.*?-->)", re.DOTALL)


@examples(150)
@given(PIECES)
def test_what_others_show_is_shown_and_what_they_hide_is_hidden(text: str) -> None:
    page = OTHERS.render(text)
    # Others hide all that follows a comment that never ends: here, it hides nothing. An older edition of CommonMark had
    # no comments with dashes in them.
    if page.count("<!--") != len(HIDDEN.findall(page)) or any(
        len(each) < 7 or "-" in each[4:-3] for each in HIDDEN.findall(text)
    ):
        return
    theirs, ours = (re.sub("<.*?>", "", each) for each in (HIDDEN.sub(" ", page), PLAIN.render(comments.without(text))))
    for word in ("word", "secret"):
        assert theirs.count(word) == ours.count(word), (theirs, ours)


@pytest.mark.parametrize(
    "text", ["<!-- " * 30_000 + "-->`", "`" * 100_000 + "<!--", "<!--\n" * 30_000, "<!---->" * 20_000]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    begun = time.process_time()
    comments.without(text)
    comments.without("`a`" * 30_000 + text)
    assert time.process_time() - begun < 10
