"""Answers kept whole in the user's own folder, and told again for as long as nothing that they rest on has changed.

An answer is kept under a name that is made of everything it was asked with, beside the state of every file and folder
that it rests on: mode, size, times and inode, as the system tells them. What a file says is never looked at here. What
is damaged, cut short or somebody else's is as if it were not there. What an answer rests on is found by `resting`.

Nothing is imported here that is not needed: this is most of what it takes to answer again.
"""

import os

from .own_folder import keep, make_way, own_file, read_own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FOLDER = "answers"
MOST = 200
"""So many answers are kept; the oldest make way."""
MOST_BYTES = 4_000_000
"""A longer one is not kept."""

NAMES, PLACE = "/", "/."
"""A path that ends so stands for the names in a folder, or for which folder it is: its inode, mode and owner."""

OUR_FOLDER = "reflectctl"
"""The folder in a git directory where the program itself keeps what can be found again: it changes no answer."""

_ENDS = NAMES[-1] + PLACE[-1]
_FORM = b"reflectctl answer 2 "

GRAIN = 2_000_000_000
"""Nanoseconds within which any clock may give two changes of a file one time: FAT's counts by two seconds."""


class Kept:
    """An answer: what was printed on which stream, in order, and the exit code."""

    __slots__ = ("code", "paths", "pieces", "state")

    def __init__(self, code: int, pieces: "Sequence[tuple[int, str]]", paths: "Sequence[str]", state: str) -> None:
        """`pieces` are texts, each with a number for where it goes; `state` is what `state` tells of the paths."""
        self.code, self.pieces, self.paths, self.state = code, pieces, paths, state


def name_of(*parts: bytes) -> str:
    """A name by which some bytes are known: 32 hex digits, from which nothing can be read."""
    try:
        # Not through `hashlib`, which brings OpenSSL along, nor through a module more.
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    sum = blake2b(digest_size=16)
    for part in parts:
        sum.update(b"%d " % len(part))
        sum.update(part)
    return sum.hexdigest()


def name(asked: "Iterable[str]") -> str:
    """What an answer is called: nothing else that is asked is called the same."""
    return name_of(*map(_bytes, asked))


def again(environ: "Mapping[str, str]", name: str) -> Kept | None:
    """The answer that was kept under a name, where nothing that it rests on has changed since."""
    path = own_file(environ, FOLDER, name)
    raw = read_own(path) if path else None
    head, _, body = (raw or b"").partition(b"\n")
    if head != _FORM + _sum(body):
        return None
    lengths, _, text = body.decode("utf-8", "surrogatepass").partition("\n")
    code, names, states, *pieces = lengths.split(" ")
    paths, at = text[: int(names)].split("\0"), int(names)
    kept = Kept(int(code), [], paths, text[at : at + int(states)])
    if state(paths) != kept.state:
        return None
    at += int(states)
    told = []
    for piece in pieces:
        where, _, length = piece.partition(":")
        told.append((int(where), text[at : at + int(length)]))
        at += int(length)
    kept.pieces = told
    return kept


def put(environ: "Mapping[str, str]", name: str, kept: Kept) -> None:
    """Keep an answer; where it cannot be kept, nobody is troubled."""
    path = own_file(environ, FOLDER, name)
    if not path:
        return
    paths = "\0".join(kept.paths)
    pieces = " ".join(f"{where}:{len(text)}" for where, text in kept.pieces)
    lengths = f"{kept.code} {len(paths)} {len(kept.state)} {pieces}".rstrip()
    body = _bytes("".join((lengths, "\n", paths, kept.state, *(text for _, text in kept.pieces))))
    if len(body) <= MOST_BYTES:
        keep(path, _FORM + _sum(body) + b"\n" + body, lasting=False)
        make_way(path, MOST)


def state(paths: "Iterable[str]") -> str:
    """How the system says that it is with each path, one to a line."""
    look, lines = os.lstat, []
    for path in paths:
        try:
            if path.endswith(NAMES):
                names = "/".join(sorted(each for each in os.listdir(path) if each != OUR_FOLDER))
                lines.append(repr(names) if "\n" in names else names)
                continue
            found = look(path)
        except OSError as problem:
            lines.append(f"- {problem.errno}")
            continue
        if path.endswith(PLACE):
            lines.append(f"{found.st_ino} {found.st_mode} {found.st_uid}")
        else:
            lines.append(f"{found.st_ino} {found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}")
    return "\n".join(lines)


def may_change_unseen(paths: "Iterable[str]", state: str, began: int, grain: int) -> bool:
    """Whether one of the paths with this state was changed so late before a moment, or after it, that another change
    could be given the same time: racy, as git has it.

    `grain` is that of the clocks which tell parts of a second; of one that does not, no other is assumed.
    """
    fine, coarse = began - grain, began - GRAIN
    # As many digits until the year 2286: most are told apart as they stand.
    early = str(coarse)
    for path, line in zip(paths, state.split("\n"), strict=True):
        if path[-1] not in _ENDS:
            for each in line.split(" ")[3:]:
                if each > early and int(each) > (coarse if each.endswith("000000000") else fine):
                    return True
    return False


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _sum(data: bytes) -> bytes:
    return name_of(data).encode("ascii")
