"""With `git-setup`, git's own commands tell of the records in sentences; `--undo` leaves the clone as it was."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reflectctl.app import git_setup
from tests.conftest import CLEAN, git, run

ROOT = Path(__file__).parents[2]
CHILDREN = "principles/1-children-first.yaml"
KEY = "diff.reflectctl.textconv"
NAME = "Put children and young people first"
BEHAVIOUR = (
    f"-{NAME}, Behaviour: neither agree nor disagree, agreed on 12 March 2026 at 2026-03-12-children-first-a-year-on.\n"
    f"+{NAME}, Behaviour: disagree, agreed on 12 March 2026 at 2026-03-12-children-first-a-year-on.\n"
)


@pytest.fixture
def ready(demo: Path) -> Path:
    assert run("git-setup", cwd=demo).returncode == 0
    return demo


def move(folder: Path) -> None:
    path = folder / CHILDREN
    path.write_text(path.read_text().replace("\n    rating: neither", "\n    rating: disagree", 1))


def lines(text: str, sign: str) -> list[str]:
    return [each for each in text.splitlines() if each.startswith(sign) and not each.startswith(sign * 3)]


def test_git_diff_reads_as_sentences(ready: Path) -> None:
    move(ready)
    shown = git(ready, "diff")
    assert BEHAVIOUR in shown
    assert len(lines(shown, "+")) == len(lines(shown, "-")) == 1
    assert "rating:" not in shown
    assert "rating: disagree" in git(ready, "diff", "--no-textconv")


def test_git_show_and_git_log_read_as_sentences(ready: Path) -> None:
    move(ready)
    git(ready, "commit", "-qam", "Look again")
    assert BEHAVIOUR in git(ready, "show")
    assert BEHAVIOUR in git(ready, "log", "-p", "-1", "--", CHILDREN)
    log = git(ready, "log", "-p", "-3")
    assert "\n+  Held on 23 April 2026.\n" in log
    assert "\n+  Present: Wessex Police.\n" in log
    assert "\n+id: " not in log


@pytest.mark.parametrize("told_in", ["docs/information-governance.md", "src/reflectctl/app/privacy.py"])
def test_the_search_of_all_history_that_is_advised_finds_what_no_sentence_tells(ready: Path, told_in: str) -> None:
    advised = re.search(r"git (log --all [^`\n]*-S) WORDS", (ROOT / told_in).read_text(encoding="utf-8"))
    assert advised is not None
    path = ready / CHILDREN
    path.write_text(path.read_text() + "# Rowanberry said no\n")
    git(ready, "commit", "-qam", "A comment")
    assert git(ready, "log", "--oneline", "-S", "Rowanberry", "HEAD^..") == ""
    git(ready, "switch", "-qc", "side", "HEAD~")
    git(ready, "merge", "-q", "--no-commit", "--no-ff", "-s", "ours", "-")
    (ready / "notes.txt").write_text("Hawthornbush said yes\n")
    git(ready, "add", "notes.txt")
    git(ready, "commit", "-qm", "A merge")
    assert "A comment" in git(ready, *advised[1].split(), "Rowanberry")
    assert "A merge" in git(ready, *advised[1].split(), "Hawthornbush")


def test_a_hunk_is_headed_by_the_statement_it_is_about(ready: Path) -> None:
    path = ready / CHILDREN
    path.write_text(path.read_text().replace("They belong", "All belong", 1).replace("in the drafting", "in it", 1))
    heading = next(each for each in git(ready, "diff").splitlines() if each.startswith("@@"))
    assert f"@@ {NAME}, Action: agree" in heading


def test_a_patch_made_for_others_is_still_a_patch(ready: Path) -> None:
    move(ready)
    git(ready, "commit", "-qam", "Look again")
    patch = git(ready, "format-patch", "-1", "--stdout")
    assert "+    rating: disagree" in patch


def test_it_says_what_it_set_and_undo_takes_just_that_out(demo: Path) -> None:
    git(demo, "config", "user.name", "Somebody")
    git(demo, "config", "diff.other.textconv", "cat")
    before = (demo / ".git/config").read_bytes()
    done = run("git-setup", cwd=demo)
    value = git(demo, "config", "--get", KEY).strip()
    assert done.returncode == 0
    assert f"Set in this clone's configuration: {KEY} = {value}" in done.stderr
    assert "reflectctl git-setup --undo" in done.stderr
    assert "reflectctl textconv" in value
    assert git(demo, "status", "--porcelain") == ""

    again = run("git-setup", cwd=demo)
    assert f"{KEY} is set in this clone already." in again.stderr
    assert git(demo, "config", "--get-all", KEY).strip() == value

    undone = run("git-setup", "--undo", cwd=demo)
    for key in (KEY, "merge.reflectctl.driver", "merge.reflectctl.name"):
        assert f"Took {key} out of this clone's configuration." in undone.stderr
    assert (demo / ".git/config").read_bytes() == before
    assert f"{KEY} is not set here." in run("git-setup", "--undo", cwd=demo).stderr


def test_a_dry_run_changes_nothing(demo: Path) -> None:
    (demo / ".gitattributes").write_text("* text=auto\n")
    before = {path: path.read_bytes() for path in (demo / ".git/config", demo / ".gitattributes")}
    shown = run("git-setup", "--dry-run", cwd=demo)
    assert f"Would set in this clone's configuration: {KEY} = " in shown.stderr
    assert "+/principles/**/*.yaml diff=reflectctl merge=reflectctl\n" in shown.stdout
    assert {path: path.read_bytes() for path in before} == before
    run("git-setup", cwd=demo)
    settled = (demo / ".git/config").read_bytes()
    assert f"Would take {KEY}" in run("git-setup", "--undo", "--dry-run", cwd=demo).stderr
    assert (demo / ".git/config").read_bytes() == settled


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (None, b""),
        (b"", b""),
        (b"* text=auto\r\n*.png binary\r\n", b"* text=auto\r\n*.png binary\r\n"),
        (b"# no newline \xc3\xa9", b"# no newline \xc3\xa9\n"),
    ],
)
def test_lines_that_gitattributes_lacks_are_added_and_the_rest_is_kept(
    demo: Path, before: bytes | None, kept: bytes
) -> None:
    path = demo / ".gitattributes"
    path.unlink()
    if before is not None:
        path.write_bytes(before)
    done = run("git-setup", cwd=demo)
    assert "Changed: .gitattributes. Commit it" in done.stderr
    after = path.read_bytes()
    assert after.startswith(kept)
    assert after.count(b"diff=reflectctl") == 5
    assert (b"\r\n" in after) == (b"\r\n" in kept)
    assert "Changed" not in run("git-setup", cwd=demo).stderr
    assert path.read_bytes() == after
    move(demo)
    assert BEHAVIOUR in git(demo, "diff", "--", CHILDREN)


def test_what_gitattributes_says_already_is_left_as_it_is(demo: Path) -> None:
    path = demo / ".gitattributes"
    path.write_text("principles/**/*.yaml -diff\n/meetings/**/*.md diff=mine text\n")
    run("git-setup", cwd=demo)
    assert path.read_text() == (
        "principles/**/*.yaml -diff\n/meetings/**/*.md diff=mine text\n"
        "/partnership.yaml diff=reflectctl merge=reflectctl\n/preliminary.md diff=reflectctl merge=reflectctl\n"
        "/meetings/**/*.md merge=reflectctl\n/principles/**/*.yaml merge=reflectctl\n"
        "/views/**/*.yaml diff=reflectctl merge=reflectctl\n"
        "/report.yaml merge=reflectctl\n/content/**/*.yaml merge=reflectctl\n"
    )


def test_a_gitattributes_that_cannot_be_read_is_not_touched(demo: Path, tmp_path: Path) -> None:
    path = demo / ".gitattributes"
    config = (demo / ".git/config").read_bytes()
    path.write_bytes(b"\xff\xfe")
    assert run("git-setup", cwd=demo).returncode == 3
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    assert run("git-setup", cwd=demo).returncode == 3
    assert not (tmp_path / "elsewhere").exists()
    assert (demo / ".git/config").read_bytes() == config


def test_a_setting_of_somebody_else_is_left_alone(demo: Path) -> None:
    git(demo, "config", KEY, "their-own")
    for words in ([], ["--undo"]):
        result = run("git-setup", *words, cwd=demo)
        assert result.returncode == 3
        assert "to something else: their-own" in result.stderr
    assert git(demo, "config", KEY).strip() == "their-own"


def test_undo_takes_out_what_would_stop_every_merge(demo: Path) -> None:
    """Git merges nothing where a driver has a name and no command, so no part of the section stays."""
    run("git-setup", cwd=demo)
    git(demo, "config", "--unset", "merge.reflectctl.driver")
    git(demo, "config", "merge.reflectctl.recursive", "text")
    assert run("git-setup", "--undo", cwd=demo).returncode == 0
    assert "merge" not in (demo / ".git/config").read_text()


def test_a_merge_driver_of_somebody_else_is_left_alone(demo: Path) -> None:
    git(demo, "config", "merge.reflectctl.driver", "their-own %A")
    for words in ([], ["--undo"]):
        result = run("git-setup", *words, cwd=demo)
        assert result.returncode == 3
        assert "to something else: their-own %A" in result.stderr
    assert "textconv" not in (demo / ".git/config").read_text()


def test_what_init_begins_needs_the_setting_only(fresh: Path) -> None:
    assert "diff=reflectctl" in (fresh / ".gitattributes").read_text()
    done = run("git-setup", cwd=fresh)
    assert "Changed" not in done.stderr
    assert git(fresh, "status", "--porcelain") == ""


def test_without_the_setting_the_attributes_do_nothing(demo: Path) -> None:
    move(demo)
    assert "+    rating: disagree" in git(demo, "diff")


def test_it_works_in_a_worktree_for_the_whole_clone(demo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other tree"
    git(demo, "worktree", "add", "-q", "-b", "other", str(other))
    assert run("git-setup", cwd=other).returncode == 0
    move(other)
    assert BEHAVIOUR in git(other, "diff")
    assert git(demo, "config", "--local", KEY)
    assert run("git-setup", "--undo", cwd=other).returncode == 0


@pytest.mark.safety(4)
def test_a_partnership_below_the_top_is_told_with_its_own_titles(demo: Path, tmp_path: Path) -> None:
    top = tmp_path / "top"
    inside = top / "our records; x"
    top.mkdir()
    git(top, "init", "-q")
    subprocess.run(["cp", "-R", demo, inside], check=True)
    subprocess.run(["rm", "-rf", inside / ".git"], check=True)
    git(top, "add", "-A")
    git(top, "commit", "-qm", "all")
    assert run("git-setup", cwd=inside).returncode == 0
    move(inside)
    for here in (top, inside, inside / "meetings"):
        assert BEHAVIOUR in git(here, "diff")


def test_it_is_refused_outside_git(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "partnership.yaml").write_text("format: 1\n")
    result = run("git-setup", cwd=folder)
    assert result.returncode == 3
    assert "is not in a git repository" in result.stderr
    assert sorted(each.name for each in folder.iterdir()) == ["partnership.yaml"]


def test_a_broken_file_is_shown_as_it_is(ready: Path) -> None:
    (ready / CHILDREN).write_text("principle: [\n")
    shown = git(ready, "diff")
    assert "\n+principle: [\n" in shown
    assert f"\n-{NAME} (children-first)\n" in shown


@pytest.mark.parametrize("driver", [True, False])
def test_in_a_conflict_only_the_sentences_that_differ_stand_between_marks(ready: Path, *, driver: bool) -> None:
    for branch, rating in (("one", "disagree"), ("other", "strongly-disagree")):
        git(ready, "switch", "-qc", branch, "main")
        path = ready / CHILDREN
        path.write_text(path.read_text().replace("\n    rating: neither", f"\n    rating: {rating}", 1))
        git(ready, "commit", "-qam", branch)
    if not driver:
        git(ready, "config", "--remove-section", "merge.reflectctl")
    merged = subprocess.run(["git", "merge", "one"], cwd=ready, env=CLEAN, capture_output=True, check=False)
    assert merged.returncode == 1
    changed = [each for each in git(ready, "diff").splitlines() if each[:2].strip() and each[:1] in " +-"]
    changed = [each for each in changed if not each.startswith(("---", "+++"))]
    told = f"{NAME}, Behaviour: {{}}, agreed on 12 March 2026 at 2026-03-12-children-first-a-year-on."
    assert changed == [
        "++<<<<<<< ours",
        f" +{told.format('strongly disagree')}",
        "++=======",
        f"+ {told.format('disagree')}",
        "++>>>>>>> theirs",
    ]


def test_hostile_files_never_stop_git_nor_reach_the_terminal(ready: Path) -> None:
    (ready / CHILDREN).write_bytes(b'principle: "\\x1b[31m"\nassessments: {x: "\x07\xe9\xff"}\n\x1b[2J')
    (ready / "principles/9-long.yaml").write_bytes(b"a" * 2_000_000)
    (ready / "principles/-n $(touch x) `y` '.yaml").write_bytes(b'principle: "\\x1b[31m"\n')
    (ready / "principles/deep.yaml").write_bytes(b"[" * 100_000)
    (ready / "meetings/utf16.md").write_bytes("---\nid: x\n".encode("utf-16"))
    git(ready, "add", "-A")
    shown = git(ready, "diff", "--cached")
    assert "2,000,000 bytes, too long to be shown. Their SHA-256 is " in shown
    assert "+\\x1b[31m\n" in shown
    assert not any(c in shown for c in "\x1b\x07\x00")
    assert not (ready / "x").exists()


def test_another_content_of_a_file_that_is_too_long_is_a_change(ready: Path) -> None:
    path = ready / "principles/9-long.yaml"
    path.write_bytes(b"a" * 2_000_000)
    git(ready, "add", "-A")
    path.write_bytes(b"a" * 1_999_999 + b"b")
    assert len(lines(git(ready, "diff"), "+")) == 1


def test_git_goes_on_when_the_program_is_gone(ready: Path) -> None:
    git(ready, "config", KEY, git(ready, "config", KEY).strip().replace(sys.executable, "/gone/python"))
    move(ready)
    assert "+    rating: disagree" in git(ready, "diff")


@pytest.mark.safety(4)
def test_nothing_lying_in_the_repository_is_taken_for_the_program(ready: Path, tmp_path: Path) -> None:
    sentinel = tmp_path / "ran"
    code = f"open({str(sentinel)!r}, 'w')\n"
    (ready / "reflectctl").mkdir()
    for name in ("reflectctl/__init__.py", "reflectctl/__main__.py", "yaml.py", "re.py", "sitecustomize.py"):
        (ready / name).write_text(code)
    (ready / "python").write_text(f"#!/bin/sh\ntouch {sentinel}\n")
    move(ready)
    assert BEHAVIOUR in git(ready, "diff", "--", CHILDREN)
    assert not sentinel.exists()


@pytest.mark.safety(4, 18)
def test_where_python_lies_is_no_words_for_the_shell(tmp_path: Path) -> None:
    python = tmp_path / "a b;touch x;$(touch y)" / "python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\nprintf "ran %s\\n" "$1"\n')
    python.chmod(0o755)
    for command in (
        git_setup._textconv(str(python), "b;touch z", "a;touch z"),
        git_setup._driver(str(python)).replace("%%", "%"),
    ):
        done = subprocess.run(
            ["sh", "-c", f"{command} file"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.stdout.startswith("ran -I"), done
    assert sorted(each.name for each in tmp_path.iterdir()) == [python.parent.name]


def textconv(*words: str | Path, cwd: Path, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reflectctl", "textconv", *map(str, words)],
        cwd=cwd, env=CLEAN | surroundings, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_copy_without_its_path_is_known_by_its_keys(demo: Path, tmp_path: Path) -> None:
    for path, first in (
        (CHILDREN, f"{NAME} (children-first)"),
        ("meetings/2026-04-23-looking-back.md", "Looking back over fifteen months (2026-04-23-looking-back)"),
        ("preliminary.md", "Preliminary discussion"),
        ("partnership.yaml", "Wessbury Safeguarding Children Partnership"),
    ):
        for name in (f"xyz_{path.rpartition('/')[2]}", "tmp_nothing"):
            copy = tmp_path / name
            copy.write_bytes((demo / path).read_bytes())
            assert textconv(copy, cwd=demo).stdout.decode().splitlines()[0] == first


def test_outside_a_partnership_things_are_called_by_their_ids(demo: Path, tmp_path: Path) -> None:
    told = textconv(demo / CHILDREN, cwd=tmp_path).stdout.decode()
    assert "\nchildren-first, culture: strongly-agree, agreed on 12 March 2026" in told
    (tmp_path / "partnership.yaml").write_text("format: 99\n")
    assert textconv(demo / CHILDREN, cwd=tmp_path).stdout.decode() == told


def test_what_git_is_given_is_the_same_bytes_in_any_locale(demo: Path) -> None:
    (demo / "x.yaml").write_text("principle: Ŵ – “ê”\n", encoding="utf-8")
    for surroundings in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}, {}):
        assert textconv("x.yaml", cwd=demo, **surroundings).stdout == "Ŵ – “ê”\n".encode()


def test_textconv_asked_for_wrongly_says_how(demo: Path) -> None:
    assert textconv("--help", cwd=demo).stdout.startswith(b"Usage: reflectctl textconv")
    for words in ((), ("a", "b"), ("--root",)):
        result = textconv(*words, cwd=demo)
        assert result.returncode in (2, 3)
        assert result.stderr
    assert textconv("missing.yaml", cwd=demo).returncode == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_textconv_waits_for_nothing(demo: Path) -> None:
    os.mkfifo(demo / "pipe.yaml")
    assert textconv("pipe.yaml", cwd=demo).returncode == 3


def test_textconv_is_answered_before_typer_is_imported(demo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reflectctl", "textconv", CHILDREN],
        cwd=demo, env=CLEAN | {"REFLECTCTL_NO_CACHE": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "reflectctl.render.textconv" in done.stderr
    assert not [each for each in ("typer", "jsonschema", "ruamel", "subprocess") if f" {each}\n" in done.stderr]
