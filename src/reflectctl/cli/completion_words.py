"""What may stand at the cursor, by the table of commands: commands, options and the values that are known of them.

Nothing is imported for it that takes time, as a shell asks at each key press. What only typer knows is left to it, and
a test compares the answers of both.
"""

from . import table

# Importing `typing` takes as long as all of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Offer = tuple[str, str]
"""What may stand there, and what it is."""

ASKED = "_REFLECTCTL_COMPLETE"
"""Set in the surroundings by a shell that asks what may stand at the cursor, to the name of the shell."""

_SHARED = {name: each for each in table.shared() for name in each.names}
"""The options of every command, by their names."""


def typed(arguments: list[str], environ: "Mapping[str, str]") -> tuple[str, list[str], str]:
    """Which shell asks, the words before the cursor, and the one at it, which may be empty."""
    shell = environ.get(ASKED, "").removeprefix("complete_")
    *before, last = (_typed_in_bash(environ) if shell == "bash" else arguments) or [""]
    return shell, before, last


def _typed_in_bash(environ: "Mapping[str, str]") -> list[str]:
    """The words up to the cursor, behind the program's name, as the shell would read them."""
    if "COMP_LINE" in environ:
        line = environ["COMP_LINE"]
        # The cursor is counted in bytes.
        raw = line.encode("utf-8", "surrogateescape")[: int(environ.get("COMP_POINT") or len(line))]
        return _split(raw.decode("utf-8", "ignore"))[1:]
    words = _split(environ.get("COMP_WORDS", ""))
    return [*words, ""][1 : int(environ.get("COMP_CWORD") or len(words)) + 1]


def _split(line: str) -> list[str]:
    """The words of a line that has perhaps not been typed to its end; the last may be empty."""
    words: list[str] = []
    if not {"'", '"', "\\"} & set(line):
        words += line.split()
    else:
        import shlex

        reader = shlex.shlex(line, posix=True)
        reader.whitespace_split, reader.commenters = True, ""
        try:
            words += reader
        except ValueError:
            words.append(reader.token)
            return words
    return [*words, ""] if not line or line[-1].isspace() else words


def shown(shell: str, found: list[Offer], last: str, environ: "Mapping[str, str]") -> str:
    """What may stand there, as a shell takes it, a line each."""
    kept = _kept(last, environ)
    told = []
    for value, title in found:
        if shell == "zsh":
            told.append(":".join(filter(None, (value.replace("\\", "\\\\").replace(":", "\\:"), title))))
        elif shell == "fish":
            told.append(f"{value}\t{title}" if title else value)
        else:
            told.append(value[kept:])
    return "".join(f"{each}\n" for each in told)


def _kept(last: str, environ: "Mapping[str, str]") -> int:
    """How much of the last word bash keeps by itself: all before and with the last sign at which it breaks words."""
    breaks = set(environ.get("COMP_BREAKS", "")) & set("=:@")
    return max((last.rfind(sign) + 1 for sign in breaks), default=0)


def whole(found: list[Offer], last: str) -> list[Offer]:
    """Values behind the option that the last word names them for, and what each is on one line."""
    option = last[: last.index("=") + 1] if last.startswith("--") and "=" in last else ""
    return [(each if each.startswith(option) else option + each, " ".join(title.split())) for each, title in found]


class Awaited:
    """A value that the records know: of which command and parameter, what it offers, and what was given before."""

    __slots__ = ("before", "behind", "command", "offers", "parameter", "typed", "values")

    def __init__(
        self,
        command: str,
        parameter: table.Parameter,
        typed: str,
        values: "dict[str, object]",
        shared: "tuple[list[Offer], list[Offer]]",
    ) -> None:
        self.command, self.parameter, self.typed, self.values = command, parameter.name, typed, values
        self.offers = parameter.offers
        self.before, self.behind = shared


class Unusual(Exception):
    """Words that are left to typer."""


def offered(before: list[str], last: str) -> "list[Offer] | Awaited":
    """What may stand in the place of the last word, whole. Raises `Unusual` for what is left to typer."""
    found = _offered(before, last)
    return whole(found, last) if isinstance(found, list) else found


def _offered(before: list[str], last: str) -> "list[Offer] | Awaited":
    if "--" in before or last == "=":
        raise Unusual
    left = iter(before)
    above: list[Offer] = []
    name = _first(left, above)
    if not name:
        return _commands(table.TOPS, last)
    if name in table.GROUPS:
        below = next(left, "")
        usual = table.USUAL.get(name, "")
        if usual and f"{name} {below}" not in table.COMMANDS:
            if below.startswith("-"):
                raise Unusual
            left, below = iter([below, *left] if below else left), usual
        elif not below:
            return _commands([(each[len(name) + 1 :], table.COMMANDS[each][1]) for each in _below(name)], last)
        name = f"{name} {below}"
    if name not in table.COMMANDS:
        raise Unusual
    return _Command(name, left).offered(last, above)


