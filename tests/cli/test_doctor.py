"""What the program finds of itself and of the computer."""

import json
from pathlib import Path
from unittest import mock

import pytest

from reflectctl import __version__
from reflectctl.app import doctor
from reflectctl.app.doctor import needed
from reflectctl.errors import ReflectError
from reflectctl.loading import cache
from reflectctl.model.doctor import Check
from reflectctl.render import report_pdf
from reflectctl.storage.own_folder import LASTING
from tests.conftest import context, run

EVERY = ["program", "python", "git", "print-engine", "pdf-reader", "cache", "terminal"]


def test_it_says_what_there_is_wherever_it_is_asked(tmp_path: Path) -> None:
    done = run("doctor", "--format", "json", cwd=tmp_path, HOME=str(tmp_path))

    checks = json.loads(done.stdout)["checks"]
    assert (done.returncode, [each["id"] for each in checks]) == (0, EVERY)
    found = {each["id"]: each["found"] for each in checks}
    assert found["program"] == __version__
    assert found["git"].startswith("2.")
    assert found["print-engine"].startswith("WeasyPrint ")
    assert found["terminal"].startswith("None: answers go to a file or a pipe")
    assert found["cache"] == f"{tmp_path / '.cache'}. Nothing is kept."


def test_without_git_it_says_so_and_leaves_with_one(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path, PATH=str(tmp_path))

    assert done.returncode == 1
    assert "Git was not found on this computer. Install it from https://git-scm.com" in " ".join(done.stdout.split())


def test_without_a_home_it_says_what_that_means(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path, HOME="")

    assert done.returncode == 0
    assert "set HOME or XDG_CACHE_HOME" in " ".join(done.stdout.split())


def test_what_it_makes_use_of_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ReflectError("It is not here.", "Install it.")

    monkeypatch.setattr(report_pdf, "print_engine", missing)
    found = {each.id: each for each in doctor.doctor(context(tmp_path), "none")}

    assert found["print-engine"] == Check("print-engine", False, "It is not here.", "Install it.")
    assert needed(found.values())


def test_what_is_kept_is_counted_and_deleted_and_what_cannot_be_found_again_stays(demo: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    ours = tmp_path / ".cache" / "reflectctl"
    run("rate", "1.action", "agree", "--because", "Seen.", "--agreed", "2026-04-01", cwd=demo, **home)
    with mock.patch.object(cache, "FEWEST", 0):
        run("validate", cwd=demo, **home)
    inside = demo / ".git" / "reflectctl" / "kept"
    inside.parent.mkdir(exist_ok=True)
    inside.write_bytes(b"x" * 1_000_000)
    stays = sorted(path for path in ours.glob("*/*") if path.parent.name in LASTING)
    goes = [path for path in ours.glob("*/*") if path not in stays]
    assert (bool(stays), bool(goes)) == (True, True)
    size = sum(path.stat().st_size for path in (*goes, *inside.parent.iterdir())) / 1_000_000
    count = len(goes) + len(list(inside.parent.iterdir()))

    told = " ".join(run("doctor", cwd=demo, **home).stdout.split())
    cleared = run("doctor", "--clear", cwd=demo, **home)
    after = " ".join(run("doctor", cwd=demo, **home).stdout.split())

    assert f"{count} files of {size:.1f} MB here and in this repository, for the next answer" in told
    said = f"Deleted {count} files of {size:.1f} MB: what was kept is worked out anew when it is asked for.\n"
    assert (cleared.returncode, cleared.stdout) == (0, said)
    assert "Nothing is kept." in after
    assert sorted(ours.glob("*/*")) == stays
    assert not list(inside.parent.iterdir())
    assert run("undo", cwd=demo, **home).returncode == 0


@pytest.mark.safety(15)
def test_nothing_is_cleared_or_made_through_a_link(demo: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    for folder in ("answers", "docs"):
        (there / folder).mkdir(parents=True)
        (there / folder / "file").write_text("theirs", "utf-8")
    (tmp_path / "home/.cache").mkdir(parents=True)
    (tmp_path / "home/.cache/reflectctl").symlink_to(there)
    home = {"HOME": str(tmp_path / "home")}
    for words in (("validate",), ("rate", "1.action", "agree", "--because", "So."), ("doctor", "--clear")):
        run(*words, cwd=demo, **home)
    assert sorted(path.relative_to(there).as_posix() for path in there.rglob("*")) == [
        "answers", "answers/file", "docs", "docs/file",
    ]  # fmt: skip


def test_a_folder_that_is_not_ours_is_not_cleared(tmp_path: Path) -> None:
    """Only what the program itself keeps is: everything is named."""
    folder = tmp_path / ".cache/reflectctl/docs"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "file").write_text("somebody's", "utf-8")
    assert run("doctor", "--clear", cwd=tmp_path, HOME=str(tmp_path)).stdout == "Nothing was kept.\n"
    assert (folder / "file").exists()


def test_a_folder_of_somebody_else_s_is_not_cleared(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "file").write_text("theirs", "utf-8")
    (tmp_path / ".cache/reflectctl").mkdir(parents=True)
    (tmp_path / ".cache/reflectctl/answers").symlink_to(there)
    assert run("doctor", "--clear", cwd=tmp_path, HOME=str(tmp_path)).stdout == "Nothing was kept.\n"
    assert (there / "file").exists()
