"""Pictures: where things stand in them, what is left out, and that no text breaks them."""

import re
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.model.charts import (
    Attendances,
    Attended,
    Bar,
    Dots,
    Drawing,
    Dumbbell,
    Dumbbells,
    Line,
    Panel,
)
from reflectctl.render import svg
from reflectctl.render.charts import draw, split

SCALE = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
FIRST, LAST = date(2025, 4, 1), date(2026, 4, 1)
HOSTILE = (
    "<script>alert('1')</script> & \"more\"",
    "x" * 5000,
    "\u202eمرحبا بكم في الشراكة",
    "Z" + "\u0301\u0302" * 400 + "algo",
    "Gwasanaethau plant a theuluoedd Sir Gaerfyrddin, ŵŷ a’r cyffiniau i gyd",
    "",
    "two\nlines\x00\x1b[31m\ufffe\ud800",
)
STYLE = Path(svg.__file__).parent / "styles"
PICTURES = (STYLE / "charts.css").read_text("utf-8")


def dumbbells(*rows: Dumbbell) -> Dumbbells:
    return Dumbbells(SCALE, rows)


def panel(*lines: Line, first: date = FIRST, last: date = LAST) -> Panel:
    return Panel(SCALE, lines, first, last)


ALL: dict[str, Drawing] = {
    "dumbbells": dumbbells(
        Dumbbell("First · Action", 1, 3, "moved towards disagreement"), Dumbbell("Second", None, 0, "")
    ),
    "panel": panel(
        Line("Action", ((date(2025, 5, 1), 2), (date(2025, 12, 1), 1)), (date(2025, 8, 1),)),
        Line("Culture", ((date(2025, 5, 1), 2), (date(2025, 9, 1), None))),
    ),
    "dots": Dots(SCALE, (("Police", 1), ("Health", 4), ("Council", None)), 1),
    "bar": Bar((("Done", 3, "done"), ("In progress", 2, "going"), ("Past their date", 1, "overdue"))),
    "attendances": Attendances(("1", "2", "3"), (Attended("3 March 2026", (True, False, True), 7, 9),)),
}
NOTHING: dict[str, Drawing] = {
    "dumbbells": dumbbells(),
    "panel": panel(Line("Action", ())),
    "dots": Dots(SCALE, (), 1),
    "bar": Bar((("Done", 0, "done"),)),
    "attendances": Attendances(("1",), ()),
}
ROUGH: dict[str, Drawing] = {
    "dumbbells": Dumbbells(HOSTILE, tuple(Dumbbell(each, n, (n + 3) % 7, each) for n, each in enumerate(HOSTILE))),
    "panel": Panel(
        HOSTILE, tuple(Line(each, ((date(2025, 5 + n, 1), n),)) for n, each in enumerate(HOSTILE)), FIRST, LAST
    ),
    "dots": Dots(HOSTILE, (*((each, n) for n, each in enumerate(HOSTILE)), (HOSTILE[1], None)), 2),
    "bar": Bar(tuple((each, n, each) for n, each in enumerate(HOSTILE))),
    "attendances": Attendances(HOSTILE, tuple(Attended(each, (True,) * 7, 1, 0) for each in HOSTILE)),
}
EVERY = [*ALL.values(), *NOTHING.values(), *ROUGH.values()]


def drawn(drawing: Drawing) -> Element:
    return ElementTree.fromstring(draw(drawing, name="p", title="What moved", description="Two ratings moved."))


def of(root: Element, tag: str, *kinds: str) -> list[Element]:
    """The elements of a tag that have all of these classes."""
    return [each for each in root.iter(tag) if set(kinds) <= set(each.get("class", "").split())]


def texts(root: Element, level: int = 46) -> list[str]:
    """The words that are seen at a width."""

    def seen(element: Element) -> list[Element]:
        levels = [each for each in element.get("class", "").split() if each.startswith("at-")]
        if levels and f"at-{level}" not in levels:
            return []
        return [element, *(inner for child in element for inner in seen(child))]

    return [each.text or "" for each in seen(root) if each.tag == "text"]


def percent(length: str | None) -> float:
    assert length is not None
    assert length.endswith("%")
    return float(length[:-1])


