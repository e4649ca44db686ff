"""The sections of a report are named in one place."""

import json

from reflectctl.model.report_config import KNOWN, PAPER, SECTIONS, YEARLY, YEARLY_PAPER
from reflectctl.tell.report.report import IN_SHORT
from reflectctl.tell.report.report import SECTIONS as TOLD
from tests.sections import SCHEMA, made


def test_every_section_is_told_and_stands_in_an_order() -> None:
    assert set(KNOWN) == set(TOLD)
    assert set(KNOWN) == {*PAPER, *SECTIONS, *YEARLY_PAPER, *YEARLY}
    assert set(KNOWN) >= set(IN_SHORT)


def test_the_schema_and_the_page_say_what_the_sections_tell() -> None:
    """After a change, `python -m tests.sections` writes them anew."""
    for path, text in made().items():
        assert path.read_text(encoding="utf-8") == text, path
    offered = [
        each["label"] for each in json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["section"]["defaultSnippets"]
    ]
    assert offered == [*KNOWN]
