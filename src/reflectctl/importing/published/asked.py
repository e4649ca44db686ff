"""What the document asks again and again: the prompts below each statement, and the plan below each voice.

Each is printed many times, so that the times can be held against each other: what stands there most often is taken, and
whatever differs is a doubt.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import TypeVar

from ...model.instrument import Instrument, Prompt
from . import labels as form
from .notes import PLAN, Key, Notes, capital, name, named, short
from .principles import Below
from .scan import Event, Scan

Questions = tuple[str, ...]
Value = TypeVar("Value", str, tuple[str, ...])


def prompts(below: Below, scan: Scan, pack: Instrument, notes: Notes) -> None:
    """Notes the prompts' titles and questions."""
    read: list[tuple[int, dict[str, Questions], Counter[str]]] = []
    titles = {prompt.id: prompt.title for prompt in pack.prompts}
    for events in below:
        found = [event for event in events if event.kind == "prompt"]
        if not found:
            continue
        for event in found:
            notes.take(("prompts", event.id, "title"), name(event.text, titles[event.id]))
        questions = {event.id: _below(events, event, scan) for event in found}
        read.append((found[0].at, questions, _words(event.text for event in events if event.kind == "text")))
    for prompt in pack.prompts:
        # Headings that stand side by side may be read one after the other, and all the questions after them.
        told = [
            (questions[prompt.id], at)
            for at, questions, _ in read
            if all(questions.values()) and prompt.id in questions
        ]
        key = ("prompts", prompt.id, "questions")
        if told:
            _agreed(prompt, told, scan, notes)
        elif read:
            notes.doubt(scan.place(read[0][0]), f"Which questions belong under {prompt.title} cannot be told.", key)
    agreed = {prompt.id: notes.words.get(("prompts", prompt.id, "questions"), ()) for prompt in pack.prompts}
    everything = _words(question for questions in agreed.values() for question in questions)
    for at, questions, words in read:
        # Columns, or a page that ends in the middle of them, put the same words into another order: that is fine.
        others = [prompt.title for prompt in pack.prompts if questions.get(prompt.id) != agreed[prompt.id]]
        if others and everything - words and all(agreed.values()):
            message = f"What stands under {' and under '.join(others)} here is not what stands there elsewhere."
            notes.doubt(scan.place(at), message)


def _agreed(prompt: Prompt, told: Sequence[tuple[Questions, int]], scan: Scan, notes: Notes) -> None:
    """Notes the questions that stand most often under a prompt, where they are as many as were expected."""
    key = ("prompts", prompt.id, "questions")
    expected = len(prompt.questions)
    whole = [each for each, _ in told if len(each) == expected and all(question.endswith("?") for question in each)]
    # Where columns were read line by line, the questions of most statements are in pieces, and those of some whole.
    most = _most(whole or (questions for questions, _ in told))
    if whole:
        notes.take(key, most)
        return
    at = next(at for questions, at in told if questions == most)
    message = f"{expected} questions were expected under {prompt.title}; found: “{short(' '.join(most))}”."
    notes.doubt(scan.place(at), message, key)


def _below(events: Sequence[Event], prompt: Event, scan: Scan) -> Questions:
    """The questions between a prompt and whatever is announced next, however their lines are broken."""
    found: list[str] = []
    held: list[str] = []
    item = False
    for event in events[events.index(prompt) + 1 :]:
        if event.kind != "text":
            break
        begins = scan.lines[event.at].depth > 0
        if held and begins:
            # An item that does not end as a question is kept as it is, and so differs from the others.
            found.append(" ".join(held))
            held = []
        item = item if held else begins
        held.append(event.text)
        if event.text.endswith("?"):
            found.append(" ".join(held))
            held = []
    return (*found, " ".join(held)) if held and item else tuple(found)


