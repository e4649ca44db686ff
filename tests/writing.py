"""Every command that writes, with words by which it changes the example; tables of them are tried in several ways."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import typer

from reflectctl.cli.typer_app import build

TODAY = ("--today", "2026-05-01")

EDITS: tuple[tuple[str, ...], ...] = (
    ("rate", "1.action=neither", "2.action=neither", "--meeting", "2026-04-23", "--because", "Why."),
    ("rate", "1.action", "--still", "--meeting", "2026-04-23"),
    ("rate", "1.behaviour", "agree", "--earlier", "--agreed", "2024-10-01", "--because", "We thought so."),
    ("rate", "1.action", "not-yet-rated", "--earlier", "--agreed", "2024-11-21"),
    ("view", "add", "1.culture", "agree", "--agency", "housing", "--because", "Our log."),
    ("view", "remove", "8.behaviour", "--agency", "housing"),
    ("note", "add", "1.action", "evidence", "A log."),
    ("note", "remove", "1.action", "evidence", "--meeting", "2025-02-13"),
    ("source", "add", "1.action", "A log."),
    ("source", "remove", "1.action", "Exploitation strategy"),
    ("plan", "goal", "1", "immediate", "--remove"),
    ("plan", "measure", "1", "immediate", "Fewer letters."),
    ("preliminary", "discussed", "2025-01-09"),
    ("preliminary", "goal", "To talk plainly."),
    ("preliminary", "commitment", "--remove"),
    ("preliminary", "readiness", "goal", "To be ready."),
    ("preliminary", "notes", "## What we said\n\nThat we begin."),
    ("action", "add", "1", "Ring back", "--owner", "police", "--due", "2026-06-01"),
    ("action", "edit", "a-k6z3", "--role", "Lead for practice", "--due", "2026-06-02"),
    ("action", "start", "a-l7x0"),
    ("action", "done", "a-k6z3", "--outcome", "They choose.", "--closed", "2026-04-29"),
    ("action", "drop", "a-k6z3", "--because", "Another does it.", "--closed", "2026-04-29"),
    ("action", "progress", "a-k6z3", "Asked twice.", "--due", "2026-06-30"),
    ("action", "progress", "a-9x2d", "--remove", "--dated", "2025-12-04"),
    ("action", "reopen", "a-g9w4", "--because", "It came back."),
    ("action", "move", "a-k6z3", "--principle", "2", "--horizon", "longer-term"),
    ("action", "remove", "a-k6z3"),
    ("meeting", "new", "First", "--date", "2026-05-14", "--principle", "1", "--present", "all"),
    ("meeting", "edit", "2026-04-23", "--title", "Looking back again"),
    ("meeting", "move", "2026-04-16", "--date", "2026-04-17"),
    ("meeting", "heard", "2026-04-23", "Three parents", "--how", "By telephone"),
    ("meeting", "heard", "2026-04-23", "wessbury young", "--remove"),
    ("meeting", "notes", "2026-04-23", "## What we said\n\nThat we go on."),
    ("meeting", "remove", "2026-04-29-spare"),
    ("agency", "add", "Fire and Rescue"),
    ("agency", "edit", "housing", "--statutory"),
    ("agency", "leave", "housing", "--on", "2026-04-30"),
    ("agency", "remove", "spare-agency"),
    ("agency", "rename", "housing", "--id", "dwellings", "--name", "Wessbury and Vale Homes"),
    ("group", "add", "Parents together", "--kind", "families"),
    ("group", "edit", "parents-group", "--quorum", "4"),
    ("group", "rename", "parents-group", "--name", "Group of the front door"),
    ("group", "remove", "spare-group"),
)  # fmt: skip

"""Each is possible in the example once it is prepared."""

PREPARED = (
    ("meeting", "new", "Spare", "--date", "2026-04-29"),
    ("agency", "add", "Spare agency"),
    ("group", "add", "Spare group", "--kind", "other"),
)
"""What is added to the example, so that something is there which nothing names."""


def writing() -> Iterator[str]:
    """The name of every command that takes --dry-run: whatever writes into a partnership has it."""
    yield from _with_dry_run("", _program())


@cache
def _program() -> Any:
    return typer.main.get_command(build())


def _with_dry_run(name: str, command: Any) -> Iterator[str]:
    if below := getattr(command, "commands", {}):
        for each in below.values():
            yield from _with_dry_run(f"{name} {each.name}".strip(), each)
    elif any("--dry-run" in each.opts for each in command.params):
        yield name


def options_of(name: str) -> set[str]:
    """The options of a command as they are typed, and its arguments as its help names them."""
    command: Any = _program()
    for word in name.split():
        command = command.commands[word]
    return {
        word
        for each in command.params
        for word in ((*each.opts, *each.secondary_opts) if each.param_type_name == "option" else (each.metavar,))
    }
