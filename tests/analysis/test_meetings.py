"""What is decided about meetings: what was written of their notes, of which a new file has headings."""

import pytest

from reflectctl.analysis.meetings import notes_written
from reflectctl.model.instrument import Instrument, Principle, Question

INSTRUMENT = Instrument(
    principles=(Principle("voice", "Voice", 1, (), ""), Principle("trauma", "Trauma", 2, (), "")),
    questions=(Question("why", "Why?", ("For whom?", "Until when?")), Question("who", "Who?")),
)


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("", ""),
        ("## Voice\n", ""),
        ("## Notes\n", ""),
        ("## Why?\n\n### For whom?\n\n## Who?\n", ""),
        ("## Warum?\n\n## Wer?\n", ""),
        ("Said.", "Said."),
        ("## Voice\n\nSaid.\n\n## Trauma\n", "## Voice\n\nSaid."),
        ("## Voice\n\n## Trauma\n\nSaid.\n", "## Trauma\n\nSaid."),
        ("Said.\n\n## Voice\n", "Said."),
        ("## Why?\n\n### For whom?\n\n### Until when?\n\nMay.\n\n## Who?\n", "## Why?\n\n### Until when?\n\nMay."),
        ("## Why?\n\nAll.\n\n### For whom?\n\n## Who?\n", "## Why?\n\nAll."),
        # What somebody wrote is said, a heading alone too.
        ("## Voice\n\nSaid.\n\n## We meet again in May\n", "## Voice\n\nSaid.\n\n## We meet again in May\n"),
        ("## Voice\n\n### Heard first\n\nSaid.\n", "## Voice\n\n### Heard first\n\nSaid.\n"),
        ("Said.\n\n## Voice\n\n### All agreed\n", "Said.\n\n## Voice\n\n### All agreed\n"),
    ],
)
def test_a_heading_of_a_new_file_is_said_once_something_stands_under_it(notes: str, expected: str) -> None:
    assert notes_written(notes, INSTRUMENT) == expected
