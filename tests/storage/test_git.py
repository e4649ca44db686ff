"""Git is run in surroundings that no repository, folder or variable can bend."""

import os
import shlex
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from reflectctl.errors import ReflectError
from reflectctl.storage import commits, revisions
from reflectctl.storage.commits import GitTree
from reflectctl.storage.git import Git, executable, failure, find
from reflectctl.storage.time_limit import time_limit

from .conftest import Repository


def run_everything(root: Path) -> None:
    """All that is ever asked of a repository."""
    git, prefix = find(root)
    head = revisions.resolve(git, "HEAD")
    revisions.resolve(git, "2030-01-01")
    revisions.merge_base(git, head, head)
    commits.commit(git, head)
    assert list(commits.log(git, prefix, head, ("principles",)))
    tree = GitTree(git, prefix, head, "HEAD")
    assert [tree.read(path) for path in tree.paths()]


def test_the_top_of_the_repository_has_no_prefix(repository):
    git, prefix = find(repository.root)

    assert (git.top, prefix) == (repository.root, "")
    assert not git.is_shallow()


def test_a_partnership_in_a_folder_of_a_repository_knows_its_place(tmp_path):
    Repository(tmp_path / "all" / "some" / "folder", git_at=tmp_path / "all")

    git, prefix = find(tmp_path / "all" / "some" / "folder")

    assert (git.top, prefix) == (tmp_path / "all", "some/folder/")


def test_folder_names_may_be_anything(tmp_path):
    name = "-a\nb\udcff é"
    Repository(tmp_path / name / name, git_at=tmp_path / name)

    git, prefix = find(tmp_path / name / name)

    assert (git.top, prefix) == (tmp_path / name, f"{name}/")


def test_finding_costs_one_process(repository, monkeypatch):
    started = []
    real = Git.run
    monkeypatch.setattr(Git, "run", lambda self, *a, **k: started.append(a) or real(self, *a, **k))

    git, _ = find(repository.root)
    git.is_shallow()

    assert len(started) == 1


def test_a_worktree_is_a_repository_like_any(repository, tmp_path):
    head = repository.commit({"partnership.yaml": "x", "principles/1.yaml": "y"})
    repository.git("worktree", "add", "-q", "-b", "other", os.fspath(tmp_path / "other"))

    git, prefix = find(tmp_path / "other")

    assert (git.top, prefix) == (tmp_path / "other", "")
    assert revisions.resolve(git, "HEAD") == head
    run_everything(tmp_path / "other")


def test_a_folder_outside_any_repository_is_told(tmp_path):
    with pytest.raises(ReflectError, match="is not in a git repository") as told:
        find(tmp_path)

    assert told.value.exit_code == 3
    assert "git init" in told.value.hint


@pytest.mark.safety(6)
def test_a_bare_repository_is_not_used_because_one_stands_in_it(tmp_path):
    shutil.copytree(Repository(tmp_path / "r").top / ".git", tmp_path / "bare")

    with pytest.raises(ReflectError, match="is a bare git repository"):
        find(tmp_path / "bare")


@pytest.fixture
def trap(tmp_path):
    """A program that leaves a trace when it is run."""
    trace = tmp_path / "trace"
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch '{trace}'\ncat\nexit 0\n")
    program.chmod(0o755)
    return program, trace


@pytest.mark.safety(6)
def test_programs_named_in_the_repositorys_own_config_are_not_run(repository, trap):
    program, trace = trap
    repository.commit({"partnership.yaml": "x", "principles/1.yaml": "a", ".gitattributes": "* diff=evil filter=evil"})
    repository.commit({"principles/1.yaml": "b"})
    for key in (
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.smudge",
        "filter.evil.clean",
        "core.sshCommand",
        "core.editor",
        "gpg.program",
        "credential.helper",
        "core.gitProxy",
        "alias.log",
        "alias.rev-parse",
    ):
        repository.git("config", key, f"!{program}" if key.startswith("alias") else os.fspath(program))
    repository.git("config", "core.hooksPath", os.fspath(program.parent))
    repository.git("config", "log.showSignature", "true")

    run_everything(repository.root)

    assert not trace.exists()


