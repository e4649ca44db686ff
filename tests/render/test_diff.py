"""What moved between two moments: the same told backwards, in every format, at every depth, filtered and whole."""

import json
import re
from collections.abc import Iterable
from datetime import date, timedelta

import jsonschema
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl import resources
from reflectctl.analysis import action_account, diff_events
from reflectctl.analysis.diff import compare
from reflectctl.model.diff import (
    AGREED_RATING,
    CONVERGED,
    KINDS,
    PARTED,
    ActionChange,
    Change,
    Comparison,
    FieldChange,
    RatingChange,
    Unchanged,
    ViewChange,
    ViewShift,
    kind,
    part,
)
from reflectctl.model.records import (
    Action,
    Agency,
    Assessment,
    Discussion,
    EarlierRating,
    Meeting,
    Partnership,
    Plan,
    Record,
    Source,
    View,
)
from reflectctl.render.answers.diff import changes
from reflectctl.render.comment import comment
from reflectctl.render.diff_html import fragment
from reflectctl.render.json import written
from reflectctl.tell import diff, diff_sentences
from reflectctl.tell import prose as words
from tests.properties import examples

from .test_terminal import AFTER, BEFORE, GUIDE, HOSTILE, LABELS, as_text, hostile, instrument, told

SCALE = ("strongly-agree", "agree", "neither", "disagree", "strongly-disagree")
PRINCIPLES = ("children-first", "trauma")
DAYS = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
TEXTS = st.sampled_from(["", "We read twenty records.", "We read forty records, all of them.", "- One.\n- Two."])


def as_html(comparison: Comparison, before: Partnership, after: Partnership, **more) -> str:
    return fragment(diff.blocks(comparison, before, after, **more), after.instrument.language)


def made(kind: type, *parts: st.SearchStrategy, **named: st.SearchStrategy) -> st.SearchStrategy:
    """Values of the model, without places."""
    return st.builds(lambda *a, **k: kind(*a, **k), *parts, **named)


VIEWS = st.lists(
    made(
        View,
        st.sampled_from(["council", "police", "health"]),
        st.sampled_from([None, *SCALE]),
        st.sampled_from([None, date(2026, 3, 5)]),
        because=TEXTS,
    ),
    max_size=3,
    unique_by=lambda view: view.of,
).map(tuple)


EARLIER = st.lists(
    made(
        EarlierRating,
        st.sampled_from(SCALE),
        st.dates(date(2024, 1, 1), date(2024, 1, 4)),
        st.sampled_from(["", "first", "second"]),
        TEXTS,
    ),
    max_size=2,
    unique_by=(lambda each: each.agreed, lambda each: each.meeting or each.agreed),
).map(tuple)


def assessments(statement: str) -> st.SearchStrategy[Assessment]:
    return made(
        Assessment,
        st.just(statement),
        st.sampled_from([None, *SCALE]),
        DAYS,
        st.sampled_from(["", "spring"]),
        TEXTS,
        VIEWS,
        EARLIER,
        st.lists(made(Source, st.sampled_from(["Audit", "Survey"])), max_size=1).map(tuple),
        st.dictionaries(st.just("evidence"), TEXTS.filter(bool).map(lambda said: (Discussion(points=said),))),
    )


def plans(principle: str) -> st.SearchStrategy[tuple[Plan, ...]]:
    actions = st.lists(
        made(
            Action,
            st.sampled_from([f"a-{principle[:2]}1", f"a-{principle[:2]}2"]),
            TEXTS,
            st.sampled_from(["", "police"]),
            st.sampled_from([(), ("health", "Barnardo's")]),
            st.just(""),
            DAYS,
            st.sampled_from(["", "2026-05-31", "2026-06", "ongoing"]),
            DAYS,
            st.just(()),
            st.sampled_from(["open", "in-progress", "done", "dropped"]),
            DAYS,
            TEXTS,
            principle=st.just(principle),
            horizon=st.just("immediate"),
        ),
        max_size=2,
        unique_by=lambda action: action.id,
    )
    return st.builds(lambda goal, acts: (Plan("immediate", goal, "", tuple(acts)),), TEXTS, actions)


