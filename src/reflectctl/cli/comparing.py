"""Comparing two moments of a partnership: `diff`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .options import Lang, Output, Root, principles

if TYPE_CHECKING:
    from ..model.records import Partnership


def _topics(incomplete: str) -> list[str]:
    """What `--only` may name, for shells that complete."""
    from ..analysis.diff_events import TOPICS

    named, _, last = incomplete.rpartition(",")
    return [f"{named},{each}" if named else each for each in TOPICS if each.startswith(last)]


def diff(
    a: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]",
            help="What to compare from: a commit, branch, tag, date, A..B or A...B. HEAD if left out.",
            show_default=False,
        ),
    ] = None,
    b: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]", help="What to compare with. The files as they are now if left out.", show_default=False
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="From the last commit of that day or before, to [B]."),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="REV",
            help="From where HEAD or [B] parted from REV. `auto` takes the target branch of the pull request in CI.",
        ),
    ] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Only counts, and a line for each kind.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Also what changed in each text, word by word.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also the statements whose rating did not move.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="KINDS",
            help="Only these, with commas between: ratings, views, reflections, sources, actions, plans, meetings, "
            "wording, agencies, preliminary.",
            autocompletion=_topics,
        ),
    ] = None,
    principle: Annotated[
        list[str] | None,
        typer.Option(
            "--principle",
            metavar="PRINCIPLE",
            help="Only of this principle. May be given more than once.",
            autocompletion=principles,
        ),
    ] = None,
    format: Annotated[
        Literal["text", "markdown", "html", "json"], typer.Option("--format", help="How to print it.")
    ] = "text",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 when something changed, or could not be read.")
    ] = False,
    lang: Lang = None,
    output: Output = None,
    root: Root = None,
) -> None:
    """Show what moved between two moments, why and when.

    Ratings, reasons, views, key points, plans, actions, meetings and wording, matched by their ids. A moved line, a
    comment or another order is no change. Nothing is printed when nothing changed.

    `diff` compares HEAD with the files as they are now, `diff A` another moment with them, `diff A B` two moments.
    """
    from ..analysis import diff_events
    from ..analysis.diff import compare
    from ..errors import ReflectError
    from ..loading.pair import load_pair
    from . import console, provenance, session

    if summary and full:
        raise ReflectError("--summary and --full are two depths; one of them was expected.", exit_code=2)
    topics = _chosen_topics(only)
    repository = session.Repository(root)
    before, after = provenance.two_sides(repository, a, b, since=since, base=base)
    old, new = load_pair(before, after, language=session.language(repository.root, lang))
    whole = compare(old.partnership, new.partnership)
    whole = whole._replace(
        reread=provenance.reread_after(repository, after, new, whole),
        unreadable=provenance.unread_pair(old, new, before.label, after.label),
    )
    if everything:
        whole = whole._replace(unchanged=provenance.unchanged(before, after, new.partnership, whole))
    ids = _chosen_principles(principle or [], old.partnership, new.partnership)
    comparison = diff_events.chosen(whole, topics=topics, principles=ids)
    depth = "summary" if summary else "full" if full else "story"
    sides = (comparison, old.partnership, new.partnership)
    if format == "json":
        from ..render import json as data

        revisions = (before.revision, after.revision)
        labels = (before.label, after.label)
        shown = data.changes(*sides, labels, revisions, full=full, only=topics, principles=ids)
    else:
        from ..tell import diff as diff_words
        from ..tell import diff_summary

        limits = diff_summary.limits(topics, ids, new.partnership.instrument)
        labels = (provenance.moment(repository, before), provenance.moment(repository, after))
        if format == "markdown":
            from ..render.comment import comment

            command = " ".join(["reflectctl diff", *(each.revision[:12] for each in (before, after) if each.revision)])
            shown = comment(*sides, labels=labels, depth=depth, limits=limits, command=command)
        elif diff_words.is_nothing(comparison):
            shown = ""
        else:
            blocks = diff_words.blocks(diff_words.tell(*sides, labels=labels, depth=depth, limits=limits))
            if format == "html":
                from ..render.diff_html import fragment

                shown = fragment(blocks, new.partnership.instrument.language)
            else:
                from ..render import terminal

                shown = terminal.text(blocks, width=console.width(), style=console.style())
    console.show(shown, output)
    changed = bool(comparison.changes or comparison.shifts or comparison.reread or comparison.unreadable)
    if not changed:
        left_out = len(whole.changes)
        asked = f" in what was asked for; elsewhere {left_out} did" if left_out else ""
        console.say(f"Nothing changed between {before.label} and {after.label}{asked}.")
    raise typer.Exit(1 if exit_code and changed else 0)


def _chosen_topics(only: Iterable[str] | None) -> list[str]:
    """What `--only` names, in the order in which it is told; everything, as no names, when it is not given."""
    from ..analysis import lookup
    from ..analysis.diff_events import TOPICS
    from ..errors import ReflectError

    if only is None:
        return []
    words = [word.strip().lower() for each in only for word in each.split(",") if word.strip()]
    if not words:
        raise ReflectError(
            "--only names nothing; kinds of change were expected.", f"Known: {', '.join(TOPICS)}.", exit_code=2
        )
    named = {lookup.one(word, TOPICS, "kind of change", "`reflectctl diff --help`") for word in words}
    return [topic for topic in TOPICS if topic in named]


def _chosen_principles(wanted: Iterable[str], old: "Partnership", new: "Partnership") -> list[str]:
    """The ids of the principles that were named; one that is gone by now is still known by its id."""
    from ..analysis import lookup

    gone = {each.id for each in old.instrument.principles}
    ids = [word if word in gone else lookup.principle(word, new.instrument).id for word in wanted]
    return list(dict.fromkeys(ids))
