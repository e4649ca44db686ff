"""A heading in, such as that of a column or a field; the statement that it is about out."""

import re

from ..model.instrument import Instrument, Statement

_FEW = 10
"""So many words have to be there before they are the beginning of a statement."""


def bare(text: str) -> str:
    """A text as it is compared: its words alone."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


class Statements:
    """Tells which statement a heading is about."""

    def __init__(self, pack: Instrument) -> None:
        self._every = pack.statements
        self._by_id = {each.id: re.compile(rf"(?<![\w.-]){re.escape(each.id)}(?![\w-])", re.I) for each in self._every}
        self._numbered = {
            statement.id: re.compile(rf"(?<![\w.-]){principle.number}\.{re.escape(statement.dimension)}(?![\w-])", re.I)
            for principle in pack.principles
            for statement in principle.statements
        }
        self._words = {each.id: bare(each.text) for each in self._every}
        titles = {each.id: bare(each.title) for each in pack.dimensions}
        self._titles = {
            statement.id: (bare(principle.title), titles.get(statement.dimension) or bare(statement.dimension))
            for principle in pack.principles
            for statement in principle.statements
        }

    def of(self, head: str) -> Statement | None:
        """The one statement that a heading is about; None where it is about none, or more than one."""
        said = bare(head)
        for test in (self._has_id, self._has_words, self._begins_words, self._has_titles):
            found = [each for each in self._every if test(each, head, said)]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def _has_id(self, each: Statement, head: str, said: str) -> bool:
        return bool(self._by_id[each.id].search(head) or self._numbered[each.id].search(head))

    def _has_words(self, each: Statement, head: str, said: str) -> bool:
        return bool(self._words[each.id]) and self._words[each.id] in said

    def _begins_words(self, each: Statement, head: str, said: str) -> bool:
        """Spreadsheets cut headings that are long."""
        return len(said.split()) >= _FEW and self._words[each.id].startswith(said[: said.rfind(" ")])

    def _has_titles(self, each: Statement, head: str, said: str) -> bool:
        title, dimension = self._titles[each.id]
        return (
            bool(title) and title in said and bool(re.search(rf"\b{re.escape(dimension)}\b", said.replace(title, " ")))
        )
