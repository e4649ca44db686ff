"""What stands in a box of a copy, in; the words that are an answer out, and what is no answer or cannot be read."""

import re
from collections.abc import Sequence

from ...model.named_tuples import NamedTuple
from ...model.placeholders import is_to_come
from ..docx_values import CHECK_BOX, DATE, DROP_DOWN, Control, Paragraph, Shape
from .actions import day
from .boxes import Written
from .pieces import Piece

_PROMPT = re.compile(
    r"[\[(<]?\s*(?:(?:please\s+)?(?:click or tap|click|tap|type|enter)\b.{0,12}\b(?:here|text)\b.{0,40}|choose an item)"
    r"\s*\.?\s*[\])>]?",
    re.IGNORECASE,
)
"""What word processors and forms show where nothing has been typed yet."""


class Answer(NamedTuple):
    """What somebody wrote in a box."""

    words: tuple[Written, ...] = ()
    doubts: tuple[tuple[Piece, str], ...] = ()
    struck: tuple[str, ...] = ()
    """Where words are struck out or hidden."""
    to_come: bool = False
    """Whether it only says that something is to come."""


def answer(written: Sequence[Written]) -> Answer:
    """What is an answer of all that stands in a box."""
    told: list[Written] = []
    doubts: list[tuple[Piece, str]] = []
    struck: list[str] = []
    for text, piece in written:
        paragraph = piece.paragraph
        if piece.unseen:
            struck.append(piece.where)
        if paragraph is not None:
            doubts += [(piece, said) for shape in paragraph.shapes if (said := _drawn(shape))]
            if wrong := _wrong(paragraph):
                doubts.append((piece, wrong))
                continue
        said = text.strip()
        if said and not _PROMPT.fullmatch(said) and not (paragraph is not None and _is_prompt(paragraph)):
            told.append((said, piece))
    if told and all(is_to_come(text) for text, _ in told):
        return Answer((), tuple(doubts), tuple(struck), True)
    return Answer(tuple(told), tuple(doubts), tuple(struck))


def _drawn(shape: Shape) -> str:
    """What cannot be read of something drawn; nothing of a mere line or frame."""
    if any(each.text.strip() for each in shape.paragraphs):
        return "Words stand in a drawn box here, and where they belong cannot be told: they are not taken."
    unread = shape.kind in ("picture", "ink", "object", "drawing")
    return "There is a picture or a drawing here; what it shows is not read." if unread else ""


def _is_prompt(paragraph: Paragraph) -> bool:
    """Whether controls that nobody has filled in are all that is there."""
    said = [run for run in paragraph.runs if run.is_seen and run.text.strip()]
    return bool(said) and all(any(each.prompt for each in run.controls) for run in said)


def _wrong(paragraph: Paragraph) -> str:
    """Why what a control shows is not certain."""
    said = [run for run in paragraph.runs if run.is_seen and run.text.strip()]
    waiting = [any(each.prompt and each.kind != CHECK_BOX for each in run.controls) for run in said]
    if any(waiting) and not all(waiting):
        return "Words stand here beside a control that nobody has filled in: nothing of it is taken."
    for control in paragraph.controls:
        shown = "".join(run.text for run in said if control in run.controls)
        if _is_at_odds(control, " ".join(shown.split())):
            return "A control shows one thing here, and the file says another: nothing of it is taken."
    return ""


def _is_at_odds(control: Control, shown: str) -> bool:
    if control.prompt:
        return control.kind == DROP_DOWN and bool(control.value) and control.value != shown
    if control.kind == DROP_DOWN and control.value and control.value != shown:
        return True
    if control.kind == DATE and control.value and (said := day(shown)) and said != control.value:
        return True
    return control.bound is not None and " ".join(control.bound.split()) != shown
