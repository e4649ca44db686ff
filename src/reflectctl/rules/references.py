"""Rules about ids: that what is referred to is there, and is there once."""

from collections.abc import Callable, Iterable, Iterator

from ..loading.files import is_rated_against
from ..model.instrument import NOT_YET_RATED, Horizon, Instrument, Prompt, Question, Term
from ..model.locations import Location, Place
from ..model.records import Agency, Group, Partnership, is_name
from ..model.report_config import KNOWN
from ..model.suggestions import nearest
from .findings import Pattern, RuleFinding, unknown
from .naming import same_names, short, stem


def unknown_agency(partnership: Partnership) -> Iterator[RuleFinding]:
    """An agency is named that `partnership.yaml` does not list.

    Views, sources, owners of actions, members of groups and attendance all name an agency by its id, so that a change
    of name changes one line. Views, sources and actions may be a group's as well. An agency that
    has left stays listed, with the day it left: what it said and did remains its own. Under `with`, beside the owner of
    an action, an organisation that is no member stands by its name, with a capital letter.

    Write the id as `partnership.yaml` has it, or add the agency there.

    Wrong:

        of: wessex-police
        views:
          children-first.culture:
            rating: disagree

    Right:

        of: police
        views:
          children-first.culture:
            rating: disagree
    """
    if "partnership.yaml" in partnership.unread:
        return
    agencies = dict.fromkeys(agency.id for agency in partnership.agencies)
    groups = dict.fromkeys(group.id for group in partnership.groups)
    for found, known, what in (
        (_agencies(partnership), agencies, "an agency"),
        (_agencies_or_groups(partnership), {**agencies, **groups}, "an agency or a group" if groups else "an agency"),
    ):
        for place, step, id in found:
            if id and id not in known:
                finding = unknown(place, step, id, what, known, "partnership.yaml")
                listed = ((partnership.where, (key, None, "id")) for key in ("agencies", "groups"))
                yield finding._replace(rests_on=tuple(listed))


def unknown_group(partnership: Partnership) -> Iterator[RuleFinding]:
    """A meeting is said to be a group's own, and `partnership.yaml` lists no such group.

    Whoever is expected at a group's own meeting are its members, and its attendance is counted apart.

    Write the id of a group that is listed, or add the group with `reflectctl group add`.

    Wrong:

        id: 2026-03-20-front-door
        date: "2026-03-20"
        title: The front door
        group: front-door

    Right:

        id: 2026-03-20-front-door
        date: "2026-03-20"
        title: The front door
    """
    if "partnership.yaml" in partnership.unread:
        return
    known = dict.fromkeys(group.id for group in partnership.groups)
    for meeting in partnership.meetings:
        if meeting.group and meeting.group not in known:
            finding = unknown(meeting.where, ("group",), meeting.group, "a group", known, "partnership.yaml")
            yield finding._replace(rests_on=((partnership.where, ("groups", None, "id")),))


def agency_under_earlier_id(partnership: Partnership) -> Iterator[RuleFinding]:
    """An agency is named by an id that it had before it was renamed.

    `was` in `partnership.yaml` keeps the earlier ids of an agency, so that old commits are read as they were meant.
    What is in the files now is read so, too, and two ids for one agency mislead whoever reads them.

    Write the id that the agency has now; `reflectctl agency rename` does so in every file.

    Wrong:

        agencies:
          - id: homes-for-wessex
            name: Homes for Wessex
            was: [housing]
        groups:
          - id: front-door
            name: Front door group
            kind: subgroup
            members: [housing]

    Right:

        agencies:
          - id: homes-for-wessex
            name: Homes for Wessex
            was: [housing]
        groups:
          - id: front-door
            name: Front door group
            kind: subgroup
            members: [homes-for-wessex]
    """
    for location, id, now in partnership.outdated:
        yield RuleFinding(
            location,
            f"`{id[:80]}` is what `{now[:80]}` was called before.",
            f"Write `{now[:80]}`.",
            rests_on=((partnership.where, ("agencies", None, "was")),),
        )


_Named = Iterator[tuple[Place, tuple[str | int, ...], str]]


def _agencies_or_groups(partnership: Partnership) -> _Named:
    for views in partnership.views:
        yield views.where, ("of",), views.of
    for assessment in partnership.assessments:
        for source in assessment.sources:
            yield source.where, ("agency",), source.agency
    for action in partnership.actions:
        yield action.where, ("owner",), action.owner
        for index, id in enumerate(action.joint):
            if not is_name(id):
                yield action.where, ("with", index), id


