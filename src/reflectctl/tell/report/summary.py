"""How a report begins: what has been covered, what a board would want to know first, and where every rating stands."""

from collections.abc import Iterator

from ...analysis import board, status
from ...analysis import scale as the_scale
from ...model.blocks import (
    BREAK,
    UNRATED,
    Block,
    Column,
    Content,
    Group,
    Item,
    Line,
    List,
    Pair,
    Pairs,
    Paragraph,
    Quiet,
    Rating,
    Row,
    Strong,
    Table,
)
from ...model.instrument import Principle
from .. import charts, prose
from ..i18n import many, say
from .facts import Facts, marked, numbered, spanned


def summary(facts: Facts) -> Iterator[Block]:
    """What has been covered, how many statements stand where, what is notable, and where the actions stand."""
    covered = prose.coverage_sentence(facts.report.coverage)
    yield Paragraph((Strong(f"{say('What has been covered so far')}:"), " ", covered), role="coverage")
    counts = tuple(
        Pair(
            facts.rating(point.id if point else None),
            (Paragraph(many("{n} statement", "{n} statements", max(n, 0))),),
        )
        for point, n in status.ratings(facts.partnership)
    )
    found = tuple(Item(sentence) for sentence in _notable(facts))
    yield Group((Pairs(counts, role="counts"), *((List(found, role="notable"),) if found else ())), role="summary")
    if bar := charts.bar(facts.report, facts.anchors.to("picture", "actions")):
        yield bar


def _notable(facts: Facts) -> Iterator[str]:
    """What a board would want to know next, in sentences; only what there is."""
    report = facts.report
    if report.comparison is not None:
        moved = charts.moved(report.comparison)
        if report.comparison.unreadable:
            none = say("no move of a rating is in what could be read")
            told = say(
                "{when}: {moves}. Not everything could be read, so this may not be all.",
                when=prose.capital(spanned(report)),
                moves=moved or none,
            )
            yield told
        elif moved:
            yield say("{when}: {moves}.", when=prose.capital(spanned(report)), moves=moved)
        elif not report.comparison.ends_only:
            # Where only two ends are known, it may have moved and come back.
            yield say("No rating moved.")
    if late := len(report.overdue):
        yield prose.sentence(many("{number} action is past its date.", "{number} actions are past their date.", late))
    if soon := len(report.due_soon):
        yield prose.sentence(
            many(
                "{number} action falls due {within}.",
                "{number} actions fall due {within}.",
                soon,
                within=many("within {n} day", "within {n} days", facts.partnership.due_soon_days),
            )
        )
    yield from _apart(facts)
    if facts.reread:
        yield prose.sentence(
            many(
                "{number} statement is to be re-read, because the wording changed after it was rated.",
                "{number} statements are to be re-read, because the wording changed after it was rated.",
                len(facts.reread),
            )
        )
    yield from _heard(facts)
    if stalls := len(report.stalls):
        yield prose.sentence(
            many(
                "{number} matter is listed as showing little or no progress, each with the rule by which it is listed.",
                "{number} matters are listed as showing little or no progress, each with the rule by which it is "
                "listed.",
                stalls,
            )
        )
    yield from report.later


def _apart(facts: Facts) -> Iterator[str]:
    """On how many statements an agency disagrees outright with what was agreed, and on how many one is unclear."""
    found = [the_scale.dissent(each, facts.instrument) for each in facts.partnership.assessments]
    outright = sum(1 for each in found if each.outright)
    unclear = sum(1 for each in found if each.unclear and not each.outright)
    told = [
        many(
            "on {number} statement an agency’s own view and the rating that was agreed disagree outright",
            "on {number} statements an agency’s own view and the rating that was agreed disagree outright",
            outright,
        )
    ]
    if unclear and outright:
        told.append(many("on {number}, one of the two is unclear", "on {number}, one of the two is unclear", unclear))
    elif unclear:
        told = [
            many(
                "on {number} statement either an agency’s own view or the rating that was agreed is unclear",
                "on {number} statements either an agency’s own view or the rating that was agreed is unclear",
                unclear,
            )
        ]
    if outright or unclear:
        yield prose.sentence("; ".join(told))


def _heard(facts: Facts) -> Iterator[str]:
    held, heard = facts.report.held, board.heard(facts.report)
    if heard:
        yield many(
            "Children, young people or families were heard for {n} {of_meetings}, last on {day}.",
            "Children, young people or families were heard for {n} {of_meetings}, last on {day}.",
            len(heard),
            of_meetings=many("of {n} meeting", "of {n} meetings", len(held)),
            day=prose.day(board.last_heard(heard)),
        )
    elif held:
        yield say("No meeting records yet that children, young people or families were heard.")


def where_we_are(facts: Facts) -> Iterator[Block]:
    """Every agreed rating in a grid, principle by principle."""
    table = grid(facts)
    if table is None:
        yield Paragraph(say("The content names no principles to rate."), role="quiet")
        return
    places = say(
        "Each place holds the rating that was agreed, in the words of the scale, and leads to what is behind it."
    )
    tint = say("Where places are tinted, the tint follows the order of the scale; it is not a mark out of anything.")
    yield Paragraph(f"{places} {tint}", role="lede")
    yield table


def grid(facts: Facts, *, is_brief: bool = False) -> Table | None:
    """Every agreed rating, a row a principle; none where there is nothing to rate. In brief without how it moved."""
    dimensions = facts.instrument.dimensions
    if not facts.principles or not dimensions:
        return None
    title = say("Agreed ratings, principle by principle")
    return Table(
        (Column(say("Principle")), *(Column(prose.named(each), is_content=True) for each in dimensions)),
        tuple(_row(facts, principle, statements, is_brief) for principle, statements in facts.principles),
        caption="" if is_brief else title,
        label=title if is_brief else "",
        role="grid",
    )


def _row(facts: Facts, principle: Principle, statements: list[tuple[str, str, str]], is_brief: bool) -> Row:
    own = facts.to_principle(principle.id)._replace(words=prose.named(principle))
    cells: dict[str, Line] = {}
    for id, dimension, _ in statements:
        recorded = facts.assessments.get(id, [])
        place = facts.place("statement", id) or own.anchor
        rating = facts.rating_of(id, recorded[0].rating if recorded else None, place)
        cells[dimension] = marked((rating,), facts.marks(id, is_brief=is_brief), BREAK)
    none = Quiet(say("No statement"))
    return Row(
        (numbered(principle.number, own), *(cells.get(each.id, none) for each in facts.instrument.dimensions)),
    )


def scale(facts: Facts) -> Iterator[Block]:
    """What each point of the scale means."""
    if not facts.instrument.scale:
        yield Paragraph(say("The content has no scale."), role="quiet")
        return
    yield Paragraph(
        say(
            "The scale says what partners can give evidence of. Its points are words and not numbers: "
            "they are never added up or averaged. What is unclear lies beside the scale, not half-way along it."
        ),
        role="lede",
    )
    points = [
        Pair(facts.rating(point.id), (Paragraph(Content(point.meaning)),))
        for point in the_scale.lanes(facts.instrument)
    ]
    unrated = say("The partnership has not agreed a rating. That says nothing about what the rating would be.")
    points.append(Pair(Rating(say("Not yet rated"), UNRATED), (Paragraph(unrated),)))
    yield Pairs(tuple(points), role="scale")
