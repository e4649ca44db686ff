"""Git's own way of writing a moment, "1772366400 +0530", turned into days and into ISO 8601.

Git is not asked for ISO 8601 itself: it gives up on a whole history when one commit's clock makes no sense.
Here every moment becomes one that a calendar knows: what cannot be read is the first second of 1970, as git
shows it, and what is past the year 9999 is its last second.
"""

from datetime import datetime, timedelta

_BEGIN = datetime(1970, 1, 1)
_LAST = 253_402_300_799
_DAY = 86_400


def iso(raw: str) -> str:
    """The moment by the clock of whoever it was: 2026-03-01T17:30:00+05:30."""
    local, zone = _local(raw)
    return f"{(_BEGIN + timedelta(seconds=local)).isoformat()}{zone[:3]}:{zone[3:]}"


def day(raw: str) -> int:
    """The day by the clock of whoever it was, counted from 1970-01-01."""
    return _local(raw)[0] // _DAY


def _local(raw: str) -> tuple[int, str]:
    """Seconds from the beginning of 1970, as the clock on the wall showed them; and its offset."""
    seconds, _, zone = raw.partition(" ")
    try:
        offset = (int(zone[1:3]) * 60 + int(zone[3:])) * 60
        local = int(seconds) + (-offset if zone[0] == "-" else offset)
    except (ValueError, IndexError):
        return 0, "+0000"
    if len(zone) != 5 or offset >= _DAY or not 0 <= local <= _LAST:
        return min(max(local, 0), _LAST), "+0000"
    return local, zone
