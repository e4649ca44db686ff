"""A forge's name in; what has each commit and each pull request of a partnership checked there, by path, out.

Nothing of the partnership is in these files. What a forge knows (the commit that a pull request begins from, the name
of a branch) reaches a shell as an environment variable only, never as part of its text.
"""

import re
from collections.abc import Mapping
from typing import Any

from .. import resources
from ..errors import ReflectError

HOOKS = ".pre-commit-config.yaml"
"""Where pre-commit looks for what it should run before a commit."""

PIPELINES = {
    "github": ".github/workflows/reflectctl.yml",
    "gitlab": ".gitlab-ci.yml",
    "azure": "azure-pipelines.yml",
}
"""Each forge that is known, and where it looks for what it should run."""


_SOURCE = re.compile(r"git\+https://[\w.~%/:-]+@[0-9a-f]{40,64}|\./[\w+-][\w.+-]*(?:/[\w+-][\w.+-]*)*\.whl")


def source(typed: str) -> str:
    """What pipelines install, as pip takes it: a commit of a repository, or a wheel; never a name alone."""
    said = typed.strip()
    given = f"./{said}" if said.endswith(".whl") and not said.startswith("./") else said
    if not _SOURCE.fullmatch(given) or ".." in given:
        raise ReflectError(
            f"'{typed[:80]}' is nothing that a pipeline may install by; a wheel or a commit was expected.",
            "For example --install reflectctl.whl, which lies in this repository, or --install "
            "git+https://HOST/REPOSITORY@COMMIT, with the commit's whole id.",
            exit_code=2,
        )
    return given


def given(origin: Mapping[str, Any]) -> str:
    """What this program was itself installed from, where pipelines may have it from there; else nothing."""
    vcs = origin.get("vcs_info") or {}
    said = f"git+{origin.get('url', '')}@{vcs.get('commit_id', '')}"
    return said if vcs.get("vcs") == "git" and _SOURCE.fullmatch(said) else ""


def forge(kind: str, *, install: str = "") -> dict[str, str]:
    """The files for a forge, beside the hooks, which every repository has; its pipeline installs the program so."""
    request = "merge request" if kind == "gitlab" else "pull request"
    review = resources.repository_files("review", REQUEST=request) if kind in _REVIEW else {}
    placed = {_REVIEW[kind][name]: text for name, text in review.items() if name in _REVIEW[kind]}
    return {**(resources.repository_files(kind, INSTALL=install) if kind in PIPELINES else {}), **placed}


_REVIEW: Mapping[str, Mapping[str, str]] = {
    "github": {"template.md": ".github/pull_request_template.md", "CODEOWNERS": ".github/CODEOWNERS"},
    "gitlab": {"template.md": ".gitlab/merge_request_templates/Default.md", "CODEOWNERS": ".gitlab/CODEOWNERS"},
    "azure": {"template.md": ".azuredevops/pull_request_template.md"},
}
"""Where each forge looks for what a request begins with, and for who is asked to read it."""
