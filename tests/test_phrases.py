"""The catalogue of what reports say of their own accord is whole, and nothing that tells one has words beside it."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from jinja2 import nodes

from reflectctl.loading.messages import catalogue
from reflectctl.model.messages import fits
from reflectctl.render import translation_file
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

TELLERS = (
    *("tell/report", "render/report_markdown", "render/report_html", "tell/charts", "render/charts", "tell/prose"),
    *("tell/i18n", "tell/report_parts", "tell/diff", "tell/diff_sentences", "tell/diff_summary"),
)
"""The modules that a report is told by. `prose`, `svg` and `escape` have no words of their own."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"<[^<>]*>?")

NO_WORDS = {
    # What names a place in a page, the parts of a source, the values that a pack may have for its wording.
    "tell/report": {
        *("action", "chapter", "meeting", "plan", "principle", "readiness", "section", "statement", "views"),
        *("title", "publisher", "note", "restated", "published", "local"),
        *("en", r"[^A-Za-z0-9_.-]+", r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}\Z", "reflectctl "),
    },
    # What says how a report is made again is read back by `seal`; a command is typed as it is; what may be left out.
    "render/report_markdown": {
        *("- Recipe: `", "`\n- Fingerprint: `", "`reflectctl report --verify FILE`", "utf-8"),
        *("notes", "opening", "points", "reasons", "rooms", "sources"),
    },
    "render/report_html": {r"[^A-Za-z0-9 ]", "html", "report.html.j2"},
    # What names a place in a page, and how a part of a picture is drawn.
    "tell/charts": {
        *("actions", "meetings", "moved", "picture", "time-"),
        *("done", "dropped", "going", "open", "overdue"),
        *("day", "rating"),
    },
    # Lengths, and where words stand to their place; all else are classes of the stylesheet.
    "render/charts": {
        *("0.5em", "0.6em", "1.3em", "1.6em", "1em", "start", "middle", "translate("),
        *("name", "patterns", "segments"),
    },
    # English plurals of what is said in English alone.
    "tell/prose": {"aeiou", "ies", "Recording"},
    # The ids of texts, the kinds of what is told, and the roles of blocks.
    "tell/diff": {
        *("summary", "story", "full", "carried", "turn", "unread", "discussed", "notes"),
        *("headline", "moments", "chapter", "topics", "changes"),
        *("meetings", "wording", "agencies", "preliminary", "partnership"),
    },
    "tell/diff_sentences": {
        *("goal", "measure", "commitment", "discussed", "notes", "readiness goal", "readiness measure"),
        *("date", "title", "principles", "present", "absent", "heard", "title)", "meaning)"),
    },
    "tell/diff_summary": {
        *("ratings", "views", "reflections", "sources", "actions", "plans", "meetings", "wording", "agencies"),
        *("preliminary", "discussed", "goal", "commitment", "notes", "readiness goal", "readiness measure", "measure"),
        *("new", "gone", "changed", "partnership"),
    },
    "tell/i18n": {"number", "said"},
    "tell/report_parts": {"rated", "unrated", "unsure"},
}
"""The texts of the code that are no words for people, or are read by programs only."""

CLASSES = {*re.findall(r"\.([a-z]+)", (written.TEMPLATES / "pictures.css").read_text("utf-8"))}


def bare(source: str) -> set[str]:
    """The texts of a module that stand outside of any phrase and have a word of two letters or more."""
    tree = ast.parse(source)
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := written.saying(node)):
            inside.update(node.args[: written.SAYING[name]])
        elif isinstance(node, ast.Expr):
            inside.add(node.value)
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
            inside.update(ast.walk(node.annotation))
        elif isinstance(node, ast.FunctionDef) and node.returns:
            inside.update(ast.walk(node.returns))
    texts = (each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and each not in inside)
    return {text for text in texts if isinstance(text, str) and _WORD.search(_TAG.sub("", text))}


@pytest.mark.parametrize("module", TELLERS)
def test_no_module_that_tells_a_report_has_words_outside_of_phrases(module: str) -> None:
    found = bare((written.SOURCE / f"{module}.py").read_text("utf-8"))
    if module == "render/charts":
        found = {text for text in found if not {*re.findall("[a-z]+", text)} <= {*CLASSES, "at"}}
    assert found == NO_WORDS[module]


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


TEMPLATES = sorted(
    path for path in written.TEMPLATES.rglob("*.j2") if path.name.startswith("report") or path.parent.name == "report"
)

SHOWN = ("title", "aria-label", "alt", "placeholder", "data-name")
"""The attributes that a reader sees or hears."""

ONLY_READ_BY_PROGRAMS = {"Recipe", "Fingerprint", "reflectctl report --verify FILE"}


class Words(HTMLParser):
    """The text of a template between its tags, and in the attributes that are shown."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._unseen += tag == "style"
        self.found += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag):
        self._unseen -= tag == "style"

    def handle_data(self, data):
        if not self._unseen and data.strip():
            self.found.append(data.strip())


def literal(path: Path) -> Iterator[str]:
    """The words of a template that stand outside of any phrase: between tags, and as texts in its expressions."""
    tree = written.parsed(path)
    pieces: list[str] = []
    inside: set[int] = set()
    for node in tree.find_all(nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name in written.SAYING:
            inside.update(id(each) for each in node.args[: written.SAYING[node.node.name]])
    for node in tree.find_all((nodes.Output, nodes.Compare, nodes.Include, nodes.Import)):
        if not isinstance(node, nodes.Output):
            # What is compared with, and the names of templates, are not shown.
            inside.update(id(each) for each in node.find_all(nodes.Const))
            continue
        pieces += [each.data if isinstance(each, nodes.TemplateData) else "" for each in node.nodes]
    yield from (each for each in Words("".join(pieces)).found if _WORD.search(each))
    for node in tree.find_all(nodes.Const):
        if isinstance(node.value, str) and id(node) not in inside and _WORD.search(node.value):
            yield node.value


NOT_SHOWN = {"own", "about-", 'lang=""'}
"""The classes of a report's sections, and an attribute that is put together beforehand."""


@pytest.mark.parametrize(
    "template",
    [
        "<p>Nothing yet</p>",
        '<td data-name="Due">{{ day }}</td>',
        "{% if a %}<p>{{ b }} agreed</p>{% endif %}",
        '{{ day or "No date" }}',
        '{{ m.deeds("Actions: " ~ title) }}',
    ],
)
def test_words_of_a_template_outside_of_phrases_are_found(template: str, tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_text(template, "utf-8")
    assert len(list(literal(tmp_path / "t.j2"))) == 1


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_of_a_report_has_words_outside_of_phrases(path: Path) -> None:
    assert [text for text in literal(path) if text not in ONLY_READ_BY_PROGRAMS | NOT_SHOWN] == []
