"""The report as Markdown: whole, as linters want it, within its size, and an unchanged fact is an unchanged line."""

import difflib
import html
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import lxml.html
import pytest
from markdown_it import MarkdownIt

from reflectctl.analysis.diff import compare
from reflectctl.analysis.report import compose
from reflectctl.app.report import report
from reflectctl.app.report_period import Asked
from reflectctl.loading.load import load
from reflectctl.model import blocks as b
from reflectctl.model import report_config
from reflectctl.model.report import Provenance, Recipe, Report
from reflectctl.render import report_markdown, safe_markdown
from reflectctl.tell.report.report import tell
from tests.conftest import context, git
from tests.tools import NPM

CHECKOUT = Path(__file__).parents[2]
LINTED = {
    "MD013": False,
    "MD024": {"siblings_only": True},
    "MD033": {"allowed_elements": ["details", "summary", "br", "a", "code", "pre"]},
    "MD041": {"allow_preamble": True},
}
"""All of markdownlint's own settings that a report needs: a fact is a line however long it is, principles have headings
alike, meetings' notes fold, and the classification stands first."""

CONTENT = CHECKOUT / "content" / "practice-principles"
PACK = {f"content/{path.relative_to(CONTENT).as_posix()}": path.read_text("utf-8") for path in CONTENT.rglob("*.yaml")}
DAY = date(2026, 4, 30)
MADE = Provenance("0123456789abcdef0123456789abcdef01234567", "2026-04-28T12:30:00+01:00", False, "0.1.0")
SINCE = "2025-12-31"

HOSTILE = (
    "<script>alert(1)</script></details>",
    "a | b\n\n# not a heading\n\n- nor an item",
    "[here](javascript:alert(1)) ![x](https://example.org/x.png) https://example.org www.example.org a@b.org",
    "مرحبا بالعالم \u202e reversed, Cymraeg: tŷ, dŵr",
    "**Bold and nothing else**",
    "Ends in a stop.",
    "Next:",
    "```",
    "@everyone see #1 and :name[text]{x} ::: note",
    "x" * 5_000,
)

ODD = """\
### Third level first

# What we heard:
# What we heard:
- one
  - two
    + three
        10. ten
- ***
* another list
3. begins with three
4. and goes on

Setext
======
Another
-------

> quoted

> again

| a | b |
| - | :-: |
| `x|y` |
| https://example.org |

**Evidence**

__Alone__**together**

```sh
$ ls
```

    <b>indented</b>


    code

[here](https://example.org/guide) and [ link ](https://example.org/a(b)) and <https://example.org>
* * *
1) one
#hashtag \t and a [reference][x]

[x]: https://example.org
<details>
~~~
never closed
"""


class Files(NamedTuple):
    """A snapshot of nothing but a dictionary."""

    files: dict[str, str]
    label: str = "here"
    revision: str = ""

    def paths(self) -> list[str]:
        return sorted(self.files)

    def read(self, path: str) -> bytes:
        return self.files[path].encode("utf-8")


def composed(files: dict[str, str], before: dict[str, str] | None = None, **more: Any) -> Report:
    """The report of some files, compared with others."""
    partnership = load(Files(files)).partnership
    comparison = compare(load(Files(before)).partnership, partnership) if before is not None else None
    recipe = Recipe(DAY, since=SINCE if comparison else "", sections=more.pop("sections", ()))
    return compose(partnership, recipe=recipe, provenance=MADE, comparison=comparison, **more)


def one_principle() -> dict[str, str]:
    """A partnership that has begun with one principle."""
    return PACK | {
        "partnership.yaml": "name: Small\ncontent: practice-principles\nagencies: [{id: council, name: Council}]\n",
        "principles/trauma.yaml": "principle: trauma\nassessments: {action: {rating: agree, because: It was shown.}}\n",
    }


