"""Whether a file is laid out already is said at a look, and only where it is certain: everything else is laid out."""

import pytest

from reflectctl.documents.document import read_document

from .test_formatter import is_certain, laid_out, shape

PRINCIPLE, MEETING = "principles/3-voice.yaml", "meetings/2026-05-01-x.md"
FIRST = "# yaml-language-server: $schema=../.reflectctl/schema/{}.schema.json\n"
P, M = FIRST.format("principle"), FIRST.format("meeting")
V = f"{P}principle: voice\n"
A = f"{V}assessments:\n  action:\n"
E = f"{A}    reflections:\n      evidence:\n"
FACTS = 'date: "2026-05-01"\ntitle: A\n'

CERTAIN = {
    "one key": V,
    "a comment first": f"{P}# c\nprinciple: voice\n",
    "a tab in a comment": f"{P}# c\td\nprinciple: voice\n",
    "a key that is not known, last": f"{V}nope: 1\n",
    "an empty value": f"{A}    rating:\n",
    "a block of text": f"{A}    because: |\n      Text.\n",
    "a folded block of text": f"{A}    because: >-\n      Text.\n",
    "dashes in a block of text": f"{A}    because: |\n      ---\n",
    "a day in double quotes": f'{A}    agreed: "2026-05-01"\n',
    "a day where none belongs": f"{A}    because: 2026-05-01\n",
    "a day in quotes where none belongs": f"{A}    because: '2026-05-01'\n",
    "a flow mapping": f"{V}assessments:\n  action: {{rating: agree, because: [Why]}}\n",
    "a list of mappings": f'{E}        - dated: "2026-05-01"\n          points: Seen.\n',
    "a meeting": f"---\n{M}{FACTS}---\nNotes.\n",
}
UNTIDY = {
    "a byte order mark": f"\ufeff{V}",
    "no line for editors": "principle: voice\n",
    "another line for editors": V.replace("principle.schema", "principlx.schema"),
    "two lines for editors": f"{P}# yaml-language-server: $schema=x\nprinciple: voice\n",
    "a space behind a comment": f"{P}# c \nprinciple: voice\n",
    "a comment that ends with CR": f"{P}# c\r# d\n# e\nprinciple: voice\n",
    "no end of its last line": V[:-1],
    "a blank line last": f"{V}\n",
    "the beginning of a document": f"{P}---\nprinciple: voice\n",
    "the end of a document": f"{V}...\n",
    "a flow mapping as a whole": f"{P}{{\nprinciple: voice\n}}\n",
    "an order of its own": f"{P}assessments:\n  action:\n    rating: agree\nprinciple: voice\n",
    "a key that is not known, first": f"{P}nope: 1\nprinciple: voice\n",
    "indented by three": f"{V}assessments:\n   action:\n     rating: agree\n",
    "indented as a whole": f"{P} principle: voice\n",
    "a space before a colon": f"{P}principle : voice\n",
    "a space before the colon of a block": f"{V}assessments :\n  action:\n    rating: agree\n",
    "two spaces behind a colon": f"{P}principle:  voice\n",
    "a tab behind a colon": f"{P}principle:\tvoice\n",
    "a space behind a value": f"{P}principle: voice \n",
    "a tab behind a value": f"{P}principle: voice\t\n",
    "a key with a question mark": f"{P}? principle\n: voice\n",
    "a block of text on the next line": f"{P}principle:\n|\n  voice\n",
    "a block of text indented by more": f"{A}    because: |\n        Text.\n",
    "a block of text indented by less": f"{A}    because: |\n     Text.\n",
    "a block of no text": f"{A}    because: |\n    rating: agree\n",
    "a day": f"{A}    agreed: 2026-05-01\n",
    "a day in single quotes": f"{A}    agreed: '2026-05-01'\n",
    "a day in a flow mapping": f"{V}assessments:\n  action: {{rating: agree, agreed: 2026-05-01}}\n",
    "a day in quotes in a flow mapping": f"{V}assessments:\n  action: {{rating: agree, agreed: '2026-05-01'}}\n",
    "a day two flow mappings down": f"{V}assessments: {{action: {{rating: agree, agreed: 2026-05-01}}}}\n",
    "a day in a list of flow mappings": f"{E}        - {{dated: 2026-05-01, points: Seen.}}\n",
    "a day in a flow list": f"{E[:-1]} [{{dated: 2026-05-01, points: Seen.}}]\n",
    "two spaces behind a dash": f'{E}        -  dated: "2026-05-01"\n           points: Seen.\n',
    "a list that is not indented": f'{E}      - dated: "2026-05-01"\n',
    "a comment behind a dash": f'{E}        -  # c\n          dated: "2026-05-01"\n',
    "a space behind the dashes of a meeting": f"--- \n{M}{FACTS}---\n",
    "a space behind its last dashes": f"---\n{M}{FACTS}--- \nNotes.\n",
    "no end of its last dashes": f"---\n{M}{FACTS}---",
    "notes with other ends of lines": f"---\n{M}{FACTS}---\nNotes.\r\n",
}
"""What is not as it should be."""

