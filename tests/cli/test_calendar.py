"""Meetings and due days in a calendar: as three libraries read them, and as a CalDAV server keeps them."""

import http.client
import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import icalendar
import ics
import pytest
import recurring_ical_events
import vobject
from lxml import etree

from tests.conftest import CLEAN, git, run

TODAY = ("--today", "2026-05-01")
HARD = "Read; weigh, and \\tell — “ünïcode” 👩‍👩‍👧\tBEGIN:VALARM " + "and go on, " * 12
DUE = {
    "plain": "2026-05-20", "month": "2026-06", "february": "2028-02", "clocks": "2026-10-25", "past": "2026-04-01",
}  # fmt: skip
DAYS = {
    "plain": "2026-05-20", "month": "2026-06-30", "february": "2028-02-29", "clocks": "2026-10-25",
    "past": "2026-04-01", "ongoing": "2026-09-01", HARD: "2026-07-01", "old": "2026-05-30",
}  # fmt: skip


def do(folder: Path, *words: str, today: tuple[str, ...] = TODAY) -> str:
    told = run(*words, *today, cwd=folder)
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture(scope="module")
def planned(built_fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership with meetings and actions, one of which is done; all of it is committed."""
    folder = Path(shutil.copytree(built_fresh, tmp_path_factory.mktemp("planned") / "p", symlinks=True))
    do(folder, "meeting", "new", "A look back", "--date", "2026-04-02", "--principle", "1", "--present", "all")
    do(folder, "meeting", "new", "A look ahead", "--date", "2026-05-14", "--principle", "2")
    for words, due in (
        (name, ("--due", day)) for name, day in {**DUE, HARD: "2026-07-01", "old": "2026-05-30"}.items()
    ):
        do(folder, "action", "add", "1", words, "--owner", "police", *due, "--opened", "2026-03-01")
    do(folder, "action", "add", "1", "ongoing", "--owner", "council", "--due", "ongoing", "--review", "2026-09-01",
       "--opened", "2026-03-01")  # fmt: skip
    do(folder, "action", "done", known(folder, "old"), "--outcome", "It was done.", "--closed", "2026-04-30")
    commit(folder, "2026-05-01")
    return folder


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Planned", on=f"{day}T12:00:00+01:00")


def known(folder: Path, words: str) -> str:
    """The id of the action that says so."""
    told = json.loads(do(folder, "action", "list", "--status", "all", "--format", "json"))
    return next(each["id"] for each in told["actions"] if each["action"].startswith(words))


def written(folder: Path, *more: str, today: tuple[str, ...] = TODAY) -> bytes:
    """The calendar, as a file has it."""
    target = folder.parent / "out.ics"
    do(folder, "calendar", *more, "-o", str(target), today=today)
    return target.read_bytes()


def events(raw: bytes) -> dict[str, icalendar.Event]:
    """Each event by its action's or meeting's words."""
    return {str(each["summary"]).partition(": ")[2]: each for each in icalendar.Calendar.from_ical(raw).walk("VEVENT")}


def test_three_libraries_read_every_day_and_every_word(planned: Path) -> None:
    raw = written(planned)
    told = events(raw)
    text = raw.decode()
    by_ics = {each.name.partition(": ")[2]: each for each in ics.Calendar(text).events}
    by_vobject = {each.summary.value.partition(": ")[2]: each for each in vobject.readOne(text).vevent_list}

    flat = " ".join(HARD.split())
    wanted = {flat if name == HARD else name: day for name, day in DAYS.items()}
    wanted |= {"A look back": "2026-04-02", "A look ahead": "2026-05-14"}
    assert {name: each["dtstart"].dt.isoformat() for name, each in told.items()} == wanted
    assert {name: each.begin.date().isoformat() for name, each in by_ics.items()} == wanted
    assert {name: each.dtstart.value.isoformat() for name, each in by_vobject.items()} == wanted
    assert all(each.all_day for each in by_ics.values())
    assert {name for name, each in told.items() if each["status"] == "CANCELLED"} == {"old"}
    month = str(told["month"]["description"])
    assert month.startswith("Due by the end of 30 June 2026.\nOpen.\nTest Police.\n")
    assert month.endswith("For members of the partnership. Not for publication.")
    assert str(told["ongoing"]["description"]).startswith("To be looked at again on 1 September 2026.")


def test_on_each_day_there_is_what_is_due_on_it_and_on_no_other(planned: Path) -> None:
    asked = recurring_ical_events.of(icalendar.Calendar.from_ical(written(planned)))
    for name, said in DAYS.items():
        day = date.fromisoformat(said)
        for other, is_there in ((day - timedelta(1), False), (day, True), (day + timedelta(1), False)):
            found = [str(each["summary"]) for each in asked.at(other)]
            assert any(" ".join(name.split()) in each for each in found) == is_there, (name, other)


LINE = re.compile(
    r"[A-Za-z0-9-]+(?:;[A-Za-z0-9-]+=(?:[^\x00-\x1f\x7f\";:,]*|\"[^\x00-\x1f\x7f\"]*\"))*:[^\x00-\x08\x0a-\x1f\x7f]*"
)
ONCE = ("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP")


def test_it_is_as_the_standard_has_it(planned: Path) -> None:
    """The grammar of RFC 5545 3.1, what an event has once, and vobject's own validation of all of it."""
    raw = written(planned)
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(len(each) for each in raw.split(b"\r\n")) <= 75
    for each in raw.split(b"\r\n"):
        each.decode()  # No letter is broken in two.
    whole = raw.replace(b"\r\n ", b"").decode().splitlines()
    assert [each for each in whole if not LINE.fullmatch(each)] == []
    assert vobject.readOne(raw.decode()).validate(raiseException=True)
    for event in raw.replace(b"\r\n ", b"").decode().split("BEGIN:VEVENT")[1:]:
        names = re.findall(r"^([A-Z-]+)[;:]", event, re.MULTILINE)
        assert [names.count(each) for each in ONCE] == [1] * len(ONCE)
    assert b"VTODO" not in raw
    uids = [str(each["uid"]) for each in events(raw).values()]
    assert len({*uids}) == len(uids) == len(DAYS) + 2
    assert "Test" not in "".join(uids)


def test_the_same_records_give_the_same_bytes_and_know_no_clock(planned: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(planned, tmp_path / "p", symlinks=True))
    one = written(folder)
    do(folder, "calendar", "-o", str(tmp_path / "other.ics"), today=("--today", "2026-08-01"))
    assert (tmp_path / "other.ics").read_bytes() == one
    stamps = {str(each["dtstamp"].to_ical()) for each in events(one).values()}
    assert stamps == {"b'20260501T110000Z'"}


def test_what_moves_keeps_its_name_and_has_a_higher_number(planned: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(planned, tmp_path / "p", symlinks=True))
    was = events(written(folder))["plain"]
    do(folder, "action", "edit", known(folder, "plain"), "--due", "2026-06-10", today=("--today", "2026-05-02"))
    now = events(written(folder, today=("--today", "2026-05-02")))["plain"]
    assert (now["uid"], now["dtstart"].dt) == (was["uid"], date(2026, 6, 10))
    assert now["sequence"] > was["sequence"]
    assert now["dtstamp"].dt > was["dtstamp"].dt
    # On the day of the commit, and once it is committed.
    commit(folder, "2026-05-02")
    later = events(written(folder))["plain"]
    assert later["sequence"] > now["sequence"]


def test_what_was_taken_out_or_moved_is_cancelled_as_it_was(planned: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(planned, tmp_path / "p", symlinks=True))
    before = events(written(folder))
    do(folder, "action", "remove", known(folder, "month"))
    do(folder, "meeting", "move", "2026-05-14", "--date", "2026-05-21")
    now = json.loads(do(folder, "calendar", "--format", "json"))["days"]
    off = {each["uid"]: each["day"] for each in now if each["cancelled"]}
    assert off == {
        str(before[name]["uid"]): day
        for name, day in (("month", "2026-06-30"), ("old", "2026-05-30"), ("A look ahead", "2026-05-14"))
    }
    assert [each["day"] for each in now if "A look ahead" in each["title"] and not each["cancelled"]] == ["2026-05-21"]
    (folder / ".git").rename(tmp_path / "git-elsewhere")
    told = run("calendar", *TODAY, cwd=folder)
    assert "it is not cancelled" in told.stderr
    assert "taken out" not in told.stdout


def test_of_one_agency_there_are_its_actions_and_its_meetings(planned: Path) -> None:
    told = events(written(planned, "--agency", "council"))
    assert {*told} == {"ongoing", "A look back", "A look ahead"}


def test_a_day_at_the_end_of_all_days_has_no_end(planned: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(planned, tmp_path / "p", symlinks=True))
    do(folder, "action", "edit", known(folder, "plain"), "--due", "9999-12")
    assert "dtend" not in events(written(folder))["plain"]


def test_without_the_name_of_the_partnership_no_event_is_given_another(planned: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(planned, tmp_path / "p", symlinks=True))
    (folder / "partnership.yaml").write_text("{", "utf-8")
    told = run("calendar", "--format", "ics", *TODAY, cwd=folder)
    assert (told.returncode, told.stdout) == (3, "")
    assert "partnership.yaml cannot be read" in told.stderr


class Server:
    """A CalDAV server on this computer, with one calendar in it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def asked(self, method: str, path: str, body: bytes = b"", **heads: str) -> tuple[int, bytes]:
        """What it answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, heads)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def import_all(self, raw: bytes) -> None:
        """Put every event where its name says, as an import does: what is there already is brought up to date."""
        for event in icalendar.Calendar.from_ical(raw).walk("VEVENT"):
            alone = icalendar.Calendar()
            alone.add("prodid", "-//test//")
            alone.add("version", "2.0")
            alone.add_component(event)
            status, said = self.asked(
                "PUT", f"/u/c/{event['uid']}.ics", alone.to_ical(), **{"Content-Type": "text/calendar"}
            )
            assert status in (201, 204), said

    def on(self, day: date) -> dict[str, str]:
        """By its title, the status of each event that it finds between the beginning and the end of a day."""
        stamps = (f"{each:%Y%m%d}T000000Z" for each in (day, day + timedelta(1)))
        start, end = stamps
        query = (
            '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/>'
            '</D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
            f'<C:time-range start="{start}" end="{end}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>'
        )
        status, said = self.asked("REPORT", "/u/c/", query.encode(), Depth="1")
        assert status == 207, said
        found = etree.fromstring(said).iter("{urn:ietf:params:xml:ns:caldav}calendar-data")
        told = [each for data in found for each in icalendar.Calendar.from_ical(data.text).walk("VEVENT")]
        return {str(each["summary"]).partition(": ")[2]: str(each["status"]) for each in told}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Radicale, as it is installed, with a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--server-hosts", f"127.0.0.1:{port}", "--storage-filesystem-folder", str(tmp_path / "store"),
             "--auth-type", "none", "--rights-type", "authenticated", "--logging-level", "error"]  # fmt: skip
    program = [sys.executable, "-m", "radicale", "--config", ""]
    log = tmp_path / "log"
    with log.open("wb") as told:
        process = subprocess.Popen([*program, *words], env=CLEAN | {"HOME": str(tmp_path)}, stderr=told)
    made = Server(port)
    try:
        for _ in range(100):
            try:
                made.asked("GET", "/.web/")
                break
            except OSError:
                assert process.poll() is None, log.read_text("utf-8")
                time.sleep(0.1)
        status, said = made.asked("MKCALENDAR", "/u/c/", Authorization="Basic dTpw")
        assert status == 201, said
        yield made
    finally:
        process.terminate()
        process.wait(10)


def test_a_caldav_server_finds_each_due_day_on_its_day_and_importing_again_updates(
    planned: Path, server: Server, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(planned, tmp_path / "p", symlinks=True))
    server.import_all(written(folder))
    for name, said in DAYS.items():
        day, words = date.fromisoformat(said), " ".join(name.split())
        assert server.on(day) == {words: "CANCELLED" if name == "old" else "CONFIRMED"}
        assert words not in server.on(day - timedelta(1))
        assert words not in server.on(day + timedelta(1))

    do(folder, "action", "edit", known(folder, "plain"), "--due", "2026-06-10")
    do(folder, "action", "drop", known(folder, "month"), "--because", "Another does it.", "--closed", "2026-05-01")
    do(folder, "action", "remove", known(folder, "clocks"))
    server.import_all(written(folder))

    assert server.on(date(2026, 5, 20)) == {}
    assert server.on(date(2026, 6, 10)) == {"plain": "CONFIRMED"}
    assert server.on(date(2026, 6, 30)) == {"month": "CANCELLED"}
    assert server.on(date(2026, 10, 25)) == {"clocks": "CANCELLED"}
