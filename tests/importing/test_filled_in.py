"""A copy of the published tool comes in as what people wrote, however they filled it in, or as what is doubtful."""

import re
from collections.abc import Callable, Sequence
from itertools import count
from random import Random
from xml.etree import ElementTree

import pytest

from reflectctl.importing.docx import document
from reflectctl.importing.filled_in.actions import Parties, day, told
from reflectctl.importing.filled_in.reading import is_copy, proposal
from reflectctl.importing.published.labels import KEY_POINTS
from reflectctl.model.proposal import Proposal
from reflectctl.model.records import Action, Agency, Assessment, Discussion, Group, Partnership, Plan, Preliminary

from ..printing import ACTIONS, GOALS, MEASURE, PACK, RATINGS, blocks, invented
from ..word import (
    SCALE,
    SPACES,
    cell,
    check_box,
    docx,
    form_field,
    of_blocks,
    oval,
    paragraph,
    run,
    scale,
    table,
)

PARTNERSHIP = Partnership(
    "Wessbury",
    agencies=(Agency("police", "Wessex Police"), Agency("health", "NHS Wessex")),
    groups=(Group("young-advisers", "Wessbury Young Advisers"),),
    instrument=PACK,
)
MADE = blocks(invented())
PAGES = [at for at, each in enumerate(MADE) if each.kind == "page"]
ONE = MADE[PAGES[0] : PAGES[1]]
"""A principle by itself."""
POINTS, GOAL, ACTION = f"{KEY_POINTS}:", f"{GOALS[0]}:", f"{ACTIONS}:"
SECOND = "children-first.behaviour"
ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def read(fill: Callable[[str, int], str]) -> Proposal:
    """What comes of a copy in which each scale has its points in cells, if nothing else is put in their place."""

    def filled(printed: str, times: int) -> str:
        return fill(printed, times) or (scale() if printed == SCALE else "")

    return proposal("copy.docx", document("copy.docx", docx(of_blocks(MADE, filled))), PARTNERSHIP)


def second(xml: str) -> Proposal:
    """What comes of a copy with something in the place of its second scale, which is in no table with its statement."""
    one = of_blocks(ONE, lambda printed, times: "" if printed != SCALE else xml if times == 1 else scale())
    return proposal("copy.docx", document("copy.docx", docx(one)), PARTNERSHIP)


def ratings(found: Proposal) -> dict[str, str | None]:
    return {each.about: each.said.rating for each in found.entries if isinstance(each.said, Assessment)}


def test_a_copy_that_nobody_has_filled_in_says_nothing() -> None:
    for fill in (lambda printed, times: "", lambda printed, times: scale() if printed == SCALE else ""):
        told_ = document("copy.docx", docx(of_blocks(MADE, fill)))
        assert is_copy(told_, PACK)
        found = proposal("copy.docx", told_, PARTNERSHIP)
        assert (found.entries, found.doubts, found.notes) == ((), (), ())


def test_headings_of_tables_need_not_be_one_cell() -> None:
    def fill(printed: str, times: int) -> str:
        return scale(times % 5) if printed == SCALE else paragraph(f"Point {times}") if printed == POINTS else ""

    read_ = [
        proposal("copy.docx", document("copy.docx", docx(of_blocks(MADE, fill, merged=merged))), PARTNERSHIP)
        for merged in (True, False)
    ]
    assert [each.doubts for each in read_] == [(), ()]
    merged, loose = ([(each.about, each.prompt, each.said) for each in found.entries] for found in read_)
    assert len(merged) == 24 * 4
    assert loose == merged


def test_other_documents_are_no_copies() -> None:
    assert not is_copy(document("x.docx", docx(paragraph("Minutes") + table(RATINGS))), PACK)


def cells(*made: str) -> str:
    return table(made)


def points(made: Callable[[int, str], str], about: Callable[[int], str] = lambda at: "") -> str:
    """A row whose cells hold what is made of each point, by its place and its words."""
    return cells(*(cell(paragraph(made(at, each)), about=about(at)) for at, each in enumerate(RATINGS)))


