"""Other validators agree with what reading and the schemas find: in every case, in the example, in single mistakes.

The other three are check-jsonschema, the language server of the editors, and Ajv. Each is a second opinion on what is
valid. Where one of them cannot see what we see, a table says so, by rule and with the reason, and holds nothing more.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from reflectctl.documents.document import read_document
from reflectctl.loading.files import kind
from reflectctl.loading.load import Loaded, load
from reflectctl.loading.schema import Schemas, fitted, jsonschema_validator
from reflectctl.storage.disk import WorkTree

from ..conftest import run
from ..language_server import LanguageServer, front_matter
from ..rules.test_cases import CASES, lay

PRINCIPLE, VIEWS = "principles/1-children-first.yaml", "views/police.yaml"
WRITTEN = (
    "on", "y", "~", "null", "Null", "nULL", "True", "tRUE", "12:30", "1_000", "014", "0o14", "0x1F", "0b1", "1e3",
    "+1", "-1", ".5", "1.", ".inf", "-.INF", ".nan", "2026-03-12", "2026-03-12T10:00:00Z", "=", "<<", "''",
    '"\\u0057essbury"', "Wess: bury", "Wess #bury", "[Wessbury]", "{Wessbury}", "*Wessbury", "&here Wessbury",
    "!!str 1", "!own Wessbury", "@Wessbury", "`Wessbury`", "%Wessbury", "- Wessbury", "? Wessbury", '"Wessbury',
    "'Wess'bury'", '"\\Wessbury"', "|", ">-\n  Wessbury", "|\n  Wess\n bury", "Wess\n  bury", "Wess\n\tbury",
    "\tWessbury", "Wessbury\n...", "Wessbury\n---\nformat: 1", "Wessbury\narea: Wessbury", "Wessbury\n12: noon",
    "Wessbury\n? area\n: Wessbury", "Wessbury\n<<: {left: 1}", "Wessbury\n area: Wessbury", "Wess\u00a0bury",
    "Wess\u2028bury", "Wess\x00bury", "Wess\x0bbury", "Wess\x7fbury",
)  # fmt: skip
"""What YAML 1.1 and 1.2 read differently, what is more than plain text in both, and what is wrong in either."""

MUTATIONS: list[tuple[str, str, str]] = [
    # file, what is replaced (the first time it stands there), what with
    (PRINCIPLE, "rating: agree", "rating: agre"),
    (PRINCIPLE, "rating: agree", "rating: Agree"),
    (PRINCIPLE, "rating: agree", "rating: 4"),
    (PRINCIPLE, "rating: agree", "rating:"),
    (PRINCIPLE, "rating: agree", "rating: [agree]"),
    (PRINCIPLE, 'agreed: "2026-03-12"', "agreed: 2026-03-12"),
    (PRINCIPLE, 'agreed: "2026-03-12"', 'agreed: "2026-02-30"'),
    (PRINCIPLE, 'agreed: "2026-03-12"', 'agreed: "12 March 2026"'),
    (PRINCIPLE, 'agreed: "2026-03-12"', "agreed: 20260312"),
    (VIEWS, "views:", "veiws:"),
    (VIEWS, "of: police", "of: Police Force"),
    (VIEWS, "of: police", "organisation: police"),
    (PRINCIPLE, "principle: children-first", "principle: children"),
    (PRINCIPLE, "principle: children-first", "principle:"),
    (PRINCIPLE, "  behaviour:", "  behavior:"),
    (PRINCIPLE, "      evidence:", "      evidences:"),
    (PRINCIPLE, "making_progress:", "progress:"),
    (PRINCIPLE, "  longer_term:", "  longer-term:"),
    (PRINCIPLE, "status: done", "status: finished"),
    (PRINCIPLE, "id: a-7k3f", "id: A 7k3f"),
    (PRINCIPLE, "serves: [culture]", "serves: [cultures]"),
    (PRINCIPLE, "serves: [culture]", "serves: [culture, culture]"),
    (PRINCIPLE, "serves: [culture]", "serves: culture"),
    (PRINCIPLE, 'dated: "2022"', "dated: 2022"),
    (PRINCIPLE, 'dated: "2022"', 'dated: "spring 2022"'),
    (PRINCIPLE, 'due: "2025-06-30"', 'due: ""'),
    (PRINCIPLE, "assessments:", "extra: 1\nassessments:"),
    ("partnership.yaml", "format: 1", "format: 2"),
    ("partnership.yaml", "format: 1", 'format: "1"'),
    ("partnership.yaml", "name: ", "nom: "),
    ("partnership.yaml", "statutory: true", "statutory: yes"),
    ("partnership.yaml", "id: police", "id: -police"),
    *(("partnership.yaml", "area: Wessbury", f"area: {written}") for written in WRITTEN),
    ("content/pack.yaml", "language: en", "language: English please"),
    ("content/pack.yaml", "wording: restated", "wording: ours"),
    ("content/pack.yaml", 'version: "1.0"', "version: 1.0"),
    ("content/pack.yaml", "stance: unclear", "stance: middling"),
    ("content/principles/5-trauma.yaml", "voice:", "voices:"),
    ("content/principles/5-trauma.yaml", "  culture:", "  climate:"),
    ("content/principles/5-trauma.yaml", "title: ", "title:\nheading: "),
]

NO_SCHEMA_MATTER = {
    "yaml-feature": "they read all of YAML: anchors, tags, directives, keys that are not text",
    "malformed-text": "they are handed text that something else has decoded, and look for no marks of a merge",
}
NO_NUMBER = "a number that JSON does not have; here it is text"
OVERSEEN: dict[str, dict[str, str]] = {
    # validator: what it refuses to read as the text that it is here, and why
    "check-jsonschema": {
        ".inf": NO_NUMBER, "-.INF": NO_NUMBER, ".nan": NO_NUMBER,
        "1_000": "a number in YAML 1.1", "0b1": "a number in YAML 1.1",
        "=": "a mark in YAML 1.1", "<<": "a mark in YAML 1.1",
        "\tWessbury": "it takes the tab for indentation",
    },
    "ajv": {".inf": NO_NUMBER, "-.INF": NO_NUMBER, ".nan": NO_NUMBER},
    "yaml-language-server": {".inf": NO_NUMBER, "-.INF": NO_NUMBER, ".nan": NO_NUMBER},
}  # fmt: skip
CALENDAR = "impossible-date, by the calendar"
"""Of the dates with a finding, those that are written as a date is."""
UNSEEN: dict[str, dict[str, str]] = {
    # validator: the rules of what it lets through, or one case, and why
    "check-jsonschema": NO_SCHEMA_MATTER,
    "ajv": NO_SCHEMA_MATTER,
    "yaml-language-server": {
        **NO_SCHEMA_MATTER,
        "yaml-syntax/dirty-line-of-dots": "to it the line ends a document, and another may follow",
        "empty-file": "it looks for nothing in a file where nothing stands",
        CALENDAR: "it knows how a day is written, and not which days there are",
    },
}


class Sample(NamedTuple):
    """A text of YAML, the schema it goes by, and the rules of what reading and that schema find in it."""

    what: str
    text: str
    schema: int
    """Its number in the corpus."""
    found: frozenset[str]
    name: str
    """The folder of the case; or what stands in the text instead of what stood in the example."""


class Corpus(NamedTuple):
    """Texts, and the schemas that they go by: each once, as a partnership's own content makes them."""

    samples: list[Sample]
    schemas: list[dict[str, Any]]


