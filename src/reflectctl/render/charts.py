"""What a picture shows, in; the picture as SVG out, to stand inside a page."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..model.charts import Attendances, Bar, Dots, Drawing, Dumbbell, Dumbbells, Line, Panel
from ..tell import dates
from ..tell.i18n import many, say
from .svg import LEVELS, LINE, Flow, Sheet, at_levels, axis, em, flow, middle, share, shorten, width, wrap

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def draw(drawing: Drawing, *, name: str, title: str, description: str, language: str = "") -> str:
    """A picture as SVG. Every id in it begins with `name`, a word that no other picture of the page has.

    `language` is that of the words of the content, where the page is in another.
    """

    def sheet(kind: str) -> Sheet:
        return Sheet(kind, name=name, title=title, description=description, language=language)

    match drawing:
        case Dumbbells():
            return _dumbbells(drawing, sheet("dumbbells"))
        case Panel():
            return _panel(drawing, sheet("panel"))
        case Dots():
            return _dots(drawing, sheet("dots"))
        case Bar():
            return _bar(drawing, sheet("bar"))
        case Attendances():
            return _attendances(drawing, sheet("attendances"))


def split(drawing: Drawing) -> tuple[Drawing, ...]:
    """A picture as several, none of them higher than an A4 page."""
    match drawing:
        case Dumbbells(_, rows):
            return tuple(drawing._replace(rows=rows[begin:end]) for begin, end in _pages(len(rows), 10))
        case Attendances(principles, meetings):
            return tuple(Attendances(principles, meetings[begin:end]) for begin, end in _pages(len(meetings), 24))
    return (drawing,)


def _pages(rows: int, most: int) -> list[tuple[int, int]]:
    """Where each page begins and ends, all of them about as full."""
    pages = max(-(-rows // most), 1)
    return [(rows * page // pages, rows * (page + 1) // pages) for page in range(pages)]


_MANY = 8
"""From more rows than so many on, the words of the columns stand below them, too."""

_BOLD = 0.86
"""The part of a room that bold words may take as if they were not bold."""


def _on(place: int | None, scale: tuple[str, ...]) -> int | None:
    """A place that the scale has; anything else is none, and is never moved to another."""
    return place if place is not None and 0 <= place < len(scale) else None


_KEY = 2.0
_ROW = 5.6
_RIGHTWARDS, _LEFTWARDS = "M-15-5L-9.2 0L-15 5", "M15-5L9.2 0L15 5"


def _dumbbells(drawing: Dumbbells, sheet: Sheet) -> str:
    scale, again = drawing.scale, len(drawing.rows) > _MANY
    if not drawing.rows or not scale:
        return _nothing(sheet, say("nothing has moved"))
    then = say("then")
    # A language with a longer word has the arrow further on.
    arrow = max(4.6, 1.9 + width(then))
    key = sheet.group("key")
    sheet.circle("0.5em", 0.75, 0.42, "then", key)
    sheet.text("1.3em", 0, then, "word", key)
    sheet.line(em(arrow), 0.75, em(arrow + 1.4), 0.75, "move", key)
    sheet.mark(em(arrow + 2.35), 0.75, _RIGHTWARDS, "move", key)
    sheet.circle(em(arrow + 2.4), 0.75, 0.42, "now", key)
    sheet.text(em(arrow + 3.2), 0, say("now"), "word", key)
    sheet.axis(scale, _KEY, sheet.root)
    below = sheet.group("below")
    end = _KEY + 0.7 + len(drawing.rows) * _ROW
    _lanes(drawing, _KEY + 0.2, end - 0.6, sheet, below)
    for at, row in enumerate(drawing.rows):
        _dumbbell(row, _KEY + 0.7 + at * _ROW, drawing, sheet, below)
    if again:
        sheet.axis(scale, end - 0.3, below, below=True)
    return sheet.svg(body=end + 0.1, heads=lambda level: axis(scale, level).lines * LINE, times=2 if again else 1)


def _dumbbell(row: Dumbbell, y: float, drawing: Dumbbells, sheet: Sheet, into: "Element") -> None:
    scale, along = drawing.scale, len(drawing.scale) - drawing.beside
    sheet.fitted("0", y, row.label, "label", into, foreign=True, room=lambda level: level * _BOLD)
    before, after = _on(row.before, scale), _on(row.after, scale)
    only = before if after is None else after if before is None else None
    word = "" if only is None else say("newly rated") if before is None else say("rating withdrawn")
    told = row.told or word
    if told:
        sheet.fitted("0", y + LINE, told, "told", into)
    y += 2 * LINE + 0.85
    xs = [share(middle(column, len(scale))) for column in range(len(scale))]
    if along:
        sheet.line(xs[0], y, xs[along - 1], y, "track", into)
    for x in xs:
        sheet.line(x, y - 0.3, x, y + 0.3, "tick", into)
    if before is not None and after is not None and before != after:
        if max(before, after) < along:
            sheet.line(xs[before], y, xs[after], y, "move", into)
            sheet.mark(xs[after], y, _RIGHTWARDS if after > before else _LEFTWARDS, "move", into)
        else:
            # Into a lane beside the scale, and out of it, nothing goes along the scale.
            sheet.line(xs[before], y, xs[after], y, "aside", into)
    if before is not None:
        sheet.circle(xs[before], y, 0.66 if before == after else 0.42, "then", into)
    if after is not None:
        sheet.circle(xs[after], y, 0.42, "now", into)
    if only is not None and word.lower() not in told.lower():
        _beside(word, middle(only, len(scale)), y - LINE / 2, "told", sheet, sheet.names(into))


def _beside(text: str, x: float, y: float, kind: str, sheet: Sheet, into: "Element") -> None:
    """A name beside a mark, on the side where there is more room."""
    right = x <= 50
    sheet.fitted(
        share(x),
        y,
        text,
        f"{kind} {'right' if right else 'left'}",
        into,
        anchor="start" if right else "end",
        room=lambda level: level * (1 - x / 100 if right else x / 100) - 1.0,
    )


def _lanes(drawing: Dumbbells | Dots, begin: float, end: float, sheet: Sheet, into: "Element") -> None:
    """What parts the scale from each lane beside it."""
    for at in range(len(drawing.scale) - drawing.beside, len(drawing.scale)):
        if at:
            x = share(at * 100 / len(drawing.scale))
            sheet.line(x, begin, x, end, "parting", into)


_SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.6-4.6h9.2v9.2h-9.2z",
    "M0-6.2L5.8 4.4H-5.8z",
    "M0-6.4L6.4 0L0 6.4L-6.4 0z",
    "M0 6.2L5.8-4.4H-5.8z",
    "M-6-2h4v-4h4v4h4v4h-4v4h-4v-4h-4z",
)
_TURN = "M5 1.2A5 5 0 1 1 3.2-3.8M4.4-7.2V-3H.2"
_END = "M0-4.5V4.5"
_SAMPLE = 2.4
_LANE = 0.7
"""What parts the scale from the lanes beside it."""


class _Run(NamedTuple):
    """For how long a rating stood, in percent of the picture's days."""

    begin: float
    end: float
    place: int
    agreed: bool
    """Whether it was agreed on one of the picture's days, rather than before."""
    joined: int | None
    """The place that the line comes from, where it comes from one."""
    withdrawn: bool


