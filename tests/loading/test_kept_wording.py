"""What is kept of the wording that commits told says what they say, whatever was committed since, and never more."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reflectctl.app.partnership import Repository
from reflectctl.app.rereading import Rewordings, rewordings
from reflectctl.loading.load import load
from reflectctl.storage.disk import WorkTree
from reflectctl.storage.git import Git
from tests.conftest import git, run

CONTENT = "content/principles/1-children-first.yaml"
OTHER = "content/principles/3-voice.yaml"
WORDS = ("We", "Our", "All of us", "We all", "Each of us")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "home").mkdir()
    return {"HOME": str(tmp_path / "home")}


def told(root: Path, environ: dict[str, str]) -> Rewordings | None:
    loaded, repository = load(WorkTree(root)), Repository(root, environ)
    head = repository.head()
    assert head == git(root, "rev-parse", "HEAD").strip()
    assert [head, *repository.parents()] == git(root, "rev-list", "--parents", "-1", "HEAD").split()
    return rewordings(repository, head, loaded.partnership, loaded.documents, "2027-01-01")


def kept(environ: dict[str, str]) -> Path:
    [found] = Path(environ["HOME"]).rglob("*.json")
    return found


def reword(root: Path, path: str, chance: random.Random) -> None:
    text = (root / path).read_text("utf-8")
    begin = max(0, text.find("statements:"))
    at = text.index("We", begin) if "We" in text[begin:] else begin + len("statements:")
    words = chance.choice(WORDS)
    (root / path).write_text(text[:at] + words + text[at + 2 :] if at > begin + 20 else text, "utf-8")


def step(root: Path, chance: random.Random, day: int) -> None:
    """Something that people do in a repository."""
    on = f"2026-{1 + day // 28:02}-{1 + day % 28:02}T12:00:00+00:00"
    what = chance.randrange(9)
    if what < 3:
        reword(root, chance.choice((CONTENT, OTHER)), chance)
        if what:
            git(root, "commit", "-q", "--allow-empty", "-a", "-m", "Words", on=on)
    elif what < 5:
        git(root, "commit", "-q", "--allow-empty", "-m", "Other", on=on)
    elif what == 5:
        (root / CONTENT).write_text("nothing: [", "utf-8")
        git(root, "commit", "-q", "--allow-empty", "-a", "-m", "Broken", on=on)
        git(root, "checkout", "-q", "HEAD~1", "--", "content")
        git(root, "commit", "-q", "--allow-empty", "-a", "-m", "Mended", on=on)
    elif what == 6:
        git(root, "reset", "-q", "--hard", "HEAD")
        git(root, "checkout", "-q", "-b", f"side-{day}", "HEAD~1")
        if chance.random() < 0.5:
            reword(root, OTHER, chance)
        git(root, "commit", "-q", "--allow-empty", "-a", "-m", "Aside", on=on)
        git(root, "checkout", "-q", "-")
        git(root, "merge", "-q", "--no-ff", "-X", "ours", "-m", "Merged", f"side-{day}", on=on)
    elif what == 7:
        git(root, "reset", "-q", "--hard", "HEAD~1")
    else:
        git(root, "commit", "-q", "--amend", "--allow-empty", "-m", "Amended", on=on)


@pytest.mark.parametrize("seed", [0, 1, 2, *(pytest.param(n, marks=pytest.mark.soak) for n in range(3, 40))])
def test_the_same_is_told_with_what_is_kept_and_without(fresh: Path, environ: dict[str, str], seed: int) -> None:
    chance = random.Random(seed)
    for day in range(3):
        git(fresh, "commit", "-q", "--allow-empty", "-m", "Begin", on=f"2026-01-0{1 + day}T12:00:00+00:00")
    for day in range(10, 26):
        step(fresh, chance, day)

        assert told(fresh, environ) == told(fresh, {}), day
        assert told(fresh, environ) == told(fresh, {}), day


def rated_and_reworded(fresh: Path) -> None:
    for number, word in enumerate(("Our", "All of us")):
        text = (fresh / CONTENT).read_text("utf-8")
        (fresh / CONTENT).write_text(text.replace("local partnership, we", f"local partnership, {word}"), "utf-8")
        git(fresh, "commit", "-q", "-a", "--allow-empty", "-m", word, on=f"2026-03-0{1 + number}T12:00:00+00:00")


def test_asked_again_no_git_is_started(fresh: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    rated_and_reworded(fresh)
    first = told(fresh, environ)
    assert first is not None
    assert first.days
    loaded = load(WorkTree(fresh))
    monkeypatch.setattr(Git, "run", None)
    monkeypatch.setattr(Git, "popen", None)

    repository = Repository(fresh, environ)
    head = repository.head()

    assert rewordings(repository, head, loaded.partnership, loaded.documents, "2027-01-01") == first
    assert len(repository.parents()) == 1


def otherwise(told: Any, key: str, value: Any) -> Any:
    for each in told["commits"].values():
        if value == "gone":
            del each[key]
        else:
            each[key] = value
    return told


def changed(told: Any) -> Any:
    next(iter(told["commits"].values()))["days"] = ["a list"]
    return told


@pytest.mark.safety(15)
@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"[" * 100_000,
        lambda raw: raw.replace(b'"stamp":"', b'"stamp":"x'),
        lambda raw: json.dumps(changed(json.loads(raw))).encode(),
        lambda raw: raw.replace(b'"seen":["', b'"seen":[["'),
        lambda raw: b"{}",
        lambda raw: b"3",
        lambda raw: b'{"stamp":3}',
        lambda raw: raw.replace(b'"commits":{', b'"commits":{"nothing":3,', 1),
        *(
            lambda raw, key=key, value=value: json.dumps(otherwise(json.loads(raw), key, value)).encode()
            for key in ("parents", "state", "days", "commits", "latest", "seen", "readable")
            for value in (None, 3, "x", ["y"], {"a": 1}, "gone")
            # Of texts, those of others are as good.
            if value in (None, 3, "gone") or (key not in ("parents", "seen") and (key, value) != ("state", "x"))
        ),
    ],
)
def test_what_is_damaged_is_as_if_it_were_not_there(fresh: Path, environ: dict[str, str], damage: Any) -> None:
    rated_and_reworded(fresh)
    first = told(fresh, environ)
    kept(environ).write_bytes(damage(kept(environ).read_bytes()))

    assert told(fresh, environ) == first


@pytest.mark.safety(15)
def test_what_others_can_write_to_is_not_believed(fresh: Path, environ: dict[str, str]) -> None:
    rated_and_reworded(fresh)
    first = told(fresh, environ)
    path = kept(environ)
    path.write_text(path.read_text("ascii").replace("2026-03-01", "2020-01-01"), "ascii")
    assert told(fresh, environ) != first
    path.chmod(0o666)

    assert told(fresh, environ) == first


def test_commits_that_git_has_no_more_are_passed_over(fresh: Path, environ: dict[str, str]) -> None:
    rated_and_reworded(fresh)
    told(fresh, environ)
    git(fresh, "commit", "-q", "--amend", "--allow-empty", "-m", "Otherwise", on="2026-03-05T12:00:00+00:00")
    git(fresh, "reflog", "expire", "--expire=now", "--all")
    git(fresh, "gc", "-q", "--prune=now")

    assert told(fresh, environ) == told(fresh, {})


def lost(root: Path, home: Path) -> None:
    head = git(root, "rev-parse", "HEAD").strip()
    (root / ".git/objects" / head[:2] / head[2:]).unlink()


def unreadable(root: Path, home: Path) -> None:
    """What is there is no commit; `chmod` would not keep root from reading it."""
    head = git(root, "rev-parse", "HEAD").strip()
    path = root / ".git/objects" / head[:2] / head[2:]
    path.chmod(0o600)
    path.write_bytes(b"")


def broken(place: str) -> Callable[[Path, Path], object]:
    def settings(root: Path, home: Path) -> None:
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_text("[core\n", "ascii")

    return settings


def broken_behind_a_link(root: Path, home: Path) -> None:
    (home / "mine").write_text("[core\n", "ascii")


def including(root: Path, home: Path) -> None:
    (home / ".gitconfig").write_text("[include]\npath = mine\n", "ascii")
    run("status", cwd=root, HOME=str(home))
    (home / "mine").write_text("[core\n", "ascii")


def stopped(root: Path, home: Path) -> None:
    (home / ".gitconfig").unlink()
    (home / ".gitconfig").mkdir()


FAILING: dict[str, Callable[[Path, Path], object]] = {
    "the commit is lost": lost,
    "the commit is empty": unreadable,
    "the user's settings are broken": broken(".gitconfig"),
    "the other settings of the user are broken": broken(".config/git/config"),
    "what the user's settings are a link to is broken": broken_behind_a_link,
    "what the user's settings include is broken": including,
    "the user's settings are a folder": stopped,
}


@pytest.mark.parametrize("what", FAILING)
def test_a_git_that_has_come_to_fail_is_told_as_where_nothing_is_kept(
    fresh: Path, environ: dict[str, str], what: str
) -> None:
    rated_and_reworded(fresh)
    home = Path(environ["HOME"])
    (home / "mine").write_text("[user]\nname = x\n", "ascii")
    (home / ".gitconfig").symlink_to("mine")
    whole = run("status", cwd=fresh, **environ)
    assert kept(environ)
    assert run("status", cwd=fresh, **environ).stderr == whole.stderr == ""

    FAILING[what](fresh, home)

    told = run("status", cwd=fresh, **environ)
    assert told.stderr == run("status", cwd=fresh, REFLECTCTL_NO_CACHE="1", **environ).stderr != ""
    assert "Whether ratings are to be re-read is not known." in told.stderr


def test_with_other_settings_of_the_users_git_is_asked_once(
    fresh: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", environ["HOME"])
    rated_and_reworded(fresh)
    first = told(fresh, environ)
    (Path(environ["HOME"]) / ".gitconfig").write_text("[user]\nname = y\n", "ascii")
    assert told(fresh, environ) == first
    monkeypatch.setattr(Git, "run", None)

    assert len(Repository(fresh, environ).parents()) == 1


def test_where_git_cannot_give_all_of_it_nothing_is_kept(fresh: Path, environ: dict[str, str]) -> None:
    rated_and_reworded(fresh)
    id = git(fresh, "rev-parse", f"HEAD~1:{CONTENT}").strip()
    path = fresh / ".git/objects" / id[:2] / id[2:]
    raw = path.read_bytes()
    path.unlink()
    first = told(fresh, environ)
    assert first is not None
    assert first.lost
    assert not [*Path(environ["HOME"]).rglob("*.json")]
    path.write_bytes(raw)

    assert told(fresh, environ) == told(fresh, {}) != first
