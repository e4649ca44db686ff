"""The parts of a document for word processors, and how they hang together: places, links, pictures, numbers, pages."""

import re
import zlib
from html import escape, unescape
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..model import blocks as b
from ..tell.i18n import say
from . import raster
from .escape import visible
from .svg import WIDE, Picture

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"

_CHECKS = (
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
"""What a document says that has boxes to tick."""

_PIXEL = 9638 * 635 // WIDE
"""What a picture is measured in, in the format's unit: a wide one fills the page from margin to margin."""

_KINDS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "header": "header", "footer": "footer"}
"""The parts that every document has, and what they are to it."""


class Package:
    """What stands beside the text of a document while that is made."""

    def __init__(self, draw: raster.Draw = raster.png) -> None:
        self._draw = draw
        self._places: dict[str, str] = {}
        self._marked = 0
        self._links: dict[str, str] = {}
        self._pictures: list[bytes] = []
        self._numbers: list[int] = []

    def place(self, anchor: str) -> str:
        """A place that links of the same document lead to."""
        self._marked += 1
        name, id = self._name(anchor), self._marked
        return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/><w:bookmarkEnd w:id="{id}"/>'

    def _name(self, anchor: str) -> str:
        """A place's name as the format has names: letters, digits and lines, forty at most."""
        if anchor not in self._places:
            self._places[anchor] = f"p{len(self._places)}_{re.sub('[^A-Za-z0-9]+', '_', anchor)}"[:40]
        return self._places[anchor]

    def link(self, made: str, anchor: str, address: str) -> str:
        """Runs that lead somewhere; what is no address that the format takes stays words."""
        if not made or not (anchor or _ADDRESS.match(address)):
            return made
        if anchor:
            return f'<w:hyperlink w:anchor="{self._name(anchor)}" w:history="1">{made}</w:hyperlink>'
        whole = re.sub(r"[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]", _quoted, address)
        id = self._links.setdefault(whole, f"link{len(self._links) + 1}")
        return f'<w:hyperlink r:id="{id}" w:history="1">{made}</w:hyperlink>'

    def numbers(self, start: int) -> int:
        """The numbers of a list of its own."""
        self._numbers.append(min(max(start, 0), 32767))
        return len(self._numbers) + 1

    def picture(self, picture: Picture, told: str) -> str:
        """A picture as a run, with what is said in its place."""
        self._pictures.append(self._draw(picture))
        n = len(self._pictures)
        across, down = picture.width * _PIXEL, picture.height * _PIXEL
        size = f'cx="{across}" cy="{down}"'
        named = f'id="{n}" name="Picture {n}" descr="{escape(visible(told))}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f"<wp:docPr {named}/>"
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="picture{n}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def parts(self, body: str, telling: b.Telling, *, day: str, styles: str) -> dict[str, bytes]:
        """Every part by its name, in the order in which they are kept."""
        language = "en-GB" if telling.language in ("", "en") else telling.language
        told = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _relations(
                ("rId1", f"{_RELATED}/officeDocument", "word/document.xml", ""),
                (
                    "rId2",
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml",
                    "",
                ),
            ),
            "docProps/core.xml": _core(telling, language, day),
            "word/document.xml": self._document(body),
            "word/_rels/document.xml.rels": self._related(),
            "word/styles.xml": styles.replace("@LANGUAGE@", escape(language)),
            "word/numbering.xml": self._numbering(),
            "word/settings.xml": (
                f'{_HEAD}<w:settings xmlns:w="{_MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
                '<w:compat><w:compatSetting w:name="compatibilityMode" '
                'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
                f'<w:themeFontLang w:val="{escape(language)}"/></w:settings>'
            ),
            "word/header.xml": _margin("hdr", "Header", telling, pages=False),
            "word/footer.xml": _margin("ftr", "Footer", telling, pages=True),
        }
        pictures = {f"word/media/picture{n}.png": each for n, each in enumerate(self._pictures, 1)}
        return {**{name: text.encode() for name, text in told.items()}, **pictures}

    def _document(self, body: str) -> str:
        names = f'xmlns:w="{_MAIN}" xmlns:r="{_RELATED}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        names += f'xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture"'
        names += _CHECKS if "<w14:" in body else ""
        page = (
            '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
            '<w:footerReference w:type="default" r:id="footer"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1077" w:right="1134" w:bottom="1020" w:left="1134" '
            'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
        )
        return f"{_HEAD}<w:document {names}><w:body>\n{body}{page}</w:body></w:document>"

    def _types(self) -> str:
        own = {"document": "document.main", **_KINDS}
        parts = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in own.items()
        )
        return (
            f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f"{parts}"
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        )

    def _related(self) -> str:
        return _relations(
            *((name, f"{_RELATED}/{kind}", f"{name}.xml", "") for name, kind in _KINDS.items()),
            *(
                (f"picture{n}", f"{_RELATED}/image", f"media/picture{n}.png", "")
                for n in range(1, len(self._pictures) + 1)
            ),
            *((id, f"{_RELATED}/hyperlink", address, ' TargetMode="External"') for address, id in self._links.items()),
        )

    def _numbering(self) -> str:
        def kind(id: int, form: str, text: str) -> str:
            levels = "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{text.replace("N", str(level + 1))}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{(level + 1) * 360}" w:hanging="360"/></w:pPr></w:lvl>'
                for level in range(9)
            )
            many = '<w:multiLevelType w:val="hybridMultilevel"/>'
            return f'<w:abstractNum w:abstractNumId="{id}">{many}{levels}</w:abstractNum>'

        own = "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>'
            + "".join(
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                for level in range(9)
            )
            + "</w:num>"
            for n, start in enumerate(self._numbers, 2)
        )
        return (
            f'{_HEAD}<w:numbering xmlns:w="{_MAIN}">'
            f"{kind(0, 'bullet', '•')}{kind(1, 'decimal', '%N.')}"
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{own}</w:numbering>'
        )


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as one file. They are not compressed: what compresses is not the same on every computer."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as file:
        for name, content in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            file.writestr(entry, content)
    return held.getvalue()