def hostile(text: str) -> dict[str, str]:
    """A partnership in which everything that can be written says the same."""
    told = json.dumps(text)
    return PACK | {
        "partnership.yaml": f"name: {told}\narea: {told}\nagencies: [{{id: {told}, name: {told}}}, {{id: b}}]\n",
        "principles/children-first.yaml": f"""
principle: children-first
assessments:
  action:
    rating: agree
    agreed: "2026-03-12"
    meeting: m1
    because: {told}
    sources: [{{what: {told}, agency: b, link: "https://example.org/a(b)"}}, {{what: {told}, link: {told}}}]
    reflections: {{evidence: {told}, building: {json.dumps(ODD)}}}
  behaviour: {{rating: , because: {told}}}
making_progress:
  immediate:
    goal: {json.dumps(ODD)}
    measure: {told}
    actions: [{{id: {told}, action: {told}, owner: b, role: {told}, outcome: {told}, status: done}},
              {{id: {told}, action: {told}, due: "2026-01-01"}}]
""",
        "principles/other.yaml": f"principle: {told}\nassessments: {{action: {{because: {told}}}}}\n",
        "views/a.yaml": f"of: {told}\nviews: {{children-first.action: {{rating: agree, because: {told}}}}}\n",
        "views/b.yaml": f"of: b\nviews: {{children-first.action: {{rating: disagree, because: {told}}}}}\n",
        "meetings/m1.md": _meeting("m1", "2026-03-12", text, text),
        "meetings/m2.md": _meeting("m2", "2026-03-12", text, ODD),
        "preliminary.md": f"---\ngoal: {told}\ncommitment: {json.dumps(ODD)}\n---\n\n{ODD}\n",
        "report.yaml": f"title: {told}\nclassification: {told}\nintroduction: {json.dumps(ODD)}\n"
        f"chapters: [{{id: c, title: {told}, text: {json.dumps(ODD)}}}, {{id: d, title: {told}}}]\n",
    }


def _meeting(id: str, day: str, title: str, notes: str) -> str:
    told = json.dumps(title)
    return (
        f'---\nid: {id}\ndate: "{day}"\ntitle: {told}\nprinciples: [children-first]\npresent: [b]\nabsent: [{told}]\n'
        f"heard: [{{who: {told}, how: {told}}}]\n---\n\n{notes}\n"
    )


def of(root: Path, today: str | None = None, **asked: Any) -> str:
    """The report of a partnership in git."""
    return report_markdown.report(report(context(root, today), Asked(length=report_config.FULL, **asked)))


def words(markdown: str) -> str:
    """The words of a text as a reader has them, in a row."""
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    plain = html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r'<a href="([^"]*)">', r" \1 ", shown))).replace("\u200b", "")
    return " ".join(["", *re.findall(r"[^\W_]+", plain.lower()), ""])


@pytest.fixture(scope="module")
def told(built_demo: Path) -> Report:
    """Everything that a report of the example may say."""
    return report(
        context(built_demo, "2026-05-01"), Asked(sections=report_config.KNOWN, since=SINCE, length=report_config.FULL)
    )


