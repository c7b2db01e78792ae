"""What rules had to say of steps (审查结果的共用), kept for steps that are alike: mostly nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import define, field

from .likeness import Words, words_of_file
from .planning import Concern, Lookers, concerning
from .settings import Settings

if TYPE_CHECKING:
    from ..compiler import Norms
    from ..model.actors.registers import Registers
    from ..model.casefile import CaseFile
    from .audited import Audited

_OUTCOMES: Final = 50_000
"""Steps of which the outcome is kept at a time, and files of which the words are."""
_SETTINGS: Final = 8
"""Packs and settings with which registers are remembered at a time."""
_NAME: Final = "heard"


class Heard(NamedTuple):
    """What rules said of a step: the mark of those that looked and were silent, and those that must look again."""

    silent: int
    again: Lookers


@define(eq=False)
class Memory:
    """What was heard with the same registers, packs and settings, which it holds so that no others take their place."""

    settings: Settings
    files: dict[Any, object] = field(factory=dict)
    """What stands for the words of a file in keys."""
    outcomes: dict[Any, Heard] = field(factory=dict)
    concerns: dict[Any, Concern] = field(factory=dict)
    """Of rules those that concern steps with certain words."""

    def like(self, file: CaseFile) -> object:
        """What stands for all files with the words of this one."""
        words = words_of_file(file)
        try:
            found = self.files.get(words)
            if found is None:
                if len(self.files) >= _OUTCOMES:
                    self.files.clear()
                found = self.files[words] = object()
        except TypeError:  # a file made by hand, of what no key can hold
            found = object()
        return found

    def concern(self, concern: Concern, like: object, words: Words | None, audited: Audited, step: Any) -> Concern:
        """The rules that concern a step, as far as its words decide it."""
        key = concern, like, words
        try:
            found = self.concerns.get(key)
        except TypeError:  # as above
            return concern
        if found is None:
            if len(self.concerns) >= _OUTCOMES:
                self.concerns.clear()
            found = self.concerns[key] = concerning(concern, audited, step)
        return found

    def keep(self, key: object, heard: Heard) -> None:
        """Remember what was heard of steps with this key."""
        if len(self.outcomes) >= _OUTCOMES:
            self.outcomes.clear()
        self.outcomes[key] = heard


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
