"""What explains a move: anything new that a reader could take for the reason, in either direction alike."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl import resources
from reflectctl.documents.document import read_document
from reflectctl.loading.content import instrument
from reflectctl.loading.load import load
from reflectctl.model.instrument import Instrument
from reflectctl.model.locations import NOWHERE
from reflectctl.model.records import Assessment, Discussion, Partnership, Record, Source, View
from reflectctl.rules.findings import Moment
from reflectctl.rules.since import unexplained_move, vanished_id
from reflectctl.storage.disk import WorkTree
from tests.rules.test_cases import lay

PATH = "principles/5-trauma.yaml"
TODAY = date(2026, 5, 15)
NOTHING = "  action:\n    rating:\n"
FULL = """\
  action:
    rating: {rating}
    agreed: "2026-03-12"
    meeting: 2026-03-12-children-first
    because: >-
      Training is offered everywhere.
    sources:
      - what: Training log
        agency: health
        dated: "2026-02"
    reflections:
      evidence: |
        - Twelve courses in a year.
=== views/police.yaml
of: police
views:
  trauma.action:
    rating: agree
    because: Officers go.
"""
"""What one file says, and after a line with its path, what another does."""


def earlier(text: str) -> str:
    """The same, agreed at an earlier meeting."""
    return text.replace("2026-03-12", "2025-12-04")


def loaded(root: Path, text: str) -> Partnership:
    lay(root)
    own, *others = text.split("=== ")
    (root / PATH).write_text(own, encoding="utf-8")
    for other in others:
        path, _, said = other.partition("\n")
        (root / path).write_text(said, encoding="utf-8")
    return load(WorkTree(root)).partnership


def moves(tmp_path: Path, before: str, after: str, *, since: str = "1 April") -> list[str]:
    """What is told of a move between two texts of a principle's assessments."""
    head = "principle: trauma\nassessments:\n"
    was, now = loaded(tmp_path / "before", head + earlier(before)), loaded(tmp_path / "after", head + after)
    return [f"{each.location} {each.message}" for each in unexplained_move(now, Moment(TODAY, {}, was, since))]


def changed(old: str, new: str) -> str:
    assert old in FULL
    return FULL.replace(old, new, 1)


def test_a_move_says_from_where_to_where_and_since_when(tmp_path: Path) -> None:
    assert moves(tmp_path, FULL.format(rating="agree"), FULL.format(rating="neither")) == [
        f"{PATH}:4:13 trauma.action was “Agree” at 1 April and is “Neither agree nor disagree” now, "
        "and nothing new says why."
    ]


RATINGS = ["strongly-agree", "agree", "neither", "disagree", "strongly-disagree"]


@pytest.mark.parametrize(("was", "now"), [(a, b) for a, b in product(RATINGS, RATINGS) if a != b])
def test_every_move_asks_for_a_reason_in_both_directions(was: str, now: str, tmp_path: Path) -> None:
    assert len(moves(tmp_path, FULL.format(rating=was), FULL.format(rating=now))) == 1


EXPLAINED = {
    "another reason": changed("Training is offered everywhere.", "Half of the courses were cancelled."),
    "another view": changed("rating: agree\n    because: Officers", "rating: disagree\n    because: Officers"),
    "another reason of a view": changed("Officers go.", "Officers went once."),
    "a new view": FULL + "=== views/council.yaml\nof: council\nviews:\n  trauma.action:\n    because: Could not say.\n",
    "a new source": changed("    reflections:\n", "      - what: Survey of staff\n    reflections:\n"),
    "a source of another day": changed('dated: "2026-02"', 'dated: "2026-04"'),
    "another key point": changed("- Twelve courses in a year.", "- Twelve courses in a year, four of them full."),
    "a key point elsewhere": changed("=== ", "      building: Ask the drivers too.\n=== "),
}


@pytest.mark.parametrize("what", EXPLAINED)
@pytest.mark.parametrize(("was", "now"), [("agree", "disagree"), ("disagree", "agree")])
def test_whatever_is_new_explains_a_move(what: str, was: str, now: str, tmp_path: Path) -> None:
    assert moves(tmp_path, FULL.format(rating=was), EXPLAINED[what].format(rating=now)) == []


NOT_EXPLAINED = {
    "another day": changed("2026-03-12", "2026-04-16"),
    "another meeting": changed("meeting: 2026-03-12-children-first", "meeting: 2026-01-14-preliminary"),
    "the same reason in other lines": changed(
        "Training is offered everywhere.", "Training\n      is offered  everywhere."
    ),
    "no reason any more": changed("      Training is offered everywhere.\n", ""),
    "a view taken out": changed("  trauma.action:\n    rating: agree\n    because: Officers go.\n", ""),
    "a source taken out": changed(
        '    sources:\n      - what: Training log\n        agency: health\n        dated: "2026-02"\n', ""
    ),
    "a key point taken out": changed("    reflections:\n      evidence: |\n        - Twelve courses in a year.\n", ""),
    "a comment": "  # As agreed in April.\n" + FULL,
}


