"""What is said of a comparison in; a fragment of HTML out, for a page with a head of its own."""

import re
from collections.abc import Iterable
from html import escape

from ..model import blocks as b


def fragment(blocks: Iterable[b.Block], language: str) -> str:
    """What changed between two moments, as one `<section>`."""
    made = f'<section class="reflectctl-diff" lang="{escape(language)}">\n{_all(blocks)}</section>\n'
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", made)


# What is never seen but acts: controls, what reorders the text that follows, and what cannot be encoded.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def _all(blocks: Iterable[b.Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: b.Block) -> str:
    match block:
        case b.Paragraph(line, role):
            return f"<p{_class(role)}>{_line(line)}</p>\n" if role else _line(line)
        case b.Pairs(pairs, role):
            return f"<dl{_class(role)}>\n{''.join(map(_pair, pairs))}</dl>\n"
        case b.Group(blocks, role):
            return f"<section{_class(role)}>\n{_all(blocks)}</section>\n"
        case b.Heading(level, line):
            return f"<h{level}>{_line(line)}</h{level}>\n"
        case b.List(items, "topics"):
            return "".join(
                (_block(b.Heading(4, item.line)) if item.line else "") + _all(item.beneath) for item in items
            )
        case b.List(items, "points"):
            return "".join(f"<p>{_line(item.line)}</p>\n" for item in items)
        case b.List(items):
            return f"<ul>\n{''.join(map(_item, items))}</ul>\n"
    raise TypeError(block)


def _pair(pair: b.Pair) -> str:
    return f"<dt>{_line(pair.name)}</dt>\n<dd>{_all(pair.blocks)}</dd>\n"


def _topic(item: b.Item) -> str:
    return (_block(b.Heading(4, item.line)) if item.line else "") + _all(item.beneath)


def _item(item: b.Item) -> str:
    return f"<li{_class(item.role)}>{_line(item.line)}{_all(item.beneath)}</li>\n"


def _line(line: b.Line) -> str:
    """A label apart; the words behind it in the direction that is theirs."""
    spans = b.spans(line)
    if spans and isinstance(spans[0], b.Label):
        name = f'<span class="reflectctl-diff-name">{escape(spans[0].words)}:</span>'
        return f"{name} {_line(spans[2:])}" if spans[2:] else name
    return f'<span dir="auto">{"".join(map(_span, spans))}</span>'


def _span(span: b.Span) -> str:
    match span:
        case str():
            return escape(span)
        case b.Strong(words):
            return f"<strong>{''.join(map(_span, b.spans(words)))}</strong>"
        case b.Quiet(words):
            return "".join(map(_span, b.spans(words)))
        case b.Number(n):
            return f"{n}."
        case b.Sign(symbol):
            return symbol
        case b.Added(words):
            return f"<ins>{escape(words)}</ins>"
        case b.Removed(words):
            return f"<del>{escape(words)}</del>"
    return escape(span.words)


def _class(role: str) -> str:
    return f' class="reflectctl-diff-{role}"' if role else ""
