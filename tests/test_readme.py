"""Every command of the pages does what they show, in the order in which a reader meets it."""

from pathlib import Path

import pytest

from reflectctl.cli.commands import COMMANDS
from tests.readme import DAY, MEETINGS, PUTTING_RIGHT, README, examples, matches, printed, sections, written_before

EXAMPLES = examples(README.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_the_readme_shows_what_is_printed(demo: Path, command: str, shown: str) -> None:
    for each in written_before(command):
        printed(each, demo)
    real = printed(command, demo)
    assert matches(shown, real), real


SECTIONS = {
    title: section
    for page in (PUTTING_RIGHT, MEETINGS)
    for title, section in sections(page.read_text(encoding="utf-8")).items()
}


@pytest.mark.parametrize("title", SECTIONS)
def test_each_section_of_the_pages_does_what_it_shows(demo: Path, tmp_path: Path, title: str) -> None:
    (tmp_path / "home").mkdir()
    for command, shown in examples(SECTIONS[title]):
        real = printed(command, demo, HOME=str(tmp_path / "home"), **DAY)
        assert matches(shown, real), f"$ {command}\n{real}"


def test_every_command_has_its_place_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"reflectctl {name}" not in text] == ["demo"]
    assert "make demo" in text
