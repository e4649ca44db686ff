"""No command writes what a rule calls an error: each tries it, is refused, and nothing is changed.

For every rule that is an error, the edits that would break it; or why none can. A rule that comes new is in neither.
"""

import gc
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from reflectctl.cli import app
from reflectctl.model.findings import SEVERITIES
from reflectctl.rules.catalogue import rules
from tests.writing import TODAY

LONG, NOBODY, SIGN = "x" * 20_001, "nobody-here", "A sign\x07 of a terminal."
TITLE = "x" * 301
IMPOSSIBLE = "2026-02-30"
ACTION = ("action", "add", "1", "Ring back", "--owner", "police", "--due", "2026-06-01")
HEARD = ("meeting", "heard", "2026-04-23")
MEETING = ("meeting", "new", "First", "--date", "2026-05-14")
EARLIER = ("rate", "1.action", "agree", "--earlier", "--because", "We thought so.")
RATED = ("rate", "1.action", "neither", "--because", "Why.")
VIEW = ("view", "1.culture", "agree", "--because", "Why.")
SOURCE = ("source", "add", "1.action", "A log.")

Words = tuple[str, ...]


def texts(said: str) -> tuple[Words, ...]:
    """The edits that write a text, with the same one."""
    return (
        (*RATED[:-1], said),
        (*VIEW[:-1], said, "--agency", "police"),
        ("note", "1.action", "evidence", said),
        ("source", "add", "1.action", said),
        ("plan", "goal", "1", "immediate", said),
        ("preliminary", "notes", said),
        ("meeting", "notes", "2026-04-23", said),
        ("action", "progress", "a-k6z3", said),
        ("action", "add", "1", said, *ACTION[4:]),
    )


