"""What is said of a change: who moved is who moved, and a meeting that lies ahead is planned."""

import pytest

from reflectctl.analysis import diff_events
from reflectctl.analysis.diff import compare
from reflectctl.model.records import Agency, Assessment, Partnership, Preliminary, Record, View
from reflectctl.tell import diff_lines, diff_sentences, diff_summary

from . import INSTRUMENT, day, meeting

STATEMENT = "voice.action"


def partnership(rating: str, **views: str) -> Partnership:
    """A partnership that agreed a rating of one statement, and what its agencies think."""
    rated = Assessment(
        STATEMENT,
        rating,
        day("2026-02-03"),
        because="Because.",
        views=tuple(View(agency, view) for agency, view in views.items()),
    )
    return Partnership(
        "Test",
        instrument=INSTRUMENT,
        agencies=(Agency("police", "Police"), Agency("health", "Health")),
        records=(Record("voice", (rated,)),),
    )


@pytest.mark.parametrize(
    ("before", "after", "words", "counted"),
    [
        # The rating came to where an agency stood, or left it.
        (
            partnership("disagree", police="agree"),
            partnership("agree", police="agree"),
            "The agreed rating came to the view of Police: Agree.",
            False,
        ),
        (
            partnership("agree", police="agree"),
            partnership("disagree", police="agree"),
            "The agreed rating is no longer the view of Police: it is Disagree now.",
            False,
        ),
        # The agency came to where the rating stood.
        (
            partnership("agree", police="disagree"),
            partnership("agree", police="agree"),
            "Police now holds the view that was agreed: Agree.",
            True,
        ),
    ],
)
def test_who_moved_is_who_moved(before: Partnership, after: Partnership, words: str, counted: bool) -> None:
    told = compare(before, after)
    (shift,) = told.shifts
    assert diff_sentences.shift_sentence(shift, before, after) == words
    assert ("iews drew together" in diff_summary.headline(told)) == counted


def test_a_meeting_that_lies_ahead_is_planned_with_its_day() -> None:
    none = partnership("agree")
    some = none._replace(meetings=(meeting("2026-03-12", "voice"), meeting("2026-05-07", "voice")))
    told = diff_events.as_of(compare(none, some), day("2026-03-12"))

    assert diff_summary.headline(told) == "One meeting was held, one meeting is planned."
    assert dict(diff_lines.lines(told, none, some)) == {
        "Meetings": "1 held, on 12 March 2026; 1 planned, for 7 May 2026."
    }
    assert [diff_sentences.change_sentence(each, none, some) for each in told.changes] == [
        "Held: “A meeting” (12 March 2026).",
        "Planned: “A meeting” (7 May 2026).",
    ]


def test_that_a_discussion_was_held_is_told_before_what_was_said_in_it() -> None:
    none = partnership("agree")
    held = none._replace(preliminary=Preliminary(discussed=day("2026-01-14"), commitment="We will.", goal="Ready."))

    told = [diff_sentences.change_sentence(each, none, held) for each in compare(none, held).changes]

    assert told[0] == "The preliminary discussion was held on 14 January 2026."
    assert len(told) == 3
