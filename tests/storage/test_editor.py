"""The shell that starts an editor reads the command that somebody chose, and nothing else."""

import signal
import subprocess
import tempfile
import threading

import pytest

from reflectctl.errors import ReflectError
from reflectctl.storage.editor import edit


@pytest.mark.safety(4)
def test_where_the_text_lies_is_no_word_for_the_shell(tmp_path, monkeypatch):
    strange = tmp_path / "a b;touch x;$(touch y)"
    strange.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(strange))

    assert edit("printf 'said' >", "asked") == "said"
    assert edit("true --wait", "asked") == "asked"
    assert sorted(each.name for each in tmp_path.iterdir()) == [strange.name]


@pytest.mark.safety(19)
@pytest.mark.parametrize(
    ("command", "said", "left"),
    [
        ("rm", "cannot be read: No such file", []),
        ("printf '\\377' >", "not UTF-8", [b"\xff"]),
        ("head -c 2000000 /dev/zero >", "longer than", [bytes(1_000_001)]),
        ("false", "ended with 1", [b"asked"]),
        ("kill -9 $$;", "ended by signal 9", [b"asked"]),
        ('printf half >"$1"; exit 3;', "ended with 3", [b"half"]),
    ],
)
def test_what_an_editor_leaves_is_looked_at_and_given_to_whoever_keeps_it(command, said, left):
    kept = []
    with pytest.raises(ReflectError, match=said):
        edit(command, "asked", kept.append)
    assert [each[:1_000_001] for each in kept] == left
    with pytest.raises(ReflectError, match=said):
        edit(command, "asked")


def test_ctrl_c_is_the_editors_own_for_as_long_as_it_runs():
    before = signal.getsignal(signal.SIGINT)
    assert edit("kill -2 $PPID; printf said >", "asked") == "said"
    assert signal.getsignal(signal.SIGINT) is before


def test_the_editor_itself_is_interrupted_as_ever():
    with pytest.raises(ReflectError, match="was ended by signal 2"):
        edit("kill -2 $$; sleep 5; :", "asked")


def test_where_ctrl_c_is_ignored_it_stays_so():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert edit("kill -2 $$; printf said >", "asked") == "said"
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_away_from_the_first_thread_an_editor_opens_too():
    said = []
    beside = threading.Thread(target=lambda: said.append(edit("printf said >", "asked")))
    beside.start()
    beside.join()
    assert said == ["said"]


def test_an_editor_that_cannot_be_started_is_told(monkeypatch):
    def fails(*_, **__):
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", fails)
    with pytest.raises(ReflectError, match="could not be started: Cannot allocate memory"):
        edit("true", "asked")
