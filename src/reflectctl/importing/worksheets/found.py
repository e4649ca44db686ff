"""What stands in a file that came back, as its form's reader gives it to `answers`: tables of cells, and the rest."""

import re
import unicodedata

from ...model.named_tuples import NamedTuple
from ...model.proposal import Doubt, Place
from ..filled_in.marks import Option


class Cell(NamedTuple):
    """What stands in one cell."""

    at: str
    """Where it is, in words. Such as `cell C12`."""
    text: str = ""
    how: str = ""
    """How its answer was told, where that had to be found out."""
    problem: str = ""
    """Why it is no answer, as a sentence, though something is there."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text and not self.problem


class Row(NamedTuple):
    """A row of a table."""

    at: str
    cells: tuple[Cell, ...]
    problem: str = ""
    """Why nothing of it is an answer, as a sentence."""
    options: tuple[Option, ...] = ()
    """Each cell as one that may be ticked, where a form has ticks."""


class Found(NamedTuple):
    """What stands in a file."""

    file: str
    tables: tuple[tuple[Row, ...], ...] = ()
    outside: tuple[Cell, ...] = ()
    """What stands outside of tables."""
    doubts: tuple[Doubt, ...] = ()
    values: tuple[tuple[str, Cell], ...] = ()
    """Answers that stand under their codes, in a form that has no tables."""
    is_whole: bool = True
    """Whether places come back in which nothing is answered."""

    @property
    def texts(self) -> list[Cell]:
        """Every cell and every text outside."""
        return [*(cell for table in self.tables for row in table for cell in row.cells), *self.outside]

    def place(self, at: str = "") -> Place:
        """A place in the file."""
        return Place(self.file, at)


def cleaned(text: str) -> str:
    """What somebody wrote: composed, with plain line ends, without the signs that nobody sees."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNSEEN.sub("", text).replace("\xa0", " ").replace("\x0b", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
