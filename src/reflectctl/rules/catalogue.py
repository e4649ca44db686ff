"""Every rule there is: its id, how grave it is, its page, and what it checks.

`RULES` go by a partnership alone, `TIMELY` by the day, the history or an earlier moment as well, `READ` by how files
are written. Some findings are made on the way, by reading a file or by its schema; their pages stand in `reading`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..analysis.personal_kinds import KINDS
from ..documents.document import Document
from ..model.findings import OFF, SEVERITIES
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from . import (
    actions,
    contents,
    days,
    groups,
    lost_text,
    meanings,
    merges,
    messages,
    naming,
    overlays,
    plans,
    ratings,
    references,
    reports,
    since,
    voices,
)
from .findings import Moment, RuleFinding

LEVELS = (*SEVERITIES, OFF)
"""What a partnership may choose for a rule."""


class Rule(NamedTuple):
    """A rule of the catalogue."""

    id: str
    severity: str
    """How grave its findings are, unless a partnership has chosen another level."""
    page: str
    """What it is about (the first line), why, what to do, and an example of each kind; `pages` tells them apart."""
    fixed: bool
    """Whether it is about the format itself, so that it is always checked and always an error."""
    module: str
    """The module of this room that it lives in."""

    @property
    def summary(self) -> str:
        """The page's first line."""
        return self.page.split("\n", 1)[0]

    def level(self, chosen: Mapping[str, str]) -> str:
        """How grave its findings are where levels have been chosen for some rules: a severity, or off."""
        level = chosen.get(self.id, "")
        return level if level in LEVELS and not self.fixed else self.severity


READ: list[tuple[str, Callable[[Iterable[Document]], Iterator[RuleFinding]]]] = [
    ("warning", lost_text.lost_text),
]

RULES: list[tuple[str, Callable[[Partnership], Iterator[RuleFinding]]]] = [
    ("error", references.unknown_agency),
    ("warning", references.agency_under_earlier_id),
    ("error", references.unknown_group),
    ("error", references.unknown_meeting),
    ("error", references.unknown_content),
    ("error", references.unknown_statement),
    ("error", references.repeated_id),
    ("warning", references.repeated_entry),
    ("error", overlays.local_override),
    ("error", overlays.unknown_language),
    ("warning", overlays.translation_out_of_step),
    ("info", overlays.untranslated_content),
    ("error", contents.scale_out_of_order),
    ("warning", contents.incomplete_content),
    ("warning", naming.meeting_named_for_another_day),
    ("warning", naming.same_meeting_twice),
    ("warning", naming.principle_file_named_otherwise),
    ("error", ratings.rating_without_date),
    ("warning", ratings.rating_without_meeting),
    ("warning", ratings.rating_without_reason),
    ("warning", ratings.agreement_without_evidence),
    ("warning", ratings.agreed_on_another_day),
    ("error", ratings.earlier_out_of_order),
    ("error", ratings.impossible_date),
    ("warning", meanings.strong_agreement_with_dissent),
    ("info", meanings.strong_agreement_without_views),
    ("warning", meanings.disagreement_without_action),
    ("info", meanings.unclear_without_next_step),
    ("warning", voices.statutory_partner_absent),
    ("info", voices.experience_missing),
    ("info", groups.quorum_not_reached),
    ("warning", groups.quorum_out_of_reach),
    ("warning", actions.action_without_owner),
    ("warning", actions.action_without_due_date),
    ("warning", actions.incomplete_action),
    ("warning", actions.due_date_out_of_step),
    ("warning", plans.plan_without_measure),
    ("warning", actions.done_without_outcome),
    ("warning", actions.closed_without_date),
    ("error", actions.closed_before_opened),
    ("warning", actions.outcome_on_open_action),
    ("warning", voices.present_and_absent),
    ("warning", reports.unknown_section),
    ("info", reports.chapter_left_out),
    ("warning", messages.unknown_phrase),
    ("error", messages.phrase_places),
]
"""Those that find what cannot be used come first, so that nothing else is concluded from it."""

TIMELY: list[tuple[str, Callable[[Partnership, Moment], Iterator[RuleFinding]]]] = [
    ("info", days.meeting_ahead),
    ("warning", days.future_date),
    ("warning", days.source_out_of_date),
    ("warning", meanings.rating_to_be_reread),
    ("info", voices.agency_never_present),
    ("info", voices.experience_over_a_year_old),
    ("warning", actions.overdue_action),
    ("warning", actions.owner_no_longer_a_member),
    ("error", since.unexplained_move),
    ("warning", since.agreed_day_gone_back),
    ("warning", since.vanished_id),
    ("warning", merges.record_of_two_halves),
]

NEEDS_BEFORE = frozenset(("agreed-day-gone-back", "unexplained-move", "vanished-id"))
"""The rules that have something to go by only when an earlier moment is named."""

NEEDS_MERGES = frozenset(("record-of-two-halves",))
"""The rules that have something to go by only when there was a merge."""

_FREE = frozenset(("unexpected-file", "unused-suppression"))
"""The rules made on the way whose level a partnership may set; the others are about the format itself."""

FORMAT = frozenset(("impossible-date", "unknown-statement"))
"""The rules of the lists above that are about the format itself."""


def rules() -> list[Rule]:
    """Every rule, sorted by its id."""
    from .personal import PAGES
    from .reading import READING

    made = [_rule(severity, check) for severity, check in RULES]
    made += [_rule(severity, check) for severity, check in TIMELY]
    made += [_rule(severity, check) for severity, check in READ]
    made += [Rule(id, severity, page, False, "personal") for id, (severity, page) in PAGES.items()]
    known = {rule.id for rule in made}
    made += [
        Rule(id, severity, page, id not in _FREE, "reading")
        for id, (severity, page) in READING.items()
        if id not in known
    ]
    return sorted(made, key=lambda rule: rule.id)


def _rule(severity: str, check: Callable[..., object]) -> Rule:
    id = rule_id(check)
    return Rule(id, severity, _page(check), id in FORMAT, check.__module__.rpartition(".")[2])


def rule_id(check: Callable[..., object]) -> str:
    """The id of the rule that a function is."""
    return check.__name__.replace("_", "-")


def free_ids() -> set[str]:
    """The ids of the rules whose level a partnership may set, and whose findings it may set aside."""
    made = [check for checks in (RULES, TIMELY, READ) for _, check in checks]
    return {rule_id(check) for check in made} - FORMAT | _FREE | KINDS.keys()


def _page(rule: Callable[..., object]) -> str:
    lines = (rule.__doc__ or "").strip().split("\n")
    return "\n".join(line.removeprefix("    ") for line in lines)
