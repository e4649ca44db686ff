"""Answers in, plain text for a terminal out. Colour and width are handed in; every line passes through `escape`.

No line begins with what people wrote unless `escape` has looked at that very line: a CI runner reads commands from the
beginnings of lines, and wrapping makes new beginnings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from .escape import line
from .wrapping import Style as Style
from .wrapping import page as _page
from .wrapping import plain as plain
from .wrapping import wrapped as _wrapped

if TYPE_CHECKING:
    from ..model.diff import Comparison
    from ..model.findings import Checked, Finding
    from ..model.instrument import Instrument, Principle
    from ..model.records import Action, Meeting, Partnership
    from ..model.report import Status
    from ..rules.catalogue import Rule
    from ..tell.word_diff import Segment

_NARROWEST = 30
_NARROW, _WORD = 10, 28
"""No column is narrower than the first of these, nor than its longest word if that is no longer than the second."""
_NOT_RATED = "–"
_NO_STATEMENT = ""


def diagnostics(checked: "Checked", *, style: Style = plain) -> str:
    """Every finding, in the order of the files, and the summary last."""
    told = [finding(each, style=style) for each in checked.found]
    if checked.summary:
        told.append(line(checked.summary) + "\n")
    return "".join(told)


def finding(found: "Finding", *, style: Style = plain) -> str:
    """One line that says where, how grave, what and by which rule, and the hint beneath it."""
    place, severity, rule = line(str(found.location)), line(found.severity), line(f"[{found.rule}]")
    told = f"{place}: {style('bold', severity)}: {line(found.message)} {style('dim', rule)}\n"
    return told + (f"  hint: {line(found.hint)}\n" if found.hint else "")


def changes(
    comparison: "Comparison",
    before: "Partnership",
    after: "Partnership",
    *,
    labels: tuple[str, str],
    depth: str = "story",
    limits: str = "",
    width: int = 100,
    style: Style = plain,
) -> str:
    """What changed between two moments, by principle, each move with its reason. Nothing when nothing changed.

    `depth` and `limits` are those of `diff_words.tell`.
    """
    from ..tell import diff

    if diff.is_nothing(comparison):
        return ""
    telling = diff.tell(comparison, before, after, labels=labels, depth=depth, limits=limits)
    lines = _wrapped(telling.headline, width, style=("bold", style))
    lines += _wrapped(" ".join(each for each in (telling.moments, telling.limits) if each), width, style=("dim", style))
    if telling.lines:
        lines.append("")
    room = max((len(name) for name, _ in telling.lines), default=0) + 2
    for name, said in telling.lines:
        first, *rest = _wrapped(said, width - room) or [""]
        lines += [style("accent", f"{name:<{room}}") + first, *(" " * room + each for each in rest)]
    for chapter in telling.chapters:
        lines += ["", *_wrapped(chapter.title, width, style=("accent", style))]
        for section in chapter.sections:
            indent = 2
            if section.title:
                lines += _wrapped(section.title, width, "  ", style=("bold", style))
                indent = 4
            for told in section.told:
                lines += _wrapped(told.sentence, width, " " * indent, hang=2)
                for name, was, now in told.rewritten:
                    lines += rewritten(name, was, now, width, " " * (indent + 4), style)
                for name, said in told.beneath:
                    lines += _wrapped(f"{name}: {said}" if name else said, width, " " * (indent + 4), hang=2)
    return _page(lines)


def rewritten(name: str, before: str, after: str, width: int, indent: str, style: Style) -> list[str]:
    """A text word by word, with the signs of git's word-diff: `[-what went-] {+what came+}`, point by point."""
    from ..tell import word_diff

    points = word_diff.lines(word_diff.segments(before, after))
    if len(points) == 1 and any(op == word_diff.SAME for op, _ in points[0]):
        return _set([(f"{name}:", ""), *_signed(points[0])], width, indent, style)
    told = [f"{indent}{line(name)}:"]
    for point in points:
        if len(points) == 1:
            # Nothing stayed: one after the other they are easier to read than in one run.
            told += [row for each in point for row in _set(_signed([each]), width, indent + "  ", style)]
        else:
            told += _set([("-", ""), *_signed(point)], width, indent + "  ", style)
    return told


