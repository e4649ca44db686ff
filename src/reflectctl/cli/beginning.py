"""What `init` and `demo` do on disk and in git: files that are not there yet, and commits in a new repository."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .. import resources
from ..analysis.status import coverage
from ..documents.yaml import read
from ..edits import demo_script, operations
from ..edits.changeset import clean
from ..edits.forge import HOOKS, PIPELINES
from ..edits.scaffold import scaffold
from ..errors import ReflectError
from ..loading.load import load
from ..loading.values import items, mapping, text
from ..model.edits import Edit
from ..model.instrument import Instrument
from ..model.records import Agency, Partnership
from ..render.escape import line
from ..rules.engine import check
from ..rules.findings import Moment
from ..storage import git_init
from ..storage.disk import WorkTree
from ..storage.write import create_tree, write
from ..tell.prose import count
from . import console, packs, shipped, where

EXAMPLE = "wessbury"

_LONGEST = 300
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


def already(folder: Path) -> Partnership | None:
    """The partnership that is in a folder already, named after the folder when it has no name."""
    if not (folder / "partnership.yaml").is_file():
        return None
    partnership = load(WorkTree(folder)).partnership
    return partnership if partnership.name else partnership._replace(name=folder.resolve().name)


def content(named: str | None, there: Partnership | None) -> tuple[Instrument, dict[str, bytes]]:
    """The instrument to begin with, and the files of its pack that are to be written.

    A partnership that is there keeps its own. A pack with errors is refused, with what was found in it.
    """
    own = there.instrument if there and there.instrument.listed else None
    if named is None:
        # A partnership's own statements are its own: nothing is put among them.
        instrument, files = (own, {}) if own else (shipped.pack(shipped.DEFAULT), resources.pack_files(shipped.DEFAULT))
    elif (Path(where.default_root) / named).is_file():
        from . import importing

        instrument, files = importing.begun(Path(named))
        if own and own.id == instrument.id:
            instrument, files = own, {}
            console.say(
                f"The content is kept as it is; to take the document's words: reflectctl content import {line(named)}"
            )
    else:
        pack = packs.opened(named)
        _refuse_errors(pack, named)
        instrument, files = (own, {}) if own and own.id == pack.instrument.id else (pack.instrument, pack.files)
    wanted = own.id if own else there.content if there else ""
    if wanted not in ("", instrument.id):
        raise ReflectError(
            f"The content of this partnership is `{line(wanted)}`, and `{line(instrument.id)}` is another.",
            "What is rated stands beside the words it was rated by, so they are kept."
            if own
            else "Name the folder of the pack that was meant with --content, or mend `content` in partnership.yaml.",
            exit_code=2,
        )
    return instrument, files


def _refuse_errors(pack: packs.Pack, named: str) -> None:
    checked = packs.checked(pack)
    if checked.failed:
        from ..render.terminal import diagnostics

        console.show(diagnostics(checked, style=console.style()))
        raise ReflectError(
            f"Nothing was begun: the content pack in {line(named)} has errors.",
            "Mend them, then look again with `reflectctl content check`.",
            exit_code=1,
        )
    if checked.found:
        console.say(f"{named}: {checked.summary} `reflectctl content check` tells them.")


def who(name: str, agencies: Sequence[str], statutory: Sequence[str]) -> tuple[str, list[Agency]]:
    """The name and agencies as they were typed, asked for at a terminal when they were not."""
    typed = list(agencies)
    if not name and console.is_terminal():
        name = console.ask("What is the partnership called?")
        while not typed or typed[-1]:
            typed.append(console.ask("An agency, as id=Name (such as police=Wessex Police; empty to end)"))
        typed.pop()
    if not name.strip():
        raise ReflectError(
            "A partnership needs a name.", 'Give it: --name "Wessbury Safeguarding Partnership".', exit_code=2
        )
    made: list[Agency] = []
    for each in typed:
        id, _, title = each.partition("=")
        id, title = id.strip(), _named(title)
        if not title or not _ID.fullmatch(id):
            raise ReflectError(
                f"'{each}' does not name an agency; an id of lower-case letters, an = and a name were expected.",
                'For example: --agency police="Wessex Police".',
                exit_code=2,
            )
        if id in {agency.id for agency in made}:
            raise ReflectError(f"The agency id '{id}' is given twice.", "Give each agency its own id.", exit_code=2)
        made.append(Agency(id, title, statutory=id in statutory))
    for id in statutory:
        if id not in {agency.id for agency in made}:
            raise ReflectError(f"'{id}' is not one of the agencies given.", "Name it with --agency too.", exit_code=2)
    return _named(name), made


def _named(typed: str) -> str:
    """A name as it may stand in a file: on one line, of characters that text files hold, and not too long."""
    name = " ".join(clean(typed).split())
    if len(name) > _LONGEST:
        raise ReflectError(
            f"A name of {len(name)} characters was given; {_LONGEST} are the most.",
            f"Shorten '{name[:40]}…'.",
            exit_code=2,
        )
    return name


def make(folder: Path, files: Mapping[str, bytes], *, git: bool, dry_run: bool, name: str, ci: str = "none") -> str:
    """Write the files that are not there, commit them if the repository is new, and say what was done."""
    if dry_run:
        there = [path for path in files if os.path.lexists(folder / path)]
        return "".join(f"{'keep' if path in there else 'write':<6}{path}\n" for path in files)
    here = folder.resolve()
    top = next((each for each in (here, *here.parents) if (each / ".git").exists()), None)
    written, kept = create_tree(folder, files)
    where = "this folder" if folder == Path() else line(str(folder))
    lines = [f"{line(name)}: {count(len(written), 'file')} written to {where}."]
    if kept:
        lines.append(f"Kept as they were: {', '.join(kept) if len(kept) <= 8 else count(len(kept), 'file')}.")
    if git and written and top is None:
        git_init.create(folder)
        git_init.commit_all(folder, written, "Begin: the partnership, its content, and nothing rated yet")
        lines.append("A git repository was made, with these files as its first commit.")
    elif git and written:
        lines.append("They are in a git repository already: look at them, then add and commit them.")
    pipeline = PIPELINES.get(ci, "")
    if pipeline in kept and WorkTree(folder).read(pipeline) != files[pipeline]:
        lines.append(f"{pipeline} is your own, and was kept: `reflectctl init NEW --ci {ci}` shows what it could say.")
    checks = [path for path in (HOOKS, pipeline) if path in written]
    if checks and top not in (None, here):
        inside = line(here.relative_to(top).as_posix())
        lines.append(
            f"{' and '.join(checks)}: these are looked for at the top of the git repository only. Move them there "
            f"from {inside}, with the templates, and give their commands `--root {inside}`."
        )
    lines.append("Next: `reflectctl status` says where you are, and what could come next.")
    return "\n".join(lines) + "\n"


def demo(folder: Path) -> str:
    """Build the example, commit by commit, and say where it and its report are."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ReflectError(f"{folder} is there already and is not empty.", "Name a new folder: reflectctl demo DIR.")
    source = resources.files("examples", EXAMPLE)
    steps = [
        (path.removeprefix("story/").removesuffix(".yaml"), mapping(read(path, raw.decode("utf-8")).data))
        for path, raw in source.items()
        if path.startswith("story/") and path.endswith(".yaml")
    ]
    folder.mkdir(parents=True, exist_ok=True)
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
            author = text(step, "author")
            email = "-".join("".join(c if c.isalnum() else " " for c in author.lower()).split()) + "@wessbury.example"
            signed = (message, author, email, text(step, "on"))
            if text(step, "merge"):
                commits[name] = maker.merge(text(step, "merge"), *signed)
            elif text(step, "revert"):
                commits[name] = maker.revert(commits[text(step, "revert")], *signed)
            else:
                paths = _begin(folder, source) if not commits else []
                paths += _record(folder, step, source)
                commits[name] = maker.commit(paths, *signed)
    return _told(folder, len(commits))


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