MOST = 50_000_000
"""No document holds more, in bytes."""


def unpacked(raw: bytes) -> dict[str, bytes] | None:
    """The parts of a file; None where it is no document, or holds more than one would."""
    try:
        with ZipFile(BytesIO(raw)) as file:
            if sum(entry.file_size for entry in file.infolist()) > MOST or "word/document.xml" not in file.namelist():
                return None
            return {entry.filename: file.read(entry) for entry in file.infolist()}
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return None


def words(parts: dict[str, bytes]) -> list[str]:
    """What each paragraph of a document says, whoever has saved it last."""
    body = re.sub("<w:(?:br|tab)/>", "<w:t> </w:t>", parts["word/document.xml"].decode("utf-8", "replace"))
    told = ("".join(re.findall("<w:t(?: [^>]*)?>([^<]*)</w:t>", each)) for each in body.split("</w:p>"))
    return [said for each in told if (said := " ".join(unescape(each).split()))]


# Word takes no document that has one address which is none.
_ADDRESS = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#]\S*)?|mailto:[^\s@]+@[A-Za-z0-9.-]+(?:\?\S*)?)\Z"
)


def _quoted(found: re.Match[str]) -> str:
    return "".join(f"%{each:02X}" for each in found.group().encode())


def _relations(*related: tuple[str, str, str, str]) -> str:
    made = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="{escape(target)}"{mode}/>' for id, kind, target, mode in related
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def _core(telling: b.Telling, language: str, day: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(visible(telling.title))}</dc:title><dc:creator>reflectctl</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


def _margin(tag: str, style: str, telling: b.Telling, *, pages: bool) -> str:
    """What stands above and below every page: the marking, and which page it is."""
    marking = escape(visible(" ".join(telling.about.get("classification", "").split())))

    def paragraph(made: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{made}</w:p>'

    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    said = [paragraph(f'<w:r><w:t xml:space="preserve">{marking}</w:t></w:r>')] if marking else []
    if pages:
        runs = re.split(r"(\{page\}|\{pages\})", say("Page {page} of {pages}", page="{page}", pages="{pages}"))
        fields = {"{page}": field("PAGE"), "{pages}": field("NUMPAGES")}
        said.append(
            paragraph(
                "".join(
                    fields.get(each) or f'<w:r><w:t xml:space="preserve">{escape(each)}</w:t></w:r>' for each in runs
                )
            )
        )
    return f'{_HEAD}<w:{tag} xmlns:w="{_MAIN}">{"".join(said) or paragraph("")}</w:{tag}>'
