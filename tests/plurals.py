"""Writes the table of how languages count anew, out of Babel: `python -m tests.plurals`."""

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

from babel.core import Locale, localedata

from reflectctl.model import plurals

MODULE = Path(plurals.__file__)
_NUMBERS = (*range(201), *range(1000, 100_001, 1000), *range(10**6, 10**6 + 300_001, 10**5))
_RELATION = re.compile(r"([a-z])(?: mod (\d+))? (not )?in ([\d.,]+)")


def languages() -> dict[str, Locale]:
    """Every language that Babel has, and those of its regions that count otherwise."""
    there = {each.replace("_", "-").lower(): Locale.parse(each) for each in localedata.locale_identifiers()}
    return {
        tag: locale
        for tag, locale in sorted(there.items())
        if "-" not in tag or rules(locale) != rules(there[tag.partition("-")[0]])
    }


def rules(locale: Locale) -> Mapping[str, str]:
    """How a locale counts whole numbers."""
    made = {name: _of_whole_numbers(rule) for name, rule in locale.plural_form.rules.items()}
    return {name: made[name] for name in plurals.CATEGORIES if made.get(name)}


def _of_whole_numbers(rule: str) -> str:
    """A rule of CLDR without what it says of fractions: of a whole number `i` is `n`, and all else is 0."""
    kept = []
    for every in rule.split(" or "):
        relations = []
        for each in every.split(" and "):
            found = _RELATION.fullmatch(each)
            assert found, each
            name, modulus, negated, ranges = found.groups()
            told = f"n{'%' + modulus if modulus else ''}{'!' if negated else ''}={ranges}"
            if name in "ni":
                relations.append(told)
            elif not plurals.holds(told, 0):
                break
        else:
            kept.append("&".join(relations))
    return "|".join(kept)


def table() -> str:
    """The table as it stands in the module."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for tag, locale in languages().items():
        told = " ".join(f"{name} {numbers}" for name, numbers in rules(locale).items())
        found.setdefault(tuple(map(locale.plural_form, _NUMBERS)), []).append((told, tag))
    lines = []
    for alike in found.values():
        told = min((told for told, _ in alike), key=len)
        wrapped = textwrap.wrap(" ".join(tag for _, tag in alike), 118 - len(told) if len(told) < 60 else 50)
        lines += [f"{tags}: {told}".rstrip() for tags in wrapped]
    return "".join(f"{line}\n" for line in sorted(lines))


def text() -> str:
    """The module as it is shipped."""
    written = MODULE.read_text("utf-8")
    begin, end = written.index('_TABLE = """\\\n') + len('_TABLE = """\\\n'), written.index('"""\n"""For languages')
    return written[:begin] + table() + written[end:]


if __name__ == "__main__":
    MODULE.write_text(text(), "utf-8")
