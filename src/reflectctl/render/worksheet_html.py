"""A worksheet in; a page out that saves its answers as a file of data, or the same page for paper.

The page asks no network and works from a disk. Its one script collects the answers when somebody says so; nothing else
may run on it.
"""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html import escape

from .. import resources
from ..model.worksheet import DAY, DUE, OWNER, RATING, Part, Question, Sheet
from ..tell.i18n import say
from .escape import visible

_PAGE = """\
<!doctype html>
<html lang="{language}"{large}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="reflectctl">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src \
'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
<main>
<form id="sheet" data-file="{file}" autocomplete="off">
{body}</form>
</main>
{script}</body>
</html>
"""

_SCRIPT = """
"use strict";
const sheet = document.getElementById("sheet");
let saved = true;
sheet.addEventListener("input", () => { saved = false; });
sheet.addEventListener("submit", event => {
  event.preventDefault();
  const answers = {};
  for (const [name, value] of new FormData(sheet)) if (value.trim()) answers[name] = value;
  const told = { reflectctl: "worksheet", seal: document.getElementById("seal").textContent, answers };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(told, null, 2) + "\\n"], { type: "application/json" }));
  link.download = sheet.dataset.file;
  link.click();
  saved = true;
  document.getElementById("saved").hidden = false;
});
for (const clear of document.querySelectorAll("button.plain")) clear.addEventListener("click", () => {
  for (const each of document.getElementsByName(clear.dataset.of)) each.checked = false;
  saved = false;
});
addEventListener("beforeunload", event => { if (!saved) event.preventDefault(); });
"""


def paper(sheet: Sheet, *, large: bool, note: Callable[[str], object]) -> bytes:
    """The worksheet as a PDF, to be printed and filled in by hand; `note` takes what is said of it."""
    from .report_pdf import faces, printed

    faced = faces() + "html { font-family: Arimo; }\n"
    return printed(page(sheet, large=large, paper=True).replace("</style>", f"{faced}</style>", 1), note)


def page(sheet: Sheet, *, large: bool, paper: bool = False) -> str:
    """The worksheet as a page; one for paper has boxes to tick and room to write in."""
    made = _Page(sheet, paper=paper)
    return _PAGE.format(
        language="en-GB" if sheet.language == "en" else escape(sheet.language),
        large=' class="large"' if large else "",
        digest=b64encode(sha256(_SCRIPT.encode()).digest()).decode(),
        title=escape(visible(sheet.title)),
        css=resources.stylesheet("worksheet.css"),
        file=f"{'-'.join(filter(None, (*sheet.seal.of[:1], sheet.seal.who))) or sheet.seal.kind}-answers.json",
        body=visible(made.all()),
        script="" if paper else f"<script>{_SCRIPT}</script>\n",
    )


class _Page:
    def __init__(self, sheet: Sheet, *, paper: bool) -> None:
        self.sheet, self.paper = sheet, paper
        self.lang = f' lang="{escape(sheet.foreign)}"' if sheet.foreign else ""

    def all(self) -> str:
        """Everything, from the title to the seal."""
        marking = f'<p class="marking">{escape(self.sheet.marking)}</p>\n' if self.sheet.marking else ""
        lead = marking + "".join(f"<p>{escape(each)}</p>\n" for each in self.sheet.lead)
        seal = f'<p class="seal" id="seal">{escape(self.sheet.seal.told())}</p>\n'
        parts = "".join(map(self.part, self.sheet.parts))
        return f"<h1>{escape(self.sheet.title)}</h1>\n{lead}{parts}{'' if self.paper else self.save()}{seal}"

    def save(self) -> str:
        """The button that saves the answers."""
        told = say("Your answers stay on this computer until you save them. Send the file to whoever asked you.")
        done = say("Saved. Look for the file among your downloads, and send it.")
        return (
            f'<div class="save"><p>{escape(told)}</p>\n'
            f'<button type="submit">{escape(say("Save the answers"))}</button>\n'
            f'<p id="saved" role="status" hidden>{escape(done)}</p></div>\n'
        )

    def part(self, part: Part) -> str:
        """A part under its title."""
        breaks = ' class="breaks"' if part.breaks else ""
        made = [f"<h{part.level}{breaks}>{escape(part.title)}</h{part.level}>\n"]
        made += [f"<p>{escape(each)}</p>\n" for each in part.lead]
        if part.quotation:
            made.append(f"<blockquote{self.lang}>{escape(part.quotation)}</blockquote>\n")
        if part.terms:
            terms = "".join(
                f"<div><dt>{escape(name)}</dt> <dd>{escape(meaning)}</dd></div>\n" for name, meaning in part.terms
            )
            made.append(f"<dl{self.lang}>\n{terms}</dl>\n")
        return "".join([*made, *map(self.question, part.questions)])

    def question(self, question: Question) -> str:
        """A question and the place for its answer."""
        code = f'<span class="code">{question.code}</span>'
        stands = "".join(f'<p class="stands">{escape(each)}</p>\n' for each in question.stands.splitlines())
        help = f'<p class="help">{escape(question.help)}</p>\n' if question.help else ""
        if question.field == RATING:
            return (
                f'<fieldset class="question"><legend>{escape(question.asked)}</legend>{code}\n'
                f'<p class="statement"{self.lang}>{escape(question.text)}</p>\n'
                f"{stands}{self.choices(question)}</fieldset>\n"
            )
        named = ": ".join(filter(None, (question.asked, question.text)))
        if self.paper:
            place = f'<div class="room" style="height: {question.height * 1.7 + 0.4:.1f}em"></div>'
            label = f"<label>{escape(named)}</label>"
        else:
            id = f'id="a-{question.code}" name="{question.code}"'
            is_short = question.field in (DAY, OWNER, DUE)
            place = f'<input type="text" {id}>' if is_short else f'<textarea {id} rows="{question.height}"></textarea>'
            label = f'<label for="a-{question.code}">{escape(named)}</label>'
        return f'<div class="question">{code}{label}\n{help}{stands}{place}</div>\n'

    def choices(self, question: Question) -> str:
        """The answers to a rating, of which one is ticked."""
        if self.paper:
            boxes = "".join(
                f'<label><span class="box"></span> {escape(title)}</label>\n' for _, title in self.sheet.scale
            )
            return f'<div class="choices">{boxes}</div>\n'
        boxes = "".join(
            f'<label><input type="radio" name="{question.code}" value="{escape(title)}"> {escape(title)}</label>\n'
            for _, title in self.sheet.scale
        )
        clear = f'<button type="button" class="plain" data-of="{question.code}">{escape(say("Take the answer back"))}'
        name = f"<span hidden> {escape(question.asked)}</span>"
        return f'<div class="choices">{boxes}</div>\n{clear}{name}</button>\n'
