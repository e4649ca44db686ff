"""What goes with the content of a partnership when its words change: the schemas that editors show them from."""

from pathlib import Path

from ..edits.scaffold import schemas
from ..model.edits import Edit
from ..model.instrument import Instrument
from ..storage.disk import read_file


def refitted(top: Path, instrument: Instrument) -> list[Edit]:
    """The schemas beside a partnership's files, fitted to its content: those that are there and say otherwise."""
    made = []
    for path, text in sorted(schemas(instrument).items()):
        before, after = read_file(top, path), text.encode("utf-8")
        if isinstance(before, bytes) and before != after:
            made.append(Edit(path, before, after))
    return made