def _agencies(partnership: Partnership) -> _Named:
    for group in partnership.groups:
        yield from ((group.where, ("members", at), id) for at, id in enumerate(group.members))
    for meeting in partnership.meetings:
        for key, ids in (("present", meeting.present), ("absent", meeting.absent)):
            for index, id in enumerate(ids):
                yield meeting.where, (key, index), id


def unknown_meeting(partnership: Partnership) -> Iterator[RuleFinding]:
    """A meeting is named that has no file in `meetings/`.

    A rating says at which meeting it was agreed, so that a reader can see who was in the room. The meeting is named
    by the id inside its file.

    Write the id of a meeting that is there, or record the meeting with `reflectctl meeting new`.

    Wrong:

        assessments:
          culture:
            rating: neither
            meeting: 2026-03-children-first

    Right:

        assessments:
          culture:
            rating: neither
            meeting: 2026-03-12-children-first
    """
    if any(path.startswith("meetings/") and path.endswith("/") for path in partnership.unread):
        return
    known = dict.fromkeys(meeting.id for meeting in partnership.meetings)
    # A meeting whose file cannot be read is not unknown: the file has its own finding.
    unread = {path.rsplit("/", 1)[-1].removesuffix(".md") for path in partnership.unread}
    for place, id in _meetings(partnership):
        if id and id not in known and id not in unread:
            finding = unknown(place, ("meeting",), id, "a meeting", known, "meetings/")
            yield finding._replace(
                rests_on=tuple((each.where, "id") for each in partnership.meetings if stem(each.where.path) == id)
            )


def _meetings(partnership: Partnership) -> Iterator[tuple[Place, str]]:
    for assessment in partnership.assessments:
        yield assessment.where, assessment.meeting
        yield from ((each.where, each.meeting) for each in assessment.earlier)
        yield from ((view.where, view.meeting) for view in assessment.views)
        yield from ((each.where, each.meeting) for said in assessment.reflections.values() for each in said)
    if partnership.preliminary:
        yield partnership.preliminary.where, partnership.preliminary.meeting


def unknown_content(partnership: Partnership) -> Iterator[RuleFinding]:
    """The content that ratings stand beside is not all there, or is not what was chosen.

    `partnership.yaml` names the content pack, `content/pack.yaml` is that pack, and each principle that the pack
    lists has one file in `content/principles/`. Without them a rating has no words beside it. What a pack that
    `content check --against` compares with has, and this one has not, is found under the same name.

    Bring the missing file back from an earlier commit, or mend the id.

    Wrong:

        # partnership.yaml; the pack in content/ is practice-principles
        content: practice-principle

    Right:

        # partnership.yaml
        content: practice-principles
    """
    instrument = partnership.instrument
    if not instrument.id or any(is_rated_against(path) for path in partnership.unread):
        return
    if partnership.content and partnership.content != instrument.id and "partnership.yaml" not in partnership.unread:
        yield RuleFinding(
            partnership.where.at("content"),
            f"The content is said to be `{partnership.content}`, but content/pack.yaml is `{instrument.id}`.",
            f"Write `content: {instrument.id}`, or put the pack that was meant into content/.",
        )
    missing = {id: place for id, place in instrument.listed if instrument.principle(id) is None}
    for id, place in partnership.orphans:
        if instrument.principle(id) is not None:
            continue
        meant = next((each for each in missing if stem(place.path).endswith(each)), "") or nearest(id, missing)
        if meant:
            del missing[meant]
        yield RuleFinding(
            place.at(),
            f"The principle `{id[:80]}` is not in the list in content/pack.yaml, so it is not part of the content.",
            f"Did you mean `{meant}`, which is in the list and has no file?"
            if meant
            else "Add its id to `principles` in content/pack.yaml, or remove the file.",
        )
    for id, place in missing.items():
        yield RuleFinding(
            place.at(),
            f"The pack lists the principle `{id[:80]}`, but no file in content/principles/ has that id.",
            "Bring the file back from an earlier commit, or take the id out of the list.",
        )


