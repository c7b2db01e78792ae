from datetime import date

import pytest

from enforcement_norms.errors import ValueProblem
from enforcement_norms.law import (
    BoundWords,
    InForce,
    Instrument,
    InstrumentKind,
    InstrumentVersion,
    canonical_title,
    known_titles,
    short_title,
)

OLD = InstrumentVersion(date(2015, 3, 1), InForce(date(2015, 5, 1), date(2021, 7, 14)))
NEW = InstrumentVersion(date(2021, 1, 22), InForce(date(2021, 7, 15)))


def instrument(kind: InstrumentKind, division: str = "000000") -> Instrument:
    return Instrument(id="sample", title="示例条例", kind=kind, issuer="示例机关", division=division)


def test_both_ends_are_in_force() -> None:
    period = InForce(date(2020, 1, 1), date(2020, 12, 31))
    assert [
        period.covers(day) for day in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert InForce(date(2020, 1, 1)).covers(date(2999, 1, 1))


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueProblem, match="早于首日"):
        InForce(date(2020, 1, 2), date(2020, 1, 1))
    assert InForce(date(2020, 1, 1), date(2020, 1, 1)).covers(date(2020, 1, 1))


def test_periods_overlap_where_they_share_a_day() -> None:
    first = InForce(date(2020, 1, 1), date(2020, 6, 30))
    assert first.overlaps(InForce(date(2020, 6, 30)))
    assert not first.overlaps(InForce(date(2020, 7, 1)))
    assert InForce(date(2019, 1, 1)).overlaps(first)


def test_the_version_of_a_day() -> None:
    law = Instrument(
        id="sample_law", title="中华人民共和国示例法", kind=InstrumentKind.LAW, issuer="示例机关", versions=(NEW, OLD)
    )
    assert law.versions == (OLD, NEW)
    assert law.version_on(date(2015, 4, 30)) is None
    assert law.version_on(date(2021, 7, 14)) == OLD
    assert law.version_on(date(2021, 7, 15)) == NEW
    assert not law.in_force_on(date(2015, 4, 30))
    assert law.in_force_on(date(2015, 5, 1))


def test_versions_may_not_overlap() -> None:
    with pytest.raises(ValueProblem, match="施行期间重叠"):
        Instrument(
            id="sample",
            title="示例条例",
            kind=InstrumentKind.LAW,
            issuer="示例机关",
            versions=(InstrumentVersion(date(2015, 3, 1), InForce(date(2015, 5, 1))), NEW),
        )


def test_titles_short_and_full() -> None:
    law = Instrument(
        id="sample_law",
        title="《中华人民共和国示例法》",
        kind=InstrumentKind.LAW,
        issuer="示例机关",
        aliases=("示例新法",),
    )
    assert (law.title, law.short_title) == ("中华人民共和国示例法", "示例法")
    assert law.names == ("中华人民共和国示例法", "示例法", "示例新法")
    assert all(law.is_named(name) for name in ("《示例法》", "中华人民共和国示例法", "〈示例法〉", "示例新法"))
    assert not law.is_named("示例法实施条例")
    assert known_titles([law]) == dict.fromkeys(law.names, "sample_law")
    assert law.name.render("zh_CN") == "中华人民共和国示例法"


@pytest.mark.parametrize(
    ("written", "canonical", "short"),
    [
        ("《示例(试行)办法》", "示例（试行）办法", "示例（试行）办法"),
        (
            "四川省《中华人民共和国示例法》实施办法",
            "四川省〈中华人民共和国示例法〉实施办法",
            "四川省〈示例法〉实施办法",
        ),
        ("《〈示例条例〉实施细则》", "〈示例条例〉实施细则", "〈示例条例〉实施细则"),
        ("《示例条例》《示例办法》", "〈示例条例〉〈示例办法〉", "〈示例条例〉〈示例办法〉"),
        ("示 例\u3000条例", "示例条例", "示例条例"),
    ],
)
def test_titles_are_compared_in_one_form(written: str, canonical: str, short: str) -> None:
    assert canonical_title(written) == canonical
    assert short_title(written) == short


LAW, STATE, LOCAL = (
    InstrumentKind.LAW,
    InstrumentKind.ADMINISTRATIVE_REGULATION,
    InstrumentKind.LOCAL_REGULATION,
)
MINISTRY, GOVERNMENT, DOCUMENT = (
    InstrumentKind.DEPARTMENTAL_RULE,
    InstrumentKind.GOVERNMENT_RULE,
    InstrumentKind.NORMATIVE_DOCUMENT,
)


@pytest.mark.parametrize(
    ("higher", "lower"),
    [(LAW, STATE), (LAW, LOCAL), (STATE, LOCAL), (STATE, MINISTRY), (LOCAL, GOVERNMENT), (MINISTRY, DOCUMENT)],
)
def test_kinds_that_prevail(higher: InstrumentKind, lower: InstrumentKind) -> None:
    assert higher.outranks(lower)
    assert not lower.outranks(higher)
    assert higher.rank < lower.rank


@pytest.mark.parametrize(
    ("one", "other"), [(LOCAL, MINISTRY), (MINISTRY, GOVERNMENT), (LAW, LAW), (DOCUMENT, DOCUMENT)]
)
def test_kinds_that_do_not_decide(one: InstrumentKind, other: InstrumentKind) -> None:
    assert not one.outranks(other)
    assert not other.outranks(one)


@pytest.mark.parametrize(
    ("one", "other", "prevails"),
    [
        ((LAW, "000000"), (LOCAL, "511700"), True),
        ((LOCAL, "510000"), (LOCAL, "511700"), True),
        ((LOCAL, "511700"), (LOCAL, "510000"), False),
        ((LOCAL, "510000"), (LOCAL, "510000"), False),
        ((LOCAL, "510000"), (LOCAL, "440100"), False),
        ((LOCAL, "500000"), (GOVERNMENT, "510000"), False),
        ((LOCAL, "511700"), (GOVERNMENT, "511700"), True),
        ((GOVERNMENT, "510000"), (LOCAL, "511700"), False),
        ((MINISTRY, "000000"), (DOCUMENT, "511702"), True),
    ],
)
def test_divisions_decide_between_instruments_of_one_kind(
    one: tuple[InstrumentKind, str], other: tuple[InstrumentKind, str], *, prevails: bool
) -> None:
    assert instrument(*one).outranks(instrument(*other)) is prevails


def test_every_kind_has_a_name_for_people() -> None:
    assert [kind.label.render("zh_CN") for kind in (LAW, STATE, DOCUMENT)] == ["法律", "行政法规", "行政规范性文件"]
    assert len({kind.label.msgid for kind in InstrumentKind}) == len(InstrumentKind)


def test_bound_words_include_the_number_unless_said() -> None:
    assert BoundWords() == BoundWords(above_included=True, below_included=True)
    assert instrument(LAW).usage == BoundWords()
