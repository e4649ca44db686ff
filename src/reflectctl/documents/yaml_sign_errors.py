"""Signs that are not what they seem in; what a person did there, and what to do, out: quotes, tabs, spaces, dashes."""

import re
from collections.abc import Iterator
from typing import Any

from .libyaml import tokens
from .yaml_error_site import KEY, MOST_LINES, WORD_KEY, Mistake, Site

_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"


_ODD_SPACE = re.compile(f"[ \t-]*[{_ODD_SPACES}]")


_ODD_COLON = re.compile("[\\w-]+ ?([\uff1a\ufe55\ufe13\ua789\u2236])")


_NO_ROOM = re.compile(r"\s*(?:- +)*[A-Za-z_][\w-]*(:)(?=[^\s:/])")


DASH_NO_ROOM = re.compile(r"\s*(?:- +)*(-)(?=[^\s-])(?=\D)")


_RULE_OFF = re.compile(r"\s*(?:-{2}|-{4,}|[\u2013\u2014\u2500_*=]{2,})\s*$")


_SIGNS = {
    "&": "a name for this place",
    "*": "a reference to another place",
    "!": "the name of a type",
    "|": "text on the lines below",
    ">": "text on the lines below",
    "%": "an instruction to the program that reads it",
    "?": "a key",
}
"""What YAML takes a character for at the beginning of a value."""


_PUT_IN_QUOTES = "Put the whole text in quotes."


def percent(site: Site) -> Mistake | None:
    """A line that begins with a percent sign."""
    directive = "directive" in site.problem + site.context or "incompatible" in site.problem
    if not site.here.startswith("%") and not directive:
        return None
    number = next((n for n in range(site.line, -1, -1) if site.lines[n].startswith("%")), site.line)
    return Mistake(number, 0, "A line that begins with % stands here; YAML takes it for an instruction.",
                   "Put the text in quotes, or delete the line.")  # fmt: skip


def tab(site: Site) -> Mistake | None:
    """A tab where spaces belong."""
    if _in_quotes(site):
        return None
    first = site.line
    if site.last is not None and site.line - site.last.end_mark.line < MOST_LINES:
        first = min(site.last.start_mark.line + 1, site.line)
    texts = site.texts()
    for number in range(first, site.line + 1):
        line = site.lines[number]
        lead = line[: len(line) - len(line.lstrip(" \t-?:"))] if number == site.line else _lead(line)
        if "\t" not in lead or number in texts or (not line.strip() and number != site.line):
            continue
        column = lead.index("\t")
        if number == site.line and column > site.column:
            continue
        if "-" in lead[:column]:
            return Mistake(number, column, "A tab stands behind the dash here; YAML takes spaces only.",
                           "Replace the tab with one space.")  # fmt: skip
        return Mistake(number, column, "A tab is used for indentation here; YAML takes spaces only.",
                       "Replace the tab with two spaces.")  # fmt: skip
    if site.here[site.column : site.column + 1] == "\t" and "start any token" in site.problem:
        return site.mistake("A tab stands here where a space was expected.",
                            "Replace the tab with a space.")  # fmt: skip
    return None


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _in_quotes(site: Site) -> bool:
    return "quoted" in site.context


def backslash(site: Site) -> Mistake | None:
    """A backslash in double quotes that YAML takes for the beginning of a special character."""
    if not _in_quotes(site) or not ("escape" in site.problem or "hexa" in site.problem or "hexd" in site.problem):
        return None
    column = site.here.rfind("\\", 0, site.column + 1)
    return Mistake(site.line, column if column >= 0 else site.column,
                   "A backslash stands here, inside double quotes, before something that it does not go with.",
                   "Write the backslash twice, or use single quotes.")  # fmt: skip


