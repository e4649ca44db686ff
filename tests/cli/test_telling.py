"""`history` as people and programs ask for it: of ratings, views and actions, on odd histories and in every format."""

import csv
import io
import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import jsonschema
import pytest

from reflectctl import resources
from reflectctl.cli import console
from tests.conftest import CLEAN, git, run

HOSTILE = "=1+1 ::error::\u202e |x| <b> @all ##vso[task.complete]"


Views = Mapping[str, str]
"""By agency: its view as YAML."""

NOBODY: Views = {}


class Story:
    """A partnership's repository in which one principle is written again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(
        self, *, views: Views = NOBODY, actions: str = "", assessment: str = "", on: str, broken: bool = False
    ) -> str:
        for path in self.folder.glob("views/*.yaml"):
            path.unlink()
        for agency, said in views.items():
            self.folder.joinpath("views").mkdir(exist_ok=True)
            text = f"of: {agency}\nviews:\n  trauma.culture:\n{said}"
            self.folder.joinpath(f"views/{agency}.yaml").write_text(text, encoding="utf-8")
        text = "principle: trauma\n"
        if assessment:
            text += f"assessments:\n  culture:\n{assessment}"
        if actions:
            text += f"making_progress:\n  immediate:\n    actions:\n{actions}"
        path = self.folder / "principles" / "5-trauma.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + ("\tx\n" if broken else ""), encoding="utf-8")
        return self.commit(on)

    def commit(self, on: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", on, on=f"{on}T12:00:00+00:00")
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str, on: str = "2026-05-01T12:00:00+00:00") -> str:
        return git(self.folder, *arguments, on=on)

    def told(self, *words: str) -> str:
        result = run("history", *words, cwd=self.folder)
        assert result.returncode == 0, result.stderr
        return " ".join(result.stdout.split())

    def events(self) -> list[tuple[str, str | None, str | None, bool]]:
        answer = read(run("history", "actions", "--format", "json", cwd=self.folder).stdout)
        return [
            (each["event"], each["was"], each["now"], each["stands"])
            for action in answer["actions"]
            for each in action["events"]
        ]


def action(**facts: str) -> str:
    """An action as YAML."""
    given = {"id": "a-7k3f", "action": "Write it.", "owner": "council", "due": '"2026-06-30"', "status": "open"} | facts
    return "      - " + "\n        ".join(f"{key}: {value}" for key, value in given.items() if value) + "\n"


def view(agency: str, rating: str = "", because: str = "", given: str = "") -> dict[str, str]:
    """A view as YAML."""
    said = {"rating": rating, "given": f'"{given}"' if given else "", "because": because}
    return {agency: "".join(f"    {key}: {value}\n" for key, value in said.items())}


def agreed(rating: str, day: str, because: str = "Because.") -> str:
    """What was agreed, as YAML."""
    return f'    rating: {rating}\n    agreed: "{day}"\n    because: {because}\n'


def read(shown: str) -> dict:
    """The answer, held against the schema of its kind."""
    answer = json.loads(shown)
    jsonschema.Draft202012Validator(resources.schema(f"output-{answer['kind']}")).validate(answer)
    return answer


@pytest.fixture
def story(fresh: Path) -> Story:
    return Story(fresh)


def test_twenty_four_statements_fit_a_screen_and_no_line_is_wrapped(built_demo: Path) -> None:
    shown = run("history", cwd=built_demo).stdout.splitlines()
    assert len(shown) <= 40
    assert max(map(len, shown)) <= 100
    assert sum(1 for line in shown if line.startswith("  ")) == 24
    behaviour = "  Behaviour  Neither → Disagree → Neither      13 February 2025 → 17 July 2025 → 12 March 2026"
    assert behaviour in shown
    assert "  Culture    ·                                 (taken back: Neither)" in shown
    assert "  Culture    Disagree                          11 December 2025  (corrected)" in shown


def test_naming_a_statement_or_principle_tells_why_and_who_recorded_it(built_demo: Path) -> None:
    for words in (["--statement", "2.behaviour"], ["--principle", "2"], ["--full"]):
        told = " ".join(run("history", *words, cwd=built_demo).stdout.split())
        assert "19 June 2025: Strongly disagree, at “Who we arrest and who we refer”. Because: “Black" in told
        assert "by Partnership coordinator (agreed 19 June 2025, recorded 10 July 2025)" in told


@pytest.mark.parametrize("words", [["ratings"], ["--by", "statement"], []])
def test_what_is_left_out_is_ratings_by_statement(built_demo: Path, words: list[str]) -> None:
    assert run("history", *words, cwd=built_demo).stdout == run("history", cwd=built_demo).stdout


@pytest.mark.parametrize(
    ("by", "heading", "line"),
    [
        ("meeting", "12 March 2026, “Putting children first, a year on”", "· Action: Disagree → Agree ("),
        ("principle", "Put children and young people first", "12 March 2026, Action: Disagree → Agree ("),
        ("month", "March 2026", "12 March 2026, Put children and young people first · Action: Disagree → Agree"),
    ],
)
def test_a_history_can_be_told_in_another_order(built_demo: Path, by: str, heading: str, line: str) -> None:
    shown = run("history", "--by", by, cwd=built_demo).stdout
    chapter = shown.split(f"{heading}\n")[1].split("\n\n")[0]
    assert line in " ".join(chapter.split())
    assert f"### {heading}" in run("history", "--by", by, "--format", "markdown", cwd=built_demo).stdout


def test_review_points_part_a_history_by_what_had_been_recorded(demo: Path) -> None:
    git(demo, "tag", "-d", "review-points/year-end-2026")
    nothing = run("history", "--by", "review-point", cwd=demo)
    assert "There is no review point yet" in nothing.stderr
    assert nothing.stdout.startswith("No review point yet\n")
    for name, revision in (("autumn", "2025-11-01"), ("winter", "2026-02-01")):
        assert run("review-point", name, "--at", revision, cwd=demo).returncode == 0
    for what in ("ratings", "views", "actions"):
        shown = run("history", what, "--by", "review-point", cwd=demo).stdout
        headings = [line for line in shown.splitlines() if line[:1] not in ("", " ")]
        assert [each.split(" (")[0] for each in headings] == ["Up to “autumn”", "Up to “winter”", "Since “winter”"]
        day = "13 February 2025" if what != "actions" else "14 January 2025"
        assert day in shown.split("Up to “winter”")[0]


def test_days_are_those_of_agreement(built_demo: Path) -> None:
    # Agreed on 19 June, recorded on 10 July.
    june = ["--from", "2025-06-01", "--until", "2025-06-30"]
    assert "Strongly disagree  19 June 2025\n" in run("history", *june, cwd=built_demo).stdout
    rows = list(csv.DictReader(io.StringIO(run("history", *june, "--format", "csv", cwd=built_demo).stdout)))
    assert [(row["statement"], row["recorded"][:10]) for row in rows] == [("inequalities.behaviour", "2025-07-10")]
    assert "before → 12 March 2026" in run("history", "--from", "2026-03-01", cwd=built_demo).stdout
    for what, said in (("ratings", "No rating was agreed"), ("views", "No agency's"), ("actions", "Nothing happened")):
        none = run("history", what, "--until", "2020-01-01", cwd=built_demo)
        assert (none.returncode, none.stdout) == (0, "")
        assert none.stderr.startswith(said)
        assert "until 2020-01-01" in none.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "2026-02-01", "--until", "2026-01-01"], "is after --until"),
        (["--from", "spring"], "is not a day for --from"),
        (["actions", "--by", "meeting"], "Choose --by principle, month or review-point"),
        (["--by", "month", "--format", "csv"], "Leave out --by"),
        (["--principle", "nothing"], "is not a known principle"),
        (["feelings"], "feelings"),
    ],
)
def test_what_has_no_answer_is_a_usage_error_that_says_what_to_do(
    built_demo: Path, words: list[str], said: str
) -> None:
    result = run("history", *words, cwd=built_demo)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("what", ["ratings", "views", "actions"])
def test_every_format_tells_both_days_and_the_commit(built_demo: Path, what: str) -> None:
    answer = read(run("history", what, "--format", "json", cwd=built_demo).stdout)
    assert answer["unread"] == []
    rows = list(csv.DictReader(io.StringIO(run("history", what, "--format", "csv", cwd=built_demo).stdout)))
    assert rows
    assert all(len(row["commit"]) == 40 and row["recorded"][10] == "T" for row in rows)
    assert any(row["agreed"] and row["agreed"] != row["recorded"][:10] for row in rows)
    assert run("history", what, "--format", "markdown", cwd=built_demo).stdout.startswith("### ")


def test_the_life_of_an_action_is_told_from_its_opening_to_its_outcome(built_demo: Path) -> None:
    told = " ".join(run("history", "actions", "--principle", "1", cwd=built_demo).stdout.split())
    life = told[told.index("a-9x2d") : told.index("a-m4q8")]
    assert "13 February 2025: opened for Wessbury Council (Head of safeguarding and quality), due 19 December" in life
    assert "4 December 2025: the due date moved from 19 December 2025 to 27 February 2026" in life
    assert "24 February 2026: done. Outcome: “Housing has withdrawn" in life
    assert "Why: “" in " ".join(run("history", "actions", "--principle", "5", cwd=built_demo).stdout.split())
    served = run("history", "actions", "--statement", "1.culture", cwd=built_demo).stdout
    assert "a-7k3f" in served
    assert "a-9x2d" not in served


def test_an_action_that_changes_hands_and_is_dropped_says_so(story: Story) -> None:
    story.write(actions=action(opened='"2026-01-10"'), on="2026-01-12")
    story.write(actions=action(opened='"2026-01-10"', owner="police", due='"2026-09-30"'), on="2026-02-01")
    story.write(
        actions=action(opened='"2026-01-10"', status="dropped", closed='"2026-03-01"', outcome="No money."),
        on="2026-04-20",
    )
    story.write(assessment=agreed("agree", "2026-05-01"), on="2026-05-02")
    told = story.told("actions", "--full")
    assert "10 January 2026: opened for Test Council, due 30 June 2026." in told
    assert "Recorded 1 February 2026: went from Test Council to Test Police." in told
    assert "the due date moved from 30 June 2026 to 30 September 2026." in told
    assert "1 March 2026: dropped. Why: “No money.”" in told
    assert "(closed 1 March 2026, recorded 20 April 2026)" in told
    assert "Recorded 2 May 2026: taken out of the plan." in told
    assert "Write it. (not in the plan any more)" in told


def test_what_two_branches_did_to_one_action_is_told_once_each_and_all_of_it_stands(story: Story) -> None:
    story.write(actions=action(), on="2026-01-01")
    story.git("checkout", "--quiet", "-b", "side")
    story.write(actions=action(owner="police"), on="2026-01-02")
    story.git("checkout", "--quiet", "main")
    story.write(actions=action(due='"2026-09-30"'), on="2026-01-03")
    story.git("merge", "--quiet", "--no-ff", "--no-commit", "--strategy", "ours", "side")
    story.write(actions=action(due='"2026-09-30"', owner="police"), on="2026-01-04")
    assert story.events() == [
        ("opened", None, "Write it.", True),
        ("owner", None, "council", True),
        ("due", None, "2026-06-30", True),
        ("owner", "council", "police", True),
        ("due", "2026-06-30", "2026-09-30", True),
    ]


def test_what_a_merge_leaves_out_is_told_and_does_not_stand(story: Story) -> None:
    story.write(actions=action(), views=view("police", "agree"), on="2026-01-01")
    story.git("checkout", "--quiet", "-b", "side")
    story.write(actions=action(status="done"), views=view("police", "disagree"), on="2026-01-02")
    story.git("checkout", "--quiet", "main")
    story.git("merge", "--quiet", "--no-ff", "--strategy", "ours", "--message", "ours", "side")
    assert story.events()[-1] == ("done", "open", "done", False)
    assert "done (not kept: a merge left it out)" in story.told("actions")
    told = story.told("views")
    assert "Culture: one agency's view Recorded 1 January 2026" in told
    assert "one agency's view (not kept: a merge left it out)" in told


def test_the_same_done_on_two_branches_is_told_once_by_the_first_who_did_it(story: Story) -> None:
    story.write(actions=action(), on="2026-01-01")
    story.git("checkout", "--quiet", "-b", "side")
    first = story.write(actions=action(status="done"), on="2026-01-02")
    story.git("checkout", "--quiet", "main")
    story.write(actions=action(status="done"), on="2026-01-03")
    story.git("merge", "--quiet", "--no-ff", "--message", "both", "side")
    assert [each[0] for each in story.events()].count("done") == 1
    answer = read(run("history", "actions", "--format", "json", cwd=story.folder).stdout)
    assert answer["actions"][0]["events"][-1]["recorded"]["commit"] == first


def test_what_is_done_and_undone_and_done_again_is_told_each_time(story: Story) -> None:
    for at, due in enumerate(("06-30", "07-31", "06-30", "07-31"), start=1):
        story.write(actions=action(due=f'"2026-{due}"'), on=f"2026-01-0{at}")
    assert [each[1:3] for each in story.events() if each[0] == "due"] == [
        (None, "2026-06-30"), ("2026-06-30", "2026-07-31"), ("2026-07-31", "2026-06-30"), ("2026-06-30", "2026-07-31"),
    ]  # fmt: skip


def test_a_file_that_moves_or_a_line_that_moves_changes_nothing(story: Story) -> None:
    story.write(actions=action(), views=view("police", "agree"), on="2026-01-01")
    before = story.events(), story.told("views")
    story.git("mv", "principles/5-trauma.yaml", "principles/renamed.yaml")
    path = story.folder / "principles" / "renamed.yaml"
    path.write_text("# A new first line\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    story.commit("2026-01-02")
    assert (story.events(), story.told("views")) == before


def test_views_that_come_together_and_part_are_told_in_words(story: Story) -> None:
    story.write(
        assessment=agreed("neither", "2026-01-10"), views=view("council", "agree", given="2026-01-10"), on="2026-01-12"
    )
    both = view("council", "agree", given="2026-01-10") | view("police", "strongly-disagree", "No.")
    story.write(assessment=agreed("neither", "2026-01-10"), views=both, on="2026-02-01")
    looked = view("police", "strongly-agree", "We looked.", "2026-03-10")
    nearer = view("council", "agree", given="2026-01-10") | looked
    story.write(assessment=agreed("agree", "2026-03-10"), views=nearer, on="2026-03-11")
    alike = view("council", "strongly-agree") | looked
    story.write(assessment=agreed("agree", "2026-03-10"), views=alike, on="2026-04-01")
    story.write(assessment=agreed("agree", "2026-03-10"), on="2026-05-01")
    told = story.told("views")
    assert (
        "Culture: one agency's view → views on both sides of the scale → views on the same side of the scale → views "
        "all the same → no views are written down any more"
    ) in told
    assert "10 January 2026: one agency's view" in told
    assert "Recorded 1 February 2026: views on both sides of the scale" in told
    assert "10 March 2026: views on the same side of the scale, closer together than before" in told
    assert "Strongly agree: Test Police Agree: Test Council The partnership's rating: Agree" in told
    assert "No longer written down: Test Council and Test Police" in told
    assert "Test Police: “We looked.”" in story.told("views", "--full")
    assert "%" not in told


def test_what_could_not_be_read_is_listed_with_the_commit_and_why(story: Story) -> None:
    story.write(assessment=agreed("agree", "2026-01-10"), actions=action(), on="2026-01-12")
    broken = story.write(assessment=agreed("disagree", "2026-02-10"), broken=True, on="2026-02-11")
    story.write(assessment=agreed("agree", "2026-01-10"), actions=action(status="done"), on="2026-03-11")
    for what in ("ratings", "views", "actions"):
        shown = run("history", what, "--unread", cwd=story.folder).stdout
        assert shown.startswith(f"principles/5-trauma.yaml in {broken[:8]} of 11 February 2026: line ")
        (row,) = csv.DictReader(
            io.StringIO(run("history", what, "--unread", "--format", "csv", cwd=story.folder).stdout)
        )
        assert (row["path"], row["commit"]) == ("principles/5-trauma.yaml", broken)
        answer = read(run("history", what, "--unread", "--format", "json", cwd=story.folder).stdout)
        assert (answer["statements"], len(answer["unread"])) == ([], 1)
        assert run("history", what, "--unread", "--format", "markdown", cwd=story.folder).stdout.startswith("- princ")
        if what != "views":
            assert "Could not be read at 1 commit" in story.told(what)
    assert [each[0] for each in story.events()] == ["opened", "owner", "due", "done"], "unreadable is not gone"


def test_when_everything_could_be_read_that_is_said(built_demo: Path) -> None:
    result = run("history", "--unread", cwd=built_demo)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "Everything could be read, at every commit.\n"


def test_a_hostile_reason_acts_on_nothing(story: Story) -> None:
    quoted = json.dumps(HOSTILE)
    story.write(
        assessment=agreed("agree", "2026-01-10", quoted),
        views=view("police", "disagree", quoted),
        actions=action(action=quoted, role=quoted, status="dropped", outcome=quoted),
        on="2026-01-12",
    )
    for what in ("ratings", "views", "actions"):
        for words in (["--full"], ["--by", "month", "--full"], ["--format", "markdown"], ["--format", "csv"]):
            result = run("history", what, *words, cwd=story.folder)
            assert result.returncode == 0, result.stderr
            assert "\u202e" not in result.stdout
            assert "##vso[" not in result.stdout
            assert not any(line.lstrip().startswith("::") for line in result.stdout.splitlines())
            if words[-1] == "markdown":
                assert "@all" not in result.stdout
                assert "<b>" not in result.stdout
            if words[-1] == "csv":
                cells = [cell for row in csv.reader(io.StringIO(result.stdout)) for cell in row]
                assert not [cell for cell in cells if cell.startswith("=")]
                assert any(cell.startswith("'=1+1") for cell in cells)
        read(run("history", what, "--format", "json", cwd=story.folder).stdout)


@pytest.mark.parametrize("what", ["ratings", "views", "actions"])
def test_where_no_history_can_be_told_one_line_says_so_and_another_what_to_do(
    built_demo: Path, tmp_path: Path, what: str
) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "5", f"file://{built_demo}", str(shallow))
    bare = tmp_path / "bare"
    for folder in (bare, tmp_path / "unborn"):
        git(tmp_path, "clone", "--quiet", str(built_demo), str(folder))
        subprocess.run(["rm", "-r", "-f", str(folder / ".git")], check=True)
    git(tmp_path / "unborn", "init", "--quiet")
    for folder, said in ((shallow, "shallow"), (tmp_path / "unborn", "Nothing has been committed"), (bare, "git")):
        result = run("history", what, cwd=folder)
        assert (result.returncode, result.stdout) == (3, "")
        first, hint = result.stderr.splitlines()
        assert said in first
        assert hint.startswith("  ")
    fresh = run("history", what, cwd=built_demo, PATH=str(tmp_path))
    assert (fresh.returncode, fresh.stdout) == (3, "")


@pytest.mark.parametrize("what", ["ratings", "views", "actions"])
def test_nothing_recorded_yet_is_no_mistake(fresh: Path, what: str) -> None:
    git(fresh, "add", "--all")
    git(fresh, "commit", "--quiet", "--allow-empty", "--message", "begin")
    result = run("history", what, cwd=fresh)
    assert (result.returncode, result.stdout) == (0, "")
    assert "yet" in result.stderr


def test_nothing_is_counted_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    commits = iter(range(3))
    assert console.counted(commits, "Reading commit") is commits
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_reading_is_counted_at_a_terminal_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr("time.monotonic", lambda: next(clock) / 100)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert list(console.counted(iter(range(500)), "Reading commit")) == list(range(500))
    written = sys.stderr.getvalue()
    assert written.startswith("\rReading commit 100 …")
    assert written.count("Reading") < 50
    assert written.endswith("\r")
    assert written.rstrip("\r").endswith(" " * len("Reading commit 100 …"))


def test_a_quick_reading_at_a_terminal_shows_no_counting(built_demo: Path) -> None:
    main, other = pty.openpty()
    words = [sys.executable, "-m", "reflectctl", "history", "actions"]
    subprocess.run(words, cwd=built_demo, stdout=subprocess.DEVNULL, stderr=other, env=CLEAN, check=True, timeout=60)
    os.close(other)
    assert b"Reading" not in b"".join(_waiting(main))


def _waiting(stream: int) -> Iterator[bytes]:
    while select.select([stream], [], [], 0)[0]:
        try:
            piece = os.read(stream, 4096)
        except OSError:
            return
        if not piece:
            return
        yield piece
