"""What `validate` asks, from the words that were typed to the answers in their formats."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from ..errors import ReflectError
from ..loading.load import Loaded, load
from ..model.findings import Checked
from ..rules.engine import check
from ..rules.findings import Moment
from ..storage.disk import WorkTree
from . import console, findings, session

if TYPE_CHECKING:
    from . import rewordings

AUTO = "auto"
PLACED_IN_REPOSITORY = frozenset(("github", "gitlab", "sarif", "junit", "azure"))
"""The formats whose paths are seen from the top of the git repository."""


class Asked(NamedTuple):
    """What is to be checked, and what is to be told of it."""

    root: Path | None = None
    paths: tuple[Path, ...] = ()
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    since: str | None = None
    today: str | None = None
    fails_at: str = "error"


def asked_rules(only: Sequence[str], without: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that were named, by their ids. Refuses what is no rule, and to leave the format unchecked."""
    if not only and not without:
        return (), ()
    from ..analysis.lookup import one
    from ..rules.catalogue import rules

    known = {rule.id: rule for rule in rules()}
    chosen, left_out = (
        tuple(one(word, known, "rule", "`reflectctl rules`") for word in each) for each in (only, without)
    )
    for id in left_out:
        if known[id].fixed:
            raise ReflectError(
                f"{id} is about the format of the files, which is always checked.",
                "Leave out another rule; `reflectctl rules` says which can be.",
                exit_code=2,
            )
    return chosen, left_out


def threshold(fail_on: str | None, strict: bool) -> str:
    """The lightest severity that fails the check."""
    if strict and fail_on not in (None, "warning"):
        raise ReflectError(
            f"--strict means --fail-on warning, and --fail-on {fail_on} was given too.", "Give one.", exit_code=2
        )
    return "warning" if strict else fail_on or "error"


def answers(format: str, typed: Sequence[str]) -> list[tuple[str, Path | None]]:
    """Each format that is wanted, with the file it goes to; None is the screen."""
    from ..render.findings.formats import FORMATS, automatic

    wanted = outputs(format, typed, (*FORMATS, AUTO), "--output sarif=out.sarif --output junit=out.xml")
    return [(automatic(os.environ) if name == AUTO else name, path) for name, path in wanted]


def outputs(format: str, typed: Sequence[str], formats: Collection[str], example: str) -> list[tuple[str, Path | None]]:
    """What was typed as [FORMAT=]FILE: each format with its file; None is the screen.

    A file that was named without a format gets the one that was asked for, which may be none: the empty one.
    """
    wanted: list[tuple[str, Path | None]] = []
    whole = ""
    for output in typed:
        name, equals, path = output.partition("=")
        if equals and name in formats:
            if not path:
                raise ReflectError(f"--output {output} names no file.", f"Write --output {name}=FILE.", exit_code=2)
            wanted.append((name, Path(path)))
        elif whole and format:
            raise ReflectError(
                f"Two files are to be written in one format: {whole} and {output}.",
                f"Say which format goes where: {example}.",
                exit_code=2,
            )
        else:
            whole = output
            wanted.append((format, Path(output)))
    if len({path for _, path in wanted}) < len(wanted):
        raise ReflectError("Two formats are to be written to the same file.", "Give each its own.", exit_code=2)
    return wanted if whole or (wanted and not format) else [*wanted, (format, None)]


def look(asked: Asked, *, placed: bool) -> Checked:
    """The answer. `placed` asks for the partnership's place in its repository."""
    top = session.open_root(asked.root)
    tree = WorkTree(top)
    repository: session.Repository | None = None
    before: Loaded | None = None
    if asked.since is not None:
        from ..loading.pair import load_both

        repository = session.Repository(top)
        before, loaded = load_both(repository.at(asked.since), tree)
    else:
        loaded = load(tree, translations=True)
    day = session.today(asked.today)
    if repository is None and (placed or _is_rated(loaded)):
        repository = _repository(top)
    changed = _reworded(repository, loaded, day) if repository is not None and _is_rated(loaded) else None
    moment = Moment(
        day,
        reworded=changed.days if changed else {},
        stood=changed.stood if changed else (),
        before=before.partnership if before else None,
        since=asked.since or "",
    )
    found, note = findings.chosen(check(loaded, moment, only=asked.only, without=asked.without), top, asked.paths)
    return Checked(
        tuple(findings.listed(found)),
        files=tuple(loaded.documents),
        summary=findings.summary(found, len(loaded.documents), note),
        prefix=repository.prefix if repository is not None else "",
        fails_at=asked.fails_at,
    )


def tell(checked: Checked, wanted: Sequence[tuple[str, Path | None]]) -> None:
    """Give the answer in every format that is wanted."""
    from ..render.findings import formats

    for name, path in wanted:
        told = formats.render(name, checked) if path else formats.render(name, checked, style=console.style())
        console.show(told, path)


def watch(look_again: Callable[[], None], root: Path | None, written: Iterable[Path] = ()) -> NoReturn:
    """Look now, and again whenever a file has changed but what is `written` by looking. Ends when it is interrupted."""
    import time

    tree = WorkTree(session.open_root(root))
    own = {os.path.relpath(os.path.realpath(path), tree.root).replace(os.sep, "/") for path in written}
    seen = None
    while True:
        stamp = tuple(each for each in tree.stamp() if each[0] not in own)
        if stamp != seen:
            seen = stamp
            try:
                look_again()
            except ReflectError as problem:
                console.say(f"reflectctl: {problem.message}")
            console.say("Watching for changes; Ctrl-C ends it.")
        time.sleep(0.3)


def _is_rated(loaded: Loaded) -> bool:
    return any(each.rating is not None for each in loaded.partnership.assessments)


def _repository(top: Path) -> session.Repository | None:
    """The repository around a partnership; None where there is none, or no git to ask."""
    try:
        return session.Repository(top)
    except ReflectError:
        return None


def _reworded(repository: session.Repository, loaded: Loaded, today: date) -> "rewordings.Rewordings | None":
    """When the wording of statements last changed, as far as git can tell."""
    from ..storage.revisions import UNSHALLOW, head
    from . import rewordings

    told = "Whether wording has changed since a rating was agreed was not checked:"
    if repository.git.is_shallow():
        console.say(f"{told} this clone is shallow. {UNSHALLOW}")
        return None
    try:
        revision = head(repository.git)
        if revision is None:
            return None
        return rewordings.told(repository, revision, loaded.partnership, loaded.documents, today.isoformat())
    except ReflectError as problem:
        console.say(f"{told} {problem.message}")
        return None
