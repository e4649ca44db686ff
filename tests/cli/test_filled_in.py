"""A filled-in copy of the published tool goes through `worksheet read`: shown, recorded after a yes, and only once."""

from pathlib import Path

import pytest

from reflectctl.cli import app
from reflectctl.importing.published.labels import KEY_POINTS
from tests.conftest import git

from ..printing import ACTIONS, MEASURE, blocks, invented
from ..word import SCALE, docx, of_blocks, paragraph, scale

TODAY = ("--today", "2026-05-01")


def fill(printed: str, times: int) -> str:
    if printed == SCALE:
        return scale(3, "", look="<w:b/>") if times == 1 else scale(1, "X") if times == 2 else scale()
    if printed == f"{KEY_POINTS}:" and times == 3:
        return paragraph("Ten letters were read aloud.")
    if printed == f"{ACTIONS}:" and times == 0:
        return paragraph("Read ten more letters – Wessex Police – 30 June 2026") + paragraph("Ask – nobody here – soon")
    return paragraph("We count the letters.") if printed == MEASURE and times == 0 else ""


def test_a_copy_is_shown_recorded_and_read_again_without_a_change(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    copy = tmp_path / "copy.docx"
    copy.write_bytes(docx(of_blocks(blocks(invented()), fill)))
    words = ("-C", str(demo), "worksheet", "read", str(copy), "--meeting", "2026-04-23", *TODAY)

    assert app.run([*words]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert (
        "children-first.behaviour: Neither agree nor disagree → Disagree (copy.docx, table 3, row 1; marked by bold)"
        in told
    )
    assert "The owner of an action is no agency or group of this partnership" in told
    assert "is no day and no month with its year" in told
    assert git(demo, "status", "--porcelain") == ""

    assert app.run([*words, "--yes"]) == 1
    written = (demo / "principles/1-children-first.yaml").read_text("utf-8")
    for said in ("rating: disagree", "Ten letters were read aloud.", "Read ten more letters", "We count the letters."):
        assert said in written
    changed = git(demo, "diff")
    assert app.run([*words, "--yes"]) == 1
    assert git(demo, "diff") == changed
