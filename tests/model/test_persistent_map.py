"""A mapping of which every version stays what it was."""

import random

from reflectctl.model.persistent_map import Shared


def test_every_version_stays_what_it_was():
    dice = random.Random(1)
    versions = [(Shared[int](), dict[str, int]())]
    for _ in range(500):
        shared, plain = dice.choice(versions)
        changes = {str(dice.randrange(300)): dice.choice((None, dice.randrange(9))) for _ in range(dice.randrange(5))}
        after = {name: value for name, value in {**plain, **changes}.items() if value is not None}
        versions.append((shared.changed(changes), after))
    for shared, plain in versions:
        assert dict(shared.items()) == plain
        assert all(shared.get(str(name)) == plain.get(str(name)) for name in range(300))


def test_what_is_unlike_is_found():
    one = Shared[str]().changed({str(number): f"{number}!" for number in range(1000)})
    two = one.changed({"7": "other", "8": None, "new": "x"})

    assert sorted(one.unlike(two)) == sorted(two.unlike(one)) == ["7", "8", "new"]
    assert list(one.unlike(one.changed({}))) == []


def test_a_change_costs_a_little_however_much_there_is():
    many = Shared[int]().changed({str(number): number for number in range(64_000)})
    changed = many.changed({"7": 0})

    rows = [one is two for one, two in zip(many._rows, changed._rows, strict=True)]
    assert rows.count(False) == 1
    row = rows.index(False)
    shelves = [one is two for one, two in zip(many._rows[row], changed._rows[row], strict=True)]
    assert shelves.count(False) == 1
