"""What people call things, in; ids, out: `1.culture` and `chil.cul` are both `children-first.culture`.

A word that means nothing, or more than one thing, is a usage error that says what it could have been.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ..errors import ReflectError
from ..model.agency_ids import called, earlier_ids
from ..model.instrument import NOT_YET_RATED, Instrument, Principle, Statement
from ..model.locations import NOTHING
from ..model.periods import stretch
from ..model.records import Agency, Group, Partnership, is_name
from ..model.suggestions import near, some

Item = TypeVar("Item")


def principle(word: str, instrument: Instrument) -> Principle:
    """The principle meant by its id, its number, or an unambiguous beginning of its id."""
    for each in instrument.principles:
        if word in (each.id, str(each.number)):
            return each
    if not instrument.principles:
        raise ReflectError(
            "No principle is known here, as content/pack.yaml has none, cannot be read or is not there.",
            "`reflectctl validate` says which.",
        )
    id = one(word, [each.id for each in instrument.principles], "principle", "`reflectctl content show`")
    found = instrument.principle(id)
    assert found is not None
    return found


def statement(word: str, instrument: Instrument) -> Statement:
    """The statement meant by `principle.dimension`, each part as its id, its beginning, or the principle's number."""
    before, dot, after = word.partition(".")
    if not dot:
        raise ReflectError(
            f"'{word}' does not name a statement; a principle and a dimension were expected, with a dot between them.",
            "For example "
            + ", ".join(each.id for each in (_of(before, instrument) or instrument.statements)[:3])
            + ".",
            exit_code=2,
        )
    of = principle(before, instrument)
    id = one(after, [each.dimension for each in of.statements], f"dimension of {of.id}", "`reflectctl content show`")
    return next(each for each in of.statements if each.dimension == id)


def _of(word: str, instrument: Instrument) -> tuple[Statement, ...]:
    return tuple(each for each in instrument.statements if word and each.id.startswith(word))


def rating(word: str, instrument: Instrument) -> str | None:
    """The rating meant by a word: its id, its title, or an unambiguous beginning; None for `not-yet-rated`, in full."""
    plain = " ".join(word.lower().split())
    titles = {" ".join(point.title.lower().split()): point.id for point in reversed(instrument.scale)}
    meant = titles.get(plain) or plain.replace(" ", "-")
    if _plain(meant) == NOT_YET_RATED:
        return None
    known = [point.id for point in instrument.scale]
    if not any(_plain(id).startswith(_plain(meant)) for id in known):
        known.append(NOT_YET_RATED)  # Nobody empties a rating by half a word.
    return one(meant, known, "rating", "", whole=known[-1] == NOT_YET_RATED)


def point(words: str, scale: Iterable[tuple[str, str]]) -> str:
    """The point of a scale that a form names in full, by its id or title; empty where it names none."""
    plain = _spoken(words)
    found = {id for id, title in scale if plain in (_spoken(id), _spoken(title))}
    return found.pop() if len(found) == 1 and plain else ""


def point_meant(words: str, scale: Iterable[tuple[str, str]]) -> str:
    """The title of the point that was probably meant, in a few words; empty where none is near to what was written."""
    plain = _spoken(words)
    known = {_spoken(name): title or id for id, title in scale for name in (id, title)}
    begun = {title for name, title in known.items() if len(plain) > 2 and name.startswith(plain)}
    meant = begun.pop() if len(begun) == 1 else known.get(near(plain, known), "")
    return f"perhaps `{meant}`" if meant else ""


def _spoken(words: str) -> str:
    """Words as they are compared: without capitals, and however they are joined."""
    return " ".join(re.split(r"[\s_-]+", words.casefold().strip(" .`;\t\n")))


def agency(word: str, partnership: Partnership) -> str:
    """The agency meant by its id, one that it had before, or an unambiguous beginning, or by what it is called."""
    check_members(partnership)
    _refuse_other(word, partnership.groups, "a group", "an agency", "A group's own meeting is told with --group.")
    return _named(word, partnership.agencies, "agency", earlier_ids(partnership))


def group(word: str, partnership: Partnership) -> str:
    """The group meant by its id or an unambiguous beginning of it, or by what it is called."""
    check_members(partnership)
    _refuse_other(word, partnership.agencies, "an agency", "a group", "Agencies in the room are told with --present.")
    return _named(word, partnership.groups, "group")


def _refuse_other(word: str, others: Iterable[Agency | Group], what: str, expected: str, hint: str) -> None:
    """Refuse what is of the other kind, and say so."""
    if any(word == each.id or word.casefold() == each.name.casefold() for each in others):
        raise ReflectError(f"'{word}' is {what}; {expected} was expected.", hint, exit_code=2)