def _signed(point: Iterable["Segment"]) -> Iterator[tuple[str, str]]:
    """Each word with its part of the signs around its segment, and the style that goes with them."""
    for op, text in point:
        before, after, style = _SIGNS[op]
        words = text.split(" ")
        for at, word in enumerate(words):
            yield f"{'' if at else before}{word}{'' if at < len(words) - 1 else after}", style


_SIGNS = {"same": ("", "", ""), "out": ("[-", "-]", "dim"), "in": ("{+", "+}", "bold")}


def _set(words: Iterable[tuple[str, str]], width: int, indent: str, style: Style) -> list[str]:
    """Words, each in a style of its own, in lines; those after the first hang."""
    rows: list[list[tuple[str, str]]] = [[]]
    length, room = 0, max(width - len(indent), _NARROWEST)
    for word, dress in words:
        if rows[-1] and length + 1 + len(word) > room - (2 if len(rows) > 1 else 0):
            rows.append([])
            length = -1
        rows[-1].append((word, dress))
        length += 1 + len(word) if length else len(word)
    return [indent + ("  " if at else "") + _dressed(row, style) for at, row in enumerate(rows)]


def _dressed(row: Sequence[tuple[str, str]], style: Style) -> str:
    """A line of words in their styles; without them where something in it has to be shown escaped."""
    from itertools import groupby

    told = " ".join(word for word, _ in row)
    if line(told) != told:
        return line(told)
    runs = groupby(row, key=lambda each: each[1])
    return " ".join(style(dress, " ".join(word for word, _ in run)) for dress, run in runs)


def status(partnership: "Partnership", status: "Status", *, width: int = 100, style: Style = plain) -> str:
    """Where a partnership stands as of a day: how much is rated, the ratings in words, what is due and what is next."""
    from ..tell import prose as words

    instrument = partnership.instrument
    lines = _wrapped(partnership.name or "A partnership without a name", width, style=("bold", style))
    lines += _wrapped(f"As of {words.day(status.day)}. {words.coverage_sentence(status.coverage)}", width)
    if instrument.principles:
        rows = []
        for principle in instrument.principles:
            row = [f"{principle.number}. {words.named(principle)}"]
            there = {statement.dimension for statement in principle.statements}
            for dimension in instrument.dimensions:
                if dimension.id not in there:
                    row.append(_NO_STATEMENT)
                    continue
                assessment = partnership.assessment(f"{principle.id}.{dimension.id}")
                rating = assessment.rating if assessment else None
                mark = " *" if f"{principle.id}.{dimension.id}" in status.reread else ""
                row.append((instrument.label(rating) if rating else _NOT_RATED) + mark)
            rows.append(row)
        headers = ["Principle", *(words.named(dimension) for dimension in instrument.dimensions)]
        lines += ["", *_table(rows, headers, width, style=style)]
        if any(_NOT_RATED in row for row in rows):
            lines += ["", f"{_NOT_RATED} Not yet rated."]
        if any(_NO_STATEMENT in row for row in rows):
            lines += _wrapped("Where a place is empty, the principle has no such statement.", width)
        if status.reread:
            lines += _wrapped("* The wording has changed since it was rated: to be re-read.", width, hang=2)
    soon = f"Due in the next {partnership.due_soon_days} days"
    for title, actions in (("Overdue", status.overdue), (soon, status.due_soon)):
        if actions:
            lines += ["", *_wrapped(title, width, style=("accent", style))]
            for action in actions:
                lines += _wrapped(words.action_line(action, partnership), width, "  ", hang=2)
    if status.next_steps:
        lines += ["", *_wrapped("What could be next", width, style=("accent", style))]
        for step in status.next_steps:
            lines += _wrapped(f"- {step}", width, "  ", hang=2)
    return _page(lines)


