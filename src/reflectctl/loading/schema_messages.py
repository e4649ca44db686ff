"""What a schema does not allow in a document in; every mistake told once, in plain words at its place, out.

A schema objects to everything that follows from a mistake: to the key that is misspelt and to the one that is missing
for it, to what a wrong value is and to what it holds. People made one mistake. Imported when something is wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ..documents.document import Document
from ..model.findings import Finding
from ..model.instrument import Instrument
from ..model.locations import Location, Route
from ..model.suggestions import nearest
from . import date_messages
from .schema_nodes import Violation, key_order, node_at
from .values import value_at


class Told(NamedTuple):
    """What is told of a document."""

    found: list[Finding]
    """Sorted by place."""
    about: set[Route]
    """The routes of what cannot be used as it stands, as they were meant."""


class Unknown(NamedTuple):
    """Keys, one after the other, that do not belong where they stand, and what was probably meant by them."""

    route: Route
    """Of the first."""
    more: tuple[str, ...] = ()
    """Those after it that were put in the wrong place with it."""
    near: str = ""
    """The key that it is a misspelling of."""
    home: Route | None = None
    """The mapping that it belongs to, when it is only indented too far or not far enough."""

    @property
    def meant(self) -> Iterator[Route]:
        """The routes that the keys would have, were they where and what they should be."""
        yield self.route
        if self.home is not None:
            yield from ((*self.home, key) for key in (self.route[-1], *self.more))
        elif self.near:
            yield (*self.route[:-1], self.near)


class Case(NamedTuple):
    """One value that a schema objects to, with what there is to know about it."""

    route: Route
    keyword: str
    wanted: Any
    """What the keyword asks for."""
    value: Any
    node: dict[str, Any]
    """The schema's node for it."""
    file: "File"

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return name(self.route)

    @property
    def written(self) -> str:
        """The value as it stands in the file, in backticks; what it is when that is more than a word."""
        return self.file.written(self.route, self.value)

    def told(self, rule: str, message: str, hint: str = "", *more: str | int) -> Finding:
        """A finding at the value, or at what `more` leads to in it."""
        return finding(self.file.document.location((*self.route, *more)), rule, message, hint)


class File(NamedTuple):
    """A document, the schema it goes by and the instrument that the schema was fitted to."""

    document: Document
    schema: dict[str, Any]
    instrument: Instrument

    def node(self, route: Route) -> dict[str, Any]:
        """The schema's node for a route."""
        return node_at(self.schema, route)

    def value(self, route: Route) -> Any:
        """What stands at a route."""
        return value_at(self.document.data, route)

    def written(self, route: Route, value: Any) -> str:
        """A value as a person wrote it, in backticks."""
        if value is None:
            return "Nothing"
        if isinstance(value, dict | list):
            return _kind(value)
        span = self.document.span(route)
        plain = not isinstance(value, str) and span is not None
        text = self.document.text[span.start : span.end] if plain and span is not None else str(value)
        return cut(f"`{' '.join(text.split())}`")

    def titles(self, known: Iterable[str]) -> dict[str, str]:
        """The ids among the known words by what a person may call them: a title, or a principle's number."""
        words = set(known)
        made: dict[str, str] = {}
        pack = self.instrument
        for terms in (pack.scale, pack.dimensions, pack.prompts, pack.horizons, pack.principles):
            made.update({_plain(term.title): term.id for term in terms if term.id in words})
        made.update({str(each.number): each.id for each in pack.principles if each.id in words})
        return made


def tell(violations: Iterable[Violation], file: File) -> Told:
    """Everything that is wrong with a document, each mistake once."""
    by_route: dict[Route, list[Violation]] = {}
    for violation in violations:
        by_route.setdefault(violation.route, []).append(violation)
    found: list[Finding] = []
    about: set[Route] = set()
    missing: list[tuple[Route, str]] = []
    for route, several in by_route.items():
        lacking = dict.fromkeys(v.wanted for v in several if v.keyword == "required")
        strange = dict.fromkeys(key for v in several if v.keyword == "additionalProperties" for key in v.wanted)
        for unknown in _unknown(route, strange, lacking, file):
            found.append(_unknown_key(unknown, file))
            about.update(unknown.meant)
        missing += [(route, key) for key in lacking]
        objections = [v for v in several if v.keyword not in ("required", "additionalProperties")]
        if objections:
            case = _case(objections, file)
            found.append(WORDINGS.get(case.keyword, _other)(case))
            about.update(_unusable(case))
    for route, key in missing:
        # What is misspelt, or stands on another level, is not missing as well.
        if (*route, key) not in about:
            found.append(_missing_key(route, key, file))
            about.add((*route, key))
    return Told(sorted(found), about)


