"""Rules in; blocks of their list, of their pages and of their whole manual out."""

from collections.abc import Iterable, Iterator, Mapping

from ..model.blocks import (
    Block,
    Code,
    Column,
    Group,
    Heading,
    Line,
    Link,
    Listing,
    Marked,
    Pair,
    Pairs,
    Paragraph,
    Row,
    Strong,
    Table,
)
from ..rules import pages
from ..rules.catalogue import LEVELS, Rule

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


TITLE = Heading(1, "Rules")
"""What the list and the manual are called where they are documents."""


def table(rules: Iterable[Rule], chosen: Mapping[str, str]) -> tuple[Block, ...]:
    """The rules by section, each with its level and what it is about, and how to read more."""
    beneath = " prints a rule's page. A fixed level is that of a rule about the format itself."
    return (
        _table(rules, chosen, linked=False),
        Paragraph((Code("reflectctl explain RULE"), beneath), "facts"),
    )


def manual(rules: Iterable[Rule], chosen: Mapping[str, str]) -> tuple[Block, ...]:
    """The whole manual: how levels are chosen, every rule in a table, and every rule's page."""
    listed = list(rules)
    told: list[Block] = [TITLE, Paragraph((Marked(_INTRO.rstrip()),)), Heading(2, "All rules")]
    told.append(_table(listed, chosen, linked=True))
    for title, among in pages.sections(listed):
        told.append(Heading(2, title))
        for rule in among:
            told += [Heading(3, rule.id), *_page(rule, chosen)]
    return tuple(told)


def page(rule: Rule, chosen: Mapping[str, str]) -> tuple[Block, ...]:
    """A rule's page by itself, as a document."""
    return Heading(1, rule.id), *_page(rule, chosen), Pairs(tuple(_choices(rule)), "page")


def cards(rules: Iterable[Rule], chosen: Mapping[str, str]) -> tuple[Block, ...]:
    """The page of each rule, to be read one after the other: its level and its section first."""
    return tuple(
        Group(
            (
                Paragraph((Strong(rule.id), ": ", *_level(rule, chosen))),
                Paragraph(title, "facts"),
                Paragraph((Marked(pages.parse(rule.page).summary),)),
                Pairs((*_explained(rule), *_choices(rule)), "page"),
            ),
            "page",
        )
        for title, among in pages.sections(rules)
        for rule in among
    )


def _table(rules: Iterable[Rule], chosen: Mapping[str, str], *, linked: bool) -> Table:
    columns = (Column("Rule"), Column("Level"), Column("About"), Column("Section", role="group"))
    rows = [
        Row(
            (
                (Link(rule.id, anchor=rule.id) if linked else Code(rule.id),),
                _level(rule, chosen),
                (Marked(rule.summary),),
                title,
            )
        )
        for title, among in pages.sections(rules)
        for rule in among
    ]
    return Table(columns, tuple(rows), role="reference")


def _level(rule: Rule, chosen: Mapping[str, str]) -> tuple[str, ...]:
    """The level of a rule in words: its own, and the one that a partnership has chosen, when that is another."""
    here = rule.level(chosen)
    if rule.fixed:
        return (f"{rule.severity}, fixed",)
    return (rule.severity,) if here == rule.severity else (f"{rule.severity} → {here}", " ", "(set here)")


def _page(rule: Rule, chosen: Mapping[str, str]) -> Iterator[Block]:
    yield Paragraph((Marked(pages.parse(rule.page).summary),))
    yield Paragraph(("Level: ", *_level(rule, chosen), "."))
    yield Pairs(tuple(_explained(rule)), "page")


def _explained(rule: Rule) -> Iterator[Pair]:
    """Why there is a rule, what to do, and an example of each kind."""
    parts = pages.parse(rule.page)
    language = "markdown" if parts.right.startswith("---") else "yaml"
    for name, text in (("Why", parts.why), ("What to do", parts.what_to_do)):
        yield Pair(name, tuple(Paragraph((Marked(each),)) for each in text.split("\n\n") if each))
    for name, example in (("Wrong", parts.wrong), ("Right", parts.right)):
        yield Pair(name, (Listing(example, language),) if example else ())


def _choices(rule: Rule) -> Iterator[Pair]:
    """What a partnership may choose about a rule."""
    name = "Its level"
    if rule.fixed:
        yield _choice(name, "It is about the format itself: always checked, always an error, and not to be ignored.")
        return
    levels = f"{', '.join(LEVELS[:-1])} or {LEVELS[-1]}"
    setting = f"settings:\n  rules:\n    {rule.id}: {LEVELS[-1]}"
    yield _choice(name, f"{rule.severity}, unless partnership.yaml says {levels}:", setting)
    if rule.module != "reading":
        comment = f"# reflectctl: ignore {rule.id} the reason in a few words"
        yield _choice("To ignore one finding", "Write why, on its line or on a line of its own just above:", comment)


def _choice(name: Line, text: str, example: str = "") -> Pair:
    return Pair(name, (Paragraph(text), *([Listing(example, "yaml")] if example else [])))
