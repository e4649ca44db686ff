"""Properties are tried on the same examples each time, whatever else is loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

DRAW = """
from tests import properties
properties.register()
{more}
from hypothesis import given, strategies as st
drawn = []

@properties.examples(200)
@given(st.integers(0, 10**9), st.sampled_from(range(7)), st.text())
def draw(number, of_seven, text):
    drawn.append((number, of_seven, text))

draw()
print(drawn)
"""


def drawn(more: str = "") -> str:
    """What a property is tried on, in an interpreter of its own."""
    command = [sys.executable, "-c", DRAW.format(more=more)]
    folder = Path(__file__).parent.parent
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("module", ["tests.shapes", "reflectctl.model.fields"])
def test_the_examples_are_the_same_whatever_modules_are_loaded(module: str) -> None:
    assert len(drawn()) > 1000
    assert drawn(f"import {module}") == drawn()
