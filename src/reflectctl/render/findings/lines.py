"""Findings in, `path:line:column: rule message` out, one line each and nothing else: what editors and scripts read."""

from ...model.findings import Checked
from ..escape import line


def diagnostics(checked: Checked) -> str:
    """One line for each finding, in the order of the files, its hint behind its message."""
    return "".join(
        line(f"{each.location}: {each.rule} {each.message} {each.hint}".rstrip()) + "\n" for each in checked.found
    )
