"""Worksheets as they come back: answers exactly as given, and whatever is damaged refused or told by its row.

Every sheet is made by the program in the example; `told` is all that is proposed and all that is doubtful.
"""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill

from reflectctl.analysis.proposals import consider
from reflectctl.app import worksheet
from reflectctl.errors import ReflectError
from reflectctl.importing.worksheets import answers
from reflectctl.importing.worksheets.forms import opened
from reflectctl.importing.worksheets.proposal import proposal
from reflectctl.loading.load import load
from reflectctl.model.proposal import NEW, Considered, Doubt, Place, Proposal
from reflectctl.model.records import Partnership
from reflectctl.model.worksheet import Sheet, code, is_code, sealed
from reflectctl.render.docx_package import packed
from reflectctl.storage.disk import WorkTree
from tests.conftest import context
from tests.worksheets import (
    DAY,
    Answers,
    as_data,
    in_document,
    in_row,
    in_workbook,
    tick,
    workbook,
    written,
)

TODAY = "2026-05-01"
ACTION, BEHAVIOUR, CULTURE = (f"children-first.{each}" for each in ("action", "behaviour", "culture"))
RATING, REASON, POINTS = (CULTURE, "rating"), (CULTURE, "because"), (CULTURE, "points", "evidence")
DEED, DUE = ("children-first", "action", "immediate:1"), ("children-first", "due", "immediate:1")
SCALE = {
    "Strongly agree": "strongly-agree", "Agree": "agree", "Neither agree nor disagree": "neither",
    "Disagree": "disagree", "Strongly disagree": "strongly-disagree", "We cannot say": "unsure",
}  # fmt: skip
ANSWERS: Answers = {
    DAY: "2026-04-29",
    RATING: "Disagree",
    REASON: "Our own audit reads otherwise.\n• Forty pages\n• Two of them aloud",
    (BEHAVIOUR, "rating"): "We cannot say",
    POINTS: "=SUM of it all, – “quoted”, 5 < 6 & Łódź\nA second point",
    DEED: "Read ten plans aloud",
    DUE: "2026-09",
}


class Sheets(NamedTuple):
    """The worksheet for police about the first principle, in each form."""

    partnership: Partnership
    sheet: Sheet
    xlsx: bytes
    docx: bytes
    html: str


@pytest.fixture(scope="module")
def sheets(built_demo: Path) -> Sheets:
    (made,) = worksheet.made(context(built_demo, TODAY), "1", agency="police", each=False, of=())
    forms = {form: worksheet.written(made, form, large=False) for form in ("xlsx", "docx", "html")}
    partnership = load(WorkTree(built_demo)).partnership
    return Sheets(partnership, made.sheet, forms["xlsx"], forms["docx"], forms["html"].decode())


def considered(sheets: Sheets, *files: tuple[str, bytes]) -> Considered:
    """What becomes of files, as `worksheet read` has it."""
    found = Proposal()
    for name, raw in files:
        try:
            there = opened(name, raw)
            assert answers.seal_of(there) == sheets.sheet.seal
            given = answers.answers(sheets.sheet, there)
            found = found.and_(proposal(sheets.sheet, given, sheets.partnership, file=name))
        except ReflectError as problem:
            found = found.and_(Proposal((), (Doubt(Place(name), problem.message),)))
    return consider(sheets.partnership, found, today=date.fromisoformat(TODAY))


def told(found: Considered) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """What is proposed, and what is doubtful."""
    steps = [(step.subject, step.now, step.words) for step in found.steps]
    return steps, [(each.place.at, each.message) for each in found.doubts]


GIVEN = [
    (f"{BEHAVIOUR}, police", "asked, could not say", ""),
    (
        f"{CULTURE}, police",
        "Disagree",
        "Our own audit reads otherwise.\n\n- Forty pages\n- Two of them aloud",
    ),
    (f"{CULTURE}, evidence", "", "- =SUM of it all, – “quoted”, 5 < 6 & Łódź\n- A second point"),
    ("children-first, immediate, action", "police, 2026-09", "Read ten plans aloud"),
]
"""What is made of `ANSWERS`, in the order of the sheet."""


def filled(sheets: Sheets, form: str, answers: Answers = ANSWERS) -> bytes:
    if form == "xlsx":
        return in_workbook(sheets.xlsx, answers)
    if form == "docx":
        return in_document(sheets.docx, answers, SCALE)
    return as_data(sheets.html, answers)


@pytest.mark.parametrize("form", ["xlsx", "docx", "json"])
def test_what_was_answered_comes_back_and_nothing_else(sheets: Sheets, tmp_path: Path, form: str) -> None:
    found = considered(sheets, (f"police.{form}", filled(sheets, form)))
    assert told(found) == (GIVEN, [])
    assert found.notes == (f"police.{form}: 7 of 28 places for answers are filled in.",)


