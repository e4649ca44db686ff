"""A review point names a sound, committed moment; `diff` and the others find it by its name; only a tag is written."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import git, run

CHILDREN = "principles/1-children-first.yaml"
SPRING = {"SOURCE_DATE_EPOCH": "1774000000"}  # 20 March 2026


@pytest.fixture
def demo(demo: Path) -> Path:
    """A copy of the example without the review point that it has."""
    git(demo, "tag", "-d", "review-points/year-end-2026")
    return demo


def refs(folder: Path) -> list[str]:
    return git(folder, "for-each-ref", "--format=%(refname)").split()


def written(folder: Path) -> dict[str, bytes]:
    """Every file of the clone but its objects."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "/.git/objects/" not in path.as_posix()
    }


def test_a_named_moment_is_found_by_its_name(demo: Path) -> None:
    earlier = git(demo, "rev-parse", "HEAD~5").strip()
    made = run("review-point", "autumn-review", "--at", earlier, "-m", "After the autumn round.", cwd=demo, **SPRING)
    assert made.returncode == 0, made.stderr
    assert made.stdout == ""
    assert "on 20 March 2026 by Partnership coordinator: After the autumn round." in made.stderr

    by_name, by_hash = (
        json.loads(run("diff", each, "HEAD", "--format", "json", cwd=demo).stdout)
        for each in ("autumn-review", earlier)
    )
    assert by_name["before"]["revision"] == by_hash["before"]["revision"] == earlier
    assert by_name["changes"] == by_hash["changes"] != []
    assert run("diff", "autumn-review..HEAD", cwd=demo).returncode == 0
    assert run("diff", "autumn-review~1", "autumn-review", cwd=demo).returncode == 0
    assert run("report", "--at", "autumn-review", "--format", "markdown", cwd=demo).returncode == 0
    assert run("report", "--since", "autumn-review", "--format", "markdown", cwd=demo).returncode == 0
    assert run("validate", "--since", "autumn-review", cwd=demo).returncode == 0


def test_it_is_an_annotated_tag_that_says_who_made_it_and_when(demo: Path) -> None:
    run("review-point", "spring-review", "-m", "First line.\n\nMore.", cwd=demo, **SPRING)

    head = git(demo, "rev-parse", "HEAD").strip()
    assert git(demo, "cat-file", "-p", "review-points/spring-review") == (
        f"object {head}\ntype commit\ntag review-points/spring-review\n"
        "tagger Partnership coordinator <coordinator@example.org> 1774000000 +0000\n\nFirst line.\n\nMore.\n"
    )
    git(demo, "fsck", "--strict")
    assert git(demo, "describe", "--tags").strip() == "review-points/spring-review"


def test_nothing_is_written_but_a_tag_and_its_name(demo: Path) -> None:
    git(demo, "config", "core.logAllRefUpdates", "always")
    before = written(demo)

    assert run("review-point", "spring-review", cwd=demo).returncode == 0

    after = written(demo)
    assert set(after) - set(before) == {".git/refs/tags/review-points/spring-review"}
    assert {path: after[path] for path in before} == before


def test_without_a_message_it_says_how_much_was_rated(demo: Path) -> None:
    run("review-point", "spring-review", cwd=demo)
    assert "18 of 24 statements are rated" in git(demo, "cat-file", "-p", "review-points/spring-review")


def test_a_dry_run_makes_nothing(demo: Path) -> None:
    before = written(demo)
    result = run("review-point", "spring-review", "--dry-run", cwd=demo)
    assert result.returncode == 0
    assert "Review point spring-review would be made at" in result.stderr
    assert written(demo) == before


def test_they_are_listed_by_day(demo: Path) -> None:
    empty = run("review-point", cwd=demo)
    assert (empty.returncode, empty.stdout) == (0, "")
    assert "There are no review points yet" in empty.stderr
    run("review-point", "b-second", "-m", "One.\n\nTwo.", cwd=demo, SOURCE_DATE_EPOCH="1784000000")
    run("review-point", "c-first", "-m", "Early.", "--at", "HEAD~3", cwd=demo, **SPRING)
    head, earlier = (git(demo, "rev-parse", each).strip() for each in ("HEAD", "HEAD~3"))

    shown = run("review-point", "--list", cwd=demo)
    assert shown.stdout == (
        f"c-first: 20 March 2026, at {earlier[:8]}, by Partnership coordinator\n  Early.\n"
        f"b-second: 14 July 2026, at {head[:8]}, by Partnership coordinator\n  One.\n\n  Two.\n"
    )
    assert run("review-point", cwd=demo).stdout == shown.stdout
    answer = json.loads(run("review-point", "--format", "json", cwd=demo).stdout)
    assert [each["name"] for each in answer["points"]] == ["c-first", "b-second"]
    assert answer["points"][0] == {
        "name": "c-first",
        "day": "2026-03-20",
        "commit": earlier,
        "recorded": git(demo, "show", "-s", "--format=%cI", "HEAD~3").strip(),
        "by": "Partnership coordinator",
        "message": "Early.",
    }


