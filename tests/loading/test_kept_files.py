"""What files said is kept by what is in them: the same documents come of it, or they are read anew."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reflectctl.app import partnership
from reflectctl.documents.document import Document, read_document
from reflectctl.loading import kept_files
from reflectctl.loading.kept_files import KeptFiles
from reflectctl.loading.load import load
from reflectctl.model.findings import Finding
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.disk import WorkTree
from tests.conftest import context

SLOTS = ("path", "text", "data", "found", "facts", "body_start", "bom")


def _kept_of(files: dict[str, bytes], before: bytes | None = None) -> tuple[bytes, dict[str, Document]]:
    """What is kept of a run that reads some files, and what it read."""
    held: list[bytes] = [before or b""]
    kept = KeptFiles(before, held.append)
    documents = {path: kept.read(path, raw) for path, raw in files.items()}
    kept.close()
    return held[-1], documents


def _none_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: str, raw: bytes) -> Document:
        raise AssertionError(f"{path} is read anew")

    monkeypatch.setattr(kept_files, "read_document", read)


def _files(root: Path) -> dict[str, bytes]:
    return {path: raw for path in WorkTree(root).paths() if isinstance(raw := WorkTree(root).read(path), bytes)}


def _same(one: Document, other: Document) -> None:
    for slot in SLOTS:
        assert repr(getattr(one, slot)) == repr(getattr(other, slot)), (one.path, slot)
    assert one.body == other.body


@pytest.mark.safety(15)
def test_the_documents_are_those_that_reading_gives(built_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = _files(built_demo)
    raw, first = _kept_of(files)
    _none_read(monkeypatch)

    again, second = _kept_of(files, raw)

    assert len(files) > 40
    assert again == raw
    for path, content in files.items():
        anew = read_document(path, content)
        _same(first[path], anew)
        _same(second[path], anew)
        for route in _routes(anew.data):
            assert second[path].location(route) == anew.location(route)
            assert second[path].span(route) == anew.span(route)


def _routes(data: object, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [above, *(route for step, each in inside for route in _routes(each, (*above, step)))]


SAYS = [
    "a: 1\nb: true\nc: null\nd: yes\ne: 1.0\nf: 1e3\ng: 0x1f\nh: 0o17\n",
    "a: .inf\n",
    "a: .nan\n",
    "1: a\n",
    "true: a\n",
    "null: a\n",
    "a: 123456789012345678901234567890\n",
    "a: 2026-03-12\nb: '2026-03-12'\nc: 2026-03-12T10:00:00Z\n",
    "a: &x [1, 2]\nb: *x\n",
    'a: "\\uD800"\n',
    'a: "\\x07\\u2028"\n',
    "a: caf\u00e9 \u2014 \U0001f600\n",
    "a: |\n  one\n\n  two\nb: >-\n  three\n  four\n",
    "a:\n- b: [c, {d: e}]\n-\n",
    "- a\n- b\n",
    "just words\n",
    "''\n",
    "",
    "# nothing\n",
    "a: 1\na: 2\n",
    "a: [\n",
    "\ufeffa: 1\n",
    "a: 1\r\nb: 2\r\n",
    "a: 1\rb: 2\r",
    "%YAML 1.2\n---\na: 1\n...\n",
    "---\na: 1\n---\nb: 2\n",
    "---\na: 1\n---\n\nNotes.\r\nMore.\n",
    "---\na: 1\n",
    "Notes alone.\n",
    "---\n---\nNotes.\n",
    "<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n",
    "a: \x01\n",
]


@pytest.mark.parametrize("name", ["principles/3-voice.yaml", "meetings/2026-03-12.md"])
@pytest.mark.parametrize("text", SAYS)
def test_whatever_a_file_says_it_says_it_again(name: str, text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    raw, first = _kept_of({name: content})

    _, second = _kept_of({name: content}, raw)

    anew = read_document(name, content)
    _same(first[name], anew)
    _same(second[name], anew)


def test_a_yaml_file_and_a_markdown_file_of_one_content_are_two() -> None:
    content = b"---\na: 1\n---\n\nNotes.\n"
    raw, _ = _kept_of({"a.md": content, "a.yaml": content})

    _, again = _kept_of({"a.yaml": content, "a.md": content}, raw)

    for path in ("a.md", "a.yaml"):
        _same(again[path], read_document(path, content))


def _flipped(raw: bytes) -> bytes:
    at = raw.rindex(b"Said")
    return raw[:at] + b"Sung" + raw[at + 4 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda raw: raw[:-4],
    "cut at a line": lambda raw: raw[: raw.rindex(b"\n")],
    "another word": _flipped,
    "another version": lambda raw: b"0.0.1" + raw[raw.index(b" ") :],
    "no head": lambda raw: raw.partition(b"\n")[2],
    "nothing": lambda raw: b"",
    "NULs": lambda raw: b"\0" * len(raw),
    "no text": lambda raw: b"\xff\xfe" + raw,
    "one line more": lambda raw: raw + b"\n" + raw.rpartition(b"\n")[2],
}


@pytest.mark.safety(15)
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_as_if_it_were_not_there(damage: Callable[[bytes], bytes]) -> None:
    files = {"a.yaml": b"a: Said\n", "b.yaml": b"b: Said too\n"}
    raw, _ = _kept_of(files)

    mended, again = _kept_of(files, damage(raw))

    for path, content in files.items():
        _same(again[path], read_document(path, content))
    assert mended == raw


def test_a_line_that_says_no_document_is_not_believed() -> None:
    files = {"a.yaml": b"a: Said\n"}
    kept = KeptFiles(None, None)
    for line in (b"", b"x", b"5 6", b"5 6 - {", b"a b c d e", b'8 8  {"a":'):
        head, name = kept._head, _kept_of(files)[0].partition(b"\n")[2][:33]
        body = name + b" " + line

        _, read = _kept_of(files, head(body) + b"\n" + body)

        _same(read["a.yaml"], read_document("a.yaml", files["a.yaml"]))


def test_no_more_is_kept_than_what_the_files_of_the_last_run_said() -> None:
    raw, _ = _kept_of({"a.yaml": b"a: Somebody said so.\n", "b.yaml": b"b: 1\n"})
    assert b"Somebody" in raw

    later, _ = _kept_of({"a.yaml": b"a: 2\n", "b.yaml": b"b: 1\n"}, raw)

    assert b"Somebody" not in later
    assert later.count(b"\n") == raw.count(b"\n")


def test_nothing_is_kept_by_a_run_that_read_nothing() -> None:
    raw, _ = _kept_of({"a.yaml": b"a: 1\n"})

    assert _kept_of({}, raw)[0] == raw


def _found(root: Path, before: bytes | None = None) -> tuple[bytes, list[Finding]]:
    """What is kept of a check, and what it finds."""
    held: list[bytes] = [before or b""]
    kept = KeptFiles(before, held.append)
    found = check(load(WorkTree(root), translations=True, kept=kept), Moment(date(2026, 5, 15)))
    kept.close()
    return held[-1], found


CHANGES = {
    # a file, what stands there, what stands there instead, and whether more than that file is no longer valid
    "a point of the scale": ("content/pack.yaml", "id: agree\n", "id: agreed\n"),
    "a dimension": ("content/pack.yaml", "id: culture\n", "id: customs\n"),
    "a horizon": ("content/pack.yaml", "id: longer_term\n", "id: later\n"),
    "a principle": ("content/pack.yaml", "  - voice\n", "  - voices\n"),
    "a prompt": ("content/pack.yaml", "id: evidence\n", "id: proof\n"),
    "no pack": ("content/pack.yaml", "scale:\n", "scales:\n"),
    "a record": ("principles/3-voice.yaml", "principle: voice\n", "principle: voice\nprinciples: 1\n"),
    "the partnership": ("partnership.yaml", "agencies:\n", "agency: 1\nagencies:\n"),
}


@pytest.mark.parametrize(("path", "was", "now"), CHANGES.values(), ids=CHANGES)
def test_a_file_is_valid_by_the_schema_that_it_was_held_against(
    built_demo: Path, tmp_path: Path, path: str, was: str, now: str
) -> None:
    root = Path(shutil.copytree(built_demo, tmp_path / "demo"))
    raw, first = _found(root)
    text = (root / path).read_text("utf-8")
    assert was in text
    (root / path).write_text(text.replace(was, now, 1), "utf-8")

    kept, found = _found(root, raw)
    (root / path).write_text(text, "utf-8")
    _, back = _found(root, kept)

    (root / path).write_text(text.replace(was, now, 1), "utf-8")
    _, anew = _found(root)
    assert found == anew != first
    assert back == first


def test_of_the_partnerships_asked_about_last_it_is_kept(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partnership, "_MOST_PARTNERSHIPS", 4)
    here = context(fresh)._replace(environ={"HOME": str(tmp_path)})
    folder = tmp_path / ".cache/reflectctl/files"
    (tmp_path / ".cache").mkdir()
    for number in range(5):
        kept = partnership.kept_files(here, fresh / str(number))
        kept.read("a.yaml", b"a: 1\n")
        kept.close()
        (made,) = (path for path in folder.iterdir() if path.stat().st_mtime_ns > 1_000)
        os.utime(made, ns=(number, number))

    # As many go as make room for some time.
    assert sorted(path.stat().st_mtime_ns for path in folder.iterdir()) == [3, 4]
