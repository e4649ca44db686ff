"""What a repository's files tell is what git says; and where they do not tell it for certain, git is asked."""

import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from reflectctl.storage.git import Git, find
from reflectctl.storage.plain_git import look

from .conftest import Repository


def plain(repository: Repository) -> Path:
    return repository.top


def with_a_remote(repository: Repository) -> Path:
    repository.git("remote", "add", "origin", "https://example.org/a b.git")
    repository.git("config", "branch.main.remote", "origin")
    repository.git("config", "merge.reflectctl.driver", 'sh -c "reflectctl merge-driver %O %A %B"')
    return repository.top


def packed(repository: Repository) -> Path:
    repository.git("tag", "-a", "-m", "A tag", "v1")
    repository.git("branch", "not-main")
    repository.git("pack-refs", "--all")
    return repository.top


def packed_and_gone_on(repository: Repository) -> Path:
    packed(repository)
    repository.commit({"two": "2"})
    return repository.top


def detached(repository: Repository) -> Path:
    repository.git("checkout", "-q", "--detach")
    return repository.top


def of_a_long_branch(repository: Repository) -> Path:
    repository.git("checkout", "-q", "-b", "some/long.branch-name_1")
    repository.commit({"three": "3"})
    return repository.top


def below_the_top(repository: Repository) -> Path:
    repository.commit({"some/folder/partnership.yaml": "x"})
    return repository.top / "some" / "folder"


def a_worktree(repository: Repository) -> Path:
    other = repository.top.parent / "other"
    repository.git("worktree", "add", "-q", "-b", "other", os.fspath(other))
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "There"], cwd=other, check=True, env=environ())
    return other


def environ() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": "/dev/null",
        **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }


def with_comments(repository: Repository) -> Path:
    config = repository.top / ".git/config"
    config.write_text("# One comment\n  ; and another\n\n" + config.read_text())
    return repository.top


def in_a_hidden_folder(repository: Repository) -> Path:
    repository.commit({".github/partnership.yaml": "x"})
    return repository.top / ".github"


def a_worktree_of_two_lines(repository: Repository) -> Path:
    other = repository.top.parent / "two\nlines"
    repository.git("worktree", "add", "-q", "--detach", os.fspath(other))
    return other


CERTAIN = [
    *(plain, with_a_remote, packed, packed_and_gone_on, detached, of_a_long_branch, below_the_top, a_worktree),
    *(with_comments, in_a_hidden_folder, a_worktree_of_two_lines),
]


def git_says(at: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=at, capture_output=True, text=True, check=True, env=environ())
    return done.stdout.removesuffix("\n")


@pytest.mark.parametrize("shape", CERTAIN, ids=lambda shape: shape.__name__)
def test_what_files_tell_is_what_git_says(tmp_path: Path, shape, monkeypatch) -> None:
    repository = Repository(tmp_path / "top")
    repository.commit({"partnership.yaml": "x"})
    at = shape(repository)
    expected = (
        Path(git_says(at, "rev-parse", "--show-toplevel")),
        git_says(at, "rev-parse", "--show-prefix"),
        at / git_says(at, "rev-parse", "--git-common-dir"),
        git_says(at, "rev-parse", "HEAD"),
    )
    monkeypatch.setattr(Git, "run", None)

    git, prefix = find(at)

    assert (git.top, prefix, Path(os.path.realpath(git.common_dir())), git.plain_head) == (
        *expected[:2],
        Path(os.path.realpath(expected[2])),
        expected[3],
    )
    assert not git.is_shallow()


def unborn(repository: Repository) -> None:
    repository.git("checkout", "-q", "--orphan", "new")


def shallow(repository: Repository) -> None:
    repository.commit({"two": "2"})
    shutil.move(repository.top, repository.top.parent / "deep")
    repository.top.mkdir()
    words = ["git", "clone", "-q", "--depth=1", f"file://{repository.top.parent}/deep", "."]
    subprocess.run(words, cwd=repository.top, check=True, env=environ(), capture_output=True)


def set_to(key: str, value: str):
    def setting(repository: Repository) -> None:
        repository.git("config", key, value)

    setting.__name__ = f"{key}={value}"
    return setting


def with_a_file(name: str, text: str):
    def file(repository: Repository) -> None:
        (repository.top / name).write_text(text)

    file.__name__ = f"{name}: {text[:12]!r}"
    return file


def with_a_link(name: str):
    def link(repository: Repository) -> None:
        place = repository.top / name
        place.rename(repository.top.parent / "elsewhere")
        place.symlink_to(repository.top.parent / "elsewhere")

    link.__name__ = f"a link at {name}"
    return link


