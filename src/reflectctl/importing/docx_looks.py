"""The styles of a DOCX in, what words look like in the end out: as far as people mark an answer with it."""

from collections.abc import Mapping
from typing import Any

from ..model.named_tuples import NamedTuple
from .packed_xml import Element, value, whole
from .tones import WHITE, Tone, are_alike, tone


class Look(NamedTuple):
    """What words look like."""

    hidden: bool = False
    """Whether nobody sees them: they are set so, in the colour that is behind them, or as small as a dot."""
    struck: bool = False
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    shade: str = ""
    """The colour behind them, of a marker or of shading; empty for none."""
    colour: str = ""
    """Their own; empty for black and for what the program chooses."""
    border: str = ""
    font: str = ""
    size: str = ""
    other: str = ""
    """Raised, outlined, in another script: whatever else is set."""


PLAIN = Look()

_MARKERS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_LOOKS = {"firstRow": "firstRow", "firstCol": "firstColumn"}
_SMALLEST = 4
"""The size, in half points, of letters that nobody reads."""


_TOGGLES = {
    "w:b": "bold",
    "w:i": "italic",
    "w:caps": "capitals",
    "w:smallCaps": "small capitals",
    "w:strike": "strike",
    "w:dstrike": "double strike",
    "w:vanish": "hidden",
    "w:outline": "outline",
    "w:shadow": "shadow",
    "w:emboss": "emboss",
    "w:imprint": "imprint",
}
_OF_NO_LOOK = frozenset(
    (
        *("w:rStyle", "w:lang", "w:szCs", "w:bCs", "w:iCs", "w:noProof", "w:kern", "w:spacing", "w:w", "w:webHidden"),
        *("w:rtl", "w:cs", "w:eastAsianLayout", "w:fitText", "w:rPrChange", "w:snapToGrid", "w:specVanish", "w:oMath"),
        *("w14:ligatures", "w14:numForm", "w14:numSpacing", "w14:cntxtAlts", "w14:stylisticSets", "w:ins", "w:del"),
    )
)
"""What may be said of words that nobody marks an answer with."""
_RARE = ("small capitals", "outline", "shadow", "emboss", "imprint", "raised", "effect")
_NOTHING: Mapping[str, Any] = {}


def is_on(each: Element | None) -> bool:
    """Whether something that can be on or off is there and on."""
    if each is None:
        return False
    said = next((said for key, said in each.attrib.items() if key.rpartition(":")[2] == "val"), "1")
    return said.lower() not in ("0", "false", "off", "none")


def shade(each: Element | None) -> str:
    """The colour or pattern behind something; empty for none, and for white."""
    if each is None or each.get("w:val") == "nil":
        return ""
    pattern = each.get("w:val") or "clear"
    pattern = "" if pattern == "clear" else pattern
    colour = each.get("w:themeFill") or each.get("w:fill") or "auto"
    plain = colour.upper() in ("AUTO", "FFFFFF", "BACKGROUND1")
    return " ".join(part for part in (pattern, "" if plain else colour.upper()) if part)


def ground(each: Element | None) -> Tone | None:
    """The colour of a shading; None where what is behind it is seen, or its pattern mixes two."""
    if each is None or each.get("w:val", "clear") not in ("clear", "solid"):
        return None
    if each.get("w:val") == "solid":
        return tone(each.get("w:color", ""), each.get("w:themeColor", ""))
    if each.get("w:themeFillTint") or each.get("w:themeFillShade"):
        return tone(each.get("w:fill", ""))
    return tone(each.get("w:fill", ""), each.get("w:themeFill", ""))


