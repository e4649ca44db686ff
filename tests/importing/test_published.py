"""The published tool is read in whatever way it was printed, and whatever is doubtful about a copy is told."""

import html
import re
import textwrap
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reflectctl.importing.printed import printed
from reflectctl.importing.published import labels as form
from reflectctl.importing.published.find import alone, published
from reflectctl.importing.published.notes import Found, wanted
from tests.properties import examples

from .. import printing
from ..printing import PACK, blocks, invented

DOCUMENT = invented()
MADE = blocks(DOCUMENT)
WITHOUT_TABLES = blocks(DOCUMENT, tables=False)
MIXED = printing.mixed(MADE)


def read(text: str, name: str = "copy.txt") -> Found:
    return published(printed(name, text.encode("utf-8"), alone=alone(PACK)), PACK)


def test_the_document_of_these_tests_says_everything_that_is_wanted() -> None:
    assert set(wanted(PACK)) < set(DOCUMENT.words)
    assert len(set(DOCUMENT.statements.values())) == 24


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>Tool</title></head><body>{body}</body></html>"


PRINTINGS: dict[str, Callable[[], str]] = {
    "mixed.txt": lambda: MIXED,
    "mixed.md": lambda: MIXED,
    "markdown.md": lambda: printing.markdown(MADE),
    "page.html": lambda: printing.html(MADE),
    "without-tables.html": lambda: printing.html(WITHOUT_TABLES),
    "bullets.txt": lambda: printing.plain(MADE),
    "dashes.txt": lambda: printing.plain(WITHOUT_TABLES, bullet="- ", width=60),
    "no-bullets.txt": lambda: printing.plain(WITHOUT_TABLES, bullet=""),
    "columns.txt": lambda: printing.side_by_side(MADE),
    "short-pages.txt": lambda: printing.side_by_side(MADE, page=41),
    "windows.txt": lambda: "\ufeff" + MIXED.replace("\n", "\r\n"),
    "capitals.html": lambda: re.sub(r"<h(\d)>(.*?)</h\1>", lambda found: found.group().upper(), printing.html(MADE)),
    "small-dimensions.txt": lambda: MIXED.replace("ACTION", "Action").replace("CULTURE", "Culture:"),
    # As pages are made by programs that do not know what they hold.
    "line-by-line.html": lambda: page("\n".join(f"<p>{line}</p>" for line in MIXED.split("\n") if line.strip())),
    "typed.html": lambda: page(f"<pre>{html.escape(re.sub('<[^>]*>', ' ', MIXED))}</pre>"),
    "breaks.html": lambda: page("<br>\n".join(map(html.escape, MIXED.split("\n")))),
    "rendered.html": lambda: page(MarkdownIt("commonmark", {"html": True}).render(MIXED)),
    "numbered.txt": lambda: re.sub(r"\*\*(put children)", r"**1. \1", MIXED),
}


@pytest.mark.parametrize("name", PRINTINGS)
def test_each_printing_says_the_same(name: str) -> None:
    found = read(PRINTINGS[name](), name)
    assert found.doubts == ()
    said, expected = dict(found.words), dict(DOCUMENT.words)
    if name == "capitals.html":
        # Set in capitals, a heading does not say how it is spelt.
        expected["voice_title",] = PACK.voice_title
    assert said == expected


def test_columns_may_stand_in_another_order() -> None:
    turned = [_turned(block) for block in MADE]
    assert dict(read(printing.html(turned), "turned.html").words) == DOCUMENT.words
    assert dict(read(printing.side_by_side(turned)).words) == DOCUMENT.words


def _turned(block: printing.Block) -> printing.Block:
    """A table of prompts with its columns the other way round."""
    if block.kind != "table" or len(block.rows[-1]) != 3:
        return block
    return block._replace(rows=[row if not row[1] else row[::-1] for row in block.rows])


def test_statements_may_stand_side_by_side() -> None:
    page = printing.html(MADE)
    first = PACK.principles[0]
    begin, end = page.index("<b>put children"), page.index("<h2>Making Progress")
    heads = "".join(f"<th>{each.title.upper()}</th>" for each in PACK.dimensions)
    asks = "".join(f"<td>{printing.WHERE}:</td>" for _ in PACK.dimensions)
    cells = "".join(f"<td>“{DOCUMENT.statements[each.id]}”</td>" for each in first.statements)
    told = f"<b>{first.title}</b></p><table><tr>{heads}</tr><tr>{asks}</tr><tr>{cells}</tr></table>"
    assert dict(read(page[:begin] + told + page[end:], "beside.html").words) == DOCUMENT.words


