"""What became of plans up to a commit, kept for the next comparison that ends there."""

from datetime import date
from typing import Any

from ..model.history import ActionEvent, ActionSteps, PlanSteps, PlanTexts, Recorded
from ..storage.cache import LastFew, Shelf

FEWEST = 25
"""Where fewer events than this were read, nothing is written: reading them again costs less than it."""

MOST = 2
"""Up to how many commits it is kept."""


class KeptPlans:
    """What was kept, by the commit."""

    def __init__(self, shelf: Shelf) -> None:
        self._kept = LastFew(shelf, MOST)

    def get(self, name: str) -> PlanSteps | None:
        """What was kept under a name, if anything whole was."""
        try:
            told = self._kept.get(name)
            actions = tuple(
                ActionSteps(_text(id), tuple(map(_text, opened)), tuple(_event(*each) for each in events))
                for id, opened, events in told["actions"]
            )
            return PlanSteps(actions, tuple(PlanTexts(*map(_text, each)) for each in told["texts"]))
        except (KeyError, TypeError, ValueError):
            return None

    def put(self, name: str, steps: PlanSteps) -> None:
        """Keep it, beside the last few others, where it is long enough."""
        if sum(len(each.events) for each in steps.actions) + len(steps.texts) < FEWEST:
            return
        actions = [[each.id, list(each.opened), list(map(_told, each.events))] for each in steps.actions]
        self._kept.put(name, {"actions": actions, "texts": list(map(list, steps.texts))})


def _told(each: ActionEvent) -> list[object]:
    by = [each.recorded.commit, *each.also]
    return [each.kind, each.day.isoformat(), each.dated, each.was, each.now, each.because, by]


def _event(*kept: Any) -> ActionEvent:
    kind, day, dated, was, now, because, (commit, *also) = kept
    was, now, because = map(_text, (was, now, because))
    by = Recorded(_text(commit), "", "")
    when, others = date.fromisoformat(day), tuple(map(_text, also))
    return ActionEvent(_text(kind), when, dated is True, was, now, because, by, also=others)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
