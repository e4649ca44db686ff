"""A report in; the same report as Markdown out, for GitHub, GitLab and the summaries of their jobs.

It says what the HTML report says, in the same order. Each fact stands in a line of its own, and nothing is padded or
numbered by its place: a fact that did not change is a line that did not change. What people wrote renders as itself;
their own Markdown is written anew by `prose`. What would be longer than forges show is left out, and that is said.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model import report_config
from ..model.report import Report
from ..tell import i18n
from ..tell.i18n import counted, phrase
from ..tell.report import told
from ..tell.report_parts import (
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
from . import safe_markdown, seal
from .safe_markdown import plain as safe

MOST = 1_000_000
"""Forges show a mebibyte of Markdown and no more. In bytes of UTF-8; a little is left for what may stand around it."""

LONG = 12
"""A table of more rows than this is folded away."""

NOTES, POINTS, SOURCES, REASONS, ROOMS, OPENING = "notes", "points", "sources", "reasons", "rooms", "opening"

_LEAST_FIRST = {
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
    ROOMS: counted(
        "The lists of meetings of {n} agency are left out, as this format holds no more; the HTML report has them.",
        "The lists of meetings of {n} agencies are left out, as this format holds no more; the HTML report has them.",
    ),
}
"""What is left out of a report that would be too long, in this order, and how that is said of so many."""

_WITHOUT_OPENING = phrase("The introduction is left out, as this format holds no more; the HTML report has it.")

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
    with i18n.spoken(report.partnership.instrument.phrases):
        return _report(report, most)


def _report(report: Report, most: int) -> str:
    telling = told(report)
    sealed = _sealed(report)
    headings = safe_markdown.Headings()
    parts = [[*_pieces(blocks, headings)] for blocks in (_head(telling), *_sections(telling))]
    if missing := _fit(parts, most - len(sealed) + 1):
        # Where a report came from is told last, under its title.
        parts[-1].insert(1, Piece(_list(missing)))
    return seal.put("\n\n".join(piece.text for part in parts for piece in part) + f"\n{sealed}")


def say(phrase: str, /, **places: object) -> str:
    """A phrase in Markdown. What fills its places is Markdown already; its own words show themselves, whose ever."""
    words = i18n.words_of(phrase)
    return i18n.fill(words if words is phrase else safe(words), places)


def many(one: str, other: str, n: int, /) -> str:
    """A counted phrase in Markdown."""
    words = i18n.words_of_many(one, other, n)
    return i18n.fill(words if words is one or words is other else safe(words), i18n.counts(n))


def _sealed(report: Report) -> str:
    """The last lines of the last list: how the report is made again, and its fingerprint."""
    return f"- Recipe: `{seal.told(report, seal.MARKDOWN)}`\n- Fingerprint: `{seal.PLACEHOLDER}`\n"


def _pieces(blocks: Iterable[Block], headings: safe_markdown.Headings) -> Iterator[Piece]:
    """Blocks as they stand in the report, without those that say nothing."""
    for block in blocks:
        if isinstance(block, Spare):
            yield Piece("\n\n".join(piece.text for piece in _pieces(block.blocks, headings)), block)
        elif text := _text(block, headings):
            yield Piece(text)


def _text(block: str | Title | Written, headings: safe_markdown.Headings) -> str:
    if isinstance(block, Title):
        line = headings.line(block.level, block.words)
        return f"{_anchor(block.anchor)}\n\n{line}" if block.anchor else line
    if isinstance(block, Written):
        return safe_markdown.to_markdown(block.text, heading_from=block.level, headings=headings)
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
    for kind in (*_LEAST_FIRST, OPENING):
        for part in parts:
            for at, piece in enumerate(part):
                if (spare := piece.spare) and spare.kind == kind and (over > 0 or (gone[kind] and kind != NOTES)):
                    part[at] = Piece(spare.instead)
                    over -= piece.size - part[at].size
                    gone[kind] += spare.times
    missing = [say(_WITHOUT_OPENING) if kind == OPENING else many(*_LEAST_FIRST[kind], gone[kind]) for kind in gone]
    # The first part names the report, and the last says where it came from.
    for part in sorted(parts[1:-1], key=lambda part: -sum(piece.size for piece in part)):
        if over > 0:
            title, *rest = part
            # What leads there still does.
            anchors = "".join(re.findall(r'<a id="[^"]*"></a>', "\n".join(piece.text for piece in rest)))
            left_out = say("This section is left out, as this format holds no more; the HTML report has it.")
            part[1:] = [Piece(anchors + left_out)]
            over -= sum(piece.size for piece in rest) - part[1].size
            missing.append(
                say(
                    "“{title}” is left out, as this format holds no more; the HTML report has it.",
                    title=title.text.rpartition("## ")[2],
                )
            )
    return missing


def _head(telling: Telling) -> Iterator[Block]:
    if telling.classification.strip():
        yield f"> {safe(telling.classification)}"
    yield Title(1, safe(telling.name))
    yield " · ".join(safe(each) for each in (telling.title, telling.area) if each)
    yield safe(telling.period[:1].upper() + telling.period[1:])
    yield f"{say('What has been covered so far')}: {safe(telling.coverage)}"
    if telling.introduction.strip():
        yield Spare(OPENING, (Written(telling.introduction, 2),), say(_WITHOUT_OPENING))


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
        yield say("Nothing is written here yet.")


def _summary(telling: Telling) -> Iterator[Block]:
    yield _table((say("Rating"), say("Statements")), ((safe(stands.words), safe(n)) for stands, n in telling.counts))
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
    yield from _folded(say("The table"), table) if fold else [table]


def _standing(telling: Telling) -> Iterator[Block]:
    if not telling.rows or not telling.dimensions:
        yield say("The content names no principles to rate.")
        return
    yield say("Each place holds the rating that was agreed, in the words of the scale, and leads to what is behind it.")
    heads = [say("Principle"), *(safe(dimension.title or dimension.id) for dimension in telling.dimensions)]
    yield _table(
        heads,
        ([_numbered(row.number) + _to(row.principle), *(_cell(cell) for cell in row.cells)] for row in telling.rows),
    )


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return say("No statement")
    word = _rating(cell.stands)
    return "<br>".join([f"[{word}](#{cell.anchor})" if cell.anchor else word, *(_mark(mark) for mark in cell.marks)])


def _moved(telling: Telling) -> Iterator[Block]:
    yield (safe(telling.headline) if telling.compared else say("This report was not compared with an earlier moment."))
    yield _list(safe(each) for each in telling.later)
    if telling.dumbbells:
        yield from _picture(telling.dumbbells)
    if telling.moves:
        yield Title(3, say("What moved, and why"))
    for move in telling.moves:
        yield Title(4, _to(move.statement))
        yield f"{_rating(move.before)} → {_rating(move.after)}: {_mark(move.mark)}"
        yield _quote(move.because) or say("No reason is recorded.")
        yield _agreed(move.agreed)
    for chapter in telling.chapters:
        yield Title(3, safe(chapter.title))
        for section in chapter.sections:
            if section.title:
                yield Title(4, safe(section.title))
            lines = []
            for change in section.entries:
                lines.append(f"- {safe(change.sentence)}")
                lines += [f"  - {f'{safe(name)}: ' if name else ''}{safe(text)}" for name, text in change.beneath]
            yield "\n".join(lines)


def _time(telling: Telling) -> Iterator[Block]:
    if telling.untold:
        yield safe(telling.untold)
    elif not telling.panels:
        yield say("Nothing has been rated yet.")
    for principle, number, picture in telling.panels:
        yield Title(3, _numbered(number) + _to(principle))
        yield from _facts(picture, fold=True)


def _principles(telling: Telling) -> Iterator[Block]:
    if not telling.parts:
        yield say("The content names no principles.")
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
        yield say("Not discussed yet.")
        return
    for seen in part.statements:
        yield from _seen(seen, telling)
    if part.plans:
        yield Title(4, say("Making Progress"))
    for plan in part.plans:
        yield from _course(plan, 5)


def _seen(seen: Seen, telling: Telling) -> Iterator[Block]:
    yield Title(4, safe(seen.dimension), seen.anchor)
    yield safe(seen.text) or say("The content has no such statement.")
    lead = safe(telling.rating_lead_in) if seen.stands.drawn != UNRATED else ""
    lead = lead or f"{say('Rating')}:"
    yield " · ".join([f"{lead} {_rating(seen.stands)}", *(_mark(mark) for mark in seen.marks)])
    yield _agreed(seen.agreed)
    if seen.because:
        yield f"{say('Because')}: {safe(seen.because)}"
    if seen.views:
        yield f"{say('Agencies’ own views')}:"
        yield safe(seen.spread)
        yield safe(seen.dissent)
        yield from _views(seen.views)
    if seen.sources:
        sources = _list(
            (
                safe_markdown.link(safe(source.what), safe_markdown.target(source.link))
                if source.link
                else safe(source.what)
            )
            + (f" ({safe(source.about)})" if source.about else "")
            for source in seen.sources
        )
        left_out = say("Sources: left out, as this format holds no more; the HTML report has them.")
        yield Spare(SOURCES, (f"{say('Sources')}:", sources), left_out)
    if seen.reflections:
        points: list[Block] = []
        for title, text in seen.reflections:
            points += [Title(5, safe(title)), Written(text, 6)]
        left_out = say("Key points: left out, as this format holds no more; the HTML report has them.")
        yield Spare(POINTS, tuple(points), left_out)


def _views(views: Sequence[Held]) -> Iterator[Block]:
    """Each agency's own view; without the reasons where they are left out."""
    brief = [
        f"{safe(view.agency)}: **{safe(view.label)}**"
        + (f" (≠ {say('differs from what was agreed')})" if view.differs else "")
        for view in views
    ]
    whole = _list(
        f"{told}. {safe(view.because)}" if view.because else told for told, view in zip(brief, views, strict=True)
    )
    if any(view.because for view in views):
        left_out = say("The reasons are left out, as this format holds no more; the HTML report has them.")
        yield Spare(REASONS, (whole,), f"{_list(brief)}\n- {left_out}")
    else:
        yield whole