def open_quote(site: Site) -> Mistake | None:
    """A quotation mark that is opened and never closed, or closed only by the one that opens the next text."""
    if _in_quotes(site) and site.began is not None:
        return _never_closed(site, site.began)
    token = site.last
    if not (isinstance(token, tokens.ScalarToken) and token.style in ("'", '"')):
        return None
    if token.end_mark.line not in (site.line, site.line - 1) or token.start_mark.line == token.end_mark.line:
        return None
    inside = range(token.start_mark.line + 1, token.end_mark.line + 1)
    if any(WORD_KEY.match(site.lines[number]) or site.lines[number].lstrip().startswith("- ") for number in inside):
        return _never_closed(site, token.start_mark)
    return None


def _never_closed(site: Site, mark: Any) -> Mistake:
    rest = site.lines[mark.line][mark.column + 1 :] if mark.line < len(site.lines) else ""
    sign = site.lines[mark.line][mark.column : mark.column + 1] if mark.line < len(site.lines) else ""
    hint = f"Close it with another {sign} where the text ends." if sign else "Close it where the text ends."
    if sign == "'" and re.match(r"[a-z]{1,4} ", rest):
        hint = "Close it where the text ends; or, if it is an apostrophe, put the whole text in double quotes."
    return Mistake(mark.line, mark.column, "A quotation mark is opened here and never closed.", hint)


def after_quote(site: Site) -> Mistake | None:
    """Text behind a closing quotation mark: most often an apostrophe or a quotation within the quotes."""
    token = site.last
    if not isinstance(token, tokens.ScalarToken) or token.style not in ("'", '"') or token.end_mark.line != site.line:
        return None
    end, sign = token.end_mark.column, token.style
    if site.opened is not None or site.here[end : site.column].strip():
        return None
    if sign == "'" and re.match(r"\w'\w", site.here[end - 2 : end + 1]):
        return Mistake(site.line, end - 1, "An apostrophe stands here, inside single quotes, and so ends the text.",
                       "Write it twice (''), or put the whole text in double quotes.")  # fmt: skip
    if sign in site.here[end:]:
        inside = 'Write a quotation mark inside double quotes as \\", or put the whole text in single quotes.'
        if sign == "'":
            inside = "Write a quotation mark inside single quotes twice (''), or put the whole text in double quotes."
        return site.mistake("Text stands here after the closing quotation mark.", inside)
    return site.mistake("Text stands here after the closing quotation mark.",
                        "Move the closing mark to where the text ends, or delete what follows it.")  # fmt: skip


def after_bracket(site: Site) -> Mistake | None:
    """Text behind a closing bracket, as in a link of Markdown."""
    token = site.last
    if not isinstance(token, tokens.FlowSequenceEndToken | tokens.FlowMappingEndToken) or site.opened is not None:
        return None
    if token.end_mark.line != site.line or site.here[token.end_mark.column : site.column].strip():
        return None
    sign = site.here[token.start_mark.column : token.end_mark.column]
    if site.here[site.column : site.column + 1] in ("]", "}"):
        return site.mistake(f"A {site.here[site.column]} stands here that nothing opens.",
                            "Delete it, or open it where the list begins.")  # fmt: skip
    return site.mistake(
        f"Text stands here after the closing {sign}.",
        f"{_PUT_IN_QUOTES[:-1]} if the brackets belong to it; else delete what follows them.",
    )


def text_sign(site: Site) -> Mistake | None:
    """What stands behind the | or > that announces text."""
    if "block scalar" not in site.context or site.began is None:
        return None
    line, column = site.within(site.began.line, site.began.column)
    sign = site.lines[line][column : column + 1]
    said = site.lines[line][column + 1 :].split("#")[0].strip()
    if re.fullmatch(r"[-+]?[0-9]+[-+]?", said):
        return Mistake(
            line,
            column + 1,
            f"The number {said.strip('+-')} stands here behind the sign {sign} that announces text.",
            "Delete the number; the text's first line says how far it is indented.",
        )
    return site.mistake(
        f"Text stands here right after the sign {sign} that announces it.",
        f"Begin the text on the next line, indented; or, if it begins with {sign} itself, put it in quotes.",
    )


