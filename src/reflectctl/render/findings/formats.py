"""The forms in which `validate` can print what it found, by name. Each is imported only when it is asked for."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..wrapping import Style, plain

if TYPE_CHECKING:
    from ...model.findings import Checked


def _text(checked: "Checked") -> str:
    from . import text

    return text.diagnostics(checked)


def _lines(checked: "Checked") -> str:
    from . import lines

    return lines.diagnostics(checked)


def _json(checked: "Checked") -> str:
    from .. import json
    from ..answers import findings

    return json.written(findings.diagnostics(checked))


def _github(checked: "Checked") -> str:
    from . import github

    return github.diagnostics(checked)


def _gitlab(checked: "Checked") -> str:
    from . import gitlab

    return gitlab.diagnostics(checked)


def _sarif(checked: "Checked") -> str:
    from . import sarif

    return sarif.diagnostics(checked)


def _junit(checked: "Checked") -> str:
    from . import junit

    return junit.diagnostics(checked)


def _azure(checked: "Checked") -> str:
    from . import azure

    return azure.diagnostics(checked)


FORMATS: dict[str, Callable[["Checked"], str]] = {
    "text": _text,
    "lines": _lines,
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
    "junit": _junit,
    "azure": _azure,
}
"""From the one for people to those for machines."""

_SERVERS = {"GITHUB_ACTIONS": "github", "GITLAB_CI": "gitlab", "TF_BUILD": "azure"}
"""The variable that a CI server sets to true, and what it reads."""


def render(name: str, checked: "Checked", *, style: Style = plain, width: int = 0) -> str:
    """What was found, in the format of that name. Text alone is for terminals, and takes a style and a width."""
    if name == "text":
        from . import text

        return text.diagnostics(checked, style=style, width=width)
    return FORMATS[name](checked)


def automatic(environment: Mapping[str, str]) -> str:
    """The format that the CI server reads whose variables these are; text where there is none, or none that reads."""
    for variable, name in _SERVERS.items():
        if environment.get(variable, "").lower() == "true":
            return name
    return "text"