def records(principle: str) -> st.SearchStrategy[Record]:
    each = (assessments(f"{principle}.{dimension}") for dimension in ("action", "culture"))
    return st.builds(lambda a, b, p: Record(principle, (a, b), p), *each, plans(principle))


PARTNERSHIPS = st.builds(
    lambda one, two, agencies, meetings, words: Partnership(
        agencies=tuple(agencies),
        instrument=instrument(**words),
        records=(one, two),
        meetings=tuple(meetings),
    ),
    records("children-first"),
    records("trauma"),
    st.lists(
        made(Agency, st.sampled_from(["council", "police"]), st.just("Name"), joined=DAYS, left=DAYS),
        max_size=2,
        unique_by=lambda agency: agency.id,
    ),
    st.lists(
        made(
            Meeting,
            st.sampled_from(["spring", "summer"]),
            st.dates(date(2025, 1, 1), date(2026, 12, 31)),
            st.just("Title"),
            st.lists(st.sampled_from(PRINCIPLES), max_size=2, unique=True).map(tuple),
        ),
        max_size=2,
        unique_by=lambda meeting: meeting.id,
    ),
    st.dictionaries(st.sampled_from(["trauma.action", "trauma.culture"]), TEXTS.filter(bool)),
)

BACK = {
    "added": {"removed"},
    "removed": {"added", "held", "planned", "joined", "told-late"},
    "changed": {"changed", "confirmed"},
    "confirmed": {"changed"},
    "told-late": {"removed"},
    # A view of an earlier day than the one in whose place it comes puts it right; the other way it is a later one.
    "moved": {"moved", "corrected"},
    "newly-rated": {"withdrawn"},
    "withdrawn": {"newly-rated"},
    "done": {"reopened", "dropped"},
    "dropped": {"reopened", "done"},
    "started": {"reopened"},
    "reopened": {"done", "dropped", "started"},
    "became-unclear": {"is-clear", "corrected"},
    "is-clear": {"became-unclear", "corrected"},
    "due-later": {"due-sooner"},
    "due-sooner": {"due-later"},
    "held": {"removed"},
    "planned": {"removed"},
    "corrected": {"corrected", "moved", "became-unclear", "is-clear"},
    "joined": {"left"},
    "left": {"joined"},
}
"""What each thing that happened is when it is told backwards."""


def key(change: Change) -> tuple[str, str, str]:
    return kind(change), change.id, part(change)


def swapped(change: Change) -> Change:
    back = change._replace(before=change.after, after=change.before)
    if isinstance(back, ActionChange):
        back = back._replace(dues=action_account.backwards(back.dues))
    return back._replace(towards=TURNED[back.towards]) if isinstance(back, RatingChange | ViewChange) else back


TURNED = {"": "", "agreement": "disagreement", "disagreement": "agreement", "unclear": "clear", "clear": "unclear"}
"""Which way a rating goes when it goes back."""


def assert_mirrored(one: Partnership, two: Partnership) -> None:
    there, back = compare(one, two), compare(two, one)
    assert {key(change) for change in there.changes} == {key(change) for change in back.changes}
    backwards = {key(change): change for change in back.changes}
    for change in there.changes:
        other = backwards[key(change)]
        # Only on is it told why a date moved.
        assert swapped(change) == other or change == swapped(other)
        assert diff_events.event(other) in BACK[diff_events.event(change)], (change, diff_events.event(other))
    turned = {"converged": PARTED, "parted": CONVERGED}
    assert {ViewShift(each.statement, turned[each.way], each.after, each.before) for each in there.shifts} == set(
        back.shifts
    )
    assert {(each.statement, each.rating) for each in diff_events.unchanged(there, two)} == {
        (each.statement, each.rating) for each in diff_events.unchanged(back, one)
    }


