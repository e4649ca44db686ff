"""A document of the same build as the published tool, in words of our own, and the ways in which it may be printed.

What it says is known, so that every printing of it has to give the same words.
"""

import html as escapes
import re
import subprocess
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from reflectctl.app import shipped
from reflectctl.importing.published.labels import (
    ANNEX,
    INTRODUCTION,
    KEY_POINTS,
    MEANT,
    PRELIMINARY,
    PROGRESS,
    REFLECTIONS,
    THEMES,
    WHERE,
)
from reflectctl.importing.published.notes import Key, Said
from reflectctl.model.instrument import Instrument, Statement

from .tools import BROWSER, PDFTOTEXT

PACK: Instrument = shipped.pack("practice-principles")
RATINGS = tuple(point.title.replace(" nor ", " / ") for point in PACK.scale)
ASIDES = (
    "It isn’t new - we’ve met it before (in the ‘old’ plans, and elsewhere).",
    "This takes well-worn habits apart, i.e. those nobody’s asked about; some are ours.",
    "What’s learnt is shared / used again, even if it’s ‘only’ a hunch.",
)


def told(text: str, number: int = 0) -> str:
    """A text in words that are neither the pack's nor the published document's, with every sign that may go wrong."""
    return f"{text.replace(chr(39), '’')} {ASIDES[number % len(ASIDES)]}"


class Document(NamedTuple):
    """What the document says."""

    statements: Mapping[str, str]
    voices: Mapping[str, str]
    words: Mapping[Key, Said]
    """Everything that an import has to find."""


STEPS = ("It comes in parts, and each has these:", "a page to rate, with room for reasons", "a page to plan on.")
USED = (
    "Sit down together before you start - with tea, if there’s any.",
    "A year isn’t long for this: take what you need.",
    "Is somebody missing who’s at the heart of it?",
)
READ_UP = ("Their full story is told elsewhere; read that first.", "None of them is an ‘extra’.")
PURPOSE = (
    "To make room for talk that’s frank and kind.",
    "To show what is strong here and what stands in partners' way.",
    "To begin what lasts.",
)
AUDIENCE = ("Everybody who leads in a Partnership", "Housing / Health / Schools, and those who’d join them.")
ABOUT = told("With this, partners look at how they work, one Principle after another.", 1)
SMALL = ("There is more to do than anybody’s day has hours.", "So start small, start somewhere: which one thing is it?")
ALLOWS = (
    "look at each Principle, and at what shows it;",
    "talk about how people act, at every level; and",
    "ask what’s normal here.",
)
TALK = "A short talk at the beginning saves a long one later."
ASK = "Before you begin, put these to each other:"
GOALS = ("Which quick step would children notice", "We would like to see, in two years and more")
ACTIONS, MEASURE = "Steps, with names of roles and days", "How’d we know?"


def invented(pack: Instrument = PACK) -> Document:
    """The document, for a content pack."""
    statements = {each.id: told(each.text, number) for number, each in enumerate(pack.statements)}
    voices = {each.id: told(each.voice, number) for number, each in enumerate(pack.principles)}
    words: dict[Key, Said] = {
        ("purpose",): PURPOSE,
        ("audience",): AUDIENCE,
        ("about",): ABOUT,
        ("allows",): tuple(each.removesuffix(" and").removesuffix(";") for each in ALLOWS),
        ("how_to_use",): (*STEPS, *USED, *READ_UP),
        ("start_small",): " ".join(SMALL),
        ("preliminary",): f"{TALK} {ASK}",
        ("lead_in",): pack.lead_in,
        ("rating_lead_in",): pack.rating_lead_in,
        ("voice_title",): voice_title(pack),
    }
    for approach in pack.approaches:
        words["approaches", approach.id, "title"] = approach.title
    words["approaches", pack.approaches[-1].id, "meaning"] = "warm, and frank"
    for theme in pack.themes:
        words["themes", theme.id, "title"] = theme.title
    for number, question in enumerate(pack.questions):
        words["questions", question.id, "question"] = asked(question.question, number)
        if question.follow_ups:
            words["questions", question.id, "follow_ups"] = tuple(asked(each, number) for each in question.follow_ups)
    for each in pack.statements:
        words["principles", each.principle, "statements", each.dimension] = statements[each.id]
    for principle in pack.principles:
        words["principles", principle.id, "title"] = principle.title
        words["principles", principle.id, "voice"] = voices[principle.id]
    for prompt in pack.prompts:
        words["prompts", prompt.id, "title"] = prompt.title
        words["prompts", prompt.id, "questions"] = tuple(asked(each, 1) for each in prompt.questions)
    for horizon, goal in zip(pack.horizons, GOALS, strict=True):
        words["horizons", horizon.id, "title"] = horizon.title
        words["horizons", horizon.id, "goal"] = goal
        words["horizons", horizon.id, "actions"] = ACTIONS
        words["horizons", horizon.id, "measure"] = MEASURE
    words["horizons", pack.horizons[0].id, "motto"] = "Start Small, Start Somewhere"
    for point in pack.scale:
        words["scale", point.id, "title"] = point.title
        words["scale", point.id, "meaning"] = meant(point.meaning)
    return Document(statements, voices, words)