def _course(plan: Course, level: int) -> Iterator[Block]:
    yield Title(level, safe(plan.title) + (f" ({safe(plan.motto)})" if plan.motto else ""), plan.anchor)
    for name, text in ((say("Goal"), plan.goal), (say("Measure"), plan.measure)):
        yield from _named(name, text, level + 1)
    if plan.actions:
        yield _deeds(plan.actions, placed=True)


def _named(name: str, text: str, level: int) -> Iterator[Block]:
    if text.strip():
        yield f"{name}:"
        yield Written(text, min(level, 6))


def _deeds(actions: Iterable[Deed], *, placed: bool) -> str:
    """Actions as a table; `placed` where others lead to."""
    heads = (say("Action"), say("Who"), say("Due"), say("Where it stands"))
    return _table(heads, (_deed(action, placed) for action in actions))


def _deed(action: Deed, placed: bool) -> tuple[str, ...]:
    name = safe(action.action) or safe(action.id)
    if placed:
        serves = f" · {say('meant to move {statements}', statements=safe(action.serves))}" if action.serves else ""
        name = f"{_anchor(action.anchor)}{name}<br>{safe(action.id)}{serves}"
    else:
        name = (
            f"{_to(Link(action.action or action.id, action.anchor))}<br>{safe(action.id)} · {safe(action.under.words)}"
        )
    outcome = f"<br>{safe(action.came)}: {safe(action.outcome)}" if action.outcome else ""
    return (
        name,
        safe(action.owner) or say("No owner yet"),
        safe(action.due) or say("No date"),
        f"**{safe(action.status)}**{outcome}",
    )