@examples(60)
@given(PARTNERSHIPS, PARTNERSHIPS)
def test_the_same_story_can_be_told_backwards(one, two):
    assert_mirrored(one, two)


@examples(40)
@given(PARTNERSHIPS, PARTNERSHIPS)
def test_the_topics_part_the_changes_among_them(one, two):
    whole = compare(one, two)._replace(unchanged=(Unchanged("trauma.action", None, None),))
    parts = [diff_events.chosen(whole, topics=[topic]) for topic in diff_events.TOPICS]

    assert sorted(map(repr, whole.changes)) == sorted(repr(change) for part in parts for change in part.changes)
    assert whole.shifts == tuple(shift for part in parts for shift in part.shifts)
    assert whole.reread == tuple(id for part in parts for id in part.reread)
    assert whole.unchanged == tuple(each for part in parts for each in part.unchanged)


@examples(40)
@given(PARTNERSHIPS, PARTNERSHIPS)
def test_every_change_is_told_of_the_principles_it_is_about(one, two):
    whole = compare(one, two)
    found = {key(change) for each in PRINCIPLES for change in diff_events.chosen(whole, principles=[each]).changes}
    general = {key(change) for change in whole.changes if not diff_events.belongs(change)}

    assert found | general == {key(change) for change in whole.changes}
    assert not found & general
    assert diff_events.chosen(whole, principles=PRINCIPLES).reread == whole.reread
    for each in PRINCIPLES:
        part = diff_events.chosen(whole, principles=[each])
        assert all(each in diff_events.belongs(change) for change in part.changes)


@examples(40)
@given(PARTNERSHIPS, PARTNERSHIPS)
def test_every_format_tells_any_pair_at_every_depth(one, two):
    comparison = compare(one, two)
    comparison = comparison._replace(unchanged=diff_events.unchanged(comparison, two))
    answer = json.loads(written(changes(comparison, one, two, LABELS, ("", ""), full=True)))
    jsonschema.Draft202012Validator(resources.schema("output-changes")).validate(answer)
    assert len(answer["changes"]) == len(comparison.changes)
    for depth in (diff.SUMMARY, diff.STORY, diff.FULL):
        shown = as_text(comparison, one, two, labels=LABELS, depth=depth, width=80)
        assert not any(len(row) > 80 for row in shown.splitlines())
        assert "score" not in shown
        assert not re.search(r"\b(worse|better|regress|declin|improv|got down|downwards)", shown)
        comment(comparison, one, two, labels=LABELS, depth=depth)
        page = as_html(comparison, one, two, labels=LABELS, depth=depth)
        assert lxml.html.fragment_fromstring(page).tag == "section"


def test_every_kind_of_change_belongs_to_one_topic():
    # Further fields belong to what the others are about.
    named = [FieldChange, *(kind for of in diff_events.TOPICS.values() for kind in of)]
    assert sorted(KINDS[kind] for kind in named) == sorted(KINDS.values())


def with_views(agreed: str, *views: tuple[str, str | None]) -> Partnership:
    assessment = Assessment("trauma.action", agreed, views=tuple(View(agency, rating) for agency, rating in views))
    return BEFORE._replace(records=(Record("trauma", (assessment,)),))


def turn_of(one: Partnership, two: Partnership) -> list[str]:
    comparison = compare(one, two)
    return [diff_sentences.shift_sentence(each, one, two) for each in comparison.shifts]


