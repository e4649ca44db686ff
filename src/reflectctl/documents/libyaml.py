"""The one door to PyYAML: libyaml's parser, what its events and tokens are, and how its errors are called.

Of PyYAML only the binding to libyaml is used, and importing all that its package imports beside that costs a tenth of a
short command. So the binding is imported with the parts that it needs, and names of errors stand in for the others.
Where that does not go as expected the whole of PyYAML is imported, with its own parser where libyaml is missing.
"""

import sys
from importlib.machinery import PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yaml import events as events
    from yaml import tokens as tokens
    from yaml.error import MarkedYAMLError as MarkedYAMLError
    from yaml.error import YAMLError as YAMLError

_ERRORS = {
    "reader": ("ReaderError", False),
    "scanner": ("ScannerError", True),
    "parser": ("ParserError", True),
    "composer": ("ComposerError", True),
    "constructor": ("ConstructorError", True),
    "emitter": ("EmitterError", False),
    "serializer": ("SerializerError", False),
    "representer": ("RepresenterError", False),
}
"""The modules of PyYAML that the binding takes an error of, and whether that has marks (6.0)."""


def binding() -> tuple[Any, ...]:
    """PyYAML's errors, events and tokens, and libyaml's parser, without the rest of PyYAML.

    Raises whatever comes of a PyYAML that is built otherwise; nothing of it stays imported then.
    """
    spec = PathFinder.find_spec("yaml")
    if spec is None or "yaml" in sys.modules:
        raise ImportError("PyYAML is not there alone")
    shell: Any = ModuleType("yaml")
    shell.__path__ = spec.submodule_search_locations
    stands_in = {"yaml": shell}
    sys.modules["yaml"] = shell
    try:
        from yaml import error, events, nodes, tokens

        assert nodes is not None
        for name, (called, is_marked) in _ERRORS.items():
            module: Any = ModuleType(f"yaml.{name}")
            base = error.MarkedYAMLError if is_marked else error.YAMLError
            has = {} if is_marked else {"__init__": _keep_position}
            setattr(module, called, type(called, (base,), {"__module__": module.__name__, **has}))
            setattr(shell, name, module)
            stands_in[module.__name__] = sys.modules[module.__name__] = module
        parser = _c_parser(events)
    except BaseException:
        stands_in.update((name, module) for name, module in sys.modules.items() if name.startswith("yaml."))
        raise
    finally:
        # Whoever imports PyYAML later gets it whole.
        for name in stands_in:
            sys.modules.pop(name, None)
    return error.YAMLError, error.MarkedYAMLError, events, tokens, parser


def _c_parser(events: Any) -> Any:
    """libyaml's parser, which is known by its first event."""
    from yaml._yaml import CParser  # type: ignore[import-not-found, import-untyped, unused-ignore]

    if type(CParser("").get_event()) is not events.StreamStartEvent:
        raise ImportError("libyaml's events are not those of PyYAML")
    return CParser


def _keep_position(error: Any, name: str, position: int, *_: object) -> None:
    error.name, error.position = name, position


def whole() -> tuple[Any, ...]:
    """The same from the whole of PyYAML; the parser is its own where libyaml is missing."""
    import yaml

    try:
        parser = _c_parser(yaml.events)
    except Exception:
        parser = python_parser
    return yaml.YAMLError, yaml.MarkedYAMLError, yaml.events, yaml.tokens, parser


def python_parser(text: str) -> Any:
    """PyYAML's own parser at the beginning of a text, for where libyaml is missing."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class Events(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

    return Events(text)  # type: ignore[no-untyped-call, unused-ignore]


if not TYPE_CHECKING:
    try:
        YAMLError, MarkedYAMLError, events, tokens, parser = binding()
    except Exception:
        YAMLError, MarkedYAMLError, events, tokens, parser = whole()
else:

    def parser(text: str) -> Any:
        """A parser at the beginning of a text."""
