"""The paper for a board: a summary written by hand from the example's records agrees with it; it is short, and kind."""

import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from reflectctl.app.report import rendered
from reflectctl.app.report import report as make
from reflectctl.app.report_period import Asked
from reflectctl.model.report_config import PUBLIC
from reflectctl.tell.prose import first_sentence, gist, statements
from tests.conftest import context, git, run
from tests.phrases import in_code
from tests.render import partnerships

RATED = {
    "on the side of agreement": {
        *("children-first.action", "children-first.culture", "voice.behaviour", "strengths-and-relationships.action"),
        *("parents-and-carers.behaviour", "safer-spaces.behaviour"),
    },
    "on the side of disagreement": {
        *("inequalities.behaviour", "inequalities.culture", "trauma.behaviour", "trauma.culture", "curiosity.culture"),
        *("parents-and-carers.action", "safer-spaces.action"),
    },
    "unclear": {
        *("children-first.behaviour", "voice.action", "strengths-and-relationships.behaviour", "trauma.action"),
        "curiosity.behaviour",
    },
}
"""Where every statement of the example stands that is rated, as its files of principles say on 28 April 2026."""

MOVED = {
    "Respect the voice, experiences and expertise of children and young people · Behaviour": (
        "Neither agree nor disagree → Agree (is clear now)", "23 April 2026, Looking back over fifteen months",
    ),
    "Be curious, evidence-informed and knowledgeable · Behaviour": (
        "Agree → Neither agree nor disagree (became unclear)", "23 April 2026, Looking back over fifteen months",
    ),
    "Approach parents and carers as partners wherever possible · Behaviour": (
        "Disagree → Agree", "16 April 2026, Staff who carry it, parents who live it",
    ),
    "Recognise and respond to trauma · Culture": (
        "Disagree (newly rated)", "16 April 2026, Staff who carry it, parents who live it",
    ),
}  # fmt: skip
"""What moved or was rated since the review point of 24 March 2026, by the meetings of April."""

DONE = {
    *("a-2f9c", "a-p2w9", "a-7k3f", "a-m4q8", "a-5b0u", "a-c8t6", "a-2v9h", "a-z6s3", "a-t9e2", "a-9x2d", "a-g9w4"),
    "a-0j7d",
}
DROPPED = {"a-d1n5"}
OVERDUE = {"a-w8j4", "a-k6z3"}
OPEN = OVERDUE | {
    *("a-6n1p", "a-3r7y", "a-u3d7", "a-e8c5", "a-8f1k", "a-r5k2", "a-h5v1", "a-y3m6", "a-1c6y", "a-q4g7", "a-l7x0"),
}

APART = {
    "Recognise and respond to trauma · Behaviour": {"Wessbury Youth Justice Service", "Wessex Police"},
    "Approach parents and carers as partners wherever possible · Behaviour": {"Wessbury Voluntary Sector Alliance"},
    "Put children and young people first · Behaviour": {"Wessex Police", "Wessbury Voluntary Sector Alliance"},
    "Respect the voice, experiences and expertise of children and young people · Behaviour": {
        "NHS Wessbury and the Vale Integrated Care Board"
    },
    "Be strengths-based and relationship-based · Action": {"Wessbury Community Safety Partnership"},
    "Be strengths-based and relationship-based · Behaviour": {
        "Wessbury Schools and Colleges Forum", "Wessbury Youth Justice Service",
    },
    "Recognise and respond to trauma · Culture": {"Wessbury Youth Justice Service"},
    "Be curious, evidence-informed and knowledgeable · Behaviour": {"Wessbury Voluntary Sector Alliance"},
}  # fmt: skip
"""Who sees which statement otherwise than it was agreed, by the files of views; a ninth is named only."""

NINTH = "Create safer spaces and places for children and young people · Behaviour"