UNUSUAL = {
    "a key in quotes": f'{P}"principle": voice\n',
    "a key in quotes without a value": f'{V}"assessments":\n',
    "a comment behind an empty value": f"{A}    rating: # later\n    agreed:\n",
    "a comment behind the key of a block": f"{V}assessments: # c\n  action:\n    rating: agree\n",
    "a comment behind a value": f'{P}principle: "voice" # c\n',
    "a comment behind the sign of a block of text": f"{A}    because: |   # c\n      Text.\n",
    "a comment on its line": f"{V}# c\nassessments:\n  action:\n    rating: agree\n",
    "a sign for what ends a block of text": f"{A}    because: |+\n      Text.\n",
    "a sign for how it is indented": f"{A}    because: |2-\n      Text.\n",
    "a blank line": f"{V}\nassessments:\n  action:\n    rating: agree\n",
    "a blank line first": f"{P}\nprinciple: voice\n",
    "a space that ends a line of text": f"{A}    because: |\n      a \n      b\n",
    "a tab": f"{A}    because: a\tb\n",
    "text over two lines": f"{A}    because: One\n      two.\n",
    "text in quotes over two lines": f'{A}    because: "One\n      two."\n',
    "a flow mapping over two lines": f'{V}assessments:\n  action: {{rating: agree,\n    agreed: "2026-05-01"}}\n',
    "a day in double quotes in a flow mapping": f'{V}assessments: {{action: {{agreed: "2026-05-01"}}}}\n',
    "a value on the next line": f"{P}principle:\n  voice\n",
    "an empty entry": f'{E}        -\n        - dated: "2026-05-01"\n',
    "an empty entry, last": f'{E}        - dated: "2026-05-01"\n        -\n',
    "an empty entry with a comment": f'{E}        - # c\n        - dated: "2026-05-01"\n',
    "a list in a list": f"{E}        - - a\n",
}
"""What may be as it should be: it is laid out to see that, and stays as it is."""


@pytest.mark.parametrize(
    ("text", "certain", "tidy"),
    [
        *(pytest.param(text, True, True, id=name) for name, text in CERTAIN.items()),
        *(pytest.param(text, False, False, id=name) for name, text in UNTIDY.items()),
        *(pytest.param(text, False, True, id=name) for name, text in UNUSUAL.items()),
    ],
)
def test_only_what_is_certain_is_left_at_once(text: str, certain: bool, tidy: bool) -> None:
    path = MEETING if text.startswith("---") else PRINCIPLE
    document = read_document(path, text.encode())
    assert document.found == ()
    assert is_certain(document) is certain
    assert (laid_out(document, shape(path)) == document.text and not document.bom) is tidy
