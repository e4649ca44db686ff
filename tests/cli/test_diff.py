"""`diff`: two moments of the example, as people and forges ask for them."""

import json
import random
from pathlib import Path

import pytest

from reflectctl.analysis import diff_events
from reflectctl.analysis.diff import compare
from reflectctl.loading.load import load_pair
from reflectctl.storage.commits import GitTree
from reflectctl.storage.git import find
from tests.conftest import git, run
from tests.render.test_diff import assert_mirrored


def diff(folder: Path, *arguments: str, **surroundings: str) -> str:
    result = run("diff", *arguments, cwd=folder, **surroundings)
    assert result.returncode == 0, result.stderr
    return result.stdout


def answer(folder: Path, *arguments: str, **surroundings: str) -> dict:
    return json.loads(diff(folder, *arguments, "--format", "json", **surroundings))


def commits(folder: Path) -> list[str]:
    return git(folder, "rev-list", "HEAD").split()


def test_random_pairs_of_commits_tell_the_same_story_backwards(built_demo: Path) -> None:
    chosen = random.Random(7)
    ids = commits(built_demo)
    repository, prefix = find(built_demo)
    for _ in range(12):
        one, two = (GitTree(repository, prefix, each, each) for each in chosen.sample(ids, 2))
        old, new = load_pair(one, two)
        assert_mirrored(old.partnership, new.partnership)
        whole = compare(old.partnership, new.partnership)
        parts = [diff_events.chosen(whole, topics=[topic]) for topic in diff_events.TOPICS]
        assert sum(len(part.changes) for part in parts) == len(whole.changes)


def test_only_and_principle_part_what_the_command_tells(built_demo: Path) -> None:
    whole = answer(built_demo, "HEAD~20", "HEAD")["changes"]
    named = [answer(built_demo, "HEAD~20", "HEAD", "--only", topic)["changes"] for topic in diff_events.TOPICS]
    key = str
    assert sorted(map(key, whole)) == sorted(key(each) for part in named for each in part)

    principles = {id for each in whole for id in each["principles"]}
    parts = [each for id in principles for each in answer(built_demo, "HEAD~20", "HEAD", "--principle", id)["changes"]]
    assert {key(each) for each in parts} | {key(each) for each in whole if not each["principles"]} == set(
        map(key, whole)
    )


def test_several_kinds_and_principles_may_be_named(built_demo: Path) -> None:
    named = ("--only", "view,ratings", "--only", "actions", "--principle", "1", "--principle", "trauma")
    told = answer(built_demo, "HEAD~20", "HEAD", *named)

    assert told["only"] == ["ratings", "views", "actions"]
    assert told["principles"] == ["children-first", "trauma"]
    assert {each["topic"] for each in told["changes"]} == {"ratings", "views", "actions"}
    assert all({"children-first", "trauma"} & set(each["principles"]) for each in told["changes"])


def test_what_is_shown_says_what_was_asked_for(built_demo: Path) -> None:
    shown = diff(built_demo, "HEAD~20", "HEAD", "--only", "ratings", "--principle", "trauma")

    assert "Only ratings of “Recognise and respond to trauma” are shown." in " ".join(shown.split())
    assert "\nActions\n" not in shown


