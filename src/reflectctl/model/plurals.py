"""A language and a whole number in; the category that the language has for so many out, as Unicode's CLDR has them.

The table is made out of Babel by `python -m tests.plurals`, and held against it by a test.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

ONE, OTHER = "one", "other"
CATEGORIES = ("zero", ONE, "two", "few", "many", OTHER)

_TABLE = """\
aa ab ady agq ann apc arn ary ba bas bew bgc bgn blt bm bo bqi brh bss bua byn cad cch ccp cho cic co cop cu dav dje:
af an asa ast az bal bem bez bg brx ce cgg chr ckb da de dv ee el en eo et eu fi fo fur fy gsw ha haw hu ia ie: one n=1
ak am as bho bn csw doi fa ff gu hi hy kab kn kok ln mg nso pa pcm si tg ti vi wa zu: one n=0,1
ar: zero n=0 one n=1 two n=2 few n%100=3..10 many n%100=11..99
be ru uk: one n%10=1&n%100!=11 few n%10=2..4&n%100!=12..14 many n%10=0|n%10=5..9|n%100=11..14
blo cv ksh lag: zero n=0 one n=1
br: one n%10=1&n%100!=11,71,91 two n%10=2&n%100!=12,72,92 few n%10=3..4,9&n%100!=10..19,70..79,90..99 many n!=0&n%1000000=0
bs hr sr: one n%10=1&n%100!=11 few n%10=2..4&n%100!=12..14
ca es gl it lld pt-ao pt-ch pt-cv pt-gq pt-gw pt-lu pt-mo pt-mz pt-pt pt-st pt-tl scn vec: one n=1 many n!=0&n%1000000=0
ceb fil: one n=1,2,3|n%10!=4,6,9
cs sk: one n=1 few n=2..4
cy: zero n=0 one n=1 two n=2 few n=3 many n=6
dsb hsb sl: one n%100=1 two n%100=2 few n%100=3..4
dua dyo dz ebu ewo frr gaa gez gn guz hnj hrx ht id ig ii isv ja jbo jv kaa kam kbd kde kea kek ken kgp khq ki kln km:
fr pt: one n=0..1 many n!=0&n%1000000=0
ga: one n=1 two n=2 few n=3..6 many n=7..10
gd: one n=1,11 two n=2,12 few n=3..10,13..19
gv: one n%10=1 two n%10=2 few n%100=0,20,40,60,80
he iu naq sat se sma smj smn sms: one n=1 two n=2
io jgo jmc ka kaj kcg kk kkj kl ks ksb ku ky lb lg lij mas mgo ml mn mr nb nd ne nl nn nnh no nr ny nyn om or: one n=1
is mk: one n%10=1&n%100!=11
ko kpe ksf kxv la lkt lmo lo lrc ltg lu luo luy lzz mai mdf mer mfe mgh mhn mi mic mni moh mrh ms mua mus mww my myv:
kw: zero n=0 one n=1 two n%100=2,22,42,62,82|n%1000=0&n%100000=1000..20000,40000,60000,80000|n!=0&n%1000000=100000 few n%100=3,23,43,63,83 many n!=1&n%100=1,21,41,61,81
lt: one n%10=1&n%100!=11..19 few n%10=2..9&n%100!=11..19
lv prg: zero n%10=0|n%100=11..19 one n%10=1&n%100!=11
mt: one n=1 two n=2 few n=0|n%100=3..10 many n%100=11..19
mzn nds nmg nqo nus nv oc oka osa pi pis pms qu quc raj rhg rif rn rw sa sah sbp ses sg shn sid skr su sus suz szl th:
os pap ps rm rof rwk saq sc sd sdh seh sn so sq ss ssy st sv sw syr ta te teo tig tk tn tr ts ug ur uz ve vo: one n=1
pl: one n=1 few n%10=2..4&n%100!=12..14 many n!=1&n%10=0..1|n%10=5..9|n%100=12..14
ro: one n=1 few n=0|n!=1&n%100=1..19
sgs: one n%10=1&n%100!=11 two n=2 few n!=2&n%10=2..9&n%100!=11..19
shi: one n=0|n=1 few n=2..10
to tok tpi trv trw tt twq tyv vai vmw wal wbp wo xdq xnr yav yo yrl yue za zgh zh:
tzm: one n=0..1|n=11..99
vun wae xh xog yi: one n=1
"""
"""For languages that count alike: each category, and behind it the numbers that it is for; what is left is `other`."""

_TRIED = 201
"""So many numbers have every category that a language has for whole ones, but for that of millions."""


def category(language: str, n: int) -> str:
    """The category of a number. In a language of which nothing is known, one is `one`."""
    for name, numbers in _rules(language).items():
        if any(all(holds(each, n) for each in every.split("&")) for every in numbers.split("|")):
            return name
    return OTHER


@lru_cache(maxsize=64)
def categories(language: str) -> Mapping[str, tuple[str, ...]]:
    """The categories that a language has for whole numbers, in their usual order, each with its numbers in figures."""
    found: dict[str, list[str]] = {}
    for n in range(_TRIED):
        found.setdefault(category(language, n), []).append(str(n))
    return {name: tuple(found[name]) for name in CATEGORIES if name in found}


def is_of_one_number(language: str, form: str, beside: Collection[str] = ()) -> bool:
    """Whether a form is for one number alone: an exact one, or a category of which others have forms of their own."""
    return form.isdecimal() or len({*categories(language).get(form, ())} - {*beside}) == 1


def is_whole(language: str, forms: Collection[str]) -> bool:
    """Whether there is a form for every number."""
    return OTHER in forms or all(name in forms for name in categories(language))


def holds(relation: str, n: int) -> bool:
    """Whether a number is as `n%100!=11,71..79` says."""
    found = re.fullmatch(r"n(?:%(\d+))?(!?)=(.+)", relation)
    assert found, relation
    rest = n % int(found[1]) if found[1] else n
    ranges = (each.partition("..") for each in found[3].split(","))
    return any(int(first) <= rest <= int(last or first) for first, _, last in ranges) == (not found[2])


def _rules(language: str) -> Mapping[str, str]:
    table = _by_language()
    parts = language.replace("_", "-").lower().split("-")
    # The whole tag first (Portuguese of Portugal counts in its own way), then less and less of it.
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((table[tag] for tag in tags if tag in table), {ONE: "n=1"})


@lru_cache(maxsize=1)
def _by_language() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for line in _TABLE.splitlines():
        languages, _, told = line.partition(":")
        words = told.split()
        rules = dict(zip(words[::2], words[1::2], strict=True))
        found |= dict.fromkeys(languages.split(), rules)
    return found
