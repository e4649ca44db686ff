"""What may be published: listed in every form, answered by command, held against earlier editions; ids tell nothing."""

import re
import shlex
from collections import Counter
from pathlib import Path

import pytest

from ..conftest import git, run

PRINCIPLE = """\
principle: children-first
assessments:
  action:
    rating: agree
    agreed: "2026-03-12"
    because: |
      We read the plans.

      Then **three**
      girls said so.
  culture:
    rating: disagree
    agreed: "2026-03-12"
    because: Letters are hard to read.
making_progress:
  immediate:
    goal: Ask the only boy on Mill Lane.
    measure: Each family was asked.
    actions:
      - id: a-jade
        action: Read ten plans
        owner: police
        due: "2026-06-30"
"""
MEETING = """\
---
id: 2026-03-12-jade
date: "2026-03-12"
title: Letters
principles: [children-first]
present: [council]
absent: [police]
heard:
  - who: Young advisers
    how: A 14-year-old spoke first.
---

<!-- check with legal -->
Notes.
"""
REPORT = """\
introduction: |
  Nothing here. <!-- check with legal -->

      <!-- this is code -->
chapters:
  - id: jade
    title: Our area
    text: A town.
"""
FILE = "principles/1-children-first.yaml"
MEETING_FILE = "meetings/2026-03-12-jade.md"
SECRET = ("Mill Lane", "14-year-old", "the only boy on")


@pytest.fixture
def told(fresh: Path) -> Path:
    """A partnership with three texts that may point at a person."""
    (fresh / "meetings").mkdir(exist_ok=True)
    for path, text in ((FILE, PRINCIPLE), (MEETING_FILE, MEETING), ("report.yaml", REPORT)):
        (fresh / path).write_text(text, encoding="utf-8")
    git(fresh, "add", "-A")
    git(fresh, "commit", "-qm", "said", on="2026-03-13T12:00:00+00:00")
    return fresh


WHERE = [f"{MEETING_FILE}:10", f"{FILE}:9", f"{FILE}:17"]


@pytest.mark.parametrize("form", ["text", "lines", "json", "github", "gitlab", "sarif", "junit", "azure"])
def test_every_place_is_listed_in_every_form_and_what_stands_there_in_none(told: Path, form: str) -> None:
    done = run("public", "list", "--format", form, cwd=told)

    assert done.returncode == 1, done.stderr
    assert not [each for each in SECRET if each in done.stdout + done.stderr]
    for path, line in (place.rsplit(":", 1) for place in WHERE):
        assert path in done.stdout
        assert line in done.stdout
    assert done.stdout.count("held back: ") >= len(WHERE)


def test_each_place_is_answered_by_command_and_then_the_edition_is_made(told: Path) -> None:
    def answer(*words: str) -> str:
        done = run("public", "answer", *words, cwd=told)
        assert done.returncode == 0, done.stderr
        return done.stderr

    refused = run("report", "--edition", "public", cwd=told)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert all(place in refused.stderr for place in WHERE)

    # From below, as an answer moves what stands under it.
    assert "says nothing there" in answer(WHERE[2], "--hold-back")
    assert "says something else there" in answer(WHERE[1], "--say", "Girls said so.")
    assert "says it as it is" in answer(WHERE[0], "--may-stand", "They asked\nto be told of.")
    assert "may_stand: They asked to be told of." in (told / MEETING_FILE).read_text("utf-8")

    assert run("public", "list", cwd=told).returncode == 0
    made = run("report", "full", "--edition", "public", "--format", "markdown", cwd=told).stdout
    assert "14-year-old spoke first" in made
    assert "Girls said so." in made
    assert "Mill Lane" not in made
    assert "asked to be told of" not in made

    missed = run("public", "answer", WHERE[2], "--may-stand", "There are many.", cwd=told)
    assert (missed.returncode, f"{FILE}:18" in missed.stderr) == (2, True), "it says where that text is now"
    answer(f"{FILE}:18", "--may-stand", "There are many.")
    assert "hold_back: true" not in (told / FILE).read_text("utf-8")
    answer(f"{FILE}:18", "--open-again")
    assert run("public", "list", "--format", "lines", cwd=told).stdout.startswith(f"{FILE}:18")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((f"{FILE}:9",), "One thing has to be decided"),
        ((f"{FILE}:9", "--hold-back", "--may-stand", "Yes."), "One thing has to be decided"),
        ((f"{FILE}:9", "--may-stand", " "), "is empty"),
        ((f"{FILE}:9", "--say", "Four girls."), "may point at a person too"),
        ((f"{FILE}:2", "--hold-back"), "may point at a person"),
        ((FILE, "--hold-back"), "Several texts are meant"),
        ((f"{MEETING_FILE}:10", "--hold-back"), "--hold-back is for reasons"),
        (("principles/2-none.yaml:1", "--hold-back"), "may point at a person"),
    ],
)
def test_what_cannot_be_answered_so_is_refused(told: Path, words: tuple[str, ...], said: str) -> None:
    done = run("public", "answer", *words, cwd=told)

    assert done.returncode == 2
    assert said in done.stderr
    assert git(told, "status", "--porcelain") == ""


