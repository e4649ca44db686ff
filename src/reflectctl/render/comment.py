"""A comparison in, a comment on a pull request out: Markdown that fits what a forge holds."""

from collections.abc import Iterable, Iterator, Sequence

from ..model.diff import Comparison
from ..model.records import Partnership
from ..tell import diff
from ..tell.i18n import counted, many, say
from ..tell.prose import listed
from . import markdown

MARKER = "<!-- reflectctl diff -->"
"""The first line of a comment on a pull request, by which the next run finds and replaces it."""

_MOST = 65_536
"""A comment on GitHub holds so many characters and no more. Those outside the first plane count twice there."""


def comment(
    comparison: Comparison,
    before: Partnership,
    after: Partnership,
    *,
    labels: tuple[str, str],
    depth: str = diff.STORY,
    limits: str = "",
    command: str = "reflectctl diff",
    most: int = _MOST,
) -> str:
    """What changed between two moments, as a comment on a pull request. Nothing when nothing changed.

    A comment that would be too long leaves out the least important and says so, with the command that shows it.
    """
    if diff.is_nothing(comparison):
        return ""
    sides, gone = (comparison, before, after), list[str]()

    def page() -> str:
        note = _left_out(gone, command) if gone else ""
        said = diff.blocks(*sides, labels=labels, depth=depth, limits=limits, note=note, shown=chapters)
        return f"{MARKER}\n{markdown.text(said)}"

    chapters = [] if depth == diff.SUMMARY else diff.chapters(*sides, full=depth == diff.FULL)
    made = page()
    if _length(made) > most and depth == diff.FULL:
        chapters = diff.chapters(*sides)
        gone.append(say("what changed word by word"))
        made = page()
    for kind, forms in _LEAST_FIRST.items():
        if _length(made) <= most:
            return made
        if n := sum(entry.kind == kind for chapter in chapters for each in chapter.sections for entry in each.entries):
            chapters = list(_without(chapters, kind))
            gone.append(many(*forms, n))
            made = page()
    return made if _length(made) <= most else _cut(made, most)


def _without(chapters: Iterable[diff.Chapter], kind: str) -> Iterator[diff.Chapter]:
    for chapter in chapters:
        sections = (
            each._replace(entries=tuple(entry for entry in each.entries if entry.kind != kind))
            for each in chapter.sections
        )
        if kept := tuple(each for each in sections if each.entries):
            yield diff.Chapter(chapter.title, kept)


def _left_out(gone: Sequence[str], command: str) -> str:
    return say(
        "Left out, because a comment would not hold it: {things}. To see everything: {command}",
        things=listed(gone),
        command=command,
    )


def _length(text: str) -> int:
    return len(text) + sum(1 for each in text if each > "\uffff")


def _cut(shown: str, most: int) -> str:
    """The first lines of a comment, as many as it holds: what is left when even files that cannot be read are many."""
    end = f"\n- {say('… and more than a comment holds.')}\n"
    kept: list[str] = []
    room = most - len(end)
    for each in shown.split("\n"):
        room -= _length(each) + 1
        if room < 0:
            break
        kept.append(each)
    return "\n".join(kept) + end


_LEAST_FIRST = {
    diff.UNCHANGED: counted("{number} statement that did not move", "{number} statements that did not move"),
    "field": counted("{number} further detail", "{number} further details"),
    "source": counted("{number} source", "{number} sources"),
    "reflection": counted("{number} reflection", "{number} reflections"),
    "preliminary": counted(
        "{number} part of the preliminary discussion", "{number} parts of the preliminary discussion"
    ),
    "plan": counted("{number} goal or measure", "{number} goals or measures"),
    "agreed": counted("{number} day or meeting of agreement", "{number} days or meetings of agreement"),
    "meeting": counted("{number} meeting", "{number} meetings"),
    "view": counted("{number} agency's or group's view", "{number} agencies' or groups' views"),
    diff.SHIFT: counted("{number} turn of agencies' views", "{number} turns of agencies' views"),
    "wording": counted("{number} wording", "{number} wordings"),
    "reason": counted("{number} reason", "{number} reasons"),
    "group": counted("{number} group", "{number} groups"),
    "agency": counted("{number} agency", "{number} agencies"),
    "action": counted("{number} action", "{number} actions"),
    "rating": counted("{number} rating", "{number} ratings"),
}
"""What is left out of a comment that would be too long, kind by kind. Files that could not be read never are."""
