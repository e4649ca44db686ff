"""A language as it was asked for in; as the folders of the content call it, out."""

from collections.abc import Sequence
from pathlib import Path

from ..errors import ReflectError
from ..loading import files
from ..loading.load import MAIN, load
from ..storage.disk import WorkTree
from ..storage.snapshots import shown
from .context import Context

VARIABLE = "REFLECTCTL_LANG"


def there(root: Path) -> list[str]:
    """The languages that a partnership's content is in: that of the pack itself, and the others, sorted."""
    tree = WorkTree(root, files=(), folders=("content",))
    own = load(tree, [files.PACK]).partnership.instrument.language
    return [own, *(each for each in files.languages(tree.paths()) if each != own)]


def one(languages: Sequence[str], here: Context) -> str:
    """The language that was asked for, or by the environment where none was; `MAIN` for the pack's own.

    The pack's own is the first of those that there are. Raises `ReflectError` for one that is not among them.
    """
    own, *others = languages
    asked = here.language
    word = asked if asked is not None else here.environ.get(VARIABLE, "")
    # As the system's own LANG has it.
    alike = [each for each in languages if each.lower() == word.lower().replace("_", "-")]
    if not alike:
        named = f"--lang {shown(word)}" if asked is not None else f"{VARIABLE}={shown(word)}"
        raise ReflectError(
            f"{named} asks for a language that there is no content in.",
            f"There is content in {', '.join([f'{own} (that of the pack)', *others])}.",
            exit_code=2,
        )
    return MAIN if alike[0] == own else alike[0]