_PLAINEST = ("enum", "type", "minLength", "pattern", "format", "maxLength")


def _case(objections: list[Violation], file: File) -> Case:
    """The plainest of several objections to one value, which are all to the same mistake."""
    route = objections[0].route
    value = file.value(route)
    order = _PLAINEST if isinstance(value, str | int | float) else ("type", *_PLAINEST)
    plainest = min(objections, key=lambda v: order.index(v.keyword) if v.keyword in order else len(order))
    return Case(route, plainest.keyword, plainest.wanted, value, file.node(route), file)


def _unusable(case: Case) -> Iterator[Route]:
    if case.keyword == "uniqueItems":
        yield (*case.route, _repeated(case.value))
        return
    yield case.route
    if case.keyword == "type" and isinstance(case.value, dict):
        for key in case.value:
            home = _home((*case.route, key), case.file)
            if home is not None:
                yield (*home, key)


# ---- keys --------------------------------------------------------------------------------------------------------


def _unknown(route: Route, strange: Iterable[str], lacking: dict[str, None], file: File) -> Iterator[Unknown]:
    """The unknown keys of a mapping: those moved together as one, the misspelt ones with what was meant."""
    here = file.value(route)
    keys = list(here) if isinstance(here, dict) else []
    together: Unknown | None = None
    # In the order of the file, which a schema checker need not keep.
    for key in sorted(strange, key=keys.index):
        home = _home((*route, key), file)
        after = together is not None and keys[keys.index(key) - 1] in (together.route[-1], *together.more)
        if together is not None and home is not None and home == together.home and after:
            together = together._replace(more=(*together.more, key))
            continue
        if together is not None:
            yield together
        near = "" if home is not None else _near_key(key, route, lacking, keys, file)
        together = Unknown((*route, key), near=near, home=home)
    if together is not None:
        yield together


def _near_key(key: str, route: Route, lacking: Iterable[str], keys: Iterable[str], file: File) -> str:
    """The key that another is a misspelling of: rather one that is needed, then one that is free."""
    known = key_order(file.schema, route)
    free = [each for each in known if each not in keys]
    needed = list(lacking)
    for among in (needed, free, known):
        near = _meant(key, among, file, cutoff=0.6 if among is needed else 0.7)
        if near:
            return near
    return ""


def _home(route: Route, file: File) -> Route | None:
    """The mapping that an unknown key belongs to when it is only indented too far, or not far enough; else None."""
    key, parent = route[-1], route[:-1]

    def free(at: Route) -> bool:
        value = file.value(at)
        return isinstance(value, dict | None) and key not in (value or {}) and key in key_order(file.schema, at)

    for depth in range(len(parent) - 1, -1, -1):
        if free(parent[:depth]):
            return parent[:depth]
    beside = file.value(parent)
    known = key_order(file.schema, parent)
    before = [other for other in _until(beside, key) if other in known] if isinstance(beside, dict) else []
    at: Route = (*parent, before[-1]) if before else ()
    while at:
        if free(at):
            return at
        value = file.value(at)
        if not isinstance(value, dict | list) or not value:
            return None
        at = (*at, list(value)[-1] if isinstance(value, dict) else len(value) - 1)
    return None


def _until(keys: Iterable[str], last: str | int) -> Iterator[str]:
    for key in keys:
        if key == last:
            return
        yield key


def _elsewhere(key: str, schema: dict[str, Any]) -> Route | None:
    """The mapping nearest to the top that may hold a key; None when none may."""
    level: list[Route] = [()]
    while level and len(level[0]) < 12:
        for route in level:
            if key in key_order(schema, route):
                return route
        below: list[Route] = []
        for route in level:
            below += [(*route, step) for step in key_order(schema, route)]
            if "items" in node_at(schema, route):
                below.append((*route, 0))
        level = below
    return None


