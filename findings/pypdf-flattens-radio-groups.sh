#!/usr/bin/env bash
# Flattening a form with pypdf draws all buttons of a radio group alike: all chosen, or none.
#
# Found with pypdf 7.1.1.
# `PdfWriter.update_page_form_field_values(page, {"q": "/agree"}, flatten=True)` puts the looks of a field's buttons into
# the page and names each after the field, /Fm_q. A radio group is one field with several buttons, so that one look takes
# the place of all: with two buttons the page calls the same drawing twice. Where the last button is the chosen one, both
# are drawn without a mark; where it is another one, both are drawn with it. The value is right until the form is taken
# out; on the page nobody can tell what was chosen, and no error is raised (a warning goes to the log).
# So: what was written in a PDF is read from the form's values, its drawing and its choices, and a flattened form is refused.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pypdf==7.1.1" 2>/dev/null
"$folder/venv/bin/python" - <<'P'
import logging
import sys
from io import BytesIO

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

logging.disable(logging.CRITICAL)
print("pypdf", pypdf.__version__)
STATES = ("agree", "disagree")


def made(**keys):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in keys.items()})


def numbers(*values):
    return ArrayObject(map(NumberObject, values))


def form():
    """A page with a radio group of two buttons: a filled square where one is chosen, else its frame."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 60)

    def look(drawing):
        stream = StreamObject()
        stream.set_data(drawing)
        stream.update(made(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=numbers(0, 0, 20, 20)))
        return writer._add_object(stream)

    group = made(FT=NameObject("/Btn"), Ff=NumberObject(1 << 15 | 1 << 14), T=TextStringObject("q"))
    reference = writer._add_object(group)
    kids = ArrayObject()
    for at, state in enumerate(STATES):
        looks = DictionaryObject({NameObject(f"/{state}"): look(b"0 0 20 20 re f"), NameObject("/Off"): look(b"0 0 20 20 re S")})
        kids.append(
            writer._add_object(
                made(
                    Type=NameObject("/Annot"), Subtype=NameObject("/Widget"), Parent=reference, F=NumberObject(4),
                    Rect=numbers(10 + 40 * at, 10, 30 + 40 * at, 30), AS=NameObject("/Off"), AP=made(N=looks),
                )
            )
        )
    group[NameObject("/Kids")] = kids
    page[NameObject("/Annots")] = kids
    writer._root_object[NameObject("/AcroForm")] = made(Fields=ArrayObject([reference]))
    into = BytesIO()
    writer.write(into)
    return into


found = {}
for chosen in STATES:
    writer = pypdf.PdfWriter(clone_from=form())
    page = writer.pages[0]
    writer.update_page_form_field_values(page, {"q": f"/{chosen}"}, flatten=True)
    writer.remove_annotations(subtypes="/Widget")
    looks = {name: each.get_object().get_data().decode() for name, each in page["/Resources"]["/XObject"].items()}
    called = [word for word in page.get_contents().get_data().decode().split() if word.startswith("/Fm")]
    found[chosen] = [looks[name][-1] for name in called]
    print(f"{chosen} was chosen; the two buttons are drawn {found[chosen]} (f: filled, S: a frame)")
as_found = found == {"agree": ["f", "f"], "disagree": ["S", "S"]}
print("as found" if as_found else "changed: look at flattened forms again")
sys.exit(not as_found)
P