def of_third(said: str) -> Callable[[int, str], str]:
    """The words of each point, with something behind those of the third."""
    return lambda at, words: run(words) + (said if at == 2 else "")


def shaded(colours: Sequence[str]) -> Callable[[int], str]:
    return lambda at: f'<w:shd w:val="clear" w:fill="{colours[at]}"/>'


def older_box(checked: bool) -> str:
    state = "<w:checked/>" if checked else ""
    return form_field(f"<w:checkBox><w:default w:val='0'/>{state}</w:checkBox>")


def others(look: str) -> str:
    """All points but the third set in some way."""
    return points(lambda at, words: run(words, "" if at == 2 else look))


def line(words: str) -> str:
    return paragraph(run(words))


WINGDING = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
WIDE = '<w:tcW w:w="2000" w:type="dxa"/>'


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:vanish/>"])
def test_a_mark_that_is_struck_out_or_hidden_is_told_where_it_is_the_only_one(look: str) -> None:
    def points_of(*marked: int) -> str:
        return table(
            [
                cell(paragraph(run(each) + (run(" X", look) if at == 3 else run(" X") if at in marked else "")))
                for at, each in enumerate(RATINGS)
            ]
        )

    found = second(points_of())
    assert ratings(found) == {}
    assert ["struck out or hidden here" in each.message for each in found.doubts] == [True]
    assert ratings(second(points_of(1))) == {SECOND: "agree"}


def test_a_point_in_brackets_is_no_empty_box() -> None:
    found = second(table([cell(f"[{each}]" if at == 3 else each) for at, each in enumerate(RATINGS)]))
    assert ratings(found) == {}
    assert ["cannot be told whether they mark it" in each.message for each in found.doubts] == [True]


