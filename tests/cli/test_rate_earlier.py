"""A rating that was agreed earlier and is typed in late goes beside the one that stands, and moves nothing."""

import csv
import io
import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from tests.conftest import git, run

STATEMENT = "trauma.culture"
PATH = "principles/5-trauma.yaml"
MEETING = (
    "---\nid: {id}\ndate: '{day}'\ntitle: Trauma in {title}\nprinciples: [trauma]\npresent: [council]\n---\n\nNotes.\n"
)
HELD = {"february": "2026-02-03", "april": "2026-04-07", "june": "2026-06-05", "october": "2026-10-05"}


@pytest.fixture
def story(fresh: Path) -> Path:
    """A partnership that met four times in a year, and recorded what it agreed in June."""
    for id, day in HELD.items():
        text = MEETING.format(id=id, day=day, title=id.capitalize())
        (fresh / "meetings" / f"{id}.md").write_text(text, encoding="utf-8")
    assert rate(fresh, "agree", "--meeting", "june").returncode == 0
    commit(fresh, "Record June", "2026-06-06")
    return fresh


def rate(root: Path, rating: str, *words: str) -> CompletedProcess[str]:
    return run("rate", STATEMENT, rating, "--because", f"Why {rating}.", "--today", "2026-11-01", *words, cwd=root)


def commit(root: Path, subject: str, on: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", subject, on=f"{on}T12:00:00+00:00")


def said(root: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((root / PATH).read_text("utf-8"))["assessments"]["culture"]
    return read


def shown(root: Path, *words: str) -> str:
    left = run(*words, "--today", "2026-11-01", cwd=root) if words[0] == "report" else run(*words, cwd=root)
    assert left.returncode == 0, left.stderr
    return left.stdout


def told(root: Path, *words: str) -> str:
    """What is shown, without the breaks between lines."""
    return " ".join(shown(root, *words).split())


@pytest.mark.parametrize("when", [("--meeting", "february"), ("--agreed", "2026-02-03"), ("--agreed", "2026-01-20")])
def test_what_was_agreed_before_is_not_written_over_what_stands(story: Path, when: tuple[str, ...]) -> None:
    before = (story / PATH).read_bytes()

    left = rate(story, "disagree", *when)

    assert (left.returncode, left.stdout) == (2, "")
    assert "trauma.culture stands as Agree, agreed on 2026-06-05 at june" in left.stderr
    assert "Nothing was written." in left.stderr
    assert "--earlier" in left.stderr
    assert "--meeting june" in left.stderr
    assert (story / PATH).read_bytes() == before


def test_what_was_agreed_before_has_its_place_beside_what_stands(story: Path) -> None:
    text = (story / PATH).read_text("utf-8")

    april = rate(story, "neither", "--meeting", "april", "--earlier")
    february = rate(story, "disagree", "--meeting", "february", "--earlier")

    assert april.returncode == february.returncode == 0, april.stderr + february.stderr
    assert february.stderr.startswith(
        "trauma.culture, earlier: Disagree.\n"
        "  Agreed on 2026-02-03 at february. Written down as agreed earlier; what stands is still Agree. Changed: "
    )
    assert (said(story)["rating"], said(story)["agreed"]) == ("agree", "2026-06-05")
    assert said(story)["earlier"] == [
        {"rating": "disagree", "agreed": "2026-02-03", "meeting": "february", "because": "Why disagree."},
        {"rating": "neither", "agreed": "2026-04-07", "meeting": "april", "because": "Why neither."},
    ]
    # Nothing else in the file is touched, and it is laid out as `fmt` would.
    added = [line for line in (story / PATH).read_text("utf-8").splitlines() if line not in text.splitlines()]
    assert len(added) == 9
    assert PATH not in run("fmt", "--check", cwd=story).stdout
    assert run("validate", "--today", "2026-11-01", cwd=story).returncode == 0


def test_what_is_there_of_that_event_is_put_right(story: Path) -> None:
    assert rate(story, "neither", "--meeting", "february", "--earlier").returncode == 0

    left = rate(story, "disagree", "--meeting", "february", "--earlier")

    assert "Put right as agreed earlier" in left.stderr
    assert [(each["rating"], each["because"]) for each in said(story)["earlier"]] == [("disagree", "Why disagree.")]


def test_a_dry_run_shows_it_and_writes_nothing(story: Path) -> None:
    before = (story / PATH).read_bytes()

    left = rate(story, "disagree", "--meeting", "february", "--earlier", "--dry-run")

    assert "+    earlier:\n+      - rating: disagree\n" in left.stdout
    assert (story / PATH).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("agree", "--earlier"), "--earlier needs to know when it was agreed"),
        (
            ("not-yet-rated", "--earlier", "--meeting", "february"),
            "Nothing is written down as agreed earlier on 2026-02-03",
        ),
        (("disagree", "--earlier", "--meeting", "october"), "2026-10-05 is not before that"),
        (("disagree", "--earlier", "--meeting", "june"), "2026-06-05 is not before that"),
        (("disagree", "--earlier", "--agreed", "2026-06-04", "--meeting", "june"), "2026-06-04 is not before that"),
    ],
)
def test_what_has_no_place_before_it_is_refused(story: Path, words: tuple[str, ...], why: str) -> None:
    before = (story / PATH).read_bytes()

    left = rate(story, *words)

    assert left.returncode == 2
    assert why in left.stderr
    assert "Nothing was written." in left.stderr
    assert (story / PATH).read_bytes() == before