def without(name: str):
    def gone(repository: Repository) -> None:
        place = repository.top / name
        shutil.rmtree(place) if place.is_dir() else place.unlink()

    gone.__name__ = f"without {name}"
    return gone


def with_a_pipe(name: str):
    def pipe(repository: Repository) -> None:
        (repository.top / name).unlink(missing_ok=True)
        os.mkfifo(repository.top / name)

    pipe.__name__ = f"a pipe at {name}"
    return pipe


def with_a_file_for(name: str):
    """A file in a folder's place."""

    def file(repository: Repository) -> None:
        repository.git("pack-refs", "--all")
        without(name)(repository)
        (repository.top / name).write_text("x")

    file.__name__ = f"a file for {name}"
    return file


def with_packed_refs(text: str):
    def refs(repository: Repository) -> None:
        id = repository.git("rev-parse", "HEAD").strip()
        (repository.top / ".git/refs/heads/main").unlink()
        (repository.top / ".git/packed-refs").write_text(f"# pack-refs with: peeled\n{text.format(id=id)}")

    refs.__name__ = f"packed refs: {text!r}"
    return refs


def on_a_branch(name: str):
    """One whose file is there, and whose name git does not take."""

    def head(repository: Repository) -> None:
        path = repository.top / ".git/refs/heads" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text((repository.top / ".git/refs/heads/main").read_text())
        (repository.top / ".git/HEAD").write_text(f"ref: refs/heads/{name}\n")

    head.__name__ = f"on {name}"
    return head


def with_long_settings(repository: Repository) -> None:
    with (repository.top / ".git/config").open("a") as config:
        config.write("# a comment\n" * 400_000 + "[include]\n\tpath = other\n")


def with_settings_in_no_utf_8(repository: Repository) -> None:
    with (repository.top / ".git/config").open("ab") as config:
        config.write(b"# caf\xe9\n")


UNCERTAIN = [
    unborn,
    with_long_settings,
    with_settings_in_no_utf_8,
    with_a_file(".git/config", "bare = false\n[core]\n\trepositoryformatversion = 0\n\tbare = false\n"),
    *(with_a_pipe(f".git/{name}") for name in ("HEAD", "config", "refs/heads/main")),
    *(with_a_file_for(f".git/{name}") for name in ("refs", "objects")),
    *(with_packed_refs(text) for text in ("", "{id}", "{id} refs/heads/other\n", "0{id} refs/heads/main\n")),
    *(on_a_branch(name) for name in ("main.lock", "main.lock/x")),
    shallow,
    set_to("core.worktree", "/tmp"),
    set_to("core.bare", "true"),
    set_to("core.repositoryformatversion", "1"),
    set_to("extensions.refStorage", "files"),
    set_to("include.path", "other"),
    set_to("includeIf.gitdir:/x.path", "other"),
    set_to("remote.origin.promisor", "true"),
    set_to("core.sharedRepository", "group"),
    with_a_file(".git/config", "[core\n"),
    with_a_file(".git/config", "[core]\n\trepositoryformatversion = 0\n"),
    with_a_file(".git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tfilemode = maybe\n"),
    with_a_file(".git/HEAD", "ref: refs/heads/../x\n"),
    with_a_file(".git/HEAD", "ref: refs/remotes/origin/main\n"),
    with_a_file(".git/HEAD", "nonsense"),
    with_a_file(".git/refs/heads/main", "ref: refs/heads/other\n"),
    with_a_file(".git/refs/heads/main", "12\n"),
    with_a_file(".git/commondir", "..\n"),
    with_a_file("HEAD", "ref: refs/heads/main\n"),
    with_a_link(".git"),
    with_a_link(".git/HEAD"),
    with_a_link(".git/refs/heads/main"),
    without(".git/objects"),
    without(".git/HEAD"),
    without(".git/config"),
]


@pytest.mark.parametrize("shape", UNCERTAIN, ids=lambda shape: shape.__name__)
def test_what_files_do_not_tell_for_certain_is_gits_to_tell(tmp_path: Path, shape) -> None:
    repository = Repository(tmp_path / "top")
    repository.commit({"partnership.yaml": "x"})
    shape(repository)

    assert look(os.path.realpath(repository.top)) is None


def test_another_format_of_objects_or_of_refs_is_gits_to_tell(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "top", object_format="sha256")
    repository.commit({"partnership.yaml": "x"})
    words = ["git", "init", "-q", "--ref-format=reftable", os.fspath(tmp_path / "reftable")]
    subprocess.run(words, env=environ(), check=False, capture_output=True)

    assert look(os.path.realpath(repository.top)) is None
    assert not (tmp_path / "reftable").exists() or look(os.path.realpath(tmp_path / "reftable")) is None


