"""A report in; a document for word processors out, with its recipe and its fingerprint in it."""

from ..model.report import Report
from ..tell.i18n import spoken
from ..tell.report.report import tell
from . import raster, seal
from .docx import document, without_banner
from .docx_package import packed


def report(report: Report, draw: raster.Draw = raster.png) -> bytes:
    """The report as a document; its marking stands above and below every page. `draw` gives its pictures."""
    with spoken(report.partnership.instrument.phrases):
        telling = seal.sealed(tell(report), report, seal.DOCX)
        return packed(seal.put_in_parts(document(without_banner(telling), day=report.day.isoformat(), draw=draw)))
