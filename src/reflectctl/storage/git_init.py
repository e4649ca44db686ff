"""Making a repository of our own: the one that `init` begins, and the one that `demo` shows.

What goes in is files that have been written, messages, names and times; what comes out is commits. The only
room that GitPython enters, and only for a repository that we have just made: never for one that was found.
Nothing of the user's settings takes part, so that the same steps give the same commit ids everywhere.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..errors import ReflectError
from .git import SETTINGS, VARIABLES, Git, executable, failure, settings

if TYPE_CHECKING:
    from git import Repo
    from git.exc import GitCommandError

NOBODY = ("reflectctl", "reflectctl@localhost")
"""Who commits when git has not been told who its user is."""

_SETTINGS = SETTINGS | {
    "init.defaultBranch": "main",
    "core.autocrlf": "false",
    "core.eol": "lf",
    "core.safecrlf": "false",
    "core.excludesFile": "/dev/null",
    "core.attributesFile": "/dev/null",
    "core.logAllRefUpdates": "true",
    "commit.gpgSign": "false",
    "tag.gpgSign": "false",
    "i18n.commitEncoding": "UTF-8",
    "merge.renames": "false",
    "user.useConfigOnly": "true",
}
_VARIABLES = VARIABLES | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TEMPLATE_DIR": "",
    "GIT_MERGE_AUTOEDIT": "no",
    "GIT_EDITOR": "true",
    "TZ": "UTC",
}


def create(root: Path) -> None:
    """Begin an empty repository in a folder, which is made if need be: branch main, SHA-1, no templates, no hooks."""
    top = Path(os.path.realpath(root))
    top.mkdir(parents=True, exist_ok=True)
    with _surroundings(top):
        from git import Git as Command
        from git.exc import GitCommandError

        # Not `Repo.init`: it takes a dollar sign in the folder's name for a variable.
        try:
            Command().execute(_command(top, "init", "--quiet", "--initial-branch=main", "--object-format=sha1"))
        except GitCommandError as problem:
            raise _failed(problem) from problem


def identity(root: Path) -> tuple[str, str]:
    """The name and address that git has been given for its user here, or a stand-in."""
    git = Git(Path(os.path.realpath(root)))
    try:
        name, email = (
            os.environ.get(f"GIT_AUTHOR_{key.upper()}")
            or git.run("config", "--get", f"user.{key}", ok=(0, 1)).decode("utf-8", "replace").strip()
            for key in ("name", "email")
        )
    except ReflectError:
        return NOBODY
    return (name, email) if name and email else NOBODY


def commit_all(
    root: Path, paths: Iterable[str], message: str, *, author: tuple[str, str] | None = None, when: str | None = None
) -> str:
    """Commit exactly these files of a repository that was just made, as its user, now unless told otherwise."""
    name, email = author or identity(root)
    with Maker(root) as maker:
        return maker.commit(paths, message, name, email, when)


class Maker:
    """A repository of ours, being filled. Times are ISO 8601 with an offset; None is now."""

    def __init__(self, root: Path) -> None:
        self._root = Path(os.path.realpath(root))
        self._repo: Repo | None = None

    def commit(self, paths: Iterable[str], message: str, author: str, email: str, when: str | None = None) -> str:
        """Commit the files as they are now, gone ones as gone, whatever is ignored; the commit's full hash."""
        self._git("add", "--all", "--force", "--", *paths)
        return self._commit(message, author, email, when)

    def branch(self, name: str) -> None:
        """Begin a branch here and switch to it."""
        self._git("checkout", "--quiet", "-b", _branch(name))

    def switch(self, name: str) -> None:
        """Switch to a branch."""
        self._git("checkout", "--quiet", _branch(name), "--")

    def merge(self, name: str, message: str, author: str, email: str, when: str | None = None) -> str:
        """Merge a branch, always with a commit; its full hash."""
        self._git(
            "merge", "--quiet", "--no-ff", "--no-commit", f"refs/heads/{_branch(name)}", who=(author, email, when)
        )
        return self._commit(message, author, email, when)

    def revert(self, commit: str, message: str, author: str, email: str, when: str | None = None) -> str:
        """Take back what a commit changed; the full hash of the commit that does so."""
        if not commit.isalnum():
            raise ValueError("a commit is named by its hash")
        self._git("revert", "--no-commit", commit, who=(author, email, when))
        return self._commit(message, author, email, when)

    def close(self) -> None:
        """Let go of the repository."""
        if self._repo is not None:
            self._repo.close()
            self._repo = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _commit(self, message: str, author: str, email: str, when: str | None) -> str:
        self._git(
            "commit",
            "--quiet",
            "--no-verify",
            "--no-gpg-sign",
            "--cleanup=whitespace",
            f"--message={message}",
            who=(author, email, when),
        )
        return self._git("rev-parse", "--verify", "HEAD")

    def _git(self, *command: str, who: tuple[str, str, str | None] | None = None) -> str:
        with _surroundings(self._root, who):
            from git import Repo
            from git.exc import GitCommandError

            if self._repo is None:
                self._repo = Repo(self._root, expand_vars=False)
            try:
                return str(self._repo.git.execute(_command(self._root, *command)))
            except GitCommandError as problem:
                raise _failed(problem) from problem


@contextlib.contextmanager
def _surroundings(top: Path, who: tuple[str, str, str | None] | None = None) -> Iterator[None]:
    """An environment with nothing of the user's git in it.

    GitPython can only add to the process's own environment, so that is changed, and put back.
    """
    before = dict(os.environ)
    # The repository is the one that we have just made, so it may be trusted even where the folder is another user's.
    ours = _VARIABLES | settings(_SETTINGS | {"safe.directory": str(top)}) | {"GIT_PYTHON_GIT_EXECUTABLE": executable()}
    if who is not None:
        author, email, when = who
        for role in ("AUTHOR", "COMMITTER"):
            ours |= {f"GIT_{role}_NAME": author, f"GIT_{role}_EMAIL": email}
            if when is not None:
                ours[f"GIT_{role}_DATE"] = when
    try:
        for name in before:
            if name.upper().startswith("GIT_"):
                del os.environ[name]
        os.environ.update(ours)
        yield
    except ImportError as problem:
        raise ReflectError(f"GitPython cannot be used: {problem}", "Install reflectctl again.") from problem
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


def _command(top: Path, *command: str) -> list[str]:
    # When GitPython cannot find its folder, as with a dollar sign in the name, it runs git wherever we happen to be.
    return [executable(), "-C", str(top), *command]


def _failed(problem: "GitCommandError") -> ReflectError:
    # GitPython frames what git said: "\n  stderr: '…'".
    said = str(problem.stderr).strip().removeprefix("stderr: ").strip("'")
    return failure(said.encode("utf-8", "replace"), problem.status if isinstance(problem.status, int) else 1)


def _branch(name: str) -> str:
    if name.startswith("-") or not name.isprintable() or not name:
        raise ValueError(f"{name!r} is no name for a branch")
    return name
