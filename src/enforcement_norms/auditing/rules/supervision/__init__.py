"""Supervision of enforcement (执法监督)."""
