"""What lies over a content pack, read: what was added to it, and what it says in other languages."""

import re
from datetime import date
from pathlib import Path

import pytest

from reflectctl import resources
from reflectctl.analysis import content_diff
from reflectctl.loading import files as kinds
from reflectctl.loading.load import load, load_pair
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.disk import WorkTree
from reflectctl.storage.snapshots import Unreadable
from tests import translations
from tests.rules.test_cases import lay
from tests.shapes import BASE

LOCAL = {
    "content/local/pack.yaml": "dimensions: [{id: night, title: Night}, {id: action, title: Ours}]\n",
    "content/local/principles/a-voice.yaml": "id: voice\ntitle: Ours\nstatements: {night: We listen., action: Ours.}\n",
    "content/local/principles/b-own.yaml": "id: own\ntitle: Own\nstatements: {culture: We own., night: We wake.}\n",
}
SAID = {
    "content/cy/pack.yaml": "language: cy\ntitle: Zest\nscale: [{id: agree, title: Zgree, stance: disagreement}]\n",
    "content/cy/principles/voice.yaml": "id: voice\nstatements: {action: Ze ask.}\n",
    "content/pl/pack.yaml": "language: pl\ntitle: Qest\n",
}


class Files:
    """A partnership's files as a snapshot, which says what was read of it."""

    label, revision = "the files", ""

    def __init__(self, *files: dict[str, str]) -> None:
        self._files = {path: text for each in files for path, text in each.items()}
        self.read_paths: list[str] = []

    def paths(self) -> list[str]:
        return sorted(self._files)

    def read(self, path: str) -> bytes | Unreadable:
        self.read_paths.append(path)
        return self._files[path].encode()


@pytest.mark.parametrize(
    ("path", "kind", "language"),
    [
        ("content/local/pack.yaml", "local-pack", ""),
        ("content/local/principles/own.yaml", "local-principle", ""),
        ("content/cy/pack.yaml", "translation", "cy"),
        ("content/pt-BR/principles/8/voice.yaml", "translation-principle", "pt-BR"),
        ("content/cy/local/pack.yaml", "local-pack", "cy"),
        ("content/cy/local/principles/own.yaml", "local-principle", "cy"),
        ("content/phrases.yaml", "phrases", ""),
        ("content/cy/phrases.yaml", "phrases", "cy"),
        ("content/local/phrases.yaml", None, ""),
        ("content/local/cy/pack.yaml", None, ""),
        ("content/CY/pack.yaml", None, ""),
        ("content/welsh/pack.yaml", None, ""),
        ("content/cy/notes.yaml", None, "cy"),
        ("content/cy/principles/voice.md", None, "cy"),
        ("content/cy/cy/pack.yaml", None, "cy"),
        ("content/pack.yaml", "pack", ""),
        ("content/principles/voice.yaml", "content-principle", ""),
    ],
)
def test_a_path_says_what_a_file_lays_over_the_pack(path: str, kind: str | None, language: str) -> None:
    assert (kinds.kind(path), kinds.language(path)) == (kind, language)


def test_what_is_added_stands_behind_the_packs_own_and_replaces_nothing() -> None:
    plain = load(Files(BASE)).partnership.instrument
    instrument = load(Files(BASE, LOCAL)).partnership.instrument
    assert [(each.id, each.local) for each in instrument.dimensions] == [
        ("action", False), ("culture", False), ("night", True),
    ]  # fmt: skip
    assert [(each.number, each.id, each.title, each.local) for each in instrument.principles] == [
        (1, "voice", "Voice", False), (2, "trauma", "Trauma", False), (3, "own", "Own", True),
    ]  # fmt: skip
    assert [(each.id, each.text) for each in instrument.statements if each.local] == [
        ("voice.night", "We listen."), ("own.culture", "We own."), ("own.night", "We wake."),
    ]  # fmt: skip
    assert instrument.pack == plain
    assert not content_diff.difference(plain, instrument)
    assert content_diff.texts(instrument) == content_diff.texts(plain)


def test_a_principle_that_the_pack_lists_and_lacks_is_not_made_up_locally() -> None:
    files = {path: text for path, text in BASE.items() if not path.endswith("voice.yaml")}
    instrument = load(Files(files, LOCAL)).partnership.instrument
    assert [(each.number, each.id) for each in instrument.principles] == [(2, "trauma"), (3, "own")]


def test_no_other_language_is_read_unless_it_is_asked_for() -> None:
    files = Files(BASE, LOCAL, SAID)
    assert load(files).partnership.instrument.original is None
    assert load(files).languages == ("cy", "pl")
    assert not [path for path in files.read_paths if kinds.language(path)]
    load(files, language="cy")
    assert {kinds.language(path) for path in files.read_paths} == {"", "cy"}
    load(files, translations=True)
    assert {kinds.language(path) for path in files.read_paths} == {"", "cy", "pl"}


