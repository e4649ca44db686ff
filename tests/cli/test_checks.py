"""What `validate` checks and what fails it: levels, selections, an earlier moment, wording, several answers at once."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CLEAN, git, listening, run

TODAY = ("--today", "2026-05-15")
RATING = "principles/1-children-first.yaml"


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def settings(root: Path, text: str) -> None:
    with (root / "partnership.yaml").open("a", encoding="utf-8") as file:
        file.write("settings:\n" + text)


@pytest.fixture
def rated(fresh: Path) -> Path:
    """A partnership with one rating that has no meeting and no evidence: two warnings."""
    assert (
        run("rate", "1.action", "agree", "--because", "It is so.", "--agreed", "2026-05-01", cwd=fresh).returncode == 0
    )
    git(fresh, "add", "--all")
    git(fresh, "commit", "-q", "-m", "Rate a statement")
    return fresh


def rules(told: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    return [(each["severity"], each["rule"]) for each in json.loads(told.stdout)["diagnostics"]]


def check(root: Path, *options: str) -> list[tuple[str, str]]:
    return sorted(rules(run("validate", "--format", "json", *TODAY, *options, cwd=root)))


def test_a_partnership_sets_the_levels_of_its_rules(rated: Path) -> None:
    only = ("--rule", "rating-without-meeting", "--rule", "agreement-without-evidence")
    assert check(rated, *only) == [("warning", "agreement-without-evidence"), ("warning", "rating-without-meeting")]
    settings(rated, "  rules:\n    rating-without-meeting: error\n    agreement-without-evidence: info\n")
    assert check(rated, *only) == [("error", "rating-without-meeting"), ("info", "agreement-without-evidence")]
    assert run("validate", *TODAY, cwd=rated).returncode == 1
    edit(rated, "partnership.yaml", "rating-without-meeting: error", "rating-without-meeting: off")
    told = run("validate", *TODAY, cwd=rated)
    assert told.returncode == 0
    assert "rating-without-meeting" not in told.stdout


def test_a_level_that_is_none_and_a_rule_that_is_none_are_told(rated: Path) -> None:
    settings(
        rated, "  rules:\n    rating-without-reason: loud\n    rating-without-meating: off\n    yaml-syntax: off\n"
    )
    told = run("validate", *TODAY, "partnership.yaml", cwd=rated)
    assert told.returncode == 1
    assert told.stdout.count("[unknown-rule]") == 2
    assert "Did you mean `rating-without-meeting`?" in told.stdout
    assert told.stdout.count("[unknown-value]") == 1


def test_a_rule_that_is_off_can_still_be_asked_for(rated: Path) -> None:
    settings(rated, "  rules:\n    rating-without-meeting: off\n")
    assert ("warning", "rating-without-meeting") not in check(rated)
    assert check(rated, "--rule", "rating-without-meeting") == [("warning", "rating-without-meeting")]


def test_rules_are_chosen_and_left_out_by_name(rated: Path) -> None:
    assert ("warning", "rating-without-meeting") not in check(rated, "--no-rule", "rating-without-meeting")
    (rated / "principles/2-voice.yaml").write_text("principle: [\n", encoding="utf-8")
    told = check(rated, "--rule", "rating-without-meeting")
    assert [rule for _, rule in told] == ["yaml-syntax", "rating-without-meeting"], "what cannot be read is always told"
    unknown = run("validate", "--rule", "nothing-like-it", cwd=rated)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "reflectctl rules" in unknown.stderr
    fixed = run("validate", "--no-rule", "yaml-syntax", cwd=rated)
    assert fixed.returncode == 2
    assert "always checked" in fixed.stderr


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--strict",), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "info"), 1),
        (("--fail-on", "never"), 0),
        (("--strict", "--fail-on", "error"), 2),
    ],
)
def test_what_fails_the_check_is_chosen(rated: Path, options: tuple[str, ...], code: int) -> None:
    told = run("validate", *TODAY, *options, cwd=rated)
    assert told.returncode == code, told.stderr
    assert "Traceback" not in told.stderr


def test_errors_pass_when_nothing_is_to_fail(rated: Path) -> None:
    edit(rated, RATING, "rating: agree", "rating: agre")
    assert run("validate", *TODAY, cwd=rated).returncode == 1
    assert run("validate", *TODAY, "--fail-on", "never", cwd=rated).returncode == 0


def test_several_answers_are_written_in_one_run(rated: Path) -> None:
    told = run("validate", *TODAY, "--output", "sarif=out.sarif", "--output", "junit=out.xml", cwd=rated)
    assert "rating-without-meeting" in told.stdout, "the screen has its own answer"
    assert json.loads((rated / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (rated / "out.xml").read_text(encoding="utf-8").startswith("<?xml")
    quiet = run("validate", *TODAY, "-o", "told.txt", "--output", "json=told.json", cwd=rated)
    assert quiet.stdout == ""
    assert "rating-without-meeting" in (rated / "told.txt").read_text(encoding="utf-8")
    assert json.loads((rated / "told.json").read_text(encoding="utf-8"))["kind"] == "diagnostics"
    for wrong in (("-o", "a.txt", "-o", "b.txt"), ("-o", "sarif="), ("-o", "sarif=a", "-o", "junit=a")):
        refused = run("validate", *wrong, cwd=rated)
        assert (refused.returncode, refused.stdout) == (2, ""), wrong


@pytest.mark.parametrize(
    ("variable", "value", "begins"),
    [
        ("GITHUB_ACTIONS", "true", "::warning "),
        ("TF_BUILD", "True", "##vso["),
        ("GITLAB_CI", "true", "["),
        ("CI", "true", "principles/"),
    ],
)
def test_the_format_is_chosen_by_the_ci_that_runs_it(rated: Path, variable: str, value: str, begins: str) -> None:
    told = run(
        "validate", *TODAY, "--format", "auto", "--rule", "rating-without-meeting", cwd=rated, **{variable: value}
    )
    assert told.stdout.startswith(begins)


def test_paths_are_seen_from_the_top_of_the_repository_where_a_forge_reads_them(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    inner = tmp_path / "work" / "partnership"
    inner.mkdir(parents=True)
    run("init", inner, "--name", "Test", "--agency", "council=Council", cwd=tmp_path)
    edit(inner, "partnership.yaml", "name: Test", "nam: Test")
    told = run("validate", "--format", "github", cwd=inner)
    assert "file=work/partnership/partnership.yaml," in told.stdout.splitlines()[0]
    assert run("validate", "--format", "lines", cwd=inner).stdout.startswith("partnership.yaml:")


def test_a_move_with_a_new_reason_is_explained_and_one_without_is_not(rated: Path) -> None:
    since = ("--since", "HEAD", "--rule", "unexplained-move")
    edit(rated, RATING, "rating: agree", "rating: disagree")
    assert check(rated, *since) == [], "what was agreed on one day is put right, and has not moved"
    edit(rated, RATING, 'agreed: "2026-05-01"', 'agreed: "2026-05-02"')
    assert check(rated, *since) == [("error", "unexplained-move")]
    assert run("validate", *TODAY, *since, cwd=rated).returncode == 1
    edit(rated, RATING, "It is so.", "An audit in May showed otherwise.")
    assert check(rated, *since) == []
    assert check(rated, "--rule", "unexplained-move") == [], "without an earlier moment nothing has moved"


def test_an_earlier_moment_is_a_date_or_a_revision_and_must_be_there(rated: Path) -> None:
    assert run("validate", "--today", "2999-01-01", "--since", "2999-01-01", cwd=rated).returncode == 0
    unknown = run("validate", *TODAY, "--since", "nowhere", cwd=rated)
    assert (unknown.returncode, unknown.stdout) == (3, "")
    odd = run("validate", *TODAY, "--since", "-x", cwd=rated)
    assert odd.returncode in (2, 3)
    assert odd.stdout == ""


def test_ids_that_are_gone_are_told(rated: Path) -> None:
    git(rated, "rm", "-q", RATING)
    told = check(rated, "--since", "HEAD", "--rule", "vanished-id")
    assert told == [("warning", "vanished-id")]


def test_a_rating_is_to_be_reread_once_its_wording_has_changed(rated: Path) -> None:
    only = ("--rule", "rating-to-be-reread")
    assert check(rated, *only) == []
    content = "content/principles/1-children-first.yaml"
    edit(rated, content, "  action: ", "  action: In other words, ")
    assert check(rated, *only) == [("warning", "rating-to-be-reread")], "not committed yet"
    git(rated, "add", "--all")
    git(rated, "commit", "-q", "-m", "Reword", on="2026-05-10T12:00:00+00:00")
    assert check(rated, *only) == [("warning", "rating-to-be-reread")]
    edit(rated, RATING, 'agreed: "2026-05-01"', 'agreed: "2026-05-12"')
    assert check(rated, *only) == [], "agreed after the wording changed"


def test_a_shallow_clone_says_what_it_could_not_check(rated: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", rated.as_uri(), "shallow")
    told = run("validate", *TODAY, cwd=tmp_path / "shallow")
    assert told.returncode == 0
    assert "git fetch --unshallow" in told.stderr
    gone = run("validate", *TODAY, "--since", "HEAD~1", cwd=tmp_path / "shallow")
    assert gone.returncode == 3
    assert "git fetch --unshallow" in gone.stderr


def test_without_git_the_files_are_checked_all_the_same(rated: Path) -> None:
    for path in sorted((rated / ".git").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (rated / ".git").rmdir()
    told = run("validate", *TODAY, cwd=rated)
    assert (told.returncode, told.stderr) == (0, "")
    assert run("validate", *TODAY, cwd=rated, PATH="/nonexistent").returncode == 0
    assert run("validate", *TODAY, "--since", "HEAD", cwd=rated).returncode == 3


def test_a_misspelt_key_or_agency_is_told_once_and_not_once_more_by_what_follows_from_it(rated: Path) -> None:
    edit(rated, RATING, "because: ", "becuase: ")
    assert [rule for _, rule in check(rated) if rule in ("unknown-key", "rating-without-reason")] == ["unknown-key"]
    edit(rated, RATING, "becuase: It is so.", "because: [It is so.]")
    assert [rule for _, rule in check(rated) if rule in ("wrong-type", "rating-without-reason")] == ["wrong-type"]


def test_findings_are_the_same_bytes_run_after_run(demo: Path) -> None:
    edit(demo, RATING, "rating: agree", "rating: agre")
    first, second = (run("validate", *TODAY, "--since", "HEAD~3", cwd=demo, PYTHONHASHSEED=seed) for seed in "12")
    assert first.stdout == second.stdout


def test_watching_checks_again_when_a_file_changes(rated: Path, tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    with told.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "reflectctl", "validate", *TODAY, "--watch"],
            cwd=rated, env=CLEAN, stdout=file, stderr=subprocess.STDOUT, preexec_fn=listening,
        )  # fmt: skip

    def until(sign: str, count: int) -> str:
        end = time.monotonic() + 20
        while (text := told.read_text(encoding="utf-8")).count(sign) < count:
            assert time.monotonic() < end, text
            time.sleep(0.05)
        return text

    try:
        assert "unknown-value" not in until("Watching", 1)
        edit(rated, RATING, "rating: agree", "rating: agre")
        assert until("Watching", 2).count("[unknown-value]") == 1
        (rated / "partnership.yaml").unlink()
        assert "Traceback" not in until("Watching", 3)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    finally:
        process.kill()


_WATCHING = """
import gc, pathlib, sys, time

saved, counts, sleep = pathlib.Path("partnership.yaml"), [], time.sleep

def save(seconds):
    if seconds < 0.3:  # a process that is waited for
        return sleep(seconds)
    counts.append(len(gc.get_objects()))
    if len(counts) > 8:
        print("objects", max(counts[2:]) - min(counts[2:]))
        raise KeyboardInterrupt
    saved.write_text(saved.read_text() + "# A line more.\\n")

time.sleep = save
from reflectctl.__main__ import main
main()
"""


@pytest.mark.parametrize("words", [("validate",), ("report", "-o", "../report.html")])
def test_watching_holds_no_more_after_many_saves_than_after_one(rated: Path, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WATCHING, *words, "--watch"], cwd=rated, env=CLEAN, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr.count("Watching")) == (130, 9), done.stderr
    # Uncollected, what the runs leave is some hundreds and more.
    assert int(re.findall("objects ([0-9]+)", done.stdout)[0]) < 100