def test_an_edition_is_held_against_an_earlier_one_in_each_of_its_forms(fresh: Path) -> None:
    def says(children: int) -> None:
        text = PRINCIPLE.replace(
            "Then **three**\n      girls said so.", f"We heard {children} children in two districts."
        )
        (fresh / FILE).write_text(text.replace("the only boy on Mill Lane", "families"), encoding="utf-8")

    says(24)
    for form in ("html", "markdown", "json"):
        assert run("report", "full", "--edition", "public", "-o", f"{form}=was.{form}", cwd=fresh).returncode == 0
    says(27)
    assert run("report", "--edition", "public", cwd=fresh).returncode == 0
    for form in ("html", "markdown", "json"):
        done = run("report", "full", "--edition", "public", "--against", f"was.{form}", cwd=fresh)
        assert (done.returncode, done.stdout) == (1, ""), form
        assert f"{FILE}:9: a small number of people that can be worked out" in done.stderr
        assert run("public", "list", "--against", f"was.{form}", cwd=fresh).returncode == 1
    assert run("report", "--against", "was.html", cwd=fresh).returncode == 2
    assert run("report", "--edition", "public", "--against", "nothing.html", cwd=fresh).returncode == 3


@pytest.mark.safety(16)
def test_what_somebody_made_up_as_a_name_tells_nothing_in_any_form(told: Path) -> None:
    for place in reversed(WHERE):
        assert run("public", "answer", place, "--may-stand", "Made up.", cwd=told).returncode == 0
    text = (told / FILE).read_text("utf-8").replace("rating: agree\n", "rating: agree\n    meeting: 2026-03-12-jade\n")
    (told / FILE).unlink()
    (told / "principles/1-jade.yaml").write_text(text, encoding="utf-8")
    (told / "meetings/2026-05-05-jade.md").write_text("---\n: {{{\n", encoding="utf-8")
    git(told, "branch", "jade")
    assert run("review-point", "after-jade", "-m", "Jade", "--at", "jade", cwd=told).returncode == 0
    git(told, "add", "-A")
    git(told, "commit", "-qm", "jade", on="2026-03-14T12:00:00+00:00")

    for asked in ((), ("--since", "jade"), ("--section", "jade", "--section", "summary")):
        for form in ("html", "markdown", "json"):
            name = f"r.{form}"
            done = run("report", "full", "--edition", "public", *asked, "-o", f"{form}={name}", cwd=told)
            assert done.returncode == 0, done.stderr
            made = (told / name).read_text("utf-8")
            assert "jade" not in made.lower()
            assert "Our area" in made or form == "json"
        assert run("report", "--verify", "r.html", cwd=told).returncode == 0


def test_comments_are_in_no_report_and_code_is(told: Path) -> None:
    for edition in ("partner", "public"):
        for form in ("html", "markdown", "json"):
            mark = ["--mark"] if edition == "public" else []
            made = run("report", "full", "--edition", edition, *mark, "--format", form, cwd=told).stdout
            assert "check with legal" not in made
            assert "this is code" in made or form == "json"


def test_whether_a_commit_is_a_part_of_the_records_is_said(told: Path) -> None:
    def verified() -> tuple[int, str]:
        done = run("report", "--verify", "r.html", cwd=told)
        return done.returncode, done.stdout

    start = git(told, "rev-parse", "HEAD").strip()
    (told / "report.yaml").write_text("title: Ours\n", encoding="utf-8")
    git(told, "commit", "-qam", "ours")
    assert run("report", "-o", "r.html", cwd=told).returncode == 0
    code, said = verified()
    assert (code, said.rstrip().endswith("which is in the history of HEAD.")) == (0, True)

    git(told, "branch", "elsewhere")
    git(told, "reset", "-q", "--hard", start)
    code, said = verified()
    assert (code, "not in the history of HEAD, but on elsewhere" in said) == (0, True)

    git(told, "branch", "-qD", "elsewhere")
    code, said = verified()
    assert (code, "on no branch and in no tag here" in said) == (3, True)


