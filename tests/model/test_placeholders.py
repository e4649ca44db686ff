"""What says nothing yet is known by one list."""

import pytest

from reflectctl.model.placeholders import is_to_come


@pytest.mark.parametrize(
    "text",
    ["", "-", "–", "…", "???", "TBC", "tbc.", "[TBC]", "TBD", "tba", "N/A", "n/a", "na", "n.a.", "Not applicable",
     "to follow", "To be confirmed", "(to be agreed)", "- TBC", "- TBC\n- n/a", "x\u0336 - _"[3:]],
)  # fmt: skip
def test_what_is_to_come_says_nothing(text: str) -> None:
    assert is_to_come(text)


@pytest.mark.parametrize(
    "text",
    ["No.", "None of us has seen it.", "To be confirmed by the audit in May", "The TBC log", "Na'im's group", "nab",
     "A", "- TBC\n- Our audit", "To come to one view took long", "4"],
)  # fmt: skip
def test_what_says_something_does(text: str) -> None:
    assert not is_to_come(text)
