"""Rules about what lies over a content pack: what a partnership added to it, and what it says in other languages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..loading.files import is_rated_against, language
from ..model.instrument import Instrument
from ..model.locations import Place
from ..model.overlays import Addition, Translation
from ..model.records import Partnership
from ..model.suggestions import nearest
from .findings import RuleFinding
from .naming import short, together


def local_override(partnership: Partnership) -> Iterator[RuleFinding]:
    """A local file says anew what the content pack says.

    What lies in `content/local/` adds to the pack and leaves it as it is: whoever compares two partnerships, or updates
    the pack, can rely on that. So a local file has its own dimensions and its own statements, and what it says of the
    pack's is not read.

    Give what you add an id of its own. To put the pack's own words otherwise, change them where they stand, below
    `content/principles/`.

    Wrong:

        # content/local/principles/safer-spaces.yaml; the pack has this statement
        id: safer-spaces
        statements:
          action: Our plans cover the hours when services are closed.

    Right:

        # content/local/principles/night-work.yaml
        id: night-work
        title: Be there at night
        statements:
          action: Our plans cover the hours when services are closed.
    """
    pack = partnership.instrument.as_rated.pack
    if not pack.id or any(is_rated_against(path) for path in partnership.unread):
        return
    dimensions = {dimension.id for dimension in pack.dimensions}
    for dimension in partnership.local.dimensions:
        if dimension.id in dimensions:
            yield RuleFinding(
                dimension.where.at("id"),
                f"The dimension `{short(dimension.id)}` is one of the pack's, so it cannot be added to it.",
                f"Give it an id of its own, such as `local-{short(dimension.id)}`.",
            )
    principles = {*(principle.id for principle in pack.principles), *(id for id, _ in pack.listed)}
    for file in partnership.local.files:
        if file.id not in principles:
            continue
        for id in file.dimensions:
            if id in dimensions:
                yield RuleFinding(
                    file.where.key("statements", id),
                    f"{short(file.id)}.{short(id)} is a statement of the pack, so it cannot be added to it.",
                    "Put yours under a dimension of your own, which content/local/pack.yaml lists.",
                )
        for key, said in (("title", file.title), ("voice", file.voice)):
            if said:
                yield RuleFinding(
                    file.where.key(key),
                    f"The principle `{short(file.id)}` is one of the pack's, which says its {key}.",
                    f"Leave out `{key}`; or give the principle an id of its own, if it is another one.",
                )


def unknown_language(partnership: Partnership) -> Iterator[RuleFinding]:
    """The language that is set has no content.

    `settings.language` in partnership.yaml says in which language the content is shown to whoever does not choose one.
    Each language has a folder of its own in `content/`; where there is none, the pack's words are shown.

    Write a language that is there, or leave it out for the words of the pack itself.

    Wrong:

        # there is no folder content/de
        settings:
          language: de

    Right:

        # the words of the pack itself are shown
        settings:
          due_soon_days: 30
    """
    pack = partnership.instrument.as_rated
    there = [pack.language, *(each.language for each in partnership.translations)]
    wanted = partnership.language
    unread = {language(path) for path in partnership.unread}
    if not wanted or wanted in there or wanted in unread or not pack.id:
        return
    yield RuleFinding(
        partnership.where.at("settings", "language"),
        f"`{short(wanted)}` is not a language that there is content in.",
        f"There is content in {together(there)}.",
    )


def translation_out_of_step(partnership: Partnership) -> Iterator[RuleFinding]:
    """What the content says in another language is not what the pack has.

    A translation says the pack again, id by id. What the pack does not have, or no longer has, is shown nowhere: most
    often an id was misspelt, or the pack has moved on.

    Write the id that the pack has, or take out what it no longer says. What a partnership added itself is translated
    below the `local` folder of the language.

    Wrong:

        # content/cy/principles/8-safer-spaces.yaml; the pack has `safer-spaces`
        id: saferspaces
        title: …

    Right:

        # content/cy/principles/8-safer-spaces.yaml
        id: safer-spaces
        title: …
    """
    instrument = partnership.instrument.as_rated
    if not instrument.id or any(is_rated_against(path) for path in partnership.unread):
        return
    for each in partnership.translations:
        if each.language == instrument.language:
            yield RuleFinding(
                _first(each).at(),
                f"content/{each.language}/ is in the language of the pack itself, so it is never shown.",
                "Change the pack's own words in content/pack.yaml and content/principles/.",
            )
            continue
        if each.said and each.said != each.language:
            yield RuleFinding(
                each.where.at("language"),
                f"The language is said to be `{short(each.said)}`, and the folder is that of `{each.language}`.",
                f"Write `language: {each.language}`, or rename the folder.",
            )
        yield from _not_in_the_pack(each, instrument)
        yield from _misplaced(each, instrument)


def _not_in_the_pack(said: Translation, instrument: Instrument) -> Iterator[RuleFinding]:
    """The entries of lists that the pack does not have."""
    for here, what, key in _LISTS:
        known = [entry.id for entry in getattr(instrument, key) if not getattr(entry, "local", False)]
        for entry in getattr(said.pack, key):
            if entry.id and entry.id not in known:
                yield _unknown(entry.where, "id", what, entry.id, known, here)
    known = [dimension.id for dimension in instrument.dimensions if dimension.local]
    for dimension in said.local.dimensions:
        if dimension.id not in known:
            yield _unknown(dimension.where, "id", "local dimension", dimension.id, known, "content/local/pack.yaml")
    points = {point.id: point.stance for point in instrument.scale}
    for point in said.pack.scale:
        if point.stance and point.stance != points.get(point.id, point.stance):
            yield RuleFinding(
                point.where.at("stance"),
                f"The point `{short(point.id)}` of the scale is {short(point.stance)} here, and "
                f"{points[point.id] or 'on no side'} in the pack, which counts.",
                "Leave out `stance`: it is not a matter of language.",
            )
    known = [id for id, _ in instrument.listed]
    for id, place in said.pack.listed:
        if id not in known:
            yield _unknown(place, "", "principle", id, known, "content/pack.yaml")


_LISTS = (
    ("content/pack.yaml", "dimension", "dimensions"),
    ("content/pack.yaml", "point of the scale", "scale"),
    ("content/pack.yaml", "prompt", "prompts"),
    ("content/pack.yaml", "part of the plan", "horizons"),
    ("content/pack.yaml", "question", "questions"),
    ("content/pack.yaml", "theme", "themes"),
    ("content/pack.yaml", "approach", "approaches"),
)
"""Where the lists of a pack stand, what an entry of each is called, and the name of the list."""


def _misplaced(said: Translation, instrument: Instrument) -> Iterator[RuleFinding]:
    """The principles and statements that the pack, or the partnership's own additions, do not have."""
    principles = {principle.id: principle for principle in instrument.principles}
    packed = [principle.id for principle in instrument.principles if not principle.local]
    for file in said.files:
        if file.id in principles and principles[file.id].local:
            yield RuleFinding(
                file.where.at("id"),
                f"The principle `{short(file.id)}` is local, so its words are not looked for here.",
                f"Move the file to content/{said.language}/local/principles/.",
            )
        elif file.id and file.id not in principles:
            yield _unknown(file.where, "id", "principle", file.id, packed, "content/principles/")
    for file in said.local_files:
        if file.id and file.id not in principles:
            yield _unknown(file.where, "id", "principle", file.id, principles, "content/local/principles/")
        elif file.id:
            yield from _not_added(file, instrument, principles)