WAYS = {
    "a typed X": (scale(2, "X"), "ticked"),
    "a typed x in brackets": (scale(2, "[x]"), "ticked"),
    "a tick": (scale(2, "✓"), "ticked"),
    "a box with a cross": (scale(2, "☒"), "ticked"),
    "yes": (scale(2, "Yes"), "ticked"),
    "a sign of Wingdings": (points(of_third(WINGDING)), "ticked"),
    "check boxes": (points(lambda at, words: check_box(at == 2) + run(f" {words}")), "ticked"),
    "check boxes of the older kind": (points(lambda at, words: older_box(at == 2) + run(f" {words}")), "ticked"),
    "an X in the place of the words": (cells(*RATINGS[:2], "X", *RATINGS[3:]), "ticked"),
    "a row of its own": (table(RATINGS, ["", "", "✔", "", ""]), "ticked"),
    "bold": (scale(2, "", look="<w:b/>"), "marked by bold"),
    "underlining": (scale(2, "", look='<w:u w:val="single"/>'), "marked by underlining"),
    "a marker": (scale(2, "", look='<w:highlight w:val="yellow"/>'), "marked by shading"),
    "a coloured cell": (scale(2, "", about='<w:shd w:val="clear" w:fill="92D050"/>'), "marked by shading"),
    "a pattern": (scale(2, "", about='<w:shd w:val="pct25" w:fill="auto"/>'), "marked by shading"),
    "coloured words": (scale(2, "", look='<w:color w:val="FF0000"/>'), "marked by colour"),
    "words in capitals": (points(lambda at, words: run(words.upper() if at == 2 else words)), "marked by capitals"),
    "a frame": (scale(2, "", look='<w:bdr w:val="single"/>'), "marked by a border"),
    "bold and a marker": (scale(2, "", look='<w:b/><w:highlight w:val="green"/>'), "marked by bold and shading"),
    "an oval": (points(of_third(oval(5, 60)), lambda at: WIDE), "marked by a drawn shape"),
    "an oval that hangs on the cell before": (
        points(lambda at, words: run(words) + (oval(110, 60) if at == 1 else ""), lambda at: WIDE),
        "marked by a drawn shape",
    ),
    "the others struck out": (others("<w:strike/>"), "the others are struck out or hidden"),
    "the others hidden": (others("<w:vanish/>"), "the others are struck out or hidden"),
    "the others deleted": (cells("", "", RATINGS[2], "", ""), "the others are deleted"),
    "the others deleted with their cells": (line(RATINGS[2]), "the others are deleted"),
    "a line with an X": (line("      ".join([*RATINGS[:2], f"X {RATINGS[2]}", *RATINGS[3:]])), "ticked"),
    "a line with boxes": (line(" ".join(f"{'☐☒'[at == 2]} {each}" for at, each in enumerate(RATINGS))), "ticked"),
    "a line with bold": (
        paragraph(*(run(f"{each}      ", "<w:b/>" if at == 2 else "") for at, each in enumerate(RATINGS))),
        "marked by bold",
    ),
    "a cell to tick beside each": (
        cells(*(each for at, words in enumerate(RATINGS) for each in (words, "X" if at == 2 else ""))),
        "ticked",
    ),
    "one below the other": (table(*([each, "X" if n == 2 else ""] for n, each in enumerate(RATINGS))), "ticked"),
    "words below the scale": (scale() + line(RATINGS[2]), "written below the statement"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_however_a_point_is_marked_it_is_proposed_and_said_how(way: str) -> None:
    made, how = WAYS[way]
    found = second(made)
    assert found.doubts == ()
    assert ratings(found) == {SECOND: "neither"}
    [entry] = found.entries
    assert entry.how == how


UNCERTAIN = {
    "two ticks": table(*[[f"{each} X" if n in (1, 2) else each for n, each in enumerate(RATINGS)]]),
    "two shades": points(lambda at, words: run(words), shaded(["FF0000", "FF0000", "auto", "auto", "auto"])),
    "a tick and a shade elsewhere": points(of_third(run("✓")), shaded(["auto", "FF0000", "auto", "auto", "auto"])),
    "a tick and words that say otherwise": scale(2, "X") + line(RATINGS[0]),
    "words beside a point": scale(2, "mostly, but not at night"),
    "how many said it": cells(*(f"{each} {n}" for n, each in enumerate(RATINGS))),
    "no and nothing else": scale(2, "no"),
    "a box that shows one thing and says another": points(
        lambda at, words: check_box(False, "☒" if at == 2 else None) + run(words)
    ),
    "one struck out": points(lambda at, words: run(words, "<w:strike/>" if at == 2 else "")),
    "two left": cells(RATINGS[0], RATINGS[1], "", "", ""),
    "none left": cells("", "", "", "", ""),
    "all bold but one": others("<w:b/>"),
    "a larger letter": scale(2, "", look='<w:sz w:val="40"/>'),
    "a glow": scale(2, "", look="<w14:glow/>"),
    "an arrow": scale(2, "←"),
    "an unknown sign": points(of_third(WINGDING.replace("F0FC", "F041"))),
    "an oval between two cells that are not known": points(of_third(oval(300, 60)), lambda at: WIDE),
    "an oval over a line": paragraph(run("      ".join(RATINGS)), oval(100, 50)),
    "the scale twice": scale(2, "X") + paragraph("") + scale(3, "X"),
    "a sign between two points of a line": line(" ".join([*RATINGS[:2], "X", *RATINGS[2:]])),
    "a sign in the place of the first point of a line": line("      ".join(["X", *RATINGS[1:]])),
    "a sign in the place of the last point of a line": line("      ".join([*RATINGS[:4], "X"])),
    "a sign in the place of a point in the middle": line("      ".join([*RATINGS[:2], "X", *RATINGS[3:]])),
    "points out of order": cells(*RATINGS[::-1]),
    "words below the scale that are no point of it": scale() + line("somewhere in between"),
}  # fmt: skip


@pytest.mark.parametrize("way", UNCERTAIN)
def test_what_cannot_be_told_is_a_doubt_with_its_place_and_never_nothing(way: str) -> None:
    found = second(UNCERTAIN[way])
    assert found.entries == ()
    [doubt] = found.doubts
    assert SECOND in doubt.message
    assert doubt.place.file == "copy.docx"


STATEMENT = f"“{invented().statements[SECOND]}”"


@pytest.mark.parametrize("printed", [STATEMENT, "Partnership Reflections"])
def test_a_shape_that_hangs_on_a_paragraph_above_or_below_the_scale_may_lie_over_it(printed: str) -> None:
    def fill(said: str, times: int) -> str:
        if said == SCALE:
            return scale()
        return paragraph(oval(100, 60, y=40)) if said == printed and times in (0, 1) else ""

    found = proposal("copy.docx", document("copy.docx", docx(of_blocks(ONE, fill))), PARTNERSHIP)
    assert found.entries == ()
    assert found.doubts
    assert all("No rating is taken." in each.message for each in found.doubts)


def test_a_part_of_the_form_that_is_there_twice_or_lost_its_heading_is_told_and_not_taken() -> None:
    def fill(printed: str, times: int) -> str:
        return scale(1) if printed == SCALE else paragraph(f"Point {times}") if printed == POINTS else ""

    body = of_blocks(ONE, fill)
    [behaviour] = [each.title.upper() for each in PACK.dimensions if each.id == "behaviour"]
    lost = proposal("x", document("x", docx(body.replace(behaviour, ""))), PARTNERSHIP)
    assert ratings(lost).keys() == {f"{SECOND.partition('.')[0]}.{each}" for each in ("action", "culture")}
    assert {each.said.points for each in lost.entries if isinstance(each.said, Discussion)} == {
        f"- Point {at}" for at in (0, 1, 2, 6, 7, 8)
    }
    assert any("not known, or is there already" in each.message for each in lost.doubts)
    twice = proposal("x", document("x", docx(body + body)), PARTNERSHIP)
    assert len(ratings(twice)) == 3
    assert sum("there already" in each.message for each in twice.doubts) == 3


W = f"{{{SPACES['w']}}}"


@pytest.mark.parametrize("seed", range(16))
def test_no_word_in_a_box_is_lost_in_silence_whatever_is_taken_out_doubled_or_moved(seed: int) -> None:
    chance = Random(seed)
    words = (f"word{number}" for number in count())

    def fill(printed: str, times: int) -> str:
        if printed == SCALE:
            return scale(chance.randrange(5), "X")
        form = chance.choice(["We said {} today.", "{}", "- {}", "{}: and so?"])
        boxes_ = (POINTS, ACTION, MEASURE, *(f"{goal}:" for goal in GOALS))
        return paragraph(form.format(next(words))) if printed in boxes_ else ""

    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    root = ElementTree.fromstring(f"<w:body {spaces}>{of_blocks(ONE, fill, merged=bool(seed % 2))}</w:body>")
    for _ in range(2):
        parents = [
            (above, each) for above in root.iter() for each in above if each.tag in (f"{W}p", f"{W}tr", f"{W}tbl")
        ]
        above, each = chance.choice(parents)
        at = [*above].index(each)
        match chance.choice(["out", "double", "down"]):
            case "out":
                above.remove(each)
            case "double":
                above.insert(at, ElementTree.fromstring(ElementTree.tostring(each)))
            case "down":
                above.remove(each)
                above.insert(at + 3, each)
    body = "".join(ElementTree.tostring(each, encoding="unicode") for each in root)
    found = proposal("copy.docx", document("copy.docx", docx(body)), PARTNERSHIP)
    said = " ".join(str(each.said) for each in found.entries)
    lost = {word for word in re.findall(r"word\d+", body) if word not in said}
    assert not lost or found.doubts


def test_a_hidden_row_is_no_answer_and_that_is_said() -> None:
    hidden = table(["We hid this."]).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")
    found = read(lambda printed, times: hidden if (printed, times) == (POINTS, 0) else "")
    assert found.entries == ()
    assert any("struck out or hidden" in each for each in found.notes)


def test_a_form_that_looks_uneven_by_itself_marks_nothing() -> None:
    colours = ("FF0000", "FFC000", "D9D9D9", "92D050", "00B050")
    shaded = [f'<w:shd w:val="clear" w:fill="{each}"/>' for each in colours]

    def fill(printed: str, times: int) -> str:
        bold = "<w:b/>" if times == 3 else ""
        if printed != SCALE:
            return ""
        return cells(
            *(
                cell(paragraph(run(x, bold if n == 1 else "")), about=a)
                for n, (x, a) in enumerate(zip(RATINGS, shaded, strict=True))
            )
        )

    found = read(fill)
    assert found.doubts == ()
    assert ratings(found) == {"inequalities.action": "agree"}


def test_one_point_that_is_set_apart_in_every_row_may_be_the_form() -> None:
    found = read(lambda printed, times: scale(2, "", look="<w:b/>") if printed == SCALE else "")
    assert found.entries == ()
    assert len(found.doubts) == 24


def test_key_points_come_in_under_their_statement_and_prompt() -> None:
    def fill(printed: str, times: int) -> str:
        if printed != POINTS:
            return ""
        return paragraph(run(f"Point {times}\nand more")) + paragraph("An item", about=ITEM)

    found = read(fill)
    assert found.doubts == ()
    said = {(each.about, each.prompt): each.said.points for each in found.entries if isinstance(each.said, Discussion)}
    keys = [(statement.id, prompt.id) for statement in PACK.statements for prompt in PACK.prompts]
    assert said == {key: f"- Point {at}\n- and more\n- An item" for at, key in enumerate(keys)}


def test_words_that_are_hidden_or_struck_out_are_no_answer_and_that_is_said() -> None:
    words = paragraph(run("kept "), run("struck", "<w:strike/>"), run("hidden", "<w:vanish/>"))
    found = read(lambda printed, times: words if (printed, times) == (POINTS, 0) else "")
    [entry] = found.entries
    assert isinstance(entry.said, Discussion)
    assert entry.said.points == "- kept"
    assert any("struck out or hidden" in each for each in found.notes)


def test_what_is_only_to_come_and_what_a_control_prompts_for_is_nothing_that_was_said() -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Was gibt es?')}</w:sdtContent></w:sdt>"

    def fill(printed: str, times: int) -> str:
        if printed == POINTS:
            return paragraph(("TBC", "n/a", "…")[times]) if times < 3 else paragraph(prompt) if times < 6 else ""
        return paragraph("Click or tap here to enter text.") if printed == MEASURE else ""

    found = read(fill)
    assert found.entries == ()
    assert found.doubts == ()
    assert any("3 boxes say" in each for each in found.notes)


def test_controls_that_show_one_thing_and_say_another_are_doubts() -> None:
    items = "".join(f'<w:listItem w:value="{each}" w:displayText="{each.upper()}"/>' for each in ("one", "two"))
    listed = f'<w:dropDownList w:lastValue="two">{items}</w:dropDownList>'
    chosen = f"<w:sdt><w:sdtPr>{listed}</w:sdtPr><w:sdtContent>{run('ONE')}</w:sdtContent></w:sdt>"
    day_ = '<w:date w:fullDate="2026-03-12T00:00:00Z"/>'
    dated = f"<w:sdt><w:sdtPr>{day_}</w:sdtPr><w:sdtContent>{run('13 March 2026')}</w:sdtContent></w:sdt>"
    made = [paragraph(chosen), paragraph(dated), paragraph(dated.replace("13 March", "12 March"))]
    found = read(lambda printed, times: made[times] if printed == POINTS and times < 3 else "")
    assert [each.said.points for each in found.entries if isinstance(each.said, Discussion)] == ["- 12 March 2026"]
    assert ["the file says another" in each.message for each in found.doubts] == [True, True]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("<w:ins>" + run("new") + "</w:ins>", "inserted"),
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "deleted"),
        (run("set", "<w:b/><w:rPrChange/>"), "set otherwise"),
    ],
)
def test_tracked_changes_are_listed_and_nothing_is_taken_before_somebody_has_decided(made: str, said: str) -> None:
    def fill(printed: str, times: int) -> str:
        return scale(1, "X") if printed == SCALE else paragraph(made) if (printed, times) == (POINTS, 4) else ""

    found = read(fill)
    assert found.entries == ()
    one, last = found.doubts
    assert said in one.message
    assert one.place.at.startswith("table")
    assert "accept or reject" in last.message


