"""The points of a text are told apart in one way, for merges and for whoever takes one out."""

from itertools import pairwise

import pytest

from reflectctl.edits.merge_points import points, spans

TEXTS = {
    "points": ("- One\n  goes on\n- Two\n", ["- One\n  goes on", "- Two"]),
    "paragraphs": ("One\nis long.\n\nTwo.\n", ["One\nis long.", "Two."]),
    "a point with a paragraph": ("- One\n\n  and more\n\n- Two\n", ["- One\n\n  and more", "- Two"]),
    "a fence": ("- One\n\n```\n- no\n\nnone\n```\n- Two\n", ["- One", "```\n- no\n\nnone\n```", "- Two"]),
    "a heading": ("# Of us\n- One\n1. Two\n", ["# Of us", "- One", "1. Two"]),
    "indented at its beginning": ("  One\n- Two\n", ["  One", "- Two"]),
    "empty lines first": ("\n\n- One\n", ["- One"]),
    "nothing": ("\n\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), TEXTS.values(), ids=TEXTS)
def test_each_point_is_told_apart_and_nothing_is_lost(text: str, said: list[str]) -> None:
    assert points(text) == said
    found = spans(text)
    assert [text[begins:ends].rstrip() for begins, ends in found] == said
    assert all(one[1] == other[0] for one, other in pairwise(found))
    assert not found or "".join(text[slice(*each)] for each in found).strip("\n") == text.strip("\n")
