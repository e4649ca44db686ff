"""Fields by their titles: what each holds in words, and what is not as it was."""

from datetime import date

import pytest

from reflectctl.model import fields
from reflectctl.model.blocks import Pair, Paragraph
from reflectctl.model.fields import FIELDS, Field
from reflectctl.model.instrument import Instrument, Term
from reflectctl.model.records import Agency, Discussion, Heard, Partnership
from reflectctl.tell import fields as told

HERE = Partnership(
    agencies=(Agency("police", "Wessex Police"), Agency("health", "Wessbury Health")),
    instrument=Instrument(scale=(Term("agree", "Agree"),)),
)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (Field("priority", "Priority"), "very  high", "very high"),
        (Field("on", "On", fields.DAY), date(2026, 3, 12), "12 March 2026"),
        (Field("way", "Way", fields.CHOICE, choices=("in-part",)), "in-part", "in part"),
        (Field("rating", "Rating", fields.RATING), "agree", "Agree"),
        (Field("who", "Who", fields.ID, fields.AGENCY), "police", "Wessex Police"),
        (Field("with", "With", fields.IDS, fields.AGENCY), ("police", "health"), "Wessex Police and Wessbury Health"),
        (Field("at", "At", fields.ID, fields.MEETING), "2026-03-12-voice", "2026-03-12-voice"),
        (Field("of", "Of", fields.ID, fields.PRINCIPLE), "voice", "voice"),
        (Field("for", "For", fields.ID, fields.DIMENSION), "action", "action"),
        (Field("seen", "Seen", fields.FLAG), True, "yes"),
        (Field("seen", "Seen", fields.FLAG), False, ""),
        (Field("days", "Days", fields.NUMBER), 0, "0"),
        (
            Field("points", "Points", fields.NOTES),
            {"evidence": (Discussion(points="One\nline"),), "building": (Discussion(points="Two"),)},
            "One line; Two",
        ),
        (Field("heard", "Heard", fields.RECORDS, Heard), (Heard("A", "b"), Heard("C")), "A, b; C"),
        (Field("one", "One", fields.RECORD, Heard), Heard("A", dated=date(2026, 3, 12)), "A, 12 March 2026"),
        *((Field("none", "None"), nothing, "") for nothing in (None, "", (), {})),
    ],
)
def test_what_a_field_holds_in_words(field, value, words):
    assert told.words(field, value, HERE) == words


def test_what_changed_is_told_by_its_title():
    field = Field("priority", "Priority")

    assert told.moved(field, "normal", "high", HERE, HERE) == "Priority: normal → high"
    assert told.moved(field, "", "high", HERE, HERE) == "Priority: not recorded → high"
    assert told.moved(field, "normal", "", HERE, HERE) == "Priority: normal → not recorded"


def test_what_nothing_else_tells_stands_under_its_title(monkeypatch):
    agency = Agency("police", "Wessex Police", True)
    assert told.pairs(agency, HERE) == ()

    monkeypatch.setitem(FIELDS, Agency, (Field("name", "Called"), Field("statutory", "By law", fields.FLAG)))
    assert told.pairs(agency, HERE) == (
        Pair("Called", (Paragraph("Wessex Police"),)),
        Pair("By law", (Paragraph("yes"),)),
    )