def test_the_same_answers_in_every_form_are_recorded_once(sheets: Sheets, tmp_path: Path) -> None:
    files = [(f"police.{form}", filled(sheets, form)) for form in ("xlsx", "docx", "json")]
    found = considered(sheets, *files)
    assert [(step.subject, step.now, step.words) for step in found.of(NEW)] == GIVEN
    assert not found.doubts


@pytest.mark.parametrize("form", ["xlsx", "docx", "json"])
def test_an_empty_sheet_proposes_nothing(sheets: Sheets, tmp_path: Path, form: str) -> None:
    found = considered(
        sheets,
        (f"police.{form}", filled(sheets, form, {}) if form == "json" else getattr(sheets, form)),
    )
    assert (found.steps, found.doubts) == ((), ())
    assert found.notes == (f"police.{form}: 0 of 28 places for answers are filled in.",)


def test_a_workbook_that_openpyxl_has_saved_twice_says_the_same(sheets: Sheets, tmp_path: Path) -> None:
    twice = workbook(filled(sheets, "xlsx"), lambda *_: None)
    assert told(considered(sheets, ("police.xlsx", twice))) == (GIVEN, [])


def test_the_same_sheet_has_the_same_bytes(built_demo: Path, sheets: Sheets) -> None:
    (again,) = worksheet.made(context(built_demo, TODAY), "1", agency="police", each=False, of=())
    assert worksheet.written(again, "xlsx", large=False) == sheets.xlsx
    assert worksheet.written(again, "docx", large=False) == sheets.docx


def test_what_others_think_stands_on_no_sheet(built_demo: Path) -> None:
    """Police hold another view of this statement than the partnership, and give a reason that is theirs alone."""
    here = context(built_demo, TODAY)
    for who in ("health", None):
        (made,) = worksheet.made(here, "inequalities", agency=who, each=False, of=())
        said = " ".join(line for question in made.sheet.questions for line in question.lines)
        assert "Agreed on" in said
        assert ("Your own view" in said) == (who == "health")
    (made,) = worksheet.made(here, "inequalities", agency="police", each=False, of=())
    own = [each.stands for each in made.sheet.questions if each.code == code("inequalities.behaviour", "rating")]
    assert "Your own view of 15 January 2026: Disagree" in own[0]


# Codes and seals.


def test_a_slip_in_a_code_makes_no_other_code(sheets: Sheets) -> None:
    """One wrong sign, and two that changed places."""
    signs = "ACDEFGHJKLMNPQRTUVWXY37"
    for right in (code(*RATING), code(*DUE), code("x", "y")):
        assert is_code(right)
        wrong = {right[:at] + sign + right[at + 1 :] for at in range(5) for sign in signs} - {right}
        wrong |= {right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(4)} - {right}
        assert not [each for each in wrong if is_code(each)]


def test_a_seal_is_read_however_it_is_broken_into_lines_and_not_when_a_sign_is_wrong(sheets: Sheets) -> None:
    line = re.search(r'id="seal">([^<]*)<', sheets.html)
    assert line
    assert sealed(line[1].replace(" ", "\n  "))
    for at in range(0, len(line[1]), 7):
        sign = "0" if line[1][at] != "0" else "1"
        assert sealed(line[1][:at] + sign + line[1][at + 1 :]) is None


# Damaged sheets. Each is made of a sheet in which all of ANSWERS stands; what is lost of them is told.

Damage = Callable[[bytes], bytes]
LOST = {
    "rating": {f"{CULTURE}, police"},
    "reason": {f"{CULTURE}, police"},
    "points": {f"{CULTURE}, evidence"},
    "unsure": {f"{BEHAVIOUR}, police"},
    "both": {f"{BEHAVIOUR}, police", f"{CULTURE}, police"},
    "deed": {"children-first, immediate, action"},
    "all": {subject for subject, _, _ in GIVEN},
    "none": set(),
}


def cell(key: tuple[str, ...], change: Callable[[Any, Any], None]) -> Damage:
    return lambda raw: workbook(raw, lambda sheet, cells: change(sheet, cells[code(*key)]))


def value(key: tuple[str, ...], new: Any, kind: str = "") -> Damage:
    def change(_: Any, cell: Any) -> None:
        cell.value = new
        if kind:
            cell.data_type = kind

    return cell(key, change)


def rich(*parts: tuple[str, bool]) -> CellRichText:
    return CellRichText(*(TextBlock(InlineFont(strike=struck), words) for words, struck in parts))


def white(_: Any, cell: Any) -> None:
    cell.value = "Disagree"
    cell.font = Font(color="FFFFFFFF")


def white_by_its_theme(_: Any, cell: Any) -> None:
    cell.value = "Disagree"
    cell.font = Font(color=Color(theme=0))