def test_views_that_drew_together_and_parted_are_told_in_words():
    apart = with_views("neither", ("council", "agree"), ("police", "disagree"))
    nearer = with_views("neither", ("council", "agree"), ("police", "neither"))
    same = with_views("neither", ("council", "agree"), ("police", "agree"))

    assert turn_of(apart, same) == ["Wessbury Council and Wessex Police now hold the same view: Agree. Before: Agree "
        "(Wessbury Council), Disagree (Wessex Police). Now: Agree (Wessbury Council and Wessex Police)."]  # fmt: skip
    # What became unclear lies beside the scale: it is no nearer to what lies on it than before.
    assert turn_of(apart, nearer) == [
        "Wessex Police now holds the view that was agreed: Neither agree nor disagree.",
    ]
    assert turn_of(same, apart)[0].startswith("Views parted. Before: Agree (Wessbury Council and Wessex Police). Now:")
    assert turn_of(nearer, apart) == ["Wessex Police no longer holds the view that was agreed: it holds Disagree."]
    strongly = with_views("neither", ("council", "agree"), ("police", "strongly-disagree"))
    assert turn_of(strongly, apart) == [
        "Views drew closer together. Before: Agree (Wessbury Council), Strongly disagree (Wessex Police). Now: Agree "
        "(Wessbury Council), Disagree (Wessex Police)."
    ]


def test_only_agencies_that_spoke_twice_can_turn():
    one = with_views("neither", ("council", "agree"), ("police", None))
    two = with_views("neither", ("council", "agree"), ("police", "disagree"), ("health", "neither"))

    assert turn_of(one, two) == turn_of(two, one) == []


def test_a_turn_never_holds_a_number():
    turn = compare(with_views("agree", ("police", "neither")), with_views("neither", ("police", "neither"))).shifts[0]

    assert turn == ViewShift(
        "trauma.action",
        CONVERGED,
        ((AGREED_RATING, "agree"), ("police", "neither")),
        ((AGREED_RATING, "neither"), ("police", "neither")),
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "one day"), (9, "nine days"), (7, "one week"), (14, "two weeks"), (70, "ten weeks"),
        (25, "about four weeks"),
        (31, "one month"), (90, "three months"), (100, "about three months"),
        (365, "one year"), (366, "about 12 months"),
    ],
)  # fmt: skip
def test_how_far_a_due_date_moved_is_said_as_people_say_it(days, said):
    begin = date(2026, 1, 1)

    assert words.apart(begin, begin + timedelta(days)) == words.apart(begin + timedelta(days), begin)
    assert words.apart(begin, begin + timedelta(days)).replace("twelve", "12") == said


def acted(**differently: object) -> Partnership:
    record = BEFORE.records[0]
    plan = record.plans[0]._replace(actions=(GUIDE._replace(**differently),))
    return BEFORE._replace(records=(record._replace(plans=(plan,)),))


@pytest.mark.parametrize(
    ("differently", "event", "shown"),
    [
        ({"due": "2026-09-08"}, "due-later", "moved ten weeks later, from 30 June 2026 to 8 September 2026."),
        ({"due": "2026-06-16"}, "due-sooner", "The due date was brought forward by two weeks, from 30 June"),
        ({"status": "dropped", "closed": date(2026, 6, 1), "outcome": "Let go."}, "dropped", "Why: “Let go.”"),
        ({"status": "done", "outcome": "Used daily."}, "done", "Outcome: “Used daily.”"),
        ({"status": "in-progress"}, "started", "Started"),
        ({"owner": "police"}, "changed", "It went from Wessbury Council to Wessex Police."),
    ],
)  # fmt: skip
def test_what_became_of_an_action_is_told_under_what_happened(differently, event, shown):
    after = acted(**differently)
    comparison = compare(BEFORE, after)

    assert [diff_events.event(change) for change in comparison.changes] == [event]
    assert shown in " ".join(as_text(comparison, BEFORE, after, labels=LABELS).split())


def test_the_summary_is_a_line_for_each_topic():
    comparison = compare(BEFORE, AFTER)
    shown = as_text(comparison, BEFORE, AFTER, labels=LABELS, depth="summary")

    assert shown == told("""
        One rating moved, one statement was newly rated. One action was added, one action was done, one due
        date moved later. One meeting was held. One agency joined.
        From 2026-04-01 to the working tree.

        Ratings      1 moved, towards disagreement; 1 newly rated; across 2 principles.
        Views        1 given.
        Reflections  1 written.
        Sources      1 added.
        Actions      1 done; 1 new; 1 due later.
        Plans        Goals: 1 changed.
        Meetings     1 held, on 16 July 2026.
        Wording      1 changed: the statement “Put children and young people first · Culture”; 1 rating to
                     be re-read.
        Agencies     Wessbury Homes joined.
        Preliminary  The day of the discussion and the goal changed.
    """)


