"""A report in other words than English: every phrase in it, wherever it stands, and nothing that a phrase could do."""

import json
import re
import subprocess
from base64 import b64decode
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from reflectctl.analysis import editions, status
from reflectctl.analysis.diff import compare
from reflectctl.analysis.report import compose
from reflectctl.app.report import report as make_report
from reflectctl.app.report_period import Asked
from reflectctl.loading.load import load
from reflectctl.loading.messages import catalogue
from reflectctl.model import report_config
from reflectctl.model.blocks import Block
from reflectctl.model.messages import NO_PHRASES, Phrases, split
from reflectctl.model.records import Partnership
from reflectctl.model.report import Report
from reflectctl.render import report_html, report_markdown, terminal
from reflectctl.tell import dates, diff, lists, prose
from reflectctl.tell import status as status_words
from reflectctl.tell.i18n import many, say, spoken
from reflectctl.tell.report.report import tell
from tests.conftest import context, git, run
from tests.render.test_report_pages import DAY, FILES, PACK, PROVENANCE, Files, holds, made

PHRASES = "content/phrases.yaml"
BEGUN = "2025-01-20"


def spoken_in(language: str, said: dict[str, Any]) -> str:
    """A file of phrases."""
    return json.dumps({"language": language, "phrases": said}, ensure_ascii=False)


# A report in which every phrase is marked, and what is not one is written in other letters

_WORD = re.compile(r"[A-Za-z]{2,}")


def marked(text: str) -> str:
    """A phrase with its own words in brackets, and its places between them."""
    return "".join(
        f"{{{part}}}" if at % 2 else f"⟦{part}⟧" if re.search("[A-Za-z]", part) else part
        for at, part in enumerate(split(text))
    )


@cache
def all_marked() -> str:
    """A file of phrases in which every phrase of the catalogue is marked."""
    return spoken_in(
        "xx",
        {
            english: marked(said) if isinstance(said, str) else {form: marked(text) for form, text in said.items()}
            for english, said in catalogue().items()
        },
    )


LETTERS = str.maketrans({chr(first + n): chr(0x430 - (97 - first) + n) for first in (97, 65) for n in range(26)})
"""Latin letters to Cyrillic ones."""

PEOPLES = {
    *("name", "area", "title", "about", "purpose", "allows", "audience", "how_to_use", "start_small", "meaning"),
    *("question", "follow_ups", "lead_in", "rating_lead_in", "voice_title", "voice", "questions", "goal", "measure"),
    *("actions", "motto", "because", "what", "action", "role", "outcome", "who", "how", "commitment"),
    *("classification", "introduction", "text", "publisher", "note", "points", "guests", "with"),
}
"""The keys under which people, or the content, say something in words."""


def disguised(value: Any, key: str = "") -> Any:
    """A value with everything that people say in it in Cyrillic letters; ids, and what the formats name, stay."""
    if isinstance(value, dict):
        within = key in ("statements", "reflections")
        return {
            name: disguised(each, "text" if within and isinstance(each, str) else name) for name, each in value.items()
        }
    if isinstance(value, list):
        return [disguised(each, key) for each in value]
    if key == "with" and re.fullmatch(r"[a-z-]+", str(value)):
        return value
    return value.translate(LETTERS) if isinstance(value, str) and key in PEOPLES else value


def files_at(root: Path, revision: str) -> dict[str, str]:
    """The records of a repository at a commit, disguised, and with every phrase marked."""
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", revision], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    paths = [
        path
        for path in listed
        if re.match(r"(content|meetings|principles|views)/.*\.(yaml|md)$|[a-z]+\.(yaml|md)$", path)
    ]
    asked = "".join(f"{revision}:{path}\n" for path in paths).encode()
    packed = subprocess.run(
        ["git", "cat-file", "--batch"], cwd=root, input=asked, capture_output=True, check=True
    ).stdout
    files = {PHRASES: all_marked()}
    for path in paths:
        head, _, packed = packed.partition(b"\n")
        size = int(head.split()[-1])
        text, packed = packed[:size].decode("utf-8"), packed[size + 1 :]
        front, body = (text, "") if path.endswith(".yaml") else text.removeprefix("---\n").split("\n---\n", 1)
        told = json.dumps(disguised(yaml.load(front, yaml.CSafeLoader)), ensure_ascii=False, default=str)
        files[path] = told if path.endswith(".yaml") else f"---\n{told}\n---\n{body.translate(LETTERS)}"
    return files


