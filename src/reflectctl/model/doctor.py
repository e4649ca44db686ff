"""What the program finds of itself and of the computer that it runs on."""

from .named_tuples import NamedTuple


class Check(NamedTuple):
    """One thing that the program needs, or makes use of where it is there."""

    id: str
    """What was looked for: `program`, `python`, `git`, `print-engine`, `pdf-reader`, `cache` or `terminal`. Such as
    `git`."""
    works: bool
    """Whether it is there and can be used."""
    found: str
    """What was found. Such as `2.39.5`."""
    advice: str | None
    """What to do where it is not there or cannot be used. Such as `Install it from https://git-scm.com.`."""
