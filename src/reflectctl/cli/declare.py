"""What a command takes, declared beside each of its parameters, and which commands a group has.

Plain values. The reader of plain words (`plain`, by the table made of them) and typer (`typer_app`) both go by them, so
that a plain command imports no typer.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from ..model.named_tuples import NamedTuple

if TYPE_CHECKING:
    from ..app.context import Context


class Call:
    """One call of a command: what it is asked with, and what was given for each parameter; typer has its own."""

    __slots__ = ("_closing", "obj", "params")

    def __init__(self, obj: "Context", params: dict[str, Any]) -> None:
        self.obj, self.params = obj, params
        self._closing: list[Callable[[], Any]] = []

    def call_on_close(self, f: Callable[[], Any]) -> None:
        """Have something done when the command is over, however it ends."""
        self._closing.append(f)

    def close(self) -> None:
        """Do what was to be done at the end, the last first."""
        while self._closing:
            self._closing.pop()()


class Completion:
    """What a parameter offers to a shell that completes, by a name of `offers`."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def offered(self, ctx: Any, incomplete: str) -> list[tuple[str, str]]:
        """What may stand there, as typer asks for it; nothing where there is nothing."""
        from .lists import listed
        from .offers import offers

        return [*offers(self.name, lambda name: listed(ctx.obj, name), incomplete)]


class Leave(Exception):
    """A command is over, with this exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Declared(NamedTuple):
    """How a parameter is given: the names of an option, none for an argument, and what is said of it."""

    names: tuple[str, ...]
    said: dict[str, Any]
    is_option: bool


def option(*names: str, **said: Any) -> Any:
    """An option by its names; what is said of it has the words of `typer.Option`."""
    return Declared(names, said, is_option=True)


def argument(**said: Any) -> Any:
    """An argument; what is said of it has the words of `typer.Argument`."""
    return Declared((), said, is_option=False)


Function = TypeVar("Function", bound=Callable[..., Any])


class Command(NamedTuple):
    """A command of a group: its name, what it does, and whether a word may begin with a dash and a blank."""

    name: str
    function: Callable[..., Any]
    dashes: bool


class Group:
    """Commands below a name; the `usual` one, if there is one, is meant where none is named."""

    def __init__(self, *, usual: str = "") -> None:
        self.usual = usual
        self.commands: list[Command] = []

    def command(self, name: str = "", *, dashes: bool = False) -> Callable[[Function], Function]:
        """Make a function a command of this group, of its own name if none is given."""

        def take(function: Function) -> Function:
            self.commands.append(Command(name or function.__name__.replace("_", "-"), function, dashes))
            return function

        return take
