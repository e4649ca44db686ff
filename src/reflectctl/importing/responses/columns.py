"""The headings of an export in; what each column holds out: who answers, a rating, a reason, or nothing of ours.

A statement is known by its id, by its words, or by its principle and its dimension. What tells who a person is is never
kept: columns of names and mail addresses are passed over.
"""

import re
from collections.abc import Callable, Collection, Sequence

from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple
from ..statements import Statements, bare
from .tables import Cell

AGENCY, RATING, REASON, WHEN, PERSONAL, OTHER = "agency", "rating", "reason", "when", "personal", "other"

_PERSONAL = frozenset(
    ("email", "e mail", "email address", "e mail address", "name", "username", "your name", "full name", "first name",
     "last name", "surname", "phone", "telephone", "respondent", "ip address", "id", "response id", "language", "score",
     "total points", "quiz feedback", "start time", "last modified time", "grade posted time")
)  # fmt: skip
_WHEN = frozenset(("completion time", "timestamp", "submitted", "submitted at", "date submitted", "end date"))
_WHO = re.compile(r"\b(?:agency|agencies|organi[sz]ation|service|partner|asiantaeth|sefydliad)\b")
_WHY = re.compile(r"\b(?:why|reasons?|because|comments?|pam|rheswm)\b")
_GRADED = re.compile(r"(?:points|feedback) - ", re.IGNORECASE)


class Column(NamedTuple):
    """What a column holds."""

    kind: str
    statement: str = ""


class Known(NamedTuple):
    """What answers can be known by."""

    labels: Collection[str]
    """The answers to a rating, in their words alone."""
    speaks: Callable[[str], bool]
    """Whether a word names an agency or a group."""


def columns(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], pack: Instrument, asked: Sequence[str], known: Known
) -> list[Column]:
    """What each column holds. `asked` are the questions who answers and why."""
    who, why = map(bare, asked)
    statements = Statements(pack)
    told: list[Column] = []
    for at, head in enumerate(heads):
        said = bare(re.sub(r"(?<=\D)[1-9]\d?$", "", head))
        found = statements.of(head)
        if _GRADED.match(head):
            told.append(Column(PERSONAL))
        elif found:
            rest = bare(head).replace(bare(found.text), " ")
            is_why = (why and why in rest) or (_WHY.search(rest) and not _WHY.search(bare(found.text)))
            told.append(Column(REASON if is_why else RATING, found.id))
        elif said in _PERSONAL:
            told.append(Column(PERSONAL))
        elif said in _WHEN:
            told.append(Column(WHEN))
        elif (
            why and (said == why or (_WHY.match(said) and len(said.split()) < _FEW)) and at and told[-1].kind == RATING
        ):
            # A form may ask for the reason in the same words each time: it stands behind what it is the reason of.
            told.append(Column(REASON, told[-1].statement))
        else:
            told.append(Column(AGENCY if who and who in said else OTHER))
    strays = [at for at, each in enumerate(told) if each.kind == REASON and not statements.of(heads[at])]
    if len(strays) != sum(each.kind == RATING for each in told):
        # One box for comments at the end belongs to no statement, unless it asks in our words.
        for at in strays:
            told[at] = told[at] if why and bare(heads[at]).startswith(why) else Column(OTHER)
    _settle(told, heads, rows, known)
    return told


_FEW = 10


def _settle(told: list[Column], heads: Sequence[str], rows: Sequence[Sequence[Cell]], known: Known) -> None:
    """Of two columns on one statement, which is the rating, by what stands in them; and which one says who answers."""
    for id in dict.fromkeys(each.statement for each in told if each.kind == RATING):
        both = [at for at, each in enumerate(told) if each == Column(RATING, id)]
        if len(both) == 2:
            answers = [[_said(row, at) for row in rows if _said(row, at)] for at in both]
            rated = [bool(each) and all(bare(said) in known.labels for said in each) for each in answers]
            worded = [bool(each) and not any(bare(said) in known.labels for said in each) for each in answers]
            for mine, other in ((0, 1), (1, 0)):
                if rated[mine] and (worded[other] or not answers[other]):
                    told[both[other]] = Column(REASON, id)
                    break
    if not any(each.kind == AGENCY for each in told):
        asking = [at for at, each in enumerate(told) if each.kind == OTHER and _WHO.search(bare(heads[at]))]
        if len(asking) != 1:
            # Then by what stands in them: agencies and groups of the partnership.
            among = asking or [at for at, each in enumerate(told) if each.kind == OTHER]
            asking = [at for at in among if any(known.speaks(_said(row, at)) for row in rows)]
        if len(asking) == 1:
            told[asking[0]] = Column(AGENCY)


def _said(row: Sequence[Cell], at: int) -> str:
    return row[at].text if at < len(row) else ""
