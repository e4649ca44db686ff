"""`fmt` as a person uses it: what would change, what changes, and what is left alone."""

import os
import re
import subprocess
from pathlib import Path
from random import Random

import pytest

from reflectctl.cli import app
from tests.cli.test_journey import changed, commit, do
from tests.conftest import run
from tests.edits.test_formatter import Untidy, calm, records, solid

PATH = "principles/1-children-first.yaml"
MEETING = "meetings/2025-02-13-children-first.md"


def write(folder: Path, text: str | bytes, path: str = PATH) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def text(folder: Path, path: str = PATH) -> str:
    return (folder / path).read_bytes().decode()


def swap(folder: Path, old: str, new: str, path: str = PATH) -> None:
    """Put some words in the place of the first of others."""
    assert old in text(folder, path)
    write(folder, text(folder, path).replace(old, new, 1), path)


def everything(folder: Path) -> dict[str, bytes]:
    files = [each for each in folder.rglob("*") if each.is_file() and ".git" not in each.parts]
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def test_the_example_and_a_new_partnership_are_laid_out_already(demo: Path, fresh: Path) -> None:
    for folder, files in ((demo, 46), (fresh, 19)):
        before = everything(folder)
        told = run("fmt", "--check", cwd=folder)
        assert (told.returncode, told.stdout) == (0, "")
        assert told.stderr == f"0 files would be formatted, {files} left as they are.\n"
        told = run("fmt", cwd=folder)
        assert (told.returncode, told.stdout) == (0, "")
        assert told.stderr == f"0 files formatted, {files} left as they were.\n"
        assert everything(folder) == before


@pytest.mark.parametrize("every", ["children-first", "all"])
def test_a_partnership_with_principles_begun_is_laid_out_already(tmp_path: Path, every: str) -> None:
    pack = Path(__file__).parent.parent.parent / "content/practice-principles/principles"
    ids = [path.stem.split("-", 1)[1] for path in pack.glob("*.yaml")] if every == "all" else [every]
    do(tmp_path, "init", "here", "--name", "Ours: and 'theirs'", "--agency", "a=A: b # c", "--agency", "b=B",
       "--statutory", "a", *(word for id in ids for word in ("--principle", id)))  # fmt: skip
    do(tmp_path / "here", "fmt", "--check")


def test_what_every_command_writes_is_laid_out_already(fresh: Path) -> None:
    words = "It's said: # 'well' - and at length. "
    rate = ("rate", "1.culture", "agree", "--because", words * 5)
    add = ("action", "add", "1", words, "--owner", "council", "--due", "2026-09-30", "--opened", "2026-03-12")
    for line in (
        ("meeting", "new", words, "--date", "2026-03-12", "--principle", "children-first", "--present", "council"),
        ("meeting", "new", "Another", "--date", "2026-04-12"),
        rate,
        ("view", "1.culture", "neither", "--agency", "police", "--because", words),
        ("view", "1.culture", "agree", "--agency", "council", "--because", words * 5),
        ("view", "1.culture", "not-yet-rated", "--agency", "council", "--because", "Not asked."),
        ("note", "1.culture", "evidence", words),
        ("note", "1.culture", "evidence", f"{words}\n\n\n  {words}"),
        ("note", "1.culture", "building", f"  {words}"),
        (*add, "--serves", "culture", "--serves", "action"),
        (*add, "--horizon", "longer_term", "--role", "Lead: data"),
        ("rate", "1.culture", "not-yet-rated", "--because", "It is asked anew."),
        ("rate", "2.action", "disagree", "--because", "Short."),
    ):
        do(fresh, *line)
        do(fresh, "fmt", "--check")
    id = re.findall(r"id: (a-\w+)", text(fresh))
    do(fresh, "action", "start", id[0])
    do(fresh, "action", "done", id[0], "--outcome", words * 4, "--closed", "2026-05-01")
    do(fresh, "action", "drop", id[1], "--because", words, "--closed", "2026-05-01")
    do(fresh, "fmt", "--check")


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        (PATH, '    agreed: "2026-03-12"\n', "    agreed: 2026-03-12\n"),
        (PATH, '    agreed: "2026-03-12"\n', "    agreed: '2026-03-12'   \n"),
        (PATH, '        dated: "2022"\n', "        dated: 2022\n"),
        (PATH, "    rating: agree\n", "    rating:   agree\n"),
        (PATH, "    sources:\n", "    sources :\n"),
        (PATH, "../.reflectctl/schema/principle", "../../.reflectctl/schema/meeting"),
        (MEETING, "absent: ", "absent:   "),
        (MEETING, 'date: "2025-02-13"', "date: 2025-02-13"),
        (
            "partnership.yaml",
            "  - id: police\n    name: Wessex Police\n    statutory: true\n",
            "  -  id: police\n     name: Wessex Police\n     statutory: true\n",
        ),
    ],
)
def test_mending_a_line_changes_that_line_only(demo: Path, path: str, right: str, wrong: str) -> None:
    before = text(demo, path)
    swap(demo, right, wrong, path)
    commit(demo, "Write a line as it comes")

    told = run("fmt", cwd=demo)

    assert told.returncode == 0
    lines = wrong.count("\n") or 1
    assert changed(demo) == {path: (lines, lines)}
    assert text(demo, path) == before
    assert "1 file formatted, 45 left as they were." in told.stderr
    assert "0 files formatted" in run("fmt", cwd=demo).stderr


