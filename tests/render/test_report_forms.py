"""HTML and Markdown of a report say the same sentences in the same order, for they are made from the same blocks."""

import html
import re
from pathlib import Path

import lxml.html
import pytest
from markdown_it import MarkdownIt

from reflectctl.app.report import report
from reflectctl.app.report_period import Asked
from reflectctl.model import report_config
from reflectctl.model.report import Report
from reflectctl.model.report_config import FULL
from reflectctl.render import report_html, report_markdown
from tests.conftest import context
from tests.render import partnerships

_FOLD = "The table"
"""What a reader presses to see the numbers behind a chart; Markdown shows short ones without being asked."""


def words(text: str) -> list[str]:
    """The words of a text: letters and figures, and the symbols that say something."""
    return re.findall(r"[^\W_]+|[←→◇◆●○↻≠]", text.replace("\u200b", ""))


def words_of_html(page: str) -> list[str]:
    """What a reader sees of a page, beneath its list of contents."""
    tree = lxml.html.document_fromstring(page)
    unseen = "//head | //nav | //svg | //*[@class='skip' or @class='unseen' or @class='drawn'] | //br"
    for element in tree.xpath(unseen):
        element.tail = f" {element.tail or ''}"
        element.drop_tree()
    return _said(tree)


def words_of_markdown(page: str) -> list[str]:
    """What a reader sees of Markdown, once a forge has laid it out."""
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(page)
    tree = lxml.html.document_fromstring(shown)
    for element in tree.xpath("//br"):
        element.tail = f" {element.tail or ''}"
        element.drop_tree()
    return _said(tree)


def _said(tree: lxml.html.HtmlElement) -> list[str]:
    for summary in tree.xpath("//summary"):
        if (summary.text_content() or "").strip() == _FOLD:
            summary.drop_tree()
    for element in tree.iter():
        # Words of two cells, or of two blocks, are not one.
        if element.tag not in ("a", "span", "strong", "em", "code", "s", "b"):
            element.tail = f" {element.tail or ''}"
            element.text = f" {element.text or ''}"
    return words(html.unescape(tree.text_content()))


def of(root: Path, asked: Asked) -> Report:
    """The report of a partnership in git."""
    return report(context(root, "2026-05-01"), asked)


def same(report: Report) -> None:
    """Hold the two forms of a report against each other."""
    one, other = words_of_html(report_html.report(report)), words_of_markdown(report_markdown.report(report))
    # Each names the form that it is in, and has its own fingerprint.
    ends = [len(each) - each[::-1].index("Recipe") for each in (one, other)]
    assert one[: ends[0]] == other[: ends[1]]
    assert len(one) == len(other)


ASKED = {
    "of a moment": Asked(since="2025-10-28"),
    "in full": Asked(since="2025-10-28", length=FULL),
    "with every section": Asked(sections=report_config.KNOWN, since="2025-01-20", length=FULL),
    "of a year": Asked(yearly=True, year="2025-26"),
    "of a year in full": Asked(yearly=True, year="2025-26", length=FULL),
    "for the public": Asked(edition="public", since="2025-10-28"),
    "for the public in full": Asked(edition="public", since="2025-10-28", length=FULL),
    "of one principle": Asked(principles=("trauma",)),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_both_forms_of_the_example_say_the_same(asked: Asked, built_demo: Path) -> None:
    same(of(built_demo, asked))


def test_both_forms_of_what_has_just_begun_say_the_same(tmp_path: Path) -> None:
    begun = partnerships.just_begun(tmp_path / "begun")
    one = partnerships.one_principle(tmp_path / "one", begun)

    for root in (begun, one):
        same(of(root, Asked()))
        same(of(root, Asked(length=FULL)))
        same(of(root, Asked(sections=report_config.KNOWN, edition="public", length=FULL)))


def test_both_forms_of_what_means_no_good_say_the_same(tmp_path: Path) -> None:
    begun = partnerships.just_begun(tmp_path / "begun")
    root = partnerships.means_no_good(tmp_path / "hostile", begun)

    same(of(root, Asked(since="2025-01-01")))
    same(of(root, Asked(since="2025-01-01", length=FULL)))
