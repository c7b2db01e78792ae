"""Training of officers (执法人员培训)."""
