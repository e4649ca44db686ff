#!/usr/bin/env bash
# mammoth leaves out what is chosen in a drop-down form field, and gives the prompt of an empty control for an answer.
#
# Found with mammoth 1.13.0 (Python).
# A drop-down form field of Word (FORMDROPDOWN) keeps its choice in the field's own data (w:ddList with w:result); no run
# shows it. mammoth turns check boxes, old and new, into <input>, but of the drop-down nothing is left, in HTML and in
# `extract_raw_text`, and `messages` is empty. A content control that nobody has filled in (w:showingPlcHdr) comes out with
# its prompt as plain words, and so do hidden words (w:vanish): nothing tells them from answers.
# So: forms are read by a walk over the XML, which knows the field's data, and what is a prompt or hidden.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "mammoth==1.13.0" 2>/dev/null
cd "$folder"
"$folder/venv/bin/python" - <<'P'
import sys
from importlib.metadata import version
from io import BytesIO
from zipfile import ZipFile

import mammoth

print("mammoth", version("mammoth"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def told(body):
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
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    made = mammoth.convert_to_html(into)
    return made.value, mammoth.extract_raw_text(into).value.strip(), made.messages


def run(words, look=""):
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def field(data, code):
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="q"/>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


box = field("<w:checkBox><w:sizeAuto/><w:checked/></w:checkBox>", "FORMCHECKBOX")
listed = field(
    '<w:ddList><w:result w:val="1"/><w:listEntry w:val="ONE"/><w:listEntry w:val="TWO"/></w:ddList>', "FORMDROPDOWN"
)
prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{run('PROMPT')}</w:sdtContent></w:sdt>"
found = {
    "a check box": told(f"<w:p>{run('q: ')}{box}</w:p>"),
    "a drop-down": told(f"<w:p>{run('q: ')}{listed}</w:p>"),
    "a prompt": told(f"<w:p>{run('q: ')}{prompt}</w:p>"),
    "hidden words": told(f"<w:p>{run('q: ')}{run('HIDDEN', '<w:rPr><w:vanish/></w:rPr>')}</w:p>"),
}
for what, answer in found.items():
    print(f"{what}: {answer}")
as_found = (
    "checked" in found["a check box"][0]
    and found["a drop-down"] == ("<p>q: </p>", "q:", [])
    and found["a prompt"] == ("<p>q: PROMPT</p>", "q: PROMPT", [])
    and found["hidden words"] == ("<p>q: HIDDEN</p>", "q: HIDDEN", [])
)
print("as found" if as_found else "changed: look at what reads forms again")
sys.exit(not as_found)
P
