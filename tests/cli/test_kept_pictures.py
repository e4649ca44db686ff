"""Pictures that were drawn before are not drawn again, and a document is the same bytes with them and without."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reflectctl.app import kept_pictures
from reflectctl.app.kept_pictures import KeptPictures
from reflectctl.render import raster
from reflectctl.render.svg import WIDE, Picture, Sheet
from tests.conftest import run

ASKED = ("report", "full", "--section", "summary")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


def document(demo: Path, out: Path, home: Path | None = None) -> bytes:
    done = run(*ASKED, "-o", out, cwd=demo, **({"HOME": str(home)} if home else {}))
    assert done.returncode == 0, done.stderr
    return out.read_bytes()


def picture(words: str) -> Picture:
    sheet = Sheet(WIDE)
    sheet.text(0, 0, words)
    return sheet.picture(20)


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def foreign(path: Path) -> None:
    path.write_bytes(b"reflectctl 0 3 00000000\nabc")


def linked(path: Path) -> None:
    path.symlink_to(path.rename(path.with_name("elsewhere")))


def shared(path: Path) -> None:
    path.parent.chmod(0o777)


@pytest.mark.parametrize("spoil", [damaged, foreign, linked, shared])
def test_a_document_is_the_same_bytes_whatever_was_kept(
    built_demo: Path, tmp_path: Path, home: Path, spoil: Callable[[Path], None]
) -> None:
    out = tmp_path / "r.docx"
    plain = document(built_demo, out)
    assert b"\x89PNG" in plain

    assert document(built_demo, out, home) == plain
    kept = home / ".cache/reflectctl/pieces/pictures"
    assert b"\x89PNG" in kept.read_bytes()
    assert document(built_demo, out, home) == plain
    spoil(kept)
    assert document(built_demo, out, home) == plain


def test_what_was_drawn_before_is_not_drawn_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    png = raster.png
    monkeypatch.setattr(raster, "png", lambda picture: (drawn.append(picture.svg), png(picture))[1])
    words = ("Examplebury", "Ysgol Gŵyr", "部屋")

    for _ in range(2):
        pictures = KeptPictures({"HOME": str(home)})
        made = [pictures(picture(each)) for each in (*words, words[0])]
        pictures.close()
        assert made == [png(picture(each)) for each in (*words, words[0])]

    # What other typefaces have a part in is drawn each time, as those come and go.
    assert drawn == [picture(each).svg for each in (*words, words[2])]


def test_what_draws_is_a_part_of_what_a_picture_is_kept_by(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    png = raster.png
    for stamp in ("one", "one", "two"):
        monkeypatch.setattr(raster, "stamp", lambda stamp=stamp: stamp)
        monkeypatch.setattr(raster, "png", lambda picture, stamp=stamp: (drawn.append(stamp), png(picture))[1])
        pictures = KeptPictures({"HOME": str(home)})
        pictures(picture("Examplebury"))
        pictures.close()
    assert drawn == ["one", "two"]


def test_to_verify_a_report_nothing_that_was_kept_is_believed(
    built_demo: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "r.docx"
    true = document(built_demo, out)
    forged = KeptPictures({"HOME": str(home)})
    monkeypatch.setattr(raster, "png", lambda picture: b"\x89PNG of something else")
    for each in pictures_of(built_demo):
        forged(each)
    forged.close()
    monkeypatch.undo()

    assert document(built_demo, out, home) != true, "the user's own folder is believed"
    assert run("report", "--verify", out, cwd=built_demo, HOME=str(home)).returncode == 1
    out.write_bytes(true)
    assert run("report", "--verify", out, cwd=built_demo, HOME=str(home)).returncode == 0


def pictures_of(demo: Path) -> list[Picture]:
    """The pictures of the document that is asked for."""
    from reflectctl.app.report import report
    from reflectctl.app.report_period import Asked
    from reflectctl.model.report_config import FULL
    from reflectctl.render import report_docx
    from tests.conftest import context

    found: list[Picture] = []

    def draw(picture: Picture) -> bytes:
        found.append(picture)
        return b""

    asked = Asked(sections=("summary",), length=FULL)
    report_docx.report(report(context(demo), asked), draw)
    assert found
    return found


def test_no_more_is_kept_than_there_is_room_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pictures, "MOST_BYTES", 5_000)
    pictures = KeptPictures({"HOME": str(home)})
    for n in range(40):
        pictures(picture(f"Examplebury {n}"))
    pictures.close()
    assert (home / ".cache/reflectctl/pieces/pictures").stat().st_size < 5_100


def test_letters_that_nobody_sees_are_not_left_blank(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A joiner has no shape; of a letter that no typeface has, it is said."""
    asked: list[set[str]] = []
    monkeypatch.setattr(raster, "blank", lambda letters: asked.append({*letters}) or letters)
    for words, expected in (("Examplebury", []), ("a\u200db", []), ("部\u200d屋", [{"部", "屋"}])):
        pictures = KeptPictures({"HOME": str(home)})
        pictures(picture(words))
        said = pictures.left_blank()
        assert (asked, bool(said)) == (expected, bool(expected)), words
