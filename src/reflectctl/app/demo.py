"""The example built: a partnership with over a year of history, checked, and its report."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from .. import resources
from ..analysis.status import coverage
from ..documents.yaml import read
from ..edits import demo_script, operations
from ..edits.scaffold import scaffold
from ..errors import ReflectError
from ..loading.load import load
from ..loading.values import items, mapping, text
from ..model.edits import Edit
from ..render.escape import line
from ..rules.engine import check
from ..rules.findings import Moment
from ..storage import git_init, review_points
from ..storage.disk import WorkTree, is_free
from ..storage.git import Git
from ..storage.write import create_tree, write
from ..tell.prose import count
from . import shipped
from .context import Context
from .init import step_into
from .report import rendered, report
from .report_period import Asked

EXAMPLE = "wessbury"


def demo(here: Context, folder: Path) -> str:
    """Build the example, commit by commit, and say where it and its report are."""
    folder = here.folder / folder
    if not is_free(folder):
        raise ReflectError(f"{folder} is there already and is not empty.", "Name a new folder: reflectctl demo DIR.")
    source = resources.files("examples", EXAMPLE)
    steps = [
        (path.removeprefix("story/").removesuffix(".yaml"), mapping(read(path, raw.decode("utf-8")).data))
        for path, raw in source.items()
        if path.startswith("story/") and path.endswith(".yaml")
    ]
    git_init.create(folder)
    commits: dict[str, str] = {}
    branches = {"main"}
    at = "main"
    with git_init.Maker(folder) as maker:
        for name, step in steps:
            branch = text(step, "branch") or "main"
            if branch not in branches:
                if at != "main":
                    maker.switch("main")
                maker.branch(branch)
                branches.add(branch)
            elif branch != at:
                maker.switch(branch)
            at = branch
            message = text(step, "message") + "\n"
            signed = (message, *_person(text(step, "author")), text(step, "on"))
            if text(step, "merge"):
                commits[name] = maker.merge(text(step, "merge"), *signed)
            elif text(step, "revert"):
                commits[name] = maker.revert(commits[text(step, "revert")], *signed)
            else:
                paths = _begin(folder, source) if not commits else []
                paths += _record(folder, step, source)
                commits[name] = maker.commit(paths, *signed)
            if point := mapping(step.get("review_point")):
                _name(folder, point, commits[name])
    return _told(here, folder, len(commits))


def _person(role: str) -> tuple[str, str]:
    """Who commits: a role, and an address made of it."""
    words = "".join(c if c.isalnum() else " " for c in role.lower()).split()
    return role, "-".join(words) + "@wessbury.example"


def _name(folder: Path, point: Mapping[str, Any], commit: str) -> None:
    """Make a review point of the story, as `review-point` would."""
    when = datetime.fromisoformat(text(point, "on"))
    who, message = _person(text(point, "by")), text(point, "message").rstrip()
    review_points.make(Git(folder), text(point, "name"), commit, message, who, f"{int(when.timestamp())} {when:%z}")


def _begin(folder: Path, source: Mapping[str, bytes]) -> list[str]:
    """What `init` would write, but for the files that the story brings itself."""
    data = mapping(read("partnership.yaml", source["files/partnership.yaml"].decode("utf-8")).data)
    files = scaffold(
        name=text(data, "name"),
        agencies=(),
        instrument=shipped.pack(shipped.DEFAULT),
        pack=resources.pack_files(shipped.DEFAULT),
    )
    for path in ("partnership.yaml", "preliminary.md"):
        del files[path]
    return create_tree(folder, files)[0]


def _record(folder: Path, step: Mapping[str, Any], source: Mapping[str, bytes]) -> list[str]:
    """Write what a step of the story records; the paths it changed."""
    copied = []
    tree = WorkTree(folder)
    for _, item in items(step, "files"):
        path = text(item, "path")
        there = tree.read(path)
        before = there if isinstance(there, bytes) else None
        copied.append(Edit(path, before, source["files/" + (text(item, "from") or path)]))
    write(folder, copied)
    loaded = load(tree)
    draft = operations.draft(loaded)
    demo_script.apply(step, loaded, draft)
    edits = draft.edits()
    write(folder, edits)
    return [edit.path for edit in (*copied, *edits)]


def _told(here: Context, folder: Path, commits: int) -> str:
    """The example checked, its report written, and both said."""
    loaded = load(WorkTree(folder))
    errors = [
        each
        for each in check(loaded, Moment(loaded.partnership.meetings[-1].date, looked=lambda texts: [()] * len(texts)))
        if each.severity == "error"
    ]
    made = report(here._replace(folder=folder), Asked(since=_a_while_before(folder)))
    path = "reports/report.html"
    create_tree(folder, {path: rendered(made, "html").encode("utf-8")})
    covered = coverage(loaded.partnership)
    return (
        f"{loaded.partnership.name} is in {line(str(folder))}: "
        f"{commits} commits, {count(covered.meetings + covered.group_meetings, 'meeting')}, "
        f"{covered.rated} of {covered.statements} statements rated.\n"
        f"Validated: {count(len(loaded.documents), 'file')} read, {count(len(errors), 'error')}.\n"
        f"Its report: {line(str(folder / path))}\n"
        f"Try: {step_into(folder)} && reflectctl status && reflectctl history\n"
    )


def _a_while_before(folder: Path) -> str:
    """The day half a year before the example's last meeting: what its report compares with."""
    last = load(WorkTree(folder)).partnership.meetings[-1].date
    month = last.year * 12 + last.month - 1 - 6
    return f"{month // 12:04d}-{month % 12 + 1:02d}-28"
