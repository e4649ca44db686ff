"""The repositories that we make are the same everywhere, whatever the user's own git says."""

import os
from pathlib import Path

import pytest

from reflectctl.storage.git_init import NOBODY, Maker, commit_all, create, identity

from .conftest import Repository

WHO = ("Sam", "sam@example.org")


def git(root: Path, *arguments: str) -> str:
    repository = Repository.__new__(Repository)
    repository.root = repository.top = root
    return repository.git(*arguments)


def tell(root: Path, name: str, text: str) -> list[str]:
    (root / "principles").mkdir(exist_ok=True)
    (root / "principles" / name).write_text(text)
    return [f"principles/{name}"]


def story(root: Path) -> list[str]:
    """Some of everything that a demo does."""
    root.mkdir(parents=True)
    create(root)
    with Maker(root) as maker:
        ids = [maker.commit(tell(root, "1.yaml", "a\n"), "begin\n\nwith a body", *WHO, "2026-01-05T10:00:00+00:00")]
        maker.branch("review/spring")
        ids.append(maker.commit(tell(root, "2.yaml", "b\n"), "-a side", *WHO, "2026-02-05T10:00:00+01:00"))
        maker.switch("main")
        ids.append(maker.commit(tell(root, "1.yaml", "aa\n"), "main é", *WHO, "2026-02-06T10:00:00+00:00"))
        ids.append(maker.merge("review/spring", "Merge the review", *WHO, "2026-02-07T10:00:00+00:00"))
        ids.append(maker.revert(ids[2], "Take it back", *WHO, "2026-02-08T10:00:00+00:00"))
        (root / "principles" / "2.yaml").unlink()
        ids.append(maker.commit(["principles/2.yaml"], "# gone", *WHO, "2026-02-09T10:00:00+00:00"))
    return ids


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """A user whose git is set up as differently as can be."""
    home = tmp_path / "home"
    hooks, templates = home / "hooks", home / "templates" / "hooks"
    for folder in (hooks, templates, home / ".config" / "git"):
        folder.mkdir(parents=True)
    for hook in (hooks / "pre-commit", hooks / "commit-msg", templates / "post-commit", hooks / "prepare-commit-msg"):
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path / 'trace'}\nexit 1\n")
        hook.chmod(0o755)
    (home / ".config" / "git" / "ignore").write_text("*\n")
    (home / ".config" / "git" / "attributes").write_text("* text eol=crlf\n")
    (home / ".gitconfig").write_text(
        f"""
[user]
    name = Somebody Else
    email = else@example.org
    signingkey = 123
[commit]
    gpgSign = true
    template = /nonexistent
    cleanup = scissors
[core]
    hooksPath = {hooks}
    autocrlf = true
    editor = false
[init]
    templateDir = {home / "templates"}
    defaultBranch = trunk
    defaultObjectFormat = sha256
[i18n]
    commitEncoding = ISO-8859-1
[merge]
    ff = only
    log = true
[gpg]
    program = false
"""
    )
    monkeypatch.setenv("HOME", os.fspath(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", os.fspath(home / ".config"))
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nonexistent")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00+00:00")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Nope")
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    return tmp_path


def test_the_same_story_has_the_same_ids_whatever_the_user_has_set(tmp_path, hostile):
    ours = story(tmp_path / "hostile" / "r")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("GIT_") or name in ("HOME", "XDG_CONFIG_HOME"):
                patch.delenv(name)
        plain = story(tmp_path / "plain" / "r")

    assert ours == plain
    assert not (hostile / "trace").exists()
    assert (tmp_path / "hostile/r/principles/1.yaml").read_bytes() == b"a\n"


def test_the_surroundings_are_put_back(tmp_path, hostile):
    before = dict(os.environ)

    story(tmp_path / "r")

    assert dict(os.environ) == before


def test_the_story_is_what_was_told(tmp_path):
    ids = story(tmp_path / "r")
    root = tmp_path / "r"

    assert git(root, "rev-parse", "main") == ids[-1]
    assert git(root, "rev-list", "--parents", "-1", ids[3]).split()[1:] == [ids[2], ids[1]]
    assert git(root, "log", "-1", "--format=%an|%ae|%aI|%cn|%cI|%s|%b", ids[0]) == (
        "Sam|sam@example.org|2026-01-05T10:00:00+00:00|Sam|2026-01-05T10:00:00+00:00|begin|with a body"
    )
    assert git(root, "log", "-1", "--format=%s", ids[1]) == "-a side"
    assert git(root, "log", "-1", "--format=%s", ids[-1]) == "# gone"
    assert git(root, "show", f"{ids[4]}:principles/1.yaml") == "a"
    assert git(root, "ls-tree", "-r", "--name-only", ids[-1]) == "principles/1.yaml"
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "fsck", "--strict") == ""


@pytest.mark.parametrize("name", ["r", "-r $HOME", "~", "é\udcff"])
def test_a_commit_holds_exactly_the_files_given(tmp_path, monkeypatch, name):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    root = tmp_path / name
    root.mkdir()
    (root / ".gitignore").write_text("*\n")
    (root / "note.txt").write_text("not ours")
    paths = [*tell(root, "1.yaml", "a"), *tell(root, "a*b -x.yaml", "b")]
    create(root)

    head = commit_all(root, paths, "begin", author=WHO, when="2026-01-05T10:00:00+00:00")

    assert git(root, "ls-tree", "-r", "-z", "--name-only", head).strip("\0").split("\0") == sorted(paths)
    assert os.listdir(tmp_path / "elsewhere") == []


def test_init_commits_as_the_user(tmp_path, hostile):
    (tmp_path / "r").mkdir()
    create(tmp_path / "r")

    assert identity(tmp_path / "r") == ("Somebody Else", "else@example.org")
    commit_all(tmp_path / "r", tell(tmp_path / "r", "1.yaml", "a"), "begin")
    assert git(tmp_path / "r", "log", "-1", "--format=%an %ce") == "Somebody Else else@example.org"


def test_a_user_that_git_does_not_know_has_a_stand_in(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", os.fspath(tmp_path))
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "r").mkdir()
    create(tmp_path / "r")

    assert identity(tmp_path / "r") == NOBODY
    commit_all(tmp_path / "r", tell(tmp_path / "r", "1.yaml", "a"), "begin")
    assert git(tmp_path / "r", "log", "-1", "--format=%an %ce") == "reflectctl reflectctl@localhost"


def test_a_fresh_repository_is_plain(tmp_path, hostile):
    (tmp_path / "r").mkdir()

    create(tmp_path / "r")

    assert (tmp_path / "r" / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert not (tmp_path / "r" / ".git" / "hooks").exists()
    assert git(tmp_path / "r", "rev-parse", "--show-object-format") == "sha1"


@pytest.mark.parametrize("name", ["-x", "", "a\nb"])
def test_a_branch_is_never_an_option(tmp_path, name):
    with pytest.raises(ValueError, match="no name for a branch"):
        Maker(tmp_path).branch(name)


def test_a_commit_to_revert_is_a_hash(tmp_path):
    with pytest.raises(ValueError, match="hash"):
        Maker(tmp_path).revert("--continue", "x", *WHO)
