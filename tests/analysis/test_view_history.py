"""The history of views, from facts that commits changed: each on its day, beside those that were held by then."""

from datetime import date

import pytest

from reflectctl.analysis import view_history
from reflectctl.loading.facts import RATING, VIEW, AgreedRating, key
from reflectctl.loading.history import CommitFacts
from reflectctl.model.history import HeldView, Recorded


def test_views_have_the_day_on_which_they_were_given_and_others_the_day_of_the_commit() -> None:
    statement = "trauma.culture"
    held, given = (
        HeldView("police", "agree", given=date(2026, 1, 1)),
        HeldView("health", "neither", given=date(2025, 12, 1)),
    )
    agreed = AgreedRating("agree", date(2026, 1, 1), "", "")
    first = Recorded("c0", "Somebody", "2026-01-05T12:00:00+00:00")
    second = Recorded("c1", "Somebody", "2026-02-05T12:00:00+00:00")
    told = view_history.views(
        [
            CommitFacts(
                first,
                (),
                {
                    key(RATING, statement): agreed,
                    key(VIEW, f"{statement} police"): held,
                    key(VIEW, f"{statement} health"): given,
                },
                (),
            ),
            CommitFacts(second, ("c0",), {key(VIEW, f"{statement} council"): HeldView("council", None)}, ()),
        ]
    )
    assert [(each.day.isoformat(), each.dated) for each in told.changes] == [
        ("2025-12-01", True),
        ("2026-01-01", True),
        ("2026-02-05", False),
    ]
    assert [[view.agency for view in each.views] for each in told.changes] == [
        ["health"],
        ["health", "police"],
        ["council", "health", "police"],
    ]
    assert [each.was for each in told.changes[1:]] == [each.views for each in told.changes[:-1]]
    assert told.changes[1].agreed == told.changes[0].agreed


@pytest.mark.parametrize(
    ("first", "second", "meeting"),
    [("", "", ""), ("2026-01-01-trauma", "2026-01-01-trauma", "2026-01-01-trauma"), ("2026-01-01-trauma", "", "")],
)
def test_views_are_told_at_the_meeting_where_they_were_given_and_not_at_that_of_the_rating(
    first: str, second: str, meeting: str
) -> None:
    statement = "trauma.culture"
    held = {
        key(VIEW, f"{statement} {agency}"): HeldView(agency, "agree", given=date(2026, 1, 1), meeting=where)
        for agency, where in (("police", first), ("health", second))
    }
    agreed = {key(RATING, statement): AgreedRating("agree", date(2026, 1, 1), "2026-01-01-executive", "")}
    commit = Recorded("c0", "Somebody", "2026-01-05T12:00:00+00:00")
    (told,) = view_history.views([CommitFacts(commit, (), held | agreed, ())]).changes
    assert told.meeting == meeting
