"""The made-up partnership of a corpus: its texts, its meetings and its commits, told one after the other.

In: a size, and the files that it begins with. Out: what each commit says, and what is true when all are made. The dice
are thrown by the size's name and the version alone, so that they fall in the same way everywhere.
"""

import random
import textwrap
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

VERSION = 3
"""Goes into the name of a kept corpus: raise it when the generator changes what it makes."""

Answer = tuple[str, str, str]
"""The day a rating was agreed, the rating, and the subject of the commit that recorded it."""

Truth = dict[str, list[Answer]]


class Size(NamedTuple):
    """How much of everything a corpus has."""

    name: str
    meetings: int
    commits: int
    touching: int
    """How many of the commits touch principles."""
    begins: str
    days: int


AGENCIES = {
    "council": "Examplebury Council",
    "police": "Example Valley Police",
    "health": "NHS Example Valley Integrated Care Board",
    "education": "Examplebury Schools and Colleges Forum",
    "youth-justice": "Examplebury Youth Justice Service",
    "voluntary": "Examplebury Voluntary Sector Alliance",
}
STATUTORY = ("council", "police", "health")
PRINCIPLES = (
    "children-first",
    "inequalities",
    "voice",
    "strengths-and-relationships",
    "trauma",
    "curiosity",
    "parents-and-carers",
    "safer-spaces",
)
DIMENSIONS = ("action", "behaviour", "culture")
RATINGS = ("strongly-agree", "agree", "neither", "disagree", "strongly-disagree")
PROMPTS = ("evidence", "building", "experience")
HORIZONS = ("immediate", "longer_term")
ROLES = ("Exploitation lead", "Head of service", "Business manager", "Designated nurse", "Participation worker")

_WHO = (
    "the joint audit", "a sample of twelve plans", "the strategy", "the young people's group", "each agency",
    "the front door", "the youth justice team", "the housing officer on duty", "the learning review", "supervision",
    "the induction pack", "the weekly briefing", "a parents' group", "the commissioning plan",
)  # fmt: skip
_DOES = (
    "now says plainly", "does not yet show", "asks every time", "showed in the spring", "leaves out",
    "has begun to ask", "could not tell us", "repeats word for word", "puts in writing",
    "describes two different accounts of", "was changed to say",
)  # fmt: skip
_WHAT = (
    "what children said about the first conversation", "who is asked, and by whom", "the words used in referrals",
    "how a decision was explained to the family", "what happens out of hours", "where young people feel safe",
    "which agency follows up, and when", "why a meeting was missed", "what changed after the last review",
    "how often the same question is asked", "the reasons behind a refusal",
)  # fmt: skip
_MORE = (
    "in most of the records that were read", "although nobody had looked since last year", "before the case is closed",
    "and we can show it", "which is less than we had thought", "across all six agencies", "with two exceptions",
    "because the form has no place for it", "when the worker stays the same",
)  # fmt: skip


@dataclass
class _Assessment:
    """How a statement stands in the file that is being made."""

    rating: str = ""
    agreed: str = ""
    meeting: str = ""
    because: str = ""
    sources: list[tuple[str, str, str]] = field(default_factory=list)
    reflections: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class _Action:
    """An action of a plan."""

    id: str
    action: str
    owner: str
    role: str
    opened: str
    due: str
    serves: str
    status: str = "open"
    closed: str = ""
    outcome: str = ""


@dataclass
class _Plan:
    """One part of Making Progress."""

    goal: str
    measure: str
    actions: list[_Action]


