"""Rules about `report.yaml`: that its lists name what a report has, and that every chapter stands in one."""

from collections.abc import Iterator

from ..model.locations import Route
from ..model.records import Partnership
from ..model.report_config import EDITIONS, KNOWN, Layout
from ..model.suggestions import nearest
from .findings import RuleFinding
from .naming import short, together


def unknown_section(partnership: Partnership) -> Iterator[RuleFinding]:
    """A list of sections names something that its report does not have.

    A report holds what `sections` lists in `report.yaml`, so what is misspelt there is missing from every report, and
    nobody is told. A chapter that is kept for one edition is no part of the other, even where it is listed.

    Write the id of a section, as `reflectctl schema report` explains them, or of one of your own chapters.

    Wrong:

        # report.yaml
        sections: [summary, our-area, standings, actions]
        chapters:
          - id: our-area
            title: Our area

    Right:

        # report.yaml
        sections: [summary, our-area, standing, actions]
        chapters:
          - id: our-area
            title: Our area
    """
    layout = partnership.layout
    kept: dict[str, set[str]] = {}
    for chapter in layout.chapters:
        kept.setdefault(chapter.id, set()).add(chapter.edition)
    for edition, list_at, ids in _lists(layout):
        for index, id in enumerate(ids):
            at = (*list_at, index)
            if id in KNOWN:
                continue
            if id not in kept:
                near = nearest(id, [*KNOWN, *kept])
                yield RuleFinding(
                    layout.where.at(*at),
                    f"`{short(id)}` is neither a section of a report nor one of the chapters here.",
                    f"Did you mean `{near}`?" if near else f"The sections are {together(KNOWN)}.",
                    rests_on=((layout.where, ("chapters", None, "id")),),
                    about=(layout.where, at),
                )
            elif edition and not kept[id] & {"", edition}:
                (other,) = kept[id]
                yield RuleFinding(
                    layout.where.at(*at),
                    f"The chapter `{short(id)}` is kept for the {other} edition, so the {edition} edition does not "
                    "have it.",
                    "Take it out of this list; or, if it is for everybody, take `edition` out of the chapter.",
                    rests_on=((layout.where, ("chapters", None, "edition")),),
                    about=(layout.where, at),
                )


def chapter_left_out(partnership: Partnership) -> Iterator[RuleFinding]:
    """A chapter stands in no report, because no list of sections names it.

    Where `report.yaml` lists sections, a report holds what is listed and nothing else. A chapter that is written and
    never shown is easily taken for one that has been read.

    Add its id to the list, where it should stand. If it is not meant to be read yet, nothing has to be done.

    Wrong:

        # report.yaml
        sections: [summary, standing, actions]
        chapters:
          - id: our-area
            title: Our area

    Right:

        # report.yaml
        sections: [summary, our-area, standing, actions]
        chapters:
          - id: our-area
            title: Our area
    """
    layout = partnership.layout
    shown: set[str] = set()
    for edition in EDITIONS:
        listed = layout.of(edition).sections
        shown.update(chapter.id for chapter in layout.chapters_of(edition) if not listed or chapter.id in listed)
    told: set[str] = set()
    for chapter in layout.chapters:
        if chapter.id in shown or chapter.id in told:
            continue
        told.add(chapter.id)
        yield RuleFinding(
            chapter.where.at("id"),
            f"The chapter `{short(chapter.id)}` stands in no report: no list of sections that it could stand in names "
            "it.",
            "Add its id to `sections` where it should stand; or leave it, if it is not to be read yet.",
            rests_on=(
                (chapter.where, "id"),
                (chapter.where, "edition"),
                (layout.where, "sections"),
                (layout.where, ("editions", None, "sections")),
            ),
        )


def _lists(layout: Layout) -> Iterator[tuple[str, Route, tuple[str, ...]]]:
    """Every list of sections: the edition that it is for, empty for all; its way from the top; what it names."""
    yield "", ("sections",), layout.front.sections
    for edition, front in layout.editions.items():
        yield edition, ("editions", edition, "sections"), front.sections
