"""What a picture shows, in; the picture as SVG out.

Nothing in one goes by its colour alone: each thing has a place, a shape or a pattern of its own, and a word.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..model.blocks import Chart
from ..model.charts import ABSENT, OUTSIDE, PRESENT, UNLISTED, Bar, Drawing, Room, Seen, Strip, Strips, Views
from ..model.named_tuples import NamedTuple
from ..tell import dates
from ..tell.i18n import phrase, say
from .svg import (
    ACCENT,
    EDGE,
    INK,
    LINE,
    NARROW,
    PAPER,
    QUIET,
    RULE,
    TINT,
    WIDE,
    Picture,
    Sheet,
    bold,
    flow,
    width,
    wrap,
)

HIGHEST = 800
"""No picture is higher, so that each stands on a page with what belongs to it."""


def parts(chart: Chart) -> list[tuple[Picture, Picture, str]]:
    """A chart as it stands on pages, wide and narrow, with the name of each picture."""
    drawings = _split(chart.drawing)
    names = [chart.title]
    if len(drawings) > 1:
        names = [
            say("{title} ({n} of {of})", title=chart.title, n=n, of=len(drawings)) for n in range(1, len(drawings) + 1)
        ]
    return [(draw(each), draw(each, NARROW), name) for each, name in zip(drawings, names, strict=True)]


_ROWS = {Strips: "strips", Views: "statements", Room: "rows"}
"""What a picture that can be long is made of."""


def _split(drawing: Drawing) -> list[Drawing]:
    """What is drawn as several, none of them higher than a page has room for, where that can be."""
    rows = _ROWS.get(type(drawing))
    if rows is None:
        return [drawing]
    every, pages = getattr(drawing, rows), 1
    while True:
        found = [drawing._replace(**{rows: every[begin:end]}) for begin, end in _pages(len(every), pages)]
        highest = max(draw(each).height for each in found)
        if highest <= HIGHEST or pages >= len(every):
            return found
        pages = min(max(pages + 1, -(-pages * highest // HIGHEST)), len(every))


def _pages(rows: int, pages: int) -> list[tuple[int, int]]:
    """Where each page begins and ends, all of them about as full."""
    return [(rows * page // pages, rows * (page + 1) // pages) for page in range(pages)]


def draw(drawing: Drawing, across: int = WIDE) -> Picture:
    """A picture, so wide."""
    sheet = Sheet(across)
    match drawing:
        case Strips():
            return _strips(drawing, sheet)
        case Views():
            return _views(drawing, sheet)
        case Bar():
            return _bar(drawing, sheet)
        case Room():
            return _room(drawing, sheet)


def _on(place: int | None, scale: tuple[str, ...]) -> int | None:
    """A place that the scale has; anything else is none, and is never moved to another."""
    return place if place is not None and 0 <= place < len(scale) else None


def _nothing(sheet: Sheet, told: str) -> Picture:
    """A picture of nothing, which says so."""
    return sheet.picture(sheet.lines(0, 2, wrap(told, sheet.width), colour=QUIET) + 4)


# How ratings went.

_STEP, _LANE, _GAP = 7, 9, 5
"""From one point of the scale to the next, how high a lane beside it is, and what parts it from the scale."""

_TURN = "M5 1.2A5 5 0 1 1 3.2-3.8M4.4-7.2V-3H.2"
"""An arrow that comes round: the wording changed."""


class _Run(NamedTuple):
    """For how long a rating stood, as places across."""

    begin: int
    end: int
    place: int
    agreed: bool
    """Whether it was agreed on one of the picture's days, rather than before."""
    joined: int | None
    """The place that it comes from, where it comes from one."""
    withdrawn: bool


class _Frame(NamedTuple):
    """Where the days of a picture lie."""

    drawing: Strips
    left: int
    right: int

    def x(self, day: date) -> int:
        """Where a day lies. One day alone lies in the middle."""
        first, last = self.drawing.first, self.drawing.last
        if first >= last:
            return (self.left + self.right) // 2
        gone = min(max((day - first).days, 0), (last - first).days)
        return self.left + (self.right - self.left) * gone // (last - first).days