@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: type(drawing).__name__)
def test_a_picture_is_an_image_with_a_name_and_a_description(drawing: Drawing) -> None:
    root = drawn(drawing)

    assert (root.tag, root.get("role"), root.get("aria-labelledby")) == ("svg", "img", "p-title p-desc")
    assert [(each.tag, each.get("id"), each.text) for each in root[:2]] == [
        ("title", "p-title", "What moved"),
        ("desc", "p-desc", "Two ratings moved."),
    ]
    assert root.get("class") == f"picture {type(drawing).__name__.lower()}"
    assert root.get("viewBox") is None
    assert root.get("width") == "100%"


@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: type(drawing).__name__)
def test_what_is_in_a_picture_belongs_to_it_and_has_no_colour_or_reach_of_its_own(drawing: Drawing) -> None:
    root = drawn(drawing)
    ids = [id for each in root.iter() if (id := each.get("id"))]

    assert len(ids) == len(set(ids))
    assert all(id.startswith("p-") for id in ids)
    tags = {"svg", "title", "desc", "style", "g", "text", "line", "circle", "rect", "path", "pattern"}
    assert {each.tag for each in root.iter()} <= tags
    for each in root.iter():
        assert not {"href", "stroke", "onload", "font-size"} & set(each.attrib)
        assert each.get("fill") is None or each.get("fill", "")[5:-1] in ids


@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: type(drawing).__name__)
def test_nothing_stands_outside_of_the_width(drawing: Drawing) -> None:
    for each in drawn(drawing).iter():
        for name in ("x", "x1", "x2", "cx", "width"):
            if each.get(name, "").endswith("%"):
                assert 0 <= percent(each.get(name)) <= 100


@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: type(drawing).__name__)
def test_the_same_drawing_is_the_same_text(drawing: Drawing) -> None:
    assert draw(drawing, name="a", title="t", description="d") == draw(drawing, name="a", title="t", description="d")


@pytest.mark.parametrize("drawing", ROUGH.values(), ids=ROUGH)
def test_hostile_text_only_shows_itself(drawing: Drawing) -> None:
    told = draw(drawing, name="p", title=HOSTILE[0], description=HOSTILE[6])

    assert "<script" not in told
    assert not re.search("[\x00-\x1f\u202e\ufffe\ud800]", told)
    told.encode()
    root = ElementTree.fromstring(told)
    assert root[0].text == HOSTILE[0]
    assert root[1].text == "two lines\\x00\\x1b[31m\\ufffe\\ud800"
    assert all(len(each.text or "") < 200 for each in root.iter("text"))


@pytest.mark.parametrize("drawing", ROUGH.values(), ids=ROUGH)
def test_words_are_never_wider_than_the_picture_has_room_for(drawing: Drawing) -> None:
    root = drawn(drawing)
    for level in svg.LEVELS:
        assert all(svg.width(each) <= level for each in texts(root, level))


def test_a_title_and_a_description_are_told_whole() -> None:
    root = ElementTree.fromstring(draw(ALL["bar"], name="p", title=HOSTILE[1], description=HOSTILE[1]))

    assert [each.text for each in root[:2]] == [HOSTILE[1]] * 2


@pytest.mark.parametrize("drawing", NOTHING.values(), ids=NOTHING)
def test_a_picture_of_nothing_says_so(drawing: Drawing) -> None:
    assert len(texts(drawn(drawing))) == 1


def test_a_short_text_is_left_as_it_is_and_a_long_one_ends_in_an_ellipsis() -> None:
    assert svg.shorten("Police", 10) == "Police"
    short = svg.shorten("Community and Voluntary Sector Network", 10)
    assert short.endswith("…")
    assert svg.width(short) <= 10


def test_of_a_principle_and_a_statement_the_statement_is_kept() -> None:
    short = svg.shorten("Recognise and challenge inequalities, exclusion and discrimination · Behaviour", 24)

    assert short.endswith("… · Behaviour")
    assert svg.width(short) <= 24


def test_a_letter_is_not_parted_from_its_marks() -> None:
    text = "e\u0301" * 40
    for room in range(3, 12):
        assert len(svg.shorten(text, room).rstrip("…")) % 2 == 0


def test_marks_piled_on_a_letter_are_cut_down_before_they_cover_other_rows() -> None:
    assert svg.shorten("a" + "\u0301" * 300 + "b", 10) == "a" + "\u0301" * 3 + "b"


def test_words_are_broken_between_words() -> None:
    assert svg.wrap("Neither agree nor disagree", 7.6) == ("Neither agree", "nor disagree")
    assert svg.wrap("one two three four five six seven", 4, 2)[-1].endswith("…")


