"""Files that are made to do harm, in the place of a principle's: each is wrong, and is to be told so with its place."""

_BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(20)
)

HOSTILE = {
    "100,000 lists, one in the other": b"principle: " + b"[" * 100_000,
    "300 mappings, one in the other": b"\n".join(b"  " * n + b"a:" for n in range(300)),
    "a few lines that stand for billions": _BOMB,
    "100,000 keys": b"".join(b"k%d: v\n" % n for n in range(100_000))[:999_000],
    "one key 140,000 times": b"a: 1\n" * 140_000,
    "a list of 240,000": b"principle: children-first\nassessments:\n" + b"- x\n" * 240_000,
    "one line of 900,000 letters": b"principle: " + b"x" * 900_000,
    "two megabytes": b"# x\n" * 500_000,
    "a quotation mark that is never closed": b'principle: "children-first\n' + b"a: b\n" * 100_000,
    "a type of Python's": b"principle: !!python/object/apply:os.system ['true']\n",
    "60,000 keys that are lists": b"? [a]\n: b\n" * 60_000,
    "a NUL": b"principle: a\0b\n",
    "another encoding": "principle: café\n".encode("latin-1"),
    "100,000 conflicts": b"<<<<<<< a\n=======\n>>>>>>> b\n" * 30_000,
    "a text that patterns stumble on": b"principle: children-first\nassessments:\n  action:\n    ratin: agree\n"
    b"    because: |\n" + b"      aaaa.bbbb@cccc.dddd 07700 900123 ((((((\n" * 20_000,
}
"""By what each holds."""
