"""A limit of time holds whatever the code within does. SAFETY rule 17."""

import signal
import time
from threading import Thread

import pytest

from reflectctl.errors import ReflectError
from reflectctl.storage.time_limit import time_limit


def never_ends() -> None:
    while True:
        try:
            time.sleep(10)
        except Exception:
            continue


@pytest.mark.safety(17)
def test_what_takes_too_long_is_ended_from_outside():
    began = time.monotonic()

    with (
        pytest.raises(ReflectError, match=r"^A file takes longer than 0\.2 seconds to read\.$"),
        time_limit(0.2, "A file", "Save it anew."),
    ):
        never_ends()

    assert time.monotonic() - began < 5
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_what_is_done_in_time_is_left_alone():
    with time_limit(5, "A file", ""):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_in_another_thread_it_goes_without():
    done = []

    def work() -> None:
        with time_limit(0.1, "A file", ""):
            done.append(True)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