def test_words_outside_of_the_boxes_are_told() -> None:
    told_ = invented()
    question = told_.words["prompts", PACK.prompts[0].id, "questions"][0]
    found = read(lambda printed, times: paragraph("We think so.") if (printed, times) == (question, 3) else "")
    assert found.entries == ()
    assert ["outside of the boxes" in each.message for each in found.doubts] == [True]


def test_drawn_boxes_pictures_comments_and_embedded_files_are_told() -> None:
    picture = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('in a box')}</w:txbxContent></v:textbox></w:pict></w:r>"
    made = [paragraph(picture), paragraph(box), paragraph('<w:r><w:commentReference w:id="0"/></w:r>')]
    found = read(lambda printed, times: made[times] if printed == POINTS and times < 3 else "")
    assert found.entries == ()
    assert len(found.doubts) == 3


def test_plans_come_in_with_goals_actions_and_measures() -> None:
    def fill(printed: str, times: int) -> str:
        if times not in (0, 1) or printed not in (GOAL, ACTION, MEASURE):
            return ""
        return paragraph(
            {GOAL: "Fewer letters", ACTION: "Read ten letters – Wessex Police – 30 June 2026", MEASURE: "We ask"}[
                printed
            ]
        )

    found = read(fill)
    assert found.doubts == ()
    said = [(each.about, each.said) for each in found.entries]
    assert ("children-first", Plan("immediate", goal="Fewer letters")) in said
    assert ("inequalities", Plan("immediate", goal="Fewer letters")) in said
    assert ("children-first", Plan("longer_term", measure="We ask")) in said
    expected = Action(
        "", "Read ten letters", "police", due="2026-06-30", principle="children-first", horizon="longer_term"
    )
    assert ("children-first", expected) in said
    assert len(said) == 6


