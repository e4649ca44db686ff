"""Histories of every day: merges, late typing-up, what cannot be read."""

import json
from pathlib import Path

import pytest

from tests.conftest import git, run

RATING = """\
principle: trauma
assessments:
  culture:
    rating: {rating}
    agreed: "{agreed}"
    meeting: {agreed}-trauma
    because: {because}
"""
MEETING = '---\nid: {day}-trauma\ndate: "{day}"\ntitle: Trauma on {day}\nprinciples: [trauma]\n---\n\nNotes.\n'


class Story:
    """A partnership's repository in which one statement is rated again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rate(self, rating: str, agreed: str, because: str = "Because.", *, on: str = "", broken: bool = False) -> None:
        text = RATING.format(rating=rating, agreed=agreed, because=because)
        (self.folder / "principles" / "5-trauma.yaml").write_text(text + ("\tx\n" if broken else ""), encoding="utf-8")
        (self.folder / "meetings" / f"{agreed}.md").write_text(MEETING.format(day=agreed), encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", f"{rating} {agreed}", on=f"{on or agreed}T12:00:00+00:00")

    def git(self, *arguments: str, on: str = "2026-05-01T12:00:00+00:00") -> str:
        return git(self.folder, *arguments, on=on)

    def told(self) -> str:
        result = run("history", "--statement", "trauma.culture", cwd=self.folder)
        assert result.returncode == 0, result.stderr
        return " ".join(result.stdout.split())


@pytest.fixture
def story(fresh: Path) -> Story:
    return Story(fresh)


def test_a_rating_that_comes_by_two_ways_is_told_once(story: Story) -> None:
    story.rate("disagree", "2026-01-10")
    story.git("checkout", "--quiet", "-b", "side")
    story.rate("neither", "2026-02-10")
    story.git("checkout", "--quiet", "main")
    story.rate("neither", "2026-02-10")
    story.git("merge", "--quiet", "--no-ff", "--message", "both", "side")
    assert story.told().count("10 February 2026: Neither") == 1


def test_a_rating_merged_away_is_not_lost_and_does_not_stand(story: Story) -> None:
    story.rate("disagree", "2026-01-10")
    story.git("checkout", "--quiet", "-b", "side")
    story.rate("agree", "2026-02-10")
    story.git("checkout", "--quiet", "main")
    story.git("merge", "--quiet", "--strategy", "ours", "--no-ff", "--message", "keep ours", "side")
    told = story.told()
    assert "10 February 2026: Agree" in told
    assert told.split(" 10 January 2026:")[0].count("Agree") == 0, "the path ends where HEAD is"


def test_history_runs_on_the_day_agreed_not_on_the_day_typed_up(story: Story) -> None:
    story.rate("agree", "2026-03-10", on="2026-03-11")
    story.rate("disagree", "2026-01-10", on="2026-04-20")
    story.rate("agree", "2026-03-10", on="2026-04-21")
    told = story.told()
    assert told.index("10 January 2026: Disagree") < told.index("10 March 2026: Agree")
    assert "20 April 2026" in told, "what was recorded much later says so"


def test_a_reverted_rating_is_told_as_taken_back(story: Story) -> None:
    story.rate("disagree", "2026-01-10")
    story.rate("agree", "2026-02-10")
    story.git("revert", "--no-edit", "HEAD", on="2026-02-12T12:00:00+00:00")
    told = story.told()
    assert "taken back" in told
    assert "Culture: Disagree (10 January 2026)" in told


@pytest.mark.safety(8)
def test_a_commit_that_cannot_be_read_is_listed_and_the_rest_is_told(story: Story) -> None:
    story.rate("disagree", "2026-01-10")
    story.rate("neither", "2026-02-10", broken=True)
    story.rate("agree", "2026-03-10")
    assert "Disagree (10 January 2026) → Agree (10 March 2026)" in story.told()
    [unread] = json.loads(run("history", "--format", "json", cwd=story.folder).stdout)["unread"]
    assert unread["path"] == "principles/5-trauma.yaml"
    assert "A tab is used" in unread["reason"]
    assert unread["recorded"]["subject"] == "neither 2026-02-10"


def test_a_principle_that_moves_to_another_file_keeps_its_history(story: Story) -> None:
    story.rate("disagree", "2026-01-10")
    story.git("mv", "principles/5-trauma.yaml", "principles/trauma-renamed.yaml")
    story.git("commit", "--quiet", "--message", "rename")
    assert story.told().count("10 January 2026: Disagree") == 1


def test_a_partnership_in_a_folder_of_a_larger_repository_is_told_alone(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    run("init", "a/b", "--name", "Inner", "--agency", "council=C", cwd=tmp_path)
    (tmp_path / "principles").mkdir()
    (tmp_path / "principles" / "x.yaml").write_text("not: ours\n", encoding="utf-8")
    story = Story(tmp_path / "a" / "b")
    story.rate("agree", "2026-01-10")
    assert "10 January 2026: Agree" in story.told()
    changed = run("diff", cwd=story.folder)
    assert (changed.returncode, changed.stdout) == (0, "")


def test_a_statement_of_another_principle_is_refused_and_never_told_as_not_rated(demo: Path) -> None:
    told = run("history", "--principle", "6", "--statement", "1.culture", cwd=demo)
    assert (told.returncode, told.stdout) == (2, "")
    assert "children-first.culture is no statement of curiosity." in told.stderr


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
def test_a_history_says_in_every_form_what_is_in_files_only(demo: Path, form: str) -> None:
    for words in (
        ("rate", "trauma.action", "disagree", "--because", "So."),
        ("view", "add", "trauma.action", "agree", "--agency", "police", "--because", "So."),
        ("action", "done", "a-r5k2", "--outcome", "So."),
    ):
        assert run(*words, cwd=demo).returncode == 0
    for what, other in (((), "voice.action"), (("views",), "voice.action"), (("actions",), "trauma.action")):
        told = run("history", *what, "--format", form, cwd=demo)
        kind = what[0][:-1] if what else "rating"
        assert f"1 {kind} is otherwise in files that are not committed" in " ".join(told.stderr.split())
        assert "not committed" not in run("history", *what, "--statement", other, "--format", form, cwd=demo).stderr
    (demo / "principles" / "5-trauma.yaml").write_text("rating: [\n")
    assert "principles/5-trauma.yaml" in run("history", "--format", form, cwd=demo).stderr
    git(demo, "checkout", "-q", ".")
    assert run("history", "--format", form, cwd=demo).stderr == ""
