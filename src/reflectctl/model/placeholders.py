"""What people write where something is still to come: words that say nothing, in one list for whoever reads forms."""

import re

_TO_COME = re.compile(
    r"\W*(?:(?:tb[acd]|t\.b\.[acd]|to (?:come|follow)|n/?a|n\.a|not applicable"
    r"|to be (?:confirmed|decided|added|agreed|announced|completed|discussed))\W*|[\W_]+)?",
    re.IGNORECASE,
)
_MARK = re.compile(r"[-*+]\s+")


def is_to_come(text: str) -> bool:
    """Whether a text says only that something is to come or does not apply: `TBC`, `n/a`, `-`, or nothing."""
    lines = [_MARK.sub("", line.strip()) for line in text.split("\n")]
    return all(_TO_COME.fullmatch(line) for line in lines)