def _told(folder: Path, commits: int) -> str:
    """The example checked, its report written, and both said."""
    from . import sources

    loaded = load(WorkTree(folder))
    errors = [each for each in check(loaded, Moment(loaded.partnership.meetings[-1].date)) if each.severity == "error"]
    report = sources.report(folder, sources.Asked(since=_a_while_before(folder)))
    path = "reports/report.html"
    create_tree(folder, {path: sources.rendered(report, "html").encode("utf-8")})
    covered = coverage(loaded.partnership)
    return (
        f"{loaded.partnership.name} is in {line(str(folder))}: "
        f"{commits} commits, {count(covered.meetings, 'meeting')}, "
        f"{covered.rated} of {covered.statements} statements rated.\n"
        f"Validated: {count(len(loaded.documents), 'file')} read, {count(len(errors), 'error')}.\n"
        f"Its report: {line(str(folder / path))}\n"
        f"Try: cd {line(str(folder))} && reflectctl status && reflectctl history\n"
    )


def _a_while_before(folder: Path) -> str:
    """The day half a year before the example's last meeting: what its report compares with."""
    last = load(WorkTree(folder)).partnership.meetings[-1].date
    month = last.year * 12 + last.month - 1 - 6
    return f"{month // 12:04d}-{month % 12 + 1:02d}-28"
