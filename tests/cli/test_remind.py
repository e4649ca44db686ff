"""A text for a mail to each agency with an action that is due: what it asks about, and what it does not say."""

import json
import re
from pathlib import Path

from tests.conftest import run

TODAY = ("--today", "2026-05-01")


def asked(folder: Path, *words: str) -> str:
    told = run("action", "remind", *words, *TODAY, cwd=folder)
    assert told.returncode == 0, told.stderr
    return told.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def test_each_is_asked_about_what_is_due_for_what_it_is_and_how_to_answer(built_demo: Path) -> None:
    told = flat(asked(built_demo))
    for words in (
        "To Wessbury Council Subject: Wessbury Safeguarding Children Partnership: how one action is going",
        "a-k6z3: Train and pay six young commissioners, and give them a fifth of the marks in the return home "
        "interview tender (due 17 April 2026; in progress, overdue). Children's commissioning manager. It is to lead "
        "to this: Young people help to choose the services",
        "to let something go is an answer too",
        "no names, ages or places",
    ):
        assert words in told
    # Overdue first, then what is due soon.
    assert told.index("a-w8j4") < told.index("a-3r7y")
    assert "To Wessbury Homes" not in told


def test_one_agency_has_what_it_leads_and_what_it_shares(demo: Path) -> None:
    words = ("--due", "2026-05-20", "--opened", "2026-04-23", "--serves", "culture", *TODAY)
    run("action", "add", "4", "Ask families", "--owner", "police", "--with", "homes", "--with", "Barnardo's", *words,
        cwd=demo)  # fmt: skip
    ours, theirs = flat(asked(demo, "--agency", "police")), flat(asked(demo, "--agency", "homes"))
    assert "With Wessbury Homes and Neighbourhoods and Barnardo's." in ours
    assert "Wessex Police leads; you are with it." in theirs
    assert "· Culture" in theirs or "It is to lead to this" in theirs
    found = json.loads(asked(demo, "--agency", "homes", "--format", "json"))
    assert [(each["to"], [it["action"] for it in each["actions"]]) for each in found["reminders"]] == [
        ("homes", ["Ask families"])
    ]
    path = demo / "principles/4-strengths-and-relationships.yaml"
    text = path.read_text("utf-8")
    at = text.index("Ask families")
    path.write_text(text[:at] + re.sub(r" +(owner|with):.*\n(?: +- .*\n)*", "", text[at:], count=2), "utf-8")
    assert "Nobody in partnership.yaml is asked about a-" in run("action", "remind", *TODAY, cwd=demo).stderr


def test_where_nothing_is_due_that_is_said(fresh: Path) -> None:
    told = run("action", "remind", *TODAY, cwd=fresh)
    assert (told.returncode, told.stdout) == (0, "")
    assert "Nothing is overdue, due soon or to be looked at again." in told.stderr
