"""Rules drawn from what the points of the scale say: what a rating claims, and what it asks for next."""

from collections.abc import Iterator

from ..analysis.actions import serves
from ..analysis.scale import is_earlier
from ..model.instrument import AGREEMENT, DISAGREEMENT, UNCLEAR, Term
from ..model.locations import Nowhere, Place
from ..model.records import DROPPED, Action, Assessment, Partnership
from .findings import Moment, Pattern, RuleFinding
from .naming import short, together
from .voices import Rests, meetings_by_id, membership


def strong_agreement_with_dissent(partnership: Partnership) -> Iterator[RuleFinding]:
    """A statement is rated at the strongest agreement, while an own view of it is disagreement.

    The first point of the scale speaks for every partner. A view on the other side is not a fault: it is what the
    partnership has still to talk about, and the rating as it stands leaves it out.

    Talk about what that agency sees. Then agree the rating that there is evidence for, or write in the reason why it
    stands beside that view; the view itself stays, unless the agency changes it.

    Wrong:

        # views/police.yaml says of this statement: disagree, as it is not yet so in custody.
        assessments:
          culture:
            rating: strongly-agree
            because: Language is put right wherever we meet.

    Right:

        assessments:
          culture:
            rating: agree
            because: Language is put right wherever we meet, and not yet in custody.
    """
    against = {point.id for point in partnership.instrument.scale if point.stance == DISAGREEMENT}
    for assessment, point in _strongest(partnership):
        given = (*assessment.views, *assessment.group_views)
        others = [view for view in given if view.rating in against and not is_earlier(view, assessment)]
        if others:
            yield RuleFinding(
                assessment.where.at("rating"),
                f"{short(assessment.statement)} is rated “{point.title}”, which speaks for every partner; "
                f"on the side of disagreement is the view of {together(view.of for view in others)}.",
                "Talk about what they see; agree what there is evidence for, or say in `because` why it stands.",
                rests_on=((assessment.where, "rating"), *((view.where, "rating") for view in others)),
            )


def strong_agreement_without_views(partnership: Partnership) -> Iterator[RuleFinding]:
    """A statement is rated at the strongest agreement, with neither view nor source of some agencies.

    The first point of the scale says that every partner can show it. What a partner can show is its view, with the
    reason, or a source of its own; agencies that were members on the day the rating was agreed are partners to it.

    Ask each of them what it can show, and record that as a view or a source.

    Wrong:

        # Wessex Police is a member, and says nothing on this statement.
        assessments:
          culture:
            rating: strongly-agree
            agreed: "2026-03-12"
            sources:
              - what: Challenge log
                agency: council

    Right:

        # views/police.yaml says of this statement that two inspectors read the challenge log.
        assessments:
          culture:
            rating: strongly-agree
            agreed: "2026-03-12"
            sources:
              - what: Challenge log
                agency: council
    """
    if any(path.startswith("views/") for path in partnership.unread):
        return  # What somebody thinks is not known.
    meetings = meetings_by_id(partnership)
    for assessment, point in _strongest(partnership):
        if assessment.agreed is None:
            continue
        said = {view.of for view in assessment.views} | {source.agency for source in assessment.sources}
        meeting = meetings.get(assessment.meeting)
        present = meeting.present if meeting else ()
        silent = [
            agency
            for agency in partnership.agencies
            if agency.id not in said and (agency.is_member_on(assessment.agreed) or agency.id in present)
        ]
        if silent:
            yield RuleFinding(
                assessment.where.at("rating"),
                f"{short(assessment.statement)} is rated “{point.title}”, which speaks for every partner; "
                f"there is neither a view nor a source of {together(agency.id for agency in silent)}.",
                f"Ask what each can show: reflectctl view {short(assessment.statement)} RATING "
                f"--agency {short(silent[0].id)}.",
                rests_on=(
                    *((assessment.where, key) for key in ("agreed", "sources")),
                    *views_of(assessment, partnership),
                    *(rest for agency in silent for rest in membership(agency)),
                ),
            )


def views_of(assessment: Assessment, partnership: Partnership) -> Iterator[tuple[Place, Pattern]]:
    """The places where views of a statement stand, or could."""
    for each in partnership.views:
        yield each.where, ("of",)
        yield each.where, ("views", assessment.statement)


def _strongest(partnership: Partnership) -> Iterator[tuple[Assessment, Term]]:
    """The assessments at the first point of the scale, where that is the strongest of several agreements."""
    scale = partnership.instrument.scale
    if [point.stance for point in scale[:2]] == [AGREEMENT, AGREEMENT]:
        for assessment in partnership.assessments:
            if assessment.rating == scale[0].id:
                yield assessment, scale[0]


