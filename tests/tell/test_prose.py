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
