"""Where a text may point at a child, and that it is never altered; what a person has to say before it is published."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.analysis.redaction import AGE, KINDS, ONE, REST, SMALL, doubts

MUST = [
    "Two young people said so.",
    "one child told us",
    "three vulnerable young people",
    "2 of the girls",
    "two or three children",
    "Between one and two children",
    "a single family",
    "both brothers",
    "1 referral, 3 arrests",
    "a 14-year-old girl asked",
    "the fourteen-year-old boy",
    "a girl, aged 15, said",
    "In spring 3 of the 40 young people had no plan.",
    "three of the forty young people",
    "3 out of 40 children",
    "3 of our 12 care leavers",
    "3 (of 40) girls",
    "Of 100 children, 3 had a plan",
    "100 children, of whom three had a plan",
    "girls (n=3)",
    "12 children; 11 had a plan",
    "all but two of the nine boys",
    "every child but one",
    "**Three** of the\ngirls",
    "**3** girls",
    "3\xa0children",
    "THREE CHILDREN",
    "eleven of the twelve girls",
    "Girls: 3",
    "Only two were boys",
    "her two sisters",
    "last year 3 children went missing",
    "| Group | Children |\n|---|---|\n| Boys | 3 |",
    "| Quarter | Number |\n|---|---|\n| Girls | two |",
    "She was 14 when",
    "her fifteenth birthday",
    "a boy of 13",
    "the only girl in the unit",
    "the twins from the farm",
    "The youngest child",
    "A girl who was placed out of area",
    "one of the families",
    "a couple of families",
    "Four pupils were excluded",
    "two Year 9 pupils",
    "four looked-after children",
    "children: four",
    "the number of girls fell to 3.",
    "The other two children",
    "A fifteen year old",
    "two of them were girls",
    "families, four of whom had moved",
    "children aged fourteen and fifteen",
    "3 or 4 families",
    "Three Roma families",
    "a 9-month-old baby",
    "two pregnant teenagers",
    "one mother told the group",
    "one of the fourteen pupils",
    "four suicides",
    "one death",
]
"""Each points at somebody: by an age, a small number, what is left of a larger one, or by standing out."""

MUST_NOT = [
    "Year 4 pupils and Key Stage 2 children made a film.",
    "Chapter 2 parents were asked about, and Phase 1 families were seen in May.",
    "Years 3 and 4 pupils",
    "more than four agencies",
    "more than 4 children",
    "Five girls and 12 of 24 parents",
    "one of our aims",
    "four weeks, three agencies, 2 schools, one named contact for each child",
    "a three-month pilot for children",
    "two social workers read two case files",
    "https://example.org/2 children",
    "1,2 children of 21 children; 0.3 children; 2025-03 children",
    "1 in 4 children",
    "one in four children",
    "on 1 May children came",
    "Eight boards have adopted a strategy whose second paragraph concerns children",
    "two children's homes",
    "four agencies asked children what they think",
    "One agency asked children",
    "Two agencies brought examples",
    "a sample of 24 records from four agencies",
    "young people aged 16 to 25",
    "under-18s and over-16s",
    "Three meetings about children",
    "Four of the eight principles",
    "12 March 2026",
    "Section 47 enquiries and Section 17 children",
    "Stage 2 children",
    "one parent forum",
    "two family hubs",
    "all but two agencies",
    "4 audits of children's records",
    "a two-year-old strategy",
    "three in ten children",
    "the child is at the centre",
    "every child",
    "Action 3 children hear the same words",
    "Question 2: children",
    "24 children read ten records",
    "Two schools have told pupils",
    "in two of the three districts children said",
    "Three of the four agencies",
    "Boards of Year 9 and Key Stage 4 pupils' schools",
    "The audit read 40 records",
    "on 3 June 2026 parents met",
    "Section 3 children",
    "no more than a term",
    "two of the agencies",
    "Tier 2 families",
]


@pytest.mark.parametrize("text", MUST)
def test_what_may_point_at_a_child_is_found(text):
    found = doubts(text)

    assert found
    assert all(0 <= each.start < each.end <= len(text) and each.kind in KINDS for each in found)


@pytest.mark.parametrize("text", MUST_NOT)
def test_everything_else_is_not(text):
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a boy of 13", AGE),
        ("three girls", SMALL),
        ("all but two of the nine boys", REST),
        ("eleven of the twelve girls", REST),
        ("the twins from the farm", ONE),
    ],
)
def test_each_kind_is_told_by_its_name(text, kind):
    assert [each.kind for each in doubts(text)] == [kind]


def test_a_partnership_may_have_another_threshold():
    assert doubts("Seven girls said so.") == []
    assert doubts("Seven girls said so.", below=10)
    assert doubts("Four girls said so.", below=3) == []


def test_the_place_is_that_of_the_words():
    text = "First.\n\nThen **three**\ngirls said so."

    assert [text[each.start : each.end] for each in doubts(text)] == ["three**\ngirls"]


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    assert all(0 <= each.start < each.end <= len(text) for each in doubts(text))


ODD = ["one ", "two young ", "a a-year-old ", "aged ", "one of the ", "two, ", "children ", "children, ", "number of "]
ODD += ["20 children, ", "all ", "| 3 ", "the only young ", "12 of 13 ", "year 3 and "]


@pytest.mark.safety(17)
@pytest.mark.parametrize("piece", ODD)
def test_a_long_text_takes_no_longer_for_being_odd(piece):
    began = time.process_time()
    doubts(piece * (25_000 // len(piece)), widely=True)
    assert time.process_time() - began < 1
