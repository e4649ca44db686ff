"""Which ratings are to be re-read: those that were agreed before the wording of their statement last changed."""

from collections.abc import Collection, Mapping

from ..model.records import Assessment, Partnership


def rated_before(partnership: Partnership, reworded: Mapping[str, str], stood: Collection[str] = ()) -> tuple[str, ...]:
    """The statements that were rated before the day (ISO) on which their wording last changed: to be re-read.

    So are those of which it is known that their rating `stood` when the wording changed, though its day does not tell.
    """
    return tuple(
        assessment.statement
        for assessment in partnership.assessments
        if assessment.rating is not None
        and (
            assessment.statement in stood
            or (
                assessment.agreed is not None and assessment.agreed.isoformat() < reworded.get(assessment.statement, "")
            )
        )
    )


def told_by_no_day(partnership: Partnership, reworded: Mapping[str, str]) -> list[Assessment]:
    """The ratings of which no day tells whether they were agreed before the wording last changed, or after.

    They have no day, or the wording changed on that very day.
    """
    return [
        each
        for each in partnership.assessments
        if each.rating is not None
        and each.statement in reworded
        and (each.agreed is None or each.agreed.isoformat() == reworded[each.statement])
    ]