def test_an_unknown_kind_is_a_usage_error_with_the_nearest_one(built_demo: Path) -> None:
    result = run("diff", "--only", "ratings,viwes", cwd=built_demo)

    assert result.returncode == 2
    assert "'viwes' is not a known kind of change." in result.stderr
    assert "Did you mean `views`?" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--only", ","), ("--summary", "--full"), ("--since", "2026-01-01", "--base", "main"), ("A..B", "C"),
        ("--since", "2026-01-01", "HEAD~3", "HEAD"), ("--base", "main", "HEAD~3..HEAD"), ("--principle", "nobody"),
        ("--base", "--upload-pack=x"), ("--since", "2026-02-30"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_usage_error(built_demo: Path, arguments: tuple[str, ...]) -> None:
    result = run("diff", *arguments, cwd=built_demo)

    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_both_sides_are_told_with_their_commit_and_its_day(built_demo: Path) -> None:
    first, last = git(built_demo, "rev-parse", "HEAD~3", "HEAD").split()

    told = " ".join(diff(built_demo, "HEAD~3", "HEAD").split())
    assert f"From HEAD~3 ({first[:8]} of 24 March 2026) to HEAD ({last[:8]} of 28 April 2026)." in told
    assert f"From {first[:8]} of 24 March 2026 to the files as they are now." in " ".join(
        diff(built_demo, first).split()
    )


def test_since_a_day_is_from_the_last_commit_of_it_or_before(built_demo: Path) -> None:
    since = answer(built_demo, "--since", "2026-01-01")
    assert since["after"]["label"] == "the working tree"
    assert since["changes"] == answer(built_demo, "2026-01-01")["changes"]
    until = answer(built_demo, "--since", "2026-01-01", "HEAD~3")
    assert until["changes"] == answer(built_demo, "2026-01-01", "HEAD~3")["changes"]


def test_tags_and_ranges_are_moments_too(demo: Path) -> None:
    git(demo, "tag", "first-review", "HEAD~9")
    wanted = answer(demo, "HEAD~9", "HEAD~2")["changes"]

    assert answer(demo, "first-review", "HEAD~2")["changes"] == wanted
    assert answer(demo, "first-review..HEAD~2")["changes"] == wanted
    assert answer(demo, "first-review...HEAD~2")["changes"] == wanted


@pytest.fixture
def branched(demo: Path) -> Path:
    """The example on a branch with one change of its own; since then `main` has gone on without it."""
    git(demo, "switch", "--quiet", "--create", "ours")
    assert run("rate", "5.action", "disagree", "--because", "It is not there.", cwd=demo).returncode == 0
    git(demo, "commit", "--quiet", "--all", "--message", "Rate")
    git(demo, "switch", "--quiet", "main")
    assert run("rate", "6.action", "agree", "--because", "It is there.", cwd=demo).returncode == 0
    git(demo, "commit", "--quiet", "--all", "--message", "Go on")
    git(demo, "switch", "--quiet", "ours")
    return demo


def moved(told: dict) -> list[str]:
    return [each["statement"] for each in told["moves"]]


def test_a_base_is_where_the_branch_parted(branched: Path) -> None:
    assert moved(answer(branched, "--base", "main")) == ["trauma.action"]
    assert moved(answer(branched, "--base", "main", "ours")) == ["trauma.action"]
    assert len(moved(answer(branched, "main"))) == 2
    assert answer(branched, "--base", "main")["before"]["label"] == "the merge base with main"


@pytest.mark.parametrize(
    "surroundings",
    [
        {"GITHUB_BASE_REF": "main"},
        {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"},
        {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
        {"GITHUB_BASE_REF": "not-fetched", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"},
    ],
)
def test_auto_asks_the_forge_for_the_target_branch(branched: Path, surroundings: dict[str, str]) -> None:
    assert moved(answer(branched, "--base", "auto", **surroundings)) == ["trauma.action"]


def test_auto_takes_a_remote_branch_before_a_local_one(branched: Path) -> None:
    git(branched, "update-ref", "refs/remotes/origin/main", "main")
    git(branched, "branch", "--force", "main", "ours")

    told = answer(branched, "--base", "auto", GITHUB_BASE_REF="main")
    assert moved(told) == ["trauma.action"]
    assert told["before"]["label"] == "the merge base with origin/main"


def test_auto_takes_a_commit_that_the_forge_names(branched: Path, tmp_path: Path) -> None:
    base = git(branched, "rev-parse", "main").strip()
    assert moved(answer(branched, "--base", "auto", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)) == ["trauma.action"]

    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"base": {"sha": base}}}), encoding="utf-8")
    assert moved(answer(branched, "--base", "auto", GITHUB_EVENT_PATH=str(event))) == ["trauma.action"]


