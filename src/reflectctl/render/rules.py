"""Rules in; their manual in Markdown, and the words for their levels, out."""

from collections.abc import Iterable, Mapping

from ..rules import pages
from ..rules.catalogue import LEVELS, Rule
from .escape import markdown as safe

BENEATH = "`reflectctl explain RULE` prints a rule's page. A fixed level is that of a rule about the format itself."

_INTRO = """\
`reflectctl validate` reads every file of a partnership and checks it against the rules below. Each finding names its
rule; `reflectctl explain RULE` prints the rule's page, and `reflectctl rules` lists them all at the levels of the
partnership that you are in.

## Choosing levels

A rule's level is how grave its findings are: an *error* is something that other files, or a report, cannot do without;
a *warning* is something that the next reader will miss; *info* is something worth knowing. *Off* means that it is not
checked. A partnership chooses in `partnership.yaml`, for any rule whose level is not fixed:

```yaml
settings:
  rules:
    rating-without-reason: error
    plan-without-measure: off
```

A level that is *fixed* belongs to a rule about the format itself. What it finds stands in the way of reading the file,
so it is always checked and always an error.

For one run of `reflectctl validate`:

- `--rule RULE` tells the findings of this rule only, even when its level is *off*; `--no-rule RULE` leaves them out.
  Both may be given again. What keeps a file from being read is told all the same.
- `--fail-on LEVEL` sets the lightest level that makes the exit code 1: `error` (as it is without the option),
  `warning`, `info` or `never`. `--strict` means `--fail-on warning`.
- `--since REVISION` compares with an earlier commit or day as well. The rules that need one are checked only then.

## Ignoring one finding

A comment in the file sets one finding aside, and says why:

```yaml
assessments:
  culture:
    # reflectctl: ignore rating-without-reason the note of the meeting is being agreed
    rating: neither
  action:
    rating: agree  # reflectctl: ignore agreement-without-evidence the audit is due in June
```

On a line of its own it speaks for the next line; behind a value it speaks for its own. The line is the one that the
finding names. The reason is compulsory, because the next reader should see it. A comment that ignores nothing is a
finding itself, `unused-suppression`, and what a rule with a fixed level finds cannot be ignored.
"""


def level(rule: Rule, chosen: Mapping[str, str]) -> tuple[str, ...]:
    """The level of a rule in words: its own, and the one that a partnership has chosen, when that is another."""
    here = rule.level(chosen)
    if rule.fixed:
        return (f"{rule.severity}, fixed",)
    return (rule.severity,) if here == rule.severity else (f"{rule.severity} → {here}", "(set here)")


def choices(rule: Rule) -> list[tuple[str, str, str]]:
    """What a partnership may choose about a rule: a heading, a text and an example for each."""
    if rule.fixed:
        text = "It is about the format itself: always checked, always an error, and not to be ignored."
        return [("Its level", text, "")]
    levels = f"{', '.join(LEVELS[:-1])} or {LEVELS[-1]}"
    setting = f"settings:\n  rules:\n    {rule.id}: {LEVELS[-1]}"
    told = [("Its level", f"{rule.severity}, unless partnership.yaml says {levels}:", setting)]
    if rule.module != "reading":
        comment = f"# reflectctl: ignore {rule.id} the reason in a few words"
        told.append(("To ignore one finding", "Write why, on its line or on a line of its own just above:", comment))
    return told


def table(rules: Iterable[Rule], chosen: Mapping[str, str]) -> str:
    """The rules in the order of the manual, as a page with one table."""
    return f"# Rules\n\n{_table(rules, chosen, linked=False)}\n{BENEATH}\n"


def manual(rules: Iterable[Rule], chosen: Mapping[str, str]) -> str:
    """The whole manual: how levels are chosen, every rule in a table, and every rule's page."""
    listed = list(rules)
    told = ["# Rules", _INTRO.rstrip(), "## All rules", _table(listed, chosen, linked=True).rstrip()]
    for title, among in pages.sections(listed):
        told.append(f"## {safe(title)}")
        for rule in among:
            told += [f"### {safe(rule.id)}", *_page(rule, chosen)]
    return "\n\n".join(told) + "\n"


def page(rule: Rule, chosen: Mapping[str, str]) -> str:
    """A rule's page by itself."""
    return "\n\n".join([f"# {safe(rule.id)}", *_page(rule, chosen), *_choices(rule)]) + "\n"


def _table(rules: Iterable[Rule], chosen: Mapping[str, str], *, linked: bool) -> str:
    lines = ["| Rule | Level | About | Section |", "| --- | --- | --- | --- |"]
    for title, among in pages.sections(rules):
        for rule in among:
            name = f"[{rule.id}](#{rule.id})" if linked else f"`{rule.id}`"
            lines.append(f"| {name} | {_level(rule, chosen)} | {rule.summary} | {safe(title)} |")
    return "\n".join(lines) + "\n"


def _level(rule: Rule, chosen: Mapping[str, str]) -> str:
    return safe(" ".join(level(rule, chosen)))


# A page is written in Markdown, and by us: its paragraphs are taken as they are.
def _page(rule: Rule, chosen: Mapping[str, str]) -> list[str]:
    parts = pages.parse(rule.page)
    language = "markdown" if parts.right.startswith("---") else "yaml"
    told = [parts.summary, f"Level: {_level(rule, chosen)}.", f"**Why.** {parts.why}"]
    told.append(f"**What to do.** {parts.what_to_do}")
    for name, example in (("Wrong:", parts.wrong), ("Right:", parts.right)):
        told += [name, _fenced(example, language)]
    return told


def _choices(rule: Rule) -> list[str]:
    told = []
    for heading, text, example in choices(rule):
        told.append(f"**{heading}.** {text}")
        told += [_fenced(example, "yaml")] if example else []
    return told


def _fenced(text: str, language: str) -> str:
    return f"```{language}\n{text}\n```"