class Looks:
    """The styles of a document."""

    def __init__(self, styles: Element | None) -> None:
        self._styles = {each.get("w:styleId", ""): each for each in _all(styles, "w:style")}
        self._first = next(
            (id for id, each in self._styles.items()
             if each.get("w:type") == "paragraph" and each.get("w:default", "0").lower() in ("1", "true", "on")),
            "",
        )  # fmt: skip
        default = styles
        for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
            default = None if default is None else default.find(tag)
        self._default = _said(default)
        self._known: dict[str, Mapping[str, Any]] = {}

    def paragraph(self, properties: Element | None) -> tuple[Mapping[str, Any], int]:
        """What a paragraph's words look like if nothing else is said, and how deep in lists it stands."""
        id = value(properties, "w:pStyle") or self._first
        chain = list(self._chain(id))
        about = [properties, *(each.find("w:pPr") for each in chain)]
        numbered = next(
            (each for each in (None if p is None else p.find("w:numPr") for p in about) if each is not None), None
        )
        shading = next((each for p in about if p is not None and shade(each := p.find("w:shd"))), None)
        boxed = next((True for p in about if p is not None and p.find("w:pBdr") is not None), False)
        number = value(numbered, "w:numId")
        depth = whole(value(numbered, "w:ilvl")) + 1 if number not in ("", "0") else 0
        style = {**self._default, **self._style(id)}
        if shading is not None:
            style.update({"ground": shade(shading), "ground tone": ground(shading)})
        style.update({"box": "paragraph"} if boxed else {})
        return style, min(depth, 9)

    def cell(self, table: Element | None, row: int, column: int, behind: Tone | None) -> Tone | None:
        """What is behind a cell that says nothing itself, by the properties of its table and the style they name."""
        chain = list(self._chain(value(table, "w:tblStyle")))
        looked_at = None if table is None else table.find("w:tblLook")
        for said in (table, *(each.find(part) for each in chain for part in ("w:tcPr", "w:tblPr"))):
            if said is not None and shade(shading := said.find("w:shd")):
                behind = ground(shading)
                break
        for each in reversed(chain):
            for part in each.findall("w:tblStylePr"):
                inside = part.find("w:tcPr")
                if inside is None or not shade(shading := inside.find("w:shd")):
                    continue
                kind = part.get("w:type", "")
                if kind in ("firstRow", "firstCol"):
                    here = row == 0 if kind == "firstRow" else column == 0
                    off = looked_at is not None and looked_at.get(f"w:{_LOOKS[kind]}", "1") in ("0", "false")
                    behind = ground(shading) if here and not off else behind
        return behind

    def run(self, properties: Element | None, style: Mapping[str, Any], behind: Tone | None = WHITE) -> Look:
        """What the words of a run look like in a paragraph of a style; `behind` it is paper, or a cell's colour."""
        id = value(properties, "w:rStyle")
        told = dict(style)
        for key, said in (self._style(id) if id else _NOTHING).items():
            # What can be on or off is off where both styles say on.
            told[key] = said != bool(told.get(key)) if key in _TOGGLES.values() else said
        told.update(_said(properties))
        ground = told.get("marker") or told.get("shade") or told.get("ground") or ""
        other = [*(key for key in _RARE if told.get(key)), *filter(None, [told.get("others")])]
        return Look(
            bool(told.get("hidden")) or _is_lost(told, behind),
            bool(told.get("strike") or told.get("double strike")),
            bool(told.get("bold")),
            bool(told.get("italic")),
            bool(told.get("underlined")),
            bool(told.get("capitals")),
            ground,
            told.get("colour", ""),
            told.get("box", ""),
            told.get("font", ""),
            told.get("size", ""),
            " ".join(other),
        )

    def _chain(self, id: str) -> list[Element]:
        """A style and those that it is based on; one that is based on itself ends there."""
        found: list[Element] = []
        seen: set[str] = set()
        while id in self._styles and id not in seen:
            seen.add(id)
            found.append(self._styles[id])
            id = value(found[-1], "w:basedOn")
        return found

    def _style(self, id: str) -> Mapping[str, Any]:
        if id not in self._known:
            told: dict[str, Any] = {}
            for each in reversed(self._chain(id)):
                told.update(_said(each.find("w:rPr")))
            self._known[id] = told
        return self._known[id]


def _is_lost(told: Mapping[str, Any], behind: Tone | None) -> bool:
    """Whether words are there and not to be seen: in the colour that is behind them, or as small as a dot."""
    if 0 < whole(told.get("size", "")) <= _SMALLEST:
        return True
    under = behind
    for kind in ("ground", "shade", "marker"):
        # What is there and of no colour that can be told is another one than that of the letters.
        if kind in told and (told[kind] or told.get(f"{kind} tone")):
            under = told.get(f"{kind} tone")
    return are_alike(told.get("ink"), under)


def _said(properties: Element | None) -> dict[str, Any]:
    """What properties say of words, and nothing of what they are silent about."""
    told: dict[str, Any] = {}
    for each in () if properties is None else properties:
        said = each.get("w:val", "")
        if each.tag in _TOGGLES:
            told[_TOGGLES[each.tag]] = is_on(each)
        elif each.tag == "w:u":
            told["underlined"] = said not in ("none", "")
        elif each.tag == "w:highlight":
            told["marker"] = "" if said in ("none", "white") else said
            told["marker tone"] = tone(_MARKERS.get(said, ""))
        elif each.tag == "w:shd":
            told["shade"] = shade(each)
            told["shade tone"] = ground(each)
        elif each.tag == "w:color":
            is_mixed = each.get("w:themeTint") or each.get("w:themeShade")
            told["ink"] = tone(said, "" if is_mixed else each.get("w:themeColor", ""))
            colour = each.get("w:themeColor") or said
            told["colour"] = "" if colour.upper() in ("AUTO", "000000", "TEXT1", "DARK1") else colour.upper()
        elif each.tag == "w:bdr":
            told["box"] = "" if said in ("nil", "none", "") else said
        elif each.tag == "w:rFonts":
            told["font"] = each.get("w:ascii") or each.get("w:asciiTheme") or told.get("font", "")
        elif each.tag == "w:sz":
            told["size"] = said
        elif each.tag == "w:vertAlign":
            told["raised"] = said not in ("baseline", "")
        elif each.tag == "w:effect":
            told["effect"] = said not in ("none", "")
        elif each.tag not in _OF_NO_LOOK:
            told["others"] = f"{told.get('others', '')} {each.tag}".strip()
    return told


def _all(parent: Element | None, tag: str) -> list[Element]:
    return [] if parent is None else parent.findall(tag)