def _room(telling: Telling) -> Iterator[Block]:
    if telling.attendances:
        yield from _picture(telling.attendances)
    if not telling.rooms:
        yield say("No agencies are listed yet.")
        return
    yield Title(3, say("Agency by agency"))
    yield _table(
        (say("Agency"), say("Present"), say("Missed")),
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
            tuple(_folded(say("Which meetings these were"), lists)),
            say("Which meetings these were is left out, as this format holds no more; the HTML report has it."),
            len(attended),
        )


def _times(meetings: Sequence[Link]) -> str:
    return many("{n} meeting", "{n} meetings", len(meetings)) if meetings else say("No meetings")


def _attended(room: Room) -> Iterator[str]:
    yield f"- {safe(room.agency)}"
    for name, meetings in ((say("Present"), room.present), (say("Missed"), room.absent)):
        if meetings:
            yield f"  - {name}"
            yield from (f"    - {_to(meeting)}" for meeting in meetings)


def _heard(telling: Telling) -> Iterator[Block]:
    if not telling.voices:
        yield say("Nothing is recorded here yet.")
    yield _list(
        f"{safe(voice.day)}: **{safe(voice.who)}**"
        + (f". {safe(voice.how)}" if voice.how else "")
        + (f" ({_to(voice.meeting)})" if voice.meeting.words else "")
        for voice in telling.voices
    )


