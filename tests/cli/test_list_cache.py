"""What a shell offers is the same whether its lists were kept or not, whatever has changed meanwhile."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reflectctl.app.partnership import open_partnership
from reflectctl.cli import console, list_cache, lists
from reflectctl.cli.completion_words import ASKED, Awaited, Unusual, offered
from reflectctl.cli.list_cache import KeptList
from reflectctl.storage import kept_answers
from tests.conftest import CLEAN, git

NAMES = [*lists._OF_A_PARTNERSHIP, *lists._OF_OTHERS]
GRAIN = 40_000_000
"""Some ticks of the clock by which Linux gives files their times."""


@pytest.fixture
def ready(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, with a cache folder of its own, on a system whose clock has a finer grain."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept_answers, "GRAIN", GRAIN)
    monkeypatch.chdir(demo)
    time.sleep(2 * GRAIN / 1e9)
    return demo


def told(name: str, language: str | None = None) -> list[tuple[str, str]]:
    """A list as a shell is offered it."""
    found = lists.listed(console.context()._replace(language=language), name)
    return [(id, " ".join(title.split())) for id, title in found]


def anew(name: str, language: str | None = None) -> list[tuple[str, str]]:
    """The same without anything kept, of a partnership that was read whole."""
    here = console.context()._replace(language=language)
    try:
        if name in lists._OF_A_PARTNERSHIP:
            found = lists._OF_A_PARTNERSHIP[name](open_partnership(here)[1].partnership)
        else:
            found = lists._OF_OTHERS[name](here)
    except Exception:
        found = []
    return [(id, " ".join(title.split())) for id, title in found]


def is_kept(name: str, language: str | None = None) -> bool:
    return KeptList(name, ".", language, os.environ).read() is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_kept_and_told_again(ready: Path, name: str) -> None:
    first = told(name)
    assert first == anew(name)
    assert is_kept(name)
    assert told(name) == first
    # From a folder below, too.
    os.chdir("principles")
    assert is_kept(name)
    # Whoever wants nothing kept has nothing of it.
    assert KeptList(name, ".", None, {**os.environ, "REFLECTCTL_NO_CACHE": "1"}).read() is None


def test_the_rules_are_the_same_everywhere(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told("rules")
    monkeypatch.chdir(tmp_path)
    assert is_kept("rules")
    # What there is none of elsewhere is not kept for there.
    assert told("agencies") == []
    assert not is_kept("agencies")


def test_every_name_that_the_table_has_is_a_list_or_made_of_some() -> None:
    from reflectctl.cli import offers, table

    names = {each.offers for of in table.COMMANDS for each in table.parameters(of)} - {""}
    assert names <= {*NAMES, *offers._OF_SEVERAL}
    assert {*lists._OF_A_PARTNERSHIP, "sections"} == list_cache.FILES.keys()


TYPED = ("rate 1.", "rate 1.action=", "action done a-", "diff HEAD..", "explain un", "agency leave ", "-C . view r")


def test_a_shell_is_answered_from_what_is_kept_without_the_libraries(ready: Path) -> None:
    command = [
        sys.executable, "-c",
        "import sys; from reflectctl.__main__ import main; main();"
        "print(*{'typing', 're', 'typer', 'yaml', 'json', 'pathlib'} & set(sys.modules), file=sys.stderr)",
    ]  # fmt: skip
    surroundings = CLEAN | {"XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"], ASKED: "complete_bash"}
    # As old as what somebody works with.
    time.sleep(2.1)

    def run(words: str) -> subprocess.CompletedProcess[str]:
        typed = {"COMP_LINE": f"reflectctl {words}", "COMP_POINT": str(len(f"reflectctl {words}"))}
        return subprocess.run(command, cwd=ready, env=surroundings | typed, capture_output=True, text=True, check=False)

    for words in TYPED:
        first, again = run(words), run(words)
        assert again.stdout == first.stdout != "", words
        assert again.stderr == "\n", words


def _changed_in_place(path: Path, dice: random.Random) -> None:
    """As many bytes at the same time as before."""
    status, text = path.stat(), path.read_text("latin-1")
    places = [at for at, sign in enumerate(text) if sign.isalpha()] or [0]
    at = dice.choice(places)
    path.write_text(text[:at] + dice.choice("xyz") + text[at + 1 :], "latin-1")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _copied(path: Path, _: random.Random) -> None:
    path.with_name(f"copy-{path.name}").write_text(path.read_text("latin-1").replace("id: a-", "id: a-x"), "latin-1")


def _linked(path: Path, _: random.Random) -> None:
    elsewhere = path.rename(path.with_name(".elsewhere"))
    path.symlink_to(elsewhere)


CHANGES: list[Callable[[Path, random.Random], object]] = [
    _changed_in_place,
    _copied,
    _linked,
    lambda path, dice: path.write_text(
        path.read_text("latin-1").replace(dice.choice(("title:", "name:", "id:")), "id: x", 1), "latin-1"
    ),
    lambda path, _: path.rename(path.with_name(f"moved-{path.name}")),
    lambda path, _: path.unlink(),
    lambda path, _: path.chmod(0),
    lambda path, _: path.write_bytes(b"\xff" + path.read_bytes()),
    lambda path, _: (path.parent / "new").mkdir(exist_ok=True),
    lambda path, _: git(Path(), "commit", "-qam", "Something", "--allow-empty"),
    lambda path, dice: git(Path(), "tag", "-f", f"t{dice.randrange(5)}"),
    lambda path, dice: git(Path(), "branch", "-f", f"b{dice.randrange(5)}"),
    lambda path, _: git(Path(), "pack-refs", "--all"),
    lambda path, _: git(Path(), "checkout", "-q", "--", "."),
    lambda path, _: git(Path(), "clean", "-qfdx"),
]


@pytest.mark.slow
@pytest.mark.safety(15)
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(n, marks=pytest.mark.soak) for n in range(2, 40))])
def test_whatever_changes_the_lists_are_those_that_there_are(ready: Path, tmp_path: Path, seed: int) -> None:
    dice, again = random.Random(seed), 0
    for _ in range(40):
        files = [path for path in ready.rglob("*") if path.suffix in (".yaml", ".md") and ".git" not in path.parts]
        files = [path for path in files if path.is_file() and not path.is_symlink()]
        names = dice.sample(NAMES, 5)
        for name in names:
            language = dice.choice([None, None, None, "en", "cy"])
            again += is_kept(name, language)
            assert told(name, language) == anew(name, language), (name, language)
        dice.choice(CHANGES)(dice.choice([*files, ready / "partnership.yaml", ready / "content/pack.yaml"]), dice)
        if not (ready / "partnership.yaml").exists() or dice.random() < 0.2:
            git(ready, "checkout", "-q", "--", ".")
        if dice.random() < 0.2:
            for kept in (tmp_path / "cache").rglob("*"):
                if kept.is_file():
                    kept.write_bytes(kept.read_bytes()[: dice.randrange(3_000)])
        time.sleep(dice.choice((0, GRAIN / 2e9, 2 * GRAIN / 1e9)))
    assert again > 5


@pytest.mark.safety(15)
def test_what_is_somebody_elses_is_not_offered(ready: Path, tmp_path: Path) -> None:
    first = told("agencies")
    (kept,) = (tmp_path / "cache/reflectctl/answers").iterdir()
    for folder in (kept.parent, kept.parent.parent):
        folder.chmod(0o777)
        assert not is_kept("agencies")
        folder.chmod(0o700)
    assert is_kept("agencies")
    kept.rename(kept.with_name("elsewhere"))
    kept.symlink_to(kept.with_name("elsewhere"))
    assert not is_kept("agencies")
    assert told("agencies") == first


def test_where_git_leaves_files_out_or_keeps_its_names_elsewhere_nothing_is_kept(ready: Path, tmp_path: Path) -> None:
    git(ready, "worktree", "add", "-q", str(tmp_path / "other"))
    os.chdir(tmp_path / "other")
    time.sleep(2 * GRAIN / 1e9)
    assert told("agencies") == anew("agencies")
    assert is_kept("agencies")
    assert told("revisions") == anew("revisions")
    assert not is_kept("revisions")
    os.chdir(ready)
    git(ready, "update-index", "--refresh", "-q")
    git(ready, "sparse-checkout", "set", "--no-cone", "/*", "!/content/")
    assert not (ready / "content").exists()
    time.sleep(2 * GRAIN / 1e9)
    for name in ("agencies", "statements"):
        assert told(name) == anew(name)
        assert not is_kept(name)


def test_the_folder_that_is_named_last_counts(ready: Path, tmp_path: Path) -> None:
    shutil.copytree(ready, tmp_path / "second")
    (tmp_path / "second/partnership.yaml").write_text((ready / "partnership.yaml").read_text().replace("homes", "dwel"))
    found = offered(["-C", ".", "agency", "leave", "-C", str(tmp_path / "second")], "dw")
    assert isinstance(found, Awaited)
    from reflectctl.cli.completion import _known

    assert [id for id, _ in _known(found, "dw", console.context())] == ["dwel"]
    with pytest.raises(Unusual):
        offered(["agency", "leave", "-C"], "")