def unknown_statement(partnership: Partnership) -> Iterator[RuleFinding]:
    """A statement is named that the principle does not have.

    A statement is a principle in one dimension, and the dimensions are those of the content. Not every principle has a
    statement under a dimension that the partnership added. What is noted under another name has no statement to stand
    beside.

    Write the dimension as the content has it; `reflectctl content show PRINCIPLE` lists a principle's.

    Wrong:

        assessments:
          cultures:
            rating: neither

    Right:

        assessments:
          culture:
            rating: neither
    """
    instrument = partnership.instrument
    if any(is_rated_against(path) for path in partnership.unread):
        return
    added: dict[str, tuple[tuple[Place, Pattern], ...]] = {
        each.id: ((each.where, ("statements", None)),) for each in partnership.local.files
    }
    there = {principle.id: [each.dimension for each in principle.statements] for principle in instrument.principles}
    for record in partnership.files_of_principles:
        principle = instrument.principle(record.principle)
        if principle is None:
            continue
        # Where each stands is asked of those that are found only: a file is read again for it.
        named: list[tuple[Callable[..., Location], tuple[str | int, ...], str]] = [
            (each.where.key, (), each.statement.partition(".")[2]) for each in record.assessments
        ]
        named += [
            (action.where.at, ("serves", at), id)
            for plan in record.plans
            for action in plan.actions
            for at, id in enumerate(action.serves)
            if instrument.dimension(id)
        ]
        for place, step, id in named:
            if id not in there[principle.id]:
                yield RuleFinding(
                    place(*step),
                    f"`{id[:80]}` is not a statement of this principle.",
                    f"{principle.id[:80]} has {', '.join(there[principle.id][:12]) or 'none'}.",
                    rests_on=((principle.where, ("statements", id)), *added.get(principle.id, ())),
                )


def repeated_id(partnership: Partnership) -> Iterator[RuleFinding]:
    """An id is used twice, so that what refers to it could mean either.

    Agencies, groups, meetings, actions, principles, entries of content and chapters of a report are known by their ids,
    in every file and at every commit. An agency and a group never have one id, and an earlier id of an agency is
    nobody else's. Actions have short random ids so that two branches never choose the same one. An id
    that has a meaning of its own, as `not-yet-rated` has, is taken too.

    Give one of the two another id; `reflectctl action add` makes new ones.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
              - id: a-4h8s
                action: Read our forms with parents

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
              - id: a-c6pd
                action: Read our forms with parents
    """
    yield from _earlier(partnership)
    for each in partnership.copies:
        kind = "file of views" if each.kind == "views" else each.kind
        yield from _repeated(kind, each.key, ((each.id, place) for place in each.places))
    chapters = partnership.layout.chapters
    yield from _repeated("chapter", "id", ((chapter.id, chapter.where) for chapter in chapters))
    for chapter in chapters:
        if chapter.id in KNOWN:
            yield RuleFinding(
                chapter.where.at("id"),
                f"The id `{chapter.id}` belongs to a section that reports have already.",
                f"Give the chapter another id, such as `our-{chapter.id}`, and name it by that in `sections`.",
            )
    for what, entries in _content(partnership.instrument):
        yield from _repeated(what, "id", entries)
    yield from _layers(partnership)
    for point in partnership.instrument.scale:
        if point.id == NOT_YET_RATED:
            yield RuleFinding(
                point.where.at("id"),
                f"The id `{NOT_YET_RATED}` is what is typed to empty a rating, so no point of the scale can have it.",
                "Give the point another id.",
            )
    for id, place in partnership.orphans:
        original = partnership.instrument.principle(id)
        if original is not None:
            yield RuleFinding(
                place.at(),
                f"The content principle `{id}` is there already, in {original.where.path}.",
                "Keep one of the two files.",
            )


