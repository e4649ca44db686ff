"""Makes the corpora, measures, and prints the table: `python -m tests.benchmarks`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tabulate import tabulate

from .corpora import SIZES, corpus
from .measures import MEASURES, Bench, Row
from .often import completion, fmt, textconv

_MEASURES = MEASURES | {"completion": completion, "textconv": textconv, "fmt": fmt}
_HEADERS = ("what", "median (quartiles)", "CPU", "must", "reach for", "")


def main() -> None:
    """Read the words, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure reflectctl.")
    parser.add_argument("--only", default=",".join(_MEASURES), metavar="NAME,…", help=f"of {', '.join(_MEASURES)}")
    parser.add_argument("--corpus", default="normal,large", metavar="NAME,…", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="how many pairs (7)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the corpora here, and use those that are here")
    words = parser.parse_args()
    chosen, sizes = words.only.split(","), words.corpus.split(",")
    unknown = [name for name in chosen if name not in _MEASURES] + [name for name in sizes if name not in SIZES]
    if unknown or words.runs < 1:
        parser.error(f"unknown: {', '.join(unknown)}" if unknown else "--runs is at least 1")
    with tempfile.TemporaryDirectory(prefix="reflectctl-bench-") as temporary:
        keep = (words.keep or Path(temporary) / "corpora").absolute()
        corpora = {}
        for name in sizes:
            _say(f"corpus {name} …")
            corpora[name] = corpus(name, keep)
        scratch = Path(temporary) / "scratch"
        scratch.mkdir()
        rows: list[Row] = []
        for name in chosen:
            for row in _MEASURES[name](Bench(corpora, words.runs, scratch)):
                _say(" | ".join(part for part in row if part))
                rows.append(row)
    print(f"P is `python -c pass`, F is `git log --raw …`; medians of {words.runs} interleaved pairs of CPU time.")
    print("Where another program is measured for long, of fewer. Goals are those of the design's section 5.\n")
    print(tabulate(rows, _HEADERS, tablefmt="simple", disable_numparse=True))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