TRIED: Mapping[str, tuple[Words, ...]] = {
    "closed-before-opened": (
        ("action", "done", "a-k6z3", "--outcome", "They choose.", "--closed", "2024-01-01"),
        ("action", "drop", "a-k6z3", "--because", "Why.", "--closed", "2024-01-01"),
        ("action", "edit", "a-9x2d", "--opened", "2026-04-30"),
    ),
    "earlier-out-of-order": (
        (*EARLIER, "--agreed", "2026-04-30"),
        (*EARLIER, "--meeting", "2026-03-12"),
        ("rate", "1.action", "agree", "--because", "Why.", "--agreed", "2024-01-01"),
        ("rate", "1.action", "agree", "--because", "Why.", "--agreed", "2024-11-21"),
        ("meeting", "move", "2026-03-12", "--date", "2024-11-20"),
    ),
    "impossible-date": (
        (*RATED, "--agreed", IMPOSSIBLE),
        (*EARLIER, "--agreed", IMPOSSIBLE),
        (*VIEW, "--agency", "police", "--given", IMPOSSIBLE),
        ("note", "1.action", "evidence", "A log.", "--dated", "12/03/2026"),
        ("note", "remove", "1.action", "evidence", "--dated", IMPOSSIBLE),
        (*SOURCE, "--dated", "2026-13"),
        (*ACTION[:-1], IMPOSSIBLE),
        (*ACTION, "--opened", IMPOSSIBLE),
        (*ACTION[:-1], "ongoing", "--review", IMPOSSIBLE),
        ("action", "edit", "a-k6z3", "--due", IMPOSSIBLE),
        ("action", "edit", "a-k6z3", "--review", IMPOSSIBLE),
        ("action", "edit", "a-k6z3", "--opened", IMPOSSIBLE),
        ("action", "progress", "a-k6z3", "Asked.", "--dated", IMPOSSIBLE),
        ("action", "progress", "a-k6z3", "Asked.", "--due", IMPOSSIBLE),
        ("action", "done", "a-k6z3", "--outcome", "They choose.", "--closed", IMPOSSIBLE),
        ("meeting", "new", "First", "--date", IMPOSSIBLE),
        ("meeting", "move", "2026-04-23", "--date", IMPOSSIBLE),
        (*HEARD, "Parents", "--dated", IMPOSSIBLE),
        ("agency", "add", "Fire", "--joined", IMPOSSIBLE),
        ("agency", "edit", "homes", "--joined", IMPOSSIBLE),
        ("agency", "edit", "homes", "--left", IMPOSSIBLE),
        ("agency", "leave", "homes", "--on", IMPOSSIBLE),
        ("preliminary", "discussed", IMPOSSIBLE),
    ),
    "malformed-text": (
        (*RATED[:-1], SIGN),
        (*VIEW[:-1], SIGN, "--agency", "police"),
        ("note", "1.action", "evidence", SIGN),
        ("source", "add", "1.action", SIGN),
        ("plan", "goal", "1", "immediate", SIGN),
        ("preliminary", "goal", SIGN),
        ("preliminary", "notes", SIGN),
        ("preliminary", "notes", "<<<<<<< a\n=======\n>>>>>>> b"),
        ("meeting", "notes", "2026-04-23", SIGN),
        ("meeting", "notes", "2026-04-23", "One.\n<<<<<<< a\n=======\n>>>>>>> b"),
        ("action", "add", "1", SIGN, *ACTION[4:]),
        ("action", "edit", "a-k6z3", "--role", SIGN),
        ("action", "done", "a-k6z3", "--outcome", SIGN),
        ("action", "progress", "a-k6z3", SIGN),
        ("meeting", "edit", "2026-04-23", "--title", SIGN),
        (*HEARD, "Parents", "--how", SIGN),
        ("agency", "add", SIGN),
        ("agency", "rename", "homes", "--name", SIGN),
        ("group", "rename", "parents-group", "--name", SIGN),
    ),
    "missing-text": (
        ("agency", "rename", "homes", "--name", "  "),
        ("group", "rename", "parents-group", "--name", " "),
        ("action", "edit", "a-k6z3", "--action", ""),
        ("meeting", "new", " "),
        ("agency", "add", " ", "--id", "fire"),
        ("group", "add", " ", "--id", "fire", "--kind", "other"),
        (*HEARD, " "),
        ("source", "add", "1.action", " "),
        ("note", "1.action", "evidence", " "),
    ),
    "out-of-range": (
        ("group", "add", "Parents", "--kind", "families", "--quorum", "101"),
        ("group", "edit", "parents-group", "--quorum", "101"),
    ),
    "repeated-id": (
        ("agency", "add", "Police", "--id", "police"),
        ("agency", "add", "Young", "--id", "young-advisers"),
        ("agency", "add", "Housing", "--id", "housing"),
        ("group", "add", "Police", "--kind", "other", "--id", "police"),
        ("agency", "rename", "homes", "--id", "police"),
        ("agency", "rename", "homes", "--id", "parents-group"),
        ("meeting", "move", "2026-04-23", "--date", "2026-04-24", "--id", "2026-04-29-spare"),
    ),
    "too-long": (
        (*RATED[:-1], LONG),
        (*VIEW[:-1], LONG, "--agency", "police"),
        ("note", "1.action", "evidence", LONG),
        ("source", "add", "1.action", LONG),
        ("plan", "measure", "1", "immediate", LONG),
        ("preliminary", "commitment", LONG),
        ("preliminary", "readiness", "goal", LONG),
        ("action", "add", "1", LONG, *ACTION[4:]),
        ("action", "edit", "a-k6z3", "--role", TITLE),
        ("action", "drop", "a-k6z3", "--because", LONG),
        ("action", "progress", "a-k6z3", LONG),
        ("meeting", "new", TITLE),
        ("meeting", "edit", "2026-04-23", "--title", TITLE),
        ("meeting", "edit", "2026-04-23", "--guest", TITLE),
        (*HEARD, TITLE),
        ("agency", "add", TITLE, "--id", "fire"),
        ("agency", "add", "Fire", "--id", "f" * 81),
        ("agency", "rename", "homes", "--name", TITLE),
        ("group", "rename", "parents-group", "--name", TITLE),
    ),
    "unknown-agency": (
        (*VIEW, "--agency", NOBODY),
        (*SOURCE, "--agency", NOBODY),
        (*ACTION[:4], "--owner", NOBODY, "--due", "2026-06-01"),
        (*ACTION, "--with", NOBODY),
        ("action", "edit", "a-k6z3", "--owner", NOBODY),
        ("action", "edit", "a-k6z3", "--with", NOBODY),
        (*MEETING, "--present", NOBODY),
        (*MEETING, "--absent", NOBODY),
        ("meeting", "edit", "2026-04-23", "--present", NOBODY),
        ("group", "add", "Parents", "--kind", "families", "--member", NOBODY),
        ("group", "edit", "parents-group", "--member", NOBODY),
        ("agency", "remove", "police"),
        ("agency", "remove", "homes"),
    ),
    "unknown-group": (
        (*MEETING, "--group", NOBODY),
        ("meeting", "edit", "2026-04-23", "--group", NOBODY),
        ("group", "remove", "parents-group"),
        ("group", "remove", "young-advisers"),
    ),
    "unknown-meeting": (
        (*RATED, "--meeting", NOBODY),
        (*EARLIER, "--meeting", NOBODY),
        (*VIEW, "--agency", "police", "--meeting", NOBODY),
        ("note", "1.action", "evidence", "A log.", "--meeting", NOBODY),
        ("preliminary", "discussed", "--meeting", NOBODY),
        ("meeting", "remove", "2026-04-23"),
        ("meeting", "remove", "2026-03-12"),
    ),
    "unknown-principle": (
        ("action", "add", NOBODY, *ACTION[3:]),
        ("action", "move", "a-k6z3", "--principle", NOBODY),
        (*MEETING, "--principle", NOBODY),
        ("meeting", "edit", "2026-04-23", "--principle", NOBODY),
        ("plan", "goal", NOBODY, "immediate", "To be ready."),
    ),
    "unknown-statement": (
        ("rate", "1.nothing", "agree", "--because", "Why."),
        ("view", "1.nothing", "agree", "--agency", "police", "--because", "Why."),
        ("note", "1.nothing", "evidence", "A log."),
    ),
    "unknown-value": (
        ("rate", "1.action", "splendid", "--because", "Why."),
        (*EARLIER[:2], "splendid", *EARLIER[3:], "--agreed", "2024-01-01"),
        ("view", "1.culture", "splendid", "--agency", "police", "--because", "Why."),
        (*ACTION, "--serves", "splendid"),
        (*ACTION, "--horizon", "splendid"),
        ("action", "move", "a-k6z3", "--horizon", "splendid"),
        ("note", "1.action", "splendid", "A log."),
        ("group", "add", "Parents", "--kind", "splendid"),
        ("group", "edit", "parents-group", "--kind", "splendid"),
    ),
    "wrong-form": (
        ("agency", "add", "Fire", "--id", "Fire & Rescue"),
        ("agency", "rename", "homes", "--id", "../homes"),
        ("group", "add", "Parents", "--kind", "families", "--id", "Up & down"),
        ("meeting", "move", "2026-04-23", "--date", "2026-04-24", "--id", "a b"),
        ("meeting", "move", "2026-04-23", "--date", "2026-04-24", "--id", "../up"),
        (*SOURCE, "--link", "javascript:alert(1)"),
        (*SOURCE, "--dated", "last spring"),
        (*ACTION[:-1], "soon"),
    ),
}

