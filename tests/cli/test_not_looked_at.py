"""What could not be looked at is no all-clear, and what is found is repeated in no name, id or success line."""

import pytest

from ..conftest import git, run

NUMBER = "07700 900123"


@pytest.fixture
def shallow(demo, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", demo.as_uri(), "shallow")
    return tmp_path / "shallow"


@pytest.mark.safety(8)
def test_history_that_is_not_here_is_no_all_clear(shallow):
    done = run("privacy", "--history", cwd=shallow)

    assert done.returncode == 3
    assert "earlier versions of files are not all here" in done.stderr


def test_versions_that_were_never_fetched_are_no_all_clear(demo, tmp_path):
    git(demo, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", demo.as_uri(), "partial")

    done = run("privacy", "--history", cwd=tmp_path / "partial")

    assert done.returncode == 1
    assert "unreadable-file" in done.stdout


def test_a_disclosure_says_that_earlier_versions_are_not_here(shallow):
    told = run("report", "disclosure", "letters", "--format", "markdown", cwd=shallow).stdout

    assert "earlier versions are not all here" in told
    assert "every version of every file" not in told


def test_a_file_that_cannot_be_opened_is_counted_apart_with_its_reason(demo):
    before = run("privacy", cwd=demo).stdout
    (demo / "meetings" / "p.md").symlink_to("/etc/passwd")

    done = run("privacy", cwd=demo)

    assert done.returncode == 1
    assert "meetings/p.md:1:1: error: The path leads through a symbolic link" in done.stdout
    assert f"{before.split(' files')[0]} files looked at, 1 not, nothing" in done.stdout


def test_nothing_is_called_decided_that_cannot_be_read(demo):
    with (demo / "principles" / "1-children-first.yaml").open("a", encoding="utf-8") as file:
        file.write("x: [\n")

    done = run("public", "list", cwd=demo)

    assert done.returncode == 1
    assert "Nothing is undecided." not in done.stdout
    assert "1 file could not be read" in done.stdout


def test_a_section_does_not_tell_what_cannot_be_read_as_not_recorded(fresh):
    (fresh / "views").mkdir(exist_ok=True)
    (fresh / "views" / "council.yaml").write_text("views: [\n", "utf-8")

    told = run("report", "--section", "views", "--format", "markdown", cwd=fresh).stdout

    assert "Nothing is in what could be read." in told
    assert "Nothing is recorded here yet." not in told


def test_what_a_title_may_not_hold_is_in_no_name(fresh):
    done = run("meeting", "new", f"Call {NUMBER}", "--date", "2026-11-01", cwd=fresh)

    assert (fresh / "meetings" / "2026-11-01-meeting.md").exists()
    assert "900123" not in done.stdout + done.stderr
    assert "[telephone-number]" in done.stderr


@pytest.mark.parametrize("format", ["text", "lines", "json", "github", "gitlab", "sarif", "junit", "azure"])
def test_no_finding_repeats_a_name_that_looks_like_personal_data(fresh, format):
    name = "2026-11-01-call-07700-900123"
    (fresh / "meetings" / f"{name}.md").write_text(
        f'---\nid: {name}\ndate: "2026-11-01"\ntitle: "Call {NUMBER}"\npresent: [nobody-known]\n---\n', "utf-8"
    )

    done = run("validate", "--format", format, cwd=fresh)

    assert "telephone" in done.stdout
    assert "900123" not in done.stdout + done.stderr


def test_success_lines_repeat_nothing_that_is_found(demo, tmp_path):
    home = {"HOME": str(tmp_path)}
    added = run("source", "add", "children-first.action", f"Tel {NUMBER}", cwd=demo, **home)
    removed = run("source", "remove", "children-first.action", "Tel", cwd=demo, **home)
    undone = run("undo", cwd=demo, **home)

    assert added.returncode == removed.returncode == undone.returncode == 0
    assert "900123" not in added.stderr + removed.stderr + undone.stderr
