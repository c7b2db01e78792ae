"""The articles that rules cite exist in the texts, in the version that was in force."""

from pathlib import Path

import pytest

from enforcement_norms.auditing import core_rules
from enforcement_norms.auditing.instruments import ALL_INSTRUMENTS as INSTRUMENTS
from enforcement_norms.auditing.sources import NOTICE
from enforcement_norms.law import LawLibrary, read_statute
from enforcement_norms.model.duty import Basis

SHARED = Path(__file__).parents[3] / "shared"
STATUTES = SHARED / "statutes"
TEXT_OF_NOTICE = SHARED / "notice.txt"
BASES = sorted(
    {(basis.cite, basis.in_force.from_, basis) for rule in core_rules() for basis in rule.bases},
    key=lambda found: found[:2],
)


@pytest.mark.skipif(not STATUTES.is_dir(), reason="the texts of the statutes are not at hand")
def test_every_article_exists_in_the_version_in_force() -> None:
    library = LawLibrary(STATUTES)
    wrong = []
    for cite, first, basis in BASES:
        if cite.instrument == NOTICE:
            continue
        instrument = INSTRUMENTS[cite.instrument]
        version = instrument.version_on(first)
        assert version is not None, (cite.id, first)
        if not library.of_instrument(instrument, first).exists(cite) or not _lies_within(basis, version.in_force):
            wrong.append((cite.id, str(version.text)))
    assert wrong == []


def _lies_within(basis: Basis, in_force: object) -> bool:
    last = getattr(in_force, "until", None)
    return last is None or (basis.in_force.until is not None and basis.in_force.until <= last)


@pytest.mark.skipif(not STATUTES.is_dir(), reason="the texts of the statutes are not at hand")
def test_instruments_are_in_force_as_the_index_says() -> None:
    library = LawLibrary(STATUTES)
    wrong = []
    for instrument in INSTRUMENTS.values():
        if instrument.id == NOTICE:
            continue
        for version in instrument.versions:
            entry = next(each for each in library.versions(instrument.title) if each.version == version.text)
            if entry.in_force is not None and entry.in_force != version.in_force:
                wrong.append((instrument.id, version, entry.in_force))
    assert wrong == []


@pytest.mark.skipif(not TEXT_OF_NOTICE.is_file(), reason="the text of the notice is not at hand")
def test_every_place_of_the_notice_exists(tmp_path: Path) -> None:
    text = TEXT_OF_NOTICE.read_text(encoding="utf-8").partition("四、实施步骤")[0]
    copy = tmp_path / "notice.md"
    copy.write_text(f"# 通知\n\n<!-- INFO END -->\n\n{text}", encoding="utf-8")
    instrument = INSTRUMENTS[NOTICE]
    statute = read_statute(copy, instrument.title, instrument.versions[0].text)
    cited = sorted({cite for cite, _first, _basis in BASES if cite.instrument == NOTICE})
    assert [cite.id for cite in cited if not statute.exists(cite)] == []


def test_every_rule_rests_on_an_article_whose_instrument_is_known() -> None:
    assert [rule.id for rule in core_rules() if not rule.bases] == []
    assert sorted({cite.instrument for cite, _first, _basis in BASES} - set(INSTRUMENTS)) == []