def _unknown_key(unknown: Unknown, file: File) -> Finding:
    route, key, parent = unknown.route, str(unknown.route[-1]), unknown.route[:-1]
    at = file.document.location(route, key=True)
    shown = cut(f"`{key}`")
    if parent == ("settings", "rules") and unknown.home is None:
        hint = f"Did you mean `{unknown.near}`?" if unknown.near else "`reflectctl rules` lists them."
        return finding(at, "unknown-rule", f"{shown} is not a rule whose level can be set.", hint)
    if unknown.home is not None:
        more = len(unknown.more)
        count = f" and {more} more {'keys' if more > 1 else 'key'} below it" if more else ""
        it, stand = (
            ("They belong", "do not stand where they belong")
            if more
            else ("It belongs", "does not stand where it belongs")
        )
        where = f"{it} under {place(unknown.home)}" if unknown.home else f"{it} at the top of the file"
        side = "further" if len(unknown.home) >= len(route) else "less far"
        return finding(
            at,
            "unknown-key",
            f"{shown}{count} {stand}.",
            f"{where}: indent {'them' if more else 'it'} {side}.",
        )
    elsewhere = None if unknown.near else _elsewhere(key, file.schema)
    assessed = isinstance(file.value(route), dict | None)
    statement = parent == ("assessments",) and (assessed or elsewhere is None)
    what = "a statement of this principle" if statement else "a key that belongs here"
    hint = _strange(key, unknown.near)
    if not hint and unknown.near:
        hint = f"Did you mean `{unknown.near}`?"
    elif not hint and elsewhere is not None and not statement:
        hint = f"It belongs under {place(elsewhere)}." if elsewhere else "It belongs at the top of the file."
    elif not hint:
        here = file.value(parent)
        free = [each for each in key_order(file.schema, parent) if each not in (here if isinstance(here, dict) else {})]
        hint = _one_of("The keys that could stand here are", free) or "Delete it, or move it to where it belongs."
    return finding(at, "unknown-statement" if statement else "unknown-key", f"{shown} is not {what}.", hint)


def _missing_key(route: Route, key: str, file: File) -> Finding:
    node = file.node((*route, key))
    title = str(node.get("title") or key)
    example = next((each for each in node.get("examples") or () if isinstance(each, str | int)), None)
    where = "" if not route else f" of {name(route)}"
    return finding(
        file.document.location(route, key=True),
        "missing-key",
        f"The key `{key}`{where} is missing ({title}).",
        f"Add it, as in `{key}: {example}`."
        if example is not None
        else f"Add a line `{key}:`, and what belongs to it.",
    )


