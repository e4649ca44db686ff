"""A comparison in; a fragment of HTML out, for a page that has its own head: no script, no style, nothing to fetch."""

import re

from ..model.diff import Comparison
from ..model.records import Partnership
from ..tell import diff, word_diff
from .templating import render


def changes(
    comparison: Comparison,
    before: Partnership,
    after: Partnership,
    *,
    labels: tuple[str, str],
    depth: str = diff.STORY,
    limits: str = "",
) -> str:
    """What changed between two moments, as one `<section>`. Nothing when nothing changed."""
    if diff.is_nothing(comparison):
        return ""
    telling = diff.tell(comparison, before, after, labels=labels, depth=depth, limits=limits)
    made = render(
        "diff.html.j2",
        told=telling,
        language=after.instrument.language,
        points=lambda was, now: word_diff.lines(word_diff.segments(was, now)),
    )
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", made).rstrip("\n") + "\n"


# What is never seen but acts: controls, what reorders the text that follows, and what cannot be encoded.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
