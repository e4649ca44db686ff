"""What a partnership wants its reports to look like: read from disk and from commits, tolerant of what is no use."""

import json
from pathlib import Path

import pytest

from reflectctl import resources
from reflectctl.documents.document import read_document
from reflectctl.loading.load import load, load_pair
from reflectctl.loading.report_config import MOST_CHAPTERS, MOST_SECTIONS, layout
from reflectctl.loading.schema import Schemas
from reflectctl.model.instrument import Instrument
from reflectctl.model.report_config import EDITIONS, KNOWN, PARTNER, PUBLIC, Chapter, Front, Layout
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.commits import GitTree
from reflectctl.storage.disk import WorkTree
from reflectctl.storage.git import Git

from ..conftest import git, run
from ..rules.test_cases import CASES, TODAY, diagnosed, lay

FULL = """\
title: Our year together
classification: OFFICIAL, for partners
introduction: |
  Seven agencies met *five times*.
sections: [summary, our-area, standing]
chapters:
  - id: our-area
    title: Our area
    text: |
      Two towns.
  - id: thanks
    title: Thank you
    edition: public
editions:
  public:
    title: For everybody
    sections:
      - thanks
      - scale
  partner:
"""


def laid_out(text: str) -> Layout:
    document = read_document("report.yaml", text.encode())
    assert document.found == ()
    return layout(document)


def test_everything_that_the_file_says_is_read() -> None:
    told = laid_out(FULL)
    assert told == Layout(
        Front(
            "Our year together",
            "OFFICIAL, for partners",
            "Seven agencies met *five times*.",
            ("summary", "our-area", "standing"),
        ),
        (Chapter("our-area", "Our area", "Two towns."), Chapter("thanks", "Thank you", "", PUBLIC)),
        {PUBLIC: Front("For everybody", "", "", ("thanks", "scale"))},
    )
    assert str(told.chapters[1].where.at("edition")) == "report.yaml:13:14"
    assert str(told.where.at("editions", "public", "sections", 1)) == "report.yaml:19:9"


def test_an_edition_has_what_is_its_own_and_else_what_holds_for_all() -> None:
    told = laid_out(FULL)
    assert told.of(PUBLIC) == Front(
        "For everybody", "OFFICIAL, for partners", "Seven agencies met *five times*.", ("thanks", "scale")
    )
    assert told.of(PARTNER) == told.front
    assert [chapter.id for chapter in told.chapters_of(PARTNER)] == ["our-area"]