def test_the_words_of_the_scale_stand_over_their_columns_on_a_phone() -> None:
    drawn = svg.axis(SCALE, 24)

    assert not drawn.leaders
    assert {word.x for word in drawn.words} == {"10%", "30%", "50%", "70%", "90%"}
    assert [word.text for word in drawn.words if word.x == "50%"] == ["Neither", "agree nor", "disagree"]


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("titles", [SCALE, HOSTILE, ("Yes", "No"), ("Anghytuno’n gryf iawn iawn",) * 8])
def test_where_words_have_no_room_beside_each_other_each_has_a_line_of_its_own(
    titles: tuple[str, ...], below: bool
) -> None:
    level = svg.LEVELS[0]
    drawn = svg._in_steps(titles, level, below)

    assert len({word.line for word in drawn.words}) == len(drawn.words) == drawn.lines
    for word in drawn.words:
        x, wide = percent(word.x) / 100 * level, svg.width(word.text)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[word.anchor]
        assert left >= -0.01
        assert left + wide <= level + 0.01


def test_words_are_drawn_over_the_lines_that_lead_down_from_them() -> None:
    for holder in of(drawn(ROUGH["dots"]), "g", "axis"):
        assert [each.tag for each in holder] == ["line"] * len(holder.findall("line")) + ["text"] * len(
            holder.findall("text")
        )


def test_a_rating_goes_from_a_hollow_mark_to_a_filled_one_on_the_first_words_left() -> None:
    root = drawn(dumbbells(Dumbbell("Action", 1, 3, "moved towards disagreement")))
    then, now = of(root, "circle", "then")[-1], of(root, "circle", "now")[-1]
    move = of(root, "line", "move")[-1]

    assert (then.get("cx"), now.get("cx")) == ("30%", "70%")
    assert (move.get("x1"), move.get("x2")) == ("30%", "70%")
    assert {"Action", "moved towards disagreement", *SCALE} - set(texts(root)) == {"Neither agree nor disagree"}


def test_an_arrow_points_the_way_the_rating_went() -> None:
    def head(before: int, after: int) -> str | None:
        root = drawn(dumbbells(Dumbbell("Action", before, after, "moved")))
        return of(root, "path", "move")[-1].get("d")

    assert head(0, 4) == head(1, 2) != head(2, 1) == head(4, 0)


@pytest.mark.parametrize(
    ("before", "after", "kinds", "word"),
    [(None, 2, ["now"], "newly rated"), (2, None, ["then"], "rating withdrawn"), (None, None, [], None)],
)
def test_what_was_not_rated_then_or_now_has_one_mark_and_a_word(
    before: int | None, after: int | None, kinds: list[str], word: str | None
) -> None:
    root = drawn(dumbbells(Dumbbell("Action", before, after, "")))
    marks = [each.get("class") for each in of(root.find("g[@class='below']") or root, "circle")]

    assert marks == kinds
    assert word is None or texts(root).count(word) == 1


def test_a_rating_that_is_told_otherwise_still_says_beside_its_mark_that_it_is_new() -> None:
    assert {"for the first time", "newly rated"} <= set(
        texts(drawn(dumbbells(Dumbbell("Action", None, 1, "for the first time"))))
    )


def test_a_place_that_the_scale_does_not_have_is_not_moved_to_another() -> None:
    root = drawn(dumbbells(Dumbbell("Action", 7, -1, "moved")))

    assert len(of(root, "circle")) == 2, "those of the key"


def test_under_many_rows_the_words_stand_again() -> None:
    eight, nine = (drawn(dumbbells(*[Dumbbell("Action", 0, 1, "moved")] * n)) for n in (8, 9))

    assert (texts(eight).count("Agree"), texts(nine).count("Agree")) == (1, 2)


def steps(root: Element) -> list[tuple[str | None, str | None]]:
    """The level parts of all lines, as the places where they begin and end."""
    found = of(root.findall("g")[-1], "line", "step")
    return [(each.get("x1"), each.get("x2")) for each in found if each.get("y1") == each.get("y2")]


def markers(root: Element) -> list[Element]:
    return [each for each in root.findall("g")[-1].iter("svg") if of(each, "path", "marker")]


