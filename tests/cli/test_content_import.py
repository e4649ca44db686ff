"""`content import`: a published document's own words in a partnership's content, with every doubt told beforehand."""

import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from reflectctl.importing.published.labels import KEY_POINTS

from .. import printing
from ..conftest import git, run
from ..printing import PACK, blocks, invented
from ..word import SCALE, docx, of_blocks, paragraph, scale
from .test_shapes import Program, program

__all__ = ["program"]

DOCUMENT = invented()
MIXED = printing.mixed(blocks(DOCUMENT))
TODAY = ("--today", "2026-05-15")
VOICE = f"“{DOCUMENT.statements['voice.action']}”"
CUT = MIXED.replace(VOICE, VOICE[:100])


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """The document, whole."""
    path = tmp_path / "tool.txt"
    path.write_text(MIXED, encoding="utf-8")
    return path


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """The document with a statement cut short."""
    path = tmp_path / "cut.txt"
    path.write_text(CUT, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def statements(program: Program, root: Path) -> dict[str, str]:
    pack = json.loads(program(root, "content", "show", "--format", "json").stdout)
    return {each["id"]: each["text"] for principle in pack["principles"] for each in principle["statements"]}


def test_a_filled_in_docx_gives_the_words_and_says_what_it_left_out(program: Program, demo: Path) -> None:
    def fill(printed: str, times: int) -> str:
        return scale(times % 5) if printed == SCALE else paragraph("TBC") if printed.startswith(KEY_POINTS) else ""

    (demo.parent / "tool.docx").write_bytes(docx(of_blocks(blocks(DOCUMENT), fill)))
    done = program(demo, "content", "import", str(demo.parent / "tool.docx"), *TODAY)
    assert done.code == 0, done.stderr
    assert statements(program, demo) == DOCUMENT.statements
    assert "tool.docx, table 2, row 3: Boxes are filled in" in done.stderr
    changed = paragraph("<w:ins><w:r><w:t>new</w:t></w:r></w:ins>")
    (demo.parent / "tool.docx").write_bytes(docx(changed + of_blocks(blocks(DOCUMENT))))
    done = program(demo, "content", "import", str(demo.parent / "tool.docx"), *TODAY)
    assert done.code == 3
    assert "tracked changes" in done.stderr


def test_a_rated_partnership_takes_the_words_and_keeps_its_ratings(program: Program, demo: Path, tool: Path) -> None:
    before = files(demo)
    done = program(demo, "content", "import", str(tool), *TODAY)
    assert done.code == 0, done.stderr
    assert "24 statements of 24 have other words now." in done.stderr
    assert "18 ratings are to be re-read" in done.stderr
    assert "no rating was changed: children-first.action" in done.stderr

    after = files(demo)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    content = {"content/pack.yaml", *(f"content/principles/{each.number}-{each.id}.yaml" for each in PACK.principles)}
    assert changed == content | {
        ".reflectctl/schema/principle.schema.json", ".reflectctl/schema/views.schema.json", ".reflectctl/content.json",
    }  # fmt: skip
    assert statements(program, demo) == DOCUMENT.statements

    pack = after["content/pack.yaml"].decode()
    assert "wording: published\n" in pack
    assert f"{hashlib.sha256(tool.read_bytes()).hexdigest()}\n" in pack
    assert "file: tool.txt\n" in pack
    assert 'imported: "2026-05-15"\n' in pack
    # What editors show beside a rating are the document's words too.
    assert DOCUMENT.words["scale", "agree", "meaning"] in json.dumps(
        json.loads(after[".reflectctl/schema/principle.schema.json"]), ensure_ascii=False
    )
    # Nothing of the restated words is left under the name of the published ones.
    for term in (*PACK.dimensions, *PACK.themes, *PACK.approaches):
        assert " ".join(term.meaning.split()) not in " ".join(pack.split())

    assert program(demo, "fmt", "--check").code == 0
    assert program(demo, "content", "check", "--strict").code == 0
    validated = program(demo, "validate", "--rule", "rating-to-be-reread", "--format", "json", *TODAY)
    assert validated.code == 0
    assert len(json.loads(validated.stdout)["diagnostics"]) == 18

    again = program(demo, "content", "import", str(tool), "--today", "2026-06-01")
    assert again.code == 0
    assert again.stderr == "Nothing to change: the files say so already.\n"
    assert files(demo) == after


def test_what_would_change_is_shown_without_changing_it(program: Program, fresh: Path, tool: Path) -> None:
    before = files(fresh)
    shown = program(fresh, "content", "import", str(tool), "--dry-run", *TODAY)
    assert shown.code == 0
    assert "+wording: published" in shown.stdout
    assert "+++ b/content/principles/3-voice.yaml" in shown.stdout
    assert files(fresh) == before


def test_a_principle_keeps_its_file_whatever_it_is_called(program: Program, fresh: Path, tool: Path) -> None:
    (fresh / "content/principles/3-voice.yaml").rename(fresh / "content/principles/our-voice.yaml")
    assert program(fresh, "content", "import", str(tool)).code == 0
    assert not (fresh / "content/principles/3-voice.yaml").exists()
    assert statements(program, fresh) == DOCUMENT.statements


def test_what_is_doubtful_is_listed_and_nothing_is_written(program: Program, fresh: Path, cut: Path) -> None:
    before = files(fresh)
    told = program(fresh, "content", "import", str(cut))
    assert told.code == 1
    at = next(number for number, line in enumerate(CUT.split("\n"), start=1) if VOICE[:90] in line)
    assert re.fullmatch(
        rf"cut\.txt:{at}: The statement voice\.action has no closing quotation mark; it may be cut short: “.*”\.\n",
        told.stdout,
    )
    assert "Nothing was written: 1 doubt about cut.txt." in told.stderr
    assert "--partial" in told.stderr
    assert files(fresh) == before


def test_part_of_a_document_leaves_the_rest_as_it_was(program: Program, fresh: Path, cut: Path) -> None:
    done = program(fresh, "content", "import", str(cut), "--partial")
    assert done.code == 0
    assert "has no closing quotation mark" in done.stdout
    assert "Not found, and left as it was: the statement voice.action." in done.stderr
    assert "23 statements of 24" in done.stderr
    own = next(each.text for each in PACK.statements if each.id == "voice.action")
    assert statements(program, fresh) == {**DOCUMENT.statements, "voice.action": own}
    # Words that are not all the document's must not go by its name.
    assert "wording: local\n" in (fresh / "content/pack.yaml").read_text(encoding="utf-8")
    assert program(fresh, "content", "check").code == 0


def test_part_of_a_document_leaves_the_rest_empty_where_nothing_was(
    program: Program, tmp_path: Path, cut: Path
) -> None:
    done = program(tmp_path, "content", "import", str(cut), "--into", "pack", "--partial")
    assert done.code == 0
    text = (tmp_path / "pack/principles/3-voice.yaml").read_text(encoding="utf-8")
    assert "  action:\n  behaviour: >-\n" in text
    checked = program(tmp_path, "content", "check", "pack")
    assert checked.code == 1
    assert "3-voice.yaml" in checked.stdout


def test_of_a_wrong_document_nothing_is_taken_even_in_part(program: Program, fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text("# Dear all\n\nThank you.\n", encoding="utf-8")
    told = program(fresh, "content", "import", str(tmp_path / "letter.md"), "--partial")
    assert told.code == 1
    assert told.stdout.startswith("letter.md: This does not look like the published tool")


@pytest.mark.parametrize("name", ["page.html", "tool.md", "plain.txt"])
def test_every_kind_of_file_gives_the_same_pack(program: Program, tmp_path: Path, tool: Path, name: str) -> None:
    printings = {
        "page.html": lambda: printing.html(blocks(DOCUMENT)),
        "tool.md": lambda: printing.markdown(blocks(DOCUMENT)),
        "plain.txt": lambda: printing.plain(blocks(DOCUMENT)),
    }
    (tmp_path / name).write_text(printings[name](), encoding="utf-8")
    for file, folder in ((tool.name, "one"), (name, "other")):
        assert program(tmp_path, "content", "import", file, "--into", folder, *TODAY).code == 0
    one, other = files(tmp_path / "one"), files(tmp_path / "other")
    assert len(one) == 9
    named = re.compile(rb"  (file: .*|sha256: .*|  [0-9a-f]{64})\n")
    assert {path: named.sub(b"", raw) for path, raw in one.items()} == {
        path: named.sub(b"", raw) for path, raw in other.items()
    }
    assert program(tmp_path, "content", "check", "other", "--against", "practice-principles", "--strict").code == 0


def test_a_pack_in_a_folder_takes_the_words_in_place_of_its_own(program: Program, tmp_path: Path, tool: Path) -> None:
    assert program(tmp_path, "content", "import", "tool.txt", "--into", "pack").code == 0
    path = tmp_path / "pack/principles/5-trauma.yaml"
    path.rename(path.with_name("trauma.yaml"))
    path.with_name("trauma.yaml").write_text(
        path.with_name("trauma.yaml").read_text(encoding="utf-8").replace("we’ve", "we have"), encoding="utf-8"
    )
    (tmp_path / "pack/README.md").write_text("Ours.\n", encoding="utf-8")
    done = program(tmp_path, "content", "import", "tool.txt", "--into", "pack")
    assert done.code == 0
    assert "Changed: principles/trauma.yaml." in done.stderr
    assert sorted(files(tmp_path / "pack"))[:2] == ["README.md", "pack.yaml"]


def test_a_folder_with_other_things_in_it_is_left_alone(program: Program, tmp_path: Path, tool: Path) -> None:
    told = program(tmp_path, "content", "import", "tool.txt", "--into", ".")
    assert told.code == 3
    assert "is there and is no content pack" in told.stderr
    assert os.listdir(tmp_path) == ["tool.txt"]


def test_another_instrument_is_not_given_the_words(program: Program, fresh: Path, tool: Path) -> None:
    pack = fresh / "content/pack.yaml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("id: practice-principles", "id: our-own"), encoding="utf-8")
    told = program(fresh, "content", "import", str(tool))
    assert told.code == 3
    assert "The content of this partnership is `our-own`" in told.stderr

    pack.write_text(text.replace("  - trauma\n", "").replace("id: collaboration", "id: together"), encoding="utf-8")
    before = files(fresh)
    told = program(fresh, "content", "import", str(tool))
    assert told.code == 3
    assert "has not the ids that the document's words go under. The principle `trauma`" in told.stderr
    assert files(fresh) == before


def test_a_theme_of_its_own_is_not_lost(program: Program, fresh: Path, tool: Path) -> None:
    pack = fresh / "content/pack.yaml"
    text = pack.read_text(encoding="utf-8")
    own = text.replace("themes:\n", "themes:\n  - id: joy\n    title: Joy\n")
    pack.write_text(own, encoding="utf-8")
    told = program(fresh, "content", "import", str(tool))
    assert told.code == 3
    assert "`joy`" in told.stderr
    assert pack.read_text(encoding="utf-8") == own


def test_without_a_partnership_a_folder_has_to_be_named(program: Program, tmp_path: Path, tool: Path) -> None:
    told = program(tmp_path, "content", "import", "tool.txt")
    assert told.code == 3
    assert "No partnership.yaml was found" in told.stderr
    assert "--into DIR" in told.stderr


def test_the_file_may_be_anywhere_but_has_to_be_one(program: Program, fresh: Path, tmp_path: Path) -> None:
    cases = {
        "nothing.txt": "cannot be read: No such file",
        ".": "is a folder; a document was expected",
    }
    for name, message in cases.items():
        told = program(fresh, "content", "import", str(tmp_path / name))
        assert told.code == 3
        assert message in told.stderr
    os.mkfifo(tmp_path / "pipe")
    assert "is no regular file" in program(fresh, "content", "import", str(tmp_path / "pipe")).stderr
    with (tmp_path / "long.txt").open("wb") as file:
        file.truncate(20_000_001)
    assert "is longer than 20 megabytes" in program(fresh, "content", "import", str(tmp_path / "long.txt")).stderr


def test_what_a_file_is_called_acts_on_nothing(program: Program, fresh: Path, tmp_path: Path) -> None:
    name = "::error::\x1b[31mtool\u202e.txt"
    (tmp_path / name).write_text(CUT.replace("VOICE", "\x1b]0;x"), encoding="utf-8")
    told = program(fresh, "content", "import", str(tmp_path / name))
    assert told.code == 1
    for line in (told.stdout + told.stderr).split("\n"):
        assert not line.startswith("::")
        assert "\x1b" not in line
        assert "\u202e" not in line
    (tmp_path / name).write_text(MIXED, encoding="utf-8")
    assert program(fresh, "content", "import", str(tmp_path / name)).code == 0
    assert "file: " in (fresh / "content/pack.yaml").read_text(encoding="utf-8")
    assert program(fresh, "content", "check").code == 0


def test_a_partnership_may_begin_with_the_published_words(tmp_path: Path, tool: Path) -> None:
    done = run(
        "init", "ours", "--name", "Ours", "--agency", "police=Police", "--content", "tool.txt",
        cwd=tmp_path, SOURCE_DATE_EPOCH="1790000000",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "ours/content/pack.yaml").read_text(encoding="utf-8")
    assert "wording: published\n" in text
    assert 'imported: "2026-09-21"\n' in text
    asked = str(DOCUMENT.words["questions", "value", "question"])
    assert f"## {asked}\n" in (tmp_path / "ours/preliminary.md").read_text(encoding="utf-8")
    assert run("validate", "--strict", cwd=tmp_path / "ours").returncode == 0
    assert git(tmp_path / "ours", "status", "--porcelain") == ""


def test_a_partnership_that_is_there_keeps_its_words_when_it_is_begun_again(
    program: Program, fresh: Path, tool: Path
) -> None:
    before = files(fresh)
    done = program(fresh, "init", ".", "--content", str(tool))
    assert done.code == 0
    assert "to take the document's words: reflectctl content import" in done.stderr
    assert files(fresh) == before


def test_a_partnership_does_not_begin_with_a_doubtful_document(program: Program, tmp_path: Path, cut: Path) -> None:
    told = program(tmp_path, "init", "ours", "--name", "Ours", "--content", "cut.txt")
    assert told.code == 1
    assert told.stdout.startswith("cut.txt:")
    assert "Nothing was begun: 1 doubt about cut.txt." in told.stderr
    assert not (tmp_path / "ours").exists()