def _not_added(file: Addition, instrument: Instrument, principles: Mapping[str, Any]) -> Iterator[RuleFinding]:
    """What a local file in another language says of what was not added locally."""
    principle = principles[file.id]
    own = {statement.dimension for statement in principle.statements if statement.local}
    hint = "Here belongs what content/local/ adds; the pack's own words stand in the folder above."
    for id in file.dimensions:
        if id not in own and instrument.dimension(id):
            yield RuleFinding(
                file.where.key("statements", id),
                f"{short(file.id)}.{short(id)} is not a local statement.",
                hint,
            )
    for key, text in (("title", file.title), ("voice", file.voice)):
        if text and not principle.local:
            yield RuleFinding(file.where.key(key), f"The principle `{short(file.id)}` is not a local one.", hint)


def _unknown(place: Place, key: str, what: str, id: str, known: Iterable[str], where: str) -> RuleFinding:
    near = nearest(id, list(known))
    return RuleFinding(
        place.at(key) if key else place.at(),
        f"The {what} `{short(id)}` is not in {where}.",
        f"Did you mean `{near}`?" if near else "Write the id that it has there, or take it out here.",
    )


def untranslated_content(partnership: Partnership) -> Iterator[RuleFinding]:
    """Something that the content says is not there in another language.

    What a translation does not say is shown in the words of the pack, text by text, so that a beginning is of use at
    once. This tells what is still to do.

    Write it in that language, under the id that it has in the pack. Do not have the statements translated by a machine:
    people are asked to rate them word by word.

    Wrong:

        # content/cy/principles/8-safer-spaces.yaml
        id: safer-spaces
        title: …

    Right:

        # content/cy/principles/8-safer-spaces.yaml
        id: safer-spaces
        title: …
        statements:
          action: …
          behaviour: …
          culture: …
        voice: …
    """
    instrument = partnership.instrument.as_rated
    if not instrument.id or any(path.startswith("content/") for path in partnership.unread):
        return
    for said in partnership.translations:
        if said.language == instrument.language:
            continue
        lacking = list(_lacking(instrument.pack, said))
        if lacking:
            yield RuleFinding(
                _first(said).at(),
                f"Of content/pack.yaml, this is not said in {said.language}: {together(lacking)}.",
                f"Write it in content/{said.language}/pack.yaml, under the ids that it has in content/pack.yaml.",
            )
        yield from _unsaid(instrument, said, local=False)
        yield from _unsaid(instrument, said, local=True)


