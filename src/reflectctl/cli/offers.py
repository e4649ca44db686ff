"""What may stand at a cursor of what the records know: whole lists by their names go in, what fits what was typed out.

Nothing is imported, as a shell asks at each key press. `lists` reads the lists; `list_cache` keeps them.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Offer = tuple[str, str]
    Ask = Callable[[str], list[Offer]]
    Offers = Iterator[Offer]


def offers(name: str, ask: "Ask", typed: str) -> "Offers":
    """What a parameter of that name offers, each with what it is; `ask` gives a list by its name."""
    several = _OF_SEVERAL.get(name)
    return several(ask, typed) if several else _begun(ask(name), typed)


def _begun(found: "list[Offer]", typed: str) -> "Offers":
    """Those that begin with what was typed, or with what lies behind a range's dots, which is a name of its own."""
    before = typed[: typed.rfind("..") + 2] if ".." in typed else ""
    before += "." if typed[len(before) :].startswith(".") else ""
    last = typed[len(before) :]
    return ((f"{before}{each}", title) for each, title in found if each.startswith(last))


def _statements(ask: "Ask", typed: str) -> "Offers":
    """Statements by their ids; by the number of their principle to whoever types a number only."""
    number = typed[:1].isdigit()
    return (each for each in _begun(ask("statements"), typed) if each[0][:1].isdigit() == number)


def _statements_or_remove(ask: "Ask", typed: str) -> "Offers":
    """Statements, and the command that may stand in the place of one."""
    yield from _statements(ask, typed)
    if "remove".startswith(typed):
        yield "remove", ""


def _rated(ask: "Ask", typed: str) -> "Offers":
    """A statement, or one with its rating behind an equals sign."""
    return (_ratings if "=" in typed else _statements)(ask, typed)


def _ratings(ask: "Ask", typed: str) -> "Offers":
    """What may follow a statement: its rating, behind a blank or an equals sign, or another statement."""
    before, equals, begun = typed.partition("=")
    if equals:
        yield from ((f"{before}={each}", title) for each, title in _begun(ask("ratings"), begun))
    else:
        yield from _begun(ask("ratings"), typed)
        yield from _statements(ask, typed)


def _content(ask: "Ask", typed: str) -> "Offers":
    """Principles and statements."""
    yield from _begun(ask("principles"), typed)
    yield from _statements(ask, typed)


def _subjects(ask: "Ask", typed: str) -> "Offers":
    """What a worksheet may be about, and the command that may stand in the place of that."""
    yield from _begun(ask("principles"), typed)
    yield from ((each, "") for each in ("preliminary", "young-people", "read") if each.startswith(typed))


_OF_SEVERAL: "dict[str, Callable[[Ask, str], Offers]]" = {
    "statements": _statements,
    "statements-or-remove": _statements_or_remove,
    "rated": _rated,
    "rated-more": _ratings,
    "content": _content,
    "subjects": _subjects,
}
"""What is not one list as it is."""
