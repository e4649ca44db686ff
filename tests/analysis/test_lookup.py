"""What people call things."""

from datetime import date

import pytest

from reflectctl.analysis import lookup
from reflectctl.errors import ReflectError
from reflectctl.loading.load import load
from reflectctl.model.records import Agency, Meeting, Partnership
from reflectctl.storage.disk import WorkTree
from tests.rules.test_cases import lay


@pytest.fixture(scope="module")
def partnership(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    found = load(WorkTree(lay(tmp_path_factory.mktemp("lookup")))).partnership
    return found._replace(
        agencies=(*found.agencies, Agency("homes", "Wessbury Homes, Ltd"), Agency("harbour", "Harbour"))
    )


RATINGS = {
    "agree": "agree",
    "Agree": "agree",
    "Strongly agree": "strongly-agree",
    "strongly-d": "strongly-disagree",
    "agre": "agree",
    "dis": "disagree",
    "nei": "neither",
    "not-yet-rated": None,
    "Not yet rated": None,
}


@pytest.mark.parametrize(("word", "expected"), RATINGS.items())
def test_a_rating_is_meant_by_its_id_its_title_or_a_beginning(
    partnership: Partnership, word: str, expected: str | None
) -> None:
    assert lookup.rating(word, partnership.instrument) == expected


@pytest.mark.parametrize("word", ["strongly", "not", "not-yet", "agrex", "", "x"])
def test_half_a_word_never_empties_a_rating_nor_chooses_between_two(partnership: Partnership, word: str) -> None:
    with pytest.raises(ReflectError) as told:
        lookup.rating(word, partnership.instrument)
    assert told.value.exit_code == 2


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("2026-03-13", "The nearest are 2026-03-12-two and 2026-03-20-three. See `reflectctl meeting list`."),
        ("2025-01-01", "The nearest are 2026-02-01-one and 2026-03-12-two. See `reflectctl meeting list`."),
        (
            "2025",
            "Did you mean `2026-02-01-one`? Known here: 2026-02-01-one, 2026-03-12-two, 2026-03-20-three. "
            "See `reflectctl meeting list`.",
        ),
    ],
)
def test_of_a_day_without_a_meeting_the_nearest_are_named(partnership: Partnership, word: str, hint: str) -> None:
    ids = ("2026-02-01-one", "2026-03-12-two", "2026-03-20-three")
    meetings = tuple(Meeting(id, date.fromisoformat(id[:10]), id) for id in ids)
    with pytest.raises(ReflectError) as told:
        lookup.meeting(word, partnership._replace(meetings=meetings))
    assert told.value.hint == hint
    assert lookup.meeting("2026-03-12", partnership._replace(meetings=meetings)) == ids[1]


def test_of_many_the_first_are_named_and_how_many_more_there_are() -> None:
    with pytest.raises(ReflectError) as told:
        lookup.one("x", [f"a{n:02}" for n in range(15)], "thing", "the list")
    assert told.value.hint == f"Known here: {', '.join(f'a{n:02}' for n in range(12))} and 3 more. See the list."


AGENCIES = {
    "police": "police",
    "pol": "police",
    "wessbury  homes, ltd": "homes",
    "Harbour": "harbour",
    "har": "harbour",
}


@pytest.mark.parametrize(("word", "expected"), AGENCIES.items())
def test_an_agency_is_meant_by_its_id_a_beginning_or_its_name(
    partnership: Partnership, word: str, expected: str
) -> None:
    assert lookup.agency(word, partnership) == expected


DIMENSIONS = {
    "action": "action",
    "act": "action",
    "1.action": "action",
    "children-first.cul": "culture",
    "chil.beh": "behaviour",
}


@pytest.mark.parametrize(("word", "expected"), DIMENSIONS.items())
def test_a_statement_of_the_principle_is_named_as_elsewhere(partnership: Partnership, word: str, expected: str) -> None:
    principle = lookup.principle("1", partnership.instrument)
    assert lookup.dimension(word, principle) == expected


@pytest.mark.parametrize("word", ["5.action", "trauma.action", "1.", "."])
def test_a_statement_of_another_principle_is_none_of_this_one(partnership: Partnership, word: str) -> None:
    with pytest.raises(ReflectError):
        lookup.dimension(word, lookup.principle("1", partnership.instrument))


def test_several_may_stand_in_one_word(partnership: Partnership) -> None:
    def find(word: str) -> str:
        return lookup.agency(word, partnership)

    assert lookup.several(["police, health", "pol"], find) == ["police", "health"]
    assert lookup.several(["Wessbury Homes, Ltd"], find) == ["homes"]
    with pytest.raises(ReflectError, match="'nobody' is not a known agency"):
        lookup.several(["police,nobody"], find)
