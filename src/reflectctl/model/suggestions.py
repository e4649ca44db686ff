"""What somebody probably meant."""

from collections.abc import Iterable

_LONGEST = 80
"""No id is longer, and to look for what is like a word of a megabyte takes many seconds."""


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.5) -> str:
    """The known word that is most like this one; empty when none is like it at all."""
    # Needed only once something is wrong, so a run that finds nothing does not pay for it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:_LONGEST], list(known), n=1, cutoff=cutoff)), "")
