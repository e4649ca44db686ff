"""Pictures: where things stand in them, that every name is in them whole, and that no text breaks them."""

import re
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reflectctl.model.blocks import Chart
from reflectctl.model.charts import Bar, Drawing, Room, Seen, Strip, Strips, Views
from reflectctl.render import charts, raster, svg
from reflectctl.render.charts import draw

SCALE = ("Strongly agree", "Agree", "Disagree", "Strongly disagree", "Neither agree nor disagree")
FIRST, LAST = date(2025, 4, 1), date(2026, 4, 1)
HOSTILE = (
    "<script>alert('1')</script> & \"more\"",
    "x" * 300,
    "\u202eمرحبا بكم في الشراكة",
    "Z" + "\u0301\u0302" * 40 + "algo",
    "Gwasanaethau plant a theuluoedd Sir Gaerfyrddin, ŵŷ a’r cyffiniau i gyd",
    "",
    "two\nlines\x00\x1b[31m\ufffe\ud800",
)
MANY = tuple(f"Agency number {n} of the whole of the county and of its towns" for n in range(30))


def strips(*every: Strip, first: date = FIRST, last: date = LAST) -> Strips:
    return Strips(SCALE, every, first, last, 1)


ALL: dict[str, Drawing] = {
    "strips": strips(
        Strip("Action", ((date(2025, 5, 1), 2), (date(2025, 12, 1), 1)), (date(2025, 8, 1),), "1 Put children first"),
        Strip("Behaviour", ((date(2025, 5, 1), 4), (date(2025, 9, 1), 0)), (), "1 Put children first"),
        Strip("Culture", ((date(2025, 5, 1), 2), (date(2025, 9, 1), None))),
    ),
    "views": Views(SCALE, (Seen("Action", (("Police", 1), ("Health", 4), ("Council", None)), 1),), 1),
    "bar": Bar((("Done", 3, "done"), ("In progress", 2, "going"), ("Past their date", 1, "overdue"))),
    "room": Room(("3 Mar 2026", "9 Apr 2026"), (("Police", ("present", "absent")), ("Health", ("", "unlisted")))),
}
NOTHING: dict[str, Drawing] = {
    "strips": strips(Strip("Action", ())),
    "views": Views(SCALE, ()),
    "bar": Bar((("Done", 0, "done"),)),
    "room": Room(("1",), ()),
}
ROUGH: dict[str, Drawing] = {
    "strips": Strips(
        HOSTILE,
        tuple(Strip(each, ((date(2025, 5 + n, 1), n),), (), each) for n, each in enumerate(HOSTILE)),
        FIRST,
        LAST,
        2,
    ),
    "views": Views(
        HOSTILE,
        tuple(Seen(each, (*((one, n) for n, one in enumerate(HOSTILE)), (each, None)), 2) for each in HOSTILE),
        1,
    ),
    "many": Views(SCALE, (Seen("", tuple((each, n % 5) for n, each in enumerate(MANY)), 4),), 1),
    "bar": Bar(tuple((each, n, each) for n, each in enumerate(HOSTILE))),
    "room": Room(
        tuple(f"{n % 28 + 1} Sep 2026" for n in range(40)),
        tuple((each, ("present",) * 40) for each in (*HOSTILE, *MANY)),
    ),
}
EVERY = [*ALL.values(), *NOTHING.values(), *ROUGH.values()]
WIDTHS = (svg.WIDE, svg.NARROW)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(drawing: Drawing, width: int = svg.WIDE) -> Element:
    return ElementTree.fromstring(draw(drawing, width).svg)


