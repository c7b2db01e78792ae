"""Answers are kept by what was asked for them, and by nothing else that a case says."""

from typing import Any

from enforcement_norms.batch.recalling import Asking, Recalled


def hearing(values: Any) -> str:
    """Asks for the fine, and for the party only where the fine is large."""
    if values["fine"] < 100:
        return "no"
    return "yes" if values.get("party") == "company" else "unknown"


def asked(recalled: Recalled, values: dict[str, Any]) -> str:
    known = recalled.find(values)
    if known is not None:
        return f"{known} again"
    asking = Asking(values)
    answer = hearing(asking)
    recalled.keep(asking, answer)
    return answer


def test_what_was_not_asked_plays_no_part() -> None:
    recalled = Recalled()
    assert asked(recalled, {"fine": 50, "party": "company"}) == "no"
    assert asked(recalled, {"fine": 50, "party": "person", "place": "511702"}) == "no again"


def test_what_is_asked_next_hangs_on_the_answer_before() -> None:
    recalled = Recalled()
    assert asked(recalled, {"fine": 50, "party": "company"}) == "no"
    assert asked(recalled, {"fine": 500, "party": "company"}) == "yes"
    assert asked(recalled, {"fine": 500, "party": "person"}) == "unknown"
    assert asked(recalled, {"fine": 500}) == "unknown"
    assert asked(recalled, {"fine": 500, "party": "company"}) == "yes again"
    assert asked(recalled, {"fine": 500}) == "unknown again"


def test_a_value_of_another_kind_is_another_value() -> None:
    recalled = Recalled()
    assert asked(recalled, {"fine": 1}) == "no"
    assert asked(recalled, {"fine": True}) == "no"
    assert asked(recalled, {"fine": True}) == "no again"


def test_who_looks_at_all_values_has_asked_for_all() -> None:
    asking = Asking({"fine": 1, "party": "company"})
    assert dict(asking) == {"fine": 1, "party": "company"}
    assert list(asking.asked) == ["fine", "party"]
    assert len(Asking({"fine": 1})) == 1