def voice_title(pack: Instrument = PACK) -> str:
    return pack.voice_title.replace(" and ", " / ")


def asked(question: str, number: int) -> str:
    """A question in other words."""
    return f"{('And now', 'Tell us', 'Then')[number % 3]}: {question[0].lower()}{question[1:].replace(chr(39), '’')}"


def meant(meaning: str) -> str:
    return f"{meaning.removesuffix('.')}, as far as anybody’s able to say."


# What is printed, in blocks


class Block(NamedTuple):
    """A heading, a paragraph, a list or a table."""

    kind: str
    text: str = ""
    items: Sequence[tuple[str, Sequence[str]]] = ()
    rows: Sequence[Sequence[Sequence["Block"]]] = ()


def heading(text: str, level: int = 2) -> Block:
    return Block(f"h{level}", text)


def paragraph(text: str) -> Block:
    return Block("p", text)


def listed(items: Iterable[str], below: Mapping[str, Sequence[str]] | None = None) -> Block:
    return Block("ul", items=[(item, (below or {}).get(item, ())) for item in items])


def table(*rows: Sequence[Sequence[Block]]) -> Block:
    return Block("table", rows=rows)


def semicolons(items: Sequence[str]) -> list[str]:
    return [*(f"{item};" for item in items[:-2]), f"{items[-2]}; and", f"{items[-1]}."]


def blocks(document: Document, pack: Instrument = PACK, *, tables: bool = True) -> list[Block]:
    """Everything in the document, in order."""
    words = document.words
    questions = {str(words["questions", each.id, "question"]): each for each in pack.questions}
    follow_ups = {said: words.get(("questions", each.id, "follow_ups"), ()) for said, each in questions.items()}
    small = [each.title[0].lower() + each.title[1:] for each in pack.approaches]
    made = [
        heading("A Tool for Partners"),
        paragraph("Something to look at together when a year begins and when it ends"),
        listed(PURPOSE),
        paragraph("Made for partnerships, these among others:"),
        listed(AUDIENCE),
        heading(INTRODUCTION),
        paragraph(f"{ABOUT} With it you can:"),
        listed(ALLOWS),
        paragraph(STEPS[0]),
        listed([f"{STEPS[1]}; and", STEPS[2]]),
        paragraph(" ".join(SMALL)),
        paragraph(" ".join(USED[:2])),
        paragraph(USED[2]),
        heading(PRELIMINARY, 3),
        paragraph(TALK),
        paragraph("All of it should be:"),
        listed([*semicolons([*small[:-1], f"{small[-1]} (warm, and frank)"])]),
        paragraph(ASK),
        listed(questions, {said: tuple(each) for said, each in follow_ups.items()}),
        heading(THEMES, 3),
        paragraph("Keep these in mind throughout:"),
        listed(semicolons([each.title[0].lower() + each.title[1:] for each in pack.themes])),
        paragraph(" ".join(READ_UP)),
    ]
    for principle in pack.principles:
        made += [
            Block("page"),
            paragraph(f"{pack.lead_in}..."),
            Block("b", principle.title[0].lower() + principle.title[1:]),
        ]
        for number, statement in enumerate(principle.statements):
            made += _statement(document, pack, statement, (principle.number + number) % 4 if tables else 0)
        made += _progress(document, pack, principle.id, together=principle.number == len(pack.principles))
    made += [
        Block("page"),
        heading(ANNEX),
        table(
            [[paragraph(f"{MEANT}:")], []],
            *([[Block("b", each.title)], [paragraph(str(words["scale", each.id, "meaning"]))]] for each in pack.scale),
        )
        if tables
        else heading(f"{MEANT}:", 3),
        *(
            []
            if tables
            else [
                block
                for each in pack.scale
                for block in (heading(each.title, 4), paragraph(str(words["scale", each.id, "meaning"])))
            ]
        ),
        paragraph("A House by the River"),
        paragraph("Write to: nobody@example.org"),
    ]
    return made