def _discussed(telling: Telling) -> Iterator[Block]:
    if not telling.discussed and not telling.undiscussed:
        yield say("Nothing is recorded here yet.")
    lines = []
    for each in telling.discussed:
        lines += [f"- {_numbered(each.number)}{_to(each.principle)}", f"  - {safe(each.told)}"]
        lines += [f"  - {_to(meeting)}" for meeting in each.meetings]
    yield "\n".join(lines)
    if telling.undiscussed:
        yield Title(3, say("Not discussed yet"))
        yield say("To have begun with some principles and not with others is how this is meant to be used.")
        yield _list(map(_to, telling.undiscussed))


def _preliminary(telling: Telling) -> Iterator[Block]:
    readiness = telling.readiness
    if readiness is None:
        yield say("Not recorded yet.")
        return
    held = safe(readiness.held)
    if not held:
        yield say("No date is recorded for it yet.")
    elif readiness.meeting.words:
        yield say("Held on {day} at {meeting}.", day=held, meeting=_to(readiness.meeting))
    else:
        yield say("Held on {day}.", day=held)
    for name, text in ((say("Shared goal"), readiness.goal), (say("One thing we commit to"), readiness.commitment)):
        yield from _named(name, text, 3)
    if readiness.plan:
        yield from _course(readiness.plan, 3)
    if readiness.notes.strip():
        yield from _folded(say("What was said"), Written(readiness.notes, 3))


def _progress(telling: Telling) -> Iterator[Block]:
    if not telling.stalled:
        yield say("By the rules that are looked at, nothing is listed.")
        return
    yield say(
        "What is listed here is listed by a rule, the same for everybody; each rule is written out. It says where to "
        "look again, and blames nobody."
    )
    for each in telling.stalled:
        yield Title(3, safe(each.title))
        yield safe(each.meaning)
        yield _list(_to(about) + (f" ({safe(more)})" if more else "") for about, more in each.found)


def _difference(telling: Telling) -> Iterator[Block]:
    if not telling.differences:
        yield say("No action that was done says yet what difference it made.")
    yield _list(
        f"{safe(each.day) or say('No date')}: {safe(each.outcome)} ({_to(each.action)}"
        + (f", {safe(each.owner)})" if each.owner else ")")
        for each in telling.differences
    )


def _actions(telling: Telling) -> Iterator[Block]:
    if not telling.actions:
        yield say("No actions are recorded yet.")
    for title, actions in telling.actions:
        yield Title(3, safe(title))
        yield many("{n} action", "{n} actions", len(actions))
        yield _deeds(actions, placed=False)


def _meetings(telling: Telling) -> Iterator[Block]:
    if not telling.sittings:
        yield say("No meetings are recorded yet.")
    for sitting in telling.sittings:
        yield from _sitting(sitting)
    if telling.ahead:
        yield Title(3, say("To come"))
        yield _list(f"{safe(day)}: {safe(title)}" for day, title in telling.ahead)


