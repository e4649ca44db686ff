"""Every rule there is: its name, how grave it is, its page, and what it checks.

Some findings are made on the way, by reading a file or by its schema; their pages stand in `READING`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..loading.kinds import kind
from ..loading.load import Loaded
from ..loading.schemas import Schemas
from ..model.diagnostics import Diagnostic, sort
from ..model.partnership import Partnership
from . import plans, ratings, references
from .findings import Finding


class Rule(NamedTuple):
    """A rule of the catalogue."""

    id: str
    severity: str
    page: str
    """What it is about (the first line), why, and what to do."""
    check: Callable[[Partnership], Iterator[Finding]] | None = None

    @property
    def summary(self) -> str:
        """The page's first line."""
        return self.page.split("\n", 1)[0]


RULES: list[tuple[str, Callable[[Partnership], Iterator[Finding]]]] = [
    ("error", references.unknown_agency),
    ("error", references.unknown_meeting),
    ("error", references.unknown_content),
    ("error", references.repeated_id),
    ("error", ratings.rating_without_date),
    ("warning", ratings.rating_without_meeting),
    ("warning", ratings.rating_without_reason),
    ("warning", ratings.agreement_without_evidence),
    ("warning", ratings.agreed_on_another_day),
    ("error", ratings.impossible_date),
    ("warning", plans.action_without_owner),
    ("warning", plans.action_without_due_date),
    ("warning", plans.plan_without_measure),
    ("warning", plans.done_without_outcome),
    ("warning", plans.closed_without_date),
    ("warning", plans.present_and_absent),
]


READING: dict[str, tuple[str, str]] = {
    "unreadable-file": ("error", """A file is there and cannot be read.

It is not a regular file, is reached through a symbolic link, is longer than any record needs to be, or may not be
opened. Nothing of it is used.

Replace it with an ordinary text file; keep long evidence elsewhere and link to it."""),
    "malformed-text": ("error", """A file is not plain UTF-8 text.

It was saved in another encoding, holds control characters that came along with pasted text, or holds a merge
conflict that nobody has resolved. Such a file reads differently in every program.

Save it again as UTF-8, delete the character, or resolve the conflict."""),
    "yaml-syntax": ("error", """A file is not YAML as it stands.

Most often a tab is used for indentation, a quotation mark is not closed, or a line does not line up with the others.
The finding says where it began.

Mend the line; an editor with YAML support underlines it."""),
    "yaml-feature": ("error", """A file uses a part of YAML that these files do without.

Anchors, aliases, tags, merge keys, directives, several documents in one file and keys that are not text make a file
mean something else than a reader sees.

Write out what is meant, or put the text in quotes."""),
    "duplicate-key": ("error", """A key stands twice in the same place.

Most programs silently keep one of the two, and not all the same one, so a year's notes could vanish from a report.

Keep one, and move anything worth keeping out of the other."""),
    "front-matter": ("error", """A Markdown file does not begin with front matter, or does not end it.

Meetings and the preliminary discussion hold their facts between two lines of three dashes at the top of the file, and
their notes below.

Begin the first line with three dashes, and end the facts with another such line."""),
    "empty-file": ("error", """A file of the partnership says nothing.

An empty file is more often an accident than a message.

Bring its content back from an earlier commit, or delete it."""),
    "unexpected-file": ("warning", """A file lies among the records and is not one of them.

It has another ending, or lies in a folder where nothing is looked for, so nothing in it is read.

Give it the right ending, or move it elsewhere."""),
    "missing-content": ("error", """There is no content pack in the repository.

A partnership keeps its own copy of the statements, so that every old commit reads with the words it was rated
against.

Bring `content/` back from an earlier commit, or run `reflectctl init` again, which adds what is missing."""),
    "unknown-key": ("error", """A key does not belong where it stands.

Usually it is misspelt, or stands one level too high or too low. What is under it would be silently left out of every
report.

Correct it; the hint names the nearest key that belongs there."""),
    "missing-key": ("error", """A key that identifies something is missing.

Very little is compulsory: only what a thing is known by.

Add the key."""),
    "unknown-value": ("error", """A value is not one of those that can stand there.

Ratings, statuses and the like are words from a short list, so that they mean the same in every file.

Choose one from the list in the finding."""),
    "unknown-principle": ("error", """A principle is named that the content does not have.

Principles are known by the ids in `content/`, not by their numbers or titles.

Write the id; `reflectctl content show` lists them."""),
    "unknown-statement": ("error", """A statement is named that the principle does not have.

A statement is a principle in one dimension; the dimensions are those of the content.

Write the dimension as the content has it."""),
    "wrong-type": ("error", """A value is of another kind than expected: a list where text belongs, say.

Often it only needs quotes, or a dash at the beginning of the line.

Look at the example that `reflectctl schema` gives."""),
    "wrong-form": ("error", """A value does not have the form that is expected.

Ids are lower-case letters, digits, - and _; links begin with http:// or https://.

Write it in the form that the hint gives."""),
    "missing-text": ("error", """A text that something is known by is empty.

Write it."""),
    "too-long": ("error", """A text or a list is longer than any record needs to be.

Keep long evidence elsewhere, and write here what it says and where it is."""),
    "too-short": ("error", """A list has fewer entries than make sense.

A scale with one point, for example, leaves nothing to choose.

Add what is missing."""),
    "out-of-range": ("error", """A number is smaller or larger than makes sense.

Choose one in the range that the finding gives."""),
    "too-many-findings": ("error", """A file has more findings than are worth listing.

They often have one cause.

Mend the first few and run the check again."""),
}  # fmt: skip


def rules() -> list[Rule]:
    """Every rule, sorted by its id."""
    made = [Rule(_id(check), severity, _page(check), check) for severity, check in RULES]
    known = {rule.id for rule in made}
    made += [Rule(id, severity, page) for id, (severity, page) in READING.items() if id not in known]
    return sorted(made, key=lambda rule: rule.id)


def check(loaded: Loaded) -> list[Diagnostic]:
    """Every finding about a partnership: of reading, of the schemas, of the rules; sorted, each once."""
    schemas = Schemas(loaded.partnership.instrument)
    found = list(loaded.found)
    for path, document in loaded.documents.items():
        name = kind(path)
        if name is not None:
            found.extend(schemas.check(name, document))
    for severity, rule in RULES:
        found.extend(_diagnostics(severity, rule, loaded.partnership))
    return sort(found)


def _diagnostics(
    severity: str, rule: Callable[[Partnership], Iterable[Finding]], partnership: Partnership
) -> Iterator[Diagnostic]:
    id = _id(rule)
    for finding in rule(partnership):
        yield Diagnostic(finding.location, severity, id, finding.message, finding.hint)


def _id(rule: Callable[..., object]) -> str:
    return rule.__name__.replace("_", "-")


def _page(rule: Callable[..., object]) -> str:
    lines = (rule.__doc__ or "").strip().split("\n")
    return "\n".join(line.removeprefix("    ") for line in lines)
