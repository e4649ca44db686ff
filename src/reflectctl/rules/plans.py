"""Rules about plans and meetings: how progress is measured, and who was in the room."""

from collections.abc import Iterator

from ..model.records import Partnership
from .findings import RuleFinding


def plan_without_measure(partnership: Partnership) -> Iterator[RuleFinding]:
    """A plan has a goal or actions and does not say how progress will be measured.

    The measure is what tells, later, whether the plan made a difference to children, and not only whether it was
    carried out.

    Write under `measure` what you will look at, and when.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people

    Right:

        making_progress:
          immediate:
            measure: |
              In September the youth forum says which letters it can follow.
            actions:
              - id: a-4h8s
                action: Read our letters with young people
    """
    plans = [plan for record in partnership.records for plan in record.plans]
    if partnership.preliminary and partnership.preliminary.readiness:
        plans.append(partnership.preliminary.readiness)
    for plan in plans:
        if (plan.actions or plan.goal) and not plan.measure:
            yield RuleFinding(
                plan.where.key("actions" if plan.actions else "goal"),
                f"This plan has {'actions' if plan.actions else 'a goal'}, but `measure` does not say how progress "
                "will be measured.",
                "Write what you will look at to see whether it makes a difference to children.",
                rests_on=((plan.where, "measure"),),
            )


def present_and_absent(partnership: Partnership) -> Iterator[RuleFinding]:
    """An agency is listed both as present at a meeting and as absent from it.

    Who was in the room when a rating was agreed is shown beside the rating, so it has to be one or the other.

    Take it out of one of the two lists.

    Wrong:

        ---
        id: 2026-05-07-trauma
        date: "2026-05-07"
        title: Responding to trauma
        present: [council, police, health]
        absent: [education, health]
        ---

    Right:

        ---
        id: 2026-05-07-trauma
        date: "2026-05-07"
        title: Responding to trauma
        present: [council, police, health]
        absent: [education]
        ---
    """
    for meeting in partnership.meetings:
        for index, agency in enumerate(meeting.absent):
            if agency in meeting.present:
                yield RuleFinding(
                    meeting.where.at("absent", index),
                    f"`{agency}` is listed as present at {meeting.id} and as absent from it.",
                    "Take it out of one of the two lists.",
                )
