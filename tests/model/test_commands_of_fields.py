"""Nothing that a record holds lacks a command that writes it, puts it right, and takes it out: by the catalogue."""

from collections.abc import Mapping

from reflectctl.model import records, report_config
from reflectctl.model.fields import FIELDS
from tests.writing import options_of, writing

RATE, VIEW, NOTE = "rate", "view add", "note add"
ADD, EDIT, PROGRESS, DONE, REOPEN = "action add", "action edit", "action progress", "action done", "action reopen"
NEW, CHANGE, MOVE, HEARD = "meeting new", "meeting edit", "meeting move", "meeting heard"
JOIN, MEND, LEAVE, RENAME = "agency add", "agency edit", "agency leave", "agency rename"
GROUP, REGROUP = "group add", "group edit"
SAID, HELD = "preliminary", "preliminary discussed"

BY_HAND = {
    report_config.Chapter: "report.yaml is how reports look, written once in an editor that knows its schema",
    report_config.Front: "as chapters",
    report_config.Layout: "as chapters",
    records.Partnership: "`init` writes it; its settings are chosen once, in an editor that knows their schema",
}
"""Kinds of records that no command writes, and why."""

IN_PUBLIC = {
    "public": ("public answer --say", "public answer --say", "public answer --open-again"),
    "hold_back": ("public answer --hold-back", "public answer --say", "public answer --open-again"),
    "may_stand": ("public answer --may-stand", "public answer --may-stand", "public answer --open-again"),
}
"""What a person decides of a text that may point at somebody, beside whatever text that is."""

