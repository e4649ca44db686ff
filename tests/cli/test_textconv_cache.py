"""What git is told of a file is the same whether it was kept from before or not, whatever has changed meanwhile."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reflectctl.storage import kept_by_content as kept
from tests.conftest import CLEAN, git, run

CHILDREN = "principles/1-children-first.yaml"
SCRIPT = Path(kept.__file__).parent.parent / "cli" / "without_site.py"


def told(*words: str | Path, cwd: Path, flags: tuple[str, ...] = (), **surroundings: str) -> bytes:
    command = [sys.executable, "-I", *flags, *(("-S", str(SCRIPT)) if not flags else ("-m", "reflectctl")), "textconv"]
    done = subprocess.run(
        [*command, *map(str, words)], cwd=cwd, env=CLEAN | surroundings, capture_output=True, timeout=60, check=True
    )
    return done.stdout + done.stderr


@pytest.fixture
def cache(tmp_path: Path) -> dict[str, str]:
    """The surroundings of somebody who has a cache folder of their own."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


def held(cache: dict[str, str]) -> list[Path]:
    """What is kept there of files."""
    return sorted(Path(cache["XDG_CACHE_HOME"], "reflectctl", "textconv").glob("*"))


def test_what_was_said_is_said_again_without_the_libraries(demo: Path, cache: dict[str, str]) -> None:
    first = told(CHILDREN, cwd=demo, **cache)
    assert first == told(CHILDREN, cwd=demo, flags=("-X", "dev"))
    assert len(held(cache)) == 1

    again = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "importtime", SCRIPT, "textconv", CHILDREN],
        cwd=demo, env=CLEAN | cache, capture_output=True, check=True,
    )  # fmt: skip

    assert again.stdout == first
    imported = {line.rpartition(b"|")[2].strip().decode() for line in again.stderr.splitlines()}
    assert not imported & {"site", "re", "typing", "pathlib", "json", "hashlib", "yaml", "reflectctl.cli.textconv"}
    # Whoever set it up earlier has it too.
    assert told(CHILDREN, cwd=demo, flags=("-P",), **cache) == first


def test_what_gives_things_their_names_is_looked_at_each_time(
    demo: Path, cache: dict[str, str], tmp_path: Path
) -> None:
    copy = tmp_path / "xyz_copy.yaml"
    shutil.copy(demo / CHILDREN, copy)
    first = told(copy, cwd=demo, **cache)
    (demo / "partnership.yaml").write_text(
        (demo / "partnership.yaml")
        .read_text()
        .replace("Wessbury Youth Justice Service", "Youth Justice Service of Wessbury")
    )
    renamed = told(copy, cwd=demo, **cache)
    assert renamed == first.replace(b"Wessbury Youth Justice Service", b"Youth Justice Service of Wessbury") != first

    titles = demo / "content/principles/1-children-first.yaml"
    titles.write_text(titles.read_text().replace("Put children", "Putting children", 1))
    assert told(copy, cwd=demo, **cache).startswith(b"Putting children")
    titles.unlink()
    assert told(copy, cwd=demo, **cache).startswith(b"children-first")
    # Elsewhere, and from a folder below that the root is named in.
    assert told(copy, cwd=tmp_path, **cache).startswith(b"children-first, Action") is False
    assert told("--root", demo, copy, cwd=tmp_path, **cache) == told(copy, cwd=demo, **cache)
    # The same bytes under a name that says what they are.
    shutil.copy(copy, tmp_path / "copy.md")
    assert told(tmp_path / "copy.md", cwd=demo, **cache) == told(tmp_path / "copy.md", cwd=demo)


