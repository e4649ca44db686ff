"""The document of `report.yaml` in, how a partnership wants its reports to look out.

What cannot be used (a chapter without an id, an edition that there is not) is left out; the schema's findings and the
rules say so. Nothing is raised for anything that stands in the file.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from ..documents.document import Document
from ..model.report_config import EDITIONS, PARTNER, Chapter, Front, Layout
from .values import entries, items, mapping, text, texts

MOST_SECTIONS, MOST_CHAPTERS = 60, 30
"""Of longer lists, which the schema does not allow, no more is read."""


def layout(document: Document) -> Layout:
    """What `report.yaml` asks for. Of a section that is listed twice the first counts."""
    data = mapping(document.data)
    editions = entries(data, "editions")
    return Layout(
        front=_front(data),
        chapters=tuple(
            Chapter(
                id=text(item, "id"),
                title=text(item, "title") or text(item, "id"),
                text=text(item, "text"),
                edition=_edition(item),
                where=document.place("chapters", index),
            )
            for index, item in islice(items(data, "chapters"), MOST_CHAPTERS)
            if text(item, "id")
        ),
        editions={edition: _front(entries(editions, edition)) for edition in EDITIONS if entries(editions, edition)},
        where=document.place(),
    )


def _front(data: Mapping[str, Any]) -> Front:
    return Front(
        title=text(data, "title"),
        classification=text(data, "classification"),
        introduction=text(data, "introduction"),
        sections=tuple(dict.fromkeys(filter(None, texts(data, "sections")[:MOST_SECTIONS]))),
    )


_KEYS = frozenset(("id", "title", "text", "edition"))


def _edition(chapter: Mapping[str, Any]) -> str:
    """The edition that a chapter is for; empty for both."""
    said = chapter.get("edition")
    said = said.strip() if isinstance(said, str) else said
    if said in EDITIONS:
        return str(said)
    # What is misspelt, be it the edition or the key, may have been meant to keep the chapter from being published.
    return PARTNER if said not in (None, "") or chapter.keys() - _KEYS else ""
