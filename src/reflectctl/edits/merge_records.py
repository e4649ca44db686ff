"""Three trees of YAML in, one text out: record by record, key by key, to the letter of one side or the other.

`model.identities` says which records are one, and what was said together. What both sides changed stands between marks.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from ..documents.conflicts import Marks
from ..model import fields, identities
from ..model.named_tuples import NamedTuple
from .merge_lines import merge_comments, newer
from .merge_values import as_discussions, ids, points
from .sequences import BOTH, CLASH, OURS, THEIRS, merged, settled, woven
from .yaml_tree import Branch, Entry, Leaf, normal, shifted

PLAIN, RECORD, RECORDS, NOTES, NOTE, IDS, POINTS = "plain", "record", "records", "notes", "note", "ids", "points"
"""What belongs at a place: anything; a record; several; key points by prompt; those of one prompt; ids in no order;
text of points."""


class Form(NamedTuple):
    """What belongs at a place of a file."""

    holds: str = PLAIN
    of: type | None = None

    def at(self, key: str | None) -> "Form":
        """What belongs under a key, or what an item of a list is."""
        if self.holds == RECORDS and self.of is not None:
            return Form(RECORD, self.of)
        if self.holds == NOTES:
            return Form(NOTE, self.of)
        if self.holds != RECORD or self.of is None or key is None:
            return Form()
        if key in identities.identity(self.of).points:
            return Form(POINTS)
        field = identities.by_key(self.of).get(key)
        if field is None:
            return Form()
        below = identities.below(self.of, field)
        if below is not None:
            return Form({fields.NOTES: NOTES, fields.RECORD: RECORD}.get(field.holds, RECORDS), below)
        return Form(IDS if field.holds == fields.IDS else PLAIN)

    @property
    def inner(self) -> "Form":
        """What stands here where entries stand here."""
        return Form(RECORDS, self.of) if self.holds == NOTE else self

    @property
    def is_whole(self) -> bool:
        """Whether all that stands here was said at once."""
        return self.holds == RECORD and self.of is not None and identities.identity(self.of).whole


class Lost(Exception):
    """What both sides said has no place in one text."""


class Made(NamedTuple):
    """An entry of the merged text."""

    lead: str
    body: str
    """Without its indentation; with it where it is marked."""
    data: Any
    conflicts: int = 0
    is_marked: bool = False

    def text(self, column: int) -> str:
        """The lines of the entry."""
        return self.lead + ("" if self.is_marked else " " * column) + self.body


class Inside(NamedTuple):
    """The entries of a branch of the merged text, and the comments at its end."""

    made: Mapping[Any, Made]
    tail: str
    is_list: bool

    @property
    def data(self) -> Any:
        """What it says."""
        if self.is_list:
            return [each.data for each in self.made.values()]
        return {key: each.data for key, each in self.made.items()}

    @property
    def conflicts(self) -> int:
        """How many conflicts are in it."""
        return sum(each.conflicts for each in self.made.values())

    def text(self, column: int, *, inline: bool = False) -> str:
        """Its lines; the first without its indentation where it stands behind a dash."""
        parts = [each.text(column) for each in self.made.values()]
        if inline:
            first = next(iter(self.made.values()), None)
            if first is None or first.lead or first.is_marked:
                raise Lost("What stands behind a dash differs.")
            parts[0] = first.body
        return "".join(parts) + self.tail


class _Sides(NamedTuple):
    """The entries of a mapping or of a list, by their keys, as each side has them."""

    bases: Sequence[Mapping[Any, Entry]]
    ours: Mapping[Any, Entry]
    theirs: Mapping[Any, Entry]

    @property
    def keys(self) -> list[Any]:
        """Every key that a side has."""
        return [*self.ours, *(key for key in self.theirs if key not in self.ours)]

    def before(self, key: Any) -> list[Entry | None]:
        """What stood under a key."""
        return [each.get(key) for each in self.bases]

    def whose(self, keys: Iterable[Any]) -> str:
        """Whose the values of some keys are, all together."""
        bases, ours, theirs = (
            [[_meaning(side.get(key)) for key in keys] for side in each]
            for each in (self.bases, (self.ours,), (self.theirs,))
        )
        return settled(bases, ours[0], theirs[0])


Bases = Sequence[Entry | None]


class Merger:
    """Merges trees, and marks what cannot be merged."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def branch(self, form: Form, bases: Sequence[Branch], ours: Branch, theirs: Branch, column: int) -> Inside:
        """Two branches as one, at a column."""
        sides = (*bases, ours, theirs)
        if len({each.is_list for each in sides}) > 1:
            raise Lost("A list stands where keys stood.")
        tail = merge_comments(*_split([shifted(each.tail, column - each.column) for each in sides]))
        inside = self._list if ours.is_list else self._mapping
        return Inside(inside(form, bases, ours, theirs, column), tail, ours.is_list)

    def _mapping(
        self, form: Form, bases: Sequence[Branch], ours: Branch, theirs: Branch, column: int
    ) -> Mapping[Any, Made]:
        sides = _Sides([each.by_key for each in bases], ours.by_key, theirs.by_key)
        made: dict[Any, Made] = {}
        grouped: set[Any] = set()
        for group, whose in _groups(form, sides):
            grouped.update(group)
            made |= self._group(form, group, whose, sides, column)
        for key in sides.keys:
            if key not in grouped:
                made |= self._entries(form.at(key), key, sides, column)
        for lists in _doubled(form, made, sides):
            for key in lists:
                made.pop(key, None)
            made |= self._torn(lists, sides, column)
        order = _order(form)
        return _in_order(sides, made, lambda key: (order.get(key, len(order)), key))

    def _group(self, form: Form, group: Sequence[str], whose: str, sides: _Sides, column: int) -> dict[Any, Made]:
        """Keys whose values are taken from one side or the other, all together."""
        if whose == CLASH:
            return self._torn(group, sides, column)
        found: dict[Any, Made] = {}
        for key in group:
            if _meaning(sides.ours.get(key)) == _meaning(sides.theirs.get(key)):
                found |= self._entries(form.at(key), key, sides, column)
            elif (taken := (sides.ours if whose == OURS else sides.theirs).get(key)) is not None:
                found[key] = _as_it_is(taken, column)
        return found

    def _torn(self, group: Sequence[str], sides: _Sides, column: int) -> dict[Any, Made]:
        """Keys as each side has them, between marks; they stand at the first of them."""
        texts = []
        for side in (sides.ours, sides.theirs):
            texts.append("".join(_as_it_is(side[key], column).text(column) for key in side if key in group))
        first = next(key for key in sides.keys if key in group)
        return {first: Made("", self._marks.conflict(*texts), None, 1, is_marked=True)}

    def _entries(self, form: Form, key: Any, sides: _Sides, column: int) -> dict[Any, Made]:
        """What becomes of a key, if anything does."""
        made = self._entry(form, sides.before(key), sides.ours.get(key), sides.theirs.get(key), column)
        return {} if made is None else {key: made}

    def _list(
        self, form: Form, bases: Sequence[Branch], ours: Branch, theirs: Branch, column: int
    ) -> Mapping[Any, Made]:
        known = _known(form, (*bases, ours, theirs))
        if known is None:
            return _items(form, bases, ours, theirs, column)
        sides = _Sides(known[:-2], known[-2], known[-1])
        made: dict[Any, Made] = {}
        for key in sides.keys:
            made |= self._entries(form.at(None), key, sides, column)

        def rank(key: Any) -> Any:
            entry = sides.ours.get(key) or sides.theirs[key]
            return _day(form, entry.value.data), tuple(map(str, key))

        return _in_order(sides, made, rank)

    def _entry(self, form: Form, bases: Bases, ours: Entry | None, theirs: Entry | None, column: int) -> Made | None:
        """A key with its value, or an item; None where it is gone."""
        if ours is None or theirs is None:
            return self._alone(form, bases, ours, theirs, column)
        whose = settled([each and each.letters for each in bases], ours.letters, theirs.letters)
        if whose != CLASH:
            return _as_it_is(theirs if whose == THEIRS else ours, column)
        lead = merge_comments(
            *_split([each.lead_at(column) if each is not None else "" for each in (*bases, ours, theirs)])
        )
        if form.holds == NOTE and any(each and isinstance(each.value, Branch) for each in (*bases, ours, theirs)):
            bases = [each and as_discussions(each) for each in bases]
            ours, theirs = as_discussions(ours), as_discussions(theirs)
        values = (ours.value, theirs.value)
        is_deep = any(isinstance(each, Branch) for each in values) and not form.is_whole
        if is_deep and all(isinstance(each, Branch) or each.is_empty for each in values):
            try:
                return self._deep(form.inner, bases, ours, theirs, lead, column)
            except Lost:
                pass  # its parts cannot be told apart, so it is taken whole
        return self._leaf(form, bases, ours, theirs, lead, column)

    def _alone(self, form: Form, bases: Bases, ours: Entry | None, theirs: Entry | None, column: int) -> Made | None:
        """What only one side has: it was added there, or taken out by the other."""
        one = ours or theirs
        if one is None:
            return None
        said = {_fate(one, base) for base in bases} or {_KEPT if one.meaning == _NOTHING else _TORN}
        fate = said.pop() if len(said) == 1 else _TORN
        if fate == _KEPT:
            return _as_it_is(one, column)
        if fate == _GONE:
            return None
        if isinstance(one.value, Branch) and one.key is not None and form.holds != RECORD:
            # A list that is missing is an empty one.
            nothing = Entry(
                one.key, one.column, "", one.head, Branch(one.value.column, (), "", is_list=one.value.is_list)
            )
            made = self._entry(form, bases, ours or nothing, theirs or nothing, column)
            return made if made is not None and (made.conflicts or normal(made.data) is not None) else None
        return self._marked("", ours, theirs, column)

    def _marked(self, lead: str, ours: Entry | None, theirs: Entry | None, column: int) -> Made:
        """An entry as each side has it, between marks; with what stands above it, where a side has none."""
        texts = []
        for each in (ours, theirs):
            above = each.lead_at(column) if each is not None and (ours is None or theirs is None) else ""
            texts.append(f"{above}{' ' * column}{each.body_at(column)}" if each is not None else "")
        return Made(lead, self._marks.conflict(*texts), None, 1, is_marked=True)

    def _leaf(self, form: Form, bases: Bases, ours: Entry, theirs: Entry, lead: str, column: int) -> Made:
        """A value that is taken whole from one side or the other, unless it is made of parts that stay."""
        whose = settled([each.core if each is not None else _NOTHING for each in bases], ours.core, theirs.core)
        if whose == BOTH:
            texts = _split([each.body_at(column) if each is not None else "" for each in (*bases, ours, theirs)])
            return Made(lead, newer(*texts), ours.value.data)
        if whose != CLASH:
            taken = ours if whose == OURS else theirs
            return Made(lead, taken.body_at(column), taken.value.data)
        if isinstance(ours.value, Leaf) and isinstance(theirs.value, Leaf) and ours.head == theirs.head:
            values = [each.value.data if each is not None else None for each in bases]
            if form.holds == IDS and (listed := ids(values, ours.value, theirs.value)):
                return Made(lead, ours.head + listed.text, listed.data)
            if form.holds in (POINTS, NOTE) and (said := points(values, ours, theirs, column)):
                return Made(lead, ours.head + said.text, said.data)
        return self._marked(lead, ours, theirs, column)

    def _deep(self, form: Form, bases: Bases, ours: Entry, theirs: Entry, lead: str, column: int) -> Made:
        """An entry that holds others."""
        real = [each for each in (ours, theirs) if isinstance(each.value, Branch)]
        is_list = isinstance(real[0].value, Branch) and real[0].value.is_list
        *before, one, other = (_branch(each, is_list=is_list) for each in (*bases, ours, theirs))
        looks = [_look(each) for each in bases if each is not None and isinstance(each.value, Branch)]
        remarks = [each.remark for each in bases if each is not None]
        whose = settled(remarks or [()], real[0].remark, real[-1].remark)
        if whose == CLASH:
            raise Lost("Comments differ behind a key.")
        if whose != BOTH:
            real = [real[0] if whose == OURS else real[-1]]
        head, depth = newer(looks, _look(real[0]), _look(real[-1]))
        inside = self.branch(form, before, one, other, column + depth)
        text = inside.text(column + depth, inline=not head.endswith("\n"))
        return Made(lead, head + text, inside.data, inside.conflicts)


