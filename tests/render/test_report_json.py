"""A report as JSON: it keeps to its schema and says what the report says, whatever stands in the files."""

import json
from pathlib import Path

import jsonschema

from reflectctl import resources
from reflectctl.analysis.report import compose
from reflectctl.loading.load import load
from reflectctl.model.report import Recipe, Report
from reflectctl.render import seal
from reflectctl.render.answers import report as answers
from reflectctl.render.json import written
from reflectctl.render.report_markdown import report as markdown

from ..conftest import run
from .test_report_pages import DAY, FILES, HOSTILE, PROVENANCE, Files, made


def read(shown: str) -> dict:
    answer = json.loads(shown)
    jsonschema.Draft202012Validator(resources.schema("output-report")).validate(answer)
    assert list(answer)[:2] == ["format", "kind"]
    assert list(answer)[-2:] == ["recipe", "fingerprint"]
    assert answer["fingerprint"] != "0" * 64
    return answer


def told(report: Report) -> str:
    """The report as the command writes it."""
    return seal.put(written(answers.report_of(report)))


def test_a_report_says_in_json_what_is_recorded():
    answer = read(told(made(FILES)))

    counted = {
        "statements": 24,
        "rated": 2,
        "principles": 8,
        "begun": 1,
        "meetings": 1,
        "group_meetings": 0,
        "unread": 0,
    }
    assert answer["coverage"] == counted
    [action, behaviour, culture] = answer["principles"][0]["statements"]
    assert (action["rating"], action["agreed"], action["dissent"]) == ("agree", "2026-03-12", ["police"])
    assert [view["rating_title"] for view in action["views"]] == ["Agree", "Disagree", "Could not say"]
    assert behaviour["rating_title"] == "Neither agree nor disagree"
    assert culture["rating"] is None
    assert answer["overdue"] == ["a-7k3f"]
    assert answer["since"] is answer["changes"] is None
    assert answer["meetings"][0]["notes"].startswith("## What we heard")


def test_what_moved_is_told_in_sentences():
    before = FILES | {"principles/children-first.yaml": "principle: children-first\n"}
    answer = read(told(made(FILES, before)))

    assert answer["since"]["name"] == "2025-10-28"
    assert "Newly rated: Agree." in [change["sentence"] for change in answer["changes"]]


def test_a_paper_for_a_board_is_in_json_as_people_read_it():
    report = made(FILES)
    in_short, in_full = (report._replace(recipe=report.recipe._replace(length=each)) for each in ("board", "full"))

    said = read(told(in_short))["paper"]

    assert [each["id"] for each in said[:3]] == ["summary", "decisions", "standing"]
    page = markdown(in_short)
    assert "\n\n".join(f"## {each['title']}\n\n{each['text']}" for each in said) in page
    assert read(told(in_full))["paper"] is None


def test_every_edition_and_period_keeps_to_the_schema(built_demo: Path, fresh: Path):
    public = read(run("report", "--format=json", "--edition=public", "--since=2025-10-28", cwd=built_demo).stdout)
    year = read(run("report", "yearly", "--year=2025-26", "--format=json", cwd=built_demo).stdout)
    empty = read(run("report", "--format=json", cwd=fresh).stdout)

    assert not any(each["views"] or each["reflections"] for p in public["principles"] for each in p["statements"])
    assert public["courses"]
    assert year["period"] == {"year": "2025-26", "start": "2025-04-01", "until": "2026-03-31"}
    assert empty["coverage"]["rated"] == 0


def test_hostile_text_stays_data():
    for hostile in HOSTILE:
        quoted = json.dumps(hostile)
        files = FILES | {
            "partnership.yaml": f"name: {quoted}\narea: {quoted}\nagencies: [{{id: {quoted}, name: {quoted}}}]\n",
            "principles/one.yaml": f"principle: children-first\nassessments: {{action: {{because: {quoted}}}}}\n",
        }
        report = compose(load(Files(files)).partnership, recipe=Recipe(DAY), provenance=PROVENANCE)
        shown = told(report)
        read(shown)
        assert shown == told(report)
        assert shown.isprintable() or not set(shown) & set(map(chr, [*range(9), *range(11, 32), 0x202E, 0xFEFF]))
