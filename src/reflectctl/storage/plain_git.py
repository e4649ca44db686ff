"""A git repository as its files tell it, where what they say is certain; where it is not, git is asked.

Certain is a working tree, or one that `git worktree` added, in a `.git` of the first format, owned by whoever runs
this, with settings of the usual form and refs in files. Whatever else there is - reftable, links, a shallow
or a partial clone, a work tree that lies elsewhere, a folder that may not be read - git tells of.
"""

import os
import stat

from ..model.named_tuples import NamedTuple
from ..patterns import regex
from . import checkout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_BYTES = 4_000_000
_SECTION = regex(r'\[([A-Za-z0-9.-]+)(?: "[^"\\]*")?\]')
_ENTRY = regex(r'([A-Za-z][A-Za-z0-9-]*) *= *((?:[^"\\;#]|"[^"\\]*"|\\["\\])*)')
_SWITCHES = frozenset(("filemode", "logallrefupdates", "ignorecase", "precomposeunicode", "symlinks"))
_BRANCH = regex(r"ref: (refs/heads/[A-Za-z0-9_][A-Za-z0-9_+-]*(?:[./][A-Za-z0-9_+-]+)*)\n")
_ID = regex(r"([0-9a-f]{40})\n")


class PlainRepository(NamedTuple):
    """What the files of a repository tell."""

    top: str
    """The top of the working tree."""
    common: str
    """The git directory that all working trees share."""
    head: str
    """The commit that is checked out, by its id."""
    state: str
    """What is not as before when git may have come to read that commit no more: another pack, the commit gone, other
    settings of the user's. Empty where it is not certain that nothing else matters."""


def look(here: str) -> PlainRepository | None:
    """The repository around a folder, whose path has no links in it; None where files do not tell it for certain."""
    try:
        top = _top(here)
        # Where there is no top, nothing is there either.
        places = _places(top)
        if places is None:
            return None
        own, common = places
        if os.path.lexists(os.path.join(common, "shallow")) or not _is_usual(_read(os.path.join(common, "config"))):
            return None
        head = _head(own, common)
        return PlainRepository(top, common, head, _state(common, head)) if head else None
    except (OSError, ValueError, AttributeError):
        return None


def settings(environ: "Mapping[str, str]") -> tuple[str, ...]:
    """Where git looks for the user's own settings; nothing where that is not certain."""
    home = environ.get("HOME", "")
    own = environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    is_certain = os.path.isabs(home) and os.path.isabs(own)
    return (os.path.join(home, ".gitconfig"), os.path.join(own, "git", "config")) if is_certain else ()


def says(path: str, *words: bytes) -> bool:
    """Whether settings, if there are any, have one of these words somewhere in them."""
    try:
        with open(path, "rb") as file:
            said = file.read(_MOST_BYTES).lower()
    except FileNotFoundError:
        return False
    return any(word in said for word in words)


def _state(common: str, head: str) -> str:
    own = settings(os.environ)
    try:
        if not own or any(says(path, b"include") for path in own):
            return ""
    except OSError:
        return ""
    objects = os.path.join(common, "objects")
    return " ".join(map(_seen, (os.path.join(objects, "pack"), os.path.join(objects, head[:2], head[2:]), *own)))


def _seen(path: str) -> str:
    """How the system says that it is with a file, or with what a link leads to."""
    try:
        status = os.stat(path)
    except OSError as problem:
        return str(problem.errno)
    return f"{status.st_ino}:{status.st_mode}:{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"


def _top(here: str) -> str:
    """The folder with `.git` in it, the first on the way up; empty where something on the way could be a repository."""
    device = os.lstat(here).st_dev

    # Git goes on to no other file system; and what has a HEAD of its own may be a repository without a working tree.
    return checkout.top(
        here, lambda folder: os.lstat(folder).st_dev != device or os.path.lexists(os.path.join(folder, "HEAD"))
    )


def _places(top: str) -> tuple[str, str] | None:
    """The git directory of a working tree, and the one that all share."""
    own = os.path.join(top, ".git")
    if not _is_own(top) or not _is_own(own):
        return None
    if stat.S_ISREG(os.lstat(own).st_mode):
        said = _read(own)
        own = said.removeprefix("gitdir: ").removesuffix("\n")
        if not said.startswith("gitdir: /") or not _is_own(own):
            return None
        if _read(os.path.join(own, "commondir")) != "../..\n":
            return None
        common = os.path.dirname(os.path.dirname(own))
        if os.path.realpath(own) != own:
            return None
    else:
        common = own
        if os.path.lexists(os.path.join(own, "commondir")):
            return None
    for folder in (own, common, os.path.join(common, "objects"), os.path.join(common, "refs")):
        if not stat.S_ISDIR(os.lstat(folder).st_mode) or not os.access(folder, os.R_OK | os.X_OK):
            return None
    return own, common


def _is_own(path: str) -> bool:
    """Whether a file or a folder is owned by whoever runs this: git takes no other without being told."""
    return os.lstat(path).st_uid == os.geteuid()


def _is_usual(config: str) -> bool:
    """Whether settings have the form that git writes, and none says that this is no plain repository."""
    section, core = "", dict[str, str]()
    for line in config.split("\n"):
        line = line.strip(" \t")
        if begins := _SECTION.fullmatch(line):
            section = begins[1].lower()
            if section in ("extensions", "include", "includeif"):
                return False
        elif entry := _ENTRY.fullmatch(line):
            name, value = entry[1].lower(), entry[2].strip(" \t")
            if not section or name in ("promisor", "partialclonefilter"):
                return False
            if section == "core":
                core[name] = value
        elif line and line[0] not in "#;":
            return False
    if core.pop("repositoryformatversion", "") != "0" or core.pop("bare", "") != "false":
        return False
    return all(name in _SWITCHES and value in ("true", "false") for name, value in core.items())


def _head(own: str, common: str) -> str:
    """The id that HEAD stands for; empty where files do not tell it for certain."""
    said = _read(os.path.join(own, "HEAD"))
    if found := _ID.fullmatch(said):
        return found[1]
    branch = _BRANCH.fullmatch(said)
    if branch is None or branch[1].endswith(".lock") or ".lock/" in branch[1]:
        return ""
    loose = os.path.join(common, *branch[1].split("/"))
    if os.path.lexists(loose):
        found = _ID.fullmatch(_read(loose))
        return found[1] if found else ""
    return _packed(_read(os.path.join(common, "packed-refs")), branch[1])


def _packed(packed: str, name: str) -> str:
    """The id of a ref among those that are packed."""
    before, there, _ = f"\n{packed}".partition(f" {name}\n")
    found = _ID.fullmatch(before[-40:] + "\n") if there and before[-41:-40] == "\n" else None
    return found[1] if found else ""


def _read(path: str) -> str:
    """A file that is one and no link; anything else is an error."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            raise ValueError(path)
        with open(handle, "rb", closefd=False) as file:
            return file.read(_MOST_BYTES).decode("utf-8")
    finally:
        os.close(handle)