def test_a_key_out_of_place_moves_alone(demo: Path) -> None:
    key = "    meeting: 2026-03-12-children-first-a-year-on\n"
    swap(demo, f'    agreed: "2026-03-12"\n{key}', f'{key}    agreed: "2026-03-12"\n')
    commit(demo, "Put a key above another")

    do(demo, "fmt")

    assert changed(demo) == {PATH: (1, 1)}


def test_check_lists_what_would_change_and_changes_nothing(demo: Path) -> None:
    swap(demo, "rating: agree", "rating:  agree")
    swap(demo, "absent:", "absent: ", MEETING)
    before = everything(demo)

    told = run("fmt", "--check", cwd=demo)

    assert told.returncode == 1
    assert told.stdout == f"{MEETING}\n{PATH}\n"
    assert told.stderr == "2 files would be formatted, 44 left as they are.\n"
    assert everything(demo) == before


def test_the_diff_is_what_fmt_does(demo: Path) -> None:
    swap(demo, "rating: agree", "rating:  agree  # as we said")
    swap(demo, 'agreed: "2026-03-12"', "agreed: 2026-03-12")
    swap(demo, "id: 2025", "id:  2025", MEETING)
    before = everything(demo)

    told = run("fmt", "--diff", "--check", cwd=demo)

    assert told.returncode == 1
    assert len(re.findall("^-(?!-- a/)", told.stdout, re.MULTILINE)) == 3
    assert everything(demo) == before
    subprocess.run(["git", "apply"], cwd=demo, input=told.stdout, text=True, check=True)
    by_hand = everything(demo)
    assert by_hand != before
    for path, raw in before.items():
        write(demo, raw, path)
    do(demo, "fmt")
    assert everything(demo) == by_hand
    told = run("fmt", "--diff", cwd=demo)
    assert (told.returncode, told.stdout) == (0, "")


def test_a_file_that_cannot_be_read_is_left_alone_and_the_others_are_laid_out(demo: Path) -> None:
    swap(demo, "rating: agree\n", 'rating: "agree\n')
    swap(demo, "id: 2025", "id:  2025", MEETING)
    write(demo, "principle:  voice\nprinciple: x\n", "principles/3-voice.yaml")
    write(demo, "---\ntitle:  x\n", "meetings/open.md")
    write(demo, b"title:  \xff\n", "principles/latin.yaml")
    before = everything(demo)

    for option in ("--check", "--diff", None):
        told = run("fmt", *([option] if option else []), cwd=demo)
        assert told.returncode == 1
        for place, rule in (
            (PATH, "yaml-syntax"),
            ("principles/3-voice.yaml:2:1", "duplicate-key"),
            ("meetings/open.md:1:1", "front-matter"),
            ("principles/latin.yaml:1:9", "malformed-text"),
        ):
            assert re.search(rf"^{re.escape(place)}:.* error: .*\[{rule}\]$", told.stderr, re.MULTILINE), place
        assert "4 files could not be, for the reasons above." in told.stderr

    after = everything(demo)
    assert [path for path in after if after[path] != before[path]] == [MEETING]


def test_what_cannot_be_laid_out_is_left_alone_and_said(demo: Path) -> None:
    write(demo, "? principle\n: voice\n", "principles/3-voice.yaml")
    told = run("fmt", cwd=demo)
    assert told.returncode == 1
    assert "principles/3-voice.yaml:1:1: error: A key is written with a question mark here." in told.stderr
    assert text(demo, "principles/3-voice.yaml") == "? principle\n: voice\n"


def test_windows_line_endings_and_byte_order_marks_go(demo: Path) -> None:
    before = everything(demo)
    for path in (PATH, "partnership.yaml", MEETING):
        write(demo, b"\xef\xbb\xbf" + before[path].replace(b"\n", b"\r\n"), path)

    do(demo, "fmt")

    assert everything(demo)[PATH] == before[PATH]
    assert everything(demo)["partnership.yaml"] == before["partnership.yaml"]
    # A meeting's notes are not touched, and its front matter does not have other line endings than they have.
    assert everything(demo)[MEETING] == before[MEETING].replace(b"\n", b"\r\n")
    do(demo, "fmt", "--check")


