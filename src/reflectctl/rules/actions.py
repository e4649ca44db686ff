"""Rules about what is to be done: that an action is whole, of one mind about its days, and followed up."""

from collections.abc import Iterator
from datetime import date

from ..analysis.actions import is_for_a_look, is_ongoing, is_overdue
from ..documents.document import DocumentPlace
from ..loading.values import mapping, value_at
from ..model.records import DONE, DROPPED, Action, Partnership
from .findings import Moment, RuleFinding
from .naming import short


def action_without_owner(partnership: Partnership) -> Iterator[RuleFinding]:
    """An action is still to be done and no agency owns it.

    An action that everybody owns is easily nobody's. The owner is an agency; `role` says whose desk it lies on, by
    role and never by name.

    Write an agency's id under `owner`.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                due: "2026-06-30"

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council
                role: Head of early help
                due: "2026-06-30"
    """
    for action in partnership.actions:
        if action.is_open and not action.owner:
            yield RuleFinding(
                action.where.at("id"),
                f"The action {action.id} has no owner.",
                "Write the id of the agency that has undertaken it under `owner`.",
                rests_on=((action.where, "owner"), (action.where, "status")),
            )


def action_without_due_date(partnership: Partnership) -> Iterator[RuleFinding]:
    """An action is still to be done and has no date to be done by, or to be looked at again.

    Without a date nobody is asked how it is going. A date may move; that it moved is part of the story. What has no end
    is `ongoing`, and looked at again on the day under `review`.

    Write the day or the month under `due`; or `ongoing` there, and a day under `review`.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council
                due: "2026-06-30"
    """
    for action in partnership.actions:
        if action.is_open and not action.due:
            yield RuleFinding(
                action.where.at("id"),
                f"The action {action.id} has no due date.",
                'Write the day by which it is to be done: due: "2026-06-30".',
                rests_on=((action.where, "due"), (action.where, "status")),
            )
        elif action.is_open and is_ongoing(action) and action.review is None:
            yield RuleFinding(
                action.where.at("due"),
                f"The action {short(action.id)} is ongoing, and `review` does not say when it is looked at again.",
                'Write the day: review: "2026-09-01".',
                rests_on=((action.where, "review"), (action.where, "status")),
            )


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


def done_without_outcome(partnership: Partnership) -> Iterator[RuleFinding]:
    """An action is done, or was dropped, and nothing says what came of it.

    What difference did it make to children? For an action that was dropped: why was it let go? A plan in which
    everything is done and nothing came of it teaches nobody anything.

    Write a sentence under `outcome`; "too early to say, we will look again in June" is one.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                status: done

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                status: done
                outcome: Six letters rewritten; families ring us with questions.
    """
    for action in partnership.actions:
        if action.status in (DONE, DROPPED) and not action.outcome:
            asked = "what difference it made" if action.status == DONE else "why it was let go"
            yield RuleFinding(
                action.where.at("status"),
                f"The action {action.id} is {action.status}, but `outcome` does not say {asked}.",
                "Write a sentence under `outcome`.",
                rests_on=((action.where, "outcome"),),
            )


def closed_without_date(partnership: Partnership) -> Iterator[RuleFinding]:
    """An action is done, or was dropped, and does not say when.

    Reports tell which actions were closed between two reviews by the day on which they were closed.

    Write the day under `closed`.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                status: done

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                status: done
                closed: "2026-06-12"
    """
    for action in partnership.actions:
        if action.status in (DONE, DROPPED) and action.closed is None:
            yield RuleFinding(
                action.where.at("status"),
                f"The action {action.id} is {action.status}, but `closed` does not say since when.",
                'Write the day: closed: "2026-06-12".',
                rests_on=((action.where, "closed"),),
            )


