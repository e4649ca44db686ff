"""A step of an example's story in, applied to a draft: the same wishes that people make, one commit at a time."""

from collections.abc import Mapping
from typing import Any

from ..analysis import lookup
from ..errors import ReflectError
from ..loading.load import Loaded
from ..loading.records import made
from ..loading.values import day, items, mapping, text
from ..model.records import DONE, DROPPED, IN_PROGRESS, Action, Source, View
from . import actions, operations
from .changeset import Draft


def apply(step: Mapping[str, Any], loaded: Loaded, draft: Draft) -> None:
    """Everything a step records, in the order: content, ratings, views, sources, notes, plans, actions."""
    instrument = loaded.partnership.instrument
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
        meeting, dated = text(item, "meeting"), day(item, "dated")
        operations.note(loaded, draft, statement, under, words, meeting=meeting, dated=dated)
    for _, item in items(step, "plans"):
        principle = lookup.principle(text(item, "principle"), instrument)
        operations.plan(
            loaded, draft, principle, text(item, "horizon"), goal=text(item, "goal"), measure=text(item, "measure")
        )
    for _, item in items(step, "actions"):
        _action(item, loaded, draft)


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
    status = {"start": IN_PROGRESS, "done": DONE, "drop": DROPPED, "move": ""}.get(verb)
    if status is None:
        raise ReflectError(f"The story does something to an action that is not known: {verb}.")
    actions.change(
        loaded,
        draft,
        id,
        status=status,
        closed=day(facts, "closed"),
        outcome=text(facts, "outcome"),
        due=text(facts, "due"),
    )
