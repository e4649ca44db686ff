"""What a published document says, and a content pack, in; the files of the pack in the document's words, out.

What is structure and not words (ids, their order, which side of the scale a point is on) is the pack's. What the
document does not say is left out, or stays as it was where only a part of the document could be found.
"""

from collections.abc import Mapping
from typing import Any

from ..documents import patch
from ..documents.document import read_document
from ..importing.published.notes import Key, Words
from ..loading.schema import fitted
from ..model.instrument import Instrument, Principle
from ..model.named_tuples import NamedTuple
from .formatter import Shape, laid_out

PUBLISHED, LOCAL = "published", "local"


class Origin(NamedTuple):
    """Where words come from: the file's name, the hash of its bytes, and the day on which they were taken."""

    file: str
    sha256: str
    imported: str


def paths(pack: Instrument) -> dict[str, str]:
    """Where the words of each principle go when no file has them yet, below the pack's folder."""
    return {each.id: f"principles/{each.number}-{each.id}.yaml" for each in pack.principles}


def files(
    words: Words, pack: Instrument, origin: Origin, names: Mapping[str, str], kept: Instrument | None = None
) -> dict[str, bytes]:
    """The files of a pack by their paths inside it; `names` says where each principle's are.

    What was not found is taken from the pack that is `kept`; without one it is empty.
    """
    speaker = _Speaker(words, kept)
    principles = {names[each.id]: _principle(speaker, each) for each in pack.principles}
    told = _pack(speaker, pack, origin)
    made = {"pack.yaml": _text("pack", "content/pack.yaml", told, pack)}
    for path, data in principles.items():
        made[path] = _text("content-principle", f"content/{path}", data, pack)
    return {path: text.encode("utf-8") for path, text in sorted(made.items())}


class _Speaker:
    """Says what stands for a text: the document's words, else those that are kept."""

    def __init__(self, words: Words, kept: Instrument | None) -> None:
        self._words = words
        self._kept = {} if kept is None else dict(_told(kept))
        self.took_kept = False
        """Whether any words are not the document's."""

    def say(self, *key: str) -> Any:
        """The words for a text; None where there are none."""
        if key in self._words:
            said = self._words[key]
        else:
            said = self._kept.get(key) or ""
            self.took_kept = self.took_kept or bool(said)
        return list(said) if isinstance(said, tuple) else said or None


def _told(pack: Instrument) -> list[tuple[Key, str | tuple[str, ...]]]:
    """Every text of a pack that a document could say, by what it is."""
    fields = ("about", "purpose", "allows", "audience", "how_to_use", "start_small", "preliminary")
    told: list[tuple[Key, str | tuple[str, ...]]] = [
        ((field,), getattr(pack, field)) for field in (*fields, "lead_in", "rating_lead_in", "voice_title")
    ]
    for field, terms in (("approaches", pack.approaches), ("themes", pack.themes)):
        for term in terms:
            told += [((field, term.id, "title"), term.title), ((field, term.id, "meaning"), term.meaning)]
    for point in (*pack.dimensions, *pack.scale):
        field = "scale" if point in pack.scale else "dimensions"
        told += [((field, point.id, "title"), point.title), ((field, point.id, "meaning"), point.meaning)]
    for question in pack.questions:
        told += [
            (("questions", question.id, "question"), question.question),
            (("questions", question.id, "follow_ups"), question.follow_ups),
        ]
    for prompt in pack.prompts:
        told += [
            (("prompts", prompt.id, "title"), prompt.title),
            (("prompts", prompt.id, "questions"), prompt.questions),
        ]
    for horizon in pack.horizons:
        for part in ("title", "motto", "goal", "actions", "measure"):
            told.append((("horizons", horizon.id, part), getattr(horizon, part)))
    for principle in pack.principles:
        told += [
            (("principles", principle.id, "title"), principle.title),
            (("principles", principle.id, "voice"), principle.voice),
        ]
        for statement in principle.statements:
            told.append((("principles", principle.id, "statements", statement.dimension), statement.text))
    return told


