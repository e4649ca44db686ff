"""No output ranks, scores or blames: what moved along the scale moved, and what is unclear lies beside it."""

import gc
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from reflectctl.cli import app
from tests.conftest import git

EXAMPLE = Path(__file__).parents[2] / "examples/harrowmere"

JUDGED = re.compile(
    r"\bsteps? towards|moved (?:a|one|two|three|four|\d+) steps?\b|towards (?:dis)?agree\b|[▲▼]"
    r"|\bslipped\b|\bmissed\b(?!\W{0,2}n?\W{0,9}(?:appointments|invitations))|\bbetter\b|\bworse\b",
    re.IGNORECASE,
)

OUTPUTS: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("status", "--format", "json"),
    *((kind, "list", "--format", form) for kind in ("action", "meeting") for form in ("text", "json")),
    *(("review-point", "--list", "--format", form) for form in ("text", "json")),
    ("action", "list", "--status", "all"),
    *(("agenda", "--format", form) for form in ("text", "markdown", "html", "json")),
    *(("minutes", "2026-03-12", "--format", form) for form in ("text", "markdown", "html", "json")),
    *(("calendar", "--format", form) for form in ("text", "json", "ics")),
    *(("action", "remind", "--format", form) for form in ("text", "markdown", "json")),
    *(("next", "--format", form) for form in ("text", "json")),
    *(("diff", "{first}", "HEAD", "--format", form) for form in ("text", "markdown", "html", "json")),
    *(("diff", "HEAD", "{first}", "--format", form) for form in ("text", "json")),
    ("diff", "{first}", "HEAD", "--summary"),
    ("diff", "{first}", "HEAD", "--full", "--all"),
    *(
        ("history", *of, "--format", form)
        for of in ((), ("views",), ("actions",))
        for form in ("text", "markdown", "csv", "json")
    ),
    *(
        ("history", *of, "--by", by, "--full")
        for of in ((), ("views",), ("actions",))
        for by in ("statement", "meeting", "principle", "month", "review-point")
    ),
    *(
        ("report", *length, "--since", "{first}", "--today", "2026-06-01", "--edition", edition, "--format", form)
        for length in ((), ("full",))
        for edition in ("partner", "public")
        for form in ("html", "markdown", "json")
    ),
    ("report", "--year", "2025", "--format", "markdown"),
    *(
        ("validate", "--today", "2026-06-01", "--format", form)
        for form in ("text", "lines", "json", "github", "gitlab", "sarif", "junit", "azure")
    ),
    ("validate", "--since", "{first}", "--today", "2026-06-01"),
    ("validate", "--since", "{first}", "--today", "2026-06-01", "--new", "-v"),
    ("status", "--format", "markdown"),
    ("action", "list", "--format", "markdown"),
    ("conflicts",),
    ("privacy",),
    ("undo", "--dry-run"),
    ("content", "show"),
    ("content", "show", "--format", "json"),
    ("rules", "--pages"),
    ("rules", "--format", "markdown", "--pages"),
)

Program = Callable[..., tuple[int, str]]


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str]) -> Iterator[Program]:
    """The program in this process: its exit code, and all that it prints."""

    def called(root: Path, *words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = app.run(["-C", str(root), *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    yield called
    gc.enable()


def judged(program: Program, root: Path) -> list[str]:
    """Where an output says more than which way something went; every output is asked for once."""
    first = git(root, "rev-list", "--max-parents=0", "HEAD").split()[-1]
    found = []
    for words in OUTPUTS:
        code, said = program(root, *(each.format(first=first) for each in words))
        assert code in (0, 1, 2, 3), said
        found += [
            f"{' '.join(words)}: …{said[max(0, at.start() - 60) : at.end() + 40]}…" for at in JUDGED.finditer(said)
        ]
    return found


def committed(root: Path, day: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "-qm", f"On {day}", on=f"{day}T12:00:00+00:00")


POINTS = ("strongly-agree", "agree", "neither", "disagree", "strongly-disagree")


def every_move(done: Program, root: Path) -> None:
    """Every move between two points, of a rating and of a view beside it."""
    for at, (before, after) in enumerate(permutations(POINTS, 2)):
        statement = f"{('children-first', 'voice', 'trauma', 'curiosity')[at % 4]}.{('action', 'culture')[at // 4 % 2]}"
        for n, rating in enumerate((before, after)):
            # What comes later was agreed later, also of a statement whose turn comes again.
            day = (date(2026, 1, 1) + timedelta(days=4 * at + 2 * n)).isoformat()
            done(root, "rate", statement, rating, "--because", "So we agreed.", "--agreed", day)
            done(root, "view", statement, after if n else before, "--agency", "police", "--because", "So we see it.")
            committed(root, day)


def apart(done: Program, root: Path) -> None:
    """Views on both sides of what was agreed, and beside the scale, that draw together and part."""
    for at, (agreed, council, police) in enumerate(
        (
            ("agree", "disagree", "neither"),
            ("neither", "agree", "disagree"),
            ("disagree", "disagree", "strongly-disagree"),
        )
    ):
        day = f"2026-02-{3 + at:02d}"
        for statement in ("trauma.action", "voice.culture"):
            done(root, "rate", statement, agreed, "--because", "So we agreed.", "--agreed", day)
            for agency, view in (("council", council), ("police", police)):
                done(root, "view", statement, view, "--agency", agency, "--because", "So we see it.")
        committed(root, day)


def put_off(done: Program, root: Path) -> None:
    """Actions whose dates move later and sooner, and meetings at which some were not."""
    for day, present, absent in (("2026-02-03", "council", "police"), ("2026-03-03", "police", "council")):
        words = ("--principle", "trauma", "--present", present, "--absent", absent)
        done(root, "meeting", "new", f"Met on {day}", "--date", day, *words)
        done(root, "action", "add", "trauma", f"Act from {day}", "--owner", "council", "--due", "2026-05-01")
        committed(root, day)
    path = next(root.glob("principles/*trauma.yaml"))
    for day, due in (("2026-03-04", "2026-07-01"), ("2026-03-05", "2026-04-01")):
        path.write_text(re.sub(r'due: "?2026-\d\d-01"?', f'due: "{due}"', path.read_text("utf-8")), "utf-8")
        committed(root, day)


def unusable(done: Program, root: Path) -> None:
    """A rating that the scale does not know."""
    done(root, "rate", "trauma.action", "agree", "--because", "So we agreed.", "--agreed", "2026-02-03")
    committed(root, "2026-02-03")
    path = next(root.glob("principles/*trauma.yaml"))
    path.write_text(path.read_text("utf-8").replace("rating: agree", "rating: agre"), "utf-8")
    committed(root, "2026-02-04")


MADE: tuple[Callable[[Program, Path], None], ...] = (every_move, apart, put_off, unusable)


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_no_output_of_a_partnership_says_more_than_which_way_it_went(
    program: Program, fresh: Path, make: Callable[[Program, Path], None]
) -> None:
    def done(root: Path, *words: str) -> tuple[int, str]:
        code, said = program(root, *words)
        assert code == 0, said
        return code, said

    make(done, fresh)
    assert int(git(fresh, "rev-list", "--count", "HEAD")) > 2
    assert judged(program, fresh) == []


def test_no_output_of_another_instrument_does(program: Program, tmp_path: Path) -> None:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "harrowmere"))
    git(root, "init", "-q")
    committed(root, "2026-02-01")
    assert judged(program, root) == []


def test_no_output_of_the_example_does(program: Program, built_demo: Path) -> None:
    assert judged(program, built_demo) == []
