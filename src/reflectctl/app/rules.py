"""The manual of the rules, at the levels that a partnership has chosen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import ReflectError
from ..loading.files import PARTNERSHIP
from ..model.named_tuples import NamedTuple
from ..render.export import forms
from ..rules import catalogue
from ..rules.catalogue import Rule
from .context import Context
from .partnership import open_root

if TYPE_CHECKING:
    from ..model.blocks import Block


class Answer(NamedTuple):
    """Rules, and the levels that were chosen for some of them."""

    rules: Sequence[Rule]
    chosen: Mapping[str, str]
    pages: bool = False
    """Whether the whole page of each is shown."""


def rules(here: Context, *, pages: bool) -> Answer:
    """Every rule."""
    return Answer(catalogue.rules(), _levels(here), pages)


def explain(here: Context, rule: str) -> Answer:
    """The one rule that was named, with its page."""
    from ..analysis.lookup import one

    known = {each.id: each for each in catalogue.rules()}
    return Answer([known[one(rule, known, "rule", "`reflectctl rules`")]], _levels(here), pages=True)


def _levels(here: Context) -> Mapping[str, str]:
    """The levels that the partnership around a folder has chosen; none where there is no partnership."""
    from ..loading.load import load
    from ..storage.disk import WorkTree

    try:
        top = open_root(here)
    except ReflectError:
        if here.named:
            raise
        return {}
    loaded = load(WorkTree(top), paths=[PARTNERSHIP])
    if PARTNERSHIP in loaded.unreadable:
        here.note(f"{PARTNERSHIP} cannot be read, so these are the levels that rules have by themselves.")
    return loaded.partnership.levels


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers import findings

    return findings.rules(answer.rules, answer.chosen)


def _markdown(answer: Answer, _: Context) -> str:
    from ..render import markdown
    from ..tell import rules as tell

    listed, chosen, pages = answer
    if len(listed) == 1:
        return markdown.text(tell.page(listed[0], chosen))
    return markdown.text(tell.manual(listed, chosen) if pages else (tell.TITLE, *tell.table(listed, chosen)))


def _says(answer: Answer, _: Context) -> "Iterable[Block]":
    from ..tell import rules as tell

    return (tell.cards if answer.pages else tell.table)(answer.rules, answer.chosen)


FORMATS = forms(says=_says, holds=_holds, own={"markdown": _markdown})