def test_a_rating_stands_until_the_next_and_the_last_to_the_end() -> None:
    middle = FIRST + timedelta(days=73)
    root = drawn(panel(Line("Action", ((FIRST, 2), (middle, 1)))))

    assert steps(root) == [("0%", "20%"), ("20%", "100%")]
    assert [each.get("x") for each in markers(root)] == ["0%", "20%"]


def test_where_nothing_was_rated_there_is_a_gap() -> None:
    days = [FIRST + timedelta(days=73 * n) for n in range(1, 4)]
    root = drawn(panel(Line("Action", ((days[0], 2), (days[1], None), (days[2], 2)))))

    assert steps(root) == [("20%", "40%"), ("60%", "100%")]
    assert not [each for each in of(root.findall("g")[-1], "line", "step") if each.get("x1") == each.get("x2")]
    assert len(of(root, "path", "end")) >= 2, "one on the line, and one in the key of each width"
    assert "rating withdrawn" in texts(root)


def test_what_was_rated_before_the_first_day_begins_at_the_edge_without_a_marker() -> None:
    long_ago = date(2020, 1, 1)
    root = drawn(panel(Line("Action", ((long_ago, 0), (date(2021, 1, 1), 3)))))

    assert steps(root) == [("0%", "100%")]
    assert markers(root) == []


def test_what_comes_after_the_last_day_is_not_shown() -> None:
    later = LAST + timedelta(days=1)
    root = drawn(panel(Line("Action", ((FIRST, 2), (later, 0)), (later,))))

    assert steps(root) == [("0%", "100%")]
    assert len(markers(root)) == 1
    assert not of(root, "path", "turn")
    assert len(texts(drawn(panel(Line("Action", ((later, 0),)))))) == 1


def test_one_day_alone_lies_in_the_middle() -> None:
    root = drawn(panel(Line("Action", ((FIRST, 2),)), first=FIRST, last=FIRST))

    assert steps(root) == [("50%", "100%")]
    assert "1 Apr 2025" in texts(root)


def test_the_first_day_may_lie_after_the_last_without_harm() -> None:
    assert steps(drawn(panel(Line("Action", ((FIRST, 2),)), first=LAST, last=FIRST))) == [("0%", "100%")]


def test_lines_that_go_together_lie_beside_each_other() -> None:
    went = ((FIRST, 1), (date(2025, 9, 1), 2))
    root = drawn(panel(*(Line(name, went) for name in ("Action", "Behaviour", "Culture", "D", "E", "F"))))
    ys = [each.get("y") for each in markers(root)]
    shifts = [each.get("transform") for each in of(root, "g", "line") if each.get("transform")]

    assert len(set(ys)) == len(ys) == 12
    assert len(set(shifts)) == 6


def test_six_lines_are_told_apart_by_marker_and_by_class_and_a_seventh_begins_again() -> None:
    root = drawn(panel(*(Line(str(n), ((FIRST, 1),)) for n in range(7))))
    shapes = [path.get("d") for each in markers(root) for path in each]

    assert len(set(shapes[:6])) == 6
    assert shapes[6] == shapes[0]
    for n in range(2, 7):
        assert f".line-{n} .step {{ stroke-dasharray" in PICTURES


def test_every_line_is_named_in_the_key_at_every_width() -> None:
    root = drawn(ALL["panel"])
    for level in svg.LEVELS:
        assert {"Action", "Culture"} <= set(texts(root, level))


def test_changed_wording_is_marked_on_the_line_and_in_the_key() -> None:
    day = FIRST + timedelta(days=73)
    root = drawn(panel(Line("Action", ((FIRST, 2),), (day,))))
    turned = of(root.findall("g")[-1], "g", "reworded")

    assert [each.find("svg").get("x") for each in turned] == ["20%"]  # type: ignore[union-attr]
    assert turned[0].find("svg").get("y") == markers(root)[0].get("y")  # type: ignore[union-attr]
    assert "wording changed" in texts(root)


def test_wording_changed_on_the_day_of_a_rating_is_marked_beside_it() -> None:
    root = drawn(panel(Line("Action", ((FIRST, 2), (LAST, 3)), (FIRST, LAST))))

    assert [each.get("class") for each in of(root, "g", "reworded")] == ["reworded after", "reworded before"]


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(2025, 4, 1), date(2026, 4, 1), ["Apr 2025", "Jul 2025", "Oct 2025", "Jan 2026", "Apr 2026"]),
        (date(2026, 3, 3), date(2026, 3, 30), ["3 Mar 2026", "30 Mar 2026"]),
        (date.min, date.max, ["Jan 1", "Dec 9999"]),
    ],
)
def test_days_are_named_as_far_as_there_is_room(first: date, last: date, named: list[str]) -> None:
    told = texts(drawn(panel(Line("Action", ((first, 1),)), first=first, last=last)))

    assert set(named) <= set(told)
    assert len(told) < 16


