"""Makes the corpora, measures, and prints the table: `python -m tests.benchmarks`."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tabulate import tabulate

from .bench import Bench, Row
from .corpora import SIZES
from .measures import MEASURES
from .other_programs import Others

_HEADERS = ("what", "figure", "took", "must", "reach for", "")


def main() -> None:
    """Read the words, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure reflectctl.")
    parser.add_argument("--only", default=",".join(MEASURES), metavar="NAME,…", help=f"of {', '.join(MEASURES)}")
    parser.add_argument("--corpus", default=",".join(SIZES), metavar="NAME,…", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="how many pairs (7)")
    parser.add_argument(
        "--instructions",
        action="store_true",
        help="count instructions, of git's processes, too, where the machine is busy (valgrind; slow)",
    )
    parser.add_argument(
        "--install", action="store_true", help="install the programs to be measured beside, from PyPI and npm"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep corpora and programs here, and use those that are here"
    )
    words = parser.parse_args()
    chosen, sizes = words.only.split(","), words.corpus.split(",")
    unknown = [name for name in chosen if name not in MEASURES] + [name for name in sizes if name not in SIZES]
    if unknown or words.runs < 1:
        parser.error(f"unknown: {', '.join(unknown)}" if unknown else "--runs is at least 1")
    if words.instructions and not shutil.which("valgrind"):
        parser.error("--instructions needs valgrind, which is not on the path")
    with tempfile.TemporaryDirectory(prefix="reflectctl-bench-") as temporary:
        keep = (words.keep or Path(temporary) / "kept").absolute()
        scratch, home = Path(temporary) / "scratch", Path(temporary) / "home"
        scratch.mkdir()
        home.mkdir()
        # What is kept between runs is not the developer's, and can be thrown away.
        os.environ.update(HOME=str(home), XDG_CACHE_HOME=str(home / "cache"))
        others = Others(keep / "programs", scratch)
        if words.install:
            _say("installing …")
            for name in others.install():
                _say(f"{name} could not be installed")
        bench = Bench(keep, sizes, scratch, runs=words.runs, counts=words.instructions)
        rows: list[Row] = []
        for name in chosen:
            for row in MEASURES[name](bench, others):
                _say(" | ".join(part for part in row if part))
                rows.append(row)
    print(told(rows, runs=words.runs, counts=words.instructions))


def told(rows: list[Row], *, runs: int, counts: bool) -> str:
    """The table, with what its letters mean above it and how many goals are met below."""
    how = (
        "By instructions of each process and of those that it starts (M: millions); other programs by CPU time (ms)."
        if counts
        else f"Medians (and quartiles) of {runs} interleaved pairs of CPU time; of 3 beside other programs."
    )
    held = [row for row in rows if row.must]
    met = sum(row.verdict.startswith("met") for row in held)
    missed = ", ".join(row.what for row in held if not row.verdict.startswith("met"))
    table = tabulate(rows, _HEADERS, tablefmt="simple", disable_numparse=True)
    return (
        f"P is `python -c pass`, F is `git log --raw …`. {how}\nCold: nothing is kept from before. Again: nothing has "
        f"changed since the last run. Goals are those of the design's section 5.\n\n{table}\n\n"
        f"{met} of {len(held)} musts are met.{f' Not met, or not measured: {missed}.' if missed else ''}"
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
