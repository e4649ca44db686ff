"""The one way in which git is run: by absolute path, as a list, in surroundings that no repository can bend.

What goes in is a folder and git's arguments; what comes out is bytes. A repository may come from a stranger,
with a `.git/config` of its own: nothing named there is ever started. Which command to run is for other rooms.
"""

import contextlib
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from ..errors import ReflectError
from .beside import Beside, Clock
from .plain_git import look
from .snapshots import shown

if TYPE_CHECKING:
    import subprocess

VARIABLES = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
"""What git finds in its environment, beside what is there already and does not begin with GIT_."""

SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": "/dev/null",
    "safe.bareRepository": "explicit",
    "log.showSignature": "false",
    "core.sshCommand": "false",
    "diff.external": "",
    "gc.auto": "0",
    # These three would change what `log --raw` tells: another name's history, no first commits, other paths.
    "log.follow": "false",
    "log.showRoot": "true",
    "diff.relative": "false",
    # What git else keeps in memory: 96 MB of what it has worked out, and the whole pack. It takes no longer with this.
    "core.deltaBaseCacheLimit": "8m",
    "core.packedGitWindowSize": "1m",
    "core.packedGitLimit": "8m",
}
"""Settings that go before those of the repository and of the user."""

_LONGEST = 600.0
"""Seconds that a streaming git may take in all."""

_PATIENCE = 5.0
"""Seconds that git's own children may go on holding its stderr after it has left."""


class GitFailed(ReflectError):
    """Git could not be started, or broke off."""


