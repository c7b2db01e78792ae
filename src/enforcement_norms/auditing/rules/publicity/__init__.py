"""Publicity of enforcement (执法公示): before, during and after."""
