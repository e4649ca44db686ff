"""A partnership and some of its principles in; what there is of the partnership that is about them, out."""

from collections.abc import Collection

from ..model.records import Partnership


def narrowed(partnership: Partnership, principles: Collection[str]) -> Partnership:
    """Only these principles, what is recorded of them and the meetings about them; all of it when none is named."""
    if not principles:
        return partnership
    instrument = partnership.instrument
    return partnership._replace(
        instrument=instrument._replace(
            principles=tuple(each for each in instrument.principles if each.id in principles),
            listed=tuple(each for each in instrument.listed if each[0] in principles),
        ),
        records=tuple(each for each in partnership.records if each.principle in principles),
        laid_out=tuple(each for each in partnership.laid_out if each.principle in principles),
        meetings=tuple(each for each in partnership.meetings if not set(principles).isdisjoint(each.principles)),
        preliminary=None,
    )
