"""Findings in, a Code Quality report for GitLab out.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format says what it holds. It is in ASCII, as it is
written to a file by whatever shell there is, and GitLab reads nothing but UTF-8.
"""

from ...model.findings import Checked
from ..escape import block, line
from ..json import spelled
from .fingerprints import fingerprints

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def diagnostics(checked: Checked) -> str:
    """A list with an entry for each finding, in the order of the files."""
    return spelled(
        [
            {
                "description": block(f"{each.message} {each.hint}".rstrip()),
                "check_name": line(each.rule),
                "severity": _SEVERITIES[each.severity],
                "fingerprint": fingerprint,
                "location": {
                    "path": _path(checked.prefix + each.location.path),
                    "lines": {"begin": each.location.line},
                },
            }
            for each, fingerprint in zip(checked.found, fingerprints(checked), strict=True)
        ],
        ascii=True,
    )


def _path(path: str) -> str:
    """The path as it is, so that GitLab finds the file, but for what its database refuses, which is shown escaped."""
    return path.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")
