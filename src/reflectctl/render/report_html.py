"""A report in; one HTML file out, whole in itself: no script, nothing to fetch."""

from html import escape

from .. import resources
from ..model import blocks as b
from ..model.report import Report
from ..model.report_config import FULL
from ..tell.i18n import say, spoken
from ..tell.report.report import tell
from . import seal
from .escape import visible
from .html import css_string, html

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="reflectctl">
<title>{title}</title>
<style>
{css}
@page {{ @top-center {{ content: {banner}; font: 8pt sans-serif; }} }}
@page :first {{ @top-center {{ content: none; }} }}
</style>
</head>
<body class="{length}">
<a class="skip" href="#report">{skip}</a>
<main>
<header>
{classification}<div class="page">
{front}</div>
</header>
<nav class="page" aria-label="{contents}">
<details><summary>{contents}</summary>
<ul class="contents">
{links}</ul>
</details>
</nav>
<div id="report" class="page" tabindex="-1">
{main}</div>
<footer>
<div class="page">
{footer}</div>
</footer>
</main>
</body>
</html>
"""


def report(report: Report) -> str:
    """The report as one HTML file."""
    with spoken(report.partnership.instrument.phrases):
        return seal.put(visible(page(seal.sealed(tell(report), report, seal.HTML))))


def page(telling: b.Telling) -> str:
    """Blocks in their frame: the first is what stands above all, and the last where it all came from."""
    front, *between, last = telling.blocks
    assert isinstance(front, b.Group)
    assert isinstance(last, b.Section)
    banner = [block for block in front.blocks if isinstance(block, b.Paragraph) and block.role == "banner"]
    sections = [block for block in telling.blocks if isinstance(block, b.Section)]
    links = b.List(tuple(b.Item(_link(section)) for section in sections))

    def made(*blocks: b.Block) -> str:
        return html(blocks, foreign=telling.foreign)

    return _PAGE.format(
        language=escape(telling.language),
        title=escape(telling.title),
        css=resources.stylesheet("report.css").rstrip("\n"),
        banner=css_string(telling.about["classification"]),
        length=telling.about.get("length", FULL),
        skip=escape(say("Skip to the report")),
        contents=escape(say("Contents")),
        classification=made(*banner),
        front=made(*(block for block in front.blocks if block not in banner)),
        links=made(links).removeprefix("<ul>\n").removesuffix("</ul>\n"),
        main=made(*between),
        footer=made(b.Heading(2, last.title, last.anchor), *last.blocks),
    )


def _link(section: b.Section) -> b.Link:
    title = b.spans(section.title)[0]
    return b.Link(title if isinstance(title, str) else title.words, section.anchor)  # type: ignore[union-attr, arg-type]