def repeated_entry(partnership: Partnership) -> Iterator[RuleFinding]:
    """A source, an occasion of being heard, who is with an action, or an agency's name stands twice.

    Lists have no ids for these, so that two are one where everything that tells them apart is the same. It happens when
    both sides of a merge are kept, and it makes evidence look like more than there is. Who owns an action leads it, and
    stands under `with` no second time. Two agencies or groups of one name cannot be told apart where they are named.

    Delete one of the two, or write what tells them apart.

    Wrong:

        assessments:
          action:
            sources:
              - what: Joint case audit
                agency: health
                dated: "2026-02"
              - what: Joint case audit
                agency: health
                dated: "2026-02"

    Right:

        assessments:
          action:
            sources:
              - what: Joint case audit
                agency: health
                dated: "2026-02"
              - what: Joint case audit
                agency: police
                dated: "2026-02"
    """
    yield from same_names(partnership)
    sources = [
        [((each.what, each.agency, each.dated), each.where, "what") for each in assessment.sources]
        for assessment in partnership.assessments
    ]
    heard = [
        [((each.who, each.how, str(each.dated or "")), each.where, "who") for each in meeting.heard]
        for meeting in partnership.meetings
    ]
    called = {each.name.casefold(): each.id for each in partnership.agencies}
    for action in partnership.actions:
        first_at: dict[str, tuple[str | int, ...]] = {called.get(action.owner.casefold(), action.owner): ("owner",)}
        for at, named in enumerate(action.joint):
            who = called.get(named.casefold(), named)
            if who in first_at:
                yield RuleFinding(
                    action.where.at("with", at),
                    f"`{short(named)}` has undertaken this action already, by {action.where.at(*first_at[who])}.",
                    "Take it out here; the owner leads, and `with` names who else has undertaken it.",
                    rests_on=((action.where, "owner"),),
                )
            first_at.setdefault(who, ("with", at))
    for entries in (*sources, *heard):
        first: dict[tuple[str, ...], Place] = {}
        for key, place, step in entries:
            if any(key) and first.setdefault(key, place) is not place:
                yield RuleFinding(
                    place.at(step),
                    f"The same is written down already, at {first[key].at(step)}.",
                    "Delete one of the two, or write what tells them apart.",
                )


def _earlier(partnership: Partnership) -> Iterator[RuleFinding]:
    """Earlier ids of agencies that are another's, now or before, or stand twice."""
    own: dict[str, Agency | Group] = {each.id: each for each in reversed(partnership.speakers)}
    for group in partnership.groups:
        if (other := own[group.id]) is not group and isinstance(other, Agency):
            yield RuleFinding(
                group.where.at("id"),
                f"The id `{group.id[:80]}` belongs to an agency already, at {other.where.at('id')}.",
                "Give the group another id.",
            )
    first: dict[str, Location] = {}
    for agency in partnership.agencies:
        for at, id in enumerate(agency.was):
            place = agency.where.at("was", at)
            if id in own:
                whose = "this agency has it now" if own[id] is agency else f"{own[id].name[:80]} has it"
                yield RuleFinding(
                    place,
                    f"The id `{id[:80]}` is no earlier one: {whose}.",
                    "Take it out of `was`, or give the agency that has it another id.",
                )
            elif id in first:
                yield RuleFinding(
                    place,
                    f"The earlier id `{id[:80]}` belongs to an agency already, at {first[id]}.",
                    "Keep it under the agency that had it.",
                )
            else:
                first[id] = place


def _content(instrument: Instrument) -> Iterator[tuple[str, list[tuple[str, Place]]]]:
    """The lists of a content pack: what an entry of each is called, and the ids that have been given."""
    lists: tuple[tuple[str, Iterable[Term | Prompt | Horizon | Question]], ...] = (
        ("dimension", instrument.dimensions),
        ("point of the scale", instrument.scale),
        ("prompt", instrument.prompts),
        ("part of the plan", instrument.horizons),
        ("question", instrument.questions),
        ("theme", instrument.themes),
        ("approach", instrument.approaches),
    )
    for what, entries in lists:
        yield what, [(entry.id, entry.where) for entry in entries if entry.id]


def _layers(partnership: Partnership) -> Iterator[RuleFinding]:
    """What stands twice in what lies over the pack."""
    local = partnership.local
    yield from _repeated("local dimension", "id", ((each.id, each.where) for each in local.dimensions))
    yield from _repeated("local file", "id", ((each.id, each.where) for each in local.files if each.id))
    for said in partnership.translations:
        for files in (said.files, said.local_files):
            named = ((each.id, each.where) for each in files if each.id)
            yield from _repeated(f"file in {said.language}", "id", named)


def _repeated(what: str, key: str, items: Iterable[tuple[str, Place]]) -> Iterator[RuleFinding]:
    first: dict[str, Place] = {}
    for id, place in items:
        if id in first:
            yield RuleFinding(
                place.at(key),
                f"The id `{id}` belongs to another {what} already, at {first[id].at(key)}.",
                "Give one of the two another id, or remove the one that is a copy.",
            )
        else:
            first[id] = place
