"""What stands in a part of the plan of a copy, in; its goal, its actions and its measure, out.

The three boxes are known by what is printed above each: by its words where they are known, else because the same words
stand there in every part of every plan.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ...model.instrument import Horizon, Instrument
from ...model.named_tuples import NamedTuple
from ..published import labels as form
from .boxes import Written
from .pieces import Piece

GOAL, ACTIONS, MEASURE = "goal", "actions", "measure"

_HEAD = re.compile(r"[^:?]{3,200}[:?]")


class Part(NamedTuple):
    """What somebody wrote in a part of the plan."""

    goal: tuple[Written, ...] = ()
    actions: tuple[Written, ...] = ()
    measure: tuple[Written, ...] = ()
    unsure: tuple[Piece, ...] = ()
    """What stands there and cannot be told to be in one of the three."""


def parts(plans: Mapping[tuple[str, str], Sequence[Piece]], pack: Instrument) -> dict[tuple[str, str], Part]:
    """The parts of the plans, by principle and part."""
    learned = _Learned(plans)
    told = {key: _Cutting(each, pack.horizon(key[1]), learned).part for key, each in plans.items()}
    for principle in dict.fromkeys(principle for principle, _ in told):
        own = [key for key in told if key[0] == principle]
        if len(own) == len(pack.horizons) and len(own) > 1:
            told.update(_apart(own, plans, pack, learned))
    return {key: each.finished() if isinstance(each, _Part) else each for key, each in told.items()}


class _Learned:
    """What is printed in the plans of a copy, where its words are not known."""

    def __init__(self, plans: Mapping[tuple[str, str], Sequence[Piece]]) -> None:
        heads = {key: [head for each in there if (head := _head(each.text))] for key, there in plans.items()}
        in_parts: dict[str, set[str]] = {}
        for (_, horizon), found in heads.items():
            for head in found:
                in_parts.setdefault(head, set()).add(horizon)
        times = Counter(head for found in heads.values() for head in {*found})
        # What is asked in every part of every plan: where parts stand beside each other, it is read below the last one.
        both = {head for head, parts in in_parts.items() if len(parts) > 1 and 2 * times[head] > len(heads)}
        self.asks = list(dict.fromkeys(head for found in heads.values() for head in found if head in both))
        goals: Counter[tuple[str, str]] = Counter()
        for (_, horizon), found in heads.items():
            goals.update((horizon, head) for head in {*found} - both)
        self.goals = {key for key, times in goals.items() if times > 1}


def _head(text: str) -> str:
    found = _HEAD.match(text)
    return " ".join(found[0].split()).casefold() if found else ""


class _Part:
    """A part that is being put together."""

    def __init__(self) -> None:
        self.boxes: list[tuple[str, list[Written]]] = []
        self.unsure: list[Piece] = []
        self.asked: list[str] = []

    def finished(self) -> Part:
        told: dict[str, list[Written]] = {GOAL: [], ACTIONS: [], MEASURE: []}
        for kind, written in self.boxes:
            told[kind] += written
        twice = [kind for kind, times in Counter(self.asked).items() if times > 1]
        if twice or not {ACTIONS, MEASURE} <= {*self.asked}:
            left = [piece for _, written in self.boxes for text, piece in written if text]
            return Part(unsure=(*self.unsure, *left))
        return Part(tuple(told[GOAL]), tuple(told[ACTIONS]), tuple(told[MEASURE]), tuple(self.unsure))


class _Cutting:
    """Goes through a part once."""

    def __init__(self, pieces: Sequence[Piece], horizon: Horizon | None, learned: _Learned) -> None:
        self.part = _Part()
        self._horizon = horizon or Horizon("", "", "", "", "")
        self._learned = learned
        known = [(ACTIONS, form.ACTIONS), (ACTIONS, self._horizon.actions), (MEASURE, form.MEASURE),
                 (MEASURE, self._horizon.measure), (GOAL, self._horizon.goal)]  # fmt: skip
        self._known = [
            (kind, re.compile(rf"\W*{form.phrase(words)}\s*[:?.…]*\s*", re.IGNORECASE)) for kind, words in known
        ]
        self._motto = re.compile(rf"\W*{form.phrase(self._horizon.motto)}\W*", re.IGNORECASE)
        self._is_known = any(
            kind != GOAL and pattern.match(each.text) for each in pieces for kind, pattern in self._known
        )
        for each in pieces:
            self._take(each)

    def _take(self, piece: Piece) -> None:
        text = piece.text
        begun = bool(self.part.asked)
        if not begun and self._horizon.motto and (found := self._motto.match(text)):
            text = text[found.end() :]
            if not text:
                return
        kind, rest = self._asked(text, begun=begun)
        if kind:
            self.part.asked.append(kind)
            self.part.boxes.append((kind, [(rest, piece)] if rest else []))
        elif self.part.boxes:
            self.part.boxes[-1][1].append((text, piece))
        else:
            self.part.unsure.append(piece)

    def _asked(self, text: str, *, begun: bool) -> tuple[str, str]:
        """What a line asks for, and what stands behind that in the same line; nothing where it is no label."""
        for kind, pattern in self._known:
            if (found := pattern.match(text)) and (kind != GOAL or not begun):
                return kind, text[found.end() :].strip()
        head = _HEAD.match(text)
        if not head:
            return "", ""
        said, rest = _head(text), text[head.end() :].strip()
        if not self._is_known and len(self._learned.asks) == 2 and said in self._learned.asks:
            return (ACTIONS, MEASURE)[self._learned.asks.index(said)], rest
        if (self._horizon.id, said) in self._learned.goals and GOAL not in self.part.asked:
            return GOAL, rest
        # In a copy of one plan, what is printed first in a part is what its goal is asked with.
        is_alone = all(horizon != self._horizon.id for horizon, _ in self._learned.goals)
        return (GOAL, rest) if not begun and is_alone and len(said.split()) >= _FEWEST_WORDS else ("", "")


_FEWEST_WORDS = 4
"""What asks for a goal has so many words at least; fewer before a colon are somebody's own."""


def _apart(
    own: Sequence[tuple[str, str]],
    plans: Mapping[tuple[str, str], Sequence[Piece]],
    pack: Instrument,
    learned: _Learned,
) -> dict[tuple[str, str], _Part]:
    """Parts that stand beside each other and are read across: what both ask stands below the last of them, in order."""
    made = {key: _Cutting(plans[key], pack.horizon(key[1]), learned).part for key in own}
    *firsts, last = own
    asked = [kind for kind in made[last].asked if kind != GOAL]
    bare = all(not {ACTIONS, MEASURE} & {*made[key].asked} for key in firsts)
    if not bare or Counter(asked) != Counter({ACTIONS: len(own), MEASURE: len(own)}):
        return {}
    turn: Counter[str] = Counter()
    boxes, made[last].boxes, made[last].asked = made[last].boxes, [], []
    for kind, written in boxes:
        key = last if kind == GOAL else own[turn[kind]]
        turn[kind] += kind != GOAL
        made[key].boxes.append((kind, written))
        made[key].asked.append(kind)
    return made
