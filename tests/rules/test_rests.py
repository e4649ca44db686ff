"""One mistake is one finding: what rests on a value that has a finding already is not told as well."""

from pathlib import Path

import pytest

from tests.rules.test_cases import CASES, diagnosed, found

P, T = "principles/1-children-first.yaml", "principles/5-trauma.yaml"
W, M, R = "partnership.yaml", "meetings/2026-03-12-children-first.md", "preliminary.md"
DISAGREED = (
    P,
    "  behaviour:\n    rating:\n    agreed:\n    meeting:\n    because:\n",
    '  behaviour:\n    rating: disagree\n    agreed: "2026-03-12"\n    meeting: 2026-03-12-children-first\n'
    "    because: Records differ.\n",
)
UNHEARD = (P, "      experience: |\n        Young people said that letters read like blame.\n", "      experience:\n")
HEARD = 'heard:\n  - who: Young people\'s advisory group\n    how: A recorded conversation\n    dated: "2026-03-05"\n'
V = "views/police.yaml"
VIEW = (
    '  children-first.action:\n    rating: disagree\n    given: "2026-03-12"\n    because: Custody is not there yet.\n'
)
OTHERS = [
    (f"views/{agency}.yaml", "", f"of: {agency}\nviews:\n  children-first.action: {{rating: agree, because: Shown.}}\n")
    for agency in ("council", "education")
]
AGREE, STRONGLY = "    rating: agree   ", "    rating: strongly-agree   "
AGREED = 'agreed: "2026-03-12"\n    meeting: 2026-03-12-children-first\n    because: >-'
NEVER, NEXT_YEAR = (AGREED.replace("2026-03-12", day, 1) for day in ("2026-02-30", "2027-03-12"))
STRONG = [(P, AGREE, STRONGLY), (V, VIEW, "  children-first.action:\n    rating: agree\n"), *OTHERS]
NO_DATE = '"2026-02-30"'

Change = tuple[str, str, str]


def laid(root: Path, *changes: Change) -> Path:
    """A folder to lay over the base, with these replacements made in its files."""
    for path, old, new in changes:
        target = root / path
        there = target if target.exists() else CASES / "base" / path
        text = there.read_text("utf-8") if there.exists() else ""
        assert text.count(old) == 1, (path, old)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace(old, new), encoding="utf-8")
    return root