def test_two_parts_of_a_plan_that_stand_beside_each_other_are_told_apart() -> None:
    """In the last plan here both goals come first, then both boxes for actions, then both for measures."""
    last = 14
    found = read(lambda printed, times: paragraph(f"Step {times}") if printed == ACTION and times >= last else "")
    assert [(each.said.action, each.said.horizon) for each in found.entries if isinstance(each.said, Action)] == [
        ("Step 14", "immediate"), ("Step 15", "longer_term"),
    ]  # fmt: skip


def test_actions_may_stand_in_a_table() -> None:
    rows = table(
        ["Action", "Owner", "Timescale"], ["Read letters", "Police", "June 2026"], ["Ask", "Mr Nobody", "soon"]
    )
    found = read(lambda printed, times: rows if (printed, times) == (ACTION, 0) else "")
    [entry] = found.entries
    assert entry.said == Action(
        "", "Read letters", "police", due="2026-06", principle="children-first", horizon="immediate"
    )
    assert len(found.doubts) == 2


def test_answers_to_the_preliminary_questions_become_notes_below_them() -> None:
    asked = [str(invented().words["questions", each.id, "question"]) for each in PACK.questions]
    found = read(lambda printed, times: paragraph("To talk plainly.") if printed == asked[1] else "")
    [entry] = found.entries
    assert isinstance(entry.said, Preliminary)
    assert entry.said.notes == f"### {PACK.questions[1].question}\n\n- To talk plainly."
    unsure = read(lambda printed, times: paragraph("Who knows?") if printed == asked[1] else "")
    assert unsure.entries == ()
    assert len(unsure.doubts) == 1