def _runs(line: Line, panel: Panel) -> Iterator[_Run]:
    """What can be seen of a line. What comes after the last day has not happened yet."""
    steps = sorted((step for step in line.steps if step[0] <= panel.last), key=lambda step: step[0])
    joined: int | None = None
    for at, (day, where) in enumerate(steps):
        place, following = _on(where, panel.scale), steps[at + 1][0] if at + 1 < len(steps) else None
        if following is not None and following <= panel.first and day < panel.first:
            continue
        if place is not None:
            ends = following is not None and _on(steps[at + 1][1], panel.scale) is None
            end = _across(following, panel) if following else 100.0
            yield _Run(_across(day, panel), end, place, day >= panel.first, joined, ends)
        joined = place


def _across(day: date, panel: Panel) -> float:
    """Where a day lies, in percent. One day alone lies in the middle."""
    if day < panel.first:
        return 0.0
    span = (panel.last - panel.first).days
    return min((day - panel.first).days / span, 1.0) * 100 if span > 0 else 50.0


def _panel(drawing: Panel, sheet: Sheet) -> str:
    scale = drawing.scale
    runs = [list(_runs(line, drawing)) for line in drawing.lines]
    if not any(runs):
        return _nothing(sheet, say("nothing has been rated"))
    words = [wrap(title, 7.6) for title in scale]
    pad = max(width(each) for lines in words for each in lines) + 1.1
    lane = min(0.64, 3.4 / len(drawing.lines))
    band = max(2.5, lane * len(drawing.lines) + 0.9, *(len(lines) * 1.25 + 0.7 for lines in words))
    _panel_key(drawing, runs, pad, sheet)

    below = sheet.group("below")
    along = len(scale) - drawing.beside
    tops = [at * band + (_LANE if 0 < along <= at else 0) for at in range(len(scale))]
    for at, lines in enumerate(words):
        sheet.line(em(-pad), tops[at], "100%", tops[at], "rule", below)
        if at == along and at:
            sheet.line(em(-pad), tops[at] - _LANE, "100%", tops[at] - _LANE, "rule", below)
        top = tops[at] + 0.5 * band - len(lines) * 0.625 - 0.05
        for n, text in enumerate(lines):
            sheet.text(em(-pad), top + n * 1.25 - 0.05, text, "word", below, foreign=True)
    bottom = tops[-1] + band
    sheet.line(em(-pad), bottom, "100%", bottom, "rule", below)
    _days(drawing, bottom, pad, sheet, below)
    for n, (line, seen) in enumerate(zip(drawing.lines, runs, strict=True)):
        off = n - (len(drawing.lines) - 1) / 2
        # Statements rated at one meeting move on one day: a few pixels keep each of them in sight.
        holder = sheet.group(f"line line-{n % len(_SHAPES) + 1}", below, transform=f"translate({off * 4:g} 0)")
        ys = [top + 0.5 * band + off * lane for top in tops]
        _line(line, seen, ys, bottom, n, drawing, sheet, holder)
    heads = {level: _panel_flow(drawing, runs, level).lines * 1.5 + 0.6 for level in LEVELS}
    return sheet.svg(body=bottom + 2.0, heads=heads.__getitem__, pad=pad)


