"""A partnership's content and a newer pack in; the content with what may be taken of it out, and what was left.

What is taken is spliced into the files text by text, so that comments, quotes and order stay. Nothing is taken out.
Beside the content goes a record of what was taken, so that the next time what was edited since can be told.
"""

import json
from typing import Any

from ..analysis import content_diff
from ..analysis.content_diff import Base, Entry, Renewal, Text, Wording
from ..errors import ReflectError
from ..loading import files
from ..loading.load import Loaded, content
from ..loading.values import mapping, text, value_at
from ..model.edits import Edit
from ..model.instrument import Instrument
from ..model.locations import Route
from ..model.named_tuples import NamedTuple
from . import operations
from .changeset import Draft

RECORD = ".reflectctl/content.json"
"""Where it is recorded what was taken from a pack last. Git tells the same of what a partnership began with."""

_FORMAT = 1
_VERSION = Wording(content_diff.PACK, "", "version")


class Kept(NamedTuple):
    """Something that could be taken but for how it is written here, and why."""

    what: Wording | Entry
    why: str


class Refreshed(NamedTuple):
    """A partnership's content with what was taken of a newer pack."""

    draft: Draft
    instrument: Instrument
    """The content as it would then be."""
    renewal: Renewal
    """What was taken, and what was left because the partnership has its own words."""
    kept: tuple[Kept, ...]
    """What has to be done by hand. Until then the content keeps its version, and the next run says so again."""


def refresh(loaded: Loaded, newer: Loaded, renewal: Renewal) -> Refreshed:
    """The content with everything taken that can be."""
    draft = operations.draft(loaded)
    ours, theirs = loaded.partnership.instrument, newer.partnership.instrument
    kept: list[Kept] = []
    for entry in renewal.come:
        try:
            _add(draft, ours, newer, theirs, entry)
        except ReflectError as problem:
            kept.append(Kept(entry, problem.message))
    for each in renewal.taken:
        if each.wording == _VERSION:
            continue
        try:
            _reword(draft, ours, each.wording, each.after)
        except ReflectError as problem:
            kept.append(Kept(each.wording, problem.message))
    version = next((each for each in renewal.taken if each.wording == _VERSION), None)
    if version and not kept:
        _reword(draft, ours, _VERSION, version.after)
    left = {each.what for each in kept} | ({_VERSION} if kept else set())
    done = renewal._replace(
        taken=tuple(each for each in renewal.taken if each.wording not in left),
        come=tuple(entry for entry in renewal.come if entry not in left),
    )
    documents = {path: document for path in draft.paths() if (document := draft.document(path))}
    return Refreshed(draft, content(documents), done, tuple(kept))


def recorded(raw: bytes, content: str) -> Base | None:
    """What was taken from a pack last, as it was recorded; None where that cannot be read or is another content's."""
    try:
        said = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    data = mapping(said)
    found = {}
    for name, digest in mapping(data.get("texts")).items():
        topic, id, part = [*name.split("/"), "", ""][:3]
        if isinstance(digest, str) and name.count("/") == 2:
            found[Wording(topic, id, part)] = digest
    if data.get("format") != _FORMAT or data.get("content") != content or not found:
        return None
    return Base(text(data, "version"), text(data, "wording"), found)


def record(refreshed: Refreshed, began: Base, newer: Instrument, before: bytes | None) -> Edit:
    """The record of what was taken: from now on, what the newer pack says is what an edit is told by.

    What has to be done by hand is not part of it, so that it is not taken for an edit of the partnership's.
    """
    now = content_diff.base(newer)
    kept = {each.what for each in refreshed.kept}
    texts = {
        wording: digest
        for wording, digest in now.texts.items()
        if wording not in kept and Entry(wording.topic, wording.id) not in kept
    }
    texts |= {wording: began.texts[wording] for wording in now.texts.keys() - texts.keys() if wording in began.texts}
    return remembered(now._replace(version=began.version if kept else now.version, texts=texts), newer.id, before)


def remembered(taken: Base, content: str, before: bytes | None) -> Edit:
    """The record that some texts were taken from a pack; `before` is the record that is there, if one is."""
    data = {
        "format": _FORMAT,
        "content": content,
        "version": taken.version,
        "wording": taken.wording,
        "texts": {"/".join(wording): taken.texts[wording] for wording in sorted(taken.texts)},
    }
    return Edit(RECORD, before, (json.dumps(data, indent=2, ensure_ascii=True) + "\n").encode("ascii"))


def _reword(draft: Draft, ours: Instrument, wording: Wording, newer: Text) -> None:
    at = content_diff.place(ours, wording, files.PACK)
    assert at is not None, "what is not here is added whole"
    path, route = at
    document = draft.document(path)
    before = value_at(document.data, route) if document else None
    value: Any = list(newer) if isinstance(newer, tuple) else newer
    if isinstance(value, list) and isinstance(before, list) and before and value[: len(before)] == before:
        # What is there stays as it is written, with the comments in it.
        for item in value[len(before) :]:
            draft.append(path, route, item)
    else:
        draft.put(path, route, value or None)


def _add(draft: Draft, ours: Instrument, newer: Loaded, theirs: Instrument, entry: Entry) -> None:
    """Put an entry at the end of the list that it belongs to, with all that it says."""
    there, here = content_diff.entries(theirs, entry.topic), content_diff.entries(ours, entry.topic)
    ids = list(there)
    after = next((id for id in ids[ids.index(entry.id) + 1 :] if id in here), "")
    if after:
        raise ReflectError(
            f"it comes before `{after}`, and only at the end can an entry be added without moving others"
        )
    where = there[entry.id].where
    if entry.topic == content_diff.PRINCIPLES:
        path = f"content/principles/{len(here) + 1}-{entry.id}.yaml"
        if draft.document(path) is not None:
            raise ReflectError(f"{path}, the file that it would be, is there already")
        draft.append(files.PACK, (entry.topic,), entry.id)
        draft.create(path, newer.documents[where.path].text)
    else:
        route: Route = (entry.topic, "questions") if entry.topic == content_diff.PRELIMINARY else (entry.topic,)
        draft.append(files.PACK, route, value_at(newer.documents[where.path].data, where.route))
