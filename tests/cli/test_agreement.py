"""Our schema findings agree with check-jsonschema on what is valid: on the example, and on copies with one mistake."""

import json
import re
import subprocess
import sys
from pathlib import Path

from reflectctl.documents.document import read_document
from reflectctl.loading.kinds import kind
from reflectctl.loading.load import load
from reflectctl.loading.schemas import Schemas
from reflectctl.store.tree import WorkTree

PRINCIPLE = "principles/1-children-first.yaml"
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
    (PRINCIPLE, "views:", "veiws:"),
    (PRINCIPLE, "- agency: police", "- agency: Police Force"),
    (PRINCIPLE, "- agency: police", "- organisation: police"),
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
    ("content/pack.yaml", "language: en", "language: English please"),
    ("content/pack.yaml", "wording: restated", "wording: ours"),
    ("content/pack.yaml", 'version: "1.0"', "version: 1.0"),
    ("content/pack.yaml", "stance: unclear", "stance: middling"),
    ("content/principles/5-trauma.yaml", "voice:", "voices:"),
    ("content/principles/5-trauma.yaml", "  culture:", "  climate:"),
    ("content/principles/5-trauma.yaml", "title: ", "title:\nheading: "),
]


def test_each_mistake_is_one_to_check_jsonschema_too(built_demo: Path, tmp_path: Path) -> None:
    schemas = Schemas(load(WorkTree(built_demo)).partnership.instrument)
    whole = [path for path in WorkTree(built_demo).paths() if path.endswith(".yaml")]
    copies: dict[str, list[tuple[str, str, str]]] = {}
    for number, (path, old, new) in enumerate([*((path, "", "") for path in whole), *MUTATIONS]):
        text = (built_demo / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        changed = re.sub(re.escape(old), lambda _, new=new: new, text, count=1) if old else text
        copy = tmp_path / f"{number}.yaml"
        copy.write_text(changed, encoding="utf-8")
        copies.setdefault(kind(path) or "", []).append((str(copy), changed, f"{path}: {old} -> {new}"))
    found = 0
    for name, several in copies.items():
        told = subprocess.run(
            [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile",
             str(built_demo / f".reflectctl/schema/{name}.schema.json"), *(copy for copy, _, _ in several)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        answer = json.loads(told.stdout)
        refused = {error["filename"] for key in ("errors", "parse_errors") for error in answer[key]}
        ours = {
            copy
            for copy, text, _ in several
            if (document := read_document(copy, text.encode())).found or schemas.check(name, document)
        }
        disagreed = sorted(what for copy, _, what in several if (copy in refused) != (copy in ours))
        assert disagreed == []
        found += len(ours)
    assert found > len(MUTATIONS) / 2
