"""What rules had to say of steps (审查结果的共用), kept for steps that are alike: mostly nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import define, field

from .likeness import Words
from .settings import Settings
from .watching import Concern

if TYPE_CHECKING:
    from ..compiler import Norms
    from ..model.actors.registers import Registers

T = TypeVar("T")
_OUTCOMES: Final = 50_000
"""Steps of which the outcome is kept at a time, and the words of files and steps."""
_SETTINGS: Final = 8
"""Packs and settings with which registers are remembered at a time."""
_NAME: Final = "heard"


@define(eq=False)
class Memory:
    """What was heard with the same registers, packs and settings, which it holds so that no others take their place."""

    settings: Settings
    words: dict[Words, object] = field(factory=dict)
    """What stands for the words of a file or of a step in keys, so that they are compared once."""
    concerns: dict[Any, Concern] = field(factory=dict)
    """Which rules must still look at steps with certain words, and which are silent there."""

    def like(self, words: Words) -> object:
        """What stands for these words."""
        try:
            found = self.words.get(words)
            if found is None:
                found = _kept(self.words, words, object())
        except TypeError:  # a file made by hand, of what no key can hold: like no other
            found = object()
        return found

    def keep(self, key: object, concern: Concern) -> None:
        """Remember which rules must look at steps with this key."""
        _kept(self.concerns, key, concern)


def _kept(held: dict[Any, T], key: object, value: T) -> T:
    if len(held) >= _OUTCOMES:
        held.clear()
    held[key] = value
    return value


def memory_of(registers: Registers, norms: Norms | None, settings: Settings) -> Memory:
    """What was heard so far with these registers, packs and settings; it goes with the registers."""
    by_norms: dict[Any, Memory] = registers.remembered.setdefault(_NAME, {})
    key = norms, id(settings)
    found = by_norms.get(key)
    if found is None:
        if len(by_norms) >= _SETTINGS:
            by_norms.clear()
        found = by_norms[key] = Memory(settings)
    return found