def test_nothing_is_earlier_than_what_is_not_rated(fresh: Path) -> None:
    left = rate(fresh, "disagree", "--earlier", "--agreed", "2026-02-03")

    assert left.returncode == 2
    assert "trauma.culture is not yet rated" in left.stderr


def test_a_later_meeting_and_the_same_one_need_nothing_of_it(story: Path) -> None:
    assert rate(story, "neither", "--meeting", "june").returncode == 0
    assert rate(story, "neither", "--meeting", "june", "--agreed", "2026-06-04").returncode == 0
    assert rate(story, "disagree", "--meeting", "october").returncode == 0

    assert "earlier" not in said(story)


def test_history_tells_it_in_its_place(story: Path) -> None:
    rate(story, "disagree", "--meeting", "february", "--earlier")
    commit(story, "Type up February", "2026-09-01")

    text = shown(story, "history", "--statement", STATEMENT)
    assert "Culture: Disagree (3 February 2026) → Agree (5 June 2026)" in text
    assert "3 February 2026: Disagree, at “Trauma in February”; recorded only on 1 September 2026." in text
    assert "Disagree → Agree" in shown(story, "history", "--by", "meeting")
    rows = list(csv.DictReader(io.StringIO(shown(story, "history", "--format", "csv"))))
    assert [(each["rating"], each["was"], each["agreed"], each["recorded"][:10], each["late"]) for each in rows] == [
        ("disagree", "", "2026-02-03", "2026-09-01", "yes"),
        ("agree", "disagree", "2026-06-05", "2026-06-06", "no"),
    ]
    (way,) = json.loads(shown(story, "history", "--format", "json"))["statements"]
    assert [(each["kind"], each["was"], each["late"], each["stands"]) for each in way["recordings"]] == [
        ("rated", None, True, True),
        ("rated", "disagree", False, True),
    ]
    page = shown(story, "history", "--format", "markdown")
    assert "recorded only on 1 September 2026" in page
    report = json.loads(shown(story, "report", "full", "--format", "json"))
    (course,) = [each for each in report["courses"] if each["statement"] == STATEMENT]
    assert [(each["day"], each["rating"]) for each in course["ratings"]] == [
        ("2026-02-03", "disagree"),
        ("2026-06-05", "agree"),
    ]


def test_an_account_tells_it_first_told_late_and_never_as_a_move(story: Path) -> None:
    begun = git(story, "rev-parse", "HEAD").strip()
    rate(story, "disagree", "--meeting", "february", "--earlier")
    typed = shown(story, "diff")
    commit(story, "Type up February", "2026-09-01")
    recorded = shown(story, "diff", begun)

    for each in (typed, recorded):
        assert each.startswith("One rating agreed before was recorded only now.")
        assert "Agreed before, and recorded only now: Disagree." in each
        assert "Agreed on 3 February 2026 at “Trauma in February”." in each
        assert "move" not in each
    answer = json.loads(shown(story, "diff", begun, "--format", "json"))
    assert answer["moves"] == []
    (change,) = answer["changes"]
    assert (change["kind"], change["event"], change["part"]) == ("earlier", "told-late", "february")
    assert change["after"]["earlier"]["rating"] == "disagree"
    page = shown(story, "report", "full", "--since", begun, "--format", "markdown")
    assert "agreed before, recorded only now" in page
    assert "Agreed before, and recorded only now: Disagree" in page
    assert "was taken out; it was Disagree" in shown(story, "diff", "HEAD", begun)


def test_what_is_put_right_and_taken_out_is_told_as_that(story: Path) -> None:
    rate(story, "disagree", "--meeting", "february", "--earlier")
    commit(story, "Type up February", "2026-09-01")
    rate(story, "neither", "--meeting", "february", "--earlier")
    assert (
        "What was agreed on 3 February 2026 was corrected: Neither agree nor disagree (was recorded as Disagree)."
        in (told(story, "diff"))
    )
    commit(story, "Put February right", "2026-09-02")
    assert "One rating was corrected." in told(story, "diff", "HEAD~1")
    history = told(story, "history", "--statement", STATEMENT)
    assert "Neither agree nor disagree (3 February 2026) → Agree (5 June 2026)" in history
    assert "corrected on 2 September 2026 (was recorded as Disagree)" in history

    content = yaml.safe_load((story / PATH).read_text("utf-8"))
    del content["assessments"]["culture"]["earlier"]
    (story / PATH).write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    commit(story, "Take February out", "2026-09-03")
    assert "What was agreed on 3 February 2026 was taken out; it was Neither agree nor disagree." in (
        told(story, "diff", "HEAD~1")
    )
    history = told(story, "history", "--statement", STATEMENT)
    assert "Culture: Agree (5 June 2026)" in history
    assert "Neither agree nor disagree, agreed on 3 February 2026, was taken out" in history