def test_what_failed_on_the_way_is_not_kept(
    demo: Path, cache: dict[str, str], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from reflectctl.cli import textconv
    from reflectctl.cli.textconv_cache import Question
    from reflectctl.render import textconv as render

    def fails(*_: object) -> str:
        raise MemoryError

    monkeypatch.chdir(demo)
    monkeypatch.setenv("XDG_CACHE_HOME", cache["XDG_CACHE_HOME"])
    with monkeypatch.context() as broken:
        broken.setattr(render, "document", fails)
        assert textconv.run([CHILDREN], Question([CHILDREN])) == 0
    assert b"rating:" in capfdbinary.readouterr().out
    assert held(cache) == []

    # Nor what was read while names were changing.
    question = Question([CHILDREN])
    os.utime("partnership.yaml", (1, 1))
    assert textconv.run([CHILDREN], question) == 0
    assert held(cache) == []


@pytest.mark.safety(15)
def test_what_is_not_our_own_is_not_repeated(demo: Path, cache: dict[str, str], tmp_path: Path) -> None:
    first = told(CHILDREN, cwd=demo, **cache)
    (there,) = held(cache)
    there.write_bytes(there.read_bytes()[:-1] + b"!")
    assert told(CHILDREN, cwd=demo, **cache) == first
    # It is mended by that.
    shutil.copytree(cache["XDG_CACHE_HOME"], tmp_path / "strange")
    for folder in (tmp_path / "strange" / "reflectctl", there.parent):
        folder.chmod(0o777)
    there.write_bytes(b"")
    assert told(CHILDREN, cwd=demo, **cache) == first
    assert told(CHILDREN, cwd=demo, XDG_CACHE_HOME=str(tmp_path / "strange")) == first
    assert held(cache)[0].read_bytes() == b""


def _changes(demo: Path, dice: random.Random) -> None:
    """Something about the files is changed: what they say, their names, or what there is."""
    files = sorted(path for path in demo.rglob("*") if path.suffix in (".yaml", ".md") and ".git" not in path.parts)
    path = dice.choice([*files, demo / "partnership.yaml", demo / "content/pack.yaml", demo / CHILDREN])
    if not path.exists():
        git(demo, "checkout", "-q", "--", ".")
        return
    status, text = path.stat(), path.read_text()
    match dice.randrange(6):
        case 0:
            words = [each for each in text.split() if each.isalpha()] or ["x"]
            path.write_text(text.replace(dice.choice(words), dice.choice(words), 1))
        case 1:
            # Of the same length and at the same time as before.
            at = dice.randrange(len(text))
            path.write_text(text[:at] + ("Z" if text[at].isalpha() else text[at]) + text[at + 1 :])
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        case 2:
            path.rename(path.with_name(f"moved-{path.name}"))
        case 3:
            path.unlink()
        case 4:
            git(demo, "checkout", "-q", "--", ".")
            git(demo, "clean", "-qfd")
        case 5:
            path.write_bytes(dice.randbytes(9) + path.read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(n, marks=pytest.mark.soak) for n in range(2, 40))])
