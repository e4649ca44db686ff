"""A worksheet in; a spreadsheet out: a row for each answer, text cells only, ratings in a list to choose from."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from ..model.worksheet import RATING, Part, Question, Sheet
from ..tell.i18n import say
from .docx_package import packed
from .escape import visible

_WIDTHS = (8, 50, 38, 22)
_BLUE, _GREY, _PALE = "FF2F4F8F", "FF535D6D", "FFEDF0F6"


def spreadsheet(sheet: Sheet, *, large: bool) -> bytes:
    """The worksheet as a workbook, the same bytes each time."""
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    made = _Page(page, sheet, 20 if large else 11)
    scale = book.create_sheet(_name(say("Answers to choose from")))
    for at, (_, title) in enumerate(sheet.scale, 1):
        _put(scale.cell(at, 1), title)
    scale.column_dimensions["A"].width = 40
    scale.protection.sheet = True
    page.title = _name(say("Worksheet"))
    made.all(f"'{scale.title}'!$A$1:$A${len(sheet.scale)}")
    book.properties.title, book.properties.creator = visible(sheet.title), "reflectctl"
    book.properties.language = sheet.language
    held = BytesIO()
    book.save(held)
    return _steady(held.getvalue(), sheet.seal.day.isoformat())


def _name(title: str) -> str:
    """A title as a sheet may be called."""
    return re.sub(r"[\[\]:*?/\\']", " ", visible(title)).strip()[:31]


def _put(cell: Any, text: str) -> Any:
    # As text, whatever it begins with.
    cell.value = visible(text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


class _Page:
    def __init__(self, page: Any, sheet: Sheet, size: int) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        self.page, self.sheet, self.size = page, sheet, size
        self.row = 0
        line = Side("thin", color="FF857F74")
        self.border = Border(line, line, line, line)
        self.top = Alignment(vertical="top", wrap_text=True)
        self.plain = Font(name="Arial", size=size)
        self.strong = Font(name="Arial", size=size, bold=True)
        self.quiet = Font(name="Arial", size=max(9, size - 2), color=_GREY)
        self.tiny = Font(name="Arial", size=7, color=_GREY)
        self.code = Font(name="Courier New", size=size)
        self.title = Font(name="Arial", size=size + 9, bold=True, color=_BLUE)
        self.heading = Font(name="Arial", size=size + 3, bold=True, color=_BLUE)
        self.head = Font(name="Arial", size=size, bold=True)
        self.pale = PatternFill("solid", fgColor=_PALE)
        self.open = Protection(locked=False)

    def all(self, scale: str) -> None:
        """Everything, from the title to the seal; `scale` is where the answers to a rating are listed."""
        from openpyxl.worksheet.datavalidation import DataValidation

        wide = 1.8 if self.size > 11 else 1
        for letter, width in zip("ABCD", _WIDTHS, strict=True):
            self.page.column_dimensions[letter].width = width * (wide if letter == "A" else 1)
        self.say(self.sheet.title, self.title)
        if self.sheet.marking:
            self.say(self.sheet.marking, self.quiet)
        for each in self.sheet.lead:
            self.say(each, self.plain)
        heads = self.sheet.heads
        self.row += 1
        for column, head in enumerate((heads.code, heads.asked, heads.answer, heads.stands), 1):
            cell = _put(self.page.cell(self.row, column), head)
            cell.font, cell.fill, cell.border, cell.alignment = self.head, self.pale, self.border, self.top
        self._height(max(self._lines(head, at, self.size) for at, head in enumerate(heads, 1)), self.size)
        self.page.print_title_rows = f"{self.row}:{self.row}"
        chosen = DataValidation("list", formula1=scale, allow_blank=True, showErrorMessage=True)
        chosen.error = visible(say("Choose one of the answers in the list."))
        self.page.add_data_validation(chosen)
        for part in self.sheet.parts:
            self.part(part, chosen)
        self.row += 1
        self.say(self.sheet.seal.told(), self.tiny)
        self._on_paper()

    def _on_paper(self) -> None:
        page = self.page
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_margins.left = page.page_margins.right = 0.5
        page.oddFooter.center.text = "&P / &N"
        page.sheet_view.showGridLines = False
        page.protection.sheet = True
        page.protection.formatCells = page.protection.formatRows = page.protection.formatColumns = False

    def say(self, text: str, font: Any) -> None:
        """A text of its own, in the column of what is asked."""
        self.row += 1
        cell = _put(self.page.cell(self.row, 2), text)
        cell.font = font
        # What is short goes on over the empty cells to its right.
        is_long = len(text) * font.size > 1_300
        cell.alignment = self.top if is_long else None
        self._height(self._lines(text, 2, font.size) if is_long else 1, font.size)

    def part(self, part: Part, chosen: Any) -> None:
        """The questions of a part, a row each, under its title."""
        self.row += 1
        if part.breaks:
            from openpyxl.worksheet.pagebreak import Break

            self.page.row_breaks.append(Break(id=self.row - 1))
        self.say(part.title, self.heading if part.level < 3 else self.strong)
        for each in part.lead:
            self.say(each, self.plain)
        if part.quotation:
            self.say(part.quotation, self.strong)
        for name, meaning in part.terms:
            self.say(f"{name}: {meaning}", self.quiet)
        for question in part.questions:
            self.question(question, chosen)

    def question(self, question: Question, chosen: Any) -> None:
        """A code, what is asked, the place for the answer, and what stands."""
        self.row += 1
        asked = "\n".join(each for each in (question.asked, question.text, question.help) if each)
        for column, text in enumerate((question.code, asked, "", question.stands), 1):
            cell = self.page.cell(self.row, column)
            if text:
                _put(cell, text)
            cell.number_format = "@"
            cell.alignment, cell.border = self.top, self.border
            cell.font = (self.code, self.plain, self.plain, self.quiet)[column - 1]
        answer = self.page.cell(self.row, 3)
        answer.protection = self.open
        if question.field == RATING:
            chosen.add(answer)
        lines = max(self._lines(asked, 2, self.size), self._lines(question.stands, 4, self.quiet.size), question.height)
        self._height(lines, self.size)

    def _lines(self, text: str, column: int, size: float) -> int:
        """About how many lines a text takes in a column."""
        room = max(8, int(_WIDTHS[column - 1] * 15 / size))
        return sum(1 + len(line) // room for line in text.split("\n"))

    def _height(self, lines: int, size: float) -> None:
        self.page.row_dimensions[self.row].height = min(400, round(lines * size * 1.32 + 4))


def _steady(raw: bytes, day: str) -> bytes:
    """The same workbook without the clock in it."""
    with ZipFile(BytesIO(raw)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    core = parts["docProps/core.xml"].decode()
    core = re.sub(r">\d{4}-\d\d-\d\dT[\d:.]+Z?<", f">{day}T00:00:00Z<", core)
    return packed({**parts, "docProps/core.xml": core.encode()})
