"""Edits over real text: what was meant changes, every other line stays byte for byte, and comments stay."""

import copy
import difflib
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from reflectctl.documents.document import read_document
from reflectctl.edits.changeset import Draft, clean, line
from reflectctl.errors import ReflectError
from tests.properties import examples

PATH = "principles/1-x.yaml"
KEYS = ("rating", "agreed", "meeting", "because", "views", "sources", "reflections")
WORDS = (
    "agree",
    "Plain words here",
    "it's",
    'a "quoted" word',
    "colon: inside",
    "# not a comment",
    "- not a list",
    "yes",
    "12",
    "2026-03-12",
    "Öffentlichkeit, Plant Cymru ŵ",
    "👩‍👧 family 🙂",
    "نقش‌ها",
    "percent % and @ and `",
    "ends with colon:",
    "back\\slash",
    "tab\tinside",
)
LONG = (
    "Strategy and policies say this plainly, and commissioning has begun to follow in every one of the agencies; " * 2
)


def draft_of(raw: bytes) -> Draft:
    document = read_document(PATH, raw)
    assert document.found == ()
    order = {1: ("principle", "assessments", "making_progress"), 3: KEYS}
    return Draft({PATH: document}, lambda path, route: order.get(len(route) + 1, ()))


def result(draft: Draft) -> bytes | None:
    """The edited bytes; None when nothing is to be written."""
    edits = draft.edits()
    return edits[0].after if edits else None


def put(text: str, route: tuple[str | int, ...], value: Any) -> str:
    draft = draft_of(text.encode())
    draft.put(PATH, route, value)
    return (result(draft) or text.encode()).decode()


def append(text: str, route: tuple[str | int, ...], item: Any) -> str:
    draft = draft_of(text.encode())
    draft.append(PATH, route, item)
    return (result(draft) or text.encode()).decode()


def extend(text: str, route: tuple[str | int, ...], addition: str) -> str:
    draft = draft_of(text.encode())
    draft.extend(PATH, route, addition)
    return (result(draft) or text.encode()).decode()


