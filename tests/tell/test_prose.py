"""Names and things in a row, as sentences have them."""

import pytest

from reflectctl.tell import prose

CARE = "Health, Education and Care"


@pytest.mark.parametrize(
    ("items", "listed", "row"),
    [
        ([], "", ""),
        ([CARE], CARE, CARE),
        (["Police", "Housing"], "Police and Housing", "Police, Housing"),
        (["Police", "Housing", "Council"], "Police, Housing and Council", "Police, Housing, Council"),
        (["Police", CARE], f"Police; and {CARE}", f"Police; {CARE}"),
        ([CARE, "Police", "Housing"], f"{CARE}; Police; and Housing", f"{CARE}; Police; Housing"),
    ],
)
def test_things_that_have_commas_of_their_own_do_not_run_together(items: list[str], listed: str, row: str) -> None:
    assert (prose.listed(items), prose.row(["", *items])) == (listed, row)


def test_a_heading_is_not_what_a_note_says():
    note = "## What helped?\n\nThey listened. We wrote it down.\n"
    assert prose.first_point(note) == "They listened. We wrote it down."
    assert prose.first_sentence(note) == "They listened. …"
    assert prose.gist(note) == "They listened. We wrote it down."
    assert prose.first_point("## What helped?") == "## What helped?"
