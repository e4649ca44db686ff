"""The shipped content pack: complete, valid, and in its own words."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from reflectctl import resources
from reflectctl.documents.document import read_document
from reflectctl.loading.content import instrument
from reflectctl.loading.files import kind
from reflectctl.loading.schema import Schemas
from reflectctl.model.instrument import AGREEMENT, DISAGREEMENT, UNCLEAR

ROOT = Path(__file__).parent.parent
RAW = {f"content/{path}": raw for path, raw in resources.pack_files("practice-principles").items()}
DOCUMENTS = {path: read_document(path, raw) for path, raw in RAW.items()}
PACK = instrument(DOCUMENTS["content/pack.yaml"], [DOCUMENTS[path] for path in RAW if "/principles/" in path])


@pytest.mark.parametrize("path", RAW)
def test_a_file_of_the_pack_reads_cleanly_and_passes_its_schema(path: str) -> None:
    assert DOCUMENTS[path].found == ()
    assert Schemas(PACK).check(kind(path) or "", DOCUMENTS[path]) == []


def test_there_are_eight_principles_of_three_statements_each_with_a_voice() -> None:
    assert [principle.number for principle in PACK.principles] == list(range(1, 9))
    assert [id for id, _ in PACK.listed] == [principle.id for principle in PACK.principles]
    for principle in PACK.principles:
        assert [each.dimension for each in principle.statements] == ["action", "behaviour", "culture"]
        assert all(len(each.text) > 40 for each in principle.statements), principle.id
        assert principle.title
        assert re.search(r"\b(I|me|my)\b", principle.voice), principle.id
    texts = [each.text for each in PACK.statements] + [principle.voice for principle in PACK.principles]
    assert len(set(texts)) == 32


def test_each_file_is_named_after_its_number_and_id() -> None:
    for principle in PACK.principles:
        assert principle.where.path == f"content/principles/{principle.number}-{principle.id}.yaml"


def test_the_scale_has_five_points_from_agreement_over_unclear_to_disagreement() -> None:
    assert [(point.id, point.stance) for point in PACK.scale] == [
        ("strongly-agree", AGREEMENT),
        ("agree", AGREEMENT),
        ("neither", UNCLEAR),
        ("disagree", DISAGREEMENT),
        ("strongly-disagree", DISAGREEMENT),
    ]
    assert all(point.title and len(point.meaning) > 40 for point in PACK.scale)


def test_the_prompts_ask_three_two_and_two_questions() -> None:
    assert [(prompt.id, prompt.holds, len(prompt.questions)) for prompt in PACK.prompts] == [
        ("evidence", "evidence", 3),
        ("building", "building", 2),
        ("experience", "experience", 2),
    ]


def test_the_preliminary_discussion_has_seven_questions() -> None:
    assert len(PACK.questions) == 7
    assert sum(len(each.follow_ups) for each in PACK.questions) == 3
    assert all(each.question.endswith("?") for each in PACK.questions)


def test_there_are_four_themes_three_approaches_and_two_horizons_each_explained() -> None:
    assert len(PACK.themes) == 4
    assert len(PACK.approaches) == 3
    assert len(PACK.dimensions) == 3
    assert all(term.title and term.meaning for term in (*PACK.themes, *PACK.approaches, *PACK.dimensions))
    assert [horizon.id for horizon in PACK.horizons] == ["immediate", "longer_term"]
    assert all(horizon.goal and horizon.actions and horizon.measure for horizon in PACK.horizons)


def test_every_id_is_valid_and_used_once_among_its_like() -> None:
    families = (
        PACK.dimensions,
        PACK.scale,
        PACK.prompts,
        PACK.horizons,
        PACK.themes,
        PACK.approaches,
        PACK.questions,
        PACK.principles,
    )
    for family in families:
        ids = [each.id for each in family]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,79}", id) for id in ids), ids


def test_the_pack_says_whose_instrument_it_restates() -> None:
    assert PACK.wording == "restated"
    assert "Research in Practice" in PACK.source["publisher"]
    assert "own" in PACK.source["note"]


OWN_WORDS = ROOT.parent / "shared" / "tools" / "own_words.py"

if OWN_WORDS.exists():

    def test_the_pack_is_in_its_own_words() -> None:
        done = subprocess.run([sys.executable, OWN_WORDS], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        assert [line for line in done.stdout.splitlines() if line.startswith("content/")] == []
