"""What a paper says, in; its forms for people out: on the screen, as Markdown, as a page and for word processors."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from ..model.named_tuples import NamedTuple
from . import export
from .export import Paper

if TYPE_CHECKING:
    from datetime import date

    from ..model.blocks import Block, Telling
    from ..model.instrument import Instrument

Answer = TypeVar("Answer")
Here = TypeVar("Here", bound=Paper)

FORMATS = (*export.ANY, "html", "docx")
"""The names of the forms that every paper takes."""


def forms(
    *,
    tells: "Callable[[Answer], Telling]",
    holds: Callable[[Answer, Here], NamedTuple],
    speaks: "Callable[[Answer], Instrument]",
    day: "Callable[[Answer], date]",
) -> dict[str, Callable[[Answer, Here], str | bytes]]:
    """Every form of a paper; `day` is what a document says that it was made on."""

    def says(answer: Answer, _: Here) -> "Iterable[Block]":
        return tells(answer).blocks

    def page(answer: Answer, _: Here) -> str:
        from . import report_html
        from .escape import visible

        return visible(report_html.page(tells(answer)))

    def document(answer: Answer, _: Here) -> bytes:
        from ..tell.i18n import spoken
        from . import docx, docx_package

        with spoken(speaks(answer).phrases):
            made = docx.document(docx.without_banner(tells(answer)), day=day(answer).isoformat())
        return docx_package.packed(made)

    return {**export.forms(says=says, holds=holds, speaks=speaks, own={"html": page}), "docx": document}
