"""Files that were damaged: never a traceback, always an answer, and every place that it names is there."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reflectctl.documents.document import Document
from reflectctl.errors import ReflectError
from reflectctl.loading.load import load
from reflectctl.model.findings import Checked, Finding
from reflectctl.model.locations import Location
from reflectctl.render.findings import text
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.disk import WorkTree
from reflectctl.storage.snapshots import Unreadable
from tests.conftest import run
from tests.rules.test_cases import lay


def cut_short(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def some_bytes_flipped(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def lines_swapped(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def lines_doubled(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    many = chance.randint(1, 6)
    lines[at:at] = lines[at : at + many]
    return b"\n".join(lines)


def lines_lost(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randint(1, 4)]
    return b"\n".join(lines)


def tabs_for_spaces(raw: bytes, chance: random.Random) -> bytes:
    return raw.replace(b"    ", b"\t", chance.randint(1, 5))


def indented_otherwise(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    for number in range(at, min(len(lines), at + chance.randint(1, 5))):
        lines[number] = b"  " + lines[number] if chance.random() < 0.5 else lines[number][2:]
    return b"\n".join(lines)


def utf_16(raw: bytes, chance: random.Random) -> bytes:
    return raw.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32")))


def latin_1(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + chance.choice((b"\xe9", b"\x93", b"\xa0", b"\xff")) + raw[at:]


def controls(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    pieces = (b"\x00", b"\x07", b"\x1b[31m", b"\x0b", b"\xef\xbb\xbf", "\u2028".encode(), "\u202e".encode(), b"\r")
    return raw[:at] + chance.choice(pieces) * chance.randint(1, 9) + raw[at:]


def characters_lost(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw))
        raw = raw[:at] + raw[at + chance.randint(1, 3) :] or b"x"
    return raw


def signs_strewn(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(raw))
        sign = chance.choice(
            (b"'", b'"', b": ", b"- ", b"[", b"}", b"|", b"&a ", b"*a", b"!t ", b"#", b"%", b"---\n", b"? ")
        )
        raw = raw[:at] + sign + raw[at:]
    return raw


def values_changed(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    keyed = [number for number, line in enumerate(lines) if b": " in line]
    if not keyed:
        return raw
    at = chance.choice(keyed)
    values = (
        b"",
        b"1",
        b"-7.5",
        b"true",
        b"[x]",
        b"{x: 1}",
        b"[{x: [1]}]",
        b"2026-02-30",
        b"'" * 3,
        b"9" * 400,
        b"~",
    )
    lines[at] = lines[at].split(b": ")[0] + b": " + chance.choice(values)
    return b"\n".join(lines)


Damage = Callable[[bytes, random.Random], bytes]

DAMAGES: tuple[Damage, ...] = (
    cut_short, some_bytes_flipped, lines_swapped, lines_doubled, lines_lost, tabs_for_spaces, indented_otherwise,
    utf_16, latin_1, controls, characters_lost, signs_strewn, values_changed,
)  # fmt: skip


class Damaged:
    """A snapshot of files in memory, one of them damaged."""

    def __init__(self, files: dict[str, bytes], path: str, raw: bytes) -> None:
        self.label, self.revision = "what is left", ""
        self.files = files | {path: raw}

    def paths(self) -> list[str]:
        return sorted(self.files)

    def read(self, path: str) -> bytes | Unreadable:
        return self.files[path]


def held(root: Path) -> dict[str, bytes]:
    """The bytes of a partnership's files."""
    tree = WorkTree(root)
    files = {path: tree.read(path) for path in tree.paths()}
    return {path: raw for path, raw in files.items() if isinstance(raw, bytes)}


def within(raw: bytes, line: int, column: int) -> bool:
    """Whether a place lies in a file as an editor would show it, or right behind its end."""
    try:
        lines = raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        return 1 <= line <= raw.count(b"\n") + raw.count(b"\r") + 1 and 1 <= column <= len(raw) + 1
    return 1 <= line <= len(lines) + 1 and 1 <= column <= (len(lines[line - 1]) + 2 if line <= len(lines) else 1)


@pytest.fixture(scope="module")
def partnerships(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The files of the example, and of the small partnership that the cases are laid over."""
    return [held(built_demo), held(lay(tmp_path_factory.mktemp("base")))]


def answer(
    snapshot: Damaged, keys: dict[str, tuple[str, str]], known: dict[tuple[str, str], Document]
) -> list[Finding]:
    """What is found in a snapshot. A format that is not read yet stops the program, which says so in one line."""
    try:
        loaded = load(snapshot, None, known, keys)
    except ReflectError as refused:
        return [Finding(Location("partnership.yaml", 1, 1), "error", "format", str(refused))]
    return check(loaded, Moment(date(2026, 5, 15)))


@pytest.mark.safety(19)
@pytest.mark.parametrize(("first", "last"), [(0, 250), pytest.param(250, 20_000, marks=pytest.mark.soak)])
def test_any_damage_gets_an_answer_whose_places_are_there(
    partnerships: list[dict[str, bytes]], first: int, last: int
) -> None:
    known: dict[tuple[str, str], Document] = {}
    harmless = 0
    for seed in range(first, last):
        chance = random.Random(seed)
        which = seed % len(partnerships)
        files = partnerships[which]
        path = chance.choice(sorted(files))
        raw = files[path]
        for _ in range(chance.choice((1, 1, 1, 2))):
            raw = chance.choice(DAMAGES)(raw or b"x", chance)
        snapshot = Damaged(files, path, raw)
        found = answer(snapshot, {each: (each, "" if each == path else f"{which}") for each in files}, known)
        harmless += not found
        for each in found:
            assert within(snapshot.files.get(each.location.path, b""), each.location.line, each.location.column), each
            assert each.message.endswith((".", "…")), each
        shown = text.diagnostics(Checked(tuple(found))).splitlines()
        assert all(line.isprintable() for line in shown), shown
        assert len(shown) <= 2 * len(found)
    assert harmless < (last - first) // 2, "most damage is found"


@pytest.mark.safety(19)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_the_program_itself_answers_and_never_shows_a_traceback(damage: Damage, demo: Path) -> None:
    chance = random.Random(damage.__name__)
    for path in ("principles/1-children-first.yaml", "partnership.yaml", "preliminary.md"):
        file = demo / path
        file.write_bytes(damage(file.read_bytes(), chance))
    told = run("validate", cwd=demo)
    assert told.returncode in (0, 1, 3), told.stderr
    assert "Traceback" not in told.stdout + told.stderr
    again = run("validate", cwd=demo)
    assert (again.returncode, again.stdout) == (told.returncode, told.stdout), "the same files, the same bytes"
