"""The one exception that a command may end with on purpose.

Wrong data is never an exception (it is a `Finding`, a value); anything else that is raised is our bug.
"""


class ReflectError(Exception):
    """A command cannot go on: one sentence that says what was found, and a hint that says what to do next."""

    def __init__(self, message: str, hint: str = "", *, exit_code: int = 3, answer: str = "") -> None:
        """`exit_code` is 3 when the command cannot be done here, 2 when it was asked for wrongly.

        An `answer` is what was found all the same: it belongs where answers go, before the sentence.
        """
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code
        self.answer = answer
