#!/usr/bin/env bash
# python-docx gives documents without what stands in content controls, and without words that a tracked change inserted.
#
# Found with python-docx 1.2.0.
# Word puts what is chosen or typed in a form into content controls (w:sdt), which may hold words of a line, paragraphs,
# cells or rows. python-docx passes over all of them: `Paragraph.text` has the words before and behind, `Document.paragraphs`
# lacks the paragraphs, and a row lacks the cell, so that the cells behind it move to the left. Nothing is raised or
# logged. Words within w:ins are passed over in the same way, while words that are hidden (w:vanish) are there.
# So: forms are read by a walk over the XML, and documents with tracked changes are refused.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "python-docx==1.2.0" 2>/dev/null
cd "$folder"
"$folder/venv/bin/python" - <<'P'
import sys
from importlib.metadata import version
from io import BytesIO
from zipfile import ZipFile

from docx import Document

print("python-docx", version("python-docx"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def document(body):
    into = BytesIO()
    with ZipFile(into, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats'
            f'-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org'
            '/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
        )
    into.seek(0)
    return Document(into)


def run(words, look=""):
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def control(inside):
    return f"<w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def line(words):
    return f"<w:p>{run(words)}</w:p>"


def cell(words):
    return f"<w:tc><w:tcPr/>{line(words)}</w:tc>"


grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
told = {
    "words of a line": [p.text for p in document(f"<w:p>{run('a')}{control(run('CHOSEN'))}{run('b')}</w:p>").paragraphs],
    "a paragraph": [p.text for p in document(control(line("CHOSEN")) + line("b")).paragraphs],
    "a cell": [
        [c.text for c in row.cells]
        for table in document(f"<w:tbl>{grid}<w:tr>{control(cell('CHOSEN'))}{cell('b')}</w:tr></w:tbl><w:p/>").tables
        for row in table.rows
    ],
    "inserted words": [
        p.text for p in document(f"<w:p>{run('a')}<w:ins w:id='1' w:author='x'>{run('NEW')}</w:ins></w:p>").paragraphs
    ],
    "hidden words": [p.text for p in document(f"<w:p>{run('HIDDEN', '<w:rPr><w:vanish/></w:rPr>')}</w:p>").paragraphs],
}
for what, texts in told.items():
    print(f"{what}: {texts}")
as_found = list(told.values()) == [["ab"], ["b"], [["b"]], ["a"], ["HIDDEN"]]
print("as found" if as_found else "changed: look at what reads forms again")
sys.exit(not as_found)
P
