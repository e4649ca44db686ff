"""Text that is not YAML in; where a person went wrong, what they did and what to do about it out.

A parser stops where it can no longer go on, often lines below the mistake, and says so in words for those who write
parsers. None of its words get out of here: they only say which of the usual mistakes to look for. Imported when
something is wrong, and not before.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import yaml
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
)

_MOST_TOKENS = 100_000
_MOST_LINES = 200
"""How far back a mistake is looked for."""


class Mistake(NamedTuple):
    """A mistake in words, at its line and column, both from 0."""

    line: int
    column: int
    message: str
    hint: str


LAST_RESORT = "The file cannot be read from here on: something on this line, or just above it, is not as YAML has it."

_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_ODD_SPACE = re.compile(f"[ \t-]*[{_ODD_SPACES}]")
_ODD_COLON = re.compile("[\\w-]+ ?([\uff1a\ufe55\ufe13\ua789\u2236])")
_NO_ROOM = re.compile(r"\s*(?:- +)*[A-Za-z_][\w-]*(:)(?=[^\s:/])")
_DASH_NO_ROOM = re.compile(r"\s*(?:- +)*(-)(?=[^\s-])(?=\D)")
_KEY = re.compile(r"""\s*(?:- +)*("[^"]*"|'[^']*'|[^\s#:"'\[{][^:]{0,80}?) ?:(?=\s|$)""")
_WORD_KEY = re.compile(r"\s*(?:- +)*[A-Za-z_][\w-]*:(?=\s|$)")
_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_RULE_OFF = re.compile(r"\s*(?:-{2}|-{4,}|[\u2013\u2014\u2500_*=]{2,})\s*$")
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
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


class _Site:
    """The place of an accident: the text, where the parser stopped and why, and what it had understood so far."""

    def __init__(self, error: yaml.MarkedYAMLError, text: str, take: Callable[[], Any]) -> None:
        self.lines = text.splitlines() or [""]
        self.problem, self.context = str(error.problem or ""), str(error.context or "")
        mark = error.problem_mark or error.context_mark
        self.index = mark.index if mark is not None else 0
        self.line, self.column = self.within(mark.line, mark.column) if mark is not None else (0, 0)
        self.began = error.context_mark
        self.take = take

    def within(self, line: int, column: int) -> tuple[int, int]:
        """The line and column, or the file's last ones where they lie behind it."""
        if line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return line, min(column, len(self.lines[line]))

    @cached_property
    def tokens(self) -> list[Any]:
        """What stands before the place where the parser stopped, in pieces."""
        kept: list[Any] = []
        try:
            while len(kept) < _MOST_TOKENS:
                token = self.take()
                if token is None or token.start_mark.index >= self.index:
                    return kept
                kept.append(token)
        except yaml.YAMLError:
            return kept
        # What stands before the place is still far away: rather nothing than something else.
        return []

    @property
    def here(self) -> str:
        """The line where the parser stopped."""
        return self.lines[self.line]

    @property
    def last(self) -> Any:
        """The last value, sign or key before the place, ends of blocks passed over; None when there is none."""
        return next((token for token in reversed(self.tokens) if _has_text(token)), None)

    @property
    def opened(self) -> Any:
        """The innermost bracket that is still open; None when none is."""
        depth = 0
        for token in reversed(self.tokens):
            if isinstance(token, FlowSequenceEndToken | FlowMappingEndToken):
                depth += 1
            elif isinstance(token, FlowSequenceStartToken | FlowMappingStartToken):
                if not depth:
                    return token
                depth -= 1
        return None

    def texts(self) -> set[int]:
        """The lines inside a text that begins with | or >: they may look like anything."""
        return {
            line
            for token in self.tokens
            if isinstance(token, ScalarToken) and token.style in ("|", ">")
            for line in range(token.start_mark.line + 1, token.end_mark.line)
        }

    def above(self, line: int) -> int | None:
        """The nearest line above that holds a key or an entry; None when there is none."""
        texts = self.texts()
        for number in range(line - 1, max(-1, line - _MOST_LINES), -1):
            said = self.lines[number].strip()
            if said and not said.startswith("#") and number not in texts and said != "---":
                return number
        return None

    def key(self, line: int | None) -> str:
        """The key on a line, in backticks; empty when there is none."""
        found = _KEY.match(self.lines[line]) if line is not None else None
        return f"`{_short(found[1])}`" if found else ""

    def indent(self, line: int) -> int:
        """Where the text of a line begins."""
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))


