"""A field that is added to each kind of record, where ARCHITECTURE.md says, is told everywhere but in public.

A copy of the program is given the field; then a partnership writes in it, and writes something else there.
"""

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import CLEAN, git

ROOT = Path(__file__).parents[1]

KINDS = (
    "Partnership", "Agency", "View", "Source", "EarlierRating", "Assessment", "Action", "Plan", "Record", "Heard",
    "Meeting", "Preliminary",
)  # fmt: skip

DEFINED = {
    "views": {"view": "View"},
    "principle": {"": "Record", "source": "Source", "earlier": "EarlierRating", "assessment": "Assessment",
                  "horizon": "Plan", "action": "Action"},
    "meeting": {"": "Meeting", "heard": "Heard"},
    "partnership": {"": "Partnership", "agency": "Agency"},
    "preliminary": {"": "Preliminary", "action": "Action"},
}  # fmt: skip
"""By schema: what it describes, and what its definitions do."""

ROUND = {"first": "One", "second": "Two"}
"""What the field holds at first, and then: `One-Action`, `Two-Action`."""


def given_the_field(program: Path) -> None:
    """A copy of the program in which each kind of record has a field `invented`: its class, catalogue and schema."""
    for name in ("src", "schema", "content", "examples"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    records = program / "src" / "reflectctl" / "model" / "records.py"
    catalogue = program / "src" / "reflectctl" / "model" / "fields.py"
    classes, listed = records.read_text("utf-8"), catalogue.read_text("utf-8")
    for kind in KINDS:
        classes, once = re.subn(
            rf"(?s)(class {kind}\(NamedTuple\):.*?)(    where: Place)",
            r'\1    invented: str = ""\n\2',
            classes,
            count=1,
        )
        listed, twice = re.subn(
            rf"(?s)(\n    {kind}: \(.*?\n)(    \),\n)", r'\1        Field("invented", "Invented"),\n\2', listed, count=1
        )
        assert (once, twice) == (1, 1), kind
    records.write_text(classes, "utf-8")
    catalogue.write_text(listed, "utf-8")
    for name, defined in DEFINED.items():
        path = program / "schema" / f"{name}.schema.json"
        schema = json.loads(path.read_text("utf-8"))
        nodes = [schema["$defs"][each] if each else schema for each in defined]
        if name == "preliminary":
            nodes.append(schema["properties"]["readiness"])
        for node in nodes:
            node["properties"]["invented"] = {"title": "Invented", "description": "New.", "type": ["string", "null"]}
        path.write_text(json.dumps(schema), "utf-8")


def files(said: str) -> dict[str, str]:
    """A partnership's files, in which each field says something."""

    def new(kind: str) -> dict[str, str]:
        return {"invented": f"{said}-{kind}"}

    def plan(id: str) -> dict[str, Any]:
        action = {"id": id, "action": "Read ten plans", "owner": "police", "opened": "2026-03-12", "due": "2026-06-30"}
        goal = {"goal": "One way of speaking.", "measure": "Ten plans, read."}
        return {**goal, "actions": [{**action, "status": "open", **new("Action")}], **new("Plan")}

    meeting = {"id": "2026-03-12-voice", "date": "2026-03-12", "title": "Voice", "principles": ["children-first"]}
    assessment = {
        "rating": "agree", "agreed": "2026-03-12", "meeting": meeting["id"], "because": "We looked.",
        "earlier": [{"rating": "disagree", "agreed": "2025-03-12", "because": "We had not.", **new("EarlierRating")}],
        "sources": [{"what": "An audit", "agency": "council", **new("Source")}],
        "reflections": {"evidence": "- Ten plans."}, **new("Assessment"),
    }  # fmt: skip
    heard = [{"who": "Young advisers", "how": "A recording", **new("Heard")}]
    made = {
        "partnership.yaml": {
            "format": 1, "name": "Wessbury", "content": "practice-principles",
            "agencies": [{"id": "council", "name": "Council", **new("Agency")}, {"id": "police", "name": "Police"}],
            **new("Partnership"),
        },
        "preliminary.md": {
            "discussed": "2026-01-14", "goal": "To begin.", "readiness": plan("a-1"), **new("Preliminary"),
        },
        "principles/1-children-first.yaml": {
            **new("Record"), "principle": "children-first", "assessments": {"action": assessment},
            "making_progress": {"immediate": plan("a-2")},
        },
        "views/police.yaml": {
            "of": "police",
            "views": {"children-first.action": {"rating": "disagree", "because": "Not yet.", **new("View")}},
        },
        f"meetings/{meeting['id']}.md": {
            **meeting, "present": ["council", "police"], "absent": [], "heard": heard, **new("Meeting"),
        },
    }  # fmt: skip
    bare = {path: yaml.safe_dump(data, sort_keys=False) for path, data in made.items()}
    return {path: f"---\n{text}---\n" if path.endswith(".md") else text for path, text in bare.items()}


class Told:
    """What the program with the field says of the partnership."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "partnership"
        self._env = CLEAN | {"PYTHONPATH": str(folder / "program" / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        self._known: dict[tuple[str, ...], str] = {}

    def by(self, *words: str) -> str:
        """What a command prints; entities as the characters that they stand for."""
        if words not in self._known:
            command = [sys.executable, "-m", "reflectctl", *words]
            cwd = self.root if self.root.exists() else self.root.parent
            done = subprocess.run(command, cwd=cwd, capture_output=True, env=self._env, text=True, encoding="utf-8")
            assert done.returncode == 0, done.stderr + done.stdout
            self._known[words] = unescape(done.stdout)
        return self._known[words]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("field")
    given_the_field(folder / "program")
    told = Told(folder)
    told.by("init", "partnership", "--name", "Wessbury", "--agency", "council=Council", "--agency", "police=Police")
    for said, on in (("One", "2026-03-13"), ("Two", "2026-04-13")):
        (told.root / "views").mkdir(exist_ok=True)
        for path, text in files(said).items():
            (told.root / path).write_text(text, "utf-8")
        git(told.root, "add", "-A", on=f"{on}T12:00:00+00:00")
        git(told.root, "commit", "-qm", said, on=f"{on}T12:00:00+00:00")
    return told


def among(told: str, kinds: tuple[str, ...] = KINDS) -> list[str]:
    """The kinds whose field is told."""
    return [kind for kind in kinds if f"Two-{kind}" in told.replace("\\", "")]


def test_it_is_no_mistake_and_is_laid_out(told):
    assert "invented" not in told.by("validate", "--today", "2026-05-01")
    told.by("fmt")
    assert (told.root / "principles" / "1-children-first.yaml").read_text("utf-8").endswith("\ninvented: Two-Record\n")
    git(told.root, "checkout", "-q", ".")


def test_it_is_told_as_a_sentence_of_its_file(told):
    shown = "".join(told.by("textconv", path) for path in files("Two"))

    assert sorted({*re.findall(r"Invented: Two-(\w+)\.", shown)}) == sorted(KINDS)


def test_what_changed_in_it_is_told_by_diff(told):
    shown = told.by("diff", "HEAD~1", "HEAD")

    assert [kind for kind in KINDS if f"Invented: One-{kind} → Two-{kind}" in shown] == [*KINDS]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_changed_in_it_is_told_by_diff_in_every_form(told, form):
    shown = told.by("diff", "HEAD~1", "HEAD", "--format", form)

    assert among(shown) == [*KINDS]


def test_history_follows_it_on_actions(told):
    for form in ("text", "json", "csv"):
        shown = told.by("history", "actions", "--format", form)
        assert {"One-Action", "Two-Action"} <= {*re.findall(r"\w+-Action", shown)}, form


def test_json_has_it(told):
    shown = told.by("report", "full", "--format", "json") + told.by("diff", "HEAD~1", "HEAD", "--format", "json")

    assert among(shown) == [*KINDS]


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_report_for_partners_tells_it(told, form):
    shown = told.by("report", "full", "--format", form)

    assert among(shown) == [*KINDS]


@pytest.mark.parametrize("form", ["html", "markdown", "json"])
def test_a_public_edition_does_not_have_it(told, form):
    shown = told.by("report", "full", "--edition", "public", "--format", form, "--since", "2026-03-20")

    assert "Read ten plans" in shown
    # In JSON every key is there, with nothing.
    assert not re.findall(r"(?:One|Two)-\w+|Invented|invented\": (?!null)", shown)