def test_quotation_marks_may_be_straight_and_other_signs_stay_as_they_are_printed() -> None:
    straight = str.maketrans("“”‘’", "\"\"''")
    found = read(MIXED.translate(straight))
    assert found.doubts == ()
    for id, words in DOCUMENT.statements.items():
        principle, dimension = id.split(".")
        assert found.words["principles", principle, "statements", dimension] == words.translate(straight)


def test_letters_that_are_set_as_one_are_read_as_two() -> None:
    found = read(MIXED.replace("fi", "ﬁ").replace("ff", "ﬀ"))
    assert dict(found.words) == DOCUMENT.words


def folded(random_width: Callable[[], int]) -> Callable[[str, int], list[str]]:
    """Breaks lines at random places; after a hyphen too, as pages do."""

    def fold(text: str, width: int) -> list[str]:
        lines: list[str] = []
        for part in text.split("\n"):
            rest = part
            while rest:
                [line, *_] = textwrap.wrap(rest, random_width(), break_long_words=False, break_on_hyphens=True)
                lines.append(line)
                rest = rest[len(line) :].lstrip()
        return lines

    return fold


@examples(8)
@given(st.integers(0, 10**9), st.sampled_from(["“”‘’", "\"\"''"]), st.booleans())
@example(180, "“”‘’", False)
@example(324, "“”‘’", False)
def test_lines_may_be_broken_anywhere(seed: int, quotes: str, tables: bool) -> None:
    chance = Random(seed)
    fold = folded(lambda: chance.randint(24, 110))
    straight = str.maketrans("“”‘’", quotes)
    text = printing.plain(MADE if tables else WITHOUT_TABLES, fold=fold)
    found = read(text.translate(straight))
    grave = [doubt.message for doubt in found.doubts if doubt.grave]
    # Where no line ends with a hyphen, a text may be one from which they were taken: lines of any length leave a doubt.
    asked = not re.search(r"[a-z]-$", text, re.MULTILINE)
    assert [message for message in grave if not (asked and "may lack a hyphen" in message)] == []
    for key, words in DOCUMENT.words.items():
        if key[0] in ("principles", "scale", "questions", "prompts", "horizons"):
            told = found.words.get(key)
            assert (told is None and grave) or told == (
                words.translate(straight) if isinstance(words, str) else tuple(w.translate(straight) for w in words)
            )


@pytest.mark.parametrize("said", ["TBC", "Police will read ten letters.", "Who? When: soon"])
def test_what_is_filled_in_below_the_labels_of_the_form_is_no_wording(said: str) -> None:
    known = {printing.ACTIONS: form.ACTIONS, printing.MEASURE: f"{form.MEASURE}?"}
    text = MIXED
    for own, published_so in known.items():
        text = text.replace(own, published_so)
    boxes = (form.KEY_POINTS + ":", form.ACTIONS + ":", f"{form.MEASURE}?", *(f"{goal}:" for goal in printing.GOALS))
    found = read(re.sub(rf"^({'|'.join(map(re.escape, boxes))})$", rf"\1\n\n{said}", text, flags=re.MULTILINE))
    expected = {key: known.get(str(words), words) for key, words in DOCUMENT.words.items()}
    assert dict(found.words) == expected
    assert [(doubt.grave, "filled in" in doubt.message) for doubt in found.doubts] == [(False, True)]


def test_words_that_are_parted_at_the_end_of_a_line_are_put_together() -> None:
    """A page that parts words: where the whole word, or the word with its hyphen, stands elsewhere, it is known."""
    text = printing.plain(MADE)
    assert "understanding" in text
    parted = re.sub(r"(?<= )under(standing [^\n]*)\n", r"under-\n\1\n", text, count=1)
    parted = re.sub(r"extra-(familial [^\n]*)\n", r"extra-\n\1\n", parted, count=3)
    assert parted.count("-\n") == text.count("-\n") + 4
    found = read(parted)
    assert found.doubts == ()
    assert dict(found.words) == DOCUMENT.words


