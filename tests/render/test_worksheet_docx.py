"""A worksheet for word processors: a sound document, with headings, header rows, language and boxes with names."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from reflectctl.app import worksheet
from reflectctl.render.docx_package import unpacked
from tests.conftest import context
from tests.render.test_report_docx import sound


@pytest.mark.parametrize("subject", ["1", "preliminary", "young-people"])
@pytest.mark.parametrize("large", [False, True])
def test_a_worksheet_is_a_sound_document_for_everyone(
    built_demo: Path, tmp_path: Path, subject: str, large: bool
) -> None:
    (made,) = worksheet.made(context(built_demo, "2026-05-01"), subject, agency=None, each=False, of=())
    raw = worksheet.written(made, "docx", large=large)
    assert sound(raw, tmp_path) == []
    parts = unpacked(raw)
    assert parts is not None
    body, styles = parts["word/document.xml"].decode(), parts["word/styles.xml"].decode()
    levels = [int(each) for each in re.findall(r'<w:pStyle w:val="Heading(\d)"/>', body)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert body.count("<w:tblHeader/>") == body.count("<w:tbl>") == body.count("<w:tblCaption ")
    assert 'w:lang w:val="en-GB"' in styles
    ticks = body.count("<w14:checkbox>")
    assert ticks == sum(each.field == "rating" for each in made.sheet.questions) * len(made.sheet.scale)
    assert len(set(re.findall(r'<w:tag w:val="([^"]+)"/>', body))) == ticks
    assert body.count('w:orient="landscape"') == large
    sizes = {int(each) for each in re.findall(r'<w:sz w:val="(\d+)"/>', styles)}
    assert not large or min(sizes - {11, 24}) >= 32
