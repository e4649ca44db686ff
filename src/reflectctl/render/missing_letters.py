"""Letters that no typeface of the computer has, in; where they stand and what to do, in a sentence, out."""

from collections.abc import Iterable
from unicodedata import category, name

_MOST = 8
_AROUND = 24


def is_seen(letter: str) -> bool:
    """Whether a letter takes a place that would be blank without it."""
    return category(letter) not in ("Cc", "Cf", "Cn", "Cs", "Zs", "Zl", "Zp", "Mn", "Me")


def told(missing: Iterable[str], text: str, what: str) -> str:
    """What is said of letters that were left blank in a text; nothing where none were. `what` is what was made."""
    letters = sorted(filter(is_seen, set(missing)))
    if not letters:
        return ""
    some = ", ".join(f"{each} (U+{ord(each):04X} {name(each, 'without a name')})" for each in letters[:_MOST])
    more = f" and {len(letters) - _MOST} more" if len(letters) > _MOST else ""
    at = min((found for each in letters if (found := text.find(each)) >= 0), default=-1)
    where = ""
    if at >= 0:
        begin = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
        around = " ".join(text[begin : at + _AROUND].split("\n")[0].split())
        where = f" The first stands in “{around}”."
    return (
        f"No typeface of this computer has a letter for {some}{more}: {what} shows blanks or boxes in their place."
        f"{where} Install one that has them, such as Noto Sans and Noto Sans CJK, and make it again."
    )
