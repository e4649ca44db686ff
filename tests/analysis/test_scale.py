"""The scale: which way a rating went, how far views lie apart along it, and what lies beside it."""

from datetime import date
from itertools import permutations

import pytest

from reflectctl.analysis import scale
from reflectctl.app.shipped import DEFAULT, pack
from reflectctl.model.instrument import Instrument, Term
from reflectctl.model.records import Assessment, View

SHIPPED = pack(DEFAULT)
POINTS = [point.id for point in SHIPPED.scale]
ALONG = ["strongly-agree", "agree", "disagree", "strongly-disagree"]


def test_neither_lies_beside_the_scale_and_last() -> None:
    assert [point.id for point in scale.along(SHIPPED)] == ALONG
    assert [point.id for point in scale.lanes(SHIPPED)] == [*ALONG, "neither"]


@pytest.mark.parametrize(("before", "after"), list(permutations(POINTS, 2)))
def test_every_move_has_one_direction_and_its_way_back_the_other(before: str, after: str) -> None:
    if after == "neither":
        wanted = "unclear"
    elif before == "neither":
        wanted = "clear"
    else:
        wanted = "disagreement" if ALONG.index(after) > ALONG.index(before) else "agreement"
    assert scale.direction(before, after, SHIPPED) == wanted
    back = {"unclear": "clear", "clear": "unclear", "agreement": "disagreement", "disagreement": "agreement"}
    assert scale.direction(after, before, SHIPPED) == back[wanted]


@pytest.mark.parametrize(
    ("before", "after"), [(None, "agree"), ("agree", None), (None, None), ("agree", "agree"), ("agree", "agre")]
)
def test_what_is_no_move_has_no_direction(before: str | None, after: str | None) -> None:
    assert scale.direction(before, after, SHIPPED) == ""
    assert scale.end(before, after, SHIPPED) is None


def test_between_two_unclear_points_nothing_moves() -> None:
    points = (Term("yes", "Yes", stance="agreement"), *(Term(each, each, stance="unclear") for each in ("a", "b")))
    assert scale.direction("a", "b", Instrument(scale=points)) == ""


@pytest.mark.parametrize(
    ("before", "after", "end"),
    [
        ("agree", "strongly-agree", "strongly-agree"),
        ("disagree", "strongly-disagree", "strongly-disagree"),
        ("strongly-agree", "agree", None),
        ("agree", "disagree", None),
        ("disagree", "strongly-agree", None),
        ("agree", "neither", None),
        ("neither", "strongly-agree", None),
    ],
)
def test_within_a_side_a_move_goes_towards_its_end(before: str, after: str, end: str | None) -> None:
    found = scale.end(before, after, SHIPPED)
    assert (found.id if found else None) == end


@pytest.mark.parametrize(
    ("ratings", "reach"),
    [
        (["agree", "disagree"], 1),
        (["agree", "neither"], None),
        (["agree", "neither", "disagree"], 1),
        (["strongly-agree", "strongly-disagree"], 3),
        (["agree"], None),
        (["agree", "agree", None, "green"], 0),
    ],
)
def test_what_is_unclear_is_neither_near_nor_far(ratings: list[str | None], reach: int | None) -> None:
    assert scale.reach(ratings, SHIPPED) == reach


@pytest.mark.parametrize(
    ("agreed", "outright", "unclear"),
    [
        ("agree", ("police",), ("health",)),
        ("disagree", ("council",), ("health",)),
        ("neither", (), ("council", "police")),
        (None, (), ()),
    ],
)
def test_an_agency_disagrees_outright_or_one_of_the_two_is_unclear(
    agreed: str | None, outright: tuple[str, ...], unclear: tuple[str, ...]
) -> None:
    views = {"council": "strongly-agree", "police": "disagree", "health": "neither", "schools": None}
    assessment = Assessment("trauma.action", agreed, views=tuple(View(*each) for each in views.items()))
    assert scale.dissent(assessment, SHIPPED) == (outright, unclear)
    assert [(point.id if point else "", who) for point, who in scale.spread(assessment.views, SHIPPED)] == [
        ("strongly-agree", ["council"]),
        ("disagree", ["police"]),
        ("neither", ["health"]),
        ("", ["schools"]),
    ]


@pytest.mark.parametrize(
    ("given", "meeting", "earlier"),
    [
        (date(2025, 3, 12), "", True),
        (date(2026, 2, 8), "", True),
        (date(2026, 2, 9), "", False),
        (date(2026, 2, 8), "2026-02-08-other", True),
        (date(2026, 2, 8), "2026-03-12-trauma", False),
        (date(2026, 3, 12), "", False),
        (date(2026, 4, 1), "", False),
        (None, "", False),
    ],
)
def test_a_view_of_an_earlier_rating_is_no_dissent_from_this_one(
    given: date | None, meeting: str, earlier: bool
) -> None:
    view = View("police", "disagree", given, meeting)
    assessment = Assessment("trauma.action", "agree", date(2026, 3, 12), "2026-03-12-trauma", views=(view,))
    assert scale.is_earlier(view, assessment) == earlier
    assert scale.dissent(assessment, SHIPPED) == ((() if earlier else ("police",)), ())


def test_counts_stand_along_the_scale_then_beside_it_then_not_yet_rated() -> None:
    counts = scale.tally(["agree", "neither", "neither", None], SHIPPED)
    assert [(point.id if point else "", n) for point, n in counts] == [
        ("strongly-agree", 0),
        ("agree", 1),
        ("disagree", 0),
        ("strongly-disagree", 0),
        ("neither", 2),
        ("", 1),
    ]