def test_what_git_knows_already_is_told_once(story: Path) -> None:
    rate(story, "disagree", "--meeting", "october")
    commit(story, "Record October", "2026-10-06")
    before = shown(story, "history", "--format", "json")
    rate(story, "agree", "--meeting", "june", "--earlier")
    commit(story, "Write June beside it", "2026-10-07")

    assert shown(story, "history", "--format", "json") == before
    beside = told(story, "diff", "HEAD~1")
    assert (
        "What was agreed on 5 June 2026, and recorded at the time, is written beside the rating too: Agree." in beside
    )
    assert "only now" not in beside

    rate(story, "neither", "--meeting", "june", "--earlier")
    commit(story, "Put June right", "2026-10-08")
    assert "Neither agree nor disagree (5 June 2026) → Disagree (5 October 2026)" in (
        told(story, "history", "--statement", STATEMENT)
    )
    assert "What was agreed on 5 June 2026 was corrected: Neither agree nor disagree" in told(story, "diff", "HEAD~1")
    both = told(story, "diff", "HEAD~2")
    assert "What was agreed on 5 June 2026 was corrected: Neither agree nor disagree (was recorded as Agree)." in both


def test_what_was_agreed_between_two_that_are_told_is_on_their_way(story: Path) -> None:
    begun = git(story, "rev-parse", "HEAD").strip()
    rate(story, "disagree", "--meeting", "october")
    assert rate(story, "neither", "--agreed", "2026-08-04", "--earlier").returncode == 0
    typed = told(story, "diff")
    commit(story, "Record October, and August", "2026-10-06")

    for each in (typed, told(story, "diff", begun)):
        assert "Agree → Neither agree nor disagree → Disagree" in each
        assert "only now" not in each


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ('{rating: disagre, agreed: "2026-02-03"}', "`disagre`"),
        ('{rating: disagree, agreed: "2026-02-30"}', "`2026-02-30`"),
        ('{rating: disagree, agreed: "2026-07-03"}', "2026-07-03"),
        ('{agreed: "2026-02-03"}', "rating"),
        ("{rating: disagree}", "agreed"),
    ],
)
def test_what_cannot_be_used_of_it_is_named_and_moves_nothing(story: Path, entry: str, why: str) -> None:
    text = (story / PATH).read_text("utf-8")
    place = text.index("    reflections:", text.index("  culture:"))
    (story / PATH).write_text(f"{text[:place]}    earlier:\n      - {entry}\n{text[place:]}", encoding="utf-8")
    commit(story, "By hand", "2026-09-01")

    left = run("validate", "--today", "2026-11-01", cwd=story)
    assert left.returncode == 1
    assert why in left.stdout
    history = told(story, "history", "--statement", STATEMENT)
    assert "Culture: Agree (5 June 2026)" in history
    assert "withdrawn" not in history
    assert PATH in shown(story, "history", "--unread")
    moved = told(story, "diff", "HEAD~1")
    assert "withdrawn" not in moved
    assert "move" not in moved
    (way,) = [each for each in json.loads(shown(story, "status", "--format", "json"))["statements"] if each["rating"]]
    assert (way["statement"], way["rating"]) == (STATEMENT, "agree")


def test_a_rating_that_goes_behind_the_one_before_is_found_between_two_moments(story: Path) -> None:
    text = (
        (story / PATH)
        .read_text("utf-8")
        .replace("2026-06-05", "2026-02-03")
        .replace("meeting: june", "meeting: february")
    )
    (story / PATH).write_text(text.replace("Why agree.", "Why in February."), encoding="utf-8")
    commit(story, "Overwrite June", "2026-09-01")

    left = run("validate", "--since", "HEAD~1", "--today", "2026-11-01", cwd=story)

    assert "agreed-day-gone-back" in left.stdout
    assert "`earlier`" in left.stdout


def test_the_day_of_what_stood_put_right_beside_the_next_rating_is_no_agreement(story: Path) -> None:
    assert rate(story, "agree", "--meeting", "october").returncode == 0
    path = story / PATH
    entry = '      - { rating: agree, agreed: "2026-06-04", meeting: june }\n'
    text = path.read_text("utf-8")
    path.write_text(text.replace("    meeting: october\n", f"    meeting: october\n    earlier:\n{entry}", 1), "utf-8")
    assert said(story)["earlier"][0]["meeting"] == "june"
    commit(story, "Record October", "2026-10-06")
    changes = json.loads(shown(story, "diff", "HEAD~1", "HEAD", "--format", "json"))["changes"]
    events = [(each["kind"], each["event"]) for each in changes if each["id"] == STATEMENT]
    assert ("agreed", "confirmed") in events
    assert {event for kind, event in events if kind == "earlier"} <= {"changed"}
    assert "was recorded as Agree" not in told(story, "diff", "HEAD~1", "HEAD", "--full")
