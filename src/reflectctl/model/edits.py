"""A change to a file, as new content that nobody has written yet."""

from .named_tuples import NamedTuple


class Edit(NamedTuple):
    """New content for one file, or its end. Written only if the file still is what it was read as."""

    path: str
    before: bytes | None
    """None when the file must not exist yet."""
    after: bytes | None
    """None when the file is to be gone."""
