"""A limit of time that is imposed on code from outside of it, whatever that is doing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import ReflectError


class _Late(BaseException):
    """Nothing that catches errors catches this."""


@contextmanager
def time_limit(seconds: float, what: str, hint: str) -> Iterator[None]:
    """End what is done within after some seconds, and say so in one line.

    Where a system has no such clock, or in another thread than the first, there is no limit but that of the code.
    """

    def ring(number: int, frame: object) -> None:
        raise _Late

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except (AttributeError, ValueError):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _Late:
        raise ReflectError(f"{what} takes longer than {seconds:g} seconds to read.", hint) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
