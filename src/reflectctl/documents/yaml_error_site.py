"""The place where a parser stopped in; what stands there, above it and before it, out."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from ..model.named_tuples import NamedTuple
from .libyaml import MarkedYAMLError, YAMLError, tokens

_MOST_TOKENS = 100_000


MOST_LINES = 200
"""How far back a mistake is looked for."""


class Mistake(NamedTuple):
    """A mistake in words, at its line and column, both from 0."""

    line: int
    column: int
    message: str
    hint: str


KEY = re.compile(r"""\s*(?:- +)*("[^"]*"|'[^']*'|[^\s#:"'\[{][^:]{0,80}?) ?:(?=\s|$)""")


WORD_KEY = re.compile(r"\s*(?:- +)*[A-Za-z_][\w-]*:(?=\s|$)")


class Site:
    """The place of an accident: the text, where the parser stopped and why, and what it had understood so far."""

    def __init__(self, error: MarkedYAMLError, text: str, take: Callable[[], Any]) -> None:
        self.lines = text.splitlines() or [""]
        self.problem, self.context = str(error.problem or ""), str(error.context or "")
        mark = error.problem_mark or error.context_mark
        self.index = mark.index if mark is not None else 0
        self.line, self.column = self.within(mark.line, mark.column) if mark is not None else (0, 0)
        self.began = error.context_mark
        self.take = take

    def within(self, line: int, column: int) -> tuple[int, int]:
        """The line and column, or the file's last ones where they lie behind it."""
        if line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return line, min(column, len(self.lines[line]))

    def mistake(self, message: str, hint: str) -> Mistake:
        """A mistake where the parser stopped."""
        return Mistake(self.line, self.column, message, hint)

    @cached_property
    def tokens(self) -> list[Any]:
        """What stands before the place where the parser stopped, in pieces."""
        kept: list[Any] = []
        try:
            while len(kept) < _MOST_TOKENS:
                token = self.take()
                if token is None or token.start_mark.index >= self.index:
                    return kept
                kept.append(token)
        except YAMLError:
            return kept
        # What stands before the place is still far away: rather nothing than something else.
        return []

    @property
    def here(self) -> str:
        """The line where the parser stopped."""
        return self.lines[self.line]

    @property
    def last(self) -> Any:
        """The last value, sign or key before the place, ends of blocks passed over; None when there is none."""
        return next((token for token in reversed(self.tokens) if _has_text(token)), None)

    @property
    def opened(self) -> Any:
        """The innermost bracket that is still open; None when none is."""
        depth = 0
        for token in reversed(self.tokens):
            if isinstance(token, tokens.FlowSequenceEndToken | tokens.FlowMappingEndToken):
                depth += 1
            elif isinstance(token, tokens.FlowSequenceStartToken | tokens.FlowMappingStartToken):
                if not depth:
                    return token
                depth -= 1
        return None

    def texts(self) -> set[int]:
        """The lines inside a text that begins with | or >: they may look like anything."""
        return {
            line
            for token in self.tokens
            if isinstance(token, tokens.ScalarToken) and token.style in ("|", ">")
            for line in range(token.start_mark.line + 1, token.end_mark.line)
        }

    def above(self, line: int) -> int | None:
        """The nearest line above that holds a key or an entry; None when there is none."""
        texts = self.texts()
        for number in range(line - 1, max(-1, line - MOST_LINES), -1):
            said = self.lines[number].strip()
            if said and not said.startswith("#") and number not in texts and said != "---":
                return number
        return None

    def key(self, line: int | None) -> str:
        """The key on a line, in backticks; empty when there is none."""
        found = KEY.match(self.lines[line]) if line is not None else None
        return f"`{short(found[1])}`" if found else ""

    def indent(self, line: int) -> int:
        """Where the text of a line begins."""
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))


def _has_text(token: Any) -> bool:
    return token.end_mark.index > token.start_mark.index and not isinstance(token, tokens.KeyToken)


def short(text: str) -> str:
    """A word short enough for a message."""
    return text if len(text) <= 40 else text[:39] + "…"
