"""How languages count, against Babel, which has it from Unicode's CLDR."""

import pytest

from reflectctl.model import plurals
from reflectctl.model.messages import Phrases
from reflectctl.tell.i18n import many, spoken
from tests import plurals as written


def test_the_table_is_what_babel_says() -> None:
    assert written.MODULE.read_text("utf-8") == written.text(), "Run `python -m tests.plurals`."


def test_whole_numbers_have_the_categories_that_babel_has() -> None:
    languages = written.languages()
    assert len(languages) > 200
    for language, locale in languages.items():
        for n in (*range(201), 1000, 1001, 10**6, 2 * 10**6):
            assert plurals.category(language, n) == locale.plural_form(n), (language, n)


@pytest.mark.parametrize(
    ("language", "like"),
    [("cy-GB", "cy"), ("pl_PL", "pl"), ("en-GB", "en"), ("xx", "en"), ("", "en"), ("zh-Hans", "zh")],
)
def test_a_region_counts_as_its_language_and_an_unknown_language_as_english(language: str, like: str) -> None:
    assert [plurals.category(language, n) for n in range(30)] == [plurals.category(like, n) for n in range(30)]


def test_portuguese_counts_otherwise_in_portugal() -> None:
    assert (plurals.category("pt", 0), plurals.category("pt-PT", 0)) == ("one", "other")


@pytest.mark.parametrize(
    ("language", "form", "beside", "alone"),
    [
        ("cy", "one", (), True), ("cy", "few", (), True), ("cy", "other", (), False),
        ("pl", "one", (), True), ("pl", "few", (), False), ("uk", "one", (), False),
        ("fr", "one", (), False), ("fr", "one", ("0",), True), ("uk", "12", (), True), ("ja", "one", (), False),
    ],
)  # fmt: skip
def test_some_categories_are_of_one_number_alone(language: str, form: str, beside: tuple[str, ...], alone: bool):
    assert plurals.is_of_one_number(language, form, beside) == alone


POLISH = {"one": "{n} stwierdzenie", "few": "{n} stwierdzenia", "many": "{n} stwierdzeń"}


def test_polish_is_right_of_every_number() -> None:
    with spoken(Phrases("pl", {"{n} statements": POLISH})):
        found = [many("{n} statement", "{n} statements", n).split()[1] for n in range(201)]
    few = {n for n in range(201) if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)}
    assert found == ["stwierdzenie" if n == 1 else "stwierdzenia" if n in few else "stwierdzeń" for n in range(201)]


@pytest.mark.parametrize(
    ("language", "forms", "whole"),
    [
        ("pl", POLISH, True),
        ("pl", ("one", "few"), False),
        ("pl", ("other",), True),
        ("cs", POLISH, False),
        ("ja", (), False),
    ],
)
def test_other_may_be_left_out_where_every_number_has_a_category(language: str, forms: tuple[str, ...], whole: bool):
    assert plurals.is_whole(language, forms) == whole
