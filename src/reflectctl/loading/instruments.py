"""Content documents in, an `Instrument` out. Takes what it can use; the schema's findings say what it could not."""

from collections.abc import Iterable

from ..documents.document import Document
from ..model.instrument import Horizon, Instrument, Principle, Prompt, Question, Statement, Term
from ..model.phrases import NO_PHRASES, Phrases
from . import kinds
from .values import entries, items, mapping, text, texts


def instrument(pack: Document | None, principles: Iterable[Document], phrases: Document | None = None) -> Instrument:
    """The instrument that a pack and its principle files describe, in the pack's order, with its phrases."""
    pack = pack or Document(kinds.PACK, "")
    data = mapping(pack.data)
    by_id: dict[str, Document] = {}
    for document in principles:
        by_id.setdefault(text(mapping(document.data), "id"), document)
    preliminary = mapping(data.get("preliminary"))
    dimensions = _terms(pack, "dimensions")
    return Instrument(
        id=text(data, "id"),
        version=text(data, "version"),
        language=text(data, "language") or "en",
        title=text(data, "title"),
        wording=text(data, "wording"),
        source={key: text(mapping(data.get("source")), key) for key in mapping(data.get("source"))},
        about=text(data, "about"),
        purpose=texts(data, "purpose"),
        allows=texts(data, "allows"),
        audience=texts(data, "audience"),
        how_to_use=texts(data, "how_to_use"),
        start_small=text(data, "start_small"),
        approaches=_terms(pack, "approaches"),
        preliminary=text(preliminary, "about"),
        questions=tuple(
            Question(
                text(item, "id"),
                text(item, "question"),
                texts(item, "follow_ups"),
                pack.place("preliminary", "questions", index),
            )
            for index, item in items(preliminary, "questions")
        ),
        themes=_terms(pack, "themes"),
        lead_in=text(data, "lead_in"),
        rating_lead_in=text(data, "rating_lead_in"),
        voice_title=text(data, "voice_title"),
        dimensions=dimensions,
        scale=_terms(pack, "scale"),
        prompts=tuple(
            Prompt(
                text(item, "id"),
                text(item, "title"),
                texts(item, "questions"),
                text(item, "holds"),
                pack.place("prompts", index),
            )
            for index, item in items(data, "prompts")
        ),
        horizons=tuple(
            Horizon(
                text(item, "id"),
                text(item, "title"),
                text(item, "goal"),
                text(item, "actions"),
                text(item, "measure"),
                text(item, "motto"),
                pack.place("making_progress", index),
            )
            for index, item in items(data, "making_progress")
        ),
        principles=tuple(
            _principle(by_id[id], id, number, dimensions)
            for number, id in enumerate(dict.fromkeys(texts(data, "principles")), start=1)
            if id in by_id
        ),
        phrases=_phrases(phrases, text(data, "language")),
        listed=tuple((id, pack.place("principles", index)) for index, id in enumerate(texts(data, "principles"))),
    )


def _phrases(document: Document | None, language: str) -> Phrases:
    if document is None:
        return NO_PHRASES
    from .phrases import phrases

    return phrases(document, language)


def _terms(pack: Document, key: str) -> tuple[Term, ...]:
    return tuple(
        Term(
            text(item, "id"),
            text(item, "title"),
            text(item, "meaning"),
            text(item, "stance"),
            pack.place(key, index),
        )
        for index, item in items(mapping(pack.data), key)
        if text(item, "id")
    )


def _principle(document: Document, id: str, number: int, dimensions: tuple[Term, ...]) -> Principle:
    data = mapping(document.data)
    statements = entries(data, "statements")
    return Principle(
        id=id,
        title=text(data, "title"),
        number=number,
        statements=tuple(
            Statement(
                f"{id}.{dimension.id}",
                id,
                dimension.id,
                text(statements, dimension.id),
                document.place("statements", dimension.id),
            )
            for dimension in dimensions
            if dimension.id in statements
        ),
        voice=text(data, "voice"),
        where=document.place(),
    )
