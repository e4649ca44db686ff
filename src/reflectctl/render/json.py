"""Answers in, JSON for other programs out. Each form has a schema (`schema/output-*.schema.json`) and a `format`.

Ratings come with both their id and their title; dates are ISO 8601; what is not there is null.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..model.diff import Change, Comparison, Positions
    from ..model.findings import Checked
    from ..model.history import History, Recorded, Recording
    from ..model.instrument import Instrument
    from ..model.records import Action, Assessment, Meeting, Partnership
    from ..model.report import Status
    from ..rules.catalogue import Rule

FORMAT = 1

Json = dict[str, Any]

# JSON can spell any character as an escape without changing the value: those that would act on a terminal, cannot be
# encoded, or begin a CI command (see `escape`) are spelled so.
_SPELLED = re.compile(
    "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]|#(?=#[A-Za-z]*\\[)"
)


def written(kind: str, answer: Json) -> str:
    """An answer of a kind as JSON."""
    return spelled({"format": FORMAT, "kind": kind, **answer})


def spelled(answer: object, *, ascii: bool = False) -> str:
    """The answer as JSON in which nothing acts on a terminal or a CI runner; in ASCII alone, if that is asked for."""
    told = json.dumps(answer, indent=2, ensure_ascii=ascii, allow_nan=False)
    return _SPELLED.sub(lambda found: f"\\u{ord(found.group()):04x}", told) + "\n"


def diagnostics(checked: "Checked") -> str:
    """What was found, in the order of the files, and whether the check failed for it."""
    from ..model.findings import SEVERITIES
    from .findings.fingerprints import fingerprints

    return written(
        "diagnostics",
        {
            "summary": checked.summary,
            "fails_at": checked.fails_at,
            "failed": checked.failed,
            "counts": {each: sum(1 for one in checked.found if one.severity == each) for each in SEVERITIES},
            "diagnostics": [
                {
                    "path": each.location.path,
                    "line": each.location.line,
                    "column": each.location.column,
                    "severity": each.severity,
                    "rule": each.rule,
                    "message": each.message,
                    "hint": each.hint or None,
                    "fingerprint": fingerprint,
                }
                for each, fingerprint in zip(checked.found, fingerprints(checked), strict=True)
            ],
        },
    )


def changes(
    comparison: "Comparison",
    before: "Partnership",
    after: "Partnership",
    labels: tuple[str, str],
    revisions: tuple[str, str],
    *,
    full: bool = False,
    only: Sequence[str] = (),
    principles: Sequence[str] = (),
) -> str:
    """What changed between two moments: each change with both its sides, and the moves of ratings in steps.

    In full, texts that were rewritten come word by word as well. `only` and `principles` are what was asked for.
    """
    from ..analysis import diff_events
    from ..model.diff import kind, part
    from ..tell import diff_sentences, diff_summary

    local = {*local_ones(before.instrument), *local_ones(after.instrument)}
    local.update(each.id for side in (before, after) for each in side.instrument.principles if each.local)
    return written(
        "changes",
        {
            "before": {"label": labels[0], "revision": revisions[0] or None},
            "after": {"label": labels[1], "revision": revisions[1] or None},
            "only": list(only),
            "principles": list(principles),
            "headline": diff_summary.headline(comparison, after.instrument),
            "summary": [
                {"topic": name, "sentence": said} for name, said in diff_summary.lines(comparison, before, after)
            ],
            "moves": _moves(comparison, before, after, local),
            "changes": [
                {
                    "kind": kind(change),
                    "topic": diff_events.topic(change),
                    "event": diff_events.event(change),
                    "principles": list(diff_events.belongs(change)),
                    "id": change.id,
                    "part": part(change) or None,
                    "local": change.id.partition(" (")[0] in local,
                    "sentence": diff_sentences.change_sentence(change, before, after),
                    "before": _side(change.before, before),
                    "after": _side(change.after, after),
                    "slip": _due_date_move(change),
                    **({"rewritten": _rewritten(change)} if full else {}),
                }
                for change in comparison.changes
            ],
            "turns": [
                {
                    "statement": shift.statement,
                    "local": shift.statement in local,
                    "way": shift.way,
                    "sentence": diff_sentences.shift_sentence(shift, before, after),
                    "before": _held(shift.before, after),
                    "after": _held(shift.after, after),
                }
                for shift in comparison.shifts
            ],
            "carried": [
                {
                    "statement": each.statement,
                    "local": each.statement in local,
                    "rating": each.rating,
                    "rating_title": after.instrument.label(each.rating),
                    "agreed": iso(each.agreed),
                }
                for each in comparison.unchanged
            ],
            "reread": list(comparison.reread),
            "unreadable": [{"path": path, "reason": reason} for path, reason in comparison.unreadable],
        },
    )


def _moves(comparison: "Comparison", before: "Partnership", after: "Partnership", local: Collection[str]) -> list[Json]:
    from ..analysis.status import move
    from ..model.diff import RatingChange

    moves = []
    for change in comparison.of(RatingChange):
        was, now, because = change.before.rating, change.after.rating, change.after.because
        moved = move(change.id, was, now, because, after.instrument)
        moves.append(
            {
                "statement": change.id,
                "local": change.id in local,
                "before": was,
                "before_title": before.instrument.label(was),
                "after": now,
                "after_title": after.instrument.label(now),
                "steps": moved.steps,
                "towards": moved.towards or None,
                "because": because or None,
            }
        )
    return moves


def _due_date_move(change: "Change") -> Json | None:
    """How an action's due date moved, also where more about the action changed."""
    from ..analysis.diff_events import due_date_move
    from ..model.diff import ActionChange
    from ..tell.prose import apart

    moved = due_date_move(change.before, change.after) if isinstance(change, ActionChange) else None
    if moved is None:
        return None
    ends = {"before": moved.before.isoformat(), "after": moved.after.isoformat()}
    return {**ends, "later": moved.later, "by": apart(moved.before, moved.after)}