def test_who_was_at_a_meeting_is_published_where_the_partnership_says_so(told: Path) -> None:
    def made() -> str:
        return run("report", "full", "--edition", "public", "--mark", "--format", "markdown", cwd=told).stdout

    assert "Absent" not in made()
    assert "Which agencies were at which meeting is left out" in made()
    settings = told / "partnership.yaml"
    settings.write_text(settings.read_text("utf-8") + "settings:\n  publish_attendance: true\n", encoding="utf-8")
    assert "Absent: Test Police" in made().replace("*", "")
    settings.write_text(settings.read_text("utf-8").replace("true", "perhaps"), encoding="utf-8")
    refused = run("report", "--edition", "public", cwd=told)
    assert (refused.returncode, refused.stdout) == (3, "")


DECIDED = """\
principle: children-first
assessments:
  action:
    rating: agree
    agreed: "2026-03-12"
    because: The plans were read.
    earlier:
      - rating: disagree
        agreed: "2025-03-12"
        because: Few had begun.
        hold_back: true
    sources:
      - what: Audit
        may_stand: Made up.
    public: Two said so.
    hold_back: false
    may_stand: They asked for it.
making_progress:
  immediate:
    goal: Ask the families.
    measure: Each was asked.
    public: Ask.
    hold_back: true
    may_stand: They said so.
    actions:
      - id: a-7k3f
        action: Read ten plans
        owner: police
        with: [Barnardo's]
        opened: "2026-03-12"
        due: "2026-06-30"
        status: done
        closed: "2026-03-13"
        outcome: Ten were read.
        public: They were read.
        hold_back: true
        may_stand: They said so.
"""


@pytest.mark.parametrize(
    ("words", "fell"),
    [
        ('rate 1.action agree --because "Other words." --agreed 2026-03-14', ("Two said so.", "They asked for it.")),
        ('rate 1.action neither --because "The plans were read." --agreed 2026-03-14', ()),
        ("rate 1.action --still --agreed 2026-03-14", ()),
        ('rate 1.action disagree --because "None had." --agreed 2025-03-12 --earlier', ("        hold_back: true",)),
        ('plan goal 1 immediate "Other words."', ("Ask.", "    hold_back: true", "may_stand: They said so.")),
        ("plan goal 1 immediate --remove", ("Ask.", "    hold_back: true", "may_stand: They said so.")),
        ('plan measure 1 immediate "Other words."', ("    hold_back: true", "may_stand: They said so.")),
        ('plan measure 1 immediate "Each  was asked."', ()),
        ('action done a-7k3f --outcome "Other." --closed 2026-03-13', ("They were read.", "true", "They said so.")),
        ("action reopen a-7k3f", ("They were read.", "true", "They said so.")),
        ('action edit a-7k3f --action "Read twenty"', ("may_stand: They said so.",)),
        ("action edit a-7k3f --with council", ("may_stand: They said so.",)),
        ("action edit a-7k3f --role Lead", ()),
        ("action move a-7k3f --horizon longer_term", ()),
    ],
)  # fmt: skip
def test_what_was_decided_of_other_words_falls_away_with_them(fresh: Path, words: str, fell: tuple[str, ...]) -> None:
    (fresh / FILE).write_text(DECIDED, encoding="utf-8")
    done = run(*shlex.split(words), cwd=fresh)
    after = (fresh / FILE).read_text("utf-8")

    assert done.returncode == 0, done.stderr
    assert ("`reflectctl public list`" in done.stderr) == bool(fell)
    keys = re.compile(r" (?:public|hold_back|may_stand): (?!false)\S.*")
    gone = Counter(keys.findall(DECIDED)) - Counter(keys.findall(after))
    assert gone.total() == len(fell), gone
    assert all(any(each.strip() in line for line in gone) for each in fell), gone
    assert keys.findall(after) == [each for each in keys.findall(after) if each in keys.findall(DECIDED)]
