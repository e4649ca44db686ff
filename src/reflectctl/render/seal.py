"""A report's recipe and fingerprint: as they stand in a report, put there and read back.

With its recipe, a report can be made again from the commit that it names; the fingerprint tells whether it is still as
it was made. They are marks of this form:

- HTML: `<div><dt>Recipe</dt><dd><code>RECIPE</code></dd></div>` and after it
  `<div><dt>Fingerprint</dt><dd><code>DIGITS</code></dd></div>`, once in the file.
- Markdown: the lines ``- Recipe: `RECIPE` `` and ``- Fingerprint: `DIGITS` ``, one after the other. The last such pair
  of the file counts, as what a partnership writes may hold others.
- DOCX: the last two facts of its text; its fingerprint is that of its parts, however they are
  packed.
- JSON: the keys `recipe` and `fingerprint` of the outermost object, one after the other, indented by two.

RECIPE is what `told` gives; DIGITS are `PLACEHOLDER` until `put` puts the fingerprint in its place. What is read comes
from a file that anyone may have written: nothing in it is believed but for its shape.
"""

import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from ..errors import ReflectError
from ..model.blocks import Code, Pair, Pairs, Paragraph, Section, Telling
from ..model.named_tuples import NamedTuple
from ..model.report import Recipe, Report
from ..model.report_config import EDITIONS, LENGTHS

HTML, MARKDOWN, JSON, DOCX, PDF = "html", "markdown", "json", "docx", "pdf"

FORMATS = (HTML, MARKDOWN, JSON, DOCX, PDF)
"""The formats of a report."""

PLACEHOLDER = "0" * 64
"""What stands where the fingerprint will be."""

MARK = "reflectctl-report"
"""What a recipe begins with."""

MOST = 4_000
"""No recipe is longer, in characters."""


class Label(NamedTuple):
    """What a report says of how it was made."""

    recipe: Recipe
    commit: str
    """The full id; empty when nothing was committed."""
    uncommitted: bool
    """Whether it tells of changes that no commit has."""
    format: str
    program: str
    """The version of the program that made it."""


class Sealed(NamedTuple):
    """A report's label, its fingerprint, and whether the report is still as it was made."""

    label: Label
    fingerprint: str
    intact: bool


def told(report: Report, format: str) -> str:
    """The recipe of a report in one line of ASCII, which needs no escaping in any format."""
    recipe, made = report.recipe, report.provenance
    said = {
        "commit": made.revision,
        "uncommitted": "yes" if made.uncommitted else "",
        "day": recipe.day.isoformat(),
        "edition": recipe.edition,
        "length": recipe.length,
        "year": recipe.year,
        "start": recipe.start.isoformat() if recipe.start else "",
        "until": recipe.until.isoformat() if recipe.until else "",
        "since": _encoded(recipe.since),
        "since-commit": recipe.since_commit,
        "head": recipe.head,
        "sections": ",".join(map(_encoded, recipe.sections)),
        "principles": ",".join(map(_encoded, recipe.principles)),
        "language": recipe.language,
        "format": format,
        "program": made.program,
    }
    return " ".join((MARK, *(f"{key}={value}" for key, value in said.items() if value)))


def sealed(telling: Telling, report: Report, format: str) -> Telling:
    """What a report says, with its recipe and the place of its fingerprint as the last facts of all."""
    last = telling.blocks[-1]
    assert isinstance(last, Section)
    facts = last.blocks[-1]
    assert isinstance(facts, Pairs)
    marks = [("Recipe", told(report, format)), ("Fingerprint", PLACEHOLDER)]
    if format == PDF:
        # Nothing reads it back.
        marks.pop()
    pairs = (Pair(name, (Paragraph(Code(text)),)) for name, text in marks)
    last = last._replace(blocks=(*last.blocks[:-1], facts._replace(pairs=(*facts.pairs, *pairs))))
    return telling._replace(blocks=(*telling.blocks[:-1], last))


def put(text: str) -> str:
    """A report with its fingerprint in the placeholder's place; one that has none is given back as it is."""
    found = _marks(text, form(text))
    if len(found) != 1 or found[0].group("digits") != PLACEHOLDER:
        return text
    start, end = found[0].span("digits")
    return text[:start] + _digits(text) + text[end:]


def put_in_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a document with its fingerprint in the placeholder's place: that of all of them."""
    body = parts[BODY].replace(PLACEHOLDER.encode(), _digits_of(parts).encode())
    return {**parts, BODY: body}


def read_in_parts(parts: dict[str, bytes], words: list[str]) -> Sealed:
    """The seal of a document, by its parts and by what its paragraphs say; raises as `read` does."""
    found = re.search(rf"Recipe\s*{_RECIPE}\nFingerprint\s*{_DIGITS}\n", "\n".join([*words[-8:], ""]))
    if found is None:
        raise ReflectError("It carries no recipe and fingerprint, as every report of `reflectctl report` does.")
    digits = found.group("digits")
    blank = {**parts, BODY: parts[BODY].replace(digits.encode(), PLACEHOLDER.encode())}
    return Sealed(parse(found.group("recipe")), digits, digits == _digits_of(blank))


def _digits_of(parts: dict[str, bytes]) -> str:
    digits = sha256()
    for name, content in parts.items():
        digits.update(f"{name} {len(content)}\n".encode() + content)
    return digits.hexdigest()


BODY = "word/document.xml"
"""The part of a document that holds its text."""