_KEPT, _GONE, _TORN = "kept", "gone", "torn"
_NOTHING: tuple[Any, tuple[str, ...]] = (None, ())


def _split(said: Sequence[Any]) -> tuple[Sequence[Any], Any, Any]:
    """What stood before, ours and theirs."""
    return said[:-2], said[-2], said[-1]


def _meaning(entry: Entry | None) -> tuple[Any, tuple[str, ...]]:
    return _NOTHING if entry is None else entry.meaning


def _fate(one: Entry, base: Entry | None) -> str:
    """What becomes of an entry that one side has and the other has not, by what stood before."""
    if _meaning(base) == _NOTHING:
        return _KEPT
    return _GONE if one.meaning in (_meaning(base), _NOTHING) else _TORN


def _as_it_is(entry: Entry, column: int) -> Made:
    return Made(entry.lead_at(column), entry.body_at(column), entry.value.data)


def _look(entry: Entry) -> tuple[str, int]:
    """How an entry begins that holds others, and how much deeper those stand."""
    column = entry.value.column if isinstance(entry.value, Branch) else entry.column
    return entry.head, column - entry.column


def _branch(entry: Entry | None, *, is_list: bool) -> Branch:
    """What an entry holds; where it is missing or empty, nothing yet."""
    if entry is None or (isinstance(entry.value, Leaf) and entry.value.is_empty):
        return Branch(0, (), "", is_list=is_list)
    if isinstance(entry.value, Leaf):
        raise Lost("Something else stood where keys or a list stand.")
    return entry.value


