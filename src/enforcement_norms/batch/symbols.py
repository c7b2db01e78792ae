"""Facts left open as symbols, so that the evaluator itself says by which formula every amount follows from them.

A `Symbol` is an exact polynomial of whole-number columns. It passes through the evaluator as a `Fraction` would; its
comparisons are answered by the path that is walked. Every path ends in a determination whose bounds are formulas,
valid for all rows that answer its questions so.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Self

from .paths import Form, Monomial, Rounded, walking


class Symbol(Fraction):
    """An exact number that depends on facts: a sum of products of columns with exact factors."""

    __slots__ = ("column", "scale", "terms")
    terms: dict[Monomial, Fraction]
    column: Form
    """The form of the column where the symbol is nothing but the number in it; else empty."""
    scale: int

    def __new__(cls, terms: Mapping[Monomial, Fraction]) -> Self:
        made = super().__new__(cls, 0)
        made.terms = {monomial: factor for monomial, factor in terms.items() if factor != 0}
        made.column, made.scale = (), 1
        return made

    @classmethod
    def of(cls, column: str, scale: int = 1) -> Self:
        """The number in a column, in parts of `scale`."""
        made = cls({(column,): Fraction(1, scale)})
        made.column, made.scale = (((column,), 1),), scale
        return made

    def __add__(self, other: Any) -> Any:
        terms = dict(self.terms)
        for monomial, factor in _terms(other).items():
            terms[monomial] = terms.get(monomial, Fraction(0)) + factor
        return _made(terms)

    __radd__ = __add__

    def __neg__(self) -> Any:
        return self * -1

    def __sub__(self, other: Any) -> Any:
        return self + other * -1

    def __rsub__(self, other: Any) -> Any:
        return self * -1 + other

    def __mul__(self, other: Any) -> Any:
        terms: dict[Monomial, Fraction] = {}
        for one, factor in self.terms.items():
            for two, times in _terms(other).items():
                product = tuple(sorted((*one, *two)))
                terms[product] = terms.get(product, Fraction(0)) + factor * times
        return _made(terms)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        return self * Fraction(1, other) if isinstance(other, int) else self * (1 / other)

    def __floor__(self) -> Any:
        return whole(self, up=False)

    def __ceil__(self) -> Any:
        return whole(self, up=True)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, int | Fraction):
            return NotImplemented
        return not self < other and not self > other

    def __ne__(self, other: object) -> bool:
        return not self == other

    # All in one bucket: whether two are equal is for the path to say.
    __hash__ = Fraction.__hash__

    def __bool__(self) -> bool:
        return self != 0

    def __lt__(self, other: Any) -> bool:
        return _below(self, other)

    def __le__(self, other: Any) -> bool:
        return not _below(other, self)

    def __gt__(self, other: Any) -> bool:
        return _below(other, self)

    def __ge__(self, other: Any) -> bool:
        return not _below(self, other)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.terms})"


class Whole(Symbol):
    """A bound rounded to a whole number: compared, never calculated with again."""

    __slots__ = ("up",)
    up: bool

    def __floor__(self) -> Any:
        return self

    def __ceil__(self) -> Any:
        return self

    def __add__(self, other: Any) -> Any:
        raise TypeError(other)

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __add__


def _made(terms: dict[Monomial, Fraction]) -> Any:
    """A symbol, or the plain number where nothing is left open."""
    left = {monomial: factor for monomial, factor in terms.items() if factor != 0}
    if not left:
        return 0
    if set(left) == {()}:
        number = left[()]
        return int(number) if number.denominator == 1 else number
    return Symbol(left)


def whole(number: Symbol, *, up: bool) -> Any:
    """The number rounded up or down; a sum of whole numbers stays what it is."""
    if all(factor.denominator == 1 for factor in number.terms.values()):
        return number
    made = Whole(number.terms)
    made.up = up
    return made


def rounded_of(number: Any) -> Rounded:
    """A bound as whole numerators over one denominator, to be rounded down."""
    terms = _terms(number)
    denominator = lcm(*(factor.denominator for factor in terms.values())) if terms else 1
    found = {monomial: int(factor * denominator) for monomial, factor in terms.items()}
    if isinstance(number, Whole) and number.up:
        found[()] = found.get((), 0) + denominator - 1
    return Rounded(tuple(sorted(found.items())), denominator)


def _terms(number: Any) -> Mapping[Monomial, Fraction]:
    return number.terms if isinstance(number, Symbol) else {(): Fraction(number)}


def _below(left: Any, right: Any) -> bool:
    """Whether left < right, as known on the path that is walked."""
    known = _surely(left, right)
    if known is not None:
        return known
    if isinstance(left, Whole) and isinstance(right, Whole):
        return _whole_below(left, right)
    if isinstance(left, Whole):
        # ⌊p⌋ < n as p < n, and ⌈p⌉ < n as p ≤ n − 1: the other side is whole.
        plain = Symbol(left.terms)
        return not _below(right - 1, plain) if left.up else _below(plain, right)
    if isinstance(right, Whole):
        # n < ⌈p⌉ as n < p, and n < ⌊p⌋ as p ≥ n + 1.
        plain = Symbol(right.terms)
        return _below(left, plain) if right.up else not _below(plain, left + 1)
    return _negative(left - right)


def _surely(left: Any, right: Any) -> bool | None:
    """The answer for a plain column and a number where the range of the column gives it: by far the most frequent."""
    if type(left) is Symbol and left.column and not isinstance(right, Symbol):
        low, high = walking().ranges[left.column]
        number = right * left.scale
        return True if high is not None and high < number else False if low is not None and low >= number else None
    if type(right) is Symbol and right.column and not isinstance(left, Symbol):
        low, high = walking().ranges[right.column]
        number = left * right.scale
        return True if low is not None and low > number else False if high is not None and high <= number else None
    return None


def _whole_below(left: Whole, right: Whole) -> bool:
    """Whether one rounded bound is less than another: what the bounds before rounding say, or the number itself."""
    one, other = Symbol(left.terms), Symbol(right.terms)
    path = walking()
    columns = {column for symbol in (one, other) for monomial in symbol.terms for column in monomial}
    number = path.only(min(columns)) if len(columns) == 1 else None
    if number is not None:
        return _rounded_at(left, number) < _rounded_at(right, number)
    # Of one column the thresholds lie on a line and are soon told apart; of several only what is known is used.
    said = _at_most if len(columns) == 1 else _known_at_most
    # Rounding keeps the order; ⌊a⌋ < ⌈b⌉ cannot be where b + 1 ≤ a.
    if said(other + 1 if right.up and not left.up else other, one):
        return False
    if right.up and not left.up:
        # Where a ≤ b − 1, ⌊a⌋ < ⌈b⌉; between lies whether a whole number does.
        if said(one + 1, other):
            return True
    elif said(one + (2 if left.up and not right.up else 1), other):
        return True
    if len(columns) == 1:
        path.only(min(columns))
    return path.less(rounded_of(left), rounded_of(right))


def _known_at_most(one: Any, other: Any) -> bool:
    """Whether one ≤ other is known without asking."""
    difference = one - other
    if not isinstance(difference, Symbol):
        return bool(difference <= 0)
    form, factor, constant = _normal(difference)
    low, high = walking().range_of(form)
    end = high if factor > 0 else low
    return end is not None and factor * end + constant <= 0


def _at_most(one: Any, other: Any) -> bool:
    """Whether one ≤ other, asked like any question."""
    return not _below(other, one)


def _rounded_at(bound: Whole, number: int) -> int:
    """A rounded bound of one column for a number in it."""
    one = rounded_of(bound)
    total: int = sum(factor * number ** len(monomial) for monomial, factor in one.terms)
    return total // one.denominator


def _negative(number: Any) -> bool:
    if not isinstance(number, Symbol):
        return bool(number < 0)
    form, factor, constant = _normal(number)
    limit = -constant / factor
    if factor > 0:  # form < limit
        return walking().at_most(form, -((-limit.numerator) // limit.denominator) - 1)
    return not walking().at_most(form, limit.numerator // limit.denominator)  # form > limit


def _normal(number: Symbol) -> tuple[Form, Fraction, Fraction]:
    """The number as factor · form + constant."""
    open_ = sorted((monomial, factor) for monomial, factor in number.terms.items() if monomial)
    denominator = lcm(*(factor.denominator for _, factor in open_))
    whole_ = [(monomial, int(factor * denominator)) for monomial, factor in open_]
    common = gcd(*(factor for _, factor in whole_))
    common = common if whole_[0][1] > 0 else -common
    form = tuple((monomial, factor // common) for monomial, factor in whole_)
    return form, Fraction(common, denominator), number.terms.get((), Fraction(0))