def _sitting(sitting: Sitting) -> Iterator[Block]:
    yield Title(3, (f"{safe(sitting.day)}: " if sitting.day else "") + safe(sitting.title), sitting.anchor)
    facts = [(say("About"), safe(sitting.principles))] if sitting.principles else []
    facts += [
        (say("Present"), safe(sitting.present) or say("Not recorded")),
        (say("Absent"), safe(sitting.absent) or say("None recorded")),
    ]
    yield _list(f"{name}: {text}" for name, text in facts)
    if sitting.notes.strip():
        left_out = say("Notes: left out, as this format holds no more; the HTML report has them.")
        yield Spare(NOTES, tuple(_folded(say("Notes"), Written(sitting.notes, 4))), left_out)


def _scale(telling: Telling) -> Iterator[Block]:
    if not telling.scale:
        yield say("The content has no scale.")
        return
    yield say(
        "The scale says what partners can give evidence of. Its points are words and not numbers: "
        "they are never added up or averaged."
    )
    unrated = say("The partnership has not agreed a rating. That says nothing about what the rating would be.")
    points = [f"{_rating(stands)}: {safe(meaning)}" for stands, meaning in telling.scale]
    yield _list([*points, f"*{say('Not yet rated')}*: {unrated}"])


def _provenance(telling: Telling) -> Iterator[Block]:
    """Ends in the list that the report's recipe and fingerprint belong to."""
    if telling.unreadable:
        incomplete = say("This report is not complete.")
        yield f"**{incomplete}** {say('What these files hold is not in it, because they could not be read:')}"
        yield _list(safe(path) + (f": {safe(reason)}" if reason else "") for path, reason in telling.unreadable)
    yield say(
        "Anyone who has the records can make this report again and see that it is the same: {command}.",
        command="`reflectctl report --verify FILE`",
    )
    yield _list(f"{safe(name)}: {safe(text)}" for name, text in telling.provenance)


_TOLD: Mapping[str, Callable[[Telling], Iterator[Block]]] = {
    report_config.SUMMARY: _summary,
    report_config.STANDING: _standing,
    report_config.MOVED: _moved,
    report_config.TIME: _time,
    report_config.PRINCIPLES: _principles,
    report_config.ROOM: _room,
    report_config.HEARD: _heard,
    report_config.DISCUSSED: _discussed,
    report_config.PRELIMINARY: _preliminary,
    report_config.PROGRESS: _progress,
    report_config.DIFFERENCE: _difference,
    report_config.ACTIONS: _actions,
    report_config.MEETINGS: _meetings,
    report_config.SCALE: _scale,
    report_config.PROVENANCE: _provenance,
}
"""By section, what it says."""


def _rating(stands: Standing) -> str:
    return f"*{safe(stands.words)}*" if stands.drawn == UNRATED else f"**{safe(stands.words)}**"


def _mark(mark: Mark) -> str:
    return f"{mark.symbol} {safe(mark.words)}"


def _agreed(agreed: Agreed) -> str:
    lines = []
    if agreed.day or agreed.meeting.words:
        day, meeting = safe(agreed.day), _to(agreed.meeting)
        if agreed.day and agreed.meeting.words:
            lines.append(say("Agreed on {day} at {meeting}.", day=day, meeting=meeting))
        elif agreed.day:
            lines.append(say("Agreed on {day}.", day=day))
        else:
            lines.append(say("Agreed at {meeting}.", meeting=meeting))
    if agreed.absent:
        lines.append(say("Absent from that meeting: {agencies}.", agencies=safe(agreed.absent)))
    return "\n".join(lines)


def _numbered(number: int) -> str:
    """The number of a principle, as a word: at the beginning of a line it makes no list."""
    return f"{number}\\. " if number else ""


def _to(link: Link) -> str:
    return safe_markdown.link(safe(link.words), f"#{link.anchor}") if link.anchor else safe(link.words)


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
    return "\n".join(map(safe_markdown.table_row, (first, ["---"] * len(first), *rows)))
