"""A report in; the same report as Markdown for GitHub out.

It says what the HTML report says, in the same order: a table for the grid and for actions, meetings' notes folded away,
one line for each fact, so that two reports can be compared line by line. What people wrote renders as itself; their own
Markdown is written anew by `prose`.
"""

from collections.abc import Iterable, Iterator, Sequence

from ..model.report import Report
from . import prose, words
from .escape import markdown as safe
from .report_words import (
    UNRATED,
    Agreed,
    Cell,
    Course,
    Deed,
    Link,
    Mark,
    Moved,
    Part,
    Readiness,
    Seen,
    Sitting,
    Telling,
    told,
)


def report(report: Report) -> str:
    """The report as Markdown; ends in one newline."""
    telling = told(report)
    blocks = [
        *_head(telling),
        *_summary(telling),
        *_grid(telling),
        *_moved(telling),
        *_principles(telling),
        *_room(telling),
        *_heard(telling),
        *_readiness(telling.readiness),
        *_actions(telling),
        *_meetings(telling),
        *_scale(telling),
        *_made(telling),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(telling: Telling) -> Iterator[str]:
    yield f"# {safe(telling.name)}"
    about = [telling.title, telling.area, f"as of {telling.day}"]
    yield " · ".join(safe(each) for each in about if each)
    yield f"**What has been covered so far:** {safe(telling.coverage)}"


def _summary(telling: Telling) -> Iterator[str]:
    yield "## Summary"
    yield _table(("Rating", "Statements"), ((safe(stands.words), safe(n)) for stands, n in telling.counts))
    yield _list(safe(each) for each in telling.notable)


def _grid(telling: Telling) -> Iterator[str]:
    yield "## Where we are"
    if not telling.rows or not telling.dimensions:
        yield "The content names no principles to rate."
        return
    heads = ["Principle", *(safe(dimension.title or dimension.id) for dimension in telling.dimensions)]
    rows = []
    for row in telling.rows:
        number = f"{row.number}\\. " if row.number else ""
        rows.append((number + _to(row.principle), *(_cell(cell) for cell in row.cells)))
    yield _table(heads, rows)


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "No statement"
    label = safe(cell.stands.words)
    word = f"*{label}*" if cell.stands.drawn == UNRATED else f"**{label}**"
    return "<br>".join([f"[{word}](#{cell.anchor})", *(_mark(mark) for mark in cell.marks)])


def _mark(mark: Mark) -> str:
    return f"{mark.symbol} {safe(mark.words)}"


def _moved(telling: Telling) -> Iterator[str]:
    if not telling.compared:
        return
    yield f"## What moved{f' since {safe(telling.since)}' if telling.since else ''}"
    yield safe(telling.headline)
    if telling.moves:
        yield "### Ratings"
    for move in telling.moves:
        yield from _move(move)
    for chapter in telling.chapters:
        yield f"### {safe(chapter.title)}"
        for section in chapter.sections:
            if section.title:
                yield f"#### {safe(section.title)}"
            lines = []
            for change in section.told:
                lines.append(f"- {safe(change.sentence)}")
                lines += [f"  - {f'{safe(name)}: ' if name else ''}{safe(text)}" for name, text in change.beneath]
            yield "\n".join(lines)


def _move(move: Moved) -> Iterator[str]:
    yield f"#### {_to(move.statement)}"
    yield f"**{safe(move.before.words)}** → **{safe(move.after.words)}**: {_mark(move.mark)}"
    yield _quote(move.because) or "No reason is recorded."
    yield _agreed(move.agreed)


def _agreed(agreed: Agreed) -> str:
    parts = []
    if agreed.day or agreed.meeting.words:
        on = f" on {agreed.day}" if agreed.day else ""
        at = f" at {_to(agreed.meeting)}" if agreed.meeting.words else ""
        parts.append(f"Agreed{on}{at}.")
    if agreed.absent:
        parts.append(f"Absent from that meeting: {safe(agreed.absent)}.")
    return " ".join(parts)


def _principles(telling: Telling) -> Iterator[str]:
    yield "## Principle by principle"
    if telling.lead_in:
        yield f"{safe(telling.lead_in)} …"
    for part in telling.parts:
        number = f"{part.number}\\. " if part.number else ""
        yield f"{_anchor(part.anchor)}\n\n### {number}{safe(part.title)}"
        if part.begun:
            yield from _part(part, telling)
        else:
            yield "Not discussed yet."


def _part(part: Part, telling: Telling) -> Iterator[str]:
    if part.voice:
        title = f"> *{safe(telling.voice_title)}*\n>\n" if telling.voice_title else ""
        yield title + _quote(part.voice)
    for seen in part.statements:
        yield from _seen(seen, telling)
    if part.plans:
        yield "#### Making Progress"
    for plan in part.plans:
        yield from _course(plan, 5)


def _seen(seen: Seen, telling: Telling) -> Iterator[str]:
    yield f"{_anchor(seen.anchor)}\n\n#### {safe(seen.dimension)}"
    yield safe(seen.text) or "The content has no such statement."
    lead = f"{safe(telling.rating_lead_in)} " if telling.rating_lead_in and seen.stands.drawn != UNRATED else ""
    yield " · ".join([f"{lead}**{safe(seen.stands.words)}**", *(_mark(mark) for mark in seen.marks)])
    yield _agreed(seen.agreed)
    if seen.because:
        yield f"**Because:** {safe(seen.because)}"
    if seen.views:
        yield "**Agencies’ own views**"
        yield safe(seen.spread)
        yield safe(seen.dissent)
        yield _list(
            f"**{safe(view.agency)}**: {safe(view.label)}"
            + (" (≠ differs from what was agreed)" if view.differs else "")
            + (f". {safe(view.because)}" if view.because else "")
            for view in seen.views
        )
    if seen.sources:
        yield "**Sources**"
        yield _list(
            _source(source.what, source.link) + (f" ({safe(source.about)})" if source.about else "")
            for source in seen.sources
        )
    for title, text in seen.reflections:
        yield f"##### {safe(title)}"
        yield prose.to_markdown(text, heading_from=6)


def _source(what: str, link: str) -> str:
    return f"[{safe(what)}]({prose.target(link)})" if link else safe(what)


def _course(plan: Course, level: int) -> Iterator[str]:
    motto = f" (*{safe(plan.motto)}*)" if plan.motto else ""
    yield f"{_anchor(plan.anchor)}\n\n{'#' * level} {safe(plan.title)}{motto}"
    for name, text in (("Goal", plan.goal), ("Measure", plan.measure)):
        if text:
            yield f"**{name}**"
            yield prose.to_markdown(text, heading_from=min(level + 1, 6))
    if plan.actions:
        yield _deeds(plan.actions, placed=True)


def _deeds(actions: Iterable[Deed], *, placed: bool) -> str:
    return _table(("Action", "Who", "Due", "Where it stands"), (_deed(action, placed) for action in actions))


def _deed(action: Deed, placed: bool) -> tuple[str, ...]:
    if placed:
        serves = f"<br>Meant to move {safe(action.serves)}" if action.serves else ""
        name = f"{_anchor(action.anchor)}{safe(action.action)}<br>{safe(action.id)}{serves}"
    else:
        name = f"[{safe(action.action)}](#{action.anchor})<br>{safe(action.id)} · {safe(action.under.words)}"
    outcome = f"<br>{action.came}: {safe(action.outcome)}" if action.outcome else ""
    return name, safe(action.owner) or "No owner yet", action.due or "No date", f"**{safe(action.status)}**{outcome}"


def _room(telling: Telling) -> Iterator[str]:
    yield "## Who was in the room"
    if not telling.rooms:
        yield "No agencies are listed yet."
        return
    rows = []
    for room in telling.rooms:
        about = f"<br>{safe(room.about)}" if room.about else ""
        rows.append((f"**{safe(room.agency)}**{about}", _attended(room.present), _attended(room.absent)))
    yield _table(("Agency", "Present", "Missed"), rows)


def _attended(meetings: Sequence[Link]) -> str:
    if not meetings:
        return "No meetings"
    return f"{words.count(len(meetings), 'meeting')}: {'; '.join(_to(each) for each in meetings)}"


def _heard(telling: Telling) -> Iterator[str]:
    yield "## How children, young people and families were heard"
    if not telling.voices:
        yield "Nothing is recorded here yet."
    yield _list(
        f"{voice.day}: **{safe(voice.who)}**"
        + (f". {safe(voice.how)}" if voice.how else "")
        + f" ({_to(voice.meeting)})"
        for voice in telling.voices
    )


def _readiness(readiness: Readiness | None) -> Iterator[str]:
    yield "## Preliminary discussion"
    if readiness is None:
        yield "Not recorded yet."
        return
    at = f" at {_to(readiness.meeting)}" if readiness.meeting.words else ""
    yield f"Held on {readiness.held}{at}." if readiness.held else "No date is recorded for it yet."
    for name, text in (("Shared goal", readiness.goal), ("One thing we commit to", readiness.commitment)):
        if text:
            yield f"**{name}**"
            yield prose.to_markdown(text, heading_from=3)
    if readiness.plan:
        yield from _course(readiness.plan, 3)
    yield from _folded("What was said", readiness.notes, 3)


def _actions(telling: Telling) -> Iterator[str]:
    yield "## All actions"
    if not telling.actions:
        yield "No actions are recorded yet."
    for title, actions in telling.actions:
        yield f"### {title}"
        yield _deeds(actions, placed=False)


def _meetings(telling: Telling) -> Iterator[str]:
    yield "## Meetings"
    if not telling.sittings:
        yield "No meetings are recorded yet."
    for sitting in telling.sittings:
        yield from _sitting(sitting)


def _sitting(sitting: Sitting) -> Iterator[str]:
    yield f"{_anchor(sitting.anchor)}\n\n### {sitting.day}: {safe(sitting.title)}"
    facts = [("About", sitting.principles)] if sitting.principles else []
    facts += [("Present", sitting.present or "Not recorded"), ("Absent", sitting.absent or "None recorded")]
    yield _list(f"{name}: {safe(text)}" for name, text in facts)
    yield from _folded("Notes", sitting.notes, 4)


def _folded(title: str, notes: str, level: int) -> Iterator[str]:
    if notes.strip():
        yield f"<details>\n<summary>{title}</summary>"
        yield prose.to_markdown(notes, heading_from=level)
        yield "</details>"


def _scale(telling: Telling) -> Iterator[str]:
    yield "## How to read the scale"
    if not telling.scale:
        yield "The content has no scale."
        return
    yield (
        "The scale says what partners can give evidence of. Its points are words and not numbers: "
        "they are never added up or averaged."
    )
    points = [f"**{safe(stands.words)}**: {safe(meaning)}" for stands, meaning in telling.scale]
    unrated = "The partnership has not agreed a rating. That says nothing about what the rating would be."
    yield _list([*points, f"*Not yet rated*: {unrated}"])


def _made(telling: Telling) -> Iterator[str]:
    yield "## How this was made"
    if telling.unreadable:
        yield ("**This report is not complete.** What these files hold is not in it, because they could not be read:")
        yield _list(f"{safe(path)}: {safe(reason)}" for path, reason in telling.unreadable)
    yield _list(f"{name}: {safe(text)}" for name, text in telling.provenance)


def _to(link: Link) -> str:
    return f"[{safe(link.words)}](#{link.anchor})" if link.anchor else safe(link.words)


def _anchor(anchor: str) -> str:
    return f'<a id="{anchor}"></a>'


def _quote(text: str) -> str:
    return "\n".join(f"> {safe(line)}".rstrip() for line in text.strip().splitlines())


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