def _rewritten(change: "Change") -> list[Json]:
    from ..tell import diff, word_diff

    return [
        {"text": name.lower(), "segments": [each._asdict() for each in word_diff.segments(was, now)]}
        for name, was, now in diff.rewritten_texts(change)
    ]


def _held(held: "Positions", partnership: "Partnership") -> list[Json]:
    from ..model.diff import AGREED_RATING

    return [
        {
            "agency": agency if agency != AGREED_RATING else None,
            "rating": rating,
            "rating_title": partnership.instrument.label(rating),
        }
        for agency, rating in held
    ]


def _side(side: object, partnership: "Partnership") -> Json | None:
    """How one side of a change stood, under the name of what it is: a text, or one of the model's things."""
    from ..model.records import Action, Agency, Assessment, Meeting, Source, View

    instrument = partnership.instrument
    match side:
        case str():
            return {"text": side}
        case Assessment():
            return {"assessment": of_assessment(side, instrument)}
        case View():
            title = instrument.label(side.rating) if side.rating else "Could not say"
            rating = {"rating": side.rating, "rating_title": title}
            return {"view": {"agency": side.agency, **rating, "because": side.because or None}}
        case Source():
            source = {"agency": side.agency or None, "dated": side.dated or None, "link": side.link or None}
            return {"source": {"what": side.what, **source}}
        case Action():
            return {"action": of_action(side, partnership)}
        case Meeting():
            return {"meeting": of_meeting(side)}
        case Agency():
            dates = {"joined": iso(side.joined), "left": iso(side.left)}
            return {"agency": {"id": side.id, "name": side.name, "statutory": side.statutory, **dates}}
    return None


def local_ones(instrument: "Instrument") -> frozenset[str]:
    """The ids of the statements that the partnership added to its content pack."""
    return frozenset(statement.id for statement in instrument.statements if statement.local)


def of_assessment(assessment: "Assessment", instrument: "Instrument") -> Json:
    """What was agreed about a statement."""
    return {
        "rating": assessment.rating,
        "rating_title": instrument.label(assessment.rating),
        "agreed": iso(assessment.agreed),
        "meeting": assessment.meeting or None,
        "because": assessment.because or None,
    }


def history(history: "History", instrument: "Instrument") -> str:
    """Every recording by statement, oldest agreed first, and what could not be read."""
    from ..tell import prose

    local = local_ones(instrument)
    statements = [
        {
            "statement": statement,
            "principle": principle,
            "dimension": statement.partition(".")[2],
            "name": prose.statement_name(statement, instrument),
            "reworded": (history.reworded or {}).get(statement),
            "local": statement in local,
            "recordings": [_recording(each, instrument) for each in recordings],
        }
        for principle, ways in prose.by_principle(history, instrument)
        for statement, recordings in ways
    ]
    unread = [
        {"path": each.path, "reason": each.reason, "recorded": _recorded(each.recorded)} for each in history.unread
    ]
    return written("history", {"statements": statements, "unread": unread})