# ---- values ------------------------------------------------------------------------------------------------------


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
    near = _meant(text, choices, case.file)
    hint = _strange(text, near) or (f"Did you mean `{near}`?" if near else "")
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
    kinds = [kind for kind in kinds if kind != "null"]
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
        return f"Begin the entry with its key: `- {first}: {_word(text)}`."
    if not case.route:
        return f"Begin the file with `{first}:`."
    return _one_of(
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
        return f"Write a dash before the first key of each entry: `- {_word(str(first))}: …`."
    text = str(value)
    if text.startswith("-"):
        return "Write a space behind each dash, and each entry on a line of its own."
    items = case.node.get("items") or {}
    if "object" in _kinds(node_at(case.file.schema, (*case.route, 0))):
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
        moved = next((str(each) for each in value if _home((*case.route, each), case.file) is not None), "")
        if moved:
            return f"`{_word(moved)}` is indented too far: it belongs in line with `{key}`."
        if flow:
            return "Put the whole text in quotes if the braces belong to it."
        return f"Put the text in quotes if the colon belongs to it, or write it below `{key}: |`."
    if isinstance(value, list):
        if not long:
            one = value[0] if len(value) == 1 and isinstance(value[0], str) else ""
            return (
                f"Write one value, without brackets and dashes: `{_word(one)}`."
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


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("type") or []
    return [kinds] if isinstance(kinds, str) else list(kinds)


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
        bare = _bare(text)
        meant = re.sub(r"[^a-z0-9_-]+", "-", bare.lower()).strip("-_")
        if _strange(text, meant):
            hint = _strange(text, meant)
        elif meant and len(meant) <= 40 and re.fullmatch(pattern, meant):
            hint = f"Did you mean `{meant}`? An id is lower-case letters, digits, - and _."
        return case.told("wrong-form", f"{case.written} does not have the form of an id ({_title(case)}).", hint)
    examples = [str(each) for each in case.node.get("examples") or ()]
    hint = f"Write it as in {', '.join(f'`{each}`' for each in examples[:3])}." if examples else ""
    return case.told("wrong-form", f"{case.written} does not have the form of {case.name} ({_title(case)}).", hint)


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


def _empty_text(case: Case) -> Finding:
    hint = "Write it." if "null" not in _kinds(case.node) else "Write it; or take the quotes away, and leave it empty."
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
    index = _repeated(case.value)
    entry = case.file.written((*case.route, index), case.value[index])
    return case.told("repeated-id", f"{upper(entry)} stands twice in {case.name}.", "Keep one of the two.", index)


def _repeated(entries: list[Any]) -> int:
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


def _other(case: Case) -> Finding:
    return case.told(
        "wrong-form", f"{upper(case.name)} is not as the format asks.", "`reflectctl schema` prints what it may hold."
    )


WORDINGS: dict[str, Callable[[Case], Finding]] = {
    "enum": _enum, "type": _type, "pattern": _pattern, "format": _date, "minLength": _empty_text,
    "maxLength": _too_long, "maxItems": _too_long, "minItems": _too_short, "uniqueItems": _twice, "minimum": _range,
    "maximum": _range,
}  # fmt: skip
"""By keyword of the schemas, who words its findings; `required` and `additionalProperties` are about keys."""


# ---- what was probably meant, and how to say it ------------------------------------------------------------------

_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\"'`"
_UNSEEN = re.compile("[\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000]")


def _bare(text: str) -> str:
    """A text without quotation marks and invisible characters around it or in it."""
    return _UNSEEN.sub(" ", text).strip().strip(_QUOTES).strip()


def _plain(text: str) -> str:
    """A text as an id would be written."""
    return re.sub(r"[\s_-]+", "-", _bare(text).lower())


def _meant(word: str, known: Iterable[str], file: File, *, cutoff: float = 0.5) -> str:
    """The known word that was probably meant: written otherwise, called by its title, or misspelt; else empty."""
    by_form = {_plain(each): each for each in known}
    plain = _plain(word)
    if plain in by_form:
        return by_form[plain]
    titles = file.titles(by_form.values())
    if plain in titles:
        return titles[plain]
    near = nearest(plain[:100], by_form, cutoff=cutoff)
    return by_form[near] if near else titles.get(nearest(plain[:100], titles, cutoff=0.8), "")


def _strange(text: str, near: str) -> str:
    """What to do about quotation marks and invisible characters that came along with a known word."""
    if not near or _plain(text) != _plain(near):
        return ""
    unseen = _UNSEEN.search(text)
    if unseen:
        return (
            f"Write `{near}`: a character that cannot be seen (U+{ord(unseen[0]):04X}) stands with it, often "
            "pasted along."
        )
    quote = " and ".join(dict.fromkeys(sign for sign in text if sign in _QUOTES))
    return f"Write `{near}` without {quote}: YAML takes it for a letter of the word." if quote else ""


def cut(text: str) -> str:
    """A value short enough for a message."""
    return text if len(text) <= 80 else text[:78] + "…`"


def name(route: Route) -> str:
    """What a value is called in a sentence: its key, and for a list's entry the list's."""
    if not route:
        return "the file"
    if isinstance(route[-1], int):
        return f"entry {route[-1] + 1} of `{route[-2]}`" if len(route) > 1 else f"entry {route[-1] + 1}"
    return f"`{route[-1]}`"


def place(route: Route) -> str:
    """Where a mapping stands, for a hint: its keys from the top, or an entry of a list."""
    if route and isinstance(route[-1], int):
        return name(route)
    return "`" + ".".join(str(step) for step in route if isinstance(step, str)) + "`"


def upper(text: str) -> str:
    """A sentence's first word with a capital letter, unless it is in backticks."""
    return text[:1].upper() + text[1:]


def finding(location: Location, rule: str, message: str, hint: str = "") -> Finding:
    """An error at a place."""
    return Finding(location, "error", rule, message, hint)


def _title(case: Case) -> str:
    return str(case.node.get("title") or case.name)


def _kind(value: dict[str, Any] | list[Any]) -> str:
    return "a list" if isinstance(value, list) else "keys and values"


def _word(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _one_of(lead: str, keys: list[str]) -> str:
    return f"{lead} {', '.join(f'`{key}`' for key in keys[:8])}{' …' if len(keys) > 8 else ''}." if keys else ""
