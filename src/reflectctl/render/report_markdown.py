"""A report in; the same report as Markdown out, for GitHub, GitLab and the summaries of their jobs.

It says what the HTML report says, in the same order. Each fact stands in a line of its own, and nothing is padded or
numbered by its place: a fact that did not change is a line that did not change. What people wrote renders as itself;
their own Markdown is written anew by `prose`. What would be longer than forges show is left out, and that is said.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model import layout
from ..model.report import Report
from . import prose, seal, words
from .prose import plain as safe
from .report_words import told
from .telling import (
    UNRATED,
    Agreed,
    Cell,
    Course,
    Deed,
    Held,
    Link,
    Mark,
    Part,
    Picture,
    Room,
    Section,
    Seen,
    Sitting,
    Standing,
    Telling,
)

MOST = 1_000_000
"""Forges show a mebibyte of Markdown and no more. In bytes of UTF-8; a little is left for what may stand around it."""

LONG = 12
"""A table of more rows than this is folded away."""

NOTES, POINTS, SOURCES, REASONS, ROOMS, OPENING = "notes", "points", "sources", "reasons", "rooms", "opening"

_LEAST_FIRST = {
    NOTES: ("The notes of", "meeting"),
    POINTS: ("The key points of", "statement"),
    SOURCES: ("The sources of", "statement"),
    REASONS: ("The reasons for agencies’ views of", "statement"),
    ROOMS: ("The lists of meetings of", "agency"),
    OPENING: ("The introduction", ""),
}
"""What is left out of a report that would be too long, in this order: how that is said, and what is counted."""

_ELSEWHERE = "as this format holds no more; the HTML report has"

_TO_SAY_SO = 4_000
"""Bytes that are kept for saying what was left out."""


class Title(NamedTuple):
    """A heading, its words in Markdown, and the anchor that stands before it."""

    level: int
    words: str
    anchor: str = ""


class Written(NamedTuple):
    """Markdown that people have written, and the level of its highest headings."""

    text: str
    level: int


class Spare(NamedTuple):
    """What may be left out, of which kind it is, and what stands in its place then."""

    kind: str
    blocks: "tuple[Block, ...]"
    instead: str
    times: int = 1
    """Of how many meetings, statements or agencies it is."""


Block = str | Title | Written | Spare


class Piece(NamedTuple):
    """A block as it stands in the report, and what may be left out of it."""

    text: str
    spare: Spare | None = None

    @property
    def size(self) -> int:
        """In bytes, with the empty line that follows it."""
        return len(self.text.encode("utf-8")) + 2


def report(report: Report, *, most: int = MOST) -> str:
    """The report as Markdown, in at most so many bytes; ends in one newline."""
    telling = told(report)
    sealed = _sealed(report)
    headings = prose.Headings()
    parts = [[*_pieces(blocks, headings)] for blocks in (_head(telling), *_sections(telling))]
    if missing := _fit(parts, most - len(sealed) + 1):
        # Where a report came from is told last, under its title.
        parts[-1].insert(1, Piece(_list(missing)))
    return seal.put("\n\n".join(piece.text for part in parts for piece in part) + f"\n{sealed}")


def _sealed(report: Report) -> str:
    """The last lines of the last list: how the report is made again, and its fingerprint."""
    return f"- Recipe: `{seal.told(report, seal.MARKDOWN)}`\n- Fingerprint: `{seal.PLACEHOLDER}`\n"


def _pieces(blocks: Iterable[Block], headings: prose.Headings) -> Iterator[Piece]:
    """Blocks as they stand in the report, without those that say nothing."""
    for block in blocks:
        if isinstance(block, Spare):
            yield Piece("\n\n".join(piece.text for piece in _pieces(block.blocks, headings)), block)
        elif text := _text(block, headings):
            yield Piece(text)


def _text(block: str | Title | Written, headings: prose.Headings) -> str:
    if isinstance(block, Title):
        line = headings.line(block.level, block.words)
        return f"{_anchor(block.anchor)}\n\n{line}" if block.anchor else line
    if isinstance(block, Written):
        return prose.to_markdown(block.text, heading_from=block.level, headings=headings)
    return block


def _fit(parts: Sequence[list[Piece]], most: int) -> list[str]:
    """Leave out as much as must be, the least first, and say what it was; nothing is ever cut in two.

    Notes go one by one, beginning with the oldest. Of all else, what is of one kind goes together, so that no principle
    is told more of than another. Where that is not enough, whole sections go, the longest first.
    """
    over = sum(piece.size for part in parts for piece in part) - most
    if over <= 0:
        return []
    over += _TO_SAY_SO
    gone: Counter[str] = Counter()
    for kind in _LEAST_FIRST:
        for part in parts:
            for at, piece in enumerate(part):
                if (spare := piece.spare) and spare.kind == kind and (over > 0 or (gone[kind] and kind != NOTES)):
                    part[at] = Piece(spare.instead)
                    over -= piece.size - part[at].size
                    gone[kind] += spare.times
    missing = [_missing(kind, gone[kind]) for kind in gone]
    # The first part names the report, and the last says where it came from.
    for part in sorted(parts[1:-1], key=lambda part: -sum(piece.size for piece in part)):
        if over > 0:
            title, *rest = part
            # What leads there still does.
            anchors = "".join(re.findall(r'<a id="[^"]*"></a>', "\n".join(piece.text for piece in rest)))
            part[1:] = [Piece(f"{anchors}This section is left out, {_ELSEWHERE} it.")]
            over -= sum(piece.size for piece in rest) - part[1].size
            missing.append(f"“{title.text.rpartition('## ')[2]}” is left out, {_ELSEWHERE} it.")
    return missing


def _missing(kind: str, n: int) -> str:
    beginning, counted = _LEAST_FIRST[kind]
    if not counted:
        return f"{beginning} is left out, {_ELSEWHERE} it."
    return f"{beginning} {words.count(n, counted)} are left out, {_ELSEWHERE} them."


def _head(telling: Telling) -> Iterator[Block]:
    if telling.classification.strip():
        yield f"> {safe(telling.classification)}"
    yield Title(1, safe(telling.name))
    yield " · ".join(safe(each) for each in (telling.title, telling.area) if each)
    yield safe(telling.period[:1].upper() + telling.period[1:])
    yield f"What has been covered so far: {safe(telling.coverage)}"
    if telling.introduction.strip():
        yield Spare(OPENING, (Written(telling.introduction, 2),), f"The introduction is left out, {_ELSEWHERE} it.")


def _sections(telling: Telling) -> Iterator[Iterator[Block]]:
    for section in telling.sections:
        yield _section(section, telling)


def _section(section: Section, telling: Telling) -> Iterator[Block]:
    yield Title(2, safe(section.title), section.anchor)
    if not section.is_chapter:
        yield from _TOLD[section.id](telling)
    elif section.text.strip():
        yield Written(section.text, 3)
    else:
        yield "Nothing is written here yet."


def _summary(telling: Telling) -> Iterator[Block]:
    yield _table(("Rating", "Statements"), ((safe(stands.words), safe(n)) for stands, n in telling.counts))
    yield _list(safe(each) for each in telling.notable)
    if telling.bar:
        yield from _picture(telling.bar)


def _picture(picture: Picture) -> Iterator[Block]:
    """What can be seen in a picture, and the facts that it is drawn from."""
    yield Title(3, safe(picture.title))
    yield safe(picture.finding)
    yield from _facts(picture, fold=len(picture.table.rows) > LONG)


def _facts(picture: Picture, *, fold: bool) -> Iterator[Block]:
    table = _table(map(safe, picture.table.heads), (map(safe, row) for row in picture.table.rows))
    yield from _folded("The table", table) if fold else [table]


def _standing(telling: Telling) -> Iterator[Block]:
    if not telling.rows or not telling.dimensions:
        yield "The content names no principles to rate."
        return
    yield "Each place holds the rating that was agreed, in the words of the scale, and leads to what is behind it."
    heads = ["Principle", *(safe(dimension.title or dimension.id) for dimension in telling.dimensions)]
    yield _table(
        heads,
        ([_numbered(row.number) + _to(row.principle), *(_cell(cell) for cell in row.cells)] for row in telling.rows),
    )


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "No statement"
    word = _rating(cell.stands)
    return "<br>".join([f"[{word}](#{cell.anchor})" if cell.anchor else word, *(_mark(mark) for mark in cell.marks)])


def _moved(telling: Telling) -> Iterator[Block]:
    yield safe(telling.headline) if telling.compared else "This report was not compared with an earlier moment."
    yield _list(safe(each) for each in telling.later)
    if telling.dumbbells:
        yield from _picture(telling.dumbbells)
    if telling.moves:
        yield Title(3, "What moved, and why")
    for move in telling.moves:
        yield Title(4, _to(move.statement))
        yield f"{_rating(move.before)} → {_rating(move.after)}: {_mark(move.mark)}"
        yield _quote(move.because) or "No reason is recorded."
        yield _agreed(move.agreed)
    for chapter in telling.chapters:
        yield Title(3, safe(chapter.title))
        for section in chapter.sections:
            if section.title:
                yield Title(4, safe(section.title))
            lines = []
            for change in section.told:
                lines.append(f"- {safe(change.sentence)}")
                lines += [f"  - {f'{safe(name)}: ' if name else ''}{safe(text)}" for name, text in change.beneath]
            yield "\n".join(lines)


def _time(telling: Telling) -> Iterator[Block]:
    if telling.untold:
        yield safe(telling.untold)
    elif not telling.panels:
        yield "Nothing has been rated yet."
    for principle, number, picture in telling.panels:
        yield Title(3, _numbered(number) + _to(principle))
        yield from _facts(picture, fold=True)


def _principles(telling: Telling) -> Iterator[Block]:
    if not telling.parts:
        yield "The content names no principles."
        return
    if telling.lead_in:
        yield f"{safe(telling.lead_in)} …"
    for part in telling.parts:
        yield from _part(part, telling)


def _part(part: Part, telling: Telling) -> Iterator[Block]:
    yield Title(3, _numbered(part.number) + safe(part.title), part.anchor)
    if part.voice.strip():
        if telling.voice_title:
            yield f"{safe(telling.voice_title)}:"
        yield _quote(part.voice)
    if not part.begun:
        yield "Not discussed yet."
        return
    for seen in part.statements:
        yield from _seen(seen, telling)
    if part.plans:
        yield Title(4, "Making Progress")
    for plan in part.plans:
        yield from _course(plan, 5)


def _seen(seen: Seen, telling: Telling) -> Iterator[Block]:
    yield Title(4, safe(seen.dimension), seen.anchor)
    yield safe(seen.text) or "The content has no such statement."
    lead = safe(telling.rating_lead_in) if seen.stands.drawn != UNRATED else ""
    yield " · ".join([f"{lead or 'Rating:'} {_rating(seen.stands)}", *(_mark(mark) for mark in seen.marks)])
    yield _agreed(seen.agreed)
    if seen.because:
        yield f"Because: {safe(seen.because)}"
    if seen.views:
        yield "Agencies’ own views:"
        yield safe(seen.spread)
        yield safe(seen.dissent)
        yield from _views(seen.views)
    if seen.sources:
        sources = _list(
            (prose.link(safe(source.what), prose.target(source.link)) if source.link else safe(source.what))
            + (f" ({safe(source.about)})" if source.about else "")
            for source in seen.sources
        )
        yield Spare(SOURCES, ("Sources:", sources), f"Sources: left out, {_ELSEWHERE} them.")
    if seen.reflections:
        points: list[Block] = []
        for title, text in seen.reflections:
            points += [Title(5, safe(title)), Written(text, 6)]
        yield Spare(POINTS, tuple(points), f"Key points: left out, {_ELSEWHERE} them.")


def _views(views: Sequence[Held]) -> Iterator[Block]:
    """Each agency's own view; without the reasons where they are left out."""
    brief = [
        f"{safe(view.agency)}: **{safe(view.label)}**" + (" (≠ differs from what was agreed)" if view.differs else "")
        for view in views
    ]
    whole = _list(
        f"{told}. {safe(view.because)}" if view.because else told for told, view in zip(brief, views, strict=True)
    )
    if any(view.because for view in views):
        yield Spare(REASONS, (whole,), f"{_list(brief)}\n- The reasons are left out, {_ELSEWHERE} them.")
    else:
        yield whole


