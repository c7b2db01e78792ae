"""What holds for every test: properties are judged by their truth, not by speed; the user's own folders stay untouched."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")


@pytest.fixture(scope="session", autouse=True)
def _own_folder_for_kept_packs() -> Iterator[None]:
    """Packs that are read in tests are kept in a folder of this run alone."""
    before = os.environ.get("ENFORCEMENT_NORMS_CACHE")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ENFORCEMENT_NORMS_CACHE"] = folder
        yield
    if before is None:
        del os.environ["ENFORCEMENT_NORMS_CACHE"]
    else:
        os.environ["ENFORCEMENT_NORMS_CACHE"] = before
