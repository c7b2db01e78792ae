"""The input table, made ready: whole numbers for money and ratios, the day of the act, months as numbers.

Nothing is rounded and nothing passes through binary floats: money comes as decimals of yuan and leaves as whole fen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from ..compiler import NATIONWIDE
from .engines import quotient

LARGEST: Final = 10**18 - 1
"""The greatest whole number that is taken from a column: beyond it a row is too large to compute with."""
NUMBER: Final = "number:"
FLAW: Final = "flaw:"
PART_OF_A_UNIT, TOO_LARGE = 1, 2


def whole_numbers(table: Any, columns: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """A column `number:…` (int64) for each number that is read, in parts of 10 to the `digits`.

    Where a decimal has more places than are meant (a part of a fen), or more digits than fit, the number is NULL and
    `flaw:…` says why.
    """
    made: dict[str, Any] = {}
    for name, digits in columns:
        number, flaw = _whole(table[name], digits)
        made[number_of(name, digits)] = number
        if flaw is not None:
            made[flaw_of(name, digits)] = flaw
    return made


def number_of(name: str, digits: int) -> str:
    """The name of the whole numbers of a column: one law may count it in other parts than another."""
    return f"{NUMBER}{digits}:{name}"


def flaw_of(name: str, digits: int) -> str:
    """The name of what is wrong with them."""
    return f"{FLAW}{digits}:{name}"


def _whole(column: Any, digits: int) -> tuple[Any, Any]:
    """A decimal or whole-number column in parts of 10 to the `digits`, and what is wrong where it cannot be."""
    import ibis

    dtype = column.type()
    places = dtype.scale or 0 if dtype.is_decimal() else 0
    before = (dtype.precision or 38) - places if dtype.is_decimal() else len(str(2 ** (8 * dtype.nbytes)))
    flaw = None
    if before + max(digits, places) > len(str(LARGEST)):
        limit = LARGEST // 10 ** max(digits, places)
        fits = (column <= limit) & (column >= -limit)
        flaw = ibis.cases((~fits, ibis.literal(TOO_LARGE, "int8")))
        column = ibis.ifelse(fits, column, ibis.null(dtype))
    if not dtype.is_decimal():
        return column.cast("int64") * 10**digits if digits else column.cast("int64"), flaw
    number = (column * 10**places).cast("int64") if places else column.cast("int64")
    if places <= digits:
        return number * 10 ** (digits - places) if places < digits else number, flaw
    part = 10 ** (places - digits)
    rest = number % part
    partial = ibis.cases((rest != 0, ibis.literal(PART_OF_A_UNIT, "int8")))
    flaw = partial if flaw is None else ibis.coalesce(flaw, partial)
    return ibis.ifelse(rest == 0, quotient(column, number, part), ibis.null("int64")), flaw


@frozen(eq=False)
class Source:
    """The prepared table as terms see it; a column that the input does not have is NULL everywhere."""

    table: Any
    digits: Mapping[str, int] = field(factory=dict)
    """The numbers that are read, with the decimal places in which they count."""
    derived: Mapping[str, Callable[[Source], Any]] = field(factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def has(self, name: str) -> bool:
        """Whether the input has the column."""
        return name in self.table.columns

    def column(self, name: str) -> Any:
        """A column as it came."""
        return self.table[name]

    def number(self, name: str) -> Any:
        """A column as whole numbers."""
        return self.derived[name](self) if name in self.derived else self.given(name)

    def given(self, name: str) -> Any:
        """The whole numbers of a column as the input gives them."""
        return self.table[number_of(name, self.digits[name])]

    def _known(self, name: str) -> Any:
        """Whether a row knows what a fact follows from, which may be a number or a day."""
        return (self.number(name) if name in self.digits else self.column(name)).notnull()

    @property
    def act_on(self) -> Any:
        """The day that decides which law governs: the end of a continuing act, else its day."""
        occurred = self.table["occurred_on"]
        return self.table["ended_on"].coalesce(occurred) if self.has("ended_on") else occurred

    @property
    def decided_on(self) -> Any:
        """The day of the decision."""
        return self.table["decided_on"]

    def steps(self, day: Any, turns: Sequence[date]) -> Any:
        """1 before the first turn, one more from each turn on."""
        import ibis

        def steps(low: int, high: int) -> Any:
            if low == high:
                return ibis.literal(low + 1, "int16")
            middle = (low + high) // 2
            return ibis.ifelse(day < ibis.literal(turns[middle]), steps(low, middle), steps(middle + 1, high))

        return steps(0, len(turns))

    def places(self, places: Sequence[str]) -> Any:
        """Which of the places (most specific first, the whole country last) holds the division."""
        import ibis

        last = ibis.literal(len(places), "int16")
        if len(places) == 1 or not self.has("jurisdiction"):
            return last
        code = self.table["jurisdiction"].fill_null(NATIONWIDE)
        rows = [
            (code.startswith(_stem(place)) if _stem(place) != place else code == place, ibis.literal(at, "int16"))
            for at, place in enumerate(places[:-1], 1)
        ]
        return ibis.cases(*rows, else_=last)

    def unless_indeterminable(self, name: str, found: Any, index: int) -> Any:
        """The index, or that of what cannot be found out, where the row says so (of a part of a derived fact too)."""
        import ibis

        flag = self._indeterminable(name)
        return found if flag is None else ibis.ifelse(flag, ibis.literal(index, "int16"), found)

    def _indeterminable(self, name: str) -> Any:
        """Whether a fact cannot be found out; None where no column says so."""
        own = self._flag(name)
        parts = self.parts.get(name, ())
        flags = [self._flag(part) for part in parts]
        if all(flag is None for flag in flags):
            return own
        known = [
            self._known(part) if flag is None else self._known(part) | flag
            for part, flag in zip(parts, flags, strict=True)
        ]
        said, *others = [flag for flag in flags if flag is not None]
        for other in others:
            said = said | other
        for each in known:
            said = said & each
        if name in self.digits:
            said = said & self.given(name).isnull()
        return said if own is None else own | said

    def _flag(self, name: str) -> Any:
        flag = f"indeterminable:{name}"
        return self.table[flag].fill_null(False) if self.has(flag) else None

    def age(self) -> Any:
        """The age of the party on the day of the act: a year is reached on the day after the birthday (周岁)."""
        import ibis

        birth, day = self.table["party_birth_date"], self.act_on
        years = day.year() - birth.year()
        # Compared part by part: Polars keeps months and days in eight bits, which no product of them fits.
        passed = (day.month() > birth.month()) | ((day.month() == birth.month()) & (day.day() > birth.day()))
        return ibis.cases((birth.isnull(), ibis.null("int32")), ((years == 0) | passed, years), else_=years - 1)

    def act_months(self) -> Any:
        """The day of the act as months and days in one number, 32 to the month."""
        return _months(self.act_on)

    def discovered_months(self) -> Any:
        """The day on which the act was discovered, else the case filed, in the same number."""
        import ibis

        days = [self.table[name] for name in ("discovered_on", "filed_on") if self.has(name)]
        return _months(ibis.coalesce(*days))


def _months(day: Any) -> Any:
    return (day.year() * 12 + day.month()) * 32 + day.day()


def _stem(place: str) -> str:
    """The digits that all divisions inside a place begin with (5117 of 511700)."""
    return place[:2] if place.endswith("0000") else place[:4] if place.endswith("00") else place
