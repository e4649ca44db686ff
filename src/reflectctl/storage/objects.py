"""File contents by object id, from one `git cat-file --batch` for as many as are wanted.

What goes in is full object ids; what comes out is bytes, or why there are none. Paths are not known here.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .git import Git, Running
from .snapshots import MOST_BYTES, Unreadable, too_long

if TYPE_CHECKING:
    from weakref import finalize

_WINDOW = 60
"""Requests under way at most. So many ids of 65 bytes fit the smallest pipe, so writing them never waits."""

_DEATHS = 200
"""How often in a row git may break off on damaged objects before nothing more is asked of it."""

_DRAIN = 8_000_000
"""An object longer than this is not read past: starting git again is cheaper."""

_HEX = frozenset("0123456789abcdef")
LOST = "Git could not read this version of the file: the object is missing or damaged."
"""Why there is no content of a blob that git has not, or cannot read."""

_LOST_HINT = "`git fsck` tells more; in a partial clone, `git fetch --refetch --no-filter` brings what is missing."


class _Batch:
    """Requests of one caller: those under way, in order, and answers that came before they were asked for."""

    def __init__(self) -> None:
        self.asked: deque[str] = deque()
        self.answers: deque[tuple[str, bytes | Unreadable]] = deque()


class Objects:
    """The contents of a repository. No process is started before the first is read."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._running: Running | None = None
        self._ending: finalize[[], Objects] | None = None
        self._buffer = bytearray()
        self._current = _Batch()
        self._deaths = 0

    def read(self, object_id: str) -> bytes | Unreadable:
        """The content of a file, or why there is none."""
        return next(self.read_many((object_id,)))[1]

    def read_many(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
        """Each id with its content, in the order given. Other reads may come in between."""
        batch, waiting, more = _Batch(), iter(ids), True
        while True:
            if more and len(batch.asked) <= _WINDOW // 2 and not batch.answers:
                self._settle(batch)
                more = self._ask(batch, waiting)
            if batch.answers:
                yield batch.answers.popleft()
            elif batch.asked:
                yield self._answer(batch)
            elif not more:
                return

    def close(self) -> None:
        """End git; a later read begins again."""
        self._buffer.clear()
        self._running = None
        if self._ending is not None:
            self._ending()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _settle(self, batch: _Batch) -> None:
        """Make room for another caller's requests: what is under way for somebody else is read and kept for them."""
        other = self._current
        if other is not batch:
            while other.asked:
                other.answers.append(self._answer(other))
            self._current = batch

    def _ask(self, batch: _Batch, waiting: Iterator[str]) -> bool:
        """Send requests until the window is full; whether there may be more to send."""
        new: list[str] = []
        more = True
        while len(batch.asked) + len(new) < _WINDOW:
            object_id = next(waiting, None)
            if object_id is None:
                more = False
                break
            if not is_hash(object_id):
                # An answer in its place: what was asked before it must come first.
                self._send(batch, new)
                new = []
                while batch.asked:
                    batch.answers.append(self._answer(batch))
                batch.answers.append((object_id, Unreadable(object_id, "It is not the id of a file's content.")))
                break
            new.append(object_id)
        self._send(batch, new)
        return more

    def _send(self, batch: _Batch, ids: list[str]) -> None:
        batch.asked.extend(ids)
        if ids and self._deaths < _DEATHS:
            self._start().write("".join(f"{object_id}\n" for object_id in ids).encode("ascii"))

    def _start(self) -> Running:
        if self._running is None:
            from weakref import finalize

            self._running = self._git.popen("cat-file", "--batch", stdin=True)
            # Whoever forgets to close leaves no git behind, not even at the end of the program.
            self._ending = finalize(self, self._running.close)
        return self._running

    def _answer(self, batch: _Batch) -> tuple[str, bytes | Unreadable]:
        """The answer to the oldest request."""
        object_id = batch.asked.popleft()
        if self._deaths >= _DEATHS:
            return object_id, Unreadable(object_id, LOST, _LOST_HINT)
        header = self._line()
        if header is None:
            return object_id, self._again(batch, object_id)
        words = header.split(b" ")
        if len(words) != 3:
            return object_id, Unreadable(object_id, LOST, _LOST_HINT)
        size = int(words[2])
        if size > _DRAIN:
            self.close()
            self._resend(batch)
            return object_id, too_long(object_id, size)
        body = self._body(size)
        if body is None:
            return object_id, self._again(batch, object_id)
        self._deaths = 0
        if words[1] != b"blob":
            return object_id, Unreadable(object_id, f"It is a {words[1].decode('ascii')}, where a file was expected.")
        return object_id, too_long(object_id, size) if size > MOST_BYTES else body

    def _again(self, batch: _Batch, object_id: str) -> Unreadable:
        """Git broke off at an object: begin again with the next."""
        self._deaths += 1
        self.close()
        self._resend(batch)
        return Unreadable(object_id, LOST, _LOST_HINT)

    def _resend(self, batch: _Batch) -> None:
        ids, batch.asked = list(batch.asked), deque()
        self._send(batch, ids)

    def _line(self) -> bytes | None:
        while (end := self._buffer.find(b"\n")) < 0:
            if not self._more(1 << 16):
                return None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line

    def _body(self, size: int) -> bytes | None:
        """The bytes of an object, without the newline behind them; None when git broke off."""
        while len(self._buffer) <= size:
            if not self._more(max(1 << 16, size + 1 - len(self._buffer))):
                return None
        body = bytes(self._buffer[:size])
        del self._buffer[: size + 1]
        return body

    def _more(self, size: int) -> bool:
        data = self._start().read(size)
        self._buffer += data
        return bool(data)


def is_hash(word: str) -> bool:
    """Whether a word is a full object id."""
    return len(word) in (40, 64) and _HEX.issuperset(word)