def test_notes_are_not_touched(demo: Path) -> None:
    notes = "\n#  Notes  \n\n\n\n* a\n\t- b   \n---\nid:   c\n\n\n"
    front = text(demo, MEETING).split("\n---\n")[0] + "\n---\n"
    write(demo, front.replace("id: ", "id:   ") + notes, MEETING)
    do(demo, "fmt")
    assert text(demo, MEETING) == front + notes


def test_only_what_is_named_is_laid_out(demo: Path) -> None:
    for path in (PATH, "principles/3-voice.yaml", "principles/archive/x.yaml", MEETING):
        write(demo, "\n\n\n# c\n" + text(demo, path), path) if path in everything(demo) else write(demo, "a:  b", path)
    write(demo, text(demo, MEETING).lstrip("\n# c").replace("id: ", "id:  "), MEETING)
    write(demo, "---\n" + text(demo, MEETING).lstrip("-\n"), MEETING)

    def listed(*paths: str, cwd: Path = demo) -> list[str]:
        return run("fmt", "--check", *paths, cwd=cwd).stdout.split()

    archived = "principles/archive/x.yaml"
    assert listed() == [MEETING, PATH, "principles/3-voice.yaml", archived]
    assert listed(".") == listed(str(demo)) == listed()
    assert listed("meetings") == listed("meetings/") == [MEETING]
    assert listed(PATH) == [PATH]
    assert listed("archive", "../meetings", cwd=demo / "principles") == [MEETING, archived]
    assert listed(cwd=demo / "principles/archive") == listed()
    assert listed("-C", str(demo), str(demo / PATH), cwd=demo.parent) == [PATH]
    assert listed("README.md") == []
    told = run("fmt", "principles/archive", cwd=demo)
    assert told.stderr == "1 file formatted, 0 left as they were.\n"
    assert text(demo, archived).startswith("# yaml-language-server: $schema=../../.reflectctl/schema/principle")
    assert listed() == [MEETING, PATH, "principles/3-voice.yaml"]


def test_outside_a_partnership_it_says_where_to_go(tmp_path: Path) -> None:
    told = run("fmt", cwd=tmp_path)
    assert told.returncode == 3
    assert "No partnership.yaml was found" in told.stderr


def test_other_files_are_not_touched(demo: Path) -> None:
    for path in ("README.md", "principles/notes.txt", "meetings/plan.yaml", "other.yaml", ".reflectctl/x.yaml"):
        write(demo, "a:    b   \n\n\n\n", path)
    before = everything(demo)
    do(demo, "fmt")
    assert everything(demo) == before


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_symbolic_link_is_never_followed(demo: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    write(tmp_path, "principle:   voice\n", "outside.yaml")
    (demo / "principles/3-voice.yaml").unlink()
    (demo / "principles/3-voice.yaml").symlink_to(outside)

    for paths in ([], ["principles/3-voice.yaml"]):
        told = run("fmt", *paths, cwd=demo)
        assert told.returncode == 1
        assert "principles/3-voice.yaml:1:1: error: The path leads through a symbolic link" in told.stderr
    assert outside.read_text() == "principle:   voice\n"
    assert (demo / "principles/3-voice.yaml").is_symlink()


def test_a_read_only_file_stops_it_before_anything_is_written(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    swap(demo, "rating: agree", "rating:  agree")
    swap(demo, "id: 2025", "id:  2025", MEETING)
    before = everything(demo)
    # Nothing is read-only to root, as whom tests may run.
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith(PATH))

    assert app.run(["-C", str(demo), "fmt"]) == 3

    assert f"{PATH} is read-only; nothing was written." in capsys.readouterr().err
    assert everything(demo) == before


def test_laying_out_an_untidy_partnership_changes_nothing_that_it_says(demo: Path) -> None:
    before = records(demo)
    for path, there in before.items():
        untidy = Untidy(path, there, Random(path).choice).text
        if path.endswith(".md"):
            untidy = untidy.replace("\r\n", "\n") + text(demo, path).removeprefix(there)
        write(demo, untidy, path)
    assert run("fmt", "--check", cwd=demo).stdout.count("\n") > 30

    told = run("fmt", cwd=demo)

    assert told.returncode == 0
    assert do(demo, "diff", "HEAD") == ""
    assert "0 errors" in run("validate", cwd=demo).stdout or "nothing to mend" in run("validate", cwd=demo).stdout
    for path, there in records(demo).items():
        assert solid(calm(there)) == solid(before[path])
    do(demo, "fmt", "--check")
