"""A report in; one HTML file out, whole in itself: no script, nothing to fetch."""

import re

from ..model.messages import split
from ..model.report import Report
from ..tell import i18n
from ..tell.report import told
from . import charts, safe_markdown, seal
from .templating import filled, render


def report(report: Report) -> str:
    """The report as one HTML file."""
    with i18n.spoken(report.partnership.instrument.phrases):
        return _report(report)


def _report(report: Report) -> str:
    telling = told(report)
    made = render(
        "report.html.j2",
        told=telling,
        say=_say,
        many=_many,
        part_title=_part_title,
        prose=safe_markdown.to_html,
        draw=charts.draw,
        split=charts.split,
        recipe=seal.told(report, "html"),
        fingerprint=seal.PLACEHOLDER,
        banner=_css(telling.classification),
    )
    # A page has a few hundred different characters, however long it is: looked at first, as hardly any page has these.
    if _HIDDEN.search("".join(set(made))):
        made = _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", made)
    return seal.put(made.rstrip("\n") + "\n")


def _say(phrase: str, /, **places: object) -> str:
    """A phrase as HTML: text, but for what a template has made itself and puts into a place."""
    return filled(split(i18n.words_of(phrase)), places)


def _many(one: str, other: str, n: int, /) -> str:
    """A counted phrase as HTML."""
    return filled(split(i18n.words_of_many(one, other, n)), i18n.counts(n))


def _part_title(title: str, n: int, of: int) -> str:
    """The title of a picture, or of one of several that it was split into; as text."""
    return i18n.say("{title} ({n} of {of})", title=title, n=n, of=of) if of > 1 else title


def _css(text: str) -> str:
    """A text as a string of CSS, in which nothing but letters, digits and blanks stands as it is."""
    plain = " ".join(text.split())[:200]
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found.group()):x} ", plain) + '"'


# What is never seen but acts: controls, what reorders the text that follows, and what cannot be encoded.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