@dataclass
class _Principle:
    """A principle file that is being made."""

    id: str
    path: str
    assessments: dict[str, _Assessment]
    plans: dict[str, _Plan]

    def text(self) -> str:
        """The file."""
        lines = ["# yaml-language-server: $schema=../.reflectctl/schema/principle.schema.json", f"principle: {self.id}"]
        lines.append("assessments:")
        for dimension, each in self.assessments.items():
            lines.append(f"  {dimension}:")
            if each.rating:
                lines += [f"    rating: {each.rating}", f'    agreed: "{each.agreed}"', f"    meeting: {each.meeting}"]
                lines += _folded("because", each.because, 4)
            else:
                lines.append("    rating:")
            lines.append("    sources:")
            for what, agency, dated in each.sources:
                lines += [f"      - what: {what}", f"        agency: {agency}", f'        dated: "{dated}"']
            lines.append("    reflections:")
            for prompt, points in each.reflections.items():
                lines.append(f"      {prompt}: |")
                for point in points:
                    lines += _wrapped(point, 8, "- ", "  ")
        lines.append("making_progress:")
        for horizon, plan in self.plans.items():
            lines += [
                f"  {horizon}:",
                "    goal: |",
                *_wrapped(plan.goal, 6),
                "    measure: |",
                *_wrapped(plan.measure, 6),
            ]
            lines.append("    actions:" if plan.actions else "    actions: []")
            for action in plan.actions:
                lines += [f"      - id: {action.id}", *_folded("action", action.action, 8)]
                lines += [f"        owner: {action.owner}", f"        role: {action.role}"]
                lines += [f'        opened: "{action.opened}"', f'        due: "{action.due}"']
                lines.append(f"        status: {action.status}")
                if action.closed:
                    lines += [f'        closed: "{action.closed}"', *_folded("outcome", action.outcome, 8)]
                lines.append(f"        serves: [{action.serves}]")
        return "\n".join(lines) + "\n"


class Change(NamedTuple):
    """A commit to be: the files it writes, and for a merge the mark of its second parent."""

    subject: str
    at: datetime
    author: str
    files: dict[str, str]
    parent: int
    merged: int = 0


def _wrapped(text: str, indent: int, first: str = "", rest: str = "") -> list[str]:
    margin = " " * indent
    return textwrap.wrap(text, 108, initial_indent=margin + first, subsequent_indent=margin + rest)


def _folded(key: str, text: str, indent: int) -> list[str]:
    return [f"{' ' * indent}{key}: >-", *_wrapped(text, indent + 2)]