def test_a_copy_of_one_principle_is_read_as_well() -> None:
    def fill(printed: str, times: int) -> str:
        if printed == SCALE:
            return scale(times, "X")
        return paragraph(f"Said {times}") if printed in (POINTS, GOAL, MEASURE) else ""

    body = of_blocks(MADE[PAGES[1] : PAGES[2]], fill)
    found = proposal("one.docx", document("one.docx", docx(body)), PARTNERSHIP, meeting="2026-03-12-inequalities")
    assert found.doubts == ()
    rated = ("strongly-agree", "agree", "neither")
    assert [*ratings(found).values()] == [*rated]
    assert [*ratings(found)] == [each.id for each in PACK.principles[1].statements]
    assert len(found.entries) == 3 + 9 + 3


# Actions


PARTIES = Parties(PARTNERSHIP)


@pytest.mark.parametrize(
    ("said", "action", "owner", "due"),
    [
        ("Read letters – Wessex Police – 30 June 2026", "Read letters", "police", "2026-06-30"),
        ("Read letters | police | 2026-06-30", "Read letters", "police", "2026-06-30"),
        ("Read letters; NHS Wessex; by June 2026", "Read letters", "health", "2026-06"),
        ("Read letters (Police, 30/06/2026)", "Read letters", "police", "2026-06-30"),
        ("Read letters\tPolice\tend of June 2026", "Read letters", "police", "2026-06"),
        (
            "Action: Read letters; Owner: Wessex Police; Timescale: 30th June 2026",
            "Read letters",
            "police",
            "2026-06-30",
        ),
        ("Police to read letters by 30 June 2026", "Police to read letters by 30 June 2026", "police", "2026-06-30"),
        ("Read letters – Wessbury Young Advisers – March 2027", "Read letters", "young-advisers", "2027-03"),
        ("Read letters", "Read letters", "", ""),
        ("Read long-winded letters - all of them", "Read long-winded letters – all of them", "", ""),
    ],
)
def test_owners_and_days_that_are_set_apart_are_told_apart(said: str, action: str, owner: str, due: str) -> None:
    found = told(said, PARTIES)
    assert (found.action, found.owner, found.due, found.doubts) == (action, owner, due, ())


