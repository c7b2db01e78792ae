"""Clean and civil enforcement (廉洁文明)."""
