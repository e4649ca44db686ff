"""Content documents in, an `Instrument` out. Takes what it can use; the schema's findings say what it could not."""

from collections.abc import Iterable

from ..documents.document import Document
from ..model.instrument import Horizon, Instrument, Principle, Prompt, Question, Statement, Term
from ..model.messages import NO_PHRASES, Phrases
from . import files
from .values import entries, items, mapping, text, texts


def instrument(
    pack: Document | None,
    principles: Iterable[Document],
    phrases: Document | None = None,
    *,
    like: Instrument | None = None,
) -> Instrument:
    """The instrument that a pack and its principle files describe, in the pack's order, with its phrases.

    What is in another language is read `like` the instrument that it says again: with its principles and dimensions.
    """
    pack = pack or Document(files.PACK, "")
    data = mapping(pack.data)
    by_id: dict[str, Document] = {}
    for document in principles:
        by_id.setdefault(text(mapping(document.data), "id"), document)
    preliminary = mapping(data.get("preliminary"))
    dimensions = terms(pack, "dimensions")
    under = dimensions if like is None else like.dimensions
    ids = texts(data, "principles") if like is None else tuple(each.id for each in like.principles)
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
        approaches=terms(pack, "approaches"),
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
        themes=terms(pack, "themes"),
        lead_in=text(data, "lead_in"),
        rating_lead_in=text(data, "rating_lead_in"),
        voice_title=text(data, "voice_title"),
        dimensions=dimensions,
        scale=terms(pack, "scale"),
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
            principle(by_id[id], id, number, under)
            for number, id in enumerate(dict.fromkeys(ids), start=1)
            if id in by_id
        ),
        phrases=_phrases(phrases, text(data, "language")),
        listed=tuple((id, pack.place("principles", index)) for index, id in enumerate(texts(data, "principles"))),
    )


def _phrases(document: Document | None, language: str) -> Phrases:
    if document is None:
        return NO_PHRASES
    from .messages import phrases

    return phrases(document, language)


def terms(pack: Document, key: str, *, local: bool = False) -> tuple[Term, ...]:
    """The entries of a list of named things; those without an id are left out."""
    return tuple(
        Term(
            text(item, "id"),
            text(item, "title"),
            text(item, "meaning"),
            text(item, "stance"),
            local,
            pack.place(key, index),
        )
        for index, item in items(mapping(pack.data), key)
        if text(item, "id")
    )


def principle(
    document: Document, id: str, number: int, dimensions: Iterable[Term], *, local: bool = False
) -> Principle:
    """The principle that a file describes, with its statements under those of the dimensions that it has any under."""
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
                local,
                document.place("statements", dimension.id),
            )
            for dimension in dimensions
            if dimension.id in statements
        ),
        voice=text(data, "voice"),
        local=local,
        where=document.place(),
    )
