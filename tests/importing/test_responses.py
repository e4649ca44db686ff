"""What form services export comes in as views, one row an agency; what cannot be told is a doubt by row and column."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from html import escape
from zipfile import ZipFile

import pytest

from reflectctl.errors import ReflectError
from reflectctl.importing.responses.reading import Asked, proposal
from reflectctl.importing.responses.tables import letters
from reflectctl.model.proposal import Proposal
from reflectctl.model.records import Agency, Group, Partnership, View
from reflectctl.tell import views

from ..printing import PACK
from ..word import packed

PARTNERSHIP = Partnership(
    "Wessbury",
    agencies=(Agency("police", "Wessex Police"), Agency("health", "NHS Wessex", was=("ccg",))),
    groups=(Group("young-advisers", "Wessbury Young Advisers"),),
    instrument=PACK,
)
ASKED = Asked(views.WHO, views.WHY, views.UNSURE)
DAY = date(2026, 3, 12)
FIRST, SECOND, _ = (each.id for each in PACK.principles[0].statements)
QUESTIONS = [each.asked for each in views.questions(PARTNERSHIP, PACK.principles[:1])]
MICROSOFT = ["ID", "Start time", "Completion time", "Email", "Name"]
GOOGLE = ["Timestamp"]
SENT = ["1", "46093.4", "46093.5", "someone@example.org", "Some One"]

Rows = Sequence[Sequence[str]]


def comma(rows: Rows, delimiter: str = ",") -> str:
    told = io.StringIO()
    csv.writer(told, delimiter=delimiter).writerows(rows)
    return told.getvalue()


def workbook(rows: Rows, days: Sequence[int] = (1, 2), more: str = "") -> bytes:
    """A workbook as Excel writes it: words beside the sheet, days as numbers in a format of days."""
    shared = list(dict.fromkeys(each for row in rows for each in row))
    told = []
    for number, row in enumerate(rows, 1):
        cells = []
        for at, each in enumerate(row):
            if not each:
                continue
            if number > 1 and at in days:
                cells.append(f'<c r="{letters(at)}{number}" s="1"><v>{each}</v></c>')
            else:
                cells.append(f'<c r="{letters(at)}{number}" t="s"><v>{shared.index(each)}</v></c>')
        told.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = f"<sheetData>{''.join(told)}{more}</sheetData>"
    dated = '<numFmts><numFmt numFmtId="164" formatCode="m/d/yy h:mm:ss"/></numFmts>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    strings = "".join(f'<si><t xml:space="preserve">{escape(each)}</t></si>' for each in shared)
    related = "".join(
        f'<Relationship Type="x/{kind}" Target="{target}"/>'
        for kind, target in (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "s.xml"), ("styles", "t.xml"))
    )
    return packed(
        {
            "_rels/.rels": f'<Relationships {package}><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{main}"/>',
            "xl/_rels/workbook.xml.rels": f"<Relationships {package}>{related}</Relationships>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
            "xl/s.xml": f'<sst xmlns="{main}">{strings}</sst>',
            "xl/t.xml": f'<styleSheet xmlns="{main}">{dated}'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        }
    )


def read(made: bytes | str, name: str = "responses.csv") -> Proposal:
    raw = made.encode("utf-8") if isinstance(made, str) else made
    return proposal(name, raw, PARTNERSHIP, ASKED, given=DAY)


def said(found: Proposal) -> dict[tuple[str, str], tuple[str | None, str]]:
    views_ = [(each.about, each.said) for each in found.entries if isinstance(each.said, View)]
    assert all(view.given == DAY for _, view in views_)
    return {(view.of, about): (view.rating, view.because) for about, view in views_}


ANSWERS = ["Wessex Police", "Agree", "The audit\nsays so, “mostly”.", "Cannot say", "", "", ""]
EXPECTED = {
    ("police", FIRST): ("agree", "The audit\nsays so, “mostly”."),
    ("police", SECOND): (None, ""),
}


def test_an_export_of_microsoft_forms_comes_in() -> None:
    found = read(workbook([[*MICROSOFT, *QUESTIONS], [*SENT, *ANSWERS]]), "responses.xlsx")
    assert (said(found), found.doubts, found.notes) == (EXPECTED, (), ())


def test_an_export_of_google_forms_comes_in() -> None:
    found = read(comma([[*GOOGLE, *QUESTIONS], ["2026/03/12 10:22:31 am GMT", *ANSWERS]]))
    assert (said(found), found.doubts, found.notes) == (EXPECTED, (), ())


@pytest.mark.parametrize(
    "made",
    [
        lambda rows: b"\xef\xbb\xbf" + comma(rows).encode("utf-8"),
        lambda rows: comma(rows, ";").encode("utf-8"),
        lambda rows: comma(rows, "\t").encode("utf-16"),
        lambda rows: ("sep=;\r\n" + comma(rows, ";")).encode("utf-8"),
        lambda rows: comma([[each.replace(" ", "\u00a0") for each in row] for row in rows]).encode("utf-8"),
        lambda rows: comma([[each.replace(": ", ":\r\n") for each in rows[0]], *rows[1:]]).encode("utf-8"),
    ],
    ids=["mark", "semicolons", "unicode-text", "sep", "no-break-spaces", "headings-of-lines"],
)
def test_however_a_csv_is_saved_it_says_the_same(made) -> None:  # type: ignore[no-untyped-def]
    found = read(made([[*GOOGLE, *QUESTIONS], ["12/03/2026 10:22:31", *ANSWERS]]))
    assert (said(found), found.doubts) == (EXPECTED, ())


def test_what_is_not_in_utf_8_is_read_and_that_is_said() -> None:
    found = read(comma([QUESTIONS, ["police", "Agree", "Café", "", "", "", ""]]).encode("cp1252"))
    assert said(found) == {("police", FIRST): ("agree", "Café")}
    assert ["Windows-1252" in each for each in found.notes] == [True]


TITLE, DIMENSION = PACK.principles[0].title, PACK.dimensions[0].title
WORDS = PACK.statements[0].text


@pytest.mark.parametrize(
    "heads",
    [
        ["Agency", FIRST, f"Why? ({FIRST})"],
        ["Agency", "1.action", "Reason for 1.action"],
        ["Your organisation", f"{TITLE} – {DIMENSION}", f"{TITLE} – {DIMENSION}: comments"],
        ["Agency", WORDS, f"{WORDS}2"],
        ["Agency", WORDS, "Why?"],
        ["Agency", f"As a Partnership we: [{WORDS}]", "Why do you see it so?"],
        ["Agency", WORDS[:255], f"Why? {FIRST}"],
    ],
    ids=["ids", "numbers", "titles", "the-same-again", "why-behind", "a-grid", "cut-at-255"],
)
def test_columns_are_known_by_ids_numbers_titles_or_words(heads: list[str]) -> None:
    found = read(comma([heads, ["Police", "Agree", "So says the audit."], ["health", "Disagree", "Ours does not."]]))
    assert said(found) == {
        ("police", FIRST): ("agree", "So says the audit."),
        ("health", FIRST): ("disagree", "Ours does not."),
    }


def test_a_row_is_known_by_the_id_the_name_both_or_an_earlier_id() -> None:
    rows = [["police", "Agree"], ["ccg", "Agree"], ["Wessbury young advisers (young-advisers)", "Agree"]]
    found = read(comma([[views.WHO, FIRST], *rows]))
    assert {of for of, _ in said(found)} == {"police", "health", "young-advisers"}
    assert found.doubts == ()


def test_the_later_row_of_an_agency_counts_and_that_is_said() -> None:
    rows = [["police", "Agree", "Disagree"], ["health", "Agree", ""], ["police", "Disagree", ""]]
    found = read(comma([["Agency", FIRST, SECOND], *rows]))
    assert said(found) == {("health", FIRST): ("agree", ""), ("police", FIRST): ("disagree", "")}
    [note] = found.notes
    assert "row 2 of police is left out, as row 4 of it is later" in note
    assert "1 of its answers" in note


def test_where_an_export_says_when_rows_were_sent_that_tells_which_is_later() -> None:
    late, early = (
        ["2", "46093.2", "46099.5", "", "", "police", "Agree"],
        ["1", "46093.1", "46093.5", "", "", "police", "Disagree"],
    )
    found = read(workbook([[*MICROSOFT, "Agency", FIRST], late, early]))
    assert said(found) == {("police", FIRST): ("agree", "")}
    american = [["3/14/2026 10:00:00", "police", "Agree"], ["3/2/2026 10:00:00", "police", "Disagree"]]
    assert said(read(comma([["Timestamp", "Agency", FIRST], *american]))) == {("police", FIRST): ("agree", "")}
    unknown = [["3/4/2026 10:00:00", "police", "Agree"], ["4/3/2026 10:00:00", "police", "Disagree"]]
    assert said(read(comma([["Timestamp", "Agency", FIRST], *unknown]))) == {("police", FIRST): ("disagree", "")}


DOUBTFUL = {
    "no agency": (["", "Agree", ""], "row 2, column A"),
    "an agency that is none": (["Somebody else", "Agree", ""], "row 2, column A"),
    "an unknown label": (["police", "Rather", ""], "row 2, column B"),
    "two labels": (["police", "Agree;Disagree;", ""], "row 2, column B"),
    "a number": (["police", "4", ""], "row 2, column B"),
    "a reason without a rating": (["police", "", "We saw it."], "row 2, column B"),
    "too many cells": (["police", "Agree", "", "more"], "row 2"),
}


@pytest.mark.parametrize("what", DOUBTFUL)
def test_what_cannot_be_told_is_a_doubt_with_row_and_column(what: str) -> None:
    row, place = DOUBTFUL[what]
    found = read(comma([["Agency", FIRST, f"Why? {FIRST}"], row]))
    assert found.entries == ()
    [doubt] = found.doubts
    assert doubt.place.at == place
    assert not any(each in doubt.message for each in ("Somebody", "Rather", "We saw"))


def test_formulas_errors_and_damaged_cells_are_no_answers() -> None:
    for cell in ("<f>A1</f><v>0</v>", "<v>#REF!</v>"):
        kind = ' t="e"' if "REF" in cell else ""
        more = f'<row r="2"><c r="A2" t="inlineStr"><is><t>police</t></is></c><c r="B2"{kind}>{cell}</c></row>'
        found = read(workbook([["Agency", FIRST]], more=more))
        assert found.entries == ()
        assert [each.place.at for each in found.doubts] == ["row 2, column B"]


def test_a_table_may_begin_with_blank_lines_and_its_rows_are_counted_from_the_top() -> None:
    found = read("\n \n\t\n" + comma([["Agency", FIRST], ["police", "Agree"], ["nobody", "Agree"]]))
    assert said(found) == {("police", FIRST): ("agree", "")}
    assert [each.place.at for each in found.doubts] == ["row 6, column A"]


def test_the_id_of_a_statement_may_be_in_capitals() -> None:
    assert said(read(comma([["AGENCY", FIRST.upper()], ["POLICE", "AGREE"]]))) == {("police", FIRST): ("agree", "")}


def test_what_is_merged_struck_out_or_hidden_in_a_workbook_is_told() -> None:
    raw = workbook([["Agency", FIRST, SECOND], ["police", "Agree", "Agree"], ["health", "Agree", ""]], days=())

    def changed(part: str, was: str, now: str) -> Proposal:
        with ZipFile(io.BytesIO(raw)) as opened:
            parts = {name: opened.read(name).decode() for name in opened.namelist()}
        assert was in parts[part]
        return read(packed({**parts, part: parts[part].replace(was, now)}))

    sheet, merge = "xl/worksheets/sheet1.xml", '</sheetData><mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    merged = changed(sheet, "</sheetData>", merge)
    assert {of for of, _ in said(merged)} == {"health"}
    assert [each.place.at for each in merged.doubts] == ["row 2, column B", "row 2, column C"]
    hidden = changed(sheet, '<row r="2">', '<row r="2" hidden="1">')
    assert {of for of, _ in said(hidden)} == {"health"}
    assert [each.place.at for each in hidden.doubts] == ["row 2"]
    struck = changed(
        "xl/s.xml", '<si><t xml:space="preserve">Agree</t></si>', "<si><r><rPr><strike/></rPr><t>Agree</t></r></si>"
    )
    assert struck.entries == ()
    assert len(struck.doubts) == 3
    column = changed(sheet, "<sheetData>", '<cols><col min="3" max="3" hidden="1"/></cols><sheetData>')
    assert said(column) == {("police", FIRST): ("agree", ""), ("health", FIRST): ("agree", "")}
    assert [each.place.at for each in column.doubts] == ["row 2, column C"]


UNSEEN = {
    "white": '<fonts><font><color rgb="FFFFFFFF"/></font></fonts>',
    "white by its theme": '<fonts><font><color theme="0"/></font></fonts>',
    "white by its number": '<fonts><font><color indexed="9"/></font></fonts>',
    "the colour of its cell": '<fonts><font><color rgb="FF1F3864"/></font></fonts><fills><fill><patternFill '
    'patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill></fills>',
    "a format that shows nothing": '<numFmts><numFmt numFmtId="0" formatCode=";;;"/></numFmts>',
}
SEEN = {
    "black": '<fonts><font><color theme="1"/></font></fonts>',
    "a shade of white": '<fonts><font><color theme="0" tint="-0.5"/></font></fonts>',
    "white on blue": '<fonts><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill><patternFill '
    'patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill></fills>',
}


@pytest.mark.parametrize("how", [*UNSEEN, *SEEN])
def test_what_cannot_be_seen_in_a_workbook_is_told(how: str) -> None:
    """The cell of health alone, whose style is the second: the first is that of all others."""
    raw = workbook([["Agency", FIRST], ["police", "Agree"], ["health", "Agree"]], days=())
    with ZipFile(io.BytesIO(raw)) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    styles, sheet = "xl/t.xml", "xl/worksheets/sheet1.xml"
    more = (UNSEEN | SEEN)[how].replace('numFmtId="0"', 'numFmtId="9"').replace("<fonts>", "<fonts><font/>")
    more = more.replace("<fills>", "<fills><fill/>")
    looks = '<xf numFmtId="0"/><xf numFmtId="9" fontId="1" fillId="1"/>'
    main = parts[styles].split("<cellXfs>")[0].split("<numFmts>")[0]
    parts[styles] = f"{main}{more}<cellXfs>{looks}</cellXfs></styleSheet>"
    parts[sheet] = parts[sheet].replace('<c r="B3"', '<c s="1" r="B3"')
    found = read(packed(parts))
    seen = {"police"} | ({"health"} if how in SEEN else set())
    assert {of for of, _ in said(found)} == seen
    assert [each.place.at for each in found.doubts] == (["row 3, column B"] if how in UNSEEN else [])


def test_words_of_a_cell_that_are_white_are_told() -> None:
    raw = workbook([["Agency", FIRST], ["police", "Agree"]], days=())
    with ZipFile(io.BytesIO(raw)) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    was = '<si><t xml:space="preserve">Agree</t></si>'
    white = '<r><rPr><color rgb="FFFFFFFF"/></rPr><t>Strongly </t></r><r><t>agree</t></r>'
    assert was in parts["xl/s.xml"]
    parts["xl/s.xml"] = parts["xl/s.xml"].replace(was, f"<si>{white}</si>")
    found = read(packed(parts))
    assert (found.entries, len(found.doubts)) == ((), 1)


def test_a_note_on_a_cell_of_a_workbook_is_told() -> None:
    raw = workbook([["Agency", FIRST, SECOND], ["police", "Agree", "Agree"], ["health", "Agree", ""]], days=())
    with ZipFile(io.BytesIO(raw)) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    related = f'<Relationships {package}><Relationship Type="x/comments" Target="../c.xml"/></Relationships>'
    notes = "".join(f'<comment ref="{at}"><text><t>Not in the north.</t></text></comment>' for at in ("A3", "B2"))
    parts |= {"xl/worksheets/_rels/sheet1.xml.rels": related, "xl/c.xml": f"<comments>{notes}</comments>"}
    found = read(packed(parts))
    assert said(found) == {("police", SECOND): ("agree", "")}
    assert {each.place.at for each in found.doubts} == {"row 2, column B", "row 3, column A"}
    assert "north" not in repr(found)


def test_reasons_for_a_statement_that_no_column_rates_are_told() -> None:
    found = read(comma([["Agency", FIRST, f"Why? {SECOND}"], ["police", "Agree", "We saw it."]]))
    assert said(found) == {("police", FIRST): ("agree", "")}
    assert [each.place.at for each in found.doubts] == ["row 1, column C"]


def test_signs_that_are_none_are_left_out_of_a_workbook() -> None:
    found = read(
        workbook([["Agency", FIRST, f"Why? {FIRST}"], ["police", "Agree", "So_xD800__x0000__x000D_ it is"]], ())
    )
    assert said(found) == {("police", FIRST): ("agree", "So\n it is")}


def test_one_box_for_comments_at_the_end_is_no_reason_for_the_last_statement() -> None:
    found = read(comma([["Agency", FIRST, SECOND, "Comments"], ["police", "Agree", "Disagree", "All went well."]]))
    assert said(found) == {("police", FIRST): ("agree", ""), ("police", SECOND): ("disagree", "")}
    assert found.notes == ("responses.csv: a column is about no statement, and not read: D.",)


@pytest.mark.parametrize("heads", [["Who are you?", "Where?"], ["Your organisation", "Service area"]])
def test_a_column_whose_answers_are_agencies_says_whose_a_row_is(heads: list[str]) -> None:
    found = read(comma([[*heads, FIRST], ["Wessex Police", "North", "Agree"], ["nobody", "South", "Agree"]]))
    assert said(found) == {("police", FIRST): ("agree", "")}
    assert [each.place.at for each in found.doubts] == ["row 3, column A"]


def test_columns_of_names_and_addresses_are_passed_over_and_others_are_named_by_their_letters() -> None:
    heads = [*MICROSOFT, "Agency", FIRST, f"Points - {FIRST}", "Anything else?"]
    found = read(workbook([heads, [*SENT, "police", "Agree", "0", "Yes, Some One said so."]]))
    assert said(found) == {("police", FIRST): ("agree", "")}
    assert "Some One" not in repr(found)
    assert "someone@" not in repr(found)
    assert found.notes == ("responses.csv: a column is about no statement, and not read: I.",)


def test_two_columns_on_one_statement_that_cannot_be_told_apart_are_a_doubt() -> None:
    found = read(comma([["Agency", FIRST, FIRST, SECOND], ["police", "Agree", "Disagree", "Agree"]]))
    assert said(found) == {("police", SECOND): ("agree", "")}
    assert [FIRST in each.message for each in found.doubts] == [True]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (comma([["Who", FIRST], ["somebody", "Agree"]]), "no column that says which agency"),
        (comma([["Agency", "Lunch"], ["police", "Fish"]]), "no column that is about a statement"),
        ("", "is empty"),
        (f'Agency,{FIRST}\npolice,"Agree\nhealth,Disagree\n', "quotation marks"),
        (b"%PDF-1.7", "no CSV and no XLSX"),
        (packed({"word/document.xml": "<x/>"}), "no CSV and no XLSX"),
        (b"PK\x03\x04broken", "damaged"),
        (b"Agency\0", "no CSV and no XLSX"),
        (b"Agency,\x81\x8d", "encoding"),
    ],
    ids=range(9),
)
def test_a_file_that_is_no_export_is_refused_in_a_sentence(raw: bytes | str, expected: str) -> None:
    with pytest.raises(ReflectError) as problem:
        read(raw)
    assert expected in problem.value.message
    assert problem.value.hint
