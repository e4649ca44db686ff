"""Rules about plans: how progress is measured."""

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
