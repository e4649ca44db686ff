"""The corpora that figures are taken with are always the same, sound, and told truly."""

import subprocess
from pathlib import Path

from .corpora import SIZES, Corpus, environment, make, program
from .read_rows import told


def test_a_corpus_is_the_same_every_time(normal: Corpus, tmp_path: Path) -> None:
    again = make(SIZES["normal"], tmp_path / "again")

    assert again.head == normal.head
    assert again.truth == normal.truth


def test_a_corpus_is_as_large_as_it_says(normal: Corpus) -> None:
    def commits(*words: str) -> int:
        command = ["git", "rev-list", "--count", "HEAD", *words]
        return int(subprocess.run(command, cwd=normal.root, env=environment(), capture_output=True, check=True).stdout)

    assert commits() == 60
    # The commit that begins it lays out every file; the others say something in one.
    assert commits("--full-history", "--no-merges", "--", "principles") == 30 + 1
    assert len(normal.principles) == 8
    assert len(list((normal.root / "meetings").glob("*.md"))) == 40


def test_a_corpus_validates(normal: Corpus) -> None:
    words = [str(program("reflectctl")), "validate"]

    done = subprocess.run(words, cwd=normal.root, env=environment(), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_history_tells_what_is_true(normal: Corpus) -> None:
    assert told(normal) == {statement: rated for statement, rated in normal.truth.items() if rated}
