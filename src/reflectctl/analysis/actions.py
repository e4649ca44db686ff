"""What is decided about actions, each in one place."""

from ..model.history import ActionHistory
from ..model.records import Action


def serves(action: Action | ActionHistory, statement: str) -> bool:
    """Whether an action is for a statement: one that names no statements is for all of its principle's."""
    principle, _, dimension = statement.partition(".")
    return action.principle == principle and (not action.serves or dimension in action.serves)
