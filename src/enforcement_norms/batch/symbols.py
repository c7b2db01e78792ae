"""Facts left open as symbols, so that the evaluator itself says by which formula every amount follows from them.

A `Symbol` is an exact polynomial of whole-number columns. It passes through the evaluator as a `Fraction` would;
where the evaluator compares it, the comparison is answered from the path walked so far, or the path forks. Every
path ends in a determination whose bounds are formulas, valid for all rows that answer its questions so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Final, Self, TypeVar

from attrs import field, frozen

T = TypeVar("T")

Monomial = tuple[str, ...]
"""The columns that are multiplied, sorted; () is the number one."""
Form = tuple[tuple[Monomial, int], ...]
"""A sum of monomials with whole coefficients without common factor, the first positive, without a constant."""

Ranges = Mapping[Form, tuple[int | None, int | None]]
"""Between which whole numbers forms are known to lie."""

PATHS: Final = 4000
"""How many paths one combination may have before it is refused; laws have a handful."""


NEAR: Final = 1000
"""Up to this number a column may be taken number by number: there rounding decides what else the formulas do."""


class Small(ArithmeticError):
    """A column whose small numbers had better be cells of their own."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class TooManyPaths(ArithmeticError):
    """The amounts of one combination of facts fork too often."""


@frozen
class Question:
    """Whether a form is at most a whole number: `12·goods_value ≤ 100000`."""

    form: Form
    at_most: int


@frozen
class Compared:
    """Whether one rounded bound is less than another."""

    left: Rounded
    right: Rounded


Asked = Question | Compared


@frozen
class Rounded:
    """A whole number: numerator and denominator of a polynomial, rounded down after `up` was added."""

    terms: tuple[tuple[Monomial, int], ...]
    denominator: int = 1


@frozen
class Fork:
    """A question and what follows if the answer is yes, and if it is no."""

    asked: Asked
    yes: Any
    no: Any


Tree = Any
"""A `Fork`, or what stands at the end of a path."""


@frozen(eq=False)
class Path:
    """What is known on one path: the ranges of forms, and the answers given."""

    ranges: dict[Form, tuple[int | None, int | None]]
    answers: dict[Asked, bool] = field(factory=dict)
    script: list[bool] = field(factory=list)
    asked: list[Asked] = field(factory=list)

    def at_most(self, form: Form, number: int) -> bool:
        """Whether the form is at most the number, as known, or as this path supposes."""
        low, high = self.range_of(form)
        if high is not None and high <= number:
            return True
        if low is not None and low > number:
            return False
        answer = self._supposed(Question(form, number))
        self.ranges[form] = (low, number) if answer else (number + 1, high)
        return answer

    def only(self, column: str) -> int | None:
        """The one number that a column can have here; None where it can have many.

        Raises:
            Small: where it is so small that the column had better be taken number by number.
        """
        low, high = self.range_of((((column,), 1),))
        if low == high:
            return low
        if high is not None and high <= NEAR:
            raise Small(column)
        return None

    def less(self, left: Rounded, right: Rounded) -> bool:
        """Whether one rounded bound is less than another, as this path supposes."""
        asked = Compared(left, right)
        if self.answers.get(Compared(right, left)):
            return False
        if asked not in self.answers:
            self.answers[asked] = self._supposed(asked)
        return self.answers[asked]

    def _supposed(self, asked: Asked) -> bool:
        place = len(self.asked)
        self.asked.append(asked)
        if place == len(self.script):
            self.script.append(True)
        return self.script[place]

    def range_of(self, form: Form) -> tuple[int | None, int | None]:
        """What is known of a form, and what follows from what is known of its monomials."""
        low, high = self.ranges.get(form, (None, None))
        least: int | None = 0
        most: int | None = 0
        for monomial, factor in form:
            ends = self._of_monomial(monomial)
            below, above = ends if factor > 0 else (ends[1], ends[0])
            least = None if least is None or below is None else least + factor * below
            most = None if most is None or above is None else most + factor * above
        low = least if low is None else low if least is None else max(low, least)
        high = most if high is None else high if most is None else min(high, most)
        return low, high

    def _of_monomial(self, monomial: Monomial) -> tuple[int, int | None]:
        known, high = self.ranges.get(((monomial, 1),), (0, None))
        low = known or 0
        if len(monomial) == 1:
            return low, high
        least, most = 1, high
        product: int | None = 1
        for variable in monomial:
            below, above = self._of_monomial((variable,))
            least *= below
            product = None if product is None or above is None else product * above
        if product is not None:
            most = product if high is None else min(high, product)
        return max(low, least), most


_path: ContextVar[Path] = ContextVar("enforcement_norms_path")


def walked(ranges: Ranges, run: Callable[[], T]) -> Iterator[tuple[Path, T]]:
    """Every path on which `run` can go within the known ranges, yes before no, with what it returns there."""
    script: list[bool] = []
    for _count in range(PATHS):
        path = Path(dict(ranges), script=script)
        token = _path.set(path)
        try:
            result = run()
        finally:
            _path.reset(token)
        yield path, result
        while script and not script[-1]:
            script.pop()
        if not script:
            return
        script = [*script[:-1], False]
    raise TooManyPaths


def tree_of(paths: list[tuple[list[Asked], list[bool], T]]) -> Tree:
    """The paths, in the order in which they were walked, as one tree of questions."""
    (asked, _, result), *others = paths
    if not others and not asked:
        return result
    yes = [(one[1:], way[1:], end) for one, way, end in paths if way[0]]
    no = [(one[1:], way[1:], end) for one, way, end in paths if not way[0]]
    return Fork(asked[0], tree_of(yes), tree_of(no))


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
        low, high = _path.get().ranges[left.column]
        number = right * left.scale
        return True if high is not None and high < number else False if low is not None and low >= number else None
    if type(right) is Symbol and right.column and not isinstance(left, Symbol):
        low, high = _path.get().ranges[right.column]
        number = left * right.scale
        return True if low is not None and low > number else False if high is not None and high <= number else None
    return None


def _whole_below(left: Whole, right: Whole) -> bool:
    """Whether one rounded bound is less than another: what the bounds before rounding say, or the number itself."""
    one, other = Symbol(left.terms), Symbol(right.terms)
    path = _path.get()
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
    low, high = _path.get().range_of(form)
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
        return _path.get().at_most(form, -((-limit.numerator) // limit.denominator) - 1)
    return not _path.get().at_most(form, limit.numerator // limit.denominator)  # form > limit


def _normal(number: Symbol) -> tuple[Form, Fraction, Fraction]:
    """The number as factor · form + constant."""
    open_ = sorted((monomial, factor) for monomial, factor in number.terms.items() if monomial)
    denominator = lcm(*(factor.denominator for _, factor in open_))
    whole_ = [(monomial, int(factor * denominator)) for monomial, factor in open_]
    common = gcd(*(factor for _, factor in whole_))
    common = common if whole_[0][1] > 0 else -common
    form = tuple((monomial, factor // common) for monomial, factor in whole_)
    return form, Fraction(common, denominator), number.terms.get((), Fraction(0))
