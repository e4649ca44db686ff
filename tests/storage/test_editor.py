"""The shell that starts an editor reads the command that somebody chose, and nothing else."""

import tempfile

import pytest

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
