"""A proposal as data: what came back from a room, beside what stands."""

from typing import Annotated

from ...model.named_tuples import NamedTuple
from ...model.proposal import LEFT, NEW, SAME, Considered, Doubt, Step


class FoundAt(NamedTuple):
    """A place in a file that came back."""

    file: str
    """The name of the file. Such as `police.xlsx`."""
    at: str | None
    """Where in it, in words; null where the file as a whole is meant. Such as `row 12`, `null`."""


class ProposedEntry(NamedTuple):
    """One thing that was found, and what becomes of it."""

    state: Annotated[str, (NEW, SAME, LEFT)]
    """What becomes of it: it would be recorded (new), the files say so already (same), or it is left out (left). Such
    as `new`."""
    subject: str
    """What it is about and whose it is. Such as `children-first.culture, police`."""
    was: str | None
    """What stands, in words; null where nothing does. Such as `Disagree`, `null`."""
    now: str | None
    """What is proposed, in words; null where that is a text, which stands under words. Such as `Agree`, `null`."""
    words: str | None
    """What was written with it: a reason, key points; null where nothing was. Such as `Our audit reads otherwise.`,
    `null`."""
    why: str | None
    """Why it is left out, or what else is to be known of it; null where there is nothing to say. Such as `null`."""
    how: str | None
    """How it was told, where that had to be found out; null where it was plain. Such as `marked by shading`, `null`."""
    place: FoundAt
    """Where it was found."""


class Doubtful(NamedTuple):
    """What was found and is not recorded."""

    message: str
    """What was found, what was expected and what to do. Such as `Two ratings are ticked; one was expected.`."""
    place: FoundAt
    """Where it was found."""


class Proposal(NamedTuple):
    """Proposal.

    What `reflectctl worksheet read --format json` and other readers of what comes back from a room print: what would be
    recorded, beside what stands.
    """

    entries: tuple[ProposedEntry, ...]
    """Everything that was found and can be told, in the order of the files."""
    doubts: tuple[Doubtful, ...]
    """Everything that was found and is not recorded, with why."""
    notes: tuple[str, ...]
    """What else is to be known of the reading. Such as `["police.xlsx: 2 rows are left empty."]`, `[]`."""


def proposal(considered: Considered) -> Proposal:
    """A proposal as other programs have it."""
    return Proposal(tuple(map(_entry, considered.steps)), tuple(map(_doubt, considered.doubts)), considered.notes)


def _entry(step: Step) -> ProposedEntry:
    return ProposedEntry(
        step.state,
        step.subject,
        step.was or None,
        step.now or None,
        step.words or None,
        step.why or None,
        step.entry.how or None,
        FoundAt(step.entry.place.file, step.entry.place.at or None),
    )


def _doubt(doubt: Doubt) -> Doubtful:
    return Doubtful(doubt.message, FoundAt(doubt.place.file, doubt.place.at or None))