def _statement(document: Document, pack: Instrument, statement: Statement, variant: int) -> list[Block]:
    """A statement and what is asked below it, laid out in one of four ways."""
    dimension = next(each.title.upper() for each in pack.dimensions if each.id == statement.dimension)
    said = paragraph(f"“{document.statements[statement.id]}”")
    where, rating = f"{WHERE}:", f"{pack.rating_lead_in}:"
    prompts = [(each.title, listed(document.words["prompts", each.id, "questions"])) for each in pack.prompts]
    points = [[paragraph(each)] for each in RATINGS]
    keys = [[paragraph(f"{KEY_POINTS}:")] for _ in prompts]
    if variant == 0:
        below = [block for title, asks in prompts for block in (heading(title, 3), asks, paragraph(f"{KEY_POINTS}:"))]
        return [heading(dimension), heading(where, 3), said, heading(rating, 3), paragraph("      ".join(RATINGS)),
                heading(REFLECTIONS), *below]  # fmt: skip
    if variant == 1:
        return [
            table(
                [[paragraph(dimension)], [], [], [], []],
                [[Block("b", where), said, Block("b", rating)], [], [], [], []],
                points,
            ),
            table([[paragraph(REFLECTIONS)], [], []], [[Block("b", title), asks] for title, asks in prompts], keys),
        ]
    bold = [Block("b", dimension), Block("b", where), said, Block("b", rating), paragraph("      ".join(RATINGS)),
            Block("b", REFLECTIONS)]  # fmt: skip
    if variant == 2:
        return [*bold, table([[Block("b", title)] for title, _ in prompts], [[asks] for _, asks in prompts], keys)]
    return [
        *bold,
        *(block for title, asks in prompts for block in (Block("b", title), asks)),
        *(each for [each] in keys),
    ]


def _progress(document: Document, pack: Instrument, principle: str, *, together: bool) -> list[Block]:
    """The voice and the plan; on one page the two parts of the plan are read row by row."""
    made = [heading(PROGRESS), heading(f"{voice_title(pack)}:", 3), paragraph(f"“{document.voices[principle]}”")]
    first, second = pack.horizons
    motto = paragraph("‘Start Small, Start Somewhere’:")
    goals = [paragraph(f"{goal}:") for goal in GOALS]
    asks = [paragraph(f"{ACTIONS}:"), paragraph(MEASURE)]
    if together:
        rows = [asks[0], asks[0], asks[1], asks[1]]
        return [*made, heading(first.title, 3), motto, goals[0], heading(second.title, 3), goals[1], *rows]
    return [*made, heading(first.title, 3), motto, goals[0], *asks, heading(second.title, 3), goals[1], *asks]


# How it is printed


def mixed(made: Iterable[Block]) -> str:
    """Markdown with tables of tabs and tags, as programs make it that read pages by looking at them."""
    lines: list[str] = []
    for block in made:
        if block.kind == "table":
            lines += ["\t".join(_tagged(cell) for cell in row) for row in block.rows]
        elif block.kind == "page":
            lines += ["", ""]
        elif block.kind == "ul":
            lines += [line for item, below in block.items for line in (f"- {item}", *(f"  - {each}" for each in below))]
        elif block.kind == "b":
            lines.append(f"**{block.text}**")
        else:
            lines.append("#" * int(block.kind[1]) + f" {block.text}" if block.kind[0] == "h" else block.text)
        lines.append("")
    return "\n".join(lines)


