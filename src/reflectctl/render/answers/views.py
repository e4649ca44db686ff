"""What agencies are asked, as data: the questions of a form."""

from collections.abc import Sequence

from ...model.instrument import Principle
from ...model.named_tuples import NamedTuple
from ...model.records import Partnership
from ...tell.views import questions


class Asked(NamedTuple):
    """A question of a form."""

    statement: str | None
    """The id of the statement that it is about; null for who answers. Such as `children-first.action`, `null`."""
    question: str
    """Its words, by which its column is known again. Such as `Which agency or group do you answer for?`."""
    answers: tuple[str, ...]
    """What may be answered, one of these; none where a text is asked for. Such as `["Agree", "Cannot say"]`, `[]`."""


class ViewsAsked(NamedTuple):
    """Questions for a form.

    What `reflectctl views ask --format json` prints: the questions by which agencies and groups are asked for views.
    """

    questions: tuple[Asked, ...]
    """The questions, in order: who answers, then of each statement the rating and the reason."""


def ask(partnership: Partnership, principles: Sequence[Principle]) -> ViewsAsked:
    """The questions about some principles."""
    return ViewsAsked(
        tuple(Asked(each.statement or None, each.asked, each.answers) for each in questions(partnership, principles))
    )
