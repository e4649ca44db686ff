"""Rules about `content/phrases.yaml`: that a report has what is translated there, and that every place is kept."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from ..loading.messages import catalogue
from ..model import plurals
from ..model.locations import Place
from ..model.messages import COUNTS, MONTH_FORMS, Forms, Written, fits, places
from ..model.records import Partnership
from ..model.suggestions import nearest
from .findings import RuleFinding
from .naming import short

_WORDS = ("no time", "once", "twice")


def unknown_phrase(partnership: Partnership) -> Iterator[RuleFinding]:
    """A phrase is translated that no report has.

    What is translated is found under the English phrase, letter by letter. Where that is misspelt, or the phrase has
    changed with a new version of the program, reports go on in English at that place, and nobody is told.

    Write the English phrase as `reflectctl content phrases` prints it. A phrase that counts stands there as it is said
    of many.

    Wrong:

        # content/phrases.yaml
        language: cy
        phrases:
          "Sumary": Crynodeb

    Right:

        # content/phrases.yaml
        language: cy
        phrases:
          "Summary": Crynodeb
    """
    entries = list(_entries(partnership))
    known = catalogue() if entries else {}
    for phrase, _, where, _ in entries:
        if phrase not in known:
            near = nearest(phrase, known, cutoff=0.7)
            yield RuleFinding(
                where.key("phrases", phrase),
                f"No report says “{short(phrase)}”.",
                f"Did you mean “{short(near)}”?"
                if near
                else "Take it out; `reflectctl content phrases` prints every phrase there is.",
            )


def phrase_places(partnership: Partnership) -> Iterator[RuleFinding]:
    """What is said for a phrase has not the places that the phrase has.

    A place in braces, such as `{day}`, is where a report puts what it tells. Without it the day would not be told, and
    with another one there would be nothing to put there; so the phrase is said in English until it is mended.

    Write each place as it is in English, as often as it stands there, wherever the sentence wants it. A phrase that
    counts needs a text under `other`, or one for every kind of number that its language has; in a text that is for one
    number alone, the number may be left out.

    Wrong:

        # content/phrases.yaml
        language: cy
        phrases:
          "as of {day}": ar {dydd}

    Right:

        # content/phrases.yaml
        language: cy
        phrases:
          "as of {day}": ar {day}
    """
    entries = list(_entries(partnership))
    known = catalogue() if entries else {}
    for phrase, written, where, language in entries:
        english = known.get(phrase)
        forms = [each.form for each in written]
        if english is None:
            continue
        if problem := _no_such_forms(english, forms):
            told = f"“{short(phrase)}” {problem}."
            yield RuleFinding(where.key("phrases", phrase), told, "Write one text for it, on the same line.")
            continue
        for each in written:
            if not fits(phrase, each.form, each.text, language, forms):
                route = ("phrases", phrase, *((each.form,) if each.form else ()))
                problem, hint = _misplaced(phrase, each.form, each.text)
                yield RuleFinding(where.at(*route), problem, hint, about=(where, route))
        if "" not in forms and not {*forms} & {*MONTH_FORMS} and not plurals.is_whole(language, forms):
            other = plurals.OTHER
            route = ("phrases", phrase, other)
            yield RuleFinding(
                where.key(*route),
                f"Nothing is said for “{short(phrase)}” under `{other}`, so it is said in English of every number.",
                f"Write under `{other}` what is said of any other number.",
                about=(where, route),
            )


def _no_such_forms(english: str | Forms, forms: Sequence[str]) -> str:
    """What is wrong with the forms that a phrase is given; empty for nothing."""
    monthly = not isinstance(english, str) and any(form in english for form in MONTH_FORMS)
    if not monthly and any(form in MONTH_FORMS for form in forms):
        return "is no month, and is given the text of one"
    counts = not isinstance(english, str) and not monthly
    if not counts and any(form and form not in MONTH_FORMS for form in forms):
        return "counts nothing, and is given a text for each number"
    return ""


def _entries(partnership: Partnership) -> Iterator[tuple[str, Sequence[Written], Place, str]]:
    """Each phrase that something is said for, with what is said, the file that says it, and its language."""
    for instrument in (partnership.instrument.as_rated, *(each.pack for each in partnership.translations)):
        for phrase, written in groupby(instrument.phrases.written, attrgetter("phrase")):
            yield phrase, tuple(written), instrument.phrases.where, instrument.phrases.language


def _misplaced(phrase: str, form: str, text: str) -> tuple[str, str]:
    """What is wrong with the places of a text, and what to do."""
    told = f"What is said for “{short(phrase)}”"
    wanted, there = Counter(places(phrase)), Counter(places(text))
    if not text:
        return f"{told} is empty.", "Write it; or take away the quotation marks, and it is said in English."
    known = [*wanted, *(sorted(COUNTS - wanted.keys()) if form else ())]
    for place in there:
        if place not in known:
            near = nearest(place, known)
            listed = f"The places of the phrase are {_together(known)}." if known else "Take it out: it has no places."
            return (
                f"{told} has the place {{{short(place)}}}, which the phrase has not.",
                f"Did you mean {{{near}}}?" if near else listed,
            )
    for place in wanted:
        if place not in there and not (form and place in COUNTS and there.keys() & COUNTS):
            return f"{told} has not the place {{{place}}}.", f"Put {{{place}}} where what it stands for is to be told."
    place = next((each for each in there if there[each] > wanted[each] > 0), next(iter(there)))
    often = _WORDS[there[place]] if there[place] < len(_WORDS) else f"{there[place]} times"
    return f"{told} has the place {{{place}}} {often}.", "Write it as often as the phrase does."


def _together(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
