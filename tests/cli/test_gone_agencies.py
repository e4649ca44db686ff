"""An agency that is not listed any more is called as it was."""

from pathlib import Path

from ..shapes import BASE, PATHS, told_once
from .test_shapes import Program, program

__all__ = ["program"]


def test_an_agency_that_is_gone_has_its_last_name(tmp_path: Path, program: Program) -> None:
    story = told_once(tmp_path / "shape")
    plan = """\
making_progress:
  immediate:
    actions:
      - {id: a-1, action: Ask., owner: police}
"""
    text = (story.root / PATHS["trauma"]).read_text("utf-8")
    story.commit("a plan", {PATHS["trauma"]: text + plan}, on="2026-03-01")
    partnership = BASE["partnership.yaml"].replace("Test Police", "Test Constabulary")
    story.commit("another name", {"partnership.yaml": partnership}, on="2026-03-02")
    gone = partnership.replace("  - id: police\n    name: Test Constabulary\n", "")
    story.commit("gone", {"partnership.yaml": gone, PATHS["trauma"]: text}, on="2026-03-03")

    told = program(story.root, "history", "actions").stdout

    assert "opened for Test Constabulary" in told