def oracle(text: str) -> Any:
    """What ruamel.yaml reads, as plain values, dates left as text."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        if value is None or isinstance(value, (bool, int, float)):
            return value
        return value.isoformat() if hasattr(value, "isoformat") else str(value)

    return plain(yaml.load(StringIO(text.replace("\r\n", "\n"))))


# ---- layouts that people write ---------------------------------------------------------------------------------


class Layout:
    """A principle file in one of the ways in which people write it, each line with the route that owns it."""

    def __init__(self, choose: Any) -> None:
        self.choose = choose
        self.lines: list[tuple[str, tuple[str | int, ...] | None]] = []
        self.comments: list[str] = []
        self.step = choose([2, 4])
        self.offset = choose([0, 2])
        self.data: dict[str, Any] = {}
        self.build()
        ending = choose(["\n", "\r\n"])
        text = ending.join(line for line, _ in self.lines)
        # A literal block that ends with the file loses its last line break with it, which would be another value.
        self.text = text + (ending if choose([True, True, False]) or self.lines[-1][0].endswith("no comment") else "")
        self.bom = choose([False, False, True])
        self.raw = (b"\xef\xbb\xbf" if self.bom else b"") + self.text.encode()

    def comment(self) -> str:
        self.comments.append(f"# note {len(self.comments)} 'of' \"ours\": kept")
        return self.comments[-1]

    def around(self, indent: int) -> None:
        for _ in range(self.choose([0, 0, 0, 1])):
            self.lines.append((" " * indent + self.comment() if self.choose([0, 1]) else "", None))

    def behind(self) -> str:
        return "  " + self.comment() if self.choose([False, False, True]) else ""

    def value(self, indent: int, lead: str, route: tuple[str | int, ...], word: str | None) -> Any:
        """Writes `lead` and a value behind it; gives what the value reads as."""

        def emit(line: str) -> None:
            self.lines.append((line, route))

        if word is None:
            emit(lead + self.choose(["", " ", ""]) + self.behind())
            return None
        style = self.choose(["plain", "'", '"', "|", "|-", ">-"])
        if style == "plain" and word in ("agree", "Plain words here"):
            emit(f"{lead} {word}{self.behind()}")
            return word
        if style == "'" and "\t" not in word:
            emit(f"{lead} '" + word.replace("'", "''") + "'" + self.behind())
            return word
        if style in ("|", "|-", ">-"):
            emit(f"{lead} {style}{self.behind()}")
            emit(" " * (indent + self.step) + word)
            emit("")
            emit(" " * (indent + self.step) + "second line # no comment")
            if style == ">-":
                return f"{word}\nsecond line # no comment"
            return f"{word}\n\nsecond line # no comment" + ("\n" if style == "|" else "")
        escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        emit(f'{lead} "{escaped}"' + self.behind())
        return word

    def build(self) -> None:
        choose, step = self.choose, self.step
        self.around(0)
        self.lines.append(("principle: children-first" + self.behind(), ("principle",)))
        self.lines.append(("assessments:" + self.behind(), ("assessments",)))
        self.data = {"principle": "children-first", "assessments": {}}
        for dimension in ("action", "culture"):
            self.around(step)
            self.lines.append((" " * step + dimension + ":" + self.behind(), ("assessments", dimension)))
            made: dict[str, Any] = {}
            self.data["assessments"][dimension] = made
            for key in choose([KEYS[:2], KEYS[:4], KEYS, ("rating", "because", "reflections")]):
                route = ("assessments", dimension, key)
                self.around(2 * step)
                lead = " " * (2 * step) + key + ":"
                if key == "views":
                    made[key] = self.views(2 * step, lead, route)
                elif key == "reflections":
                    self.lines.append((lead + self.behind(), route))
                    made[key] = {}
                    for prompt in ("evidence", "building"):
                        word = choose([None, *WORDS])
                        inner = " " * (3 * step) + prompt + ":"
                        made[key][prompt] = self.value(3 * step, inner, (*route, prompt), word)
                else:
                    made[key] = self.value(2 * step, lead, route, choose([None, *WORDS]))
        self.around(0)

    def views(self, indent: int, lead: str, route: tuple[str | int, ...]) -> list[Any] | None:
        kind = self.choose(["block", "block", "empty", "[]"])
        if kind != "block":
            self.lines.append((lead + (" []" if kind == "[]" else "") + self.behind(), route))
            return [] if kind == "[]" else None
        self.lines.append((lead + self.behind(), route))
        made = []
        for index in range(self.choose([1, 2])):
            dash = indent + self.offset
            self.lines.append((" " * dash + "- agency: police" + self.behind(), (*route, index)))
            item: dict[str, Any] = {"agency": "police"}
            for key in ("rating", "because"):
                word = self.choose([None, *WORDS])
                item[key] = self.value(dash + 2, " " * (dash + 2) + key + ":", (*route, index, key), word)
            made.append(item)
        return made


@st.composite
def layouts(draw: Any) -> Layout:
    return Layout(lambda options: draw(st.sampled_from(list(options))))


def check_splice(layout: Layout, after: bytes, meant: Any, owner: tuple[str | int, ...]) -> None:
    """One stretch of lines changed, all of it the owner's; the rest is byte-identical, and nobody's comment is lost."""
    assert after.startswith(b"\xef\xbb\xbf") == layout.bom
    text = after.decode("utf-8-sig")
    document = read_document(PATH, after)
    assert document.found == ()
    assert document.data == meant
    assert oracle(text) == meant
    before_lines = layout.text.split("\n")
    after_lines = text.split("\n")
    hunks = [
        code
        for code in difflib.SequenceMatcher(None, before_lines, after_lines, autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    for _, start, end, _, _ in hunks:
        for index in range(start, end):
            route = layout.lines[index][1] if index < len(layout.lines) else ()
            own = route is not None and (route[: len(owner)] == owner or (*route, "agency") == owner)
            # Where the file has no final line break, its last line gets one as lines come below it.
            last = index >= len(layout.lines) - 1
            assert own or last, f"{layout.lines[index]} is not of {owner}: {layout.text!r} {text!r}"
    for comment in layout.comments:
        assert comment in text, f"{comment} is lost from {layout.text!r}"
    if "\r\n" in layout.text:
        assert text.count("\n") == text.count("\r\n")
    assert text.endswith("\n") == layout.text.endswith("\n")


def scalar_routes(data: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in scalar_routes(value, (*route, key))]
    if isinstance(data, list):
        return [found for key, value in enumerate(data) for found in scalar_routes(value, (*route, key))]
    return [route] if len(route) > 2 else []


def changed(data: Any, route: tuple[str | int, ...], value: Any) -> Any:
    meant = copy.deepcopy(data)
    inside = meant
    for step in route[:-1]:
        if inside[step] is None if not isinstance(step, int) and step in inside else not isinstance(step, int):
            inside[step] = {}
        inside = inside[step]
    inside[route[-1]] = value
    return meant


bounded = examples(100)


@bounded
@given(layouts(), st.data())
def test_a_value_put_changes_its_own_lines_and_no_others(layout: Layout, data: st.DataObject) -> None:
    draft = draft_of(layout.raw)
    assert draft.document(PATH).data == layout.data  # type: ignore[union-attr]
    route = data.draw(st.sampled_from(scalar_routes(layout.data)))
    value = data.draw(st.sampled_from([None, *WORDS, LONG.strip(), "two\nlines\n", "- a point\n- another: #2\n"]))
    draft.put(PATH, route, value)
    meant = changed(layout.data, route, value)
    after = result(draft)
    assert (after is None) == (meant == layout.data)
    if after is not None:
        check_splice(layout, after, meant, route)
        again = draft_of(after)
        again.put(PATH, route, value)
        assert again.edits() == []


@bounded
@given(
    layouts(), st.sampled_from(["action", "culture"]), st.sampled_from(KEYS), st.sampled_from([*WORDS, LONG.strip()])
)
def test_a_key_that_is_missing_is_added_and_nothing_else_moves(
    layout: Layout, dimension: str, key: str, value: str
) -> None:
    if key in layout.data["assessments"][dimension]:
        return
    draft = draft_of(layout.raw)
    route = ("assessments", dimension, key)
    draft.put(PATH, route, value)
    after = result(draft)
    assert after is not None
    check_splice(layout, after, changed(layout.data, route, value), route)


@bounded
@given(layouts(), st.sampled_from([None, *WORDS, LONG.strip()]))
def test_a_view_appended_comes_last_and_nothing_else_moves(layout: Layout, because: str | None) -> None:
    draft = draft_of(layout.raw)
    route = ("assessments", "action", "views")
    item = {"agency": "health", "rating": "agree", "because": because}
    there = layout.data["assessments"]["action"].get("views") or []
    draft.append(PATH, route, item)
    after = result(draft)
    assert after is not None
    owner = (*route, len(there)) if there else route
    check_splice(layout, after, changed(layout.data, route, [*there, item]), owner)


@bounded
@given(layouts(), st.sampled_from(["- a new point", "- one\n- two: with # hash", "A paragraph.\n\nAnother.", "é 🙂"]))
def test_lines_added_to_a_text_stand_below_it_and_nothing_else_moves(layout: Layout, addition: str) -> None:
    draft = draft_of(layout.raw)
    route = ("assessments", "action", "reflections", "evidence")
    there = (layout.data["assessments"]["action"].get("reflections") or {}).get("evidence")
    draft.extend(PATH, route, addition)
    after = result(draft)
    assert after is not None
    said = read_document(PATH, after).data["assessments"]["action"]["reflections"]["evidence"]
    assert said.rstrip("\n") == (f"{there.rstrip()}\n{addition}" if there else addition)
    check_splice(layout, after, changed(layout.data, route, said), route)


# ---- in sight --------------------------------------------------------------------------------------------------


def test_a_rating_changes_one_word_and_its_comment_stays() -> None:
    text = "assessments:\n  action:\n    rating: agree   # agreed twice\n    because: x\n"
    after = put(text, ("assessments", "action", "rating"), "neither")
    assert after == text.replace("agree ", "neither ", 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [("agreed: '2026-01-01'", "agreed: '2026-02-01'"), ('agreed: "2026-01-01" # x', 'agreed: "2026-02-01" # x')],
)
def test_a_new_date_keeps_the_quotes_of_the_old_one(old: str, new: str) -> None:
    assert put(old + "\n", ("agreed",), "2026-02-01") == new + "\n"


def test_a_value_that_is_emptied_leaves_no_space_behind() -> None:
    text = "a: one\nb: 'two'  # why\nc: |\n  three\n"
    emptied = put(put(put(text, ("a",), None), ("b",), None), ("c",), None)
    assert emptied == "a:\nb:  # why\nc:\n"


def test_an_empty_value_is_filled_behind_its_key_and_before_its_comment() -> None:
    text = "rating:   # empty until we meet\n\n# below\nbecause: x\n"
    assert put(text, ("rating",), "agree") == "rating: agree   # empty until we meet\n\n# below\nbecause: x\n"


def test_a_block_keeps_the_comments_and_blank_lines_that_follow_it() -> None:
    text = "a: |  # why\n  one\n\n  two\n\n# about b\nb: 1\n"
    assert put(text, ("a",), "three\n") == "a: |  # why\n  three\n\n# about b\nb: 1\n"


def test_a_list_at_its_parents_indent_stays_there() -> None:
    text = "a:\n- x: 1\n  y: 2\n# end\nb: 1\n"
    assert append(text, ("a",), {"x": "new", "y": None}) == "a:\n- x: 1\n  y: 2\n- x: new\n  y:\n# end\nb: 1\n"


def test_a_list_of_words_in_brackets_grows_inside_its_brackets() -> None:
    assert append("serves: [action]  # why\n", ("serves",), "culture") == "serves: [action, culture]  # why\n"


def test_an_empty_list_in_brackets_becomes_a_list_with_dashes() -> None:
    text = "actions: []  # none yet\nb: 1\n"
    after = append(text, ("actions",), {"id": "a-1", "due": "2026-01-01"})
    assert after == 'actions:  # none yet\n  - id: a-1\n    due: "2026-01-01"\nb: 1\n'


def test_a_point_is_added_at_the_depth_of_the_block() -> None:
    text = "r:\n    evidence: |\n          - one\n\n    building:\n"
    assert (
        extend(text, ("r", "evidence"), "- two")
        == "r:\n    evidence: |\n          - one\n          - two\n\n    building:\n"
    )


def test_a_file_without_a_final_line_break_keeps_it_that_way() -> None:
    assert put("a: 1\nb: |\n  x", ("b",), "y") == 'a: 1\nb: "y"'
    assert append("a:\n  - x: 1", ("a",), {"x": 2}) == "a:\n  - x: 1\n  - x: 2"


def test_windows_line_endings_stay() -> None:
    assert put("a: x\r\nb:\r\n", ("b",), "one\ntwo\n") == "a: x\r\nb: |\r\n  one\r\n  two\r\n"


def test_front_matter_is_edited_and_the_notes_below_stay() -> None:
    path, text = "meetings/x.md", "---\r\nid: x # id\r\ntitle: Old\r\n---\r\n\r\nNotes: *as* they were.  \r\n---\r\nend"
    draft = Draft({path: read_document(path, text.encode())}, lambda path, route: ())
    draft.put(path, ("title",), "New: title")
    assert draft.edits()[0].after == text.replace("Old", '"New: title"').encode()


def test_putting_what_is_there_already_changes_nothing() -> None:
    draft = draft_of(b"a: 'x'\nb: [1, 2]\n")
    draft.put(PATH, ("a",), "x")
    draft.put(PATH, ("b",), [1, 2])
    assert draft.edits() == []


REFUSED = [
    ("a: {b: 1, c: 2}\n", lambda d: d.put(PATH, ("a", "d"), "x")),
    ("a: {b: 1, c: 2}\n", lambda d: d.put(PATH, ("a", "b"), "two\nlines\n")),
    ("a: [{b: 1}]\n", lambda d: d.append(PATH, ("a",), {"b": "2"})),
    ("a: text\n", lambda d: d.append(PATH, ("a",), "x")),
    ("a: {b: 1}\n", lambda d: d.append(PATH, ("a",), "x")),
    ("a: &x 1\nb: *x\n", lambda d: d.put(PATH, ("a",), "2")),
    ("a: !t 1\n", lambda d: d.put(PATH, ("a",), "2")),
    ("a: 1\na: 2\n", lambda d: d.put(PATH, ("a",), "3")),
    ("a:\n  - b: 1\n", lambda d: d.put(PATH, ("a", 0), {"b": "2"})),
    ("a: text\n", lambda d: d.put(PATH, ("a", "b"), "x")),
    ("a:\n  - 1\n", lambda d: d.put(PATH, ("a", "b"), "x")),
    ("a:\n  - 1\n", lambda d: d.put(PATH, ("a", 5, "b"), "x")),
    ("# nothing\n", lambda d: d.put(PATH, ("a",), "x")),
    ("- a\n", lambda d: d.put(PATH, ("a",), "x")),
]


@pytest.mark.parametrize(("text", "wish"), REFUSED, ids=[f"{n}: {text!r}" for n, (text, _) in enumerate(REFUSED)])
def test_what_cannot_be_spliced_is_refused_with_a_hint_and_left_as_it_is(text: str, wish: Any) -> None:
    draft = Draft({PATH: read_document(PATH, text.encode())}, lambda path, route: ())
    with pytest.raises(ReflectError) as refused:
        wish(draft)
    assert PATH in refused.value.message
    assert refused.value.hint
    assert draft.edits() == []


# ---- text from slides ------------------------------------------------------------------------------------------


@pytest.mark.safety(9)
@pytest.mark.parametrize("mark", ["\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_break_from_slides_comes_out_as_a_line_feed(mark: str) -> None:
    assert clean(f"one{mark}two") == "one\ntwo"
    assert line(f"one {mark} two") == "one two"
    after = put("a: 1\nb:\n", ("b",), clean(f"one{mark}two") + "\n")
    assert after == "a: 1\nb: |\n  one\n  two\n"


def test_tabs_that_indent_become_spaces() -> None:
    assert clean("one\n \ttwo\tthree") == "one\n    two\tthree"
    # What all lines are indented by says nothing.
    assert clean("\tone\n \ttwo\tthree") == "one\ntwo\tthree"
    after = put("b:\n", ("b",), clean("\tone\ntwo") + "\n")
    assert read_document(PATH, after.encode()).data == {"b": "one\ntwo\n"}
    assert clean("\ufeffone") == "one"


@pytest.mark.safety(9)
@pytest.mark.parametrize("code", [0, 7, 8, 0x1B, 0x1F, 0x7F, 0x80, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_control_characters_and_lone_surrogates_are_refused(code: int) -> None:
    with pytest.raises(ReflectError) as refused:
        clean(f"a{chr(code)}b")
    assert refused.value.exit_code == 2
    assert f"U+{code:04X}" in refused.value.message
    assert chr(code) not in refused.value.message


@examples(100)
@given(
    st.text(max_size=120),
    st.sampled_from(["a:\n", "a: x # c\n", "a: |\n  x\n", "a: 'x'\r\n", 'b:\n- a: "x"\n  c: 1\n']),
)
def test_any_text_is_written_and_reads_back_the_same_or_is_refused(words: str, text: str) -> None:
    route = ("b", 0, "a") if text.startswith("b") else ("a",)
    try:
        said = clean(words)
    except ReflectError:
        return
    for value in (said, said + "\n" if said else None, line(words)):
        draft = draft_of(text.encode())
        draft.put(PATH, route, value)
        after = result(draft)
        read = read_document(PATH, after if after is not None else text.encode()).data
        for step in route:
            read = read[step]
        assert read == value


@examples(50)
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_point_noted_below_another_keeps_both(first: str, second: str) -> None:
    try:
        one, two = clean(first), clean(second)
    except ReflectError:
        return
    if not one.strip() or not two.strip():
        return
    draft = draft_of(b"# head\na:\n  b:\n  c: 1 # c\n")
    draft.extend(PATH, ("a", "b"), "- " + one)
    draft.extend(PATH, ("a", "b"), "- " + two)
    after = (result(draft) or b"").decode()
    assert read_document(PATH, after.encode()).data["a"]["b"] == f"- {one}\n- {two}\n"
    assert after.startswith("# head\na:\n  b:")
    assert after.endswith("\n  c: 1 # c\n")


@pytest.mark.parametrize("after", ["", "b: 2\n"])
@pytest.mark.parametrize("item", ["z", "true", "2026", "z-z"])
def test_an_id_goes_to_the_end_of_a_list_of_ids_as_an_item_of_its_own(item: str, after: str):
    text = f"a: 1\nprinciples:\n  - x\n  # the last so far\n  - y\n{after}"

    told = append(text, ("principles",), item)

    quoted = item if item[0] == "z" else f'"{item}"'
    assert told == text.replace("  - y\n", f"  - y\n  - {quoted}\n")
