"""A user's word becomes one full hash, or a clear refusal."""

import os

import pytest

from reflectctl.errors import ReflectError
from reflectctl.storage import revisions
from reflectctl.storage.git import Git, find
from reflectctl.storage.revisions import merge_base, parse_range, resolve

from .conftest import Repository


@pytest.fixture
def git(repository) -> Git:
    return find(repository.root)[0]


@pytest.mark.safety(5)
@pytest.mark.parametrize(
    "word",
    [
        "",
        "-h",
        "--all",
        "--output=x",
        "--end-of-options",
        "HEAD:principles/1.yaml",
        ":/message",
        ":0:x",
        "HEAD^{/message}",
        "a b",
        "a\tb",
        "a\nb",
        "a\0b",
        "a\x1bb",
        "a\u202eb",
        "\ud800",
        "a" * 201,
        "2026-02-31",
        "2026-13-01",
    ],
)
def test_a_misshapen_revision_is_a_wrong_use_and_never_reaches_git(repository, git, word, monkeypatch):
    repository.commit({"partnership.yaml": "x"})
    monkeypatch.setattr(Git, "run", lambda *_: pytest.fail("git was asked"))

    with pytest.raises(ReflectError, match="is not a revision") as told:
        resolve(git, word)

    assert told.value.exit_code == 2
    assert told.value.message.isprintable()
    assert len(told.value.message) < 120


@pytest.mark.parametrize(
    "word", ["nope", "HEAD~9", "deadbeef", "HEAD^@", "^HEAD", "HEAD^!", "HEAD..HEAD", "@{upstream}"]
)
def test_an_unknown_revision_is_told(repository, git, word):
    repository.commit({"partnership.yaml": "x"})

    with pytest.raises(ReflectError) as told:
        resolve(git, word)

    assert told.value.message == f"Unknown revision '{word}'."
    assert told.value.exit_code == 3
    assert "git log" in told.value.hint


@pytest.mark.safety(5)
def test_whatever_names_a_commit_gives_its_full_hash(repository, git):
    first = repository.commit({"partnership.yaml": "1"})
    second = repository.commit({"partnership.yaml": "2"})
    repository.git("tag", "-a", "v1", "-m", "v1", first)
    repository.git("branch", "t\u00e9ams/\udce9", first)

    assert resolve(git, "HEAD") == resolve(git, "main") == resolve(git, "@") == resolve(git, second[:8]) == second
    assert resolve(git, "HEAD~1") == resolve(git, "v1") == resolve(git, "v1^{commit}") == first
    assert resolve(git, "t\u00e9ams/\udce9") == first


def test_what_is_no_commit_is_unknown(repository, git):
    repository.commit({"partnership.yaml": "1"})
    blob = repository.git("rev-parse", "HEAD:partnership.yaml")

    with pytest.raises(ReflectError, match="Unknown revision"):
        resolve(git, blob)


def test_before_the_first_commit_nothing_is_known(git):
    assert revisions.head(git) is None
    for word in ("HEAD", "2030-01-01"):
        with pytest.raises(ReflectError) as told:
            resolve(git, word)
        assert "Nothing has been committed" in told.value.hint


def test_a_day_is_the_last_commit_of_that_day_or_before(repository, git):
    first = repository.commit({"a": "1"}, on="2026-03-01T10:00:00+00:00")
    second = repository.commit({"a": "2"}, on="2026-03-01T18:00:00+00:00")
    third = repository.commit({"a": "3"}, on="2026-03-09")

    assert resolve(git, "2026-03-01") == resolve(git, "2026-03-08") == second
    assert resolve(git, "2026-03-09") == resolve(git, "2030-01-01") == third
    with pytest.raises(ReflectError, match="no commit of 2026-02-28 or before"):
        resolve(git, "2026-02-28")
    assert first != second


def test_a_day_ends_when_it_ended_where_the_commit_was_made(repository, git):
    first = repository.commit({"a": "1"}, on="2026-03-01T12:00:00+00:00")
    # In UTC this is still the 1st; for the person who committed it was the 2nd.
    repository.commit({"a": "2"}, on="2026-03-02T01:00:00+05:00")

    assert resolve(git, "2026-03-01") == first


def test_a_broken_clock_hides_no_commit(repository, git):
    first = repository.commit({"a": "1"}, on="2026-03-01")
    raw = "tree {}\nparent {}\nauthor A <a> {stamp}\ncommitter A <a> {stamp}\n\nodd\n"
    tree = repository.git("rev-parse", "HEAD^{tree}")
    odd = repository.git(
        "hash-object",
        "-t",
        "commit",
        "-w",
        "--stdin",
        input=raw.format(tree, first, stamp="253402300800 +0000").encode(),
    )
    repository.git("update-ref", "HEAD", odd)

    assert resolve(git, "2026-03-01") == first
    with pytest.raises(ReflectError, match="no commit of"):
        resolve(git, "2026-02-01")


