"""How many articles the general laws have, compared with the texts."""

from pathlib import Path

import pytest

from enforcement_norms.auditing.instruments import ALL_INSTRUMENTS
from enforcement_norms.auditing.rules.decision.citations import LAST_ARTICLES
from enforcement_norms.law import LawLibrary

STATUTES = Path(__file__).parents[3] / "shared" / "statutes"


@pytest.mark.skipif(not STATUTES.is_dir(), reason="the texts of the statutes are not at hand")
def test_last_articles_are_those_of_the_texts() -> None:
    library = LawLibrary(STATUTES)
    found = {
        (id_, version): max(each.number for each in library.statute(ALL_INSTRUMENTS[id_].title, version).articles)
        for id_, version in LAST_ARTICLES
    }
    assert found == LAST_ARTICLES
