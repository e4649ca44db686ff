"""A forge's name in; what has each commit and each pull request of a partnership checked there, by path, out.

Nothing of the partnership is in these files. What a forge knows (the commit that a pull request begins from, the name
of a branch) reaches a shell as an environment variable only, never as part of its text.
"""

from collections.abc import Mapping

from .. import resources

PROJECT = "https://github.com/reflectctl/reflectctl"
"""Where this project's hooks are fetched from."""

HOOKS = ".pre-commit-config.yaml"
"""Where pre-commit looks for what it should run before a commit."""

PIPELINES = {
    "github": ".github/workflows/reflectctl.yml",
    "gitlab": ".gitlab-ci.yml",
    "azure": "azure-pipelines.yml",
}
"""Each forge that is known, and where it looks for what it should run."""


def forge(kind: str, *, version: str) -> dict[str, str]:
    """The files for a forge, beside the hooks, which every repository has."""
    request = "merge request" if kind == "gitlab" else "pull request"
    review = resources.repository_files("review", REQUEST=request) if kind in _REVIEW else {}
    placed = {_REVIEW[kind][name]: text for name, text in review.items() if name in _REVIEW[kind]}
    return {**(resources.repository_files(kind, VERSION=version) if kind in PIPELINES else {}), **placed}


_REVIEW: Mapping[str, Mapping[str, str]] = {
    "github": {"template.md": ".github/pull_request_template.md", "CODEOWNERS": ".github/CODEOWNERS"},
    "gitlab": {"template.md": ".gitlab/merge_request_templates/Default.md", "CODEOWNERS": ".gitlab/CODEOWNERS"},
    "azure": {"template.md": ".azuredevops/pull_request_template.md"},
}
"""Where each forge looks for what a request begins with, and for who is asked to read it."""
