#!/usr/bin/env bash
# Words in a content control within a line are in no text that python-docx gives, and a ticked box is in none.
#
# Found with python-docx 1.2.0, reading a document as Word writes it.
# A paragraph's runs are those right below it: a run in a control (<w:sdt>) is none of them. So the cell that somebody ticked
# or typed into reads as if it were empty, like the cells beside it, and no error tells of it.
# So: documents that came back are read by a walk over their XML.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "python-docx==1.2.0" 2>/dev/null
"$folder/venv/bin/python" - <<'P'
import io
import sys

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

print("python-docx", docx.__version__)
document = docx.Document()
table = document.add_table(1, 2)
for cell, words in zip(table.rows[0].cells, ("☒", "Our own audit reads otherwise."), strict=True):
    control = f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent><w:r><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>"
    cell.paragraphs[0]._p.append(parse_xml(control))
held = io.BytesIO()
document.save(held)
read = [cell.text for cell in docx.Document(held).tables[0].rows[0].cells]
print("cells as they are read:", read)
as_found = read == ["", ""]
print("as found" if as_found else "changed: look at what it reads again")
sys.exit(not as_found)
P