def _groups(form: Form, sides: _Sides) -> list[tuple[list[str], str]]:
    """The keys that were said together, each group with whose it is."""
    if form.holds != RECORD or form.of is None:
        return []
    groups = [set(group) for group in identities.together(form.of)]
    torn: set[str] = set()
    for pair in identities.apart(form.of):
        if {sides.whose([key]) for key in pair} == {OURS, THEIRS}:
            torn.update(pair)
    if torn:
        torn.update(*(group for group in groups if group & torn))
        groups = [group for group in groups if not group & torn]
    found = [(sorted(group), sides.whose(sorted(group))) for group in groups if group & set(sides.keys)]
    return [*found, (sorted(torn), CLASH)] if torn else found


def _doubled(form: Form, made: Mapping[Any, Made], sides: _Sides) -> list[tuple[str, ...]]:
    """The lists that exclude each other, where somebody stands in two of them whom neither side has put there."""
    lists = identities.identity(form.of).disjoint if form.holds == RECORD and form.of is not None else ()
    there = [key for key in lists if key in made]
    if len(there) < 2 or any(made[key].conflicts for key in there):
        return []
    known = {
        id
        for side in (sides.ours, sides.theirs)
        for id in _twice([side[key].value.data for key in lists if key in side])
    }
    return [lists] if _twice([made[key].data for key in there]) - known else []


