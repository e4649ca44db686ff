"""What editors make of a partnership's files: tried on the language server that they use, where npm has put it."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from reflectctl import resources
from reflectctl.documents.document import read_document
from reflectctl.edits.editors import editor_files
from reflectctl.loading.files import kind
from reflectctl.loading.schema import PARTNERSHIP_KINDS, node_at
from reflectctl.model.locations import Route
from reflectctl.model.report_config import KNOWN

from ..conftest import run
from ..language_server import LanguageServer, front_matter
from ..tools import NPM

MODELINE = "# yaml-language-server: $schema="
PATHS = {
    "partnership": "partnership.yaml",
    "preliminary": "preliminary.md",
    "pack": "content/pack.yaml",
    "content-principle": "content/principles/1-children-first.yaml",
    "principle": "principles/1-children-first.yaml",
    "views": "views/police.yaml",
    "meeting": "meetings/2026-01-20-how-we-begin.md",
    "report": "report.yaml",
    "local-pack": "content/local/pack.yaml",
    "local-principle": "content/local/principles/safer-spaces.yaml",
    "translation": "content/cy/pack.yaml",
    "translation-principle": "content/cy/principles/8-safer-spaces.yaml",
    "phrases": "content/phrases.yaml",
}

LAID_OVER = {
    "content/local/pack.yaml": "dimensions:\n  - id: night-time\n    title: Night-time\n",
    "content/local/principles/safer-spaces.yaml": "id: safer-spaces\nstatements:\n  night-time: We plan for it.\n",
    "content/cy/pack.yaml": "language: cy\nscale:\n  - id: agree\n    title: Zgree\n",
    "content/cy/principles/8-safer-spaces.yaml": "id: safer-spaces\ntitle: Zafer zpaces\n",
    "content/cy/local/principles/safer-spaces.yaml": "id: safer-spaces\nstatements:\n  night-time: Ze plan.\n",
}
"""What a partnership adds to its content, and says in another language."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new partnership that has begun two principles, met once and named its report. Not to be changed."""
    folder = tmp_path_factory.mktemp("editors") / "begun"
    beginning: list[list[str | Path]] = [
        ["init", folder, "--name", "Test Partnership", "--agency", "council=Test Council", "--agency", "police=Police",
         "--principle", "children-first", "--principle", "voice"],
        ["meeting", "new", "How we begin", "--date", "2026-01-20", "-C", folder],
        ["view", "voice.action", "agree", "--agency", "police", "--because", "So.", "--given", "2026-01-20",
         "-C", folder],
    ]  # fmt: skip
    for arguments in beginning:
        result = run(*arguments, cwd=folder.parent)
        assert result.returncode == 0, result.stderr
    report = f"{MODELINE}.reflectctl/schema/report.schema.json\ntitle: Our year together\nsections: [summary, scale]\n"
    (folder / "report.yaml").write_text(report, "utf-8")
    asked = run("content", "phrases", "--lang", "cy", "-o", "content/phrases.yaml", cwd=folder)
    assert asked.returncode == 0, asked.stderr
    for path, text in LAID_OVER.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    assert run("fmt", "-C", folder, cwd=folder.parent).returncode == 0
    # The schemas go by what was added.
    for kind_ in PARTNERSHIP_KINDS:
        (folder / f".reflectctl/schema/{kind_}.schema.json").unlink()
    assert run("init", folder, cwd=folder.parent).returncode == 0
    return folder


