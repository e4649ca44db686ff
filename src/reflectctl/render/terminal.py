"""Answers in, plain text for a terminal out. Colour and width are handed in; every line passes through `escape`.

No line begins with what people wrote unless `escape` has looked at that very line: a CI runner reads commands from the
beginnings of lines, and wrapping makes new beginnings.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..model import blocks as kinds
from ..model.blocks import BREAK, Block, Line, Span
from .escape import line
from .wrapping import Style as Style
from .wrapping import page as _page
from .wrapping import plain as plain
from .wrapping import wrapped as _wrapped

if TYPE_CHECKING:
    from ..model.findings import Checked, Finding
    from ..model.instrument import Instrument, Principle
    from ..model.records import Action, Meeting, Partnership
    from ..model.report import Status
    from ..rules.catalogue import Rule

_NARROWEST = 30
_NARROW, _WORD = 10, 28
"""No column is narrower than the first of these, nor than its longest word if that is no longer than the second."""
_NOT_RATED = "–"
_NO_STATEMENT = ""


class _Paper(NamedTuple):
    """What lines are written on."""

    width: int
    style: Style


def text(blocks: Iterable[Block], *, width: int = 100, style: Style = plain) -> str:
    """Blocks as lines, no wider than asked for where they can be broken. Nothing for none."""
    lines = _blocks(blocks, _Paper(width, style), "")
    return _page(lines) if lines else ""


def _blocks(blocks: Iterable[Block], paper: _Paper, indent: str) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        made = _block(block, paper, indent)
        if made and before is not None and _stand_apart(before, block):
            lines.append("")
        lines += made
        before = block if made else before
    return lines


def _stand_apart(before: Block, block: Block) -> bool:
    """Whether an empty line comes between two blocks: not below a heading, nor between what a role binds together."""
    if isinstance(block, kinds.Paragraph) and isinstance(before, kinds.Heading | kinds.Paragraph):
        return not block.role and getattr(before, "level", 1) == 1
    return not isinstance(before, kinds.Heading)


def _block(block: Block, paper: _Paper, indent: str) -> list[str]:
    match block:
        case kinds.Heading():
            return _line(block.line, paper, indent, style="bold" if block.level == 1 else "accent")
        case kinds.Paragraph():
            return _line(block.line, paper, indent, hang=_HANG if block.role == "note" else 0)
        case kinds.List():
            layout = _LISTS.get(block.role, _LISTS[""])
            return [row for item in block.items for row in _item(item, layout, paper, indent)]
        case kinds.Pairs():
            return _pairs(block, paper, indent)
        case kinds.Table():
            return _rows(block, paper, indent)
        case kinds.Group() | kinds.Quotation() | kinds.Spare():
            return _under(block.blocks, paper, indent)
        case kinds.Section():
            return _under((kinds.Heading(2, block.title), *block.blocks), paper, indent)
        case kinds.Details():
            return _under((kinds.Heading(4, block.summary), *block.blocks), paper, indent)
        case kinds.Figure():
            return _under((kinds.Heading(3, block.title), kinds.Paragraph(block.finding), block.table), paper, indent)
        case kinds.Prose():
            return [f"{indent}{line(each)}" for each in block.text.splitlines()]


def _under(blocks: Sequence[Block], paper: _Paper, indent: str) -> list[str]:
    """Blocks that belong together; what follows a heading stands beneath it."""
    if blocks and isinstance(blocks[0], kinds.Heading):
        return _block(blocks[0], paper, indent) + _blocks(blocks[1:], paper, indent + "  ")
    return _blocks(blocks, paper, indent)


_HANG = 2


class _Layout(NamedTuple):
    """How the entries of a list look."""

    style: str = ""
    is_apart: bool = False
    """Whether an empty line comes before each."""
    bullet: str = ""
    hang: int = _HANG
    deeper: str = "  "
    """By how much that which stands beneath is set in."""


_LISTS: Mapping[str, _Layout] = {
    "": _Layout(),
    "sections": _Layout("bold", is_apart=True),
    "topics": _Layout("bold", hang=0),
    "changes": _Layout(deeper="    "),
    "points": _Layout(bullet="- "),
    "numbered": _Layout(hang=3),
}


def _item(item: kinds.Item, layout: _Layout, paper: _Paper, indent: str) -> list[str]:
    if not item.line:
        return _blocks(item.beneath, paper, indent)
    lines = [""] if layout.is_apart else []
    name, *texts = (item.line,) if isinstance(item.line, str) else item.line
    if isinstance(name, kinds.Label) and texts and all(isinstance(each, _REWRITTEN) or each == " " for each in texts):
        # Nothing stayed: one after the other they are easier to read than in one run.
        lines += _line((name,), paper, indent)
        for each in texts:
            lines += _line((each,), paper, indent + "  ", hang=_HANG) if each != " " else []
    else:
        said = (layout.bullet, *item.line) if layout.bullet and not isinstance(item.line, str) else item.line
        said = layout.bullet + said if isinstance(said, str) else said
        lines += _line(said, paper, indent, hang=layout.hang, style=layout.style)
    return lines + _blocks(item.beneath, paper, indent + layout.deeper) if item.beneath else lines


_REWRITTEN = (kinds.Added, kinds.Removed)


def _line(said: Line, paper: _Paper, indent: str, *, hang: int = 0, style: str = "") -> list[str]:
    """Spans in lines; of one style, unless some of them have a style of their own."""
    if isinstance(said, str):
        return _wrapped(said, paper.width, indent, hang=hang, style=(style, paper.style))
    runs = [(each, name or style) for each, name in map(_run, said)]
    styles = {name for each, name in runs if each.strip()}
    if len(styles) < 2:
        text = "".join(each for each, _ in runs)
        return _wrapped(text, paper.width, indent, hang=hang, style=("".join(styles), paper.style))
    return _set(_words(runs), paper.width, indent, paper.style, hang=hang)


def _run(span: Span) -> tuple[str, str]:
    """The words of a span, and the style that is its own."""
    match span:
        case str():
            return (span if span != BREAK else " "), ""
        case kinds.Strong():
            return span.words, "bold"
        case kinds.Quiet():
            return span.words, "dim"
        case kinds.Label():
            return f"{span.words}:", ""
        case kinds.Code():
            return f"`{span.words}`", ""
        case kinds.Mark():
            return f"{span.symbol} {span.words}", ""
        case kinds.Added():
            return f"{{+{span.words}+}}", "bold"
        case kinds.Removed():
            return f"[-{span.words}-]", "dim"
    return span.words, ""


def _words(runs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Runs word by word; where two runs touch, their words are one, in the style of the first."""
    words: list[tuple[str, str]] = []
    touching = False
    for text, style in runs:
        for at, word in enumerate(text.split(" ")):
            if word and touching and not at:
                words[-1] = (words[-1][0] + word, words[-1][1])
            elif word:
                words.append((word, style))
        touching = bool(words) and not text.endswith(" ")
    return words