@pytest.mark.parametrize(
    ("said", "doubts"),
    [
        ("Read letters – Barnardo’s – 30 June 2026", 1),
        ("Read letters – Wessex Police – soon, in the spring", 1),
        ("Read letters – Wessex Police – 03/04/2026", 1),
        ("Read letters – Wessex Police – 30 June", 1),
        ("Read letters; Owner: somebody; When: ongoing", 2),
        ("Read letters – Wessex Police – 31 June 2026", 1),
        ("Read letters – Wessex Police – before we forget", 1),
        ("Read letters – somebody – sometime", 2),
    ],
)
def test_an_owner_that_is_nobody_here_and_a_time_that_is_no_day_are_doubts(said: str, doubts: int) -> None:
    assert len(told(said, PARTIES).doubts) == doubts


def test_owners_may_be_joint() -> None:
    found = told("Read letters – Police and NHS Wessex – June 2026", PARTIES)
    assert (found.owner, found.joint) == ("police", ("health",))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("30 June 2026", "2026-06-30"), ("June 30, 2026", "2026-06-30"), ("30th of June 2026", "2026-06-30"),
        ("Tuesday 30 June 2026", "2026-06-30"), ("Jun 2026", "2026-06"), ("2026-06", "2026-06"),
        ("13.4.26", "2026-04-13"),
        ("4/13/2026", "2026-04-13"), ("4/4/2026", "2026-04-04"), ("3/4/2026", ""), ("June", ""), ("30/02/2026", ""),
        ("Ju 2026", ""), ("0 June 2026", ""),
    ],
)  # fmt: skip
def test_days_are_what_a_record_knows(said: str, expected: str) -> None:
    assert day(said) == expected
