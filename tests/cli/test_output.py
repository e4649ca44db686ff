"""Where answers go: for every command and every form, never over a record, into git or through a link."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from reflectctl.cli.typer_app import build

from ..conftest import run

WORDS = {
    "action list": (),
    "conflicts": (),
    "content check": (),
    "content diff": ("practice-principles",),
    "content list": (),
    "action remind": (),
    "agenda": (),
    "calendar": (),
    "content phrases": ("--lang", "cy"),
    "content show": (),
    "diff": ("HEAD",),
    "doctor": (),
    "explain": ("unknown-key",),
    "history": (),
    "meeting list": (),
    "minutes": ("2026-03-12",),
    "next": (),
    "public list": (),
    "report": (),
    "review-point": ("--list",),
    "rules": (),
    "schema": ("partnership",),
    "status": (),
    "validate": (),
    "views ask": ("1",),
    "views read": ("../answers.csv", "--given", "2026-03-12"),
    "worksheet make": ("1",),
    "worksheet read": ("../sheet.xlsx",),
}
"""How each command is asked that writes its answer to a file when it is told to."""


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command that takes `--output`, with its forms."""

    def found(command: object, name: str) -> Iterator[tuple[str, list[str]]]:
        for below, each in getattr(command, "commands", {}).items():
            yield from found(each, f"{name} {below}".strip())
        options = {option: param for param in getattr(command, "params", ()) for option in param.opts}
        if "--output" in options and not getattr(command, "commands", None):
            forms = getattr(getattr(options.get("--format"), "type", None), "choices", ())
            yield name, list(forms)

    yield from found(typer.main.get_command(build()), "")


EVERY = dict(commands())
PLACES = ("principles/1-children-first.yaml", ".git/answer", "linked/answer", "link", "../linked-out/answer")
ASKED = [(name, form) for name, forms in EVERY.items() for form in (forms or [""])]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, built_fresh: Path) -> Path:
    """A partnership with links in it and beside it."""
    folder = tmp_path_factory.mktemp("output")
    shutil.copytree(built_fresh, folder / "fresh", symlinks=True)
    (folder / "fresh/real").mkdir()
    (folder / "fresh/linked").symlink_to("real")
    (folder / "fresh/link").symlink_to("real/answer")
    (folder / "elsewhere").mkdir()
    (folder / "linked-out").symlink_to("elsewhere")
    (folder / "answers.csv").write_text(
        "Which agency or group do you answer for?,children-first.action\nTest Council,Agree\n", encoding="utf-8"
    )
    run("worksheet", "1", "-o", "../sheet.xlsx", cwd=folder / "fresh")
    return folder / "fresh"


def test_every_command_with_an_output_is_tried():
    assert sorted(EVERY) == sorted(WORDS)


@pytest.mark.safety(11)
@pytest.mark.parametrize(("at", "name", "form"), [(at, *each) for at, each in enumerate(ASKED)])
def test_no_form_of_any_answer_goes_over_a_record_into_git_or_through_a_link(
    place: Path, at: int, name: str, form: str
) -> None:
    target = PLACES[at % len(PLACES)]
    before = (place / PLACES[0]).read_bytes()

    done = run(*name.split(), *WORDS[name], *(("--format", form) if form else ()), "-o", target, cwd=place)

    assert done.returncode in (2, 3), (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert (place / PLACES[0]).read_bytes() == before
    assert not (place / ".git/answer").exists()
    assert [*(place / "real").iterdir(), *(place.parent / "elsewhere").iterdir()] == []
