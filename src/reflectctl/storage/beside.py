"""What runs beside the program while it waits for something else: a listener, and a clock.

Whoever starts a `threading.Thread` waits until it says that it runs. Where the system gives no more memory it never
says so, and the program would wait for ever; here nobody waits for a beginning, and for an end only for so long.
"""

from _thread import allocate_lock, start_new_thread
from collections.abc import Callable


class Beside:
    """A function that runs in a thread of its own, which ends with the program."""

    def __init__(self, do: Callable[[], object]) -> None:
        """Raises `RuntimeError` where the system gives no more threads."""
        self._runs = allocate_lock()
        self._runs.acquire()
        start_new_thread(self._run, (do,))

    def _run(self, do: Callable[[], object]) -> None:
        try:
            do()
        finally:
            self._runs.release()

    def join(self, seconds: float) -> None:
        """Wait until it has ended, for no longer than this."""
        if self._runs.acquire(timeout=seconds):
            self._runs.release()


class Clock:
    """Does something when some seconds have passed, unless it is stopped before."""

    def __init__(self, seconds: float, do: Callable[[], object]) -> None:
        self._stopped = allocate_lock()
        self._stopped.acquire()
        self._beside = Beside(lambda: self._stopped.acquire(timeout=seconds) or do())

    def stop(self, patience: float) -> None:
        """Have it do nothing any more; where it has begun, wait for that, for no longer than `patience` seconds."""
        if self._stopped.locked():
            self._stopped.release()
        self._beside.join(patience)
