"""Whether a report that somebody has is the one that the records here give: read, made again, compared line by line."""

from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..errors import ReflectError
from ..render import seal
from ..render.escape import line
from ..storage.disk import read_strictly
from ..storage.snapshots import shown
from .context import Context
from .partnership import Repository
from .read_history import NOT_KEPT
from .report import again, rendered
from .revisions import is_before

SAME, OTHER, UNKNOWN = 0, 1, 3
"""The exit codes: it is the same; it is not; that cannot be said here."""

MOST_BYTES = 20_000_000
"""No report is longer."""


class Verdict(NamedTuple):
    """What is said of a report, and the exit code that says the same."""

    code: int
    words: str


def verify(here: Context, file: Path) -> Verdict:
    """Whether a file is the report that its recipe gives, made from the commit that it names."""
    name, text = line(str(file)), _text(file)
    # Whoever could put something among what is kept between runs must not be asked whether a report is true.
    here = here._replace(environ={**here.environ, NOT_KEPT: "1"})
    try:
        sealed = seal.read(text)
    except ReflectError as problem:
        return Verdict(UNKNOWN, f"{name} cannot be verified. {problem.message}")
    changed = "" if sealed.intact else f"{name} was changed after it was made: its fingerprint does not fit it. "
    try:
        made = _as_read(rendered(again(here, sealed.label), sealed.label.format))
    except ReflectError as problem:
        why = " ".join(each for each in (problem.message, problem.hint) if each)
        if changed:
            return Verdict(OTHER, f"{changed}Where, cannot be said here. {why}")
        return Verdict(UNKNOWN, f"{name} cannot be verified here. {why}")
    commit = sealed.label.commit
    if made == text:
        where = _branch(Repository(here.folder), commit)
        if not where:
            return Verdict(
                UNKNOWN,
                f"{name} is what commit {commit} gives, and that commit is on no branch and in no tag here: it is not "
                "a part of these records, or not any more.",
            )
        return Verdict(SAME, f"{name} is the report that these records give at commit {commit}, which is {where}.")
    if not changed:
        changed = f"{name} is not the report that these records give at commit {commit}, though it is whole. "
    return Verdict(OTHER, f"{changed}{_where(text, made)}{_versions(sealed.label.program)}")


def _branch(repository: Repository, commit: str) -> str:
    """Where a commit stands, in words: in the history of HEAD, on another branch or in a tag; empty where in none."""
    head = repository.head()
    if head and is_before(repository, commit, head):
        return "in the history of HEAD"
    told = repository.git.run("for-each-ref", f"--contains={commit}", "--format=%(refname:short)", "--count=1",
                              "refs/heads", "refs/remotes", "refs/tags")  # fmt: skip
    branch = told.decode("utf-8", "replace").strip()
    return f"not in the history of HEAD, but on {line(branch)}" if branch else ""


def _where(text: str, made: str) -> str:
    """The first line that is not the same. What stands there is not said: whoever reads this may not be meant to."""
    lines, others = text.split("\n"), made.split("\n")
    at = next((at for at, (one, other) in enumerate(zip(lines, others, strict=False), 1) if one != other), 0)
    if at:
        return f"Line {at:,} is the first that is not as the records give it."
    if len(lines) < len(others):
        return f"It ends in line {len(lines):,}, before the report does."
    return f"From line {len(others):,} on it says more than the report does."


def _versions(program: str) -> str:
    if program == __version__:
        return ""
    return (
        f" It was made by reflectctl {program}, and this is {__version__}, which may put things otherwise: "
        f"verify it with {program} to be sure."
    )


def _as_read(text: str) -> str:
    """A report as it is when it has been written to a file and read back."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _text(file: Path) -> str:
    """The text of a regular file. Ends of lines that a system or a mail program has changed are no change."""
    raw = read_strictly(file, MOST_BYTES)
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ReflectError(
            f"{shown(file)} is not text in UTF-8, so it is no report.", "Is it the right file?"
        ) from None
