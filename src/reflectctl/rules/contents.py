"""Rules about a content pack by itself: that it says what the checks, the worksheets and the reports go by."""

from collections.abc import Iterator
from itertools import pairwise

from ..loading.files import PACK
from ..model.instrument import AGREEMENT, DISAGREEMENT, UNCLEAR, Instrument
from ..model.locations import Nowhere
from ..model.records import Partnership
from ..model.suggestions import nearest
from .findings import RuleFinding
from .naming import short

_ORDER = (AGREEMENT, UNCLEAR, DISAGREEMENT)


def incomplete_content(partnership: Partnership) -> Iterator[RuleFinding]:
    """The content leaves something out that checks, worksheets or reports go by.

    The program knows no instrument: which ratings claim something, and what is asked under a heading, it is told by the
    content pack. Where the pack is silent, checks pass over what they were meant to find, and a page has a heading with
    nothing below it.

    Add what is missing, in your own words. In an instrument that has no voices, leave out every `voice`, and
    `voice_title` with them.

    Wrong:

        # content/pack.yaml
        scale:
          - id: agree
            title: Agree
          - id: neither
            title: Neither agree nor disagree
          - id: disagree
            title: Disagree

    Right:

        # content/pack.yaml
        scale:
          - id: agree
            title: Agree
            stance: agreement
          - id: neither
            title: Neither agree nor disagree
            stance: unclear
          - id: disagree
            title: Disagree
            stance: disagreement
    """
    instrument = partnership.instrument
    yield from _unsaid(instrument)
    yield from _one_sided(instrument)
    for prompt in instrument.prompts:
        if prompt.id and not any(prompt.questions):
            yield RuleFinding(
                prompt.where.key("questions"),
                f"The prompt `{short(prompt.id)}` asks no question.",
                "Write what opens up the conversation under it, in a list under `questions`.",
                rests_on=((prompt.where, "questions"),),
            )


def _unsaid(instrument: Instrument) -> Iterator[RuleFinding]:
    """The statements without words, and the voices that are missing where others are there."""
    voiced = bool(instrument.voice_title) or any(principle.voice for principle in instrument.principles)
    for principle in instrument.principles:
        for statement in principle.statements:
            if not statement.text:
                yield RuleFinding(
                    statement.where.at(),
                    f"The statement {short(statement.id)} has no words.",
                    "Write what partners are to rate.",
                    rests_on=((principle.where, ("statements", statement.dimension)),),
                )
        if principle.local and not principle.title:
            near = nearest(principle.id, [each.id for each in instrument.principles if not each.local])
            yield RuleFinding(
                principle.where.key("title"),
                f"Nothing says what the principle `{short(principle.id)}` is called, and it is not one of the pack's.",
                f"Did you mean `{near}`? Else write its `title`." if near else "Write its `title`.",
                rests_on=((principle.where, "title"),),
            )
        if voiced and not principle.voice and not principle.local:
            yield RuleFinding(
                principle.where.key("voice"),
                f"Nothing says how `{short(principle.id)}` should feel to those whom it is about.",
                "Write it under `voice`, in the first person and in words that are nobody's in particular.",
                rests_on=((principle.where, "voice"),),
            )


def _one_sided(instrument: Instrument) -> Iterator[RuleFinding]:
    """The points of the scale that take no side, or the side that no point takes."""
    silent = [point for point in instrument.scale if not point.stance]
    for point in silent:
        yield RuleFinding(
            point.where.key("stance"),
            f"The point `{short(point.id)}` of the scale does not say which side it is on.",
            f"Write `stance: {AGREEMENT}`, `{UNCLEAR}` or `{DISAGREEMENT}`.",
            rests_on=((point.where, "stance"),),
        )
    if silent:
        return
    taken = {point.stance for point in instrument.scale}
    for side in (AGREEMENT, DISAGREEMENT):
        if taken and side not in taken:
            yield RuleFinding(
                instrument.scale[0].where.key("stance"),
                f"The scale has no point of {side}, so no rating can say so.",
                f"Write `stance: {side}` where a point of the scale is that, or add such a point.",
                rests_on=((Nowhere(PACK), "scale"), *((point.where, "stance") for point in instrument.scale)),
            )


def scale_out_of_order(partnership: Partnership) -> Iterator[RuleFinding]:
    """The points of the scale do not stand in order, from agreement to disagreement.

    A rating that moved is told as towards one side of the scale or the other, and pictures put its points side by
    side. Both go by the order of the list.

    Put the points in order: those of agreement first, the strongest at the top; then what is unclear; then those of
    disagreement, the strongest at the bottom. The ids stay as they are, so that what has been rated keeps its rating.

    Wrong:

        # content/pack.yaml
        scale:
          - id: disagree
            title: Disagree
            stance: disagreement
          - id: neither
            title: Neither agree nor disagree
            stance: unclear
          - id: agree
            title: Agree
            stance: agreement

    Right:

        # content/pack.yaml
        scale:
          - id: agree
            title: Agree
            stance: agreement
          - id: neither
            title: Neither agree nor disagree
            stance: unclear
          - id: disagree
            title: Disagree
            stance: disagreement
    """
    known = [point for point in partnership.instrument.scale if point.stance in _ORDER]
    for above, point in pairwise(known):
        if _ORDER.index(point.stance) < _ORDER.index(above.stance):
            yield RuleFinding(
                point.where.at("id"),
                f"The point `{short(point.id)}` of the scale is {_side(point.stance)} and stands below "
                f"`{short(above.id)}`, which is {_side(above.stance)}.",
                "Put the points in order: agreement first, then what is unclear, then disagreement.",
                rests_on=((above.where, "stance"), (point.where, "stance")),
            )
            return


def _side(stance: str) -> str:
    return stance if stance == UNCLEAR else f"one of {stance}"