def bad_beginning(site: Site) -> Mistake | None:
    """A character that cannot begin a value, or means something else there."""
    context = site.context
    if any(word in context for word in ("anchor", "alias", "tag")) and site.began is not None:
        line, column = site.within(site.began.line, site.began.column)
    elif any(word in site.problem for word in ("start any token", "node content", "mapping keys", "tag handle")):
        line, column = site.line, site.column
        if "tag handle" in site.problem and site.began is not None:
            line, column = site.within(site.began.line, site.began.column)
    else:
        return None
    sign = site.lines[line][column : column + 1]
    if not sign.strip():
        return None
    if sign in _SIGNS:
        return Mistake(line, column, f"The text here begins with {sign}, which YAML takes for {_SIGNS[sign]}.",
                       _PUT_IN_QUOTES)  # fmt: skip
    return Mistake(line, column, f"The character {sign} cannot begin a value.", _PUT_IN_QUOTES)


def odd_line(site: Site) -> Mistake | None:
    """A line that is a key or an entry to the eye and not to YAML: for a space, a colon or a dash that is another."""
    first = site.line
    token = site.last
    if site.began is not None and "simple key" in site.context:
        first = site.began.line
    elif isinstance(token, tokens.ScalarToken) and token.plain:
        first = token.start_mark.line
    elif token is not None and token.end_mark.line < site.line:
        first = token.end_mark.line + 1
    first = max(first, site.line - MOST_LINES)
    texts = site.texts()
    for number in range(first, site.line + 1):
        line = site.lines[number]
        if number in texts or line.lstrip().startswith("#"):
            continue
        start = (
            token.start_mark.column if number == first and isinstance(token, tokens.ScalarToken) and token.plain else 0
        )
        begins = start if start and KEY.match(line[:start]) else 0
        mistake = _odd(site, number, begins)
        if mistake is not None:
            return mistake
    return None


def _odd(site: Site, number: int, begins: int) -> Mistake | None:
    line = site.lines[number]
    found = _ODD_SPACE.match(line) or _ODD_SPACE.match(line, begins)
    if found:
        code = ord(line[found.end() - 1])
        return Mistake(
            number,
            found.end() - 1,
            f"A space of another kind (U+{code:04X}) stands here; it only looks like one.",
            "Replace it with an ordinary space; it often comes along when text is pasted.",
        )
    found = _ODD_COLON.match(line, len(line) - len(line.lstrip(" -")))
    if found and not begins:
        return Mistake(
            number,
            found.start(1),
            f"The colon here is another character (U+{ord(found[1]):04X}); it only looks like one.",
            "Write an ordinary colon and a space.",
        )
    found = _NO_ROOM.match(line, begins)
    if found and not begins:
        return Mistake(number, found.start(1), "No space stands behind this colon.",
                       "Write a space between the colon and the value.")  # fmt: skip
    if begins:
        return None
    found = DASH_NO_ROOM.match(line)
    if found and any(_has_dash(site, other, found.start(1)) for other in _beside(site, number)):
        return dash_no_room(number, found.start(1))
    if _RULE_OFF.match(line):
        return Mistake(
            number,
            site.indent(number),
            "A line of dashes or the like stands here.",
            "Delete it; only a line of exactly three dashes means something, around front matter.",
        )
    return None


def dash_no_room(line: int, column: int) -> Mistake:
    """A dash with what it begins right behind it."""
    return Mistake(line, column, "No space stands behind this dash.",
                   "Write a space between the dash and what the entry holds.")  # fmt: skip


def _beside(site: Site, number: int) -> Iterator[int]:
    """The lines above and below, as far as a block may reach."""
    yield from range(max(0, number - 12), number)
    yield from range(number + 1, min(len(site.lines), number + 13))


def _has_dash(site: Site, number: int, column: int) -> bool:
    return site.lines[number][:column].strip(" ") == "" and site.lines[number][column : column + 2] in ("- ", "-")