def _line(
    line: Line, runs: list[_Run], ys: list[float], bottom: float, n: int, panel: Panel, sheet: Sheet, into: "Element"
) -> None:
    for run in runs:
        if run.joined is not None and run.joined != run.place:
            kind = "step" if max(run.joined, run.place) < len(panel.scale) - panel.beside else "aside"
            sheet.line(share(run.begin), ys[run.joined], share(run.begin), ys[run.place], kind, into)
        if run.end > run.begin:
            sheet.line(share(run.begin), ys[run.place], share(run.end), ys[run.place], "step", into)
    for run in runs:
        if run.withdrawn:
            sheet.mark(share(run.end), ys[run.place], _END, "end", into)
        if run.agreed:
            sheet.mark(share(run.begin), ys[run.place], _SHAPES[n % len(_SHAPES)], "marker", into)
    agreed = [run.begin for run in runs if run.agreed]
    for day in _reworded(line, panel):
        x = _across(day, panel)
        y = next((ys[run.place] for run in reversed(runs) if run.begin <= x <= run.end), bottom)
        aside = min((x - each for each in agreed if abs(x - each) < 4), key=abs, default=None)
        # Beside a marker, and never outside of the picture.
        turned = "reworded" if aside is None else "reworded after" if x < 90 else "reworded before"
        holder = sheet.group(turned, into)
        sheet.circle(share(x), y, 0.52, "halo", holder)
        sheet.mark(share(x), y, _TURN, "turn", holder)


