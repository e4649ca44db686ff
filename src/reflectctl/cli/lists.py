"""The lists that a shell may offer, read from the records: the name of a list in, what may stand there out."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from .list_cache import FILES, REVISIONS, RULES, KeptList

if TYPE_CHECKING:
    from ..app.context import Context
    from ..model.records import Partnership

List = list[tuple[str, str]]


def listed(here: "Context", name: str) -> List:
    """A list by its name; an empty one where it cannot be had, as a shell that asks has no place for an error."""
    kept = KeptList(name, str(here.folder), here.language, here.environ)
    found = kept.read()
    if found is None:
        kept.begin()
        try:
            found = _read(here, name)
        except Exception:
            return []
        kept.keep(found)
    return found


def _read(here: "Context", name: str) -> List:
    if name in _OF_OTHERS:
        return _OF_OTHERS[name](here)
    return _OF_A_PARTNERSHIP[name](_partnership(here, name))


def _partnership(here: "Context", name: str) -> "Partnership":
    """The partnership, as far as a list goes by it."""
    from ..app.partnership import open_part

    return open_part(here, FILES[name])


def _statements(partnership: "Partnership") -> List:
    """Each by its id, and by the number of its principle."""
    by_id = [(each.id, each.text[:60]) for each in partnership.instrument.statements]
    return by_id + [
        (f"{principle.number}.{each.dimension}", each.id)
        for principle in partnership.instrument.principles
        for each in principle.statements
    ]


_OF_A_PARTNERSHIP: Mapping[str, Callable[["Partnership"], List]] = {
    "statements": _statements,
    "principles": lambda partnership: [(each.id, each.title) for each in partnership.instrument.principles],
    "agencies": lambda partnership: [(each.id, each.name) for each in partnership.agencies],
    "groups": lambda partnership: [(each.id, each.name) for each in partnership.groups],
    "speakers": lambda partnership: [(each.id, each.name) for each in partnership.speakers],
    "everybody": lambda partnership: [
        *((each.id, each.name) for each in partnership.agencies),
        ("all", "Every member"),
    ],
    "meetings": lambda partnership: [(each.id, each.title) for each in partnership.meetings],
    "actions": lambda partnership: [(each.id, each.action[:60]) for each in partnership.actions],
    "prompts": lambda partnership: [(each.id, each.title) for each in partnership.instrument.prompts],
    "horizons": lambda partnership: [(each.id, each.title) for each in partnership.instrument.horizons],
    "dimensions": lambda partnership: [(each.id, each.title) for each in partnership.instrument.dimensions],
    "plans": lambda partnership: [
        *((each.id, each.title) for each in partnership.instrument.principles),
        ("readiness", "The readiness plan"),
    ],
    "ratings": lambda partnership: [
        *((each.id, each.meaning[:60]) for each in partnership.instrument.scale),
        ("not-yet-rated", "Empty the rating"),
    ],
}


def _revisions(here: "Context") -> List:
    from ..app.review_point import moments

    return moments(here)


def _rules(_: "Context") -> List:
    from ..rules import catalogue

    return [(rule.id, rule.summary) for rule in catalogue.rules()]


def _sections(here: "Context") -> List:
    """What `--section` of the report may name."""
    from ..errors import ReflectError
    from ..model.report_config import TELLS

    own = [*TELLS.items()]
    try:
        chapters = _partnership(here, "sections").layout.chapters
    except ReflectError:
        return own
    return own + [(chapter.id, chapter.title) for chapter in chapters]


_OF_OTHERS: Mapping[str, Callable[["Context"], List]] = {
    REVISIONS: _revisions,
    RULES: _rules,
    "sections": _sections,
}
