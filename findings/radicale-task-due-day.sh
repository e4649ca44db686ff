#!/usr/bin/env bash
# A task that is due on a day is found on the day before, and one that begins on its due day on both.
#
# Found with Radicale 3.9.0. RFC 4791 (9.9) takes a day for its first instant, and asks whether start < DUE <= end: a
# calendar that shows 15 July from midnight to midnight is not told what is due on it, and one that shows 14 July is. The
# server does as the standard has it, and who looks at their calendar is a day out. An event of the whole day is found on
# its day.
# So: `calendar` writes due days as events of the whole day, and no tasks; their text has the day in words.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "radicale==3.9.0" 2>/dev/null
"$folder/venv/bin/python" - "$folder" <<'P'
import http.client
import socket
import subprocess
import sys
import time

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
options = ("--config", "", "--server-hosts", f"127.0.0.1:{port}", "--storage-filesystem-folder", f"{sys.argv[1]}/store",
           "--auth-type", "none", "--rights-type", "authenticated", "--logging-level", "critical")
server = subprocess.Popen([sys.executable, "-m", "radicale", *options], stderr=subprocess.DEVNULL)


def asked(method, path, body="", **heads):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body.encode(), heads)
    told = connection.getresponse().read().decode()
    connection.close()
    return told


def component(kind, name, *lines):
    inside = (f"BEGIN:{kind}", f"UID:{name}", "DTSTAMP:20260301T000000Z", f"SUMMARY:{name}", *lines, f"END:{kind}")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//", *inside, "END:VCALENDAR", ""))


def on(day, kind):
    query = ('<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>'
             f'<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="{kind}"><C:time-range start="{day}T000000Z" '
             f'end="{day + 1}T000000Z"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>')
    said = asked("REPORT", "/u/c/", query, Depth="1")
    return sorted(name for name in PUT if f"SUMMARY:{name}" in said)


PUT = {
    "due-only": component("VTODO", "due-only", "DUE;VALUE=DATE:20260715"),
    "due-from": component("VTODO", "due-from", "DTSTART;VALUE=DATE:20260715", "DUE;VALUE=DATE:20260715"),
    "whole-day": component("VEVENT", "whole-day", "DTSTART;VALUE=DATE:20260715", "DTEND;VALUE=DATE:20260716"),
}
try:
    for _ in range(100):
        try:
            asked("GET", "/.web/")
            break
        except OSError:
            time.sleep(0.1)
    asked("MKCALENDAR", "/u/c/", Authorization="Basic dTpw")
    for name, text in PUT.items():
        asked("PUT", f"/u/c/{name}.ics", text, **{"Content-Type": "text/calendar"})
    tasks = {day: on(day, "VTODO") for day in (20260714, 20260715)}
    events = {day: on(day, "VEVENT") for day in (20260714, 20260715)}
finally:
    server.terminate()
    server.wait()
print("tasks due on 15 July, asked for 14 and 15 July:", *tasks.values())
print("an event of 15 July, asked for 14 and 15 July:", *events.values())
as_found = "due-only" in tasks[20260714] and "due-only" not in tasks[20260715]
as_found = as_found and events == {20260714: [], 20260715: ["whole-day"]}
print("as found" if as_found else "changed: due days may be tasks")
sys.exit(not as_found)
P