def _reworded(line: Line, panel: Panel) -> list[date]:
    return sorted({day for day in line.reworded if panel.first <= day <= panel.last})


def _panel_words(drawing: Panel, runs: list[list[_Run]], level: int) -> list[tuple[str, str]]:
    """What the key says: the name of each line, and then what its marks mean; each with the mark, where it is one."""
    words, narrow = [(line.label, "") for line in drawing.lines], level == LEVELS[0]
    if any(_reworded(line, drawing) for line in drawing.lines):
        words.append((say("reworded") if narrow else say("wording changed"), "turn"))
    if any(run.withdrawn for seen in runs for run in seen):
        words.append((say("withdrawn") if narrow else say("rating withdrawn"), "end"))
    return [(shorten(word, level - _SAMPLE), mark) for word, mark in words]


def _panel_flow(drawing: Panel, runs: list[list[_Run]], level: int) -> Flow:
    return flow([_SAMPLE + width(word) + 1.4 for word, _ in _panel_words(drawing, runs, level)], level + 1.4)


def _panel_key(drawing: Panel, runs: list[list[_Run]], pad: float, sheet: Sheet) -> None:
    for (words, placed), classes in at_levels(
        lambda level: (tuple(_panel_words(drawing, runs, level)), _panel_flow(drawing, runs, level).places)
    ):
        key = sheet.group(f"key {classes}" if classes else "key")
        for n, ((word, mark), (x, line)) in enumerate(zip(words, placed, strict=True)):
            begin, y = x - pad, line * 1.5
            sheet.text(em(begin + _SAMPLE), y, word, "name", key, foreign=not mark)
            centre = em(begin + 0.95)
            if mark:
                sheet.mark(centre, y + 0.7, {"turn": _TURN, "end": _END}[mark], mark, key)
            else:
                holder = sheet.group(f"line line-{n % len(_SHAPES) + 1}", key)
                sheet.line(em(begin), y + 0.7, em(begin + 1.9), y + 0.7, "step", holder)
                sheet.mark(centre, y + 0.7, _SHAPES[n % len(_SHAPES)], "marker", holder)


def _days(drawing: Panel, y: float, pad: float, sheet: Sheet, into: "Element") -> None:
    first, last = drawing.first, drawing.last
    if first >= last:
        sheet.line("50%", y, "50%", y + 0.35, "tick", into)
        sheet.text("100%", y + 0.4, _day(last), "day at-10", into, "end")
        sheet.text("50%", y + 0.4, _day(last), "day at-24 at-34 at-46", into, "middle")
        return
    near = _month(first) == _month(last)
    tell = _day if near else _in_month
    months = [(_across(day, drawing), _in_month(day)) for day in _months(first, last)]
    for x, _ in months:
        sheet.line(share(x), y, share(x), y + 0.35, "tick", into)
    for named, classes in at_levels(lambda level: _apart(months, level - pad)):
        for x, month in named:
            sheet.text(share(x), y + 0.4, month, f"day {classes}" if classes else "day", into, "middle")
    for edge in ("0%", "100%"):
        sheet.line(edge, y, edge, y + 0.35, "tick", into)
    # Where there is no room for both under the lines, the first stands under the words.
    sheet.text(em(-pad), y + 0.4, dates.day_of_year(first) if near else tell(first), "day at-10", into)
    sheet.text("0%", y + 0.4, tell(first), "day at-24 at-34 at-46", into)
    sheet.text("100%", y + 0.4, tell(last), "day", into, "end")


