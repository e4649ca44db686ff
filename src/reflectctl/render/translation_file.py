"""Phrases in; a file of phrases to be filled in, out: each with a note where it needs one, and what is said already."""

import json
import re
from collections.abc import Iterator, Mapping

from ..model import plurals
from ..model.messages import MONTH_FORMS, Forms

NOTES: Mapping[str, str] = {
    "no": "A number within a sentence, as are `one` to `twelve`: “no ratings moved”.",
    "Jan": "A month where there is little room, as are the other short names.",
    "May": "The month; in pictures, too, where other months have short names.",
    "{day} {month} {year}": "A date: 30 April 2026.",
    "{month} {year}": "A month: April 2026.",
    "{items}, {next}": "The beginning of any list of three or more: “police, health …”.",
    "{items} and {last}": "The end of any list: “police, health and housing”; it may do without a word.",
    "{first} to {last}": "Two dates.",
    "{day} at {time}": "The time of a commit: 28 April 2026 at 12:30.",
    "{title} ({n} of {of})": "A picture that is drawn in parts.",
    "{name}: report, {period}": "The title of the browser's window.",
    "{name}, of {day}": "A moment by its name in git: HEAD~2, of 3 March 2026.",
    "{moment} (commit {commit})": "A moment, and the id of the commit.",
    "{n} more": "The end of a list: “…, housing and 3 more”.",
    "to": "Read aloud between two ratings, where an arrow is seen.",
    "of {meeting}, {day}": "Read aloud behind the word Notes.",
    "Skip to the report": "A link for those who use a keyboard or a screen reader.",
    "Now": "The head of a column, and the label of a text: as it is at the later moment.",
    "Before": "The label of a text: as it was at the earlier moment.",
    "From": "The head of a column: the day from which a rating stood.",
    "About": "Which principles a meeting was about.",
    "Words": "The label of a text whose words have changed.",
    "agreed": "In a picture: where the agreed rating lies.",
    "could not say": "Of an agency that was asked and could not say.",
    "none": "No meeting.",
    "nobody": "No agency.",
    "changed": "Of a rating whose way the scale does not tell, and of an action.",
    "none yet": "A picture of nothing: no actions.",
    "to be re-read": "The mark of a statement whose wording changed after it was rated.",
    "It {details}.": "{details} are such as “is now with the role …” and “moved to …”; nobody says “it” of a person.",
    "{when}: {moves}.": "{when} is “Since 1 April 2025” or “From 1 April 2025 to 31 March 2026”; "
    "{moves} are such as “three moved, all towards agreement; one newly rated”: of ratings.",
    "{number} moved": "Of ratings.",
    "{number} moved, {ways}": "Of ratings; {ways} are such as “two towards agreement and one towards disagreement”.",
    "{number} moved, all towards {end}": "Of ratings; {end} is “agreement” or “disagreement”.",
    "{number} towards {end}": "Of ratings that moved.",
    "{number} newly rated": "Of statements.",
    "{number} withdrawn": "Of ratings.",
    "{number} done": "Of actions, as are the others of this kind.",
    "of {n} actions, {list}": "The beginning of a sentence: “Of 36 actions, nine done and …”",
    "moved towards {end}": "Of a rating; {end} is “agreement” or “disagreement”, or the word for an end of the scale.",
    "{n} {of_all} are rated": "{of_all} is such as “of 24 statements”.",
    "{n} {of_all} have been begun": "{of_all} is such as “of 8 principles”.",
    "{number} actions fall due {within}.": "{within} is such as “within 30 days”.",
    "{status} on {day}": "{status} is a word of the partnership's own for where an action stands.",
    "{things} changed as well.": "{things} are such as “two reasons and one source”.",
    "{things} changed.": "{things} are such as “two reasons and one source”.",
    "the record of {meeting} changed: {what}": "{what} are such as “the date and who was present”.",
    "{wording} is new": "{wording} is such as “the statement …” or “the title of …”.",
    "moved to {place}": "Of an action.",
    "left {day}": "Of an agency: when it left the partnership.",
    "Absent": "The head of a column: the meetings at which an agency was not.",
    "Who": "The head of a column: who has undertaken an action.",
    "Measure": "How a partnership will know that a goal is reached.",
    "Note": "The label of what the content says of its source.",
    "open": "Of an action, within a sentence.",
    "Public": "Of the edition of a report.",
    "Content": "The content pack that a report was made from.",
    "Recorded": "The time of the commit that a report was made from.",
    "local": "Of the wording of the content, as are `restated` and `published`.",
}
"""What a translator cannot see in a phrase: where it stands, and what is put into its places."""

_HEAD = """\
# yaml-language-server: $schema={schema}
#
# What is said of their own accord by reports, and by what else is told: to the left in English, to the right what is
# said instead. A place in braces, such as {day}, stands on both sides. What is empty is said in English.
# A phrase that counts has a text for each kind of number that the language has, and may have one for a number alone:
# "0", "2" and so on. {n} is the number in figures, {number} in words. One text for all stands on the same line.
# A month is said `alone`, or `of-a-day` (behind its number); where that makes no difference, on the same line.
# A phrase that begins with a small letter may begin a sentence: it gets its capital letter, and its full stop, there.
"""


def written(
    language: str,
    catalogue: Mapping[str, str | Forms],
    said: Mapping[str, str | Forms],
    *,
    schema: str = "../../schema/phrases.schema.json",
) -> str:
    """Every phrase of the catalogue with what is said instead, by the alphabet; last what no report says any more."""
    lines = [_HEAD.replace("{schema}", schema), f"language: {language}", "", "phrases:"]
    for english in sorted(catalogue, key=_alphabetical):
        lines += _entry(english, catalogue[english], said.get(english), language)
    gone = [each for each in said if each not in catalogue]
    if gone:
        lines.append("  # No report says these any more.")
        for english in sorted(gone, key=_alphabetical):
            lines += _entry(english, said[english], said[english], language)
    return "\n".join(lines) + "\n"


def _entry(english: str, meant: str | Forms, said: str | Forms | None, language: str) -> Iterator[str]:
    if note := NOTES.get(english):
        yield f"  # {note}"
    if not isinstance(said, Mapping) and (said or isinstance(meant, str)):
        yield f"  {_quoted(english)}:{_value(said)}"
        return
    forms = said or {}
    monthly = not isinstance(meant, str) and any(form in meant for form in MONTH_FORMS)
    wanted = () if isinstance(meant, str) else MONTH_FORMS if monthly else plurals.categories(language)
    yield f"  {_quoted(english)}:"
    if isinstance(meant, Mapping) and said is not meant and not monthly:
        yield f"    # Of one: {meant[plurals.ONE]}"
    for form in sorted({*wanted, *forms}, key=_in_order):
        yield f"    {_quoted(form) if form.isdecimal() else form}:{_value(forms.get(form))}"


def _alphabetical(english: str) -> tuple[str, str]:
    return re.sub(r"[^a-z ]", "", english.lower()).strip(), english


def _in_order(form: str) -> tuple[int, int]:
    """Numbers first, then the categories, and what is for months."""
    return (0, int(form)) if form.isdecimal() else (1, (*plurals.CATEGORIES, *MONTH_FORMS).index(form))


def _value(text: str | None) -> str:
    return f" {_quoted(text)}" if text else ""


_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def _quoted(text: str) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))