def _tagged(cell: Sequence[Block]) -> str:
    if len(cell) == 1 and cell[0].kind in ("p", "b"):
        return f"<b>{cell[0].text}</b>" if cell[0].kind == "b" else cell[0].text
    told = []
    for block in cell:
        if block.kind == "ul":
            told.append("<ul> " + " ".join(f"<li>• {item}</li>" for item, _ in block.items) + " </ul>")
        else:
            told.append(f"<p><b>{block.text}</b></p>" if block.kind == "b" else f"<p>{block.text}</p>")
    return " ".join(told)


def markdown(made: Iterable[Block]) -> str:
    """Markdown with tables of its own kind, in which a cell has one line."""
    lines: list[str] = []
    for block in made:
        if block.kind == "table" and len(block.rows[0]) == 2:
            rows = [
                "| " + " | ".join(" ".join(each.text for each in cell) for cell in row) + " |" for row in block.rows
            ]
            lines += [rows[0], "| --- | --- |", *rows[1:]]
        elif block.kind == "table":
            lines.append(html([block]))
        else:
            lines.append(mixed([block]).replace("...", "\\.\\.\\.") if block.kind != "page" else "---")
        lines.append("")
    return "\n".join(lines)


def html(made: Iterable[Block], style: str = "") -> str:
    """A web page."""
    lines = [f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>A page</title><style>{style}</style><body>"]
    for block in made:
        if block.kind == "table":
            lines.append("<table>")
            for row in block.rows:
                cells = [cell for cell in row if cell] or row[:1]
                span = f" colspan={len(row)}" if len(cells) == 1 else ""
                lines.append("<tr>" + "".join(f"<td{span}>{_inner(cell)}</td>" for cell in cells) + "</tr>")
            lines.append("</table>")
        else:
            lines.append(_inner([block]))
    return "\n".join(lines)


def _inner(made: Sequence[Block]) -> str:
    told = []
    for block in made:
        text = escapes.escape(block.text, quote=False).replace("      ", " &nbsp; ")
        if block.kind == "ul":
            told.append("<ul>")
            for item, below in block.items:
                more = "<ul>" + "".join(f"<li>{escapes.escape(each)}</li>" for each in below) + "</ul>" if below else ""
                told.append(f"<li>{escapes.escape(item, quote=False)}{more}</li>")
            told.append("</ul>")
        elif block.kind != "page":
            tag = block.kind if block.kind[0] == "h" else "p"
            told.append(f"<{tag}><b>{text}</b></{tag}>" if block.kind == "b" else f"<{tag}>{text}</{tag}>")
    return "".join(told)


def plain(
    made: Iterable[Block], *, width: int = 90, bullet: str = "• ", fold: Callable[[str, int], list[str]] = textwrap.wrap
) -> str:
    """Text whose lines are broken, with a bullet before each item and one cell below the other."""
    lines: list[str] = []
    for block in made:
        if block.kind == "table":
            for row in block.rows:
                lines += [
                    line for cell in row for line in plain(cell, width=width, bullet=bullet, fold=fold).split("\n")
                ]
        elif block.kind == "ul":
            for item, below in block.items:
                lines += _hung(fold(item, width - len(bullet)), bullet, "")
                lines += [line for each in below for line in _hung(fold(each, width - len(bullet) - 4), bullet, "    ")]
        elif block.kind != "page":
            lines += fold(block.text, width)
        lines.append("")
    return "\n".join(lines)


def _hung(lines: Sequence[str], bullet: str, indent: str) -> list[str]:
    return [indent + (bullet if not number else " " * len(bullet)) + line for number, line in enumerate(lines)]


def side_by_side(made: Iterable[Block], *, head: str = "A Tool for Partners", column: int = 30, page: int = 60) -> str:
    """Text as it lies on the page: cells beside each other, a head and a number on each page, form feeds between."""
    lines: list[str] = []
    for block in made:
        if block.kind == "table":
            for row in block.rows:
                cells = [cell for cell in row if cell]
                widths = {1: [95], 2: [22, 70]}.get(len(cells), [column] * len(cells))
                told = [plain(cell, width=width).split("\n") for cell, width in zip(cells, widths, strict=True)]
                told = [[line for line in cell if line] for cell in told]
                for parts in zip_longest(*told, fillvalue=""):
                    lines.append(
                        "   ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()
                    )
                lines.append("")
        elif block.kind == "page":
            lines += [""] * (-len(lines) % page)
        else:
            lines += plain([block], width=95, bullet="      " if block.kind == "ul" else "• ").split("\n")
    pages = [lines[at : at + page] for at in range(0, len(lines), page)]
    return "".join(
        "\n".join([f"{head}   {number} May 2026", "", *each, "", f"{' ' * 45}{number}", ""]) + "\f"
        for number, each in enumerate(pages, start=1)
    )


# Whole pages out of the mixed text, and paper out of pages


def page_of(text: str, style: str = "") -> str:
    """A web page that says what a text of `mixed` kind says."""
    made: list[Block] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if "\t" in line:
            rows = [line]
            while at < len(lines) and "\t" in lines[at]:
                rows.append(lines[at])
                at += 1
            made.append(Block("raw", _table(rows)))
        elif found := re.match(r"(#+) (.*)", line):
            made.append(heading(found[2], len(found[1])))
        elif line.startswith("- "):
            items = [(line[2:], [])]
            while at < len(lines) and re.match(r" *- ", lines[at]):
                said = re.sub(r" *- ", "", lines[at], count=1)
                if lines[at].startswith("- "):
                    items.append((said, []))
                else:
                    items[-1][1].append(said)
                at += 1
            made.append(Block("ul", items=[(_bold(item), below) for item, below in items]))
        elif line.strip():
            while at < len(lines) and lines[at].strip() and "\t" not in lines[at]:
                line += f"<br>{lines[at]}"
                at += 1
            made.append(Block("raw", f"<p>{_bold(line)}</p>"))
    told = [block.text if block.kind == "raw" else html([block]).partition("<body>")[2] for block in made]
    return html([], style) + "\n".join(told).replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", "</b>")


def _bold(text: str) -> str:
    text = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text)
    return re.sub(r"\*\*(.*?)\*\*", r"<b>\1</b>", text)