def _apart(months: list[tuple[float, str]], across: float) -> tuple[tuple[float, str], ...]:
    """The months for whose names there is room between those of the first and the last day."""
    found, free = [], 9.0
    for percent, month in months:
        at = percent / 100 * across
        if free <= at <= across - 9.0:
            found.append((percent, month))
            free = at + 6.5
    return tuple(found)


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


def _in_month(day: date) -> str:
    return dates.month(day, short=True)


def _day(day: date) -> str:
    return dates.day(day, short=True)


_DOT = 1.75
_DIAMOND = "M0-8L8 0L0 8L-8 0z"


def _dots(drawing: Dots, sheet: Sheet) -> str:
    scale = drawing.scale
    if not drawing.views or not scale:
        return _nothing(sheet, say("no views yet"))
    placed = [(name, _on(place, scale)) for name, place in drawing.views]
    said = sorted(((place, name) for name, place in placed if place is not None), key=lambda view: view[0])
    unsaid = [name for name, place in placed if place is None]
    sheet.axis(scale, 0, sheet.root)

    below = sheet.group("below")
    end = _DOT * (1 + len(said)) + 0.6
    for column in range(len(scale)):
        x = share(middle(column, len(scale)))
        sheet.line(x, 0.2, x, end, "guide", below)
    _lanes(drawing, 0.2, end, sheet, below)
    agreed = _on(drawing.agreed, scale)
    if agreed is None:
        sheet.text("0", 0.35, say("no rating agreed"), "told", below)
    else:
        centre = middle(agreed, len(scale))
        sheet.line(share(centre), 1.0, share(centre), end, "agreed", below)
        sheet.mark(share(centre), 1.05, _DIAMOND, "agreed", below)
        _beside(say("agreed"), centre, 0.35, "agreed", sheet, below)
    names = sheet.names(below)
    for at, (place, name) in enumerate(said):
        centre, y = middle(place, len(scale)), _DOT * (at + 1.5) + 0.35
        sheet.circle(share(centre), y, 0.42, "view", below)
        _beside(name, centre, y - LINE / 2, "name", sheet, names)
    if unsaid:
        end += 0.5
        sheet.line("0", end, "100%", end, "rule", below)
        sheet.text("0", end + 0.35, say("could not say"), "told", below)
        for at, name in enumerate(unsaid):
            y = end + 0.35 + LINE + _DOT * (at + 0.5)
            sheet.circle("0.6em", y, 0.42, "unsaid", below)
            sheet.fitted("1.6em", y - LINE / 2, name, "name", below, room=lambda level: level - 2.0)
        end += 0.35 + LINE + _DOT * len(unsaid)
    return sheet.svg(body=end + 0.1, heads=lambda level: axis(scale, level).lines * LINE)


_SWATCH = 1.6
_HATCHES = {
    "going": (8, "M-2 2L2-2M0 8L8 0M6 10L10 6"),
    "soon": (6, "M2 2H4V4H2z"),
    "overdue": (5, "M0 1.25H5M1.25 0V5"),
    "dropped": (6, "M0 3H6"),
}
"""What fills a kind of part: the size of a pattern, and its path. `done` is solid, `open` is left white."""