def test_on_a_narrow_phone_only_the_ends_are_named() -> None:
    told = [each for each in texts(drawn(ALL["panel"]), svg.LEVELS[0]) if each[-2:].isdigit()]

    assert told == ["Apr 2025", "Apr 2026"]


def test_agencies_stand_at_their_view_in_the_order_of_the_scale_and_those_who_could_not_say_last() -> None:
    views = (("Health", 4), ("Police", 1), ("Council", None), ("Schools", 1), ("Probation", 9))
    root = drawn(Dots(SCALE, views, 1))

    assert [each.get("cx") for each in of(root, "circle", "view")] == ["30%", "30%", "90%"]
    assert len({each.get("cy") for each in of(root, "circle", "view")}) == 3
    names = ["Police", "Schools", "Health", "could not say", "Council", "Probation"]
    assert [each for each in texts(root) if each in names] == names
    assert len(of(root, "circle", "unsaid")) == 2


def test_where_everyone_could_say_there_is_no_place_for_others() -> None:
    assert "could not say" not in texts(drawn(Dots(SCALE, (("Health", 4), ("Police", 1)), 1)))


def test_the_agreed_rating_is_marked_by_a_shape_and_a_word() -> None:
    root = drawn(Dots(SCALE, (("Health", 4),), 3))

    assert [each.get("x") for each in root.iter("svg") if of(each, "path", "agreed") and each is not root] == ["70%"]
    assert "agreed" in texts(root)


def test_where_no_rating_is_agreed_it_says_so() -> None:
    root = drawn(Dots(SCALE, (("Health", 4),), None))

    assert not of(root, "path", "agreed")
    assert "no rating agreed" in texts(root)


def test_names_stand_on_the_side_where_there_is_room() -> None:
    root = drawn(Dots(SCALE, (("Left", 0), ("Right", 4)), 0))
    anchors = {each.text: each.get("text-anchor", "start") for each in root.iter("text")}

    assert (anchors["Left"], anchors["Right"]) == ("start", "end")


def test_parts_fill_the_bar_and_those_of_none_are_left_out() -> None:
    root = drawn(Bar((("Done", 3, "done"), ("Open", 0, "open"), ("Dropped", 1, "dropped"))))
    segments = root.findall("g[@class='segments']/rect")

    assert [each.get("width") for each in segments] == ["75%", "25%"]
    assert [each.get("x") for each in segments] == ["0%", "75%"]
    assert texts(root) == ["3 done", "1 dropped"]


def test_one_among_very_many_is_still_seen() -> None:
    root = drawn(Bar((("Done", 5000, "done"), ("Overdue", 1, "overdue"))))
    widths = [percent(each.get("width")) for each in root.findall("g[@class='segments']/rect")]

    assert min(widths) > 1.5
    assert sum(widths) == pytest.approx(100, abs=0.1)


def test_each_kind_of_part_looks_different_without_colour() -> None:
    kinds = ("done", "going", "open", "soon", "overdue", "dropped")
    root = drawn(Bar(tuple((kind, 1, kind) for kind in kinds)))
    hatched = [each.get("id") for each in root.iter("pattern")]

    assert hatched == ["p-going", "p-soon", "p-overdue", "p-dropped"]
    assert len({path.get("d") for each in root.iter("pattern") for path in each.iter("path")}) == 4
    assert [each.get("class") for each in root.findall("g[@class='segments']/rect")] == [f"part {k}" for k in kinds]


def test_no_actions_are_none_yet() -> None:
    assert texts(drawn(Bar(()))) == ["none yet"]


def test_a_meeting_shows_what_was_discussed_and_who_of_how_many_were_there() -> None:
    root = drawn(ALL["attendances"])
    below = root.findall("g")[-1]

    assert [percent(each.get("cx")) for each in of(below, "circle", "discussed")] == [16.67, 83.33]
    assert [percent(each.get("x1")) for each in of(below, "line", "tick")] == [50]
    assert {"3 March 2026", "7 of 9 agencies"} <= set(texts(root))
    assert "7 of 9" in texts(root, svg.LEVELS[0])