def _course(plan: Course, level: int) -> Iterator[Block]:
    yield Title(level, safe(plan.title) + (f" ({safe(plan.motto)})" if plan.motto else ""), plan.anchor)
    for name, text in (("Goal", plan.goal), ("Measure", plan.measure)):
        yield from _named(name, text, level + 1)
    if plan.actions:
        yield _deeds(plan.actions, placed=True)


def _named(name: str, text: str, level: int) -> Iterator[Block]:
    if text.strip():
        yield f"{name}:"
        yield Written(text, min(level, 6))


def _deeds(actions: Iterable[Deed], *, placed: bool) -> str:
    """Actions as a table; `placed` where others lead to."""
    return _table(("Action", "Who", "Due", "Where it stands"), (_deed(action, placed) for action in actions))


def _deed(action: Deed, placed: bool) -> tuple[str, ...]:
    name = safe(action.action) or safe(action.id)
    if placed:
        serves = f" · meant to move {safe(action.serves)}" if action.serves else ""
        name = f"{_anchor(action.anchor)}{name}<br>{safe(action.id)}{serves}"
    else:
        name = (
            f"{_to(Link(action.action or action.id, action.anchor))}<br>{safe(action.id)} · {safe(action.under.words)}"
        )
    outcome = f"<br>{safe(action.came)}: {safe(action.outcome)}" if action.outcome else ""
    return name, safe(action.owner) or "No owner yet", action.due or "No date", f"**{safe(action.status)}**{outcome}"


