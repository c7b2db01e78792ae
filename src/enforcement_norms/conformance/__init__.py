"""Does a pack do what it should (一致性): worked examples, parents across packs, packs against statute texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ..checks.subject import Subject
from ..compiler import GENERAL, Norms
from ..errors import Problem
from ..law import LawLibrary
from ..model.example import Example
from . import leftover, met, numbers, parents, statutes
from .reading import Texts

TextCheck = Callable[[Subject, Texts], Iterator[Problem]]
AGAINST_TEXTS: Final[tuple[TextCheck, ...]] = (
    statutes.texts_are_held,
    statutes.articles_exist,
    numbers.numbers_stand_in_the_article,
    leftover.numbers_of_the_article_are_used,
    leftover.waivers_waive_something,
)
"""What asks the texts of laws: each takes the pack and the texts."""
AMONG_STANDARDS: Final = (parents.one_standard_at_a_time, parents.children_lie_inside_parents)


def conform(
    norms: Norms, domain: str, *, examples: Iterable[Example] = (), statutes: LawLibrary | None = None
) -> tuple[Problem, ...]:
    """What one pack lacks beside others: standards inside their parents, everything met, every number in its article.

    Without `examples` it is not asked what they meet, without `statutes` not what the texts say. Places are relative
    to the folder of the pack. Whether an example comes out as expected is told where it runs.
    """
    pack = norms.packs[domain]
    subject = Subject(pack, None if domain == GENERAL else norms.packs.get(GENERAL))
    found = [problem for check in AMONG_STANDARDS for problem in check(subject)]
    worked = tuple(examples)
    if worked:
        found += met.unmet(norms, domain, worked)
    if statutes is not None:
        texts = Texts(statutes, subject.sources)
        found += [problem for check in AGAINST_TEXTS for problem in check(subject, texts)]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.where.file, each.where.line, each.code)))


__all__ = ["AGAINST_TEXTS", "AMONG_STANDARDS", "Texts", "conform"]
