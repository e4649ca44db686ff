"""A report in; a document for word processors out, with its recipe and its fingerprint in it."""

from ..model import blocks as b
from ..model.report import Report
from ..tell.i18n import spoken
from ..tell.report.report import tell
from . import seal
from .docx import document
from .docx_package import packed


def report(report: Report) -> bytes:
    """The report as a document; its marking stands above and below every page."""
    with spoken(report.partnership.instrument.phrases):
        telling = seal.sealed(tell(report), report, seal.DOCX)
        front, *rest = telling.blocks
        assert isinstance(front, b.Group)
        opening = tuple(
            block for block in front.blocks if not (isinstance(block, b.Paragraph) and block.role == "banner")
        )
        telling = telling._replace(blocks=(front._replace(blocks=opening), *rest))
        return packed(seal.put_in_parts(document(telling, day=report.day.isoformat())))