@pytest.fixture(scope="module")
def now(built_demo: Path) -> tuple[Report, Partnership, Partnership]:
    """A report of the example; and the example as it is and as it was when it began, in other letters."""
    there = make_report(context(built_demo, today="2026-05-01"), Asked(since=BEGUN, length=report_config.FULL))
    return there, *(load(Files(files_at(built_demo, each))).partnership for each in ("HEAD", there.recipe.since_commit))


def retold(now: tuple[Report, Partnership, Partnership], *, backwards: bool = False, **recipe: Any) -> Report:
    """The report of the example in other letters, as a recipe says; `backwards` as if its end were its beginning."""
    there, after, before = now
    recipe = there.recipe._replace(**recipe)
    if backwards:
        after, before = before, after
    fit = editions.of(recipe.edition)
    return compose(
        fit(after),
        recipe=recipe,
        provenance=there.provenance._replace(uncommitted=backwards),
        comparison=compare(fit(before), fit(after)),
        since_day=there.since_day,
        timelines=() if backwards else there.timelines,
        untold="How ratings went is read from commits, and nothing has been committed yet." if backwards else "",
        reread=("children-first.action",),
        unreadable=(("х", "х"),),
    )


def words_of_picture(address: str) -> str:
    """What is written in a picture; a line that was broken is whole again."""
    drawn = ElementTree.fromstring(b64decode(address.removeprefix("data:image/svg+xml;base64,")))
    return " ".join(each.text or "" for each in drawn.iter() if each.tag.endswith("text"))


