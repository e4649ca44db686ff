"""What a partnership's reports say in its own words: read tolerantly, and told where it cannot be used."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reflectctl import resources
from reflectctl.documents.document import read_document
from reflectctl.loading.load import load
from reflectctl.loading.messages import LONGEST, MOST, catalogue, phrases
from reflectctl.loading.schema import Schemas
from reflectctl.model.instrument import Instrument
from reflectctl.model.messages import COUNTS, NO_PHRASES, Phrases, Written, fill, fits, places
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.disk import WorkTree

from ..rules.test_cases import CASES, TODAY, diagnosed, lay


def read(text: str) -> Phrases:
    return phrases(read_document("content/phrases.yaml", text.encode()), "ga")


def test_what_the_file_says_is_read() -> None:
    told = read((CASES / "unknown-phrase/clean/content/phrases.yaml").read_text("utf-8"))
    assert told.language == "cy"
    assert told.said == {
        "Summary": "Crynodeb",
        "as of {day}": "ar {day}",
        "{day} {month} {year}": "{day} {month} {year}",
        "Agreed on {day} at {meeting}.": "Cytunwyd yn {meeting} ar {day}.",
        "{n} statements": "{n} datganiad",
        "{n} meetings have been held": {
            "0": "ni chynhaliwyd cyfarfod",
            "one": "cynhaliwyd un cyfarfod",
            "2": "cynhaliwyd {number} gyfarfod",
            "other": "cynhaliwyd {n} cyfarfod",
        },
    }


@pytest.mark.parametrize(
    "said",
    [
        "heddiw",
        "'{day} {day}'",
        "'{day} {month}'",
        "'{Day}'",
        "''",
        "' '",
        "",
        "7",
        "[ar, '{day}']",
        "{one: '{day}'}",
        "{other: }",
        "{other: heddiw}",
        "{other: [a]}",
        f"'{{day}}{'x' * LONGEST}'",
    ],
)
def test_what_cannot_be_used_is_left_out(said: str) -> None:
    assert read(f'language: cy\nphrases:\n  "as of {{day}}": {said}\n').said == {}


@pytest.mark.parametrize("text", ["", "language: cy\n", "- a\n", "phrases: none\n", "phrases: [a]\n", "7\n", "a: [\n"])
def test_a_file_that_says_nothing_says_nothing(text: str) -> None:
    told = read(text)
    assert (told.language, told.said) == ("", {})


def test_a_form_that_cannot_be_used_leaves_the_others() -> None:
    told = read('language: cy\nphrases: {"{n} days": {"2": "{dau}", "3": tri diwrnod, other: "{n} diwrnod"}}\n')
    assert told.said == {"{n} days": {"3": "tri diwrnod", "other": "{n} diwrnod"}}
    assert Written("{n} days", "2", "{dau}") in told.written


def test_phrases_that_name_no_language_are_in_that_of_the_content() -> None:
    assert read("phrases: {Summary: Achoimre}\n").language == "ga"
    assert read("phrases: {}\n").language == ""


def test_a_blank_that_does_not_break_is_kept_and_lines_are_joined() -> None:
    told = read('phrases:\n  Summary: "a\u00a0b"\n  Because: |\n    dwy\n    linell\n')
    assert told.said == {"Summary": "a\u00a0b", "Because": "dwy linell"}


def test_a_list_that_is_far_too_long_is_read_no_further() -> None:
    many = "".join(f'  "phrase {n}": x\n' for n in range(MOST + 50))
    assert len(read(f"language: cy\nphrases:\n{many}").said) == MOST


def test_a_partnership_has_them_and_is_otherwise_the_same(tmp_path: Path) -> None:
    plain = load(WorkTree(lay(tmp_path / "plain"))).partnership
    root = lay(tmp_path / "spoken", CASES / "unknown-phrase/clean")
    spoken = load(WorkTree(root)).partnership
    assert plain.instrument.phrases == NO_PHRASES
    assert spoken.instrument.phrases.said["Summary"] == "Crynodeb"
    assert spoken.instrument._replace(phrases=NO_PHRASES) == plain.instrument
    (root / "content/phrases.yaml").write_text("phrases: [\n", "utf-8")
    broken = load(WorkTree(root))
    assert broken.partnership.instrument.phrases.said == {}
    assert {each.rule for each in check(broken, Moment(TODAY))} == {"yaml-syntax"}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text("language: cy\nphrases: {Summary: Crynodeb}\n", encoding="utf-8")
    root = lay(tmp_path / "here")
    (root / "content/phrases.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    loaded = load(WorkTree(root))
    assert loaded.partnership.instrument.phrases.said == {}
    assert [(each.rule, each.location.path) for each in loaded.found] == [("unreadable-file", "content/phrases.yaml")]


# The catalogue


def test_the_shipped_catalogue_is_a_file_of_phrases_itself() -> None:
    document = read_document("content/phrases.yaml", resources.english())
    assert document.found == ()
    assert Schemas(Instrument()).check("phrases", document) == []
    assert phrases(document, "").language == "en"


def test_the_whole_catalogue_in_another_language_has_no_findings(tmp_path: Path) -> None:
    root = lay(tmp_path)
    said = {**yaml.safe_load(resources.english()), "language": "cy"}
    (root / "content/phrases.yaml").write_text(json.dumps(said), "utf-8")
    assert check(load(WorkTree(root)), Moment(TODAY)) == []


# Places


def test_places_are_names_in_braces_and_nothing_else() -> None:
    assert places("{day} {a.b} {0} {} {{n}} {Day} {a_b} {day!r} {day:>9}") == ("day", "n", "a_b")
    assert fill("{a}{b}{a}", {"a": "{b}", "b": "{a}"}) == "{b}{a}{b}"


@pytest.mark.parametrize(
    ("english", "form", "text", "does"),
    [
        ("{n} days", "other", "{n} diwrnod", True),
        ("{n} days", "other", "{number} diwrnod", True),
        ("{n} days", "other", "diwrnod", False),
        ("{n} days", "other", "{n} {number}", False),
        ("{n} days", "one", "diwrnod", True),
        ("{n} days", "2", "dau ddiwrnod", True),
        ("{n} days", "", "{n} diwrnod", True),
        ("{n} days", "", "{number} diwrnod", False),
        ("{agencies} hold it", "other", "{agencies}", True),
        ("{agencies} hold it", "2", "y ddwy", False),
        ("{n} of {of}", "", "{of}: {n}", True),
    ],
)
def test_a_text_fits_a_phrase_that_has_the_same_places(english: str, form: str, text: str, does: bool) -> None:
    assert fits(english, form, text) == does


TEXTS = st.lists(
    st.sampled_from(["{n}", "{number}", "{day}", "{Day}", "{", "}", " ", "a", "{day.x}", "{0}", "{{n}}"])
).map("".join)
FORMS = st.sampled_from(["", "one", "other", "0", "2", "12"])


@given(TEXTS, FORMS, TEXTS)
def test_whatever_fits_a_phrase_can_be_filled_with_what_the_phrase_is_filled_with(
    english: str, form: str, text: str
) -> None:
    values = dict.fromkeys((*places(english), *(COUNTS if form else ())), "{x}")
    if fits(english, form, text):
        assert fill(text, values).count("{x}") == len(places(text))


SAID = {
    # case: a part of the message, a part of the hint
    "unknown-phrase/dirty": ("No report says “Sumary”.", "Did you mean “Summary”?"),
    "unknown-phrase/dirty-said-of-one": ("“{n} statement”", "Did you mean “{n} statements”?"),
    "unknown-phrase/dirty-unlike-any": ("“Llawenydd mawr”", "`reflectctl content phrases`"),
    "phrase-places/dirty": ("has the place {dydd}, which the phrase has not", "Did you mean {day}?"),
    "phrase-places/dirty-missing": ("has not the place {day}", "Put {day} where"),
    "phrase-places/dirty-twice": ("has the place {day} twice", "as often as the phrase does"),
    "phrase-places/dirty-of-a-number": ("has the place {nifer}", "Did you mean {number}?"),
    "phrase-places/dirty-number-missing": ("has not the place {n}", "Put {n} where"),
    "phrase-places/dirty-other-missing": ("Nothing is said for “{n} meetings have been held” under `other`", "`other`"),
    "phrase-places/dirty-counts-nothing": ("“Summary” counts nothing", "Write one text"),
    "phrase-places/dirty-blank": ("is empty", "it is said in English"),
    "phrase-places/dirty-in-words": ("has the place {number}, which the phrase has not", "{n}"),
}


@pytest.mark.parametrize(("case", "words"), SAID.items(), ids=SAID)
def test_a_finding_says_what_was_found_and_what_to_do(case: str, words: tuple[str, str], tmp_path: Path) -> None:
    (told,) = diagnosed(tmp_path, CASES / case)
    assert words[0] in told.message
    assert words[1] in told.hint


def test_without_phrases_the_catalogue_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(WorkTree(lay(tmp_path)))
    monkeypatch.setattr(resources, "english", lambda: pytest.fail("The catalogue was read."))
    assert check(loaded, Moment(TODAY)) == []


def test_every_phrase_of_the_catalogue_is_said_under_itself() -> None:
    assert all(said == english for english, said in catalogue().items() if isinstance(said, str))
    forms = {english: said for english, said in catalogue().items() if not isinstance(said, str)}
    assert all(said.get("other", said.get("alone")) == english for english, said in forms.items())


@pytest.mark.parametrize("page", ["phrases", "formats"])
def test_the_example_of_the_docs_has_no_findings(page: str, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / f"docs/{page}.md").read_text("utf-8")
    example = next(each for each in text.split("```yaml\n")[1:] if "phrases.schema.json" in each).split("```")[0]
    root = lay(tmp_path)
    (root / "content/phrases.yaml").write_text(example, "utf-8")
    loaded = load(WorkTree(root))
    assert check(loaded, Moment(TODAY)) == []
    assert len(loaded.partnership.instrument.phrases.said) >= 3