SUMMARY = [
    f"18 of 24 statements are rated: {len(RATED['on the side of agreement'])} on the side of agreement, "
    f"{len(RATED['on the side of disagreement'])} on the side of disagreement and {len(RATED['unclear'])} unclear; "
    f"since 24 March 2026, 1 moved towards agreement, 1 became unclear and 1 is clear now.",
    f"Of 26 actions, {len(DONE)} are done, {len(DROPPED)} was dropped and {len(OPEN)} are open; "
    f"{len(OVERDUE)} are past their date.",
    "16 meetings have been held, and 1 of a group's own; children, young people or families were heard for 13 of "
    "them, last on 23 April 2026; "
    f"an agency or a group sees {len(APART) + 1} statements otherwise than they were agreed.",
]
"""Written by hand."""

MISSING = {
    "Wessex Police (statutory partner)": 1,
    "NHS Wessbury and the Vale Integrated Care Board (statutory partner)": 3,
    "Wessbury Schools and Colleges Forum": 2,
    "Wessbury Youth Justice Service": 3,
    "Wessbury Homes and Neighbourhoods": 5,
    "Wessbury Community Safety Partnership": 1,
}
"""From how many of the partnership's own meetings each was absent, by the files of meetings."""


def paper(root: Path, format: str = "markdown", **asked: Any) -> str:
    """The paper for a board of a partnership."""
    return rendered(make(context(root, "2026-05-01"), Asked(**asked)), format)


def section(page: str, title: str) -> str:
    """What stands under a heading."""
    return page.partition(f"\n## {title}")[2].partition("\n## ")[0].partition("\n")[2].strip()


@pytest.fixture(scope="module")
def told(built_demo: Path) -> str:
    return paper(built_demo)


def test_it_says_what_a_reader_of_the_records_would(told: str) -> None:
    assert section(told, "Summary").split("\n\n")[:3] == SUMMARY
    plain = section(told, "What moved since 24 March 2026").replace("**", "")
    moved = [line.partition("<br>") for line in plain.splitlines() if line.startswith("- ")]
    assert [(head.removeprefix("- "), why) for head, _, why in moved] == [
        (f"{statement}: {path}", why)
        for (statement, (path, when)), (_, _, why) in zip(MOVED.items(), moved, strict=True)
        if why.startswith(f"{when}: ")
    ]
    found: dict[str, set[str]] = {}
    for line in section(told, "Who sees it otherwise").splitlines():
        if line.startswith("- **"):
            found[line.split("**")[1]] = who = set[str]()
        elif line.startswith("  - "):
            who.add(line.removeprefix("  - ").partition(":")[0])
    assert found == APART
    assert NINTH in section(told, "Who sees it otherwise")
    absent = re.findall(r"\*\*(.*?)\*\*: absent from (\d) of", section(told, "Who was missing"))
    assert {name: int(n) for name, n in absent} == MISSING


def test_it_names_what_it_leaves_out_and_where_that_stands(told: str, built_demo: Path) -> None:
    outcomes = section(told, "What difference it made")
    assert outcomes.count("\n- ") + 1 == 6
    assert f"{len(DONE) - 6} more outcomes stand in the full report." in outcomes
    assert "In the full report: " in told
    for named in ("About Wessbury", "Principle by principle", "Meetings"):
        assert f"“{named}”" in told
    assert len(told.encode("utf-8")) < 20_000, "it fits a comment on a forge many times"
    assert len(paper(built_demo, yearly=True, year="2025-26").encode("utf-8")) < 30_000


BANNED = re.compile(
    r"\b(worse|better|regress\w*|slipped|missed|improved?|declin\w*|averages?|scores?|percent)\b|%|as before\)|"
    "all can stand behind",
    re.IGNORECASE,
)


def test_no_phrase_judges_and_no_sentence_of_the_summary_counts_more_than_five_things() -> None:
    judging = [phrase for phrase in in_code() if BANNED.search(str(phrase))]
    assert judging == []
    for sentence in (each for part in SUMMARY for each in part.split("; ")):
        assert len(re.findall(r"\b\d+\b", re.sub(r"\d+ \w+ 20\d\d", "", sentence))) <= 5, sentence


