#!/usr/bin/env bash
# What is struck out in a cell is read like all else, and a line end stays an escape.
#
# Found with openpyxl 3.1.5, reading files that are valid.
# Read as it is usually read, a cell says the words that somebody has struck out, glued to those that stand, and nothing tells
# that any are struck; only with `rich_text=True` does it come in parts. With or without, what the format writes for a
# character that XML does not hold, `_x000D_` for a carriage return, is left in the words as it is.
# So: worksheets are read with `rich_text=True`, struck parts are left out and that is said, and escapes are undone.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "openpyxl==3.1.5" 2>/dev/null
"$folder/venv/bin/python" - <<'P'
import io
import sys
import zipfile

import openpyxl

print("openpyxl", openpyxl.__version__)
book = openpyxl.Workbook()
book.active["A1"], book.active["A2"] = "one", "two"
held = io.BytesIO()
book.save(held)
made = io.BytesIO()
with zipfile.ZipFile(held) as before, zipfile.ZipFile(made, "w") as after:
    for name in before.namelist():
        text = before.read(name).decode()
        text = text.replace("<t>one</t>", "<r><t>Agree</t></r><r><rPr><strike/></rPr><t>Disagree</t></r>")
        after.writestr(name, text.replace("<t>two</t>", "<t>first_x000D_\nsecond</t>"))
told = {}
for rich in (False, True):
    sheet = openpyxl.load_workbook(made, rich_text=rich).active
    told[rich] = sheet["A1"].value, sheet["A2"].value
    print(f"rich_text={rich}: {[str(each) for each in told[rich]]!r}, {type(told[rich][0]).__name__}")
parts = [getattr(getattr(each, "font", None), "strike", None) for each in told[True][0]]
as_found = told[False] == ("AgreeDisagree", "first_x000D_\nsecond") and parts == [None, True] and "_x000D_" in told[True][1]
print("as found" if as_found else "changed: look at how worksheets are read again")
sys.exit(not as_found)
P
