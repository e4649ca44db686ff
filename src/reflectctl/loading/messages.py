"""The document of a partnership's own phrases in, and the shipped catalogue of English ones; phrases out.

What cannot be used (a text without one of its places, a number of which nothing is said) is left out, and is said in
English; the schema's findings and the rules say so. Nothing is raised for anything that stands in the file.
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from .. import resources
from ..documents.document import Document, read_document
from ..model import plurals
from ..model.messages import MONTH_FORMS, NO_PHRASES, Forms, Phrases, Written, fits
from .values import entries, mapping, text

MOST = 2_000
"""Of a longer list no more is read: there are not half as many phrases."""

LONGEST = 2_000
"""No text is longer, in characters."""


def phrases(document: Document | None, language: str) -> Phrases:
    """What a partnership says in its own words; in the language of its content, where the file names none."""
    if document is None:
        return NO_PHRASES
    data = mapping(document.data)
    spoken = text(data, "language") or language
    said: dict[str, str | Forms] = {}
    written: list[Written] = []
    for phrase, value in islice(entries(data, "phrases").items(), MOST):
        here = [
            Written(phrase, form, told) for form, each in _forms(value).items() if (told := _flat(each)) is not None
        ]
        written += here
        forms = [each.form for each in here]
        usable = {each.form: each.text for each in here if fits(phrase, each.form, each.text, spoken, forms)}
        if "" in usable:
            said[phrase] = usable[""]
        elif usable and (plurals.is_whole(spoken, usable) or any(form in usable for form in MONTH_FORMS)):
            said[phrase] = usable
    return Phrases(spoken if said else "", said, tuple(written), document.place())


def _forms(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {"": value}


def _flat(value: Any) -> str | None:
    """A text as one line; None where there is none. A blank that does not break stays one."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return re.sub(r"[ \t\r\n]+", " ", value).strip(" ")


def catalogue() -> Mapping[str, str | Forms]:
    """Every phrase that there is, in English: a counted one by its forms, under the one for many."""
    return phrases(read_document("en.yaml", resources.english()), "en").said
