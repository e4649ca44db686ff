"""Content packs in, JSON out: which there are, and what one says, whole or of one statement."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from .json import Json, written

if TYPE_CHECKING:
    from ..analysis.packs import Choice
    from ..model.instrument import Instrument, Term


def _added(pack: "Instrument") -> tuple[int, int]:
    """How many principles and statements are local."""
    return sum(each.local for each in pack.principles), sum(each.local for each in pack.statements)


def choices_data(found: "Sequence[Choice]") -> str:
    """Every pack there is, as JSON."""
    return written(
        "packs",
        {
            "packs": [
                {
                    **_facts(each.instrument),
                    "principles": len(each.instrument.pack.principles),
                    "statements": len(each.instrument.pack.statements),
                    "local": dict(zip(("principles", "statements"), _added(each.instrument), strict=True)),
                    "languages": [*each.languages],
                    "folder": each.folder or None,
                    "used": each.used,
                }
                for each in found
            ]
        },
    )


def data(pack: "Instrument", statements: Collection[str] | None = None) -> str:
    """What a pack says, as JSON; of its statements, and their principles, only those that are named, if any are."""
    wanted = {each.id for each in pack.statements} if statements is None else {*statements}
    principles = [
        {
            "id": principle.id,
            "number": principle.number,
            "title": principle.title or None,
            "voice": principle.voice or None,
            "local": principle.local,
            "statements": [
                {"id": each.id, "dimension": each.dimension, "text": each.text or None, "local": each.local}
                for each in principle.statements
                if each.id in wanted
            ],
        }
        for principle in pack.principles
        if statements is None or any(each.id in wanted for each in principle.statements)
    ]
    return written(
        "content",
        {
            **_facts(pack),
            "source": dict(sorted((key, value) for key, value in pack.source.items() if value)),
            "about": pack.about or None,
            **{key: [*getattr(pack, key)] for key in ("purpose", "allows", "audience", "how_to_use")},
            "start_small": pack.start_small or None,
            "approaches": [_named(each) for each in pack.approaches],
            "preliminary": {
                "about": pack.preliminary or None,
                "questions": [
                    {"id": each.id, "question": each.question, "follow_ups": [*each.follow_ups]}
                    for each in pack.questions
                ],
            },
            "themes": [_named(each) for each in pack.themes],
            "lead_in": pack.lead_in or None,
            "rating_lead_in": pack.rating_lead_in or None,
            "voice_title": pack.voice_title or None,
            "dimensions": [{**_named(each), "local": each.local} for each in pack.dimensions],
            "scale": [{**_named(each), "stance": each.stance or None} for each in pack.scale],
            "prompts": [
                {
                    "id": each.id,
                    "title": each.title or None,
                    "holds": each.holds or None,
                    "questions": [*each.questions],
                }
                for each in pack.prompts
            ],
            "making_progress": [
                {
                    "id": each.id,
                    **{key: getattr(each, key) or None for key in ("title", "motto", "goal", "actions", "measure")},
                }
                for each in pack.horizons
            ],
            "principles": principles,
        },
    )


def _facts(pack: "Instrument") -> Json:
    return {
        "id": pack.id,
        "title": pack.title or None,
        "language": pack.language,
        "version": pack.version or None,
        "wording": pack.wording or None,
    }


def _named(term: "Term") -> Json:
    return {"id": term.id, "title": term.title or None, "meaning": term.meaning or None}
