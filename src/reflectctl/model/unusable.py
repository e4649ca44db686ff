"""What stands in the files and is not among the records as it was meant: values that cannot be used, and copies."""

from .locations import Location, Place
from .named_tuples import NamedTuple


class Unusable(NamedTuple):
    """Something that stands in a file and cannot be used: it is named wherever its record is told."""

    location: Location
    about: str
    """The id of the statement, action, meeting, agency or principle that it stands in; else the path of the file."""
    part: str
    """Which of several things beside that: the agency of a view, the source."""
    key: str
    """Empty where it is the key itself that is not known: any other may have been meant."""
    said: str
    """What stands there, shortened; empty where something is missing without which there is no record."""
    why: str
    """Why it cannot be used, with what stands there; no sentence yet."""

    @property
    def reason(self) -> str:
        """Where it stands in its file, and why it cannot be used."""
        return f"line {self.location.line}, column {self.location.column}: {self.why}."


class Outdated(NamedTuple):
    """An agency named by an id that it had before."""

    location: Location
    id: str
    now: str
    """The id that it has now."""


class Copies(NamedTuple):
    """Several files or entries that say they are one thing. One of them is read; it is never counted twice."""

    kind: str
    """Of what kind: agency, meeting, action, principle or views."""
    id: str
    places: tuple[Place, ...]
    """In the order of the files."""
    read: Place
    """The one that counts."""

    @property
    def key(self) -> str:
        """The key under which each says what it is."""
        return {"principle": "principle", "views": "of"}.get(self.kind, "id")

    @property
    def thing(self) -> str:
        """What each says it is, in words."""
        return f"the views of {self.id}" if self.kind == "views" else f"the {self.kind} {self.id}"
