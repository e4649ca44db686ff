"""A step of an example's story in, applied to a draft: the same wishes that people make, one commit at a time."""

from collections.abc import Mapping
from typing import Any

from ..analysis import lookup
from ..errors import ReflectError
from ..loading.load import Loaded
from ..loading.records import made
from ..loading.values import day, items, mapping, text
from ..model.records import DONE, DROPPED, IN_PROGRESS, Action, EarlierRating, Group, Progress, Source, View
from . import actions, members, operations
from .changeset import Draft


def apply(step: Mapping[str, Any], loaded: Loaded, draft: Draft) -> None:
    """Everything a step records, in the order: who is round the table, content, ratings, those agreed earlier, views,
    sources, notes, plans, actions.

    The meeting or the day that a step names is that of its notes.
    """
    instrument = loaded.partnership.instrument
    _members(step, loaded, draft)
    for _, item in items(step, "content"):
        operations.reword(loaded, draft, lookup.statement(text(item, "statement"), instrument), text(item, "text"))
    for _, item in items(step, "ratings"):
        operations.rate(
            loaded,
            draft,
            lookup.statement(text(item, "statement"), instrument),
            lookup.rating(text(item, "rating"), instrument),
            because=text(item, "because"),
            agreed=day(item, "agreed"),
            meeting=text(item, "meeting"),
        )
    for _, item in items(step, "earlier"):
        said = made(EarlierRating, item)
        assert said is not None, "a rating that was agreed earlier needs nothing"
        operations.rate_earlier(loaded, draft, lookup.statement(text(item, "statement"), instrument), said)
    for _, item in items(step, "views"):
        rating = text(item, "rating")
        operations.view(
            loaded,
            draft,
            lookup.statement(text(item, "statement"), instrument),
            View(
                text(item, "of"),
                lookup.rating(rating, instrument) if rating else None,
                day(item, "given"),
                text(item, "meeting"),
                text(item, "because"),
            ),
        )
    for _, item in items(step, "sources"):
        source = made(Source, item)
        assert source is not None, "a source needs nothing"
        operations.source(loaded, draft, lookup.statement(text(item, "statement"), instrument), source)
    for _, item in items(step, "notes"):
        statement = lookup.statement(text(item, "statement"), instrument)
        under, words = lookup.prompt(text(item, "prompt"), instrument), text(item, "text")
        meeting, dated = text(step, "meeting"), day(step, "dated")
        operations.note(loaded, draft, statement, under, words, meeting=meeting, dated=dated)
    for _, item in items(step, "plans"):
        principle = lookup.principle(text(item, "principle"), instrument)
        operations.plan(
            loaded, draft, principle, text(item, "horizon"), goal=text(item, "goal"), measure=text(item, "measure")
        )
    for _, item in items(step, "actions"):
        _action(item, loaded, draft)


def _members(step: Mapping[str, Any], loaded: Loaded, draft: Draft) -> None:
    for _, item in items(step, "groups"):
        group = made(Group, item)
        assert group is not None, "a group of the story has an id"
        members.add_group(loaded, draft, group)
    for _, item in items(step, "renamed"):
        agency = loaded.partnership.agency(text(item, "was"))
        assert agency is not None, "an agency of the story that is renamed is there"
        members.rename_agency(loaded, draft, agency, id=text(item, "id"), name=text(item, "name"))


def _action(item: Mapping[str, Any], loaded: Loaded, draft: Draft) -> None:
    (verb, value), *_ = item.items()
    facts = mapping(value)
    id = text(facts, "id")
    if verb == "add":
        action = made(Action, facts)
        assert action is not None, "an action of the story has an id"
        principle = lookup.principle(text(facts, "principle"), loaded.partnership.instrument)
        actions.add(loaded, draft, principle, text(facts, "horizon"), action)
        return
    if verb == "progress":
        noted = made(Progress, facts)
        assert noted is not None, "what happened on the way needs nothing"
        actions.progress(loaded, draft, id, noted, None)
        return
    status = {"start": IN_PROGRESS, "done": DONE, "drop": DROPPED}.get(verb)
    if status is None:
        raise ReflectError(f"The story does something to an action that is not known: {verb}.")
    actions.change(
        loaded,
        draft,
        id,
        status=status,
        closed=day(facts, "closed"),
        outcome=text(facts, "outcome"),
    )
