"""What may be published: nothing that the schemas mark as internal, whatever is added to the model later."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from reflectctl.analysis import editions
from reflectctl.analysis.doubtful import doubtful
from reflectctl.loading.load import load
from reflectctl.model import fields
from reflectctl.model.history import History, Recorded, Recording, Unread
from reflectctl.model.records import (
    Action,
    Agency,
    Assessment,
    Discussion,
    EarlierRating,
    Group,
    Heard,
    Meeting,
    Partnership,
    Plan,
    Preliminary,
    Progress,
    Record,
    Source,
    View,
)
from reflectctl.model.report_config import Chapter, Front, Layout
from reflectctl.storage.disk import WorkTree

from ..conftest import git, run
from .internal import MARK, SCHEMAS, internal_strings

WHOLE = Partnership(
    name="PUBLIC-1",
    area="PUBLIC-2",
    agencies=(Agency("police", "PUBLIC-3"),),
    preliminary=Preliminary(
        goal="PUBLIC-4",
        commitment="PUBLIC-5",
        notes="SECRET-1",
        readiness=Plan(
            "",
            "PUBLIC-6",
            "PUBLIC-7",
            (
                Action(
                    "a-1",
                    "PUBLIC-8",
                    "police",
                    role="SECRET-2",
                    progress=(Progress(note="SECRET-14"),),
                    outcome="PUBLIC-9",
                ),
            ),
        ),
    ),
    records=(
        Record(
            "voice",
            (
                Assessment(
                    "voice.action",
                    "agree",
                    date(2026, 3, 12),
                    "m",
                    "PUBLIC-10",
                    (View("police", "disagree", because="SECRET-3"),),
                    (
                        EarlierRating("disagree", date(2025, 2, 13), "m", "PUBLIC-23"),
                        EarlierRating("neither", date(2025, 6, 12), "m", "SECRET-14", public="PUBLIC-24"),
                        EarlierRating("neither", date(2025, 9, 11), "m", "SECRET-15", hold_back=True),
                    ),
                    (Source("PUBLIC-11", "police", "2026", "SECRET-4"),),
                    {"evidence": (Discussion("SECRET-5", None, "SECRET-5"),)},
                ),
            ),
            (Plan("immediate", "PUBLIC-12", "PUBLIC-13", (Action("a-2", "PUBLIC-14", role="SECRET-6"),)),),
        ),
    ),
    meetings=(
        Meeting("m", date(2026, 3, 12), "PUBLIC-15", heard=(Heard("PUBLIC-16", "PUBLIC-17"),), notes="SECRET-7"),
    ),
    layout=Layout(
        Front("SECRET-8", "SECRET-9", "PUBLIC-18"),
        (Chapter("a", "PUBLIC-19", "PUBLIC-20"), Chapter("b", "SECRET-10", "SECRET-11", "partner")),
        {"partner": Front("SECRET-12"), "public": Front("PUBLIC-21", "PUBLIC-22")},
    ),
    levels={"SECRET-13": "off"},
)


def test_what_is_internal_is_nowhere_in_what_may_be_published_and_everything_else_is_there():
    told = repr(editions.of("public")(WHOLE))

    assert re.findall(r"SECRET-\d+", told) == []
    assert set(re.findall(r"PUBLIC-\d+", told)) == {f"PUBLIC-{n}" for n in range(1, 25)}
    assert editions.of("partner")(WHOLE) is WHOLE


def test_the_schemas_mark_what_is_left_out():
    def marked(schema: str) -> set[str]:
        found: set[str] = set()

        def walk(node: Any) -> None:
            if isinstance(node, dict):
                found.update(
                    name
                    for name, each in node.get("properties", {}).items()
                    if isinstance(each, dict) and MARK in each.get("$comment", "")
                )
                for each in node.values():
                    walk(each)
            elif isinstance(node, list):
                for each in node:
                    walk(each)

        walk(json.loads((SCHEMAS / schema).read_text("utf-8")))
        return found

    def internal(*kinds: type) -> set[str]:
        return {
            field.route[-1]
            for kind in kinds
            for field in fields.of(kind)
            if field.edition == fields.INTERNAL and field.route
        }

    assert marked("principle.schema.json") == internal(Assessment, Source, Action, Progress)
    assert marked("preliminary.schema.json") == internal(Action, Progress)
    assert marked("partnership.schema.json") == internal(Partnership, Group)


def given_a_reason(**said: Any) -> Partnership:
    record = Record("voice", (Assessment("voice.action", because="Two girls said so.", **said),))
    return WHOLE._replace(records=(record,))


def test_a_text_that_may_point_at_a_child_is_held_back_whole_and_never_altered():
    whole = given_a_reason(reflections={"e": (Discussion(points="one boy"),)})

    assert [each.kind for each in doubtful(whole)] == ["small number"]
    assert editions.public(whole).records[0].assessments[0].because == "[held back: a small number of people]"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"public": "Girls said so."}, "Girls said so."),
        ({"hold_back": True}, ""),
        ({"may_stand": "They asked to be named."}, "Two girls said so."),
        ({"public": "Two girls.", "may_stand": "They asked to be named."}, "Two girls."),
    ],
)
def test_what_people_have_decided_is_done(said, told):
    whole = given_a_reason(**said)

    assert doubtful(whole) == []
    assert editions.public(whole).records[0].assessments[0].because == told
    assert "asked to be named" not in repr(editions.public(whole))


@pytest.mark.parametrize(
    ("said", "kinds", "told"),
    [
        ({}, ["small number"], "[held back: a small number of people]"),
        ({"public": "Girls said so."}, [], "Girls said so."),
        ({"hold_back": True}, [], ""),
        ({"may_stand": "They asked to be named."}, [], "Two girls said so."),
    ],
)
def test_the_reason_of_what_was_agreed_earlier_is_treated_as_that_of_what_stands(said, kinds, told):
    earlier = EarlierRating("disagree", date(2025, 2, 13), because="Two girls said so.", **said)
    whole = WHOLE._replace(records=(Record("voice", (Assessment("voice.action", "agree", earlier=(earlier,)),)),))

    assert [each.kind for each in doubtful(whole)] == kinds
    assert editions.public(whole).records[0].assessments[0].earlier[0].because == told


def test_what_is_said_in_public_is_looked_at_as_well():
    assert len(doubtful(given_a_reason(public="One boy said so."))) == 1


def test_a_goal_that_is_said_otherwise_takes_a_doubtful_measure_with_it():
    plan = Plan("immediate", "A goal.", "Three children say so.", public="Another goal.")
    whole = WHOLE._replace(records=(Record("voice", (), (plan,)),))

    assert doubtful(whole) == []
    told = editions.public(whole).records[0].plans[0]
    assert (told.goal, told.measure) == ("Another goal.", "")


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ({}, {}, "Letters are hard to read."),
        ({}, {"hold_back": True}, ""),
        ({"may_stand": "They said so."}, {"hold_back": True}, ""),
        ({}, {"public": "Letters were read."}, ""),
        ({"public": "Letters were looked at."}, {"public": "Letters were read."}, "Letters were looked at."),
        ({"public": "Letters were looked at."}, {"hold_back": True}, ""),
    ],
)
def test_what_is_held_back_now_is_held_back_of_an_earlier_moment_too(was, now, told):
    def moment(**said: Any) -> Partnership:
        plan = Plan("immediate", "", "", (Action("a-1", "Read letters", outcome="Letters are hard to read.", **said),))
        return WHOLE._replace(records=(Record("voice", (), (plan,)),))

    before = editions.public(moment(**was), first=moment(**now))

    assert before.records[0].plans[0].actions[0].outcome == told


def test_ids_that_people_made_tell_nothing_and_stay_the_same_between_two_moments():
    def moment(*ids: str) -> Partnership:
        plan = Plan("immediate", actions=tuple(Action(id, "Read ten plans") for id in ids))
        rated = Assessment("voice.action", "agree", meeting="2026-03-12-jade")
        meetings = (Meeting("2026-03-12-jade", date(2026, 3, 12), "About letters"),)
        return WHOLE._replace(records=(Record("voice", (rated,), (plan,)),), meetings=meetings)

    was, now = moment("a-jade", "a-gone"), moment("a-new", "a-jade")
    before, after = editions.public(was, first=now), editions.public(now)

    assert "jade" not in repr((before, after))
    assert [each.id for each in after.records[0].plans[0].actions] == ["a-2", "a-3"]
    assert [each.id for each in before.records[0].plans[0].actions] == ["a-3", "a-4"]
    assert after.records[0].assessments[0].meeting == after.meetings[0].id == "meeting-2026-03-12"


def doubtful_demo(demo: Path) -> None:
    layout = demo / "report.yaml"
    layout.write_text("introduction: |\n  Nothing here.\n\n  But **three**\n  young people said so.\n", "utf-8")
    git(demo, "commit", "-qam", "introduction")


def test_a_public_edition_is_refused_until_somebody_has_decided_and_says_where_but_not_what(demo):
    doubtful_demo(demo)

    done = run("report", "full", "--edition", "public", cwd=demo)

    assert (done.returncode, done.stdout) == (1, "")
    assert "report.yaml:4: a small number of people\n" in done.stderr
    assert "may_stand" in done.stderr
    assert "three" not in done.stderr
    (demo / "report.yaml").write_text(
        (demo / "report.yaml").read_text("utf-8") + "may_stand: They asked to be named.\n", "utf-8"
    )
    assert "three" in run("report", "full", "--edition", "public", cwd=demo).stdout


def test_a_draft_marks_what_nobody_has_decided_on_and_can_be_verified(demo):
    doubtful_demo(demo)

    done = run("report", "full", "--edition", "public", "--mark", "--format", "markdown", "-o", "draft.md", cwd=demo)

    assert done.returncode == 0
    assert "This is a draft" in done.stderr
    draft = (demo / "draft.md").read_text("utf-8")
    assert "held back: a small number of people" in draft
    assert "three" not in draft.split("##")[0]
    assert run("report", "--verify", "draft.md", cwd=demo).returncode == 0


def test_of_a_history_nobody_learns_who_wrote_it_and_what():
    by = Recorded("c" * 40, "SECRET", "2026-03-12T12:00:00+00:00", "SECRET")
    told = History(
        (Recording("voice.action", "rated", "agree", None, None, "m", "SECRET", by),), (Unread("p", "SECRET", by),)
    )

    assert "SECRET" not in repr(editions.history(told))
    assert editions.history(told).recordings[0].rating == "agree"
    assert editions.unreadable((("meetings/SECRET.md", "SECRET"),), "public") == (("meetings-1", ""),)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, built_demo: Path) -> dict[str, str]:
    """The public edition of the example in every format: with what moved since half a year before, and of a year."""
    folder = tmp_path_factory.mktemp("published")
    made = []
    for name, words in {"since": ("--since", "2025-10-28"), "year": ("yearly", "--year", "2025-26")}.items():
        files = {format: folder / f"{name}.{format}" for format in ("html", "markdown", "json")}
        outputs = [part for format, path in files.items() for part in ("--output", f"{format}={path}")]
        done = run("report", "full", *words, "--edition", "public", *outputs, cwd=built_demo)
        assert done.returncode == 0, done.stderr
        assert "Read it once before you publish it" in done.stderr
        made += files.values()
    return {path.name: path.read_text("utf-8") for path in made}


def test_a_public_edition_of_the_example_holds_nothing_that_is_marked_internal(published, built_demo):
    secret = internal_strings(built_demo)
    assert len(secret) > 400, "the example has views, key points, roles and minutes in plenty"
    assert editions.public(load(WorkTree(built_demo)).partnership).records

    for name, text in published.items():
        # As a browser, a reader of Markdown or of JSON would see it: with what is escaped, and what is in attributes.
        shown = [text, unescape(text), text.replace("\\", "")]
        if name.endswith("json"):
            shown.append(json.dumps(json.loads(text), ensure_ascii=False))
        folded = " ".join(" ".join(re.sub(r"[*_#>`|]", " ", each).split()) for each in shown)
        assert [each for each in secret if each in folded] == [], name


def test_the_partner_edition_of_the_example_does_hold_it(built_demo):
    told = unescape(run("report", "full", cwd=built_demo).stdout)
    folded = " ".join(re.sub(r"<[^>]+>", " ", told).split())

    assert sum(1 for each in internal_strings(built_demo) if each in folded) > 300


def test_a_report_yaml_that_is_not_sound_publishes_nothing(demo):
    layout = demo / "report.yaml"
    layout.write_text(layout.read_text("utf-8").replace("edition: partner", "editon: partner"), "utf-8")
    git(demo, "commit", "-qam", "misspelt")

    done = run("report", "full", "--edition", "public", cwd=demo)

    assert done.returncode == 3
    assert done.stdout == ""
    assert "report.yaml" in done.stderr
    assert run("report", cwd=demo).returncode == 0
