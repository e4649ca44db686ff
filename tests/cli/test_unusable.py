"""What cannot be used is named in every answer that it touches, and told nowhere as what is absent."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import git, run

TODAY = ("--today", "2026-06-01")
PLAN, HELD = "principles/1-children-first.yaml", "meetings/2026-02-03-children-first.md"
SAID = "views/council.yaml"

FILES = {
    PLAN: """\
principle: children-first
assessments:
  action:
    rating: agree
    agreed: "2026-02-03"
    meeting: 2026-02-03-children-first
    because: Why.
    reflections:
      evidence: |
        - A point.
making_progress:
  immediate:
    goal: A goal.
    measure: A measure.
    actions:
      - id: a-7k3f
        action: Ring the school back
        owner: council
        opened: "2026-02-03"
        due: "2026-03-01"
        status: in-progress
""",
    SAID: """\
of: council
views:
  children-first.action:
    rating: agree
    given: "2026-02-01"
    meeting: 2026-02-03-children-first
    because: We see it.
""",
    HELD: """\
---
id: 2026-02-03-children-first
date: "2026-02-03"
title: First
principles: [children-first]
present: [council]
absent: [police]
---

Notes.
""",
}


class Kind(NamedTuple):
    """Something that cannot be used: where, in whose place, and what is looked for where it is named."""

    path: str
    was: str
    now: str
    named: str


KINDS = {
    "a misspelt rating": Kind(PLAN, "rating: agree", "rating: agre", "`agre`"),
    "a rating that is a number": Kind(PLAN, "rating: agree", "rating: 4", "`4`"),
    "a misspelt status": Kind(PLAN, "status: in-progress", "status: in-progres", "`in-progres`"),
    "an impossible due date": Kind(PLAN, 'due: "2026-03-01"', 'due: "2026-02-30"', "`2026-02-30`"),
    "an impossible day of agreement": Kind(PLAN, 'agreed: "2026-02-03"', 'agreed: "2026-02-30"', "`2026-02-30`"),
    "an impossible day of a meeting": Kind(HELD, 'date: "2026-02-03"', 'date: "2026-02-30"', "`2026-02-30`"),
    "an impossible day of opening": Kind(PLAN, 'opened: "2026-02-03"', 'opened: "2026-02-30"', "`2026-02-30`"),
    "an impossible day of closing": Kind(
        PLAN, "status: in-progress", 'status: done\n        closed: "2026-02-31"', "`2026-02-31`"
    ),
    "an impossible day of a source": Kind(
        PLAN,
        "    because: Why.\n",
        "    because: Why.\n    sources: [{what: An audit, dated: 2026-02-30}]\n",
        "`2026-02-30`",
    ),
    "an impossible day of a discussion": Kind(
        PLAN, "evidence: |\n        - A point.", "evidence: [{dated: 2026-02-30, points: A point.}]", "`2026-02-30`"
    ),
    "a misspelt view": Kind(SAID, "rating: agree", "rating: agre", "`agre`"),
    "an impossible day of a view": Kind(SAID, 'given: "2026-02-01"', 'given: "2026-02-30"', "`2026-02-30`"),
    "a view of an unknown statement": Kind(
        SAID, "children-first.action:", "children-first.actoin:", "`children-first.actoin`"
    ),
    "a view at an unknown meeting": Kind(SAID, "meeting: 2026", "meeting: 2025", "`2025-02-03-children-first`"),
    "an unknown owner": Kind(PLAN, "owner: council", "owner: concil", "`concil`"),
    "an unknown meeting": Kind(PLAN, "meeting: 2026", "meeting: 2025", "`2025-02-03-children-first`"),
    "an unknown agency at a meeting": Kind(HELD, "absent: [police]", "absent: [plice]", "`plice`"),
    "a list that is none": Kind(HELD, "absent: [police]", "absent: police", "`police`"),
    "an unknown key": Kind(PLAN, "    rating: agree", "    ratng: agree", "`ratng`"),
    "an unknown dimension": Kind(PLAN, "  action:\n", "  actoin:\n", "`actoin`"),
    "an action without an id": Kind(PLAN, "id: a-7k3f", "idd: a-7k3f", "`idd`"),
    "an unknown principle": Kind(PLAN, "principle: children-first", "principle: childern-first", "`childern-first`"),
    "conflict markers": Kind(PLAN, "    because: Why.\n", "<<<<<<< ours\n    because: Why.\n=======\n", PLAN),
    "a file that is not YAML": Kind(PLAN, "assessments:", "assessments: [", PLAN),
    "front matter that is not YAML": Kind(HELD, "title: First", 'title: "First', HELD),
    "a file that is not text": Kind(PLAN, "A goal.", "\udcff\udcfe", PLAN),
}

ANSWERS: dict[str, tuple[str, ...]] = {
    "status": ("status", *TODAY),
    "status as data": ("status", *TODAY, "--format", "json"),
    "action list": ("action", "list", *TODAY),
    "action list as data": ("action", "list", *TODAY, "--format", "json"),
    "meeting list": ("meeting", "list"),
    "meeting list as data": ("meeting", "list", "--format", "json"),
    "agenda": ("agenda", "--today", "2026-03-02"),
    "minutes": ("minutes", "2026-02-03", *TODAY),
    "minutes as data": ("minutes", "2026-02-03", *TODAY, "--format", "json"),
    "calendar": ("calendar", *TODAY),
    "calendar as data": ("calendar", *TODAY, "--format", "json"),
    "reminders": ("action", "remind", *TODAY),
    "reminders as data": ("action", "remind", *TODAY, "--format", "json"),
    "agenda as data": ("agenda", "--today", "2026-03-02", "--format", "json"),
    "next": ("next", *TODAY),
    "next as data": ("next", *TODAY, "--format", "json"),
    "diff": ("diff", "HEAD~1", "HEAD"),
    "diff as data": ("diff", "HEAD~1", "HEAD", "--format", "json"),
    "diff as a page": ("diff", "HEAD~1", "HEAD", "--format", "html", "--full"),
    "diff as a comment": ("diff", "HEAD~1", "HEAD", "--format", "markdown"),
    "history": ("history",),
    "history in full": ("history", "--full"),
    "history as data": ("history", "--format", "json"),
    "history of actions": ("history", "actions"),
    "report for a board": ("report", *TODAY, "--since", "HEAD~1", "--format", "markdown"),
    "report as a page": ("report", "full", *TODAY, "--since", "HEAD~1"),
    "report in Markdown": ("report", "full", *TODAY, "--since", "HEAD~1", "--format", "markdown"),
    "report as data": ("report", *TODAY, "--since", "HEAD~1", "--format", "json"),
    "validate": ("validate", *TODAY),
}

NEVER = (
    "withdrawn", "taken out", "No such actions", "No meetings are recorded", "was removed", "due date any more",
    "Nothing changed", "No actions are recorded", "None recorded",
)  # fmt: skip
NEVER_IN_LISTS = ("nobody", "no date", "Not yet rated", "not yet rated")


@pytest.fixture(scope="module")
def sound(built_fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small partnership whose files can all be used."""
    return _with(built_fresh, tmp_path_factory.mktemp("sound") / "p", FILES)


