"""A git that cannot be asked any more, from any of its runs on: it is said, and nothing is told as absent for it."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import CLEAN, git, run

GIT = shutil.which("git")
FAKE = """\
#!/bin/sh
n=$(($(cat "$0.count") + 1))
echo $n > "$0.count"
if [ $n -ge $(cat "$0.from") ]; then
  if [ "$(cat "$0.how")" = half ] && [ "$2" != cat-file ]; then "{git}" "$@" | head -c 200; fi
  kill -9 $$
fi
exec "{git}" "$@"
"""

# Words beside the answers that a git which answers would give.
ANSWERS = {
    ("status",): (0, "Whether ratings are to be re-read is not known|could tell is left out|versions? of the wording"),
    ("validate",): (0, "was not checked: Git|could tell is left out|versions? of the wording"),
    ("report", "--format", "markdown"): (0, "could tell is left out"),
    ("report", "--format", "markdown", "--since", "HEAD~9"): (3, "reflectctl: Git"),
    ("history",): (3, "reflectctl: Git"),
    ("history", "views", "--format", "csv"): (3, "reflectctl: Git"),
    ("diff", "HEAD~9", "HEAD"): (3, "reflectctl: Git"),
    ("diff",): (3, "reflectctl: Git"),
    ("validate", "--since", "HEAD~9"): (3, "reflectctl: Git|was not checked: Git|versions? of the wording"),
}
NEVER = re.compile(
    "Nothing has been committed|no commit of|No rating moved|were not committed when|withdrawn|taken out"
)


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """A folder with a git that breaks off."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text(FAKE.format(git=GIT), encoding="utf-8")
    (folder / "git").chmod(0o755)
    return folder


@pytest.mark.parametrize("how", ["start", "half"])
@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_it_is_said_from_whichever_run_on_it_fails(
    failing: Path, built_demo: Path, words: tuple[str, ...], how: str
) -> None:
    code, said = ANSWERS[words]
    words = (*words, "--today", "2026-06-01") if words[0] != "history" and words[0] != "diff" else words
    whole = run(*words, cwd=built_demo, REFLECTCTL_NO_CACHE="1")
    for first in (*range(1, 9), 12):
        for name, text in (("from", first), ("how", how), ("count", 0)):
            (failing / f"git.{name}").write_text(str(text))
        told = run(*words, cwd=built_demo, PATH=f"{failing}:{CLEAN['PATH']}", REFLECTCTL_NO_CACHE="1")
        if int((failing / "git.count").read_text()) < first:
            assert told.stdout == whole.stdout
            assert first > 2, "git is asked more than once"
            return
        assert "Traceback" not in told.stderr
        if told.returncode == 0 and told.stdout == whole.stdout and words[0] in ("diff", "history"):
            # What it was asked for in vain was not needed.
            continue
        at = f"from run {first} on: {told}"
        assert told.returncode == code or (code == 3 and told.returncode in (0, 1)), at
        assert re.search(said, told.stderr) or "could not be read" in " ".join(told.stdout.split()), at
        assert not NEVER.search(told.stderr), at
        if code == 0 and words[0] == "report":
            assert "Not known: git could not be read" in told.stdout, at
            assert "were not committed when" not in told.stdout, at


LOST = {
    "status": (0, "Whether ratings are to be re-read is not known"),
    "validate": (0, "was not checked: The commit"),
    "report --format markdown": (0, "could tell is left out"),
    "history": (3, "reflectctl: The commit"),
    "diff": (3, "reflectctl: The commit"),
    "review-point june": (3, "reflectctl: The commit"),
}


@pytest.mark.parametrize("words", LOST)
def test_a_commit_that_is_checked_out_and_lost_is_not_told_as_nothing_committed(demo: Path, words: str) -> None:
    git(demo, "commit", "-q", "--allow-empty", "-m", "The last")
    head = git(demo, "rev-parse", "HEAD").strip()
    (demo / ".git/objects" / head[:2] / head[2:]).unlink()

    told = run(*words.split(), cwd=demo, REFLECTCTL_NO_CACHE="1")

    code, said = LOST[words]
    assert told.returncode == code, told
    assert f"The commit that is checked out ({head[:10]}) cannot be read" in told.stderr
    assert said in told.stderr
    assert code == 0 or "git fsck" in told.stderr
    assert not NEVER.search(told.stderr)
