"""JSON read and written without importing `json`, whose own patterns are compiled each time: by what it uses, in C."""

try:
    from _json import encode_basestring_ascii, make_encoder, make_scanner  # type: ignore[attr-defined, unused-ignore]
except ImportError:
    make_scanner = make_encoder = None  # type: ignore[assignment, misc, unused-ignore]

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


def dumps(value: "Any") -> str:
    """What `json.dumps` makes of a value, without blanks; a `TypeError` or `ValueError` where it makes none."""
    try:
        parts = make_encoder({}, _refuse, encode_basestring_ascii, None, ":", ",", False, False, True)(value, 0)
    except (TypeError, AttributeError, NameError):
        # It may be called otherwise in another Python; or there is no JSON of the value, which this says, too.
        import json

        return json.dumps(value, separators=(",", ":"))
    return "".join(parts)


def _refuse(value: object) -> None:
    raise TypeError(f"There is no JSON of {type(value).__name__}.")