def who(word: str, partnership: Partnership) -> str:
    """The agency or the group that a word means."""
    if not partnership.groups:
        return agency(word, partnership)
    return _named(word, partnership.speakers, "agency or group", earlier_ids(partnership))


def check_members(partnership: Partnership) -> None:
    """Refuse to say that somebody is not known where it cannot be read who is."""
    if "partnership.yaml" in partnership.unread:
        raise ReflectError(
            "partnership.yaml cannot be read, so it is not known who is a member.", "`reflectctl validate` says why."
        )


def _named(word: str, known: Iterable[Agency | Group], what: str, earlier: Mapping[str, str] = NOTHING) -> str:
    there = list(known)
    if any(word == each.id for each in there):
        return word
    named = [each.id for each in there if called(each.name) == called(word)]
    if len(named) == 1:
        return named[0]
    if named:
        raise ReflectError(
            f"'{word}' is the name of more than one {what}: {', '.join(named)}.", "Name the one by its id.", exit_code=2
        )
    return earlier.get(word) or one(word, [each.id for each in there], what, "partnership.yaml")


def parties(words: Iterable[str], partnership: Partnership) -> list[str]:
    """Who is meant: agencies and groups, several with commas between them; or organisations, by their names."""
    found: list[str] = []
    check_members(partnership)
    for word in words:
        parts = [part.strip() for part in word.split(",") if part.strip()]
        try:
            found += [who(part, partnership) for part in parts]
        except ReflectError:
            if not is_name(word.strip()):
                raise
            found.append(" ".join(word.split()))
    return list(dict.fromkeys(found))


def meeting(word: str, partnership: Partnership) -> str:
    """The meeting meant by its id or an unambiguous beginning of it, such as its date."""
    day = stretch(word) if len(word) == len("2026-03-12") else None
    if day and not any(each.id.startswith(word) for each in partnership.meetings):
        close = sorted(partnership.meetings, key=lambda each: (abs(each.date - day[0]), each.id))[:2]
        nearest = f"The nearest {'are' if close[1:] else 'is'} {' and '.join(each.id for each in close)}. "
        raise ReflectError(
            f"'{word}' is not a known meeting.",
            f"{nearest if close else 'None is known here yet. '}See `reflectctl meeting list`.",
            exit_code=2,
        )
    return one(word, [each.id for each in partnership.meetings], "meeting", "`reflectctl meeting list`")


def action(word: str, partnership: Partnership) -> str:
    """The action meant by its id."""
    return one(word, [each.id for each in partnership.actions], "action", "`reflectctl action list`")


def prompt(word: str, instrument: Instrument) -> str:
    """The prompt meant by its id or an unambiguous beginning of it."""
    return one(word, [each.id for each in instrument.prompts], "prompt", "")


def dimension(word: str, principle: Principle) -> str:
    """The dimension meant by its id or an unambiguous beginning of it: one that a principle has a statement in.

    A statement of the principle is named as it is elsewhere, too: `1.action`.
    """
    before, dot, after = word.partition(".")
    if dot and (before == str(principle.number) or (before and principle.id.startswith(before))):
        word = after
    ids = [statement.dimension for statement in principle.statements]
    return one(word, ids, f"statement of {principle.id}", f"`reflectctl content show {principle.id}`")


def horizon(word: str, instrument: Instrument) -> str:
    """The part of the plan meant by its id or an unambiguous beginning of it."""
    return one(word, [each.id for each in instrument.horizons], "part of the plan", "")


def several(words: Iterable[str], find: Callable[[str], Item]) -> list[Item]:
    """What each of some words means; a word may name several, with commas between them."""
    found: list[Item] = []
    for word in words:
        parts = [part.strip() for part in word.split(",") if part.strip()]
        try:
            found.append(find(word))
        except ReflectError:
            if len(parts) < 2:
                raise
            found.extend(map(find, parts))
    return list(dict.fromkeys(found))


def one(word: str, ids: Iterable[str], what: str, where: str, *, whole: bool = False) -> str:
    """The one of some ids that a word means: the id itself or an unambiguous beginning of it; `-` is as good as `_`."""
    known = list(dict.fromkeys(ids))
    if word in known:
        return word
    alike = [id for id in known if _plain(id) == _plain(word)]
    begun = alike or ([] if whole or not word else [id for id in known if _plain(id).startswith(_plain(word))])
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise ReflectError(
            f"'{word}' could be more than one {what}: {some(begun, 8)}.",
            "Type a little more of it.",
            exit_code=2,
        )
    meant = near(word, known)
    hint = f"Did you mean `{meant}`? " if meant else ""
    listed = f"Known here: {some(known, 12)}." if known else "None is known here yet."
    raise ReflectError(
        f"'{word}' is not a known {what}.", (hint + listed + (f" See {where}." if where else "")), exit_code=2
    )


def _plain(id: str) -> str:
    return id.replace("_", "-")
