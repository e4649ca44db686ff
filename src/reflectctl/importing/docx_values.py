"""What a DOCX is read into: paragraphs, tables, and runs of words with what they look like and what holds them."""

from collections.abc import Iterator

from ..model.named_tuples import NamedTuple
from .docx_looks import PLAIN, Look

CHECK_BOX, DROP_DOWN, DATE, TEXT, OTHER = "check box", "drop-down", "date", "text", "other"
INSERTED, DELETED, RESET = "inserted", "deleted", "set otherwise"
TICKED, UNTICKED = "☒", "☐"


class Control(NamedTuple):
    """A content control, or a form field of the older kind."""

    kind: str
    number: int
    """Its place among the controls of the document, from 1: the runs of one control have the same."""
    checked: bool | None = None
    """Of a check box."""
    value: str = ""
    """What the file says was chosen, beside the words that it shows; empty where it says nothing."""
    prompt: bool = False
    """Whether the file says that the words are still its prompt."""
    bound: str | None = None
    """What the data says that it is bound to; None where it is bound to none."""


class Run(NamedTuple):
    """Words of one look."""

    text: str
    look: Look = PLAIN
    tracked: str = ""
    """Whether a tracked change inserted or deleted them."""
    controls: tuple[Control, ...] = ()
    """Those around it, the innermost last."""

    @property
    def is_seen(self) -> bool:
        """Whether the words are neither hidden, struck out nor deleted."""
        return not (self.look.hidden or self.look.struck or self.tracked == DELETED)


class Shape(NamedTuple):
    """What is drawn over or beside the words of a paragraph; lengths in hundredths of a point."""

    kind: str
    """Its geometry (`ellipse`, `rect`, `line`), or `picture`, `ink`, `object`."""
    x: int | None = None
    """How far right of its column or cell it begins; None where that is not said."""
    y: int | None = None
    width: int = 0
    height: int = 0
    paragraphs: tuple["Paragraph", ...] = ()
    """What is written in it."""


class Paragraph(NamedTuple):
    """A paragraph, where it stands, and what is drawn in it."""

    runs: tuple[Run, ...]
    where: str
    """For messages: `paragraph 12`, or `table 3, row 2`."""
    number: int
    """Its place among all paragraphs, from 1."""
    depth: int = 0
    """How deep in lists it stands, from 1; 0 where it is no item."""
    shapes: tuple[Shape, ...] = ()

    @property
    def text(self) -> str:
        """The words that are seen; where nobody decides about tracked changes, those inserted are."""
        return "".join(run.text for run in self.runs if run.is_seen)

    @property
    def unseen(self) -> str:
        """The words that are hidden, struck out or deleted."""
        return "".join(run.text for run in self.runs if not run.is_seen)

    @property
    def controls(self) -> tuple[Control, ...]:
        """Every control in it, each once, in order."""
        return tuple({each.number: each for run in self.runs for each in run.controls}.values())


class Cell(NamedTuple):
    """A cell of a table."""

    blocks: tuple["Paragraph | Table", ...]
    column: int = 0
    """The first column of the grid that it covers, from 0."""
    span: int = 1
    merged: bool = False
    """Whether the cell above goes on in it."""
    shade: str = ""
    """The colour behind it; empty for none."""
    border: str = ""
    """Lines round it of its own."""
    width: int = 0
    """In hundredths of a point; 0 where it is not said."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, those of tables in it among them."""
        return tuple(flat(self.blocks))

    @property
    def text(self) -> str:
        """The words that are seen in it, a line for each paragraph."""
        return "\n".join(each.text for each in self.paragraphs)


class Row(NamedTuple):
    """A row of a table."""

    cells: tuple[Cell, ...]
    where: str
    hidden: bool = False


class Table(NamedTuple):
    """A table; those in cells are counted as well."""

    rows: tuple[Row, ...]
    number: int


class Change(NamedTuple):
    """A tracked change that nobody has accepted or rejected."""

    where: str
    kind: str


class Apart(NamedTuple):
    """What stands beside the text and is not part of it: a comment, a note, an embedded file."""

    where: str
    kind: str


class Document(NamedTuple):
    """A document as it is written."""

    blocks: tuple[Paragraph | Table, ...]
    changes: tuple[Change, ...]
    """In order, one for each place and kind."""
    apart: tuple[Apart, ...]
    margins: tuple[Paragraph | Table, ...] = ()
    """What stands at the head and the foot of its pages."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph, in the order in which they are written."""
        return tuple(flat(self.blocks))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, also of those in cells, in order."""
        return tuple(_tables(self.blocks))


def flat(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Paragraph]:
    """The paragraphs among blocks, those of their tables in their places."""
    for each in blocks:
        if isinstance(each, Paragraph):
            yield each
        else:
            for row in each.rows:
                for cell in row.cells:
                    yield from flat(cell.blocks)


def _tables(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Table]:
    for each in blocks:
        if isinstance(each, Table):
            yield each
            for row in each.rows:
                for cell in row.cells:
                    yield from _tables(cell.blocks)