def yaml_texts(root: Path) -> dict[Path, str]:
    """Every YAML file of a repository and every front matter, hidden folders too, by the file's path."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and ".git" not in path.relative_to(root).parts:
            text = path.read_text("utf-8") if path.suffix in (".yaml", ".yml", ".md") else None
            if path.suffix == ".md":
                text = front_matter(text or "")
            if text is not None:
                found[path] = text
    return found


def test_every_kind_of_yaml_file_has_its_schema_in_the_settings_and_in_its_first_lines(begun: Path) -> None:
    schemas = json.loads((begun / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert all((begun / schema).is_file() for schema in schemas)
    assert {re.sub(r"\.reflectctl/schema/(.+)\.schema\.json", r"\1", schema) for schema in schemas} == {
        name for name, path in PATHS.items() if path.endswith(".yaml")
    }
    for path, text in yaml_texts(begun).items():
        name = kind(path.relative_to(begun).as_posix())
        if name:
            (named,) = re.findall(rf"^{re.escape(MODELINE)}(\S+)$", text, re.MULTILINE)
            assert (path.parent / named).resolve() == begun.resolve() / f".reflectctl/schema/{name}.schema.json"


def test_schema_prints_what_lies_beside_the_files(begun: Path) -> None:
    for name in PARTNERSHIP_KINDS:
        printed = run("schema", name, cwd=begun)
        assert json.loads(printed.stdout) == json.loads(
            (begun / f".reflectctl/schema/{name}.schema.json").read_text("utf-8")
        )


def test_no_made_up_agency_group_or_meeting_is_offered_as_the_partnerships_own(begun: Path) -> None:
    for name, route in (
        ("principle", ("assessments", "action", "meeting")),
        ("principle", ("assessments", "action", "earlier", 0, "meeting")),
        ("principle", ("assessments", "action", "sources", 0, "agency")),
        ("principle", ("making_progress", "immediate", "actions", 0, "owner")),
        ("principle", ("making_progress", "immediate", "actions", 0, "with")),
        ("preliminary", ("meeting",)),
        ("preliminary", ("readiness", "actions", 0, "owner")),
        ("meeting", ("present",)),
        ("meeting", ("absent",)),
        ("meeting", ("group",)),
        ("views", ("of",)),
        ("views", ("views", "voice.action", "meeting")),
        ("partnership", ("groups", 0, "members")),
    ):  # fmt: skip
        schema = json.loads((begun / f".reflectctl/schema/{name}.schema.json").read_text("utf-8"))
        assert "examples" in node_at(resources.schema(name), route), (name, route)
        node = node_at(schema, route)
        assert node.get("description"), (name, route)
        assert "examples" not in node, (name, route)


def test_the_task_of_vs_code_finds_each_finding_at_its_place(demo: Path) -> None:
    meeting = min(demo.glob("meetings/*.md"))
    text = meeting.read_text("utf-8").replace("\ndate: ", "\ndat: ", 1)
    meeting.write_text(text, "utf-8")
    (task,) = json.loads((demo / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    printed = run(*task["args"], cwd=demo).stdout
    told = {
        tuple(found[pattern[part]] for part in ("file", "line", "column", "severity", "code")): found[
            pattern["message"]
        ]
        for line in printed.splitlines()
        if (found := re.search(pattern["regexp"], line))
    }
    assert len(told) == len(re.findall(r"^\S+:\d+:\d+: ", printed, re.MULTILINE))
    at = str(text[: text.index("\ndat: ")].count("\n") + 2)
    assert "`dat`" in told[meeting.relative_to(demo).as_posix(), at, "1", "error", "unknown-key"]


def full(schema: dict[str, Any], route: Route = ()) -> Any:
    """A value with every key that a schema names, each as in its first example."""
    node = node_at(schema, route)
    if "properties" in node:
        return {key: full(schema, (*route, key)) for key in node["properties"]}
    if "properties" in node_at(schema, (*route, 0)):
        return [full(schema, (*route, 0))] * node.get("minItems", 1)
    return node["examples"][0]


def routes(data: Any, route: Route = ()) -> Iterator[Route]:
    """The route of every key of a value, outermost first."""
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if isinstance(step, str):
            yield (*route, step)
        yield from routes(value, (*route, step))


def in_full(root: Path, name: str) -> tuple[Path, str, dict[Route, tuple[int, int]]]:
    """A file of a kind with every key there is: where it would lie, its text, and the place of every key, from 0."""
    schema = json.loads((root / f".reflectctl/schema/{name}.schema.json").read_text("utf-8"))
    path = root / PATHS[name]
    up = "../" * PATHS[name].count("/")
    data = json.loads(json.dumps(full(resources.schema(name))))  # nothing shared, which YAML would write as an alias
    yaml = YAML()
    yaml.width = 10_000
    with open(root / "full.yaml", "w+", encoding="utf-8") as file:
        file.write(f"{MODELINE}{up}.reflectctl/schema/{name}.schema.json\n")
        yaml.dump(data, file)
        file.seek(0)
        text = file.read()
    document = read_document("full.yaml", text.encode())
    assert document.data == data
    places = {}
    for route in routes(data):
        if node_at(schema, route).get("description"):
            at = document.location(route, key=True)
            places[route] = (at.line - 1, at.column - 1)
    return path, text, places


def plain(markdown: str) -> str:
    """The words of a hover without the marks that keep them from being Markdown."""
    return re.sub(r"\\([\\`*_{}\[\]#+!])", r"\1", markdown)


@pytest.fixture(scope="module")
def server(begun: Path) -> Iterator[LanguageServer]:
    with LanguageServer(begun) as started:
        yield started


@pytest.mark.npm
def test_a_new_partnership_has_nothing_underlined(server: LanguageServer, begun: Path) -> None:
    texts = yaml_texts(begun)
    assert {kind(path.relative_to(begun).as_posix()) for path in texts} >= {*PARTNERSHIP_KINDS}
    assert server.diagnose(texts) == {path: [] for path in texts}


@pytest.mark.npm
def test_the_example_has_nothing_underlined(server: LanguageServer, built_demo: Path) -> None:
    texts = yaml_texts(built_demo)
    assert len([path for path in texts if path.parent.name == "meetings"]) > 5
    assert server.diagnose(texts) == {path: [] for path in texts}


@pytest.mark.npm
@pytest.mark.parametrize("named", [True, False], ids=["by its first line", "by the settings"])
def test_an_unknown_key_is_underlined_in_every_kind_of_file(server: LanguageServer, begun: Path, named: bool) -> None:
    wrong = {}
    for path, text in yaml_texts(begun).items():
        if kind(path.relative_to(begun).as_posix()) and (named or path.suffix == ".yaml"):
            text = text if named else text.replace(MODELINE, "# ")
            wrong[path] = text.rstrip() + "\nscore: 3\n"
    for path, found in server.diagnose(wrong).items():
        assert [(each["range"]["start"]["line"], each["message"]) for each in found] == [
            (wrong[path].count("\n") - 1, "Property score is not allowed.")
        ]


@pytest.mark.npm
def test_a_rating_that_the_scale_does_not_have_is_underlined(server: LanguageServer, begun: Path) -> None:
    path = begun / PATHS["principle"]
    text = path.read_text("utf-8").replace("    rating:\n", "    rating: agre\n", 1)
    (found,) = server.diagnose({path: text})[path]
    assert text.splitlines()[found["range"]["start"]["line"]] == "    rating: agre"
    assert '"strongly-agree", "agree", "neither", "disagree", "strongly-disagree"' in found["message"]


def scale(root: Path) -> list[tuple[str, str]]:
    """Each point of a partnership's scale and what it means, in the order of its pack."""
    pack = read_document("pack.yaml", (root / "content/pack.yaml").read_bytes()).data
    return [(point["id"], point["meaning"]) for point in pack["scale"]]