@pytest.mark.parametrize("what", NOT_EXPLAINED)
@pytest.mark.parametrize(("was", "now"), [("agree", "disagree"), ("disagree", "agree")])
def test_what_says_nothing_new_does_not_explain_a_move(what: str, was: str, now: str, tmp_path: Path) -> None:
    assert len(moves(tmp_path, FULL.format(rating=was), NOT_EXPLAINED[what].format(rating=now))) == 1


@pytest.mark.parametrize(
    ("agreed", "meeting", "explain"),
    [
        ('"2026-03-12"', "2026-03-12-children-first", False),
        ('"2026-03-13"', "2026-03-12-children-first", False),
        ('"2026-03-12"', "", False),
        ('"2026-03-12"', "2026-01-14-preliminary", True),
        ('"2026-03-13"', "", True),
        ("", "", True),
    ],
)
def test_what_is_put_right_at_one_meeting_or_of_one_day_has_not_moved(
    agreed: str, meeting: str, explain: bool, tmp_path: Path
) -> None:
    head = "principle: trauma\nassessments:\n"
    after = changed('"2026-03-12"', agreed).replace("meeting: 2026-03-12-children-first", f"meeting: {meeting}")
    was = loaded(tmp_path / "before", head + FULL.format(rating="agree"))
    now = loaded(tmp_path / "after", head + after.format(rating="disagree"))

    assert len([*unexplained_move(now, Moment(TODAY, {}, was, "1 April"))]) == explain


def test_views_and_sources_in_another_order_say_nothing_new(tmp_path: Path) -> None:
    one, two = "      - what: Audit\n        agency: council\n", "      - what: Survey\n        agency: health\n"
    other = "  trauma.culture:\n    rating: agree\n"
    views = ("views:\n", "views:\n" + other), ("Officers go.\n", "Officers go.\n" + other)
    before, after = (
        changed("    reflections:\n", sources + "    reflections:\n").replace(*view)
        for sources, view in zip((one + two, two + one), views, strict=True)
    )
    assert len(moves(tmp_path, before.format(rating="agree"), after.format(rating="neither"))) == 1


def test_a_rating_that_was_withdrawn_is_told_at_its_key(tmp_path: Path) -> None:
    told = moves(tmp_path, FULL.format(rating="agree"), FULL.format(rating=""), since="")
    assert told == [f"{PATH}:4:5 trauma.action was “Agree” before and is not rated now, and nothing new says why."]


def test_a_rating_that_was_withdrawn_for_a_reason_is_not_told(tmp_path: Path) -> None:
    after = changed("Training is offered everywhere.", "Agreed in error: it was typed against the wrong statement.")
    assert moves(tmp_path, FULL.format(rating="agree"), after.format(rating="")) == []


def test_a_rating_whose_assessment_is_gone_is_told_where_assessments_are(tmp_path: Path) -> None:
    culture = "  culture:\n    rating:\n"
    assert moves(tmp_path, FULL.format(rating="agree") + culture, culture)[0].startswith(
        f"{PATH}:2:1 trauma.action was"
    )
    assert moves(tmp_path, FULL.format(rating="agree"), "")[0].startswith(f"{PATH}:2:1 trauma.action was")


@pytest.mark.parametrize("rating", RATINGS)
def test_a_statement_that_is_newly_rated_has_not_moved(rating: str, tmp_path: Path) -> None:
    assert moves(tmp_path, NOTHING, FULL.format(rating=rating)) == []
    assert moves(tmp_path, FULL.format(rating=""), FULL.format(rating=rating)) == []


def test_what_stays_as_it_is_has_not_moved(tmp_path: Path) -> None:
    assert moves(tmp_path, FULL.format(rating="agree"), FULL.format(rating="agree")) == []


def test_a_file_that_was_moved_is_the_same_record(tmp_path: Path) -> None:
    was = loaded(tmp_path / "before", "principle: trauma\nassessments:\n" + earlier(FULL).format(rating="agree"))
    root = tmp_path / "after"
    loaded(root, "principle: trauma\nassessments:\n" + FULL.format(rating="neither"))
    (root / PATH).rename(root / "principles/trauma.yaml")
    (told,) = unexplained_move(load(WorkTree(root)).partnership, Moment(TODAY, {}, was, "1 April"))
    assert str(told.location) == "principles/trauma.yaml:4:13"


@pytest.mark.parametrize("broken", ["before", "after"])
def test_what_cannot_be_read_at_either_moment_has_neither_moved_nor_gone(broken: str, tmp_path: Path) -> None:
    head = "principle: trauma\nassessments:\n"
    texts = {"before": head + FULL.format(rating="agree"), "after": head + FULL.format(rating="neither")}
    texts[broken] = "principle: trauma\nassessments:\n\taction:\n"
    was, now = (loaded(tmp_path / name, text) for name, text in texts.items())
    moment = Moment(TODAY, {}, was, "1 April")
    assert [*unexplained_move(now, moment), *vanished_id(now, moment)] == []


