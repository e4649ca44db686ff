"""A run ended, or hindered, at any of the calls by which it changes files; in this process, so that it is cheap."""

import errno
import os
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import pytest

PLACING = ("replace", "link", "unlink", "rename")
"""What gives a file its name, or takes it."""
CALLS = ("open", "write", "fsync", "fchmod", "mkdir", "rmdir", *PLACING)
"""All that changes files."""


class Killed(BaseException):
    """Nothing is done any more after this, nor is anything tidied up."""


class Ending:
    """Ends what is done within it at one of its calls, counted from 1; without a number it only counts them.

    `Killed` is as kill -9: every later call fails as well. Another exception is raised once, as by a signal or a disk.
    With `placed`, it is killed when so many files below `root` are about to get or lose their names.
    """

    def __init__(
        self, number: int = 0, how: type[BaseException] = Killed, *, placed: int = 0, root: object = ""
    ) -> None:
        self.seen = 0
        self._number, self._how, self._placed, self._root = number, how, placed, str(root)
        self._dead = False
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        for name in CALLS:
            self._patch.setattr(os, name, self._watched(name, getattr(os, name)))
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._patch.undo()

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            if name == "open" and not words[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return real(*words, **named)
            if self._dead:
                raise Killed
            self.seen += 1
            if name in PLACING and self._is_placed(str(words[-1])):
                self._placed -= 1
                if not self._placed:
                    self._number, self._how = self.seen, Killed
            if self.seen == self._number:
                if self._how is OSError:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                self._dead = self._how is Killed
                raise self._how
            # What a disk keeps when the power fails is not asked here, and takes most of the time.
            return None if name == "fsync" else real(*words, **named)

        return call

    def _is_placed(self, target: str) -> bool:
        return ".reflectctl-" not in target and not target.endswith(".json") and target.startswith(self._root)
