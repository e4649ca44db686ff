"""What looks like somebody's data is found, by kind, and what does not is left alone. Every string here is made up."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.analysis.personal_data import KINDS, places

from .personal_strings import EITHER as EITHER_TOO
from .personal_strings import MUST as MUST_BY_KIND
from .personal_strings import MUST_NOT as MUST_NOT_TOO

ROOT = Path(__file__).parents[2]

MUST: list[tuple[str, str | None]] = [
    ("4010232137", "nhs-number"),
    ("401 023 2137", "nhs-number"),
    ("4857773457", "nhs-number"),
    ("485 777 3457", "nhs-number"),
    ("4505577104", "nhs-number"),
    ("450 557 7104", "nhs-number"),
    ("6123456709", "nhs-number"),
    ("612 345 6709", "nhs-number"),
    ("7000000015", "nhs-number"),
    ("700 000 0015", "nhs-number"),
    ("401-023-2137", "nhs-number"),
    ("NHS no: 401\xa0023\u20092137.", "nhs-number"),
    ("**4010232137**", "nhs-number"),
    ("401.023.2137", "nhs-number"),
    ("401  023\n 2137", "nhs-number"),
    ("W825320012001", "pupil-number"),
    ("M838320012001", "pupil-number"),
    ("W943320012001", "pupil-number"),
    ("H660320012001", "pupil-number"),
    ("ULN 1234567899", "learner-number"),
    ("AB 12 34 56 C", "national-insurance-number"),
    ("AB123456C", "national-insurance-number"),
    ("NI: JG 10 37 59 A", "national-insurance-number"),
    ("ab123456d", "national-insurance-number"),
    ("DOB 3/4/2011", "date-of-birth"),
    ("DOB: 03.04.2011", "date-of-birth"),
    ("born on 3 April 2011", "date-of-birth"),
    ("date of birth: 2011-04-03", "date-of-birth"),
    ("born 3rd April 2011", "date-of-birth"),
    ("(b. 3/4/11)", "date-of-birth"),
    ("d.o.b. 12-05-09", "date-of-birth"),
    ("Date of birth is 4 May 2010", "date-of-birth"),
    ("DoB - 1/2/10", "date-of-birth"),
    ("a 14-year-old girl", "persons-age"),
    ("aged 15", "persons-age"),
    ("She is 14.", "persons-age"),
    ("a boy of 13", "persons-age"),
    ("14yo", "persons-age"),
    ("turned sixteen", "persons-age"),
    ("Mae hi'n un ar bymtheg oed nawr.", "persons-age"),
    ("Mae dau blentyn yn byw yno.", "small-number"),
    ("crime ref 42/12345/26", "case-reference"),
    ("Crime number: 14250012345", "case-reference"),
    ("CAD 1234/120326", "case-reference"),
    ("URN 01AB12345", "case-reference"),
    ("case number 1234567", "case-reference"),
    ("PNC ID: 11/123456A", "case-reference"),
    ("occurrence no. 4225001234", "case-reference"),
    ("LCS 1234567", "case-reference"),
    ("CHS 1234567", "case-reference"),
    ("Mosaic ID 998877", "case-reference"),
    ("BA1 2FG", "postcode"),
    ("SW1A 1AA", "postcode"),
    ("lives at M1 1AE", "postcode"),
    ("EH1 3QR", "postcode"),
    ("07700 900123", "telephone-number"),
    ("+44 7700 900123", "telephone-number"),
    ("0117 496 0123", "telephone-number"),
    ("(020) 7946 0018", "telephone-number"),
    ("07700900123", "telephone-number"),
    ("jo.smith@council.gov.uk", "mail-address"),
    ("jade2011@gmail.com", "mail-address"),
    ("j.smith+1@nhs.net", "mail-address"),
    ("AB12 CDE", "vehicle-registration"),
    ("BD51 SMR", "vehicle-registration"),
    ("@jade_2011", "social-media-handle"),
    ("Snapchat: jade.xx11", "social-media-handle"),
    ("Instagram account jade_11", "social-media-handle"),
    ("a child called Jade", None),
    ("the boy, Tyler,", None),
    ("Kayleigh, aged 14,", None),
    ("Jayden (15)", None),
    ("Child B", None),
    ("young person JD", None),
    ("her son Connor", None),
    ("Jade's mother said", None),
    ("girl named Amy-Lou", None),
    ("Pupil A", None),
    ("Kyle, 14, was", None),
    ("brother Liam was", None),
    ("Leah, a pupil", None),
    ("Year 9 at Hillcrest School", "school-with-year-group"),
    ("Wessbury High School, Year 10", "school-with-year-group"),
    ("Hillcrest Academy year 8", "school-with-year-group"),
    ("three girls", "small-number"),
    ("one family", "small-number"),
    ("all but two of the nine boys", "small-number"),
    ("14 Priory Road", "street-address"),
    ("Flat 3, 22 High Street", "street-address"),
    ("lives at 7 Mill Lane", "street-address"),
    ("DC Sarah Jones", "staff-named"),
    ("PC 1234 Miller", "staff-named"),
    ("Dr Khan", "staff-named"),
    ("Mrs Okafor", "staff-named"),
    ("social worker Dawn Price", "staff-named"),
    ("Mr Evans", "staff-named"),
    ("Amy Price, social worker", "staff-named"),
    ("NHS number 401 023 2137", "nhs-number"),
    ("NHS No. 401 023 2137", "nhs-number"),
    ("Pt 401 023 2137", "nhs-number"),
    ("see 401 023 2137", "nhs-number"),
    ("NHS number 943 476 5919", "nhs-number"),
    ("a boy called Kayden", "child-named"),
    ("Kayden's mother rang", "child-named"),
    ("Kayden, aged 13, was found", None),
    ("a boy called Siobhan", "child-named"),
    ("Siobhan's mother rang", "child-named"),
    ("Siobhan, aged 13, was found", None),
    ("a boy called Amelia", "child-named"),
    ("Amelia's mother rang", "child-named"),
    ("Amelia, aged 13, was found", None),
    ("a boy called Mohammed", "child-named"),
    ("Mohammed's mother rang", "child-named"),
    ("Mohammed, aged 13, was found", None),
    ("a boy called Aoife", "child-named"),
    ("Aoife's mother rang", "child-named"),
    ("Aoife, aged 13, was found", None),
    ("a boy called Renée", "child-named"),
    ("Renée's mother rang", "child-named"),
    ("Renée, aged 13, was found", None),
    ("DOB 1.2.2012", "date-of-birth"),
    ("born on 1.2.2012", "date-of-birth"),
    ("DOB 01/02/2012", "date-of-birth"),
    ("born on 01/02/2012", "date-of-birth"),
    ("DOB 1 Feb 2012", "date-of-birth"),
    ("born on 1 Feb 2012", "date-of-birth"),
    ("DOB 1st of February 2012", "date-of-birth"),
    ("born on 1st of February 2012", "date-of-birth"),
    ("DOB 2012-02-01", "date-of-birth"),
    ("born on 2012-02-01", "date-of-birth"),
    ("DOB February 1, 2012", "date-of-birth"),
    ("born on February 1, 2012", "date-of-birth"),
    ("found near B33 8TH at night", "postcode"),
    ("found near CR2 6XH at night", "postcode"),
    ("found near DN55 1PT at night", "postcode"),
    ("found near W1A 0AX at night", "postcode"),
    ("found near EC1A 1BB at night", "postcode"),
    ("at 9 Elm Grove", "street-address"),
    ("at 221 Baker Street", "street-address"),
    ("at Flat 12", "street-address"),
    ("at 3a Church Lane", "street-address"),
    ("ring 07700 900456", "telephone-number"),
    ("ring +447700900456", "telephone-number"),
    ("ring 01632 960001", "telephone-number"),
    ("ring 0113 496 0000", "telephone-number"),
    ("DS Patel said", "staff-named"),
    ("Inspector Hughes said", "staff-named"),
    ("Nurse Adeyemi said", "staff-named"),
    ("Cllr Bright said", "staff-named"),
    ("teacher Helen Moss said", "staff-named"),
    ("Oakfield Primary School, Year 6", "school-with-year-group"),
    ("a Year 11 at Riverside Academy", "school-with-year-group"),
    ("two sisters", "small-number"),
    ("both parents", "small-number"),
    ("three of the forty young people", "small-number"),
    ("4 pupils", "small-number"),
    ("one girl", "small-number"),
]
"""With the kind, where one is more right than another."""

MUST_NOT = [
    "Open (10 actions)",
    "all three children first statements",
    "this one is about forty cases",
    "2026-03-12",
    "On 12 March 2026 the board met",
    "a-7k3f",
    "bef9984",
    "375ce6585c1905ffda98a13063d18758d9eae54e",
    "ISBN 0306406152",
    "1234567890",
    "9999999999",
    "4444444444",
    "Section 47",
    "Year 9 pupils",
    "Key Stage 4",
    "the child is at the centre",
    "every child",
    "Children Act 1989",
    "Child Protection Plan",
    "young people Advisers",
    "Young Advisers",
    "24 records",
    "2025-26",
    "10.30am",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "https://example.org/jade@x",
    "someone@example.org",
    "Police Sergeant",
    "the social worker",
    "Exploitation lead",
    "Voluntary sector",
    "Working Together 2023",
    "case audit 2026",
    "record 12",
    "children-first.action",
    "v1.2.3",
    "100 of 240",
    "A4",
    "M5",
    "the A38",
    "B road",
    "one agency",
    "9 of 24",
    "DfE 2018",
    "Case audit: 2026-02",
    "Crime and Disorder Act 1998",
    "Scouts",
    "Family Hub",
    "The scouts",
    "child exploitation",
    "Child Exploitation",
    "parents and carers",
    "The Brigade",
    "Priory Fields",
    "14 bus",
    "the Interchange",
    "3 May",
    "Ofsted 2025",
    "2 June 2026",
    "file 2026-01",
    "January 2026",
    "four agencies",
    "more than four agencies",
    "review in 2027",
    "On Monday the panel met",
    "as of 2026-04-16",
    "Year 7 transition",
    "Years 3 and 4",
    "the Police and Crime Commissioner",
    "Case audits, twice a year",
    "case file audit 2025",
    "Chapter 4",
    "Table 2 records",
    "The Partnership",
    "British Transport Police",
    "half past four",
    "Strategy 2024-2027",
    "0 errors",
    "a-1, a-2",
    "b2f3c4d",
    "commit 4a80bf2",
    "review 12 months on",
    "1,234 records",
    "£14,000",
    "25 %",
    "The Young Person",
    "Young people said so",
    "Children First",
    "Making Progress",
    "Voice of the child",
    "Adult Social Care",
    "Children Looked After",
    "Wessbury Council",
    "Education and Inclusion",
    "Health and the Police",
    "three agencies",
    "a review in Year 2",
    "NHS Wessbury",
    "Part 2",
    "Article 12",
    "https://council.example/07700900123",
    "the 14 bus",
    "front door",
    "open 24/7",
    "101",
    "999",
    "one number",
    "ask@researchinpractice.org.uk",
    "mash@council.example.org",
    "2026",
    "Q3 2026",
]

EITHER = ["943 476 5919", "one adult", "Flat White", "a girl from the north", "the youngest child of all"]


@pytest.mark.parametrize(("text", "kind"), MUST)
def test_somebodys_data_is_found(text, kind):
    found = places(text)

    assert found
    assert kind is None or kind in [each.kind for each in found]


@pytest.mark.parametrize("kind", MUST_BY_KIND)
def test_each_kind_is_found_however_it_is_written(kind):
    assert [text for text in MUST_BY_KIND[kind] if not places(text)] == []


def test_there_are_enough_of_them():
    assert sum(map(len, MUST_BY_KIND.values())) >= 200
    assert len(MUST_NOT_TOO) >= 200


def test_what_is_nobodys_is_left_alone_in_however_many_words():
    assert {text: found for text in MUST_NOT_TOO if (found := places(text))} == {}


@pytest.mark.parametrize("text", MUST_NOT)
def test_nothing_else_is(text):
    assert places(text) == []


@pytest.mark.parametrize("text", [*EITHER, *EITHER_TOO])
def test_what_may_be_either_is_answered(text):
    places(text)


@pytest.mark.parametrize("text", [text for text, _ in MUST])
def test_marks_and_ends_of_lines_hide_nothing(text):
    assert places(text.replace(" ", "\n")) or places(text.replace(" ", "\u00a0"))
    assert places(f"**{text}**")


def test_the_example_and_the_content_hold_nobodys_data(built_demo):
    files = [*built_demo.rglob("*.yaml"), *built_demo.rglob("*.md"), *(ROOT / "content").rglob("*.yaml")]
    assert len(files) > 40

    assert {str(path): found for path in files if (found := places(path.read_text("utf-8")))} == {}


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    assert all(0 <= each.start < each.end <= len(text) and each.kind in KINDS for each in places(text))


ODD = ["a", "1", "1 ", "@a", "a.", "Ab ", "Ab Cd ", "123 456 ", "born ", "year 9 ", "School ", "case ", "07 ", "A1 "]
ODD += ["a_1.", "x@y.", "child ", "Aa-", "0 ", "case: A", "NHS ", "Flat 1 ", "1 Aa "]


@pytest.mark.safety(17)
@pytest.mark.parametrize("piece", ODD)
def test_a_long_text_takes_no_longer_for_being_odd(piece):
    began = time.process_time()
    places(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 4
