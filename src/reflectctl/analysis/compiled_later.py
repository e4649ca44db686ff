"""Patterns that are compiled when they are first used: a command that needs none of them compiles none."""

import re
from functools import cached_property


class Later:
    """A pattern, as `re.compile` takes it; `made` is what it gives."""

    def __init__(self, form: str, flags: int = 0) -> None:
        self._form, self._flags = form, flags

    @cached_property
    def made(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self._form, self._flags)
