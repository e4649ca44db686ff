"""What `history`, `history views`, `history actions`, `status` and the report say, held against each other."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
Ask = Callable[..., Any]
"""Run a command in a folder; what it left behind."""


def answers(ask: Ask, root: Path, *commands: str) -> Iterator[Answer]:
    """The answers of commands, as JSON."""
    for command in commands:
        left = ask(root, *command.split(), "--format", "json")
        assert left.code == 0, left.stderr
        yield json.loads(left.stdout)


def ends(history: Answer) -> dict[str, tuple[str | None, str | None]]:
    """The rating with which each statement's way ends, as far as it stands, and when it was agreed.

    What came back when something was taken back stands in a row of its own.
    """
    last = {
        way["statement"]: (each["rating"], each["agreed"])
        for way in history["statements"]
        for each in way["recordings"]
        if each["stands"] and each["kind"] != "taken-back"
    }
    return {statement: said for statement, said in last.items() if said[0]}


def histories_agree(history: Answer, views: Answer, actions: Answer) -> None:
    """Every history was read from the same files, and says the same of what stands in two of them."""
    assert history["unread"] == [each for each in views["unread"] if not each["path"].startswith("views/")]
    # The readiness plan is in a file of its own, which only the history of actions is told from.
    assert [each for each in actions["unread"] if each["path"] != "preliminary.md"] == history["unread"]
    recorded = {
        (way["statement"], each["rating"], each["agreed"])
        for way in history["statements"]
        for each in way["recordings"]
    }
    for change in views["changes"]:
        beside = change["statement"], change["rating"], change["agreed"]
        assert change["rating"] is None or beside in recorded, "a view stands beside a rating that was recorded"


def history_is_as_told(history: Answer, views: Answer, actions: Answer, report: Answer, *, twice: bool = False) -> None:
    """The histories end with what a report of HEAD tells, in which everything could be read.

    `twice` says that two files are about one principle.
    """
    last, courses = ends(history), {each["statement"]: each["ratings"] for each in report["courses"]}
    held: dict[tuple[str, str], set[str | None]] = {}
    """By statement and agency: every view that it came to hold, where that stands."""
    for change in views["changes"]:
        for each in change["views"] if change["stands"] else ():
            if (each["held"], each["view"]) != (each["was_held"], each["was"]):
                held.setdefault((change["statement"], each["agency"]), set()).add(each["view"])
    for each in (each for principle in report["principles"] for each in principle["statements"]):
        statement = each["statement"]
        rated = (each["rating"], each["agreed"]) if each["rating"] else None
        assert last.get(statement) == rated
        steps = [step["rating"] for step in courses[statement]]
        # A course is told as far as the day of the report, and not every clock is right.
        assert (each["agreed"] or "") > report["day"] or (steps or [None])[-1] == each["rating"]
        assert all(view["rating"] in held[statement, view["of"]] for view in each["views"])
    planned = {
        each["id"]: {**each, "principle": principle["id"], "horizon": plan["horizon"]}
        for principle in report["principles"]
        for plan in principle["plans"]
        for each in plan["actions"]
    }
    found = {each["id"]: each for each in actions["actions"] if each["in_plan"] and each["principle"]}
    # Of two files about a principle, a report has the plans of the last.
    assert found.keys() >= planned.keys()
    assert twice or found.keys() == planned.keys()
    for id in planned:
        action = found[id]
        assert [action[key] for key in _SAME] == [planned[id][key] for key in _SAME]
        for event, key in _EVENTS.items():
            said = {each["now"] for each in action["events"] if each["event"] == event and each["stands"]}
            assert planned[id][key] in (said or {None})


_SAME = ("action", "principle", "horizon", "serves")
_EVENTS = {"due": "due", "owner": "owner", "role": "role"}


def status_is_as_reported(status: Answer, report: Answer) -> None:
    """`status`, of files that are as they are in HEAD, and a report of HEAD count the same."""
    assert status["coverage"] == report["coverage"]
    rated = [(each["statement"], each["rating"], each["agreed"], each["reread"]) for each in status["statements"]]
    told = [each for principle in report["principles"] for each in principle["statements"]]
    assert rated == [(each["statement"], each["rating"], each["agreed"], each["reread"]) for each in told]
    assert status["coverage"]["rated"] == sum(1 for each in told if each["rating"])