def _runs(strip: Strip, frame: _Frame) -> Iterator[_Run]:
    """What can be seen of a strip. What comes after the last day has not happened yet."""
    drawing = frame.drawing
    steps = sorted((step for step in strip.steps if step[0] <= drawing.last), key=lambda step: step[0])
    joined: int | None = None
    for at, (day, where) in enumerate(steps):
        place, following = _on(where, drawing.scale), steps[at + 1] if at + 1 < len(steps) else None
        if following is not None and following[0] <= drawing.first and day < drawing.first:
            joined = place
            continue
        if place is not None:
            begin = frame.left if day < drawing.first else frame.x(day)
            end = frame.x(following[0]) if following else frame.right
            ends = following is not None and _on(following[1], drawing.scale) is None
            yield _Run(begin, end, place, day >= drawing.first, joined, ends)
        joined = place


def _strips(drawing: Strips, sheet: Sheet) -> Picture:
    """Each statement has a strip: how high the line lies in it says how the statement was rated, and words do."""
    seen = [list(_runs(strip, _frame(drawing, sheet))) for strip in drawing.strips]
    if not any(seen):
        return _nothing(sheet, say("nothing has been rated"))
    frame, y, under = _frame(drawing, sheet), 2, ""
    for strip, runs in zip(drawing.strips, seen, strict=True):
        if strip.under and strip.under != under:
            y = sheet.lines(0, y + 3, wrap(strip.under, sheet.width, heavy=True), heavy=True)
        under = strip.under
        y = _strip(strip, runs, frame, y, sheet)
    y = _days(frame, y, sheet)
    if any(_reworded(strip, drawing) for strip in drawing.strips):
        sheet.mark(frame.left + 6, y + 9, _TURN)
        y = sheet.lines(frame.left + 18, y, wrap(say("wording changed"), sheet.width - frame.left - 18), colour=QUIET)
    return sheet.picture(y + 4)