def test_the_json_keeps_to_its_schema(demo: Path) -> None:
    import jsonschema

    from reflectctl import resources

    run("review-point", "spring-review", cwd=demo)
    git(demo, "tag", "review-points/by-hand", "HEAD~2")
    answer = json.loads(run("review-point", "--format", "json", cwd=demo).stdout)
    jsonschema.validate(answer, resources.schema("output-review-points"))
    by_hand = next(each for each in answer["points"] if each["name"] == "by-hand")
    assert (by_hand["by"], by_hand["message"]) == (None, None)
    assert by_hand["day"] == by_hand["recorded"][:10]


def test_what_names_no_commit_is_no_review_point(demo: Path) -> None:
    git(demo, "tag", "-a", "-m", "a file", "review-points/file", "HEAD:partnership.yaml")
    git(demo, "tag", "review-points/tree", "HEAD^{tree}")
    git(demo, "tag", "-a", "-m", "another kind of tag", "v1")
    assert run("review-point", cwd=demo).stdout == ""
    assert run("diff", "file", cwd=demo).returncode == 3


def test_hostile_tags_show_only_themselves(demo: Path) -> None:
    head = git(demo, "rev-parse", "HEAD").strip()
    text = (
        f"object {head}\ntype commit\ntag x\ntagger E\x1b[31mve <e> 1 +0000\n\n\x1b]0;owned\x07 ##vso[x]\n\n::error::\n"
    )
    done = subprocess.run(
        ["git", "hash-object", "-t", "tag", "-w", "--literally", "--stdin"],
        input=text, cwd=demo, capture_output=True, text=True, check=True,
    )  # fmt: skip
    git(demo, "update-ref", "refs/tags/review-points/nasty", done.stdout.strip())
    for format in ("text", "json"):
        shown = run("review-point", "--format", format, cwd=demo)
        assert shown.returncode == 0
        assert not any(c in shown.stdout for c in "\x1b\x07")
        assert "##vso[" not in shown.stdout
        assert not any(each.startswith("::") for each in shown.stdout.splitlines())


def test_records_with_errors_are_refused_with_what_was_found(demo: Path) -> None:
    path = demo / CHILDREN
    path.write_text(path.read_text().replace("rating: agree", "rating: agreed", 1))
    git(demo, "commit", "-qam", "a slip")

    result = run("review-point", "spring-review", cwd=demo)

    assert result.returncode == 1
    assert f"{CHILDREN}:" in result.stderr
    assert "1 error" in result.stderr
    assert "No review point was made" in result.stderr
    assert not [each for each in refs(demo) if "review-points" in each]
    assert run("review-point", "before-it", "--at", "HEAD~1", cwd=demo).returncode == 0


def test_an_earlier_commit_is_checked_as_of_its_own_day(demo: Path) -> None:
    path = demo / "partnership.yaml"
    path.write_text(path.read_text() + "  rules:\n    overdue-action: error\n")
    git(demo, "commit", "-qam", "strict", on="2026-04-01T12:00:00+00:00")
    late = run("review-point", "now", cwd=demo, SOURCE_DATE_EPOCH="1900000000")
    assert late.returncode == 1
    assert "overdue-action" in late.stderr
    then = run("review-point", "then", "--at", "HEAD", cwd=demo, SOURCE_DATE_EPOCH="1900000000")
    assert "a-k6z3" not in then.stderr  # due on 17 April


@pytest.mark.parametrize(
    "change",
    [
        lambda demo: (demo / CHILDREN).write_text((demo / CHILDREN).read_text() + "# more\n"),
        lambda demo: (demo / CHILDREN).unlink(),
        lambda demo: (demo / "meetings/new.md").write_text("---\nid: new\n---\n"),
    ],
    ids=["changed", "deleted", "new"],
)
def test_files_that_are_not_committed_are_refused(demo: Path, change: Callable[[Path], None]) -> None:
    change(demo)
    result = run("review-point", "spring-review", cwd=demo)
    assert result.returncode == 3
    assert "a review point names a commit" in result.stderr
    assert run("review-point", "spring-review", "--at", "HEAD", cwd=demo).returncode == 0


def test_other_files_may_differ(demo: Path) -> None:
    (demo / "notes.txt").write_text("mine")
    assert run("review-point", "spring-review", cwd=demo).returncode == 0


def test_a_name_that_exists_says_when_and_by_whom(demo: Path) -> None:
    run("review-point", "spring-review", cwd=demo, **SPRING)
    before = git(demo, "rev-parse", "refs/tags/review-points/spring-review")
    for name in ("spring-review", "Spring-Review"):
        result = run("review-point", name, "--at", "HEAD~1", cwd=demo)
        assert result.returncode == 3
        assert "made on 20 March 2026 by Partnership coordinator" in result.stderr
    assert git(demo, "rev-parse", "refs/tags/review-points/spring-review") == before


