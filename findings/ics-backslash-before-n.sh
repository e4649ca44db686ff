#!/usr/bin/env bash
# A backslash before an n is read as the end of a line, and what is written has a calendar scale that there is not.
#
# Found with ics 0.7.3 (ics.py). A text of RFC 5545 (3.3.11) has `\\` for a backslash and `\n` for the end of a line. The
# library puts each of them back with a replacement over the whole text, `\n` first: of `C:\\new` it makes a backslash, the
# end of a line and "ew", where a folder was meant. Written again, it is another text. And whatever it writes says
# CALSCALE:GEORGIAN, which no standard knows; GREGORIAN is meant.
# So: texts are compared by icalendar and vobject; ics is asked for days, titles and whether an event takes the whole day.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ics==0.7.3" "vobject==0.9.9" 2>/dev/null
"$folder/venv/bin/python" - <<'P'
import sys

import ics
import vobject

text = "\r\n".join((
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//", "BEGIN:VEVENT", "UID:a", "DTSTAMP:20260301T000000Z",
    "DTSTART;VALUE=DATE:20260630", r"DESCRIPTION:C:\\new\nfolder", "END:VEVENT", "END:VCALENDAR", "",
))
meant = "C:\\new\nfolder"
calendar = ics.Calendar(text)
by_ics, by_vobject = next(iter(calendar.events)).description, vobject.readOne(text).vevent.description.value
again = calendar.serialize()
scale = next((line for line in again.splitlines() if line.startswith("CALSCALE")), "no CALSCALE")
print("meant:  ", repr(meant))
print("vobject:", repr(by_vobject))
print("ics:    ", repr(by_ics))
print("written again:", scale)
as_found = by_vobject == meant != by_ics and scale == "CALSCALE:GEORGIAN"
print("as found" if as_found else "changed: texts may be compared by ics as well")
sys.exit(not as_found)
P
