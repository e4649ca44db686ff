"""A report that was made before in, in any of its forms; its text out, its tables in rows as Markdown has them."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

_BLOCKS = frozenset(
    (
        *("p", "div", "li", "ul", "ol", "table", "tr", "section", "article", "header", "footer", "main", "figure"),
        *("figcaption", "details", "summary", "dl", "dt", "dd", "blockquote", "pre", "br", "hr", "title", "caption"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "thead", "tbody", "svg", "text", "desc"),
    )
)


def text_of(report: str) -> str:
    """What a report says, with what its pictures say in words."""
    begin = report.lstrip("\ufeff \t\r\n")[:1]
    if begin == "<":
        page = _Page()
        page.feed(report)
        page.close()
        return "".join(page.said)
    if begin == "{":
        try:
            return "\n\n".join(_strings(json.loads(report)))
        except (ValueError, RecursionError):
            return report
    return report


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


class _Page(HTMLParser):
    """Goes through a page once: rows are lines of cells, and a rule stands below those that are headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unseen = 0
        self._cells: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Lines begin at blocks, and cells at bars."""
        if tag in ("style", "script"):
            self._unseen += 1
        elif tag == "tr":
            self._cells = []
            self.said.append("\n|")
        elif tag in ("td", "th"):
            self._cells.append(tag == "th")
            self.said.append(" ")
        elif tag in _BLOCKS and not self._cells:
            self.said.append("\n\n" if tag != "br" else "\n")
        self.said += [f"\n\n{said}\n\n" for name, said in attrs if name in ("aria-label", "alt") and said]

    def handle_endtag(self, tag: str) -> None:
        """Lines end with blocks."""
        if tag in ("style", "script"):
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th"):
            self.said.append(" |")
        elif tag == "tr":
            if len(self._cells) > 1 and all(self._cells):
                self.said.append("\n|" + " --- |" * len(self._cells))
            self._cells = []
        elif tag in _BLOCKS and not self._cells:
            self.said.append("\n\n" if tag == "table" else "\n")

    def handle_data(self, data: str) -> None:
        """What is read, on one line."""
        if not self._unseen:
            said = " ".join(data.replace("|", "\\|").split())
            if said:
                before, behind = data[:1].isspace(), data[-1:].isspace()
                self.said.append(f"{' ' if before else ''}{said}{' ' if behind else ''}")
