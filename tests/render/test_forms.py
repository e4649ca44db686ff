"""Every form of an answer says the same sentences in the same order, and shows every block it is given."""

import re
from collections.abc import Iterable

import pytest
from markdown_it import MarkdownIt

from reflectctl.analysis.diff import compare
from reflectctl.model import blocks as kinds
from reflectctl.model.blocks import Block
from reflectctl.model.charts import Bar
from reflectctl.model.history import ActionHistories, ActionHistory, History, ViewHistory
from reflectctl.render import markdown, terminal
from reflectctl.tell import diff, history, rating_history, record_history

from .test_history import BY, VIEWED, event, nasty
from .test_terminal import AFTER, BEFORE, HISTORY, LABELS

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def words_of_markdown(page: str) -> list[str]:
    """The words that a reader of Markdown sees, in their order."""
    told = []
    for token in PARSER.parse(page):
        for child in token.children or ():
            kept = child.content if child.type in ("text", "code_inline") else ""
            told.append("\n" if child.type in ("softbreak", "hardbreak", "html_inline") else kept)
        told.append(" ")
    return seen("".join(told))


def seen(text: str) -> list[str]:
    """The words of a text, without what keeps a forge from acting on them, and what only lays them out."""
    return [word for word in re.sub("[\u200b`]", "", text).split() if not re.fullmatch("-+", word)]


def words_of_terminal(page: str) -> list[str]:
    """The words that a reader in a terminal sees, in their order."""
    return seen(re.sub(r"\[-|-\]|\{\+|\+\}", "", page))


def same(told: Iterable[Block]) -> None:
    """Hold the two forms of an answer against each other."""
    told = tuple(told)
    assert words_of_markdown(markdown.text(told)) == words_of_terminal(terminal.text(told, width=100_000))


ACTIONS = ActionHistories(
    (ActionHistory("a-7k3f", "Write it.", "children-first", "immediate", (), True, (event("opened"), event("done"))),)
)
HISTORIES = {
    "ratings": rating_history.ratings(HISTORY, AFTER),
    "views": record_history.views(ViewHistory((VIEWED,)), AFTER),
    "actions": record_history.actions(ACTIONS, AFTER),
}


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("by", [history.STATEMENT, *BY])
@pytest.mark.parametrize("chapters", HISTORIES.values(), ids=HISTORIES)
def test_a_history_says_the_same_in_each_form(chapters, by, full):
    grouped = history.grouped(chapters, by, AFTER) if by != history.STATEMENT else chapters
    same(history.blocks(grouped, by, HISTORY.unread, full=full))


def test_a_history_in_a_table_says_the_same_in_each_form():
    same(history.blocks(HISTORIES["ratings"], unread=HISTORY.unread, table=True))
    same(history.unread_list(HISTORY.unread))


@pytest.mark.parametrize("depth", [diff.SUMMARY, diff.STORY, diff.FULL])
@pytest.mark.parametrize(("before", "after"), [(BEFORE, AFTER), (AFTER, BEFORE)])
def test_a_diff_says_the_same_in_each_form(before, after, depth):
    told = diff.blocks(compare(before, after), before, after, labels=LABELS, depth=depth)
    # The names of what a summary says stand in a column of their own, or before a colon.
    pairs = {
        str(pair.name): f"{pair.name}:" for block in told if isinstance(block, kinds.Pairs) for pair in block.pairs
    }
    shown = [pairs.get(word, word) for word in words_of_terminal(terminal.text(told, width=100_000))]
    assert words_of_markdown(markdown.text(told)) == shown


def test_an_empty_history_says_nothing_in_each_form():
    assert rating_history.overview(History(()), AFTER.instrument) == ()
    same(())


def test_every_block_is_shown_in_each_form():
    table = kinds.Table((kinds.Column("Head"), kinds.Column("Of it")), (kinds.Row(("a", "b")),))
    line = ("words ", kinds.Strong("strong"), " ", kinds.Quiet("quiet"), kinds.BREAK, kinds.Content("content"))
    paragraph = kinds.Paragraph(line)
    shown = (
        kinds.Heading(1, "Title"),
        paragraph,
        kinds.Paragraph((kinds.Link("a link", address="https://example.org/"), " ", kinds.Rating("Agree"))),
        kinds.Paragraph((kinds.Mark("≠", "differs"), " ", kinds.Code("code"), " ", kinds.Label("Because"))),
        kinds.Prose("what somebody wrote"),
        kinds.Quotation("what somebody said", "Somebody"),
        kinds.List((kinds.Item("item", (kinds.List((kinds.Item("deeper"),), "points"),)),), "changes"),
        kinds.List((kinds.Item(line),), "topics"),
        kinds.Pairs((kinds.Pair("Name", (kinds.Paragraph("of it"),)),)),
        table,
        kinds.Figure("Figure", "What is seen in it.", kinds.Chart("name", "Figure", "", Bar(())), table),
        kinds.Pair("Because", (paragraph,)),
        kinds.Pair("Evidence", (paragraph,), level=5),
        kinds.Paragraph((kinds.Number(3), " ", kinds.Written("written"), " ", kinds.Sign("→", "to"))),
        kinds.Details("Summary", (paragraph,)),
        kinds.Group((kinds.Heading(3, "Group"), paragraph)),
        kinds.Section("id", "Section", (paragraph,)),
        kinds.Spare("kind", (paragraph,)),
    )

    page = terminal.text(shown, width=100_000)
    for word in words_of_markdown(re.sub("</?(details|summary)>", "", markdown.text(shown))):
        assert word.rstrip(":") in page


@pytest.mark.parametrize("each", nasty())
def test_hostile_words_end_no_block(each):
    told = {
        History: rating_history.ratings,
        ViewHistory: record_history.views,
        ActionHistories: record_history.actions,
    }[type(each)](each, AFTER)
    page = markdown.text(history.blocks(told))
    assert [line for line in page.splitlines() if line.strip() and not re.match(r"### |\s*- ", line)] == []
