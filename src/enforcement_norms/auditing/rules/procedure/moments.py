"""When the decisions of a file were made (作出决定的时间), and what came before or after all of them."""

from __future__ import annotations

from collections.abc import Sequence

from ....model.duty import Missing, need
from ....model.recorded import Moment, is_before
from ...audited import Audited

_NAME = "moments of decisions"


def moments_of_decisions(audited: Audited) -> Sequence[Moment]:
    """When the decisions of the file were made; found out once a file.

    Raises:
        Missing: decisions, or when one was made, are not recorded.
    """
    known: list[Moment] | None = audited.remembered.get(_NAME)
    if known is None:
        known = []
        for each in need(audited.file.decisions, "decisions"):
            if each.at is None:
                raise Missing("decisions.at")
            known.append(each.at)
        audited.remembered[_NAME] = known
    return known


def is_before_all_decisions(audited: Audited, moment: Moment) -> bool:
    """Whether there are decisions, and something came certainly before each of them.

    Raises:
        Missing: decisions, or when one was made, are not recorded.
    """
    decided = moments_of_decisions(audited)
    return bool(decided) and all(is_before(moment, each) for each in decided)


def is_after_all_decisions(audited: Audited, moment: Moment) -> bool:
    """Whether there are decisions, and something came certainly after each of them.

    Raises:
        Missing: decisions, or when one was made, are not recorded.
    """
    decided = moments_of_decisions(audited)
    return bool(decided) and all(is_before(each, moment) for each in decided)
