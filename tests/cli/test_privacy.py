"""Personal data is found wherever it was planted, and no output of any format repeats it. SAFETY rule 14."""

import pytest

from ..conftest import git, run

VALUES = ("401 023 2137", "3/4/2011", "Jaydenia", "42/12345/26", "k.planted@council.gov.uk", "07700 900123")
PLANTED = f"Jaydenia (15), NHS {VALUES[0]}, DOB {VALUES[1]}, crime ref {VALUES[3]}, {VALUES[4]}, {VALUES[5]}"
FORMATS = ("text", "lines", "json", "github", "gitlab", "sarif", "junit", "azure")

FILES = ("partnership.yaml", "report.yaml", "preliminary.md", "principles/3-voice.yaml", "meetings/2025-03-13-voice.md")


def silent(text: str) -> bool:
    return not any(value in text for value in VALUES)


def plant(demo, name: str) -> None:
    with (demo / name).open("a", encoding="utf-8") as file:
        file.write(f"\n# {PLANTED}\n")


@pytest.mark.parametrize("name", FILES)
def test_what_is_planted_in_a_file_is_found_there(demo, name):
    plant(demo, name)

    done = run("privacy", "--format", "lines", cwd=demo)

    assert done.returncode == 1
    assert done.stdout.count(f"{name}:") == len(VALUES)
    assert silent(done.stdout + done.stderr)


@pytest.mark.safety(14)
@pytest.mark.parametrize("format", FORMATS)
def test_no_format_repeats_what_was_found(demo, format):
    plant(demo, "report.yaml")

    done = run("privacy", "--format", format, cwd=demo)

    assert done.returncode == 1
    assert "an NHS number" in done.stdout
    assert silent(done.stdout + done.stderr)


def test_the_example_has_none(demo):
    assert run("privacy", cwd=demo).returncode == 0
    assert run("privacy", "--staged", cwd=demo).returncode == 0


def test_only_what_is_staged_is_looked_at_before_a_commit(demo):
    plant(demo, "report.yaml")
    assert run("privacy", "--staged", cwd=demo).returncode == 0

    git(demo, "add", "report.yaml")
    (demo / "report.yaml").write_text("title: Ours\n", "utf-8")
    done = run("privacy", "--staged", "--format", "lines", cwd=demo)

    assert done.returncode == 1
    assert done.stdout.count("report.yaml:") == len(VALUES)
    assert silent(done.stdout + done.stderr)


def test_history_has_what_files_have_no_longer_and_what_messages_say(demo):
    before = (demo / "report.yaml").read_text("utf-8")
    plant(demo, "report.yaml")
    git(demo, "commit", "-qam", f"For {PLANTED}")
    (demo / "report.yaml").write_text(before, "utf-8")
    git(demo, "commit", "-qam", "Taken out")
    assert run("privacy", cwd=demo).returncode == 0

    done = run("privacy", "--history", "--format", "lines", "--fail-on", "warning", cwd=demo)

    commit = git(demo, "rev-parse", "HEAD^").strip()[:10]
    assert done.returncode == 1
    assert done.stdout.count("report.yaml:") == len(VALUES)
    assert f"It came with {commit} of " in done.stdout
    assert f"commit {commit}:1:" in done.stdout
    assert silent(done.stdout + done.stderr)


def test_other_files_can_be_named(demo, tmp_path):
    report = tmp_path / "report.html"
    report.write_text(f"<p>{PLANTED}</p>", "utf-8")

    done = run("privacy", "--files", str(report), cwd=demo)

    assert done.returncode == 1
    assert silent(done.stdout + done.stderr)


def test_lighter_kinds_can_be_let_through(demo):
    (demo / "report.yaml").write_text("title: Near WB1 2AB\n", "utf-8")

    assert run("privacy", cwd=demo).returncode == 1
    assert run("privacy", "--fail-on", "warning", cwd=demo).returncode == 0


def test_how_to_remove_is_said_without_looking(tmp_path):
    done = run("privacy", "--how-to-remove", cwd=tmp_path)

    assert done.returncode == 0
    assert "git filter-repo" in done.stdout


@pytest.mark.parametrize("words", [("--staged", "--history"), ("--files",), ("--staged", "report.yaml")])
def test_what_cannot_go_together_is_refused(demo, words):
    assert run("privacy", *words, cwd=demo).returncode == 2
