"""Whatever two people make of a file's lines: nothing is invented, no comment is lost, and no side comes first."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.documents.conflicts import Marks, sides
from reflectctl.documents.document import read_document
from reflectctl.edits.merge import merge
from reflectctl.edits.yaml_tree import normal
from tests.edits.test_merge import CHILDREN, MEETING, PARTNERSHIP, PRINCIPLE, VIEWS
from tests.properties import examples

FILES = {
    CHILDREN: PRINCIPLE,
    "views/police.yaml": VIEWS,
    "meetings/2026-03-12-x.md": MEETING,
    "partnership.yaml": PARTNERSHIP,
}


def by_lines(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """As git, where only one side changed something; else a conflict."""
    if ours in (base, theirs):
        return theirs, True
    return (ours, True) if theirs == base else (Marks().conflict(ours, theirs), False)


def handled(chance: random.Random, text: str) -> str:
    """A text with a few of its lines changed, as hands do it; one that can still be read."""
    for _ in range(40):
        lines = text.split("\n")[:-1]
        for _ in range(chance.randrange(1, 4)):
            at, until = sorted(chance.randrange(len(lines) + 1) for _ in range(2))
            until = min(until, at + 7)
            block = lines[at:until]
            what = chance.randrange(7)
            if what == 0:
                del lines[at : min(until, at + 2)]
            elif what == 1:
                lines[at:until] = [f"  {line}" if line.strip() else line for line in block]
            elif what == 2:
                lines.insert(at, f"{' ' * chance.randrange(9)}# c{chance.randrange(99)}")
            elif what == 3:
                lines[at : at + 1] = [f"{line} x{chance.randrange(9)}" for line in lines[at : at + 1]]
            elif what == 4:
                del lines[at:until]
                place = chance.randrange(len(lines) + 1)
                lines[place:place] = block
            elif what == 5:
                lines[at:at] = block
            else:
                lines[at : at + 1] = [f"{line}  # r{chance.randrange(99)}" for line in lines[at : at + 1]] or [""]
        made = "\n".join(lines) + "\n"
        if not read_document("x.md" if text.startswith("---") else "x.yaml", made.encode()).found:
            return made
    return text


def leaves(data: object) -> Iterator[str]:
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from leaves(each)
    if not isinstance(data, (dict, list)):
        yield from str(normal(data)).split("\n")


@examples(120)
@given(st.integers(0, 2**32), st.sampled_from(sorted(FILES)), st.integers(0, 9))
def test_nothing_is_invented_and_no_side_comes_first(seed: int, path: str, kind: int) -> None:
    chance, text = random.Random(seed), FILES[path]
    ours, theirs = handled(chance, text), handled(chance, text)
    base = {0: "", 1: "a: [", 2: Marks(9).conflict(text, handled(chance, text))}.get(kind, text)
    found, other = (
        merge(path, base, ours, theirs, by_lines, Marks()),
        merge(path, base, theirs, ours, by_lines, Marks()),
    )
    assert found.conflicts == other.conflicts
    assert found.conflicts or found.text == other.text
    if found.why:
        return
    said = [read_document(path, side.encode()) for side in sides(found.text)]
    assert not [problem for each in said for problem in each.found]
    known = {leaf for side in (ours, theirs) for leaf in leaves(read_document(path, side.encode()).data)}
    if not found.conflicts:
        assert set(leaves(said[0].data)) <= known
    for side in (ours, theirs):
        for line in side.split("\n"):
            _, sign, comment = line.partition("# c")
            assert not sign or comment in found.text or comment in base


def test_a_file_as_long_as_any_is_merged_in_a_moment() -> None:
    actions = "".join(f"      - id: a-{n}\n        action: Number {n}\n        status: open\n" for n in range(1000))
    base = f"principle: x\nmaking_progress:\n  immediate:\n    actions:\n{actions}"
    ours, theirs = (base.replace(f"Number {n}\n", f"Other {n}\n") for n in (7, 999))
    found = merge(CHILDREN, base, ours, theirs, by_lines, Marks())
    assert found.conflicts == 0
    assert found.text.count("Other") == 2


@pytest.mark.parametrize("sign", ["\x00", "\udce9", "\u2028", "\r", "<<<<<<< a\n", "%YAML 1.2\n---\n"])
def test_strange_signs_are_left_to_people(sign: str) -> None:
    ours, theirs = f"{sign}{PRINCIPLE}", PRINCIPLE.replace("First", "Second")
    found = merge(CHILDREN, PRINCIPLE, ours, theirs, by_lines, Marks())
    assert found.conflicts == 1
    assert found.why