def texts(root: Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def said(root: Element) -> str:
    """All words, as they would be without the ends of lines."""
    return re.sub(r"\s", "", "".join(texts(root)))


class Box(NamedTuple):
    text: str
    left: int
    right: int
    top: int


def boxes(root: Element) -> list[Box]:
    """Where the words stand that are read from the left."""
    found = []
    for each in root.iter(f"{SVG}text"):
        if each.get("transform") is None:
            x, wide = int(each.get("x", "")), svg.width(each.text or "")
            left = x - {"start": 0, "middle": wide // 2, "end": wide}[each.get("text-anchor", "start")]
            found.append(Box(each.text or "", left, left + wide, int(each.get("y", ""))))
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: type(drawing).__name__)
def test_a_picture_is_whole_in_itself_and_of_one_width(drawing: Drawing, width: int) -> None:
    root = drawn(drawing, width)

    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert int(root.get("width", "")) == width
    # What ends a picture for other programs, or needs a stylesheet, is not in it.
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg",
        "defs",
        "pattern",
        "rect",
        "path",
        "circle",
        "text",
    }
    assert len(list(root.iter(f"{SVG}svg"))) == 1
    ids = {each.get("id") for each in root.iter(f"{SVG}pattern")}
    for each in root.iter():
        assert not {"class", "style", "href", "onload"} & set(each.attrib)
        assert all(value[5:-1] in ids for value in each.attrib.values() if value.startswith("url("))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: type(drawing).__name__)
def test_no_words_go_over_the_edge_or_over_each_other(drawing: Drawing, width: int) -> None:
    root = drawn(drawing, width)
    placed = boxes(root)

    for each in placed:
        assert each.left >= -1, each
        assert each.right <= width * 1.02 + 2, each
        assert 0 < each.top <= int(root.get("height", "")), each
    for one, other in combinations(placed, 2):
        if abs(one.top - other.top) < 10:
            # Widths are reckoned generously.
            assert (
                min(one.right, other.right) - max(one.left, other.left)
                < 0.15 * min(one.right - one.left, other.right - other.left) + 3
            ), (one, other)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_name_is_in_the_picture_whole(width: int) -> None:
    for name in (*MANY, HOSTILE[1], HOSTILE[4]):
        drawings = (
            strips(Strip(name, ((FIRST, 1),))),
            strips(Strip("Action", ((FIRST, 1),), (), name)),
            Views(SCALE, (Seen(name, (("Police", 3),), 1),), 1),
            Views(SCALE, (Seen("", ((name, 3), ("Police", None)), 1),), 1),
            Views(SCALE, (Seen("", ((name, None), ("Police", 2)), 1),), 1),
            Room(("1 Mar 2026",), ((name, ("present",)),)),
            Bar(((name, 1, "done"),)),
        )
        for drawing in drawings:
            shown = said(drawn(drawing, width)).lower()
            assert re.sub(r"\s", "", name).lower() in shown, type(drawing)


@pytest.mark.parametrize("drawing", EVERY, ids=lambda drawing: type(drawing).__name__)
def test_the_same_drawing_is_the_same_picture(drawing: Drawing) -> None:
    assert draw(drawing) == draw(drawing)


@pytest.mark.parametrize("drawing", ROUGH.values(), ids=ROUGH)
def test_hostile_text_only_shows_itself(drawing: Drawing) -> None:
    told = draw(drawing).svg

    assert "<script" not in told
    assert not re.search("[\x00-\x1f\u202e\ufffe\ud800]", told)
    told.encode()


@pytest.mark.parametrize("drawing", NOTHING.values(), ids=NOTHING)
def test_a_picture_of_nothing_says_so(drawing: Drawing) -> None:
    assert len(texts(drawn(drawing))) == 1


def test_a_letter_is_not_parted_from_its_marks() -> None:
    for line in svg.wrap("e\u0301" * 90, 100):
        assert line.startswith("e")
    assert "👩\u200d👧" in svg.wrap("👩\u200d👧" * 3, 10)[0]


def test_marks_piled_on_a_letter_are_cut_down_before_they_cover_other_rows() -> None:
    assert svg.wrap("Z" + "\u0301" * 40, 300) == ("Z" + "\u0301" * 3,)