def test_a_clock_that_was_slow_never_gives_way_to_a_commit_before_it(repository, git):
    repository.commit({"a": "1"}, on="2026-03-01")
    repository.commit({"a": "2"}, on="2026-03-30")
    third = repository.commit({"a": "3"}, on="1971-01-01")
    repository.commit({"a": "4"}, on="2026-05-01")

    assert resolve(git, "2026-04-01") == third
    assert resolve(git, "1980-01-01") == third


def test_a_day_is_a_moment_of_this_line_and_not_of_a_branch_that_was_merged_later(repository, git):
    repository.commit({"a": "1"}, on="2026-06-01")
    repository.git("checkout", "-q", "-b", "task-group")
    repository.commit({"b": "draft"}, on="2026-06-29")
    repository.git("checkout", "-q", "main")
    own = repository.commit({"a": "2"}, on="2026-06-28")
    repository.git("merge", "-q", "--no-ff", "-m", "merged", "task-group", on="2026-07-05")
    merged = repository.git("rev-parse", "HEAD")

    assert resolve(git, "2026-06-30") == own
    assert resolve(git, "2026-07-05") == merged


def test_of_two_commits_of_the_same_moment_the_later_is_found(repository, git):
    repository.commit({"a": "1"}, on="2026-03-01")
    second = repository.commit({"a": "2"}, on="2026-03-01")

    assert resolve(git, "2026-03-01") == second


def test_a_day_wins_over_a_tag_of_that_name(repository, git):
    first = repository.commit({"a": "1"}, on="2026-03-01")
    second = repository.commit({"a": "2"}, on="2026-03-02")
    repository.git("tag", "2026-03-02", first)

    assert resolve(git, "2026-03-02") == second
    assert resolve(git, "refs/tags/2026-03-02") == first


def test_a_shallow_clone_says_so(repository, tmp_path):
    for number in range(4):
        head = repository.commit({"a": str(number)}, on=f"2026-03-0{number + 1}")
    repository.git("clone", "-q", "--depth=1", f"file://{repository.top}", os.fspath(tmp_path / "shallow"))
    git, _ = find(tmp_path / "shallow")

    assert git.is_shallow()
    assert resolve(git, "HEAD") == resolve(git, "2026-03-09") == head
    for word in ("HEAD~1", "2026-03-01", "nope"):
        with pytest.raises(ReflectError, match="shallow") as told:
            resolve(git, word)
        assert "git fetch --unshallow" in told.value.hint
        assert told.value.exit_code == 3


def test_a_repository_with_longer_hashes_is_like_any(tmp_path):
    repository = Repository(tmp_path / "r", object_format="sha256")
    head = repository.commit({"a": "1"})
    git, _ = find(repository.root)

    assert resolve(git, "HEAD") == resolve(git, head[:9]) == head
    assert len(head) == 64


@pytest.mark.parametrize(
    ("word", "ends"),
    [
        ("A..B", ("A", "B", False)),
        ("A...B", ("A", "B", True)),
        ("..B", ("HEAD", "B", False)),
        ("A..", ("A", "HEAD", False)),
        ("A...", ("A", "HEAD", True)),
        ("2026-01-01..2026-02-01", ("2026-01-01", "2026-02-01", False)),
        ("main", None),
        ("v1.0", None),
    ],
)
def test_a_range_has_two_ends(word, ends):
    assert parse_range(word) == ends


def test_a_merge_base_is_where_two_histories_parted(repository, git):
    base = repository.commit({"a": "1"})
    repository.git("checkout", "-q", "-b", "side")
    side = repository.commit({"b": "1"})
    repository.git("checkout", "-q", "main")
    main = repository.commit({"a": "2"})

    assert merge_base(git, main, side) == base


def test_unrelated_histories_have_no_merge_base(repository, git):
    main = repository.commit({"a": "1"})
    repository.git("checkout", "-q", "--orphan", "alone")
    alone = repository.commit({"b": "1"})

    with pytest.raises(ReflectError, match="no common ancestor"):
        merge_base(git, main, alone)


def test_replaced_commits_are_not_believed(repository, git):
    first = repository.commit({"a": "1"})
    second = repository.commit({"a": "2"})
    repository.git("replace", second, first)

    assert resolve(git, "HEAD") == second


def test_a_review_point_is_found_by_its_name_where_git_knows_none(repository):
    first = repository.commit({"a": "1"})
    second = repository.commit({"a": "2"})
    repository.git("tag", "-a", "-m", "x", "review-points/spring-review", first)
    git = Git(repository.root)

    assert resolve(git, "spring-review") == resolve(git, "spring-review^{commit}") == first
    repository.git("branch", "spring-review", second)
    assert resolve(git, "spring-review") == second
