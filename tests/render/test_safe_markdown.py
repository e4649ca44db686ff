import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.render import safe_markdown
from tests.properties import examples

OURS = re.compile(r"<(?:br|code|/code|pre|/pre)>")


@pytest.mark.safety(13)
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<details><summary>x",
        "![a picture](https://example.org/a.png)",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "[click](vbscript:x)",
        "<javascript:alert(1)>",
        "[a]: https://example.org\n\n[a]",
        "    <script>in code</script>",
        "```\n<script>in a fence",
        "`<script>`",
        '[a](https://example.org/"onmouseover="alert(1))',
        "| a |\n| --- |\n| <script> |",
        "<!-- a comment",
    ],
)
def test_nothing_in_a_text_acts(hostile):
    html = safe_markdown.to_html(hostile)
    markdown = safe_markdown.to_markdown(hostile, heading_from=3)

    for made in (html, markdown):
        assert "<script" not in made
        assert "<img" not in made
        assert "<details" not in made
        assert "<!--" not in made
    assert not re.search(r'href="(?!https?:|mailto:)', html)
    assert not re.search(r"(?<!\\)\]\((?!https?:|mailto:)", markdown)
    assert not re.search(r"(?<!\\)!\[", markdown)
    assert "<" not in OURS.sub("", markdown)


def test_a_link_to_the_web_stays_and_tells_the_other_side_nothing():
    made = safe_markdown.to_html("[the guide](https://example.org/guide)")

    assert made == '<p><a href="https://example.org/guide" rel="noopener noreferrer">the guide</a></p>\n'


def test_a_picture_becomes_a_link():
    assert '<a href="https://example.org/a.png"' in safe_markdown.to_html("![map](https://example.org/a.png)")
    assert (
        safe_markdown.to_markdown("![map](https://example.org/a.png)", heading_from=3)
        == "\\![map](https://example.org/a.png)"
    )


def test_headings_begin_where_they_are_told_and_leave_no_gap():
    text = "# One\n\n#### Two\n\n###### Three\n"

    assert re.findall(r"<(h\d)>", safe_markdown.to_html(text, heading_from=4)) == ["h4", "h5", "h6"]
    assert re.findall(r"<(h\d)>", safe_markdown.to_html(text, heading_from=6)) == ["h6", "h6", "h6"]
    assert safe_markdown.to_markdown(text, heading_from=3) == "### One\n\n#### Two\n\n##### Three"


def test_tables_keep_their_alignment_and_have_headers():
    made = safe_markdown.to_html("| what | many |\n| --- | ---: |\n| pages | 9 |\n")

    assert '<th scope="col">what</th>' in made
    assert '<td class="right">9</td>' in made


@pytest.mark.safety(13)
def test_a_text_nested_too_deep_is_shown_as_it_was_written_and_never_dropped():
    deep = "> " * 200 + "the last word"

    for made in (safe_markdown.to_html(deep), safe_markdown.to_markdown(deep, heading_from=4)):
        assert safe_markdown.TOO_DEEP in made
        assert "the last word" in made


def test_a_text_too_long_to_lay_out_is_shown_whole():
    long = "*a* " * 60_000 + "<b>end"

    assert "&lt;b&gt;end</pre>" in safe_markdown.to_html(long)


def test_a_fence_left_open_does_not_reach_what_follows():
    made = safe_markdown.to_markdown("```\nnever closed", heading_from=3)

    assert made == "```text\nnever closed\n```"


def test_what_was_understood_is_written_the_same_way_again():
    text = """\
### What we heard

First line,
second line with *stress*, **force** and ~~no more~~.

- one
  - inner
- two

1. first
2. second

> quoted
>
> twice

| a | b |
| --- | ---: |
| 1 \\| 2 | 3 |"""

    assert safe_markdown.to_markdown(text, heading_from=3) == text


def test_a_mention_reaches_nobody():
    assert "@someone" not in safe_markdown.to_markdown("ask @someone about #12", heading_from=3)
    assert "@someone" in safe_markdown.to_html("ask @someone")


@pytest.mark.parametrize(
    ("text", "html", "markdown"),
    [
        ("- [x] Ring", "<li>☑ done: Ring</li>", "- ☑ done: Ring"),
        ("- [X] Ring", "<li>☑ done: Ring</li>", "- ☑ done: Ring"),
        ("1. [ ] Ask", "<li>☐ to do: Ask</li>", "1. ☐ to do: Ask"),
        ("- [ ] Ask\n\n  More.", "<p>☐ to do: Ask</p>", "- ☐ to do: Ask\n\n  More."),
        ("- [x] **Ring** them", "<li>☑ done: <strong>Ring</strong> them</li>", "- ☑ done: **Ring** them"),
        ("- [x]", "<li>[x]</li>", "- \\[x\\]"),
        ("- [y] Ring", "<li>[y] Ring</li>", "- \\[y\\] Ring"),
        ("[x] Ring", "<p>[x] Ring</p>", "\\[x\\] Ring"),
        ("- `[x]` Ring", "<li><code>[x]</code> Ring</li>", "- `[x]` Ring"),
    ],
)
def test_a_box_before_an_item_says_whether_it_is_done(text, html, markdown):
    assert html in safe_markdown.to_html(text)
    assert safe_markdown.to_markdown(text, heading_from=3) == markdown


def test_a_link_by_reference_is_a_link_by_the_same_rules_as_others():
    text = "See [the plan][p] and [p].\n\n[p]: https://example.org/plan\n"
    html, markdown = safe_markdown.to_html(text), safe_markdown.to_markdown(text, heading_from=3)
    assert html.count('<a href="https://example.org/plan" rel="noopener noreferrer">') == 2
    assert markdown == "See [the plan](https://example.org/plan) and [p](https://example.org/plan)."
    assert "href" not in safe_markdown.to_html("[a][b]\n\n[b]: javascript:alert(1)")


@pytest.mark.safety(13)
def test_html_is_shown_as_it_was_typed():
    made = safe_markdown.to_html("A <b onclick=x>word</b>.\n\n<div>\n<script>y</script>\n</div>\n")

    assert "&lt;b onclick=x&gt;word&lt;/b&gt;" in made
    assert "&lt;script&gt;y&lt;/script&gt;" in made
    assert not re.search(r"<(?:b|div|script)\b", made)


MARKS = st.lists(
    st.sampled_from(
        ["# ", "- ", "> ", "1. ", "*", "**", "`", "```\n", "~~", "[", "](https://x.org)", "|", "\n", "\n\n"]
    )
    | st.sampled_from(["<b>", "&lt;", "\\", "    ", "---", "===", "word", " ", "!", "| - |\n", "é", "@a", ":-", "ا"]),
    max_size=25,
).map("".join)


@pytest.mark.safety(13)
@examples(120)
@given(MARKS)
def test_whatever_is_written_is_closed_and_free_of_foreign_html(text):
    markdown = safe_markdown.to_markdown(text, heading_from=4)

    assert "<" not in OURS.sub("", markdown)
    # What follows it in a report is still what it was.
    assert safe_markdown.to_html(f"{markdown}\n\nAFTER\n").endswith("<p>AFTER</p>\n")
    outside = re.sub(r"^(`{3,}).*?^\1$|<pre>.*?</pre>", "", markdown, flags=re.S | re.M)
    assert not re.search(r"^#{1,3} ", outside, flags=re.M)


@examples(80)
@given(st.text(max_size=200))
def test_any_text_at_all_is_answered(text):
    safe_markdown.to_html(text)
    safe_markdown.to_markdown(text, heading_from=4)
