"""Enforcement subjects (执法主体): title, powers, announcement, entrustment, competence."""
