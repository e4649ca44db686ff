"""Whether a report that somebody has is the one that the records here give: read, made again, compared line by line."""

from pathlib import Path

from .. import __version__
from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from ..render import seal
from ..render.escape import line
from ..storage.disk import read_strictly
from ..storage.snapshots import shown
from .context import Context
from .partnership import Repository
from .report import again, written
from .revisions import is_before
from .shelves import NOT_KEPT

SAME, OTHER, UNKNOWN = 0, 1, 3
"""The exit codes: it is the same; it is not; that cannot be said here."""

MOST_BYTES = 20_000_000
"""No report is longer."""


class Verdict(NamedTuple):
    """What is said of a report, and the exit code that says the same."""

    code: int
    words: str


class _Read(NamedTuple):
    """A report as it is compared: its lines or paragraphs, all of the file, and what it says that it was made of."""

    lines: list[str]
    whole: object
    sealed: seal.Sealed
    of: str
    """What its lines are called."""


def verify(here: Context, file: Path) -> Verdict:
    """Whether a file is the report that its recipe gives, made from the commit that it names."""
    name, raw = line(str(file)), read_strictly(file, MOST_BYTES)
    # Whoever could put something among what is kept between runs must not be asked whether a report is true.
    here = here._replace(environ={**here.environ, NOT_KEPT: "1"})
    try:
        found = _read(raw, file)
    except ReflectError as problem:
        if problem.exit_code != UNKNOWN or problem.hint:
            raise
        return Verdict(UNKNOWN, f"{name} cannot be verified. {problem.message}")
    sealed = found.sealed
    changed = "" if sealed.intact else f"{name} was changed after it was made: its fingerprint does not fit it. "
    try:
        made = _read(_as_bytes(written(here, again(here, sealed.label), sealed.label.format)), file)
    except ReflectError as problem:
        why = " ".join(each for each in (problem.message, problem.hint) if each)
        if changed:
            return Verdict(OTHER, f"{changed}Where, cannot be said here. {why}")
        return Verdict(UNKNOWN, f"{name} cannot be verified here. {why}")
    commit = sealed.label.commit
    if made.whole == found.whole:
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
    return Verdict(OTHER, f"{changed}{_where(found, made)}{_versions(sealed.label.program)}")


def _branch(repository: Repository, commit: str) -> str:
    """Where a commit stands, in words: in the history of HEAD, on another branch or in a tag; empty where in none."""
    head = repository.head()
    if head and is_before(repository, commit, head):
        return "in the history of HEAD"
    told = repository.git.run("for-each-ref", f"--contains={commit}", "--format=%(refname:short)", "--count=1",
                              "refs/heads", "refs/remotes", "refs/tags")  # fmt: skip
    branch = told.decode("utf-8", "replace").strip()
    return f"not in the history of HEAD, but on {line(branch)}" if branch else ""


def _read(raw: bytes, file: Path) -> _Read:
    """A report, read: a document for word processors by its parts, anything else by its text."""
    if raw.startswith(b"%PDF"):
        raise ReflectError("A PDF is not made again: verify the report in HTML, Markdown, JSON or DOCX instead.")
    if not raw.startswith(b"PK"):
        text = _text(raw, file)
        return _Read(text.split("\n"), text, seal.read(text), "line")
    from ..render import docx_package

    parts = docx_package.unpacked(raw)
    if parts is None:
        raise ReflectError("It is no document for word processors that can be read.")
    words = docx_package.words(parts)
    return _Read(words, parts, seal.read_in_parts(parts, words), "paragraph")


def _where(found: _Read, made: _Read) -> str:
    """The first line that is not the same. What stands there is not said: whoever reads this may not be meant to."""
    lines, others, of = found.lines, made.lines, found.of
    at = next((at for at, (one, other) in enumerate(zip(lines, others, strict=False), 1) if one != other), 0)
    # The fingerprint is the last of a document's paragraphs, and says nothing of the words.
    if of == "paragraph" and len(lines) == len(others) and at in (0, len(lines)):
        return "Every word of it is as the records give it; it was saved anew, and how it looks may have been changed."
    if at:
        return f"{of.capitalize()} {at:,} is the first that is not as the records give it."
    if len(lines) < len(others):
        return f"It ends in {of} {len(lines):,}, before the report does."
    return f"From {of} {len(others):,} on it says more than the report does."


def _versions(program: str) -> str:
    if program == __version__:
        return ""
    return (
        f" It was made by reflectctl {program}, and this is {__version__}, which may put things otherwise: "
        f"verify it with {program} to be sure."
    )


def _as_bytes(report: str | bytes) -> bytes:
    """A report as it is when it has been written to a file."""
    return report if isinstance(report, bytes) else report.encode("utf-8", "backslashreplace")


def _text(raw: bytes, file: Path) -> str:
    """A text. Ends of lines that a system or a mail program has changed are no change."""
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ReflectError(
            f"{shown(file)} is not text in UTF-8, so it is no report.", "Is it the right file?"
        ) from None