def _table(rows: Sequence[str]) -> str:
    told = []
    for row in rows:
        cells = row.split("\t")
        span = f" colspan={len(cells)}" if cells[0] and not any(cells[1:]) else ""
        told.append("<tr>" + "".join(f"<td{span}>{cell}</td>" for cell in (cells[:1] if span else cells)) + "</tr>")
    return f"<table>{''.join(told)}</table>"


def without_breaks_at_dashes(page: str) -> str:
    """The page with every dash and hyphen kept beside the word behind it: `pdftotext` takes them from ends of lines."""
    begin = page.index("<body>")
    dashed = re.compile(r"[\w’]+(?:-[\w’]+)+|(?<= )- \w+")
    parts = re.split(r"(<[^>]*>)", page[begin:])
    kept = [
        part if number % 2 else dashed.sub(r'<span style="white-space:nowrap">\g<0></span>', part)
        for number, part in enumerate(parts)
    ]
    return page[:begin] + "".join(kept)


def paper(page: str, folder: Path) -> Path:
    """The page as a PDF."""
    assert BROWSER
    made = folder / "paper.pdf"
    (folder / "page.html").write_text(page, encoding="utf-8")
    subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
         f"--print-to-pdf={made}", str(folder / "page.html")],
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    return made


def taken_out(made: Path, *options: str) -> str:
    """The text of a PDF, as `pdftotext` tells it."""
    assert PDFTOTEXT
    done = subprocess.run([PDFTOTEXT, *options, str(made), "-"], capture_output=True, timeout=60, check=True)
    return done.stdout.decode("utf-8")
