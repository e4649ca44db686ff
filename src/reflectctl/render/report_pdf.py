"""A report in; a PDF out, tagged and with an outline, by the print engine WeasyPrint. The only room that it enters.

The page is written for it, and not the one for browsers: nothing is folded, and its typeface is shipped, so that the
same report is the same bytes.
"""

import logging
import re
from base64 import b64encode
from collections.abc import Callable
from html import escape, unescape
from typing import TYPE_CHECKING

from .. import resources
from ..errors import ReflectError
from ..model.report import Report
from ..tell.i18n import say, spoken
from ..tell.report.report import tell
from . import seal
from .escape import visible
from .html import css_string, html
from .svg import tinted

if TYPE_CHECKING:
    from types import ModuleType

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="generator" content="reflectctl">
<title>{title}</title>
<style>
{css}</style>
</head>
<body class="{length}">
<main>
{main}</main>
</body>
</html>
"""


Note = Callable[[str], object]
"""Takes a sentence about the run."""


def unsaid(_: str) -> None:
    """Nothing is said about the run."""


def report(report: Report, note: Note = unsaid) -> bytes:
    """The report as a PDF; `note` takes what is said of it. Raises `ReflectError` where there is no print engine."""
    print_engine()
    with spoken(report.partnership.instrument.phrases):
        page = _page(report)
    return printed(page, note)


def printed(page: str, note: Note = unsaid) -> bytes:
    """A page as a PDF. Nothing is fetched: typefaces and pictures stand in it. `note` takes what is said of it."""
    engine = print_engine()
    fetcher = engine.URLFetcher(allowed_protocols=("data",))
    log, missing = logging.getLogger("weasyprint"), _Missing()
    log.addHandler(missing)
    try:
        made: bytes = engine.HTML(string=page, url_fetcher=fetcher).write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=b"reflectctl"
        )
    finally:
        log.removeHandler(missing)
    if missing.letters:
        from .missing_letters import told

        words = unescape(re.sub("<[^>]*>", "\n", page.partition("</style>")[2]))
        if blank := told(missing.letters, words, "the PDF"):
            note(blank)
    return made


class _Missing(logging.Handler):
    """Takes from the engine's log the letters for which it found no typeface."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a letter; whatever else the engine tells is of no use to anybody."""
        if record.msg.startswith(".notdef glyph") and isinstance(record.args, tuple) and record.args:
            self.letters.update(str(record.args[0])[:1])


_WITHOUT = "Or print the HTML report from a browser, or the DOCX from a word processor."


def print_engine() -> "ModuleType":
    """WeasyPrint. Raises `ReflectError` where it is not, or what it needs of the system is not."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher  # noqa: F401
    except ModuleNotFoundError:
        raise ReflectError(
            "WeasyPrint, which makes PDFs, is not installed.",
            f"Install it beside reflectctl: `pip install 'reflectctl[pdf]'`. {_WITHOUT}",
        ) from None
    except (ImportError, OSError):
        raise ReflectError(
            "WeasyPrint, which makes PDFs, cannot start: it is too old, or a library of the system is missing (Pango).",
            f"Its page on installation says what it needs. {_WITHOUT}",
        ) from None
    return weasyprint  # type: ignore[no-any-return]


def _page(report: Report) -> str:
    telling = seal.sealed(tell(report), report, seal.PDF)
    language = "en-GB" if telling.language in ("", "en") else telling.language
    pages = css_string(say("Page {page} of {pages}", page="\x00", pages="\x01"))
    pages = pages.replace("\\0 ", '" counter(page) "').replace("\\1 ", '" counter(pages) "')
    style = resources.stylesheet("paper.css").replace("@MARKING@", css_string(telling.about["classification"]))
    return _PAGE.format(
        language=escape(language),
        title=escape(visible(telling.title)),
        length=escape(telling.about["length"]),
        css=faces() + style.replace("@PAGES@", pages),
        # The engine mixes no colours.
        main=_TINT.sub(_tinted, visible(html(telling.blocks, foreign=telling.foreign, on_paper=True))),
    )


_TINT = re.compile(' style="--tint: (\\d+)%"')


def _tinted(found: re.Match[str]) -> str:
    return f' style="--tint: {tinted(int(found[1]))}"'


def faces() -> str:
    """The typefaces, as they stand in the page."""
    made = ""
    for weight, raw in resources.fonts().items():
        made += (
            f"@font-face {{ font-family: Arimo; font-weight: {weight}; "
            f"src: url(data:font/ttf;base64,{b64encode(raw).decode()}); }}\n"
        )
    return made