def actions(
    actions: Sequence["Action"], partnership: "Partnership", *, today: date, width: int = 100, style: Style = plain
) -> str:
    """Who does what by when, and where it stands, as a table. Nothing when there are none."""
    from ..tell import prose as words

    rows = [
        [
            action.id,
            words.flat(action.action),
            words.owner_name(action, partnership) or "nobody yet",
            action.due.isoformat() if action.due else "no date",
            words.status_name(action, today, brief=True),
        ]
        for action in actions
    ]
    return _page(_table(rows, ["Id", "Action", "Owner", "Due", "Status"], width, whole={0, 3}, style=style))


def meetings(
    meetings: Sequence["Meeting"], partnership: "Partnership", *, width: int = 100, style: Style = plain
) -> str:
    """When, about what, who was missing and who was heard, as a table. Nothing when there are none."""
    from ..tell import prose as words

    rows = [
        [
            _dated(meeting),
            meeting.title or meeting.id,
            ", ".join(meeting.principles),
            ", ".join(partnership.agency_name(id) for id in meeting.absent) or "nobody",
            "; ".join(words.flat(heard.who) for heard in meeting.heard),
        ]
        for meeting in meetings
    ]
    return _page(_table(rows, ["Date", "Meeting", "Principles", "Absent", "Heard"], width, whole={0}, style=style))


def _dated(meeting: "Meeting") -> str:
    """The day of a meeting, which is how its id usually begins; the id as well, when it does not."""
    day = meeting.date.isoformat()
    return day if meeting.id.startswith(day) else f"{day} {line(meeting.id)}"


def rules(rules: Iterable["Rule"], chosen: Mapping[str, str], *, width: int = 100, style: Style = plain) -> str:
    """The rules by section, each with its level and what it is about, as one table."""
    from itertools import zip_longest

    from ..rules import pages
    from . import rules as rulebook

    sections = [
        (title, [(rule.id, rulebook.level(rule, chosen), rule.summary) for rule in among])
        for title, among in pages.sections(rules)
    ]
    rows = [row for _, among in sections for row in among]
    ids = max(4, *(len(id) for id, _, _ in rows)) + 2 if rows else 0
    levels = max(5, *(len(each) for _, level, _ in rows for each in level)) + 2 if rows else 0
    lines = [style("bold", f"{'Rule':<{ids}}{'Level':<{levels}}About")]
    for title, among in sections:
        lines += ["", *_wrapped(title, width, style=("accent", style))]
        for id, level, summary in among:
            about = _wrapped(summary, width - ids - levels)
            for first, second, third in zip_longest((id,), level, about, fillvalue=""):
                lines.append(f"{line(first):<{ids}}{line(second):<{levels}}{third}")
    lines += ["", *_wrapped(rulebook.BENEATH, width, style=("dim", style))]
    return _page(lines)


def rule_pages(rules: Iterable["Rule"], chosen: Mapping[str, str], *, width: int = 100, style: Style = plain) -> str:
    """The page of each rule: what it is about, why, what to do, an example of each kind, and how to set it aside."""
    from ..rules import pages
    from . import rules as rulebook

    told = []
    for title, among in pages.sections(rules):
        for rule in among:
            page = pages.parse(rule.page)
            lines = [f"{style('bold', line(rule.id))}: {line(' '.join(rulebook.level(rule, chosen)))}"]
            lines += [*_wrapped(title, width, style=("dim", style)), "", *_wrapped(page.summary, width)]
            for heading, text, example in (
                ("Why", page.why, ""),
                ("What to do", page.what_to_do, ""),
                ("Wrong", "", page.wrong),
                ("Right", "", page.right),
                *rulebook.choices(rule),
            ):
                lines += ["", style("accent", heading)]
                lines += _wrapped(text, width, "  ")
                lines += ["", *_example(example)] if text and example else _example(example)
            told.append(_page(lines))
    return "\n\n".join(told)


def _example(text: str) -> list[str]:
    return [f"    {line(each)}" for each in text.split("\n")] if text else []


