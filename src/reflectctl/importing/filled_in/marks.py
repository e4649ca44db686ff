"""The points of the scale as they stand below a statement in a copy, in; which of them is marked, and how, out.

People tick, cross, shade, circle, or delete the others. So the points of one row are compared with each other: one that
is unlike the others is taken for the answer, and how it was told is said. Everything else is a doubt.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...model.instrument import Term
from ...model.named_tuples import NamedTuple
from ..docx_looks import Look
from ..docx_values import CHECK_BOX, Control, Shape

TICKS = "☑☒✓✔✗✘✕✖×√🗸🗹🗵✅❌⊠⊗●◉⦿■⬛★⭐*⚫"
EMPTY = "☐□○◯❑❏❒⬜▢◻☆⚪"
_WORDS_THAT_TICK = frozenset(("x", "xx", "v", "yes", "y", "tick", "ticked", "ok"))
_NOTHING_SAID = frozenset(("", "-", "–", "_"))
_NO = frozenset(("no", "n"))
_SIGN = re.compile(rf"[{re.escape(TICKS)}]\ufe0f?|[\[(]\s*[xXvV*{re.escape(TICKS)}]\s*[\])]")
_BLANK = re.compile(rf"[{re.escape(EMPTY)}]\ufe0f?|[\[(][\s_.]*[\])]")


class Option(NamedTuple):
    """A point of the scale where it stands in a copy, with all that may mark it."""

    point: str | None
    """The id of the point; None where its words are gone, and only its place is left."""
    letters: tuple[Look, ...] = ()
    """How each letter of its words is set; those that are deleted have none."""
    beside: str = ""
    """What stands beside its words, as far as it is seen."""
    shade: str = ""
    """Behind its whole cell."""
    border: str = ""
    controls: tuple[Control, ...] = ()
    shapes: tuple[Shape, ...] = ()
    width: int = 0
    """Of its cell, in hundredths of a point; 0 where that is not known."""
    words: str = ""
    """Its words as they are written, where their letters are looked at for capitals."""
    is_unseen: bool = False
    """Whether something beside its words is struck out or hidden."""


class Marked(NamedTuple):
    """Which point is marked, and how; or why that cannot be told."""

    point: str = ""
    how: str = ""
    doubt: str = ""


NOTHING = Marked()

Looks = Mapping[str, object]
"""How a point looks, by property."""


def label(title: str) -> str:
    """A pattern for the name of a point, however its parts are joined: *neither agree / disagree*."""
    words = [each for each in re.findall(r"[^\W_]+", title) if each.casefold() not in ("nor", "or", "and")]
    return r"(?:\W{1,4}(?:(?:nor|or|and)\W{1,4})?|(?<=/))".join(map(re.escape, words)) if words else r"(?!)"


def labels(scale: Sequence[Term]) -> re.Pattern[str]:
    """A pattern that finds every point of a scale, the longest names first; the group says which it is."""
    longest = sorted(range(len(scale)), key=lambda at: -len(scale[at].title))
    return re.compile("|".join(rf"(?P<p{at}>\b{label(scale[at].title)}\b)" for at in longest), re.IGNORECASE)


def named(found: re.Match[str], scale: Sequence[Term]) -> str:
    """The id of the point that was found."""
    return scale[int((found.lastgroup or "p0")[1:])].id


def marked(options: Sequence[Option], scale: Sequence[Term], usual: Sequence[Looks] = ()) -> Marked:
    """Which of the points of one statement is marked. `usual` is how they look in most of a copy's rows."""
    ids = [point.id for point in scale]
    titles = {point.id: point.title for point in scale}
    if [each.point or ids[at] for at, each in enumerate(options)] != ids:
        return Marked(doubt="The points of the scale do not all stand here once, in their order.")
    ticked: set[int] = set()
    denied = False
    for at, each in enumerate(options):
        state = _ticked(each)
        if isinstance(state, str):
            return Marked(doubt=f"At {titles[ids[at]]} {state}")
        denied = denied or state is None
        if state:
            ticked.add(at)
    if denied and not ticked:
        return Marked(doubt="Some points are answered with no here, and none with yes.")
    ringed = _ringed(options)
    if ringed is None:
        return Marked(doubt="Something is drawn here, and over which point of the scale it lies cannot be told.")
    for signs, how in ((ticked, "ticked"), (ringed, "marked by a drawn shape")):
        if len(signs) > 1:
            both = " and ".join(titles[ids[at]] for at in sorted(signs))
            return Marked(doubt=f"Several points are marked here: {both}.")
        if signs and (odd := _odd(options, usual)) and odd[0] not in (*signs, None):
            return Marked(doubt="One point is marked here by a sign, and another one by how it looks.")
        if signs and ticked | ringed != signs:
            return Marked(doubt="One point is ticked here, and a shape is drawn over another one.")
        if signs:
            return Marked(ids[min(signs)], how)
    one, how = _odd(options, usual) or (None, "")
    if one is not None:
        return Marked(ids[one], how)
    if not how and any(each.is_unseen for each in options):
        how = "What stands beside the points is struck out or hidden here, and nothing else marks one."
    return Marked(doubt=how) if how else NOTHING


