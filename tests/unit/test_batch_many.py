from collections.abc import Iterator
from pathlib import Path

from tests.support import law

from enforcement_norms.batch.many import Failure, evaluate_many
from enforcement_norms.evaluator import evaluate
from enforcement_norms.model.case import Case

CLAUSE = """
branches:
  - measures:
      - id: fine
        kind: fine
        amount:
          times: {of: value, at_least: 1倍, at_most: 3倍}
"""


def test_order_is_kept_and_a_bad_case_is_a_value(tmp_path: Path) -> None:
    trade = law(tmp_path, CLAUSE)
    good = [trade.case(facts={"value": f"{number}元"}) for number in (100, 200)]
    bad = Case("trial.nothing", good[0].occurred_on, good[0].decided_on)
    one, failure, other = evaluate_many(trade.norms, [good[0], bad, good[1]])
    assert [one, other] == [evaluate(trade.norms, case) for case in good]
    assert isinstance(failure, Failure)
    assert failure.case is bad
    assert [problem.code for problem in failure.problems] == ["EN301"]


def test_cases_are_taken_one_by_one(tmp_path: Path) -> None:
    trade = law(tmp_path, CLAUSE)
    taken: list[int] = []

    def cases() -> Iterator[Case]:
        for number in range(3):
            taken.append(number)
            yield trade.case(facts={"value": "100元"})

    found = evaluate_many(trade.norms, cases())
    next(found)
    assert taken == [0]
