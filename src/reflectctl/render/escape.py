"""Text that anyone may have written, in; the same text where nothing acts on a terminal, a forge or a spreadsheet, out.

Everything that is shown passes through here. What is hidden or would act is shown as an escape (`\\x1b`, `\\u202e`);
what languages need stays: accents, joiners, left-to-right marks, flags.
"""

import re

from ..patterns import regex

# C0, DEL and C1; the separators that break lines; bidirectional embeddings, overrides and isolates, which reorder what
# follows; the byte order mark, which hides; annotation marks; surrogates, which cannot be encoded.
_HIDDEN = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")

# Azure, TeamCity and GitHub's first syntax act on `##name[` and `##[` wherever they stand in a line; GitHub acts on
# `::name` at its start, and looks past the blanks before it.
_COMMAND = regex(r"#(?=#[A-Za-z]*\[)|\A(\s*):(?=:)")


def line(text: str) -> str:
    """The text as one line that only ever shows itself. Given its own answer, it gives it back."""
    # Nearly every line is plain, which is found out faster than what is not. Nothing that hides is printable.
    if text.isprintable() and "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(_defused, _HIDDEN.sub(_shown, text))


def block(text: str) -> str:
    """The text with its lines kept and each of them as `line` shows it."""
    return "\n".join(map(line, text.split("\n")))


def visible(made: str) -> str:
    """A text or a page with what would act and is never seen as an escape. Its lines are kept."""
    # A page has a few hundred different characters, however long it is: looked at first, as hardly any page has these.
    if re.search(_NEVER_SEEN, "".join(set(made))):
        return re.sub(_NEVER_SEEN, lambda found: f"\\u{ord(found.group()):04x}", made)
    return made


# Beside what `line` hides, code points that are no characters: XML has no place for some of them, and HTML for none.
# Not compiled here, which takes a millisecond: every command imports this module, and few make a page.
_NEVER_SEEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _defused(found: re.Match[str]) -> str:
    return "\\x23" if found.group() == "#" else f"{found.group(1)}\\x3a"


_MARKUP = regex(r"[\\`*_\[\]|~$]")
_ENTITIES = {"<": "&lt;", ">": "&gt;"}


def markdown(text: str) -> str:
    """The text as one line of Markdown that renders as itself, in prose and in table cells.

    Forges look for mentions and references after they have read entities, so that `&#64;someone` still reaches
    someone; a zero-width space behind the sign is what stops them.
    """
    told = line(" ".join(text.split()))
    told = re.sub(r"&(?=#|\w)", "&amp;", told)
    told = _MARKUP.sub(r"\\\g<0>", told)
    told = re.sub("[<>]", lambda found: _ENTITIES[found.group()], told)
    told = told.replace("!\\[", "\\!\\[")
    told = re.sub(r"#(?=\d)", r"\\#&#8203;", told)
    told = re.sub(r"\b(GH)-(?=\d)", r"\1-&#8203;", told, flags=re.IGNORECASE)
    told = told.replace("@", "@&#8203;")
    told = re.sub(r"\A([-+=#])", r"\\\1", told)
    return re.sub(r"\A(\d+)([.)])", r"\1\\\2", told)


def csv(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it."""
    return ("'" if text[:1] in _FORMULA and text else "") + block(text)


_FORMULA = "=+-@\t\r\n＝＋－＠"
