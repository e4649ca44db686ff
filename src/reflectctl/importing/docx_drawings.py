"""What is drawn in a DOCX: which shape it is, where it lies, and which elements hold what is written in it."""

from collections.abc import Iterator

from ..model.named_tuples import NamedTuple
from .packed_xml import Element, whole


class Drawn(NamedTuple):
    """A shape before what is written in it has been read; lengths in hundredths of a point."""

    kind: str
    x: int | None
    y: int | None
    width: int
    height: int
    within: Element


def drawn(drawing: Element) -> Iterator[Drawn]:
    """The shapes of a drawing, of either vocabulary."""
    if drawing.tag == "w:object":
        yield Drawn("object", None, None, 0, 0, drawing)
    elif drawing.tag == "w:pict":
        yield from _vml(drawing)
    else:
        for frame in drawing:
            extent = frame.find("wp:extent")
            width, height = (0, 0) if extent is None else (_points(extent.get("cx")), _points(extent.get("cy")))
            yield Drawn(
                _kind(frame), _offset(frame, "wp:positionH"), _offset(frame, "wp:positionV"), width, height, frame
            )


def written(drawing: Element) -> Iterator[Element]:
    """What is written in drawn boxes; each box once, though it may be there for older programs as well."""
    waiting = [drawing]
    while waiting:
        each = waiting.pop(0)
        if each.tag == "w:txbxContent":
            yield each
        else:
            waiting = [*chosen(each), *waiting]


def chosen(each: Element) -> Element:
    """What is read of content that is there in two ways: the first, which is the newer one."""
    if each.tag != "mc:AlternateContent":
        return each
    choice = each.find("mc:Choice")
    choice = each.find("mc:Fallback") if choice is None else choice
    return Element("w:none") if choice is None else choice


def _kind(frame: Element) -> str:
    parts = [each.tag for each in frame.iter() if each.tag in ("wps:wsp", "pic:pic", "w14:contentPart")]
    shapes = [each.get("prst", "") for each in frame.iter("a:prstGeom")]
    if "pic:pic" in parts:
        return "picture"
    if "w14:contentPart" in parts:
        return "ink"
    return shapes[0] if len(shapes) == 1 and len(parts) == 1 else "drawing"


def _vml(pict: Element) -> Iterator[Drawn]:
    for each in pict:
        if each.tag == "w:control":
            yield Drawn("object", None, None, 0, 0, each)
        elif each.tag.startswith("v:") and each.tag != "v:shapetype":
            kind = {"v:oval": "ellipse", "v:rect": "rect", "v:line": "line"}.get(each.tag, "drawing")
            style = dict(part.split(":", 1) for part in each.get("style", "").split(";") if ":" in part)
            said = {key.strip(): _css(length) for key, length in style.items()}
            yield Drawn(
                "picture" if each.find("v:imagedata") is not None else kind,
                said.get("margin-left"),
                said.get("margin-top"),
                said.get("width") or 0,
                said.get("height") or 0,
                each,
            )


def _points(emu: str | None) -> int:
    """A length in English metric units in hundredths of a point."""
    digits = (emu or "").removeprefix("-")
    size = int(digits) // 127 if digits.isascii() and digits.isdecimal() and len(digits) < 12 else 0
    return -size if (emu or "").startswith("-") else size


def _offset(frame: Element, tag: str) -> int | None:
    """Where a drawing begins, if it is said from its column, paragraph or line; 0 for one that stands in the line."""
    if frame.tag == "wp:inline":
        return 0
    position = frame.find(tag)
    offset = None if position is None else position.find("wp:posOffset")
    if position is None or offset is None:
        return None
    near = position.get("relativeFrom") in ("column", "character", "paragraph", "line")
    return _points(offset.text) if near else None


_UNITS = (("pt", 100), ("in", 7200), ("cm", 2835), ("mm", 283), ("px", 75))


def _css(length: str) -> int | None:
    """A length in a style in hundredths of a point; None where it is none."""
    said = length.strip().lower()
    for unit, size in _UNITS:
        before, _, after = said.removesuffix(unit).strip().removeprefix("-").partition(".")
        if said.endswith(unit) and (before + after).isdecimal() and len(before) < 6:
            told = (whole(before or "0") * 100 + whole((after + "00")[:2])) * size // 100
            return -told if said.startswith("-") else told
    return 0 if said == "0" else None
