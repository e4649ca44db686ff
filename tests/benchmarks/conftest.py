"""The corpus that tests of figures share."""

import pytest

from .corpora import SIZES, Corpus, make


@pytest.fixture(scope="session")
def normal(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The normal corpus, made once. Not to be changed."""
    return make(SIZES["normal"], tmp_path_factory.mktemp("corpora") / "normal")