def _room(telling: Telling) -> Iterator[Block]:
    if telling.attendances:
        yield from _picture(telling.attendances)
    if not telling.rooms:
        yield "No agencies are listed yet."
        return
    yield Title(3, "Agency by agency")
    yield _table(
        ("Agency", "Present", "Missed"),
        (
            (
                safe(room.agency) + (f"<br>{safe(room.about)}" if room.about else ""),
                _times(room.present),
                _times(room.absent),
            )
            for room in telling.rooms
        ),
    )
    attended = [room for room in telling.rooms if room.present or room.absent]
    if attended:
        lists = "\n".join(line for room in attended for line in _attended(room))
        yield Spare(
            ROOMS,
            tuple(_folded("Which meetings these were", lists)),
            f"Which meetings these were is left out, {_ELSEWHERE} it.",
            len(attended),
        )


def _times(meetings: Sequence[Link]) -> str:
    return words.count(len(meetings), "meeting") if meetings else "No meetings"


def _attended(room: Room) -> Iterator[str]:
    yield f"- {safe(room.agency)}"
    for name, meetings in (("Present", room.present), ("Missed", room.absent)):
        if meetings:
            yield f"  - {name}"
            yield from (f"    - {_to(meeting)}" for meeting in meetings)


def _heard(telling: Telling) -> Iterator[Block]:
    if not telling.voices:
        yield "Nothing is recorded here yet."
    yield _list(
        f"{voice.day}: **{safe(voice.who)}**"
        + (f". {safe(voice.how)}" if voice.how else "")
        + (f" ({_to(voice.meeting)})" if voice.meeting.words else "")
        for voice in telling.voices
    )