def test_words_are_broken_between_words() -> None:
    assert svg.wrap("Children and young people", 100) == ("Children and", "young people")


@given(st.text(max_size=60))
def test_no_line_is_wider_than_its_room_and_none_of_a_text_is_lost(text: str) -> None:
    lines = svg.wrap(text, 200)

    assert all(svg.width(each) <= 200 or len(each) < 12 for each in lines)
    whole = "".join(lines).replace(" ", "")
    assert whole == (re.sub(" ", "", svg._PILED.sub(r"\1", svg.plain(text))) or "–")


# How ratings went.


def paths(root: Element) -> list[tuple[str, str]]:
    return [(each.get("d", ""), each.get("stroke-width", "")) for each in root.iter(f"{SVG}path")]


def standing(root: Element) -> list[tuple[int, int, int]]:
    """From where to where a rating along the scale stood, and how high."""
    found = [re.fullmatch(r"M(\d+) (\d+)L(\d+) (\d+)", d) for d, thick in paths(root) if thick == "3"]
    return [(int(each[1]), int(each[3]), int(each[2])) for each in found if each]


def in_lane(root: Element) -> list[tuple[int, int]]:
    return [
        (int(each.get("x", "")), int(each.get("x", "")) + int(each.get("width", "")))
        for each in root.iter(f"{SVG}rect")
        if each.get("fill") == "url(#unclear)"
    ]


def markers(root: Element) -> list[int]:
    return [int(each.get("cx", "")) for each in root.iter(f"{SVG}circle") if each.get("r") == "4"]


def test_a_rating_stands_until_the_next_and_the_last_to_the_end() -> None:
    root = drawn(strips(Strip("Action", ((FIRST, 2), (date(2025, 10, 1), 1)))))
    first, second = standing(root)

    assert first[1] == second[0]
    assert second[2] < first[2], "agreement lies higher"
    assert markers(root) == [first[0], second[0]]


def test_what_is_unclear_lies_in_a_lane_below_the_scale_and_nothing_goes_along_the_scale_to_it() -> None:
    root = drawn(strips(Strip("Action", ((FIRST, 2), (date(2025, 10, 1), 4)))))

    ((_, end, height),) = standing(root)
    ((begin, _),) = in_lane(root)
    assert begin == end
    dashed = [each for each in root.iter(f"{SVG}path") if each.get("stroke-dasharray")]
    assert [each.get("d", "").startswith(f"M{end} {height}L{end} ") for each in dashed] == [True]
    lane = next(each for each in root.iter(f"{SVG}rect") if each.get("fill") == "url(#unclear)")
    assert int(lane.get("y", "")) > height


def test_where_nothing_was_rated_there_is_a_gap() -> None:
    root = drawn(strips(Strip("Action", ((FIRST, 2), (date(2025, 7, 1), None), (date(2025, 10, 1), 2)))))
    first, second = standing(root)

    assert first[1] < second[0]


def test_what_was_rated_before_the_first_day_begins_at_the_edge_without_a_marker() -> None:
    root = drawn(strips(Strip("Action", ((date(2024, 1, 1), 2), (date(2024, 6, 1), 3), (date(2025, 10, 1), 1)))))
    first, second = standing(root)

    assert markers(root) == [second[0]]
    assert first[0] < second[0]
    assert "Strongly disagree" in texts(root)


def test_what_comes_after_the_last_day_is_not_shown() -> None:
    root = drawn(strips(Strip("Action", ((FIRST, 2), (LAST + timedelta(1), 1)))))

    assert "Disagree" in texts(root)
    assert "Agree" not in texts(root)


def test_one_day_alone_and_days_the_wrong_way_round_do_no_harm() -> None:
    for first, last in ((LAST, LAST), (LAST, FIRST)):
        assert texts(drawn(strips(Strip("Action", ((FIRST, 2),)), first=first, last=last)))