def content(instrument: "Instrument", *, width: int = 100, style: Style = plain) -> str:
    """The instrument at a glance: what it is, its scale, what is rated, and its principles."""
    from ..tell import names

    title = instrument.title or instrument.id
    if instrument.version:
        title += f", version {instrument.version}"
    lines = _wrapped(title, width, style=("bold", style))
    if instrument.wording:
        lines += _wrapped(f"Wording: {instrument.wording}.", width, style=("dim", style))
    if instrument.original:
        told = f"In {instrument.language}; what is not said in it is in the words of the pack."
        lines += _wrapped(told, width, style=("dim", style))
    if instrument.about:
        lines += ["", *_wrapped(_flat(instrument.about), width)]
    if instrument.principles:
        lines += ["", *_wrapped("Principles", width, style=("accent", style))]
        for principle in instrument.principles:
            lines += _wrapped(f"{principle.number}. {names.named(principle)} ({principle.id})", width, "  ", hang=3)
    named = (("Dimensions", instrument.dimensions), ("Scale", instrument.scale), ("Themes", instrument.themes))
    for heading, terms in named:
        if terms:
            lines += ["", *_wrapped(heading, width, style=("accent", style))]
        for term in terms:
            meaning = f": {_flat(term.meaning)}" if term.meaning else ""
            lines += _wrapped(f"{names.named(term)}{meaning}", width, "  ", hang=2)
    if instrument.prompts:
        lines += ["", *_wrapped("Prompts", width, style=("accent", style))]
    for prompt in instrument.prompts:
        lines += _wrapped(prompt.title or prompt.id, width, "  ")
        for question in prompt.questions:
            lines += _wrapped(f"- {_flat(question)}", width, "    ", hang=2)
    return _page(lines)


def content_principle(
    principle: "Principle", instrument: "Instrument", *, width: int = 100, style: Style = plain
) -> str:
    """A principle in full: each of its statements, and how it should feel to a child or young person."""
    from ..tell import names

    lines = _wrapped(f"{principle.number}. {names.named(principle)}", width, style=("bold", style))
    lines += _wrapped(principle.id, width, style=("dim", style))
    for statement in principle.statements:
        name = names.dimension_name(statement.dimension, instrument)
        lines += ["", *_wrapped(name, width, style=("accent", style)), *_wrapped(_flat(statement.text), width, "  ")]
    if principle.voice:
        title = instrument.voice_title or "How this should feel"
        lines += ["", *_wrapped(title, width, style=("accent", style)), *_wrapped(_flat(principle.voice), width, "  ")]
    return _page(lines)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _table(
    rows: Sequence[Sequence[str]],
    headers: Sequence[str],
    width: int,
    *,
    whole: Iterable[int] = (),
    style: Style = plain,
) -> list[str]:
    """The rows under their headers, columns narrowed until they fit; those in `whole` are never broken."""
    if not rows:
        return []
    from tabulate import tabulate

    cells = [[line(cell) for cell in row] for row in rows]
    widths = [max(len(line(header)), *(len(row[at]) for row in cells)) for at, header in enumerate(headers)]
    words = [max(len(word) for row in cells for word in [headers[at], *row[at].split()]) for at in range(len(headers))]
    least = [min(max(each, _NARROW), _WORD) for each in words]
    loose = [at for at in range(len(headers)) if at not in set(whole)]
    while loose and sum(widths) + 2 * (len(widths) - 1) > width:
        widest = max(loose, key=lambda at: widths[at])
        if widths[widest] <= least[widest]:
            loose.remove(widest)
            continue
        widths[widest] -= 1
    told = tabulate(
        [[_broken(cell, widths[at]) for at, cell in enumerate(row)] for row in cells],
        [line(header) for header in headers],
        tablefmt="simple",
        disable_numparse=True,
        stralign="left",
    )
    lines = [line(each) for each in told.split("\n")]
    return [style("bold", lines[0]), *lines[1:]]


def _broken(cell: str, width: int) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(cell, width, break_on_hyphens=False)) if len(cell) > width else cell