@pytest.mark.parametrize(
    "event", ["", "[]", "{", '{"pull_request": []}', '{"pull_request": {"base": {"sha": "--x"}}}', "[" * 9_999]
)
def test_auto_says_what_it_looked_for_when_nothing_is_set(branched: Path, tmp_path: Path, event: str) -> None:
    path = tmp_path / "event.json"
    path.write_text(event, encoding="utf-8")
    result = run("diff", "--base", "auto", cwd=branched, GITHUB_EVENT_PATH=str(path), GITHUB_BASE_REF="")

    assert (result.returncode, result.stdout) == (3, "")
    for name in ("GITHUB_BASE_REF", "GITHUB_EVENT_PATH", "CI_MERGE_REQUEST_DIFF_BASE_SHA",
                 "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "SYSTEM_PULLREQUEST_TARGETBRANCH"):  # fmt: skip
        assert name in result.stderr


def test_auto_says_which_branch_is_not_here(branched: Path) -> None:
    result = run("diff", "--base", "auto", cwd=branched, SYSTEM_PULLREQUEST_TARGETBRANCH="refs/heads/elsewhere")

    assert result.returncode == 3
    assert "SYSTEM_PULLREQUEST_TARGETBRANCH is elsewhere" in result.stderr
    assert "fetch-depth: 0" in result.stderr


def test_all_tells_what_stands_and_since_when(built_demo: Path) -> None:
    shown = diff(built_demo, "HEAD~2", "HEAD", "--all")

    assert "  Culture: Strongly agree, unchanged since 12 March 2026.\n" in shown
    assert "  Culture: Not yet rated.\n" in shown
    told = answer(built_demo, "HEAD~2", "HEAD", "--all")
    assert len(told["carried"]) + len(told["moves"]) == 24


def test_all_tells_nothing_of_a_file_that_cannot_be_read(demo: Path) -> None:
    path = demo / "principles" / "5-trauma.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\tbroken\n", encoding="utf-8")
    told = answer(demo, "--all")

    assert [each["path"] for each in told["unreadable"]] == ["principles/5-trauma.yaml"]
    assert told["changes"] == []
    assert len(told["carried"]) == 21
    assert not any(each["statement"].startswith("trauma.") for each in told["carried"])


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_nothing_changed_is_said_on_stderr_in_every_format(built_demo: Path, format: str) -> None:
    result = run("diff", "--format", format, "--exit-code", cwd=built_demo)

    assert result.returncode == 0
    assert result.stderr == "Nothing changed between HEAD and the working tree.\n"
    assert (result.stdout == "") is (format != "json")


def test_nothing_of_what_was_asked_for_says_what_else_there_is(built_demo: Path) -> None:
    result = run("diff", "HEAD~3", "HEAD", "--principle", "1", "--exit-code", cwd=built_demo)

    assert (result.returncode, result.stdout) == (0, "")
    assert "in what was asked for; elsewhere" in result.stderr


def test_a_filter_does_not_hide_a_file_that_cannot_be_read(demo: Path) -> None:
    path = demo / "principles" / "5-trauma.yaml"
    path.write_bytes(b"\xff\xfe")
    result = run("diff", "--only", "agencies", "--principle", "1", "--exit-code", cwd=demo)

    assert result.returncode == 1
    assert "principles/5-trauma.yaml" in result.stdout
    assert "Nothing changed" not in result.stderr


def test_the_depths_grow(built_demo: Path) -> None:
    brief, whole, full = (diff(built_demo, "HEAD~20", "HEAD", *depth) for depth in (["--summary"], [], ["--full"]))

    assert len(brief.splitlines()) < 25
    assert len(brief) < len(whole) < len(full)
    assert "{+" in full
    assert "{+" not in whole
    assert "[-carers-] {+carers, and the relatives and friends" in " ".join(full.split())


def test_a_comment_on_the_whole_history_fits_a_forge(built_demo: Path) -> None:
    first = commits(built_demo)[-1]
    shown = diff(built_demo, first, "HEAD", "--format", "markdown", "--full")

    assert len(shown) <= 65_536
    assert shown.startswith("<!-- reflectctl diff -->\n")


def test_html_is_a_fragment(built_demo: Path) -> None:
    shown = diff(built_demo, "HEAD~20", "HEAD", "--format", "html", "--full")

    assert shown.startswith('<section class="reflectctl-diff"')
    assert shown.endswith("</section>\n")
    assert "<html" not in shown
    assert "<ins>" in shown


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("2026-01-20-one", "2026-02-20-two", "from “one” to “two”"),
        ("2026-01-20-one", "", "from “one” to none"),
        ("", "2026-01-20-one", "from none to “one”"),
    ],
)
def test_another_meeting_beside_a_rating_is_told(fresh: Path, was: str, now: str, told: str) -> None:
    text = (
        'principle: children-first\nassessments:\n  action:\n    rating: agree\n    agreed: "2026-03-01"\n    meeting: '
    )
    for day, name in (("2026-01-20", "one"), ("2026-02-20", "two")):
        assert run("meeting", "new", name, "--date", day, cwd=fresh).returncode == 0
    path = fresh / "principles/1-children-first.yaml"
    path.write_text(text + was + "\n", encoding="utf-8")
    git(fresh, "add", "--all")
    git(fresh, "commit", "-q", "-m", "Rate")
    path.write_text(text + now + "\n", encoding="utf-8")
    assert f"The meeting named beside it changed {told}; the rating stands: Agree." in diff(fresh)
