"""Notes as they stand in, what somebody wrote of them out: a new file has headings, with nothing under them yet."""

from collections.abc import Sequence

from ..model.instrument import Instrument, Question

NOTES = "## Notes"
"""The heading of a new meeting that is about no principle."""


def headings_of_meeting(titles: Sequence[str]) -> tuple[str, ...]:
    """The headings of a new meeting about principles."""
    return tuple(f"## {each}" for each in titles) or (NOTES,)


def headings_of_question(question: Question) -> tuple[str, ...]:
    """The headings of a question in the notes of a new preliminary discussion."""
    return f"## {question.question}", *(f"### {each}" for each in question.follow_ups)


def is_begun(notes: str) -> bool:
    """Whether notes have more than headings."""
    return any(line.strip() and not line.startswith("#") for line in notes.splitlines())


def written(notes: str, instrument: Instrument) -> str:
    """Notes without the headings of a new file that nothing stands under; empty where there are only headings."""
    if not is_begun(notes):
        return ""
    lines = notes.splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith("#")]
    if not starts:
        return notes
    ours = {NOTES}
    for words in filter(None, (instrument, instrument.original)):
        ours.update(headings_of_meeting([each.title for each in words.principles]))
        ours.update(line for each in words.questions for line in headings_of_question(each))
    kept: list[str] = []
    below, end, all_kept = 0, len(lines), True
    for start in reversed(starts):
        level = len(lines[start]) - len(lines[start].lstrip("#"))
        is_empty = not any(map(str.strip, lines[start + 1 : end])) and below <= level
        if is_empty and lines[start].strip() in ours:
            all_kept = False
        else:
            kept, below = lines[start:end] + kept, level
        end = start
    return notes if all_kept else "\n".join(lines[:end] + kept).strip("\n")
