"""How many there are of something, in figures, with its noun: for what is said in English alone."""


def plural(n: int, noun: str, nouns: str = "") -> str:
    """A noun for so many of it; its plural is the regular one unless it is given."""
    if n == 1:
        return noun
    regular = noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + "s"
    return nouns or regular


def count(n: int, noun: str, nouns: str = "") -> str:
    """How many there are of something, in figures: `3 statements`."""
    return f"{n} {plural(n, noun, nouns)}"
