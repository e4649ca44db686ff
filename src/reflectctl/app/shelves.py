"""Where what was worked out of a repository's history is kept for the next run."""

from typing import TYPE_CHECKING

from .context import Context
from .partnership import Repository

if TYPE_CHECKING:
    from ..storage.cache import Shelf

NOT_KEPT = "REFLECTCTL_NO_CACHE"
"""The variable that says that nothing is to be kept or taken from what is kept."""


def shelf(here: Context, repository: Repository, name: str, more: str = "") -> "Shelf | None":
    """A name in the repository's git directory; None where nothing is to be kept, or where nobody could seal it.

    `more` is added to the stamp, of which another is another's.
    """
    from ..loading.cache import STAMP
    from ..storage.cache import Shelf
    from ..storage.own_folder import secret

    sealed = secret(here.environ)
    return Shelf(repository.git.common_dir(), name, f"{STAMP}{more}", sealed) if sealed else None