COMMANDS: Mapping[type, Mapping[str, tuple[str, str, str]]] = {
    records.Agency: {
        "id": (f"{JOIN} --id", f"{RENAME} --id", "agency remove"),
        "name": (f"{JOIN} NAME", f"{RENAME} --name", "agency remove"),
        "statutory": (f"{JOIN} --statutory", f"{MEND} --statutory", f"{MEND} --not-statutory"),
        "joined": (f"{JOIN} --joined", f"{MEND} --joined", f"{MEND} --joined"),
        "left": (f"{LEAVE} --on", f"{MEND} --left", f"{MEND} --left"),
        "was": (f"{RENAME} --id", f"{RENAME} --id", f"{RENAME} --id"),
    },
    records.Group: {
        "id": (f"{GROUP} --id", "a group with another id is another group", "group remove"),
        "name": (f"{GROUP} NAME", "group rename --name", "group remove"),
        "kind": (f"{GROUP} --kind", f"{REGROUP} --kind", "group remove"),
        "members": (f"{GROUP} --member", f"{REGROUP} --member", f"{REGROUP} --member"),
        "quorum": (f"{GROUP} --quorum", f"{REGROUP} --quorum", f"{REGROUP} --quorum"),
    },
    records.View: {
        "of": (f"{VIEW} --agency", f"{VIEW} --agency", "view remove --agency"),
        "rating": (f"{VIEW} RATING", f"{VIEW} RATING", "view remove"),
        "given": (f"{VIEW} --given", f"{VIEW} --given", "view remove"),
        "meeting": (f"{VIEW} --meeting", f"{VIEW} --meeting", f"{VIEW} --given"),
        "because": (f"{VIEW} --because", f"{VIEW} --because", "view remove"),
    },
    records.Views: {
        "of": (f"{VIEW} --agency", f"{RENAME} --id", "view remove"),
        "views": (VIEW, VIEW, "view remove"),
    },
    records.Source: {
        name: (f"source add {word}", f"source add {word}", "source remove")
        for name, word in (("what", "TEXT"), ("agency", "--agency"), ("dated", "--dated"), ("link", "--link"))
    },
    records.Discussion: {
        "meeting": (f"{NOTE} --meeting", f"{NOTE} --meeting", "note remove --meeting"),
        "dated": (f"{NOTE} --dated", f"{NOTE} --dated", "note remove --dated"),
        "points": (f"{NOTE} TEXT", f"{NOTE} TEXT", "note remove --point"),
    },
    records.EarlierRating: dict.fromkeys(
        ("rating", "agreed", "meeting", "because"), (f"{RATE} --earlier", f"{RATE} --earlier", f"{RATE} --earlier")
    ),
    records.Assessment: {
        "statement": ("init", "its place says which it is", "content update"),
        "rating": (RATE, RATE, RATE),
        "agreed": (f"{RATE} --agreed", f"{RATE} --agreed", RATE),
        "meeting": (f"{RATE} --meeting", f"{RATE} --meeting", RATE),
        "because": (f"{RATE} --because", f"{RATE} --because", RATE),
        "views": (VIEW, VIEW, "view remove"),
        "group_views": (VIEW, VIEW, "view remove"),
        "earlier": (f"{RATE} --earlier", f"{RATE} --earlier", f"{RATE} --earlier"),
        "sources": ("source add", "source add", "source remove"),
        "reflections": (NOTE, NOTE, "note remove"),
    },
    records.Progress: {
        "dated": (f"{PROGRESS} --dated", PROGRESS, f"{PROGRESS} --remove"),
        "note": (f"{PROGRESS} NOTE", PROGRESS, f"{PROGRESS} --remove"),
        "due": (f"{PROGRESS} --due", PROGRESS, f"{PROGRESS} --remove"),
    },
    records.Action: {
        "id": (ADD, "an action with another id is another action", "action remove"),
        "action": (f"{ADD} TEXT", f"{EDIT} --action", "action remove"),
        "owner": (f"{ADD} --owner", f"{EDIT} --owner", "action remove"),
        "joint": (f"{ADD} --with", f"{EDIT} --with", f"{EDIT} --with"),
        "role": (f"{ADD} --role", f"{EDIT} --role", f"{EDIT} --role"),
        "opened": (f"{ADD} --opened", f"{EDIT} --opened", f"{EDIT} --opened"),
        "due": (f"{ADD} --due", f"{EDIT} --due", f"{EDIT} --due"),
        "review": (f"{ADD} --review", f"{EDIT} --review", f"{EDIT} --review"),
        "progress": (PROGRESS, PROGRESS, f"{PROGRESS} --remove"),
        "status": ("action start", REOPEN, REOPEN),
        "closed": (f"{DONE} --closed", f"{DONE} --closed", REOPEN),
        "outcome": (f"{DONE} --outcome", f"{DONE} --outcome", REOPEN),
        "serves": (f"{ADD} --serves", f"{EDIT} --serves", f"{EDIT} --serves"),
        "recommendation": (f"{ADD} --recommendation", f"{EDIT} --recommendation", f"{EDIT} --recommendation"),
        "principle": (f"{ADD} PRINCIPLE", "action move --principle", "action remove"),
        "horizon": (f"{ADD} --horizon", "action move --horizon", "action remove"),
    },
    records.Plan: {
        "horizon": ("init", "the pack says which parts there are", "content update"),
        "goal": ("plan goal", "plan goal", "plan goal --remove"),
        "measure": ("plan measure", "plan measure", "plan measure --remove"),
        "actions": (ADD, EDIT, "action remove"),
    },
    records.Record: {
        "principle": ("init", "its place says which it is", "content update"),
        "assessments": (RATE, RATE, RATE),
        "plans": ("plan goal", "plan goal", "plan goal --remove"),
    },
    records.Heard: {
        name: (f"{HEARD} {word}", f"{HEARD} {word}", f"{HEARD} --remove")
        for name, word in (("who", "WHO"), ("how", "--how"), ("dated", "--dated"))
    },
    records.Meeting: {
        "id": (NEW, f"{MOVE} --id", "meeting remove"),
        "date": (f"{NEW} --date", f"{MOVE} --date", "meeting remove"),
        "title": (f"{NEW} TITLE", f"{CHANGE} --title", f"{CHANGE} --title"),
        "principles": (f"{NEW} --principle", f"{CHANGE} --principle", f"{CHANGE} --principle"),
        "present": (f"{NEW} --present", f"{CHANGE} --present", f"{CHANGE} --present"),
        "absent": (f"{NEW} --absent", f"{CHANGE} --absent", f"{CHANGE} --absent"),
        "heard": (HEARD, HEARD, f"{HEARD} --remove"),
        "notes": ("meeting notes", "meeting notes", "meeting notes --remove"),
        "group": (f"{NEW} --group", f"{CHANGE} --group", f"{CHANGE} --group"),
        "guests": (f"{NEW} --guest", f"{CHANGE} --guest", f"{CHANGE} --guest"),
        "minutes_agreed": (*[f"{CHANGE} --minutes-agreed"] * 3,),
    },
    records.Preliminary: {
        "discussed": (f"{HELD} DATE", f"{HELD} DATE", f"{HELD} --remove"),
        "meeting": (f"{HELD} --meeting", f"{HELD} --meeting", f"{HELD} --remove"),
        "goal": (f"{SAID} goal", f"{SAID} goal", f"{SAID} goal --remove"),
        "commitment": (f"{SAID} commitment", f"{SAID} commitment", f"{SAID} commitment --remove"),
        "readiness": (f"{SAID} readiness", f"{SAID} readiness", f"{SAID} readiness --remove"),
        "notes": (f"{SAID} notes", f"{SAID} notes", f"{SAID} notes --remove"),
    },
}
"""For each field what writes it, what puts it right, and what takes it out; or why nothing has to."""


def test_every_field_has_its_commands() -> None:
    for kind, listed in FIELDS.items():
        if kind not in BY_HAND:
            named = {field.name for field in listed if field.name not in IN_PUBLIC}
            assert COMMANDS[kind].keys() == named, kind
    assert FIELDS.keys() == COMMANDS.keys() | BY_HAND.keys()


def test_every_command_that_is_named_is_there() -> None:
    there = set(writing())
    for command in {each for kind in (*COMMANDS.values(), IN_PUBLIC) for named in kind.values() for each in named}:
        if " is another " in command or " says which " in command:
            continue
        name = max((each for each in there if f"{command} ".startswith(f"{each} ")), key=len, default="")
        assert name, command
        assert set(command.removeprefix(name).split()) <= options_of(name), command
