"""Forms in PDF are taken where value, drawing and choices agree and fields say what they are about; else refused."""

from io import BytesIO

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from reflectctl.errors import ReflectError
from reflectctl.importing.filled_in.files import copy
from reflectctl.model.proposal import Proposal
from reflectctl.model.records import Assessment, Discussion, Partnership

from ..printing import PACK
from ..word import docx, paragraph

PARTNERSHIP = Partnership("Wessbury", instrument=PACK)
FIRST = PACK.statements[0].id
POINTS = [each.id for each in PACK.scale]


def pdf(*fields: DictionaryObject) -> bytes:
    """A PDF with a form of these fields, made as its format says; a library would make them agree."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    if fields:
        listed = ArrayObject(writer._add_object(each) for each in fields)
        writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): listed})
    into = BytesIO()
    writer.write(into)
    return into.getvalue()


def made(**keys: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in keys.items()})


def text(name: str, value: str, tip: str = "") -> DictionaryObject:
    told = made(FT=NameObject("/Tx"), T=TextStringObject(name), V=TextStringObject(value))
    return told if not tip else DictionaryObject({**told, NameObject("/TU"): TextStringObject(tip)})


def button(state: str, drawn: str) -> DictionaryObject:
    looks = made(N=made(**{state: DictionaryObject(), "Off": DictionaryObject()}))
    return made(Subtype=NameObject("/Widget"), AP=looks, AS=NameObject(f"/{drawn}"))


def radio(value: str, drawn: dict[int, str], states: list[str], labels: list[str] | None = None) -> DictionaryObject:
    kids = ArrayObject(button(state, drawn.get(at, "Off")) for at, state in enumerate(states))
    told = made(
        FT=NameObject("/Btn"), Ff=NumberObject(1 << 15), T=TextStringObject(FIRST), Kids=kids, V=NameObject(f"/{value}")
    )
    if labels:
        told[NameObject("/Opt")] = ArrayObject(map(TextStringObject, labels))
    return told


def listed(value: str, marked: int | None = None) -> DictionaryObject:
    choices = ArrayObject(ArrayObject([TextStringObject(each.id), TextStringObject(each.title)]) for each in PACK.scale)
    told = made(FT=NameObject("/Ch"), T=TextStringObject(FIRST), V=TextStringObject(value), Opt=choices)
    if marked is not None:
        told[NameObject("/I")] = ArrayObject([NumberObject(marked)])
    return told


def read(*fields: DictionaryObject) -> Proposal:
    found = copy("tool.pdf", pdf(*fields), PARTNERSHIP)
    assert found is not None
    return found


TITLES = [each.title for each in PACK.scale]
NUMBERS = [str(at) for at in range(len(POINTS))]


@pytest.mark.parametrize(
    "field",
    [
        radio("agree", {1: "agree"}, POINTS),
        radio("1", {1: "1"}, NUMBERS, TITLES),
        listed("agree"),
        listed("Agree", 1),
        DictionaryObject({
            **button("Yes", "Yes"), NameObject("/FT"): NameObject("/Btn"), NameObject("/V"): NameObject("/Yes"),
            NameObject("/T"): TextStringObject(f"{FIRST}_agree"),
        }),
    ],
    ids=["names", "numbers", "list", "list-marked", "box"],
)  # fmt: skip
def test_a_rating_is_taken_where_all_that_says_it_agrees(field: DictionaryObject) -> None:
    found = read(field)
    assert found.doubts == ()
    [entry] = found.entries
    assert isinstance(entry.said, Assessment)
    assert (entry.about, entry.said.rating) == (FIRST, "agree")


@pytest.mark.parametrize(
    "field",
    [
        radio("agree", {2: "neither"}, POINTS),
        radio("agree", {}, POINTS),
        radio("Off", {1: "agree"}, POINTS),
        radio("agree", {1: "agree", 2: "neither"}, POINTS),
        radio("1", {1: "1"}, NUMBERS, TITLES[:2]),
        radio("1", {1: "1"}, NUMBERS),
        listed("rather"),
        listed("agree", 3),
    ],
    ids=[
        "at-odds",
        "not-drawn",
        "only-drawn",
        "two-drawn",
        "fewer-choices",
        "no-choices",
        "not-in-list",
        "marked-otherwise",
    ],
)
def test_where_value_drawing_and_choices_do_not_agree_nothing_is_taken_and_that_is_said(
    field: DictionaryObject,
) -> None:
    found = read(field)
    assert found.entries == ()
    assert [FIRST in each.message for each in found.doubts] == [True]


def test_key_points_are_known_by_statement_and_prompt_in_names_or_tips() -> None:
    title = f"{PACK.principles[0].title}, {PACK.dimensions[0].title}: {PACK.prompts[1].title}"
    found = read(
        text(f"{FIRST}.evidence", "One\r\nTwo"), text("Text7", "Three", title), text(f"{FIRST}.experience", "")
    )
    assert found.doubts == ()
    said = {each.prompt: each.said.points for each in found.entries if isinstance(each.said, Discussion)}
    assert said == {"evidence": "- One\n- Two", "building": "- Three"}
    assert {each.about for each in found.entries} == {FIRST}


def test_fields_of_other_names_are_doubts_where_they_are_filled_in() -> None:
    found = read(text("Text1", "Something"), text("Text2", ""))
    assert found.entries == ()
    assert [each.place.at for each in found.doubts] == ["field Text1"]


def test_a_pdf_without_a_form_is_refused_with_the_reason() -> None:
    with pytest.raises(ReflectError, match="flattened"):
        read()


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(ReflectError, match="damaged"):
        copy("tool.pdf", b"%PDF-1.7\nnothing", PARTNERSHIP)


def test_other_files_are_no_copies() -> None:
    assert copy("x.docx", docx(paragraph("Minutes")), PARTNERSHIP) is None
    assert copy("x.csv", b"a,b", PARTNERSHIP) is None