def _frame(drawing: Strips, sheet: Sheet) -> _Frame:
    """Where the strips lie: between their names, which stand above them on a phone, and how they are rated now."""
    names = max((width(each.label) for each in drawing.strips), default=0) + 14
    left = min(names, sheet.width // 4) if sheet.width >= WIDE else 6
    now = max((width(word) for word in drawing.scale), default=0) + 14
    return _Frame(drawing, left, sheet.width - min(now, sheet.width // 4))


def _strip(strip: Strip, runs: list[_Run], frame: _Frame, y: int, sheet: Sheet) -> int:
    """One strip, from `y` down; where the next begins."""
    along = len(frame.drawing.scale) - frame.drawing.beside
    ends = [y]
    if frame.left > 6:
        words = wrap(strip.label, frame.left - 14)
        ends.append(sheet.lines(0, max(y, y + 24 - len(words) * LINE // 2), words))
    else:
        y = sheet.lines(0, y, wrap(strip.label, sheet.width))
    top = y + LINE - 2
    floor = top + max(along - 1, 0) * _STEP + _GAP
    ys = [top + at * _STEP for at in range(along)]
    ys += [floor + _GAP + at * (_LANE + 3) + _LANE // 2 for at in range(frame.drawing.beside)]
    _ground(runs, ys, floor, frame, sheet)
    for run in runs:
        if run.joined not in (None, run.place) and run.agreed:
            # Into a lane beside the scale, and out of it, nothing goes along the scale.
            aside = max(run.joined or 0, run.place) >= along
            begin, end = ys[run.joined or 0], ys[run.place]
            sheet.line(run.begin, begin, run.begin, end, colour=ACCENT, thick=2, dashed="1 3" if aside else "")
    hatch = sheet.pattern("unclear", 6, "M-1.5 1.5L1.5-1.5M0 6L6 0M4.5 7.5L7.5 4.5", ACCENT, 1.5)
    for run in runs:
        across = max(run.end - run.begin, 1)
        if run.place < along:
            sheet.line(run.begin, ys[run.place], run.begin + across, ys[run.place], colour=ACCENT, thick=3)
        else:
            sheet.rect(run.begin, ys[run.place] - _LANE // 2, across, _LANE, fill=hatch, stroke=ACCENT)
        if run.agreed:
            sheet.circle(run.begin, ys[run.place], 4, stroke=PAPER)
        if run.withdrawn:
            sheet.line(run.end, ys[run.place] - 6, run.end, ys[run.place] + 6, colour=INK, thick=2.5)
    ends += [_named(runs, ys, along, frame, y, sheet), ys[-1] + 2 + (_LANE // 2 if frame.drawing.beside else _GAP)]
    for day in _reworded(strip, frame.drawing):
        x = min(max(frame.x(day), frame.left + 8), frame.right - 8)
        sheet.circle(x, floor - _STEP, 8, fill=PAPER, stroke=PAPER)
        sheet.mark(x, floor - _STEP, _TURN)
    return max(ends) + 5


def _ground(runs: list[_Run], ys: list[int], floor: int, frame: _Frame, sheet: Sheet) -> None:
    """What lies behind a strip: the lines of the scale, and the lanes beside it."""
    along = len(ys) - frame.drawing.beside
    for run in runs:
        if run.place < along:
            sheet.rect(run.begin, ys[run.place], max(run.end - run.begin, 1), floor - ys[run.place], fill=TINT)
    for y in ys[:along]:
        sheet.line(frame.left, y, frame.right, y)
    sheet.line(frame.left, floor, frame.right, floor, colour=EDGE)
    for y in ys[along:]:
        sheet.rect(frame.left, y - _LANE // 2, frame.right - frame.left, _LANE, fill="none", stroke=RULE)


def _named(runs: list[_Run], ys: list[int], along: int, frame: _Frame, y: int, sheet: Sheet) -> int:
    """How a statement is rated now, at the end of its strip, and before that where there is room; where words end."""
    scale, taken = frame.drawing.scale, frame.left
    told = [run for at, run in enumerate(runs) if not at or run.place != runs[at - 1].place or runs[at - 1].withdrawn]
    for run, following in pairwise(told):
        room = width(scale[run.place])
        x = max(run.begin + (7 if run.agreed else 2), taken)
        if x + room + 6 < following.begin:
            sheet.text(x, ys[run.place] - (LINE + 2 if run.place < along else 9), scale[run.place], over=True)
            taken = x + room
    if not runs:
        return y
    last = runs[-1]
    words = wrap(say("rating withdrawn") if last.withdrawn else scale[last.place], sheet.width - frame.right - 8)
    begin = ys[last.place] - len(words) * LINE // 2
    return sheet.lines(frame.right + 8, max(begin, y), words)


def _reworded(strip: Strip, drawing: Strips) -> list[date]:
    return sorted({day for day in strip.reworded if drawing.first <= day <= drawing.last})


def _days(frame: _Frame, y: int, sheet: Sheet) -> int:
    """The days below strips: the first, the last, and the months between them for which there is room."""
    first, last = frame.drawing.first, frame.drawing.last
    near = (first.year, first.month) == (last.year, last.month)

    def tell(day: date) -> str:
        return dates.day(day, short=True) if near else dates.month(day, short=True)

    if first >= last:
        sheet.line(frame.x(last), y, frame.x(last), y + 5, colour=EDGE)
        sheet.text(frame.x(last), y + 5, dates.day(last, short=True), colour=QUIET, anchor="middle")
        return y + LINE + 6
    end = frame.right - width(tell(last)) // 2
    free = frame.left
    for day in (first, *_months(first, last)):
        x, words = frame.x(day), tell(day)
        sheet.line(x, y, x, y + 5, colour=EDGE)
        begin = x if day == first else max(x - width(words) // 2, 0)
        if free <= begin and begin + width(words) + 8 <= end:
            sheet.text(begin, y + 5, words, colour=QUIET)
            free = begin + width(words) + 10
    sheet.line(frame.right, y, frame.right, y + 5, colour=EDGE)
    sheet.text(frame.right, y + 5, tell(last), colour=QUIET, anchor="middle")
    return y + LINE + 6


def _months(first: date, last: date) -> list[date]:
    """A few days on which months begin, between two days: of every month, or of every so many of a calendar."""
    begin, end, every = _month(first) + 1, _month(last), 1
    steps = iter((3, 6, 12, 24, 60, 120, 240, 600, 1200))
    while (end - begin) // every >= 6:
        every = next(steps, every * 2)
    starts = (date(month // 12, month % 12 + 1, 1) for month in range(-(-begin // every) * every, end + 1, every))
    return [day for day in starts if day < last]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


# Who sees it otherwise.

_DIAMOND = "M0-7L7 0L0 7L-7 0z"


def _views(drawing: Views, sheet: Sheet) -> Picture:
    """The points of the scale side by side; below each who holds it, and a diamond where the rating was agreed."""
    scale = drawing.scale
    if not scale or not any(each.views for each in drawing.statements):
        return _nothing(sheet, say("no views yet"))
    column = sheet.width // len(scale)
    heads = [wrap(word, column - 6) for word in scale]
    end = 2 + LINE * max(map(len, heads))
    for at, lines in enumerate(heads):
        sheet.lines(column * at + column // 2, end - LINE * len(lines), lines, colour=QUIET, anchor="middle")
    y = end + 6
    for each in drawing.statements:
        y = _seen(each, drawing, column, y, sheet)
    return sheet.picture(y + 2)


def _seen(seen: Seen, drawing: Views, column: int, y: int, sheet: Sheet) -> int:
    """One statement: a row for each point that somebody holds."""
    scale, along = drawing.scale, len(drawing.scale) - drawing.beside
    if seen.label:
        y = sheet.lines(0, y + 4, wrap(seen.label, sheet.width, heavy=True), heavy=True) + 2
    agreed = _on(seen.agreed, scale)
    held: dict[int, list[str]] = {}
    unsaid: list[str] = []
    for name, view in seen.views:
        place = _on(view, scale)
        (unsaid if place is None else held.setdefault(place, [])).append(name)
    rows: list[tuple[int, str, bool]] = [(place, ", ".join(held[place]), False) for place in sorted(held)]
    if agreed is not None:
        rows.insert(0, (agreed, say("agreed"), True))
    told = [
        (place, is_agreed, *_side(place, words, column, sheet, heavy=is_agreed)) for place, words, is_agreed in rows
    ]
    end = y + sum(LINE * len(lines) + 4 for *_, lines in told)
    for at in range(len(scale)):
        sheet.line(column * at + column // 2, y, column * at + column // 2, end)
        if along <= at and at:
            sheet.line(column * at, y, column * at, end, colour=EDGE, dashed="1 3")
    if agreed is not None:
        sheet.line(column * agreed + column // 2, y + 9, column * agreed + column // 2, end, colour=INK, thick=1.5)
    for place, is_agreed, x, anchor, lines in told:
        centre = column * place + column // 2
        for n, words in enumerate(lines):
            sheet.text(x, y + n * LINE, words, heavy=is_agreed, anchor=anchor, over=True)
        if is_agreed:
            sheet.mark(centre, y + 9, _DIAMOND, fill=PAPER)
        else:
            sheet.circle(centre, y + 9, 5)
        y += LINE * len(lines) + 4
    if agreed is None:
        y = sheet.lines(0, y, wrap(say("no rating agreed"), sheet.width), colour=QUIET)
    if unsaid:
        sheet.circle(6, y + 10, 5, fill=PAPER, stroke=QUIET, dashed="2 2")
        y = sheet.lines(18, y, wrap(f"{say('could not say')}: {', '.join(unsaid)}", sheet.width - 18))
    return y + 4


def _side(place: int, words: str, column: int, sheet: Sheet, *, heavy: bool) -> tuple[int, str, tuple[str, ...]]:
    """Words beside a mark, on the side where there is more room: where they stand, and their lines."""
    centre = column * place + column // 2
    if centre * 2 <= sheet.width:
        return centre + 12, "start", wrap(words, sheet.width - centre - 14, heavy=heavy)
    return centre - 12, "end", wrap(words, centre - 14, heavy=heavy)


# Where actions stand.

_PATTERNS = {
    "going": (8, "M-2 2L2-2M0 8L8 0M6 10L10 6", ACCENT, 2),
    "soon": (6, "M2 3H4", ACCENT, 2),
    "overdue": (5, "M0 1.25H5M1.25 0V5", INK, 1.75),
    "dropped": (6, "M0 3H6", QUIET, 1),
}
"""What fills a kind of part: the size of a pattern, its path and its colour. `done` is solid, `open` is left white."""


def _bar(drawing: Bar, sheet: Sheet) -> Picture:
    parts = [(word, number, kind) for word, number, kind in drawing.parts if number > 0]
    if not parts:
        return _nothing(sheet, say("none yet"))
    fills = {"done": ACCENT}
    for kind in dict.fromkeys(kind for _, _, kind in parts if kind in _PATTERNS):
        size, path, stroke, thick = _PATTERNS[kind]
        fills[kind] = sheet.pattern(kind, size, path, stroke, thick)
    # One of two hundred is still one: every part has a width that can be seen.
    total = sum(number for _, number, _ in parts)
    wide = [max(number * 50, total) for _, number, _ in parts]
    ends = [1 + (sheet.width - 2) * sum(wide[: at + 1]) // sum(wide) for at in range(len(wide))]
    for begin, end, (_, _, kind) in zip((1, *ends), ends, parts, strict=False):
        sheet.rect(begin, 2, end - begin, 22, fill=fills.get(kind, PAPER), stroke=INK)
    words = [wrap(f"{number} {word[:1].lower()}{word[1:]}", sheet.width - 22) for word, number, _ in parts]
    y = 34
    rows: list[list[int]] = []
    for at, (_, row) in enumerate(flow([max(map(width, lines)) + 40 for lines in words], sheet.width + 18)):
        rows += [[]] * (row + 1 - len(rows))
        rows[row] = [*rows[row], at]
    for row_of in rows:
        x = 0
        for at in row_of:
            sheet.rect(x + 1, y + 2, 14, 14, fill=fills.get(parts[at][2], PAPER), stroke=INK)
            sheet.lines(x + 22, y, words[at])
            x += max(map(width, words[at])) + 40
        y += LINE * max(len(words[at]) for at in row_of) + 4
    return sheet.picture(y)


# Who was in the room.


def _room(drawing: Room, sheet: Sheet) -> Picture:
    """Agencies below each other and meetings side by side; where they are many, in several blocks."""
    if not drawing.meetings or not drawing.rows:
        return _nothing(sheet, say("no meetings yet"))
    longest = max(bold(name) for name, _ in drawing.rows) + 14
    names = min(longest, sheet.width * 2 // 5)
    most = max((sheet.width - names) // 20, 1)
    blocks = -(-len(drawing.meetings) // most)
    each = -(-len(drawing.meetings) // blocks)
    cell = min((sheet.width - names) // each, 34)
    y = 2
    for begin in range(0, len(drawing.meetings), each):
        y = _block(drawing, slice(begin, begin + each), names, cell, y, sheet) + 12
    there = {state for _, states in drawing.rows for state in states}
    key = [(state, say(_STATES[state])) for state in _STATES if state in there]
    places = flow([width(word) + 44 for _, word in key], sheet.width + 20)
    for (state, word), (x, row) in zip(key, places, strict=True):
        _state(state, x + 7, y + row * LINE + 9, sheet)
        sheet.text(x + 20, y + row * LINE, word, colour=QUIET)
    return sheet.picture(y + (places[-1][1] + 1) * LINE + 4 if places else y)


def _block(drawing: Room, some: slice, names: int, cell: int, y: int, sheet: Sheet) -> int:
    meetings = drawing.meetings[some]
    y += max(map(width, meetings)) + 6
    for at, meeting in enumerate(meetings):
        sheet.text(names + at * cell + cell // 2 + 4, y - 4, meeting, colour=QUIET, turned=True)
    end = names + len(meetings) * cell
    sheet.line(0, y, end, y, colour=EDGE)
    for name, states in drawing.rows:
        if not any(states[some]):
            continue
        lines = wrap(name, names - 10)
        bottom = sheet.lines(0, y + 2, lines) + 3
        for at, state in enumerate(states[some]):
            _state(state, names + at * cell + cell // 2, (y + bottom) // 2, sheet)
        y = bottom
        sheet.line(0, y, end, y)
    return y


_STATES = {PRESENT: phrase("present"), ABSENT: phrase("absent"), UNLISTED: phrase("not noted")}


def _state(state: str, x: int, y: int, sheet: Sheet) -> None:
    if state == PRESENT:
        sheet.circle(x, y, 5)
    elif state == ABSENT:
        sheet.circle(x, y, 5, fill=PAPER, stroke=INK)
    elif state != OUTSIDE:
        sheet.line(x - 4, y, x + 4, y, colour=QUIET, thick=2)
