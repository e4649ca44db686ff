"""Findings in, issues for Azure Pipelines and the plain list out.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands says how an issue is logged. Issues are
errors and warnings only, so what is for information stands in the list alone. `task.complete` is left to the agent: it
would put its own result in the place of the exit code, and end the step for whatever else it runs.
"""

from ...model.findings import Checked, Finding
from ..escape import block
from . import text

_LOGGED = ("error", "warning")


def diagnostics(checked: Checked) -> str:
    """An issue for each error and warning, gravest first, as few are shown; then what people read."""
    issues = (_issue(each, checked.prefix) for each in checked.gravest_first if each.severity in _LOGGED)
    return "".join(issues) + text.diagnostics(checked)


def _issue(found: Finding, prefix: str) -> str:
    path, line, column = found.location
    properties = {
        "type": found.severity,
        "sourcepath": prefix + path,
        "linenumber": line,
        "columnnumber": column,
        "code": found.rule,
    }
    told = ";".join(f"{name}={_escaped(str(value))}" for name, value in properties.items())
    message = _escaped("\n".join(filter(None, (found.message, found.hint))))
    return f"##vso[task.logissue {told}]{message}\n"


def _escaped(text: str) -> str:
    # Azure's own escape for the percent sign; the agent takes it back last, so it comes first here.
    told = block(text).replace("%", "%AZP25")
    return told.replace(";", "%3B").replace("\n", "%0A").replace("]", "%5D")
