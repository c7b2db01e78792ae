"""Plain data that remembers where it was written: `Map` and `Seq`."""

from __future__ import annotations

from typing import Any

Spot = tuple[int, int]
"""Line and column, both from 1."""


class Map(dict[str, Any]):
    """A map with its own spot and, by key, the spots of key and value."""

    __slots__ = ("marks", "spot")

    def __init__(self, spot: Spot) -> None:
        super().__init__()
        self.spot = spot
        self.marks: dict[str, tuple[Spot, Spot]] = {}

    def without(self, *keys: str) -> Map:
        """A copy that lacks some keys and remembers the same spots."""
        copy = Map(self.spot)
        copy.marks = self.marks
        for key, value in self.items():
            if key not in keys:
                copy[key] = value
        return copy

    def renamed(self, old: str, new: str) -> Map:
        """A copy in which the value under one key stands under another."""
        copy = self.without(old)
        copy[new] = self[old]
        copy.marks = {**self.marks, new: self.marks[old]} if old in self.marks else self.marks
        return copy


class Seq(list[Any]):
    """A list with its own spot and those of its elements."""

    __slots__ = ("marks", "spot")

    def __init__(self, spot: Spot) -> None:
        super().__init__()
        self.spot = spot
        self.marks: list[Spot] = []
