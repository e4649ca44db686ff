"""Worksheets filled in for tests: by openpyxl, by hand-made XML as Word writes it, and as a page saves them.

An answer is named by what it is about, its field and its part, as codes are made of them.
"""

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from reflectctl.model.worksheet import code
from reflectctl.render.docx_package import packed, unpacked

Key = tuple[str, ...]
Answers = Mapping[Key, str]

DAY: Key = ("", "day")


def workbook(raw: bytes, change: Callable[[Any, dict[str, Any]], None]) -> bytes:
    """A spreadsheet changed: `change` takes its sheet, and the cell of each answer by its code."""
    book = load_workbook(BytesIO(raw), rich_text=True)
    sheet = book.worksheets[0]
    cells = {row[0].value: row[2] for row in sheet.iter_rows() if row[0].value}
    change(sheet, cells)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def in_workbook(raw: bytes, answers: Answers) -> bytes:
    """A spreadsheet with answers."""

    def fill(_: Any, cells: dict[str, Any]) -> None:
        for key, words in answers.items():
            cell = cells[code(*key)]
            cell.value = words
            cell.data_type = "s"

    return workbook(raw, fill)


def written(raw: bytes, change: Callable[[str], str]) -> bytes:
    """A document whose text is changed as XML."""
    parts = unpacked(raw)
    assert parts is not None
    before = parts["word/document.xml"].decode()
    after = change(before)
    assert after != before, "nothing was changed"
    return packed({**parts, "word/document.xml": after.encode()})


def row(body: str, of: str) -> tuple[int, int]:
    """Where the row of a code begins and ends."""
    at = body.index(f">{of}<")
    return body.rindex("<w:tr>", 0, at), body.index("</w:tr>", at) + len("</w:tr>")


def in_row(of: Key, change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of the row of an answer."""

    def changed(body: str) -> str:
        start, end = row(body, code(*of))
        return body[:start] + change(body[start:end]) + body[end:]

    return changed


def tick(option: str) -> Callable[[str], str]:
    """A box of a row ticked, as Word ticks it."""

    def ticked(row: str) -> str:
        at = row.index(f'.{option}"/>')
        end = row.index("</w:sdt>", at)
        box = row[at:end].replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>').replace("☐", "☒")
        return row[:at] + box + row[end:]

    return ticked


def typed(words: str, run: str = "") -> Callable[[str], str]:
    """Words typed into the last cell of a row, a paragraph for each line; `run` is how they are set."""

    def filled(row: str) -> str:
        set_as = f"<w:rPr>{run}</w:rPr>" if run else ""
        lines = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr><w:r>{set_as}<w:t xml:space="preserve">{escape(line)}</w:t>'
            "</w:r></w:p>"
            for line in words.split("\n")
        )
        return row[: row.rindex("<w:p>")] + lines + "</w:tc></w:tr>"

    return filled


def in_document(raw: bytes, answers: Answers, scale: Mapping[str, str]) -> bytes:
    """A document with answers; `scale` has the ids of the answers to ratings by their titles."""

    def fill(body: str) -> str:
        for key, words in answers.items():
            body = in_row(key, tick(scale[words]) if key[1] == "rating" else typed(words))(body)
        return body

    return written(raw, fill)


def as_data(page: str, answers: Answers) -> bytes:
    """What a page saves."""
    found = re.search(r'id="seal">([^<]*)<', page)
    assert found
    told = {"reflectctl": "worksheet", "seal": found[1], "answers": {code(*key): said for key, said in answers.items()}}
    return json.dumps(told).encode()


def put(folder: Path, name: str, raw: bytes) -> Path:
    """A file with bytes in it."""
    (folder / name).write_bytes(raw)
    return folder / name
