"""The instrument at hand: the partnership's own copy, or the shipped one where there is no partnership."""

from pathlib import Path

from .. import resources
from ..documents.document import read_document
from ..errors import ReflectError
from ..loading.content import instrument as read_instrument
from ..model.instrument import Instrument
from . import session
from .languages import one

DEFAULT = "practice-principles"


def pack(id: str) -> Instrument:
    """A shipped content pack, read."""
    documents = {
        path: read_document(path, raw) for path, raw in resources.pack_files(id).items() if path.endswith(".yaml")
    }
    principles = [document for path, document in documents.items() if path.startswith("principles/")]
    return read_instrument(documents.get("pack.yaml"), principles, documents.get("phrases.yaml"))


def instrument(root: Path | None, lang: str | None = None) -> Instrument:
    """The instrument of the partnership around a folder; the shipped one, in its own words, where there is none."""
    try:
        session.open_root(root)
    except ReflectError:
        if root is not None:
            raise
        shipped = pack(DEFAULT)
        if lang is not None:
            one([shipped.language], lang)
        return shipped
    return session.open_partnership(root, lang)[1].partnership.instrument
