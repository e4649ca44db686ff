"""Rules about Making Progress: who does what by when, how it is measured, and what came of it."""

from collections.abc import Iterator

from ..model.partnership import DONE, DROPPED, Partnership
from .findings import Finding, written


def action_without_owner(partnership: Partnership) -> Iterator[Finding]:
    """An action is still to be done and no agency owns it.

    An action that everybody owns is easily nobody's. The owner is an agency; `role` says whose desk it lies on, by
    role and never by name.

    Write an agency's id under `owner`.
    """
    for action in partnership.actions:
        if action.is_open and not action.owner:
            yield Finding(
                action.where.at("id"),
                f"The action {action.id} has no owner.",
                "Write the id of the agency that has undertaken it under `owner`.",
            )


def action_without_due_date(partnership: Partnership) -> Iterator[Finding]:
    """An action is still to be done and has no date to be done by.

    Without a date nobody is asked how it is going. A date may move; that it moved is part of the story.

    Write the day under `due`.
    """
    for action in partnership.actions:
        if action.is_open and action.due is None and not written(action.where, "due"):
            yield Finding(
                action.where.at("id"),
                f"The action {action.id} has no due date.",
                'Write the day by which it is to be done: due: "2026-06-30".',
            )


def plan_without_measure(partnership: Partnership) -> Iterator[Finding]:
    """A plan has actions and does not say how progress will be measured.

    The measure is what tells, later, whether the actions made a difference to children, and not only whether they
    were carried out.

    Write under `measure` what you will look at, and when.
    """
    plans = [plan for record in partnership.records for plan in record.plans]
    if partnership.preliminary and partnership.preliminary.readiness:
        plans.append(partnership.preliminary.readiness)
    for plan in plans:
        if plan.actions and not plan.measure:
            yield Finding(
                plan.where.key("actions"),
                "This plan has actions, but `measure` does not say how progress will be measured.",
                "Write what you will look at to see whether it makes a difference to children.",
            )


def done_without_outcome(partnership: Partnership) -> Iterator[Finding]:
    """An action is done, or was dropped, and nothing says what came of it.

    What difference did it make to children? For an action that was dropped: why was it let go? A plan in which
    everything is done and nothing came of it teaches nobody anything.

    Write a sentence under `outcome`; "too early to say, we will look again in June" is one.
    """
    for action in partnership.actions:
        if action.status in (DONE, DROPPED) and not action.outcome:
            asked = "what difference it made" if action.status == DONE else "why it was let go"
            yield Finding(
                action.where.at("status"),
                f"The action {action.id} is {action.status}, but `outcome` does not say {asked}.",
                "Write a sentence under `outcome`.",
            )


def closed_without_date(partnership: Partnership) -> Iterator[Finding]:
    """An action is done, or was dropped, and does not say when.

    Reports tell which actions were closed between two reviews by the day on which they were closed.

    Write the day under `closed`.
    """
    for action in partnership.actions:
        if action.status in (DONE, DROPPED) and action.closed is None and not written(action.where, "closed"):
            yield Finding(
                action.where.at("status"),
                f"The action {action.id} is {action.status}, but `closed` does not say since when.",
                'Write the day: closed: "2026-06-12".',
            )


def present_and_absent(partnership: Partnership) -> Iterator[Finding]:
    """An agency is listed both as present at a meeting and as absent from it.

    Who was in the room when a rating was agreed is shown beside the rating, so it has to be one or the other.

    Take it out of one of the two lists.
    """
    for meeting in partnership.meetings:
        for index, agency in enumerate(meeting.absent):
            if agency in meeting.present:
                yield Finding(
                    meeting.where.at("absent", index),
                    f"`{agency}` is listed as present at {meeting.id} and as absent from it.",
                    "Take it out of one of the two lists.",
                )
