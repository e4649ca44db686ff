"""A rule's page in, its parts out; and the sections of the manual, which go by the module that a rule lives in.

A page is a summary in one line, a paragraph or more for why, one for what to do, and two examples: under `Wrong:` and
under `Right:`, each indented by four.
"""

from collections.abc import Iterable

from ..model.named_tuples import NamedTuple
from .catalogue import Rule

SECTIONS = {
    "reading": "Files and their form",
    "lost_text": "Files and their form",
    "personal": "Nothing personal",
    "references": "Ids and what they refer to",
    "contents": "What the content says",
    "overlays": "Local additions and languages",
    "naming": "Names of files and meetings",
    "ratings": "Ratings",
    "meanings": "What a rating says",
    "actions": "Plans and actions",
    "plans": "Plans and actions",
    "voices": "Voices and members",
    "groups": "Voices and members",
    "days": "Days",
    "reports": "What reports hold",
    "messages": "What reports say in another language",
    "since": "What changed, with --since",
    "merges": "What a merge has put together",
}
"""The title of each module's section, in the order of the manual."""

_INDENT = "    "


class Page(NamedTuple):
    """What a page says, part by part. A paragraph is one line; an example has as many as it has."""

    summary: str
    """What the rule is about, in a sentence. Such as `A statement is rated and does not say why the partnership settled
    there.`."""
    why: str
    """Why it matters, in Markdown. Paragraphs have an empty line between them. Such as `The reason is what a reader of
    next year needs most.`."""
    what_to_do: str
    """What to do about a finding, in Markdown. Such as `Write one to three sentences under because.`."""
    wrong: str
    """A part of a file in which there is a finding: YAML, or Markdown with front matter. Such as `rating: neither`."""
    right: str
    """The same part as it may be. Such as `because: What we heard does not point one way.`."""


def parse(page: str) -> Page:
    """The parts of a page; those that it does not have are empty."""
    before, _, examples = page.partition("\nWrong:\n")
    wrong, _, right = examples.partition("\nRight:\n")
    summary, *paragraphs = [" ".join(each.split()) for each in before.split("\n\n") if each.strip()] or [""]
    what_to_do = paragraphs.pop() if paragraphs else ""
    return Page(summary, "\n\n".join(paragraphs), what_to_do, _example(wrong), _example(right))


def _example(text: str) -> str:
    return "\n".join(line.removeprefix(_INDENT) for line in text.strip("\n").rstrip().split("\n"))


def section(rule: Rule) -> str:
    """The title of the section that a rule stands in: what is about the format itself stands together."""
    return SECTIONS["reading"] if rule.fixed else SECTIONS.get(rule.module, rule.module.capitalize())


def sections(rules: Iterable[Rule]) -> list[tuple[str, list[Rule]]]:
    """The rules by section, in the order of the manual; within one by their ids."""
    found: dict[str, list[Rule]] = {title: [] for title in SECTIONS.values()}
    for rule in sorted(rules, key=lambda rule: rule.id):
        found.setdefault(section(rule), []).append(rule)
    return [(title, among) for title, among in found.items() if among]
