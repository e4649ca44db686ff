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
    assert [each.rating for each in told.changes] == [None, "agree", "agree"]


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


def rating_beside(*ratings: tuple[str, str, str], given: str = "2026-03-12") -> tuple[str | None, date | None]:
    """What is told of the rating beside a view that is recorded first, and ratings by a commit each after it."""
    statement = "trauma.culture"
    view = {key(VIEW, f"{statement} police"): HeldView("police", "agree", given=date.fromisoformat(given))}
    commits = [CommitFacts(Recorded("c0", "Somebody", "2026-03-13T12:00:00+00:00"), (), view, ())]
    for at, (rating, agreed, meeting) in enumerate(ratings, start=1):
        said = AgreedRating(rating or None, date.fromisoformat(agreed) if agreed else None, meeting, "")
        recorded = Recorded(f"c{at}", "Somebody", f"2026-04-{at:02d}T12:00:00+00:00")
        commits.append(CommitFacts(recorded, (f"c{at - 1}",), {key(RATING, statement): said}, ()))
    (told,) = view_history.views(commits).changes
    return told.rating, told.agreed


@pytest.mark.parametrize(
    ("ratings", "beside"),
    [
        ([], None),
        # Agreed at the meeting where the view was given, and recorded after it.
        ([("disagree", "2026-03-12", "m")], "disagree"),
        ([("disagree", "2026-03-13", "m")], None),
        # A slip of the pen that was put right was never agreed.
        ([("disagree", "2026-03-12", "m"), ("agree", "2026-03-12", "m")], "agree"),
        ([("disagree", "2026-03-02", "l"), ("agree", "2026-03-31", "m")], "disagree"),
        # Taken back since.
        ([("disagree", "2026-03-02", "l"), ("agree", "2026-03-05", "m"), ("disagree", "2026-03-02", "l")], "disagree"),
        ([("disagree", "2026-03-02", "l"), ("", "", "")], None),
    ],
)
def test_beside_a_view_stands_the_rating_that_was_agreed_on_its_day_whichever_commit_recorded_it(
    ratings: list[tuple[str, str, str]], beside: str | None
) -> None:
    assert rating_beside(*ratings)[0] == beside