def _twice(lists: Sequence[Any]) -> set[str]:
    """Who stands in more than one list."""
    members = [set(map(str, each)) if isinstance(each, list) else set() for each in lists]
    return {id for number, each in enumerate(members) for other in members[number + 1 :] for id in each & other}


def _order(form: Form) -> Mapping[str, int]:
    """The place of each key of a record, by the catalogue."""
    if form.holds != RECORD or form.of is None:
        return {}
    return {key: number for number, key in enumerate(identities.by_key(form.of))}


def _in_order(sides: _Sides, made: Mapping[Any, Made], rank: Any) -> Mapping[Any, Made]:
    base = list(sides.bases[0]) if sides.bases else []
    keys = woven(base, list(sides.ours), list(sides.theirs), made.__contains__, rank)
    return {key: made[key] for key in keys}


def _known(form: Form, branches: Sequence[Branch]) -> list[Mapping[Any, Entry]] | None:
    """The items of lists by what tells one from another; None where nothing does."""
    by = identities.identity(form.of).by if form.holds == RECORDS and form.of is not None else ("id",)
    if not by or form.holds == IDS:
        return None
    found: list[Mapping[Any, Entry]] = []
    for branch in branches:
        items: dict[Any, Entry] = {}
        for entry in branch.entries:
            data = entry.value.data
            key = tuple(normal(data.get(name)) for name in by) if isinstance(data, dict) else ()
            is_named = any(each is not None for each in key) or form.holds == RECORDS
            if not key or not is_named or not all(map(_is_plain, key)) or key in items:
                return None
            items[key] = entry
        found.append(items)
    return found


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, bool, float))


def _items(form: Form, bases: Sequence[Branch], ours: Branch, theirs: Branch, column: int) -> Mapping[Any, Made]:
    """A list of what has no name but what it says."""
    entries: dict[str, Entry] = {}
    written_before = [entry.letters for base in bases for entry in base.entries]
    for entry in (*ours.entries, *theirs.entries):
        said = repr(entry.meaning)
        known = entries.setdefault(said, entry)
        if newer(written_before, known.letters, entry.letters) != known.letters:
            entries[said] = entry
    *before, one, other = ([repr(entry.meaning) for entry in each.entries] for each in (*bases, ours, theirs))

    def rank(key: Hashable) -> Any:
        return _day(form, entries[str(key)].value.data), key

    def joined(some: Sequence[str], others: Sequence[str]) -> list[str] | None:
        return sorted((*some, *others), key=rank) if form.holds in (IDS, RECORDS) else None

    found = [merged(each, one, other, joined) for each in before]
    if not found or found[0] is None or any(each != found[0] for each in found):
        raise Lost("Both sides changed one list.")
    return {number: _as_it_is(entries[key], column) for number, key in enumerate(found[0])}


def _day(form: Form, data: Any) -> str:
    """The day of a record, as it is written; empty where it has none."""
    if form.of is None or not isinstance(data, dict):
        return ""
    return next((str(data[key]) for key in identities.days(form.of) if data.get(key)), "")