def _discussed(telling: Telling) -> Iterator[Block]:
    if not telling.discussed and not telling.undiscussed:
        yield "Nothing is recorded here yet."
    lines = []
    for each in telling.discussed:
        lines += [f"- {_numbered(each.number)}{_to(each.principle)}", f"  - {safe(each.told)}"]
        lines += [f"  - {_to(meeting)}" for meeting in each.meetings]
    yield "\n".join(lines)
    if telling.undiscussed:
        yield Title(3, "Not discussed yet")
        yield "To have begun with some principles and not with others is how this is meant to be used."
        yield _list(map(_to, telling.undiscussed))


def _preliminary(telling: Telling) -> Iterator[Block]:
    readiness = telling.readiness
    if readiness is None:
        yield "Not recorded yet."
        return
    at = f" at {_to(readiness.meeting)}" if readiness.meeting.words else ""
    yield f"Held on {readiness.held}{at}." if readiness.held else "No date is recorded for it yet."
    for name, text in (("Shared goal", readiness.goal), ("One thing we commit to", readiness.commitment)):
        yield from _named(name, text, 3)
    if readiness.plan:
        yield from _course(readiness.plan, 3)
    if readiness.notes.strip():
        yield from _folded("What was said", Written(readiness.notes, 3))


def _progress(telling: Telling) -> Iterator[Block]:
    if not telling.stalled:
        yield "By the rules that are looked at, nothing is listed."
        return
    yield (
        "What is listed here is listed by a rule, the same for everybody; each rule is written out. It says where to "
        "look again, and blames nobody."
    )
    for each in telling.stalled:
        yield Title(3, safe(each.title))
        yield safe(each.meaning)
        yield _list(_to(about) + (f" ({safe(more)})" if more else "") for about, more in each.found)


def _difference(telling: Telling) -> Iterator[Block]:
    if not telling.differences:
        yield "No action that was done says yet what difference it made."
    yield _list(
        f"{each.day or 'No date'}: {safe(each.outcome)} ({_to(each.action)}"
        + (f", {safe(each.owner)})" if each.owner else ")")
        for each in telling.differences
    )