def test_a_pair_is_read_in_one_language_and_no_other() -> None:
    before, after = Files(BASE, SAID), Files(BASE, SAID, {"content/pl/pack.yaml": "language: pl\ntitle: Other\n"})
    one, two = load_pair(before, after, language="cy")
    assert (one.language, two.language) == ("cy", "cy")
    assert not [path for path in (*before.read_paths, *after.read_paths) if path.startswith("content/pl/")]


def test_a_pair_speaks_the_language_that_is_set_at_its_second_moment() -> None:
    settings = {"partnership.yaml": BASE["partnership.yaml"] + "settings: {language: cy}\n"}
    one, two = load_pair(Files(BASE, SAID), Files(BASE, SAID, settings), language=None)
    assert (one.language, two.language) == ("cy", "cy")
    one, two = load_pair(Files(BASE, SAID, settings), Files(BASE, SAID), language=None)
    assert (one.language, two.language) == ("", "")


def test_a_translation_says_the_words_and_nothing_else() -> None:
    instrument = load(Files(BASE, SAID), language="cy").partnership.instrument
    plain = load(Files(BASE)).partnership.instrument
    assert instrument.original == plain
    assert instrument.as_rated == plain
    assert (instrument.language, instrument.title) == ("cy", "Zest")
    assert (instrument.label("agree"), instrument.label("neither")) == ("Zgree", "Neither")
    assert [each.stance for each in instrument.scale] == [each.stance for each in plain.scale]
    assert [each.text for each in instrument.statements] == ["Ze ask.", "We hear.", "We act.", "We see."]


def test_what_is_added_is_translated_beside_it_and_never_in_the_place_of_the_pack() -> None:
    said = {
        "content/cy/principles/own.yaml": "id: own\ntitle: Misplaced\n",
        "content/cy/local/pack.yaml": "dimensions: [{id: night, title: Zight}, {id: action, title: Misplaced}]\n",
        "content/cy/local/principles/own.yaml": "id: own\ntitle: Zown\nstatements: {night: Ze wake.}\n",
        "content/cy/local/principles/voice.yaml": "id: voice\ntitle: Misplaced\nstatements: {action: Misplaced.}\n",
    }
    instrument = load(Files(BASE, LOCAL, SAID, said), language="cy").partnership.instrument
    assert [each.title for each in instrument.dimensions] == ["Action", "Culture", "Zight"]
    assert [each.title for each in instrument.principles] == ["Voice", "Trauma", "Zown"]
    assert {each.id: each.text for each in instrument.statements if each.principle != "trauma"} == {
        "voice.action": "Ze ask.",
        "voice.culture": "We hear.",
        "voice.night": "We listen.",
        "own.culture": "We own.",
        "own.night": "Ze wake.",
    }


def test_the_language_of_the_pack_itself_needs_no_other() -> None:
    own = {"content/pack.yaml": BASE["content/pack.yaml"] + "language: cy\n"}
    files = Files(BASE, own, SAID)
    assert load(files, language="cy").partnership.instrument.title == "Test"


@pytest.mark.parametrize(
    "text", ["", "- a list\n", "dimensions: night\n", "dimensions: [night, 3, {title: No id}]\n", "id: [voice]\n"]
)
def test_nothing_is_raised_for_anything_that_lies_over_the_pack(text: str) -> None:
    paths = (*LOCAL, *SAID, "content/cy/local/pack.yaml", "content/cy/local/principles/own.yaml")
    for path in paths:
        loaded = load(Files(BASE, LOCAL, SAID, {path: text}), language="cy", translations=True)
        assert loaded.partnership.instrument.as_rated.pack == load(Files(BASE)).partnership.instrument


def test_the_schemas_of_translations_are_made_from_those_of_the_pack() -> None:
    for name in translations.MADE:
        assert resources.schema(name) == translations.made(name), "Run: python -m tests.translations"


def test_the_examples_of_the_docs_are_sound(tmp_path: Path) -> None:
    docs = (Path(__file__).parents[2] / "docs/content.md").read_text("utf-8")
    root = lay(tmp_path / "docs")
    examples = re.findall(r"```yaml\n# (\S+)\n(.*?)```", docs, re.DOTALL)
    assert {kinds.kind(path) for path, _ in examples} == kinds.LAYERED - {"translation"}
    for path, text in examples:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    told = check(load(WorkTree(root), translations=True), Moment(date(2026, 5, 15)))
    assert {each.rule for each in told} == {"untranslated-content"}


def test_every_rule_of_the_hooks_names_the_files_that_lie_over_the_pack() -> None:
    hooks = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8")
    (pattern,) = re.findall(r"^  files: (.+)$", hooks, re.MULTILINE)
    for path in (*LOCAL, *SAID, "content/cy/local/pack.yaml", "content/cy/local/principles/own.yaml", *BASE):
        assert re.search(pattern, f"records/{path}"), path
    assert not re.search(pattern, "content/cy/README.md")