def _plain(said: Line) -> str:
    return said if isinstance(said, str) else "".join(_run(each)[0] for each in said)


def _pairs(pairs: kinds.Pairs, paper: _Paper, indent: str) -> list[str]:
    """Names in a column of their own, and what is said of each beside it."""
    names = [line(_plain(each.name)) for each in pairs.pairs]
    room = max(map(len, names)) + 2
    lines = []
    for name, pair in zip(names, pairs.pairs, strict=True):
        first, *rest = _blocks(pair.blocks, paper._replace(width=paper.width - len(indent) - room), "") or [""]
        lines += [f"{indent}{paper.style('accent', f'{name:<{room}}')}{first}"]
        lines += [f"{indent}{'':<{room}}{each}" for each in rest]
    return lines


def _rows(table: kinds.Table, paper: _Paper, indent: str) -> list[str]:
    """A table; its layout is that of its role."""
    if table.role == "timelines":
        return _timelines(table, paper, indent)
    whole = [at for at, column in enumerate(table.columns) if column.role == "whole"]
    rows = [[_plain(cell) for cell in row.cells] for row in table.rows]
    heads = [column.head for column in table.columns]
    return [indent + row for row in _table(rows, heads, paper.width - len(indent), whole=whole, style=paper.style)]


_MOST_STEPS = 8
_ARROW = " → "


