#!/usr/bin/env bash
# A picture within a picture ends the outer one for pandoc.
#
# Found with pandoc 3.9 (from the PyPI package pypandoc_binary 1.17), reading HTML.
# An inline <svg> is one picture to pandoc, and its words are no part of the text. HTML allows an <svg> within an <svg>,
# and browsers draw both. Pandoc takes the end of the inner one for the end of the outer one: whatever stands behind it
# pours into the paragraphs, so that labels of axes and legends stand in the text of a document that was made of a page.
# So: charts that may be pasted or converted hold no <svg> within an <svg>.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pypandoc_binary==1.17" 2>/dev/null
"$folder/venv/bin/python" - <<'P'
import sys
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
flat = '<p>Before.</p><svg width="9" height="9"><text>label</text></svg><p>After.</p>'
nested = '<p>Before.</p><svg width="9" height="9"><svg><text>inner</text></svg><text>label</text></svg><p>After.</p>'
told = {}
for name, page in (("one svg", flat), ("an svg within an svg", nested)):
    told[name] = pypandoc.convert_text(page, "plain", "html").split()
    print(f"{name}: {' '.join(told[name])}")
as_found = "label" not in " ".join(told["one svg"]) and "label" in " ".join(told["an svg within an svg"])
print("as found" if as_found else "changed: look at the charts again")
sys.exit(not as_found)
P