class _Making:
    """A corpus in the making."""

    def __init__(self) -> None:
        self.corpus = Corpus([], [])
        self._numbers: dict[str, int] = {}
        self._root = Path()
        self._loaded: Loaded
        self._schemas: Schemas

    def take(self, root: Path, paths: list[str], what: str, old: str = "", new: str = "") -> None:
        """Add files of a partnership with `new` for `old`; of Markdown files the front matter, where there is some."""
        if root != self._root:
            self._root, self._loaded = root, load(WorkTree(root))
            self._schemas = Schemas(self._loaded.partnership.instrument)
        for path in paths:
            name = kind(path)
            file = root / path
            if name is None or file.is_symlink() or not file.is_file():
                continue
            raw = file.read_bytes()
            if old:
                assert old in raw.decode(), (path, old)
                raw = raw.decode().replace(old, new, 1).encode()
            document = read_document(path, raw)
            schema = fitted(name, self._loaded.partnership.instrument)
            number = self._numbers.setdefault(json.dumps(schema), len(self._numbers))
            if number == len(self.corpus.schemas):
                self.corpus.schemas.append(schema)
            text = raw.decode("utf-8-sig", errors="replace")
            head = front_matter(text) if path.endswith(".md") else text
            read = document.found if old else (each for each in self._loaded.found if each.location.path == path)
            found = {each.rule for each in (*read, *self._schemas.check(name, document))}
            if found == {"impossible-date"} and {
                error.validator for error in jsonschema_validator(schema).iter_errors(document.data)
            } == {"format"}:
                found = {CALENDAR}
            if head is None:
                assert found, f"{what}: {path} has no front matter to hand to others, and no finding"
                continue
            self.corpus.samples.append(Sample(f"{what}: {path}", head, number, frozenset(found), new or what))


