"""The catalogue of what reports say of their own accord is whole, and nothing that tells one has words beside it."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from jinja2 import nodes

from reflectctl.loading.phrases import catalogue
from reflectctl.model.phrases import fits
from reflectctl.render import phrasebook
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
    assert set(phrasebook.NOTES) <= set(catalogue())


def test_a_catalogue_filled_in_is_read_as_it_was_written() -> None:
    said = {
        "Summary": "“Crynodeb”: 'y' \\ \"cyfan\" – ŵ",
        "{n} days": {"0": "dim", "other": "{n} # diwrnod"},
        "gone": "x",
    }
    book = phrasebook.written("cy", catalogue(), said)

    read = yaml.safe_load(book)
    assert read["language"] == "cy"
    assert {key: value for key, value in read["phrases"].items() if isinstance(value, str)} == {
        "Summary": said["Summary"],
        "gone": "x",
    }
    assert read["phrases"]["{n} days"] == {"0": "dim", "one": None, "other": "{n} # diwrnod"}
    assert set(read["phrases"]) == {*catalogue(), "gone"}


# No words beside it

TELLERS = ("report_words", "report_markdown", "report_html", "pictured", "pictures", "words", "phrases", "telling")
"""The modules of `render` that a report is told by. `prose`, `svg` and `escape` have no words of their own."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"<[^<>]*>?")

NO_WORDS = {
    # What says how a report is made again is read back by `seal`, and a command is typed as it is.
    "report_markdown": {"- Recipe: `", "`\n- Fingerprint: `", "`reflectctl report --verify FILE`"},
    # Classes of a picture's stylesheet.
    "pictures": {
        *("tick at-24 at-34 at-46", "word at-24 at-34 at-46", "told at-24 at-34 at-46", "day at-24 at-34 at-46"),
        *("told at-10", "day at-10", "reworded after", "reworded before", "line line-", "part ", "key ", "day "),
        "translate(",
    },
    # A name in a page; and that of the program.
    "pictured": {"time-"},
    "report_words": {"reflectctl "},
    # The ids of parts of the preliminary discussion.
    "words": {"readiness goal", "readiness measure"},
}
"""Texts of the code that look like words for people, and are none or are only read by programs."""


def bare(source: str) -> set[str]:
    """The texts of a module that look like words for people and stand outside of any phrase.

    They begin with a capital, have two words, or are put together with something else. A single word in small letters
    may be an id, a class or a key; that none of them is shown is for the marked report to find.
    """
    tree = ast.parse(source)
    inside: set[ast.AST] = set()
    glued: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := written.saying(node)):
            inside.update(node.args[: written.SAYING[name]])
        elif isinstance(node, ast.Expr):
            inside.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            glued.update(node.values)
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
            inside.update(ast.walk(node.annotation))
        elif isinstance(node, ast.FunctionDef) and node.returns:
            inside.update(ast.walk(node.returns))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside:
            seen = _TAG.sub("", node.value)
            several = _WORD.findall(seen)
            if several and (node in glued or seen[:1].isupper() or (len(several) > 1 and " " in seen)):
                found.add(node.value)
    return found


@pytest.mark.parametrize("module", TELLERS)
def test_no_module_that_tells_a_report_has_words_outside_of_phrases(module: str) -> None:
    found = bare((written.SOURCE / "render" / f"{module}.py").read_text("utf-8"))
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
