"""A report in; one HTML file out, whole in itself: no script, nothing to fetch."""

import re

from ..model.report import Report
from ..templating import render
from . import prose
from .report_words import told


def report(report: Report) -> str:
    """The report as one HTML file."""
    made = render("report.html.j2", told=told(report), prose=prose.to_html)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", made).rstrip("\n") + "\n"


# What is never seen but acts: controls, what reorders the text that follows, and what cannot be encoded.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