def _bar(drawing: Bar, sheet: Sheet) -> str:
    parts = [(word, number, kind) for word, number, kind in drawing.parts if number > 0]
    if not parts:
        return _nothing(sheet, say("none yet"))
    fills = {}
    defs = sheet.group("patterns")
    for kind in dict.fromkeys(kind for _, _, kind in parts if kind in _HATCHES):
        fills[kind] = f"{sheet.name}-{kind}"
        sheet.pattern(fills[kind], *_HATCHES[kind], kind, defs)

    # One of two hundred is still one: every part has a width that can be seen.
    # The sums are of whole numbers, which are the same on every Python.
    total = sum(number for _, number, _ in parts)
    wide = [max(number * 50, total) for _, number, _ in parts]
    x = 0.0
    segments = sheet.group("segments")
    for (_, _, kind), part in zip(parts, wide, strict=True):
        across = part * 100 / sum(wide)
        sheet.rect(share(x), 0.1, share(across), 1.5, f"part {_part(kind)}", segments, fills.get(kind, ""))
        x += across

    def words(level: int) -> tuple[str, ...]:
        return tuple(shorten(f"{number} {_within(word)}", level - _SWATCH) for word, number, _ in parts)

    def places(level: int) -> Flow:
        return flow([_SWATCH + width(word) + 1.4 for word in words(level)], level + 1.4)

    for (told, placed), classes in at_levels(lambda level: (words(level), places(level).places)):
        key = sheet.group(f"key {classes}" if classes else "key")
        for word, (_, _, kind), (begin, line) in zip(told, parts, placed, strict=True):
            y = 2.2 + line * 1.6
            sheet.rect(em(begin), y + 0.2, "1em", 1.0, f"part {_part(kind)}", key, fills.get(kind, ""))
            sheet.text(em(begin + _SWATCH), y, word, "name", key)
    return sheet.svg(body=2.2, heads=lambda level: places(level).lines * 1.6)


def _within(word: str) -> str:
    """A word as it stands within a line."""
    return word[:1].lower() + word[1:]


def _part(kind: str) -> str:
    return kind if kind in _HATCHES or kind == "done" else "open"


_MEETING = 3.1


def _attendances(drawing: Attendances, sheet: Sheet) -> str:
    titles, again = drawing.principles, len(drawing.rows) > _MANY
    if not drawing.rows or not titles:
        return _nothing(sheet, say("no meetings yet"))
    discussed = say("discussed")
    other = max(8.9, 1.9 + width(discussed))
    key = sheet.group("key")
    sheet.circle("0.5em", 0.75, 0.45, "discussed", key)
    sheet.text("1.3em", 0, discussed, "word", key)
    sheet.line(em(other), 0.45, em(other), 1.05, "tick at-24 at-34 at-46", key)
    sheet.text(em(other + 0.6), 0, say("not discussed"), "word at-24 at-34 at-46", key)
    sheet.axis(titles, _KEY, sheet.root)
    below = sheet.group("below")
    begin = _KEY + 0.4
    for at, row in enumerate(drawing.rows):
        y = begin + at * _MEETING
        sheet.line("0", y, "100%", y, "rule", below)
        sheet.fitted("0", y + 0.25, row.label, "label", below, room=_beside_count)
        if row.agencies > 0:
            brief = say("{present} of {expected}", present=row.present, expected=row.agencies)
            whole = many("{present} of {n} agency", "{present} of {n} agencies", row.agencies, present=row.present)
        else:
            brief, whole = str(row.present), many("{n} agency", "{n} agencies", row.present)
        sheet.text("100%", y + 0.25, brief, "told at-10", below, "end")
        sheet.text("100%", y + 0.25, whole, "told at-24 at-34 at-46", below, "end")
        for column, (_, about) in enumerate(zip(titles, row.about, strict=False)):
            x, centre = share(middle(column, len(titles))), y + LINE + 0.85
            if about:
                sheet.circle(x, centre, 0.45, "discussed", below)
            else:
                sheet.line(x, centre - 0.3, x, centre + 0.3, "tick", below)
    end = begin + len(drawing.rows) * _MEETING
    sheet.line("0", end, "100%", end, "rule", below)
    if again:
        sheet.axis(titles, end + 0.3, below, below=True)
    return sheet.svg(body=end + 0.4, heads=lambda level: axis(titles, level).lines * LINE, times=2 if again else 1)


def _beside_count(level: int) -> float:
    """The room that a meeting's label has beside how many were there."""
    return (level - (9.5 if level > LEVELS[0] else 4.2)) * _BOLD


def _nothing(sheet: Sheet, told: str) -> str:
    """A picture of nothing, which says so."""
    sheet.text("0", 0, told, "told", sheet.group(""))
    return sheet.svg(body=1.6)