def overdue_action(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """An action is still to be done, and the day by which it was to be done has passed.

    A date that has passed is an invitation to ask how it is going and what is in the way. Plans move for good reasons,
    and the reasons are worth knowing.

    If it is done, write what came of it: `reflectctl action done`. If it goes on, agree another day and change `due`;
    that it moved is part of the story. If it is let go, say why: `reflectctl action drop`.

    Wrong:

        # It is the middle of May 2026.
        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council
                due: "2026-04-30"
                status: in-progress

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council
                due: "2026-04-30"
                status: done
                closed: "2026-05-07"
                outcome: Two letters were withdrawn because young people read a threat in them.
    """
    for action in partnership.actions:
        if is_overdue(action, moment.today):
            yield RuleFinding(
                action.where.at("due"),
                f"The action {short(action.id)} was to be done by {action.due}, and is {_status(action)}.",
                "Ask how it is going: close it with what came of it, or agree another day.",
                rests_on=((action.where, "due"), (action.where, "status")),
            )
        elif is_for_a_look(action, moment.today):
            yield RuleFinding(
                action.where.at("review"),
                f"The action {short(action.id)} is ongoing, and was to be looked at again on {action.review}.",
                "Ask how it is going: note it, and agree when to look again; or close it with what came of it.",
                rests_on=((action.where, "review"), (action.where, "due"), (action.where, "status")),
            )


def owner_no_longer_a_member(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """An action is still to be done, and the agency that owns it has left the partnership.

    What the agency did and said remains its own; what is still to be done needs somebody who is in the room to be asked
    about it.

    Agree which agency takes it on and write its id under `owner`, or let the action go and say why.

    Wrong:

        # partnership.yaml says that education left on 2026-03-31.
        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: education
                due: "2026-06-30"

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                owner: council
                due: "2026-06-30"
    """
    gone = {agency.id: agency for agency in partnership.agencies if agency.left and agency.left < moment.today}
    for action in partnership.actions if gone else ():
        agency = gone.get(action.owner)
        if action.is_open and agency is not None:
            yield RuleFinding(
                action.where.at("owner"),
                f"The action {short(action.id)} is owned by `{short(agency.id)}`, which left on {agency.left}.",
                "Agree which agency takes it on, or drop the action and say why.",
                rests_on=((action.where, "owner"), (action.where, "status"), (agency.where, "left")),
            )


def closed_before_opened(partnership: Partnership) -> Iterator[RuleFinding]:
    """An action is said to have been closed, or to have been on its way, before it was opened.

    Reports tell what was opened and what was closed between two reviews, and an action that runs backwards falls
    between them.

    Correct whichever of the two days is the slip of the pen.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                opened: "2026-03-12"
                status: done
                closed: "2025-05-07"
                outcome: Two letters were withdrawn.

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                opened: "2026-03-12"
                status: done
                closed: "2026-05-07"
                outcome: Two letters were withdrawn.
    """
    for action in partnership.actions:
        if action.opened is not None and action.closed is not None and action.closed < action.opened:
            yield RuleFinding(
                action.where.at("closed"),
                f"The action {short(action.id)} was closed on {action.closed}, but opened on {action.opened}.",
                "Correct whichever of the two is wrong.",
                rests_on=((action.where, "closed"), (action.where, "opened")),
            )
        for each in action.progress:
            if action.opened is not None and each.dated is not None and each.dated < action.opened:
                yield RuleFinding(
                    each.where.at("dated"),
                    f"This was noted of the action {short(action.id)} on {each.dated}, but it was opened on "
                    f"{action.opened}.",
                    "Correct whichever of the two is wrong.",
                    rests_on=((each.where, "dated"), (action.where, "opened")),
                )


def outcome_on_open_action(partnership: Partnership) -> Iterator[RuleFinding]:
    """An action says what came of it, and its status says that it is still to be done.

    Open actions are asked after at every review, and an outcome is read as the last word. Here one of the two is out of
    date.

    If it is done, say so, with the day: `reflectctl action done`. If it goes on, keep what has come of it so far among
    the key points of the statement it serves.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                status: open
                outcome: Two letters were withdrawn.

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                status: done
                closed: "2026-05-07"
                outcome: Two letters were withdrawn.
    """
    for action in partnership.actions:
        if action.is_open and action.outcome:
            yield RuleFinding(
                action.where.at("outcome"),
                f"The action {short(action.id)} is {_status(action)}, and `outcome` says what came of it.",
                "If it is done, say so: status: done, and the day under `closed`; if it goes on, take the outcome out.",
                rests_on=((action.where, "status"), (action.where, "outcome")),
            )


def _status(action: Action) -> str:
    return action.status.replace("-", " ")
