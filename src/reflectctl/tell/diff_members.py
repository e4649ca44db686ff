"""What became of an agency or a group between two moments in; sentences, the most telling first, out."""

from ..analysis import diff_events
from ..model.diff import AgencyChange, GroupChange
from ..model.records import Agency, Group
from .i18n import phrase, say
from .prose import day, group_kind, listed


def member_sentences(change: AgencyChange | GroupChange) -> list[str]:
    """What became of an agency or a group, the most telling first."""
    if change.again and change.after:
        listed_again = (
            phrase("{name} stands again among the agencies")
            if isinstance(change, AgencyChange)
            else phrase("{name} stands again among the groups")
        )
        return [say(listed_again, name=change.after.name)]
    if isinstance(change, AgencyChange):
        return agency_sentences(change.before, change.after)
    return group_sentences(change.before, change.after)


def agency_sentences(was: Agency | None, now: Agency | None) -> list[str]:
    """What became of an agency, the most telling first, without a capital or a full stop."""
    if now is None:
        assert was is not None
        return [say("{agency} is no longer listed in the partnership", agency=was.name)]
    if was is None:
        if now.joined:
            return [say("{agency} joined the partnership on {day}", agency=now.name, day=day(now.joined))]
        return [say("{agency} joined the partnership", agency=now.name)]
    found = []
    event = diff_events.event(AgencyChange(now.id, was, now))
    if event == diff_events.JOINED:
        found.append(say("{agency} is a member again", agency=now.name))
    if event == diff_events.LEFT:
        found.append(say("{agency} left the partnership on {day}", agency=now.name, day=day(now.left)))
    if renamed := [id for id in now.was if id not in was.was]:
        if was.name != now.name:
            told = phrase("{before} is now called {now} (was {ids})")
        else:
            told = phrase("{now} has another id, {id} (was {ids})")
        found.append(say(told, before=was.name, now=now.name, id=now.id, ids=listed(renamed)))
    elif was.name != now.name:
        found.append(say("{before} is now called {now}", before=was.name, now=now.name))
    if was.statutory != now.statutory:
        is_one = phrase("{agency} is now listed as a statutory partner")
        is_none = phrase("{agency} is now listed as not a statutory partner")
        found.append(say(is_one if now.statutory else is_none, agency=now.name))
    if event == diff_events.CHANGED and (was.joined, was.left) != (now.joined, now.left):
        found.append(say("the dates of membership of {agency} changed", agency=now.name))
    return found or [say("the details of {agency} changed", agency=now.name)]


def group_sentences(was: Group | None, now: Group | None) -> list[str]:
    """What became of a group, the most telling first; what only titles tell is told beside it."""
    if now is None:
        assert was is not None
        return [say("{group} is no longer listed among the groups", group=was.name)]
    if was is None:
        return [say("{group} is a new group ({kind})", group=now.name, kind=group_kind(now))]
    found = []
    if was.name != now.name:
        found.append(say("{before} is now called {now}", before=was.name, now=now.name))
    if was.kind != now.kind:
        before, after = group_kind(was), group_kind(now)
        found.append(
            say("{group} is now a group of another kind: {before} → {now}", group=now.name, before=before, now=after)
        )
    return found or [say("the details of {group} changed", group=now.name)]