TRIED = TRIED | {
    "case-reference": texts("We looked at crime ref 77/90817/25."),
    "date-of-birth": texts("The review began with DOB 29/2/2012."),
    "learner-number": texts("The college sent the file of ULN 8309172647."),
    "national-insurance-number": texts("Benefits were looked up for CE 73 19 44 B."),
    "nhs-number": texts("The plan of 418 702 9362 was read."),
    "pupil-number": texts("The audit followed R870533190417."),
}

NO_COMMAND: Mapping[str, str] = {
    "duplicate-key": "a key is put where it stands, and every edit is read again",
    "empty-file": "no edit empties a file",
    "front-matter": "notes are put below the facts, and the file is read again",
    "local-override": "no command writes local additions",
    "malformed-suppression": "no command writes remarks for `validate`",
    "missing-content": "packs are taken whole, and checked before",
    "missing-key": "keys are emptied, never taken out where one has to be there",
    "phrase-places": "translations are written to a file that somebody names, and edited there",
    "rating-without-date": "a rating is written with its day, or neither is",
    "scale-out-of-order": "no command writes the scale but with a pack, which is checked before",
    "too-many-findings": "it counts the findings of other rules",
    "too-short": "a list of which one has to be there is in no file but a pack's",
    "unexplained-move": "it compares with a moment that is named, and a reason may be written later on the same branch",
    "unknown-content": "no command names a pack but `init`, which lays it out",
    "unknown-key": "keys come from the catalogue",
    "unknown-language": "no command writes translations into their places",
    "unknown-rule": "no command writes settings of rules",
    "unreadable-file": "files are written as plain files of plain text, below a megabyte; what is not is refused",
    "wrong-type": "values are written by the catalogue, in quotes where YAML would take them for something else",
    "yaml-feature": "texts are put in quotes where YAML would take them for something else",
    "yaml-syntax": "every edit is read again before it is written",
}
"""Errors that no command can make, and why."""


def test_every_rule_that_is_an_error_is_tried_or_cannot_be_broken() -> None:
    errors = {rule.id for rule in rules() if rule.severity == SEVERITIES[0]}
    assert errors == TRIED.keys() | NO_COMMAND.keys()
    assert not TRIED.keys() & NO_COMMAND.keys()


@pytest.fixture(scope="module")
def place(built_prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(built_prepared, tmp_path_factory.mktemp("tried") / "demo", symlinks=True))


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("REFLECTCTL_NO_CACHE", "1")
    yield
    gc.enable()


def stamps(place: Path) -> dict[str, tuple[int, int, int]]:
    """What is another thing as soon as any file of the partnership is written, made or taken away."""
    found = {}
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            status = os.lstat(os.path.join(folder, name))
            found[os.path.join(folder, name)] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


@pytest.mark.parametrize("rule", TRIED)
def test_what_a_rule_calls_an_error_is_refused_and_nothing_is_changed(
    place: Path, quiet: None, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    through = []
    before = stamps(place)
    for words in TRIED[rule]:
        code = app.run(["-C", str(place), *words, *TODAY])
        said = capsys.readouterr()
        if code not in (2, 3) or said.out or not said.err or stamps(place) != before:
            through.append((words, code, said.err))
            before = stamps(place)
    assert through == []