class Git:
    """Git, started from the top of one working tree."""

    def __init__(
        self, top: Path, *, shallow: bool | None = None, common: Path | None = None, head: str = "", state: str = ""
    ) -> None:
        """`common` and `head` are known where the repository's files told them."""
        self.top = top
        self.plain_head = head
        """The commit that is checked out, where files tell it; whether git can read it is another matter."""
        self.plain_state = state
        """What git goes by to read it, where files tell that; empty where they do not."""
        self._shallow = shallow
        self._common = common

    def run(
        self,
        *arguments: str | bytes,
        input: bytes | None = None,
        ok: tuple[int, ...] = (0,),
        timeout: float = 60,
    ) -> bytes:
        """What git says; a `ReflectError` in one line when it leaves with a code that is not among `ok`."""
        import subprocess

        try:
            done = subprocess.run(
                _command(arguments),
                input=input,
                stdin=subprocess.DEVNULL if input is None else None,
                capture_output=True,
                cwd=self.top,
                env=environment(),
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise _too_slow(timeout) from problem
        except OSError as problem:
            raise _not_started(problem) from problem
        if done.returncode not in ok:
            raise failure(done.stderr, done.returncode)
        return done.stdout

    def popen(self, *arguments: str | bytes, stdin: bool = False, timeout: float = _LONGEST) -> "Running":
        """Git, running: its output is read as it comes, and it is written to if `stdin` says so."""
        import subprocess

        try:
            process = subprocess.Popen(
                _command(arguments),
                stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self.top,
                env=environment(),
                bufsize=0,
            )
        except OSError as problem:
            raise _not_started(problem) from problem
        return Running(process, timeout)

    def common_dir(self) -> Path:
        """The git directory that all working trees of the repository share."""
        if self._common is None:
            said = self.run("rev-parse", "--git-common-dir").removesuffix(b"\n")
            self._common = self.top / os.fsdecode(said)
        return self._common

    def own_head(self, name: str) -> tuple[str, ...]:
        """The commits that a file of the working tree's own names, such as MERGE_HEAD; none where there is none."""
        here = self.top / ".git"
        try:
            if here.is_file():
                here = self.top / here.read_text("utf-8").removeprefix("gitdir: ").rstrip("\n")
            said = (here / name).read_text("ascii").split()
        except (OSError, UnicodeError):
            return ()
        return tuple(said)

    def is_shallow(self) -> bool:
        """Whether the repository was cloned without its whole history."""
        if self._shallow is None:
            self._shallow = self.run("rev-parse", "--is-shallow-repository").strip() == b"true"
        return self._shallow


class Running:
    """One git process. Leaving its `with` ends it, however far it has come."""

    def __init__(self, process: "subprocess.Popen[bytes]", timeout: float) -> None:
        if process.stdout is None or process.stderr is None:
            raise ValueError("git runs with pipes")
        self._process = process
        self._timeout = timeout
        self._late = False
        self._said = b""
        # A full stderr would stop git for ever, so somebody listens; a git that hangs is ended in time.
        self._listener = Beside(partial(self._listen, process.stderr))
        self._clock = Clock(timeout, self._expire)
        self._output = process.stdout.fileno()

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        return os.read(self._output, size)

    def pieces(self) -> Iterator[str]:
        """What ends with a NUL, as it comes. Each read is as long as what is left over, so no piece costs twice."""
        rest = b""
        while data := self.read(max(1 << 16, len(rest))):
            end = data.rfind(b"\0")
            if end < 0:
                rest += data
                continue
            yield from (rest + data[:end]).decode("utf-8", "surrogateescape").split("\0")
            rest = data[end + 1 :]

    def write(self, data: bytes) -> None:
        """Give git all of it. A git that has gone is no error here: its silence tells when it is read."""
        pipe = self._process.stdin
        view = memoryview(data)
        try:
            while pipe is not None and view:
                view = view[pipe.write(view) or 0 :]
        except OSError:
            return

    def finish(self) -> None:
        """Wait for git to leave; a `ReflectError` unless all went well."""
        code = self._process.wait()
        self._clock.stop(_PATIENCE)
        self._listener.join(_PATIENCE)
        if self._late:
            raise _too_slow(self._timeout)
        if code:
            raise failure(self._said, code)

    def close(self) -> None:
        """End git now, and leave nothing behind."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._clock.stop(_PATIENCE)
        self._listener.join(_PATIENCE)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listen(self, pipe: IO[bytes]) -> None:
        source = pipe.fileno()
        while heard := os.read(source, 4096):
            if len(self._said) < 4096:
                self._said += heard

    def _expire(self) -> None:
        self._late = True
        self._process.kill()


def find(root: Path) -> tuple[Git, str]:
    """The repository around a partnership's root, and the root's place in it: "" or "some/folder/"."""
    here = os.path.realpath(root)
    plain = look(here)
    if plain is not None and here.isascii():
        below = here.removeprefix(plain.top).strip("/")
        git = Git(Path(plain.top), shallow=False, common=Path(plain.common), head=plain.head, state=plain.state)
        return git, f"{below}/" if below else ""
    try:
        # The way up, not the top's name: a folder's name may hold a newline, "../../" cannot.
        said = Git(Path(here)).run(
            "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-cdup", "--show-prefix"
        )
    except ReflectError as problem:
        if "bare repository" in problem.message:
            raise _bare(root) from problem
        if "not a git repository" not in problem.message:
            raise (_closed(Path(here)) or problem) from problem
        raise _closed(Path(here)) or _no_repository(root) from problem
    inside, shallow, up, prefix = [*said.split(b"\n", 3), b"", b"", b""][:4]
    if inside != b"true":
        raise _no_repository(root)
    top = Path(here)
    for _ in range(up.count(b"../")):
        top = top.parent
    return Git(top, shallow=shallow == b"true"), prefix.removesuffix(b"\n").decode("utf-8", "surrogateescape")


def executable() -> str:
    """Git's absolute path. Never one that is only found because of where the user happens to stand."""
    name = "git.exe" if os.name == "nt" else "git"
    try:
        here = os.getcwd()
    except OSError:
        here = ""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if not os.path.isabs(folder) or os.path.normpath(folder) == here:
            continue
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise ReflectError("Git was not found on this computer.", "Install it from https://git-scm.com and try again.")


def version() -> str:
    """Git's version, as it says it."""
    import subprocess

    command = [executable(), "--version"]
    try:
        done = subprocess.run(command, capture_output=True, env=environment(), timeout=10, check=False)
    except (OSError, subprocess.SubprocessError) as problem:
        raise ReflectError("Git was found and does not start.", "Look whether `git --version` works.") from problem
    return done.stdout.decode("utf-8", "replace").strip().removeprefix("git version ")


def is_marked(root: Path) -> bool:
    """Whether a folder, or one above it, is marked as a repository, whatever git makes of it."""
    top = root.absolute()
    return any(os.path.lexists(folder / ".git") for folder in (top, *top.parents))


def environment() -> dict[str, str]:
    """The surroundings in which git runs; nothing named GIT_ comes in from outside."""
    surroundings = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return surroundings | VARIABLES | settings(SETTINGS)


def settings(wanted: dict[str, str]) -> dict[str, str]:
    """Settings in the form in which git takes them from its environment, before every file's."""
    found = {"GIT_CONFIG_COUNT": str(len(wanted))}
    for number, (key, value) in enumerate(wanted.items()):
        found[f"GIT_CONFIG_KEY_{number}"] = key
        found[f"GIT_CONFIG_VALUE_{number}"] = value
    return found


def failure(said: bytes, code: int) -> ReflectError:
    """What went wrong, in one line, and what can be done about it."""
    lines = [line for line in said.decode("utf-8", "backslashreplace").splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith(("hint: ", "warning: "))]
    about = next((line for line in lines if line.startswith("fatal: ")), lines[0] if lines else f"it left with {code}")
    if about.endswith(":"):
        # What it is about stands on the lines below.
        about = " ".join((about, *(line.strip() for line in lines[lines.index(about) + 1 :])))
    about = about.removeprefix("fatal: ").removeprefix("error: ").strip()
    lower = " ".join(lines).lower()
    if "dubious ownership" in lower:
        import shlex

        _, _, rest = about.partition(" at '")
        folder = rest.rpartition("'")[0] or "FOLDER"
        return GitFailed(
            f"Git will not use the repository {shown(folder)}, because another user owns it.",
            f"If you trust what is in it, run: git config --global --add safe.directory {shlex.quote(shown(folder))}",
        )
    if "promisor" in lower or "lazy fetching" in lower or "transport '" in lower:
        return GitFailed(
            "This is a partial clone: some of its history was never fetched.",
            "Fetch it whole with `git fetch --refetch --no-filter`, or clone it again without --filter.",
        )
    if any(
        word in lower for word in ("corrupt", "bad object", "missing", "unable to read", "could not read", "inflate")
    ):
        return GitFailed(
            f"Git could not read its own objects: {shown(about)}.", "Run `git fsck` to see what is damaged."
        )
    return GitFailed(f"Git could not do it: {shown(about)}.")


def _command(arguments: tuple[str | bytes, ...]) -> list[str | bytes]:
    return [executable(), "--no-pager", *arguments]


def _closed(root: Path) -> ReflectError | None:
    """What is said where a repository is there and may not be read, which git calls no repository; None elsewhere."""
    for folder in (root, *root.parents):
        place = folder / ".git"
        if os.path.lexists(place):
            break
    else:
        return None
    inside = (place, *(place / name for name in ("HEAD", "config", "objects", "refs"))) if place.is_dir() else (place,)
    closed = next((each for each in inside if _may_not_be_read(each)), None)
    if closed is None:
        return None
    return GitFailed(
        f"The git repository of {shown(folder)} is there; you have no permission to read it.",
        f"Whoever owns {shown(closed)} can give it to you.",
    )


def _may_not_be_read(path: Path) -> bool:
    try:
        if path.is_dir():
            os.scandir(path).close()
            return not os.access(path, os.X_OK)
        return not os.access(path, os.R_OK)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _no_repository(root: Path) -> ReflectError:
    return ReflectError(
        f"The folder {shown(root)} is not in a git repository.",
        "Begin one here with `git init`, or a whole new partnership with `reflectctl init`.",
    )


def _bare(root: Path) -> ReflectError:
    return ReflectError(
        f"The folder {shown(root)} is a bare git repository, which has no files to work on.",
        "Clone it with `git clone`, or add a folder of its files with `git worktree add`, and go there.",
    )


def _not_started(problem: OSError) -> ReflectError:
    return GitFailed(f"Git could not be started: {problem.strerror or problem}.", "Can `git --version` be run here?")


def _too_slow(timeout: float) -> ReflectError:
    return GitFailed(f"Git did not finish within {timeout:g} seconds, and was stopped.", "Does `git status` work here?")
