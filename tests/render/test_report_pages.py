"""Both reports, from files: hostile ones, empty ones, unlike ones."""

import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from reflectctl.analysis.diff import compare
from reflectctl.analysis.report import compose
from reflectctl.loading.load import load
from reflectctl.model.report import Provenance, Recipe, Report
from reflectctl.render import report_html, report_markdown

CONTENT = Path(__file__).parents[2] / "content" / "practice-principles"
PACK = {f"content/{path.relative_to(CONTENT).as_posix()}": path.read_text("utf-8") for path in CONTENT.rglob("*.yaml")}
DAY = date(2026, 4, 30)
PROVENANCE = Provenance("0123456789abcdef0123456789abcdef01234567", "2026-04-28T12:30:00+01:00", False, "0.1.0")

WHO = """
format: 1
name: Wessbury Safeguarding Children Partnership
area: Wessbury
content: practice-principles
agencies:
  - {id: council, name: Wessbury Council, statutory: true}
  - {id: police, name: Wessex Police}
  - {id: housing, name: Wessbury Homes, joined: "2025-09-11"}
"""
MEETING = """---
id: 2026-03-12-children-first
date: "2026-03-12"
title: Putting children first
principles: [children-first]
present: [council, police]
absent: [housing]
heard:
  - who: Young Advisers
    how: A voice note
    dated: "2026-03-05"
---

## What we heard

They said *ask us first*.
"""
PRINCIPLE = """
principle: children-first
assessments:
  action:
    rating: agree
    agreed: "2026-03-12"
    meeting: 2026-03-12-children-first
    because: The strategy names every child.
    sources:
      - {what: Strategy, agency: council, dated: "2026-02", link: "https://example.org/strategy"}
    reflections:
      evidence: |
        - The board's minute was shown.
  behaviour:
    rating: neither
making_progress:
  immediate:
    goal: A child recognises themselves in what is written.
    measure: Read ten records.
    actions:
      - id: a-7k3f
        action: Write a guide
        owner: council
        role: Exploitation lead
        due: "2026-04-20"
        status: in-progress
        serves: [culture]
      - {id: a-9x2d, action: Sample records, owner: police, due: "2026-03-01", status: done, closed: "2026-03-02",
         outcome: Plans were reopened the same week.}
"""
VIEWS = {
    "police": '{rating: disagree, given: "2026-03-05", because: Custody was not asked.}',
    "council": "{rating: agree}",
    "housing": "{rating: , because: Had no records to hand.}",
}
FILES = {
    **PACK,
    "partnership.yaml": WHO,
    "meetings/one.md": MEETING,
    "principles/children-first.yaml": PRINCIPLE,
    **{f"views/{of}.yaml": f"of: {of}\nviews:\n  children-first.action: {view}\n" for of, view in VIEWS.items()},
}


@dataclass
class Files:
    """A snapshot of nothing but a dictionary."""

    files: dict[str, str]
    label: str = "here"
    revision: str = ""
    asked: list[str] = field(default_factory=list)

    def paths(self):
        return sorted(self.files)

    def read(self, path):
        return self.files[path].encode("utf-8")


def made(files: dict[str, str], before: dict[str, str] | None = None, **more: object) -> Report:
    partnership = load(Files(files)).partnership
    comparison = compare(load(Files(before)).partnership, partnership) if before is not None else None
    recipe = Recipe(DAY, since="2025-10-28" if comparison else "", **more.pop("recipe", {}))
    return compose(partnership, recipe=recipe, **{"provenance": PROVENANCE, "comparison": comparison, **more})