def as_its_ground(_: Any, cell: Any) -> None:
    cell.value = "Disagree"
    cell.font = Font(color="FF1F3864")
    cell.fill = PatternFill("solid", fgColor="FF1F3864")


def partly_white(_: Any, cell: Any) -> None:
    cell.value = CellRichText("Dis", TextBlock(InlineFont(color="FFFFFFFF"), "agree"))


def shown_as_nothing(_: Any, cell: Any) -> None:
    cell.value = "Disagree"
    cell.number_format = ";;;"


def struck(_: Any, cell: Any) -> None:
    cell.font = Font(strike=True)


def below(raw: bytes, words: str) -> bytes:
    return workbook(raw, lambda sheet, _: sheet.cell(sheet.max_row + 3, 2, words))


def copied(sheet: Any, cell: Any) -> None:
    at = sheet.max_row + 1
    for column in range(1, 5):
        sheet.cell(at, column, sheet.cell(cell.row, column).value)


def merged(sheet: Any, cell: Any) -> None:
    sheet.merge_cells(start_row=cell.row, end_row=cell.row + 1, start_column=3, end_column=3)


def swapped(sheet: Any, cell: Any) -> None:
    head = next(row for row in sheet.iter_rows() if row[0].value == "Code")
    head[2].value = "Answers"


def in_code(sheet: Any, cell: Any) -> None:
    at = sheet.cell(cell.row, 1)
    at.value = at.value[:4] + ("A" if at.value[4] != "A" else "C")


def part(name: str, change: Callable[[str], str]) -> Damage:
    def damaged(raw: bytes) -> bytes:
        with ZipFile(BytesIO(raw)) as file:
            parts = {each: file.read(each) for each in file.namelist()}
        parts[name] = change(parts[name].decode()).encode()
        return packed(parts)

    return damaged


def hide_row(sheet: Any, cell: Any) -> None:
    sheet.row_dimensions[cell.row].hidden = True


def pinned(sheet: Any, cell: Any) -> None:
    cell.comment = Comment("And this too.", "")


def beside(column: int, words: str) -> Callable[[Any, Any], None]:
    return lambda sheet, cell: setattr(sheet.cell(cell.row, column), "value", words)


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


def with_doctype(xml: str) -> str:
    return re.sub(r"(<\?xml[^>]*\?>)?", lambda head: head[0] + ENTITY, xml, count=1)


