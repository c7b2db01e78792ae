"""The pack of shapes under the conformance kit: green but for one instrument of which no text could be had."""

from collections import defaultdict
from pathlib import Path

import pytest

from enforcement_norms.errors import Severity
from enforcement_norms.testing import Check, Example, cases_in, checks_for

PACK = Path(__file__).parents[1] / "src" / "shapes"
SHARED = Path(__file__).parents[4] / "shared" / "statutes"

KNOWN: defaultdict[str, list[str]] = defaultdict(
    list,
    # 浙江省公路条例: the days of its versions are not known, so none is written.
    citations_were_in_force=["EN211 violations/overload.2021-01-01.yaml"],
    dates_have_a_source=["EN213 violations/overload.2021-01-01.yaml"],
    # 个人信息保护法, 退役士兵安置条例, 浙江省公路条例: not among the published texts.
    texts_are_held=["EN520 sources.yaml"] * 3,
)


def errors(check: Check) -> list[str]:
    return [f"{each.code} {each.where.file}" for each in check.find() if each.severity is Severity.ERROR]


@pytest.mark.parametrize("check", checks_for(PACK), ids=str)
def test_conforms(check: Check) -> None:
    assert errors(check) == KNOWN[check.name]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published texts are not beside the checkout")
@pytest.mark.parametrize(
    "name",
    [
        "texts_are_held",
        "articles_exist",
        "numbers_stand_in_the_article",
        "numbers_of_the_article_are_used",
        "waivers_waive_something",
    ],
)
def test_says_what_the_texts_say(name: str) -> None:
    (check,) = [check for check in checks_for(PACK, statutes=SHARED) if check.name == name]
    assert errors(check) == KNOWN[name]


@pytest.mark.parametrize("example", cases_in(PACK, __file__), ids=str)
def test_worked_example(example: Example) -> None:
    example.run()
