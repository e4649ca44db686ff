"""A step of an example's story in, applied to a draft: the same wishes that people make, one commit at a time."""

from collections.abc import Mapping
from typing import Any

from ..analysis import names
from ..errors import ReflectError
from ..loading.load import Loaded
from ..loading.values import day, items, mapping, text, texts
from ..model.partnership import DONE, DROPPED, IN_PROGRESS, Action
from . import wishes
from .draft import Draft


def apply(step: Mapping[str, Any], loaded: Loaded, draft: Draft) -> None:
    """Everything a step records, in the order: content, ratings, views, sources, notes, plans, actions."""
    instrument = loaded.partnership.instrument
    for _, item in items(step, "content"):
        wishes.reword(loaded, draft, names.statement(text(item, "statement"), instrument), text(item, "text"))
    for _, item in items(step, "ratings"):
        wishes.rate(
            loaded,
            draft,
            names.statement(text(item, "statement"), instrument),
            names.rating(text(item, "rating"), instrument),
            because=text(item, "because"),
            agreed=day(item, "agreed"),
            meeting=text(item, "meeting"),
        )
    for _, item in items(step, "views"):
        rating = text(item, "rating")
        wishes.view(
            loaded,
            draft,
            names.statement(text(item, "statement"), instrument),
            text(item, "agency"),
            names.rating(rating, instrument) if rating else None,
            because=text(item, "because"),
        )
    for _, item in items(step, "sources"):
        facts = {key: text(item, key) for key in ("what", "agency", "dated", "link")}
        wishes.source(loaded, draft, names.statement(text(item, "statement"), instrument), **facts)
    for _, item in items(step, "notes"):
        statement = names.statement(text(item, "statement"), instrument)
        wishes.note(loaded, draft, statement, names.prompt(text(item, "prompt"), instrument), text(item, "text"))
    for _, item in items(step, "plans"):
        principle = names.principle(text(item, "principle"), instrument)
        wishes.plan(
            loaded, draft, principle, text(item, "horizon"), goal=text(item, "goal"), measure=text(item, "measure")
        )
    for _, item in items(step, "actions"):
        _action(item, loaded, draft)


def _action(item: Mapping[str, Any], loaded: Loaded, draft: Draft) -> None:
    (verb, value), *_ = item.items()
    facts = mapping(value)
    id = text(facts, "id")
    if verb == "add":
        action = Action(
            id,
            text(facts, "action"),
            owner=text(facts, "owner"),
            role=text(facts, "role"),
            opened=day(facts, "opened"),
            due=day(facts, "due"),
            serves=texts(facts, "serves"),
        )
        principle = names.principle(text(facts, "principle"), loaded.partnership.instrument)
        wishes.add_action(loaded, draft, principle, text(facts, "horizon"), action)
        return
    status = {"start": IN_PROGRESS, "done": DONE, "drop": DROPPED, "move": ""}.get(verb)
    if status is None:
        raise ReflectError(f"The story does something to an action that is not known: {verb}.")
    wishes.change_action(
        loaded,
        draft,
        id,
        status=status,
        closed=day(facts, "closed"),
        outcome=text(facts, "outcome"),
        due=day(facts, "due"),
    )
