"""Findings in, what people read at a terminal out; colour is handed in, and each line passes through `escape`."""

from collections import Counter

from ...model.findings import FAILING, USUAL, Checked, Finding
from ..escape import line
from ..wrapping import Style, plain, wrapped

_RULES = 3
"""So many rules are named where findings are counted."""


def diagnostics(checked: Checked, *, style: Style = plain, width: int = 0) -> str:
    """What fails first, then the rest or how much it is, and the summary last; each in the order of the files.

    Lines are set to a width; where it is 0, a finding is one line.
    """
    failing = [each for each in checked.found if checked.fails(each)]
    rest = [each for each in checked.found if not checked.fails(each)]
    counted = checked.listing == FAILING or (checked.listing == USUAL and bool(failing))
    told = [finding(each, style=style, width=width) for each in (failing if counted else [*failing, *rest])]
    sums = [_counted(rest)] if counted and rest and checked.listing == USUAL else []
    sums += [checked.summary] if checked.summary and (checked.listing != FAILING or failing) else []
    told += (each + "\n" for sentence in sums for each in _set(sentence, width, hang=0))
    return "".join(told)


def _counted(rest: list[Finding]) -> str:
    """How many findings are not listed, and of which rules most are."""
    rules = Counter(each.rule for each in rest).most_common()
    most = ", ".join(f"{number} × {rule}" for rule, number in rules[:_RULES])
    more = f" and {others} of other rules" if (others := sum(number for _, number in rules[_RULES:])) else ""
    return f"{len(rest)} more {'does' if len(rest) == 1 else 'do'} not fail ({most}{more}); -v lists all."


def _set(text: str, width: int, *, hang: int, indent: str = "") -> list[str]:
    return wrapped(text, width, indent, hang=hang) if width else [indent + line(text)]


def finding(found: Finding, *, style: Style = plain, width: int = 0) -> str:
    """Where, how grave, what and by which rule, and the hint beneath it; a line each, or lines of a width."""
    place, severity, rule = line(str(found.location)), line(found.severity), line(f"[{found.rule}]")
    lines = _set(f"{place}: {severity}: {line(found.message)} {rule}", width, hang=4)
    hints = _set(f"hint: {found.hint}", width, hang=2, indent="  ") if found.hint else []
    return "".join(each + "\n" for each in (*_dressed(lines, place, severity, rule, style), *hints))


def _dressed(lines: list[str], place: str, severity: str, rule: str, style: Style) -> list[str]:
    """The lines with the severity and the rule in their styles, where each stands whole in its place."""
    start = f"{place}: {severity}"
    if lines[0].startswith(start):
        lines[0] = f"{place}: {style('bold', severity)}{lines[0].removeprefix(start)}"
    if lines[-1].endswith(rule):
        lines[-1] = lines[-1].removesuffix(rule) + style("dim", rule)
    return lines