def test_the_fullest_depth_shows_words_with_signs_and_never_colour_alone():
    comparison = compare(BEFORE, AFTER)
    plain = as_text(comparison, BEFORE, AFTER, labels=LABELS, depth="full")
    coloured = as_text(
        comparison,
        BEFORE,
        AFTER,
        labels=LABELS,
        depth="full",
        style=lambda name, text: f"<{name}>{text}</>" if name else text,
    )

    assert "[-words.-] {+words, everywhere.+}" in plain
    assert "<dim>[-words.-]</> <bold>{+words, everywhere.+}</>" in coloured
    assert re.sub("<[a-z]*>|</>", "", coloured) == plain


def test_markdown_and_html_show_words_in_their_own_way():
    comparison = compare(BEFORE, AFTER)

    shown = comment(comparison, BEFORE, AFTER, labels=LABELS, depth="full")
    assert "Children hear the same ~~words.~~ **words, everywhere.**" in shown
    page = as_html(comparison, BEFORE, AFTER, labels=LABELS, depth="full")
    assert "Children hear the same <del>words.</del> <ins>words, everywhere.</ins>" in page


def test_json_shows_words_as_segments_only_in_full():
    answer = json.loads(written(changes(compare(BEFORE, AFTER), BEFORE, AFTER, LABELS, ("", ""), full=True)))
    goal = next(each for each in answer["changes"] if each["kind"] == "plan")

    assert goal["rewritten"] == [
        {
            "text": "words",
            "segments": [
                {"op": "same", "text": "Children hear the same"},
                {"op": "out", "text": "words."},
                {"op": "in", "text": "words, everywhere."},
            ],
        }
    ]


def test_what_did_not_move_is_told_when_it_is_asked_for():
    comparison = compare(BEFORE, BEFORE)
    comparison = comparison._replace(unchanged=diff_events.unchanged(comparison, BEFORE))

    assert as_text(comparison, BEFORE, BEFORE, labels=LABELS) == told("""
        Nothing changed.
        From 2026-04-01 to the working tree.

        Put children and young people first
          Action: Agree, unchanged since 12 March 2026.
          Culture: Neither agree nor disagree, unchanged since 12 March 2026.

        Recognise and respond to trauma
          None of its statements has been rated yet.
    """)


def many(n: int, because: str = "Because we read it. ") -> tuple[Partnership, Partnership]:
    """A partnership whose comment would be far too long."""
    statements = [f"trauma.s{at}" for at in range(n)]
    one = tuple(Assessment(each, "agree", because=because * 5) for each in statements)
    two = tuple(
        Assessment(
            each,
            "neither",
            because=because * 9,
            sources=(Source("A source of some length, " * 4),),
            reflections={"evidence": (Discussion(points="A note of some length. " * 9),)},
        )
        for each in statements
    )
    return tuple(BEFORE._replace(records=(Record("trauma", each),)) for each in (one, two))


@pytest.mark.parametrize("depth", ["story", "full"])
@pytest.mark.parametrize("n", [60, 120, 200, 1_200])
def test_a_comment_fits_a_forge_and_says_what_it_leaves_out(n, depth):
    one, two = many(n)
    shown = comment(compare(one, two), one, two, labels=LABELS, depth=depth, command="reflectctl diff 0123456789ab")

    assert len(shown) <= 65_536
    assert shown.startswith("<!-- reflectctl diff -->\n")
    if n >= 120:
        assert "Left out, because a comment would not hold it: " in shown
        assert "reflectctl diff 0123456789ab" in shown
    if n == 120:
        assert "120 sources" in shown
        assert shown.count("Became unclear (was Agree)") == 120
    # So many that not even the ratings themselves fit.
    assert ("1200 ratings" in shown) == (n == 1_200)
    assert shown.endswith("\n")


