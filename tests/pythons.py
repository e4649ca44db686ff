"""The other Pythons that are installed here, each with an environment of its own: `python -m tests.pythons` makes them.

`make test PYTHON=…` uses the same ones.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
VERSIONS = ("3.11", "3.12", "3.13")
HERE = ".".join(map(str, sys.version_info[:2]))
OTHERS = tuple(version for version in VERSIONS if version != HERE)
_ENVIRONMENTS = CHECKOUT / ".venv-pythons"


def ready(version: str) -> Path | None:
    """A Python of this version that can run the program; None where none was made ready."""
    python = _ENVIRONMENTS / version / "bin/python"
    return python if (_ENVIRONMENTS / version / ".installed").exists() else None


def installed(version: str) -> Path | None:
    """A Python of this version; None where there is none."""
    for python in _places(version):
        asked = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        if subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == version:
            return python
    return None


def _places(version: str) -> Iterator[Path]:
    if found := shutil.which(f"python{version}"):
        yield Path(found)
    yield from sorted((Path.home() / ".pyenv/versions").glob(f"{version}.*/bin/python{version}"))


def main() -> None:
    """Make ready what can be."""
    for version in OTHERS:
        if python := installed(version):
            subprocess.run(
                ["make", "--silent", f"PYTHON={python}", f".venv-pythons/{version}/.installed"],
                cwd=CHECKOUT,
                check=False,
            )
        if not ready(version):
            print(f"Python {version} is not here.", file=sys.stderr)


if __name__ == "__main__":
    main()