def _has_text(token: Any) -> bool:
    return token.end_mark.index > token.start_mark.index and not isinstance(token, KeyToken)


def explain(error: yaml.YAMLError, text: str, take: Callable[[], Any]) -> Mistake:
    """Where a person went wrong, what they did, and what to do. `take` gives the text's tokens, one after the other."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unreadable(error, text)
    site = _Site(error, text, take)
    for look in _USUAL:
        mistake = look(site)
        if mistake is not None:
            line, column = site.within(mistake.line, mistake.column)
            return mistake._replace(line=line, column=column)
    return Mistake(
        site.line, site.column, LAST_RESORT, "Look at the indentation, the colons and the quotation marks near here."
    )


def _unreadable(error: yaml.YAMLError, text: str) -> Mistake:
    """A character that no YAML file may hold."""
    index = min(int(getattr(error, "position", 0) or 0), max(len(text) - 1, 0))
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    code = ord(text[index]) if text else 0
    return Mistake(
        before.count("\n"),
        len(before) - before.rfind("\n") - 1,
        f"The character U+{code:04X} stands here, which cannot be part of the file.",
        "Delete it; it often comes along when text is pasted.",
    )


# ---- one usual mistake after the other ---------------------------------------------------------------------------


def _percent(site: _Site) -> Mistake | None:
    """A line that begins with a percent sign."""
    directive = "directive" in site.problem + site.context or "incompatible" in site.problem
    if not site.here.startswith("%") and not directive:
        return None
    number = next((n for n in range(site.line, -1, -1) if site.lines[n].startswith("%")), site.line)
    return Mistake(number, 0, "A line that begins with % stands here; YAML takes it for an instruction.",
                   "Put the text in quotes, or delete the line.")  # fmt: skip


def _tab(site: _Site) -> Mistake | None:
    """A tab where spaces belong."""
    if _in_quotes(site):
        return None
    first = site.line
    if site.last is not None and site.line - site.last.end_mark.line < _MOST_LINES:
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
        return Mistake(site.line, site.column, "A tab stands here where a space was expected.",
                       "Replace the tab with a space.")  # fmt: skip
    return None


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _in_quotes(site: _Site) -> bool:
    return "quoted" in site.context


def _backslash(site: _Site) -> Mistake | None:
    """A backslash in double quotes that YAML takes for the beginning of a special character."""
    if not _in_quotes(site) or not ("escape" in site.problem or "hexa" in site.problem or "hexd" in site.problem):
        return None
    column = site.here.rfind("\\", 0, site.column + 1)
    return Mistake(site.line, column if column >= 0 else site.column,
                   "A backslash stands here, inside double quotes, before something that it does not go with.",
                   "Write the backslash twice, or use single quotes.")  # fmt: skip


def _open_quote(site: _Site) -> Mistake | None:
    """A quotation mark that is opened and never closed, or closed only by the one that opens the next text."""
    if _in_quotes(site) and site.began is not None:
        return _never_closed(site, site.began)
    token = site.last
    if not (isinstance(token, ScalarToken) and token.style in ("'", '"')):
        return None
    if token.end_mark.line not in (site.line, site.line - 1) or token.start_mark.line == token.end_mark.line:
        return None
    inside = range(token.start_mark.line + 1, token.end_mark.line + 1)
    if any(_WORD_KEY.match(site.lines[number]) or site.lines[number].lstrip().startswith("- ") for number in inside):
        return _never_closed(site, token.start_mark)
    return None


def _never_closed(site: _Site, mark: Any) -> Mistake:
    rest = site.lines[mark.line][mark.column + 1 :] if mark.line < len(site.lines) else ""
    sign = site.lines[mark.line][mark.column : mark.column + 1] if mark.line < len(site.lines) else ""
    hint = f"Close it with another {sign} where the text ends." if sign else "Close it where the text ends."
    if sign == "'" and re.match(r"[a-z]{1,4} ", rest):
        hint = "Close it where the text ends; or, if it is an apostrophe, put the whole text in double quotes."
    return Mistake(mark.line, mark.column, "A quotation mark is opened here and never closed.", hint)


def _after_quote(site: _Site) -> Mistake | None:
    """Text behind a closing quotation mark: most often an apostrophe or a quotation within the quotes."""
    token = site.last
    if not isinstance(token, ScalarToken) or token.style not in ("'", '"') or token.end_mark.line != site.line:
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
        return Mistake(site.line, site.column, "Text stands here after the closing quotation mark.", inside)
    return Mistake(site.line, site.column, "Text stands here after the closing quotation mark.",
                   "Move the closing mark to where the text ends, or delete what follows it.")  # fmt: skip


def _after_bracket(site: _Site) -> Mistake | None:
    """Text behind a closing bracket, as in a link of Markdown."""
    token = site.last
    if not isinstance(token, FlowSequenceEndToken | FlowMappingEndToken) or site.opened is not None:
        return None
    if token.end_mark.line != site.line or site.here[token.end_mark.column : site.column].strip():
        return None
    sign = site.here[token.start_mark.column : token.end_mark.column]
    if site.here[site.column : site.column + 1] in ("]", "}"):
        return Mistake(site.line, site.column, f"A {site.here[site.column]} stands here that nothing opens.",
                       "Delete it, or open it where the list begins.")  # fmt: skip
    return Mistake(site.line, site.column, f"Text stands here after the closing {sign}.",
                   f"{_PUT_IN_QUOTES[:-1]} if the brackets belong to it; else delete what follows them.")  # fmt: skip


_CLOSES = {"[": "]", "{": "}"}


def _brackets(site: _Site) -> Mistake | None:
    """A bracket that is not closed, or not by its like, and commas that are missing or too many."""
    opening = site.opened
    if opening is None:
        return None
    at = opening.start_mark
    sign = site.lines[at.line][at.column : at.column + 1]
    stopped = site.here[site.column : site.column + 1]
    rest = site.lines[at.line][at.column + 1 :]
    if site.line == at.line or _CLOSES[sign] in "".join(site.lines[at.line : site.line + 1]):
        if stopped and stopped in "]}" and stopped != _CLOSES[sign]:
            return Mistake(
                site.line,
                site.column,
                f"A {stopped} stands here, where the {sign} before it asks for {_CLOSES[sign]}.",
                f"Close the {sign} with a {_CLOSES[sign]}.",
            )
        if stopped and stopped in ",]}":
            return Mistake(site.line, site.column, "A comma stands here with nothing before it." if stopped == ","
                           else f"A {stopped} stands here that does not close anything.",
                           "Delete it, or write the value that belongs before it.")  # fmt: skip
        if stopped and stopped in "@`%|>&*!?" and "':'" not in site.problem:
            return None
        if site.here[site.column : site.column + 2] == "- ":
            return Mistake(site.line, site.column, f"A dash stands here, inside {sign} {_CLOSES[sign]}.",
                           f"Inside {sign} {_CLOSES[sign]} write no dashes, only commas.")  # fmt: skip
        if _CLOSES[sign] in rest:
            if stopped == ":":
                return Mistake(
                    site.line,
                    site.column,
                    f"A second colon stands here, inside {sign} {_CLOSES[sign]}.",
                    "Write a comma before the next key, or put the text in quotes if the colon belongs to it.",
                )
            return Mistake(site.line, site.column, f"A comma is missing before this, inside {sign} {_CLOSES[sign]}.",
                           "Write a comma between two values.")  # fmt: skip
    return Mistake(
        at.line,
        at.column,
        f"A {sign} is opened here and never closed.",
        f"Close it with a {_CLOSES[sign]}; or, if it belongs to a text, put the whole text in quotes.",
    )


def _odd_line(site: _Site) -> Mistake | None:
    """A line that is a key or an entry to the eye and not to YAML: for a space, a colon or a dash that is another."""
    first = site.line
    token = site.last
    if site.began is not None and "simple key" in site.context:
        first = site.began.line
    elif isinstance(token, ScalarToken) and token.plain:
        first = token.start_mark.line
    elif token is not None and token.end_mark.line < site.line:
        first = token.end_mark.line + 1
    first = max(first, site.line - _MOST_LINES)
    texts = site.texts()
    for number in range(first, site.line + 1):
        line = site.lines[number]
        if number in texts or line.lstrip().startswith("#"):
            continue
        start = token.start_mark.column if number == first and isinstance(token, ScalarToken) and token.plain else 0
        begins = start if start and _KEY.match(line[:start]) else 0
        mistake = _odd(site, number, begins)
        if mistake is not None:
            return mistake
    return None


def _odd(site: _Site, number: int, begins: int) -> Mistake | None:
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
    found = _DASH_NO_ROOM.match(line)
    if found and any(_has_dash(site, other, found.start(1)) for other in _beside(site, number)):
        return _dash_no_room(number, found.start(1))
    if _RULE_OFF.match(line):
        return Mistake(
            number,
            site.indent(number),
            "A line of dashes or the like stands here.",
            "Delete it; only a line of exactly three dashes means something, around front matter.",
        )
    return None


def _dash_no_room(line: int, column: int) -> Mistake:
    return Mistake(line, column, "No space stands behind this dash.",
                   "Write a space between the dash and what the entry holds.")  # fmt: skip


def _beside(site: _Site, number: int) -> Iterator[int]:
    """The lines above and below, as far as a block may reach."""
    yield from range(max(0, number - 12), number)
    yield from range(number + 1, min(len(site.lines), number + 13))


def _has_dash(site: _Site, number: int, column: int) -> bool:
    return site.lines[number][:column].strip(" ") == "" and site.lines[number][column : column + 2] in ("- ", "-")


def _dots(site: _Site) -> Mistake | None:
    """A line of three dots, which ends what is read."""
    if "document start" not in site.problem:
        return None
    for number in range(site.line - 1, max(-1, site.line - _MOST_LINES), -1):
        if site.lines[number].rstrip() == "..." or site.lines[number].startswith("... "):
            return Mistake(number, 0, "A line of three dots stands here, and ends what is read of the file.",
                           "Delete the line.")  # fmt: skip
    return None


def _text_sign(site: _Site) -> Mistake | None:
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
    return Mistake(
        site.line,
        site.column,
        f"Text stands here right after the sign {sign} that announces it.",
        f"Begin the text on the next line, indented; or, if it begins with {sign} itself, put it in quotes.",
    )


def _bad_beginning(site: _Site) -> Mistake | None:
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


def _dash(site: _Site) -> Mistake | None:
    """A list's dash where no list can begin."""
    if "sequence entries" not in site.problem:
        return None
    if _KEY.match(site.here[: site.column]):
        return Mistake(site.line, site.column, "A list's dash stands on the same line as its key.",
                       "Begin the list on the next line.")  # fmt: skip
    name = site.key(site.above(site.line))
    return Mistake(site.line, site.column, f"A list begins here, below {name or 'a line'} that has its value already.",
                   "Give the list a key of its own, or put what is above into the list.")  # fmt: skip