class Page(HTMLParser):
    """Reads a page as strictly as it was written: every element closed, in order, every name given once."""

    EMPTY = frozenset({"meta", "br", "hr", "img", "source"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.headings: list[int] = []
        self.attributes: set[str] = set()
        self.pictures: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        assert len(named) == len(attrs), f"{tag} has an attribute twice"
        self.tags.add(tag)
        self.attributes |= set(named)
        if tag not in self.EMPTY:
            self.open.append(tag)
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a":
            self.links.append(named["href"])
        self.pictures += [named[name] for name in ("src", "srcset") if name in named]
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def holds(html: str) -> Page:
    """What must be true of every page."""
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith(("#", "https://", "http://", "mailto:")) for link in page.links)
    assert not page.tags & {"script", "link", "iframe", "object", "form", "base", "video", "input"}
    assert not [name for name in page.attributes if name.startswith("on") or name == "action"]
    assert all(re.fullmatch(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+", each) for each in page.pictures)
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in html
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert html.endswith("</html>\n")
    return page


def steps_between(headings: list[int]) -> list[int]:
    return [after - before for before, after in pairwise(headings)]


def test_a_report_says_what_was_agreed_why_and_who_was_absent():
    html = report_html.report(made(FILES))
    text = " ".join(holds(html).text.split())

    for said in (
        "as of 30 April 2026",
        "2 of 24 statements are rated, 1 of 8 principles has been begun, 1 meeting has been held.",
        "Agreed on 12 March 2026 at Putting children first . Absent from that meeting: Wessbury Homes.",
        "Wessex Police sees this statement on the other side of the scale than the rating that was agreed.",
        "Wessbury Council, February 2026",
        "In progress, overdue",
        "What difference it made: Plans were reopened the same week.",
        "5 March 2026",
        "Recorded28 April 2026 at 12:30 (+01:00)",
    ):
        assert said.replace(" . ", ". ") in text.replace(" . ", ". ").replace(" .", "."), said
    assert text.count("Not discussed yet.") == 7
    assert max(steps_between(Page(html).headings)) <= 1


def test_a_view_of_an_earlier_rating_is_folded_away_with_its_day_and_is_no_dissent():
    path = "views/police.yaml"
    files = {**FILES, path: FILES[path].replace("2026-03-05", "2025-03-05")}
    for shown in (Page(report_html.report(made(files))).text, report_markdown.report(made(files))):
        shown = " ".join(shown.replace("*", "").split())
        assert "Earlier: given well before the rating that stands was agreed on 12 March 2026" in shown
        assert "(given on 5 March 2025)" in shown
        assert "sees this statement on the other side" not in shown
        assert "Link(" not in shown


def test_ratings_are_never_added_up():
    for shown in (Page(report_html.report(made(FILES))).text, report_markdown.report(made(FILES))):
        assert "%" not in shown
        assert not re.search(r"\b(average|mean|score|total)\b", shown)


def test_what_moved_is_told_without_judgement():
    before = FILES | {
        "principles/children-first.yaml": PRINCIPLE.replace(
            'rating: agree\n    agreed: "2026-03-12"\n    meeting: 2026-03-12-children-first',
            'rating: strongly-agree\n    agreed: "2025-09-12"',
        ).replace("rating: neither", "rating:")
    }
    for shown in (Page(report_html.report(made(FILES, before))).text, report_markdown.report(made(FILES, before))):
        shown = " ".join(shown.split())
        assert "What moved since 28 October 2025" in shown
        assert "→ moved towards disagreement" in shown
        assert "● newly rated" in shown
        assert not re.search(
            r"worse|better|improve|regress|declin", shown.partition("How to read")[0].partition("Principle by")[0]
        )


def test_changed_wording_is_shown_with_both_texts_and_marks_the_rating():
    path = next(path for path, text in PACK.items() if "id: children-first" in text and "statements:" in text)
    before = FILES | {path: PACK[path].replace("In our area, strategy,", "Hereabouts, strategy,")}
    for shown in (Page(report_html.report(made(FILES, before))).text, report_markdown.report(made(FILES, before))):
        assert "Hereabouts, strategy," in shown
        assert "↻ to be re-read" in shown


def test_a_partnership_that_has_only_just_begun():
    for files in ({}, PACK, PACK | {"partnership.yaml": "format: 1\nname: New\n"}):
        html = report_html.report(made(files, files))
        markdown = report_markdown.report(made(files))

        assert max(steps_between(holds(html).headings)) <= 1
        assert "Left out, as there is nothing to tell yet: " in html
        assert "“Who was in the room”" in html
        assert "Nothing is recorded here yet." not in html
        assert markdown.count("\n\n\n") == 0
        assert markdown.endswith("\n")
        assert not markdown.endswith("\n\n")


def test_an_instrument_of_another_shape_fits():
    pack = """
id: small
version: "2"
language: cy
title: Egwyddorion
dimensions: [{id: d1, title: Tŷ}, {id: d2, title: Dŵr}, {id: d3, title: Three}, {id: d4, title: Four}]
scale:
  - {id: s1, title: Yes, stance: agreement, meaning: It is so.}
  - {id: s2, title: Unsure, stance: unclear, meaning: Who knows.}
  - {id: s3, title: No, stance: disagreement, meaning: It is not so.}
prompts: [{id: p, title: Nodiadau}]
making_progress: [{id: now, title: Nawr, goal: g, actions: a, measure: m}]
principles: [only]
"""
    only = "id: only\ntitle: Yr unig un\nstatements: {d1: Un, d2: Dau}\nvoice: Llais\n"
    record = "principle: only\nassessments:\n  d1: {rating: s3, agreed: '2026-01-01', reflections: {p: 'Da iawn'}}\n"
    files = {"content/pack.yaml": pack, "content/principles/only.yaml": only, "principles/only.yaml": record}
    html = report_html.report(made(files))

    page = holds(html)
    # Its own phrases are English, as nobody has put them into Welsh here.
    assert '<html lang="en">' in html
    assert html.count('<th scope="col" lang="cy">Tŷ') == 1
    for said in ("Yr unig un", "Dŵr", "Llais", "Nodiadau", "Da iawn", "No statement"):
        assert said in page.text
    for foreign in ("Behaviour", "Culture", "Strongly agree", "Evidence"):
        assert foreign not in page.text


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "a | b\n\n# not a heading\n\n- nor an item",
    "![x](https://example.org/x.png)",
    "[x](javascript:alert(1))",
    "\"'><img src=x onerror=alert(1)>",
    "مرحبا بالعالم \u202e reversed",
    "Cymraeg: tŷ, dŵr, ŵyr",
    "x" * 20_000,
    "</details></article>",
    "<!-- ",
    "```",
    "@everyone see #1",
    "\x07\u2028\ufeff",
]


@pytest.mark.safety(13)
@pytest.mark.parametrize("hostile", HOSTILE, ids=[each[:20].encode("unicode_escape").decode() for each in HOSTILE])
def test_whatever_stands_in_the_files_is_shown_and_never_acts(hostile):
    import json

    told = json.dumps(hostile)
    record = f"""
principle: children-first
assessments:
  action:
    rating: agree
    because: {told}
    meeting: {told}
    sources: [{{what: {told}, agency: {told}, dated: {told}, link: {told}}}]
    reflections: {{evidence: {told}, {told[:100] + ('"' if len(told) > 100 else "")}: {told}}}
making_progress:
  immediate:
    goal: {told}
    measure: {told}
    actions: [{{id: {told}, action: {told}, owner: {told}, role: {told}, outcome: {told}, status: done}},
              {{id: {told}, action: {told}}}]
"""
    meeting = f"""---
id: {told}
date: "2026-03-12"
title: {told}
principles: [{told}]
present: [{told}]
absent: [{told}]
heard: [{{who: {told}, how: {told}}}]
---

{hostile}
"""
    files = FILES | {
        "partnership.yaml": f"name: {told}\narea: {told}\nagencies: [{{id: {told}, name: {told}}}]\n",
        "principles/children-first.yaml": record,
        "principles/other.yaml": f"principle: {told}\nassessments: {{action: {{because: {told}}}}}\n",
        "views/police.yaml": f"of: {told}\nviews: {{children-first.action: {{rating: agree, because: {told}}}}}\n",
        "meetings/hostile.md": meeting,
        "preliminary.md": f"---\ngoal: {told}\ncommitment: {told}\n---\n\n{hostile}\n",
    }
    report = made(files, FILES, unreadable=((hostile, hostile),), reread=(hostile,))

    page = holds(report_html.report(report))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page.text)
    if hostile.isprintable():
        assert " ".join(hostile.split()) in " ".join(page.text.split())

    markdown = report_markdown.report(report)
    ours = r'<(?:br|/?code|/?pre|/?details|/?summary|a id="[A-Za-z0-9_.-]+"|/a)>'
    assert "<" not in re.sub(ours, "", markdown)
    assert markdown.count("<details>") == markdown.count("</details>")
    assert not re.findall(r".{0,40}(?<!\\)!\[.{0,40}", markdown)
    assert "@everyone" not in markdown
    for row in re.findall(r"^\|.*", markdown, flags=re.M):
        assert row.endswith(" |")


def test_the_same_report_is_the_same_bytes():
    before = {path: text for path, text in FILES.items() if not path.startswith("principles/")}
    for render in (report_html.report, report_markdown.report):
        assert render(made(FILES, before)) == render(made(dict(reversed(FILES.items())), before))


def test_tables_in_markdown_have_as_many_cells_as_heads():
    for table in re.findall(r"(?:^\|.*\n)+", report_markdown.report(made(FILES)), flags=re.M):
        widths = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(widths) == 1


def test_files_that_could_not_be_read_are_named():
    report = made(FILES, unreadable=(("principles/voice.yaml", "It is not text."),))

    for shown in (Page(report_html.report(report)).text, report_markdown.report(report)):
        assert "This report is not complete." in shown
        assert "principles/voice.yaml" in shown


def test_files_that_were_not_committed_say_so():
    uncommitted = made(FILES, provenance=Provenance("", "", True, "0.1.0"))
    changed = made(FILES, provenance=PROVENANCE._replace(uncommitted=True))

    assert "the files were not committed" in report_html.report(uncommitted)
    assert "changes that no commit has yet" in report_html.report(changed)