@pytest.mark.parametrize(
    "name",
    ["a..b", "a^", "a~1", "a:b", "a?", "a*", "[a", "a\\b", "a@{1}", ".a", "a.lock", "a.", "a b", "a\nb", "a\x1b[31mb",
     "a\u202eb", "a/b", " ", "x" * 101, "2026-04-01", "2026", "cafe"],
)  # fmt: skip
def test_a_name_that_git_or_a_reader_could_take_otherwise_is_refused(demo: Path, name: str) -> None:
    result = run("review-point", name, cwd=demo)
    assert result.returncode == 2
    assert "cannot be the name of a review point" in result.stderr
    assert "\x1b" not in result.stderr
    assert not [each for each in refs(demo) if "review-points" in each]


@pytest.mark.safety(5)
def test_a_name_never_becomes_an_option(demo: Path) -> None:
    for name in ("-d", "--format=%(refname)", "--exec=touch x"):
        result = run("review-point", "--", name, cwd=demo)
        assert result.returncode == 2
        assert "does not begin with a dash" in result.stderr


@pytest.mark.parametrize("name", ["main", "HEAD", "v1", "@"])
def test_a_name_that_git_knows_already_is_refused(demo: Path, name: str) -> None:
    git(demo, "tag", "v1")
    result = run("review-point", name, cwd=demo)
    assert result.returncode == 3
    assert "names a branch, a tag or a commit already" in result.stderr


def test_what_git_knows_goes_before_a_review_point(demo: Path) -> None:
    run("review-point", "spring-review", "--at", "HEAD~4", cwd=demo)
    git(demo, "branch", "spring-review", "HEAD")
    assert run("diff", "spring-review", "HEAD", "--exit-code", cwd=demo).returncode == 0


@pytest.mark.parametrize("message", ["", " \n", "bell\x07"])
def test_a_message_that_says_nothing_or_rings_is_refused(demo: Path, message: str) -> None:
    assert run("review-point", "spring-review", "-m", message, cwd=demo).returncode == 2


def test_a_list_and_a_name_are_two_things(demo: Path) -> None:
    for words in (["x", "--list"], ["-m", "text"], ["--at", "HEAD"], ["--dry-run"]):
        assert run("review-point", *words, cwd=demo).returncode == 2


def test_a_detached_head_is_a_moment_and_an_unborn_branch_is_none(demo: Path) -> None:
    git(demo, "checkout", "-q", "--detach", "HEAD~2")
    assert run("review-point", "detached", cwd=demo).returncode == 0
    git(demo, "checkout", "-q", "--orphan", "unborn")
    result = run("review-point", "nowhere", cwd=demo)
    assert result.returncode == 3
    assert "Nothing has been committed yet" in result.stderr


def test_git_that_knows_nobody_is_told_what_to_do(demo: Path) -> None:
    nobody = {"GIT_COMMITTER_NAME": "", "GIT_COMMITTER_EMAIL": ""}
    result = run("review-point", "spring-review", cwd=demo, **nobody)
    assert result.returncode == 3
    assert "git config --global user.name" in result.stderr
    git(demo, "config", "user.name", "A <sly>\nname")
    git(demo, "config", "user.email", "own@example.org")
    assert run("review-point", "spring-review", cwd=demo, **nobody).returncode == 0
    assert "tagger A slyname <own@example.org>" in git(demo, "cat-file", "-p", "review-points/spring-review")


@pytest.mark.safety(6)
def test_no_program_that_the_repository_names_is_run(demo: Path, tmp_path: Path) -> None:
    sentinel = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ran >>{sentinel}\n")
    program.chmod(0o755)
    hooks = demo / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("reference-transaction", "post-commit", "pre-commit", "post-checkout", "update"):
        (hooks / hook).symlink_to(program)
    for key in ("gpg.program", "core.fsmonitor", "core.editor", "diff.external", "core.pager", "gpg.ssh.program"):
        git(demo, "config", key, str(program))
    for key in ("tag.gpgSign", "commit.gpgSign", "tag.forceSignAnnotated", "log.showSignature"):
        git(demo, "config", key, "true")
    sentinel.unlink(missing_ok=True)

    assert run("review-point", "spring-review", cwd=demo).returncode == 0
    assert run("review-point", "--list", cwd=demo).returncode == 0
    assert run("git-setup", cwd=demo).returncode == 0
    assert not sentinel.exists()
    assert "PGP" not in git(demo, "--no-pager", "cat-file", "-p", "review-points/spring-review")


def test_it_works_in_a_worktree_and_a_subfolder_and_not_outside_git(demo: Path, tmp_path: Path) -> None:
    git(demo, "worktree", "add", "-q", str(tmp_path / "other"), "HEAD~1")
    assert run("review-point", "there", cwd=tmp_path / "other/principles").returncode == 0
    assert "there: " in run("review-point", cwd=demo).stdout
    folder = tmp_path / "bare"
    folder.mkdir()
    (folder / "partnership.yaml").write_text("format: 1\n")
    assert run("review-point", "x", cwd=folder).returncode == 3