def test_letters_outside_the_first_plane_count_twice():
    one, two = many(100, "😀" * 40 + " ")
    shown = comment(compare(one, two), one, two, labels=LABELS)

    assert len(shown.encode("utf-16-le")) // 2 <= 65_536


@pytest.mark.parametrize("depth", ["summary", "story", "full"])
def test_nothing_that_people_write_acts_in_any_format(depth):
    before, after = hostile()
    for one, two in ((before, after), (after, before)):
        comparison = compare(one, two)._replace(unreadable=((HOSTILE, HOSTILE),))
        comparison = comparison._replace(unchanged=diff_events.unchanged(comparison, two))
        labels = (HOSTILE, HOSTILE)
        shown = as_text(comparison, one, two, labels=labels, depth=depth, limits=HOSTILE, width=40)
        assert not any(each.lstrip().startswith("::") for each in shown.split("\n"))
        page = as_html(comparison, one, two, labels=labels, depth=depth, limits=HOSTILE)
        tags = {element.tag for element in lxml.html.fragment_fromstring(page).iter()}
        assert tags <= {
            "section",
            "p",
            "strong",
            "dl",
            "dt",
            "dd",
            "h3",
            "h4",
            "ul",
            "li",
            "span",
            "div",
            "br",
            "del",
            "ins",
        }
        note = comment(comparison, one, two, labels=labels, depth=depth, limits=HOSTILE)
        for each in (shown, page, note):
            assert not any(ord(c) < 32 or c == "\u202e" or "\ud800" <= c <= "\udfff" for c in each.replace("\n", ""))
        assert "@all" not in note
        assert note.count("<") == 1


def test_hostile_words_in_a_rewritten_text_are_escaped_too():
    one, two = (
        BEFORE._replace(
            records=(Record("trauma", (Assessment("trauma.action", "agree", because=f"{first} {HOSTILE} ::x ##[y]"),)),)
        )
        for first in ("We read it, all of us, twice.", "We read it, all of us, ::error::once.")
    )
    comparison = compare(one, two)

    shown = as_text(comparison, one, two, labels=LABELS, depth="full", width=30)
    assert not any(ord(c) < 32 or c == "\u202e" for c in shown.replace("\n", ""))
    assert not any(each.lstrip().startswith("::") for each in shown.split("\n"))
    note = comment(comparison, one, two, labels=LABELS, depth="full")
    assert "<b>" not in note
    assert "@all" not in note
    assert "<b>" not in as_html(comparison, one, two, labels=LABELS, depth="full")


def test_the_fragment_is_one_section_and_brings_nothing_with_it():
    page = as_html(compare(BEFORE, AFTER), BEFORE, AFTER, labels=LABELS)
    root = lxml.html.fragment_fromstring(page)

    assert root.tag == "section"
    assert not root.xpath("//script | //style | //link | //img | //head | //body[@*]")
    classes = {name for element in root.iter() for name in (element.get("class") or "").split()}
    assert all(name.startswith("reflectctl-diff") for name in classes)
    assert not root.xpath("//@style | //@onclick | //@href | //@id")


def kinds_of(changes: Iterable[Change]) -> set[str]:
    return {kind(change) for change in changes}


def test_a_filter_never_hides_that_a_file_could_not_be_read():
    whole = Comparison(compare(BEFORE, AFTER).changes, (), (("principles/trauma.yaml", "Not text."),))
    part = diff_events.chosen(whole, topics=["views"], principles=["children-first"])

    assert kinds_of(part.changes) == {"view"}
    assert part.unreadable == whole.unreadable
    assert kinds_of(diff_events.chosen(whole, topics=["actions"]).changes) == {"action"}
