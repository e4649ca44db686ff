"""What looks like personal data and may stand in a partnership's records all the same."""

from .named_tuples import NamedTuple


class MayStand(NamedTuple):
    """Something that looks like personal data and may stand in the records all the same."""

    kind: str
    text: str = ""
    hash: str = ""
    """In place of the text, where that would itself disclose."""
    because: str = ""
