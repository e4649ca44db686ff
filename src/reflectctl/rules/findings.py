"""What a rule goes by and what it yields: where, what was found and expected, and what to do next."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from ..analysis.personal_kinds import Place as PersonalData
from ..model.locations import NOTHING, Location, Place
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from ..model.suggestions import nearest


class Merge(NamedTuple):
    """What two sides of a merge had said, as far as what came of it is like neither."""

    ours: Partnership
    theirs: Partnership
    came: Partnership | None
    """What came of it; None while it is going on, when it is what the files say now."""


Looked = Callable[[Sequence[str]], Sequence[Sequence[PersonalData]]]
"""Where each of some texts looks like somebody's data: many are quicker together than one by one."""


def looked_for(text: str) -> Sequence[PersonalData]:
    """Where a text looks like somebody's data, looked for anew."""
    from ..analysis.personal_data import places

    return places(text)


def looked_for_in(texts: Sequence[str]) -> Sequence[Sequence[PersonalData]]:
    """Where each of some texts looks like somebody's data, looked for anew."""
    from ..analysis.personal_data import places_of

    return places_of(texts)


class Moment(NamedTuple):
    """What a rule may go by beside the files as they are: the day, the history, an earlier moment."""

    today: date
    reworded: Mapping[str, str] = NOTHING
    """By statement, the day (ISO) on which its wording last changed."""
    before: Partnership | None = None
    """The partnership at the earlier moment that was named; None when none was."""
    since: str = ""
    """What the earlier moment was called."""
    stood: Collection[str] = ()
    """The statements whose rating stood when the wording last changed, where the day of the rating does not tell."""
    merged: Sequence[Merge] = ()
    """The merges that are looked at."""
    looked: Looked = looked_for_in
    """Where texts look like somebody's data: looked for anew, or kept from the last time."""


Pattern = tuple[str | None, ...]
"""The way from a place to values below it; None stands for every entry of a list."""


class RuleFinding(NamedTuple):
    """A diagnostic without its rule's name and severity, which the catalogue adds."""

    location: Location
    message: str
    hint: str = ""
    rests_on: tuple[tuple[Place, str | Pattern], ...] = ()
    """The values it was concluded from: where one has a finding already, this would be the same mistake again."""
    about: tuple[Place, tuple[str | int, ...]] | None = None
    """The value that cannot be used as it stands, so that nothing else is concluded from it."""


def unknown(
    place: Place, step: tuple[str | int, ...], word: str, what: str, known: Iterable[str], where: str
) -> RuleFinding:
    """A word that should be an id and is none."""
    ids = list(known)
    near = nearest(word, ids)
    listed = f"{where} has {', '.join(ids[:12])}." if ids else f"{where} has none yet."
    hint = f"Did you mean `{near}`?" if near else listed
    return RuleFinding(place.at(*step), f"`{word[:80]}` is not the id of {what}.", hint, about=(place, step))