def test_a_chapter_of_the_partnership_stands_for_what_the_records_ask(demo: Path) -> None:
    asked = section(paper(demo), "Decisions asked for")
    assert "Agree what becomes of 2 actions that are past their date" in asked
    file = demo / "report.yaml"
    file.write_text(file.read_text("utf-8").replace("id: for-the-executive", "id: decisions"), "utf-8")
    own = paper(demo)
    assert "past their date (“" not in own
    assert "Agree who answers for the two actions" in section(own, "What the executive is asked")
    assert own.index("## What the executive is asked") < own.index("## Where we are")


def test_where_many_see_it_otherwise_few_are_told_with_their_reasons_and_all_are_named(demo: Path) -> None:
    agencies = ("council", "police", "health", "education", "youth-justice", "voluntary", "homes", "community-safety")
    agreed = ("children-first.action", "children-first.culture", "voice.behaviour", "safer-spaces.behaviour")
    for agency in agencies:
        views = "".join(
            f"  {each}:\n    rating: disagree\n    given: '2026-04-24'\n    because: What {agency} has seen.\n"
            for each in agreed
        )
        (demo / f"views/{agency}.yaml").write_text(f"of: {agency}\nviews:\n{views}", "utf-8")

    page = paper(demo)

    apart = section(page, "Who sees it otherwise")
    assert apart.count(", agreed: ") == 4
    assert [len(re.findall("What .* has seen", each)) for each in apart.split(", agreed: ")[1:]] == [3] * 4
    named = "; ".join(re.findall(r"With reasons that stand in the full report: (.*)\.", apart))
    assert named.count("(Disagree)") == 4 * (len(agencies) - 3)
    assert "In the full report" not in section(paper(demo, length="full"), "Who sees it otherwise")


def test_statements_that_a_paper_has_no_room_for_are_named_by_principle(built_demo: Path) -> None:
    instrument = make(context(built_demo, "2026-05-01"), Asked()).partnership.instrument
    ids = ("trauma.action", "voice.culture", "trauma.culture", "unknown.action")
    assert statements(ids, instrument) == [
        "Recognise and respond to trauma · Action and Culture",
        "Respect the voice, experiences and expertise of children and young people · Culture",
        "unknown.action",
    ]


def test_a_partnership_that_has_just_begun_has_a_short_warm_paper(tmp_path: Path) -> None:
    begun = partnerships.just_begun(tmp_path / "begun")
    page = paper(begun)
    assert "This partnership is at its beginning" in section(page, "Summary")
    assert re.findall(r"^## (.*)", page, flags=re.MULTILINE) == [
        "Summary", "Decisions asked for", "What comes next", "How this was made",
    ]  # fmt: skip
    assert "No date is recorded" not in page
    assert "Nothing is recorded here" not in page
    assert page.count("\n") < 60


def test_a_preliminary_discussion_alone_is_told_with_what_came_of_it(fresh: Path) -> None:
    file = fresh / "preliminary.md"
    said = file.read_text("utf-8").replace("\ngoal:", "\ngoal: To begin with what children tell us.")
    file.write_text(said.replace("\ncommitment:", "\ncommitment: Each agency brings one record."), "utf-8")
    assert "the preliminary discussion has begun" in section(paper(fresh), "Summary")

    file.write_text(file.read_text("utf-8").replace("\ndiscussed:", '\ndiscussed: "2026-03-02"'), "utf-8")
    page = paper(fresh)

    told = section(page, "Summary")
    assert "the preliminary discussion was held on 2 March 2026, and no statement is rated yet." in told
    assert "Its shared goal: To begin with what children tell us." in told
    assert "What it commits to: Each agency brings one record." in told
    assert "preliminary" not in section(page, "Decisions asked for")
    assert "nothing is rated, agreed" not in page


def test_headings_that_nothing_stands_under_are_in_no_report(fresh: Path) -> None:
    assert run("meeting", "new", "First", "--principle", "1", "--date", "2026-03-02", cwd=fresh).returncode == 0

    page = paper(fresh, length="full")
    assert "What makes these discussions" not in page
    assert "\n#### Put children" not in page
    assert "“Preliminary discussion”" in section(page, "How this was made")

    notes = fresh / "preliminary.md"
    notes.write_text(notes.read_text("utf-8").rstrip() + "\n\nSlowly.\n", "utf-8")
    told = section(paper(fresh, length="full"), "Preliminary discussion")
    assert "No date is recorded for it yet." in told
    assert re.findall(r"^###.*", told, flags=re.MULTILINE) == [
        "### Which conversations do we seem, as a partnership, to find harder than others?",
        "#### As leaders, how can we get these conversations unblocked in a strengths-based way?",
    ]