@pytest.fixture(scope="module")
def corpus(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Every case laid over the base, the base, the example, and the example with one mistake at a time."""
    making = _Making()
    top = tmp_path_factory.mktemp("corpus")
    base = lay(top / "base")
    making.take(base, WorkTree(base).paths(), "base")
    for folder in sorted(path for path in CASES.glob("*/*") if path.parent.name != "base" and path.is_dir()):
        paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
        root = lay(top / folder.parent.name / folder.name, folder)
        making.take(root, paths, f"{folder.parent.name}/{folder.name}")
    making.take(built_demo, WorkTree(built_demo).paths(), "example")
    for path, old, new in MUTATIONS:
        making.take(built_demo, [path], f"{old} -> {new}", old, new)
    return making.corpus


def disagreements(corpus: Corpus, refused: list[bool], validator: str) -> list[str]:
    """What a validator thinks of a sample where it should think otherwise; what its table says without need."""
    unseen, overseen = UNSEEN[validator], {f"area: {written}" for written in OVERSEEN[validator]}
    wrong = []
    needed: set[str] = set()
    for sample, refuses in zip(corpus.samples, refused, strict=True):
        if refuses and not sample.found:
            needed.add(sample.name)
            if sample.name not in overseen:
                wrong.append(f"refuses {sample.what}")
        if not refuses and sample.found:
            needed |= {sample.name} if sample.name in unseen else sample.found
            if sample.name not in unseen and not sample.found <= unseen.keys():
                wrong.append(f"accepts {sample.what} {sorted(sample.found)}")
    return wrong + [f"the table names {each!r} without need" for each in sorted((unseen.keys() | overseen) - needed)]


def test_the_corpus_holds_mistakes_that_the_schemas_find_and_files_without(corpus: Corpus) -> None:
    sound = [sample for sample in corpus.samples if not sample.found]
    assert len(sound) > 50
    assert len(corpus.samples) - len(sound) > 50
    assert {rule for sample in corpus.samples for rule in sample.found} >= {
        "duplicate-key", "impossible-date", "malformed-text", "missing-key", "out-of-range", "repeated-id", "too-long",
        "too-short", "unknown-key", "unknown-principle", "unknown-statement", "unknown-value", "wrong-form",
        "wrong-type", "yaml-feature", "yaml-syntax",
    }  # fmt: skip


def test_check_jsonschema_agrees(corpus: Corpus, tmp_path: Path) -> None:
    files: dict[int, list[str]] = {}
    names = [str(tmp_path / f"{number}.yaml") for number in range(len(corpus.samples))]
    for name, sample in zip(names, corpus.samples, strict=True):
        Path(name).write_text(sample.text, encoding="utf-8", newline="")
        files.setdefault(sample.schema, []).append(name)
    refused = set()
    for number, several in files.items():
        schema = tmp_path / f"{number}.schema.json"
        schema.write_text(json.dumps(corpus.schemas[number]), encoding="utf-8")
        asked = ["--output-format", "json", "--schemafile", str(schema), *several]
        answer = json.loads(CliRunner().invoke(check_jsonschema, asked).stdout)
        refused |= {error["filename"] for key in ("errors", "parse_errors") for error in answer.get(key, ())}
    assert disagreements(corpus, [name in refused for name in names], "check-jsonschema") == []


@pytest.mark.npm
def test_ajv_agrees(corpus: Corpus) -> None:
    asked = {
        "schemas": corpus.schemas,
        "texts": [{"schema": sample.schema, "text": sample.text} for sample in corpus.samples],
    }
    told = subprocess.run(
        ["node", Path(__file__).parent.parent / "ajv.mjs"],
        input=json.dumps(asked), capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    refused = [objection is not None for objection in json.loads(told.stdout)]
    assert disagreements(corpus, refused, "ajv") == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    folder = tmp_path_factory.mktemp("agreement") / "begun"
    result = run("init", folder, "--name", "Test Partnership", "--agency", "council=Council", cwd=folder.parent)
    assert result.returncode == 0, result.stderr
    with LanguageServer(folder) as started:
        yield started


@pytest.mark.npm
def test_the_language_server_agrees(corpus: Corpus, server: LanguageServer, tmp_path: Path) -> None:
    for number, schema in enumerate(corpus.schemas):
        (tmp_path / f"{number}.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    texts = {
        tmp_path / f"{number}.yaml": f"# yaml-language-server: $schema={sample.schema}.schema.json\n{sample.text}"
        for number, sample in enumerate(corpus.samples)
    }
    told = server.diagnose(texts)
    assert disagreements(corpus, [bool(told[path]) for path in texts], "yaml-language-server") == []
