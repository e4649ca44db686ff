"""What is said of a comparison in; a fragment of HTML out, for a page with a head of its own."""

from collections.abc import Iterable, Iterator
from html import escape

from ..model.blocks import Block, Group, Heading, List
from .escape import visible
from .html import html


def fragment(blocks: Iterable[Block], language: str) -> str:
    """What changed between two moments, as one `<section>`; its classes begin with a name that no page has."""
    # A quotation mark in words is escaped, so that these are the attributes and nothing else.
    made = html(_headed(blocks)).replace(' class="small"', ' class="name"')
    made = made.replace(' class="', ' class="reflectctl-diff-')
    return visible(f'<section class="reflectctl-diff" lang="{escape(language)}">\n{made}</section>\n')


def _headed(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with a heading above what belongs to a topic, by which a page can be gone through."""
    for block in blocks:
        match block:
            case Group(inner):
                yield block._replace(blocks=tuple(_headed(inner)))
            case List(topics, "topics"):
                for topic in topics:
                    yield from (Heading(4, topic.line), *topic.beneath) if topic.line else topic.beneath
            case _:
                yield block