def offered(server: LanguageServer, path: Path, text: str) -> list[tuple[str, str, str]]:
    """What is offered where `|` stands in a text, in the order it is shown: label, what it writes, explanation."""
    before, _, after = text.partition("|")
    server.open(path, before + after)
    shown = server.complete(path, before.count("\n"), len(before) - before.rfind("\n") - 1)
    return [
        (item["label"], (item.get("textEdit") or {}).get("newText", item["insertText"]), _explanation(item))
        for item in shown
    ]


def _explanation(item: dict[str, Any]) -> str:
    told = item.get("documentation") or ""
    return str(told["value"] if isinstance(told, dict) else told)


HEAD = f"{MODELINE}../.reflectctl/schema/principle.schema.json\nprinciple: voice\nassessments:\n  action:\n"


@pytest.mark.npm
@pytest.mark.parametrize(
    "text",
    [
        HEAD + "    rating: |",
        HEAD + "    rating: |\n    agreed:\n    because:\n",
        HEAD + "    agreed:\n    rating: s|\n",
        HEAD + "    rating: agree|\n",
        HEAD.partition("\n")[0].replace("principle", "views")
        + "\nof: police\nviews:\n  voice.action:\n    rating: |\n",
    ],
)
def test_the_ratings_are_offered_in_the_order_of_the_scale_each_with_its_meaning(
    server: LanguageServer, begun: Path, text: str
) -> None:
    shown = offered(server, begun / "principles/3-voice.yaml", text)
    assert [label for label, _, _ in shown] == [
        "strongly-agree", "agree", "neither", "disagree", "strongly-disagree", "null",
    ]  # fmt: skip
    assert shown == [(id, id, meaning) for id, meaning in scale(begun)] + [("null", "null", "Not yet rated")]


@pytest.mark.npm
@pytest.mark.parametrize("text", ["sections:\n  - |\n", "editions:\n  public:\n    sections:\n      - sta|\n"])
def test_the_sections_of_a_report_are_offered_in_their_order_each_with_its_meaning(
    server: LanguageServer, begun: Path, text: str
) -> None:
    shown = offered(server, begun / "report.yaml", f"{MODELINE}.reflectctl/schema/report.schema.json\n{text}")
    assert [label for label, _, _ in shown] == [*KNOWN]
    assert all(writes == id and meaning for id, writes, meaning in shown)


