"""The rule of the benchmarks as variables of openfisca-core, which computes with 32-bit floats."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from single import HALF_A_YEAR, SHARES, THRESHOLD

PERIOD = "2026-06"
HARMS = ("none", "slight", "serious")
CASE = build_entity(key="case", plural="cases", label="A case", is_person=True)
Cases = Any


class goods_value(Variable):  # noqa: N801 - openfisca names variables by their classes
    """The value of goods in yuan."""

    value_type = float
    entity = CASE
    definition_period = MONTH


class months(Variable):  # noqa: N801
    """How many months the violation lasted."""

    value_type = int
    entity = CASE
    definition_period = MONTH


class harm(Variable):  # noqa: N801
    """Which of `HARMS` it did."""

    value_type = int
    entity = CASE
    definition_period = MONTH


def _bound(cases: Cases, period: Any, which: int) -> Any:
    value = cases("goods_value", period)
    short = cases("months", period) < HALF_A_YEAR
    done = cases("harm", period)
    small = value < THRESHOLD
    low, width = np.where(small, 50_000, value * 10), np.where(small, 50_000, value * 10)
    share = np.zeros_like(value)
    for (term, name), bounds in SHARES.items():
        holds = (short if term == "short" else ~short) & (done == HARMS.index(name))
        share = np.where(holds, bounds[which] / 100, share)
    return low + width * share


class fine_at_least(Variable):  # noqa: N801
    """The least fine in yuan."""

    value_type = float
    entity = CASE
    definition_period = MONTH

    def formula(cases: Cases, period: Any) -> Any:  # noqa: N805
        """The lower end of the share."""
        return _bound(cases, period, 0)


class fine_at_most(Variable):  # noqa: N801
    """The greatest fine in yuan."""

    value_type = float
    entity = CASE
    definition_period = MONTH

    def formula(cases: Cases, period: Any) -> Any:  # noqa: N805
        """The upper end of the share."""
        return _bound(cases, period, 1)


def answers(fen: NDArray[np.int64], lasting: NDArray[np.int32], done: NDArray[Any]) -> tuple[NDArray[Any], float]:
    """The greatest fines of all rows in yuan, and the seconds that both bounds took."""
    system = TaxBenefitSystem([CASE])
    system.add_variables(goods_value, months, harm, fine_at_least, fine_at_most)
    codes = np.searchsorted(sorted(HARMS), done)
    numbers = np.array([HARMS.index(name) for name in sorted(HARMS)])[codes]
    start = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, count=len(fen))
    simulation.set_input("goods_value", PERIOD, fen / 100)
    simulation.set_input("months", PERIOD, lasting)
    simulation.set_input("harm", PERIOD, numbers)
    simulation.calculate("fine_at_least", PERIOD)
    most = simulation.calculate("fine_at_most", PERIOD)
    return most, time.perf_counter() - start