XLSX: dict[str, tuple[Damage, str, str, str]] = {
    "a formula for a rating": (value(RATING, '="Disagree"'), "rating", "cell C15", "A formula stands here"),
    "a formula for a reason": (value(REASON, "=A1"), "rating", "cell C", "A formula stands here"),
    "an error": (value(RATING, "#N/A", "e"), "rating", "cell C15", "An error of the spreadsheet"),
    "a number": (value(RATING, 4, "n"), "rating", "cell C15", "A number stands here"),
    "nought": (value(RATING, 0, "n"), "rating", "cell C15", "A number stands here"),
    "a number for a point": (value(POINTS, 12.5, "n"), "points", "cell C", "A number stands here"),
    "true": (value(RATING, True, "b"), "rating", "cell C15", "A logical value"),
    "a day of the spreadsheet's": (
        value(DAY, datetime(2026, 4, 29)),
        "all",
        "cell C",
        "A date in the spreadsheet's own",
    ),
    "a day in another form": (value(DAY, "29/04/2026"), "all", "cell C9", "no day as it was asked for"),
    "a due day in another form": (value(DUE, "Sept."), "deed", "cell C", "no day or month as it was asked for"),
    "a due date that is a day of the spreadsheet's": (value(DUE, date(2026, 9, 1)), "deed", "cell C", "A date in the"),
    "a word that is no answer": (value(RATING, "Agreed"), "rating", "cell C15", "none of the answers that there are"),
    "a part of an answer": (value(RATING, "Disagre"), "rating", "cell C15", "perhaps `Disagree`"),
    "two answers": (value(RATING, "Agree / Disagree"), "rating", "cell C15", "none of the answers"),
    "the number of an answer": (value(RATING, "4"), "rating", "cell C15", "none of the answers"),
    "white letters": (cell(RATING, white), "rating", "cell C15", "cannot be seen"),
    "letters that are white by their theme": (cell(RATING, white_by_its_theme), "rating", "cell C15", "cannot be seen"),
    "letters in the colour of their ground": (cell(RATING, as_its_ground), "rating", "cell C15", "cannot be seen"),
    "an answer that is white in part": (cell(RATING, partly_white), "rating", "cell C15", "cannot be seen"),
    "a format that shows nothing": (cell(RATING, shown_as_nothing), "rating", "cell C15", "cannot be seen"),
    "a struck answer": (cell(RATING, struck), "rating", "cell C15", "All that stands here is struck out"),
    "an answer whose parts are all struck": (
        value(RATING, rich(("Dis", True), ("agree", True))),
        "rating",
        "cell C15",
        "All that stands here is struck out",
    ),
    "merged answers": (cell(RATING, merged), "rating", "cell C15", "Cells are merged"),
    "merged answers, the other empty": (cell((ACTION, "rating"), merged), "unsure", "cell C14", "Cells are merged"),
    "a reason and no rating": (value(RATING, None), "rating", "cell C", "no rating is given that it is for"),
    "a row that was copied": (cell(RATING, copied), "rating", "row 15", "Its code stands in row 15 and row"),
    "the row of a due day taken out": (
        cell(DUE, lambda sheet, cell: sheet.delete_rows(cell.row)),
        "deed",
        "cell C",
        "Who leads or by when cannot be read",
    ),
    "the row of a reason taken out": (
        cell(REASON, lambda sheet, cell: sheet.delete_rows(cell.row)),
        "rating",
        "cell C15",
        "Its reason cannot be read",
    ),
    "a row that was taken out": (
        cell(POINTS, lambda sheet, cell: sheet.delete_rows(cell.row)),
        "points",
        "",
        "28 places for answers were sent and 27",
    ),
    "a slip in a code": (cell(POINTS, in_code), "points", "row", "The code of this row is not as it was sent"),
    "a code of another sheet": (
        lambda raw: workbook(
            raw, lambda sheet, cells: setattr(sheet.cell(cells[code(*POINTS)].row, 1), "value", code("x", "y"))
        ),
        "points",
        "row",
        "is none of this worksheet",
    ),
    "other words beside an answer": (
        cell(RATING, beside(2, "Another statement")),
        "rating",
        "row 15",
        "What is printed in this row is not as it was",
    ),
    "an answer in the column beside": (
        cell(RATING, beside(4, "Agree")),
        "rating",
        "row 15",
        "What is printed in this row is not as it was sent",
    ),
    "an answer behind the last column": (
        cell(RATING, beside(6, "but see below")),
        "rating",
        "row 15",
        "What is printed in this row is not as it was sent",
    ),
    "words below the sheet": (lambda raw: below(raw, "We also think …"), "none", "cell B", "Something is written here"),
    "words behind the seal": (
        part("xl/worksheets/sheet1.xml", lambda xml: re.sub("(check=[0-9a-f]{8})", r"\1 and we agree", xml)),
        "none",
        "cell B",
        "Something is written here",
    ),
    "the head of the answers renamed": (cell(RATING, swapped), "all", "row", "The heads of the columns"),
    "a note on a cell": (cell(RATING, pinned), "none", "cell C15", "A note is pinned to this cell"),
    "a hidden row": (cell(RATING, hide_row), "rating", "row 15", "hidden row or column"),
    "a hidden column": (
        lambda raw: workbook(raw, lambda sheet, _: setattr(sheet.column_dimensions["C"], "hidden", True)),
        "all",
        "row",
        "hidden row or column",
    ),
    "a row of no height": (
        part("xl/worksheets/sheet1.xml", lambda xml: re.sub(r'(<row r="15") ?(?:ht="[^"]*")?', r'\1 ht="0" ', xml)),
        "rating",
        "row 15",
        "hidden row or column",
    ),
    "a group of hidden columns": (
        lambda raw: workbook(raw, lambda sheet, _: sheet.column_dimensions.group("B", "D", hidden=True)),
        "all",
        "row",
        "hidden row or column",
    ),
    "a string that is not there": (
        part(
            "xl/worksheets/sheet1.xml",
            lambda xml: re.sub(r'(<c r="C15"[^>]*?) t="[^"]*"[^/]*?>.*?</c>', r'\1 t="s"><v>99999</v></c>', xml),
        ),
        "rating",
        "cell C15",
        "What stands here is damaged",
    ),
    "a due day and no action": (value(DEED, None), "deed", "cell C", "Who or when is said here"),
    "a seal with a wrong sign": (
        part("xl/worksheets/sheet1.xml", lambda xml: xml.replace("kind=principle", "kind=principles")),
        "all",
        "",
        "is damaged or gone",
    ),
    "no seal": (
        part("xl/worksheets/sheet1.xml", lambda xml: re.sub("reflectctl-worksheet:1[^<]*", "", xml)),
        "all",
        "",
        "is damaged or gone",
    ),
    "entities": (part("xl/worksheets/sheet1.xml", with_doctype), "all", "", "declares a document type"),
    "no XML": (part("xl/worksheets/sheet1.xml", lambda xml: xml[:2000]), "all", "", "damaged"),
    "half a file": (lambda raw: raw[: len(raw) // 2], "all", "", "damaged"),
    "a part that no sheet has": (
        part("xl/workbook.xml", lambda xml: xml.replace("<sheets>", "<sheetz>").replace("</sheets>", "</sheetz>")),
        "all",
        "",
        "no sheet that can be read",
    ),
}
"""What is damaged: how, which entries are lost by it, where it is told, and what is said."""


def lines(*runs: tuple[str, str]) -> Callable[[str], str]:
    """Runs typed into the last cell of a row, each with how it is set."""

    def filled(row: str) -> str:
        made = "".join(
            f'<w:r><w:rPr>{set_as}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>' for said, set_as in runs
        )
        return row[: row.rindex("</w:tcPr>")] + f"</w:tcPr><w:p>{made}</w:p></w:tc></w:tr>"

    return filled


def doc(key: tuple[str, ...], *changes: Callable[[str], str]) -> Damage:
    def damaged(raw: bytes) -> bytes:
        for change in changes:
            raw = written(raw, in_row(key, change))
        return raw

    return damaged


def cells(change: Callable[[int, str], str]) -> Callable[[str], str]:
    """A change of each of the six cells to tick, by its position."""

    def changed(row: str) -> str:
        parts = re.split(r"(?=<w:tc>)", row)
        return "".join(parts[:3] + [change(at, each) for at, each in enumerate(parts[3:])])

    return changed


def untick(row: str) -> str:
    return row.replace("☒", "☐").replace('<w14:checked w14:val="1"/>', '<w14:checked w14:val="0"/>')


def shaded(*at: int, fill: str = "FFFF00") -> Callable[[str], str]:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>'
    return cells(lambda n, each: each.replace("</w:tcPr>", shade) if n in at else each)


def boxes(*at: int, by: str) -> Callable[[str], str]:
    """Something else in the place of a box."""
    return cells(lambda n, each: re.sub(r"<w:sdt>.*?</w:sdt>", by, each) if n in at else each)


def run(said: str, set_as: str = "") -> str:
    return f"<w:r><w:rPr>{set_as}</w:rPr><w:t>{said}</w:t></w:r>"


OVAL = (
    '<w:r><w:pict><v:oval xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;margin-left:10pt;'
    'margin-top:2pt;width:20pt;height:20pt"/></w:pict></w:r>'
)
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:20pt"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
INSERTED = '<w:ins w:id="900" w:author="A" w:date="2026-04-30T10:00:00Z">'
STRIKE = "<w:strike/>"


def put_in_cell(xml: str) -> Callable[[str], str]:
    return lambda row: row[: row.rindex("</w:p></w:tc>")] + xml + "</w:p></w:tc></w:tr>"


def around(opening: str, closing: str) -> Callable[[str], str]:
    return lambda row: re.sub(
        r"(<w:r><w:rPr></w:rPr><w:t [^>]*>New</w:t></w:r>)", lambda found: opening + found[1] + closing, row
    )


def twice(row: str) -> str:
    return row + row


def sdt(properties: str, words: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"


DOCX: dict[str, tuple[Damage, str, str, str]] = {
    "two ticks": (doc(RATING, tick("agree")), "rating", "table 2, row 4", "Several points are marked here"),
    "a box that shows what it does not say": (
        doc(RATING, lambda row: row.replace("☒", "☐")),
        "rating",
        "table 2, row 4",
        "shows one thing, and the file says",
    ),
    "a box that says what it does not show": (
        doc(RATING, lambda row: row.replace('<w14:checked w14:val="1"/>', '<w14:checked w14:val="0"/>')),
        "rating",
        "table 2, row 4",
        "shows one thing, and the file says",
    ),
    "a box ticked, and another shaded": (
        doc(RATING, shaded(0)),
        "rating",
        "table 2, row 4",
        "another one by how it looks",
    ),
    "two cells shaded": (doc(RATING, untick, shaded(1, 2)), "rating", "table 2, row 4", "cannot be told"),
    "shaded in three colours": (
        doc(RATING, untick, shaded(0, fill="FF0000"), shaded(1, fill="00FF00")),
        "rating",
        "table 2, row 4",
        "cannot be told",
    ),
    "one box taken out": (doc(RATING, untick, boxes(2, by="")), "rating", "table 2, row 4", "deleted or struck out"),
    "one box struck": (
        doc(RATING, untick, boxes(2, by=run("☐", STRIKE))),
        "rating",
        "table 2, row 4",
        "deleted or struck out",
    ),
    "every box taken out": (doc(RATING, boxes(*range(6), by="")), "rating", "table 2, row 4", "deleted or struck out"),
    "words in the place of a box": (
        doc(RATING, untick, boxes(3, by=run("partly"))),
        "rating",
        "table 2, row 4",
        "words or signs",
    ),
    "two crosses": (
        doc(RATING, untick, boxes(3, by=run("x")), boxes(1, by=run("X"))),
        "rating",
        "table 2, row 4",
        "Several points",
    ),
    "boxes of one cell twice": (
        doc(RATING, cells(lambda n, each: re.sub(r"(<w:sdt>.*?</w:sdt>)", r"\1\1", each) if n == 3 else each)),
        "rating",
        "table 2, row 4",
        "several check boxes",
    ),
    "merged cells": (
        doc(RATING, lambda row: row.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', 3)),
        "rating",
        "table 2, row 4",
        "merged",
    ),
    "cells merged with the row below": (
        doc(RATING, cells(lambda n, each: each.replace("<w:tcPr>", "<w:tcPr><w:vMerge/>") if n == 3 else each)),
        "both",
        "table 2, row 4",
        "merged",
    ),
    "a cell that is lost": (
        doc(RATING, cells(lambda n, each: "</w:tr>" if n == 5 else each)),
        "rating",
        "table 2, row 4",
        "A place to tick is not there any more",
    ),
    "an insertion": (
        doc(POINTS, lines(("New", "")), around(INSERTED, "</w:ins>")),
        "all",
        "",
        "Changes are tracked in it",
    ),
    "a deletion": (
        doc(POINTS, put_in_cell(INSERTED.replace("w:ins", "w:del") + "<w:r><w:delText>gone</w:delText></w:r></w:del>")),
        "all",
        "",
        "table 6, row 2",
    ),
    "a tracked change of looks": (
        doc(
            RATING,
            boxes(
                3,
                by=run("☐", '<w:b/><w:rPrChange w:id="9" w:author="A"><w:rPr/></w:rPrChange>'),
            ),
        ),
        "all",
        "",
        "Changes are tracked in it",
    ),
    "a row that was inserted while changes were tracked": (
        doc(POINTS, lambda row: row.replace("<w:trPr>", f"<w:trPr>{INSERTED.replace('>', '/>')}")),
        "all",
        "",
        "Changes are tracked in it",
    ),
    "words that were moved": (
        doc(POINTS, lines(("New", "")), around(INSERTED.replace("w:ins", "w:moveTo"), "</w:moveTo>")),
        "all",
        "",
        "Changes are tracked in it",
    ),
    "a struck answer": (
        doc(POINTS, lines(("All of it", STRIKE))),
        "points",
        "table 6, row 2, column 3",
        "struck out, so it is no",
    ),
    "hidden words": (
        doc(POINTS, lines(("Seen", ""), ("unseen", "<w:vanish/>"))),
        "points",
        "table 6, row 2, column 3",
        "Hidden words stand here",
    ),
    "white words": (
        doc(POINTS, lines(("Seen", ""), ("unseen", '<w:color w:val="FFFFFF"/>'))),
        "points",
        "table 6, row 2, column 3",
        "in the colour that is behind them",
    ),
    "a hidden row": (
        doc(POINTS, lines(("Unseen", "")), lambda row: row.replace("<w:trPr>", "<w:trPr><w:hidden/>")),
        "points",
        "table 6, row 2",
        "This row is hidden",
    ),
    "a text box": (doc(POINTS, put_in_cell(BOX)), "points", "table 6, row 2, column 3", "drawn or put in here"),
    "a drawing in an answer": (
        doc(POINTS, put_in_cell(OVAL)),
        "points",
        "table 6, row 2, column 3",
        "drawn or put in here",
    ),
    "a drawing outside": (
        lambda raw: written(raw, lambda body: body.replace("<w:sectPr>", f"<w:p>{OVAL}</w:p><w:sectPr>")),
        "none",
        "paragraph",
        "drawn or put in here",
    ),
    "a table in an answer": (
        doc(
            POINTS,
            lambda row: (
                row[: -len("</w:tc></w:tr>")]
                + f"<w:tbl><w:tr><w:tc><w:p>{run('deep')}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>"
            ),
        ),
        "points",
        "table 6, row 2, column 3",
        "A table stands in this cell",
    ),
    "a list that shows another choice": (
        doc(
            POINTS,
            put_in_cell(
                sdt(
                    '<w:dropDownList w:lastValue="b"><w:listItem w:displayText="A" w:value="a"/>'
                    '<w:listItem w:displayText="B" w:value="b"/></w:dropDownList>',
                    "A",
                )
            ),
        ),
        "points",
        "table 6, row 2, column 3",
        "A list says one thing",
    ),
    "a date that shows another": (
        doc(POINTS, put_in_cell(sdt('<w:date w:fullDate="2026-01-02T00:00:00Z"/>', "2 February"))),
        "points",
        "table 6, row 2, column 3",
        "A date says one thing",
    ),
    "a comment": (
        doc(POINTS, put_in_cell('<w:r><w:commentReference w:id="1"/></w:r>')),
        "none",
        "table 6, row 2",
        "There is a comment here",
    ),
    "a row that was copied": (
        doc(POINTS, twice),
        "points",
        "table 6, row 2",
        "Its code stands in table 6, row 2 and table 6, row 3",
    ),
    "a row that was taken out": (
        doc(POINTS, lambda _: ""),
        "points",
        "",
        "28 places for answers were sent and 27 came back",
    ),
    "a slip in a code": (
        doc(POINTS, lambda row: row.replace(f">{code(*POINTS)}<", f">{code(*POINTS)[:4]}A<")),
        "points",
        "table 6, row 2",
        "The code of this row",
    ),
    "other words beside an answer": (
        doc(RATING, lambda row: row.replace("robustly challenge", "challenge")),
        "rating",
        "table 2, row 4",
        "What is printed in this row",
    ),
    "a word struck out of a statement": (
        doc(
            RATING,
            lambda row: row.replace(
                "robustly", f'</w:t></w:r>{run("robustly", STRIKE)}<w:r><w:t xml:space="preserve">'
            ),
        ),
        "rating",
        "table 2, row 4",
        "What is printed in this row",
    ),
    "the head of a column renamed": (
        lambda raw: written(raw, lambda body: body.replace(">Disagree</w:t>", ">No</w:t>")),
        "both",
        "table 2, row",
        "A place to tick is not there any more",
    ),
    "words at the foot of a page": (
        part("word/footer.xml", lambda xml: xml.replace("</w:p></w:ftr>", f"{run('We think so.')}</w:p></w:ftr>")),
        "none",
        "the head or foot of a page",
        "Something is written here",
    ),
    "words between the tables": (
        lambda raw: written(
            raw, lambda body: body.replace("<w:sectPr>", f"<w:p>{run('We also think so.')}</w:p><w:sectPr>")
        ),
        "none",
        "paragraph",
        "Something is written here",
    ),
    "a day in another form": (
        doc(DAY, lines(("29 April", ""))),
        "all",
        "table 1, row 2, column 3",
        "no day as it was asked for",
    ),
    "no seal": (
        lambda raw: written(raw, lambda body: re.sub("reflectctl-worksheet:1[^<]*", "", body)),
        "all",
        "",
        "is damaged or gone",
    ),
    "two seals": (
        lambda raw: written(raw, lambda body: body.replace("<w:sectPr>", f"<w:p>{run(OTHER_SEAL)}</w:p><w:sectPr>")),
        "all",
        "",
        "More than one worksheet",
    ),
    "entities": (part("word/document.xml", with_doctype), "all", "", "declares a document type"),
    "nested without end": (
        part(
            "word/document.xml",
            lambda xml: xml.replace("<w:sectPr>", "<w:smartTag>" * 4000 + "</w:smartTag>" * 4000 + "<w:sectPr>"),
        ),
        "all",
        "",
        "nests it deeper",
    ),
    "no tables": (
        lambda raw: written(raw, lambda body: re.sub(r"<w:tbl>.*?</w:tbl>", "", body, flags=re.DOTALL)),
        "all",
        "",
        "28 places for answers were sent and 0 came",
    ),
}
"""What is damaged in a document, as above."""

OTHER_SEAL = ""


def data(change: Callable[[dict[str, Any]], None]) -> Damage:
    def damaged(raw: bytes) -> bytes:
        held = json.loads(raw)
        change(held)
        return json.dumps(held).encode()

    return damaged


def answer(key: tuple[str, ...], new: Any) -> Damage:
    return data(lambda held: held["answers"].update({code(*key): new}))


JSON: dict[str, tuple[Damage, str, str, str]] = {
    "a number": (answer(RATING, 4), "rating", f"answer {code(*RATING)}", "No text stands here"),
    "a list": (answer(POINTS, ["a"]), "points", f"answer {code(*POINTS)}", "No text stands here"),
    "nothing that is said": (answer(RATING, None), "rating", f"answer {code(*RATING)}", "No text stands here"),
    "a word that is no answer": (answer(RATING, "Perhaps"), "rating", f"answer {code(*RATING)}", "none of the answers"),
    "an answer twice": (
        lambda raw: raw.replace(b'"answers": {', f'"answers": {{"{code(*RATING)}": "Agree", '.encode()),
        "rating",
        f"answer {code(*RATING)}",
        "Two answers stand under this code",
    ),
    "a code that there is not": (
        data(lambda held: held["answers"].update(ZZZZZ="x")),
        "none",
        "answer ZZZZZ",
        "none of this worksheet",
    ),
    "more than was asked": (data(lambda held: held.update(more="x")), "none", "", "More stands in it"),
    "no seal": (data(lambda held: held.update(seal="x")), "all", "", "is damaged or gone"),
    "a seal that is no text": (data(lambda held: held.update(seal=1)), "all", "", "It is no data of a worksheet"),
    "no answers": (data(lambda held: held.pop("answers")), "all", "", "It is no data of a worksheet"),
    "other data": (lambda _: b'{"a": 1}', "all", "", "It is no data of a worksheet"),
    "half of it": (lambda raw: raw[: len(raw) // 2], "all", "", "It is no data of a worksheet"),
    "nested without end": (lambda _: b'{"a":' * 100_000, "all", "", "It is no data of a worksheet"),
}

OTHERS: dict[str, tuple[bytes, str]] = {
    "a page": (b"<!DOCTYPE html><p>Disagree</p>", "a page, in which answers do not stand"),
    "an older file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "in an old form or behind a password"),
    "rich text": (b"{\\rtf1 Disagree}", "rich text"),
    "plain text": (b"We disagree.", "It is no worksheet: a workbook"),
    "nothing": (b"", "It is no worksheet: a workbook"),
    "an OpenDocument text": (
        packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "OpenDocument",
    ),
    "an OpenDocument spreadsheet": (
        packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}), "OpenDocument",
    ),
    "another packed file": (packed({"a.txt": b"x"}), "no word processor's document"),
    "a packed file that is cut": (b"PK\x03\x04half", "damaged"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "name"),
    [(form, name) for form, table in (("xlsx", XLSX), ("docx", DOCX), ("json", JSON)) for name in table],
)
def test_a_damaged_sheet_loses_no_answer_in_silence(
    sheets: Sheets, tmp_path: Path, form: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage, lost, at, message = {"xlsx": XLSX, "docx": DOCX, "json": JSON}[form][name]
    if name == "two seals":
        other = sheets.sheet.seal._replace(kind="preliminary").told()
        monkeypatch.setitem(globals(), "OTHER_SEAL", other)
    found = considered(sheets, (f"police.{form}", damage(filled(sheets, form))))
    steps, doubts = told(found)
    assert steps == [each for each in GIVEN if each[0] not in LOST[lost]]
    assert [said for where, said in doubts if where.startswith(at) and message in said], doubts


@pytest.mark.parametrize("name", OTHERS)
def test_what_shows_no_answer_as_it_was_given_is_refused_with_the_reason(
    sheets: Sheets, tmp_path: Path, name: str
) -> None:
    raw, message = OTHERS[name]
    (doubt,) = considered(sheets, ("police.x", raw)).doubts
    assert message in doubt.message


# However somebody ticked.

TICKED: dict[str, tuple[Callable[[str], str], str]] = {
    "a letter": (boxes(3, by=run("x")), ""),
    "a sign": (boxes(3, by=run("✔")), ""),
    "a sign of Wingdings": (boxes(3, by='<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'), ""),
    "a shaded cell": (shaded(3), "marked by shading"),
    "bold type": (boxes(3, by=run("☐", "<w:b/>")), "marked by bold"),
    "a marker": (boxes(3, by=run("☐", '<w:highlight w:val="yellow"/>')), "marked by shading"),
    "a colour": (boxes(3, by=run("☐", '<w:color w:val="FF0000"/>')), "marked by colour"),
    "an oval": (boxes(3, by=run("☐") + OVAL), "marked by a drawn shape"),
    "the others taken out": (boxes(0, 1, 2, 4, 5, by=""), "the others are deleted"),
    "the others struck": (boxes(0, 1, 2, 4, 5, by=run("☐", STRIKE)), "the others are struck out or hidden"),
}


@pytest.mark.parametrize("name", TICKED)
def test_a_tick_is_read_however_it_was_made_and_how_is_said(sheets: Sheets, tmp_path: Path, name: str) -> None:
    change, how = TICKED[name]
    # A box typed anew is set as those that were sent.
    face = '<w:rFonts w:hint="eastAsia" w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
    raw = written(sheets.docx, in_row(RATING, change))
    raw = written(raw, lambda body: body.replace("<w:r><w:rPr><", f"<w:r><w:rPr>{face}<").replace(face * 2, face))
    (step,) = considered(sheets, ("police.docx", raw)).steps
    assert (step.now, step.entry.how) == ("Disagree", how)


def test_what_is_struck_in_an_answer_is_left_out_and_said(sheets: Sheets, tmp_path: Path) -> None:
    spread = value(POINTS, rich(("Forty ", False), ("fifty ", True), ("pages", False)))(sheets.xlsx)
    document = doc(POINTS, lines(("Forty ", ""), ("fifty ", STRIKE), ("pages", "")))(sheets.docx)
    for name, raw in (("a.xlsx", spread), ("a.docx", document)):
        (step,) = considered(sheets, (name, raw)).steps
        assert (step.words, step.entry.how) == ("- Forty pages", "without the words that are struck out")


def test_rows_and_columns_may_be_moved(sheets: Sheets, tmp_path: Path) -> None:
    def moved(sheet: Any, cells: dict[str, Any]) -> None:
        sheet.insert_rows(3, 2)
        sheet.insert_cols(2)
        sheet.merged_cells.ranges.clear()

    raw = workbook(filled(sheets, "xlsx"), moved)
    assert told(considered(sheets, ("police.xlsx", raw))) == (GIVEN, [])
