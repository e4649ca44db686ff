"""Findings in, SARIF 2.1.0 for code scanning out: the rules with their pages, and where each was not kept to.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; the numbers in the comments are its sections. It is in
ASCII, as it is written to a file by whatever shell there is.
"""

import textwrap

from ... import __version__
from ...model.findings import Checked, Finding
from ...rules.catalogue import Rule, rules
from ..answers.common import Json
from ..escape import block, line
from ..json import spelled
from .fingerprints import fingerprints

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_BASE = "%SRCROOT%"
_BASES = {_BASE: {"description": {"text": "The top folder of the git repository."}}}
"""3.14.14: a base without a URI is for the reader to fill in, who knows where the repository is."""

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_LONGEST = 1000
"""GitHub takes descriptions of 1024 characters."""


def diagnostics(checked: Checked) -> str:
    """A log of one run, with all the rules there are and the findings in the order of the files."""
    known = rules()
    numbers = {rule.id: number for number, rule in enumerate(known)}
    run = {
        "tool": {
            "driver": {
                "name": "reflectctl",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in known],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": _BASES,
        "results": [
            _result(each, checked.prefix, numbers.get(each.rule), fingerprint)
            for each, fingerprint in zip(checked.found, fingerprints(checked), strict=True)
        ],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return spelled({"$schema": schema, "version": "2.1.0", "runs": [run]}, ascii=True)


def _rule(rule: Rule) -> Json:
    first, _, rest = rule.page.strip().partition("\n")
    page = first + "\n" + textwrap.dedent(rest)
    # Without the examples, and without the words that lead to them.
    prose = " ".join(each for each in page.split("\n\n") if not each.startswith(" ") and not each.endswith(":"))
    level = _LEVELS.get(rule.severity)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": textwrap.shorten(prose, _LONGEST, placeholder=" …")},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": level} if level else {"enabled": False},
    }


def _result(found: Finding, prefix: str, number: int | None, fingerprint: str) -> Json:
    path, row, column = found.location
    place = {
        "artifactLocation": {"uri": _uri(prefix + path), "uriBaseId": _BASE},
        "region": {"startLine": row, "startColumn": column},
    }
    return {
        "ruleId": line(found.rule),
        **({} if number is None else {"ruleIndex": number}),
        "level": _LEVELS[found.severity],
        "message": {"text": _message(f"{found.message} {found.hint}".rstrip())},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"findingHash/v1": fingerprint},
    }


def _message(text: str) -> str:
    # 3.11.5: braces stand for arguments unless they are doubled. 3.11.6: brackets that touch parentheses are a link.
    return block(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _uri(path: str) -> str:
    """The path as a relative URI: every byte that is not plain is a percent sign and two digits."""
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # Names on Windows can hold surrogates that stand for no byte.
        raw = path.encode("utf-8", "surrogatepass")
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in raw)