@pytest.mark.safety(6)
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("core.fsmonitor", ("status",)),
        ("core.hooksPath", ("commit", "--allow-empty", "-qm", "x")),
        ("diff.external", ("diff", "HEAD~1", "HEAD")),
    ],
)
def test_whatever_git_is_asked_it_runs_no_program_that_the_repository_names(repository, trap, key, words):
    program, trace = trap
    for name in "ab":
        repository.commit({"partnership.yaml": name})
    hook = program.parent / "hooks" / "pre-commit"
    hook.parent.mkdir()
    shutil.copy(program, hook)
    repository.git("config", key, os.fspath(hook.parent if key == "core.hooksPath" else program))
    repository.git(*words)
    assert trace.exists()
    trace.unlink()

    Git(repository.root).run(*words, ok=(0, 1, 128))

    assert not trace.exists()


@pytest.mark.safety(6)
def test_a_bare_repository_committed_under_principles_runs_nothing(repository, trap):
    program, trace = trap
    evil = Repository(repository.root.parent / "evil")
    evil.commit({"x": "x"})
    shutil.copytree(evil.top / ".git", repository.root / "principles")
    config = repository.root / "principles" / "config"
    config.write_text(f'[core]\n\tbare = true\n\tfsmonitor = "{program}"\n\tpager = "{program}"\n')
    repository.commit({"partnership.yaml": "x"})

    run_everything(repository.root)
    with pytest.raises(ReflectError, match="is a bare git repository"):
        find(repository.root / "principles")

    assert not trace.exists()


def told(git: Git, head: str, under: str) -> list[tuple[object, dict[str, str]]]:
    return [(each[:-1], dict(each.tree.items())) for each in commits.log(git, "", head, (under,))]


@pytest.mark.safety(6, 7)
def test_settings_that_would_change_what_log_tells_do_not(repository):
    repository.commit({"principles/1.yaml": "1\n2\n3\n4\n"})
    git, _ = find(repository.root)
    head = repository.commit({"principles/2.yaml": "1\n2\n3\n4\n"})
    plain = told(git, head, "principles/2.yaml")
    whole = told(git, head, "principles")
    for key, value in {
        "log.follow": "true",
        "log.showRoot": "false",
        "diff.renames": "copies",
        "log.decorate": "full",
        "color.ui": "always",
        "format.pretty": "fuller",
        "diff.orderFile": "/nonexistent",
        "i18n.logOutputEncoding": "latin1",
        "diff.relative": "true",
        "log.date": "unix",
        "core.abbrev": "5",
        "log.diffMerges": "off",
    }.items():
        repository.git("config", key, value)

    assert told(git, head, "principles/2.yaml") == plain
    assert told(git, head, "principles") == whole


@pytest.mark.safety(6)
def test_variables_of_the_surroundings_do_not_lead_elsewhere(repository, tmp_path, monkeypatch):
    head = repository.commit({"partnership.yaml": "x", "principles/1.yaml": "y"})
    other = Repository(tmp_path / "other")
    other.commit({"partnership.yaml": "other"})
    monkeypatch.setenv("GIT_DIR", os.fspath(other.top / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", os.fspath(other.top))
    monkeypatch.setenv("GIT_INDEX_FILE", "/nonexistent")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "/nonexistent")
    monkeypatch.setenv("GIT_TRACE", "1")

    git, _ = find(repository.root)

    assert revisions.resolve(git, "HEAD") == head
    run_everything(repository.root)


def test_a_missing_home_is_no_obstacle(repository, monkeypatch):
    repository.commit({"partnership.yaml": "x", "principles/1.yaml": "y"})
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    run_everything(repository.root)


def test_a_missing_git_is_told(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))

    with pytest.raises(ReflectError, match="Git was not found"):
        find(repository.root)


