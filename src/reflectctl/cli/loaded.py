"""The files that the program is made of, as far as this run has needed it."""

import os
import sys


def files() -> list[str]:
    """Those of its own modules and of its libraries'; Python's own are known by its version."""
    found = [getattr(module, "__file__", None) for module in [*sys.modules.values()]]
    return [os.path.abspath(path) for path in found if isinstance(path, str) and not is_pythons(path)]


def is_pythons(path: str) -> bool:
    """Whether a file is Python's own."""
    return path.startswith(os.path.dirname(os.__file__)) and "-packages" not in path
