"""A partnership's repository begun, or added to: files that are not there yet, and the first commit of a new one."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shlex import quote

from .. import resources
from ..analysis import lookup
from ..edits.changeset import clean
from ..edits.forge import HOOKS, PIPELINES, given, source
from ..edits.scaffold import scaffold
from ..errors import ReflectError
from ..loading.load import load
from ..model.instrument import Instrument
from ..model.named_tuples import NamedTuple
from ..model.records import Agency, Partnership
from ..render.escape import line
from ..storage import git_init
from ..storage.disk import WorkTree, existing, place
from ..storage.write import create_tree
from ..tell.prose import count
from . import packs, shipped
from .context import Context

Ask = Callable[[str], str]
"""Asks a person a question."""

_LONGEST = 300
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


class Asked(NamedTuple):
    """What a partnership is to begin with, in the words that were typed."""

    folder: Path = Path()
    name: str = ""
    agencies: Sequence[str] = ()
    statutory: Sequence[str] = ()
    principles: Sequence[str] = ()
    content: str | None = None
    ci: str = "none"
    install: str = ""
    """What pipelines install the program from; where nothing is said, what it was itself installed from."""
    git: bool = True
    dry_run: bool = False


def init(here: Context, asked: Asked, ask: Ask | None) -> str:
    """Write what is not there yet, commit it if the repository is new, and say what was done.

    What was not typed is asked of a person, where there is one.
    """
    folder = here.folder / asked.folder
    there = _already(folder)
    instrument, pack = _content(here, asked.content, there)
    principles = _laid_out(asked, instrument, there)
    install = source(asked.install) if asked.install else given(resources.origin())
    name, agencies = (there.name, there.agencies) if there else _who(here, asked, ask)
    files = scaffold(
        name=name,
        agencies=agencies,
        instrument=instrument,
        pack=pack,
        principles=principles,
        ci=asked.ci,
        install=install,
    )
    if asked.dry_run:
        kept = existing(folder, files)
        return "".join(f"{'keep' if path in kept else 'write':<6}{path}\n" for path in files)
    return _made(folder, files, asked, name)


def _laid_out(asked: Asked, instrument: Instrument, there: Partnership | None) -> list[str]:
    """The principles whose files are laid out: those named, else all of a new partnership, so that branches merge."""
    if not asked.principles:
        return [] if there else [each.id for each in instrument.principles]
    return [lookup.principle(each, instrument).id for each in asked.principles]


def _already(folder: Path) -> Partnership | None:
    """The partnership that is in a folder already, named after the folder when it has no name."""
    at = place(folder)
    if not at.begun:
        return None
    partnership = load(WorkTree(folder)).partnership
    return partnership if partnership.name else partnership._replace(name=at.name)


def _content(here: Context, named: str | None, there: Partnership | None) -> tuple[Instrument, dict[str, bytes]]:
    """The instrument to begin with, and the files of its pack that are to be written.

    A partnership that is there keeps its own. A pack with errors is refused, with what was found in it.
    """
    own = there.instrument if there and there.instrument.listed else None
    if named is None:
        # A partnership's own statements are its own: nothing is put among them.
        instrument, files = (own, {}) if own else (shipped.pack(shipped.DEFAULT), resources.pack_files(shipped.DEFAULT))
    elif packs.names_file(here, named):
        from .content_import import begun

        instrument, files = begun(here, Path(named))
        if own and own.id == instrument.id:
            instrument, files = own, {}
            here.note(
                f"The content is kept as it is; to take the document's words: reflectctl content import {line(named)}"
            )
    else:
        pack = packs.opened(here, named)
        _refuse_errors(here, pack, named)
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


def _refuse_errors(here: Context, pack: packs.Pack, named: str) -> None:
    checked = packs.checked(here, pack)
    if checked.failed:
        from ..render.findings.text import diagnostics

        raise ReflectError(
            f"Nothing was begun: the content pack in {line(named)} has errors.",
            "Mend them, then look again with `reflectctl content check`.",
            exit_code=1,
            answer=diagnostics(checked, style=here.style),
        )
    if checked.found:
        here.note(f"{named}: {checked.summary} `reflectctl content check` tells them.")


def _who(here: Context, asked: Asked, ask: Ask | None) -> tuple[str, list[Agency]]:
    """The name and agencies as they were typed, asked for at a terminal when they were not."""
    made: list[Agency] = []
    for each in asked.agencies:
        made.append(_agency(each, made, asked.statutory))
    name = _named(asked.name or "")
    if not name and ask is not None:
        name = _named(ask("What is the partnership called?"))
        while name and (answer := ask("An agency, as id=Name (such as police=Wessex Police; empty to end)")):
            try:
                made.append(_agency(answer, made, asked.statutory))
            except ReflectError as problem:
                here.note(problem.message)
    if not name:
        raise ReflectError(
            "A partnership needs a name.", 'Give it: --name "Wessbury Safeguarding Partnership".', exit_code=2
        )
    for id in asked.statutory:
        if id not in {agency.id for agency in made}:
            raise ReflectError(f"'{id}' is not one of the agencies given.", "Name it with --agency too.", exit_code=2)
    return name, made


def _agency(typed: str, others: Sequence[Agency], statutory: Sequence[str]) -> Agency:
    """An agency as id=Name says it, beside the others."""
    id, _, title = typed.partition("=")
    id, title = id.strip(), _named(title)
    if not title or not _ID.fullmatch(id):
        raise ReflectError(
            f"'{typed}' does not name an agency; an id of lower-case letters, an = and a name were expected.",
            'For example: --agency police="Wessex Police".',
            exit_code=2,
        )
    if id in {agency.id for agency in others}:
        raise ReflectError(f"The agency id '{id}' is given twice.", "Give each agency its own id.", exit_code=2)
    return Agency(id, title, statutory=id in statutory)


def step_into(folder: Path) -> str:
    """The command that goes to a folder, quoted for the shell."""
    named = line(str(folder))
    return f"cd {quote(f'./{named}' if named.startswith('-') else named)}"


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


def _made(folder: Path, files: Mapping[str, bytes], asked: Asked, name: str) -> str:
    """Write the files that are not there, commit them if the repository is new, and say what was done."""
    at = place(folder)
    written, kept = create_tree(folder, files)
    where = "this folder" if folder == Path() else line(str(folder))
    lines = [f"{line(name)}: {count(len(written), 'file')} written to {where}."]
    if kept:
        lines.append(f"Kept as they were: {', '.join(kept) if len(kept) <= 8 else count(len(kept), 'file')}.")
    if asked.git and written and at.repository is None:
        git_init.create(folder)
        git_init.commit_all(folder, written, "Begin: the partnership, its content, and nothing rated yet")
        lines.append("A git repository was made, with these files as its first commit.")
    elif asked.git and written:
        lines.append("They are in a git repository already: look at them, then add and commit them.")
    pipeline = PIPELINES.get(asked.ci, "")
    if pipeline in kept and WorkTree(folder).read(pipeline) != files[pipeline]:
        lines.append(
            f"{pipeline} is your own, and was kept: `reflectctl init NEW --ci {asked.ci}` shows what it could say."
        )
    if pipeline in written and b'REFLECTCTL: ""' in files[pipeline]:
        lines.append(
            f"{pipeline} has to be told what to install, as nothing is installed by its name alone: a wheel that you "
            "keep in the repository, or the commit of a repository that you chose. Say it under REFLECTCTL."
        )
    checks = [path for path in (HOOKS, pipeline) if path in written]
    if checks and at.inside:
        inside = line(at.inside)
        lines.append(
            f"{' and '.join(checks)}: these are looked for at the top of the git repository only. Move them there "
            f"from {inside}, with the templates, and give their commands `--root {inside}`."
        )
    there = "" if at.current else f"`{step_into(folder)}`; there "
    lines.append(f"Next: {there}`reflectctl status` says where you are, and what could come next.")
    return "\n".join(lines) + "\n"