def leads_somewhere(markdown: str) -> None:
    """Hold that every link within a page leads to a heading, by the name that each forge gives it."""
    shown = lxml.html.document_fromstring(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))
    titles = [element.text_content() for element in shown.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    plain = [re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles]
    links = [link[1:] for link in shown.xpath("//a/@href") if link.startswith("#")]
    for named in (plain, [re.sub("-+", "-", each) for each in plain]):
        times: Counter[str] = Counter()
        names = []
        for each in named:
            names.append(f"{each}-{times[each]}" if times[each] else each)
            times[each] += 1
        assert {unquote(link) for link in links} <= set(names)
    assert "<a id=" not in markdown


# What it says


def test_all_that_is_told_is_in_it(told: Report) -> None:
    shown = words(report_markdown.report(told))

    for text in _said(tell(told).blocks):
        assert words(safe_markdown.to_markdown(text, heading_from=2)) in shown, text


_UNTOLD = ("anchor", "role", "label", "drawn", "tint", "symbol", "id", "kind", "instead", "chart")


def _said(value: object) -> Iterator[str]:
    """Every text in blocks that is meant for readers; an arrow is shown, and its words are heard only."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple) and not isinstance(value, b.Sign | b.Chart):
        fields = getattr(value, "_fields", ())
        for at, each in enumerate(value):
            if not fields or fields[at] not in _UNTOLD:
                yield from _said(each)


def test_it_begins_with_its_classification_and_ends_with_what_it_takes_to_make_it_again(told: Report) -> None:
    lines = report_markdown.report(told).splitlines()

    assert lines[0] == "> OFFICIAL: for members of the partnership"
    assert lines[2] == "# Wessbury Safeguarding Children Partnership"
    assert lines[-2].startswith("- Recipe: `reflectctl-report commit=")
    assert re.fullmatch("- Fingerprint: `[0-9a-f]{64}`", lines[-1])


def test_every_section_that_has_nothing_to_say_says_so() -> None:
    shown = report_markdown.report(composed({}, sections=report_config.KNOWN))

    assert [line for line in shown.splitlines() if line.startswith("## ")] == [
        "## Decisions asked for",
        "## Summary",
        "## Where we are",
        "## What moved",
        "## How it went over time",
        "## Who sees it otherwise",
        "## Principle by principle",
        "## Who was in the room",
        "## How children, young people and families were heard",
        "## What has been discussed, and what has not",
        "## Preliminary discussion",
        "## Areas with little or no progress",
        "## What difference it made",
        "## What each statutory partner did",
        "## Independent scrutiny",
        "## What reviews recommended",
        "## Actions",
        "## Meetings",
        "## What comes next",
        "## How to read the scale",
        "## How this was made",
    ]
    for section in re.split(r"^## .*\n", shown, flags=re.M)[1:]:
        assert section.strip()


# What linters want


@pytest.mark.npm
def test_markdownlint_has_nothing_to_say(told: Report, tmp_path: Path) -> None:
    pages = {
        "demo": report_markdown.report(told),
        "shortened": report_markdown.report(told, most=60_000),
        "shortest": report_markdown.report(told, most=10_000),
        "empty": report_markdown.report(composed({}, sections=report_config.KNOWN)),
        "begun": report_markdown.report(composed(PACK)),
        "one": report_markdown.report(composed(one_principle(), PACK)),
        "odd": "# Odd\n\n" + "\n\n".join(f"## {n}\n\n{each}" for n, each in enumerate(_oddities()) if each) + "\n",
    }
    for number, text in enumerate(HOSTILE):
        unread = (("principles/voice.yaml", text), (text, text))
        report = composed(
            hostile(text), PACK, sections=(*report_config.KNOWN, "c", "d"), unreadable=unread, later=(text,)
        )
        pages[f"hostile-{number}"] = report_markdown.report(report)
    for name, page in pages.items():
        (tmp_path / f"{name}.md").write_text(page, encoding="utf-8", newline="\n")
    (tmp_path / ".markdownlint-cli2.jsonc").write_text(json.dumps({"config": LINTED}), encoding="utf-8")

    linted = subprocess.run(
        [NPM / "markdownlint-cli2", "*.md"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert linted.stderr.splitlines() == []
    assert linted.returncode == 0
    assert f"Linting: {len(pages)} file(s)" in linted.stdout


def _oddities() -> Iterator[str]:
    """Markdown that nobody would write, as it stands in a report."""
    signs = [
        "# ",
        "## ",
        "- ",
        "* ",
        "+ ",
        "> ",
        "1. ",
        "3. ",
        "2) ",
        "*",
        "**",
        "_",
        "`",
        "~~",
        "[",
        "](https://x.org)",
    ]
    signs += [
        "|",
        "\\",
        "    ",
        "---",
        "***",
        "===",
        " ",
        "!",
        "#",
        ":",
        ".",
        "é",
        "ا",
        "here",
        "word",
        "https://x.org/y",
    ]
    signs += ["www.x.org", "a@b.org", "<https://y.org>", "<b>", "&lt;", "(a)[b]", "[x][y]", ":name", "Evidence"]
    blocks = ["\n", "\n", "\n\n", "```\n", "$ ls\n", "| a | b |\n| - | - |\n| c |  |\n", "> q\n\n> r\n\n", "**E**\n\n"]
    chosen = random.Random(5)
    for _ in range(400):
        text = "".join(chosen.choice(signs + blocks) for _ in range(chosen.randint(1, 25)))
        yield safe_markdown.to_markdown(text, heading_from=3)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_stands_in_the_files_is_shown_and_never_acts(text: str) -> None:
    shown = report_markdown.report(composed(hostile(text), PACK, later=(text,), unreadable=((text, text),)))

    ours = r'<(?:br|/?code|/?pre|/?details|/?summary|a id="[A-Za-z0-9_.-]+"|/a)>'
    assert "<" not in re.sub(ours, "", shown)
    assert shown.count("<details>") == shown.count("</details>")
    assert not re.search(r"(?<!\\)!\[", shown)
    assert not re.search(r"\]\((?!https?:|mailto:|#)", shown.replace("\\]", ""))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", shown)
    assert "@everyone" not in shown
    leads_somewhere(shown)


# How long it is


def test_a_report_that_would_be_too_long_leaves_out_the_oldest_notes_and_says_so() -> None:
    note = "They spoke of the bus, the park and the walk home. " * 100
    files = one_principle()
    for n in range(400):
        day = date.fromordinal(date(2020, 1, 1).toordinal() + n).isoformat()
        files[f"meetings/{n}.md"] = f'---\nid: m{n}\ndate: "{day}"\ntitle: Meeting {n}\n---\n\n{note}\n'

    shown = report_markdown.report(composed(files))

    assert 900_000 < len(shown.encode("utf-8")) <= report_markdown.MOST
    kept = shown.count("<summary>Notes</summary>")
    elsewhere = "as this format holds no more; the HTML report has them."
    assert f"\n- The notes of {400 - kept} meetings are left out, {elsewhere}\n" in shown
    assert shown.count(f"\n\nNotes: left out, {elsewhere}\n\n") == 400 - kept
    first = shown.index("<summary>Notes</summary>")
    assert shown.rindex("Notes: left out") < first
    assert shown.count(note.strip()) == kept


def test_notes_go_first_then_key_points_sources_and_reasons(told: Report) -> None:
    whole = report_markdown.report(told)
    gone: list[list[str]] = []
    for most in range(len(whole.encode("utf-8")), 20_000, -15_000):
        shown = report_markdown.report(told, most=most)
        assert len(shown.encode("utf-8")) <= most
        assert shown.count("<details>") == shown.count("</details>")
        leads_somewhere(shown)
        left = re.findall(
            r"^- (.*) (?:is|are) left out, as this format", shown.partition("## How this was made")[2], re.M
        )
        gone.append([re.sub(r"\d+", "N", each) for each in left])

    assert report_markdown.report(told, most=len(whole.encode("utf-8"))) == whole
    assert gone[0] == []
    order = [
        "The notes of N meetings",
        "The key points of N statements",
        "The sources of N statements",
        "The reasons for agencies’ views of N statements",
        "The introduction",
    ]
    for each in gone:
        assert each[: len(order)] == order[: len(each)]
    assert order in [each[: len(order)] for each in gone]
    assert "“Meetings”" in gone[-1]


# What a change changes

OF_THE_COMMIT = r"- (?:Commit|Recorded|Recipe|Fingerprint): "


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, but for those that differ with every commit; each behind the heading it stands under."""
    found = [line for line in difflib.ndiff(_placed(before), _placed(after)) if line[:2] in ("- ", "+ ")]
    return [line[2:] for line in found if not re.search(f"How this was made \\| {OF_THE_COMMIT}", line)]


def _placed(report: str) -> list[str]:
    placed, where = [], [""]
    for line in filter(None, report.splitlines()):
        if found := re.match(r"(#+) (.*)", line):
            where = [*where[: len(found.group(1)) - 1], found.group(2)]
        placed.append(f"{' > '.join(where[1:])} | {line}")
    return placed


def test_a_rating_that_moves_changes_its_own_lines_and_the_counts(demo: Path) -> None:
    before = of(demo, since=SINCE, today="2026-05-01")
    path = next(demo.glob("principles/*trauma*"))
    beginning, culture, rest = path.read_text("utf-8").partition("\n  culture:\n")
    path.write_text(beginning + culture + rest.replace("rating: disagree", "rating: agree", 1), "utf-8")
    git(demo, "commit", "-qam", "Re-rate")

    found = changed(before, of(demo, since=SINCE, today="2026-05-01"))

    trauma = "Recognise and respond to trauma"
    own = "As a Partnership we|sees? this statement|it is unclear|Wessbury Council: "
    about = (
        r"Summary \| - (?:\*\*(?:Agree|Disagree)\*\*: \d statements|On \w+ statements .* disagree outright)",
        rf"Where we are \| .*{trauma}",
        rf"What moved .*{trauma} · Culture",
        r"Who sees it otherwise > ",
        rf"How it went over time > .*{trauma}.* \| \| Culture \|",
        rf"Principle by principle > .*{trauma} > Culture \| .*(?:{own})",
    )
    for line in found:
        assert any(re.match(each, line) for each in about), line
    for each in about:
        assert any(re.match(each, line) for line in found), each


def test_a_meeting_that_is_added_changes_its_own_lines_and_the_counts(demo: Path) -> None:
    before = of(demo, today="2026-05-01")
    (demo / "meetings" / "2026-04-24-one-more.md").write_text(
        '---\nid: 2026-04-24-one-more\ndate: "2026-04-24"\ntitle: One more\nprinciples: [trauma]\n'
        "present: [police]\nabsent: [council]\n---\n\nWe met.\n",
        encoding="utf-8",
    )
    git(demo, "add", "--all")
    git(demo, "commit", "-qm", "Meet")

    found = changed(before, of(demo, today="2026-05-01"))

    assert any("We met." in line for line in found)
    for line in found:
        own = re.search("One more|24 April 2026|We met|2026-04-24-one-more", line)
        counts = re.search(
            r"\b(?:\d+|one|two|three|four|no) meetings?\b|\d+ of 17|^Who was .*● present",
            line,
            re.IGNORECASE,
        )
        assert own or counts, line


def test_another_day_changes_only_what_goes_by_the_day(built_demo: Path) -> None:
    found = changed(of(built_demo, today="2026-05-01"), of(built_demo, today="2026-06-10"))

    assert found
    by_the_day = (
        r"As of|past their date|\| Open|\*\*Open|in progress|due soon|overdue|due within|little or no|\d actions?$"
    )
    for line in found:
        assert re.search(by_the_day, line, re.IGNORECASE) or line.startswith("Actions > "), line


def test_a_report_is_the_same_whatever_the_order_of_its_files() -> None:
    files = hostile(ODD)

    assert report_markdown.report(composed(files)) == report_markdown.report(composed(dict(reversed(files.items()))))
