"""Content packs in; for a terminal and as JSON out: which there are, and what one says, whole or of one statement."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ..tell.prose import count
from .json import Json, written
from .wrapping import Style, page, plain, wrapped

if TYPE_CHECKING:
    from ..analysis.packs import Choice
    from ..model.instrument import Instrument, Statement, Term


def choices(found: "Sequence[Choice]", *, width: int = 100, style: Style = plain) -> str:
    """Each pack in a few lines: its name, what it is, in which other languages, and where."""
    lines: list[str] = []
    for each in found:
        pack = each.instrument
        lines += [""] if lines else []
        lines += wrapped(f"{pack.title or pack.id} ({pack.id})", width, style=("bold", style))
        lines += wrapped(f"{_edition(pack)}: {size(pack)}.", width, "  ")
        if each.languages:
            lines += wrapped(f"Also in {', '.join(each.languages)}.", width, "  ")
        where = f"In {each.folder}" if each.folder else "Shipped with reflectctl"
        lines += wrapped(where + (", and what is rated here." if each.used else "."), width, "  ")
    return page(lines)


def _edition(pack: "Instrument") -> str:
    told = [f"version {pack.version}" if pack.version else "", f"in {pack.language}"]
    told.append(f"wording {pack.wording}" if pack.wording else "")
    said = ", ".join(filter(None, told))
    return said[:1].upper() + said[1:]


def size(pack: "Instrument") -> str:
    """How many principles and statements a pack has, and were added to it: `8 principles, 24 statements`."""
    own = pack.pack
    told = f"{count(len(own.principles), 'principle')}, {count(len(own.statements), 'statement')}"
    principles, statements = _added(pack)
    added = [count(principles, "local principle")] if principles else []
    added += [count(statements, "local statement")] if statements else []
    return "; ".join(filter(None, (told, ", ".join(added))))


def _added(pack: "Instrument") -> tuple[int, int]:
    """How many principles and statements are local."""
    return sum(each.local for each in pack.principles), sum(each.local for each in pack.statements)


def statement(found: "Statement", pack: "Instrument", *, width: int = 100, style: Style = plain) -> str:
    """A statement: what kind it is, its words, the answers there are, and the questions that open it up."""
    from ..tell import prose

    principle, dimension = pack.principle(found.principle), pack.dimension(found.dimension)
    title = f"{principle.number}. {prose.named(principle)}" if principle else found.principle
    lines = wrapped(f"{title} · {prose.dimension_name(found.dimension, pack)}", width, style=("bold", style))
    lines += wrapped(found.id, width, style=("dim", style))
    if dimension and dimension.meaning:
        lines += ["", *wrapped(_flat(dimension.meaning), width)]
    lines += ["", *wrapped(_flat(found.text), width, "  ")]
    if pack.scale:
        lines += [
            "",
            *wrapped(f"{pack.rating_lead_in} …" if pack.rating_lead_in else "Scale", width, style=("accent", style)),
        ]
    for point in pack.scale:
        lines += wrapped(f"{_title(point)} ({point.id})", width, "  ", hang=2)
    for prompt in pack.prompts:
        lines += ["", *wrapped(f"{prompt.title or prompt.id} ({prompt.id})", width, style=("accent", style))]
        for question in prompt.questions:
            lines += wrapped(f"- {_flat(question)}", width, "  ", hang=2)
    return page(lines)


def _title(term: "Term | None") -> str:
    return (term.title or term.id) if term else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


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