@pytest.mark.npm
def test_a_partnership_with_a_scale_of_its_own_is_offered_its_own(
    server: LanguageServer, begun: Path, tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    for path in ("partnership.yaml", *(f"content/{each}" for each in resources.pack_files("practice-principles"))):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes((begun / path).read_bytes())
    pack = (begun / "content/pack.yaml").read_text("utf-8")
    own = "scale:\n" + "".join(
        f'  - {{id: {id}, title: "{id}", stance: {stance}, meaning: "We mean {id}."}}\n'
        for id, stance in (
            ("yes", "agreement"),
            ("mostly", "agreement"),
            ("1st", "unclear"),
            ("no", "disagreement"),
        )
    )
    changed = re.sub(r"^scale:\n(?:[ -].*\n)+", own, pack, flags=re.MULTILINE)
    assert changed != pack
    (tmp_path / "content/pack.yaml").write_text(changed, "utf-8")
    (tmp_path / ".reflectctl/schema").mkdir(parents=True)
    written = run("schema", "principle", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    (tmp_path / ".reflectctl/schema/principle.schema.json").write_text(written.stdout, "utf-8")

    shown = offered(server, tmp_path / "principles/3-voice.yaml", HEAD + "    rating: |\n")

    assert [(label.strip('"'), explanation) for label, _, explanation in shown] == [
        *((id, meaning) for id, meaning in scale(tmp_path)),
        ("null", "Not yet rated"),
    ]
    for (id, _), (_, writes, _) in zip(scale(tmp_path), shown, strict=False):
        assert read_document("x.yaml", f"rating: {writes}\n".encode()).data == {"rating": id}


@pytest.mark.npm
@pytest.mark.parametrize("name", PARTNERSHIP_KINDS)
def test_every_key_is_explained_where_the_pointer_rests(
    server: LanguageServer, begun: Path, tmp_path: Path, name: str
) -> None:
    root = copied(begun, tmp_path)
    path, text, places = in_full(root, name)
    schema = json.loads((root / f".reflectctl/schema/{name}.schema.json").read_text("utf-8"))
    assert server.diagnose({path: text}) == {path: []}
    server.open(path, text)
    assert len(places) >= 4
    for route, place in places.items():
        node = node_at(schema, route)
        line, character = place
        shown = plain(server.hover(path, line, character + 1))
        assert shown.startswith(f"#### {node['title']}\n"), route
        assert node["description"] in shown, route


@pytest.mark.npm
def test_the_pointer_on_a_rating_shows_what_it_means(server: LanguageServer, begun: Path) -> None:
    path = begun / "principles/3-voice.yaml"
    for id, meaning in scale(begun):
        server.open(path, HEAD + f"    rating: {id}\n")
        first = next(line for line in plain(server.hover(path, 4, 13)).splitlines() if line.startswith("* "))
        assert first == f"* `{id}`: {meaning}"


@pytest.mark.npm
@pytest.mark.parametrize("name", PARTNERSHIP_KINDS)
def test_choosing_a_key_never_writes_an_example_into_the_record(
    server: LanguageServer, begun: Path, tmp_path: Path, name: str
) -> None:
    root = copied(begun, tmp_path)
    path, text, places = in_full(root, name)
    schema = json.loads((root / f".reflectctl/schema/{name}.schema.json").read_text("utf-8"))
    tried = 0
    for route, (line, character) in places.items():
        node = node_at(schema, route)
        if "properties" in node or "items" in node or len(node.get("enum", ())) == 1:
            continue
        lines = text.splitlines()
        following = next(
            (n for n in range(line + 1, len(lines)) if not lines[n].startswith(" " * (character + 1))), None
        )
        assert lines[line][character:].startswith(str(route[-1]))
        lines[line] = lines[line][:character]
        del lines[line + 1 : following]
        server.open(path, "\n".join(lines) + "\n")
        for item in server.complete(path, line, character):
            if item["label"] == route[-1]:
                tried += 1
                assert item["insertText"] == f"{route[-1]}: ", route
    # In the one entry of a list that is the whole file the server offers nothing.
    assert tried >= 3 or name == "local-pack"


def copied(root: Path, to: Path) -> Path:
    """A folder of its own with the schemas: the server remembers what it read of each path."""
    for path in (root / ".reflectctl/schema").iterdir():
        target = to / ".reflectctl/schema" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return to


@pytest.mark.npm
def test_the_editor_files_are_as_prettier_writes_them(tmp_path: Path) -> None:
    for path, text in editor_files().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    json_files = [path for path in editor_files() if path.endswith(".json")]
    prettier = NPM / "prettier"
    told = subprocess.run([prettier, "--check", *json_files], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
