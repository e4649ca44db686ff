"""The principles of a document: their titles, statements and voices; and what stands below each, for `asked`."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ...model.instrument import Instrument, Principle
from ...model.named_tuples import NamedTuple
from .notes import RATING_LEAD_IN, VOICE_TITLE, Key, Notes, capital, name, named, short, statement_key
from .scan import Event, Scan

Stretch = tuple[int, int]
"""From the number of an event up to that of another."""

Below = Sequence[Sequence[Event]]
"""What stands below each statement, or each voice."""


class _Quoted(NamedTuple):
    """What was found for a text, with its place."""

    text: str
    place: int
    fault: str


def sections(scan: Scan, pack: Instrument) -> dict[str, list[Stretch]]:
    """The stretches that belong to each principle; one that says nothing is a mere mention, and left out."""
    found: dict[str, list[Stretch]] = {principle.id: [] for principle in pack.principles}
    begin, current = 0, ""
    for at, event in enumerate([*scan.events, Event("annex", "", 0)]):
        if event.kind not in ("title", "lead", "annex", "meant") or (event.kind == "title" and event.id == current):
            continue
        if current and any(each.kind == "quotation" for each in scan.events[begin:at]):
            found[current].append((begin, at))
        begin, current = at, event.id if event.kind == "title" else ""
    return found


def principles(scan: Scan, pack: Instrument, notes: Notes) -> tuple[Below, Below]:
    """Notes titles, statements and voices; gives what stands below the statements, and below the voices."""
    stretches = sections(scan, pack)
    _stray(scan, stretches, notes)
    _order(scan, stretches, notes)
    taking = _Taking(scan, pack, notes)
    for principle in pack.principles:
        if not stretches[principle.id]:
            _missing(principle, notes)
        for begin, end in stretches[principle.id]:
            taking.section(principle, begin, end)
    places = taking.settled()
    _twice(places, notes)
    _elsewhere(pack, places, notes)
    return taking.below_statements, taking.below_voices


def _texts_of(principle: Principle) -> list[Key]:
    keys = [statement_key(each.principle, each.dimension) for each in principle.statements]
    return [*keys, ("principles", principle.id, "voice")]


def _missing(principle: Principle, notes: Notes) -> None:
    message = f"The principle {principle.id} (“{principle.title}”) was not found, nor its statements and its voice."
    notes.doubt(0, message, ("principles", principle.id, "title"), *_texts_of(principle))


def _stray(scan: Scan, stretches: Mapping[str, list[Stretch]], notes: Notes) -> None:
    """What stands under no principle that is known."""
    owned = {at for parts in stretches.values() for begin, end in parts for at in range(begin, end)}
    for at, event in enumerate(scan.events):
        if event.kind == "lead" and at + 1 < len(scan.events):
            after = scan.events[at + 1].text
            message = f"A principle begins here whose title is none of those known: “{short(after)}”."
            notes.doubt(scan.place(event.at), message)
        elif event.kind == "quotation" and at not in owned:
            notes.doubt(scan.place(event.at), f"A statement stands here under no principle: “{short(event.text)}”.")


def _order(scan: Scan, stretches: Mapping[str, list[Stretch]], notes: Notes) -> None:
    """Principles in another order than the pack's: pages may have been shuffled, and statements with them."""
    begins = [(parts[0][0], id) for id, parts in stretches.items() if parts]
    for (one, id), (other, after) in pairwise(begins):
        if other < one:
            place = scan.place(scan.events[other].at)
            notes.doubt(
                place, f"{capital(after)} stands before {id}, and was expected after it. Are pages out of order?"
            )


class _Taking:
    """Takes the parts of principles to pieces."""

    def __init__(self, scan: Scan, pack: Instrument, notes: Notes) -> None:
        self.scan, self.pack, self.notes = scan, pack, notes
        self.quoted: dict[Key, list[_Quoted]] = defaultdict(list)
        self.below_statements: list[list[Event]] = []
        self.below_voices: list[list[Event]] = []

    def section(self, principle: Principle, begin: int, end: int) -> None:
        """Finds the quotations of a principle, and keeps what stands below each of them."""
        title, last = self.scan.events[begin], self.scan.events[end - 1]
        self.notes.take(("principles", principle.id, "title"), name(title.text, principle.title))
        self.notes.searched(_texts_of(principle), self.scan.place(title.at), self.scan.place(last.at))
        dimension, announced = "", ""
        below: list[Event] = []
        for event in self.scan.events[begin:end]:
            if event.kind != "quotation":
                # What is read between a heading and its quotation belongs to what stands above.
                below.append(event)
            if event.kind == "dimension":
                dimension = event.id
            elif event.kind in ("where", "voice"):
                announced = event.kind
                if event.kind == "voice":
                    self.notes.take(VOICE_TITLE, name(event.text, self.pack.voice_title))
            elif event.kind == "rating":
                self.notes.take(RATING_LEAD_IN, name(event.text, self.pack.rating_lead_in))
            elif event.kind == "quotation":
                below = []
                found = _Quoted(event.text, self.scan.place(event.at), event.fault)
                if announced == "voice":
                    self.quoted["principles", principle.id, "voice"].append(found)
                    self.below_voices.append(below)
                elif dimension:
                    self.quoted[statement_key(principle.id, dimension)].append(found)
                    self.below_statements.append(below)
                    dimension = ""
                else:
                    message = f"A statement of {principle.id} stands here without saying of which kind it is."
                    self.notes.doubt(found.place, message)

    def settled(self) -> dict[Key, int]:
        """Takes each text that was found once and is whole; gives its line or page."""
        places = {}
        for key, found in self.quoted.items():
            first = found[0]
            if len(found) > 1:
                where = " and ".join(f"{self.notes.unit} {each.place}" for each in found)
                self.notes.doubt(first.place, f"{capital(named(key))} was found {len(found)} times: {where}.", key)
            elif first.fault:
                self.notes.doubt(first.place, f"{capital(named(key))} {first.fault}: “{short(first.text)}”.", key)
            else:
                self.notes.take(key, first.text)
                places[key] = first.place
        return places


def _twice(places: Mapping[Key, int], notes: Notes) -> None:
    """The same words for two statements: a page was copied, or a cell."""
    seen: dict[str, Key] = {}
    for key in [key for key in places if key in notes.words]:
        other = seen.setdefault(str(notes.words[key]), key)
        if other != key:
            message = f"{capital(named(key))} has the very words of {named(other)}: one of them is not in its place."
            notes.doubt(places[key], message, key)


_NEAR = 1.5
"""So much do two texts have in common that say the same in other words, and no two that do not. Measured."""


def _elsewhere(pack: Instrument, places: Mapping[Key, int], notes: Notes) -> None:
    """Words that are the pack's for another statement, told otherwise: two pages, or two cells, changed places."""
    told = {statement_key(each.principle, each.dimension): _longer_words(each.text) for each in pack.statements}
    shared = Counter(word for words in told.values() for word in words)
    for key in [key for key in told if key in notes.words]:
        said = _longer_words(str(notes.words[key]))
        # A word that many statements have says little about which of them this is.
        near = {other: sum(1 / shared[word] ** 2 for word in said & words) for other, words in told.items()}
        nearest = max(near, key=lambda other: near[other])
        if near[nearest] >= _NEAR and near[nearest] > 3 * near[key]:
            message = f"{capital(named(key))} reads like {named(nearest)}. Are pages or cells out of order?"
            notes.doubt(places[key], message, key)


def _longer_words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{5,}", text.casefold()))