class Shown(HTMLParser):
    """What a reader sees and hears of a page: the text, and the attributes that are read out. Not what is code."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._unseen += tag in ("style", "code")
        self.found += [value for name, value in attrs if name in ("title", "aria-label", "alt", "data-name")]
        self.found += [words_of_picture(value) for name, value in attrs if name in ("src", "srcset")]

    def handle_endtag(self, tag):
        self._unseen -= tag in ("style", "code")

    def handle_data(self, data):
        if not self._unseen:
            self.found.append(data)


NO_PHRASE = re.compile(
    r"\b[0-9a-f]{8}\b|\b[0-9a-f]{12}\b|\b[0-9a-f]{40}\b|\bHEAD\b"  # a commit
    r"|\ba-[a-z0-9]{4}\b"  # an action's id
    r"|\b[a-z-]+\.(action|behaviour|culture)\b"  # a statement's
    r"|\b(practice-principles|reflectctl)\b"
    # Ids of who had not come yet or had another id, and of principles that a report of some leaves out.
    r"|\b[Cc]ommunity-safety\b|\b(housing|homes|young-advisers|parents-group)\b"
    r"|\b(children-first|inequalities|curiosity|trauma|voice)\b"
    r"|\b(strengths-and-relationships|parents-and-carers|safer-spaces)\b"
    r"|\A(Recipe|Fingerprint)\Z"  # read back by the program
    r"|https?://\S+"
)
"""What is said in Latin letters and is no phrase: what programs call things."""


def unmarked(shown: str) -> list[str]:
    """The words that are in no phrase and in no other letters. A phrase that was cut short ends in an ellipsis."""
    return _WORD.findall(NO_PHRASE.sub("", re.sub(r"⟦[^⟦⟧]*(⟧|…|\Z)", " ", shown)))


ASKED: dict[str, dict[str, Any]] = {
    "for partners": {"sections": report_config.KNOWN},
    "for the public": {"sections": report_config.KNOWN, "edition": report_config.PUBLIC},
    "of a year": {"start": date(2025, 4, 1), "until": date(2026, 3, 31), "year": "2025-26"},
    "of one principle": {"principles": ("trauma",)},
    "told backwards": {"backwards": True, "sections": report_config.KNOWN},
    "a paper for a board": {"length": report_config.BOARD},
    "a paper for a board, of a year": {
        "length": report_config.BOARD, "start": date(2025, 4, 1), "until": date(2026, 3, 31), "year": "2025-26",
    },
}  # fmt: skip


FEWEST = {report_config.BOARD: 60}
"""How many phrases there are at least in what is short."""


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_whatever_a_page_says_is_a_phrase(asked: dict[str, Any], now: tuple[Report, Partnership, Partnership]) -> None:
    html = report_html.report(retold(now, **asked))

    shown = Shown(html).found
    assert [(text, found) for text in shown if (found := unmarked(text))] == []
    assert sum(text.count("⟦") for text in shown) > FEWEST.get(asked.get("length", ""), 300)
    assert '<html lang="xx">' in html


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_whatever_markdown_says_is_a_phrase(
    asked: dict[str, Any], now: tuple[Report, Partnership, Partnership]
) -> None:
    markdown = report_markdown.report(retold(now, **asked))

    lines = markdown.split("\n- Recipe: ")[0].splitlines()
    assert markdown.count("⟦") > FEWEST.get(asked.get("length", ""), 150)
    for line in lines:
        shown = unescape(re.sub(r"<[^<>]*>|\]\([^()]*\)|`[^`]*`", " ", line))
        assert not unmarked(shown), line


def test_a_report_that_has_nothing_to_say_says_so_in_phrases() -> None:
    empty = {PHRASES: all_marked()}
    for files in (empty, {path: disguise for path, text in PACK.items() if (disguise := hidden(text))} | empty):
        for sections in (report_config.KNOWN, ()):
            for compared in (files, None):
                report = made(files, compared, recipe={"sections": sections})
                assert [text for text in Shown(report_html.report(report)).found if unmarked(text)] == []


def hidden(text: str) -> str:
    """A file of the content in other letters."""
    return json.dumps(disguised(yaml.load(text, yaml.CSafeLoader)), ensure_ascii=False)


def test_what_is_left_out_of_markdown_for_its_length_is_said_in_phrases(
    now: tuple[Report, Partnership, Partnership],
) -> None:
    report = retold(now, sections=report_config.KNOWN)
    for most in (150_000, 60_000, 12_000):
        markdown = report_markdown.report(report, most=most)
        left = [line for line in markdown.splitlines() if "this format holds no more" in line]
        assert left
        assert [line for line in left if unmarked(re.sub(r"<[^<>]*>", "", line))] == []


def test_the_marks_would_show_a_phrase_that_is_missing(now: tuple[Report, Partnership, Partnership]) -> None:
    report = retold(now)
    instrument = report.partnership.instrument
    for missing in ("What moved, and why", "{n} {of_all} are rated", "Skip to the report", "Because", "agreed"):
        said = {english: text for english, text in instrument.phrases.said.items() if english != missing}
        lacking = instrument._replace(phrases=instrument.phrases._replace(said=said))
        shown = Shown(report_html.report(report._replace(partnership=report.partnership._replace(instrument=lacking))))
        assert [text for text in shown.found if unmarked(text)], missing


# What else is told


def answers(now: tuple[Report, Partnership, Partnership]) -> dict[str, tuple[Block, ...]]:
    """The answers of other commands about the example in other letters, with every phrase marked."""
    _, after, before = now
    today = date(2026, 5, 1)
    stands = status.status(after, today=today, reread=["trauma.action"])
    found = {
        "status": status_words.status(after, stands),
        "actions": lists.actions(after.actions, after, today=today),
        "meetings": lists.meetings(after.meetings, after),
    }
    for way, (one, two) in {"on": (before, after), "back": (after, before)}.items():
        for depth in (diff.SUMMARY, diff.STORY, diff.FULL):
            said = diff.blocks(compare(one, two), one, two, labels=("1", "2"), depth=depth)
            found[f"diff {way}, {depth}"] = said
    return found


def test_whatever_other_commands_say_is_a_phrase(now: tuple[Report, Partnership, Partnership]) -> None:
    with spoken(now[1].instrument.phrases):
        for name, blocks in answers(now).items():
            told = terminal.text(blocks, width=100_000)
            assert [line for line in told.splitlines() if unmarked(line)] == [], name
            assert told.count("⟦") > 5, name


@pytest.fixture(scope="module")
def told_apart(now: tuple[Report, Partnership, Partnership], built_demo: Path, tmp_path_factory: Any) -> Path:
    """A repository with the example as it began and as it is, in other letters, and with every phrase marked."""
    folder: Path = tmp_path_factory.mktemp("apart") / "partnership"
    folder.mkdir()
    git(folder, "init", "-q")
    for revision, day in ((now[0].recipe.since_commit, BEGUN), ("HEAD", "2026-04-30")):
        git(folder, "rm", "-r", "-q", "--ignore-unmatch", ".")
        for path, text in files_at(built_demo, revision).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "-q", "-m", "х", "--author", "х <x@example.org>", on=f"{day}T12:00:00+00:00")
    return folder


@pytest.mark.parametrize(
    "words",
    ["history", "history --by month", "history --statement trauma.action", "history --unread", "history views",
     "history actions", "history actions --by principle", "history --format markdown", "status", "diff HEAD~1",
     "diff HEAD~1 --full", "diff HEAD~1 --summary", "diff HEAD~1 --format markdown", "diff HEAD~1 --format html",
     "action list", "meeting list", "history views --format markdown", "history actions --format markdown"],
)  # fmt: skip
def test_whatever_a_command_says_of_a_partnership_is_a_phrase(told_apart: Path, words: str) -> None:
    told = run(*words.split(), cwd=told_apart)
    assert told.returncode == 0, told.stderr
    shown = unescape(re.sub(r"<[^<>]*>|`[^`]*`", " ", " ".join(told.stdout.split())))
    assert unmarked(shown) == []


# In which language


def test_english_is_what_is_said_without_phrases() -> None:
    assert report_html.report(made(FILES)) == report_html.report(made(FILES | {PHRASES: spoken_in("cy", {})}))


SAID = {
    "Summary": "Crynodeb",
    "{day} {month} {year}": "{day} {month} {year}",
    "April": "Ebrill",
    "as of {day}": "ar {day}",
    "{n} meetings have been held": {"0": "ni chynhaliwyd cyfarfod", "1": "cynhaliwyd un cyfarfod", "other": "{n}"},
    "Agreed on {day} at {meeting}.": "Cytunwyd yn “{meeting}” ar {day}.",
    "{n} statements": "{n} datganiad",
}


def test_a_page_is_in_the_language_of_its_phrases_and_the_content_says_that_it_is_in_another() -> None:
    html = report_html.report(made(FILES | {PHRASES: spoken_in("cy", SAID)}))

    page = holds(html)
    text = " ".join(page.text.split())
    assert '<html lang="cy">' in html
    assert "Ar 30 Ebrill 2026" in text or "ar 30 Ebrill 2026" in text
    assert "cynhaliwyd un cyfarfod" in text
    assert "Cytunwyd yn “Putting children first” ar 12 March 2026." in text
    assert '<h2 id="section-summary">Crynodeb</h2>' in html
    for content in (
        '<span class="rating rated" style="--tint: 31%" lang="en">Agree</span>',
        '<th scope="col" lang="en">Behaviour</th>',
        '<p class="text" dir="auto" lang="en">',
        '<blockquote dir="auto" lang="en"><p>',
        '<h4 dir="auto" lang="en">Action</h4>',
        '<strong dir="auto" lang="en">Disagree</strong>',
        "<strong>Asked, and could not say</strong>",
    ):
        assert content in html, content
    assert 'unrated" lang' not in html


def test_content_in_another_language_says_so_where_there_are_no_phrases_for_it() -> None:
    welsh = FILES | {"content/pack.yaml": PACK["content/pack.yaml"].replace("language: en", "language: cy")}
    place = FILES | {"content/pack.yaml": PACK["content/pack.yaml"].replace("language: en", "language: en-GB")}

    html = report_html.report(made(welsh))
    assert '<html lang="en">' in html
    assert '<p class="text" dir="auto" lang="cy">' in html
    html = report_html.report(made(welsh | {PHRASES: spoken_in("cy", SAID)}))
    assert '<html lang="cy">' in html
    assert html.count(" lang=") == 1
    html = report_html.report(made(place))
    assert '<html lang="en-GB">' in html
    assert html.count(" lang=") == 1


def test_both_forms_say_the_same_in_any_language() -> None:
    report = made(FILES | {PHRASES: spoken_in("cy", SAID)})

    markdown = report_markdown.report(report)
    assert "## Crynodeb" in markdown
    assert "Cytunwyd yn “Putting children first” ar 12 March 2026." in re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", markdown)
    assert tell(report).title.endswith("ar 30 Ebrill 2026")


def test_what_is_said_in_a_language_is_said_for_as_long_as_the_report_is_told() -> None:
    report = made(FILES | {PHRASES: spoken_in("cy", SAID)})

    for render in (report_html.report, report_markdown.report, tell):
        render(report)
        assert prose.day(DAY) == "30 April 2026"
    broken = report._replace(coverage=None)
    for render in (report_html.report, report_markdown.report, tell):
        with pytest.raises(AttributeError):
            render(broken)
        assert prose.day(DAY) == "30 April 2026"


# Numbers


@pytest.mark.parametrize(
    ("forms", "told"),
    [
        ({"other": "{n} c"}, ["0 c", "1 c", "2 c", "7 c"]),
        ({"one": "un c", "other": "{n} c"}, ["0 c", "un c", "2 c", "7 c"]),
        ({"0": "dim", "1": "un", "2": "dau g", "other": "{n} c"}, ["dim", "un", "dau g", "7 c"]),
        ({"1": "{n} exactly", "one": "one", "other": "{n} c"}, ["0 c", "1 exactly", "2 c", "7 c"]),
        ({"other": "{number} c"}, ["no c", "one c", "dau c", "seven c"]),
        ("{n} c", ["0 c", "1 c", "2 c", "7 c"]),
    ],
)
def test_a_counted_phrase_is_said_of_each_number_as_the_language_has_it(forms: Any, told: list[str]) -> None:
    with spoken(Phrases("cy", {"{n} statements": forms, "two": "dau"})):
        assert [many("{n} statement", "{n} statements", n) for n in (0, 1, 2, 7)] == told


@pytest.mark.parametrize(
    ("said", "of_a_day", "alone"),
    [
        ({"of-a-day": "kwietnia", "alone": "kwiecień"}, "30 kwietnia 2026", "kwiecień 2026"),
        ({"alone": "kwiecień"}, "30 kwiecień 2026", "kwiecień 2026"),
        ("Ebrill", "30 Ebrill 2026", "Ebrill 2026"),
        ({"other": "x"}, "30 April 2026", "April 2026"),
    ],
)
def test_a_month_has_a_form_behind_a_day_and_one_alone(said: Any, of_a_day: str, alone: str) -> None:
    with spoken(Phrases("pl", {"April": said, "Apr": said})):
        assert (dates.day(DAY), dates.month(DAY)) == (of_a_day, alone)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"{items} and {last}": "{items} a {last}"}, "a, b, c a d"),
        ({"{items} and {last}": "{items}, {last}"}, "a, b, c, d"),
        ({"{items}, {next}": "{items}、{next}", "{items} and {last}": "{items}、{last}"}, "a、b、c、d"),
    ],
)
def test_a_list_is_joined_as_the_language_joins_it_with_or_without_a_word(said: dict[str, str], told: str) -> None:
    with spoken(Phrases("cy", said)):
        assert prose.listed(["a", "b", "c", "d"]) == told
        assert prose.listed(["a"]) == "a"


def test_a_phrase_that_counts_nothing_is_said_in_english_where_it_is_given_forms() -> None:
    with spoken(Phrases("cy", {"Summary": {"other": "Crynodeb"}})):
        assert say("Summary") == "Summary"


def test_a_number_above_twelve_is_a_figure_in_every_language() -> None:
    with spoken(Phrases("cy", {"{number} moved": "{number} symud"})):
        assert many("{number} moved", "{number} moved", 13) == "13 symud"


# Nothing that a phrase could do


def test_places_are_filled_once_and_by_their_names_alone() -> None:
    with spoken(Phrases("xx", {"{a} and {b}": "{b}, {a}, {a.__class__} {0} {} {{a}} %s ${a}"})):
        assert say("{a} and {b}", a="{b}", b="{a}{a}") == "{a}{a}, {b}, {a.__class__} {0} {} {{b}} %s ${b}"
    with spoken(NO_PHRASES):
        assert say("{a} and {b}", a="{b}", b="{c}") == "{b} and {c}"


HOSTILE = [
    "<script>alert(1)</script> {day}",
    "{{ told.name }} {% raw %} {day}",
    "{day.__class__} {0} {day!r:>9999999} {day}",
    "%s %(day)s ${day} {day}"[:-6],
    "\"'><img src=x onerror=alert(1)> {day}",
    "</title></style><script>alert(1)</script> {day}",
    "[x](javascript:alert(1)) ![y](https://example.org/y.png) {day}",
    "# x | `y` *z* @everyone {day}",
    "\u202e{day}",
]


@pytest.mark.safety(4)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_phrase_is_text_whatever_it_says(hostile: str) -> None:
    said = {
        english: f"{hostile.replace('{day}', '')} {english}" for english, text in catalogue().items() if text == english
    }
    said |= {"as of {day}": hostile, "Summary": hostile.replace("{day}", "")}
    report = made(FILES | {PHRASES: spoken_in("cy", said)}, FILES)

    page = holds(report_html.report(report))
    assert not re.search("[\u202a-\u202e]", page.text)
    assert "{{ told.name }}" not in hostile or "{{ told.name }}" in page.text
    markdown = report_markdown.report(report)
    ours = r'<(?:br|/?code|/?pre|/?details|/?summary|a id="[A-Za-z0-9_.-]+"|/a)>'
    assert "<" not in re.sub(ours, "", markdown)
    assert not re.findall(r"(?<!\\)!\[", markdown)
    assert "@everyone" not in markdown
    assert PROVENANCE.revision in markdown
