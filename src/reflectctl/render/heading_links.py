"""Markdown with named places in; the same with links to headings out, as GitHub and GitLab both name them.

GitLab takes names of places out of a page, and leaves what leads there dead; headings have names on every forge. Both
make them of the heading's words, and number those that are there already; GitLab joins hyphens that stand together. A
place is reached by the heading that stands behind it or, in a table, above it; where the forges would name that
otherwise, by the next one above.
"""

import re
import unicodedata
from collections.abc import Iterator

from ..model.named_tuples import NamedTuple
from . import safe_markdown

_PLACE = re.compile(r'<a id="([^"]*)"></a>')
_LINK = re.compile(r"\]\(#([A-Za-z0-9_.-]+)\)")
_HEADING = re.compile(r"(#{1,6}) (.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class _Seen(NamedTuple):
    """What was met on the way: a heading with its name on each forge, and the places that it stands for."""

    names: tuple[str, str]
    places: list[str]


def linked(text: str) -> str:
    """The text without named places, and every link to one as a link to its heading."""
    if not _LINK.search(text):
        return "\n".join(_without_gaps(_PLACE.sub("", text).split("\n")))
    seen, lines = _read(text)
    to: dict[str, str] = {}
    last = ""
    for (github, gitlab), places in seen:
        last = github if github == gitlab and github else last
        to.update(dict.fromkeys(places, last))
    made = "\n".join(lines)
    return _LINK.sub(lambda found: f"](#{to.get(found.group(1)) or found.group(1)})", made)


def _read(text: str) -> tuple[list[_Seen], list[str]]:
    seen = [_Seen(("", ""), [])]
    github, gitlab = _Names(), _Names()
    waiting: list[str] = []
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        if (found := _FENCE.match(line)) and (not fence or found.group(1).startswith(fence)):
            fence = "" if fence else found.group(1)
        places = [] if fence else _PLACE.findall(line)
        if places:
            line = _PLACE.sub("", line)
        heading = None if fence else _HEADING.match(line)
        if heading:
            plain = safe_markdown.words(heading.group(2))
            words = _name(plain)
            names = github.name(words), gitlab.name(re.sub("-+", "-", words))
            seen.append(_Seen(("", "") if _UNSURE.search(plain) else names, waiting))
            waiting = []
        elif places and line.strip():
            seen[-1].places.extend(places)
            places = []
        waiting += places
        if not (places and not line.strip()):
            lines.append(line)
    seen[-1].places.extend(waiting)
    return seen, list(_without_gaps(lines))


def _without_gaps(lines: list[str]) -> Iterator[str]:
    """The lines with one empty one where a place that is gone leaves two. In code they stay as they are."""
    fence, before = "", ""
    for line in lines:
        if (found := _FENCE.match(line)) and (not fence or found.group(1).startswith(fence)):
            fence = "" if fence else found.group(1)
        if line or before or fence:
            yield line
        before = line


class _Names:
    """The names that a forge gives to headings, one after another."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def name(self, words: str) -> str:
        n = self._taken.get(words, -1) + 1
        self._taken[words] = n
        return f"{words}-{n}" if n else words


_UNSURE = re.compile(r"[\[\]<>@`*~|]|://|www\.", re.IGNORECASE)
"""What forges may take for a link or a mark: nobody can say what they call a heading that has it."""


def _name(heading: str) -> str:
    """The words of a heading as its name has them: in small letters, hyphens for blanks, and nothing else between."""
    plain = heading.strip().lower()
    return "".join(each for each in plain if each in "- " or unicodedata.category(each) in _KEPT).replace(" ", "-")


_KEPT = frozenset(("Ll", "Lu", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"))
"""What forges keep of a heading in its name: letters, marks, figures, and what ties words together."""
