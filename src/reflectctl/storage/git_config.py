"""A clone's own settings: what git has been told here, and one setting put there or taken away.

What goes in is keys of ours; what comes out is values. Only what lies in the clone itself is changed, never the user's
own settings or the computer's; worktrees of a clone share it.
"""

from .git import Git


def value(git: Git, key: str) -> str:
    """What git goes by here, from the clone or the user; empty for nothing."""
    return _decoded(git.run("config", "--get", "-z", key, ok=(0, 1))).removesuffix("\0")


def local(git: Git, key: str) -> list[str]:
    """Every value that the clone itself has for a key."""
    said = _decoded(git.run("config", "--local", "--no-includes", "-z", "--get-all", key, ok=(0, 1)))
    return said.split("\0")[:-1]


def put(git: Git, key: str, value: str) -> None:
    """Set a key in the clone, in place of whatever it had."""
    git.run("config", "--local", "--replace-all", key, value)


def take(git: Git, key: str) -> None:
    """Take a key out of the clone, and its section with it when nothing else is there."""
    git.run("config", "--local", "--unset-all", key)


def take_section(git: Git, section: str) -> None:
    """Take a section out of the clone, with every key in it."""
    git.run("config", "--local", "--remove-section", section)


def _decoded(said: bytes) -> str:
    return said.decode("utf-8", "surrogateescape")
