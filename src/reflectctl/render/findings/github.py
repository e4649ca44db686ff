"""Findings in, annotations for GitHub Actions and the plain list out.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions says how an annotation is written; what
must be escaped in it is what the runner takes back (`ActionCommand.cs`).
"""

from ...model.findings import Checked, Finding
from ..escape import block
from . import text

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def diagnostics(checked: Checked) -> str:
    """An annotation for each finding, gravest first, as GitHub shows ten of a kind at most; then what people read."""
    return "".join(_annotation(each, checked.prefix) for each in checked.gravest_first) + text.diagnostics(checked)


def _annotation(found: Finding, prefix: str) -> str:
    path, line, column = found.location
    # The runner strips blanks from the end of the last property: better of the rule than of the path.
    properties = {"file": prefix + path, "line": line, "col": column, "title": found.rule}
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _data("\n".join(filter(None, (found.message, found.hint))))
    return f"::{_COMMANDS[found.severity]} {told}::{message}\n"


def _data(text: str) -> str:
    return block(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
