#!/usr/bin/env bash
# Where a page has a <main>, pandoc leaves out all that stands around it.
#
# Found with pandoc 3.9 (from the PyPI package pypandoc_binary 1.17), reading HTML.
# A page may say in its <header> for whom it is ("Not for publication"), and in its <footer> where it came from. Pandoc
# converts what stands in <main> and drops the rest without a word, so that a document made of the page has lost its
# marking. Without a <main>, header and footer are kept.
# So: what must never be lost from a report stands within <main>.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pypandoc_binary==1.17" 2>/dev/null
"$folder/venv/bin/python" - <<'P'
import sys
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
page = "<body><header><p>Not for publication</p></header><{0}><p>Report.</p></{0}><footer><p>Made in May</p></footer></body>"
told = {name: " ".join(pypandoc.convert_text(page.format(name), "plain", "html").split()) for name in ("main", "div")}
for name, words in told.items():
    print(f"with a <{name}>: {words}")
as_found = told == {"main": "Report.", "div": "Not for publication Report. Made in May"}
print("as found" if as_found else "changed: look at where the marking of a report stands")
sys.exit(not as_found)
P
