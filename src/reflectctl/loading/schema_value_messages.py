"""A value that a schema does not allow in; a finding in plain words out, by what it objects with."""

import re
from collections.abc import Callable
from typing import Any

from ..model.findings import Finding
from ..model.suggestions import plain_letters
from . import date_messages
from .schema_key_messages import home_of
from .schema_nodes import key_order, node_at
from .schema_words import Case, cut, kinds_of, meant_by, one_of, pasted, short, title_of, unquoted, upper


def _enum(case: Case) -> Finding:
    """A word that is not one of those that can stand there."""
    choices = [str(choice) for choice in case.wanted if choice is not None]
    key = str(next((step for step in reversed(case.route) if isinstance(step, str)), ""))
    rule = _ENUM_RULES.get(key, "unknown-value")
    if case.value is None:
        return case.told(
            "missing-text", f"{upper(case.name)} is empty; expected {_choice(choices)}.", "Write one of them."
        )
    what = _NOUNS.get(rule, f"a value of `{key}`" if key else "a value that can stand here")
    text = case.written.strip("`") if not isinstance(case.value, str) else case.value
    near = meant_by(text, choices, case.file)
    hint = pasted(text, near) or (f"Did you mean `{near}`?" if near else "")
    if not hint:
        hint = "Write one of these, or leave it empty." if None in case.wanted else f"Write {_choice(choices)}."
    return case.told(rule, f"{case.written} is not {what}; expected {_choice(choices)}.", hint)


_ENUM_RULES = {"principle": "unknown-principle", "principles": "unknown-principle", "serves": "unknown-statement"}


_NOUNS = {"unknown-principle": "the id of a principle", "unknown-statement": "a statement of this principle"}


def _choice(choices: list[str]) -> str:
    listed = ", ".join(f"`{choice}`" for choice in choices[:8]) + (" …" if len(choices) > 8 else "")
    return listed if len(choices) == 1 else f"one of {listed}"


_TYPES = {
    "string": "text", "null": "nothing", "object": "keys and values", "array": "a list",
    "integer": "a whole number", "number": "a number", "boolean": "true or false",
}  # fmt: skip


def _type(case: Case) -> Finding:
    """A value of another kind than can stand there."""
    kinds = [case.wanted] if isinstance(case.wanted, str) else list(case.wanted)
    kinds = sorted(kind for kind in kinds if kind != "null")
    choices = [str(choice) for choice in case.node.get("enum") or () if choice is not None]
    expected = _choice(choices) if choices else " or ".join(_TYPES.get(kind, "something else") for kind in kinds)
    if case.node.get("format") == "date":
        expected = "a date"
    value = case.value
    if value is None:
        rule = "missing-text" if "string" in kinds else "wrong-type"
        hint = "Write it." if "string" in kinds else "Write what belongs to it on the lines below, or delete the key."
        return case.told(rule, f"{upper(case.name)} is empty; expected {expected}.", hint)
    if "object" in kinds:
        hint = _to_keys(case)
    elif "array" in kinds:
        hint = _to_list(case)
    elif "string" in kinds:
        hint = _to_text(case)
    else:
        hint = _to_number_or_truth(case, kinds)
    holds = "holds" if isinstance(value, dict | list) else "is the text" if isinstance(value, str) else "is"
    return case.told("wrong-type", f"{upper(case.name)} {holds} {case.written}; expected {expected}.", hint)


def _to_keys(case: Case) -> str:
    """How keys and values are written where something else stands."""
    keys = case.node.get("required") or key_order(case.file.schema, case.route)
    first = str(keys[0]) if keys else "key"
    if isinstance(case.value, list):
        return (
            "Take the dashes away: keys stand here without them." if case.route else f"Begin the file with `{first}:`."
        )
    text = str(case.value)
    if re.match(r"[A-Za-z_]\w*:\S", text):
        return "Write a space behind the colon."
    if case.route and isinstance(case.route[-1], int):
        return f"Begin the entry with its key: `- {first}: {short(text)}`."
    if not case.route:
        return f"Begin the file with `{first}:`."
    return one_of(
        "Write its keys on the lines below, indented:", list(map(str, key_order(case.file.schema, case.route)))
    )


