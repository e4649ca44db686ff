"""Beginning a partnership, and building the example."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reflectctl.app.init import Asked, init
from reflectctl.errors import ReflectError
from tests.conftest import CLEAN, context, git, run

INIT = ("init", "p", "--name", "Test Partnership", "--agency", "council=Test Council")


def test_a_new_partnership_is_complete_valid_and_committed(tmp_path: Path) -> None:
    made = run(*INIT, "--principle", "trauma", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "p"
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "rev-list", "--count", "HEAD").strip() == "1"
    for path in ("README.md", ".vscode/settings.json", ".reflectctl/schema/principle.schema.json", "content/pack.yaml"):
        assert (folder / path).is_file()
    checked = run("validate", cwd=folder)
    assert checked.returncode == 0
    assert "nothing to mend" in checked.stdout


def test_what_comes_next_begins_by_going_there(tmp_path: Path) -> None:
    def said(typed: str, cwd: Path) -> str:
        made = run("init", *([typed] if typed else []), *INIT[2:], cwd=cwd)
        assert made.returncode == 0, made.stderr
        return made.stdout.splitlines()[-1]

    assert (
        said("p", tmp_path) == "Next: `cd p`; there `reflectctl status` says where you are, and what could come next."
    )
    for typed, cd in (("our records", "cd 'our records'"), ("it's", "cd 'it'\"'\"'s'"), ("$(x)", "cd '$(x)'")):
        assert said(typed, tmp_path).startswith(f"Next: `{cd}`; there ")
    for typed in ("", ".", str(tmp_path / "here")):
        (tmp_path / "here").mkdir(exist_ok=True)
        assert said(typed, tmp_path / "here").startswith("Next: `reflectctl status` says")
    demo = run("demo", "a demo", cwd=tmp_path)
    assert "\nTry: cd 'a demo' && reflectctl status" in demo.stdout


def test_a_new_partnership_is_told_how_it_begins_and_leads_to_no_name_that_is_not_ours(tmp_path: Path) -> None:
    assert run(*INIT, cwd=tmp_path).returncode == 0
    folder = tmp_path / "p"

    def said(*words: str) -> str:
        told = run(*words, cwd=folder)
        assert told.returncode == 0, told.stderr
        return " ".join(f"{told.stdout} {told.stderr}".split())

    assert "No meeting lies ahead yet: its day is to be found. It could be the preliminary discussion." in said("next")
    assert said("action", "list") == "No actions are recorded yet."
    said("action", "add", "1", "Ask.", "--owner", "council", "--due", "2999-12-31")
    assert said("action", "list", "--status", "done") == "No such actions."
    assert "1 action is open. The next falls due on 31 December 2999" in said("report", "--format", "markdown")
    assert "pypi.org" not in (folder / "README.md").read_text("utf-8")
    assert "pypi.org" not in said("validate", "--format", "sarif")


def test_running_init_again_keeps_everything_and_says_so(tmp_path: Path) -> None:
    run(*INIT, cwd=tmp_path)
    folder = tmp_path / "p"
    (folder / "README.md").write_text("ours\n", encoding="utf-8")
    (folder / ".editorconfig").unlink()
    again = run("init", "p", "--name", "Another name", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert "Kept" in again.stdout
    assert (folder / "README.md").read_text(encoding="utf-8") == "ours\n"
    assert (folder / ".editorconfig").is_file()
    assert "Test Partnership" in (folder / "partnership.yaml").read_text(encoding="utf-8")
    assert git(folder, "rev-list", "--count", "HEAD").strip() == "1"


def test_init_asks_nothing_where_nobody_can_answer(tmp_path: Path) -> None:
    result = run("init", "p", cwd=tmp_path)
    assert result.returncode == 2
    assert "--name" in result.stderr
    assert not (tmp_path / "p").exists()


def test_init_without_git_makes_no_repository_and_a_dry_run_makes_nothing(tmp_path: Path) -> None:
    dry = run(*INIT, "--dry-run", cwd=tmp_path)
    assert dry.returncode == 0
    assert "partnership.yaml" in dry.stdout
    assert not (tmp_path / "p").exists()
    assert run(*INIT, "--no-git", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "p" / ".git").exists()
    assert run("report", "--format", "markdown", cwd=tmp_path / "p").returncode == 0


def test_init_inside_a_repository_leaves_committing_to_its_owner(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    result = run(*INIT, cwd=tmp_path)
    assert result.returncode == 0
    assert "repository already" in result.stdout
    assert git(tmp_path, "status", "--porcelain") != ""


def test_names_that_mean_something_to_yaml_stay_names(tmp_path: Path) -> None:
    result = run(
        "init", "p", "--name", "No: [a] # name", "--agency", "on=Yes & 'No'", "--agency", "a=null", cwd=tmp_path
    )
    assert result.returncode == 0, result.stderr
    assert run("validate", cwd=tmp_path / "p").returncode == 0
    assert "No: [a] # name" in run("status", cwd=tmp_path / "p").stdout


def test_an_agency_that_cannot_be_understood_is_a_usage_error(tmp_path: Path) -> None:
    for agency in ("council", "Council=Council", "a b=C", "=C", "c="):
        result = run("init", "p", "--name", "T", "--agency", agency, cwd=tmp_path)
        assert result.returncode == 2, agency
        assert "agency" in result.stderr
    assert not (tmp_path / "p").exists()


def test_a_name_that_no_file_could_hold_is_a_usage_error(tmp_path: Path) -> None:
    for name in ("a\x1bb", "a\x85\x07b", os.fsdecode(b"a\xffb"), "long " * 100):
        for words in (("--name", name), ("--name", "T", "--agency", f"council={name}")):
            result = run("init", "p", *words, cwd=tmp_path)
            assert result.returncode == 2, (words, result.stdout, result.stderr)
            assert "Traceback" not in result.stderr
    assert run("init", "p", "--name", "T", "--agency", f"{'c' * 81}=C", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "p").exists()


def test_a_partnership_that_has_its_own_statements_keeps_them_and_gets_none_of_ours(tmp_path: Path) -> None:
    assert run(*INIT, cwd=tmp_path).returncode == 0
    folder = tmp_path / "p"
    (folder / "content/principles/8-safer-spaces.yaml").unlink()
    (folder / "principles/8-safer-spaces.yaml").unlink()
    pack = folder / "content/pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("  - safer-spaces\n", "", 1), encoding="utf-8")
    (folder / ".reflectctl/schema/principle.schema.json").unlink()
    again = run("init", cwd=folder)
    assert again.returncode == 0, again.stderr
    assert not (folder / "content/principles/8-safer-spaces.yaml").exists()
    assert "safer-spaces" not in (folder / ".reflectctl/schema/principle.schema.json").read_text(encoding="utf-8")
    assert run("validate", cwd=folder).returncode == 0


def test_content_that_is_gone_is_brought_back_by_init(tmp_path: Path) -> None:
    assert run(*INIT, cwd=tmp_path).returncode == 0
    folder = tmp_path / "p"
    shutil.rmtree(folder / "content")
    assert run("validate", cwd=folder).returncode == 1
    assert run("init", cwd=folder).returncode == 0
    assert run("validate", cwd=folder).returncode == 0


def test_init_and_demo_work_where_they_are_told_to(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert run("-C", "here", *INIT, cwd=tmp_path).returncode == 0
    assert (tmp_path / "here/p/partnership.yaml").is_file()
    added = run("-C", "here/p", "init", "--ci", "github", cwd=tmp_path)
    assert added.returncode == 0, added.stderr
    assert (tmp_path / "here/p/.github/workflows/reflectctl.yml").is_file()
    assert run("-C", "here", "demo", cwd=tmp_path).returncode == 0
    assert (tmp_path / "here/demo/partnership.yaml").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here"]


def test_the_example_is_the_same_on_every_machine(built_demo: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Somebody\n\temail = s@example.org\n[core]\n\tautocrlf = true\n[commit]\n\tgpgsign = true\n"
        "[init]\n\tdefaultBranch = trunk\n",
        encoding="utf-8",
    )
    result = run(
        "demo", "elsewhere/demo", cwd=tmp_path,
        HOME=str(home), TZ="America/New_York", LC_ALL="C", GIT_CONFIG_GLOBAL=str(home / ".gitconfig"),
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    second = tmp_path / "elsewhere" / "demo"
    assert git(second, "rev-parse", "HEAD") == git(built_demo, "rev-parse", "HEAD")
    assert (second / "reports/report.html").read_bytes() == (built_demo / "reports/report.html").read_bytes()
    assert "reports/report.html" in result.stdout
    assert git(second, "status", "--porcelain") == ""


def test_the_example_tells_the_story_that_it_promises(demo: Path) -> None:
    checked = run("validate", cwd=demo)
    assert checked.returncode == 0
    assert len(list((demo / "meetings").glob("*.md"))) >= 14
    assert len(list((demo / "principles").glob("*.yaml"))) == 8
    assert git(demo, "rev-list", "--merges", "--count", "HEAD").strip() == "1"
    told = run("history", cwd=demo).stdout
    assert "taken back" in told
    moved = run("diff", "2025-11-01", "HEAD", cwd=demo).stdout
    for words in ("towards agreement", "towards disagreement", "newly rated", "to be re-read"):
        assert words in moved.lower()
    status = run("status", "--today", "2026-04-30", cwd=demo).stdout
    assert "18 of 24" in status
    assert "verdue" in status


def test_the_example_is_not_built_over_anything(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine\n", encoding="utf-8")
    result = run("demo", ".", cwd=tmp_path)
    assert result.returncode == 3
    assert "not empty" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt"]


def test_init_asks_at_a_terminal(tmp_path: Path) -> None:
    script = shutil.which("script")
    assert script is not None, "util-linux's script plays the terminal"
    import sys

    result = subprocess.run(
        [script, "--quiet", "--return", "--command", f"{sys.executable} -m reflectctl init p", os.devnull],
        cwd=tmp_path,
        input="Asked Partnership\npolice=Asked Police\n\n",
        capture_output=True,
        text=True,
        env=CLEAN | {"TERM": "dumb"},
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    said = (tmp_path / "p" / "partnership.yaml").read_text(encoding="utf-8")
    assert "Asked Partnership" in said
    assert "Asked Police" in said


def test_every_command_that_the_new_readme_names_works_as_it_stands(tmp_path: Path) -> None:
    import shlex

    assert run(*INIT, cwd=tmp_path).returncode == 0
    folder = tmp_path / "p"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    named = [line for line in readme.splitlines() if line.startswith("reflectctl ")]
    assert len(named) >= 5
    for line in named:
        result = run(*shlex.split(line.replace("RATING", "disagree"))[1:], cwd=folder)
        assert result.returncode == 0, (line, result.stderr)
    changed = git(folder, "status", "--porcelain", "--untracked-files=all")
    assert "reports/" not in changed, "reports are made anew, not kept"


def test_what_is_asked_for_is_asked_last_and_again_where_it_is_no_agency(tmp_path: Path) -> None:
    asked: list[str] = []
    notes: list[str] = []
    answers = iter(["Fernmoor", "Wessex Police", "police=Fern Valley Police", "police=Others", ""])

    def ask(question: str, _: str = "") -> str:
        asked.append(question)
        return next(answers)

    here = context(tmp_path)._replace(note=notes.append)
    for wrong in (Asked(Path("p"), principles=["nothing"]), Asked(Path("p"), agencies=["Police"])):
        with pytest.raises(ReflectError):
            init(here, wrong, ask)
    assert asked == []

    init(here, Asked(Path("p"), git=False), ask)

    assert [line.split(";")[0] for line in notes] == [
        "'Wessex Police' does not name an agency", "The agency id 'police' is given twice.",
    ]  # fmt: skip
    said = (tmp_path / "p/partnership.yaml").read_text("utf-8")
    assert "Fernmoor" in said
    assert said.count("id: police") == 1
