"""What commits up to one said, for whoever tells what came after it: what comes back stands again."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..loading import files, told_values
from ..loading.told_values import GROUP, MEETING, MEMBER, NOTES, SOURCE, VIEW, Key
from ..model.agency_ids import Ids
from ..model.diff import (
    AgencyChange,
    Change,
    Comparison,
    GroupChange,
    MeetingChange,
    ReflectionChange,
    SourceChange,
    part,
)
from ..model.records import Partnership, View
from ..storage.cache import LastFew
from ..storage.snapshots import Unreadable
from .context import Context
from .partnership import Repository
from .shelves import shelf

FEWEST, MOST = 25, 2
"""Where fewer versions of files were looked through, no answers are kept; and of how many commits they are."""

if TYPE_CHECKING:
    from ..storage.commits import Touched

_DAY, _NEAR = re.compile(rb"\d{4}-\d\d-\d\d"), 40
"""How a day is written, and how soon it comes after its key."""

_Known = tuple[str, str, str | None, str]
"""A view: the statement, who holds it, which it is and on which day it was given."""


class SaidBefore:
    """What commits up to one said of what may come back. Nothing is read before something is asked.

    Agencies go by the ids of now. Where a history is not there whole, nothing is known of it. Answers are kept.
    """

    def __init__(self, here: Context, repository: Repository, first: str, ids: Ids) -> None:
        self._here = here
        self._repository = repository
        self._first = first
        self._ids = ids
        self._is_whole = True
        self._kept_in, self._answers = self._kept()
        self._known = len(self._answers)
        self._read: set[bytes] = set()
        self._views: set[_Known] = set()
        self._parts = told_values.ViewParts()

    def _kept(self) -> tuple[LastFew | None, dict[str, bool]]:
        """Where answers are kept, and those that are."""
        if (place := shelf(self._here, self._repository, "before")) is None:
            return None, {}
        kept = LastFew(place, MOST)
        there = kept.get(self._name)
        return kept, {str(key): bool(each) for key, each in there.items()} if isinstance(there, dict) else {}

    @property
    def _name(self) -> str:
        return f"{self._first} {self._repository.prefix} {sorted(self._ids.items())}"

    def keep(self) -> None:
        """Keep what was answered, where that is enough. A blob that is missing now may be there the next time."""
        took_long = len(self.__dict__.get("_versions", ())) >= FEWEST
        if self._kept_in is not None and self._is_whole and took_long and len(self._answers) > self._known:
            self._kept_in.put(self._name, self._answers)

    def _asked(self, name: str, answer: Callable[[], bool]) -> bool:
        if name not in self._answers:
            self._answers[name] = answer()
        return self._answers[name]

    def view(self, statement: str, of: str, view: View) -> bool:
        """Whether a view of some day was said."""
        if not view.given:
            return False
        day = view.given.isoformat()
        known: _Known = (statement, of, view.rating, day)
        return self._asked(f"{VIEW} {statement} {of} {view.rating} {day}", lambda: self._has_view(known, day))

    def _has_view(self, view: _Known, day: str) -> bool:
        # Nearly every version says nothing of this day, and need not be read as YAML.
        for path, raw in self._with_days.pop(day.encode(), ()):
            if raw not in self._read:
                self._read.add(raw)
                self._views.update(self._said(path, raw))
        return view in self._views

    @cached_property
    def _with_days(self) -> dict[bytes, list[tuple[str, bytes]]]:
        """The versions of views by the days that they name."""
        found: dict[bytes, list[tuple[str, bytes]]] = {}
        for path, raw in self._files("views").values():
            for day in {match[0] for each in raw.split(b"given")[1:] if (match := _DAY.search(each, 0, _NEAR))}:
                found.setdefault(day, []).append((path, raw))
        return found

    def _said(self, path: str, raw: bytes) -> set[_Known]:
        return {
            (statement, self._ids.get(of, of), view.rating, view.given.isoformat())
            for (kind, statement, of), view in (told_values.values(path, raw, self._parts) or {}).items()
            if kind == VIEW and isinstance(view, View) and view.given
        }

    def thing(self, kind: str, id: str, part: str = "") -> bool:
        """Whether something was there that is not now: a meeting, a member, or what stood in a file that went."""
        return self._asked(f"{kind} {id} {part}", lambda: (kind, id, part) in self._things(kind))

    def _things(self, kind: str) -> set[Key]:
        return self._members if kind in (MEMBER, GROUP) else self._meetings if kind == MEETING else self._with_files

    @cached_property
    def _meetings(self) -> set[Key]:
        return self._keys(self._files("meetings"))

    @cached_property
    def _members(self) -> set[Key]:
        return {(kind, self._ids.get(id, id), "") for kind, id, _ in self._keys(self._files(files.PARTNERSHIP))}

    @cached_property
    def _with_files(self) -> set[Key]:
        """What stood beside ratings in files that were taken out."""
        gone = (each for each in self._touched("principles") if each.status == "D")
        return self._keys(self._read_all({each.old: each.path for each in gone if each.old}))

    def _keys(self, versions: dict[str, tuple[str, bytes]]) -> set[Key]:
        return {key for path, raw in versions.values() for key in told_values.values(path, raw) or {}}

    def _files(self, under: str) -> dict[str, tuple[str, bytes]]:
        """The versions of the files in a folder, by their ids."""
        return self._read_all({id: path for id, path in self._versions.items() if path.partition("/")[0] == under})

    def _read_all(self, blobs: dict[str, str]) -> dict[str, tuple[str, bytes]]:
        read = list(self._repository.objects.read_many(blobs))
        found = {id: (blobs[id], raw) for id, raw in read if not isinstance(raw, Unreadable)}
        self._is_whole = self._is_whole and len(found) == len(read)
        return found

    @cached_property
    def _versions(self) -> dict[str, str]:
        """Every version of a file that was there; of meetings and members only those that are not any more."""
        found: dict[str, str] = {}
        for each in self._touched("views", "meetings"):
            for id in (each.old, each.new if each.path.startswith("views/") else ""):
                if id:
                    found.setdefault(id, each.path)
        return found

    def _touched(self, *under: str) -> Iterator["Touched"]:
        from ..storage.commits import log

        if self._first and not self._repository.git.is_shallow():
            for commit in log(self._repository.git, self._repository.prefix, self._first, under):
                yield from (*commit.touched, *commit.taken)


def told(
    comparison: Comparison,
    before: SaidBefore,
    sides: tuple[Partnership, Partnership],
    shown: Callable[[Partnership], Partnership],
) -> Comparison:
    """A comparison in which what had been there before stands again: meetings, members, what came back with its file.

    Its things go by the ids by which they are `shown`.
    """
    first, after = sides
    there = {each.principle for each in first.records}

    def came(change: Change) -> bool:
        """Whether it is there and was not, and may be known: of what stands beside ratings, where its file was not."""
        if not isinstance(change, Back) or change.before is not None or change.after is None:
            return False
        return part(change) == "" or change.id.partition(".")[0] not in there

    if not any(map(came, comparison.changes)):
        return comparison
    as_shown = shown(after)
    ids = {
        (kind, one.id): real.id
        for kind, (_, records) in _KINDS.items()
        if records
        for real, one in zip(getattr(after, records), getattr(as_shown, records), strict=True)
    }

    def seen(change: Change) -> Change:
        if not came(change) or not isinstance(change, Back):
            return change
        kind, _ = _KINDS[type(change)]
        id = ids.get((type(change), change.id), change.id)
        return change._replace(again=before.thing(kind, id, part(change)))

    return comparison._replace(changes=tuple(map(seen, comparison.changes)))


Back = MeetingChange | AgencyChange | GroupChange | SourceChange | ReflectionChange

_KINDS: dict[Any, tuple[str, str]] = {
    MeetingChange: (MEETING, "meetings"),
    AgencyChange: (MEMBER, "agencies"),
    GroupChange: (GROUP, "groups"),
    SourceChange: (SOURCE, ""),
    ReflectionChange: (NOTES, ""),
}
"""What may come back: as what it is known, and where a partnership has it, if its id may be shown as another."""