_TEXTS = (
    *("title", "about", "purpose", "allows", "audience", "how_to_use", "start_small"),
    *("lead_in", "rating_lead_in", "voice_title"),
)
_ENTRIES = {
    "approaches": ("approaches", ("title", "meaning")),
    "questions": ("preliminary.questions", ("question", "follow_ups")),
    "themes": ("themes", ("title", "meaning")),
    "dimensions": ("dimensions", ("title", "meaning")),
    "scale": ("scale", ("title", "meaning")),
    "prompts": ("prompts", ("title", "questions")),
    "horizons": ("making_progress", ("title", "motto", "goal", "actions", "measure")),
}


def _lacking(pack: Instrument, said: Translation) -> Iterator[str]:
    """The keys of a pack's texts that are not there in another language; those of an entry behind its id."""
    there = said.pack
    yield from (key for key in _TEXTS if getattr(pack, key) and not getattr(there, key))
    if pack.preliminary and not there.preliminary:
        yield "preliminary.about"
    for name, (key, parts) in _ENTRIES.items():
        have = {entry.id: entry for entry in reversed(getattr(there, name))}
        for entry in getattr(pack, name):
            lacking = [part for part in parts if getattr(entry, part) and not getattr(have.get(entry.id), part, None)]
            if entry.id and lacking:
                yield f"{key} {short(entry.id)} ({', '.join(lacking)})"


def _unsaid(instrument: Instrument, said: Translation, *, local: bool) -> Iterator[RuleFinding]:
    """What is not said of principles in another language: of the pack's part, or of what was added to it."""
    there = said.local if local else said.pack
    folder = f"content/{said.language}/{'local/' if local else ''}principles/"
    missing = []
    for principle in instrument.principles:
        wanted = [statement for statement in principle.statements if statement.local == local]
        keys = [key for key in ("title", "voice") if principle.local == local and getattr(principle, key)]
        have = there.principle(principle.id)
        if have is None:
            missing += [principle.id] if wanted or keys else []
            continue
        words = {statement.dimension for statement in have.statements if statement.text}
        keys = [key for key in keys if not getattr(have, key)]
        keys += [statement.dimension for statement in wanted if statement.text and statement.dimension not in words]
        if keys:
            yield RuleFinding(
                have.where.at("id"),
                f"Of {short(principle.id)}, this is not said in {said.language}: {together(keys)}.",
                "Write it here, under the same keys.",
            )
    if missing:
        yield RuleFinding(
            _first(said).at(),
            f"{folder} has no file of {together(missing)}.",
            "Add a file with the same id, and its words in that language.",
        )


def _first(said: Translation) -> Place:
    """Where what there is in a language begins."""
    files = [file.where for file in (*said.files, *said.local_files)]
    return said.where if said.said or not files else files[0]