HOSTILE = {
    "a list": "- summary\n",
    "a word": "summary\n",
    "keys of another kind": "title: [a]\nclassification: 1\nintroduction: {a: b}\nsections: summary\n"
                            "chapters: x\neditions: 2\n",
    "entries of another kind": "sections: [1, {a: b}, [c], true, '', ~]\nchapters: [1, a, ~, [b], {id: 3}, {id: ''}]\n",
    "editions of another kind": "editions: {public: [a], partner: text, board: {title: For the board}}\n",
    "nothing": "title:\nclassification:\nintroduction:\nsections:\nchapters:\neditions:\n",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_used_is_left_out(text: str) -> None:
    assert laid_out(text) == Layout()


def test_a_section_that_is_listed_twice_stands_once() -> None:
    assert laid_out("sections: [scale, summary, scale]\n").front.sections == ("scale", "summary")


def test_a_chapter_without_a_title_is_called_by_its_id() -> None:
    assert laid_out("chapters: [{id: our-area, title: 3}]\n").chapters == (Chapter("our-area", "our-area"),)


@pytest.mark.parametrize("said", ["", "edition:", "edition: ''", "edition: ' '"])
def test_a_chapter_that_names_no_edition_stands_in_both(said: str) -> None:
    (chapter,) = laid_out(f"chapters:\n  - id: our-area\n    {said}\n").chapters
    assert chapter.edition == ""


@pytest.mark.parametrize(
    "said",
    ["edition: partners", "edition: Public", "edition: [public]", "edition: false", "edition: {}", "editon: partner",
     "Edition: partner"],
)  # fmt: skip
def test_a_chapter_whose_edition_is_misspelt_is_kept_from_what_may_be_published(said: str) -> None:
    (chapter,) = laid_out(f"chapters:\n  - id: our-area\n    {said}\n").chapters
    assert chapter.edition == PARTNER


# ---- one of the partnership's files ----------------------------------------------------------------------------


def test_a_partnership_without_the_file_is_as_before(tmp_path: Path) -> None:
    loaded = load(WorkTree(lay(tmp_path)))
    assert "report.yaml" not in loaded.documents
    assert loaded.partnership.layout == Layout()


def test_the_file_is_read_from_disk_and_from_a_commit_and_not_for_a_comparison(tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / "report.yaml").write_text(FULL, encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    (root / "report.yaml").write_text(FULL.replace("Our year", "Our second year"), encoding="utf-8")

    now = WorkTree(root)
    commit = git(root, "rev-parse", "HEAD").strip()
    then = GitTree(Git(root), "", commit, "HEAD")
    assert "report.yaml" in then.paths()
    assert load(then).partnership.layout == laid_out(FULL)
    assert load_pair(then, now)[1].partnership.layout == Layout()
    assert "report.yaml" in now.paths()
    assert load(now).partnership.layout.front.title == "Our second year together"


def test_what_reports_look_like_is_no_change_and_its_mistakes_are_for_validate(demo: Path) -> None:
    (demo / "report.yaml").write_text("title: [\n", encoding="utf-8")
    told = run("diff", "--exit-code", cwd=demo)
    assert (told.returncode, told.stdout) == (0, ""), told.stderr
    checked = run("validate", "report.yaml", cwd=demo)
    assert checked.returncode == 1
    assert "report.yaml:" in checked.stdout
    assert "[yaml-syntax]" in checked.stdout


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text("title: Elsewhere\n", encoding="utf-8")
    root = lay(tmp_path / "here")
    (root / "report.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    loaded = load(WorkTree(root))
    assert loaded.partnership.layout == Layout()
    assert [(each.rule, each.location.path) for each in loaded.found] == [("unreadable-file", "report.yaml")]


# ---- its schema and its rules ----------------------------------------------------------------------------------


def test_the_schema_names_the_sections_and_the_editions_that_there_are() -> None:
    schema = resources.schema("report")
    properties = schema["properties"]
    for node in (properties["sections"], schema["$defs"]["front"]["properties"]["sections"]):
        assert [id for id in KNOWN if id not in node["description"]] == []
    assert sorted(each["bodyText"] for each in schema["$defs"]["section"]["defaultSnippets"]) == sorted(KNOWN)
    assert schema["$defs"]["chapter"]["properties"]["edition"]["enum"] == [*EDITIONS, None]
    assert sorted(properties["editions"]["properties"]) == sorted(EDITIONS)
    assert schema["$defs"]["sections"]["maxItems"] == MOST_SECTIONS
    assert properties["chapters"]["maxItems"] == MOST_CHAPTERS
    page = (Path(__file__).parents[2] / "docs/reports.md").read_text("utf-8")
    assert [id for id in KNOWN if f"\n| `{id}` " not in page] == []


def test_schema_prints_it_and_init_lays_it_beside_the_files(fresh: Path) -> None:
    printed = run("schema", "report", cwd=fresh)
    assert json.loads(printed.stdout) == resources.schema("report")
    assert json.loads((fresh / ".reflectctl/schema/report.schema.json").read_text("utf-8")) == resources.schema(
        "report"
    )
    assert not (fresh / "report.yaml").exists()
    assert "`report.yaml`" in (fresh / "README.md").read_text("utf-8")


SAID = {
    # case: a part of the message, a part of the hint
    "unknown-section/dirty": ("`standings` is neither a section", "Did you mean `standing`?"),
    "unknown-section/dirty-chapter": ("`our-aera` is neither", "Did you mean `our-area`?"),
    "unknown-section/dirty-chapter-of-the-other-edition": (
        "`what-agencies-think` is kept for the partner edition, so the public edition does not have it",
        "Take it out of this list",
    ),
    "chapter-left-out/dirty": ("The chapter `our-area` stands in no report", "`sections`"),
    "repeated-id/dirty-chapter": ("another chapter already, at report.yaml:3:9", "another id"),
    "repeated-id/dirty-chapter-and-section": ("`principles` belongs to a section", "`our-principles`"),
}


@pytest.mark.parametrize(("case", "words"), SAID.items(), ids=SAID)
def test_a_finding_says_what_was_found_and_what_to_do(case: str, words: tuple[str, str], tmp_path: Path) -> None:
    (told,) = diagnosed(tmp_path, CASES / case)
    assert words[0] in told.message
    assert words[1] in told.hint


MISTAKES = {
    # what is misspelt: the text, the one rule that tells it
    "a chapter in a list": ("sections: [our-aera]\nchapters: [{id: our-area, title: Our area}]\n", "unknown-section"),
    "the list of chapters": ("sections: [our-area]\nchaptres: [{id: our-area, title: Our area}]\n", "unknown-key"),
    "a chapter's key": ("sections: [our-area]\nchapters: [{idd: our-area, title: Our area}]\n", "unknown-key"),
    "a chapter's id": ("sections: [our-area]\nchapters: [{id: Our area, title: Our area}]\n", "wrong-form"),
    "the list of sections": ("sectoins: [our-area]\nchapters: [{id: our-area, title: Our area}]\n", "unknown-key"),
    "sections of another kind": (
        "sections: our-area\nchapters: [{id: our-area, title: Our area}]\neditions: {public: {sections: [scale]}}\n",
        "wrong-type",
    ),
    "a chapter's edition": (
        "chapters: [{id: thanks, title: Thank you, edition: publik}]\neditions: {public: {sections: [thanks]}}\n",
        "unknown-value",
    ),
    "the key of a chapter's edition": (
        "chapters: [{id: thanks, title: Thank you, editon: public}]\neditions: {public: {sections: [thanks]}}\n",
        "unknown-key",
    ),
    "an edition": (
        "sections: [scale]\nchapters: [{id: thanks, title: Thank you}]\neditions: {publik: {sections: [thanks]}}\n",
        "unknown-key",
    ),
    "a chapter that stands twice and in no list": (
        "sections: [scale]\nchapters: [{id: thanks, title: A}, {id: thanks, title: B}]\n",
        "chapter-left-out repeated-id",
    ),
}


@pytest.mark.parametrize(("text", "rule"), MISTAKES.values(), ids=MISTAKES)
def test_one_mistake_is_one_finding(text: str, rule: str, tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / "report.yaml").write_text(text, encoding="utf-8")
    assert sorted(each.rule for each in check(load(WorkTree(root)), Moment(TODAY))) == rule.split()


def test_lists_that_are_far_too_long_are_told_once_each_and_read_no_further(tmp_path: Path) -> None:
    root = lay(tmp_path)
    words = [f"{'x' * 70}-{number}" for number in range(500)]
    chapters = "".join(f"  - id: {word}\n    title: {word}\n" for word in words[:100])
    text = f"sections: [{', '.join(reversed(words))}]\nchapters:\n{chapters}"
    (root / "report.yaml").write_text(text, encoding="utf-8")
    loaded = load(WorkTree(root))
    layout = loaded.partnership.layout
    assert (len(layout.front.sections), len(layout.chapters)) == (MOST_SECTIONS, MOST_CHAPTERS)
    found = check(loaded, Moment(TODAY))
    assert [each.rule for each in found] == ["too-long", "too-long"]


def test_a_text_of_another_kind_is_told_by_the_schema_of_the_file_alone() -> None:
    document = read_document("report.yaml", b"introduction: [a]\n")
    (found,) = Schemas(Instrument()).check("report", document)
    assert (found.rule, str(found.location)) == ("wrong-type", "report.yaml:1:15")
