"""What `init` writes for forges, hooks and linters: fit for them as it stands, and doing what it says."""

import atexit
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from reflectctl import __version__, resources
from reflectctl.edits.forge import HOOKS, PIPELINES, forge, given, source
from reflectctl.errors import ReflectError
from reflectctl.storage.output_places import check_place
from tests.conftest import CLEAN, git, run
from tests.tools import NPM

CHECKOUT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent

HOSTILE = (
    'The "Safer" Partnership: [x] # <b> *P* `q` _r_ ~s~ $t$ | & &amp; {{ u }} ${{ v }}',
    "- 'No' & \\ no",
    "1. It's 100% & more #",
    "@everyone! Ltd.",
)


@cache
def _home() -> str:
    folder = tempfile.mkdtemp(prefix="reflectctl-tools-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def tool(name: str, *arguments: str | Path, cwd: Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run a tool that is installed beside the tests, which keeps what it keeps in a home of its own."""
    surroundings = {"HOME": _home()} | surroundings
    return subprocess.run(
        [name if "/" in name else str(BIN / name), *map(str, arguments)],
        cwd=cwd, env=CLEAN | surroundings, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


def begin(folder: Path, name: str = "Test Partnership") -> Path:
    """A partnership with a meeting about everything, as `init` and `meeting new` write it."""
    agencies = [f"agency-number-{number}" for number in range(12)]
    members = [word for agency in agencies for word in ("--agency", f"{agency}={name}")]
    made = run("init", folder, "--name", name, "--principle", "trauma", *members, cwd=folder.parent)
    assert made.returncode == 0, made.stderr
    everything = [word for number in range(1, 9) for word in ("--principle", str(number))]
    everyone = [word for agency in agencies for word in ("--present", agency)]
    for title, *words in (("Everything", *everything, *everyone), ("Nothing yet",)):
        met = run("meeting", "new", title, "--date", "2026-03-12", *words, cwd=folder)
        assert met.returncode == 0, met.stderr
    return folder


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership that has everything: meetings, and the files of every forge. Not to be changed."""
    folder = begin(tmp_path_factory.mktemp("begun") / "partnership", HOSTILE[0])
    for kind in PIPELINES:
        added = run("init", "--ci", kind, cwd=folder)
        assert added.returncode == 0, added.stderr
    return folder


def files(folder: Path, *endings: str) -> list[str]:
    """The files of a repository with these endings that are not ignored."""
    listed = git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return sorted(path for path in listed if path.endswith(endings))


# What the files are


def test_a_partnership_begins_valid_and_laid_out_with_what_every_forge_reads_in_it(begun: Path) -> None:
    assert run("validate", cwd=begun).returncode == 0
    assert run("fmt", "--check", cwd=begun).returncode == 0
    for kind in PIPELINES:
        for path, text in forge(kind, install=given(resources.origin())).items():
            assert (begun / path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (PIPELINES["github"], ["vendor.github-workflows"]),
        (".github/dependabot.yml", ["vendor.dependabot"]),
        (PIPELINES["gitlab"], ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
        # Its schema has patterns that are expressions in the looser of JavaScript's two grammars only.
        (PIPELINES["azure"], ["vendor.azure-pipelines", "--regex-variant", "nonunicode"]),
        (CHECKOUT / "action.yml", ["vendor.github-actions"]),
    ],
    ids=lambda value: Path(value).name if isinstance(value, (str, Path)) else "",
)
def test_what_a_forge_reads_fits_its_own_schema(begun: Path, path: str | Path, schema: list[str]) -> None:
    checked = tool("check-jsonschema", "--builtin-schema", *schema, path, cwd=begun)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_hooks_of_this_project_and_of_a_partnership_fit_pre_commit(begun: Path) -> None:
    offered = tool("pre-commit", "validate-manifest", CHECKOUT / ".pre-commit-hooks.yaml", cwd=CHECKOUT)
    assert offered.returncode == 0, offered.stdout
    asked = tool("pre-commit", "validate-config", HOOKS, cwd=begun)
    assert asked.returncode == 0, asked.stdout


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_shows_only_itself_in_every_file(tmp_path: Path, name: str) -> None:
    made = run("init", "p", "--name", name, "--agency", f"council={name}", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "p"
    assert yaml.safe_load((folder / "partnership.yaml").read_text(encoding="utf-8"))["name"] == name
    assert run("status", cwd=folder).stdout.splitlines()[0] == name
    shown = MarkdownIt("gfm-like", {"linkify": False}).render((folder / "README.md").read_text(encoding="utf-8"))
    assert shown.splitlines()[0] == f"<h1>{html.escape(name).replace('&#x27;', chr(39))}</h1>"
    checked = tool("yamllint", "--strict", ".", cwd=folder)
    assert (checked.returncode, checked.stdout) == (0, "")


@pytest.mark.npm
@pytest.mark.parametrize("name", HOSTILE)
def test_linters_have_nothing_against_a_name(tmp_path: Path, name: str) -> None:
    assert run("init", "p", "--name", name, "--agency", f"council={name}", cwd=tmp_path).returncode == 0
    checked = tool(str(NPM / "prettier"), "--check", "README.md", "partnership.yaml", cwd=tmp_path / "p")
    assert checked.returncode == 0, checked.stderr
    checked = tool(str(NPM / "markdownlint-cli2"), "README.md", cwd=tmp_path / "p")
    assert checked.returncode == 0, checked.stderr


def test_yamllint_has_nothing_to_say(begun: Path, built_demo: Path) -> None:
    own = [CHECKOUT / "action.yml", CHECKOUT / ".pre-commit-hooks.yaml", CHECKOUT / "content", CHECKOUT / "examples"]
    for folder, paths in ((begun, files(begun, ".yaml", ".yml")), (built_demo, ["."]), (begun, own)):
        checked = tool("yamllint", "--strict", "--config-file", folder / ".yamllint.yaml", *paths, cwd=folder)
        assert (checked.returncode, checked.stdout) == (0, "")


@pytest.mark.npm
def test_prettier_would_change_nothing(begun: Path, built_demo: Path) -> None:
    written = files(begun, ".yaml", ".yml", ".md", ".json")
    assert {".vscode/settings.json", HOOKS, ".github/pull_request_template.md"} <= set(written)
    own = ["action.yml", ".pre-commit-hooks.yaml", ".ci/package.json"]
    for folder, paths in ((begun, written), (built_demo, ["."]), (CHECKOUT, own)):
        checked = tool(str(NPM / "prettier"), "--check", *paths, cwd=folder)
        assert checked.returncode == 0, checked.stderr


@pytest.mark.npm
def test_markdownlint_has_nothing_to_say(begun: Path, built_demo: Path) -> None:
    for folder in (begun, built_demo):
        paths = files(folder, ".md")
        checked = tool(str(NPM / "markdownlint-cli2"), *paths, cwd=folder)
        assert checked.returncode == 0, checked.stderr
        assert f"Linting: {len(paths)} file(s)" in checked.stdout


@pytest.mark.npm
def test_action_validator_takes_the_workflow_and_the_action(begun: Path) -> None:
    for path in (begun / PIPELINES["github"], CHECKOUT / "action.yml"):
        checked = tool(str(NPM / "action-validator"), path, cwd=path.parent)
        assert checked.returncode == 0, checked.stdout + checked.stderr


# What they promise


def used(data: Any) -> Iterator[str]:
    """Every action that a workflow or an action uses."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "uses":
                yield value
            yield from used(value)
    elif isinstance(data, list):
        for value in data:
            yield from used(value)


def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it_and_to_the_same_one_everywhere() -> None:
    texts = [forge("github")[PIPELINES["github"]], (CHECKOUT / "action.yml").read_text(encoding="utf-8")]
    pins: dict[str, set[str]] = {}
    for text in texts:
        for use in used(yaml.safe_load(text)):
            name, _, commit = use.partition("@")
            assert re.fullmatch("[0-9a-f]{40}", commit), use
            assert re.search(rf"{commit} # v\d+\.\d+\.\d+$", text, re.MULTILINE), use
            pins.setdefault(name, set()).add(commit)
    assert sorted(pins) == ["actions/checkout", "actions/setup-python", "actions/upload-artifact"]
    assert all(len(commits) == 1 for commits in pins.values())


def brought_along(work: Path) -> Path:
    """A file that came with a proposal where reports are made."""
    (work / "reports").mkdir(exist_ok=True)
    (work / "reports/letter.html").write_text("not a report", encoding="utf-8")
    return work / "reports/letter.html"


def test_only_what_a_step_wrote_is_kept() -> None:
    workflow = yaml.safe_load(forge("github")[PIPELINES["github"]])
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
    for steps in (workflow["jobs"]["partnership"]["steps"], action["runs"]["steps"]):
        named = {step["name"]: step for step in steps}
        assert named["Write the report"]["id"] == "report"
        assert "steps.report.outcome == 'success'" in named["Keep the report"]["if"]


@pytest.mark.safety(4)
def test_nothing_that_a_forge_knows_is_put_into_the_text_of_a_shell() -> None:
    workflow = yaml.safe_load(forge("github")[PIPELINES["github"]])
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
    scripts = [step["run"] for step in (*workflow["jobs"]["partnership"]["steps"], *action["runs"]["steps"])
               if "run" in step]  # fmt: skip
    assert len(scripts) >= 8
    assert not [script for script in scripts if "${{" in script]
    azure = yaml.safe_load(forge("azure")[PIPELINES["azure"]])
    scripts = [step["bash"] for step in azure["jobs"][0]["steps"] if "bash" in step]
    assert not [script for script in scripts if re.search(r"\$\([A-Z]|\$\{\{|\$\[", script)]


def test_a_workflow_asks_for_no_more_than_reading_and_leaves_no_token_behind() -> None:
    text = forge("github")[PIPELINES["github"]]
    workflow = yaml.safe_load(text)
    job = workflow["jobs"]["partnership"]
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in job
    assert "pull_request_target" not in text
    assert "secrets" not in text
    assert job["steps"][0]["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert 0 < job["timeout-minutes"] <= 15
    assert workflow["concurrency"]["group"]


COMMIT = "git+https://forge.example/ours/reflectctl.git@" + "0123456789" * 4


@pytest.mark.safety(18)
def test_nothing_is_installed_by_a_name_that_may_be_anybodys(begun: Path) -> None:
    for kind in PIPELINES:
        text = forge(kind, install=COMMIT)[PIPELINES[kind]]
        assert f'REFLECTCTL: "{COMMIT}"' in text
        assert re.findall(r"pip install (.*)", text) == ['"$REFLECTCTL"']
    (hooks,) = yaml.safe_load((begun / HOOKS).read_text(encoding="utf-8"))["repos"]
    assert hooks["repo"] == "local"
    assert {each["language"] for each in hooks["hooks"]} == {"system"}
    offered = {each["id"]: each for each in yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    for each in hooks["hooks"]:
        assert {key: offered[each["id"]].get(key) for key in each if key != "language"} == {
            key: value for key, value in each.items() if key != "language"
        }


@pytest.mark.parametrize("kind", PIPELINES)
def test_a_pipeline_that_was_not_told_what_to_install_stops_and_says_so(tmp_path: Path, kind: str) -> None:
    said = yaml.safe_load(forge(kind)[PIPELINES[kind]])
    steps = {"github": lambda: [step["run"] for step in said["jobs"]["partnership"]["steps"] if "run" in step],
             "gitlab": lambda: said["partnership"]["before_script"],
             "azure": lambda: [step["bash"] for step in said["jobs"][0]["steps"] if "bash" in step]}  # fmt: skip
    (install,) = [each for each in steps[kind]() if "pip install" in each]
    done = shell(install, tmp_path, by=("sh", "-c") if kind == "gitlab" else ("bash", "-c"), REFLECTCTL="")
    assert done.returncode != 0
    assert "Say in REFLECTCTL what is installed" in done.stderr


@pytest.mark.parametrize("typed", [COMMIT, "reflectctl-0.1.0-py3-none-any.whl", "./tools/reflectctl.whl"])
def test_what_may_be_installed(typed: str) -> None:
    assert source(typed) in (typed, f"./{typed}")


@pytest.mark.parametrize(
    "typed",
    ["reflectctl", "reflectctl==0.1.0", COMMIT[:-1], "git+https://forge.example/x@main", '"; touch x; "', "../x.whl",
     "git+ssh://forge.example/x@" + "0" * 40, "https://forge.example/x.whl", "/x.whl", "$(x).whl"],
)  # fmt: skip
def test_what_may_not(tmp_path: Path, typed: str) -> None:
    done = run("init", "p", "--name", "T", "--ci", "github", "--install", typed, cwd=tmp_path)
    assert done.returncode == 2
    assert "nothing that a pipeline may install by" in done.stderr
    assert not (tmp_path / "p").exists()


def test_what_the_program_was_installed_from_is_taken() -> None:
    url = {
        "url": "https://forge.example/ours/reflectctl.git",
        "vcs_info": {"vcs": "git", "commit_id": COMMIT[-40:]},
    }
    assert given(url) == COMMIT
    for other in ({}, {"url": "file:///somewhere", "dir_info": {}}, {**url, "url": "ssh://git@forge.example/x"}):
        assert given(other) == ""


# What they do


def shell(
    script: str, cwd: Path, *, by: tuple[str, ...] = ("bash", "-eo", "pipefail", "-c"), **surroundings: str
) -> Any:
    """Run a step as its forge would, with the program of these tests on the path."""
    env = CLEAN | {"PATH": f"{BIN}{os.pathsep}{CLEAN['PATH']}"} | surroundings
    return subprocess.run([*by, script], cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=120)


def proposed(top: Path, kind: str, *, sound: bool) -> tuple[Path, str]:
    """A checkout of a pull request, merged for trying it as forges do, and the commit that it begins from."""
    origin, work = top / "origin", top / "work"
    made = run("init", origin, "--name", "T", "--agency", "council=C", "--ci", kind, cwd=top)
    assert made.returncode == 0, made.stderr
    git(top, "clone", "--quiet", str(origin), str(work))
    git(work, "switch", "--quiet", "--create", "spring")
    assert run("rate", "voice.action", "disagree", "--because", "We could not show it.", "--agreed", "2026-03-12",
               cwd=work).returncode == 0  # fmt: skip
    if not sound:
        record = work / "principles/3-voice.yaml"
        record.write_text(record.read_text(encoding="utf-8").replace("disagree", "splendid"), encoding="utf-8")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Spring")
    git(work, "switch", "--quiet", "--detach", "origin/main")
    git(work, "merge", "--quiet", "--no-ff", "--message", "Try it", "spring")
    return work, git(work, "rev-parse", "origin/main").strip()


@pytest.mark.parametrize("sound", [True, False], ids=["sound", "unsound"])
def test_the_workflow_for_github_checks_tells_and_reports(tmp_path: Path, sound: bool) -> None:
    work, base = proposed(tmp_path, "github", sound=sound)
    steps = yaml.safe_load((work / PIPELINES["github"]).read_text(encoding="utf-8"))["jobs"]["partnership"]["steps"]
    by_name = {step["name"]: step for step in steps}
    summary = tmp_path / "summary.md"

    def did(name: str, **surroundings: str) -> Any:
        return shell(by_name[name]["run"], work, GITHUB_STEP_SUMMARY=str(summary), **surroundings)

    checked = did("Validate", BASE=base)
    assert checked.returncode == (0 if sound else 1), checked.stdout + checked.stderr
    assert ("::error file=principles/3-voice.yaml,line=" in checked.stdout) == (not sound)
    told = did("Tell what moved", BASE=base)
    assert told.returncode == 0, told.stderr
    assert "Respect the voice" in summary.read_text(encoding="utf-8") or not sound
    assert summary.stat().st_size > 0
    reported = did("Write the report", BASE=base)
    assert reported.returncode == 0, reported.stderr
    kept = work / by_name["Keep the report"]["with"]["path"]
    assert kept.read_text(encoding="utf-8").startswith("<!doctype html>")
    # On a push there is no base.
    assert did("Validate", BASE="").returncode == (0 if sound else 1)
    assert did("Write the report", BASE="").returncode == 0
    assert git(work, "status", "--porcelain") == ""


@pytest.mark.parametrize("sound", [True, False], ids=["sound", "unsound"])
def test_the_pipeline_for_gitlab_checks_tells_and_reports(tmp_path: Path, sound: bool) -> None:
    work, base = proposed(tmp_path, "gitlab", sound=sound)
    job = yaml.safe_load((work / PIPELINES["gitlab"]).read_text(encoding="utf-8"))["partnership"]
    plain = ("sh", "-e", "-c")
    brought = brought_along(work)
    checked = shell("\n".join(job["script"]), work, by=plain, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert checked.returncode == (0 if sound else 1), checked.stdout + checked.stderr
    quality = json.loads((work / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert ("unknown-value" in {each["check_name"] for each in quality}) == (not sound)
    assert "<testsuites" in (work / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")
    told = shell("\n".join(job["after_script"]), work, by=plain, CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
                 CI_MERGE_REQUEST_SOURCE_BRANCH_SHA="")  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert (work / "reports/changes.md").stat().st_size > 0
    assert (work / "reports/report.html").is_file()
    assert not brought.exists()
    # On a branch there is no base.
    assert shell("\n".join(job["script"]), work, by=plain).returncode == (0 if sound else 1)
    assert shell("\n".join(job["after_script"]), work, by=plain).returncode == 0


@pytest.mark.parametrize("sound", [True, False], ids=["sound", "unsound"])
def test_the_pipeline_for_azure_checks_tells_and_reports(tmp_path: Path, sound: bool) -> None:
    work, base = proposed(tmp_path, "azure", sound=sound)
    steps = yaml.safe_load((work / PIPELINES["azure"]).read_text(encoding="utf-8"))["jobs"][0]["steps"]
    scripts = {step["displayName"]: step["bash"] for step in steps if "bash" in step}
    found = shell(scripts["Find the commit that the pull request begins from"], work,
                  SYSTEM_PULLREQUEST_TARGETBRANCH="refs/heads/main")  # fmt: skip
    assert found.stdout == f"##vso[task.setvariable variable=BASE]{base}\n", found.stderr
    brought = brought_along(work)
    checked = shell(scripts["Validate"], work, BASE=base)
    assert checked.returncode == (0 if sound else 1), checked.stdout + checked.stderr
    assert ("##vso[task.logissue type=error;sourcepath=principles/3-voice.yaml" in checked.stdout) == (not sound)
    results = next(step["inputs"]["testResultsFiles"] for step in steps if step.get("task") == "PublishTestResults@2")
    assert "<testsuites" in (work / results).read_text(encoding="utf-8")
    told = shell(scripts["Tell what moved"], work, BASE=base)
    summary = re.fullmatch(r"##vso\[task\.uploadsummary\](.+)\n", told.stdout)
    assert summary, told.stderr
    assert Path(summary.group(1)).stat().st_size > 0
    assert shell(scripts["Write the report"], work, BASE=base).returncode == 0
    assert (work / "reports/report.html").is_file()
    assert not brought.exists()
    assert shell(scripts["Validate"], work).returncode == (0 if sound else 1)


def test_the_action_of_this_project_checks_tells_and_reports_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    assert run("init", "ours here", "--name", "T", "--agency", "council=C", cwd=tmp_path).returncode == 0
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    rated = run("rate", "voice.action", "agree", "--because", "We said so.", cwd=tmp_path / "ours here")
    assert rated.returncode == 0, rated.stderr
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Rate")
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
    by_name = {step["name"]: step for step in action["runs"]["steps"]}
    summary = tmp_path / "summary.md"
    given = {
        "ROOT": "ours here", "BASE": "HEAD~1", "FAIL_ON": action["inputs"]["fail-on"]["default"],
        "REPORT": "made/for us/report.html", "GITHUB_STEP_SUMMARY": str(summary),
    }  # fmt: skip
    for name in ("Validate", "Tell what moved", "Write the report"):
        step = by_name[name]
        assert set(step["env"]) <= set(given)
        done = shell(step["run"], tmp_path, **given)
        assert done.returncode == 0, (name, done.stdout, done.stderr)
    assert "We said so." in summary.read_text(encoding="utf-8")
    assert (tmp_path / given["REPORT"]).is_file()
    warned = shell(by_name["Validate"]["run"], tmp_path, **given | {"FAIL_ON": "warning"})
    assert warned.returncode == 1, warned.stdout
    assert "::warning file=ours here/principles/3-voice.yaml" in warned.stdout


def scripts() -> list[str]:
    """What every pipeline has a shell do, but for installing."""
    github, gitlab, azure = (yaml.safe_load(forge(kind)[PIPELINES[kind]]) for kind in PIPELINES)
    found = [step.get("run", "") for step in github["jobs"]["partnership"]["steps"]]
    found += ["\n".join(gitlab["partnership"][part]) for part in ("script", "after_script")]
    found += [step.get("bash", "") for step in azure["jobs"][0]["steps"]]
    return [script for script in found if script and "pip install" not in script]


def test_a_revision_that_would_act_in_a_shell_only_fails(tmp_path: Path) -> None:
    work, _ = proposed(tmp_path, "azure", sound=True)
    for word in ('"; touch acted; "$(touch acted)`touch acted`', "--output=acted"):
        for script in scripts():
            done = shell(script, work, BASE=word, CI_MERGE_REQUEST_DIFF_BASE_SHA=word,
                         SYSTEM_PULLREQUEST_TARGETBRANCH=f"refs/heads/{word}",
                         GITHUB_STEP_SUMMARY=str(tmp_path / "summary"))  # fmt: skip
            assert done.returncode != 0, (word, script, done.stdout)
    assert not list(tmp_path.rglob("*acted*"))


# How they come to be there


def test_a_forge_can_be_added_to_a_partnership_that_is_there(fresh: Path) -> None:
    before = git(fresh, "rev-parse", "HEAD")
    added = run("init", "--ci", "gitlab", cwd=fresh)
    assert added.returncode == 0, added.stderr
    changed = git(fresh, "status", "--porcelain", "--untracked-files=all").splitlines()
    assert changed == [
        "?? .gitlab-ci.yml", "?? .gitlab/CODEOWNERS", "?? .gitlab/merge_request_templates/Default.md",
    ]  # fmt: skip
    assert git(fresh, "rev-parse", "HEAD") == before
    assert "Test Partnership: 3 files written" in added.stdout


def test_a_pipeline_that_is_there_is_kept_and_its_owner_is_told(fresh: Path) -> None:
    (fresh / ".gitlab-ci.yml").write_text("ours: {}\n", encoding="utf-8")
    added = run("init", "--ci", "gitlab", cwd=fresh)
    assert added.returncode == 0, added.stderr
    assert (fresh / ".gitlab-ci.yml").read_text(encoding="utf-8") == "ours: {}\n"
    assert ".gitlab-ci.yml is your own, and was kept" in added.stdout
    assert (fresh / ".gitlab/CODEOWNERS").is_file()
    # Our own, seen again, is nobody's surprise.
    assert run("init", "--ci", "github", cwd=fresh).returncode == 0
    assert "your own" not in run("init", "--ci", "github", cwd=fresh).stdout


@pytest.mark.parametrize("kind", PIPELINES)
def test_no_result_goes_where_init_writes(fresh: Path, kind: str) -> None:
    assert run("init", "--ci", kind, cwd=fresh).returncode == 0
    written = git(fresh, "ls-files", "--cached", "--others", "--exclude-standard").split()
    assert [path for path in written if not _is_refused(fresh / path)] == []


def _is_refused(path: Path) -> bool:
    try:
        check_place(path, lambda _: True)
    except ReflectError:
        return True
    return path.name == ".gitkeep"


def test_a_dry_run_lists_what_a_forge_would_get_and_writes_nothing(fresh: Path) -> None:
    shown = run("init", "--ci", "azure", "--dry-run", cwd=fresh)
    assert "write azure-pipelines.yml\n" in shown.stdout
    assert "keep  partnership.yaml\n" in shown.stdout
    assert git(fresh, "status", "--porcelain") == ""


def test_below_the_top_of_a_repository_it_says_where_the_forge_looks(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    made = run("init", "records/ours", "--name", "T", "--ci", "github", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "at the top of the git repository only" in made.stdout
    assert "`--root records/ours`" in made.stdout
    assert str(tmp_path) not in made.stdout


def test_a_forge_that_is_not_known_is_a_usage_error(tmp_path: Path) -> None:
    result = run("init", "p", "--name", "T", "--ci", "sourcehut", cwd=tmp_path)
    assert result.returncode == 2
    assert "github" in result.stderr
    assert not (tmp_path / "p").exists()


# Before a commit


SURROUNDINGS = {name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "SSL_"))} | {
    name: os.environ[name] for name in ("HOME", "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    if name in os.environ
}  # fmt: skip
"""What pip needs to fetch what this project is built with: its own configuration, wherever it is kept."""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project in a repository of its own, with a tag for its version, as it would be published."""
    folder = tmp_path_factory.mktemp("published") / "project"
    folder.mkdir()
    for name in ("src", "schema", "content", "examples"):
        shutil.copytree(CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".pre-commit-hooks.yaml"):
        shutil.copy(CHECKOUT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Publish")
    git(folder, "tag", f"v{__version__}")
    return folder


def fetching(cache: Path) -> dict[str, str]:
    """What pre-commit must be run with to keep what it fetches apart, and to find the program of these tests."""
    return SURROUNDINGS | {"PRE_COMMIT_HOME": str(cache), "PATH": f"{BIN}{os.pathsep}{CLEAN['PATH']}"}


def test_a_commit_is_refused_until_its_files_are_valid_in_a_clone_and_in_a_linked_worktree(tmp_path: Path) -> None:
    surroundings = fetching(tmp_path / "cache")
    clone = begin(tmp_path / "clone")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "Meetings")
    installed = tool("pre-commit", "install", "--install-hooks", cwd=clone, **surroundings)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    linked = tmp_path / "linked"
    git(clone, "worktree", "add", "--quiet", "-b", "linked", str(linked))
    for place in (clone, linked):
        commits_are_refused_until_valid(place, surroundings)


def commits_are_refused_until_valid(place: Path, surroundings: dict[str, str]) -> None:
    record = place / "principles/5-trauma.yaml"
    sound = record.read_text(encoding="utf-8")

    def commit(text: str) -> tuple[int, str]:
        record.write_text(text, encoding="utf-8")
        git(place, "add", "--all")
        done = tool(str(shutil.which("git")), "commit", "--message", "Rate", cwd=place, **surroundings)
        return done.returncode, done.stdout + done.stderr

    before = git(place, "rev-parse", "HEAD")
    code, said = commit(sound.replace("rating:", "rating: splendid", 1))
    assert code == 1, said
    assert "principles/5-trauma.yaml:6:13: error:" in said
    assert git(place, "rev-parse", "HEAD") == before

    code, said = commit(sound.replace("rating:", "rating: disagree", 1).replace("agreed:", "agreed: 2026-03-12", 1))
    assert code == 1, said
    assert "files were modified by this hook" in said
    assert git(place, "rev-parse", "HEAD") == before

    laid_out = record.read_text(encoding="utf-8")
    assert 'agreed: "2026-03-12"' in laid_out
    code, said = commit(laid_out.replace("meeting:", "meeting: 2026-03-12-nothing-yet", 1))
    assert code == 0, said
    assert git(place, "rev-parse", "HEAD") != before

    # A meeting that is missed is found, though it is not among the files of the commit.
    (place / "meetings/2026-03-12-nothing-yet.md").unlink()
    code, said = commit(record.read_text(encoding="utf-8"))
    assert code == 1, said
    assert "2026-03-12-nothing-yet" in said


def test_pre_commit_tries_this_project_on_a_partnership_that_has_no_configuration(
    published: Path, tmp_path: Path, demo: Path
) -> None:
    (demo / HOOKS).unlink()
    surroundings = fetching(tmp_path / "cache")
    tried = tool("pre-commit", "try-repo", published, "--all-files", cwd=demo, **surroundings)
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert re.search(r"reflectctl validate\.+Passed", tried.stdout)
    assert re.search(r"reflectctl fmt\.+Passed", tried.stdout)