def _to_list(case: Case) -> str:
    """How a list is written where something else stands."""
    key = next((step for step in reversed(case.route) if isinstance(step, str)), "")
    value = case.value
    if isinstance(value, dict):
        if any(str(each).startswith("-") for each in value):
            return "Write a space behind each dash."
        first = next(iter(value), "")
        return f"Write a dash before the first key of each entry: `- {short(str(first))}: …`."
    text = str(value)
    if text.startswith("-"):
        return "Write a space behind each dash, and each entry on a line of its own."
    items = case.node.get("items") or {}
    if "object" in kinds_of(node_at(case.file.schema, (*case.route, 0))):
        keys = [str(each) for each in key_order(case.file.schema, (*case.route, 0))]
        return f"Write each entry on lines of its own, beginning `- {keys[0]}:`; or leave it empty." if keys else ""
    if not items or len(text) > 60 or any(sign in text for sign in "[]{}#:"):
        return f"Write it in brackets, with commas: `{key}: [one, two]`."
    parts = [part for part in re.split(r"\s*[,;]\s*|\s+and\s+", text.strip()) if part]
    return f"Write it in brackets, with commas: `{key}: [{', '.join(parts)}]`."


def _to_text(case: Case) -> str:
    """How text is written where something else stands."""
    value, document = case.value, case.file.document
    key = next((step for step in reversed(case.route) if isinstance(step, str)), "")
    marks = document.marks_at(case.route)
    flow = marks is not None and marks.style == "flow"
    long = not any(word in case.node for word in ("enum", "pattern", "format"))
    if isinstance(value, dict):
        moved = next((str(each) for each in value if home_of((*case.route, each), case.file) is not None), "")
        if moved:
            return f"`{short(moved)}` is indented too far: it belongs in line with `{key}`."
        if flow:
            return "Put the whole text in quotes if the braces belong to it."
        return f"Put the text in quotes if the colon belongs to it, or write it below `{key}: |`."
    if isinstance(value, list):
        if not long:
            one = value[0] if len(value) == 1 and isinstance(value[0], str) else ""
            return (
                f"Write one value, without brackets and dashes: `{short(one)}`."
                if one
                else "Write one value, not a list."
            )
        return (
            "Put the whole text in quotes if the brackets belong to it."
            if flow
            else f"Write `{key}: |` to keep these lines as text."
        )
    plain = case.written.strip("`")
    if case.node.get("format") == "date":
        day = date_messages.day(plain)
        return (
            f'Write it year first, in quotes: "{day}".'
            if day
            else 'Write year, month and day in quotes, as in "2026-03-12".'
        )
    if str(case.node.get("pattern", "")).startswith(_DUE):
        meant = date_messages.part(plain)
        return (
            f'Write it in quotes: "{meant}".' if meant else 'Write a day "2026-06-30", a month "2026-06", or `ongoing`.'
        )
    return f'Put it in quotes: "{plain}".' if len(plain) <= 40 and '"' not in plain else "Put it in quotes."


_TRUTHS = {
    "yes": "true",
    "y": "true",
    "on": "true",
    "true": "true",
    "no": "false",
    "n": "false",
    "off": "false",
    "false": "false",
}


def _to_number_or_truth(case: Case, kinds: list[str]) -> str:
    """How a number, or true and false, are written where something else stands."""
    text = str(case.value).strip()
    if "boolean" in kinds:
        truth = _TRUTHS.get(text.lower())
        return f"Write {truth}, without quotes." if truth else "Write true or false, without quotes."
    digits = re.match(r"[0-9]+", text)
    if isinstance(case.value, str) and digits:
        return f"Write {digits[0]}, without quotes and without words."
    return (
        "Write it in digits, without a point."
        if isinstance(case.value, float)
        else "Write it in digits, without quotes."
    )


def _pattern(case: Case) -> Finding:
    """A text that does not have the form that is asked for."""
    text, pattern = str(case.value), str(case.wanted)
    if case.node.get("format") == "date":
        return _date(case)
    if "https?" in pattern:
        hint = "A link begins with https:// or http:// and holds no spaces."
        if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text):
            hint = f"Did you mean `{cut(f'https://{text}')}`?"
        return case.told("wrong-form", f"{case.written} is not a link.", hint)
    if pattern.startswith(_DUE):
        return _due(case)
    if pattern.startswith("^[0-9]{4}("):
        meant = date_messages.part(text)
        hint = (
            f'Write it year first, in quotes: "{meant}".'
            if meant
            else 'Write a day "2026-03-12", a month "2026-03" or a year "2026".'
        )
        return case.told("wrong-form", f"{case.written} is not a date as it is written here.", hint)
    if "a-z0-9_-" in pattern:
        hint = "An id is lower-case letters, digits, - and _, and begins with a letter or a digit."
        bare = unquoted(text)
        meant = re.sub(r"[^a-z0-9_-]+", "-", plain_letters(bare)).strip("-_")
        if pasted(text, meant):
            hint = pasted(text, meant)
        elif meant and len(meant) <= 40 and re.fullmatch(pattern, meant):
            hint = f"Did you mean `{meant}`? An id is lower-case letters, digits, - and _."
        return case.told("wrong-form", f"{case.written} does not have the form of an id ({title_of(case)}).", hint)
    examples = [str(each) for each in case.node.get("examples") or ()]
    hint = f"Write it as in {', '.join(f'`{each}`' for each in examples[:3])}." if examples else ""
    return case.told("wrong-form", f"{case.written} does not have the form of {case.name} ({title_of(case)}).", hint)


