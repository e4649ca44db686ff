"""Findings in, a line each for people at a terminal out; colour is handed in, and each line passes through `escape`."""

from ...model.findings import Checked, Finding
from ..escape import line
from ..wrapping import Style, plain


def diagnostics(checked: Checked, *, style: Style = plain) -> str:
    """Every finding, in the order of the files, and the summary last."""
    told = [finding(each, style=style) for each in checked.found]
    if checked.summary:
        told.append(line(checked.summary) + "\n")
    return "".join(told)


def finding(found: Finding, *, style: Style = plain) -> str:
    """One line that says where, how grave, what and by which rule, and the hint beneath it."""
    place, severity, rule = line(str(found.location)), line(found.severity), line(f"[{found.rule}]")
    told = f"{place}: {style('bold', severity)}: {line(found.message)} {style('dim', rule)}\n"
    return told + (f"  hint: {line(found.hint)}\n" if found.hint else "")