def test_a_word_of_which_it_cannot_be_told_whether_it_has_a_hyphen_is_a_doubt() -> None:
    text = printing.plain(MADE).replace("It isn’t new", "It isn’t under-\nstanding nor what-\nzkrul nor new", 1)
    [doubt] = read(text).doubts
    assert "“what-zkrul”" in doubt.message


def as_pdftotext_tells_it() -> list[str]:
    """Broken lines of which none ends with a hyphen: where one did, it is gone, and the next line is put behind."""
    lines: list[str] = []
    for line in printing.plain(MADE, width=80).split("\n"):
        if lines and re.search(r"[a-z]-$", lines[-1]):
            lines[-1] = lines[-1][:-1] + line.lstrip()
        else:
            lines.append(line)
    return lines


def test_hyphens_that_pdftotext_takes_from_the_ends_of_lines_are_put_back_where_another_word_tells_them() -> None:
    lines = as_pdftotext_tells_it()
    assert sum(each in "\n".join(lines) for each in ("extrafamilial", "strengthsbased", "wellworn")) > 1
    found = read("\n".join(lines))
    assert dict(found.words) == DOCUMENT.words
    assert found.grave == ()


def test_a_dash_that_pdftotext_may_have_taken_is_a_doubt_in_a_statement_and_a_note_elsewhere() -> None:
    lines = as_pdftotext_tells_it()
    first = next(number for number, line in enumerate(lines) if line.startswith(statement("voice.action")[:40]))
    lines[first : first + 2] = [" ".join(lines[first : first + 2])]
    [doubt] = read("\n".join(lines)).grave
    assert doubt.message.startswith("The statement voice.action may lack a hyphen or a dash")

    lines = as_pdftotext_tells_it()
    used = next(number for number, line in enumerate(lines) if line.startswith(printing.USED[0][:40]))
    lines[used : used + 2] = [" ".join(lines[used : used + 2])]
    found = read("\n".join(lines))
    assert (used + 1, False) in [(doubt.place, doubt.grave) for doubt in found.doubts]
    assert dict(found.words) == DOCUMENT.words


def test_a_compound_that_stands_nowhere_else_is_not_guessed_at() -> None:
    lines = as_pdftotext_tells_it()
    first = next(number for number, line in enumerate(lines) if line.startswith(statement("voice.action")[:40]))
    lines[first : first + 2] = [lines[first][:72].rpartition(" ")[0] + f" practicezrkul and {lines[first + 1]}"]
    assert "zrkul" in "".join(lines)
    [doubt] = read("\n".join(lines)).grave
    assert doubt.message.startswith("The statement voice.action may lack a hyphen or a dash")


def test_a_hyphen_that_stays_at_the_end_of_a_page_does_not_hide_that_others_were_taken() -> None:
    lines = as_pdftotext_tells_it()
    first = next(number for number, line in enumerate(lines) if line.startswith(printing.USED[0][:40]))
    lines[first : first + 1] = [f"{lines[first]} well-", "worn"]
    taken = [each for each in ("extrafamilial", "strengthsbased") if each in "\n".join(lines)]
    assert taken

    found = read("\n".join(lines))

    statements = {key: words for key, words in DOCUMENT.words.items() if key[0] == "principles"}
    assert {key: found.words.get(key) for key in statements} == statements


def test_a_statement_that_never_ends_is_a_doubt_however_much_stands_behind_it() -> None:
    asked = f"{PACK.prompts[0].title}\nWhat now?\n"
    for filler in ("word\n", asked, f"{asked}{printing.KEY_POINTS}:\nword\n"):
        found = read(f"{MIXED}\n{PACK.lead_in}...\n{title(1)}\nACTION\n{printing.WHERE}:\n“Open\n" + filler * 1_000)
        assert found.grave != ()
        assert "children-first.action" in " ".join(doubt.message for doubt in found.grave)


def test_a_heading_that_is_broken_over_lines_is_no_part_of_what_stands_below() -> None:
    found = read(printing.side_by_side(MADE).replace("What is meant by", "What is meant\nby"))
    assert found.doubts == ()
    assert dict(found.words) == DOCUMENT.words