def plan(below: Below, scan: Scan, pack: Instrument, notes: Notes) -> None:
    """Notes what is asked in each part of the plan."""
    told: dict[Key, list[tuple[str, int]]] = defaultdict(list)
    others: list[tuple[Counter[str], int]] = []
    filled: list[int] = []
    for events in map(_without_answers, below, repeat(filled)):
        parts = _parts(events)
        for horizon in pack.horizons:
            if horizon.id in parts:
                notes.take(("horizons", horizon.id, "title"), name(parts[horizon.id][0].text, horizon.title))
        lacking = [horizon.title for horizon in pack.horizons if horizon.id not in parts]
        if lacking:
            if parts:
                message = f"This plan has nothing under {' and under '.join(lacking)}."
                notes.doubt(scan.place(events[0].at), message)
            continue
        asked = {horizon.id: _asked(parts[horizon.id][1], horizon.motto) for horizon in pack.horizons}
        first = min(event.at for event, _ in parts.values())
        if any(len(texts) != len(PLAN) - 1 for texts in asked.values()):
            others.append((_words(_texts(events, first)), first))
            continue
        for id, texts in asked.items():
            for part, text in zip(PLAN[1:], texts, strict=True):
                if text:
                    told["horizons", id, part].append((text, parts[id][0].at))
    for key, found in told.items():
        notes.take(key, _most(text for text, _ in found))
        for text, at in found:
            if text != notes.words[key]:
                message = f"{capital(named(key))} is put otherwise here than elsewhere: “{short(text)}”."
                notes.doubt(scan.place(at), message)
    for at in filled[:1]:
        notes.doubt(scan.place(at), FILLED_IN, grave=False)
    _otherwise(others, told, scan, notes)


def _otherwise(
    others: Sequence[tuple[Counter[str], int]], told: dict[Key, list[tuple[str, int]]], scan: Scan, notes: Notes
) -> None:
    """Plans whose texts could not be told apart: they have to be made of the same words."""
    everything = _words(_most(text for text, _ in found) for found in told.values())
    for words, at in others:
        if words != everything:
            notes.doubt(
                scan.place(at), "The plan is put otherwise here than elsewhere, or its texts cannot be told apart."
            )


FILLED_IN = (
    "Boxes are filled in, here and maybe further on; what stands in them is no published wording and was left out. "
    "`reflectctl worksheet read` reads what a copy in DOCX says."
)
_BOX = re.compile(rf"\W*(?:{form.phrase(form.ACTIONS)}|{form.phrase(form.MEASURE)})\W*", re.IGNORECASE)


def _without_answers(events: Sequence[Event], filled: list[int]) -> Sequence[Event]:
    """A plan without what somebody wrote below its labels; where that stands goes to `filled`.

    Somebody has, where what stands above a label announces nothing.
    """
    labels = [at for at, each in enumerate(events) if each.kind == "text" and _BOX.fullmatch(each.text)]
    if all(not at or events[at - 1].kind != "text" or events[at - 1].text[-1:] in (":", "?") for at in labels):
        return events
    kept: list[Event] = []
    is_box = False
    for at, each in enumerate(events):
        if each.kind != "text" or at in labels:
            is_box = at in labels
            kept.append(each)
        elif is_box:
            filled.append(each.at)
        else:
            kept.append(each)
            # What asks for a goal comes first; the motto above it does not end what is asked.
            is_box = each.text[-1:] in (":", "?") and not _MOTTO.search(each.text)
    return kept


_MOTTO = re.compile(r"[’'”\"]\s*:$")
"""How a motto ends, which stands in quotation marks."""


def _parts(events: Sequence[Event]) -> dict[str, tuple[Event, list[str]]]:
    """The texts below the heading of each part of the plan; they end in a colon or a question mark."""
    parts: dict[str, tuple[Event, list[str]]] = {}
    texts: list[str] = []
    held: list[str] = []
    for event in events:
        if event.kind == "horizon":
            texts, held = parts.setdefault(event.id, (event, []))[1], []
        elif event.kind == "text" and parts:
            held.append(event.text)
            if event.text.endswith((":", "?")):
                texts.append(" ".join(held))
                held = []
    return parts


def _asked(texts: Sequence[str], motto: str) -> list[str]:
    """The motto, empty where none is printed, and the other texts, without the colons that announce room to write."""
    texts, found = list(texts), ""
    begun = motto and texts and re.match(rf"[‘'“\"]?({form.phrase(motto)})[’'”\"]?\W*", texts[0], re.IGNORECASE)
    if begun:
        found, rest = " ".join(begun[1].split()), texts[0][begun.end() :].strip()
        texts[:1] = [rest] if rest else []
    return [found, *(text.rstrip(" :") for text in texts)]


def _texts(events: Iterable[Event], after: int) -> list[str]:
    return [event.text for event in events if event.kind == "text" and event.at > after]


def _words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in texts, in whatever order."""
    return Counter(re.findall(r"[^\W_]+", " ".join(texts).casefold()))


def _most(values: Iterable[Value]) -> Value:
    """The value that is there most often; of several, the first."""
    return Counter(values).most_common(1)[0][0]