def _timelines(table: kinds.Table, paper: _Paper, indent: str) -> list[str]:
    """What went through steps, each in one line: every step and whole dates if that fits, else short, else the last."""
    found = [
        (_plain(group), _plain(name), [*steps[::2]], [*days[::2]], _plain(note))
        for group, name, steps, days, note in (row.cells for row in table.rows)
    ]
    room = paper.width - len(indent)
    names = max(len(name) for _, name, *_ in found)
    longest = max(min(len(steps), _MOST_STEPS) for _, _, steps, *_ in found)
    forms = [(most, short) for most in range(longest, 0, -1) for short in (False, True)]
    for most, short in forms:
        cells = [
            (_last(steps, most), _last(map(_short if short else str, days), most)) for _, _, steps, days, _ in found
        ]
        strip = max(len(steps) for steps, _ in cells)
        if 2 + names + 2 + strip + 2 + max(len(days) for _, days in cells) <= room:
            break
    lines: list[str] = []
    last = ""
    for (group, name, *_, note), (steps, days) in zip(found, cells, strict=True):
        lines += _line(group, paper, indent, style="accent") if group != last else []
        last = group
        shown = f"{indent}  {name:<{names}}  {steps:<{strip}}  {days}".rstrip(" ")
        if note and not days:
            shown = f"{shown:<{len(indent) + 4 + names + strip}}"
        lines.append(line(f"{shown}  ({note})" if note else shown))
    return lines


def _last(steps: Iterable[Span], most: int) -> str:
    words = [str(each) for each in steps]
    return _ARROW.join(["…", *words[-most:]] if len(words) > most else words)


def _short(day: Span) -> str:
    """A day with the first letters of its month; any other word as it is."""
    number, _, rest = str(day).partition(" ")
    month, _, year = rest.partition(" ")
    return f"{number} {month[:3]} {year}" if year else str(day)


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


def rewritten(name: str, before: str, after: str, width: int, indent: str, style: Style) -> list[str]:
    """A text word by word, with the signs of git's word-diff: `[-what went-] {+what came+}`, point by point."""
    from ..tell import word_diff

    return _item(word_diff.item(name, before, after), _LISTS[""], _Paper(width, style), indent)


def _set(words: Iterable[tuple[str, str]], width: int, indent: str, style: Style, *, hang: int = _HANG) -> list[str]:
    """Words, each in a style of its own, in lines; those after the first hang."""
    rows: list[list[tuple[str, str]]] = [[]]
    length, room = 0, max(width - len(indent), _NARROWEST)
    for word, dress in words:
        if rows[-1] and length + 1 + len(word) > room - (hang if len(rows) > 1 else 0):
            rows.append([])
            length = -1
        rows[-1].append((word, dress))
        length += 1 + len(word) if length else len(word)
    return [indent + (" " * hang if at else "") + _dressed(row, style) for at, row in enumerate(rows)]


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
    from ..tell import prose

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
            lines += _wrapped(f"{principle.number}. {prose.named(principle)} ({principle.id})", width, "  ", hang=3)
    named = (("Dimensions", instrument.dimensions), ("Scale", instrument.scale), ("Themes", instrument.themes))
    for heading, terms in named:
        if terms:
            lines += ["", *_wrapped(heading, width, style=("accent", style))]
        for term in terms:
            meaning = f": {_flat(term.meaning)}" if term.meaning else ""
            lines += _wrapped(f"{prose.named(term)}{meaning}", width, "  ", hang=2)
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
    from ..tell import prose

    lines = _wrapped(f"{principle.number}. {prose.named(principle)}", width, style=("bold", style))
    lines += _wrapped(principle.id, width, style=("dim", style))
    for statement in principle.statements:
        name = prose.dimension_name(statement.dimension, instrument)
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