def test_a_dash_that_pdftotext_takes_is_put_back_where_its_partner_tells_it() -> None:
    said = (
        "We put into {}words what it is that we ask of each other in this work. We see the need for - and are willing "
        "to pay the price of - longer plans, which leave time for everybody who comes late to them and has more to say."
    )
    fillers = ("very " * number for number in range(20))
    words = next(
        told
        for told in map(said.format, fillers)
        if any(line.endswith(" of -") and len(line) > 72 for line in textwrap.wrap(f"“{told}”", 79))
    )
    lines = as_pdftotext_tells_it()
    first = next(number for number, line in enumerate(lines) if line.startswith(statement("voice.action")[:40]))
    last = next(number for number in range(first, len(lines)) if lines[number].endswith("”"))
    wrapped = textwrap.wrap(f"“{words}”", 79)
    [at] = [number for number, line in enumerate(wrapped) if line.endswith(" of -")]
    wrapped[at : at + 2] = [wrapped[at][:-1] + wrapped[at + 1]]
    lines[first : last + 1] = wrapped

    found = read("\n".join(lines))

    assert found.words["principles", "voice", "statements", "action"] == words
    assert found.grave == ()


def test_columns_that_go_on_in_the_middle_of_a_statement_are_no_part_of_it() -> None:
    lines = printing.plain(MADE, width=80).split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith(statement("voice.behaviour")[:40]))
    above = max(number for number in range(first) if lines[number].startswith(PACK.prompts[-1].title))
    below = next(number for number in range(above, first) if lines[number].startswith(printing.KEY_POINTS))
    column = lines[above : below + 1]
    assert "?" in " ".join(column)
    moved = [*lines[:above], *lines[below + 1 : first + 1], "", *column, "", *lines[first + 1 :]]

    found = read("\n".join(moved))

    assert found.doubts == ()
    assert dict(found.words) == DOCUMENT.words


def test_the_head_of_a_page_that_is_read_between_columns_is_left_out() -> None:
    [one, *others] = PACK.scale
    lines = printing.side_by_side(MADE, page=41, head="A Tool for Partners").split("\n")
    at = next(number for number, line in enumerate(lines) if DOCUMENT.words["scale", one.id, "meaning"][:30] in line)
    page_start = max(number for number in range(at) if "\f" in lines[number])
    lines[page_start] = lines[page_start].replace("A Tool for Partners", "Another heading")
    lines.insert(at, "")
    lines.insert(at, "A Tool for Partners   1 May 2026")
    lines.insert(at, "")

    found = read("\n".join(lines))

    assert found.words["scale", others[0].id, "meaning"] == DOCUMENT.words["scale", others[0].id, "meaning"]
    assert "Tool" not in str(found.words.get(("scale", one.id, "meaning")))


def statement(id: str) -> str:
    return f"“{DOCUMENT.statements[id]}”"


def without(begin: str, end: str, text: str = MIXED) -> str:
    """The text without what stands from one mark up to another."""
    at = text.index(begin)
    return text[:at] + text[text.index(end, at + 1) :]


def swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def title(number: int) -> str:
    title = PACK.principles[number - 1].title
    return f"**{title[0].lower()}{title[1:]}**"


def part(number: int) -> str:
    """A principle's pages."""
    lead = f"{PACK.lead_in}..."
    return lead + MIXED.split(lead)[number].split("## Annex")[0]


def culture(number: int) -> str:
    """The page of a principle on which its last statement stands."""
    return re.split(r"(?m)^(?=## CULTURE|\*\*CULTURE\*\*|CULTURE)", part(number))[1].split("## Making Progress")[0]


VOICE, TRAUMA = statement("voice.action"), statement("trauma.behaviour")