def _pack(speaker: _Speaker, pack: Instrument, origin: Origin) -> dict[str, Any]:
    say = speaker.say
    said: dict[str, Any] = {
        **{key: say(key) for key in ("about", "purpose", "allows", "audience", "how_to_use", "start_small")},
        "approaches": [_named(speaker, "approaches", each.id, each.title) for each in pack.approaches],
        "preliminary": {
            "about": say("preliminary"),
            "questions": [
                _without_nothing(
                    {
                        "id": each.id,
                        "question": say("questions", each.id, "question"),
                        "follow_ups": say("questions", each.id, "follow_ups"),
                    }
                )
                for each in pack.questions
            ],
        },
        "themes": [_named(speaker, "themes", each.id, each.title) for each in pack.themes],
        "lead_in": say("lead_in"),
        "rating_lead_in": say("rating_lead_in"),
        "dimensions": [_named(speaker, "dimensions", each.id, each.title) for each in pack.dimensions],
        "scale": [
            {**_named(speaker, "scale", each.id, each.title), **({"stance": each.stance} if each.stance else {})}
            for each in pack.scale
        ],
        "prompts": [
            _without_nothing(
                {
                    "id": each.id,
                    "title": say("prompts", each.id, "title") or each.title,
                    "holds": each.holds,
                    "questions": say("prompts", each.id, "questions"),
                }
            )
            for each in pack.prompts
        ],
        "voice_title": say("voice_title"),
        "making_progress": [
            _without_nothing(
                {"id": each.id, "title": say("horizons", each.id, "title") or each.title}
                | {part: say("horizons", each.id, part) for part in ("motto", "goal", "actions", "measure")}
            )
            for each in pack.horizons
        ],
    }
    note = _MIXED if speaker.took_kept else _EXACT
    return {
        "id": pack.id,
        "version": pack.version,
        "language": pack.language,
        "title": pack.title,
        # Words that are only partly the document's must not be taken for it.
        "wording": LOCAL if speaker.took_kept else PUBLISHED,
        "source": _without_nothing(
            {key: pack.source.get(key) for key in ("title", "publisher", "contact")}
            | {"note": note, **origin._asdict()}
        ),
        **_without_nothing(said),
        "principles": [each.id for each in pack.principles],
    }


_EXACT = (
    "These are the words of the document itself, imported from the partnership's own copy of it. What the document "
    "does not say is left out."
)
_MIXED = (
    "Most of these are the words of the document itself, imported from the partnership's own copy of it. What could "
    "not be found there has stayed as it was."
)


def _named(speaker: _Speaker, field: str, id: str, title: str) -> dict[str, Any]:
    """A term under its title as it is printed; where it is not printed, its name is the pack's."""
    return _without_nothing(
        {"id": id, "title": speaker.say(field, id, "title") or title, "meaning": speaker.say(field, id, "meaning")}
    )


def _principle(speaker: _Speaker, principle: Principle) -> dict[str, Any]:
    say = speaker.say
    return {
        "id": principle.id,
        "title": say("principles", principle.id, "title") or principle.title,
        "statements": {
            each.dimension: say("principles", principle.id, "statements", each.dimension)
            for each in principle.statements
        },
        **_without_nothing({"voice": say("principles", principle.id, "voice")}),
    }


def _without_nothing(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _text(kind: str, path: str, data: Mapping[str, Any], pack: Instrument) -> str:
    """A file in its canonical layout, read again to be sure that it says what it was made from."""
    shape = Shape(kind, fitted(kind, pack))
    ids = data.get("principles")
    text = patch.block({key: value for key, value in data.items() if key != "principles"})
    if ids:
        # On one line they would be longer than formatters let a line be.
        text += "principles:\n" + "".join(f"  - {id}\n" for id in ids)
    document = read_document(path, f"{shape.modeline(path)}\n{text}".encode())
    told = laid_out(document, shape)
    assert isinstance(told, str), told
    assert read_document(path, told.encode("utf-8")).data == data, path
    return told
