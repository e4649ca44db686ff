"""JSON read without importing `json`, whose own patterns are compiled each time: by the same scanner, in C."""

try:
    from _json import make_scanner
except ImportError:
    make_scanner = None  # type: ignore[assignment, misc]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BLANKS = " \t\n\r"


class _Usual:
    """What `json.JSONDecoder` says to the scanner where nothing else is asked for."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float
    memo: "dict[str, str]" = {}  # noqa: RUF012 - the scanner asks for it, and has one of its own


def loads(raw: bytes | str) -> "Any":
    """What `json.loads` gives of UTF-8; a `ValueError` where it is no JSON."""
    text = raw if isinstance(raw, str) else raw.decode("utf-8")
    if make_scanner is None:
        import json

        return json.loads(text)
    start = len(text) - len(text.lstrip(_BLANKS))
    try:
        value, end = make_scanner(_Usual())(text, start)  # type: ignore[arg-type]
    except (StopIteration, SystemError):
        # Of a text that is cut short the scanner may say nothing at all, where `json` is not imported.
        raise ValueError("This is no JSON.") from None
    if text[end:].strip(_BLANKS):
        raise ValueError("There is more behind the JSON.")
    return value