def _colon(site: _Site) -> Mistake | None:
    """A colon where no key can stand."""
    if "mapping values" not in site.problem:
        return None
    token = site.last
    plain = isinstance(token, ScalarToken) and token.plain
    first, column = (token.start_mark.line, token.start_mark.column) if plain else (site.line, site.column)
    before = site.lines[first][:column]
    if first == site.line:
        if plain and token.value[:1] in _CURLY:
            return Mistake(
                first,
                column,
                f"The mark {token.value[0]} is not a quotation mark to YAML, so that the colon in the text ends it.",
                'Write the straight mark " at the beginning and at the end of the text.',
            )
        return Mistake(
            site.line,
            site.column,
            "A second colon with a space behind it stands on this line.",
            "Put the whole text in quotes if the colon belongs to it; begin a new line if a new key begins here.",
        )
    if _KEY.match(before):
        if _WORD_KEY.match(site.here[: site.column + 1]):
            return _too_far(site, first)
        return Mistake(site.line, site.column, "A colon with a space behind it stands here in the middle of a text.",
                       "Put the whole text in quotes, or begin it on a line of its own below a | sign.")  # fmt: skip
    return _no_colon(first, column)


def _too_far(site: _Site, first: int) -> Mistake:
    name = site.key(first)
    return Mistake(
        site.line,
        site.indent(site.line),
        f"This line is indented further than {name}, which has its value already.",
        f"Line it up with {name}.",
    )


