"""Answers in, Markdown for pull requests and wikis out. What people wrote renders as itself: no markup, no mentions."""

from ..model.changes import Comparison
from ..model.history import History
from ..model.partnership import Partnership
from . import words
from .escape import markdown as safe

MARKER = "<!-- reflectctl diff -->"
"""The first line of a comment on a pull request, by which the next run finds and replaces it."""


def changes(comparison: Comparison, before: Partnership, after: Partnership, *, labels: tuple[str, str]) -> str:
    """What changed between two moments, as a comment on a pull request. Nothing when nothing changed."""
    if not (comparison.changes or comparison.reread or comparison.unreadable):
        return ""
    lines = [
        MARKER,
        f"**{safe(words.headline(comparison, after.instrument))}**",
        "",
        safe(f"From {labels[0]} to {labels[1]}."),
    ]
    for chapter in words.story(comparison, before, after):
        lines += ["", f"### {safe(chapter.title)}", ""]
        for section in chapter.sections:
            indent = ""
            if section.title:
                lines.append(f"- **{safe(section.title)}**")
                indent = "  "
            for told in section.told:
                lines.append(f"{indent}- {safe(told.sentence)}")
                for name, text in told.beneath:
                    lines.append(f"{indent}  - *{safe(name)}:* {safe(text)}" if name else f"{indent}  - {safe(text)}")
    return "\n".join(lines) + "\n"


def history(history: History, partnership: Partnership) -> str:
    """How each statement's rating went, as a table for each principle. Nothing when there is none."""
    instrument = partnership.instrument
    lines: list[str] = []
    for principle, statements in words.by_principle(history, instrument):
        lines += ["", f"### {safe(words.principle_name(principle, instrument))}", ""]
        for statement, recordings in statements:
            name = words.dimension_name(statement.partition(".")[2], instrument)
            lines.append(f"- **{safe(name)}**: {safe(words.path(recordings, instrument))}")
        lines += ["", "| Statement | What was recorded | Because | Commit |", "| --- | --- | --- | --- |"]
        for statement, recordings in statements:
            name = safe(words.dimension_name(statement.partition(".")[2], instrument))
            for recording in recordings:
                told = safe(words.recording_sentence(recording, partnership))
                commit = safe(f"{recording.recorded.commit[:8]}, {words.moment(recording.recorded.at)}")
                lines.append(f"| {name} | {told} | {safe(recording.because)} | {commit} |")
    if history.unread:
        lines += ["", "### Could not be read", ""]
        for each in history.unread:
            lines.append(f"- {safe(f'{each.path} in {each.recorded.commit[:8]}: {each.reason}')}")
    return "\n".join(lines[1:]) + "\n" if lines else ""