def _with(source: Path, target: Path, files: dict[str, str]) -> Path:
    import shutil

    shutil.copytree(source, target, symlinks=True)
    for path, text in files.items():
        (target / path).parent.mkdir(exist_ok=True)
        (target / path).write_text(text, encoding="utf-8", errors="surrogateescape")
    git(target, "add", "-A")
    git(target, "commit", "-q", "-m", "Recorded", on="2026-02-04T12:00:00+00:00")
    return target


@pytest.fixture(scope="module")
def broken(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The partnership with something in it that cannot be used, by its name."""
    made: dict[str, Path] = {}

    def given(name: str) -> Path:
        if name not in made:
            kind = KINDS[name]
            text = FILES[kind.path].replace(kind.was, kind.now)
            assert text != FILES[kind.path]
            made[name] = _with(sound, tmp_path_factory.mktemp("broken") / "p", {kind.path: text})
        return made[name]

    return given


@pytest.mark.safety(8)
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("name", KINDS)
def test_it_is_named_and_never_told_as_absent(broken: Callable[[str], Path], name: str, answer: str) -> None:
    kind, told = KINDS[name], run(*ANSWERS[answer], cwd=broken(name))
    if answer.startswith("history") and (
        kind.path in (HELD, SAID) or name in ("an unknown meeting", "an action without an id")
    ):
        pytest.skip("a history of ratings and actions reads no other files, and knows an action by its id alone")
    # Minutes are of one meeting: where that is what cannot be used, it is said and there are none.
    assert told.returncode in ((0, 1, 3) if answer.startswith("minutes") and kind.path == HELD else (0, 1)), told
    said = told.stdout + told.stderr
    bare = said.replace("\\", "").replace("&#x27;", "'").replace("<wbr>", "").replace("\n", " ")
    assert kind.named.strip("`") in bare or kind.path in bare, said
    if answer != "validate":
        for word in (*NEVER, *(NEVER_IN_LISTS if answer.startswith(("action", "meeting", "diff")) else ())):
            assert word not in bare, f"{word!r} in {said}"


ELSEWHERE: dict[str, tuple[Kind, tuple[str, ...]]] = {
    "an impossible day on the way": (
        Kind(
            PLAN,
            "        status:",
            "        progress: [{dated: 2026-02-30, note: Rang.}]\n        status:",
            "`2026-02-30`",
        ),
        ("history of actions", "diff"),
    ),
    "actions that are no list": (
        Kind(PLAN, "    actions:\n", "    actions: none\n    actons:\n", "`none`"),
        ("history of actions", "action list"),
    ),
    "actions under an unknown key": (Kind(PLAN, "    actions:\n", "    actons:\n", "actons"), ("history of actions",)),
    "ratings that are a list": (
        Kind(PLAN, "assessments:\n  action:\n", "assessments:\n  - action:\n", "assessments"),
        ("diff as data", "diff as a comment", "report in Markdown", "history"),
    ),
    "a key that stands twice": (
        Kind(PLAN, "    rating: agree\n", "    rating: agree\n    rating: disagree\n", "`rating` stands twice"),
        ("status", "action list", "report for a board", "report as data"),
    ),
    "views of somebody unknown": (Kind(SAID, "of: council", "of: concil", "`concil`"), ("diff", "diff as data")),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_cannot_be_used_around_a_value_is_named_too(sound: Path, tmp_path: Path, name: str) -> None:
    kind, answers = ELSEWHERE[name]
    text = FILES[kind.path].replace(kind.was, kind.now)
    folder = _with(sound, tmp_path / "p", {kind.path: text})
    for answer in answers:
        told = run(*ANSWERS[answer], cwd=folder)
        bare = (told.stdout + told.stderr).replace("\\", "").replace("\n", " ")
        assert kind.named.strip("`") in bare or kind.path in bare, answer
        for word in (*NEVER, "gave its own view"):
            assert word not in bare, f"{word!r} in {bare}"


@pytest.mark.parametrize(
    "name",
    [
        "a misspelt rating",
        "a rating that is a number",
        "an unknown key",
        "conflict markers",
        "an unknown dimension",
        "a file that is not YAML",
    ],
)
def test_a_rating_that_cannot_be_read_is_not_one_that_is_not_yet_there(
    broken: Callable[[str], Path], name: str
) -> None:
    folder = broken(name)
    status = json.loads(run("status", *TODAY, "--format", "json", cwd=folder).stdout)
    stands = next(each for each in status["statements"] if each["statement"] == "children-first.action")
    assert stands["rating_title"].lower().startswith("cannot be read")
    report = json.loads(run("report", *TODAY, "--format", "json", cwd=folder).stdout)
    unread = 3 if name in ("conflict markers", "a file that is not YAML") else 1
    assert {each["rating"]: each["statements"] for each in report["ratings"]}[None] <= 24 - unread
    assert "cannot be read" in run("status", *TODAY, cwd=folder).stdout


def test_what_is_shown_in_its_place_is_marked(broken: Callable[[str], Path]) -> None:
    marked = {
        "a misspelt status": (("action", "list", *TODAY), "cannot be read: in-progres"),
        "an impossible due date": (("action", "list", *TODAY), "cannot be read: 2026-02-30"),
        "an impossible day of a meeting": (("meeting", "list"), "cannot be read: 2026-02-30"),
        "a list that is none": (("meeting", "list"), "cannot be read: police"),
    }
    for name, (words, mark) in marked.items():
        shown = " ".join(run(*words, cwd=broken(name)).stdout.split())
        assert mark.split(": ")[0] in shown, name
        assert mark.split(": ")[1] in shown, name
    assert "overdue" not in run("action", "list", *TODAY, cwd=broken("a misspelt status")).stdout


LEFT_OUT = {
    "a sparse checkout": ("sparse-checkout", "set", "--no-cone", "/*", "!/principles/", "!/meetings/", "!/views/"),
    "files that git was told to leave out": ("update-index", "--skip-worktree", PLAN, HELD, SAID),
}


@pytest.fixture(scope="module")
def left_out(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The partnership without files that git has, by how it was told to leave them out."""
    made: dict[str, Path] = {}

    def given(name: str) -> Path:
        if name not in made:
            made[name] = _with(sound, tmp_path_factory.mktemp("sparse") / "p", {PLAN: FILES[PLAN] + "# A remark.\n"})
            git(made[name], *LEFT_OUT[name])
            for path in (PLAN, HELD, SAID):
                (made[name] / path).unlink(missing_ok=True)
            assert git(made[name], "status", "--porcelain") == ""
        return made[name]

    return given


OF_FILES = {
    "status", "status as data", "agenda", "agenda as data", "next", "next as data",
    "reminders", "reminders as data", "calendar", "calendar as data",
    "action list", "action list as data", "meeting list", "meeting list as data",
    "report as a page", "report in Markdown", "report as data", "validate",
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_OUT)
@pytest.mark.parametrize(
    "words",
    [
        *(words for answer, words in ANSWERS.items() if answer in OF_FILES),
        *(("diff", *more) for more in ((), ("HEAD~1",), ("HEAD~1", "--format", "json"), ("HEAD~1", "--summary"))),
        ("validate", "--since", "HEAD~1", *TODAY),
    ],
    ids=" ".join,
)
def test_what_is_not_checked_out_is_not_gone(
    left_out: Callable[[str], Path], name: str, words: tuple[str, ...]
) -> None:
    told = run(*words, cwd=left_out(name))
    assert told.returncode == (1 if words[0] == "validate" else 0), told
    bare = (told.stdout + told.stderr).replace("\\", "").replace("<wbr>", "").replace("\n", " ")
    assert PLAN in bare or HELD in bare, bare
    if "--summary" not in words:
        assert "not checked out here" in " ".join(bare.split()), bare
    for word in (*NEVER, *(NEVER_IN_LISTS if words[0] in ("action", "meeting", "diff") else ()), "not in use"):
        assert word not in bare, f"{word!r} in {bare}"


def test_counts_say_what_they_do_not_know(left_out: Callable[[str], Path]) -> None:
    folder = left_out("a sparse checkout")
    assert "what 9 files or folders hold could not be read, and is not counted" in " ".join(
        run("status", *TODAY, cwd=folder).stdout.split()
    )
    assert json.loads(run("status", *TODAY, "--format", "json", cwd=folder).stdout)["coverage"]["unread"] == 9


@pytest.mark.parametrize(
    "words",
    [
        ("rate", "children-first.action", "disagree", "--because", "Why."),
        ("note", "children-first.action", "evidence", "Another point."),
        ("view", "children-first.action", "disagree", "--agency", "council", "--because", "Why."),
        ("action", "add", "children-first", "Ring", "--owner", "council", "--due", "2026-07-01", *TODAY),
        ("action", "done", "a-7k3f", "--outcome", "It was.", *TODAY),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("name", LEFT_OUT)
def test_nothing_is_written_over_what_is_not_checked_out(
    left_out: Callable[[str], Path], name: str, words: tuple[str, ...]
) -> None:
    folder = left_out(name)
    done = run(*words, cwd=folder)
    assert done.returncode == 3, done
    assert "not checked out here" in done.stderr
    assert git(folder, "status", "--porcelain") == ""
    assert not (folder / PLAN).exists()


def test_a_second_init_brings_back_nothing_that_is_not_checked_out(left_out: Callable[[str], Path]) -> None:
    folder = left_out("a sparse checkout")
    run("init", cwd=folder)
    assert git(folder, "status", "--porcelain") == ""
    assert not (folder / "principles").exists()


def test_a_partnership_whose_first_file_is_not_checked_out_says_so(sound: Path, tmp_path: Path) -> None:
    folder = _with(sound, tmp_path / "p", {PLAN: FILES[PLAN] + "# A remark.\n"})
    git(folder, "update-index", "--skip-worktree", "partnership.yaml")
    (folder / "partnership.yaml").unlink()
    told = run("status", cwd=folder / "principles")
    assert told.returncode == 3
    assert "partnership.yaml cannot be read. Git has the file and it is not checked out here" in told.stderr


def test_a_linked_working_tree_has_a_sparse_checkout_of_its_own(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "linked"
    git(sound, "worktree", "add", "-q", "--detach", str(folder))
    git(folder, "update-index", "--skip-worktree", HELD)
    (folder / HELD).unlink()
    assert "not checked out here" in run("meeting", "list", cwd=folder).stderr
    assert "not checked out" not in run("meeting", "list", cwd=sound).stderr


WRITERS = {
    "rate": ("rate", "children-first.action", "disagree", "--because", "Why."),
    "note": ("note", "children-first.action", "evidence", "Another point."),
    "action add": ("action", "add", "children-first", "Ring", "--owner", "council", "--due", "2026-07-01"),
    "action done": ("action", "done", "a-7k3f", "--outcome", "It was."),
}


@pytest.mark.parametrize("words", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("name", ["conflict markers", "a file that is not YAML", "a file that is not text"])
def test_nothing_is_written_beside_what_cannot_be_read(
    broken: Callable[[str], Path], name: str, words: tuple[str, ...]
) -> None:
    folder = broken(name)
    done = run(*words, *(TODAY if words[0] == "action" else ()), cwd=folder)
    assert done.returncode == 3, done
    assert f"{PLAN}:" in done.stderr
    assert git(folder, "status", "--porcelain") == ""