def test_views_alone_are_told_and_no_grid_of_what_is_not_rated(fresh: Path) -> None:
    views = "".join(f"  {each}.action:\n    rating: agree\n    given: '2026-03-05'\n" for each in ("voice", "trauma"))
    (fresh / "views").mkdir(exist_ok=True)
    (fresh / "views/police.yaml").write_text(f"of: police\nviews:\n{views}", "utf-8")

    page = paper(fresh)

    told = "An agency or a group has given its own view of 2 statements that are not rated yet."
    assert told in section(page, "Summary")
    assert "## Where we are" not in page
    assert told not in paper(fresh, edition=PUBLIC, mark=True)


def test_what_was_rated_for_the_first_time_is_told_with_its_reason(tmp_path: Path) -> None:
    begun = partnerships.one_principle(tmp_path / "one", partnerships.just_begun(tmp_path / "begun"))
    page = paper(begun)
    rated = [each for each in section(page, "What moved").splitlines() if "(first rating)" in each]
    assert len(rated) == page.count("(first rating)") >= 1
    assert all("<br>" in each and each.rstrip()[-1] in ".?!" for each in rated)


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        ("We agreed the plan.\n\n<!-- check this with legal -->\n\nNext meeting in May.", True),
        ("Next meeting in May. " + "A long time. " * 50, False),
    ],
)
def test_short_notes_of_the_last_meeting_say_what_comes_next(fresh: Path, notes: str, shown: bool) -> None:
    for day, said in (("2026-02-03", "Earlier."), ("2026-03-03", notes)):
        front = f"---\nid: {day}-met\ndate: '{day}'\ntitle: Met\npresent: [council]\nabsent: [police]\n---\n\n"
        (fresh / f"meetings/{day}-met.md").write_text(front + said + "\n", "utf-8")
    for format in ("markdown", "html"):
        page = paper(fresh, format)
        assert ("Next meeting in May" in page) is shown
        assert "Earlier." not in page
        assert "check this with legal" not in page
    assert "Next meeting in May" not in paper(fresh, edition=PUBLIC, mark=True)


def test_a_year_has_its_parts_and_prompts_in_the_working_edition_alone(built_demo: Path) -> None:
    year = paper(built_demo, yearly=True, year="2025-26")
    public = paper(built_demo, yearly=True, year="2025-26", edition=PUBLIC, mark=True)
    for part in ("What each statutory partner did", "How children, young people and families were heard"):
        assert section(year, part)
        assert section(public, part)
    assert section(year, "Independent scrutiny").startswith("Write here what independent scrutiny said")
    assert section(year, "What reviews recommended").startswith("Write with an action which recommendation")
    assert section(year, "Areas with little or no progress")
    for part in ("Independent scrutiny", "What reviews recommended", "Who sees it otherwise", "Who was missing"):
        assert f"## {part}" not in public, part
    assert "Write here" not in public
    assert "Write with" not in public
    council = section(year, "What each statutory partner did").partition("Wessex Police")[0]
    # Those that the council led and that were open at some time in the year.
    assert "at 11 of 11 meetings, led 7 actions, 5 of them are done" in council.lower()


