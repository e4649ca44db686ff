"""Where a report came from, so that anyone can make it again; and what could not be read for it."""

from collections.abc import Iterator
from datetime import datetime

from ...model import fields as catalogue
from ...model import report_config
from ...model.blocks import BREAK, Block, Code, Group, Item, Label, List, Pair, Pairs, Paragraph, Strong, Written
from .. import fields, prose
from ..i18n import in_line, phrase, say
from .facts import Facts, since

_WORDINGS = {"restated": phrase("restated"), "published": phrase("published"), "local": phrase("local")}
"""Whose words those of the content are."""

_SHORT = 12
"""How much of a commit's id a paper names."""


def provenance(facts: Facts) -> Iterator[Block]:
    """Ends in the facts that the report's recipe and fingerprint belong to."""
    unreadable = facts.report.unreadable
    if unreadable:
        incomplete = Strong(say("This report is not complete."))
        what = say("What these files hold is not in it, or not all of it:")
        files = tuple(
            Item((Code(path), ": ", Written(reason)) if reason else Code(path)) for path, reason in unreadable
        )
        yield Group((Paragraph((incomplete, " ", what)), List(files)), role="unreadable")
    again = in_line(
        "Anyone who has the records can make this report again and see that it is the same: {command}.",
        command=Code("reflectctl report --verify FILE"),
    )
    if facts.report.recipe.length == report_config.BOARD:
        # On paper every line counts: the facts stand in a row.
        row = [span for name, text in _facts(facts) for span in (" · ", Label(name), " ", Written(text))]
        yield Paragraph((*again, BREAK, *row[1:]), role="facts")
        yield Pairs((), role="seal")
        return
    yield Paragraph(again)
    yield Pairs(tuple(Pair(name, (Paragraph(Written(text)),)) for name, text in _facts(facts)))


def _facts(facts: Facts) -> Iterator[tuple[str, str]]:
    made, instrument, recipe = facts.report.provenance, facts.instrument, facts.report.recipe
    # The recipe that stands beside has the whole of an id.
    digits = _SHORT if recipe.length == report_config.BOARD else None
    yield say("Edition"), say("Public") if recipe.edition == report_config.PUBLIC else say("For partners")
    # What a partnership says of itself, beyond its name and its area.
    further = catalogue.further(facts.partnership)
    yield from ((say(field.title), fields.words(field, value, facts.partnership)) for field, value in further)
    if recipe.since:
        day = since(facts.report)
        told = day if day == prose.dated(recipe.since) else say("{name}, of {day}", name=recipe.since, day=day)
        if recipe.since_commit:
            told = say("{moment} (commit {commit})", moment=told, commit=recipe.since_commit[:digits])
        yield say("Compared with"), told
    if made.revision:
        yield say("Commit"), made.revision[:digits]
        yield say("Recorded"), _moment(made.recorded)
        if made.uncommitted:
            what = say("The files held changes that no commit has yet; this report tells of them too.")
            yield say("Not committed"), what
    elif made.unknown:
        yield say("Commit"), say("Not known: git could not be read when this report was made.")
    else:
        yield say("Commit"), say("None: the files were not committed when this report was made.")
    if instrument.id:
        edition = " ".join(each for each in (instrument.id, instrument.version) if each)
        wording = say(_WORDINGS[instrument.wording]) if instrument.wording in _WORDINGS else instrument.wording
        told = say("{pack}, {wording} wording", pack=edition, wording=wording) if wording else edition
        if instrument.original:
            told = say("{content}, shown in its translation ({language})", content=told, language=instrument.language)
        yield say("Content"), told
    source = instrument.source if recipe.length == report_config.FULL else {}
    for name, key in ((phrase("Source"), "title"), (phrase("Publisher"), "publisher"), (phrase("Note"), "note")):
        if source.get(key):
            yield say(name), prose.flat(str(source[key]))
    yield say("Made by"), f"reflectctl {made.program}"


def _moment(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    zone = moment.strftime("%z")
    told = say("{day} at {time}", day=prose.day(moment.date()), time=f"{moment:%H:%M}")
    return f"{told} ({zone[:3]}:{zone[3:]})" if zone else told
