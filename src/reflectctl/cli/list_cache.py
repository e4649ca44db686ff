"""The lists that a shell may offer, kept for the next key press, and told for as long as their files are as they were.

Nothing is imported that takes time, as a shell asks at each key press. What changed within the grain of the clock is
not kept, nor what does not lie in plain files and folders.
"""

import os
import sys
from time import time_ns

from .. import __version__
from ..storage import checkout, kept_answers
from ..storage.kept_by_content import plain_places, root_around
from ..storage.own_folder import own_file
from .offers import offers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .offers import Offer

_WHO = ("partnership.yaml",)
_CONTENT = (*_WHO, "content")
FILES: "dict[str, tuple[str, ...]]" = {
    **dict.fromkeys(("agencies", "groups", "speakers", "everybody"), _WHO),
    **dict.fromkeys(("statements", "principles", "prompts", "horizons", "dimensions", "plans", "ratings"), _CONTENT),
    "meetings": (*_WHO, "meetings"),
    "actions": (*_CONTENT, "preliminary.md", "principles"),
    "sections": (*_WHO, "report.yaml"),
}
"""The files and folders of a partnership that each list goes by."""
_REFS = ("config", "packed-refs", "refs")
"""What git's own names go by, in a git directory."""
RULES, REVISIONS = "rules", "revisions"
"""Two lists that go by no file of a partnership: one by the program alone, one by git."""


class _NotKeptError(Exception):
    """A list is not kept."""


class KeptList:
    """A list by its name, of the partnership around a folder, in a language if one was asked for."""

    def __init__(self, name: str, folder: str, language: str | None, environ: "Mapping[str, str]") -> None:
        self._environ, self._began, self._asked = environ, time_ns(), name
        self._spoken = "" if language is None else f"={language}"
        self._spoken += f" {environ.get('REFLECTCTL_LANG', '')}"
        self._root = "" if name == RULES else root_around(folder) or ""
        self._name, self._state = "", ""
        self._places: tuple[str, ...] | None = None
        # What git has left out of the working tree is in no file that could be looked at.
        is_certain = name == RULES or (self._root and checkout.stamp(self._root) is None)
        if is_certain and own_file(environ, kept_answers.FOLDER, ""):
            python = (__version__, sys.version, sys.executable, environ.get("PYTHONPATH", ""))
            self._name = kept_answers.name(("list", name, self._root, self._spoken, *python))

    def read(self) -> "list[Offer] | None":
        """The list as it was kept; None where it is not, or something has changed."""
        kept = kept_answers.again(self._environ, self._name) if self._name else None
        if kept is None or len(kept.pieces) != 1:
            return None
        rows = kept.pieces[0][1]
        return [(id, title) for id, _, title in (row.partition("\t") for row in rows.split("\n")[:-1])]

    def begin(self) -> None:
        """Look at everything that it goes by, before it is read."""
        self._places = self._all_places()
        self._state = kept_answers.state(self._places or ())

    def keep(self, found: "list[Offer]") -> None:
        """Keep what was read since `begin`, if everything that it goes by was the same all the while."""
        places = self._places
        rows = [(id, " ".join(title.split())) for id, title in found]
        if places is None or any(sign in id for id, _ in rows for sign in "\t\n"):
            return
        from .loaded import files

        paths = tuple(dict.fromkeys((*places, *files())))
        state = kept_answers.state(paths)
        is_same = places == self._all_places() and f"{state}\n".startswith(f"{self._state}\n")
        if is_same and not kept_answers.may_change_unseen(paths, state, self._began, kept_answers.GRAIN):
            text = "".join(f"{id}\t{title}\n" for id, title in rows)
            kept_answers.put(self._environ, self._name, kept_answers.Kept(0, [(1, text)], paths, state))

    def _all_places(self) -> "tuple[str, ...] | None":
        """Every file and folder that it goes by; None where that is not certain."""
        if not self._name:
            return None
        if self._asked == RULES:
            return (os.path.dirname(os.path.abspath(__file__)),)
        if self._asked == REVISIONS:
            return _git_places(self._root)
        names = FILES[self._asked]
        if self._spoken.strip():
            # Which languages there are, the content says.
            names = tuple(dict.fromkeys((*names, "content")))
        return plain_places(self._root, names)


def known(name: str, typed: str, given: "list[tuple[str, str]]", environ: "Mapping[str, str]") -> "list[Offer] | None":
    """What a parameter offers, from lists that are kept; None where one is not.

    `given` are options that every command takes, with their values.
    """
    folder, language = ".", None
    for option, value in given:
        if option in ("--root", "-C"):
            folder = os.path.expanduser(value)
            if folder.startswith("~"):
                return None
        elif option == "--lang":
            language = value

    def ask(name: str) -> "list[Offer]":
        found = KeptList(name, folder, language, environ).read()
        if found is None:
            raise _NotKeptError
        return found

    try:
        return [*offers(name, ask, typed)]
    except _NotKeptError:
        return None


def _git_places(root: str) -> "tuple[str, ...] | None":
    """What the names of branches and tags go by in the repository around a root, where it is one plain folder."""
    mark = checkout.own_git_folder(root, without=("commondir", "reftable"))
    there = plain_places(mark, _REFS) if mark else None
    return None if not mark or there is None else (root + kept_answers.PLACE, mark + kept_answers.PLACE, *there)
