"""What is decided about actions, each in one place."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..model.records import Action

if TYPE_CHECKING:
    from ..model.history import ActionHistory


def serves(action: "Action | ActionHistory", statement: str) -> bool:
    """Whether an action is for a statement: one that names no statements is for all of its principle's."""
    principle, _, dimension = statement.partition(".")
    return action.principle == principle and (not action.serves or dimension in action.serves)


def is_overdue(action: Action, today: date) -> bool:
    """Whether an action is still to be done and was due before a day: what is due today is not overdue."""
    return action.is_open and action.due is not None and action.due < today


def is_due_soon(action: Action, today: date, days: int) -> bool:
    """Whether an action is still to be done and is due from a day on until so many days later."""
    return action.is_open and action.due is not None and today <= action.due <= today + timedelta(days=days)
