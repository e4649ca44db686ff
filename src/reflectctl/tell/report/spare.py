"""What may be left out of a report where a form holds no more: in which order, and how that is said."""

from ...model.blocks import Block, Paragraph
from ..i18n import counted, many, phrase, say

NOTES, POINTS, SOURCES, REASONS, OPENING = "notes", "points", "sources", "reasons", "opening"

LEAST_FIRST = {
    NOTES: counted(
        "The notes of {n} meeting are left out, as this format holds no more; the HTML report has them.",
        "The notes of {n} meetings are left out, as this format holds no more; the HTML report has them.",
    ),
    POINTS: counted(
        "The key points of {n} statement are left out, as this format holds no more; the HTML report has them.",
        "The key points of {n} statements are left out, as this format holds no more; the HTML report has them.",
    ),
    SOURCES: counted(
        "The sources of {n} statement are left out, as this format holds no more; the HTML report has them.",
        "The sources of {n} statements are left out, as this format holds no more; the HTML report has them.",
    ),
    REASONS: counted(
        "The reasons for agencies’ views of {n} statement are left out, as this format holds no more; the HTML report "
        "has them.",
        "The reasons for agencies’ views of {n} statements are left out, as this format holds no more; the HTML report "
        "has them.",
    ),
}
"""What is left out of a report that would be too long, in this order, and how that is said of so many.

Notes go one by one, beginning with the oldest. Of all else, what is of one kind goes together, so that no principle is
told more of than another; and the introduction last."""

_INSTEAD = {
    NOTES: phrase("Notes: left out, as this format holds no more; the HTML report has them."),
    POINTS: phrase("Key points: left out, as this format holds no more; the HTML report has them."),
    SOURCES: phrase("Sources: left out, as this format holds no more; the HTML report has them."),
    REASONS: phrase("The reasons are left out, as this format holds no more; the HTML report has them."),
    OPENING: phrase("The introduction is left out, as this format holds no more; the HTML report has it."),
}


def instead(kind: str) -> tuple[Block, ...]:
    """What stands where something was left out."""
    return (Paragraph(say(_INSTEAD[kind]), role="quiet"),)


def left_out(kind: str, n: int) -> str:
    """How it is said that so many of a kind were left out."""
    return many(*LEAST_FIRST[kind], n) if kind in LEAST_FIRST else say(_INSTEAD[kind])


def section() -> str:
    """What stands where a whole section was left out."""
    return say("This section is left out, as this format holds no more; the HTML report has it.")


def section_left_out(title: str) -> str:
    """How it is said that a whole section was left out."""
    return say("“{title}” is left out, as this format holds no more; the HTML report has it.", title=title)
