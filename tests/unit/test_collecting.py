"""How often Python looks for garbage: seldom meanwhile, as before afterwards, never where nobody wants it looked for."""

import gc
from collections.abc import Iterator

import pytest

from enforcement_norms.collecting import collect_seldom, seldom_collected


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_seldom_meanwhile_and_as_before_afterwards() -> None:
    gc.set_threshold(700, 11, 12)
    with seldom_collected():
        assert gc.get_threshold() == (50_000, 11, 12)
    assert gc.get_threshold() == (700, 11, 12)


def test_what_is_switched_off_stays_off() -> None:
    gc.set_threshold(0, 11, 12)
    collect_seldom()
    assert gc.get_threshold() == (0, 11, 12)
