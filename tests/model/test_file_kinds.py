"""The table of kinds of files, and what is made from it or held against it."""

import re
from pathlib import Path

import pytest

from reflectctl import resources
from reflectctl.edits.gitattributes import completed
from reflectctl.loading.files import kind
from reflectctl.model.file_kinds import FILE_KINDS, FILES, FOLDERS, LANGUAGE
from reflectctl.storage.snapshots import belongs
from tests.conftest import git

CHECKOUT = Path(__file__).parents[2]

KINDS = {
    "partnership.yaml": "partnership",
    "preliminary.md": "preliminary",
    "report.yaml": "report",
    "meetings/2026-03-12-trauma.md": "meeting",
    "meetings/2026/march.md": "meeting",
    "meetings/2026.yaml": None,
    "principles/5-trauma.yaml": "principle",
    "principles/old/5-trauma.yaml": "principle",
    "principles/5-trauma.yml": None,
    "views/police.yaml": "views",
    "content/pack.yaml": "pack",
    "content/principles/5-trauma.yaml": "content-principle",
    "content/phrases.yaml": "phrases",
    "content/cy/phrases.yaml": "phrases",
    "content/local/pack.yaml": "local-pack",
    "content/cy/local/pack.yaml": "local-pack",
    "content/local/principles/9-ours.yaml": "local-principle",
    "content/pt-BR/local/principles/9-ours.yaml": "local-principle",
    "content/cy/pack.yaml": "translation",
    "content/cy/principles/5-trauma.yaml": "translation-principle",
    "content/welsh/pack.yaml": None,
    "content/notes.txt": None,
    "notes.md": None,
}


@pytest.mark.parametrize(("path", "name"), KINDS.items())
def test_a_path_is_of_one_kind(path: str, name: str | None) -> None:
    assert kind(path) == name


def places(pattern: str) -> list[str]:
    """Paths that a pattern of the table stands for."""
    return [pattern.replace("**/*", name).replace(LANGUAGE, "cy") for name in ("one", "below/another")]


def test_every_kind_is_one_of_a_partnerships_files_and_has_a_schema() -> None:
    for each in FILE_KINDS:
        assert resources.schema(each.name)["title"]
        for path in each.paths:
            assert all(kind(place) == each.name and belongs(place) for place in places(path)), path
    assert FILES == ("partnership.yaml", "preliminary.md", "report.yaml")
    assert FOLDERS == ("content", "meetings", "principles", "views")


def test_the_hook_that_lays_files_out_is_given_every_kind() -> None:
    hooks = (CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8")
    (pattern,) = re.findall(r"^  files: (.*)$", hooks, re.MULTILINE)
    for each in FILE_KINDS:
        for path in each.paths:
            # What lies over the content is laid out with it, by its pack's file.
            assert all(re.search(pattern, place) for place in places(path) if not each.is_overlay), path
    assert not re.search(pattern, "notes.md")


def test_git_is_told_which_files_it_shows_as_sentences() -> None:
    told = completed("")
    assert [line.split()[0] for line in told.splitlines() if "diff=" in line] == [
        "/partnership.yaml", "/preliminary.md", "/meetings/**/*.md", "/principles/**/*.yaml",
        "/views/**/*.yaml",
    ]  # fmt: skip


def test_git_is_told_that_it_merges_every_file_by_its_records(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text(completed(""))
    assert completed(completed("")) == completed("")
    paths = [place for each in FILE_KINDS for path in each.paths for place in places(path)]
    told = git(tmp_path, "check-attr", "merge", *paths)
    assert told.splitlines() == [f"{path}: merge: reflectctl" for path in paths]


def test_the_page_on_formats_lists_every_kind() -> None:
    page = (CHECKOUT / "docs" / "formats.md").read_text("utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (`.*`) \|$", page, re.MULTILINE)
    assert told == [
        (each.name, ", ".join(f"`{path.replace('**/*', '…').replace(LANGUAGE, 'LANGUAGE')}`" for path in each.paths))
        for each in FILE_KINDS
    ]
