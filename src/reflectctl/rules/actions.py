"""Rules about what an action says of itself: that it is whole, and of one mind about its dates."""

from collections.abc import Iterator
from datetime import date

from ..documents.document import DocumentPlace
from ..loading.values import mapping, value_at
from ..model.records import Partnership
from .findings import RuleFinding
from .naming import short


def incomplete_action(partnership: Partnership) -> Iterator[RuleFinding]:
    """An action does not say where it stands, or since when it is in the plan.

    Without a status it reads as open, whatever was said before, and without its day it is in no report's period. Both
    go missing when the two sides of a merge are put together by lines.

    Write `status` (open, in-progress, done or dropped) and the day under `opened`; `git log -p` tells what they were.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council
                due: "2026-06-30"

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council
                opened: "2026-03-12"
                due: "2026-06-30"
                status: open
    """
    for action in partnership.actions:
        where = action.where
        if not isinstance(where, DocumentPlace):
            continue
        data = mapping(value_at(where.document.data, where.route))
        missing = [key for key in ("opened", "status") if data.get(key) in (None, "")]
        if missing:
            yield RuleFinding(
                where.at("id"),
                f"The action {short(action.id)} has no {' and no '.join(f'`{key}`' for key in missing)}.",
                "Write what it was before the files were put together, or what is agreed now.",
                rests_on=tuple((where, key) for key in missing),
            )


def due_date_out_of_step(partnership: Partnership) -> Iterator[RuleFinding]:
    """The due date that was noted last on the way of an action is not the one that it has.

    An entry under `progress` says to when a date moved, and why; `due` says when the action is due now. Where they
    part, lists go by one and the story by the other.

    Write the same under both. `reflectctl action progress ID NOTE --due DATE` does.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                due: "2026-06-30"
                progress:
                  - dated: "2026-05-02"
                    note: The new head of service asked for time to read them.
                    due: "2026-07-31"

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                due: "2026-07-31"
                progress:
                  - dated: "2026-05-02"
                    note: The new head of service asked for time to read them.
                    due: "2026-07-31"
    """
    for action in partnership.actions:
        moved = [each for each in action.progress if each.due]
        last = max(moved, key=lambda each: each.dated or date.min, default=None)
        if last is not None and last.due != action.due:
            yield RuleFinding(
                action.where.at("due") if action.due else action.where.at("id"),
                f"The action {short(action.id)} is due {action.due or 'at no date'}; the last due date that "
                f"was noted on its way is {last.due}.",
                "Write the date that was agreed last under both.",
                rests_on=((action.where, "due"), (last.where, "due"), (last.where, "dated")),
            )