def disagreement_without_action(partnership: Partnership) -> Iterator[RuleFinding]:
    """A statement is disagreed with, and no action in Making Progress serves it.

    To say openly that little can be shown is a strength. The plan is where the partnership says what it will do about
    it, and one small step is enough.

    Agree an action and say under `serves` which statements it is for; an action that says nothing there is for the
    whole principle. Actions that were dropped do not count.

    Wrong:

        principle: children-first
        assessments:
          behaviour:
            rating: disagree
        making_progress:
          immediate:
            actions: []

    Right:

        principle: children-first
        assessments:
          behaviour:
            rating: disagree
        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read six records from each agency together
                owner: health
                due: "2026-06-30"
                serves: [behaviour]
    """
    for assessment, point, principle, rests in _without_step(partnership, DISAGREEMENT):
        yield RuleFinding(
            assessment.where.at("rating"),
            f"{short(assessment.statement)} is rated “{point.title}”, and no action serves it.",
            f"Start small: reflectctl action add {short(principle)} "
            f'"…" --owner AGENCY --due DATE --serves {_dimension(assessment, principle)}.',
            rests_on=rests,
        )


def unclear_without_next_step(partnership: Partnership) -> Iterator[RuleFinding]:
    """It is unclear what can be evidenced for a statement, and nothing says what would settle it.

    That it is unclear is an honest answer, and a question: what would we have to look at, or whom would we have to ask,
    to know?

    Note the answer under the prompt for building on it locally, or agree an action that serves the statement.

    Wrong:

        principle: children-first
        assessments:
          culture:
            rating: neither
            because: It is disputed whether attitudes have changed.

    Right:

        principle: children-first
        assessments:
          culture:
            rating: neither
            because: It is disputed whether attitudes have changed.
            reflections:
              building: Sample records again in July, with readers from other agencies.
    """
    prompts = [prompt.id for prompt in partnership.instrument.prompts if prompt.holds == "building"]
    for assessment, point, principle, rests in _without_step(partnership, UNCLEAR):
        if any(assessment.reflections.get(prompt) for prompt in prompts):
            continue
        add = f"reflectctl action add {short(principle)}"
        note = f'reflectctl note {short(assessment.statement)} {prompts[0]} "…", or {add}' if prompts else add
        yield RuleFinding(
            assessment.where.at("rating"),
            f"{short(assessment.statement)} is rated “{point.title}”, and nothing says what would settle it.",
            f"Say what you would look at, or whom you would ask, to know: {note}.",
            rests_on=((assessment.where, "reflections"), *rests),
        )


def _without_step(partnership: Partnership, stance: str) -> Iterator[tuple[Assessment, Term, str, Rests]]:
    """The assessments of a stance that no action serves: each with its point, its principle, and what that rests on."""
    points = {point.id: point for point in partnership.instrument.scale if point.stance == stance}
    actions: dict[str, list[Action]] = {}
    for action in partnership.actions:
        actions.setdefault(action.principle, []).append(action)
    for record in partnership.records:
        steps = actions.get(record.principle, [])
        for assessment in record.assessments:
            point = points.get(assessment.rating or "")
            if point is None or any(step.status != DROPPED and serves(step, assessment.statement) for step in steps):
                continue
            planned = {plan.horizon for plan in record.plans if plan.actions}
            plans: Place = Nowhere(record.where.path, (*record.where.route, "making_progress"))
            rests = [(step.where, key) for step in steps for key in ("serves", "status")]
            rests += [(plans, each.id) for each in partnership.instrument.horizons if each.id not in planned]
            if not record.plans:
                rests.append((record.where, "making_progress"))
            yield assessment, point, record.principle, tuple(rests)


def _dimension(assessment: Assessment, principle: str) -> str:
    return assessment.statement.removeprefix(f"{principle}.")


def rating_to_be_reread(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """A rating was agreed before the wording of its statement last changed.

    It was agreed about other words. It may hold for the new ones as well; nobody has said so yet.

    Read the statement again together. Record the rating with the day on which it was confirmed or changed, and with
    the reason.

    Wrong:

        # The statement was reworded on 1 April 2026.
        assessments:
          action:
            rating: agree
            agreed: "2026-03-12"

    Right:

        assessments:
          action:
            rating: agree
            agreed: "2026-05-14"
            because: The new wording names kinship carers; our strategy has named them since March.
    """
    for assessment in partnership.assessments:
        day = moment.reworded.get(assessment.statement, "")
        agreed = assessment.agreed.isoformat() if assessment.agreed else ""
        if assessment.rating is not None and (assessment.statement in moment.stood or "" < agreed < day):
            changed = f"on {day}" if "" < agreed < day else "later that day" if agreed else f"after that, on {day}"
            yield RuleFinding(
                assessment.where.at("rating"),
                f"{short(assessment.statement)} was {f'agreed on {agreed}' if agreed else 'rated on a day not noted'}, "
                f"and its wording changed {changed}.",
                "Read it again together, and record the rating, the same or another, with the day of that meeting.",
                rests_on=((assessment.where, "agreed"),) if agreed else (),
            )
