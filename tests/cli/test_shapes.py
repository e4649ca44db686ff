"""Whatever a repository's history looks like, `history` and `diff` give the answer that its making makes known."""

import gc
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reflectctl.cli import app

from ..conftest import git, run
from ..shapes import AGAIN, BASE, FIRST, MOVED, PATHS, SHAPES, Shape, Story, told_once
from .agreement import answers, histories_agree, history_is_as_told, status_is_as_reported


class Left(NamedTuple):
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str


class Program:
    """The program in this process: a process of its own adds nothing to what is asked here."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, root: Path, *words: str) -> Left:
        self.capsys.readouterr()
        code = app.run(["-C", str(root), *words])
        said = self.capsys.readouterr()
        return Left(code, said.out, said.err)


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", "/nonexistent")
    yield Program(capsys)
    gc.enable()


def recordings(answer: dict[str, Any]) -> list[str]:
    """A history as it stands in the shapes."""
    rows = []
    for way in answer["statements"]:
        for each in way["recordings"]:
            subject = each["recorded"]["subject"]
            if each["kind"] in ("rated", "confirmed", "corrected", "stands-again"):
                row = f"{way['statement']} {each['rating']} {each['agreed']}"
                row += "" if each["kind"] in ("rated", "confirmed") else f" {each['kind'].replace('-', ' ')}"
            elif each["kind"] == "withdrawn":
                row = f"{way['statement']} withdrawn"
            else:
                row = f"{way['statement']} taken back to {each['rating'] or 'not rated'}"
            row += "" if subject == row else f" by {subject}"
            rows.append(row if each["stands"] else f"{row} (does not stand)")
    return rows


def side(value: dict[str, Any] | None) -> str:
    """One side of a change."""
    if value is None:
        return "–"
    (kind, told), *_ = value.items()
    if kind in ("assessment", "earlier"):
        return " ".join(filter(None, (told["rating"] or "not rated", told["agreed"])))
    if kind == "agency":
        return told["name"] + (f", left {told['left']}" if told["left"] else "")
    assert kind == "text"
    return str(told)


def changes(answer: dict[str, Any]) -> list[str]:
    """A comparison as it stands in the shapes."""
    rows = [
        f"{each['kind']} {each['id']}: {side(each['before'])} → {side(each['after'])}" for each in answer["changes"]
    ]
    rows += [f"re-read {each}" for each in answer["reread"]]
    return rows + [
        f"could not be read: {each['path']} {each['reason'].partition(':')[0]}" for each in answer["unreadable"]
    ]


def refused(left: Left, shape: Shape) -> None:
    assert left.code == 3, left
    assert left.stdout == ""
    message, hint = left.stderr.splitlines()
    assert shape.refused in message
    assert shape.hint in hint


def agree(program: Program, shape: Shape, history: dict[str, Any]) -> None:
    """The other answers say the same as a history of ratings; as far as all could be read, also of how things are."""
    views, actions, report = answers(program, shape.root, "history views", "history actions", "report --at HEAD")
    histories_agree(history, views, actions)
    if any(each["path"].startswith("principles/") for each in report["unreadable"]):
        return
    history_is_as_told(history, views, actions, report)
    if not git(shape.root, "status", "--porcelain"):
        (status,) = answers(program, shape.root, "status")
        status_is_as_reported(status, report)


@pytest.mark.safety(7, 8)
@pytest.mark.parametrize("name", SHAPES)
def test_a_history_of_any_shape_is_told_as_it_was_made(name: str, tmp_path: Path, program: Program) -> None:
    shape = SHAPES[name](tmp_path / "shape")
    left = program(shape.root, "history", "--format", "json")
    if shape.history is None:
        refused(left, shape)
        if not shape.diffs:
            refused(program(shape.root, "diff", "--format", "json"), shape)
    else:
        assert left.code == 0, left.stderr
        answer = json.loads(left.stdout)
        assert recordings(answer) == shape.history
        agree(program, shape, answer)
        found = [(each["path"], each["recorded"]["subject"], each["reason"]) for each in answer["unread"]]
        assert [each[:2] for each in found] == [each[:2] for each in shape.unread]
        for (_, _, reason), (_, _, phrase) in zip(found, shape.unread, strict=True):
            assert phrase in reason
        assert shape.diffs, "every shape is also compared"
    for words, expected in shape.diffs.items():
        left = program(shape.root, "diff", *words.split(), "--format", "json")
        assert left.code == 0, left.stderr
        told = changes(json.loads(left.stdout))
        on_the_way = [each for each in told if each in unread_between(shape, words)]
        assert [each for each in told if each not in on_the_way] == expected, words
        at_the_ends = {each.partition(" at ")[0] for each in expected}
        assert sorted(on_the_way) == sorted(
            each for each in unread_between(shape, words) if each.partition(" at ")[0] not in at_the_ends
        )


def unread_between(shape: Shape, words: str) -> list[str]:
    """What a comparison says of commits between its two moments at which a file could not be read."""
    ends = [*words.split(), "HEAD"][:2]
    if not shape.unread or not words or ends[0] == ends[1]:
        return []
    between = git(shape.root, "log", "--format=%h%x00%s", "--abbrev=8", f"{ends[0]}...{ends[1]}").splitlines()
    commits = dict(reversed(line.split("\0")) for line in between)
    return [f"could not be read: {path} at {commits[said]}" for path, said, _ in shape.unread if said in commits]


def test_a_commit_graph_changes_nothing(tmp_path: Path, program: Program) -> None:
    for name in ("a_conflict_of_one_day", "an_octopus", "a_revert_reverted", "two_beginnings"):
        shape = SHAPES[name](tmp_path / name)
        plain = program(shape.root, "history", "--format", "json")
        Story(shape.root).git("commit-graph", "write", "--reachable", "--changed-paths")
        assert program(shape.root, "history", "--format", "json") == plain


def test_a_file_renamed_and_broken_at_once_is_no_withdrawal(tmp_path: Path, program: Program) -> None:
    SHAPES["a_file_renamed_and_broken_at_once"](tmp_path / "shape")
    answer = json.loads(program(tmp_path / "shape", "diff", "HEAD~2", "HEAD~1", "--format", "json").stdout)
    assert changes(answer) == ["could not be read: principles/a.yaml at HEAD~1"]


@pytest.mark.parametrize("between", ["HEAD~2 HEAD~1", "HEAD~1 HEAD"])
def test_a_copy_of_a_file_is_no_rating_and_is_named(tmp_path: Path, program: Program, between: str) -> None:
    SHAPES["a_file_moved_in_two_commits"](tmp_path / "shape")
    left = program(tmp_path / "shape", "diff", *between.split(), "--format", "json")
    assert changes(json.loads(left.stdout)) == ["could not be read: principles/5-trauma.yaml at HEAD~1"]


def test_a_computer_without_git_says_so(tmp_path: Path) -> None:
    told_once(tmp_path / "shape")
    for command in ("history", "diff"):
        left = run(command, cwd=tmp_path / "shape", PATH=str(tmp_path))
        assert (left.returncode, left.stdout) == (3, "")
        assert left.stderr.splitlines() == [
            "reflectctl: Git was not found on this computer.",
            "  Install it from https://git-scm.com and try again.",
        ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_repository_of_another_user_is_not_used(tmp_path: Path) -> None:
    story = told_once(tmp_path / "shape")
    for path in (story.root, story.root / ".git"):
        os.chown(path, 12345, 12345)
    for command in ("history", "diff"):
        left = run(command, cwd=story.root)
        assert (left.returncode, left.stdout) == (3, "")
        message, hint = left.stderr.splitlines()
        assert "another user owns it" in message
        assert f"git config --global --add safe.directory {story.root}" in hint


HOOKS = (
    "post-checkout",
    "pre-commit",
    "post-index-change",
    "reference-transaction",
    "fsmonitor-watchman",
    "post-merge",
)
PROGRAMS = (
    "alias.log",
    "alias.rev-parse",
    "core.alternateRefsCommand",
    "core.askPass",
    "core.editor",
    "core.fsmonitor",
    "core.gitProxy",
    "core.pager",
    "core.sshCommand",
    "credential.helper",
    "diff.evil.command",
    "diff.evil.textconv",
    "diff.external",
    "filter.evil.clean",
    "filter.evil.process",
    "filter.evil.smudge",
    "gpg.program",
    "gpg.ssh.program",
    "merge.evil.driver",
    "pager.diff",
    "pager.log",
    "uploadpack.packObjectsHook",
)


@pytest.fixture
def trap(tmp_path: Path) -> tuple[Path, Path]:
    """A program that leaves a trace when it is run; and the trace."""
    program, trace = tmp_path / "trap.sh", tmp_path / "trace"
    program.write_text(f"#!/bin/sh\ntouch '{trace}'\ncat\nexit 0\n")
    program.chmod(0o755)
    return program, trace


@pytest.mark.parametrize("by", ["config", "include"])
def test_no_program_that_a_repository_names_is_run(tmp_path: Path, trap: tuple[Path, Path], by: str) -> None:
    program, trace = trap
    story, hooks = told_once(tmp_path / "shape"), tmp_path / "hooks"
    story.write({PATHS["voice"]: "principle: voice\n"})
    signed = story.git("cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1
    )
    head = story.git("hash-object", "-t", "commit", "-w", "--stdin", input=f"{signed}\n".encode())
    story.git("update-ref", "HEAD", head)
    (story.root / ".gitattributes").write_text("* diff=evil filter=evil merge=evil working-tree-encoding=UTF-16\n")
    config = tmp_path / "more.config" if by == "include" else story.root / ".git" / "config"
    for key in PROGRAMS:
        story.git("config", "--file", config, key, f"!{program}" if key.startswith("alias") else program)
    for key, value in (("core.hooksPath", hooks), ("log.showSignature", "true"), ("diff.trustExitCode", "true")):
        story.git("config", "--file", config, key, value)
    if by == "include":
        with (story.root / ".git" / "config").open("a") as file:
            file.write(f'[include]\n\tpath = {config}\n[includeIf "gitdir:/"]\n\tpath = {config}\n')
    for folder in (hooks, story.root / ".git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for hook in HOOKS:
            (folder / hook).write_bytes(program.read_bytes())
            (folder / hook).chmod(0o755)
    assert not trace.exists()

    told, compared = (run(*words, "--format", "json", cwd=story.root) for words in (("history",), ("diff", "HEAD~1")))

    assert (told.returncode, compared.returncode) == (0, 0), told.stderr + compared.stderr
    assert changes(json.loads(compared.stdout)) == [MOVED]
    assert recordings(json.loads(told.stdout)) == [FIRST, AGAIN]
    assert not trace.exists()


def test_what_was_never_fetched_is_not_fetched_now(tmp_path: Path, trap: tuple[Path, Path]) -> None:
    program, trace = trap
    shape = SHAPES["a_clone_without_old_contents"](tmp_path / "shape")
    story = Story(shape.root)
    story.git("config", "remote.origin.url", f"ext::{program}")
    story.git("config", "protocol.ext.allow", "always")

    told, compared = (run(*words, "--format", "json", cwd=story.root) for words in (("history",), ("diff", "HEAD~1")))

    assert (told.returncode, compared.returncode) == (0, 0)
    assert recordings(json.loads(told.stdout)) == [AGAIN]
    assert [each["path"] for each in json.loads(told.stdout)["unread"]] == [PATHS["trauma"]]
    assert changes(json.loads(compared.stdout)) == [f"could not be read: {PATHS['trauma']} at HEAD~1"]
    assert not trace.exists()


def test_a_work_tree_that_the_config_says_is_elsewhere_is_not_used(tmp_path: Path, program: Program) -> None:
    story = told_once(tmp_path / "shape")
    elsewhere = Story(tmp_path / "elsewhere")
    elsewhere.write(BASE)
    story.git("config", "core.worktree", elsewhere.root)
    for command in ("history", "diff"):
        left = program(story.root, command)
        assert (left.code, left.stdout) == (3, "")
        assert len(left.stderr.splitlines()) == 2


def test_fifty_merges_of_a_larger_repository_are_not_the_partnerships(tmp_path: Path, program: Program) -> None:
    story = told_once(tmp_path / "shape")
    for number in range(50):
        tip = story.git("rev-parse", "HEAD")
        side = story.git("commit-tree", "HEAD~1^{tree}", "-p", "HEAD~1", "-m", f"side {number}")
        merge = story.git("commit-tree", "HEAD^{tree}", "-p", tip, "-p", side, "-m", f"merge {number}")
        story.git("update-ref", "HEAD", merge)
    answer = json.loads(program(story.root, "history", "--format", "json").stdout)
    assert recordings(answer) == [FIRST, AGAIN]
