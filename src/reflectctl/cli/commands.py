"""Which commands there are, in the order of the help, and the module of each."""

from importlib import import_module
from typing import Any

COMMANDS = (
    "init",
    "demo",
    "status",
    "next",
    "validate",
    "rules",
    "explain",
    "fmt",
    "privacy",
    "rate",
    "view",
    "views",
    "note",
    "source",
    "plan",
    "preliminary",
    "action",
    "meeting",
    "agenda",
    "worksheet",
    "record",
    "minutes",
    "calendar",
    "undo",
    "agency",
    "group",
    "diff",
    "history",
    "report",
    "public",
    "conflicts",
    "review-point",
    "git-setup",
    "content",
    "schema",
    "doctor",
    "help",
)
"""Every command, in the order of the help. Each is in the module of its name, with lines beneath for dashes."""

GROUPS = {
    "view": "Record what agencies think of a statement.",
    "views": "Ask agencies for their views, and bring the answers to a form back.",
    "note": "Note key points.",
    "source": "Write down what the evidence is.",
    "plan": "Write the goals and measures of a principle's plan.",
    "preliminary": "Write down what the preliminary discussion came to.",
    "action": "Add, start, finish, drop and list actions.",
    "meeting": "Record meetings, change and list them.",
    "worksheet": "Make worksheets for those round the table, and read them when they come back.",
    "agency": "Add, rename and remove agencies, and say when one leaves.",
    "group": "Add groups beside the agencies, change and remove them.",
    "public": "Decide what may be published.",
    "content": "Show the instrument that ratings stand beside.",
}


def module(name: str) -> Any:
    """The module of a command, or of a group of commands."""
    return import_module(f".{name.replace('-', '_')}", __package__)


def function(name: str) -> Any:
    """The function of a command, which is called like its module."""
    return getattr(module(name), name.replace("-", "_"))