def _recording(recording: "Recording", instrument: "Instrument") -> Json:
    return {
        "kind": recording.kind,
        "stands": recording.stands,
        "rating": recording.rating,
        "rating_title": instrument.label(recording.rating),
        "was": recording.was,
        "was_title": instrument.label(recording.was),
        "agreed": iso(recording.agreed),
        "meeting": recording.meeting or None,
        "because": recording.because or None,
        "recorded": _recorded(recording.recorded),
    }


def _recorded(recorded: "Recorded") -> Json:
    return {
        "commit": recorded.commit,
        "author": recorded.author,
        "at": recorded.at,
        "subject": recorded.subject or None,
    }


def status(partnership: "Partnership", status: "Status") -> str:
    """Where a partnership stands as of a day. Coverage is apart from the ratings; neither is ever added up."""
    from ..model.records import Assessment

    instrument = partnership.instrument
    known = {assessment.statement: assessment for assessment in partnership.assessments}
    return written(
        "status",
        {
            "name": partnership.name,
            "area": partnership.area or None,
            "today": status.day.isoformat(),
            "coverage": {
                "statements": status.coverage.statements,
                "rated": status.coverage.rated,
                "principles": status.coverage.principles,
                "begun": status.coverage.begun,
                "meetings": status.coverage.meetings,
            },
            "statements": [
                {
                    "statement": each.id,
                    "principle": each.principle,
                    "dimension": each.dimension,
                    "local": each.local,
                    **of_assessment(known.get(each.id, Assessment(each.id)), instrument),
                    "reread": each.id in status.reread,
                }
                for each in instrument.statements
            ],
            "overdue": [of_action(action, partnership) for action in status.overdue],
            "due_soon": [of_action(action, partnership) for action in status.due_soon],
            "next_steps": list(status.next_steps),
        },
    )


def actions(actions: Sequence["Action"], partnership: "Partnership", *, today: date) -> str:
    """Who does what by when, and where it stands as of a day."""
    told = [
        {
            **of_action(action, partnership),
            "overdue": action.is_open and action.due is not None and action.due < today,
        }
        for action in actions
    ]
    return written("actions", {"today": today.isoformat(), "actions": told})


def of_action(action: "Action", partnership: "Partnership") -> Json:
    """An action, and whose it is."""
    return {
        "id": action.id,
        "action": action.action,
        "owner": action.owner or None,
        "owner_name": partnership.agency_name(action.owner) if action.owner else None,
        "role": action.role or None,
        "opened": iso(action.opened),
        "due": iso(action.due),
        "status": action.status,
        "closed": iso(action.closed),
        "outcome": action.outcome or None,
        "serves": list(action.serves),
        "principle": action.principle or None,
        "horizon": action.horizon or None,
    }


def meetings(meetings: Sequence["Meeting"], partnership: "Partnership") -> str:
    """When, about what, who was there, who was missing and who was heard. Notes are left in their files."""
    names = {agency.id: agency.name for agency in sorted(partnership.agencies, key=lambda agency: agency.id)}
    agencies = [{"id": id, "name": name} for id, name in names.items()]
    return written("meetings", {"agencies": agencies, "meetings": [of_meeting(meeting) for meeting in meetings]})


def of_meeting(meeting: "Meeting") -> Json:
    """A meeting, without its notes."""
    return {
        "id": meeting.id,
        "date": meeting.date.isoformat(),
        "title": meeting.title,
        "principles": list(meeting.principles),
        "present": list(meeting.present),
        "absent": list(meeting.absent),
        "heard": [{"who": each.who, "how": each.how or None, "dated": iso(each.dated)} for each in meeting.heard],
    }


def rules(rules: Iterable["Rule"], chosen: Mapping[str, str]) -> str:
    """The manual of the rules: each with its level, by default and as a partnership has chosen it, and its page."""
    from ..rules import pages

    told = [
        {
            "id": rule.id,
            "severity": rule.severity,
            "level": rule.level(chosen),
            "fixed": rule.fixed,
            "section": title,
            **pages.parse(rule.page)._asdict(),
        }
        for title, among in pages.sections(rules)
        for rule in among
    ]
    return written("rules", {"rules": told})


def iso(day: date | None) -> str | None:
    """A day as ISO 8601."""
    return day.isoformat() if day else None
