#!/usr/bin/env bash
# A letter that is folded in two is read as two that are none.
#
# Found with icalendar 7.3.2. RFC 5545 (3.1) folds lines by octets, says that simple programs do so within a letter of
# several, and asks readers to unfold before they look for letters. The library looks for letters first: each half of an
# "é" becomes U+FFFD, and nothing is said of it. vobject puts the letter together.
# So: what `calendar` writes is looked through line by line, each of which has to be UTF-8 by itself.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "icalendar==7.3.2" "vobject==0.9.9" 2>/dev/null
"$folder/venv/bin/python" - <<'P'
import sys

import icalendar
import vobject

letter = "é".encode()
raw = b"\r\n".join((
    b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:-//x//", b"BEGIN:VEVENT", b"UID:a", b"DTSTAMP:20260301T000000Z",
    b"DTSTART;VALUE=DATE:20260630", b"SUMMARY:caf" + letter[:1], b" " + letter[1:], b"END:VEVENT", b"END:VCALENDAR", b"",
))
by_icalendar = str(icalendar.Calendar.from_ical(raw).walk("VEVENT")[0]["summary"])
unfolded = raw.replace(b"\r\n ", b"").decode()
by_vobject = vobject.readOne(unfolded).vevent.summary.value
print("unfolded first: ", repr(by_vobject))
print("icalendar:      ", repr(by_icalendar))
as_found = by_vobject == "café" and "\ufffd" in by_icalendar
print("as found" if as_found else "changed: look at how lines are unfolded again")
sys.exit(not as_found)
P
