"""Which moment a word names, the same for every command: days, periods, branches, files that are not committed."""

from pathlib import Path

import pytest

from tests.conftest import git, run


def record(folder: Path, statement: str, rating: str, day: str, why: str) -> None:
    """A meeting of a day and a rating agreed there, committed on that day."""
    write(folder, statement, rating, day, why)
    git(folder, "add", "-A", on=f"{day}T16:00:00+01:00")
    git(folder, "commit", "-q", "-m", why, on=f"{day}T16:00:00+01:00")


def write(folder: Path, statement: str, rating: str, day: str, why: str) -> None:
    principle = statement.partition(".")[0]
    for words in (
        ("meeting", "new", f"On {day}", "--date", day, "--principle", principle, "--present", "police"),
        ("rate", statement, rating, "--because", why),
    ):
        told = run(*words, cwd=folder)
        assert told.returncode == 0, told.stderr


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A partnership whose first commit is of 1 December 2025."""
    folder = tmp_path / "p"
    told = run("init", folder, "--name", "Fernmoor", "--agency", "police=Fern Valley Police", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    git(folder, "commit", "-q", "--amend", "--no-edit", "--date", "2025-12-01T09:00:00Z", on="2025-12-01T09:00:00Z")
    return folder


def section(report: str, title: str) -> str:
    return report.partition(f"## {title}")[2].partition("\n## ")[0]


def told(folder: Path, *words: str) -> str:
    result = run(*words, cwd=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_quarters_that_touch_tell_everything_once(begun: Path) -> None:
    record(begun, "children-first.culture", "disagree", "2026-03-31", "On the last day of March.")
    record(begun, "voice.culture", "neither", "2026-04-01", "On the first day of April.")
    record(begun, "trauma.culture", "agree", "2026-06-30", "In June.")
    reasons = ("On the last day of March.", "On the first day of April.", "In June.")

    for since, until, expected in (
        ("2026-01-01", "2026-03-31", [True, False, False]),
        ("2026-04-01", "2026-06-30", [False, True, True]),
    ):
        page = told(begun, "report", "full", "--since", since, "--until", until, "--format", "markdown")
        assert [reason in section(page, "What moved") for reason in reasons] == expected
    assert [reason in told(begun, "diff", "--since", "2026-04-01", "HEAD") for reason in reasons] == [False, True, True]
    assert [reason in told(begun, "diff", "2026-04-01", "HEAD") for reason in reasons] == [False, False, True]


def test_a_day_is_one_of_this_line_whatever_was_merged_later(begun: Path) -> None:
    git(begun, "checkout", "-q", "-b", "task-group")
    git(begun, "checkout", "-q", "main")
    record(begun, "children-first.culture", "disagree", "2026-06-28", "Agreed by all.")
    git(begun, "checkout", "-q", "task-group")
    record(begun, "voice.culture", "neither", "2026-06-29", "A draft.")
    git(begun, "checkout", "-q", "main")
    git(begun, "merge", "-q", "--no-ff", "-m", "merged", "task-group", on="2026-07-05T10:00:00Z")

    page = told(begun, "report", "full", "--at", "2026-06-30", "--format", "markdown")
    assert "Agreed by all." in page
    assert "A draft." not in page
    since = told(begun, "diff", "--since", "2026-07-01")
    assert ("Agreed by all." in since, "A draft." in since) == (False, True)


def test_files_that_nobody_has_committed_are_of_today(begun: Path) -> None:
    write(begun, "children-first.culture", "disagree", "2026-02-03", "Why.")

    page = told(begun, "report", "full", "--today", "2026-02-10", "--format", "markdown")
    assert "As of 10 February 2026" in page
    assert "1 meeting has been held" in page
    assert "To come" not in page


def test_before_there_was_a_partnership_there_is_no_report(begun: Path) -> None:
    git(begun, "rm", "-q", "--cached", "-r", ".")
    git(begun, "commit", "-q", "--amend", "--allow-empty", "-m", "nothing yet", on="2025-12-01T09:00:00Z")
    record(begun, "children-first.culture", "disagree", "2026-02-03", "Why.")

    result = run("report", "full", "--at", "2026-01-01", "--format", "markdown", cwd=begun)
    assert (result.returncode, result.stdout) == (3, "")
    assert "There was no partnership yet at 2026-01-01" in result.stderr
    assert "of 3 February 2026" in result.stderr


def test_a_year_that_is_over_is_told_as_of_its_end_on_every_later_day(begun: Path) -> None:
    record(begun, "children-first.culture", "disagree", "2026-02-03", "Why.")
    told(begun, "action", "add", "children-first", "Ring back", "--owner", "police", "--due", "2026-06-30", "--today",
         "2026-02-03")  # fmt: skip
    git(begun, "commit", "-qam", "an action", on="2026-02-04T10:00:00Z")

    page = told(begun, "report", "full", "yearly", "--year", "2025-26", "--today", "2026-11-28", "--format", "markdown")
    assert "overdue" not in page.lower().replace("0 overdue", "")


@pytest.mark.parametrize(
    "words",
    [
        ("diff", "", "HEAD"), ("diff", "HEAD", ""), ("diff", ""), ("diff", "--since", ""), ("diff", "--base", ""),
        ("report", "--at", ""), ("report", "--since", ""), ("report", "--until", ""), ("validate", "--since", ""),
        ("history", "--from", ""), ("history", "--until", ""), ("content", "diff", ""), ("status", "--today", ""),
        ("review-point", "", ""),
    ],
)  # fmt: skip
def test_an_empty_word_names_no_moment(begun: Path, words: tuple[str, ...]) -> None:
    result = run(*words, cwd=begun)
    assert (result.returncode, result.stdout) == (2, ""), result.stderr


@pytest.fixture
def branched(begun: Path) -> Path:
    """On branch voice, which main has left behind: each has rated something since they parted."""
    record(begun, "children-first.culture", "agree", "2026-02-03", "Then.")
    git(begun, "checkout", "-q", "-b", "voice")
    record(begun, "voice.culture", "neither", "2026-02-20", "Ours.")
    git(begun, "checkout", "-q", "main")
    record(begun, "children-first.culture", "disagree", "2026-03-03", "The new audit.")
    git(begun, "checkout", "-q", "voice")
    return begun


def test_a_branch_that_went_on_is_told_and_where_they_parted_is_offered(branched: Path) -> None:
    result = run("diff", "main", cwd=branched)
    assert result.returncode == 0
    assert "main is not in the history of what is checked out" in result.stderr
    assert "`reflectctl diff --base main`" in result.stderr
    assert run("diff", "--base", "main", cwd=branched).stderr == ""
    assert run("diff", "HEAD~1", cwd=branched).stderr == ""


@pytest.mark.parametrize("word", ["main", "main...HEAD", "main..."])
def test_validate_compares_with_where_a_branch_began(branched: Path, word: str) -> None:
    result = run("validate", "--since", word, "--format", "lines", cwd=branched)
    assert "vanished-id" not in result.stdout
    assert "unexplained-move" not in result.stdout
    assert ("has gone on since this branch began" in result.stderr) == (word == "main")


def test_validate_compares_with_another_end_when_that_is_asked_for(branched: Path) -> None:
    assert "vanished-id" in run("validate", "--since", "main..HEAD", "--format", "lines", cwd=branched).stdout
    refused = run("validate", "--since", "HEAD~1...main", cwd=branched)
    assert refused.returncode == 2
    assert "ends elsewhere" in refused.stderr


def test_the_template_and_the_pages_compare_with_where_a_branch_began(begun: Path) -> None:
    told(begun, "init", ".", "--ci", "github")
    template = (begun / ".github/pull_request_template.md").read_text("utf-8")
    assert "reflectctl diff --base main" in template
    checkout = Path(__file__).parents[2]
    for page in (checkout / "README.md", *(checkout / "docs").glob("*.md")):
        assert "diff main" not in page.read_text("utf-8"), page


def test_of_a_year_before_the_first_commit_the_first_that_has_one_is_named(begun: Path) -> None:
    for year, asked in (("2024-25", ("--year", "2024-25")), ("2024-25", ("--today", "2025-12-02"))):
        result = run("report", "yearly", *asked, cwd=begun)
        assert result.returncode == 3
        assert result.stderr == (
            f"reflectctl: Nothing had been committed by 20{year[-2:]}-03-31, when that year ended.\n"
            "  The first year that has a commit is 2025-26: name it with --year.\n"
        )


AHEAD = "has not come yet"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "--since", "2026-06-02", "--today", "2026-06-01"), AHEAD),
        (("report", "--since", "2026-06-02", "--until", "2026-07-01", "--today", "2026-06-01"), AHEAD),
        (("history", "--from", "2999-01-01"), AHEAD),
        (("history", "views", "--from", "2999-01-01", "--until", "2999-02-01"), AHEAD),
        (("history", "actions", "--from", "2999-01-01", "--format", "json"), AHEAD),
        (("diff", "--since", "2999-01-01"), AHEAD),
        (("diff", "2999-01-01"), AHEAD),
        (("diff", "2999-01-01", "2999-02-01"), AHEAD),
        (("diff", "2999-01-01..2999-02-01"), AHEAD),
        (("validate", "--since", "2999-01-01"), AHEAD),
        (("validate", "--since", "2999-01-01..HEAD"), AHEAD),
        (("report", "--since", "2026-04-01", "--until", "2026-03-01"), "is after --until 2026-03-01"),
        (("report", "--since", "2026-04-01", "--at", "2026-03-01"), "--since 2026-04-01 is after --at 2026-03-01"),
        (("report", "--since", "2026-04-01", "--at", "HEAD~1"), "--since 2026-04-01 is after --at HEAD~1"),
        (("report", "--since", "HEAD", "--at", "HEAD~1"), "--since HEAD is after --at HEAD~1"),
        (("report", "--since", "HEAD", "--until", "2026-02-20"), "--since HEAD is after --until 2026-02-20"),
        (("history", "--from", "2026-04-01", "--until", "2026-03-01"), "--from 2026-04-01 is after --until 2026-03-01"),
        (("diff", "--since", "2026-04-01", "2026-03-01"), "--since 2026-04-01 is after 2026-03-01"),
        (("diff", "--since", "2026-04-01", "HEAD~1"), "--since 2026-04-01 is after HEAD~1"),
        (("diff", "--since", "HEAD", "HEAD~1"), "--since HEAD is after HEAD~1"),
    ],
)  # fmt: skip
def test_a_period_that_runs_backwards_or_lies_ahead_is_a_usage_error(
    begun: Path, words: tuple[str, ...], said: str
) -> None:
    record(begun, "children-first.culture", "disagree", "2026-02-03", "In February.")
    record(begun, "voice.culture", "neither", "2026-05-03", "In May.")

    result = run(*words, cwd=begun)

    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 2


@pytest.mark.parametrize(
    "words",
    [
        ("report", "--since", "2026-05-03", "--today", "2026-05-02"),
        ("report", "--since", "2026-05-04", "--today", "2026-05-04"),
        ("report", "--since", "2026-02-04", "--at", "HEAD"),
        ("report", "--since", "HEAD", "--at", "HEAD"),
        ("report", "--since", "HEAD~1", "--until", "2026-02-20"),
        ("report", "--since", "2026-04-01", "--until", "2999-01-01"),
        ("history", "--from", "2026-04-01", "--until", "2999-01-01"),
        ("diff", "--since", "HEAD", "HEAD"),
        ("diff", "HEAD", "HEAD~1"),
        ("diff", "2026-04-01", "2999-01-01"),
    ],
)
def test_a_period_of_a_day_one_not_over_and_one_of_a_quiet_time_are_told(begun: Path, words: tuple[str, ...]) -> None:
    record(begun, "children-first.culture", "disagree", "2026-02-03", "In February.")
    record(begun, "voice.culture", "neither", "2026-05-03", "In May.")

    result = run(*words, cwd=begun)

    assert result.returncode == 0, result.stderr


def test_days_that_are_compared_backwards_are_said_to_be(begun: Path) -> None:
    record(begun, "children-first.culture", "disagree", "2026-02-03", "In February.")

    for words in (("diff", "2026-03-01", "2026-02-01"), ("content", "diff", "2026-03-01..2026-02-01")):
        result = run(*words, cwd=begun)
        assert result.returncode == 0
        assert (
            "1 March 2026 is after 1 February 2026: what changed between them is told backwards. "
            "Name the earlier day first to have it told forwards." in " ".join(result.stderr.split())
        )
    assert "backwards" not in run("diff", "2026-02-01", "2026-03-01", cwd=begun).stderr