def _below(group: str) -> "Iterator[str]":
    return (each for each in table.COMMANDS if each.startswith(f"{group} "))


def _first(left: "Iterator[str]", above: list[Offer]) -> str:
    """The command that is named, behind what may stand before it; empty where none is yet."""
    for word in left:
        if not word.startswith("-"):
            return word
        _shared(word, left, above)
    return ""


def _shared(word: str, left: "Iterator[str]", given: list[Offer]) -> None:
    """Take an option that every command takes."""
    option, equals, value = word.partition("=")
    each = _SHARED.get(option)
    if each is None:
        raise Unusual
    if each.kind & table.FLAG and not equals:
        given.append((option, ""))
    elif not each.kind & table.FLAG and (option.startswith("--") or not equals):
        value = value if equals else next(left, "")
        if not value or value.startswith("-"):
            raise Unusual
        given.append((option, value))
    else:
        raise Unusual


def _commands(known: "Iterable[Offer]", last: str) -> list[Offer]:
    if last and not last[0].isalnum():
        raise Unusual
    return [each for each in known if each[0].startswith(last)]


class _Command:
    """What was typed for a command."""

    def __init__(self, name: str, left: "Iterator[str]") -> None:
        self.name = name
        self.parameters = table.parameters(name)
        own = {each.name for each in self.parameters}
        # One of its own stands in the place of one that every command takes.
        self.every = self.parameters + [each for each in table.shared() if each.name not in own]
        self.options = {option: each for each in self.every if each.kind & table.OPTION for option in each.names}
        self.shared: list[Offer] = []
        self.values: dict[str, object] = {}
        self.placed: list[str] = []
        self.awaited: table.Parameter | None = None
        for word in left:
            if word == "-" or not word.startswith("-"):
                self.placed.append(word)
            else:
                self._take(word, left)

    def _take(self, word: str, left: "Iterator[str]") -> None:
        option, equals, value = word.partition("=")
        each = self.options.get(option)
        if each is None or (equals and (each.kind & table.FLAG or not option.startswith("--"))):
            raise Unusual
        if each.kind & table.FLAG:
            self.values[each.name] = True
        elif not equals and (value := next(left, "")) == "":
            self.awaited = each
            return
        elif value.startswith("-") or not value:
            raise Unusual
        elif each.kind & table.LIST:
            there = self.values.setdefault(each.name, [])
            assert isinstance(there, list)
            there.append(value)
        else:
            self.values[each.name] = value
        if each not in self.parameters:
            self.shared.append((option, value))

    def offered(self, last: str, above: list[Offer]) -> "list[Offer] | Awaited":
        """What may stand in the place of the last word."""
        option, equals, typed = last.partition("=")
        if last.startswith("-") and equals:
            each = self.options.get(option)
            if each is None or each.kind & table.FLAG or self.awaited or not option.startswith("--"):
                raise Unusual
            return self._values(each, typed, above)
        if last and not last[0].isalnum():
            if self.awaited or last == "-" or not last.startswith("-"):
                raise Unusual
            return [
                (name, each.help)
                for each in self.every
                if each.kind & table.OPTION and not each.kind & table.HIDDEN
                if each.kind & table.LIST or each.name not in self.values
                for name in each.names
                if name.startswith(last)
            ] + [(name, "Show this message and exit.") for name in ("--help", "-h") if name.startswith(last)]
        if self.awaited:
            return self._values(self.awaited, last, above)
        at = 0
        for each in self.parameters:
            if each.kind & table.OPTION:
                continue
            if each.kind & table.LIST:
                self.values[each.name] = self.placed[at:]
                return self._values(each, last, above)
            if at == len(self.placed):
                return self._values(each, last, above)
            self.values[each.name] = self.placed[at]
            at += 1
        if at < len(self.placed):
            raise Unusual
        return []

    def _values(self, parameter: table.Parameter, typed: str, above: list[Offer]) -> "list[Offer] | Awaited":
        if parameter not in self.parameters:
            raise Unusual
        if parameter.kind & table.OFFERS:
            return Awaited(self.name, parameter, typed, self.values, (above, self.shared))
        return [(each, "") for each in parameter.choices if each.startswith(typed)]


def complete(arguments: list[str], environ: "Mapping[str, str]") -> str | None:
    """What may stand at the cursor, as a shell takes it; None where the records have to be asked, or typer."""
    try:
        shell, before, last = typed(arguments, environ)
        found = offered(before, last)
    except (Unusual, ValueError):
        return None
    if isinstance(found, Awaited):
        from .list_cache import known

        kept = known(found.offers, found.typed, found.before + found.behind, environ) if found.offers else None
        if kept is None:
            return None
        found = whole(kept, last)
    return shown(shell, found, last, environ)