def read(text: str) -> Sealed:
    """The seal of a report. Raises `ReflectError` when there is none, more than one, or none that can be read."""
    format = form(text)
    found = _marks(text, format)
    if not found:
        raise ReflectError("It carries no recipe and fingerprint, as every report of `reflectctl report` does.")
    if len(found) > 1:
        raise ReflectError("It carries more than one recipe and fingerprint, and only one can be its own.")
    label = parse(found[0].group("recipe"))
    if label.format != format:
        raise ReflectError(f"Its recipe is that of a report in {label.format}, and the file is not one.")
    start, end = found[0].span("digits")
    digits = found[0].group("digits")
    return Sealed(label, digits, digits == _digits(text[:start] + PLACEHOLDER + text[end:]))


def is_result(before: bytes, now: bytes) -> bool:
    """Whether a file may be taken for a result that is written anew: a report, a page or data of the program's own, or
    text with the same first line as now.
    """
    line = before.partition(b"\n")[0]
    alike = len(line) > _SHORTEST and not line.startswith(b"<") and line == now.partition(b"\n")[0]
    data = before.startswith(b'{\n  "format": 1,\n  "kind": "')
    return alike or data or any(each in before for each in (f"{MARK} ".encode(), *_OURS))


_SHORTEST = 4
_OURS = (b'<meta name="generator" content="reflectctl">', b"/ID [(reflectctl) (")


def form(text: str) -> str:
    """The format of a report, by how it begins."""
    beginning = text[:100].lstrip().lower()
    if beginning.startswith("<!doctype html"):
        return HTML
    return JSON if beginning.startswith("{") else MARKDOWN


def parse(line: str) -> Label:
    """A recipe in one line, read. Raises `ReflectError` for anything that `told` would not have written."""
    mark, *pairs = line.split(" ")
    if mark != MARK or len(line) > MOST:
        raise ReflectError("Its recipe cannot be read.")
    values: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if key not in _SHAPES or key in values or not equals or not value:
            raise ReflectError("Its recipe cannot be read: it names something unknown, or something twice.")
        try:
            values[key] = _SHAPES[key](value)
        except ValueError:
            raise ReflectError(f"Its recipe cannot be read: its {key} is not one.") from None
    for key in ("day", "edition", "format", "program"):
        if key not in values:
            raise ReflectError(f"Its recipe cannot be read: it names no {key}.")
    given = {key.replace("-", "_"): value for key, value in values.items()}
    recipe = Recipe(**{key: value for key, value in given.items() if key in Recipe._fields})
    return Label(recipe, values.get("commit", ""), "uncommitted" in values, values["format"], values["program"])


_RECIPE = rf"(?P<recipe>{MARK} [A-Za-z0-9._~:+/%,= -]{{1,{MOST}}})"
_DIGITS = "(?P<digits>[0-9a-f]{64})"
_MARKS = {
    HTML: re.compile(
        rf"<dt>Recipe</dt><dd><code>{_RECIPE}</code></dd></div>\s*"
        rf"<div><dt>Fingerprint</dt><dd><code>{_DIGITS}</code></dd>"
    ),
    MARKDOWN: re.compile(rf"^- Recipe: `{_RECIPE}`\n- Fingerprint: `{_DIGITS}`$", re.MULTILINE),
    JSON: re.compile(rf'^  "recipe": "{_RECIPE}",\n  "fingerprint": "{_DIGITS}",?$', re.MULTILINE),
}


def _marks(text: str, format: str) -> list[re.Match[str]]:
    found = list(_MARKS[format].finditer(text))
    return found[-1:] if format == MARKDOWN else found


def _digits(text: str) -> str:
    # What cannot be encoded is written to files as an escape, and is escaped when it is read back.
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _encoded(text: str) -> str:
    """The text with everything but letters, digits and a few signs as `%` and two digits for each byte."""
    return re.sub(
        rb"[^A-Za-z0-9._~:+/-]",
        lambda found: b"%%%02X" % ord(found.group()),
        text.encode("utf-8", "surrogateescape"),
    ).decode("ascii")


def _decoded(value: str) -> str:
    if "," in value or re.sub("%[0-9A-F]{2}", "", value).count("%"):
        raise ValueError
    raw = re.sub("%([0-9A-F]{2})", lambda found: chr(int(found.group(1), 16)), value).encode("latin-1")
    text = raw.decode("utf-8", "surrogateescape")
    if not text or len(text) > 200 or _encoded(text) != value or _CONTROLS.search(text):
        raise ValueError
    return text


def _word(value: str) -> str:
    """A word for a moment, as a person may have typed it."""
    word = _decoded(value)
    if word.startswith("-") or " " in word:
        raise ValueError
    return word


def _ids(value: str) -> tuple[str, ...]:
    ids = tuple(map(_decoded, value.split(",")))
    if len(set(ids)) < len(ids):
        raise ValueError
    return ids


def _day(value: str) -> date:
    # Days are counted on from it: a year must be left.
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII) or value > "9900":
        raise ValueError
    return date.fromisoformat(value)


def _shaped(pattern: str) -> Callable[[str], str]:
    def shape(value: str) -> str:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError
        return value

    return shape


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_HASH = _shaped("[0-9a-f]{40}|[0-9a-f]{64}")
_SHAPES: dict[str, Callable[[str], Any]] = {
    "commit": _HASH,
    "uncommitted": _shaped("yes"),
    "day": _day,
    "edition": _shaped("|".join(EDITIONS)),
    "length": _shaped("|".join(LENGTHS)),
    "year": _shaped(r"\d{4}-\d{2}"),
    "start": _day,
    "until": _day,
    "since": _word,
    "since-commit": _HASH,
    "head": _HASH,
    "sections": _ids,
    "principles": _ids,
    "language": _shaped(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}"),
    "format": _shaped("|".join(FORMATS)),
    "program": _shaped(r"[A-Za-z0-9.+_-]{1,40}"),
}