def test_it_says_the_same_as_without(demo: Path, cache: dict[str, str], tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    asked = {"one.yaml": demo / CHILDREN, "two.md": demo / "preliminary.md", "three": demo / "partnership.yaml"}
    for name, path in asked.items():
        shutil.copy(path, tmp_path / name)
    for _ in range(12):
        _changes(demo, dice)
        for there in held(cache):
            if dice.random() < 0.1:
                there.write_bytes(there.read_bytes()[: dice.randrange(40)])
        name = dice.choice(sorted(asked))
        surroundings = {"REFLECTCTL_LANG": dice.choice(["en", "cy"])} if dice.random() < 0.2 else {}
        said = told(tmp_path / name, cwd=demo, **cache, **surroundings)
        assert said == told(tmp_path / name, cwd=demo, **surroundings)


def test_git_asks_the_script_and_the_program_by_its_name_where_that_is_gone(demo: Path, cache: dict[str, str]) -> None:
    home = Path(cache["XDG_CACHE_HOME"])
    home.mkdir()
    surroundings = {"HOME": str(home)}
    assert run("git-setup", cwd=demo, **surroundings).returncode == 0
    command = git(demo, "config", "diff.reflectctl.textconv").strip()
    assert f" -I -S {SCRIPT} textconv " in command
    (demo / CHILDREN).write_text((demo / CHILDREN).read_text().replace("rating: neither", "rating: disagree", 1))

    def diff(command: str) -> str:
        return subprocess.run(
            ["git", "-c", f"diff.reflectctl.textconv={command}", "diff"],
            cwd=demo, env=CLEAN | surroundings, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    whole = diff(command)
    assert ": disagree, agreed on" in whole
    assert diff(command) == whole
    assert diff(command.replace("without_site.py", "gone.py")) == whole
    # Once all of it has gone, the files themselves.
    assert "rating: disagree" in diff(command.replace(sys.executable, "/gone/python"))


def linked(demo: Path) -> None:
    (demo / "content/more.yaml").symlink_to("pack.yaml")


def long(demo: Path) -> None:
    (demo / "content/more.yaml").write_bytes(b"#" * (kept.LONGEST + 1))


def left_out(demo: Path) -> None:
    git(demo, "update-index", "--refresh", "-q")
    git(demo, "sparse-checkout", "set", "--no-cone", "/*", "!/content/")


ASKED: dict[str, tuple[list[str], int]] = {
    # what is asked, and how many more are kept then
    "a file": ([CHILDREN], 1),
    "a file of another place": (["--root", "meetings", CHILDREN], 1),
    "nothing": ([], 0),
    "no file": (["nothing.yaml"], 0),
    "a folder": (["principles"], 0),
    "a link": (["link.yaml"], 0),
    "a long file": (["long.yaml"], 0),
    "help": (["--help"], 0),
    "help where there is a file of that name": (["-h"], 0),
    "two files": (["same", "partnership.yaml"], 0),
    "a folder and a file": (["meetings", "same"], 0),
    "a root and no file": (["--root", "."], 0),
    "no root": (["--root"], 0),
    "a root that is not there": (["--root", "nowhere", CHILDREN], 0),
    "a root that is a file": (["--root", "partnership.yaml", CHILDREN], 0),
    "a root beside the partnership": (["--root", "..", CHILDREN], 1),
}


@pytest.mark.parametrize("what", ASKED)
def test_whatever_is_asked_the_answer_is_the_one_without(demo: Path, cache: dict[str, str], what: str) -> None:
    words, more = ASKED[what]
    (demo / "link.yaml").symlink_to("partnership.yaml")
    (demo / "long.yaml").write_bytes(b"#" * (kept.LONGEST + 1))
    for name in ("-h", "same"):
        (demo / name).write_text("a: b\n", "ascii")

    def asked(**surroundings: str) -> tuple[int, str, str]:
        command = [sys.executable, "-I", "-S", str(SCRIPT), "textconv", *words]
        done = subprocess.run(
            command, cwd=demo, env=CLEAN | surroundings, capture_output=True, text=True, check=False, timeout=60
        )
        return done.returncode, done.stdout, done.stderr

    # What the program is, is known from then on.
    told("same", cwd=demo, **cache)
    before = len(held(cache))
    assert before == 1
    answer = asked()
    assert asked(**cache) == asked(**cache) == answer
    assert "Traceback" not in answer[2]
    assert len(held(cache)) == before + more


@pytest.mark.parametrize("change", [linked, long, left_out])
def test_where_it_is_not_certain_what_gives_names_nothing_is_kept(
    demo: Path, cache: dict[str, str], tmp_path: Path, change: Callable[[Path], None]
) -> None:
    first = told(CHILDREN, cwd=demo, **cache)
    (there,) = held(cache)
    there.unlink()
    change(demo)
    assert told(CHILDREN, cwd=demo, **cache) == told(CHILDREN, cwd=demo)
    assert held(cache) == []
    assert first


def test_what_cannot_be_printed_is_said(demo: Path, cache: dict[str, str]) -> None:
    told(CHILDREN, cwd=demo, **cache)
    command = f'"{sys.executable}" -I -S "{SCRIPT}" textconv {CHILDREN}'
    expected = {
        f"{command} >/dev/full": (3, "standard output could not be written: No space left"),
        f"{command} >&-": (3, "closed"),
        # Where nobody reads on, nobody is told.
        f"({command}; echo $? >code) | true; exit $(cat code)": (0, ""),
    }
    for line, (code, said) in expected.items():
        for surroundings in ({}, cache):
            done = subprocess.run(
                ["sh", "-c", line], cwd=demo, env=CLEAN | surroundings, capture_output=True, text=True, check=False
            )
            assert (done.returncode, done.stdout) == (code, ""), (line, done.stderr)
            assert said in done.stderr
            assert "Traceback" not in done.stderr
            assert bool(done.stderr) is bool(said)
