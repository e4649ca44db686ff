"""Every command of the README does what the README shows, in the order in which a reader meets it."""

from pathlib import Path

import pytest

from reflectctl.cli.app import COMMANDS
from tests.readme import README, examples, matches, printed, written_before

EXAMPLES = examples(README.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_the_readme_shows_what_is_printed(demo: Path, command: str, shown: str) -> None:
    for each in written_before(command):
        printed(each, demo)
    real = printed(command, demo)
    assert matches(shown, real), real


def test_every_command_has_its_place_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"reflectctl {name}" not in text] == ["demo"]
    assert "make demo" in text
