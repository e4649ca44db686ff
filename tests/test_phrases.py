"""The catalogue of what reports say of their own accord is whole, and nothing that tells one has words beside it."""

import ast
import re

import pytest
import yaml

from reflectctl.loading.messages import catalogue
from reflectctl.model.messages import fits
from reflectctl.render import translation_file
from reflectctl.tell.prose import _SHORTENED
from tests import phrases as written

# The catalogue


def test_the_catalogue_is_what_the_code_says() -> None:
    assert written.CATALOGUE.read_text("utf-8") == written.text(), "Run `python -m tests.phrases`."
    assert catalogue() == written.in_code()


def test_every_phrase_has_the_places_of_all_its_forms() -> None:
    for english, said in catalogue().items():
        forms = {"": said} if isinstance(said, str) else said
        for form, text in forms.items():
            assert fits(english, form, text), (english, form)
            assert text == text.strip()
            assert "  " not in text


def test_every_note_is_a_note_of_a_phrase() -> None:
    assert set(translation_file.NOTES) <= set(catalogue())


def test_a_catalogue_filled_in_is_read_as_it_was_written() -> None:
    said = {
        "Summary": "“Crynodeb”: 'y' \\ \"cyfan\" – ŵ",
        "{n} statements": {"0": "dim", "other": "{n} # datganiad"},
        "gone": "x",
    }
    book = translation_file.written("cy", catalogue(), said)

    read = yaml.safe_load(book)
    assert read["language"] == "cy"
    assert {key: value for key, value in read["phrases"].items() if isinstance(value, str)} == {
        "Summary": said["Summary"],
        "gone": "x",
    }
    assert read["phrases"]["{n} statements"] == {
        "0": "dim",
        **dict.fromkeys(("zero", "one", "two", "few", "many")),
        "other": "{n} # datganiad",
    }
    assert set(read["phrases"]) == {*catalogue(), "gone"}


# No words beside it

REPORT = sorted(path.relative_to(written.SOURCE).as_posix()[:-3] for path in written.SOURCE.glob("tell/report/*.py"))
TELLERS = (
    *REPORT,
    *(
        "render/report_markdown",
        "tell/charts",
        "render/charts",
        "tell/prose",
        "tell/i18n",
        "tell/agenda",
        "tell/minutes",
        "tell/papers",
    ),
    *(
        "tell/diff",
        "tell/diff_sentences",
        "tell/diff_summary",
        "tell/diff_lines",
        "tell/diff_members",
        "tell/diff_actions",
        "tell/diff_agreed",
        "tell/diff_ways",
    ),
)
"""The modules that a report is told by. `prose`, `svg` and `escape` have no words of their own."""

_WORD = re.compile(r"[^\W\d_]{2,}")
PLACING = ("place", "at", "to")
"""The functions that name a place in a page."""

_TAG = re.compile(r"<[^<>]*>?")

NO_WORDS = {
    # What names a place in a page, the parts of a source, the values that a pack may have for its wording.
    "tell/report/board": {
        *("nothing-planned", "begun-and-not-rated", "goal-without-action", "without-a-date", "outcome-not-told"),
    },
    "tell/report/facts": {"meeting", "principle", "action", "statement", "section", r"[^A-Za-z0-9_.-]+"},
    "tell/report/moved": {"time-"},
    "tell/report/plans": {"readiness"},
    "tell/report/provenance": {
        *("title", "publisher", "note", "restated", "published", "local"),
        *("reflectctl ", "reflectctl report --verify FILE"),
    },
    "tell/report/yearly": {"reflectctl action edit ACTION --recommendation TEXT"},
    "tell/report/report": {
        *("nothing", "prompt", "length", "chapter", "section", "classification"),
    },
    "tell/agenda": {"item-", "lead", "meetings/", "views/", ".yaml", "points"},
    "tell/minutes": {
        *("room", "heard", "agreed", "points", "actions", "told", "notes", "part-", "principles/"),
    },
    "tell/papers": {
        *("en", "partnership.yaml", "classification", "length", "provenance", "section-provenance"),
        r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}\Z",
    },
    # What may be left out.
    "tell/report/spare": {"reasons", "sources", "opening", "points", "notes"},
    # How a part of a picture is drawn.
    "tell/charts": {"overdue", "going", "open", "day", "rating", "first", "last"},
    # Where words stand to their place, and how a part is filled.
    "render/charts": {
        *("start", "middle", "end", "none", "unclear", "strips", "statements", "rows"),
        *("done", "going", "soon", "overdue", "dropped"),
    },
    # What is no end of a sentence in English.
    "tell/prose": {_SHORTENED.pattern},
    # The ids of texts, the kinds of what is told, and the roles of blocks.
    "tell/diff": {
        *("summary", "story", "full", "carried", "turn", "unread", "discussed", "notes"),
        *("changes", "meetings", "wording", "agencies", "preliminary", "partnership"),
    },
    "tell/diff_actions": set(),
    # What is never said, as it holds for every change.
    "tell/diff_agreed": {"a change has a side"},
    "tell/diff_ways": set(),
    "tell/diff_sentences": {
        *("goal", "measure", "commitment", "discussed", "notes", "readiness goal", "readiness measure"),
        *("date", "title", "principles", "present", "absent", "heard", "title)", "meaning)"),
    },
    "tell/diff_lines": {
        *("ratings", "discussed", "goal", "commitment", "notes", "readiness goal", "readiness measure", "measure"),
    },
    "tell/diff_summary": {
        *("ratings", "views", "reflections", "sources", "actions", "plans", "meetings", "wording", "agencies"),
        *("preliminary", "partnership"),
    },
    "tell/i18n": {"figures", "number", "said"},
}
"""The texts of the code that are no words for people, or are read by programs only."""


def bare(source: str) -> set[str]:
    """The texts of a module that stand outside of any phrase and have a word of two letters or more."""
    tree = ast.parse(source)
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := written.saying(node)):
            inside.update(node.args[: written.SAYING[name]])
        elif isinstance(node, ast.Expr):
            inside.add(node.value)
        elif isinstance(node, ast.keyword) and node.arg == "role":
            inside.update(ast.walk(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PLACING:
            inside.update(node.args)
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
            inside.update(ast.walk(node.annotation))
        elif isinstance(node, ast.FunctionDef) and node.returns:
            inside.update(ast.walk(node.returns))
    texts = (each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and each not in inside)
    return {text for text in texts if isinstance(text, str) and _WORD.search(_TAG.sub("", text))}


@pytest.mark.parametrize("module", TELLERS)
def test_no_module_that_tells_a_report_has_words_outside_of_phrases(module: str) -> None:
    found = bare((written.SOURCE / f"{module}.py").read_text("utf-8"))
    assert found == NO_WORDS.get(module, set())


@pytest.mark.parametrize(
    "source",
    [
        'x = "No date"',
        'x = day or f"on {day}"',
        'say(title, day="an earlier moment")',
        'TABLE = {1: "Open"}',
        'f"{n} more"',
    ],
)
def test_words_outside_of_phrases_are_found(source: str) -> None:
    assert len(bare(source)) == 1