MISTAKES: dict[str, tuple[str, list[Change]]] = {
    "a dimension misspelt under serves": (
        "unknown-statement", [DISAGREED, (P, "serves: [action, culture]", "serves: [behavior, action, culture]")]
    ),
    "serves misspelt": ("unknown-key", [(P, "serves: [action, culture]", "servs: [culture]")]),
    "a plan misspelt": ("unknown-key", [DISAGREED, (P, "making_progress:", "making_progres:")]),
    "a part of the plan misspelt": ("unknown-key", [DISAGREED, (P, "  immediate:", "  imediate:")]),
    "actions misspelt": ("unknown-key", [(P, "    actions:\n      - id: a-7k3f", "    acttions:\n      - id: a-7k3f")]),
    "serves of another kind": ("wrong-type", [(P, "serves: [action, culture]", "serves: culture")]),
    "a status misspelt": (
        "unknown-value", [(P, 'due: "2026-06-30"\n        status: open', 'due: "2026-04-30"\n        status: opne')]
    ),
    "a status misspelt where an outcome is": (
        "unknown-value", [(R, "status: done", "status: doen")]
    ),
    "a prompt misspelt": ("unknown-key", [(P, "      experience: |", "      experiance: |"), (M, HEARD, "")]),
    "a prompt misspelt under an unclear rating": (
        "unknown-key",
        [
            (P, "serves: [action, culture]", "serves: [action]"),
            (P, "unclear what we can show.\n", "unclear what we can show.\n    reflections:\n      bilding: Ask.\n"),
        ],
    ),
    "heard misspelt": ("unknown-key", [UNHEARD, (M, "heard:", "herd:")]),
    "a principle discussed misspelt": (
        "unknown-principle", [UNHEARD, (M, "principles: [children-first]", "principles: [childrenfirst]")]
    ),
    "an agency present misspelt": (
        "unknown-agency", [(M, "[council, police, health]", "[council, police, helth]")]
    ),
    "present misspelt": ("unknown-key", [(M, "present:", "presnt:")]),
    "an agency of a view misspelt": ("unknown-agency", [*STRONG, ("views/council.yaml", "of: council", "of: counsil")]),
    "the day of a strong agreement": (
        "impossible-date", [(P, AGREE, STRONGLY), (V, VIEW, ""), (P, AGREED, NEVER)]
    ),
    "measure misspelt": ("unknown-key", [(P, "    measure: |", "    measures: |")]),
    "the day an agency joined": (
        "impossible-date",
        [(W, "settings:", f"  - id: housing\n    name: Wessbury Homes\n    joined: {NO_DATE}\nsettings:")],
    ),
    "an id of an agency with capitals": (
        "wrong-form", [(W, "settings:", "  - id: Housing\n    name: Wessbury Homes\nsettings:")]
    ),
    "a meeting that cannot be read": ("front-matter", [UNHEARD, (M, "---\n\nNotes", "\nNotes")]),
    "the day of a meeting": ("impossible-date", [UNHEARD, (M, 'date: "2026-03-12"', f"date: {NO_DATE}")]),
    "a meeting dated a year ahead": (
        "meeting-named-for-another-day", [(M, 'date: "2026-03-12"', 'date: "2027-03-12"')]
    ),
    "a rating dated a year ahead": (
        "agreed-on-another-day", [(P, AGREED, NEXT_YEAR)]
    ),
    "the principle of a record misspelt": ("unknown-principle", [(T, "principle: trauma", "principle: truama")]),
    "a record of a principle that has one": (
        "repeated-id", [(T, "principle: trauma", "principle: children-first")]
    ),
    "the day an action was opened": ("impossible-date", [(R, 'opened: "2026-01-14"', f"opened: {NO_DATE}")]),
    "months of another kind": (
        "wrong-type", [(W, "  due_soon_days: 30", "  sources_current_months: soon"), (P, '"2026-02"', '"2001"')]
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_is_one_finding(mistake: str, tmp_path: Path) -> None:
    rule, changes = MISTAKES[mistake]
    told = diagnosed(tmp_path, laid(tmp_path / "case", *changes))
    assert [each.rule for each in told] == [rule], told


WAS: dict[str, tuple[str, list[Change]]] = {
    "a rating misspelt": ("unknown-value", [(P, "    rating: agree   ", "    rating: agre   ")]),
    "because misspelt": (
        "unknown-key",
        [(P, "    because: It is unclear", "    becuase: It is unclear"), (P, "rating: neither", "rating: disagree")],
    ),
    "a dimension misspelt": ("unknown-statement", [(P, "  culture:\n", "  cultures:\n")]),
    "assessments misspelt": ("unknown-key", [(P, "assessments:", "assesments:")]),
    "views misspelt": (
        "unknown-key", [(V, "views:", "veiws:"), (P, "    rating: agree   ", "    rating: disagree   ")]
    ),
    "an id of an action with capitals": ("wrong-form", [(P, "id: a-9d2m", "id: A-9D2M")]),
    "an id of an action left out": ("missing-key", [(P, "      - id: a-9d2m\n        action:", "      - action:")]),
    "actions misspelt": ("unknown-key", [(P, "    actions:\n      - id: a-7k3f", "    acttions:\n      - id: a-7k3f")]),
    "readiness misspelt": ("unknown-key", [(R, "readiness:", "rediness:")]),
    "a list of agencies misspelt": ("unknown-key", [(W, "agencies:", "agencys:")]),
    "the id of a meeting left out": ("missing-key", [(M, "id: 2026-03-12-children-first\n", "")]),
    "the principle of a record left out": ("missing-key", [(T, "principle: trauma\n", "")]),
    "the principle of a record misspelt": ("unknown-principle", [(T, "principle: trauma", "principle: truama")]),
    "a file that cannot be read": ("yaml-syntax", [(P, "assessments:\n", "assessments:\n\t\n  x: [\n")]),
}  # fmt: skip
"""What was right at the earlier moment, the base, and is a mistake now."""


@pytest.mark.parametrize("mistake", WAS)
def test_a_mistake_since_the_earlier_moment_is_neither_a_move_nor_a_loss(mistake: str, tmp_path: Path) -> None:
    rule, changes = WAS[mistake]
    case = laid(tmp_path / "case", *changes)
    (case / "before").mkdir()
    told = {each.rule for each in diagnosed(tmp_path, case)}
    assert rule in told
    assert not told & {"unexplained-move", "vanished-id"}


def test_independent_mistakes_are_told_each(tmp_path: Path) -> None:
    """Nothing is hushed by a mistake that it does not rest on."""
    changes = [
        DISAGREED,
        (P, "        role: Exp", "        rolle: Exp"),
        (P, 'due: "2026-06-30"', 'due: "2026-04-30"'),
        (P, "owner: council", "owner: counsil"),
        (W, "  due_soon_days: 30", "  due_soon_days: soon"),
        (M, "present: [council, police, health]", "present: [council, health]"),
    ]
    assert sorted(line.split(" ")[1] for line in found(tmp_path, laid(tmp_path / "case", *changes))) == [
        "disagreement-without-action",
        "overdue-action",
        "statutory-partner-absent",
        "statutory-partner-absent",
        "statutory-partner-absent",
        "unknown-agency",
        "unknown-key",
        "wrong-type",
    ]


CLEAN = [f"{path.parent.name}/{path.name}" for path in sorted(CASES.glob("*/clean-*")) if path.is_dir()]


@pytest.mark.parametrize("case", CLEAN)
def test_another_clean_case_has_no_findings(case: str, tmp_path: Path) -> None:
    assert found(tmp_path, CASES / case) == []
