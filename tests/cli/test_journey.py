"""From nothing to a report, as a new coordinator would go."""

from pathlib import Path

from tests.conftest import git, run


def changed(folder: Path) -> dict[str, tuple[int, int]]:
    """Lines added and removed by file, as git counts them."""
    lines = (line.split("\t") for line in git(folder, "diff", "--numstat").splitlines())
    return {path: (int(added), int(removed)) for added, removed, path in lines}


def do(folder: Path, *arguments: str) -> str:
    result = run(*arguments, cwd=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout


def commit(folder: Path, message: str, on: str = "2026-05-01T12:00:00+00:00") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, on=on)


def test_a_year_begins_and_every_edit_changes_only_the_lines_it_must(fresh: Path) -> None:
    assert git(fresh, "status", "--porcelain") == ""
    assert "nothing to mend" in do(fresh, "validate")

    do(fresh, "meeting", "new", "Putting children first", "--date", "2026-03-12", "--principle", "children-first",
       "--present", "council", "--absent", "police")  # fmt: skip
    do(fresh, "rate", "1.culture", "disagree", "--because", "Language is put right in some rooms and not in others.")
    commit(fresh, "Record the first meeting")
    assert do(fresh, "diff", "HEAD~1").count("newly rated") >= 1

    do(fresh, "view", "1.culture", "neither", "--agency", "police", "--because", "We have not looked yet.")
    assert (fresh / "views/police.yaml").read_text("utf-8").splitlines()[3] == "  children-first.culture:"
    assert changed(fresh) == {}
    commit(fresh, "Add a view")

    do(fresh, "note", "1.culture", "evidence", "A log of challenges was kept for a month.")
    assert changed(fresh) == {"principles/1-children-first.yaml": (3, 0)}
    commit(fresh, "Note evidence")
    do(fresh, "note", "1.culture", "evidence", "Two agencies kept it: council and police.")
    assert changed(fresh) == {"principles/1-children-first.yaml": (1, 0)}
    commit(fresh, "Note more evidence")

    do(fresh, "action", "add", "children-first", "Keep the log for three months", "--owner", "council", "--due",
       "2026-09-30", "--serves", "culture", "--role", "Quality lead", "--opened", "2026-03-12")  # fmt: skip
    assert changed(fresh) == {"principles/1-children-first.yaml": (9, 1)}
    commit(fresh, "Add an action")

    do(fresh, "rate", "1.culture", "agree", "--because", "The log shows it.", "--agreed", "2026-06-12")
    assert changed(fresh) == {"principles/1-children-first.yaml": (4, 4)}

    moved = do(fresh, "diff")
    assert "oved towards agreement" in moved
    assert "The log shows it." in moved
    commit(fresh, "Rate culture again", on="2026-06-13T09:00:00+00:00")

    told = do(fresh, "history")
    assert told.index("Disagree") < told.index("12 June 2026")
    page = do(fresh, "report")
    assert page.startswith("<!doctype html>")
    assert "The log shows it." in page
    assert "The log shows it." in do(fresh, "report", "full", "--format", "markdown")
    assert "1 of 24" in do(fresh, "status", "--today", "2026-06-13")


def test_a_dry_run_shows_a_diff_that_git_can_apply_and_writes_nothing(demo: Path) -> None:
    shown = do(demo, "rate", "2.action", "neither", "--because", "Not clear yet.", "--dry-run")
    assert git(demo, "status", "--porcelain") == ""
    (demo.parent / "change.patch").write_text(shown, encoding="utf-8", newline="")
    git(demo, "apply", str(demo.parent / "change.patch"))
    by_hand = git(demo, "diff")
    git(demo, "checkout", "--quiet", ".")
    do(demo, "rate", "2.action", "neither", "--because", "Not clear yet.")
    assert git(demo, "diff") == by_hand


def test_it_works_from_any_folder_below_and_with_a_folder_named(demo: Path) -> None:
    inside = run("status", cwd=demo / "content" / "principles")
    named = run("-C", str(demo), "status", cwd=demo.parent)
    other = run("status", "--root", str(demo), cwd=demo.parent)
    assert inside.returncode == named.returncode == other.returncode == 0
    assert inside.stdout == named.stdout == other.stdout


def test_a_move_back_and_forth_is_told_as_both(demo: Path) -> None:
    forward = run("diff", "2025-11-01", "2026-04-28", cwd=demo).stdout
    back = run("diff", "2026-04-28", "2025-11-01", cwd=demo).stdout
    assert "towards agreement" in forward
    assert "towards disagreement" in back


def test_diff_is_silent_when_nothing_changed_and_counts_in_its_exit_code(demo: Path) -> None:
    same = run("diff", "--exit-code", cwd=demo)
    assert (same.returncode, same.stdout) == (0, "")
    path = demo / "principles" / "5-trauma.yaml"
    path.write_text("# a new first line\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    moved_line = run("diff", "--exit-code", cwd=demo)
    assert (moved_line.returncode, moved_line.stdout) == (0, "")
    path.rename(demo / "principles" / "trauma.yaml")
    assert run("diff", "--exit-code", cwd=demo).returncode == 0
    assert run("rate", "5.action", "disagree", "--because", "It is not there.", cwd=demo).returncode == 0
    assert run("diff", "--exit-code", cwd=demo).returncode == 1


def test_a_report_can_be_made_of_any_moment_and_is_the_same_each_time(demo: Path) -> None:
    first = run("report", "full", "--at", "2025-12-31", "--since", "2025-06-30", cwd=demo, TZ="Asia/Tokyo")
    second = run("report", "full", "--at", "2025-12-31", "--since", "2025-06-30", cwd=demo, LC_ALL="C")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert str(demo) not in first.stdout


def test_output_goes_to_a_file_whole(demo: Path) -> None:
    result = run("report", "full", "-o", "reports/again.html", cwd=demo)
    assert result.returncode == 0
    assert result.stdout == ""
    assert (demo / "reports" / "again.html").read_text(encoding="utf-8").endswith("</html>\n")


def test_content_that_cannot_be_read_on_one_side_never_passes_for_a_change_of_ratings(demo: Path) -> None:
    for path in ("content/pack.yaml", "content/principles/5-trauma.yaml", "partnership.yaml"):
        whole = (demo / path).read_text(encoding="utf-8")
        (demo / path).write_text(whole + "\tbroken\n", encoding="utf-8")
        told = run("diff", "--exit-code", cwd=demo)
        assert told.returncode == 1
        assert path in told.stdout
        for words in ("withdrawn", "left the partnership", "taken out", "was worded"):
            assert words not in told.stdout
        assert "No change was found" in told.stdout
        (demo / path).write_text(whole, encoding="utf-8")


def test_a_pack_that_is_gone_never_passes_for_a_change_of_ratings(demo: Path) -> None:
    (demo / "content" / "pack.yaml").unlink()
    told = run("diff", cwd=demo)
    assert told.returncode == 0
    assert "withdrawn" not in told.stdout