@pytest.mark.safety(6)
def test_a_git_in_the_current_folder_is_not_taken(tmp_path, monkeypatch):
    fake = tmp_path / "git"
    fake.write_text("#!/bin/sh\n")
    fake.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    real = os.environ["PATH"]

    for first in (".", "", os.fspath(tmp_path)):
        monkeypatch.setenv("PATH", f"{first}{os.pathsep}{real}")
        assert executable() != os.fspath(fake)
        assert os.path.isabs(executable())


@pytest.mark.safety(18)
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_the_command_that_trusts_a_folder_is_one_word_for_the_shell(tmp_path):
    top = tmp_path / "a b;touch x"
    top.mkdir()
    Git(top).run("init", "-q")
    for path in (top, top / ".git"):
        os.chown(path, 12345, 12345)

    with pytest.raises(ReflectError) as told:
        find(top)

    command = told.value.hint.partition("run: ")[2].rstrip(".")
    assert shlex.split(command)[-1] == os.fspath(top)


@pytest.mark.safety(8)
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_another_users_repository_is_told_with_the_command_and_never_trusted(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", os.fspath(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    repository.commit({"partnership.yaml": "x"})
    for path in (repository.top, repository.top / ".git"):
        os.chown(path, 12345, 12345)

    with pytest.raises(ReflectError, match="another user owns it") as told:
        find(repository.root)

    assert f"git config --global --add safe.directory {repository.top}" in told.value.hint
    assert not list((tmp_path / "home").iterdir())


@pytest.mark.safety(6)
def test_a_git_that_hangs_is_stopped(repository, monkeypatch):
    os.mkfifo(repository.top / "pipe")
    with (repository.top / ".git" / "config").open("a") as config:
        config.write(f"[include]\n\tpath = {repository.top / 'pipe'}\n")

    git = Git(repository.top)
    with time_limit(10, "It", ""), pytest.raises(ReflectError, match="did not finish within"):
        git.run("rev-parse", "HEAD", timeout=0.3)
    with git.popen("log", timeout=0.3) as running:
        assert running.read(10) == b""
        with pytest.raises(ReflectError, match="did not finish within"):
            running.finish()


def test_a_git_that_complains_much_does_not_block(repository, monkeypatch):
    loud = repository.root / "loud"
    loud.write_text("#!/bin/sh\nhead -c 1000000 /dev/zero >&2\necho done\nexit 3\n")
    loud.chmod(0o755)
    monkeypatch.setattr("reflectctl.storage.git.executable", lambda: os.fspath(loud))

    with Git(repository.top).popen("log") as running:
        assert running.read(100) == b"done\n"
        with pytest.raises(ReflectError):
            running.finish()


def test_leaving_early_leaves_no_process_and_no_thread(repository, monkeypatch):
    for number in range(5):
        repository.commit({"principles/1.yaml": str(number)})
    git, _ = find(repository.root)
    before = threading.active_count()
    started = []
    begin = subprocess.Popen

    def noted(*arguments, **more):
        started.append(begin(*arguments, **more))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    found = commits.log(git, "", "HEAD", ("principles",))
    next(found)
    found.close()

    assert threading.active_count() == before
    assert [process.returncode is None for process in started] == [False]


def test_damaged_objects_are_told_in_one_line(repository):
    head = repository.commit({"principles/1.yaml": "y"})
    path = repository.top / ".git" / "objects" / head[:2] / head[2:]
    path.chmod(0o644)
    path.write_bytes(b"rubbish")
    git, _ = find(repository.root)

    with pytest.raises(ReflectError, match="could not read its own objects") as told:
        list(commits.log(git, "", head, ("principles",)))

    assert "\n" not in told.value.message
    assert "git fsck" in told.value.hint


@pytest.mark.safety(12)
def test_what_git_says_reaches_people_without_control_characters():
    told = failure(b"warning: x\nfatal: bad \x1b[31m thing\n", 128)

    assert told.message.isprintable()
    assert told.message.startswith("Git could not do it: bad ")