def test_a_folder_within_a_git_directory_is_no_working_tree(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "top")
    repository.commit({"partnership.yaml": "x"})

    assert look(os.path.realpath(repository.top / ".git" / "refs")) is None


def test_a_submodule_is_gits_to_tell(tmp_path: Path) -> None:
    repository, other = Repository(tmp_path / "top"), Repository(tmp_path / "other")
    repository.commit({"a": "x"})
    other.commit({"partnership.yaml": "x"})
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", os.fspath(other.top), "inside")

    assert look(os.path.realpath(repository.top / "inside")) is None


@pytest.mark.safety(6)
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("place", [".", ".git"])
def test_what_another_user_owns_is_gits_to_refuse(tmp_path: Path, place: str) -> None:
    repository = Repository(tmp_path / "top")
    repository.commit({"partnership.yaml": "x"})
    os.chown(repository.top / place, 12345, 12345)

    assert look(os.path.realpath(repository.top)) is None


def test_where_there_is_no_repository_git_says_so(tmp_path: Path) -> None:
    (tmp_path / "some/folder").mkdir(parents=True)

    assert look(os.path.realpath(tmp_path / "some/folder")) is None
    assert look(os.path.realpath(tmp_path / "no/folder")) is None


@pytest.mark.parametrize("place", ["some", "some/folder"])
def test_a_folder_on_the_way_up_that_may_be_a_repository_is_gits_to_tell(tmp_path: Path, place: str) -> None:
    repository = Repository(tmp_path / "top")
    at = below_the_top(repository)
    assert look(os.path.realpath(at)) is not None

    (repository.top / place / "HEAD").write_text("ref: refs/heads/main\n")

    assert look(os.path.realpath(at)) is None


def test_another_file_system_on_the_way_up_is_gits_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path / "top")
    at, top = os.path.realpath(below_the_top(repository)), os.path.realpath(repository.top)
    real = os.lstat

    def lstat(path: str) -> object:
        found = real(path)
        if os.fspath(path) != top:
            return found
        return SimpleNamespace(st_dev=-1, st_uid=found.st_uid, st_mode=found.st_mode)

    monkeypatch.setattr(os, "lstat", lstat)

    assert look(at) is None


def by_a_relative_path(top: Path, tree: Path) -> None:
    (tree / ".git").write_text("gitdir: ../top/.git/worktrees/other\n")


def without_saying_so(top: Path, tree: Path) -> None:
    (tree / ".git").write_text(f"{top}/.git/worktrees/other\n")


def with_its_own_objects(top: Path, tree: Path) -> None:
    (top / ".git/worktrees/other/commondir").write_text(f"{top}/.git\n")


def behind_a_link(top: Path, tree: Path) -> None:
    """Two folders above where the link leads to there is no git directory."""
    (top / ".git/worktrees").rename(top.parent / "trees")
    (top / ".git/worktrees").symlink_to(top.parent / "trees")


def anothers(top: Path, tree: Path) -> None:
    os.chown(top / ".git/worktrees/other", 12345, 12345)


ROOT_ONLY = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")


@pytest.mark.parametrize(
    "shape",
    [
        by_a_relative_path,
        without_saying_so,
        with_its_own_objects,
        behind_a_link,
        pytest.param(anothers, marks=ROOT_ONLY),
    ],
)
def test_a_worktree_of_another_form_is_gits_to_tell(tmp_path: Path, shape) -> None:
    repository = Repository(tmp_path / "top")
    repository.commit({"partnership.yaml": "x"})
    tree = a_worktree(repository)
    assert look(os.path.realpath(tree)) is not None

    shape(repository.top, tree)

    assert look(os.path.realpath(tree)) is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("name", ["objects", "refs"])
def test_what_may_not_be_read_is_gits_to_refuse(tmp_path: Path, name: str) -> None:
    repository = Repository(tmp_path / "top")
    repository.commit({"partnership.yaml": "x"})
    (repository.top / ".git" / name).chmod(0)
    try:
        assert look(os.path.realpath(repository.top)) is None
    finally:
        (repository.top / ".git" / name).chmod(0o700)


def test_what_comes_through_a_pipe_is_no_file(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "top")
    repository.commit({"partnership.yaml": "x"})
    head = repository.top / ".git/HEAD"
    said = head.read_bytes()
    with_a_pipe(".git/HEAD")(repository)
    pipe = os.open(head, os.O_RDWR)
    try:
        os.write(pipe, said)
        assert look(os.path.realpath(repository.top)) is None
    finally:
        os.close(pipe)


def test_where_files_have_no_owners_git_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path / "top")
    repository.commit({"partnership.yaml": "x"})
    monkeypatch.delattr(os, "geteuid")

    assert look(os.path.realpath(repository.top)) is None
