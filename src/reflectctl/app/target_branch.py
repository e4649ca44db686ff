"""What a forge's surroundings say about a pull request, in; the commit where it parted from its target branch, out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import ReflectError
from ..storage.git import Git
from .context import Context

AUTO = "auto"

_LOOKED_FOR = (
    "GITHUB_BASE_REF, pull_request.base.sha in the file that GITHUB_EVENT_PATH names, "
    "CI_MERGE_REQUEST_DIFF_BASE_SHA, CI_MERGE_REQUEST_TARGET_BRANCH_NAME and SYSTEM_PULLREQUEST_TARGETBRANCH"
)


def parted(here: Context, git: Git, base: str, end: str | None) -> tuple[str, str]:
    """The commit where HEAD, or another end, parted from a base; and what to call it. `auto` asks the forge."""
    from ..storage.revisions import merge_base, resolve

    target, name = _target(here, git) if base == AUTO else (resolve(git, base), base)
    return merge_base(git, target, resolve(git, end or "HEAD")), f"the merge base with {name}"


def _target(here: Context, git: Git) -> tuple[str, str]:
    from ..storage.revisions import resolve

    wanted = list(_named(here.environ))
    for words, _ in wanted:
        for word, name in words:
            try:
                return resolve(git, word), name
            except ReflectError:
                continue  # not in this clone: the next may be
    if not wanted:
        raise ReflectError(
            f"`--base auto` found no target branch: none is set of {_LOOKED_FOR}.",
            "They are there in the checks of a pull request or merge request. Elsewhere, name it: `--base main`.",
        )
    said = "; ".join(where for _, where in wanted)
    raise ReflectError(
        f"The target branch is not in this clone: {said}.",
        "Fetch it with `git fetch origin BRANCH`; in CI, check out with fetch-depth: 0.",
    )


Words = list[tuple[str, str]]
"""Revisions to try, each with what to call it."""


def _named(surroundings: Mapping[str, str]) -> Iterator[tuple[Words, str]]:
    """What each forge names, and where it says so. Full names of branches, so that none is taken for a day."""
    for variable in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "SYSTEM_PULLREQUEST_TARGETBRANCH"):
        if variable == "CI_MERGE_REQUEST_TARGET_BRANCH_NAME" and (
            sha := surroundings.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "").strip()
        ):
            yield [(sha, sha[:8])], f"CI_MERGE_REQUEST_DIFF_BASE_SHA is {sha}"
        branch = surroundings.get(variable, "").strip().removeprefix("refs/heads/")
        if branch:
            remote, local = f"refs/remotes/origin/{branch}", f"refs/heads/{branch}"
            yield [(remote, f"origin/{branch}"), (local, branch)], f"{variable} is {branch}"
        if variable == "GITHUB_BASE_REF" and (sha := _in_event(surroundings.get("GITHUB_EVENT_PATH", ""))):
            yield [(sha, sha[:8])], f"pull_request.base.sha in GITHUB_EVENT_PATH is {sha}"


def _in_event(path: str) -> str:
    """The commit of the target branch in GitHub's account of a pull request; empty where there is none."""
    if not path:
        return ""
    import json

    from ..storage.disk import read_file
    from ..storage.objects import is_hash
    from ..storage.snapshots import Unreadable

    try:
        raw = read_file(Path(path).parent, Path(path).name)
        told = None if isinstance(raw, Unreadable) else json.loads(raw)
    except (OSError, ValueError, RecursionError):
        return ""
    for key in ("pull_request", "base", "sha"):
        told = told.get(key) if isinstance(told, dict) else None
    return told if isinstance(told, str) and is_hash(told) else ""
