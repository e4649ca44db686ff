"""The instrument at hand: the partnership's own copy, or the shipped one where there is no partnership."""

from .. import resources
from ..documents.document import read_document
from ..errors import ReflectError
from ..loading.content import instrument as read_instrument
from ..model.instrument import Instrument
from .context import Context
from .languages import one
from .partnership import open_partnership, open_root

DEFAULT = "practice-principles"


def pack(id: str) -> Instrument:
    """A shipped content pack, read."""
    documents = {
        path: read_document(path, raw) for path, raw in resources.pack_files(id).items() if path.endswith(".yaml")
    }
    principles = [document for path, document in documents.items() if path.startswith("principles/")]
    return read_instrument(documents.get("pack.yaml"), principles, documents.get("phrases.yaml"))


def instrument(here: Context) -> Instrument:
    """The instrument of the partnership around a folder; the shipped one, in its own words, where there is none."""
    try:
        open_root(here)
    except ReflectError:
        if here.named:
            raise
        shipped = pack(DEFAULT)
        if here.language is not None:
            one([shipped.language], here)
        return shipped
    return open_partnership(here)[1].partnership.instrument
