"""Text that is not YAML in; where a person went wrong, what they did and what to do about it out.

A parser stops where it can no longer go on, often lines below the mistake, and says so in words for those who write
parsers. None of its words get out of here: they only say which of the usual mistakes to look for. Imported when
something is wrong, and not before.
"""

from collections.abc import Callable
from typing import Any

from . import yaml_sign_errors as signs
from .libyaml import MarkedYAMLError, YAMLError, tokens
from .yaml_error_site import KEY, MOST_LINES, WORD_KEY, Mistake, Site

LAST_RESORT = "The file cannot be read from here on: something on this line, or just above it, is not as YAML has it."


def explain(error: YAMLError, text: str, take: Callable[[], Any]) -> Mistake:
    """Where a person went wrong, what they did, and what to do. `take` gives the text's tokens, one after the other."""
    if not isinstance(error, MarkedYAMLError):
        return _unreadable(error, text)
    site = Site(error, text, take)
    for look in _USUAL:
        mistake = look(site)
        if mistake is not None:
            line, column = site.within(mistake.line, mistake.column)
            return mistake._replace(line=line, column=column)
    return site.mistake(LAST_RESORT, "Look at the indentation, the colons and the quotation marks near here.")


def _unreadable(error: YAMLError, text: str) -> Mistake:
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


_CLOSES = {"[": "]", "{": "}"}


def _brackets(site: Site) -> Mistake | None:
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
            return site.mistake(f"A {stopped} stands here, where the {sign} before it asks for {_CLOSES[sign]}.",
                                f"Close the {sign} with a {_CLOSES[sign]}.")  # fmt: skip
        if stopped and stopped in ",]}":
            return site.mistake("A comma stands here with nothing before it." if stopped == ","
                                else f"A {stopped} stands here that does not close anything.",
                                "Delete it, or write the value that belongs before it.")  # fmt: skip
        if stopped and stopped in "@`%|>&*!?" and "':'" not in site.problem:
            return None
        if site.here[site.column : site.column + 2] == "- ":
            return site.mistake(f"A dash stands here, inside {sign} {_CLOSES[sign]}.",
                                f"Inside {sign} {_CLOSES[sign]} write no dashes, only commas.")  # fmt: skip
        if _CLOSES[sign] in rest:
            if stopped == ":":
                return site.mistake(
                    f"A second colon stands here, inside {sign} {_CLOSES[sign]}.",
                    "Write a comma before the next key, or put the text in quotes if the colon belongs to it.",
                )
            return site.mistake(f"A comma is missing before this, inside {sign} {_CLOSES[sign]}.",
                                "Write a comma between two values.")  # fmt: skip
    return Mistake(
        at.line,
        at.column,
        f"A {sign} is opened here and never closed.",
        f"Close it with a {_CLOSES[sign]}; or, if it belongs to a text, put the whole text in quotes.",
    )


def _dots(site: Site) -> Mistake | None:
    """A line of three dots, which ends what is read."""
    if "document start" not in site.problem:
        return None
    for number in range(site.line - 1, max(-1, site.line - MOST_LINES), -1):
        if site.lines[number].rstrip() == "..." or site.lines[number].startswith("... "):
            return Mistake(number, 0, "A line of three dots stands here, and ends what is read of the file.",
                           "Delete the line.")  # fmt: skip
    return None


_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"


def _dash(site: Site) -> Mistake | None:
    """A list's dash where no list can begin."""
    if "sequence entries" not in site.problem:
        return None
    if KEY.match(site.here[: site.column]):
        return site.mistake("A list's dash stands on the same line as its key.",
                            "Begin the list on the next line.")  # fmt: skip
    name = site.key(site.above(site.line))
    return site.mistake(f"A list begins here, below {name or 'a line'} that has its value already.",
                        "Give the list a key of its own, or put what is above into the list.")  # fmt: skip


def _colon(site: Site) -> Mistake | None:
    """A colon where no key can stand."""
    if "mapping values" not in site.problem:
        return None
    token = site.last
    plain = isinstance(token, tokens.ScalarToken) and token.plain
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
        return site.mistake(
            "A second colon with a space behind it stands on this line.",
            "Put the whole text in quotes if the colon belongs to it; begin a new line if a new key begins here.",
        )
    if KEY.match(before):
        if WORD_KEY.match(site.here[: site.column + 1]):
            return _too_far(site, first)
        return site.mistake(
            "A colon with a space behind it stands here in the middle of a text.",
            "Put the whole text in quotes, or begin it on a line of its own below a | sign.",
        )
    return _no_colon(first, column)


def _too_far(site: Site, first: int) -> Mistake:
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


def _neither(site: Site) -> Mistake | None:
    """A line that is no key, among keys."""
    if "could not find expected ':'" not in site.problem or site.began is None:
        return None
    line, column = site.within(site.began.line, site.began.column)
    return _stray(site, line, column) or _no_colon(line, column)


def _stray(site: Site, line: int, column: int) -> Mistake | None:
    """A line of text that is not indented as far as the text above it."""
    token = site.last
    if not isinstance(token, tokens.ScalarToken):
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


def _out_of_line(site: Site) -> Mistake | None:
    """A line that begins in a column where nothing above begins; keys among dashes, dashes among keys."""
    expected = site.problem
    keys = "expected key" in expected or ("block end" in expected and "mapping" in site.context)
    entries = "block collection" in site.context or "block sequence" in site.context or "'-'" in expected
    if not keys and not entries and "document start" not in expected:
        return None
    stopped = site.here[site.column :]
    dash = stopped.startswith(("- ", "-\t")) or stopped.rstrip() == "-"
    if stopped.startswith(":"):
        return site.mistake("A colon stands here with no key before it.",
                            "Write the key before the colon, or delete the colon.")  # fmt: skip
    if site.here[: site.column].strip(" -"):
        # Something came before it on the same line, and had said all that it can say.
        return site.mistake("Text stands here after a value that is complete.",
                            "Begin a new line for a new key, or put the whole text in quotes.")  # fmt: skip
    if not KEY.match(site.here) and not dash:
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
        return site.mistake(
            "A key stands here in line with a list's dashes.",
            "Indent it if it belongs to the entry above; else it needs a dash, or belongs further left.",
        )
    if keys and dash and (began == site.column or (above is not None and site.indent(above) == site.column)):
        for number in range(max(0, site.line - 12), site.line):
            found = signs.DASH_NO_ROOM.match(site.lines[number])
            if found and found.start(1) == site.column:
                return signs.dash_no_room(number, site.column)
        return site.mistake("A list's dash stands here in line with keys.",
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
    return site.mistake(f"This line does not line up with {what}.", hint)


_USUAL: tuple[Callable[[Site], Mistake | None], ...] = (
    signs.percent, signs.tab, signs.backslash, signs.open_quote, signs.after_quote, signs.after_bracket,
    _dots, signs.text_sign, _brackets, signs.bad_beginning, signs.odd_line, _dash, _colon, _neither, _out_of_line,
)  # fmt: skip
"""From what can be told apart at once to what could be several things."""
