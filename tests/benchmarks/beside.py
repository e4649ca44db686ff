"""What fifty thousand files beside a partnership cost it: `python -m tests.benchmarks.beside`.

The same partnership, with the same commits, lies in a folder of two repositories: alone in one, and in the other beside
so many files, one of which changes with each commit. Nothing that is told may differ; how long it takes is shown.
"""

import argparse
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tabulate import tabulate

from .corpora import SIZES, Corpus, _git, corpus, environment
from .measuring import Job, cpu, pairs, reflectctl

FILES = 50_000
_IN_A_FOLDER = 200


def larger(corpus: Corpus, folder: Path, files: int) -> Path:
    """The partnership of a corpus in a folder of a repository with so many other files; its root."""
    _git(corpus.root, "clone", "--quiet", "--no-checkout", str(corpus.root), str(folder))
    _git(folder, "fast-import", "--quiet", "--force", input=b"".join(_stream(corpus, files)))
    _git(folder, "reset", "--quiet", "--hard", "main")
    return folder / "records"


def _stream(corpus: Corpus, files: int) -> Iterator[bytes]:
    listed = _git(corpus.root, "log", "--topo-order", "--reverse", "--format=%H %T %at %P", "HEAD")
    marks: dict[str, int] = {}
    for number, line in enumerate(listed.splitlines(), 1):
        id, tree, at, *parents = line.split()
        marks[id] = number
        who = f"A <a@example.org> {at} +0000"
        subject = f"no. {number}\n"
        lines = [f"commit refs/heads/main\nmark :{number}", f"committer {who}", f"data {len(subject)}\n{subject}"]
        lines += [f"{'merge' if at else 'from'} :{marks[parent]}" for at, parent in enumerate(parents)]
        lines.append(f"M 040000 {tree} records")
        if files:
            for each in range(files) if number == 1 else [number * 7919 % files]:
                text = f"{each} as of {number}\n"
                path = f"code/{each // _IN_A_FOLDER}/{each}.txt"
                lines.append(f"M 100644 inline {path}\ndata {len(text)}\n{text}")
        yield ("\n".join(lines) + "\n\n").encode()


def _told(job: Job) -> str:
    done = subprocess.run(
        [str(word) for word in job.commands[0]],
        cwd=job.at,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def main() -> None:
    """Make both, compare what they tell, and print how long it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.beside", description=__doc__)
    parser.add_argument("--corpus", default="large", choices=SIZES)
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="how many pairs (7)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where corpora are kept")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reflectctl-beside-") as temporary:
        made = corpus(words.corpus, (words.keep or Path(temporary) / "corpora").absolute())
        alone = larger(made, Path(temporary) / "alone", 0)
        beside = larger(made, Path(temporary) / "beside", FILES)
        rows = []
        for command in (("history",), ("diff",), ("diff", "HEAD~200", "HEAD"), ("diff", "2020-01-01", "HEAD")):
            one, two = (reflectctl(*command, "--format", "json", at=root) for root in (alone, beside))
            same = _same(_told(one), _told(two), alone, beside)
            cpu(one), cpu(two)  # once to begin with, which does not count
            took = pairs(lambda two=two: cpu(two), lambda one=one: cpu(one), words.runs)  # type: ignore[misc]
            rows.append(
                (
                    " ".join(command),
                    f"{took.second * 1000:.0f} ms",
                    f"{took.first * 1000:.0f} ms",
                    f"{took.ratio:.2f} ({took.low:.2f}-{took.high:.2f})",
                    "the same" if same else "NOT THE SAME",
                )
            )
    print(f"CPU time of {words.corpus} alone, and beside {FILES:,} files; medians of {words.runs} interleaved pairs.\n")
    print(tabulate(rows, headers=("what", "alone", "beside", "ratio", "told"), disable_numparse=True))


def _same(one: str, two: str, alone: Path, beside: Path) -> bool:
    """Whether two answers are the same but for the ids of commits."""
    for number, (left, right) in enumerate(
        zip(*(_git(root, "log", "--topo-order", "--format=%H").split() for root in (alone, beside)), strict=True)
    ):
        one, two = one.replace(left, f"commit {number}"), two.replace(right, f"commit {number}")
    return one == two


if __name__ == "__main__":
    main()
