"""What charts are drawn from."""

import pytest

from reflectctl.model.records import DONE, DROPPED, IN_PROGRESS, OPEN, Action
from reflectctl.tell.charts import standings

LATE = "late"


@pytest.mark.parametrize(
    ("actions", "counted"),
    [
        ("", {}),
        ("open", {"open": 1}),
        ("in-progress", {"going": 1}),
        ("done", {"done": 1}),
        ("dropped", {"dropped": 1}),
        ("open late", {"overdue": 1}),
        ("in-progress late", {"overdue": 1}),
        ("in-progress, in-progress, open", {"going": 2, "open": 1}),
        ("in-progress late, in-progress, open late, open, done, dropped", {
            "done": 1, "going": 1, "open": 1, "overdue": 2, "dropped": 1,
        }),
    ],
)  # fmt: skip
def test_each_action_is_counted_once_where_it_stands(actions: str, counted: dict[str, int]) -> None:
    made = [(each.strip(), f"a-{n}") for n, each in enumerate(actions.split(",")) if each]
    every = [Action(id, "Do it.", status=told.split()[0]) for told, id in made]
    late = [action for action, (told, _) in zip(every, made, strict=True) if told.endswith(LATE)]

    found = standings(every, late)

    assert {kind: n for kind, n in found.items() if n} == counted
    assert sum(found.values()) == len(every)


def test_every_status_has_its_place() -> None:
    every = [Action(status, "Do it.", status=status) for status in (OPEN, IN_PROGRESS, DONE, DROPPED)]

    assert standings(every, ()) == {"done": 1, "going": 1, "open": 1, "overdue": 0, "dropped": 1}
