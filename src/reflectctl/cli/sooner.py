"""`pathlib` without what it imports for one method that is never used here: `urllib.parse`, and with that `ipaddress`.

They take a third of `python -c pass`. Where either is imported already, or is not as expected, nothing is done.
"""

import sys
from types import ModuleType
from typing import Any

_REST = "urllib.parse"


def import_pathlib() -> None:
    """Import `pathlib`; whoever imports `urllib.parse` later gets it whole."""
    if "pathlib" in sys.modules or _REST in sys.modules:
        return
    shell: Any = ModuleType(_REST)
    shell.quote_from_bytes = _quote
    sys.modules[_REST] = shell
    try:
        import pathlib

        assert pathlib.Path is not None
    except ImportError:
        # It wants more of it than one function.
        pass
    finally:
        del sys.modules[_REST]


def _quote(*given: Any, **named: Any) -> str:
    """What `Path.as_uri` asks for."""
    from importlib import import_module

    said: str = import_module(_REST).quote_from_bytes(*given, **named)
    return said