def _ticked(option: Option) -> bool | str | None:
    """Whether a sign ticks a point, None where a word says that it does not; or what is wrong beside it."""
    boxes = [each for each in option.controls if each.kind == CHECK_BOX]
    signs, blanks = _SIGN.findall(option.beside), _BLANK.findall(option.beside)
    rest = _BLANK.sub("", _SIGN.sub("", option.beside)).strip(" \t\n\u00a0.:;|/").casefold()
    if len(boxes) > 1:
        return "there are several check boxes."
    shown = bool(signs) or rest in _WORDS_THAT_TICK
    if boxes and (shown or blanks) and shown != boxes[0].checked:
        return "the check box shows one thing, and the file says another."
    if rest in _NO:
        return None if not shown else _WORDS
    if rest not in _NOTHING_SAID | _WORDS_THAT_TICK:
        return _WORDS
    return bool(boxes[0].checked) if boxes else shown


_WORDS = "there are words or signs of which it cannot be told whether they mark it."


def _ringed(options: Sequence[Option]) -> set[int] | None:
    """Over which points something is drawn; None where that cannot be told."""
    found: set[int] = set()
    for at, option in enumerate(options):
        for shape in option.shapes:
            if shape.paragraphs or shape.x is None or shape.y is None or shape.kind in ("picture", "object"):
                return None
            if not -2_000 <= shape.y + shape.height // 2 <= 4_000:
                return None
            middle = shape.x + shape.width // 2
            over = at
            while middle < 0 or (options[over].width and middle > options[over].width):
                step = -1 if middle < 0 else 1
                middle += options[over + step].width if step < 0 and over else -options[over].width
                over += step
                if not 0 <= over < len(options) or not options[over].width:
                    return None
            found.add(over)
    return found


_NAMES = {
    "bold": "bold",
    "italic": "italics",
    "underlined": "underlining",
    "capitals": "capitals",
    "shade": "shading",
    "colour": "colour",
    "border": "a border",
}
_OTHERS = frozenset(("font", "size", "other"))


def look(option: Option) -> Looks:
    """How a point looks, each property by itself; of letters that differ, all there are."""
    told = {
        field: frozenset(getattr(letter, field) for letter in option.letters) or frozenset((_DEFAULT[field],))
        for field in Look._fields
        if field not in ("struck", "hidden")
    }
    capitals = told["capitals"] if not option.words.isupper() else frozenset((True,))
    return {
        **told,
        "capitals": capitals,
        "shade": (told["shade"], option.shade),
        "border": (told["border"], option.border),
    }


_DEFAULT = Look()._asdict()
_PLAIN = look(Option(None))


def _is_gone(option: Option) -> bool:
    return not option.letters or all(each.struck or each.hidden for each in option.letters)


def _odd(options: Sequence[Option], usual: Sequence[Looks]) -> tuple[int | None, str] | None:
    """The one point that is unlike the others, and how it is; None and why it cannot be told; None if all are alike."""
    gone = [at for at, each in enumerate(options) if _is_gone(each)]
    partly = [
        at for at, each in enumerate(options) if at not in gone and any(x.struck or x.hidden for x in each.letters)
    ]
    if gone or partly:
        left = [at for at in range(len(options)) if at not in gone]
        if len(left) == 1 and not partly:
            struck = any(options[at].letters for at in gone)
            return left[0], f"the others are {'struck out or hidden' if struck else 'deleted'}"
        return None, "Some of the points are deleted or struck out here, so that it cannot be told which one is meant."
    looks = [look(each) for each in options]
    found: dict[int, list[str]] = {}
    for field in looks[0]:
        values = [each[field] for each in looks]
        often = Counter(values)
        if len(often) == 1:
            continue
        kept = [value for value, times in often.items() if times == 1]
        at = values.index(kept[0]) if len(often) == 2 and len(kept) == 1 and len(values) > 2 else None
        if at is None and usual and (at := _unusual(values, [each[field] for each in usual])) == _AS_USUAL:
            continue
        if at is None or field in _OTHERS or values[at] == _PLAIN[field]:
            return None, "The points look different here, and which one is meant cannot be told."
        found.setdefault(at, []).append(_NAMES[field])
    if len(found) > 1:
        return None, "Several points look unlike the others here."
    return next(((at, f"marked by {' and '.join(names)}") for at, names in found.items()), None)


_AS_USUAL = -1


def _unusual(values: Sequence[object], usual: Sequence[object]) -> int | None:
    """The one value that is not what stands there in other rows; `_AS_USUAL` where all are; None for several."""
    differing = [at for at, (one, other) in enumerate(zip(values, usual, strict=True)) if one != other]
    return _AS_USUAL if not differing else differing[0] if len(differing) == 1 else None


def usual_looks(rows: Iterable[Sequence[Option]]) -> list[Looks]:
    """How the points look in most rows; nothing where there are too few rows to tell, or none is the most."""
    told = [[look(each) for each in options] for options in rows]
    if len(told) < _FEWEST_ROWS:
        return []
    made: list[Looks] = []
    for column in zip(*told, strict=True):
        made.append({field: Counter(each[field] for each in column).most_common(1)[0][0] for field in column[0]})
    return made


_FEWEST_ROWS = 6
"""So many rows have to be there before how most of them look is how the form looks."""
