"""A DOCX in, the lines that are printed in it out: what somebody wrote into its boxes is left out."""

from collections.abc import Iterator, Sequence

from ...errors import ReflectError
from ...model.instrument import Instrument
from ..docx_values import Document
from ..lines import Line
from ..printed import Printed
from . import plans
from .boxes import Boxes, Written, boxes, preliminary
from .pieces import Piece, pieces


def printed(name: str, document: Document, pack: Instrument) -> Printed:
    """The lines of a document as a reader sees them, with where each stands; `name` is for messages."""
    if document.changes:
        places = [each.where for each in document.changes]
        more = f" and {len(places) - _FEW} more" if len(places) > _FEW else ""
        raise ReflectError(
            f"{name} has tracked changes that nobody has accepted or rejected, so what its words are cannot be told: "
            f"{', '.join(places[:_FEW])}{more}.",
            "Accept or reject them (Review in Word), save it, and name it again.",
        )
    every = pieces(document, pack)
    answers = list(_answers(boxes(every, pack), pack))
    written = {id(piece): text for text, piece in answers if text}
    lines = []
    for each in every:
        said = each.text.replace("\t", " ")
        if (answer := written.get(id(each))) is not None:
            said = said.removesuffix(answer.replace("\t", " ")).strip()
        if said:
            lines.append(Line(said, each.number, each.depth, starts=True, cell=True))
    unseen = (each.number for each in every if each.unseen and not each.options and id(each) not in written)
    return Printed(
        tuple(lines),
        "paragraph",
        tuple(unseen),
        tuple(dict.fromkeys(piece.number for text, piece in answers if text)),
        {each.number: each.where for each in every},
    )


_FEW = 8


def _answers(found: Boxes, pack: Instrument) -> Iterator[Written]:
    """All that stands in boxes."""
    for written in found.points.values():
        yield from written
    for part in plans.parts(found.plans, pack).values():
        yield from (*part.goal, *part.actions, *part.measure)
    for below in preliminary(found.preliminary, pack) or ():
        yield from _whole(below)


def _whole(there: Sequence[Piece]) -> Iterator[Written]:
    return ((each.text, each) for each in there)