def test_a_place_that_the_scale_does_not_have_is_not_moved_to_another() -> None:
    assert texts(drawn(strips(Strip("Action", ((FIRST, 9),))))) == ["nothing has been rated"]


@pytest.mark.parametrize("width", WIDTHS)
def test_how_a_statement_is_rated_now_is_always_named(width: int) -> None:
    for place, word in enumerate(SCALE):
        root = drawn(strips(Strip("Action", ((FIRST, (place + 1) % 5), (LAST - timedelta(3), place)))), width)
        assert re.sub(" ", "", word) in said(root)


def test_a_rating_that_was_withdrawn_says_so() -> None:
    assert "ratingwithdrawn" in said(drawn(strips(Strip("Action", ((FIRST, 2), (date(2025, 9, 1), None))))))


def test_changed_wording_is_marked_on_the_strip_and_told_below() -> None:
    plain = drawn(strips(Strip("Action", ((FIRST, 2),))))
    marked = drawn(strips(Strip("Action", ((FIRST, 2),), (date(2025, 8, 1),))))

    assert "wording changed" not in texts(plain)
    assert "wording changed" in texts(marked)
    turn = [each for each in marked.iter(f"{SVG}path") if each.get("d") == charts._TURN]
    assert len(turn) == 2


def test_what_stands_above_several_strips_is_said_once() -> None:
    assert texts(drawn(ALL["strips"])).count("1 Put children first") == 1


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(2025, 4, 1), date(2026, 4, 1), ["Apr 2025", "Oct 2025", "Apr 2026"]),
        (date(2026, 3, 2), date(2026, 3, 30), ["2 Mar 2026", "30 Mar 2026"]),
    ],
)
def test_days_are_named_as_far_as_there_is_room(first: date, last: date, named: list[str]) -> None:
    shown = texts(drawn(strips(Strip("Action", ((first, 2),)), first=first, last=last)))

    assert [each for each in shown if re.search(r"\d", each) and each in named] == named


# Who sees it otherwise.


def test_agencies_stand_in_the_order_of_the_scale_and_those_who_could_not_say_last() -> None:
    root = drawn(Views(SCALE, (Seen("", (("A", 3), ("B", 0), ("C", None), ("D", 3)), 1),), 1))
    told = [each for each in texts(root) if each not in SCALE]

    assert [each for each in told if each in ("agreed", "B", "A, D") or "C" in each] == [
        "agreed",
        "B",
        "A, D",
        "could not say: C",
    ]


def test_the_agreed_rating_is_marked_by_a_shape_and_a_word() -> None:
    root = drawn(ALL["views"])

    assert [each.get("d") for each in root.iter(f"{SVG}path") if each.get("d") == charts._DIAMOND]
    assert "agreed" in texts(root)


def test_where_no_rating_is_agreed_it_says_so() -> None:
    root = drawn(Views(SCALE, (Seen("", (("Police", 1),), None),), 1))

    assert "no rating agreed" in texts(root)
    assert "agreed" not in texts(root)


# Where actions stand.


def test_parts_fill_the_bar_and_those_of_none_are_left_out() -> None:
    root = drawn(Bar((("Done", 3, "done"), ("Open", 0, "open"), ("Dropped", 1, "dropped"))))
    bars = [int(each.get("width", "")) for each in root.iter(f"{SVG}rect") if each.get("height") == "22"]

    assert sum(bars) == svg.WIDE - 2
    assert bars[0] in range(3 * bars[1] - 3, 3 * bars[1] + 4)
    assert texts(root) == ["3 done", "1 dropped"]


def test_one_among_very_many_is_still_seen() -> None:
    root = drawn(Bar((("Done", 5000, "done"), ("Overdue", 1, "overdue"))))

    assert min(int(each.get("width", "")) for each in root.iter(f"{SVG}rect") if each.get("height") == "22") > 8