def test_a_year_tells_each_recommendation_of_a_review_with_the_actions_that_answer_it(demo: Path) -> None:
    said = ("--recommendation", "Rapid review 2025, 2: one contact")
    for action in ("a-3r7y", "a-k6z3"):
        assert run("action", "edit", action, *said, cwd=demo).returncode == 0
    git(demo, "commit", "-qam", "Say which recommendation two actions answer")

    told = [section(paper(demo, yearly=True, year="2026-27", **more), "What reviews recommended") for more in
            ({}, {"length": "full"}, {"edition": PUBLIC, "mark": True})]  # fmt: skip

    for each in told:
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", each)
        assert "Rapid review 2025, 2: one contact" in plain
        assert re.search(r"Replace the three-missed-appointments rule.*: (open|in progress)", plain)
        assert re.search(r"Train and pay six young commissioners.*: in progress, overdue", plain)
    assert run("action", "edit", "a-3r7y", "--recommendation", "", cwd=demo).returncode == 0
    assert "Rapid review" not in (demo / "principles/5-trauma.yaml").read_text("utf-8")


def test_on_paper_it_says_its_marking_once_a_page(built_demo: Path) -> None:
    page = paper(built_demo, "html")
    assert page.count('class="banner"') == 1
    style = lxml.html.document_fromstring(page).xpath("//style")[0].text
    assert style.count('content: "OFFICIAL') == 1
    assert "@page :first { @top-center { content: none; } }" in style


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        ("One sentence.", "One sentence."),
        ("One. Two.", "One. …"),
        ("Is it? It is.", "Is it? …"),
        ("A list:\n\n- the first point. More.\n- another", "A list: …"),
        ("- The first point. More.\n- Another.", "The first point. …"),
        ("It took from 3.5 days to five. Then less.", "It took from 3.5 days to five. …"),
        ("Dr. Smith's role, i.e. The lead's, was new. More.", "Dr. Smith's role, i.e. The lead's, was new. …"),
        ("See no. 4 of the list. More.", "See no. 4 of the list. …"),
        ("They said “enough.” We agreed.", "They said “enough.” …"),
        ("At 9 a.m. Nobody came. More.", "At 9 a.m. Nobody came. …"),
        ("x" * 300, "x" * 240 + " …"),
        ("word " * 100, "word " * 47 + "word …"),
    ],
)
def test_the_first_sentence_of_a_note(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("One sentence.", "One sentence."),
        ("One. Two.", "One. Two."),
        ("CAMHS can show its part. Nobody has asked the walk-in centre.",
         "CAMHS can show its part. Nobody has asked the walk-in centre."),
        ("- One.\n- Two.", "One. Two."),
        ("a" * 20 + ". " + "B" * 230 + ". More.", "a" * 20 + ". …"),
        ("x" * 300, "x" * 240 + " …"),
    ],
)  # fmt: skip
def test_a_reason_is_told_whole_or_marked(text: str, told: str) -> None:
    assert gist(text) == told


def test_outcomes_stand_beside_their_actions_and_actions_below_who_leads(told: str) -> None:
    outcomes = section(told, "What difference it made")
    assert "**Mend the lights at the Interchange" in outcomes or outcomes.count("**: ") == 6
    due = section(told, "What is due and overdue, by who leads")
    assert "- Wessbury Council:\n  - **17 April 2026, overdue:**" in due
    assert "ongoing" not in due


def test_a_first_rating_is_no_move_and_is_said_beside_it(fresh: Path) -> None:
    day = ("--today", "2026-03-03")
    run("meeting", "new", "First", "--principle", "1", "--date", "2026-03-02", "--present", "council", *day, cwd=fresh)
    rated = run("rate", "1.action", "agree", "--because", "Seen.", *day, cwd=fresh)
    assert rated.returncode == 0, rated.stderr
    since, ever = paper(fresh, since="HEAD"), paper(fresh)

    assert section(ever, "What moved").startswith("No rating has moved since it was first agreed.")
    assert section(since, "What moved").startswith("One statement was newly rated; no rating from before moved.")
    told = section(since, "Summary")
    assert told.startswith("1 of 24 statements is rated: 1 on the side of agreement; 1 statement was newly rated since")
    assert ", and no rating from before has moved." in told
    assert "1 meeting has been held; it does not record yet that children" in told

    heard = run("meeting", "heard", "2026-03-02", "Young advisers", *day, cwd=fresh)
    assert heard.returncode == 0, heard.stderr
    assert "were heard for it, last on 2 March 2026" in section(paper(fresh), "Summary")
