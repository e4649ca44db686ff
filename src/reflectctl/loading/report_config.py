"""The document of `report.yaml` in, how a partnership wants its reports to look out.

What cannot be used (a chapter without an id, an edition that there is not) is left out; the schema's findings and the
rules say so. Nothing is raised for anything that stands in the file.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from ..documents.document import Document
from ..model import fields
from ..model.report_config import EDITIONS, PARTNER, Chapter, Front, Layout
from .records import made
from .values import entries, items, mapping

MOST_SECTIONS, MOST_CHAPTERS = 60, 30
"""Of longer lists, which the schema does not allow, no more is read."""


def layout(document: Document) -> Layout:
    """What `report.yaml` asks for. Of a section that is listed twice the first counts."""
    data = mapping(document.data)
    editions = entries(data, "editions")
    chapters = (
        (item, made(Chapter, item, document.place("chapters", index)))
        for index, item in islice(items(data, "chapters"), MOST_CHAPTERS)
    )
    return Layout(
        front=_front(data),
        chapters=tuple(chapter._replace(edition=_edition(item)) for item, chapter in chapters if chapter is not None),
        editions={edition: _front(entries(editions, edition)) for edition in EDITIONS if entries(editions, edition)},
        where=document.place(),
    )


def _front(data: Mapping[str, Any]) -> Front:
    front = made(Front, data) or Front()
    return front._replace(sections=tuple(dict.fromkeys(filter(None, front.sections[:MOST_SECTIONS]))))


_KEYS = frozenset(field.name for field in fields.of(Chapter))


def _edition(chapter: Mapping[str, Any]) -> str:
    """The edition that a chapter is for; empty for both."""
    said = chapter.get("edition")
    said = said.strip() if isinstance(said, str) else said
    if said in EDITIONS:
        return str(said)
    # What is misspelt, be it the edition or the key, may have been meant to keep the chapter from being published.
    return PARTNER if said not in (None, "") or chapter.keys() - _KEYS else ""
