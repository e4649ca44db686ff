"""Which links a report may carry, and a reader follow."""

import re

_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\`\x00-\x20]+\Z", re.IGNORECASE)


def is_link(link: str) -> bool:
    """Whether a link leads to the web or to an address for mail."""
    return _LINK.match(link) is not None