DAMAGED: dict[str, tuple[str, list[str]]] = {
    "a principle is missing": (
        MIXED.replace(part(3), ""),
        [f"The principle voice (“{PACK.principles[2].title}”) was not found, nor its statements and its voice."],
    ),
    "a title is missing": (
        MIXED.replace(title(3), ""),
        ["A principle begins here whose title is none of those known", "under no principle", "The principle voice"],
    ),
    "a title is another one": (
        MIXED.replace(title(3), "**be kind to each other**"),
        ["none of those known: “be kind to each other”"],
    ),
    "a statement is cut short": (
        MIXED.replace(VOICE, VOICE[:120]),
        ["The statement voice.action has no closing quotation mark; it may be cut short"],
    ),
    "a statement ends in the middle": (
        MIXED.replace(VOICE, VOICE[:118].rstrip(" .,") + "”"),
        ["The statement voice.action does not end as a sentence does"],
    ),
    "a statement has lost its beginning": (
        MIXED.replace(VOICE, VOICE[60:]),
        ["The statement voice.action does not begin with a quotation mark"],
    ),
    "a statement begins in the middle": (
        MIXED.replace(VOICE, "“and" + VOICE[1:]),
        ["The statement voice.action begins in the middle of a sentence"],
    ),
    "a statement is gone": (MIXED.replace(VOICE, ""), ["The statement voice.action is empty"]),
    "two quotations in one cell": (
        MIXED.replace(VOICE, f"{VOICE} {statement('voice.behaviour')}"),
        ["The statement voice.action has more than one pair of quotation marks"],
    ),
    "a sentence behind the quotation": (
        MIXED.replace(VOICE, f"{VOICE} There is more."),
        ["The statement voice.action goes on after its closing quotation mark (“There is more.”)"],
    ),
    "a cell was copied into another": (
        MIXED.replace(VOICE, TRAUMA),
        [
            "has the very words of the statement voice.action",
            "The statement voice.action reads like the statement trauma.behaviour",
        ],
    ),
    "letters that could not be read": (
        MIXED.replace(VOICE, VOICE.replace("we", "\ufffde", 1)),
        ["The statement voice.action has a character that could not be read (\\ufffd)"],
    ),
    "a kind of statement is missing": (
        re.sub(r"(?m)^BEHAVIOUR.*\n", "", MIXED, count=1),
        ["without saying of which kind it is", "behaviour was not found in lines"],
    ),
    "a page is missing": (
        MIXED.replace(culture(5), ""),
        ["The statement trauma.culture was not found in lines"],
    ),
    "a page is there twice": (
        MIXED.replace(culture(5), culture(5) * 2),
        ["The statement trauma.culture was found 2 times: line "],
    ),
    "two pages changed places": (
        swapped(MIXED, culture(3), culture(5)),
        ["The statement voice.culture reads like the statement trauma.culture. Are pages or cells out of order?",
         "The statement trauma.culture reads like the statement voice.culture"],
    ),
    "principles changed places": (
        swapped(MIXED, part(3), part(5)),
        ["stands before", "Are pages out of order?"],
    ),
    "a running head in a statement": (
        MIXED.replace(VOICE, VOICE.replace(" ", f"\n{PACK.principles[2].title}\n", 9).replace("\n", " ", 16)),
        ["The statement voice.action has a heading in the middle of it"],
    ),
    "a number of a page in a statement": (
        MIXED.replace(VOICE, VOICE.replace(" ", "\n12\n", 9).replace("\n12\n", " ", 8)),
        ["The statement voice.action has a number on a line of its own in the middle of it, as of a page (“12”)"],
    ),
    "a foot in a statement": (
        MIXED.replace(VOICE, VOICE.replace(" ", " Page 12 of 40 ", 1)),
        ["The statement voice.action has what a page says at its head or foot in the middle of it (“Page 12”)"],
    ),
    "a voice is missing": (
        without("### How this should feel", "### Immediate"),
        ["How children-first should feel (its voice) was not found in lines"],
    ),
    "a voice is cut short": (
        MIXED.replace(f"{DOCUMENT.voices['voice']}”", DOCUMENT.voices["voice"][:50]),
        ["How voice should feel (its voice) has no closing quotation mark"],
    ),
    "the plan has lost a part": (
        without("### Longer", "The response"),
        ["This plan has nothing under Longer term actions."],
    ),
    "a prompt asks something else": (
        MIXED.replace("<li>• Tell us: what", "<li>• Ask us: what", 1),
        ["What stands under Evidence here is not what stands there elsewhere."],
    ),
    "the introduction is missing": (
        without("## Introduction", "### Suggested"),
        [
            "What the tool is (the introduction's first paragraph) was not found",
            "How the tool is used, in the introduction, was not found",
        ],
    ),
    "a purpose is missing": (
        MIXED.replace(f"- {printing.PURPOSE[1]}\n", ""),
        ["3 items were expected for the list of purposes, on the first page; 2 found."],
    ),
    "a preliminary question is missing": (
        MIXED.replace(f"- {DOCUMENT.words['questions', 'value', 'question']}\n", ""),
        ["10 preliminary questions were expected, with those that follow up others; 9 found."],
    ),
    "another question follows up": (
        MIXED.replace("  - ", "- ", 1),
        ["Other preliminary questions follow up others here than was expected."],
    ),
    "an approach is missing": (
        MIXED.replace("- relationship-based; and\n", ""),
        ["The title of the approach `relationship-based` was not found in lines"],
    ),
    "a theme is another one": (
        MIXED.replace("- collaboration; and", "- working alone; and"),
        ["This is none of the themes that are known: “working alone; and”", "The title of the theme `collaboration`"],
    ),
    "the annex is missing": (
        MIXED[: MIXED.index("## Annex")],
        [f"The meaning of the point of the scale `{point.id}` was not found." for point in PACK.scale],
    ),
    "a meaning is cut short": (
        re.sub(r"(<b>Disagree</b>\t.{30}).*", r"\1", MIXED),
        ["The meaning of the point of the scale `disagree` does not end as a sentence does; it may be cut short"],
    ),
    "a point of the scale is missing": (
        re.sub(r"<b>Disagree</b>\t.*\n", "", MIXED),
        ["The meaning of the point of the scale `disagree` was not found in lines"],
    ),
    "the wrong document": (
        "# A letter\n\nDear partners,\n\nPut children and young people first.\n",
        ["This does not look like the published tool: none of the 8 principles of `practice-principles`"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGED)
def test_what_is_wrong_with_a_damaged_copy_is_told(what: str) -> None:
    text, expected = DAMAGED[what]
    assert text != MIXED
    found = read(text)
    told = "\n".join(doubt.message for doubt in found.grave)
    for message in expected:
        assert message in told


@pytest.mark.parametrize("what", DAMAGED)
def test_nothing_doubtful_is_taken(what: str) -> None:
    """Every text that is taken from a damaged copy is what the document says."""
    found = read(DAMAGED[what][0])
    honest = {
        "another question follows up",
        "a prompt asks something else",
        "a sentence behind the quotation",
        "the introduction is missing",
    }
    for key, words in found.words.items():
        if what not in honest:
            assert words == DOCUMENT.words[key], key


def test_where_it_stands_is_told_by_line() -> None:
    text = DAMAGED["a statement is cut short"][0]
    [doubt] = read(text).doubts
    assert VOICE[:100] in text.split("\n")[doubt.place - 1]


def test_a_table_of_contents_is_not_taken_for_the_thing_itself() -> None:
    contents = "\n".join(["Introduction", "Common themes", *(each.title for each in PACK.principles), "Annex", "", ""])
    assert dict(read(contents + MIXED).words) == DOCUMENT.words


def test_page_numbers_and_running_heads_are_left_out() -> None:
    """As when somebody copies a document out of a viewer: no form feeds, a head and a number now and then."""
    lines = printing.plain(MADE).split("\n")
    for number, at in enumerate(range(40, len(lines), 43)):
        lines[at] += f"\n\nPage {number + 1} of 30\nA Tool for Partners\n"
    found = read("\n".join(lines))
    assert found.doubts == ()
    assert dict(found.words) == DOCUMENT.words


def test_words_that_are_struck_out_keep_a_document_from_being_taken() -> None:
    text = printing.html(MADE)
    found = read(f"{text}<p><del>An earlier wording.</del></p>", "page.html")
    told = [each.message for each in found.grave]
    assert told == ["Words that are struck out or hidden stand here; they were left out."]


@pytest.mark.parametrize("label", ["Strongly agree", "Agree", "Disagree", "Strongly disagree"])
def test_where_a_label_of_the_scale_is_misread_no_point_is_given_a_meaning(label: str) -> None:
    text = printing.plain(MADE)
    begin = text.rindex(f"\n{label}")
    found = read(text[:begin] + text[begin:].replace(label, "Str0ngly agr33", 1))
    assert [key for key in found.words if key[0] == "scale" and key[2] == "meaning"] == []
    assert len([each for each in found.grave if "is not certain" in each.message]) == 4


def test_no_other_way_is_gone_where_the_first_leaves_no_doubt() -> None:
    raw = PRINTINGS["markdown.md"]().encode()

    def ways():
        yield from printed("tool.md", raw, alone=alone(PACK))
        raise AssertionError("nothing was doubtful")

    assert published(ways(), PACK).grave == ()
