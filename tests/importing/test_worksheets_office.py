"""Worksheets filled in and saved by LibreOffice: what comes back are exactly the answers given."""

import subprocess
from pathlib import Path

import pytest

from reflectctl.model.worksheet import code
from tests.importing.test_worksheets import (
    ANSWERS,
    GIVEN,
    SCALE,
    Sheets,
    considered,
    filled,
    sheets,
)
from tests.tools import OFFICE

__all__ = ["sheets"]
pytestmark = pytest.mark.calc

MACRO = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill" script:language="StarBasic">
Function Named(what As String, value) As Object
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = what
  one.Value = value
  Named = one
End Function

Function Opened(path As String) As Object
  Opened = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, Array(Named("Hidden", True)))
End Function

Sub StoreAs(book, path As String, form As String)
  book.storeToURL(ConvertToURL(path), Array(Named("FilterName", form)))
  book.close(True)
End Sub

Sub InSpreadsheet(page, key As String, words As String)
  Dim at As Integer
  For at = 0 To 200
    If page.getCellByPosition(0, at).String = key Then page.getCellByPosition(2, at).String = words
  Next
End Sub

Sub InDocument(book, key As String, words As String, choice As Integer)
  Dim label, at, cell, paragraphs, portions, portion, control
  For Each label In book.TextTables.ElementNames
    For at = 0 To book.TextTables.getByName(label).Rows.Count - 1
      If book.TextTables.getByName(label).getCellByPosition(0, at).String = key Then
        If choice &lt; 0 Then
          book.TextTables.getByName(label).getCellByPosition(2, at).String = words
        Else
          cell = book.TextTables.getByName(label).getCellByPosition(2 + choice, at)
          paragraphs = cell.createEnumeration()
          portions = paragraphs.nextElement().createEnumeration()
          Do While portions.hasMoreElements()
            portion = portions.nextElement()
            If portion.TextPortionType = "ContentControl" Then
              control = portion.ContentControl
              control.setString("☒")
              control.Checked = True
            End If
          Loop
        End If
      End If
    Next
  Next
End Sub

Sub All
  Dim book
  On Error GoTo Ended
  @STEPS@
Ended:
  If Err Then
    Open "@LOG@" For Output As #1
    Print #1, Err &amp; " " &amp; Error &amp; " in line " &amp; Erl
    Close #1
  End If
  StarDesktop.terminate()
End Sub
</script:module>
"""
LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" \
library:passwordprotected="false">
 <library:element library:name="Fill"/>
</library:library>
"""
CALC, WRITER = "Calc MS Excel 2007 XML", "MS Word 2007 XML"


def quoted(words: str) -> str:
    """A text as the macro has it."""
    parts = [f'"{each.replace(chr(34), chr(34) * 2)}"' for each in words.split("\n")]
    told = " & Chr(10) & ".join(parts)
    return told.replace("&", "&amp;").replace("<", "&lt;")


def office(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """LibreOffice with a profile of its own."""
    return subprocess.run(
        [str(OFFICE), "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def saved(sheets: Sheets, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of worksheets that LibreOffice has filled in, or has saved once and twice."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "empty.xlsx").write_bytes(sheets.xlsx)
    (folder / "empty.docx").write_bytes(sheets.docx)
    steps = []
    for form, kind in (("xlsx", CALC), ("docx", WRITER)):
        (folder / f"given.{form}").write_bytes(filled(sheets, form))
        for before, after in (("given", "once"), ("once", "twice")):
            steps += [
                f'book = Opened("{folder}/{before}.{form}")',
                f'StoreAs(book, "{folder}/{after}.{form}", "{kind}")',
            ]
    steps.append(f'book = Opened("{folder}/empty.xlsx")')
    steps += [
        f'InSpreadsheet(book.Sheets.getByIndex(0), "{code(*key)}", {quoted(words)})' for key, words in ANSWERS.items()
    ]
    steps += [f'StoreAs(book, "{folder}/macro.xlsx", "{CALC}")', f'book = Opened("{folder}/empty.docx")']
    for key, words in ANSWERS.items():
        at = list(SCALE).index(words) if key[1] == "rating" else -1
        steps.append(f'InDocument(book, "{code(*key)}", {quoted(words)}, {at})')
    steps.append(f'StoreAs(book, "{folder}/macro.docx", "{WRITER}")')
    macro = MACRO.replace("@STEPS@", "\n  ".join(steps)).replace("@LOG@", f"{folder}/log")
    # A new profile is laid out first, over whatever lies there.
    office(folder, "macro:///Standard.Module1.Main")
    basic = folder / "profile/user/basic/Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Fill.xba").write_text(macro, encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    done = office(folder, "macro:///Standard.Fill.All")
    assert not (folder / "log").exists(), (folder / "log").read_text()
    assert (folder / "macro.docx").exists(), done
    return folder


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("how", ["macro", "once", "twice"])
def test_what_libreoffice_saves_says_what_was_answered(sheets: Sheets, saved: Path, form: str, how: str) -> None:
    raw = (saved / f"{how}.{form}").read_bytes()
    found = considered(sheets, (f"{how}.{form}", raw))
    assert [(step.subject, step.now, step.words) for step in found.steps] == GIVEN
    assert not found.doubts