def test_without_colour_every_kind_of_part_looks_different() -> None:
    kinds = ("done", "going", "open", "soon", "overdue", "dropped")
    picture = draw(Bar(tuple((kind, 1, kind) for kind in kinds)))
    grey = Image.open(BytesIO(raster.png(picture))).convert("L")
    sharp = grey.width / picture.width
    across = (picture.width - 2) / len(kinds)

    def piece(n: int) -> list[bytes]:
        left, top = round((1 + n * across + 20) * sharp), round(6 * sharp)
        return [grey.crop((left, y, left + 60, y + 1)).tobytes() for y in range(top, top + 20)]

    def look(n: int) -> tuple[int, int]:
        """How dark a part is, and how often it goes from dark to light."""
        rows = piece(n)
        dark = sum(value < 128 for row in rows for value in row)
        turns = sum(abs(a - b) > 60 for row in rows for a, b in pairwise(row))
        turns += sum(abs(a - b) > 60 for one, two in pairwise(rows) for a, b in zip(one, two, strict=True))
        return dark // 60, turns // 30

    looks = [look(n) for n in range(len(kinds))]
    assert len(set(looks)) == len(kinds), looks


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    r, g, b = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(
    ("colour", "ground", "least"),
    [
        *((colour, ground, 4.5) for colour in (svg.INK, svg.QUIET) for ground in (svg.PAPER, svg.TINT)),
        (svg.ACCENT, svg.PAPER, 4.5),
        (svg.ACCENT, svg.TINT, 3),
        (svg.EDGE, svg.PAPER, 3),
    ],
)
def test_words_stand_out_from_what_lies_behind_them_and_marks_do(colour: str, ground: str, least: float) -> None:
    dark, light = sorted((luminance(colour), luminance(ground)))

    assert (light + 0.05) / (dark + 0.05) >= least


# Who was in the room.


def test_who_was_there_and_who_was_not_have_other_marks_and_words() -> None:
    root = drawn(ALL["room"])
    marks = [(each.get("fill"), each.get("stroke")) for each in root.iter(f"{SVG}circle")]

    assert len(set(marks[:2])) == 2
    assert texts(root)[-3:] == ["present", "absent", "not noted"]


def test_many_meetings_stand_in_several_blocks_and_none_is_missing() -> None:
    root = drawn(ROUGH["room"], svg.NARROW)

    turned = [each for each in root.iter(f"{SVG}text") if each.get("transform")]
    assert len(turned) == 40
    assert len(list(root.iter(f"{SVG}circle"))) == 40 * len((*HOSTILE, *MANY)) + 1


def test_a_long_picture_is_several_that_together_have_everything_and_none_is_higher_than_a_page() -> None:
    every = Strips(SCALE, tuple(Strip(f"S{n}", ((FIRST, 1),), (), f"Principle {n}") for n in range(24)), FIRST, LAST, 1)
    found = charts.parts(Chart("a", "How it went", "", every))

    assert next(name for _, _, name in found) == f"How it went (1 of {len(found)})"
    assert all(wide.height < 900 for wide, _, _ in found)
    assert [
        each for wide, _, _ in found for each in texts(ElementTree.fromstring(wide.svg)) if re.fullmatch(r"S\d+", each)
    ] == [f"S{n}" for n in range(24)]


def test_what_fits_on_a_page_is_one_picture() -> None:
    assert all(len(charts.parts(Chart("a", "b", "", each))) == 1 for each in ALL.values())


# As PNG.


def test_a_picture_as_png_has_its_words_wherever_it_is_drawn() -> None:
    with_words = Image.open(BytesIO(raster.png(draw(ALL["bar"])))).convert("L")
    box = [round(each * with_words.width / svg.WIDE) for each in (24, 36, 70, 50)]

    assert min(with_words.crop((box[0], box[1], box[2], box[3])).tobytes()) < 120


@given(st.text(max_size=40))
def test_how_wide_a_text_is_is_a_whole_number(text: str) -> None:
    assert isinstance(svg.width(text), int)