@pytest.mark.parametrize(("of", "told"), [(1, "1 of 1 agency"), (2, "1 of 2 agencies"), (0, "1 agency")])
def test_agencies_are_counted_as_people_say_it(of: int, told: str) -> None:
    assert told in texts(drawn(Attendances(("1",), (Attended("May", (True,), 1, of),))))


def test_sixty_meetings_about_twelve_principles_are_all_there() -> None:
    rows = tuple(Attended(f"Meeting {n}", (True,) * 12, 7, 9) for n in range(60))
    root = drawn(Attendances(tuple(map(str, range(1, 13))), rows))

    assert len(of(root.findall("g")[-1], "circle", "discussed")) == 720
    assert texts(root).count("12") == 2


def test_a_long_picture_can_be_split_into_pages_that_together_have_every_row() -> None:
    rows = tuple(Attended(f"Meeting {n}", (True,), 7, 9) for n in range(60))
    parts = split(Attendances(("1",), rows))

    assert [len(part.rows) for part in parts if isinstance(part, Attendances)] == [20, 20, 20]
    assert tuple(row for part in parts if isinstance(part, Attendances) for row in part.rows) == rows
    assert len(split(dumbbells(*[Dumbbell("Action", 0, 1, "")] * 13))) == 2


@pytest.mark.parametrize("drawing", [*ALL.values(), *NOTHING.values()], ids=lambda drawing: type(drawing).__name__)
def test_what_fits_on_a_page_is_not_split(drawing: Drawing) -> None:
    assert split(drawing) == (drawing,)


def test_a_picture_shows_one_of_its_levels_at_every_width() -> None:
    rules = drawn(ALL["panel"]).findtext("style") or ""
    first, *others = svg.LEVELS

    assert [float(each) for each in re.findall(r"max-width:([\d.]+)em", rules)] == [45.99, 33.99, 23.99, 21.99]
    for level, wider in zip(svg.LEVELS, others, strict=False):
        assert f".at-{wider}{{display:none}}.picture .at-{level}{{display:inline}}" in rules
    hidden, shown = re.findall(r"([^\n{}]+){ display: (?:none|inline); }", PICTURES)
    assert re.findall(r"at-(\d+)", hidden) + re.findall(r"at-(\d+)", shown) == [str(each) for each in svg.LEVELS]
    assert f"--head-{svg.LEVELS[-1]}" in PICTURES
    assert f"--head-{first}" in rules


def test_every_part_of_a_picture_has_a_place_in_the_stylesheet() -> None:
    plain = {"picture", "line-1", "segments", "patterns", "key", "name", "reworded", "marker"}
    for drawing in ALL.values():
        for each in drawn(drawing).iter():
            for kind in each.get("class", "").split():
                assert kind in plain or re.search(rf"\.{kind}\b", PICTURES), kind


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def schemes() -> list[dict[str, str]]:
    """The colours of the page: light, dark, and on paper."""
    blocks = re.findall(r":root\s*{(.*?)}", (STYLE / "report.css").read_text("utf-8"), re.DOTALL)
    found = [dict(re.findall(r"--(\w+):\s*(#[0-9a-fA-F]{3,6})\b", block)) for block in blocks]
    return [{**found[0], **each} for each in found]


def test_words_in_pictures_can_be_read_on_every_ground_and_marks_be_seen() -> None:
    assert len(schemes()) >= 3
    fills = re.findall(r"[^{}]*\btext\b[^{}]*{[^}]*\bfill: var\(--(\w+)\)", PICTURES)
    words = {*fills, "ink", "quiet"}
    marks = set(re.findall(r"(?:fill|stroke): var\(--(\w+)\)", PICTURES)) - {"line", "over"}
    for scheme in schemes():
        for ground in (scheme["paper"], scheme["raised"]):
            for word in words:
                assert contrast(scheme[word], ground) >= 4.5, (word, ground)
            for mark in marks:
                assert contrast(scheme[mark], ground) >= 3, (mark, ground)


def test_the_lines_of_a_panel_differ_in_lightness_as_well() -> None:
    for scheme in schemes():
        for one, other in combinations(("ink", "quiet"), 2):
            assert contrast(scheme[one], scheme[other]) > 1.5


@given(st.text(max_size=60))
def test_how_wide_a_text_is_comes_from_whole_numbers(text: str) -> None:
    assert svg.width(text) == round(svg.width(text) * 100) / 100