class Story:
    """Tells a partnership's commits one after the other, and remembers what is true."""

    def __init__(self, size: Size, begin: dict[str, str]) -> None:
        self.size = size
        self.begin = begin
        self.random = random.Random(f"reflectctl {VERSION} {size.name}")
        self.truth: Truth = {f"{principle}.{dimension}": [] for principle in PRINCIPLES for dimension in DIMENSIONS}
        self.principles: list[_Principle] = []
        self.meetings: list[tuple[str, str, str]] = []
        """The path, the head and the notes of each."""
        self.meeting, self.day = "", ""
        self.rated_today: set[str] = set()
        self.views: dict[str, dict[str, tuple[str, str, str]]] = {agency: {} for agency in AGENCIES}
        """By agency and statement: the rating, the day and the reason."""
        self.spoke: set[str] = set()
        """Those whose files are to be written with the next commit."""
        self.apart: Collection[str] = ()
        self.minted = 0

    def changes(self) -> Iterator[Change]:
        """Every commit, parents before children; marks count from 1. Some are made on a branch and merged."""
        size = self.size
        start = datetime.fromisoformat(size.begins).replace(hour=9, tzinfo=UTC)
        step = timedelta(days=size.days) / size.commits
        yield Change("Begin: the partnership and its content", start, "Coordinator", self.begin, 0)
        rest = range(2, size.commits + 1)
        touching = {2, *self.random.sample(rest[1:], size.touching - 1)}
        # The first commit after the beginning brings a meeting, so that there is one to agree ratings at.
        meetings = {2 + (number * (size.commits - 2)) // size.meetings for number in range(size.meetings)}
        main, side = 1, 0
        branched: dict[str, str] = {}
        for mark in rest:
            at = start + step * (mark - 1)
            author = self.random.choice(("Coordinator", "Business manager", "Participation worker"))
            if side and mark not in touching and mark not in meetings:
                yield Change("Merge branch 'after-the-meeting'", at, author, branched, main, side)
                main, side = mark, 0
                continue
            files: dict[str, str] = {}
            subject = self.meet(at, files) if mark in meetings else ""
            if mark in touching:
                # While a branch is open main touches other files than the branch does.
                subject = self.touch(mark, at, files, apart=branched if side else ())
            elif not files:
                subject = self.tidy(mark, files)
            yield Change(subject, at, author, files, main)
            if mark in touching - meetings and not side and mark < size.commits - 20 and self.random.random() < 0.15:
                side, branched = mark, files
            else:
                main = mark
        if side:
            raise AssertionError("a branch was left unmerged: change the version, which changes the dice")

    def meet(self, at: datetime, files: dict[str, str]) -> str:
        """A meeting is held."""
        number = len(self.meetings)
        self.day = at.date().isoformat()
        self.meeting = f"{self.day}-meeting-{number + 1}"
        self.rated_today = set()
        about = list(
            dict.fromkeys([PRINCIPLES[number % 8], *self.random.sample(PRINCIPLES, self.random.randint(0, 2))])
        )
        absent = self.random.sample(list(AGENCIES), self.random.randint(0, 2))
        head = [
            "---",
            "# yaml-language-server: $schema=../.reflectctl/schema/meeting.schema.json",
            f"id: {self.meeting}",
            f'date: "{self.day}"',
            f"title: {self.sentence()[:-1]}",
            f"principles: [{', '.join(about)}]",
            f"present: [{', '.join(each for each in AGENCIES if each not in absent)}]",
            f"absent: [{', '.join(sorted(absent))}]",
        ]
        if number % 2 == 0:
            head += [
                "heard:",
                "  - who: Young people's advisory group",
                "    how: A recorded conversation, played first",
            ]
            head.append(f'    dated: "{self.day}"')
        path = f"meetings/{self.meeting}.md"
        self.meetings.append((path, "\n".join([*head, "---", ""]), ""))
        self.notes(number, files)
        return f"Record the meeting of {self.day} ({number + 1})"

    def notes(self, number: int, files: dict[str, str]) -> None:
        """A meeting's notes are written, or written anew: 150 words."""
        words: list[str] = []
        while len(words) < 150:
            words += self.sentence().split()
        words = words[:150]
        words[-1] = words[-1].rstrip(".") + "."
        parts = [" ".join(words[start : start + 50]) for start in (0, 50, 100)]
        lines = ["## What was said", "", *_wrapped(parts[0], 0), "", *_wrapped(parts[1], 0, "- ", "  ")]
        lines += ["", "## What comes next", "", *_wrapped(parts[2], 0)]
        path, head, _ = self.meetings[number]
        text = "\n".join(["", *lines]) + "\n"
        self.meetings[number] = (path, head, text)
        files[path] = head + text

    def tidy(self, mark: int, files: dict[str, str]) -> str:
        """Something is changed that is no principle."""
        if mark % 5 == 0:
            files["README.md"] = self.begin["README.md"] + f"\nLooked through, no. {mark}.\n"
            return f"Look through the readme, no. {mark}"
        # Mostly the latest meetings' notes are mended.
        number = len(self.meetings) - 1 - self.random.randrange(min(10, len(self.meetings)))
        self.notes(number, files)
        return f"Mend the notes of meeting {number + 1}, no. {mark}"

    def touch(self, mark: int, at: datetime, files: dict[str, str], apart: Collection[str]) -> str:
        """A principle is rated, or noted about, or planned for."""
        self.apart = apart
        begun = len(self.principles) < len(PRINCIPLES)
        if begun:
            self.principles.append(self.blank(len(self.principles)))
            principle = self.principles[-1]
        else:
            principle = self.random.choice([each for each in self.principles if each.path not in apart])
        throw = self.random.random()
        free = [each for each in DIMENSIONS if f"{principle.id}.{each}" not in self.rated_today]
        if free and (begun or throw < 0.65):
            chosen = free[:1] if begun else self.random.sample(free, min(len(free), 1 + (throw < 0.1)))
            subject = f"Rate {principle.id}: {', '.join(sorted(chosen))} (no. {mark})"
            for dimension in chosen:
                self.rate(principle, dimension, subject)
        elif throw < 0.8:
            dimension, prompt = self.random.choice(DIMENSIONS), self.random.choice(PROMPTS)
            points = principle.assessments[dimension].reflections[prompt]
            points.append(self.sentence())
            del points[:-4]
            subject = f"Note what was said about {principle.id}.{dimension} (no. {mark})"
        else:
            subject = f"{self.plan(principle, at)} for {principle.id} (no. {mark})"
        files[principle.path] = principle.text()
        for agency in self.spoke:
            files[f"views/{agency}.yaml"] = self.views_text(agency)
        self.spoke.clear()
        return subject

    def rate(self, principle: _Principle, dimension: str, subject: str) -> None:
        """A rating is agreed at the latest meeting, with a new reason and new views."""
        each = principle.assessments[dimension]
        near = RATINGS if not each.rating else [rating for rating in RATINGS if rating != each.rating]
        each.rating = self.random.choice(near)
        each.agreed, each.meeting, each.because = self.day, self.meeting, self.sentence(2)
        statement = f"{principle.id}.{dimension}"
        self.speak(statement)
        self.rated_today.add(statement)
        self.truth[statement].append((self.day, each.rating, subject))

    def plan(self, principle: _Principle, at: datetime) -> str:
        """An action is added, carried out, or moved on."""
        plan = principle.plans[self.random.choice(HORIZONS)]
        waiting = [action for action in plan.actions if not action.closed]
        if waiting and (len(plan.actions) >= 3 or self.random.random() < 0.5):
            action = waiting[0]
            if action.status == "open":
                action.status = "in-progress"
                return "Begin an action"
            action.status, action.closed, action.outcome = "done", at.date().isoformat(), self.sentence()
            return "Finish an action"
        if len(plan.actions) >= 3:
            plan.actions.pop(0)
        plan.actions.append(self.action(at))
        return "Add an action"

    def action(self, at: datetime) -> _Action:
        """A new action."""
        letters, number = "0123456789abcdefghjkmnpqrstvwxyz", self.minted
        self.minted += 1
        id = "a-" + "".join(letters[number // 32**place % 32] for place in (3, 2, 1, 0))
        owner, role = self.random.choice(list(AGENCIES)), self.random.choice(ROLES)
        due = (at + timedelta(days=self.random.randint(30, 200))).date().isoformat()
        return _Action(id, self.sentence(), owner, role, at.date().isoformat(), due, self.random.choice(DIMENSIONS))

    def blank(self, index: int) -> _Principle:
        """A principle that is begun: talked about in every dimension, and not yet rated."""
        at = datetime.fromisoformat(self.day)
        assessments = {
            dimension: _Assessment(
                sources=[
                    (self.sentence()[:-1], self.random.choice(list(AGENCIES)), self.day[:7])
                    for _ in range(self.random.randint(1, 2))
                ],
                reflections={prompt: [self.sentence() for _ in range(self.random.randint(2, 3))] for prompt in PROMPTS},
            )
            for dimension in DIMENSIONS
        }
        plans = {horizon: _Plan(self.sentence(2), self.sentence(), [self.action(at)]) for horizon in HORIZONS}
        return _Principle(PRINCIPLES[index], f"principles/{index + 1}-{PRINCIPLES[index]}.yaml", assessments, plans)

    def speak(self, statement: str) -> None:
        """Some agencies say what they think of a statement, but for those whose files a branch has changed."""
        free = [agency for agency in AGENCIES if f"views/{agency}.yaml" not in self.apart]
        for agency in sorted(self.random.sample(free, min(self.random.randint(1, 3), len(free)))):
            self.views[agency][statement] = self.random.choice(RATINGS), self.day, self.sentence()
            self.spoke.add(agency)

    def views_text(self, agency: str) -> str:
        """The file of an agency's views."""
        lines = ["# yaml-language-server: $schema=../.reflectctl/schema/views.schema.json", f"of: {agency}", "views:"]
        for statement, (rating, day, because) in sorted(self.views[agency].items()):
            lines += [
                f"  {statement}:",
                f"    rating: {rating}",
                f'    given: "{day}"',
                *_folded("because", because, 4),
            ]
        return "\n".join(lines) + "\n"

    def sentence(self, count: int = 1) -> str:
        """So many sentences that nobody said."""
        made = (" ".join(self.random.choice(part) for part in (_WHO, _DOES, _WHAT, _MORE)) for _ in range(count))
        return " ".join(each[0].upper() + each[1:] + "." for each in made)
