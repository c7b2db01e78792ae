import subprocess
import sys

import pytest

from enforcement_norms import law


def test_every_public_name_is_there() -> None:
    assert sorted(law.__all__) == list(law.__all__)
    assert [name for name in law.__all__ if getattr(law, name, None) is None] == []


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Statutes'"):
        law.Statutes  # noqa: B018 – asking is the point


def test_citations_are_imported_without_the_readers_of_texts() -> None:
    code = (
        "import sys; from enforcement_norms.law import Citation; "
        "print(*sorted(name for name in sys.modules if name.startswith('enforcement_norms.law.')))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == [
        "enforcement_norms.law.citation",
        "enforcement_norms.law.instrument",
        "enforcement_norms.law.titles",
    ]