def _date(case: Case) -> Finding:
    """A date that the calendar does not have, or that is written in another way."""
    text = str(case.value).strip()
    why = date_messages.why_not(text)
    if why:
        return case.told("impossible-date", f"{case.written} is not a day that the calendar has.", why)
    meant = date_messages.day(text)
    return case.told(
        "impossible-date",
        f"{case.written} is not a date as it is written here; expected year, month and day.",
        f'Write it year first, in quotes: "{meant}".'
        if meant
        else 'Write it year first and in digits, as in "2026-03-12".',
    )


_DUE = "^(ongoing|"


def _due(case: Case) -> Finding:
    """A due date that the calendar does not have, or that is written in another way."""
    text = str(case.value).strip()
    meant = "ongoing" if text.lower().startswith("ongoing") else date_messages.part(text)
    if why := date_messages.why_not(text):
        return case.told("impossible-date", f"{case.written} is not a day that the calendar has.", why)
    return case.told(
        "impossible-date",
        f"{case.written} is not a date as it is written here; a day, a month or `ongoing` was expected.",
        f'Write it year first, in quotes: "{meant}".'
        if meant and meant != "ongoing"
        else "Write `ongoing`, and the day for looking at it again under `review`."
        if meant
        else 'Write a day "2026-06-30", a month "2026-06", or `ongoing`.',
    )


def _empty_text(case: Case) -> Finding:
    hint = (
        "Write it." if "null" not in kinds_of(case.node) else "Write it; or take the quotes away, and leave it empty."
    )
    return case.told("missing-text", f"{upper(case.name)} is empty; text was expected.", hint)


def _too_long(case: Case) -> Finding:
    text = case.keyword == "maxLength"
    hint = (
        "Keep what is long elsewhere, and write here what it says and where it is."
        if text and case.wanted > 1000
        else "Shorten it."
    )
    size, what = len(case.value), "characters" if text else "entries"
    return case.told("too-long", f"{upper(case.name)} has {size:,} {what}; at most {case.wanted:,} are read.", hint)


def _too_short(case: Case) -> Finding:
    size = len(case.value)
    return case.told(
        "too-short",
        f"{upper(case.name)} has {size} {'entry' if size == 1 else 'entries'}; at least {case.wanted} "
        f"{'is' if case.wanted == 1 else 'are'} needed.",
        "Add what is missing.",
    )


def _twice(case: Case) -> Finding:
    index = repeated(case.value)
    entry = case.file.written((*case.route, index), case.value[index])
    return case.told("repeated-id", f"{upper(entry)} stands twice in {case.name}.", "Keep one of the two.", index)


def repeated(entries: list[Any]) -> int:
    """The position of the first entry that another before it is the same as."""
    return next((at for at, entry in enumerate(entries) if entry in entries[:at]), 0)


def _range(case: Case) -> Finding:
    least, most = case.node.get("minimum"), case.node.get("maximum")
    expected = (
        f"{least} to {most}"
        if None not in (least, most)
        else f"at least {least}"
        if most is None
        else f"at most {most}"
    )
    hint = (
        f"Write a number that is {'not smaller than' if case.keyword == 'minimum' else 'not larger than'} "
        f"{case.wanted}."
    )
    return case.told("out-of-range", f"{upper(case.name)} is {case.written}; expected {expected}.", hint)


def other(case: Case) -> Finding:
    """A value of which nothing plainer can be said."""
    return case.told(
        "wrong-form", f"{upper(case.name)} is not as the format asks.", "`reflectctl schema` prints what it may hold."
    )


WORDINGS: dict[str, Callable[[Case], Finding]] = {
    "enum": _enum, "type": _type, "pattern": _pattern, "format": _date, "minLength": _empty_text,
    "maxLength": _too_long, "maxItems": _too_long, "minItems": _too_short, "uniqueItems": _twice, "minimum": _range,
    "maximum": _range,
}  # fmt: skip
"""By keyword of the schemas, who words its findings; `required` and `additionalProperties` are about keys."""
