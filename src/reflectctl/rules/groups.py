"""Rules about groups beside the agencies: their members, and their own meetings."""

from collections.abc import Iterator

from ..analysis.meetings import quorum
from ..model.records import Partnership
from .findings import RuleFinding
from .naming import short


def quorum_not_reached(partnership: Partnership) -> Iterator[RuleFinding]:
    """Fewer members of a group were at its own meeting than its quorum asks for.

    The meeting was held, and what was said there stands. What a group has agreed with few of its members in the room is
    worth a word with the others.

    Ask those who were not there whether they see it so; if one was, add it to `present`.

    Wrong:

        # partnership.yaml: the group has the members council, police and health, and a quorum of 2.
        id: 2026-03-20-front-door
        date: "2026-03-20"
        title: The front door
        group: front-door
        present: [council]
        absent: [police, health]

    Right:

        id: 2026-03-20-front-door
        date: "2026-03-20"
        title: The front door
        group: front-door
        present: [council, health]
        absent: [police]
    """
    for meeting in partnership.meetings:
        found = quorum(meeting, partnership)
        group = partnership.group(meeting.group)
        if found and group and not found.is_reached:
            yield RuleFinding(
                meeting.where.at("group"),
                f"{found.present} of the members of `{short(group.id)}` "
                f"{'is' if found.present == 1 else 'are'} listed as present, and its quorum is {found.needed}.",
                "Ask the others whether they see it so; if one of them was there, add it to `present`.",
                rests_on=(
                    *((meeting.where, key) for key in ("group", "present", "absent")),
                    *((group.where, key) for key in ("members", "quorum")),
                ),
            )


def quorum_out_of_reach(partnership: Partnership) -> Iterator[RuleFinding]:
    """A group's quorum is larger than the group.

    No meeting of it could ever reach the quorum, so that one of the two is not as it was meant.

    Write a quorum that its members can reach, or add the members that are missing.

    Wrong:

        groups:
          - id: front-door
            name: Front door group
            kind: subgroup
            members: [council, police]
            quorum: 3

    Right:

        groups:
          - id: front-door
            name: Front door group
            kind: subgroup
            members: [council, police]
            quorum: 2
    """
    for group in partnership.groups:
        if group.quorum > len(group.members):
            n = len(group.members)
            yield RuleFinding(
                group.where.at("quorum"),
                f"The quorum of `{short(group.id)}` is {group.quorum}, and it has {n} member{'' if n == 1 else 's'}.",
                "Write a quorum that its members can reach, or add the members that are missing.",
                rests_on=((group.where, "members"),),
            )