def _actions(telling: Telling) -> Iterator[Block]:
    if not telling.actions:
        yield "No actions are recorded yet."
    for title, actions in telling.actions:
        yield Title(3, safe(title))
        yield words.count(len(actions), "action")
        yield _deeds(actions, placed=False)


def _meetings(telling: Telling) -> Iterator[Block]:
    if not telling.sittings:
        yield "No meetings are recorded yet."
    for sitting in telling.sittings:
        yield from _sitting(sitting)
    if telling.ahead:
        yield Title(3, "To come")
        yield _list(f"{day}: {safe(title)}" for day, title in telling.ahead)


def _sitting(sitting: Sitting) -> Iterator[Block]:
    yield Title(3, (f"{sitting.day}: " if sitting.day else "") + safe(sitting.title), sitting.anchor)
    facts = [("About", sitting.principles)] if sitting.principles else []
    facts += [("Present", sitting.present or "Not recorded"), ("Absent", sitting.absent or "None recorded")]
    yield _list(f"{name}: {safe(text)}" for name, text in facts)
    if sitting.notes.strip():
        yield Spare(NOTES, tuple(_folded("Notes", Written(sitting.notes, 4))), f"Notes: left out, {_ELSEWHERE} them.")


def _scale(telling: Telling) -> Iterator[Block]:
    if not telling.scale:
        yield "The content has no scale."
        return
    yield (
        "The scale says what partners can give evidence of. Its points are words and not numbers: "
        "they are never added up or averaged."
    )
    unrated = "The partnership has not agreed a rating. That says nothing about what the rating would be."
    points = [f"{_rating(stands)}: {safe(meaning)}" for stands, meaning in telling.scale]
    yield _list([*points, f"*Not yet rated*: {unrated}"])


def _provenance(telling: Telling) -> Iterator[Block]:
    """Ends in the list that the report's recipe and fingerprint belong to."""
    if telling.unreadable:
        yield "**This report is not complete.** What these files hold is not in it, because they could not be read:"
        yield _list(safe(path) + (f": {safe(reason)}" if reason else "") for path, reason in telling.unreadable)
    yield (
        "Anyone who has the records can make this report again and see that it is the same: "
        "`reflectctl report --verify FILE`."
    )
    yield _list(f"{safe(name)}: {safe(text)}" for name, text in telling.provenance)


_TOLD: Mapping[str, Callable[[Telling], Iterator[Block]]] = {
    layout.SUMMARY: _summary,
    layout.STANDING: _standing,
    layout.MOVED: _moved,
    layout.TIME: _time,
    layout.PRINCIPLES: _principles,
    layout.ROOM: _room,
    layout.HEARD: _heard,
    layout.DISCUSSED: _discussed,
    layout.PRELIMINARY: _preliminary,
    layout.PROGRESS: _progress,
    layout.DIFFERENCE: _difference,
    layout.ACTIONS: _actions,
    layout.MEETINGS: _meetings,
    layout.SCALE: _scale,
    layout.PROVENANCE: _provenance,
}
"""By section, what it says."""


def _rating(stands: Standing) -> str:
    return f"*{safe(stands.words)}*" if stands.drawn == UNRATED else f"**{safe(stands.words)}**"


def _mark(mark: Mark) -> str:
    return f"{mark.symbol} {safe(mark.words)}"


def _agreed(agreed: Agreed) -> str:
    lines = []
    if agreed.day or agreed.meeting.words:
        on = f" on {agreed.day}" if agreed.day else ""
        at = f" at {_to(agreed.meeting)}" if agreed.meeting.words else ""
        lines.append(f"Agreed{on}{at}.")
    if agreed.absent:
        lines.append(f"Absent from that meeting: {safe(agreed.absent)}.")
    return "\n".join(lines)


def _numbered(number: int) -> str:
    """The number of a principle, as a word: at the beginning of a line it makes no list."""
    return f"{number}\\. " if number else ""


def _to(link: Link) -> str:
    return prose.link(safe(link.words), f"#{link.anchor}") if link.anchor else safe(link.words)


def _anchor(anchor: str) -> str:
    return f'<a id="{anchor}"></a>'


def _folded(title: str, block: str | Written) -> Iterator[Block]:
    yield f"<details>\n<summary>{title}</summary>"
    yield block
    yield "</details>"


def _quote(text: str) -> str:
    return "\n".join(f"> {safe(line)}".rstrip() for line in text.strip().splitlines())


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    first = [*heads]
    return "\n".join(map(prose.table_row, (first, ["---"] * len(first), *rows)))