@pytest.mark.parametrize("broken", ["before", "after"])
@pytest.mark.parametrize("path", ["content/pack.yaml", "content/principles/5-trauma.yaml"])
def test_content_that_cannot_be_read_moves_no_rating(broken: str, path: str, tmp_path: Path) -> None:
    head = "principle: trauma\nassessments:\n"
    for name, rating in (("before", "agree"), ("after", "neither")):
        text = earlier(FULL) if name == "before" else FULL
        loaded(tmp_path / name, head + text.format(rating=rating))
    (tmp_path / broken / path).write_text("a: [\n", encoding="utf-8")
    was, now = (load(WorkTree(tmp_path / name)).partnership for name in ("before", "after"))
    moment = Moment(TODAY, {}, was, "1 April")
    told = [*unexplained_move(now, moment), *vanished_id(now, moment)]
    # Where the scale can be read at both moments, the move is there all the same.
    assert len(told) == (path != "content/pack.yaml" and broken == "before")


def test_without_an_earlier_moment_nothing_has_moved_and_nothing_is_gone(tmp_path: Path) -> None:
    now = load(WorkTree(lay(tmp_path))).partnership
    assert [*unexplained_move(now, Moment(TODAY)), *vanished_id(now, Moment(TODAY))] == []


def shipped() -> Instrument:
    files = resources.pack_files("practice-principles")
    documents = {path: read_document(path, raw) for path, raw in files.items() if path.endswith(".yaml")}
    return instrument(documents.pop("pack.yaml"), documents.values())


INSTRUMENT = shipped()
REVERSED = INSTRUMENT._replace(scale=INSTRUMENT.scale[::-1])
IDS = [point.id for point in INSTRUMENT.scale]
MIRROR = dict(zip([*IDS, None], [*IDS[::-1], None], strict=True))

ratings = st.sampled_from([*IDS, None])
words = st.sampled_from(["", "We looked.", "We looked\nagain."])
here = st.just(NOWHERE)
views = st.builds(View, of=st.sampled_from(["police", "health"]), rating=ratings, because=words, where=here)
discussions = words.filter(bool).map(lambda said: (Discussion(points=said),))
sources = st.builds(Source, st.sampled_from(["Audit", "Survey"]), st.just(""), words, st.just(""), where=here)
assessments = st.builds(
    Assessment,
    statement=st.sampled_from([statement.id for statement in INSTRUMENT.statements[:6]]),
    rating=ratings,
    agreed=st.none(),
    meeting=st.just(""),
    because=words,
    views=st.lists(views, max_size=2).map(tuple),
    group_views=st.just(()),
    earlier=st.just(()),
    sources=st.lists(sources, max_size=2).map(tuple),
    reflections=st.dictionaries(st.sampled_from(["evidence", "building"]), discussions, max_size=2),
    where=here,
)
recorded = st.lists(assessments, max_size=6, unique_by=lambda each: each.statement)


def partnership(assessments: list[Assessment], instrument: Instrument) -> Partnership:
    by_principle: dict[str, list[Assessment]] = {principle.id: [] for principle in instrument.principles[:2]}
    for each in assessments:
        by_principle[each.statement.partition(".")[0]].append(each)
    return Partnership(
        instrument=instrument, records=tuple(Record(id, tuple(held)) for id, held in by_principle.items())
    )


def told(before: list[Assessment], after: list[Assessment], instrument: Instrument = INSTRUMENT) -> list[str]:
    was, now = partnership(before, instrument), partnership(after, instrument)
    return [each.message.split(" was ")[0] for each in unexplained_move(now, Moment(TODAY, {}, was, "HEAD"))]


def mirrored(assessments: list[Assessment]) -> list[Assessment]:
    """The same with every rating on the other side of the scale."""
    return [
        each._replace(
            rating=MIRROR[each.rating],
            views=tuple(view._replace(rating=MIRROR[view.rating]) for view in each.views),
        )
        for each in assessments
    ]


@given(recorded, recorded)
def test_the_direction_of_a_move_makes_no_difference(before: list[Assessment], after: list[Assessment]) -> None:
    found = told(before, after)
    assert told(before, after, REVERSED) == found
    assert told(mirrored(before), mirrored(after)) == found


@given(recorded, recorded)
def test_only_ratings_that_are_no_longer_the_same_are_told_and_each_once(
    before: list[Assessment], after: list[Assessment]
) -> None:
    was = {each.statement: each.rating for each in before}
    now = {each.statement: each.rating for each in after}
    found = told(before, after)
    assert len(set(found)) == len(found)
    assert all(was[statement] is not None and was[statement] != now.get(statement) for statement in found)


@given(recorded, recorded)
def test_a_new_reason_explains_every_move(before: list[Assessment], after: list[Assessment]) -> None:
    explained = [each._replace(because="The records that we read in April show it.") for each in after]
    left = {each.statement for each in before} - {each.statement for each in after}
    assert set(told(before, explained)) <= left
