"""What a rule yields: where, what was found and expected, and what to do next."""

from collections.abc import Iterable
from typing import NamedTuple

from ..model.hints import nearest
from ..model.places import Location, Place


class Finding(NamedTuple):
    """A diagnostic without its rule's name and severity, which the catalogue adds."""

    location: Location
    message: str
    hint: str = ""


def unknown(location: Location, word: str, what: str, known: Iterable[str], where: str) -> Finding:
    """A word that should be an id and is none."""
    ids = list(known)
    near = nearest(word, ids)
    listed = f"{where} has {', '.join(ids[:12])}." if ids else f"{where} has none yet."
    hint = f"Did you mean `{near}`?" if near else listed
    return Finding(location, f"`{word[:80]}` is not the id of {what}.", hint)


def written(where: Place, key: str) -> bool:
    """Whether a key holds something, if only something that cannot be used: that has its own finding."""
    # The location of a value is its key's when the value is empty.
    return where.at(key) != where.key(key)
