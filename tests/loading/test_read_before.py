"""What was read before is not parsed again where the file still says it, and what it says now counts where not."""

from datetime import date
from pathlib import Path

import pytest

from reflectctl.loading import schema
from reflectctl.loading.load import load, load_both
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.disk import WorkTree
from reflectctl.storage.snapshots import Edited

CHANGED = "principles/3-voice.yaml"
TODAY = date(2026, 5, 1)
CASES = sorted(path.parent for path in Path("tests/cases").glob("*/dirty/partnership.yaml"))


def test_only_a_file_that_says_otherwise_is_parsed_again(demo: Path) -> None:
    tree = WorkTree(demo)
    read = load(tree).documents
    raw = (demo / CHANGED).read_bytes()
    (demo / CHANGED).write_bytes(b"# a line more\n" + raw)
    edited = Edited(tree, {"principles/4-strengths-and-relationships.yaml": b"principle: strengths\n"})

    before, after = load_both(tree, edited, translations=True, read=read)

    assert [path for path in read if before.documents[path] is not read[path]] == [CHANGED]
    assert before.documents[CHANGED] is after.documents[CHANGED]
    assert before.documents[CHANGED].text.startswith("# a line more\n")
    plain = load_both(tree, edited, translations=True)
    assert (before.partnership, after.partnership) == (plain[0].partnership, plain[1].partnership)
    assert (before.found, after.found) == (plain[0].found, plain[1].found)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.parent.name)
def test_what_the_schemas_find_is_found_each_time(folder: Path) -> None:
    loaded = load(WorkTree(folder), translations=True)
    moment = Moment(TODAY)
    anew = check(load(WorkTree(folder), translations=True), moment)

    assert check(loaded, moment) == anew
    # By then it is known of the documents which are valid.
    assert check(loaded, moment) == anew


def test_a_document_is_held_against_its_schema_once(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(WorkTree(demo), translations=True)
    found = check(loaded, Moment(TODAY))

    def asked(_: object) -> None:
        raise AssertionError("a schema is asked again")

    monkeypatch.setattr(schema, "compiled", asked)
    monkeypatch.setattr(schema, "_validator", asked)

    assert check(loaded, Moment(TODAY)) == found