def _no_colon(line: int, column: int) -> Mistake:
    return Mistake(
        line,
        column,
        "A line stands here that has no colon.",
        "Write a colon and a space after the key; or, if it goes on with a text above, indent it further.",
    )


def _neither(site: _Site) -> Mistake | None:
    """A line that is no key, among keys."""
    if "could not find expected ':'" not in site.problem or site.began is None:
        return None
    line, column = site.within(site.began.line, site.began.column)
    return _stray(site, line, column) or _no_colon(line, column)


def _stray(site: _Site, line: int, column: int) -> Mistake | None:
    """A line of text that is not indented as far as the text above it."""
    token = site.last
    if not isinstance(token, ScalarToken):
        return None
    if token.style in ("|", ">"):
        header = token.start_mark.line
        return Mistake(
            line,
            column,
            f"This line is not indented as far as the text of {site.key(header) or 'the key above'} that it follows.",
            "Indent it as far as the text if it belongs to it; else write a colon after the key.",
        )
    return None


def _out_of_line(site: _Site) -> Mistake | None:
    """A line that begins in a column where nothing above begins; keys among dashes, dashes among keys."""
    expected = site.problem
    keys = "expected key" in expected or ("block end" in expected and "mapping" in site.context)
    entries = "block collection" in site.context or "block sequence" in site.context or "'-'" in expected
    if not keys and not entries and "document start" not in expected:
        return None
    stopped = site.here[site.column :]
    dash = stopped.startswith(("- ", "-\t")) or stopped.rstrip() == "-"
    if stopped.startswith(":"):
        return Mistake(site.line, site.column, "A colon stands here with no key before it.",
                       "Write the key before the colon, or delete the colon.")  # fmt: skip
    if site.here[: site.column].strip(" -"):
        # Something came before it on the same line, and had said all that it can say.
        return Mistake(site.line, site.column, "Text stands here after a value that is complete.",
                       "Begin a new line for a new key, or put the whole text in quotes.")  # fmt: skip
    if not _KEY.match(site.here) and not dash:
        stray = _stray(site, site.line, site.column)
        if stray is not None:
            return stray
    top = site.lines.index(
        next((line for line in site.lines if line.strip(" -") and not line.lstrip().startswith("#")), site.lines[0])
    )
    if "document start" in expected and site.indent(top) and top < site.line:
        return Mistake(top, site.indent(top), "The first key is indented, and those below it are not.",
                       "Begin every top-level key in the first column.")  # fmt: skip
    above = site.above(site.line)
    began = site.began.column if site.began is not None else None
    if entries and not dash and began == site.column:
        return Mistake(
            site.line,
            site.column,
            "A key stands here in line with a list's dashes.",
            "Indent it if it belongs to the entry above; else it needs a dash, or belongs further left.",
        )
    if keys and dash and (began == site.column or (above is not None and site.indent(above) == site.column)):
        for number in range(max(0, site.line - 12), site.line):
            found = _DASH_NO_ROOM.match(site.lines[number])
            if found and found.start(1) == site.column:
                return _dash_no_room(number, site.column)
        return Mistake(site.line, site.column, "A list's dash stands here in line with keys.",
                       "Indent it below the key whose list it belongs to; or delete the dash.")  # fmt: skip
    columns = sorted(
        {column for column in (began, site.indent(above) if above is not None else None) if column is not None}
        - {site.column}
    )
    where = " and ".join(str(column + 1) for column in columns)
    hint = (
        f"It begins in column {site.column + 1}; the lines above begin in "
        f"column{'s' if len(columns) > 1 else ''} {where}."
        if where
        else "Begin it in the same column as the lines that it belongs with."
    )
    what = "the list it stands in" if entries else "the lines above it"
    return Mistake(site.line, site.column, f"This line does not line up with {what}.", hint)


_USUAL: tuple[Callable[[_Site], Mistake | None], ...] = (
    _percent, _tab, _backslash, _open_quote, _after_quote, _after_bracket, _dots, _text_sign, _brackets,
    _bad_beginning, _odd_line, _dash, _colon, _neither, _out_of_line,
)  # fmt: skip
"""From what can be told apart at once to what could be several things."""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
