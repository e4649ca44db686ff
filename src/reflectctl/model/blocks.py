"""What an answer says, as a tree of blocks: made once by `tell`, put into each form by `render`.

Words here are plain: nothing is escaped, wrapped or styled. A renderer shows every block that it is given; how it looks
(a colour, a column, a fold) is the renderer's business, what it says is not.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .named_tuples import NamedTuple

if TYPE_CHECKING:
    from .charts import Drawing

RATED, UNSURE, UNRATED = "rated", "unsure", "unrated"
"""How a rating is drawn: in a tint, hatched, or as an empty place."""


# Within a line.


class Strong(NamedTuple):
    """Words that stand out."""

    words: "Line"
    role: str = ""
    """What for, where a form may show that: `late`."""


class Quiet(NamedTuple):
    """Words that stand back: an id, who said something, a remark."""

    words: "Line"


class Written(NamedTuple):
    """Words that people have written, in whatever script; their lines are kept where a form can."""

    words: str


class Label(NamedTuple):
    """What the words behind it are; a form puts a colon between them."""

    words: str


class Code(NamedTuple):
    """Words that programs read, or that are typed as they are: a command, a key, a path."""

    words: str


class Marked(NamedTuple):
    """Words of this program itself that carry the marks of Markdown."""

    words: str


class Content(NamedTuple):
    """Words of the instrument, which may be in another language than what is said around them."""

    words: str


class Number(NamedTuple):
    """The number of a principle, before its name."""

    n: int


class Link(NamedTuple):
    """Words, and where they lead; only words when it leads nowhere in this answer."""

    words: str
    anchor: str = ""
    """The name of a place in the same answer."""
    address: str = ""
    """An address outside it."""
    is_content: bool = False
    """Whether the words are the instrument's."""


class Rating(NamedTuple):
    """A rating in words, how it is drawn, and the anchor of what is behind it."""

    words: str
    drawn: str = RATED
    tint: int = 0
    anchor: str = ""


class Mark(NamedTuple):
    """Something to notice: a symbol, and what it means, since a symbol alone says nothing."""

    symbol: str
    words: str


class Sign(NamedTuple):
    """A symbol that says enough to who sees it, and the words that are heard in its place."""

    symbol: str
    words: str


class Added(NamedTuple):
    """Words that were not there before."""

    words: str


class Removed(NamedTuple):
    """Words that are there no longer."""

    words: str


Span = (
    str
    | Strong
    | Quiet
    | Label
    | Written
    | Content
    | Code
    | Marked
    | Number
    | Link
    | Rating
    | Mark
    | Sign
    | Added
    | Removed
)
Line = Sequence[Span] | Span
"""Spans in their order, with the blanks between them; or one alone."""


def spans(line: Line) -> Sequence[Span]:
    """The parts of a line: a span is a tuple as well, and must not be taken for several."""
    return (line,) if type(line) is not tuple and not isinstance(line, list) else line


def words(line: Line) -> str:
    """The words of a line, without what sets some of them apart."""
    return "".join(
        [
            span if isinstance(span, str) else f"{span.n} " if isinstance(span, Number) else words(span.words)
            for span in spans(line)
        ]
    )


BREAK = "\n"
"""A span at which a line is broken where a form does that; else it is a blank to the reader."""


# Blocks.


class Heading(NamedTuple):
    """A heading: 1 is the name of the whole."""

    level: int
    line: Line
    anchor: str = ""


class Paragraph(NamedTuple):
    """A sentence or more."""

    line: Line
    role: str = ""
    """What it is for, where a form may show that: `lead`, `facts`, `note` (these three go on from what stands before
    them), `reason`."""


class Prose(NamedTuple):
    """Markdown that people have written, and the level that its highest headings take."""

    text: str
    level: int = 3
    as_typed: bool = False
    """Whether its marks are shown where nothing is laid out: it is about to be recorded, or was never Markdown."""


class Listing(NamedTuple):
    """Lines of a file, as they are."""

    text: str
    language: str


class Quotation(NamedTuple):
    """What somebody says, and who."""

    line: Line
    who: Line = ""
    role: str = ""


class Item(NamedTuple):
    """One entry of a list, with what stands beneath it."""

    line: Line
    beneath: "tuple[Block, ...]" = ()
    role: str = ""


class List(NamedTuple):
    """Entries in their order."""

    items: tuple[Item, ...]
    role: str = ""
    """What they are, where a form may show that: `sections`, `topics` (each a name with what belongs to it beneath),
    `changes`, `points`, `numbered` (each begins with its number)."""


class Pair(NamedTuple):
    """What something is called, and what it is. On its own, a part of what it stands in."""

    name: Line
    blocks: "tuple[Block, ...]"
    level: int = 0
    """Of the heading that the name is, where it is one."""


class Pairs(NamedTuple):
    """Facts under their names."""

    pairs: tuple[Pair, ...]
    role: str = ""
    """`page` where each name is a small heading."""


class Column(NamedTuple):
    """The head of a column."""

    head: str
    is_content: bool = False
    """Whether its head is in words of the instrument."""
    role: str = ""
    """`whole` where no cell should be broken; `group` where its words may stand over the rows that have them."""


class Row(NamedTuple):
    """The cells of a row; the first says what the row is about."""

    cells: tuple[Line, ...]
    anchor: str = ""


class Table(NamedTuple):
    """Facts in rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    """What stands above it."""
    role: str = ""
    """`timelines` where the steps of each row, and their days, are spans with arrows between them; `reference` where
    the last column is a text, and a cell may have a span for each line."""
    label: str = ""
    """What it is called to who cannot see what it stands under, where it has no caption."""


class Chart(NamedTuple):
    """What is drawn where a form can draw; it shows nothing that is not told in words as well."""

    name: str
    """Its anchor."""
    title: str
    description: str
    drawing: "Drawing"


class Figure(NamedTuple):
    """A chart, what can be seen in it, and the same facts in a table."""

    title: Line
    finding: str
    chart: Chart
    table: Table


class Details(NamedTuple):
    """What is folded away where a form can fold."""

    summary: Line
    blocks: "tuple[Block, ...]"
    label: str = ""
    """What tells it apart from others of the same summary, for who cannot see where it stands."""
    role: str = ""


class Group(NamedTuple):
    """Blocks that belong together: a principle, a statement, a plan, a move."""

    blocks: "tuple[Block, ...]"
    role: str = ""
    anchor: str = ""


class Section(NamedTuple):
    """A part of an answer that a list of contents names."""

    id: str
    title: Line
    blocks: "tuple[Block, ...]"
    anchor: str = ""


class Spare(NamedTuple):
    """Blocks that may be left out where a form holds no more, and what stands in their place then."""

    kind: str
    blocks: "tuple[Block, ...]"
    instead: "tuple[Block, ...]" = ()
    times: int = 1
    """Of how many things of its kind it tells."""


Block = (
    Heading
    | Paragraph
    | Prose
    | Listing
    | Quotation
    | List
    | Pair
    | Pairs
    | Table
    | Chart
    | Figure
    | Details
    | Group
    | Section
    | Spare
)


class Telling(NamedTuple):
    """All that an answer says, and what a page needs to know about it."""

    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""
    """That of the words; empty for British English."""
    foreign: str = ""
    """The language of `Content`, where it is another; else empty."""
    about: Mapping[str, str] = {}
    """What a form may put around the blocks: the marking of a report, its period."""
